//! All ways to divide an article into beads, and the posterior of each bead.

use std::ops::Range;

use super::score::{MATCHES, NEVER, Scores};

/// Arabic and English sentences of a bead; the last two have one side.
pub(super) const SHAPES: [(usize, usize); 8] =
    [(1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (1, 0), (0, 1)];
/// How often the shapes are met in articles that are rendered whole, as Gale
/// and Church (1993) found them, with some more of what their texts lack.
const PRIOR: [f64; SHAPES.len()] = [0.85, 0.03, 0.03, 0.006, 0.004, 0.004, 0.038, 0.038];
/// Sentences that the prior counts for when an article's own rates are learnt.
const PRIOR_SENTENCES: f64 = 12.0;
/// Rounds in which an article's rates of what is left out are learnt.
const ROUNDS: usize = 3;
/// ln of the share of all paths that makes a node worth a further look.
const LIKELY: f64 = -18.0;

/// A bead with its posterior.
pub(super) struct Found {
    pub ar: Range<usize>,
    pub en: Range<usize>,
    pub posterior: f64,
}

/// The beads with a posterior of at least `least`, ascending.
///
/// Two beads that overlap are on no common path, so that their posteriors sum
/// to at most 1: above .5 all beads are disjoint and in order.
pub(super) fn posteriors(scores: &Scores, rows: usize, columns: usize, least: f64) -> Vec<Found> {
    let mut prior = PRIOR;
    let mut lattice = Lattice::new(scores, rows, columns);
    let mut found = Vec::new();
    for round in 0..=ROUNDS {
        lattice.run(&prior.map(libm::log));
        let mut counts = PRIOR.map(|share| share * PRIOR_SENTENCES);
        if round == 0 {
            lattice.prune();
        }
        let last = round == ROUNDS;
        lattice.visit(|row, column, shape, posterior| {
            counts[shape] += posterior;
            let (a, b) = SHAPES[shape];
            if last && shape < MATCHES && posterior >= least {
                found.push(Found { ar: row..row + a, en: column..column + b, posterior: posterior.min(1.0) });
            }
        });
        let total: f64 = counts.iter().sum();
        prior = counts.map(|count| count / total);
    }
    found
}

struct Lattice<'s> {
    scores: &'s Scores,
    /// By row the columns that a likely path may pass.
    live: Vec<Range<usize>>,
    rows: usize,
    columns: usize,
    /// ln of the sum over all ways to a node, and from it.
    to: Vec<f64>,
    from: Vec<f64>,
    prior: [f64; SHAPES.len()],
}

impl<'s> Lattice<'s> {
    fn new(scores: &'s Scores, rows: usize, columns: usize) -> Self {
        let empty = vec![f64::NEG_INFINITY; scores.len()];
        let live = (0..=rows).map(|row| scores.columns(row)).collect();
        Self { scores, live, rows, columns, to: empty.clone(), from: empty, prior: [0.0; SHAPES.len()] }
    }

    /// Leaves out what no likely path passes; the rounds to come are cheaper.
    fn prune(&mut self) {
        let Some(total) = self.scores.cell(0, 0).map(|first| self.from[first]) else { return };
        for (row, live) in self.live.iter_mut().enumerate() {
            let likely = |column: &usize| {
                let cell = self.scores.cell(row, *column);
                cell.is_some_and(|cell| self.to[cell] + self.from[cell] - total > LIKELY)
            };
            let first = live.clone().find(likely);
            let last = live.clone().rev().find(likely);
            *live = first.zip(last).map_or(0..0, |(first, last)| first..last + 1);
        }
        self.from.fill(f64::NEG_INFINITY);
    }

    /// The score of a bead of a shape from a node, and the node it leads to.
    fn step(&self, row: usize, column: usize, cell: usize, shape: usize) -> Option<(f64, usize)> {
        let (a, b) = SHAPES[shape];
        if !self.live.get(row + a)?.contains(&(column + b)) {
            return None;
        }
        let next = self.scores.cell(row + a, column + b)?;
        let own = if shape < MATCHES {
            let score = self.scores.of_cell(cell)[shape];
            if score == NEVER {
                return None;
            }
            f64::from(score)
        } else {
            0.0
        };
        Some((own + self.prior[shape], next))
    }

    fn run(&mut self, prior: &[f64; SHAPES.len()]) {
        self.prior = *prior;
        let last = self.scores.cell(self.rows, self.columns);
        if let Some(last) = last {
            self.from[last] = 0.0;
        }
        for row in (0..=self.rows).rev() {
            for column in self.live[row].clone().rev() {
                let Some(cell) = self.scores.cell(row, column).filter(|cell| Some(*cell) != last) else {
                    continue;
                };
                let steps = (0..SHAPES.len()).filter_map(|shape| self.step(row, column, cell, shape));
                self.from[cell] = log_sum(steps.map(|(score, next)| score + self.from[next]));
            }
        }
        self.to.fill(f64::NEG_INFINITY);
        if let Some(first) = self.scores.cell(0, 0) {
            self.to[first] = 0.0;
        }
        for row in 0..=self.rows {
            for column in self.live[row].clone() {
                let Some(cell) = self.scores.cell(row, column) else { continue };
                let to = self.to[cell];
                if to == f64::NEG_INFINITY {
                    continue;
                }
                for shape in 0..SHAPES.len() {
                    if let Some((score, next)) = self.step(row, column, cell, shape) {
                        self.to[next] = log_add(self.to[next], to + score);
                    }
                }
            }
        }
    }

    /// Calls with row, column, shape and posterior of every bead that is not
    /// out of the question, in ascending order.
    fn visit(&self, mut take: impl FnMut(usize, usize, usize, f64)) {
        let Some(total) = self.scores.cell(0, 0).map(|first| self.from[first]) else { return };
        if total == f64::NEG_INFINITY {
            return;
        }
        for row in 0..=self.rows {
            for column in self.live[row].clone() {
                let Some(cell) = self.scores.cell(row, column) else { continue };
                for shape in 0..SHAPES.len() {
                    let Some((score, next)) = self.step(row, column, cell, shape) else { continue };
                    let log = self.to[cell] + score + self.from[next] - total;
                    if log > -12.0 {
                        take(row, column, shape, libm::exp(log));
                    }
                }
            }
        }
    }
}

fn log_sum(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(f64::NEG_INFINITY, log_add)
}

/// ln(exp(a) + exp(b)).
fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a >= b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY || high - low > 30.0 {
        high
    } else {
        high + libm::log1p(libm::exp(low - high))
    }
}
