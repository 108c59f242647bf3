//! How sure a pair is: the probability that a terminologist would enter it.
//!
//! What is known of a pair is measured; a weighted sum and small decision
//! trees, which see features in company, add up what it says, half by half;
//! and the sum is read off a curve that was drawn through judged pairs,
//! one for each kind of evidence. Weights, trees and curves are
//! `tables/confidence.tsv`, which `mustalah confidence` learns from
//! `benches/judged`. Evidence only ever speaks for a pair: another source,
//! article or kind of it never lowers the figure.

mod arabic;
mod context;
mod curve;
mod english;
mod feature;
mod judged;
mod learn;
mod linear;
mod measure;
mod table;
mod together;
mod trees;

use std::collections::{BTreeMap, BTreeSet};

use super::Shares;
use crate::knowledge::Knowledge;
use crate::model::{Evidence, Miner};
use curve::Curve;
use feature::{Feature, NAMES, Section};
use trees::Tree;

pub use judged::{JudgedPair, Measured, Outcome, Verdict, cross_validate, learn_model, read_judged};

/// A confidence with its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Confidence {
    /// 0 to 1.
    pub value: f64,
    /// `name=value`, in a fixed order.
    pub parts: Vec<String>,
}

/// A pair as its confidence sees it.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// English headword.
    pub en: &'a str,
    /// Arabic headword.
    pub ar: &'a str,
    /// English forms that are attested.
    pub en_forms: Vec<&'a str>,
    /// The evidence that counts.
    pub rows: &'a [&'a Evidence],
    /// Its standing among rivals.
    pub shares: Shares,
    /// What people know.
    pub knowledge: &'a Knowledge,
}

impl Subject<'_> {
    /// What is known of the pair, in the order of the table of weights.
    #[must_use]
    pub fn features(&self) -> Vec<f64> {
        measure::measure(self).to_vec()
    }
}

/// Weights and trees, and the curves that make confidences of their sums.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ConfidenceModel {
    weights: Vec<f64>,
    trees: Vec<Tree>,
    /// By kind of evidence.
    curves: BTreeMap<Miner, Curve>,
}

/// From this much on, in nats, a single sign against a pair is named.
const NAMED: f64 = -0.2;
/// Signs against a pair that are named.
const MOST_NAMED: usize = 4;

impl ConfidenceModel {
    /// The sum, in nats.
    fn score(&self, features: &[f64]) -> f64 {
        let weighed = self.weights.iter().zip(features).map(|(weight, value)| weight * value);
        weighed.sum::<f64>() + self.trees.iter().map(|tree| tree.value(features)).sum::<f64>()
    }

    /// The confidence of features. The kind of evidence whose pairs of that
    /// score fare best speaks for all.
    fn value(&self, features: &[f64]) -> f64 {
        let score = self.score(features);
        let of_kinds = kinds(features).filter_map(|kind| self.curves.get(&kind)).map(|curve| curve.at(score));
        let best = of_kinds.fold(0.0, f64::max);
        (best * 1e4).round() / 1e4
    }

    /// The confidence of a pair, with what it is made of: the best score of
    /// each kind of evidence, the shares among rivals, the log odds that each
    /// section of the features adds, and the strongest signs against it.
    #[must_use]
    pub fn confidence(&self, features: &[f64]) -> Confidence {
        let mut parts = Vec::new();
        let shown = [
            ("gloss", Feature::GlossBest),
            ("bitext", Feature::BitextBest),
            ("transliteration", Feature::TransliterationBest),
            ("link", Feature::LinkBest),
        ];
        for (name, feature) in shown.into_iter().filter(|(_, feature)| features[*feature as usize] > 0.0) {
            parts.push(format!("{name}={:.3}", features[feature as usize]));
        }
        parts.push(format!("share={:.3}", features[Feature::Share as usize]));
        parts.push(format!("reverse={:.3}", features[Feature::Reverse as usize]));
        let mut adds = vec![0.0; NAMES.len()];
        for (sum, (weight, value)) in adds.iter_mut().zip(self.weights.iter().zip(features)) {
            *sum = weight * value;
        }
        for (feature, sum) in self.trees.iter().flat_map(|tree| tree.steps(features)) {
            adds[feature] += sum;
        }
        adds[Feature::Bias as usize] += self.trees.iter().map(Tree::middle).sum::<f64>();
        for section in Section::ALL {
            let own = (0..NAMES.len()).filter(|&place| Section::of(place) == section);
            let sum: f64 = own.map(|place| adds[place]).sum();
            parts.push(format!("odds:{}={sum:+.2}", section.name()));
        }
        let mut against: Vec<usize> = (0..NAMES.len())
            .filter(|&place| {
                matches!(Section::of(place), Section::Together | Section::English | Section::Arabic)
            })
            .filter(|&place| features[place] != 0.0 && adds[place] <= NAMED)
            .collect();
        against.sort_by(|&a, &b| adds[a].total_cmp(&adds[b]).then(a.cmp(&b)));
        parts.extend(against.iter().take(MOST_NAMED).map(|&place| format!("against={}", NAMES[place])));
        Confidence { value: self.value(features), parts }
    }
}

/// The kinds of evidence that features tell of.
fn kinds(features: &[f64]) -> impl Iterator<Item = Miner> {
    let has = |feature: Feature| features[feature as usize] > 0.0;
    let found = [
        (Miner::Gloss, has(Feature::Gloss)),
        (Miner::Bitext, has(Feature::Bitext)),
        (Miner::Transliteration, has(Feature::Transliteration)),
        (Miner::Link, has(Feature::Link)),
    ];
    found.into_iter().filter(|(_, has)| *has).map(|(kind, _)| kind).collect::<BTreeSet<_>>().into_iter()
}
