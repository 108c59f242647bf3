//! An index of Arabic phrases that are met inflected.

use std::sync::Arc;

use crate::maps::{Map, Memory};
use crate::text::{ar_key, fold, is_diacritic, readings, strip_article, without_article};

/// Arabic phrases by the keys of their words, as a tree: each word leads from
/// one node to the next.
#[derive(Debug, Clone)]
pub struct PhraseIndex {
    /// Numbers of the words, and the words by number.
    numbers: Map<Box<str>, u32>,
    words: Vec<Box<str>>,
    /// The node that a word leads to, by node and word.
    edges: Map<(u32, u32), u32>,
    /// Rows of the phrase that ends at each node.
    rows: Vec<Vec<usize>>,
    longest: usize,
    read: Memory<Arc<[WordReading]>>,
    possible: Memory<Arc<[u32]>>,
}

/// A word of the index that a word of text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordReading {
    /// Bytes of the text's word that a conjunction or preposition takes.
    pub clitic: usize,
    /// The number of the word.
    pub word: u32,
    /// It is the word itself, with or without article, and not inflected.
    pub is_itself: bool,
}

impl Default for PhraseIndex {
    fn default() -> Self {
        Self::new([])
    }
}

/// The node where every phrase begins.
const ROOT: u32 = 0;

impl PhraseIndex {
    /// Indexes phrases, each with the row it belongs to.
    #[must_use]
    pub fn new<'a>(phrases: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let mut index = Self {
            numbers: Map::default(),
            words: Vec::new(),
            edges: Map::default(),
            rows: vec![Vec::new()],
            longest: 0,
            read: Memory::new(REMEMBERED),
            possible: Memory::new(REMEMBERED),
        };
        for (row, phrase) in phrases {
            let key = ar_key(phrase);
            index.longest = index.longest.max(key.split(' ').count());
            let end = key.split(' ').fold(ROOT, |node, word| index.grow(node, word));
            let rows = &mut index.rows[end as usize];
            if rows.last() != Some(&row) {
                rows.push(row);
            }
        }
        index
    }

    /// The node that a word leads to, a new one where it is new.
    fn grow(&mut self, node: u32, word: &str) -> u32 {
        let count = |len: usize| u32::try_from(len).expect("fewer words than bytes of memory");
        let word = self.number(word).unwrap_or_else(|| {
            let number = count(self.words.len());
            self.words.push(word.into());
            self.numbers.insert(word.into(), number);
            number
        });
        *self.edges.entry((node, word)).or_insert_with(|| {
            self.rows.push(Vec::new());
            count(self.rows.len() - 1)
        })
    }

    /// Words of the longest phrase.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The number of a folded word without article, if some phrase has it.
    #[must_use]
    pub fn number(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// The word of a number.
    #[must_use]
    pub fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    /// The rows of a phrase, by the keys of its words joined with spaces.
    #[must_use]
    pub fn rows(&self, phrase: &str) -> Option<&[usize]> {
        let step = |node, word| self.step(node, self.number(word)?);
        self.rows_at(phrase.split(' ').try_fold(ROOT, step)?)
    }

    /// The longest phrase that begins with `first` and goes on with words of
    /// the text: how many words it has, and its rows. Only the last word may
    /// be inflected.
    pub fn longest_match<'t>(
        &self,
        first: u32,
        mut following: impl Iterator<Item = &'t str>,
    ) -> Option<(usize, &[usize])> {
        let mut node = self.step(ROOT, first)?;
        let mut best = self.rows_at(node).map(|rows| (1, rows));
        for len in 2..=self.longest {
            let Some(readings) = following.next().map(|word| self.readings(word)) else { break };
            let Some(reading) = readings.iter().find(|reading| reading.clitic == 0) else { break };
            let Some(next) = self.step(node, reading.word) else { break };
            best = self.rows_at(next).map(|rows| (len, rows)).or(best);
            if !reading.is_itself {
                break;
            }
            node = next;
        }
        best
    }

    fn step(&self, node: u32, word: u32) -> Option<u32> {
        self.edges.get(&(node, word)).copied()
    }

    /// The rows of the phrase that ends at a node, if one does.
    fn rows_at(&self, node: u32) -> Option<&[usize]> {
        self.rows.get(node as usize).map(Vec::as_slice).filter(|rows| !rows.is_empty())
    }

    /// Whether a folded word without article is part of some phrase.
    #[must_use]
    pub fn has_word(&self, word: &str) -> bool {
        self.numbers.contains_key(word)
    }

    /// The words of the index that a word of text may be: itself without
    /// article, without clitics or pronoun, or its singular.
    #[must_use]
    pub fn readings(&self, surface: &str) -> Arc<[WordReading]> {
        self.read.get(surface, || self.read_word(surface).into())
    }

    fn read_word(&self, surface: &str) -> Vec<WordReading> {
        let bare = without_article(surface);
        if let Some(word) = self.number(&bare) {
            return vec![WordReading { clitic: 0, word, is_itself: true }];
        }
        let inflected = |clitic, word| WordReading { clitic, word, is_itself: false };
        let mut found = Vec::new();
        // The س of the future stands before verbs, and terms are nouns.
        let of_nouns = readings(&fold(surface), &|stem| self.has_word(stem))
            .into_iter()
            .filter(|reading| !reading.prefix.contains('س'));
        for reading in of_nouns {
            let clitics = reading.prefix.strip_suffix("ال").unwrap_or(&reading.prefix);
            // للشبكة lost the alef of its article: it is quoted whole.
            let letters = if clitics.contains("لل") { 0 } else { clitics.chars().count() };
            let mut at = surface.char_indices().filter(|(_, c)| !is_diacritic(*c)).map(|(at, _)| at);
            let clitic = at.nth(letters).unwrap_or(0);
            found.extend(self.number(&reading.stem).map(|word| inflected(clitic, word)));
        }
        if found.is_empty() {
            found.extend(
                singulars(&bare).iter().filter_map(|stem| self.number(stem)).map(|w| inflected(0, w)),
            );
        }
        found
    }

    /// The words of the index that a word with this key may be at all, and
    /// perhaps some that it is not: however it is written.
    #[must_use]
    pub fn possible_words(&self, key: &str) -> Arc<[u32]> {
        self.possible.get(key, || {
            let inflected = readings(key, &|stem| self.has_word(stem)).into_iter().map(|r| r.stem);
            let bare = || std::iter::once(key).chain(strip_article(key));
            let whole = bare().map(str::to_owned).chain(bare().flat_map(singulars));
            whole.chain(inflected).filter_map(|word| self.number(&word)).collect()
        })
    }
}

/// Words that an index remembers.
const REMEMBERED: usize = 1 << 18;

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
