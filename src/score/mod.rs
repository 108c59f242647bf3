//! Stage 6: how sure a pair is, from its evidence.
//!
//! Evidence is summed over independent sources: many occurrences on one site
//! add little, a second site adds much, a second kind of evidence more. The
//! share among rivals on both sides then raises or lowers the odds. Every part
//! is kept, so that a reader can see what a figure is made of.

mod form;
mod ranker;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Evidence, Miner};

pub use form::faults;
pub(crate) use ranker::features;
pub use ranker::{Group, Ranker, softmax};

/// What one kind of evidence is worth at its surest, read off samples of 100
/// pairs each.
fn reliability(miner: Miner) -> f64 {
    match miner {
        Miner::Gloss => 0.92,
        Miner::Bitext => 0.85,
        Miner::Transliteration => 0.88,
        Miner::Link => 0.8,
        Miner::Base => 0.99,
    }
}

/// Spellings that score below this everywhere are slips, such as تيخوك for
/// `TikTok`.
const SLIP: f64 = 0.3;

/// A confidence with its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Confidence {
    /// 0 to 1.
    pub value: f64,
    /// `name=value`, in a fixed order.
    pub parts: Vec<String>,
}

impl Confidence {
    /// The confidence once what speaks against the pair's form is known.
    #[must_use]
    pub fn with_faults(mut self, (factor, names): (f64, Vec<&'static str>)) -> Self {
        let odds = factor * self.value / (1.0 - self.value).max(1e-6);
        self.value = if names.is_empty() { self.value } else { rounded(odds / (1.0 + odds)) };
        self.parts.extend(names.into_iter().map(|name| format!("fault={name}")));
        self
    }
}

/// To four decimals.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// How a pair stands among its rivals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// Of the occurrences of the English, how many have this Arabic.
    pub of_english: f64,
    /// Of the occurrences of the Arabic, how many have this English.
    pub of_arabic: f64,
}

/// The confidence of a pair from all its evidence.
#[must_use]
pub fn confidence(evidence: &[&Evidence], shares: Shares) -> Confidence {
    let mut doubt = 1.0;
    let mut bitext = 0.0;
    let mut parts = Vec::new();
    for miner in Miner::ALL {
        let mut by_source: BTreeMap<&str, (f64, BTreeSet<&str>)> = BTreeMap::new();
        for row in evidence.iter().filter(|row| row.miner == miner) {
            let (best, articles) = by_source.entry(&row.source).or_default();
            *best = best.max(row.score);
            articles.insert(&row.article);
        }
        if by_source.is_empty() {
            continue;
        }
        if miner == Miner::Bitext {
            // Its scores are of the pair in the whole corpus, shares and all.
            let best = by_source.values().map(|(best, _)| *best).fold(0.0, f64::max);
            parts.push(format!("{}={best:.3}", miner.name()));
            bitext = best;
            continue;
        }
        let mut miner_doubt = 1.0;
        for (best, articles) in by_source.values() {
            // One site repeats itself: its tenth article is worth half a second site.
            let weight = 1.0 + 0.2 * libm::log(articles.len() as f64);
            miner_doubt *= libm::pow(1.0 - reliability(miner) * best, weight);
        }
        // Many writers make the same slip; that makes it no spelling.
        let best = by_source.values().map(|(best, _)| *best).fold(0.0, f64::max);
        if miner == Miner::Transliteration && best < SLIP {
            miner_doubt = 1.0 - reliability(miner) * best;
        }
        parts.push(format!("{}={:.3}", miner.name(), 1.0 - miner_doubt));
        doubt *= miner_doubt;
    }
    let odds = (1.0 - doubt) / doubt.max(1e-6);
    parts.push(format!("share={:.3}", shares.of_english));
    parts.push(format!("reverse={:.3}", shares.of_arabic));
    let adjusted =
        odds * libm::pow(shares.of_english.max(0.01), 0.25) * libm::pow(shares.of_arabic.max(0.01), 0.35);
    let others = adjusted / (1.0 + adjusted);
    let value = (1.0 - (1.0 - bitext) * (1.0 - others)).min(0.999);
    Confidence { value: rounded(value), parts }
}
