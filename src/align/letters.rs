//! The letter model: how Arabic spells foreign sounds.
//!
//! A memoryless transducer over letters: each step pairs one English letter
//! or digraph with one Arabic letter, or drops either. It is scored as a
//! log-likelihood ratio against a noise model of unrelated letters, as Sajjad
//! et al. (2011, P11-1044) do for mining; richer units fit the noise of small
//! training lists instead of the sounds.

use unicode_normalization::UnicodeNormalization;

use crate::text::{fold, is_arabic};

/// English digraphs that stand for one sound, read before single letters.
const DIGRAPHS: [&str; 13] = ["sch", "tch", "sh", "ch", "th", "ph", "kh", "gh", "oo", "ee", "ou", "ck", "qu"];

/// The letters of an English word: lower case, accents dropped, digraphs as
/// one, doubled letters once.
pub(super) fn en_letters(word: &str) -> Vec<String> {
    let plain: String = word
        .nfd()
        .flat_map(char::to_lowercase)
        .flat_map(|c| match c {
            'ß' => vec!['s'],
            'ø' => vec!['o'],
            'ł' => vec!['l'],
            'ð' | 'đ' => vec!['d'],
            'þ' => vec!['t', 'h'],
            'æ' => vec!['a', 'e'],
            'œ' => vec!['o', 'e'],
            'ı' => vec!['i'],
            'x' => vec!['k', 's'],
            c => vec![c],
        })
        .filter(char::is_ascii_lowercase)
        .collect();
    let mut letters: Vec<String> = Vec::with_capacity(plain.len());
    let mut at = 0;
    while at < plain.len() {
        let rest = &plain[at..];
        let unit = DIGRAPHS.iter().find(|d| rest.starts_with(**d)).map_or(&rest[..1], |d| &rest[..d.len()]);
        let doubled = unit.len() == 1 && letters.last().is_some_and(|last| last == unit);
        if !doubled {
            letters.push(unit.to_owned());
        }
        at += unit.len();
    }
    letters
}

/// The letters of an Arabic word: folded, hamza seats as their long vowels.
pub(super) fn ar_letters(word: &str) -> Vec<char> {
    fold(word)
        .chars()
        .filter_map(|c| match c {
            '\u{0621}' => None,
            '\u{0624}' => Some('\u{0648}'),
            '\u{0626}' => Some('\u{064A}'),
            c if is_arabic(c) => Some(c),
            _ => None,
        })
        .collect()
}

/// How the letters' names sound, for what is spelled out: GPU = جي بي يو.
const LETTER_NAMES: [&str; 26] = [
    "ey", "bi", "si", "di", "i", "ef", "ji", "eytsh", "ay", "jey", "key", "el", "em", "en", "o", "bi", "kiu",
    "ar", "es", "ti", "yu", "vi", "dablyu", "eks", "way", "zed",
];

/// The ways to read a Latin name aloud: as a word, and with its runs of
/// capitals spelled out (`OpenAI`, `ChatGPT`, `TSMC`).
pub(super) fn en_readings(name: &str) -> Vec<Vec<String>> {
    let mut readings = vec![en_letters(name)];
    let chars: Vec<char> = name.chars().collect();
    let mut spelled = String::new();
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..].iter().take_while(|c| c.is_ascii_uppercase()).count();
        // The last capital of a run begins the next word, if one follows.
        let follows = chars.get(at + run).is_some_and(char::is_ascii_lowercase);
        let run = if follows { run.saturating_sub(1) } else { run };
        if (2..=5).contains(&run) {
            for c in &chars[at..at + run] {
                spelled.push_str(LETTER_NAMES[(*c as u8 - b'A') as usize]);
            }
            at += run;
        } else {
            spelled.extend(chars[at..at + run.max(1)].iter());
            at += run.max(1);
        }
    }
    let spelled = en_letters(&spelled);
    if spelled != readings[0] {
        readings.push(spelled);
    }
    readings.retain(|letters| !letters.is_empty());
    readings
}

/// The class of a consonant, shared by letters that stand for each other;
/// vowels and breathings have none.
fn ar_class(letter: char) -> Option<u8> {
    match letter {
        'ب' => Some(b'B'),
        'ف' => Some(b'F'),
        'ت' | 'ط' | 'د' | 'ض' | 'ث' | 'ذ' | 'ظ' => Some(b'T'),
        'ك' | 'ق' | 'غ' | 'ج' | 'خ' => Some(b'K'),
        'س' | 'ش' | 'ز' | 'ص' => Some(b'S'),
        'م' => Some(b'M'),
        'ن' => Some(b'N'),
        'ل' => Some(b'L'),
        'ر' => Some(b'R'),
        _ => None,
    }
}

/// A silent `gh` has no class.
fn en_class(letters: &[String], at: usize) -> Option<u8> {
    match letters[at].as_str() {
        "b" | "p" => Some(b'B'),
        "f" | "v" | "ph" => Some(b'F'),
        "t" | "d" | "th" => Some(b'T'),
        "c" if letters.get(at + 1).is_some_and(|next| matches!(next.as_str(), "e" | "i" | "y" | "ee")) => {
            Some(b'S')
        }
        "k" | "q" | "g" | "j" | "c" | "ck" | "kh" | "qu" => Some(b'K'),
        "s" | "z" | "sh" | "ch" | "sch" | "tch" => Some(b'S'),
        "m" => Some(b'M'),
        "n" => Some(b'N'),
        "l" => Some(b'L'),
        "r" => Some(b'R'),
        _ => None,
    }
}

/// The consonant classes of an Arabic word; تش is one sound.
pub(super) fn ar_skeleton(letters: &[char]) -> Vec<u8> {
    let classes = letters.iter().enumerate().filter_map(|(at, &letter)| {
        let affricate = letter == 'ت' && letters.get(at + 1) == Some(&'ش');
        ar_class(letter).filter(|_| !affricate)
    });
    collapsed(classes)
}

/// The consonant classes of an English word.
pub(super) fn en_skeleton(letters: &[String]) -> Vec<u8> {
    collapsed((0..letters.len()).filter_map(|at| en_class(letters, at)))
}

fn collapsed(classes: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut skeleton: Vec<u8> = Vec::new();
    for class in classes {
        if skeleton.last() != Some(&class) {
            skeleton.push(class);
        }
    }
    skeleton
}
