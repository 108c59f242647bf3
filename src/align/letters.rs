//! The two alphabets of the letter model.
//!
//! A word becomes a short row of units, one byte each: on the English side
//! letters and the digraphs that stand for one sound, on the Arabic side
//! folded letters, with those that Arabic lacks (پ چ ژ ڤ گ) kept apart.
//! Everything here is plain arrays: these rows are made for every word of a
//! corpus.

use unicode_normalization::UnicodeNormalization;

/// Units of the longest spelling; what is longer is no name.
pub(super) const LONGEST: usize = 40;

/// A word as units of one alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Spelling {
    len: u8,
    units: [u8; LONGEST],
}

impl Spelling {
    pub(super) const EMPTY: Self = Self { len: 0, units: [0; LONGEST] };

    pub(super) fn of(units: &[u8]) -> Self {
        let mut spelling = Self::EMPTY;
        for &unit in units {
            spelling.push(unit);
        }
        spelling
    }

    /// Adds a unit; past the longest the spelling is cut, and scored so.
    pub(super) fn push(&mut self, unit: u8) {
        if usize::from(self.len) < LONGEST {
            self.units[usize::from(self.len)] = unit;
            self.len += 1;
        }
    }

    pub(super) fn extend(&mut self, other: &Self) {
        for &unit in other.as_slice() {
            self.push(unit);
        }
    }

    pub(super) fn pop(&mut self) {
        self.len = self.len.saturating_sub(1);
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        &self.units[..usize::from(self.len)]
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }
}

/// What each Arabic unit is written as; unit 0 is nothing.
///
/// تش is one sound, and what Arabic writes for `ch`.
pub(super) const AR_UNITS: [&str; 36] = [
    "", "ا", "ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ", "ر", "ز", "س", "ش", "ص", "ض", "ط", "ظ", "ع", "غ", "ف",
    "ق", "ك", "ل", "م", "ن", "ه", "و", "ي", "ة", "پ", "چ", "ژ", "ڤ", "گ", "تش",
];
/// What each English unit is written as; unit 0 is nothing. `c(e)` and `g(e)`
/// are the letters before e, i and y, `ti(o)` those of `-tion`.
pub(super) const EN_UNITS: [&str; 43] = [
    "", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
    "u", "v", "w", "x", "y", "z", "sch", "tch", "sh", "ch", "th", "ph", "kh", "gh", "oo", "ee", "ou", "ck",
    "qu", "c(e)", "g(e)", "ti(o)",
];
/// Digraphs in the order they are looked for, with their units.
const DIGRAPHS: [(&[u8], u8); 13] = [
    (b"sch", 27),
    (b"tch", 28),
    (b"sh", 29),
    (b"ch", 30),
    (b"th", 31),
    (b"ph", 32),
    (b"kh", 33),
    (b"gh", 34),
    (b"oo", 35),
    (b"ee", 36),
    (b"ou", 37),
    (b"ck", 38),
    (b"qu", 39),
];
const SOFT_C: u8 = 40;
const SOFT_G: u8 = 41;
const TION: u8 = 42;
/// Units from here on are digits, the same on both sides.
pub(super) const DIGITS: u8 = 48;
/// English units from here on are letters that are spelled out, A first.
pub(super) const SPELLED: u8 = 64;

const TEH: u8 = 3;
const SHEEN: u8 = 13;
const TEH_SHEEN: u8 = 35;
pub(super) const ALEF: u8 = 1;

/// The unit of an Arabic character; 0 for marks and what is no letter. The
/// seats of a hamza are their long vowels, since writers mix them.
pub(super) fn ar_unit(c: char) -> u8 {
    match c {
        'ا' | 'أ' | 'إ' | 'آ' | '\u{0671}' => ALEF,
        'ب' => 2,
        'ت' => TEH,
        'ث' => 4,
        'ج' => 5,
        'ح' => 6,
        'خ' => 7,
        'د' => 8,
        'ذ' => 9,
        'ر' => 10,
        'ز' => 11,
        'س' => 12,
        'ش' => SHEEN,
        'ص' => 14,
        'ض' => 15,
        'ط' => 16,
        'ظ' => 17,
        'ع' => 18,
        'غ' => 19,
        'ف' => 20,
        'ق' | '\u{06A8}' => 21,
        'ك' | 'ک' | '\u{06AA}' => 22,
        'ل' => 23,
        'م' => 24,
        'ن' => 25,
        'ه' | 'ہ' | 'ھ' | '\u{06D5}' => 26,
        'و' | 'ؤ' => 27,
        'ي' | 'ى' | 'ی' | 'ئ' => 28,
        'ة' => 29,
        'پ' => 30,
        'چ' => 31,
        'ژ' => 32,
        'ڤ' | '\u{06A5}' => 33,
        'گ' | '\u{06AD}' | '\u{0763}' => 34,
        _ => digit(c).unwrap_or(0),
    }
}

fn digit(c: char) -> Option<u8> {
    let value = match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '\u{0660}'..='\u{0669}' => u32::from(c) - 0x0660,
        '\u{06F0}'..='\u{06F9}' => u32::from(c) - 0x06F0,
        _ => return None,
    };
    u8::try_from(value).ok().map(|value| DIGITS + value)
}

/// The units of an Arabic word or phrase, spaces and marks left out. An
/// accusative ending (`بروتوكولًا`) is no part of the word.
pub(super) fn ar_spelling(word: &str) -> Spelling {
    let mut spelling = Spelling::EMPTY;
    let mut tanween = 0;
    let mut joins = false;
    for (at, c) in word.char_indices() {
        match ar_unit(c) {
            0 if c == crate::text::TANWEEN => tanween = at + c.len_utf8(),
            0 => joins &= c != ' ',
            // The alef is written after the sign, or before it by many.
            ALEF if tanween == at && at > 0 => {}
            SHEEN if joins => {
                spelling.pop();
                spelling.push(TEH_SHEEN);
                joins = false;
            }
            unit => {
                spelling.push(unit);
                joins = unit == TEH;
            }
        }
    }
    if tanween == word.len() && tanween > 0 && spelling.as_slice().last() == Some(&ALEF) {
        spelling.pop();
    }
    spelling
}

/// Calls `take` with the plain small letters of a Latin text: accents
/// dropped, `x` as the two sounds it is.
fn plain_letters(text: &str, mut take: impl FnMut(u8)) {
    let mut ascii = |c: char| match c.to_ascii_lowercase() {
        'x' => b"ks".iter().for_each(|&c| take(c)),
        c if c.is_ascii_lowercase() => take(c as u8),
        _ => {}
    };
    for c in text.chars() {
        match c {
            c if c.is_ascii() => ascii(c),
            'ß' => ascii('s'),
            'ø' | 'Ø' => ascii('o'),
            'ł' | 'Ł' => ascii('l'),
            'ð' | 'đ' | 'Đ' => ascii('d'),
            'þ' | 'Þ' => "th".chars().for_each(&mut ascii),
            'æ' | 'Æ' => "ae".chars().for_each(&mut ascii),
            'œ' | 'Œ' => "oe".chars().for_each(&mut ascii),
            'ı' => ascii('i'),
            c => std::iter::once(c).nfd().for_each(&mut ascii),
        }
    }
}

/// Adds the units of one English word: digraphs as one, doubled letters once.
pub(super) fn push_en_word(word: &str, spelling: &mut Spelling) {
    let mut plain = [0_u8; LONGEST];
    let mut len = 0;
    plain_letters(word, |c| {
        if len < LONGEST {
            plain[len] = c;
            len += 1;
        }
    });
    let plain = &plain[..len];
    let mut at = 0;
    while at < plain.len() {
        let rest = &plain[at..];
        if at > 0 && rest.starts_with(b"tion") {
            spelling.push(TION);
            at += 2;
            continue;
        }
        let digraph = DIGRAPHS.iter().find(|(letters, _)| rest.starts_with(letters));
        let (unit, len) = digraph.map_or((rest[0] - b'a' + 1, 1), |(letters, unit)| (*unit, letters.len()));
        let soft = matches!(rest.get(1), Some(b'e' | b'i' | b'y'));
        let unit = match unit {
            3 if soft => SOFT_C,
            7 if soft => SOFT_G,
            unit => unit,
        };
        let doubled = len == 1 && at > 0 && plain[at - 1] == rest[0];
        if doubled && matches!(unit, SOFT_C | SOFT_G) {
            spelling.pop();
            spelling.push(unit);
        } else if !doubled {
            spelling.push(unit);
        }
        at += len;
    }
}

/// Whether an English unit is a consonant.
pub(super) fn is_consonant(unit: u8) -> bool {
    !matches!(
        EN_UNITS.get(usize::from(unit)),
        Some(&("" | "a" | "e" | "i" | "o" | "u" | "y" | "oo" | "ee" | "ou"))
    )
}

/// Adds a letter that is spelled out; `letter` is ASCII.
pub(super) fn push_spelled(letter: char, spelling: &mut Spelling) {
    spelling.push(SPELLED + (letter.to_ascii_uppercase() as u8).saturating_sub(b'A'));
}

/// Adds a digit.
pub(super) fn push_digit(c: char, spelling: &mut Spelling) {
    if let Some(unit) = digit(c) {
        spelling.push(unit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn en(word: &str) -> Vec<&'static str> {
        let mut spelling = Spelling::EMPTY;
        push_en_word(word, &mut spelling);
        spelling.as_slice().iter().map(|&unit| EN_UNITS[usize::from(unit)]).collect()
    }

    fn ar(word: &str) -> Vec<&'static str> {
        ar_spelling(word).as_slice().iter().map(|&unit| AR_UNITS[usize::from(unit)]).collect()
    }

    #[test]
    fn english_letters_are_sounds() {
        assert_eq!(en("Sketch"), ["s", "k", "e", "tch"]);
        assert_eq!(en("Access"), ["a", "c(e)", "e", "s"]);
        assert_eq!(en("Xbox"), ["k", "s", "b", "o", "k", "s"]);
        assert_eq!(en("Schönefeld"), ["sch", "o", "n", "e", "f", "e", "l", "d"]);
        assert_eq!(en("İzmir"), ["i", "z", "m", "i", "r"]);
        assert_eq!(en("Google"), ["g", "oo", "g", "l", "e"]);
        assert_eq!(en("gigabit"), ["g(e)", "i", "g", "a", "b", "i", "t"]);
    }

    #[test]
    fn arabic_letters_are_folded_but_not_those_it_lacks() {
        assert_eq!(ar("إنڤيديا"), ["ا", "ن", "ڤ", "ي", "د", "ي", "ا"]);
        assert_eq!(ar("تشات بوت"), ["تش", "ا", "ت", "ب", "و", "ت"]);
        assert_eq!(ar("بت شات"), ["ب", "ت", "ش", "ا", "ت"]);
        assert_eq!(ar("بروتوكولًا"), ar("بروتوكول"));
        assert_eq!(ar("بروتوكولاً"), ar("بروتوكول"));
        assert_eq!(ar("داتا"), ["د", "ا", "ت", "ا"]);
    }

    #[test]
    fn tables_of_units_agree() {
        for (letters, unit) in DIGRAPHS {
            assert_eq!(EN_UNITS[usize::from(unit)].as_bytes(), letters);
        }
        for (unit, letter) in AR_UNITS.iter().enumerate().skip(1).take(34) {
            assert_eq!(usize::from(ar_unit(letter.chars().next().unwrap())), unit);
        }
    }
}
