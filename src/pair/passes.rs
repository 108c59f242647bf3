//! Two passes over all articles, the second with what the first taught.

use std::hash::BuildHasher;

use foldhash::quality::FixedState;
use rayon::prelude::*;

use super::bead::{Bead, Findings, LEAST, find, lines};
use super::dictionary::Dictionary;
use crate::align::Lexicon;
use crate::knowledge::Knowledge;
use crate::model::{ParallelArticle, Sentence};

/// Beads that teach the lexicon of the second pass are as sure as this.
const SURE: f64 = 0.9;
/// Characters of Arabic past which a bead teaches little and costs much.
const LONGEST: usize = 400;
/// Characters of Arabic that are enough to learn from: about a million words.
const ENOUGH: usize = 6_000_000;
/// Fewer beads teach nothing.
const FEWEST: usize = 40;

/// How an article goes with its English.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// What renders what, ascending and disjoint on both sides; the posterior
    /// of each is that of the bead and of the article being a rendering.
    pub beads: Vec<Bead>,
    /// Share of the Arabic text that renders English here, 0 to 1. What was
    /// left in English does not count.
    pub rendered: f64,
    /// The probability that the Arabic article renders the English one, rather
    /// than to speak of the same things.
    pub rendering: f64,
}

impl Alignment {
    /// Whether the one article renders the other. If not they are good for
    /// names, and for renderings that something else confirms.
    #[must_use]
    pub fn is_rendering(&self) -> bool {
        self.rendering >= 0.5
    }

    fn of_lines(article: &ParallelArticle) -> Self {
        Self { beads: lines(article), rendered: 1.0, rendering: 1.0 }
    }

    fn of(findings: Findings) -> Self {
        let Findings { mut beads, rendered, rendering } = findings;
        for bead in &mut beads {
            bead.posterior *= rendering;
        }
        beads.retain(|bead| bead.posterior >= LEAST);
        Self { beads, rendered, rendering }
    }
}

/// Aligns all articles, one alignment for each. An article's alignment does
/// not depend on the order of the others, nor on the number of threads.
#[must_use]
pub fn align(articles: &[ParallelArticle], knowledge: &Knowledge) -> Vec<Alignment> {
    let first = pass(articles, &Dictionary::new(&[&knowledge.lexicon]), knowledge);
    if articles.iter().all(|article| article.aligned) {
        return first;
    }
    let taught = learn(articles, &first);
    match taught {
        Some(taught) => pass(articles, &Dictionary::new(&[&knowledge.lexicon, &taught]), knowledge),
        None => first,
    }
}

fn pass(articles: &[ParallelArticle], dictionary: &Dictionary, knowledge: &Knowledge) -> Vec<Alignment> {
    articles
        .par_iter()
        .map(|article| {
            if article.aligned {
                return Alignment::of_lines(article);
            }
            Alignment::of(find(article, dictionary, Some(&knowledge.letters)))
        })
        .collect()
}

/// The lexicon that the sure beads teach. Of a large corpus a part is enough;
/// which one depends on the sentences alone.
fn learn(articles: &[ParallelArticle], alignments: &[Alignment]) -> Option<Lexicon> {
    let mut pairs: Vec<(String, String)> = articles
        .iter()
        .zip(alignments)
        .flat_map(|(article, alignment)| alignment.beads.iter().map(move |bead| (article, bead)))
        .filter(|(_, bead)| bead.posterior >= SURE)
        .map(|(article, bead)| (joined(&article.ar[bead.ar.clone()]), joined(&article.en[bead.en.clone()])))
        .filter(|(ar, _)| ar.chars().count() <= LONGEST)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let chars: usize = pairs.iter().map(|(ar, _)| ar.chars().count()).sum();
    if chars > ENOUGH {
        let (state, parts) = (FixedState::default(), chars.div_ceil(ENOUGH) as u64);
        pairs.retain(|pair| state.hash_one(pair) % parts == 0);
    }
    (pairs.len() >= FEWEST).then(|| Lexicon::learn(pairs.iter().map(|(ar, en)| (ar.as_str(), en.as_str()))))
}

fn joined(sentences: &[Sentence]) -> String {
    let texts: Vec<&str> = sentences.iter().map(|sentence| sentence.text.as_str()).collect();
    texts.join(" ")
}
