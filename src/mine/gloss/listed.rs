//! What people list as renderings of a gloss.

use std::collections::HashSet;

use super::choice::key;
use super::english::Gloss;
use super::span::Scorer;
use super::word::Word;
use crate::align::ar_stems;
use crate::text::ar_key;

/// The renderings that the glossary folder has for the names of a gloss and
/// for what they stand for.
pub(super) struct Listed {
    keys: HashSet<String>,
    stems: HashSet<String>,
}

impl Listed {
    pub(super) fn of(gloss: &Gloss, scorer: &Scorer<'_, '_>) -> Self {
        let names = [gloss.name.as_str(), gloss.alias.as_str()];
        let names: Vec<&str> = names
            .into_iter()
            .filter(|name| !name.is_empty())
            .flat_map(|name| std::iter::once(name).chain(scorer.expansions(name)))
            .collect();
        let renderings = || names.iter().flat_map(|name| scorer.knowledge.renderings(name));
        Self {
            keys: renderings().map(ar_key).collect(),
            stems: renderings().map(|ar| ar_stems(ar).join(" ")).collect(),
        }
    }

    /// Whether a span is one of them.
    pub(super) fn has(&self, span: &[Word]) -> bool {
        !self.keys.is_empty() && self.keys.contains(&key(span))
    }

    /// Whether it is one but for the endings of its words: of several, for
    /// طرفي is another word than طرفية.
    pub(super) fn has_inflected(&self, span: &[Word]) -> bool {
        let stems = || span.iter().map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ");
        span.len() > 1 && !self.stems.is_empty() && self.stems.contains(&stems())
    }
}
