//! An index of Arabic phrases that are met inflected.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::{ar_key, fold, is_diacritic, readings, without_article};

/// Arabic phrases by the keys of their words.
#[derive(Debug, Clone, Default)]
pub struct PhraseIndex {
    rows: BTreeMap<String, Vec<usize>>,
    words: BTreeSet<String>,
    longest: usize,
}

impl PhraseIndex {
    /// Indexes phrases, each with the row it belongs to.
    #[must_use]
    pub fn new<'a>(phrases: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let mut index = Self::default();
        for (row, phrase) in phrases {
            let key = ar_key(phrase);
            let words = key.split(' ').count();
            index.words.extend(key.split(' ').map(str::to_owned));
            index.longest = index.longest.max(words);
            let rows = index.rows.entry(key).or_default();
            if rows.last() != Some(&row) {
                rows.push(row);
            }
        }
        index
    }

    /// Words of the longest phrase.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The rows of a phrase, by the keys of its words joined with spaces.
    #[must_use]
    pub fn rows(&self, phrase: &str) -> Option<&[usize]> {
        self.rows.get(phrase).map(Vec::as_slice)
    }

    /// Whether a folded word without article is part of some phrase.
    #[must_use]
    pub fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The words of the index that a word of text may be: itself without
    /// article, without clitics or pronoun, or its singular. Each with the
    /// bytes of `surface` that its conjunction or preposition takes.
    #[must_use]
    pub fn word_readings(&self, surface: &str, may_inflect: bool) -> Vec<(usize, String)> {
        let bare = without_article(surface);
        let mut found = Vec::new();
        if self.words.contains(&bare) {
            found.push((0, bare.clone()));
            return found;
        }
        if !may_inflect {
            return found;
        }
        let key = fold(surface);
        // The س of the future stands before verbs, and terms are nouns.
        let of_nouns =
            readings(&key, &|stem| self.words.contains(stem)).into_iter().filter(|r| !r.prefix.contains('س'));
        for reading in of_nouns {
            let clitics = reading.prefix.strip_suffix("ال").unwrap_or(&reading.prefix);
            // للشبكة lost the alef of its article: it is quoted whole.
            let letters = if clitics.contains("لل") { 0 } else { clitics.chars().count() };
            let mut at = surface.char_indices().filter(|(_, c)| !is_diacritic(*c)).map(|(at, _)| at);
            found.push((at.nth(letters).unwrap_or(0), reading.stem));
        }
        if found.is_empty() {
            found.extend(
                singulars(&bare).into_iter().filter(|stem| self.words.contains(stem)).map(|stem| (0, stem)),
            );
        }
        found
    }
}

/// The singulars that a sound plural or dual may have; most are no words.
#[must_use]
pub fn singulars(word: &str) -> Vec<String> {
    let mut singulars = Vec::new();
    for (end, singular) in
        [("ات", "ة"), ("ات", ""), ("تين", "ة"), ("تان", "ة"), ("ين", ""), ("ون", ""), ("ان", "")]
    {
        if let Some(stem) = word.strip_suffix(end).filter(|stem| stem.chars().count() >= 3) {
            singulars.push(format!("{stem}{singular}"));
        }
    }
    singulars
}
