//! What is known of units before any sentence is read: equal words, numbers
//! and marks, the lexicon of the glossary folder, and how names sound.

use super::UnitReader;
use crate::align::{ArabicSpelling, LatinName};
use crate::knowledge::Knowledge;
use crate::text::is_arabic;

/// Occurrences that an equal word or mark on the other side is worth.
const EQUAL: f32 = 4.0;
/// The same for a word of the lexicon that surely renders the other.
const KNOWN: f32 = 4.0;
/// The same for a word that surely spells the other.
const SPELLED: f32 = 1.5;
/// Letters of the shortest words that are compared by sound.
const SHORTEST: usize = 3;

/// What is known of every pair of units.
pub(super) struct Priors<'a> {
    reader: &'a UnitReader<'a>,
    knowledge: &'a Knowledge,
    /// Units made ready to be compared by sound, where they may be.
    en: Vec<Option<LatinName>>,
    ar: Vec<Option<ArabicSpelling>>,
}

impl<'a> Priors<'a> {
    pub(super) fn new(reader: &'a UnitReader<'a>, knowledge: &'a Knowledge) -> Self {
        let letters = &knowledge.letters;
        let ordinary = |word: &str| {
            knowledge.stoplists.en_function.contains(word) || knowledge.stoplists.en_ordinary.contains(word)
        };
        let en = reader.en_names().iter().map(|name| {
            let is_name =
                name.len() >= SHORTEST && name.bytes().all(|c| c.is_ascii_lowercase()) && !ordinary(name);
            is_name.then(|| LatinName::new(name))
        });
        let ar = reader.ar_names().iter().map(|name| {
            let is_name = name.chars().count() >= SHORTEST && name.chars().all(is_arabic);
            is_name.then(|| letters.arabic(name)).filter(|spelling| !letters.has_native_word(spelling))
        });
        Self { reader, knowledge, en: en.collect(), ar: ar.collect() }
    }

    /// Occurrences that what is known of two units is worth.
    pub(super) fn of(&self, en: u32, ar: u32) -> f32 {
        let (en_name, ar_name) = (&self.reader.en_names()[en as usize], &self.reader.ar_names()[ar as usize]);
        if en_name == ar_name {
            return EQUAL;
        }
        #[allow(clippy::cast_possible_truncation, reason = "a probability")]
        let linked = self.knowledge.lexicon.link(ar_name, en_name) as f32;
        let mut count = KNOWN * linked;
        if let (Some(en), Some(ar)) = (&self.en[en as usize], &self.ar[ar as usize]) {
            let fit = self.knowledge.letters.compare(ar, en);
            #[allow(clippy::cast_possible_truncation, reason = "a probability")]
            let probability = fit.probability() as f32;
            if probability > 0.5 {
                count += SPELLED * probability;
            }
        }
        count
    }
}
