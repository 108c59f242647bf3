//! The second look at glosses: what the whole corpus says of where a term
//! begins.
//!
//! The miner reads a bracket by itself. Here the readings of one English name
//! are laid side by side: a span that the other brackets of the name have too
//! gains, one that no other has loses, and so does a gloss whose English
//! glosses nothing anywhere else. An acronym is laid beside its long form. The
//! words that sure glosses link (slice, شريحة) then say where longer names
//! begin (string slices, شرائح السلاسل النصية).

use std::collections::{BTreeMap, BTreeSet};

use crate::align::{Lexicon, ar_stems, en_stems};
use crate::knowledge::Knowledge;
use crate::mine::is_acronym;
use crate::model::{Alternative, Evidence, Miner};
use crate::text::{ar_stem, en_key};

/// How much the others count beside the bracket itself; with [`PRIOR`] chosen
/// on the labels of `benches/gloss`.
const TRUST: f64 = 0.6;
/// Occurrences' worth of doubt: two brackets that agree are not yet a custom.
const PRIOR: f64 = 1.0;
/// What a span is expected to get of the others' probability by chance.
const CHANCE: f64 = 0.15;

/// From this probability on a gloss teaches the lexicon of the corpus.
const SURE: f64 = 0.6;
/// What a span gains, in nats, when the corpus shows that it renders all of
/// the English and the shipped lexicon knew nothing of it.
const SHOWN: f64 = 3.0;

/// Probabilities are summed in steps of this size, so that order never matters.
const STEP: f64 = 1e-4;

/// The readings of one English name over the corpus, in steps of [`STEP`].
#[derive(Debug, Default)]
struct Custom {
    /// By the stems of the Arabic.
    spans: BTreeMap<String, u64>,
    none: u64,
    all: u64,
}

/// Chooses again among the readings of every gloss, and drops those that
/// gloss nothing.
pub(super) fn sharpen(evidence: &mut Vec<Evidence>, knowledge: &Knowledge) {
    let mut customs: BTreeMap<Name, Custom> = BTreeMap::new();
    for row in evidence.iter().filter(|row| is_ranked(row)) {
        let readings = readings(row);
        for name in names(row) {
            customs.entry(name).or_default().add(&readings);
        }
    }
    let sure = evidence.iter().filter(|row| is_ranked(row) && row.score >= SURE && !is_acronym(&row.en_form));
    let pairs: BTreeSet<(&str, &str)> =
        sure.map(|row| (row.ar_form.as_str(), row.en_form.as_str())).collect();
    let learnt = Lexicon::learn(pairs);
    let corpus = Corpus { customs, learnt, shipped: &knowledge.lexicon };
    evidence.retain_mut(|row| !is_ranked(row) || corpus.choose(row));
}

/// What the glosses of the corpus say together.
struct Corpus<'k> {
    customs: BTreeMap<Name, Custom>,
    /// The words that its sure glosses link.
    learnt: Lexicon,
    shipped: &'k Lexicon,
}

fn is_ranked(row: &Evidence) -> bool {
    row.miner == Miner::Gloss && !row.alternatives.is_empty()
}

/// An English name as one source uses it: CA is an authority here and a state
/// of the union there.
type Name = (String, String);

/// The names a row speaks for: the English, and its acronym or long form.
fn names(row: &Evidence) -> Vec<Name> {
    let alias = Some(row.en_alias.as_str()).filter(|alias| is_acronym(alias) || is_acronym(&row.en_form));
    let keys = std::iter::once(row.en_form.as_str()).chain(alias).map(en_key).filter(|key| !key.is_empty());
    let mut names: Vec<Name> = keys.map(|key| (row.source.clone(), key)).collect();
    names.dedup();
    names
}

/// Every reading of a row, "no pair" first, each with its key.
fn readings(row: &Evidence) -> Vec<(String, Alternative)> {
    let own = Alternative {
        score: row.score,
        start: row.ar_start.unwrap_or_default(),
        end: row.ar_end.unwrap_or_default(),
        ar: row.ar.clone(),
        ar_form: row.ar_form.clone(),
    };
    let mut others = row.alternatives.iter().filter_map(|text| Alternative::from_text(text));
    let none = others.next();
    let keyed = |reading: Alternative| {
        let stems: Vec<String> = reading.ar_form.split_whitespace().map(ar_stem).collect();
        (stems.join(" "), reading)
    };
    none.into_iter().chain([own]).chain(others).map(keyed).collect()
}

fn steps(score: f64) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10,000")]
    let steps = (score.clamp(0.0, 1.0) / STEP).round() as u64;
    steps
}

impl Custom {
    fn add(&mut self, readings: &[(String, Alternative)]) {
        for (key, reading) in readings {
            let steps = steps(reading.score);
            if reading.ar.is_empty() {
                self.none += steps;
            } else {
                *self.spans.entry(key.clone()).or_default() += steps;
            }
            self.all += steps;
        }
    }

    /// How the others read it: the factor for one reading of a row whose
    /// readings have `own` steps in all.
    fn factor(&self, key: &str, reading: &Alternative, own: u64) -> f64 {
        let total =
            if reading.ar.is_empty() { self.none } else { self.spans.get(key).copied().unwrap_or_default() };
        let others = total.saturating_sub(steps(reading.score)) as f64 * STEP;
        let all = self.all.saturating_sub(own) as f64 * STEP;
        libm::pow((others + PRIOR * CHANCE) / (all + PRIOR), TRUST)
    }
}

impl Corpus<'_> {
    /// Chooses among the readings of a row; whether any pair is left.
    fn choose(&self, row: &mut Evidence) -> bool {
        let readings = readings(row);
        let own: u64 = readings.iter().map(|(_, reading)| steps(reading.score)).sum();
        let names = names(row);
        let english = en_stems(&row.en_form);
        let weighed = |(key, reading): &(String, Alternative)| {
            let customs = names.iter().filter_map(|name| self.customs.get(name));
            let custom = customs.map(|custom| custom.factor(key, reading, own)).fold(0.0, f64::max);
            reading.score * custom * libm::exp(SHOWN * self.newly_rendered(&reading.ar_form, &english))
        };
        let weights: Vec<f64> = readings.iter().map(weighed).collect();
        let total: f64 = weights.iter().sum();
        let best = (0..weights.len()).max_by(|&a, &b| weights[a].total_cmp(&weights[b]).then(b.cmp(&a)));
        let Some(best) = best.filter(|&best| !readings[best].1.ar.is_empty() && total > 0.0) else {
            return false;
        };
        take(row, &readings[best].1);
        row.score = (weights[best] / total * 1e4).round() / 1e4;
        true
    }

    /// Share of the English that the corpus shows a span to render, and the
    /// shipped lexicon does not.
    fn newly_rendered(&self, arabic: &str, english: &[String]) -> f64 {
        let arabic = ar_stems(arabic);
        let rendered = |lexicon: &Lexicon, word: &String| {
            let strongest = arabic.iter().map(|stem| lexicon.link(stem, word)).fold(0.0, f64::max);
            (3.0 * strongest).min(1.0)
        };
        let gains = english.iter().map(|word| {
            let known = rendered(self.shipped, word);
            rendered(&self.learnt, word).max(known) - known
        });
        gains.sum::<f64>() / english.len().max(1) as f64
    }
}

/// Makes a reading the row's own.
fn take(row: &mut Evidence, reading: &Alternative) {
    if reading.ar_form == row.ar_form {
        return;
    }
    let sentence = format!("{}{}", row.left, row.ar_form);
    if let Some(left) = sentence.strip_suffix(reading.ar_form.as_str()) {
        left.clone_into(&mut row.left);
    }
    (row.ar_start, row.ar_end) = (Some(reading.start), Some(reading.end));
    reading.ar.clone_into(&mut row.ar);
    reading.ar_form.clone_into(&mut row.ar_form);
}
