//! The Arabic words of an article, each made ready once.

use std::collections::HashMap;

use crate::align::{ArabicSpelling, ArabicWord};
use crate::knowledge::Knowledge;
use crate::mine::MinedArticle;
use crate::text::{Prose, ar_stem, strip_article};

/// An Arabic word as the search sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub spelling: ArabicSpelling,
    /// A function word, or a word of Arabic's own: no name, unless its letters
    /// are letters' names.
    is_native: bool,
    /// May be the name of a Latin letter: إيه, بي, أو.
    pub is_letter_name: bool,
    /// No dictionary has it.
    pub is_unknown: bool,
}

impl Word {
    /// Whether it may be part of a name that is read as words.
    pub(super) fn may_be_named(&self) -> bool {
        !self.is_native
    }
}

/// The words met so far, by their form: an article repeats its words.
pub(super) struct Words<'p, 'k> {
    pub knowledge: &'k Knowledge,
    known: HashMap<&'p str, Word, foldhash::fast::FixedState>,
}

impl<'p, 'k> Words<'p, 'k> {
    pub(super) fn new(article: &MinedArticle<'_>, knowledge: &'k Knowledge) -> Self {
        let hasher = foldhash::fast::FixedState::default();
        Self { knowledge, known: HashMap::with_capacity_and_hasher(article.vocabulary.len(), hasher) }
    }

    pub(super) fn get(&mut self, prose: &'p Prose<'_>, token: usize) -> Word {
        let knowledge = self.knowledge;
        let form = prose.form(token..token + 1);
        *self.known.entry(form).or_insert_with(|| look_up(form, &prose.tokens[token].key, knowledge))
    }
}

fn look_up(form: &str, key: &str, knowledge: &Knowledge) -> Word {
    let ArabicWord { spelling, is_native, is_letter_name } = knowledge.letters.arabic_word(form);
    let stops = &knowledge.stoplists;
    let listed = |word: &str| stops.ar_function.contains(word) || stops.ar_openers.contains(word);
    let bare = strip_article(key).unwrap_or(key);
    let is_native = is_native || listed(key) || listed(bare);
    let stem = ar_stem(form);
    Word {
        spelling,
        is_native,
        is_letter_name,
        is_unknown: !is_native && !knowledge.lexicon.knows_ar(&stem) && !knowledge.base.has_word(bare),
    }
}
