//! Consonant classes: what survives of a word in any spelling.
//!
//! Letters that stand for each other are of one class; vowels and breathings
//! have none. Names are looked up by their first two classes, and pairs that
//! share too few classes are never scored.

use super::letters::SPELLED;

const B: u8 = 1;
const F: u8 = 2;
const T: u8 = 3;
const K: u8 = 4;
const S: u8 = 5;
const M: u8 = 6;
const N: u8 = 7;
const L: u8 = 8;
const R: u8 = 9;

/// The classes of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes {
    /// Four bits for each class, first class lowest, repeats once.
    row: u64,
    len: u8,
    /// Bit `c` is set when class `c` occurs.
    set: u16,
}

impl Classes {
    fn push(&mut self, class: u8) {
        self.set |= 1 << class;
        let last = if self.len == 0 { 0 } else { (self.row >> (4 * (self.len - 1))) & 15 };
        if last != u64::from(class) && self.len < 16 {
            self.row |= u64::from(class) << (4 * self.len);
            self.len += 1;
        }
    }

    pub(super) fn len(self) -> usize {
        usize::from(self.len)
    }

    /// The skeleton without one of its classes.
    pub(super) fn without(self, place: usize) -> u64 {
        let low = self.row & ((1_u64 << (4 * place)) - 1);
        let high = self.row.checked_shr(u32::try_from(4 * place + 4).unwrap_or(64)).unwrap_or(0);
        low | high.checked_shl(u32::try_from(4 * place).unwrap_or(64)).unwrap_or(0)
    }

    /// What a word is looked up by: its first two classes, 0 for none.
    pub(super) fn bucket(self) -> u8 {
        (self.row & 0xFF) as u8
    }

    /// Whether two words share enough classes to be scored at all.
    pub(super) fn may_match(self, other: Self) -> bool {
        (self.set ^ other.set).count_ones() <= 3 && self.len.abs_diff(other.len) <= 3
    }
}

/// The class of each Arabic unit, in the order of `AR_UNITS`; 0 is none.
const AR_CLASSES: [u8; 36] = [
    0, 0, B, T, T, K, 0, K, T, T, R, S, S, S, S, T, T, T, 0, K, F, K, K, L, M, N, 0, 0, 0, 0, B, S, S, F, K,
    S,
];
/// The class of each English unit, in the order of `EN_UNITS`.
const EN_CLASSES: [u8; 43] = [
    0, 0, B, K, T, 0, F, K, 0, 0, K, K, L, M, N, 0, B, K, R, S, T, 0, F, 0, K, 0, S, S, S, S, S, T, F, K, K,
    0, 0, 0, K, K, S, K, S,
];
/// The classes of the letters' names, A first.
const NAME_CLASSES: [&[u8]; 26] = [
    &[],
    &[B],
    &[S],
    &[T],
    &[],
    &[F],
    &[K],
    &[S],
    &[],
    &[K],
    &[K],
    &[L],
    &[M],
    &[N],
    &[],
    &[B],
    &[K],
    &[R],
    &[S],
    &[T],
    &[],
    &[F],
    &[T, B, L],
    &[K, S],
    &[],
    &[S, T],
];
/// `ch` and `th`, which may also be k and s (Chrome, and the ث that many
/// write س).
const CH: u8 = 30;
const TH: u8 = 31;

/// The classes of an Arabic spelling.
pub(super) fn ar_classes(units: &[u8]) -> Classes {
    let mut classes = Classes::default();
    for &unit in units {
        match AR_CLASSES.get(usize::from(unit)) {
            Some(&class) if class > 0 => classes.push(class),
            _ => {}
        }
    }
    classes
}

/// The classes of an English spelling.
pub(super) fn en_classes(units: &[u8]) -> Classes {
    classes_of(units, false)
}

/// What an English spelling is looked up by: its bucket, twice when it can be
/// read in two ways.
pub(super) fn en_buckets(units: &[u8]) -> [u8; 2] {
    [classes_of(units, false).bucket(), classes_of(units, true).bucket()]
}

fn classes_of(units: &[u8], otherwise: bool) -> Classes {
    let mut classes = Classes::default();
    for &unit in units {
        if let Some(letter) = unit.checked_sub(SPELLED) {
            NAME_CLASSES.get(usize::from(letter)).into_iter().for_each(|name| {
                name.iter().for_each(|&class| classes.push(class));
            });
            continue;
        }
        match (unit, EN_CLASSES.get(usize::from(unit))) {
            (CH, _) if otherwise => classes.push(K),
            (TH, _) if otherwise => classes.push(S),
            (_, Some(&class)) if class > 0 => classes.push(class),
            _ => {}
        }
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::letters::{AR_UNITS, EN_UNITS, Spelling, ar_spelling, push_en_word};

    fn en(word: &str) -> Spelling {
        let mut spelling = Spelling::EMPTY;
        push_en_word(word, &mut spelling);
        spelling
    }

    #[test]
    fn spellings_of_one_name_share_their_skeleton() {
        for (ar, name) in
            [("إنفيديا", "nvidia"), ("پايثون", "python"), ("گوگل", "google"), ("جوجل", "google")]
        {
            assert_eq!(ar_classes(ar_spelling(ar).as_slice()), en_classes(en(name).as_slice()), "{name}");
        }
        let chrome = ar_classes(ar_spelling("كروم").as_slice()).bucket();
        assert!(en_buckets(en("chrome").as_slice()).contains(&chrome));
        let (save, hifz) = (en_classes(en("save").as_slice()), ar_classes(ar_spelling("حفظ").as_slice()));
        assert_ne!(save, hifz);
    }

    #[test]
    fn letters_have_the_class_of_their_sound() {
        let class = |unit: &str| {
            AR_UNITS
                .iter()
                .position(|u| *u == unit)
                .map(|place| AR_CLASSES[place])
                .or_else(|| EN_UNITS.iter().position(|u| *u == unit).map(|place| EN_CLASSES[place]))
        };
        for (a, b) in
            [("پ", "p"), ("ڤ", "v"), ("گ", "g"), ("تش", "ch"), ("غ", "g(e)"), ("س", "c(e)"), ("ر", "r")]
        {
            assert_eq!(class(a), class(b), "{a} {b}");
        }
    }
}
