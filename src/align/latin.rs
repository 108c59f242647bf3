//! The ways to read a Latin name aloud.
//!
//! `ChatGPT-4` is a word, letters that are named one by one, and a digit. A
//! name has up to three readings: as words, with what looks like an acronym
//! spelled out, and, for short names, with every letter spelled out.

use super::letters::{DIGITS, SPELLED, Spelling, is_consonant, push_digit, push_en_word, push_spelled};
use super::skeleton::{Classes, en_classes};

/// Letters of the longest run of capitals that is spelled out.
const LONGEST_ACRONYM: usize = 6;
/// Letters of the longest small word without a vowel that is (`html`).
const LONGEST_SMALL: usize = 4;

/// Letters of the shortest word whose last two may be an acronym.
const LEAST_WITH_ACRONYM: usize = 5;

/// A Latin name made ready to be compared with Arabic spellings.
#[derive(Debug, Clone)]
pub struct LatinName {
    readings: [Reading; 3],
    count: u8,
    /// Has pieces that look like acronyms.
    has_letters: bool,
}

/// One way to read a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub spelling: Spelling,
    pub classes: Classes,
    /// Letters of it are named one by one.
    pub is_spelled: bool,
}

/// A piece of a name: a word (signs that are said are words), a run of capitals, one letter, or digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Word,
    /// Capitals, or a letter by itself.
    Letters,
    /// A small word without a vowel.
    Consonants,
    Digits,
}

impl LatinName {
    /// Reads a name: one word or several.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let empty = Reading { spelling: Spelling::EMPTY, classes: Classes::default(), is_spelled: false };
        let mut latin = Self { readings: [empty; 3], count: 0, has_letters: false };
        let mut as_words = Spelling::EMPTY;
        let mut as_letters = Spelling::EMPTY;
        let mut spells = false;
        pieces(name, |piece, text| match piece {
            Piece::Word => {
                push_en_word(text, &mut as_words);
                push_en_word(text, &mut as_letters);
            }
            Piece::Letters | Piece::Consonants => {
                push_en_word(text, &mut as_words);
                text.chars().for_each(|c| push_spelled(c, &mut as_letters));
                spells = true;
            }
            Piece::Digits => {
                for c in text.chars() {
                    push_digit(c, &mut as_words);
                    push_digit(c, &mut as_letters);
                }
            }
        });
        latin.add(as_words, false);
        latin.has_letters = spells;
        if spells {
            latin.add(as_letters, true);
        }
        // `api`, `Ai`: acronyms are not always written in capitals.
        let is_short = (2..=LONGEST_SMALL).contains(&name.len());
        if !spells && is_short && name.bytes().all(|c| c.is_ascii_alphabetic()) {
            let mut letters = Spelling::EMPTY;
            name.chars().for_each(|c| push_spelled(c, &mut letters));
            latin.add(letters, true);
        }
        // `Openai`: the capitals of a product's name are often lost.
        let is_one_word = || name.bytes().skip(1).all(|c| c.is_ascii_lowercase()) && name.is_ascii();
        let begins_with_letter = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if !spells && name.len() >= LEAST_WITH_ACRONYM && begins_with_letter && is_one_word() {
            let (word, acronym) = name.split_at(name.len() - 2);
            let mut letters = Spelling::EMPTY;
            push_en_word(word, &mut letters);
            acronym.chars().for_each(|c| push_spelled(c, &mut letters));
            latin.add(letters, true);
        }
        latin
    }

    fn add(&mut self, spelling: Spelling, is_spelled: bool) {
        if !spelling.is_empty() && usize::from(self.count) < self.readings.len() {
            self.readings[usize::from(self.count)] =
                Reading { spelling, classes: en_classes(spelling.as_slice()), is_spelled };
            self.count += 1;
        }
    }

    pub(super) fn readings(&self) -> &[Reading] {
        &self.readings[..usize::from(self.count)]
    }

    /// Whether it has a part that looks like an acronym.
    pub(super) fn has_letters(&self) -> bool {
        self.has_letters
    }

    /// The consonants of its first reading, to sort names by.
    pub(super) fn consonants(&self) -> Spelling {
        let mut consonants = Spelling::EMPTY;
        for &unit in self.readings().iter().take(1).flat_map(|reading| reading.spelling.as_slice()) {
            if is_consonant(unit) {
                consonants.push(unit);
            }
        }
        consonants
    }

    /// Whether it has digits, which its spelling must have too.
    #[must_use]
    pub fn has_digits(&self) -> bool {
        let mut units = self.readings().iter().flat_map(|reading| reading.spelling.as_slice());
        units.any(|unit| (DIGITS..SPELLED).contains(unit))
    }

    /// Most letters of it that may be named one by one.
    #[must_use]
    pub fn spelled_letters(&self) -> usize {
        let spelled =
            |reading: &Reading| reading.spelling.as_slice().iter().filter(|&&u| u >= SPELLED).count();
        self.readings().iter().map(spelled).max().unwrap_or(0)
    }
}

/// Splits a name where a reader would: at signs, between digits and letters,
/// and where capitals begin or end.
fn pieces(name: &str, mut take: impl FnMut(Piece, &str)) {
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let len = |holds: &dyn Fn(char) -> bool| rest.find(|c| !holds(c)).unwrap_or(rest.len());
        let (piece, len) = if first.is_ascii_digit() {
            (Piece::Digits, len(&|c| c.is_ascii_digit()))
        } else if !first.is_alphabetic() {
            match first {
                '&' => take(Piece::Word, "and"),
                '+' => take(Piece::Word, "plus"),
                '#' => take(Piece::Word, "sharp"),
                _ => {}
            }
            rest = &rest[first.len_utf8()..];
            continue;
        } else if first.is_ascii_uppercase() {
            let capitals = len(&|c| c.is_ascii_uppercase());
            let after = &rest[capitals..];
            let small = after.find(|c: char| !is_small(c)).unwrap_or(after.len());
            match (capitals, small) {
                // GPUs: a plural.
                (2.., 1) if after.starts_with('s') => (acronym(capitals), capitals),
                (_, 0) => (acronym(capitals), capitals),
                // OpenAI, IBMers: the last capital begins the next word.
                (2.., _) => (acronym(capitals - 1), capitals - 1),
                _ => (Piece::Word, capitals + small),
            }
        } else {
            let small = len(&is_small).max(first.len_utf8());
            let word = &rest[..small];
            // The i of iPhone, the e of eSIM.
            let is_letter = small == 1 && rest[small..].starts_with(|c: char| c.is_ascii_uppercase());
            let piece = match word {
                _ if is_letter => Piece::Letters,
                "s" => Piece::Word,
                _ if word.len() <= LONGEST_SMALL && !word.contains(is_vowel) => Piece::Consonants,
                _ => Piece::Word,
            };
            (piece, small)
        };
        take(piece, &rest[..len]);
        rest = &rest[len..];
    }
}

fn acronym(capitals: usize) -> Piece {
    if capitals <= LONGEST_ACRONYM { Piece::Letters } else { Piece::Word }
}

fn is_small(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii_uppercase()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(name: &str) -> Vec<(Piece, String)> {
        let mut found = Vec::new();
        pieces(name, |piece, text| found.push((piece, text.to_owned())));
        found
    }

    #[test]
    fn names_fall_into_words_letters_and_digits() {
        use Piece::{Consonants, Digits, Letters, Word};
        let want = |pieces: &[(Piece, &str)]| -> Vec<(Piece, String)> {
            pieces.iter().map(|(piece, text)| (*piece, (*text).to_owned())).collect()
        };
        assert_eq!(split("ChatGPT-4"), want(&[(Word, "Chat"), (Letters, "GPT"), (Digits, "4")]));
        assert_eq!(split("OpenAI"), want(&[(Word, "Open"), (Letters, "AI")]));
        assert_eq!(split("GPUs"), want(&[(Letters, "GPU"), (Word, "s")]));
        assert_eq!(split("iPhone"), want(&[(Letters, "i"), (Word, "Phone")]));
        assert_eq!(split("TensorFlow"), want(&[(Word, "Tensor"), (Word, "Flow")]));
        assert_eq!(split("html"), want(&[(Consonants, "html")]));
        assert_eq!(split("C#"), want(&[(Letters, "C"), (Word, "sharp")]));
        assert_eq!(split("H100"), want(&[(Letters, "H"), (Digits, "100")]));
        assert_eq!(split("Émile Zola"), want(&[(Word, "Émile"), (Word, "Zola")]));
    }

    #[test]
    fn short_names_may_be_acronyms() {
        assert_eq!(LatinName::new("api").spelled_letters(), 3);
        assert_eq!(LatinName::new("TSMC").spelled_letters(), 4);
        assert_eq!(LatinName::new("Openai").spelled_letters(), 2);
        assert_eq!(LatinName::new("TikTok").spelled_letters(), 0);
        assert!(LatinName::new("GPT-4").has_digits() && !LatinName::new("GPT").has_digits());
        assert!(LatinName::new("").readings().is_empty());
    }
}
