//! How good a glossary is, measured against lists that people made.
//!
//! Coverage, recall, precision and calibration are shares with their 95%
//! intervals, so that two glossaries are told apart only where the gold list
//! is long enough to do so. Flagged and rejected entries are no answers: they
//! are left out of coverage, recall and precision, and shown by status.

mod calibration;
mod gold;
mod recall;
mod roc;
mod share;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use calibration::{Bin, Calibration, Prediction};
pub use gold::{GoldPair, read_gold};
pub use recall::{Reach, Recall};
pub use roc::area_under_roc;
pub use share::Share;

use crate::model::{Entry, Kind, Status};
use crate::text::{ar_key, en_key};
use gold::{Gold, strict_key};

/// When the Arabic of an entry is that of a gold pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The headword is the gold's with its article.
    Strict,
    /// The headword is the gold's but for the article.
    Lenient,
    /// The headword or a variant is the gold's: its plural is attested.
    AnyForm,
}

impl Level {
    /// Every level, strictest first.
    pub const ALL: [Self; 3] = [Self::Strict, Self::Lenient, Self::AnyForm];

    /// The name used in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Lenient => "lenient",
            Self::AnyForm => "any form",
        }
    }

    fn holds(self, entry: &Entry, lenient: &str, strict: &BTreeSet<String>) -> bool {
        match self {
            Self::Strict => strict.contains(&strict_key(&entry.ar)),
            Self::Lenient => ar_key(&entry.ar) == lenient,
            Self::AnyForm => {
                std::iter::once(&entry.ar).chain(&entry.ar_variants).any(|ar| ar_key(ar) == lenient)
            }
        }
    }
}

/// Entries of one status or kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// The status or kind.
    pub name: &'static str,
    /// Its judged entries that are right.
    pub precision: Share,
    /// What their confidence promised.
    pub mean_confidence: Option<f64>,
}

/// Everything that is measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// Gold pairs, each counted once whatever its spelling.
    pub gold_pairs: u64,
    /// English terms of the gold list.
    pub gold_terms: u64,
    /// Entries that were measured, flagged ones too.
    pub entries: u64,
    /// Gold terms that the glossary has, whatever its Arabic.
    pub coverage: Share,
    /// Gold pairs and terms that the glossary has right, at each level.
    pub recall: Vec<Recall>,
    /// Of the entries whose English is in the unlabelled gold, those whose
    /// Arabic is one of the gold's, at each level.
    pub precision_listed: BTreeMap<Level, Share>,
    /// Of the entries that are a labelled pair, those labelled right.
    pub precision_labelled: Share,
    /// Confidence against outcome, over every judged entry.
    pub calibration: Calibration,
    /// The judged entries of each status.
    pub by_status: Vec<Group>,
    /// The judged entries of each kind, flagged ones left out.
    pub by_kind: Vec<Group>,
}

impl Evaluation {
    /// Whether the gold list and the glossary have nothing in common.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.coverage.hits == 0 && self.calibration.n == 0
    }
}

/// An entry of which the gold list says whether it is right.
pub(crate) struct Judged<'a> {
    pub entry: &'a Entry,
    pub right: bool,
}

fn predictions(judged: &[Judged<'_>]) -> Vec<Prediction> {
    let prediction = |judged: &Judged<'_>| Prediction {
        confidence: judged.entry.confidence,
        right: judged.right,
        weight: 1.0,
    };
    judged.iter().map(prediction).collect()
}

/// Measures entries against gold pairs; only the entries with at least
/// `min_confidence` count.
#[must_use]
pub fn evaluate(entries: &[Entry], pairs: &[GoldPair], min_confidence: f64) -> Evaluation {
    let gold = Gold::new(pairs);
    let entries: Vec<&Entry> = entries.iter().filter(|entry| entry.confidence >= min_confidence).collect();
    let named = names(&entries);
    let offered: Vec<(&Entry, &BTreeSet<String>)> =
        entries.iter().copied().zip(&named).filter(|(entry, _)| is_offered(entry)).collect();
    let mut by_name: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for (entry, names) in &offered {
        for name in *names {
            by_name.entry(name).or_default().push(entry);
        }
    }
    let judged: Vec<Judged> = entries
        .iter()
        .zip(&named)
        .filter_map(|(entry, names)| Some(Judged { entry, right: judge(entry, names, &gold)? }))
        .collect();
    let listed = |level: Level| {
        let in_list = offered.iter().filter(|(_, names)| !names.is_disjoint(&gold.listed));
        Share::of(in_list.map(|(entry, names)| is_gold(level, entry, names, &gold)))
    };
    Evaluation {
        gold_pairs: gold.terms.values().map(|renderings| renderings.len() as u64).sum(),
        gold_terms: gold.terms.len() as u64,
        entries: entries.len() as u64,
        coverage: Share::of(gold.terms.keys().map(|term| by_name.contains_key(term.as_str()))),
        recall: recall::measure(&gold, &by_name),
        precision_listed: Level::ALL.map(|level| (level, listed(level))).into(),
        precision_labelled: Share::of(offered.iter().filter_map(|(entry, names)| label(entry, names, &gold))),
        calibration: Calibration::new(&predictions(&judged)),
        by_status: Status::ALL
            .iter()
            .map(|&status| group(status.name(), &judged, |entry| entry.status == status))
            .collect(),
        by_kind: Kind::ALL
            .iter()
            .map(|&kind| group(kind.name(), &judged, |entry| entry.kind == kind && is_offered(entry)))
            .collect(),
    }
}

/// Whether the glossary stands by an entry.
fn is_offered(entry: &Entry) -> bool {
    !matches!(entry.status, Status::Flagged | Status::Rejected)
}

/// The English keys of each entry. A name given beside one rendering is a
/// name of them all.
fn names(entries: &[&Entry]) -> Vec<BTreeSet<String>> {
    let concepts: Vec<String> = entries.iter().map(|entry| en_key(&entry.en)).collect();
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (entry, concept) in entries.iter().zip(&concepts) {
        let names = names.entry(concept).or_insert_with(|| BTreeSet::from([concept.clone()]));
        names.extend(entry.en_variants.iter().map(|en| en_key(en)).filter(|key| !key.is_empty()));
    }
    concepts.iter().map(|concept| names[concept.as_str()].clone()).collect()
}

/// What the gold list says of an entry: its label, else whether the list of
/// its English has its Arabic.
fn judge(entry: &Entry, names: &BTreeSet<String>, gold: &Gold) -> Option<bool> {
    label(entry, names, gold)
        .or_else(|| (!names.is_disjoint(&gold.listed)).then(|| is_gold(Level::Lenient, entry, names, gold)))
}

fn label(entry: &Entry, names: &BTreeSet<String>, gold: &Gold) -> Option<bool> {
    let ar = ar_key(&entry.ar);
    names.iter().filter_map(|name| gold.labels.get(&(name.clone(), ar.clone())).copied()).max()
}

fn is_gold(level: Level, entry: &Entry, names: &BTreeSet<String>, gold: &Gold) -> bool {
    let renderings = names.iter().filter_map(|name| gold.terms.get(name)).flatten();
    renderings.into_iter().any(|(lenient, strict)| level.holds(entry, lenient, strict))
}

fn group(name: &'static str, judged: &[Judged], belongs: impl Fn(&Entry) -> bool) -> Group {
    let of: Vec<&Judged> = judged.iter().filter(|judged| belongs(judged.entry)).collect();
    Group {
        name,
        precision: Share::of(of.iter().map(|judged| judged.right)),
        mean_confidence: calibration::mean(of.iter().map(|judged| judged.entry.confidence)),
    }
}

#[cfg(test)]
mod tests;
