//! The HMM over positions: a word tends to render the word after the one that
//! its neighbour renders.
//!
//! States are the places of the source sentence, each with a twin that renders
//! nothing and keeps the place (Och and Ney 2003). Jumps of up to [`NEAR`]
//! places have a probability each, all further ones share one, so that a step
//! costs the length of the sentence and not its square.

use std::sync::atomic::AtomicU64;

use rayon::prelude::*;

use super::UnitPair;
use super::cells::{Cells, FLOOR, add, take};

/// Jumps that are told apart, forward and back.
const NEAR: usize = 7;
const WIDTH: usize = 2 * NEAR + 1;
/// Probability that a word renders nothing.
const NULL: f32 = 0.12;
/// Of how many sentences one teaches how far words jump.
const TEACHES: usize = 4;

/// How likely each jump is, relative to the others.
#[derive(Debug, Clone)]
pub(super) struct Jumps {
    near: [f32; WIDTH],
    far: f32,
}

impl Jumps {
    /// Before anything is learnt: one step forward, mostly.
    pub(super) fn start() -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "a weight")]
        let weight = |at: usize| libm::exp(-0.5 * (at as f64 - NEAR as f64 - 1.0).abs()) as f32;
        Self { near: std::array::from_fn(weight), far: 0.002 }
    }

    /// The sum over all places that can be reached from each place.
    fn totals(&self, places: usize) -> Vec<f32> {
        let all: f32 = self.near.iter().sum::<f32>();
        (0..places)
            .map(|from| {
                let (low, high) = (NEAR.saturating_sub(from), WIDTH.min(NEAR + places - from));
                let near: f32 =
                    if low == 0 && high == WIDTH { all } else { self.near[low..high].iter().sum() };
                near + self.far * (places - (high - low)) as f32
            })
            .collect()
    }
}

/// One direction of one sentence: `places` sources, and targets that each are
/// rendered from one of them or from nothing.
pub(super) struct Side {
    places: usize,
    /// Probability of each target at each place, target by target.
    emissions: Vec<f32>,
    nulls: Vec<f32>,
    /// Forward probabilities of the places and of their twins.
    alpha: Vec<f32>,
    alpha_null: Vec<f32>,
    totals: Vec<f32>,
}

impl Side {
    /// `forward` is Arabic from English.
    pub(super) fn new(cells: &Cells, pair: &UnitPair, at: usize, forward: bool) -> Self {
        let list = cells.of(at);
        let (en, ar) = (pair.en.len(), pair.ar.len());
        let direction = &cells.directions[usize::from(!forward)];
        let (places, targets) = if forward { (en, &pair.ar) } else { (ar, &pair.en) };
        let emissions: Vec<f32> = if forward {
            list.iter().map(|&cell| direction.table[cell as usize].max(FLOOR)).collect()
        } else {
            let mut turned = vec![FLOOR; list.len()];
            for (j, row) in list.chunks_exact(en.max(1)).enumerate() {
                for (i, &cell) in row.iter().enumerate() {
                    turned[i * ar + j] = direction.table[cell as usize].max(FLOOR);
                }
            }
            turned
        };
        let nulls = targets.iter().map(|&unit| direction.null[unit as usize].max(FLOOR)).collect();
        let size = emissions.len();
        Self {
            places,
            emissions,
            nulls,
            alpha: vec![0.0; size],
            alpha_null: vec![0.0; size],
            totals: Vec::new(),
        }
    }

    fn targets(&self) -> usize {
        self.nulls.len()
    }

    /// The forward pass, each step scaled to sum to 1.
    fn forward(&mut self, jumps: &Jumps) {
        let n = self.places;
        self.totals = jumps.totals(n);
        let mut sources = vec![0.0_f32; n];
        let mut reached = vec![0.0_f32; n];
        for t in 0..self.targets() {
            if t == 0 {
                // The sentence begins before its first place.
                for (i, value) in reached.iter_mut().enumerate() {
                    *value = if i < NEAR { jumps.near[NEAR + 1 + i] } else { jumps.far };
                }
                let total: f32 = reached.iter().sum();
                for value in &mut reached {
                    *value /= total;
                }
            } else {
                let before = (t - 1) * n;
                for (i, source) in sources.iter_mut().enumerate() {
                    *source = (self.alpha[before + i] + self.alpha_null[before + i]) / self.totals[i];
                }
                spread(&sources, jumps, &mut reached, false);
            }
            let row = t * n;
            let mut sum = 0.0;
            for (i, reached) in reached.iter().enumerate() {
                let real = (1.0 - NULL) * reached * self.emissions[row + i];
                let kept = if t == 0 {
                    if i == 0 { 1.0 } else { 0.0 }
                } else {
                    self.alpha[row - n + i] + self.alpha_null[row - n + i]
                };
                let null = NULL * kept * self.nulls[t];
                self.alpha[row + i] = real;
                self.alpha_null[row + i] = null;
                sum += real + null;
            }
            let scale = if sum > 0.0 { 1.0 / sum } else { 0.0 };
            for value in self.alpha[row..row + n].iter_mut().chain(&mut self.alpha_null[row..row + n]) {
                *value *= scale;
            }
        }
    }

    /// Both passes: the probability that each target renders each place,
    /// target by target. `learn` is handed every step's jumps.
    fn passes(&mut self, jumps: &Jumps, mut learn: Option<&mut [f32; WIDTH + 1]>) -> Vec<f32> {
        self.forward(jumps);
        let n = self.places;
        let mut beta = vec![1.0_f32; n];
        let mut sources = vec![0.0_f32; n];
        let mut reached = vec![0.0_f32; n];
        let mut posteriors = vec![0.0_f32; self.emissions.len()];
        for t in (0..self.targets()).rev() {
            let row = t * n;
            let mut sum = 0.0;
            for i in 0..n {
                let real = self.alpha[row + i] * beta[i];
                posteriors[row + i] = real;
                sum += real + self.alpha_null[row + i] * beta[i];
            }
            let scale = if sum > 0.0 { 1.0 / sum } else { 0.0 };
            for value in &mut posteriors[row..row + n] {
                *value *= scale;
            }
            if t == 0 {
                break;
            }
            for (i, source) in sources.iter_mut().enumerate() {
                *source = (1.0 - NULL) * self.emissions[row + i] * beta[i];
            }
            if let Some(counts) = learn.as_deref_mut() {
                self.count_jumps(row - n, &sources, jumps, counts);
            }
            spread(&sources, jumps, &mut reached, true);
            let mut sum = 0.0;
            for (i, value) in beta.iter_mut().enumerate() {
                *value = reached[i] / self.totals[i] + NULL * self.nulls[t] * *value;
                sum += *value;
            }
            let scale = if sum > 0.0 { n as f32 / sum } else { 1.0 };
            for value in &mut beta {
                *value *= scale;
            }
        }
        posteriors
    }

    /// The posteriors of all targets.
    pub(super) fn posteriors(&mut self, jumps: &Jumps) -> Vec<f32> {
        self.passes(jumps, None)
    }

    /// Adds the expected jumps of one step, which sum to 1 or less.
    fn count_jumps(&self, before: usize, arrivals: &[f32], jumps: &Jumps, counts: &mut [f32; WIDTH + 1]) {
        let n = self.places;
        let departures: Vec<f32> =
            (0..n).map(|i| (self.alpha[before + i] + self.alpha_null[before + i]) / self.totals[i]).collect();
        let mut step = [0.0_f32; WIDTH + 1];
        let all: f32 = departures.iter().sum::<f32>() * arrivals.iter().sum::<f32>();
        let mut near = 0.0;
        for (at, weight) in jumps.near.iter().enumerate() {
            let met: f32 = if at >= NEAR {
                let by = at - NEAR;
                departures.iter().zip(arrivals.iter().skip(by)).map(|(d, a)| d * a).sum()
            } else {
                let by = NEAR - at;
                departures.iter().skip(by).zip(arrivals).map(|(d, a)| d * a).sum()
            };
            near += met;
            step[at] = met * weight;
        }
        step[WIDTH] = (all - near).max(0.0) * jumps.far;
        let total: f32 = step.iter().sum();
        if total > 0.0 {
            for (count, value) in counts.iter_mut().zip(step) {
                *count += value / total;
            }
        }
    }
}

/// What reaches each place when every place sends its weight along the jumps;
/// `back` follows the jumps the other way.
fn spread(sources: &[f32], jumps: &Jumps, reached: &mut [f32], back: bool) {
    let n = sources.len();
    let all: f32 = sources.iter().sum::<f32>() * jumps.far;
    reached.fill(all);
    for (at, weight) in jumps.near.iter().enumerate() {
        let weight = weight - jumps.far;
        let ahead = if back { NEAR >= at } else { at >= NEAR };
        let by = at.abs_diff(NEAR);
        if by >= n {
            continue;
        }
        if ahead {
            reached[by..].iter_mut().zip(&sources[..n - by]).for_each(|(to, from)| *to += weight * from);
        } else {
            reached[..n - by].iter_mut().zip(&sources[by..]).for_each(|(to, from)| *to += weight * from);
        }
    }
}

/// One round of EM in both directions.
pub(super) fn round(cells: &mut Cells, pairs: &[(UnitPair, f32)], jumps: &mut [Jumps; 2]) {
    let sums: [[AtomicU64; WIDTH + 1]; 2] =
        std::array::from_fn(|_| std::array::from_fn(|_| AtomicU64::new(0)));
    {
        let cells = &*cells;
        pairs.par_iter().enumerate().with_min_len(16).for_each(|(at, (pair, weight))| {
            let (en, ar) = (pair.en.len(), pair.ar.len());
            if en == 0 || ar == 0 {
                return;
            }
            let list = cells.of(at);
            for (side, direction) in cells.directions.iter().enumerate() {
                let mut counts = [0.0_f32; WIDTH + 1];
                let learn = (at % TEACHES == 0).then_some(&mut counts);
                let mut sentence = Side::new(cells, pair, at, side == 0);
                let posteriors = sentence.passes(&jumps[side], learn);
                let targets = if side == 0 { &pair.ar } else { &pair.en };
                for (t, (row, &target)) in posteriors.chunks_exact(sentence.places).zip(targets).enumerate() {
                    let mut linked = 0.0;
                    for (i, &posterior) in row.iter().enumerate() {
                        let cell = if side == 0 { list[t * en + i] } else { list[i * en + t] };
                        direction.count(cell, posterior * weight);
                        linked += posterior;
                    }
                    direction.count_null(target, (1.0 - linked).max(0.0) * weight);
                }
                for (sum, count) in sums[side].iter().zip(counts) {
                    add(sum, count);
                }
            }
        });
    }
    for (jumps, mut sums) in jumps.iter_mut().zip(sums) {
        let counts: [f32; WIDTH + 1] = std::array::from_fn(|at| take(&mut sums[at]));
        let total: f32 = counts.iter().sum();
        if total > 0.0 {
            let share = |count: f32| (count + 0.5) / (total + 8.0);
            jumps.near = std::array::from_fn(|at| share(counts[at]));
            // Far jumps share their probability among some forty places.
            jumps.far = share(counts[WIDTH]) / 40.0;
        }
    }
    cells.maximise();
}
