//! Learning the weights: logistic regression with a Gaussian prior, by
//! coordinate descent. Evidence may speak for a pair and never against it, so
//! the weights of its features are kept from falling below zero.

use super::curve::logistic;
use super::feature::{Feature, NAMES};

/// Rounds over all features; the weights stand still by then.
const ROUNDS: usize = 60;
/// Strength of the prior on a weight whose feature has variance 1; chosen by
/// cross-validation on `benches/judged`.
const RIDGE: f64 = 40.0;

/// What a weight may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Any,
    Positive,
}

/// Evidence, and shares among rivals, only ever speak for a pair.
fn sign(feature: usize) -> Sign {
    let in_order = Feature::Gloss as usize..=Feature::LogReverse as usize;
    if in_order.contains(&feature) { Sign::Positive } else { Sign::Any }
}

/// One judged pair to learn from.
#[derive(Debug, Clone)]
pub(super) struct Lesson<'a> {
    pub features: &'a [f64],
    pub right: bool,
}

/// Learns the weights of all features. The same lessons in the same order
/// give the same weights.
pub(super) fn learn(lessons: &[Lesson<'_>]) -> Vec<f64> {
    let n = lessons.len().max(1) as f64;
    let scales: Vec<(f64, f64)> = (0..NAMES.len())
        .map(|feature| {
            let mean = lessons.iter().map(|lesson| lesson.features[feature]).sum::<f64>() / n;
            let square = |lesson: &Lesson<'_>| {
                let apart = lesson.features[feature] - mean;
                apart * apart
            };
            (mean, (lessons.iter().map(square).sum::<f64>() / n).sqrt())
        })
        .collect();
    // Column by column: of each feature its scaled values.
    let columns: Vec<Vec<f64>> = (0..NAMES.len())
        .map(|feature| {
            let (mean, scale) = scales[feature];
            let value = |lesson: &Lesson<'_>| match scale {
                _ if feature == Feature::Bias as usize => 1.0,
                scale if scale > 1e-9 => (lesson.features[feature] - mean) / scale,
                _ => 0.0,
            };
            lessons.iter().map(value).collect()
        })
        .collect();
    let mut weights = vec![0.0; NAMES.len()];
    let mut scores = vec![0.0; lessons.len()];
    for _ in 0..ROUNDS {
        for (feature, column) in columns.iter().enumerate() {
            let ridge = if feature == Feature::Bias as usize { 1e-3 } else { RIDGE };
            let (mut slope, mut bend) = (-ridge * weights[feature], ridge);
            for ((value, score), lesson) in column.iter().zip(&scores).zip(lessons) {
                let p = logistic(*score);
                slope += value * (f64::from(u8::from(lesson.right)) - p);
                bend += value * value * (p * (1.0 - p)).max(0.05);
            }
            let mut weight: f64 = weights[feature] + slope / bend;
            if sign(feature) == Sign::Positive {
                weight = weight.max(0.0);
            }
            let step = weight - weights[feature];
            if step != 0.0 {
                weights[feature] = weight;
                scores.iter_mut().zip(column).for_each(|(score, value)| *score += step * value);
            }
        }
    }
    let mut bias = weights[Feature::Bias as usize];
    for (feature, (mean, scale)) in scales.iter().enumerate() {
        if feature == Feature::Bias as usize {
            continue;
        }
        if *scale > 1e-9 {
            weights[feature] /= scale;
            bias -= weights[feature] * mean;
        } else {
            weights[feature] = 0.0;
        }
    }
    weights[Feature::Bias as usize] = bias;
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_never_speaks_against_a_pair() {
        let mut pairs = Vec::new();
        for i in 0..200 {
            let mut features = vec![0.0; NAMES.len()];
            features[Feature::Bias as usize] = 1.0;
            // Right where the English is common; sources tell the contrary.
            features[Feature::Common as usize] = f64::from(i % 2);
            features[Feature::Sources as usize] = f64::from((i + 1) % 2) * 0.7;
            pairs.push((features, i % 2 == 1));
        }
        let lessons: Vec<Lesson<'_>> =
            pairs.iter().map(|(features, right)| Lesson { features, right: *right }).collect();
        let weights = learn(&lessons);
        assert!(weights[Feature::Sources as usize] >= 0.0);
        assert!(weights[Feature::Common as usize] > 1.0);
    }
}
