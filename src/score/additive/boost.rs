//! Learning the trees: gradient boosting (Friedman 2001) of the logistic loss
//! with Newton steps and monotone constraints (Chen and Guestrin 2016).
//!
//! Where a feature may never speak against a pair, a split on it is only made
//! where more of it adds no less, and what lies on the two sides of it can
//! never cross; and the other way round.

use super::trees::{Question, Tree};
use super::{Lesson, Schema, Sign, logistic, logit};

/// Trees of one sequence, and how much of each is added; with the others
/// below chosen by cross-validation on `benches/judged`.
const TREES: usize = 220;
const RATE: f64 = 0.06;
/// Sequences from different beginnings, averaged.
const SEQUENCES: u64 = 3;
/// Strength of the prior on what a leaf adds.
const RIDGE: f64 = 2.0;
/// The least judged pairs on each side of a split.
const LEAST: f64 = 10.0;
/// One of so many features, and so many of ten pairs, are looked at for a tree.
const FEATURES: u64 = 5;
const PAIRS: u64 = 6;
/// Places where a feature is cut at most.
const CUTS: usize = 24;

/// Features cut into few steps.
struct Binned {
    /// By feature, the least value of each step but the first.
    cuts: Vec<Vec<f64>>,
    /// By feature, the step of each pair.
    steps: Vec<Vec<u8>>,
}

impl Binned {
    fn new(lessons: &[Lesson<'_>], features: usize) -> Self {
        let (mut cuts, mut steps) = (Vec::new(), Vec::new());
        for feature in 0..features {
            let mut values: Vec<f64> = lessons.iter().map(|lesson| lesson.features[feature]).collect();
            values.sort_by(f64::total_cmp);
            let mut own: Vec<f64> = (1..=CUTS)
                .filter_map(|cut| {
                    let at = cut * values.len() / (CUTS + 1);
                    let above = *values.get(at)?;
                    // Halfway to what lies below, to four decimals, as in the table.
                    let below = values[..at].iter().rev().find(|value| **value < above)?;
                    let least = (f64::midpoint(*below, above) * 1e4).round() / 1e4;
                    (least > *below && least <= above).then_some(least)
                })
                .collect();
            // Where few pairs have a feature at all, its presence is a cut.
            if let Some((least, most)) = values.first().zip(values.last()).filter(|(a, b)| a < b) {
                let next = values.iter().find(|value| *value > least).unwrap_or(most);
                own.push((f64::midpoint(*least, *next) * 1e4).round() / 1e4);
            }
            own.sort_by(f64::total_cmp);
            own.dedup();
            let step = |lesson: &Lesson<'_>| {
                let value = lesson.features[feature];
                u8::try_from(own.partition_point(|least| *least <= value)).expect("few cuts")
            };
            steps.push(lessons.iter().map(step).collect());
            cuts.push(own);
        }
        Self { cuts, steps }
    }
}

/// Slope and bend of the likelihood over some pairs, and their number.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    slope: f64,
    bend: f64,
    pairs: f64,
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.slope += other.slope;
        self.bend += other.bend;
        self.pairs += other.pairs;
    }

    fn less(self, other: Self) -> Self {
        Self {
            slope: self.slope - other.slope,
            bend: self.bend - other.bend,
            pairs: self.pairs - other.pairs,
        }
    }

    /// What these pairs add, within bounds.
    fn leaf(self, bounds: (f64, f64)) -> f64 {
        (self.slope / (self.bend + RIDGE)).clamp(bounds.0, bounds.1)
    }

    /// What the likelihood gains by adding it.
    fn gain(self, leaf: f64) -> f64 {
        leaf * self.slope - 0.5 * leaf * leaf * (self.bend + RIDGE)
    }
}

/// A question and what its answers add.
struct Split {
    gain: f64,
    question: Question,
    step: u8,
    leaves: [f64; 2],
}

/// Learns a sum of trees and what it begins with. The same lessons in the
/// same order give the same trees.
pub(super) fn learn(lessons: &[Lesson<'_>], schema: &Schema) -> (f64, Vec<Tree>) {
    let right = lessons.iter().filter(|lesson| lesson.right).count() as f64;
    let start = logit((right + 1.0) / (lessons.len() as f64 + 2.0));
    let binned = Binned::new(lessons, schema.names.len());
    let trees = (0..SEQUENCES).flat_map(|seed| sequence(lessons, &binned, schema, start, seed)).collect();
    (start, trees)
}

fn sequence(lessons: &[Lesson<'_>], binned: &Binned, schema: &Schema, start: f64, seed: u64) -> Vec<Tree> {
    let mut random = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut scores = vec![start; lessons.len()];
    let mut trees = Vec::new();
    for _ in 0..TREES {
        let drawn: Vec<usize> = (0..lessons.len()).filter(|_| next(&mut random) % 10 < PAIRS).collect();
        let features: Vec<usize> =
            (1..schema.names.len()).filter(|_| next(&mut random).is_multiple_of(FEATURES)).collect();
        let sums: Vec<Sum> = lessons
            .iter()
            .zip(&scores)
            .map(|(lesson, score)| {
                let p = logistic(*score);
                let slope = f64::from(u8::from(lesson.right)) - p;
                Sum { slope, bend: p * (1.0 - p), pairs: 1.0 }
            })
            .collect();
        let Some(tree) = grow(&drawn, &features, &sums, binned, schema) else { continue };
        for (score, lesson) in scores.iter_mut().zip(lessons) {
            *score += RATE * tree.value(lesson.features);
        }
        let share = RATE / SEQUENCES as f64;
        trees.push(Tree { leaves: tree.leaves.map(|leaf| leaf * share), ..tree });
    }
    trees
}

fn grow(drawn: &[usize], features: &[usize], sums: &[Sum], binned: &Binned, schema: &Schema) -> Option<Tree> {
    let free = (f64::NEG_INFINITY, f64::INFINITY);
    let root = split(drawn, features, sums, (binned, schema), free)?;
    let (no, yes): (Vec<usize>, Vec<usize>) =
        drawn.iter().partition(|&&pair| binned.steps[root.question.feature][pair] < root.step);
    let middle = f64::midpoint(root.leaves[0], root.leaves[1]);
    let bounds = match (schema.sign)(root.question.feature) {
        Sign::Any => [free, free],
        Sign::Up => [(free.0, middle), (middle, free.1)],
        Sign::Down => [(middle, free.1), (free.0, middle)],
    };
    let then = [
        split(&no, features, sums, (binned, schema), bounds[0]),
        split(&yes, features, sums, (binned, schema), bounds[1]),
    ];
    let leaves =
        [0, 1].map(|side: usize| then[side].as_ref().map_or([root.leaves[side]; 2], |split| split.leaves));
    Some(Tree {
        root: root.question,
        then: then.map(|split| split.map(|split| split.question)),
        leaves: [leaves[0][0], leaves[0][1], leaves[1][0], leaves[1][1]],
    })
}

/// The best question to ask of some pairs.
fn split(
    pairs: &[usize],
    features: &[usize],
    sums: &[Sum],
    (binned, schema): (&Binned, &Schema),
    bounds: (f64, f64),
) -> Option<Split> {
    let mut all = Sum::default();
    for &pair in pairs {
        all.add(sums[pair]);
    }
    let before = all.gain(all.leaf(bounds));
    let mut best: Option<Split> = None;
    for &feature in features {
        let cuts = &binned.cuts[feature];
        let mut by_step = vec![Sum::default(); cuts.len() + 1];
        for &pair in pairs {
            by_step[usize::from(binned.steps[feature][pair])].add(sums[pair]);
        }
        let mut below = Sum::default();
        for (at, least) in cuts.iter().enumerate() {
            below.add(by_step[at]);
            let above = all.less(below);
            if below.pairs < LEAST || above.pairs < LEAST {
                continue;
            }
            let leaves = [below.leaf(bounds), above.leaf(bounds)];
            let holds = match (schema.sign)(feature) {
                Sign::Any => true,
                Sign::Up => leaves[0] <= leaves[1],
                Sign::Down => leaves[0] >= leaves[1],
            };
            let gain = below.gain(leaves[0]) + above.gain(leaves[1]) - before;
            if holds && gain > best.as_ref().map_or(1e-9, |best| best.gain) {
                let step = u8::try_from(at + 1).expect("few cuts");
                best = Some(Split { gain, question: Question { feature, least: *least }, step, leaves });
            }
        }
    }
    best
}

/// The next number of `SplitMix64` (Steele et al. 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::additive::tests::{COMMON, LONG, SCHEMA, SOURCES};

    #[test]
    fn evidence_never_speaks_against_a_pair() {
        let mut pairs = Vec::new();
        for i in 0..400_u32 {
            let mut features = vec![0.0; SCHEMA.names.len()];
            // Right where the English is common; sources tell the contrary,
            // and more so where the Arabic is long.
            let right = i % 2 == 1;
            features[COMMON] = f64::from((i % 2) ^ u32::from(i % 11 == 0));
            features[SOURCES] = f64::from((i + 1) % 2) * f64::from(i % 7) / 7.0;
            features[LONG] = f64::from(i % 3 / 2);
            pairs.push((features, right));
        }
        let lessons: Vec<Lesson<'_>> =
            pairs.iter().map(|(features, right)| Lesson { features, right: *right }).collect();
        let (start, trees) = learn(&lessons, &SCHEMA);
        let score = |features: &[f64]| start + trees.iter().map(|tree| tree.value(features)).sum::<f64>();
        for (features, _) in &pairs {
            let mut more = features.clone();
            let mut last = f64::NEG_INFINITY;
            for sources in 0..8 {
                more[SOURCES] = f64::from(sources) / 7.0;
                let here = score(&more);
                assert!(here >= last - 1e-12);
                last = here;
            }
        }
        let mut common = vec![0.0; SCHEMA.names.len()];
        let without = score(&common);
        common[COMMON] = 1.0;
        assert!(score(&common) > without + 2.0);
    }
}
