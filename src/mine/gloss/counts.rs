//! How often words stand beside each other in an article: what is bound
//! together again and again is one term.

use std::collections::HashMap;
use std::ops::Range;

use crate::text::Prose;

/// Counts of words and of neighbours, by folded form.
#[derive(Debug, Default)]
pub(super) struct Counts<'a> {
    words: HashMap<&'a str, f64>,
    pairs: HashMap<(&'a str, &'a str), f64>,
}

impl<'a> Counts<'a> {
    pub(super) fn of(segments: &'a [Prose<'_>]) -> Self {
        let mut counts = Self::default();
        for prose in segments {
            for (at, token) in prose.tokens.iter().enumerate().filter(|(_, token)| token.is_arabic()) {
                *counts.words.entry(&token.key).or_default() += 1.0;
                if let Some(next) = prose.tokens.get(at + 1).filter(|next| next.is_arabic()) {
                    *counts.pairs.entry((&token.key, &next.key)).or_default() += 1.0;
                }
            }
        }
        counts
    }

    fn word(&self, key: &str) -> f64 {
        self.words.get(key).copied().unwrap_or_default()
    }

    fn pair(&self, prose: &Prose<'_>, at: usize) -> f64 {
        let key = (prose.tokens[at].key.as_str(), prose.tokens[at + 1].key.as_str());
        self.pairs.get(&key).copied().unwrap_or_default()
    }

    /// How firmly the word after `token` is bound to it: the log odds that
    /// this word stands before it, 0 where the article tells nothing.
    pub(super) fn bond(&self, prose: &Prose<'_>, token: usize) -> f64 {
        let (together, all) = (self.pair(prose, token), self.word(&prose.tokens[token + 1].key));
        // The occurrence itself says nothing.
        let (together, apart) = (together - 1.0, all - together);
        if together < 0.0 { 0.0 } else { libm::log((together + 0.5) / (apart + 0.5)).clamp(-3.0, 3.0) }
    }

    /// The weakest bond between neighbours of a span, 0 for a single word.
    pub(super) fn cohesion(&self, prose: &Prose<'_>, tokens: Range<usize>) -> f64 {
        let bonds = (tokens.start..tokens.end - 1)
            .filter(|&at| prose.tokens[at].is_arabic() && prose.tokens[at + 1].is_arabic());
        let weakest = bonds.map(|at| self.bond(prose, at)).fold(f64::INFINITY, f64::min);
        if weakest.is_finite() { weakest } else { 0.0 }
    }

    /// Log of how often the rarest pair of neighbours stands elsewhere.
    pub(super) fn repeated(&self, prose: &Prose<'_>, tokens: Range<usize>) -> f64 {
        let rarest =
            (tokens.start..tokens.end - 1).map(|at| self.pair(prose, at)).fold(f64::INFINITY, f64::min);
        if rarest.is_finite() { libm::log(rarest.max(1.0)) } else { 0.0 }
    }
}
