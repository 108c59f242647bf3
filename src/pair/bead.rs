//! Beads: stretches of sentences that render each other.

use std::ops::Range;

use super::corridor::corridor;
use super::dictionary::Dictionary;
use super::lattice::posteriors;
use super::links::Links;
use super::rendering::{evidence, rendering};
use super::score::Scores;
use super::side::Side;
use crate::align::{LetterModel, Lexicon};
use crate::model::ParallelArticle;

/// Beads less likely than this are none. At .5 and above no two overlap.
pub(super) const LEAST: f64 = 0.5;

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

/// The beads of one article by itself, ascending and disjoint on both sides.
/// [`super::align()`] does better for a corpus: it learns from all articles.
#[must_use]
pub fn beads(article: &ParallelArticle, lexicon: &Lexicon) -> Vec<Bead> {
    if article.aligned { lines(article) } else { find(article, &Dictionary::new(&[lexicon]), None).beads }
}

/// The beads of an article whose author says which line renders which.
pub(super) fn lines(article: &ParallelArticle) -> Vec<Bead> {
    let is_empty = |at: usize| article.ar[at].text.is_empty() || article.en[at].text.is_empty();
    (0..article.ar.len().min(article.en.len()))
        .filter(|&at| !is_empty(at))
        .map(|at| Bead { ar: at..at + 1, en: at..at + 1, posterior: 1.0 })
        .collect()
}

/// What was found in an article.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Findings {
    pub beads: Vec<Bead>,
    /// Share of the Arabic text, by characters, that renders English here.
    pub rendered: f64,
    /// The probability that the one article renders the other.
    pub rendering: f64,
}

pub(super) fn find(
    article: &ParallelArticle,
    dictionary: &Dictionary,
    letters: Option<&LetterModel>,
) -> Findings {
    let (ar, en) = (Side::arabic(&article.ar), Side::english(&article.en));
    let links = Links::new(&ar, &en, dictionary, letters);
    let scores = Scores::new(&ar, &en, &links, &corridor(&ar, &en, &links));
    let found = posteriors(&scores, ar.lines.len(), en.lines.len(), LEAST);
    // Text that was left in English is beside itself, and teaches nothing.
    let beads: Vec<Bead> = found
        .into_iter()
        .filter(|found| ar.lines[found.ar.clone()].iter().all(|line| line.native))
        .filter(|found| en.lines[found.en.clone()].iter().all(|line| line.native))
        .map(|found| Bead { ar: found.ar, en: found.en, posterior: found.posterior })
        .collect();
    let native: usize = ar.lines.iter().filter(|line| line.native).map(|line| line.chars).sum();
    let rendered: f64 = beads
        .iter()
        .map(|bead| {
            bead.posterior * ar.lines[bead.ar.clone()].iter().map(|line| line.chars).sum::<usize>() as f64
        })
        .sum();
    let rendered = (rendered / native.max(1) as f64).clamp(0.0, 1.0);
    let rendering = rendering(rendered, evidence(&beads, &ar, &en, &links));
    Findings { beads, rendered, rendering }
}
