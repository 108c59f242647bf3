//! Beads: stretches of sentences that render each other.

use std::ops::Range;

use crate::align::Lexicon;
use crate::model::ParallelArticle;

/// Sentences of the one side and the sentences of the other that render
/// them. What has no counterpart is in no bead.
#[derive(Debug, Clone, PartialEq)]
pub struct Bead {
    /// Arabic sentences.
    pub ar: Range<usize>,
    /// English sentences.
    pub en: Range<usize>,
    /// The probability that they render each other, 0 to 1.
    pub posterior: f64,
}

/// The beads of an article, ascending on both sides.
#[must_use]
pub fn beads(article: &ParallelArticle, _lexicon: &Lexicon) -> Vec<Bead> {
    let is_empty = |at: usize| article.ar[at].text.is_empty() || article.en[at].text.is_empty();
    (0..article.ar.len().min(article.en.len()))
        .filter(|&at| !is_empty(at))
        .map(|at| Bead { ar: at..at + 1, en: at..at + 1, posterior: 1.0 })
        .collect()
}
