//! Pairs of units that meet in a sentence, numbered once, and what is learnt
//! of them.

use std::sync::atomic::{AtomicU64, Ordering};

use super::UnitPair;
use super::smoothing::{ALPHA, Smoothing};
use crate::maps::Map;

/// Steps of expected counts in one occurrence.
const SCALE: f32 = 16_777_216.0;
/// Expected counts below this are not worth a step.
const LEAST: f32 = 1e-4;
/// Probability of what was never seen.
pub(super) const FLOOR: f32 = 1e-9;
/// Cells that both directions hold for less likely than this are given up.
const HOPELESS: f32 = 1e-6;

/// One direction's probabilities and expected counts: of each cell, and of
/// each target unit beside nothing.
pub(super) struct Direction {
    pub(super) table: Vec<f32>,
    pub(super) null: Vec<f32>,
    counts: Vec<AtomicU64>,
    null_counts: Vec<AtomicU64>,
}

/// Every cell of a corpus.
pub(super) struct Cells {
    /// Units of each cell.
    units: Vec<(u32, u32)>,
    /// What is known of a cell beforehand; most have nothing.
    priors: Vec<(u32, f32)>,
    /// The cells of each sentence, Arabic unit by Arabic unit.
    lists: Vec<u32>,
    starts: Vec<usize>,
    /// Arabic given English, and English given Arabic.
    pub(super) directions: [Direction; 2],
    en_units: usize,
    ar_units: usize,
    smoothing: Smoothing,
}

/// The cell of pairs that were given up.
const NEVER: u32 = 0;

impl Direction {
    fn new(cells: usize, targets: usize) -> Self {
        let zeros = |len: usize| (0..len).map(|_| AtomicU64::new(0)).collect();
        Self {
            table: vec![1.0; cells],
            null: vec![1.0; targets],
            counts: zeros(cells),
            null_counts: zeros(targets),
        }
    }

    /// Adds to the expected count of a cell.
    pub(super) fn count(&self, cell: u32, expected: f32) {
        add(&self.counts[cell as usize], expected);
    }

    /// Adds to the expected count of a target that renders nothing.
    pub(super) fn count_null(&self, target: u32, expected: f32) {
        add(&self.null_counts[target as usize], expected);
    }
}

/// Integers sum to the same in any order.
pub(super) fn add(sum: &AtomicU64, expected: f32) {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive, below 2^40")]
    if expected > LEAST {
        sum.fetch_add((expected * SCALE) as u64, Ordering::Relaxed);
    }
}

/// Takes a sum and leaves zero.
pub(super) fn take(sum: &mut AtomicU64) -> f32 {
    #[allow(clippy::cast_possible_truncation, reason = "counts need no more than seven digits")]
    let count = (std::mem::take(sum.get_mut()) as f64 / f64::from(SCALE)) as f32;
    count
}

impl Cells {
    pub(super) fn index(pairs: &[(UnitPair, f32)], prior: &(dyn Fn(u32, u32) -> f32 + Sync)) -> Self {
        let mut numbers: Map<(u32, u32), u32> = Map::default();
        let mut units = vec![(0, 0)];
        let mut lists = Vec::with_capacity(pairs.iter().map(|(pair, _)| pair.en.len() * pair.ar.len()).sum());
        let mut starts = Vec::with_capacity(pairs.len() + 1);
        for (pair, _) in pairs {
            starts.push(lists.len());
            for &ar in &pair.ar {
                for &en in &pair.en {
                    let cell = *numbers.entry((en, ar)).or_insert_with(|| {
                        units.push((en, ar));
                        u32::try_from(units.len() - 1).expect("fewer cells than bytes of memory")
                    });
                    lists.push(cell);
                }
            }
        }
        starts.push(lists.len());
        drop(numbers);
        units.shrink_to_fit();
        let known = |(cell, &(en, ar)): (usize, &(u32, u32))| {
            let count = if cell == 0 { 0.0 } else { prior(en, ar) };
            (count > 0.0).then(|| (u32::try_from(cell).expect("numbered above"), count))
        };
        let priors = units.iter().enumerate().filter_map(known).collect();
        let longest = |of: &dyn Fn(&UnitPair) -> Option<u32>| {
            pairs.iter().filter_map(|(pair, _)| of(pair)).max().map_or(0, |unit| unit as usize + 1)
        };
        let en_units = longest(&|pair| pair.en.iter().copied().max());
        let ar_units = longest(&|pair| pair.ar.iter().copied().max());
        let directions = [Direction::new(units.len(), ar_units), Direction::new(units.len(), en_units)];
        let mut cells = Self {
            units,
            priors,
            lists,
            starts,
            directions,
            en_units,
            ar_units,
            smoothing: Smoothing::new(),
        };
        cells.start();
        cells
    }

    /// Before the first round a known pair is the likelier for it.
    fn start(&mut self) {
        for direction in &mut self.directions {
            for &(cell, count) in &self.priors {
                direction.table[cell as usize] = 1.0 + 10.0 * count;
            }
        }
    }

    /// The cells of a sentence: Arabic unit `j`, English unit `i` is at
    /// `j * english + i`.
    pub(super) fn of(&self, sentence: usize) -> &[u32] {
        &self.lists[self.starts[sentence]..self.starts[sentence + 1]]
    }

    /// Turns expected counts into probabilities.
    pub(super) fn maximise(&mut self) {
        let Self { units, priors, directions, smoothing, en_units, ar_units, .. } = self;
        for (side, direction) in directions.iter_mut().enumerate() {
            let source = |&(en, ar): &(u32, u32)| if side == 0 { en } else { ar } as usize;
            let sources = if side == 0 { *en_units } else { *ar_units };
            for (cell, sum) in direction.counts.iter_mut().enumerate() {
                direction.table[cell] = take(sum);
            }
            for &(cell, count) in priors.iter() {
                direction.table[cell as usize] += count;
            }
            let mut totals = vec![(0.0_f64, 0_u32); sources];
            for (units, count) in units.iter().zip(&direction.table).skip(1) {
                let (total, kinds) = &mut totals[source(units)];
                *total += f64::from(*count);
                *kinds += 1;
            }
            #[allow(
                clippy::cast_possible_truncation,
                reason = "probabilities need no more than seven digits"
            )]
            let totals: Vec<f32> = totals
                .into_iter()
                .map(|(total, kinds)| smoothing.of((total + ALPHA * f64::from(kinds)) as f32))
                .collect();
            for (units, share) in units.iter().zip(&mut direction.table).skip(1) {
                *share = smoothing.of(*share) / totals[source(units)].max(1e-3);
            }
            direction.table[NEVER as usize] = 0.0;
            let nulls: f64 = direction
                .null_counts
                .iter_mut()
                .map(|sum| {
                    // What renders nothing is learnt with add-one smoothing.
                    f64::from(take_to(sum))
                })
                .sum();
            let kinds = direction.null.len() as f64;
            for (share, sum) in direction.null.iter_mut().zip(&mut direction.null_counts) {
                #[allow(clippy::cast_possible_truncation, reason = "a probability")]
                let smoothed = ((f64::from(take(sum)) + 0.1) / (nulls + 0.1 * kinds)) as f32;
                *share = smoothed;
            }
        }
    }

    /// Gives up the cells that no direction believes in: most of them.
    pub(super) fn prune(&mut self) {
        let known: crate::maps::Set<u32> = self.priors.iter().map(|&(cell, _)| cell).collect();
        let [forward, backward] = &self.directions;
        let mut place = vec![NEVER; self.units.len()];
        let mut kept = vec![0_usize];
        for (cell, place) in place.iter_mut().enumerate().skip(1) {
            let number = u32::try_from(cell).expect("numbered above");
            if forward.table[cell] > HOPELESS || backward.table[cell] > HOPELESS || known.contains(&number) {
                *place = u32::try_from(kept.len()).expect("fewer than before");
                kept.push(cell);
            }
        }
        for cell in &mut self.lists {
            *cell = place[*cell as usize];
        }
        for (cell, _) in &mut self.priors {
            *cell = place[*cell as usize];
        }
        for direction in &mut self.directions {
            direction.table = kept.iter().map(|&cell| direction.table[cell]).collect();
            direction.table[NEVER as usize] = 0.0;
            direction.counts = kept.iter().map(|_| AtomicU64::new(0)).collect();
        }
        self.units = kept.iter().map(|&cell| self.units[cell]).collect();
    }
}

/// A sum, left as it is.
fn take_to(sum: &mut AtomicU64) -> f32 {
    let held = *sum.get_mut();
    let count = take(sum);
    *sum.get_mut() = held;
    count
}
