//! What it takes to be a match: look-alikes to tell names from, and the
//! logistic fit between the two.

use std::collections::BTreeMap;

use super::latin::LatinName;
use super::transliteration::{FEATURES, Weights};

const N: usize = FEATURES.len();

/// The features of a pair, with 1 for one name and 0 for two.
pub(super) struct Example {
    pub features: Weights,
    pub label: f64,
    pub weight: f64,
}

/// Names by every skeleton that leaves one of their classes out: those that
/// share one are at most one class apart.
pub(super) struct LookAlikes<'a> {
    names: &'a [&'a LatinName],
    by_rest: BTreeMap<(u8, u64), Vec<usize>>,
}

impl<'a> LookAlikes<'a> {
    pub(super) fn new(names: &'a [&'a LatinName]) -> Self {
        let mut by_rest: BTreeMap<(u8, u64), Vec<usize>> = BTreeMap::new();
        for (index, name) in names.iter().enumerate() {
            for key in Self::keys(name) {
                by_rest.entry(key).or_default().push(index);
            }
        }
        Self { names, by_rest }
    }

    /// The first letter with each skeleton that lacks one class.
    fn keys(name: &LatinName) -> Vec<(u8, u64)> {
        let Some(reading) = name.readings().first() else { return Vec::new() };
        let first = reading.spelling.as_slice()[0];
        (0..reading.classes.len()).map(|place| (first, reading.classes.without(place))).collect()
    }

    /// A name one class away; `seed` says which.
    pub(super) fn of(&self, name: &LatinName, seed: usize) -> Option<&'a LatinName> {
        let keys = Self::keys(name);
        let classes = name.readings().first()?.classes;
        (0..keys.len()).find_map(|turn| {
            let near = self.by_rest.get(&keys[(seed + turn) % keys.len()])?;
            let other = |place: usize| self.names[near[place % near.len()]];
            (0..near.len().min(20))
                .map(|turn| other(seed + turn))
                .find(|other| other.readings()[0].classes != classes)
        })
    }
}

/// Ridge of the logistic fit, which keeps it finite on lists that separate.
const RIDGE: f64 = 1e-4;

/// Logistic regression by Newton's method.
pub(super) fn logistic(examples: &[Example]) -> Weights {
    let mut weights = [0.0; N];
    for _ in 0..40 {
        let mut gradient = weights.map(|weight| weight * RIDGE);
        let mut hessian = [[0.0; N]; N];
        for (index, row) in hessian.iter_mut().enumerate() {
            row[index] = RIDGE;
        }
        for Example { features, label, weight } in examples {
            let odds: f64 = features.iter().zip(weights).map(|(f, w)| f * w).sum();
            let p = 1.0 / (1.0 + libm::exp(-odds));
            for i in 0..N {
                gradient[i] += weight * (p - label) * features[i];
                for j in 0..N {
                    hessian[i][j] += weight * p * (1.0 - p) * features[i] * features[j];
                }
            }
        }
        let step = solve(hessian, gradient);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight -= step.clamp(-2.0, 2.0);
        }
    }
    weights
}

/// Solves a positive definite system by elimination.
fn solve(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        for row in pivot + 1..N {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            let above = matrix[pivot];
            for (cell, above) in matrix[row].iter_mut().zip(above).skip(pivot) {
                *cell -= factor * above;
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..N).rev() {
        for column in row + 1..N {
            right[row] -= matrix[row][column] * right[column];
        }
        right[row] /= matrix[row][row];
    }
    right
}
