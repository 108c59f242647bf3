//! Learning weights: logistic regression with a Gaussian prior, by coordinate
//! descent. The weights of evidence are kept from falling below zero.

use super::{BIAS, Lesson, Schema, Sign, logistic};

/// Rounds over all features; the weights stand still by then.
const ROUNDS: usize = 60;
/// Strength of the prior on a weight whose feature has variance 1; chosen by
/// cross-validation on `benches/judged`.
const RIDGE: f64 = 40.0;

/// A feature that varies less is weighed as if it varied so much: of what few
/// pairs have, little can be learnt.
const LEAST_SCALE: f64 = 0.12;

/// Learns the weights of all features. The same lessons in the same order
/// give the same weights.
pub(super) fn weights(lessons: &[Lesson<'_>], schema: &Schema) -> Vec<f64> {
    let n = lessons.len().max(1) as f64;
    let scales: Vec<(f64, f64)> = (0..schema.names.len())
        .map(|feature| {
            let mean = lessons.iter().map(|lesson| lesson.features[feature]).sum::<f64>() / n;
            let square = |lesson: &Lesson<'_>| {
                let apart = lesson.features[feature] - mean;
                apart * apart
            };
            let spread = (lessons.iter().map(square).sum::<f64>() / n).sqrt();
            (mean, if spread > 1e-9 { spread.max(LEAST_SCALE) } else { 0.0 })
        })
        .collect();
    // Column by column: of each feature its scaled values.
    let columns: Vec<Vec<f64>> = (0..schema.names.len())
        .map(|feature| {
            let (mean, scale) = scales[feature];
            let value = |lesson: &Lesson<'_>| match scale {
                _ if feature == BIAS => 1.0,
                scale if scale > 0.0 => (lesson.features[feature] - mean) / scale,
                _ => 0.0,
            };
            lessons.iter().map(value).collect()
        })
        .collect();
    let mut weights = vec![0.0; schema.names.len()];
    let mut scores = vec![0.0; lessons.len()];
    for _ in 0..ROUNDS {
        for (feature, column) in columns.iter().enumerate() {
            let ridge = if feature == BIAS { 1e-3 } else { RIDGE };
            let (mut slope, mut bend) = (-ridge * weights[feature], ridge);
            for ((value, score), lesson) in column.iter().zip(&scores).zip(lessons) {
                let p = logistic(*score);
                slope += value * (f64::from(u8::from(lesson.right)) - p);
                bend += value * value * (p * (1.0 - p)).max(0.05);
            }
            let mut weight: f64 = weights[feature] + slope / bend;
            match (schema.sign)(feature) {
                Sign::Any => {}
                Sign::Up => weight = weight.max(0.0),
                Sign::Down => weight = weight.min(0.0),
            }
            let step = weight - weights[feature];
            if step != 0.0 {
                weights[feature] = weight;
                scores.iter_mut().zip(column).for_each(|(score, value)| *score += step * value);
            }
        }
    }
    let mut bias = weights[BIAS];
    for (feature, (mean, scale)) in scales.iter().enumerate() {
        if feature == BIAS {
            continue;
        }
        if *scale > 0.0 {
            weights[feature] /= scale;
            bias -= weights[feature] * mean;
        } else {
            weights[feature] = 0.0;
        }
    }
    weights[BIAS] = bias;
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::additive::tests::{COMMON, SCHEMA, SOURCES};

    #[test]
    fn evidence_never_speaks_against_a_pair() {
        let mut pairs = Vec::new();
        for i in 0..200 {
            let mut features = vec![0.0; SCHEMA.names.len()];
            features[BIAS] = 1.0;
            // Right where the English is common; sources tell the contrary.
            features[COMMON] = f64::from(i % 2);
            features[SOURCES] = f64::from((i + 1) % 2) * 0.7;
            pairs.push((features, i % 2 == 1));
        }
        let lessons: Vec<Lesson<'_>> =
            pairs.iter().map(|(features, right)| Lesson { features, right: *right }).collect();
        let weights = weights(&lessons, &SCHEMA);
        assert!(weights[SOURCES] >= 0.0);
        assert!(weights[COMMON] > 1.0);
    }
}
