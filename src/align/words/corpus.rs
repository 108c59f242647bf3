//! The sentences of a corpus, equal ones once.

use super::priors::Priors;
use super::{Link, UnitPair, UnitReader, align, order};
use crate::knowledge::Knowledge;
use crate::maps::Map;

/// Sentence pairs with their weights.
#[derive(Default)]
pub struct Corpus {
    pairs: Vec<(UnitPair, f32)>,
    counts: Vec<u32>,
    of: Map<UnitPair, usize>,
}

impl Corpus {
    /// Adds a pair of sentences that render each other with some
    /// probability; returns its number. A pair that was met before is the
    /// same one.
    pub fn add(&mut self, pair: UnitPair, probability: f32) -> usize {
        if let Some(&at) = self.of.get(&pair) {
            self.counts[at] += 1;
            self.pairs[at].1 = self.pairs[at].1.max(probability);
            return at;
        }
        let at = self.pairs.len();
        self.of.insert(pair.clone(), at);
        self.pairs.push((pair, probability));
        self.counts.push(1);
        at
    }

    /// The links of each distinct pair, by its number.
    #[must_use]
    pub fn align(self, reader: &UnitReader<'_>, knowledge: &Knowledge) -> Vec<Vec<Link>> {
        let Self { mut pairs, counts, of } = self;
        drop(of);
        for ((_, weight), count) in pairs.iter_mut().zip(counts) {
            // What one page repeats a hundred times is not said a hundred times.
            *weight *= (count as f32).sqrt();
        }
        let priors = Priors::new(reader, knowledge);
        let mut links = align(&pairs, &|en, ar| priors.of(en, ar));
        order::straighten(&mut links, &pairs);
        links
    }
}
