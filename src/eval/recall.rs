//! How much of the gold list the glossary has right.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::gold::Gold;
use super::{Level, Share};
use crate::model::Entry;

/// How far down the renderings of a term one has to read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reach {
    /// The preferred Arabic is it.
    pub rank_1: Share,
    /// One of the first three is.
    pub top_3: Share,
    /// Any is.
    pub any_rank: Share,
}

impl Reach {
    fn new(ranks: &[Option<u32>]) -> Self {
        let within = |most: u32| Share::of(ranks.iter().map(|rank| rank.is_some_and(|rank| rank <= most)));
        Self { rank_1: within(1), top_3: within(3), any_rank: within(u32::MAX) }
    }
}

/// Recall at one level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Recall {
    /// What counts as the same Arabic.
    pub level: Level,
    /// Of all gold pairs.
    pub pairs: Reach,
    /// Of the gold pairs whose English the glossary has.
    pub covered_pairs: Reach,
    /// Of all gold terms, those with one of their gold renderings: what a
    /// list with several good renderings should be judged by.
    pub terms: Reach,
    /// Of the gold terms that the glossary has.
    pub covered_terms: Reach,
}

/// Recall at every level; `by_name` has the entries of each English key.
pub(super) fn measure(gold: &Gold, by_name: &BTreeMap<&str, Vec<&Entry>>) -> Vec<Recall> {
    Level::ALL.map(|level| at(level, gold, by_name)).to_vec()
}

fn at(level: Level, gold: &Gold, by_name: &BTreeMap<&str, Vec<&Entry>>) -> Recall {
    let (mut pairs, mut covered_pairs) = (Vec::new(), Vec::new());
    let (mut terms, mut covered_terms) = (Vec::new(), Vec::new());
    for (term, renderings) in &gold.terms {
        let entries = by_name.get(term.as_str()).map_or(&[][..], Vec::as_slice);
        let rank = |(lenient, strict): (&String, &BTreeSet<String>)| {
            let right = entries.iter().filter(|entry| level.holds(entry, lenient, strict));
            right.map(|entry| entry.rank).min()
        };
        let ranks: Vec<Option<u32>> = renderings.iter().map(rank).collect();
        let best = ranks.iter().flatten().min().copied();
        if !entries.is_empty() {
            covered_pairs.extend(&ranks);
            covered_terms.push(best);
        }
        pairs.extend(ranks);
        terms.push(best);
    }
    Recall {
        level,
        pairs: Reach::new(&pairs),
        covered_pairs: Reach::new(&covered_pairs),
        terms: Reach::new(&terms),
        covered_terms: Reach::new(&covered_terms),
    }
}
