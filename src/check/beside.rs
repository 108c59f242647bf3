//! Which blocks of an original stand beside which of its translation.
//!
//! Sentences are aligned as for mining, see [`crate::pair`]; a block stands
//! beside the blocks that hold the sentences which render its own. What a rule
//! asks is only whether a term may stand somewhere near, so a block is taken
//! with its neighbours.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::knowledge::Knowledge;
use crate::mine::MinedArticle;
use crate::model::Article;
use crate::pair::{align, parallel_article};

/// Posterior from which a bead surely renders.
const SURE: f64 = 0.9;

/// For each block of the original what renders it.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    blocks: Vec<Block>,
    /// Blocks of the translation.
    arabic: usize,
}

/// One block of the original.
#[derive(Debug, Clone, Default)]
struct Block {
    /// Blocks of the translation, with the posteriors of the beads that lead
    /// there.
    rendered_in: BTreeMap<usize, f64>,
    sentences: usize,
    /// Of these, those that a sure bead holds.
    sure: usize,
}

impl Beside {
    /// Aligns an article with its original; `None` when there is no original
    /// or the article does not render it.
    pub fn align(article: &Article, mined: &MinedArticle<'_>, knowledge: &Knowledge) -> Option<Self> {
        let parallel = parallel_article(article, mined)?;
        let alignment = align(std::slice::from_ref(&parallel), knowledge).pop()?;
        if !alignment.is_rendering() {
            return None;
        }
        let mut blocks = vec![Block::default(); mined.english.len()];
        let block = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        for sentence in &parallel.en {
            if let Some(block) = blocks.get_mut(block(sentence.block)) {
                block.sentences += 1;
            }
        }
        for bead in &alignment.beads {
            for english in &parallel.en[bead.en.clone()] {
                let Some(from) = blocks.get_mut(block(english.block)) else { continue };
                from.sure += usize::from(bead.posterior >= SURE);
                for arabic in &parallel.ar[bead.ar.clone()] {
                    *from.rendered_in.entry(block(arabic.block)).or_default() += bead.posterior;
                }
            }
        }
        Some(Self { blocks, arabic: mined.arabic.len() })
    }

    /// The block of the translation that says what a block of the original
    /// says.
    pub fn arabic_of(&self, english: usize) -> Option<usize> {
        let rendered = self.blocks.get(english)?.rendered_in.iter();
        rendered.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0))).map(|(at, _)| *at)
    }

    /// The blocks of the translation that may hold what a block of the
    /// original says; `None` when that is not sure.
    pub fn near_arabic(&self, english: usize) -> Option<Range<usize>> {
        let block = self.blocks.get(english).filter(|block| block.sure == block.sentences)?;
        let first = *block.rendered_in.keys().next()?;
        let last = *block.rendered_in.keys().next_back()?;
        Some(first.saturating_sub(1)..(last + 2).min(self.arabic))
    }
}
