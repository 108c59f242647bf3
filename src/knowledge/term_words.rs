//! Which English words technical terms are made of.

use super::{Acronyms, BaseTerms};
use crate::maps::Map;
use crate::text::{en_key, en_stem};

/// How many approved terms and expansions of acronyms have each English stem.
#[derive(Debug, Clone, Default)]
pub struct TermWords {
    counts: Map<String, u32>,
}

impl TermWords {
    /// Counts the words of approved terms and of expansions, each term once.
    #[must_use]
    pub fn count_in(base: &BaseTerms, acronyms: &Acronyms) -> Self {
        let forms = base.terms.iter().map(|term| term.en.as_str());
        let mut terms: Vec<String> = forms.chain(acronyms.iter().map(|(_, long)| long)).map(en_key).collect();
        terms.sort_unstable();
        terms.dedup();
        let mut counts: Map<String, u32> = Map::default();
        for word in terms.iter().flat_map(|term| term.split([' ', '-'])) {
            *counts.entry(en_stem(word)).or_default() += 1;
        }
        Self { counts }
    }

    /// How many terms have a stem.
    #[must_use]
    pub fn count(&self, stem: &str) -> u32 {
        self.counts.get(stem).copied().unwrap_or_default()
    }
}
