//! From scores to shares that hold: isotonic calibration.
//!
//! Scores are cut into bins of equal size, the shares of right pairs made to
//! rise by pooling adjacent violators (Ayer et al. 1955; Zadrozny and Elkan
//! 2002), and log odds drawn straight from bin to bin, so that no two scores
//! come to the same confidence.

use crate::score::additive::{logistic, logit};

/// A scored pair that was judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    pub score: f64,
    pub right: bool,
    pub weight: f64,
}

/// A rising line through points of score and confidence.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Curve {
    /// Scores ascend, log odds do not descend.
    pub points: Vec<(f64, f64)>,
}

/// The least judged pairs in a bin.
const BIN: usize = 45;
/// What a bin is expected to have before it is looked at: so many pairs, so
/// many of them right.
const PRIOR: (f64, f64) = (1.5, 0.5);
/// How fast log odds rise past the first and the last bin, and in a bin whose
/// neighbours are no different.
const SLOPE: f64 = 0.3;
/// No confidence of the model lies outside.
const LEAST: f64 = 0.005;
const MOST: f64 = 0.985;

impl Curve {
    /// Learns a curve. Without any pair it is the score itself.
    pub(super) fn learn(mut scored: Vec<Scored>) -> Self {
        scored.sort_by(|a, b| a.score.total_cmp(&b.score).then(a.right.cmp(&b.right)));
        let bins = (scored.len() / BIN).max(1);
        let mut pools: Vec<Pool> = Vec::new();
        for number in 0..bins {
            let within = &scored[number * scored.len() / bins..(number + 1) * scored.len() / bins];
            if within.is_empty() {
                continue;
            }
            let mut pool = Pool::of(within);
            while let Some(last) = pools.pop_if(|last| last.share() >= pool.share()) {
                pool = last.with(&pool);
            }
            pools.push(pool);
        }
        let points = pools.iter().map(|pool| (pool.middle(), logit(pool.share()))).collect();
        Self { points }
    }

    /// The confidence of a score.
    pub(super) fn at(&self, score: f64) -> f64 {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return logistic(score).clamp(LEAST, MOST);
        };
        let after = self.points.partition_point(|point| point.0 <= score);
        let odds = if after == 0 {
            first.1 + SLOPE * (score - first.0)
        } else if after == self.points.len() {
            last.1 + SLOPE * (score - last.0)
        } else {
            let (a, b) = (self.points[after - 1], self.points[after]);
            a.1 + (b.1 - a.1) * (score - a.0) / (b.0 - a.0)
        };
        logistic(odds).clamp(LEAST, MOST)
    }

    /// The curve that lies between two, nearer to this one by `share`.
    pub(super) fn mixed(&self, other: &Self, share: f64) -> Self {
        let mut scores: Vec<f64> = self.points.iter().chain(&other.points).map(|point| point.0).collect();
        scores.sort_by(f64::total_cmp);
        scores.dedup();
        let mix = |score: f64| logit(share * self.at(score) + (1.0 - share) * other.at(score));
        Self { points: scores.into_iter().map(|score| (score, mix(score))).collect() }
    }
}

/// Judged pairs that share a confidence.
#[derive(Debug, Clone, Copy)]
struct Pool {
    pairs: f64,
    weight: f64,
    right: f64,
    scores: f64,
}

impl Pool {
    fn of(scored: &[Scored]) -> Self {
        let sum = |value: &dyn Fn(&Scored) -> f64| scored.iter().map(value).sum::<f64>();
        Self {
            pairs: scored.len() as f64,
            weight: sum(&|pair| pair.weight),
            right: sum(&|pair| if pair.right { pair.weight } else { 0.0 }),
            scores: sum(&|pair| pair.score),
        }
    }

    fn with(&self, other: &Self) -> Self {
        Self {
            pairs: self.pairs + other.pairs,
            weight: self.weight + other.weight,
            right: self.right + other.right,
            scores: self.scores + other.scores,
        }
    }

    fn share(&self) -> f64 {
        let right = self.right / self.weight.max(f64::MIN_POSITIVE) * self.pairs;
        (right + PRIOR.1) / (self.pairs + PRIOR.0)
    }

    fn middle(&self) -> f64 {
        self.scores / self.pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_rises_and_keeps_to_the_shares() {
        let scored = (0..900).map(|i| Scored {
            score: f64::from(i) / 100.0,
            // A fifth, two fifths, then four fifths are right.
            right: i % 5 < [1, 2, 4][usize::try_from(i / 300).unwrap()],
            weight: 1.0,
        });
        let curve = Curve::learn(scored.collect());
        let mut last = 0.0;
        for step in -100..1000 {
            let here = curve.at(f64::from(step) / 100.0);
            assert!(here > last, "{step}");
            last = here;
        }
        assert!((curve.at(1.5) - 0.2).abs() < 0.04 && (curve.at(4.5) - 0.4).abs() < 0.04);
        assert!((curve.at(7.5) - 0.8).abs() < 0.04 && curve.at(100.0) < 1.0);
        let steep = curve.mixed(&Curve::default(), 0.5);
        assert!(steep.points.windows(2).all(|pair| pair[0].1 <= pair[1].1));
    }
}
