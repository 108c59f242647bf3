//! Arabic words made ready to be compared with Latin names.

use super::affix::{MOST_STARTS, Start};
use super::letters::{Spelling, ar_spelling};
use super::skeleton::{Classes, ar_classes};
use super::transliteration::LetterModel;

/// Words of the longest spelling whose words are told apart.
const MOST_WORDS: usize = 8;

/// An Arabic spelling, of one word or several, made ready to be compared with
/// Latin names: its letters, where it may begin, and what it may end in.
#[derive(Debug, Clone, Copy)]
pub struct ArabicSpelling {
    spelling: Spelling,
    starts: [Start; MOST_STARTS],
    classes: [Classes; MOST_STARTS],
    count: u8,
    /// Endings of the model that it has, as bits.
    endings: u64,
    /// Where each word ends.
    ends: [u8; MOST_WORDS],
    words: u8,
}

impl ArabicSpelling {
    /// Letters of the spelling.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spelling.len()
    }

    /// Whether it has no letter that names are written with.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spelling.is_empty()
    }

    pub(super) fn units(&self) -> &[u8] {
        self.spelling.as_slice()
    }

    pub(super) fn starts(&self) -> &[Start] {
        &self.starts[..usize::from(self.count)]
    }

    /// The consonant classes from each start on.
    pub(super) fn classes(&self) -> &[Classes] {
        &self.classes[..usize::from(self.count)]
    }

    /// Indices of the endings that it has.
    pub(super) fn endings(&self) -> impl Iterator<Item = usize> + use<> {
        let mut bits = self.endings;
        std::iter::from_fn(move || {
            let index = (bits != 0).then(|| bits.trailing_zeros() as usize);
            bits &= bits.wrapping_sub(1);
            index
        })
    }

    /// The letters of each word.
    pub(super) fn words(&self) -> impl Iterator<Item = &[u8]> {
        let ends = &self.ends[..usize::from(self.words)];
        ends.iter().enumerate().map(|(word, &end)| {
            let begin = word.checked_sub(1).map_or(0, |before| ends[before]);
            &self.units()[usize::from(begin)..usize::from(end)]
        })
    }
}

impl LetterModel {
    /// Makes an Arabic word or phrase ready to be compared.
    #[must_use]
    pub fn arabic(&self, phrase: &str) -> ArabicSpelling {
        let mut words = phrase.split(' ').filter(|word| !word.is_empty());
        let mut joined = self.one_word(words.next().unwrap_or_default());
        for word in words {
            joined = self.join(&joined, &self.one_word(word));
        }
        joined
    }

    fn one_word(&self, word: &str) -> ArabicSpelling {
        let spelling = ar_spelling(word);
        let units = spelling.as_slice();
        let (starts, count) = self.affixes.starts(word, units);
        let mut classes = [Classes::default(); MOST_STARTS];
        for (classes, start) in classes.iter_mut().zip(&starts[..usize::from(count)]) {
            *classes = ar_classes(&units[usize::from(start.at)..]);
        }
        let mut ends = [0; MOST_WORDS];
        ends[0] = u8::try_from(units.len()).unwrap_or(u8::MAX);
        let endings = self.affixes.endings_of(units);
        ArabicSpelling { spelling, starts, classes, count, endings, ends, words: 1 }
    }

    /// Two spellings as one, as in تيك توك for `TikTok`.
    #[must_use]
    pub fn join(&self, first: &ArabicSpelling, next: &ArabicSpelling) -> ArabicSpelling {
        let mut joined = *first;
        joined.spelling.extend(&next.spelling);
        for (classes, start) in joined.classes.iter_mut().zip(&joined.starts[..usize::from(joined.count)]) {
            *classes = ar_classes(&joined.spelling.as_slice()[usize::from(start.at)..]);
        }
        joined.endings = self.affixes.endings_of(joined.spelling.as_slice());
        let end = u8::try_from(joined.spelling.len()).unwrap_or(u8::MAX);
        if usize::from(joined.words) < MOST_WORDS {
            joined.ends[usize::from(joined.words)] = end;
            joined.words += 1;
        }
        joined
    }
}
