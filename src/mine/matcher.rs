//! Phrases of an index in an article.

use std::ops::Range;
use std::sync::Arc;

use super::MinedArticle;
use crate::knowledge::{PhraseIndex, WordReading};
use crate::text::Prose;

/// Meets the phrases of an index in an article.
pub(crate) struct Matcher<'p, 'a, 'k> {
    article: &'p MinedArticle<'a>,
    index: &'k PhraseIndex,
    /// How each word of the article is read, by its number: as where it first
    /// stands.
    readings: Vec<Option<Arc<[WordReading]>>>,
}

/// A phrase met: tokens, bytes of the first that a clitic takes, rows.
pub(crate) type Match<'k> = (Range<usize>, usize, &'k [usize]);

impl<'p, 'a, 'k> Matcher<'p, 'a, 'k> {
    pub(crate) fn new(article: &'p MinedArticle<'a>, index: &'k PhraseIndex) -> Self {
        Self { article, index, readings: vec![None; article.vocabulary.len()] }
    }

    /// Longest matches, left to right, that begin at one of the tokens
    /// `starts`, all of them Arabic.
    pub(crate) fn matches(
        &mut self,
        prose: &'p Prose<'a>,
        starts: impl Iterator<Item = usize>,
    ) -> Vec<Match<'k>> {
        let mut matches = Vec::new();
        let mut free = 0;
        for at in starts {
            if at < free {
                continue;
            }
            if let Some((len, clitic, rows)) = self.longest_at(prose, at) {
                matches.push((at..at + len, clitic, rows));
                free = at + len;
            }
        }
        matches
    }

    /// The longest match that begins at a token: words, clitic bytes, rows.
    fn longest_at(&mut self, prose: &'p Prose<'a>, at: usize) -> Option<(usize, usize, &'k [usize])> {
        let (index, surface) = (self.index, prose.form(at..at + 1));
        let readings = &mut self.readings[prose.tokens[at].number as usize];
        let firsts = readings.get_or_insert_with(|| index.readings(surface));
        let mut best: Option<(usize, usize, &[usize])> = None;
        for &WordReading { clitic, word, .. } in firsts.iter() {
            let following = (at + 1..prose.tokens.len())
                .take_while(|&i| prose.tokens[i].is_arabic())
                .map(|i| prose.form(i..i + 1));
            let Some((len, rows)) = index.longest_match(word, following) else { continue };
            // The ف of فرصة is no conjunction: alone, a word without article
            // gives up a letter only where the article has it without.
            let is_proven = || {
                clitic == 0 || surface[clitic..].starts_with("ال") || self.article.attests(index.word(word))
            };
            if best.is_none_or(|(longest, ..)| longest < len) && (len > 1 || is_proven()) {
                best = Some((len, clitic, rows));
            }
        }
        best
    }
}
