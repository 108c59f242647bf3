//! All ways to divide an article into beads, and the posterior of each bead.

use std::ops::Range;

use super::score::{MATCHES, NEVER, Scores};

/// Arabic and English sentences of a bead; the last two have one side.
pub(super) const SHAPES: [(usize, usize); 8] =
    [(1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (1, 0), (0, 1)];
/// How often the shapes are met in articles that are rendered whole, as Gale
/// and Church (1993) found them, with some more of what their texts lack:
/// first after a bead, then after a sentence that was left out. What is left
/// out is left out in runs.
const PRIOR: [[f64; SHAPES.len()]; 2] = [
    [0.85, 0.03, 0.03, 0.006, 0.004, 0.004, 0.038, 0.038],
    [0.37, 0.012, 0.012, 0.002, 0.002, 0.002, 0.3, 0.3],
];
/// Sentences that the prior counts for when an article's own rates are learnt.
const PRIOR_SENTENCES: [f64; 2] = [12.0, 6.0];
/// Rounds in which an article's rates of what is left out are learnt.
const ROUNDS: usize = 3;
/// ln of the share of all paths that makes a node worth a further look.
const LIKELY: f64 = -18.0;
/// After a bead, and after a sentence that was left out.
const STATES: usize = 2;

/// The shares of shapes after each state, or their logarithms.
type Shares = [[f64; SHAPES.len()]; STATES];

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
        lattice.run(&prior);
        if round == 0 {
            lattice.prune();
        }
        let mut counts: Shares =
            std::array::from_fn(|state| PRIOR[state].map(|share| share * PRIOR_SENTENCES[state]));
        let is_final = round == ROUNDS;
        lattice.visit(|row, column, shape, posteriors| {
            for (counts, posterior) in counts.iter_mut().zip(posteriors) {
                counts[shape] += posterior;
            }
            let (a, b) = SHAPES[shape];
            let posterior: f64 = posteriors.iter().sum();
            if is_final && shape < MATCHES && posterior >= least {
                found.push(Found { ar: row..row + a, en: column..column + b, posterior: posterior.min(1.0) });
            }
        });
        prior = counts.map(|counts| {
            let total: f64 = counts.iter().sum();
            counts.map(|count| count / total)
        });
    }
    found
}

struct Lattice<'s> {
    scores: &'s Scores,
    /// By row the columns that a likely path may pass.
    live: Vec<Range<usize>>,
    rows: usize,
    columns: usize,
    /// By cell and state: ln of the sum over all ways to a node, and from it.
    to: Vec<[f64; STATES]>,
    from: Vec<[f64; STATES]>,
    prior: Shares,
}

const NOWHERE: [f64; STATES] = [f64::NEG_INFINITY; STATES];

/// The state that a shape leads to.
fn state_after(shape: usize) -> usize {
    usize::from(shape >= MATCHES)
}

impl<'s> Lattice<'s> {
    fn new(scores: &'s Scores, rows: usize, columns: usize) -> Self {
        let empty = vec![NOWHERE; scores.len()];
        let live = (0..=rows).map(|row| scores.columns(row)).collect();
        Self { scores, live, rows, columns, to: empty.clone(), from: empty, prior: PRIOR }
    }

    /// ln of the sum over all paths.
    fn total(&self) -> Option<f64> {
        let first = self.scores.cell(0, 0)?;
        Some(self.from[first][0]).filter(|total| total.is_finite())
    }

    /// Leaves out what no likely path passes; the rounds to come are cheaper.
    fn prune(&mut self) {
        let Some(total) = self.total() else { return };
        for (row, live) in self.live.iter_mut().enumerate() {
            let likely = |column: &usize| {
                let cell = self.scores.cell(row, *column);
                cell.is_some_and(|cell| {
                    (0..STATES).any(|state| self.to[cell][state] + self.from[cell][state] - total > LIKELY)
                })
            };
            let first = live.clone().find(likely);
            let last = live.clone().rev().find(likely);
            *live = first.zip(last).map_or(0..0, |(first, last)| first..last + 1);
        }
        self.to.fill(NOWHERE);
        self.from.fill(NOWHERE);
        self.run(&PRIOR);
    }

    /// The score of a bead of a shape from a node, without its prior, and the
    /// cell that it leads to.
    fn step(&self, row: usize, column: usize, cell: usize, shape: usize) -> Option<(f64, usize)> {
        let (a, b) = SHAPES[shape];
        if !self.live.get(row + a)?.contains(&(column + b)) {
            return None;
        }
        let next = self.scores.cell(row + a, column + b)?;
        if shape >= MATCHES {
            return Some((0.0, next));
        }
        let score = self.scores.of_cell(cell)[shape];
        (score != NEVER).then_some((f64::from(score), next))
    }

    fn run(&mut self, prior: &Shares) {
        self.prior = prior.map(|shares| shares.map(libm::log));
        let last = self.scores.cell(self.rows, self.columns);
        for row in (0..=self.rows).rev() {
            for column in self.live[row].clone().rev() {
                let Some(cell) = self.scores.cell(row, column) else { continue };
                let mut sum = if Some(cell) == last { [0.0; STATES] } else { NOWHERE };
                for shape in 0..SHAPES.len() {
                    let Some((score, next)) = self.step(row, column, cell, shape) else { continue };
                    let rest = score + self.from[next][state_after(shape)];
                    for (sum, prior) in sum.iter_mut().zip(&self.prior) {
                        *sum = log_add(*sum, rest + prior[shape]);
                    }
                }
                self.from[cell] = sum;
            }
        }
        self.to.fill(NOWHERE);
        if let Some(first) = self.scores.cell(0, 0) {
            self.to[first][0] = 0.0;
        }
        for row in 0..=self.rows {
            for column in self.live[row].clone() {
                let Some(cell) = self.scores.cell(row, column) else { continue };
                let to = self.to[cell];
                if to == NOWHERE {
                    continue;
                }
                for shape in 0..SHAPES.len() {
                    let Some((score, next)) = self.step(row, column, cell, shape) else { continue };
                    let way = log_add(to[0] + self.prior[0][shape], to[1] + self.prior[1][shape]);
                    let held = &mut self.to[next][state_after(shape)];
                    *held = log_add(*held, way + score);
                }
            }
        }
    }

    /// Calls with row, column, shape and the posterior after each state of
    /// every bead that is not out of the question, in ascending order.
    fn visit(&self, mut take: impl FnMut(usize, usize, usize, [f64; STATES])) {
        let Some(total) = self.total() else { return };
        for row in 0..=self.rows {
            for column in self.live[row].clone() {
                let Some(cell) = self.scores.cell(row, column) else { continue };
                for shape in 0..SHAPES.len() {
                    let Some((score, next)) = self.step(row, column, cell, shape) else { continue };
                    let rest = score + self.from[next][state_after(shape)] - total;
                    let logs: [f64; STATES] =
                        std::array::from_fn(|state| self.to[cell][state] + self.prior[state][shape] + rest);
                    if logs.iter().any(|&log| log > -12.0) {
                        take(row, column, shape, logs.map(libm::exp));
                    }
                }
            }
        }
    }
}

/// ln(exp(a) + exp(b)).
fn log_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a >= b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY || high - low > 25.0 {
        high
    } else {
        high + libm::log1p(libm::exp(low - high))
    }
}
