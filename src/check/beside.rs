//! Which blocks of an original stand beside which of its translation.
//!
//! Translations of documentation keep the order of headings, paragraphs and
//! items. Blocks are paired in that order by kind, length, and the names and
//! numbers that both sides have, by dynamic programming as Gale and Church
//! (1993) pair sentences. What a rule asks is only whether a term may stand
//! somewhere near, so a block beside is taken with its neighbours.

use std::collections::BTreeSet;
use std::mem::discriminant;
use std::ops::Range;

use crate::text::{Prose, TokenKind};

/// Blocks that the two sides may drift apart beyond their ratio.
const BAND: usize = 40;
/// Least mean likeness of paired blocks for the two to be one text.
const LEAST: f64 = 0.9;
/// Likeness from which two blocks surely say the same.
const SURE: f64 = 1.3;
/// Cost of a block without a partner.
const ALONE: f64 = 0.3;

/// For each block of the original the one of the translation.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    /// With how alike the two are.
    arabic: Vec<Option<(usize, f64)>>,
    blocks: usize,
}

impl Beside {
    /// Pairs the blocks; `None` when there is no original or the two do not
    /// fit.
    pub fn align(english: &[Prose<'_>], arabic: &[Prose<'_>]) -> Option<Self> {
        if english.is_empty() || arabic.is_empty() {
            return None;
        }
        let (left, right): (Vec<Block>, Vec<Block>) =
            (english.iter().map(Block::new).collect(), arabic.iter().map(Block::new).collect());
        let row = right.len() + 1;
        let mut best = vec![f64::NEG_INFINITY; (left.len() + 1) * row];
        let mut step = vec![0_u8; best.len()];
        best[0] = 0.0;
        for i in 0..=left.len() {
            let middle = i * right.len() / left.len();
            for j in middle.saturating_sub(BAND)..=(middle + BAND).min(right.len()) {
                let mut consider = |from: Option<usize>, gain: f64, kind: u8| {
                    if let Some(value) = from.map(|from| best[from] + gain)
                        && value > best[i * row + j]
                    {
                        best[i * row + j] = value;
                        step[i * row + j] = kind;
                    }
                };
                if i > 0 && j > 0 {
                    let gain = left[i - 1].likeness(&right[j - 1]);
                    consider(Some((i - 1) * row + j - 1), gain, 1);
                }
                consider((i > 0).then(|| (i.max(1) - 1) * row + j), -ALONE, 2);
                consider((j > 0).then(|| i * row + j.max(1) - 1), -ALONE, 3);
            }
        }
        let mut paired = vec![None; left.len()];
        let (mut i, mut j, mut total, mut count) = (left.len(), right.len(), 0.0, 0_usize);
        while i > 0 || j > 0 {
            match step[i * row + j] {
                1 => {
                    let likeness = left[i - 1].likeness(&right[j - 1]);
                    total += likeness;
                    count += 1;
                    paired[i - 1] = Some((j - 1, likeness));
                    (i, j) = (i - 1, j - 1);
                }
                2 => i -= 1,
                3 => j -= 1,
                _ => return None,
            }
        }
        let fits = count * 2 > left.len().min(right.len()) && total / count.max(1) as f64 >= LEAST;
        fits.then_some(Self { arabic: paired, blocks: right.len() })
    }

    /// The block of the translation that says what a block of the original
    /// says.
    pub fn arabic_of(&self, english: usize) -> Option<usize> {
        self.arabic.get(english).copied().flatten().map(|(at, _)| at)
    }

    /// The blocks of the translation that may hold what a block of the
    /// original says; `None` when that is not sure.
    pub fn near_arabic(&self, english: usize) -> Option<Range<usize>> {
        let (at, _) =
            self.arabic.get(english).copied().flatten().filter(|(_, likeness)| *likeness >= SURE)?;
        Some(at.saturating_sub(1)..(at + 2).min(self.blocks))
    }
}

/// What is compared of a block.
struct Block<'p> {
    kind: crate::model::BlockKind,
    words: usize,
    /// Names in Latin script and numbers.
    fixed: BTreeSet<&'p str>,
}

impl<'p> Block<'p> {
    fn new<'a>(prose: &'p Prose<'a>) -> Self {
        let words = prose.tokens.iter().filter(|token| token.is_word()).count();
        let fixed = prose
            .tokens
            .iter()
            .filter(|token| token.is_latin() || token.kind == TokenKind::Number)
            .map(|token| token.key.as_str())
            .collect();
        Self { kind: prose.segment.kind, words, fixed }
    }

    /// How alike two blocks are, from 0 to 2.5. Of the right side's names
    /// those count that the left has: an original is all names.
    fn likeness(&self, right: &Self) -> f64 {
        let kind = match (self.kind == right.kind, discriminant(&self.kind) == discriminant(&right.kind)) {
            (true, _) => 0.5,
            (false, true) => 0.2,
            (false, false) => -0.5,
        };
        // Arabic says in four words what English says in five.
        let (a, b) = (self.words as f64 * 0.8 + 1.0, right.words as f64 + 1.0);
        let length = a.min(b) / a.max(b);
        let shared = right.fixed.intersection(&self.fixed).count() as f64;
        let names = if right.fixed.is_empty() { 0.3 } else { shared / right.fixed.len() as f64 };
        kind + length + names
    }
}
