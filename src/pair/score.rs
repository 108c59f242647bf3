//! How much speaks for a bead: the log ratio of what is seen if its sides
//! render each other, and if they met by chance.

use std::ops::Range;

use super::lattice::SHAPES;
use super::links::{LARGEST, Links, Witness, evidence};
use super::side::{Line, Side};
use crate::model::BlockKind;

/// ln of Arabic characters for each English one, measured on 14,551 lines of
/// the paired corpora; the spread about it shrinks with length.
const RATIO: f64 = -0.11;
const SPREAD: f64 = 0.02;
const SPREAD_OF_SHORT: f64 = 1.4;
const SHORT: f64 = 10.0;
/// The least that lengths say: one bead in twenty is rendered freely.
const FREE: f64 = -3.0;
/// The least variance of sentence lengths that is assumed by chance.
const LEAST_VARIANCE: f64 = 0.25;
/// How often kinds of blocks are kept, and sentences that begin or end one.
const KIND_KEPT: f64 = 0.9;
const EDGE_KEPT: f64 = 0.85;
/// What a heading of another level costs.
const OTHER_LEVEL: f32 = -1.0;
/// What it costs to join sentences of two blocks.
const ACROSS: f32 = -4.0;

/// Stands for beads that cannot be.
pub(super) const NEVER: f32 = f32::NEG_INFINITY;

/// The scores of all beads of a corridor.
pub(super) struct Scores {
    /// Where each row begins in `cells`.
    rows: Vec<usize>,
    corridor: Vec<Range<usize>>,
    /// By row and column of the first sentences: one score for each shape
    /// that has both sides, in the order of [`SHAPES`].
    cells: Vec<[f32; MATCHES]>,
}

/// Shapes that have sentences on both sides.
pub(super) const MATCHES: usize = SHAPES.len() - 2;

impl Scores {
    pub(super) fn new(ar: &Side, en: &Side, links: &Links, corridor: &[Range<usize>]) -> Self {
        let mut rows = Vec::with_capacity(corridor.len());
        let mut len = 0;
        for row in corridor {
            rows.push(len);
            len += row.len();
        }
        let mut scores = Self { rows, corridor: corridor.to_vec(), cells: vec![[NEVER; MATCHES]; len] };
        let words = Words::new(ar, en, links, &scores);
        let chance = Chance::new(ar, en);
        let (ar_parts, en_parts) = (parts(ar), parts(en));
        for (i, ar_parts) in ar_parts.iter().enumerate() {
            for j in scores.corridor[i].clone().take_while(|&j| j < en.lines.len()) {
                let cell = scores.rows[i] + j - scores.corridor[i].start;
                for (shape, &(a, b)) in SHAPES[..MATCHES].iter().enumerate() {
                    let (ar_part, en_part) = (i..i + a, j..j + b);
                    if ar_part.end > ar.lines.len() || en_part.end > en.lines.len() {
                        continue;
                    }
                    let Some(joined) = joined(&ar.lines[ar_part.clone()], &en.lines[en_part.clone()]) else {
                        continue;
                    };
                    if let Some(words) = words.of(&scores, ar_part.clone(), en_part.clone()) {
                        let form = chance.form(&ar.lines[ar_part], &en.lines[en_part]);
                        let length = chance.length(&ar_parts[a - 1], &en_parts[j][b - 1]);
                        scores.cells[cell][shape] = words + length + form + joined;
                    }
                }
            }
        }
        scores
    }

    /// The columns of a row.
    pub(super) fn columns(&self, row: usize) -> Range<usize> {
        self.corridor[row].clone()
    }

    /// Where the cell of a node is among all cells, if it is in the corridor.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let columns = self.corridor.get(row)?;
        columns.contains(&column).then(|| self.rows[row] + column - columns.start)
    }

    /// Number of cells.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The scores of the beads that begin in a cell.
    pub(super) fn of_cell(&self, cell: usize) -> &[f32; MATCHES] {
        &self.cells[cell]
    }
}

/// What it costs to join these sentences into one bead; `None` if they must
/// not be.
fn joined(ar: &[Line], en: &[Line]) -> Option<f32> {
    let one_block =
        |lines: &[Line]| lines.first().map(|line| line.block) == lines.last().map(|line| line.block);
    match (one_block(ar), one_block(en)) {
        (true, true) => Some(0.0),
        (false, true) if ar.len() == 2 && en.len() == 1 => Some(ACROSS),
        (true, false) if ar.len() == 1 && en.len() == 2 => Some(ACROSS),
        _ => None,
    }
}

/// What the words of single sentences say beside parts of the other side.
struct Words {
    /// By cell: the Arabic sentence beside 1, 2, 3 English ones from there.
    ar: Vec<[f32; LARGEST]>,
    /// By cell: the English sentence beside 1, 2, 3 Arabic ones from there.
    en: Vec<[f32; LARGEST]>,
}

impl Words {
    fn new(ar: &Side, en: &Side, links: &Links, scores: &Scores) -> Self {
        let mut words =
            Self { ar: vec![[0.0; LARGEST]; scores.len()], en: vec![[0.0; LARGEST]; scores.len()] };
        let mut present = vec![0_u32; links.ar.len().max(links.en.len())];
        let mut stamp = 0;
        for i in 0..ar.lines.len() {
            for size in 1..=LARGEST.min(ar.lines.len() - i) {
                stamp += 1;
                mark(&ar.lines[i..i + size], stamp, &mut present);
                for j in scores.columns(i).take_while(|&j| j < en.lines.len()) {
                    let cell = scores.rows[i] + j - scores.corridor[i].start;
                    words.en[cell][size - 1] = sum(&en.lines[j], &links.en, size, stamp, &present);
                }
            }
        }
        // The rows of a column: the corridor ascends.
        let (mut first, mut last) = (0, 0);
        for j in 0..en.lines.len() {
            while first < ar.lines.len() && scores.corridor[first].end <= j {
                first += 1;
            }
            while last < ar.lines.len() && scores.corridor[last].start <= j {
                last += 1;
            }
            for size in 1..=LARGEST.min(en.lines.len() - j) {
                stamp += 1;
                mark(&en.lines[j..j + size], stamp, &mut present);
                for i in first..last {
                    let cell = scores.rows[i] + j - scores.corridor[i].start;
                    words.ar[cell][size - 1] = sum(&ar.lines[i], &links.ar, size, stamp, &present);
                }
            }
        }
        words
    }

    /// What all words of a bead say: the mean of both directions, since the
    /// two say much the same.
    fn of(&self, scores: &Scores, ar: Range<usize>, en: Range<usize>) -> Option<f32> {
        let mut total = 0.0;
        for i in ar.clone() {
            total += self.ar[scores.cell(i, en.start)?][en.len() - 1];
        }
        for j in en {
            total += self.en[scores.cell(ar.start, j)?][ar.len() - 1];
        }
        Some(total / 2.0)
    }
}

fn mark(lines: &[Line], stamp: u32, present: &mut [u32]) {
    for &known in lines.iter().flat_map(|line| &line.types) {
        present[known as usize] = stamp;
    }
}

/// What the words of a sentence say beside marked types of the other side.
fn sum(line: &Line, witnesses: &[Witness], size: usize, stamp: u32, present: &[u32]) -> f32 {
    let mut total = 0.0;
    for &known in &line.types {
        let witness = &witnesses[known as usize];
        let mut weight = 0.0_f32;
        for &(rendering, strength) in &witness.renderings {
            if present[rendering as usize] == stamp {
                weight = weight.max(strength);
            }
        }
        total += if weight > 0.0 { weight * witness.hit[size - 1] } else { witness.miss };
    }
    total
}

/// What lengths and blocks are like by chance.
struct Chance {
    mean: f64,
    variance: f64,
    log_variance: f64,
    /// What it says that the kind is the same, by kind.
    kinds: Vec<(BlockKind, f32)>,
    other_kind: f32,
    /// What it says that both begin a block, or neither; the same for ends.
    edges: [[f32; 2]; 2],
    other_edge: f32,
}

impl Chance {
    fn new(ar: &Side, en: &Side) -> Self {
        let count = ar.lines.len().max(1) as f64;
        let mean = ar.lines.iter().map(|line| line.length).sum::<f64>() / count;
        let variance = ar.lines.iter().map(|line| (line.length - mean).powi(2)).sum::<f64>() / count;
        let share = |held: usize| (held as f64 + 0.5) / (en.lines.len() as f64 + 1.0);
        let mut kinds: Vec<(BlockKind, f32)> = Vec::new();
        for line in &en.lines {
            if !kinds.iter().any(|(kind, _)| *kind == line.kind) {
                let share = share(en.count(|other| other.kind == line.kind));
                kinds.push((line.kind, evidence(KIND_KEPT, share)));
            }
        }
        let edge =
            |side: usize, held: bool| evidence(EDGE_KEPT, share(en.count(|line| line.edges[side] == held)));
        #[allow(clippy::cast_possible_truncation, reason = "small numbers")]
        Self {
            mean,
            variance: variance.max(LEAST_VARIANCE),
            log_variance: libm::log(variance.max(LEAST_VARIANCE)),
            kinds,
            other_kind: libm::log(1.0 - KIND_KEPT) as f32,
            edges: [[edge(0, false), edge(0, true)], [edge(1, false), edge(1, true)]],
            other_edge: libm::log(1.0 - EDGE_KEPT) as f32,
        }
    }

    /// What kind and place in the block say.
    fn form(&self, ar: &[Line], en: &[Line]) -> f32 {
        let ([ar_first, ..], [en_first, ..]) = (ar, en) else { return 0.0 };
        let (ar_last, en_last) = (&ar[ar.len() - 1], &en[en.len() - 1]);
        let edge = |side: usize, ar: &Line, en: &Line| {
            if ar.edges[side] == en.edges[side] {
                self.edges[side][usize::from(en.edges[side])]
            } else {
                self.other_edge
            }
        };
        self.kind(ar_first.kind, en_first.kind) + edge(0, ar_first, en_first) + edge(1, ar_last, en_last)
    }

    fn kind(&self, ar: BlockKind, en: BlockKind) -> f32 {
        let same = || self.kinds.iter().find(|(kind, _)| *kind == en).map_or(0.0, |(_, evidence)| *evidence);
        match (ar, en) {
            _ if ar == en => same(),
            (BlockKind::Heading(_), BlockKind::Heading(_)) => same() + OTHER_LEVEL,
            _ => self.other_kind,
        }
    }

    /// What the lengths say: the log ratio of two normal densities of the
    /// logarithm of characters. Free renderings set a floor.
    #[allow(clippy::cast_possible_truncation, reason = "a small number")]
    fn length(&self, ar: &Part, en: &Part) -> f32 {
        let linked = (ar.length - en.length - RATIO).powi(2) / en.spread + en.log_spread;
        let chance = (ar.length - self.mean - ar.log_size).powi(2) / self.variance + self.log_variance;
        ((chance - linked) / 2.0).max(FREE) as f32
    }
}

/// The length of some sentences that follow each other.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    /// ln(4 + characters).
    length: f64,
    /// ln of the number of sentences: by chance two are twice as long as one.
    log_size: f64,
    /// The variance of what renders them, and its logarithm.
    spread: f64,
    log_spread: f64,
}

/// The lengths of 1, 2, 3 sentences from each one on.
fn parts(side: &Side) -> Vec<[Part; LARGEST]> {
    let part = |at: usize, size: usize| {
        let lines = side.lines.get(at..at + size).unwrap_or_default();
        let chars = lines.iter().map(|line| line.chars).sum::<usize>() as f64;
        let spread = SPREAD + SPREAD_OF_SHORT / (chars + SHORT);
        Part {
            length: libm::log(4.0 + chars),
            log_size: libm::log(size as f64),
            spread,
            log_spread: libm::log(spread),
        }
    };
    (0..side.lines.len()).map(|at| std::array::from_fn(|size| part(at, size + 1))).collect()
}
