//! A ranker: one choice among many, by what its features say together.
//!
//! The score of a choice is a weighted sum of its features and of a few hidden
//! units, each a squashed sum of its own, which catch what features say only in
//! company. The probability of a choice is the softmax of the scores over all
//! choices of its group.

mod feature;
mod learn;

use std::fmt::Write as _;

use crate::error::{Error, Result};
use crate::knowledge::GlossaryFile;

pub(crate) use feature::features;
pub use learn::Group;

/// The row of a table that holds the constants of the hidden units.
const BIAS: &str = "(bias)";
/// The row that holds what each hidden unit adds to the score.
const OUT: &str = "(out)";

/// Weights by feature.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranker {
    linear: Vec<f64>,
    hidden: Vec<Hidden>,
}

/// One hidden unit: `out * tanh(bias + weights . features)`.
#[derive(Debug, Clone, PartialEq, Default)]
struct Hidden {
    weights: Vec<f64>,
    bias: f64,
    out: f64,
}

impl Ranker {
    /// Reads a table `feature weight hidden`; a feature it lacks weighs
    /// nothing. `hidden` holds the weights of the hidden units, separated by
    /// spaces.
    ///
    /// # Errors
    /// When a row names an unknown feature, a weight is no number, or rows
    /// differ in their number of hidden units.
    pub fn from_table(file: &GlossaryFile, names: &[&str]) -> Result<Self> {
        let rows = file.rows(["feature", "weight", "hidden"])?;
        let units = rows.first().map_or(0, |(_, [.., hidden])| hidden.split_whitespace().count());
        let unit = Hidden { weights: vec![0.0; names.len()], ..Hidden::default() };
        let mut ranker = Self { linear: vec![0.0; names.len()], hidden: vec![unit; units] };
        for (line, [feature, weight, hidden]) in rows {
            let bad = |reason: String| Error::Format { path: file.path.clone(), line, reason };
            let number = |cell: &str| cell.parse::<f64>().map_err(|_| bad(format!("{cell:?} is no number")));
            let hidden: Vec<f64> = hidden.split_whitespace().map(number).collect::<Result<_>>()?;
            if hidden.len() != units {
                return Err(bad(format!("{} hidden units where the first row has {units}", hidden.len())));
            }
            let of_units = ranker.hidden.iter_mut().zip(hidden);
            match (feature.as_str(), names.iter().position(|name| *name == feature)) {
                (BIAS, _) => of_units.for_each(|(unit, value)| unit.bias = value),
                (OUT, _) => of_units.for_each(|(unit, value)| unit.out = value),
                (_, Some(place)) => {
                    of_units.for_each(|(unit, value)| unit.weights[place] = value);
                    ranker.linear[place] = number(&weight)?;
                }
                (_, None) => return Err(bad(format!("there is no feature {feature:?}"))),
            }
        }
        Ok(ranker)
    }

    /// The table that [`Self::from_table`] reads.
    #[must_use]
    pub fn to_tsv(&self, names: &[&str]) -> String {
        let mut out = String::from("feature\tweight\thidden\n");
        let mut row = |name: &str, weight: f64, hidden: &dyn Fn(&Hidden) -> f64| {
            let cells: Vec<String> = self.hidden.iter().map(|unit| format!("{:.3}", hidden(unit))).collect();
            writeln!(out, "{name}\t{weight:.4}\t{}", cells.join(" ")).expect("a String takes it");
        };
        for (place, (name, weight)) in names.iter().zip(&self.linear).enumerate() {
            row(name, *weight, &|unit| unit.weights[place]);
        }
        row(BIAS, 0.0, &|unit| unit.bias);
        row(OUT, 0.0, &|unit| unit.out);
        out
    }

    /// The score of a choice, in nats.
    #[must_use]
    pub fn score(&self, features: &[f64]) -> f64 {
        let present: Vec<(usize, f64)> =
            features.iter().copied().enumerate().filter(|(_, value)| *value != 0.0).collect();
        let sum = |weights: &[f64]| present.iter().map(|&(place, value)| weights[place] * value).sum::<f64>();
        let hidden = self.hidden.iter().map(|unit| unit.out * libm::tanh(unit.bias + sum(&unit.weights)));
        sum(&self.linear) + hidden.sum::<f64>()
    }

    /// What a feature adds to the score: the score less the score without it.
    #[must_use]
    pub fn part(&self, features: &[f64], feature: usize) -> f64 {
        let mut without = features.to_vec();
        without[feature] = 0.0;
        self.score(features) - self.score(&without)
    }
}

/// Probabilities of the choices that count; the others get 0.
pub fn softmax(scores: &[f64], counts: impl Fn(usize) -> bool) -> Vec<f64> {
    let counted = |i: &usize| counts(*i);
    let best = (0..scores.len()).filter(counted).map(|i| scores[i]).fold(f64::NEG_INFINITY, f64::max);
    let raised: Vec<f64> = scores
        .iter()
        .enumerate()
        .map(|(i, score)| if counts(i) { libm::exp(score - best) } else { 0.0 })
        .collect();
    let total: f64 = raised.iter().sum();
    raised.into_iter().map(|value| value / total.max(f64::MIN_POSITIVE)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_of_what_counts_sum_to_one() {
        let shares = softmax(&[1000.0, 0.0, 999.0], |i| i != 1);
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12 && shares[1] == 0.0);
    }

    #[test]
    fn a_table_says_what_is_wrong_with_it() {
        let read = |text: &str| {
            let file = GlossaryFile { path: "ranker.tsv".into(), text: text.into() };
            Ranker::from_table(&file, &["words"]).unwrap_err().to_string()
        };
        let unknown = read("feature\tweight\thidden\nwords\t1\t0.5 1\nlength\t1\t0.5 1\n");
        assert!(unknown.contains("ranker.tsv:3") && unknown.contains("length"), "{unknown}");
        let uneven = read("feature\tweight\thidden\nwords\t1\t0.5 1\n(out)\t0\t1\n");
        assert!(uneven.contains("ranker.tsv:3") && uneven.contains("hidden"), "{uneven}");
    }
}
