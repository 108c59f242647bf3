//! Learning a ranker: the likelihood of the choices that people call right is
//! made as great as it can be under a Gaussian prior. When several choices are
//! right, or one is reached in several ways, their probabilities add up.

use rayon::prelude::*;

use super::{Hidden, Ranker, softmax};

/// Steps of gradient ascent; the likelihood of a thousand groups is flat by then.
const STEPS: usize = 300;
/// Length of the first step.
const RATE: f64 = 0.03;
/// Strength of the prior on the weights of features, and of hidden units;
/// chosen by cross-validation on `benches/gloss`.
const RIDGE: f64 = 0.6;
const HIDDEN_RIDGE: f64 = 3.0;
/// Hidden units of one network.
const UNITS: usize = 8;
/// Networks that are learnt from different beginnings and averaged.
const NETWORKS: u64 = 4;
/// Groups whose slopes one thread sums.
const PART: usize = 128;

/// The choices of one decision, to learn from.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Features of every choice.
    pub choices: Vec<Vec<f64>>,
    /// Whether a choice is right.
    pub right: Vec<bool>,
}

/// A group with its features scaled, zeros left out.
struct Scaled {
    choices: Vec<Vec<(usize, f64)>>,
    right: Vec<bool>,
}

/// What is learnt, or its slope; by feature, so that a choice touches the rows
/// of its features alone.
#[derive(Clone)]
struct Network {
    /// By feature: its weight, and its weights in the hidden units.
    rows: Vec<(f64, [f64; UNITS])>,
    bias: [f64; UNITS],
    out: [f64; UNITS],
}

impl Ranker {
    /// Learns weights from groups that have a right choice. The same groups
    /// give the same weights, at any number of threads.
    #[must_use]
    pub fn learn(groups: &[Group], features: usize) -> Self {
        let groups: Vec<&Group> = groups.iter().filter(|group| group.right.contains(&true)).collect();
        let scale = scales(&groups, features);
        let scaled: Vec<Scaled> = groups.iter().map(|group| Scaled::new(group, &scale)).collect();
        let mut ranker = Self { linear: vec![0.0; features], hidden: Vec::new() };
        for seed in 0..NETWORKS {
            let network = Network::learn(&scaled, Network::beginning(features, seed));
            let rows = || network.rows.iter().zip(&scale);
            for (mean, ((weight, _), scale)) in ranker.linear.iter_mut().zip(rows()) {
                *mean += weight / scale / NETWORKS as f64;
            }
            ranker.hidden.extend((0..UNITS).map(|unit| Hidden {
                weights: rows().map(|((_, hidden), scale)| hidden[unit] / scale).collect(),
                bias: network.bias[unit],
                out: network.out[unit] / NETWORKS as f64,
            }));
        }
        ranker
    }

    /// Learns weights of the features alone, without hidden units: for a few
    /// hundred groups, which say no more.
    #[must_use]
    pub fn learn_linear(groups: &[Group], features: usize) -> Self {
        let groups: Vec<&Group> = groups.iter().filter(|group| group.right.contains(&true)).collect();
        let scale = scales(&groups, features);
        let scaled: Vec<Scaled> = groups.iter().map(|group| Scaled::new(group, &scale)).collect();
        // Hidden units that begin at nothing stay there.
        let network = Network::learn(&scaled, Network::zero(features));
        let weights = network.rows.iter().zip(&scale).map(|((weight, _), scale)| weight / scale);
        Self { linear: weights.collect(), hidden: Vec::new() }
    }
}

impl Network {
    /// Learns from a beginning by Adam (Kingma and Ba 2015) over the whole set.
    fn learn(groups: &[Scaled], mut network: Self) -> Self {
        let parameters = network.parameters().count();
        let (mut mean, mut square) = (vec![0.0; parameters], vec![0.0; parameters]);
        for step in 1..=STEPS {
            let mut slope = network.slope(groups);
            let rate = RATE * (1.0 - step as f64 / STEPS as f64) + 1e-4;
            let (first, second) = (1.0 - libm::pow(0.9, step as f64), 1.0 - libm::pow(0.999, step as f64));
            for (i, (parameter, slope)) in network.parameters().zip(slope.parameters()).enumerate() {
                mean[i] = 0.9 * mean[i] + 0.1 * *slope;
                square[i] = 0.999 * square[i] + 0.001 * *slope * *slope;
                *parameter += rate * (mean[i] / first) / ((square[i] / second).sqrt() + 1e-8);
            }
        }
        network
    }

    fn zero(features: usize) -> Self {
        Self { rows: vec![(0.0, [0.0; UNITS]); features], bias: [0.0; UNITS], out: [0.0; UNITS] }
    }

    /// Hidden units that differ, so that they learn different things.
    fn beginning(features: usize, seed: u64) -> Self {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut small = || (splitmix(&mut state) - 0.5) * 0.35;
        let mut network = Self::zero(features);
        network.rows.iter_mut().flat_map(|(_, hidden)| hidden).for_each(|weight| *weight = small());
        network.out.iter_mut().for_each(|weight| *weight = small());
        network
    }

    fn parameters(&mut self) -> impl Iterator<Item = &mut f64> {
        let Self { rows, bias, out } = self;
        rows.iter_mut()
            .flat_map(|(weight, hidden)| std::iter::once(weight).chain(hidden))
            .chain(bias)
            .chain(out)
    }

    /// Slope of the penalised likelihood: parts of fixed size, summed in order.
    fn slope(&self, groups: &[Scaled]) -> Self {
        let parts: Vec<Self> = groups.par_chunks(PART).map(|part| self.likelihood_slope(part)).collect();
        let mut slope = Self::zero(self.rows.len());
        for mut part in parts {
            slope.parameters().zip(part.parameters()).for_each(|(slope, part)| *slope += *part);
        }
        for ((slope, hidden_slope), (weight, hidden)) in slope.rows.iter_mut().zip(&self.rows) {
            *slope -= RIDGE * weight;
            hidden_slope.iter_mut().zip(hidden).for_each(|(slope, weight)| *slope -= HIDDEN_RIDGE * weight);
        }
        slope.out.iter_mut().zip(&self.out).for_each(|(slope, weight)| *slope -= HIDDEN_RIDGE * weight);
        slope
    }

    fn likelihood_slope(&self, groups: &[Scaled]) -> Self {
        let mut slope = Self::zero(self.rows.len());
        for group in groups {
            let (scores, squashed): (Vec<f64>, Vec<[f64; UNITS]>) =
                group.choices.iter().map(|choice| self.score(choice)).unzip();
            let all = softmax(&scores, |_| true);
            let right = softmax(&scores, |i| group.right[i]);
            for (i, choice) in group.choices.iter().enumerate() {
                slope.add(self, choice, &squashed[i], right[i] - all[i]);
            }
        }
        slope
    }

    /// The score of a choice, and what its hidden units make of it.
    fn score(&self, choice: &[(usize, f64)]) -> (f64, [f64; UNITS]) {
        let (mut score, mut units) = (0.0, self.bias);
        for &(place, value) in choice {
            let (weight, hidden) = &self.rows[place];
            score += weight * value;
            units.iter_mut().zip(hidden).for_each(|(unit, weight)| *unit += weight * value);
        }
        for (unit, out) in units.iter_mut().zip(&self.out) {
            *unit = libm::tanh(*unit);
            score += out * *unit;
        }
        (score, units)
    }

    /// Adds the slope of one choice's score, `pull` times.
    fn add(&mut self, at: &Self, choice: &[(usize, f64)], squashed: &[f64; UNITS], pull: f64) {
        let mut inner = [0.0; UNITS];
        for unit in 0..UNITS {
            self.out[unit] += pull * squashed[unit];
            inner[unit] = pull * at.out[unit] * (1.0 - squashed[unit] * squashed[unit]);
            self.bias[unit] += inner[unit];
        }
        for &(place, value) in choice {
            let (weight, hidden) = &mut self.rows[place];
            *weight += pull * value;
            hidden.iter_mut().zip(&inner).for_each(|(weight, inner)| *weight += inner * value);
        }
    }
}

impl Scaled {
    fn new(group: &Group, scale: &[f64]) -> Self {
        let scaled = |choice: &Vec<f64>| {
            let pairs = choice.iter().zip(scale).enumerate();
            pairs
                .filter(|(_, (value, _))| **value != 0.0)
                .map(|(i, (value, scale))| (i, value / scale))
                .collect()
        };
        Self { choices: group.choices.iter().map(scaled).collect(), right: group.right.clone() }
    }
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

/// The next number of `SplitMix64` (Steele et al. 2014), 0 to 1.
fn splitmix(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::GlossaryFile;

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
        assert!(ranker.score(&[0.0, 1.0]) > 2.0 + ranker.score(&[0.0, 0.0]));
        assert!((ranker.score(&[1.0, 0.0]) - ranker.score(&[0.0, 0.0])).abs() < 1.0);
        let file = GlossaryFile { path: "ranker.tsv".into(), text: ranker.to_tsv(&names) };
        let read = Ranker::from_table(&file, &names).unwrap();
        assert!((read.score(&[1.0, 1.0]) - ranker.score(&[1.0, 1.0])).abs() < 0.1);
    }

    #[test]
    fn learns_what_features_say_only_together() {
        // The choice with exactly one of two features is right.
        let groups: Vec<Group> = (0..60)
            .map(|i| {
                let one = if i % 2 == 0 { vec![1.0, 0.0] } else { vec![0.0, 1.0] };
                let other = if i % 3 == 0 { vec![1.0, 1.0] } else { vec![0.0, 0.0] };
                Group { choices: vec![one, other], right: vec![true, false] }
            })
            .collect();
        let ranker = Ranker::learn(&groups, 2);
        for one in [[1.0, 0.0], [0.0, 1.0]] {
            for other in [[1.0, 1.0], [0.0, 0.0]] {
                assert!(ranker.score(&one) > ranker.score(&other), "{one:?} over {other:?}");
            }
        }
    }
}
