//! The ways to read the English of a gloss.

use super::super::acronym::{clips, is_acronym, pieces};
use super::english::Gloss;
use super::span::Scorer;
use crate::align::en_stems;
use crate::text::{en_lemma, fold};

/// One way to read the English.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// Stems of its content words.
    pub(super) stems: Vec<String>,
    /// How many words it stands for.
    pub(super) words: usize,
    /// Its last word is a plural.
    pub(super) is_plural: bool,
    /// It joins two things: `lost and found`.
    pub(super) has_and: bool,
    /// It is an adverb: `implicitly`.
    pub(super) is_adverb: bool,
    /// What the stems are.
    pub(super) sense: Sense,
}

/// How the English is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// As its words.
    Words,
    /// An acronym as a word of its own: NATO.
    Whole,
    /// An acronym as what it stands for.
    Expansion,
    /// An acronym or blend as the beginnings of words that nothing names.
    Letters,
}

impl Scorer<'_, '_> {
    /// The ways to read the English: its words, or what an acronym stands for.
    pub(super) fn readings(&self, gloss: &Gloss) -> Vec<Reading> {
        let mut readings = Vec::new();
        for name in [&gloss.name, &gloss.alias].into_iter().filter(|name| !name.is_empty()) {
            let stems = self.content(name);
            let is_plural = name.split_whitespace().last().is_some_and(is_plural);
            let is_adverb = name.ends_with("ly");
            let has_and = name.split_whitespace().any(|word| matches!(word, "and" | "or" | "&"));
            if !self.is_abbreviation(name) {
                readings.extend(std::iter::once(stems).chain(self.unhyphenated(name)).map(|stems| {
                    let words = stems.len();
                    Reading { stems, words, is_plural, is_adverb, has_and, sense: Sense::Words }
                }));
                continue;
            }
            // Unexpanded, an acronym still has a word for each letter.
            let letters = pieces(name);
            let words = letters.len();
            readings.push(Reading { stems, words: 1, is_plural, is_adverb, has_and, sense: Sense::Whole });
            readings.push(Reading {
                stems: letters,
                words,
                is_plural,
                is_adverb,
                has_and,
                sense: Sense::Letters,
            });
            readings.extend(self.expansions(name).map(|expansion| {
                let stems = self.content(expansion);
                let has_and = expansion.contains(" and ");
                let words = stems.len();
                Reading { stems, words, is_plural, is_adverb, has_and, sense: Sense::Expansion }
            }));
        }
        readings.retain(|reading| !reading.stems.is_empty());
        readings
    }

    /// Whether a name is an acronym, a blend, or a word that stands for others
    /// by the table.
    pub(super) fn is_abbreviation(&self, name: &str) -> bool {
        let known = || self.expansions(name).next().is_some();
        !name.contains(char::is_whitespace) && (is_acronym(name) || clips(name).is_some() || known())
    }

    /// What an acronym stands for: in this article, or by the table.
    pub(super) fn expansions<'s>(&'s self, acronym: &str) -> impl Iterator<Item = &'s str> {
        let singular = acronym.strip_suffix('s').unwrap_or(acronym);
        let own = [acronym, singular].into_iter().find_map(|name| self.article.expansions.get(name));
        let own = own.into_iter().flatten().map(String::as_str);
        own.chain(self.knowledge.acronyms.expansions(acronym))
    }

    /// The stems of the content words of a name.
    pub(super) fn content(&self, name: &str) -> Vec<String> {
        let many = name.contains(' ');
        let words: Vec<&str> = name
            .split_whitespace()
            .filter(|word| !self.knowledge.stoplists.en_function.contains(&fold(word)))
            // The IDE of `IDE integration` is three words in Arabic.
            .map(|word| self.knowledge.acronyms.expansions(word).next().filter(|_| many).unwrap_or(word))
            .collect();
        en_stems(&apart(&if words.is_empty() { name.to_owned() } else { words.join(" ") }))
    }

    /// `semi-colon` as the one word that the lexicon has.
    fn unhyphenated(&self, name: &str) -> Option<Vec<String>> {
        let joined = name.contains('-').then(|| name.replace('-', ""))?;
        let stems = self.content(&joined);
        stems.iter().all(|stem| self.knowledge.lexicon.knows_en(stem)).then_some(stems)
    }
}

/// `ConfigMap` as the two words it is made of.
fn apart(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for c in name.chars() {
        if was_small && c.is_uppercase() {
            out.push(' ');
        }
        was_small = c.is_lowercase();
        out.push(c);
    }
    out
}

/// Whether an English word is a plural: `arrays`, `GPUs`.
fn is_plural(word: &str) -> bool {
    let folded = fold(word);
    en_lemma(&folded) != folded || is_acronym(word) && word.ends_with('s')
}
