//! A log-linear ranker: one choice among many, by weighted features.
//!
//! The probability of a choice is the softmax of its weighted features over
//! all choices of its group. Weights are learnt by maximising the likelihood
//! of the choices that people call right; when several are, or one is reached
//! in several ways, their probabilities add up.

use std::fmt::Write as _;

use crate::error::{Error, Result};
use crate::knowledge::GlossaryFile;

/// Steps of gradient ascent; the likelihood of a thousand groups is flat by then.
const STEPS: usize = 600;
/// Strength of the Gaussian prior on weights.
const RIDGE: f64 = 0.6;

/// Weights by feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranker {
    weights: Vec<f64>,
}

/// The choices of one decision, to learn from.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Features of every choice.
    pub choices: Vec<Vec<f64>>,
    /// Whether a choice is right.
    pub right: Vec<bool>,
}

impl Ranker {
    /// Reads a table `feature weight`; a feature it lacks weighs nothing.
    ///
    /// # Errors
    /// When a row names an unknown feature or its weight is no number.
    pub fn from_table(file: &GlossaryFile, names: &[&str]) -> Result<Self> {
        let mut weights = vec![0.0; names.len()];
        for (line, [feature, weight]) in file.rows(["feature", "weight"])? {
            let bad = |reason: String| Error::Format { path: file.path.clone(), line, reason };
            let place = names
                .iter()
                .position(|name| *name == feature)
                .ok_or_else(|| bad(format!("there is no feature {feature:?}")))?;
            weights[place] = weight.parse().map_err(|_| bad(format!("{weight:?} is no number")))?;
        }
        Ok(Self { weights })
    }

    /// The table that [`Self::from_table`] reads.
    #[must_use]
    pub fn to_tsv(&self, names: &[&str]) -> String {
        let mut out = String::from("feature\tweight\n");
        for (name, weight) in names.iter().zip(&self.weights) {
            writeln!(out, "{name}\t{weight:.4}").expect("a String takes it");
        }
        out
    }

    /// The weighted sum of features, in nats.
    #[must_use]
    pub fn score(&self, features: &[f64]) -> f64 {
        self.weights.iter().zip(features).map(|(weight, value)| weight * value).sum()
    }

    /// What each feature adds to the score.
    #[must_use]
    pub fn weight(&self, feature: usize) -> f64 {
        self.weights[feature]
    }

    /// Learns weights from groups that have a right choice.
    #[must_use]
    pub fn learn(groups: &[Group], features: usize) -> Self {
        let groups: Vec<&Group> = groups.iter().filter(|group| group.right.contains(&true)).collect();
        let scale = scales(&groups, features);
        let mut ranker = Self { weights: vec![0.0; features] };
        // Adam (Kingma and Ba 2015) over the whole set; no sampling, so that
        // the same labels give the same weights.
        let (mut mean, mut square) = (vec![0.0; features], vec![0.0; features]);
        for step in 1..=STEPS {
            let gradient = ranker.gradient(&groups, &scale);
            let rate = 0.1 * (1.0 - step as f64 / STEPS as f64) + 1e-4;
            for i in 0..features {
                mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
                square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
                let unbiased = |value: f64, keep: f64| value / (1.0 - libm::pow(keep, step as f64));
                let move_by = unbiased(mean[i], 0.9) / (unbiased(square[i], 0.999).sqrt() + 1e-8);
                ranker.weights[i] += rate * move_by;
            }
        }
        for (weight, scale) in ranker.weights.iter_mut().zip(&scale) {
            *weight /= scale;
        }
        ranker
    }

    /// Slope of the penalised likelihood at weights over scaled features.
    fn gradient(&self, groups: &[&Group], scale: &[f64]) -> Vec<f64> {
        let mut gradient: Vec<f64> = self.weights.iter().map(|weight| -RIDGE * weight).collect();
        for group in groups {
            let scaled = |choice: &[f64]| -> f64 {
                choice.iter().zip(scale).zip(&self.weights).map(|((v, s), w)| v / s * w).sum()
            };
            let scores: Vec<f64> = group.choices.iter().map(|choice| scaled(choice)).collect();
            let all = softmax(&scores, |_| true);
            let right = softmax(&scores, |i| group.right[i]);
            for (i, choice) in group.choices.iter().enumerate() {
                let pull = right[i] - all[i];
                for ((slope, value), scale) in gradient.iter_mut().zip(choice).zip(scale) {
                    *slope += pull * value / scale;
                }
            }
        }
        gradient
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

/// Root mean square of each feature where it is present, so that the prior
/// weighs all alike.
fn scales(groups: &[&Group], features: usize) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); features];
    for choice in groups.iter().flat_map(|group| &group.choices) {
        for (sum, value) in sums.iter_mut().zip(choice).filter(|(_, value)| **value != 0.0) {
            *sum = (sum.0 + value * value, sum.1 + 1.0);
        }
    }
    sums.into_iter().map(|(sum, count)| if count > 0.0 { f64::sqrt(sum / count) } else { 1.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_which_feature_decides_and_reads_its_own_table() {
        let names = ["noise", "signal"];
        let groups: Vec<Group> = (0..40)
            .map(|i| Group {
                choices: vec![vec![f64::from(i % 3), 1.0], vec![f64::from(i % 5), 0.0]],
                right: vec![true, false],
            })
            .collect();
        let ranker = Ranker::learn(&groups, 2);
        assert!(ranker.weight(1) > 1.0 && ranker.weight(1) > 3.0 * ranker.weight(0).abs());
        let file = GlossaryFile { path: "ranker.tsv".into(), text: ranker.to_tsv(&names) };
        let read = Ranker::from_table(&file, &names).unwrap();
        assert!((read.score(&[1.0, 1.0]) - ranker.score(&[1.0, 1.0])).abs() < 1e-3);
    }

    #[test]
    fn probabilities_of_what_counts_sum_to_one() {
        let shares = softmax(&[1000.0, 0.0, 999.0], |i| i != 1);
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12 && shares[1] == 0.0);
    }
}
