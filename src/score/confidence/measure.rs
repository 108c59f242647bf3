//! The features of a pair.

use std::collections::{BTreeMap, BTreeSet};

use super::english::english;
use super::feature::{Feature, NAMES, Vector};
use super::{Shares, Subject};
use super::{arabic::arabic, context::context, listed::listed, together::together};
use crate::model::{Alternative, Evidence, Miner};

/// What e times the articles of one source add to it.
const REPEATED: f64 = 0.2;

/// The features as they are set.
pub(super) struct Values(pub Vector);

impl Values {
    pub(super) fn set(&mut self, feature: Feature, value: f64) {
        self.0[feature as usize] = value;
    }

    pub(super) fn flag(&mut self, feature: Feature, holds: bool) {
        self.set(feature, f64::from(u8::from(holds)));
    }
}

/// Everything that is known of a pair.
pub(super) fn measure(subject: &Subject<'_>) -> Vector {
    let mut values = Values([0.0; NAMES.len()]);
    values.set(Feature::Bias, 1.0);
    evidence(subject, &mut values);
    rivals(subject.shares, &mut values);
    together(subject, &mut values);
    english(subject, &mut values);
    listed(subject, &mut values);
    arabic(subject, &mut values);
    context(subject, &mut values);
    values.0
}

/// A mean of what there is; 0 of nothing.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// Log of the independent sources of some rows. One site repeats itself: ten
/// articles of it are worth one and a half sources, not ten.
fn support<'a>(rows: impl Iterator<Item = &'a Evidence>) -> f64 {
    let mut by_source: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in rows {
        by_source.entry(&row.source).or_default().insert(&row.article);
    }
    let worth = by_source.values().map(|articles| 1.0 + REPEATED * libm::log(articles.len() as f64));
    libm::log(worth.sum::<f64>().max(1.0))
}

/// Log odds of a probability from .5 on, as far as scores can tell.
fn surplus(score: f64) -> f64 {
    libm::log(score.clamp(0.5, 0.995) / (1.0 - score.clamp(0.5, 0.995)))
}

fn evidence(subject: &Subject<'_>, values: &mut Values) {
    let mined: Vec<&Evidence> = subject.rows.iter().copied().filter(|row| row.miner != Miner::Base).collect();
    let of = |miner: Miner| mined.iter().copied().filter(move |row| row.miner == miner);
    let best = |miner: Miner| of(miner).map(|row| row.score).fold(0.0, f64::max);
    let sources = |miner: Miner| support(of(miner));
    let has = |miner: Miner| of(miner).next().is_some();
    values.flag(Feature::Gloss, has(Miner::Gloss));
    values.set(Feature::GlossBest, best(Miner::Gloss));
    values.set(Feature::GlossOdds, surplus(best(Miner::Gloss)));
    values.set(Feature::GlossSources, sources(Miner::Gloss));
    let others = |row: &Evidence| -> Vec<Alternative> {
        row.alternatives.iter().filter_map(|text| Alternative::from_text(text)).collect()
    };
    let glosses = of(Miner::Gloss).map(|row| {
        1.0 - others(row).first().filter(|none| none.ar.is_empty()).map_or(0.0, |none| none.score)
    });
    values.set(Feature::GlossGlosses, glosses.fold(0.0, f64::max));
    let margins = of(Miner::Gloss).map(|row| {
        let rival = others(row).iter().map(|other| other.score).fold(0.0, f64::max);
        (row.score - rival).max(0.0)
    });
    values.set(Feature::GlossMargin, margins.fold(0.0, f64::max));
    values.flag(Feature::Bitext, has(Miner::Bitext));
    values.set(Feature::BitextBest, best(Miner::Bitext));
    values.set(Feature::BitextOdds, surplus(best(Miner::Bitext)));
    values.set(Feature::BitextSources, sources(Miner::Bitext));
    values.flag(Feature::Transliteration, has(Miner::Transliteration));
    values.set(Feature::TransliterationBest, best(Miner::Transliteration));
    values.set(Feature::TransliterationSources, sources(Miner::Transliteration));
    values.flag(Feature::Link, has(Miner::Link));
    values.set(Feature::LinkBest, best(Miner::Link));
    values.set(Feature::LinkSources, sources(Miner::Link));
    let kinds: BTreeSet<Miner> = mined.iter().map(|row| row.miner).collect();
    values.set(Feature::Kinds, kinds.len().saturating_sub(1) as f64);
    values.set(Feature::Sources, support(mined.iter().copied()));
}

fn rivals(shares: Shares, values: &mut Values) {
    let log = |share: f64| libm::log(share.max(0.001));
    values.set(Feature::Share, shares.of_english);
    values.set(Feature::LogShare, log(shares.of_english));
    values.set(Feature::Reverse, shares.of_arabic);
    values.set(Feature::LogReverse, log(shares.of_arabic));
}
