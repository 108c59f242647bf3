//! Letter tables: what is cleaned away and what is folded, from
//! `glossary/tables/letters.csv`.
//!
//! The table decides what counts as the same word and so every `entry_id`;
//! it is compiled in and the same for every glossary folder.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

use crate::knowledge::compiled;
use crate::model::MappedText;

/// How characters are rewritten. Those of the Arabic block, which are asked
/// for again and again, are found by their place in it.
#[derive(Default)]
struct Table {
    arabic: Vec<Option<Box<str>>>,
    others: BTreeMap<char, Box<str>>,
}

impl Table {
    fn insert(&mut self, from: char, to: Box<str>) {
        match arabic_place(from) {
            Some(place) => {
                self.arabic.resize(self.arabic.len().max(place + 1), None);
                self.arabic[place] = Some(to);
            }
            None => drop(self.others.insert(from, to)),
        }
    }

    /// What a character becomes; `None` when it stands as it is.
    fn get(&self, c: char) -> Option<&str> {
        match arabic_place(c) {
            Some(place) => self.arabic.get(place)?.as_deref(),
            None => self.others.get(&c).map(|to| &**to),
        }
    }
}

/// The place of a character in the Arabic block.
fn arabic_place(c: char) -> Option<usize> {
    ('\u{0600}'..='\u{06FF}').contains(&c).then(|| c as usize - 0x0600)
}

struct Letters {
    norm: Table,
    key: Table,
    skeleton: Table,
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let mut letters = Letters { norm: Table::default(), key: Table::default(), skeleton: Table::default() };
    let file = compiled("tables/letters.csv").expect("the letter table is compiled in");
    for (line, [from, to, level]) in
        file.rows(["from", "to", "level"]).expect("a test reads the letter table")
    {
        let table = match level.as_str() {
            "norm" => &mut letters.norm,
            "key" => &mut letters.key,
            "skeleton" => &mut letters.skeleton,
            other => panic!("letters.csv:{line}: unknown level {other:?}"),
        };
        let to: String = to.split_whitespace().filter_map(code_point).collect();
        if let Some(from) = code_point(&from) {
            table.insert(from, to.into_boxed_str());
        }
    }
    letters
});

/// The character that `U+0640` names.
fn code_point(name: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(name.strip_prefix("U+")?, 16).ok()?)
}

/// Whether a character is an Arabic letter, or a mark or tatweel on one.
#[must_use]
pub fn is_arabic(c: char) -> bool {
    matches!(c,
        '\u{0620}'..='\u{065F}' | '\u{066E}'..='\u{06D3}' | '\u{06D5}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06EF}' | '\u{06FA}'..='\u{06FF}'
        | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{0610}'..='\u{061A}')
        && !matches!(c, '\u{FD3E}' | '\u{FD3F}')
}

/// Whether a character is a vowel sign or another mark above or below.
#[must_use]
pub fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0610}'..='\u{061A}' | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}')
}

/// Shapes that only encode ordinary letters: Arabic presentation forms and
/// full-width Latin.
fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{FF01}'..='\u{FF5E}')
}

/// Plain characters below which nothing is ever rewritten.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' | '\u{060C}' | '\u{061B}' | '\u{061F}')
}

/// Clean-up that changes nothing a reader reads: invisible characters,
/// tatweel, presentation forms, Persian encodings of Arabic letters and
/// decomposed hamza. Maps back to the text it came from.
///
/// ```
/// use mustalah::text::normalize;
/// let text = normalize("الـAPI \u{200f}ﺍﻟﺤﺎﺳﻮﺏ");
/// assert_eq!(text.as_str(), "الAPI الحاسوب");
/// ```
#[must_use]
pub fn normalize(text: &str) -> MappedText {
    if text.chars().all(is_plain) {
        return MappedText::identity(text.to_owned());
    }
    let letters = &*LETTERS;
    let mut out = MappedText::new();
    let mut verbatim = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let alone = chars.peek().is_none_or(|&(_, next)| is_plain(next));
        if alone && is_plain(c) {
            continue;
        }
        let mut clean = rewritten(letters, c);
        let mut end = at + c.len_utf8();
        if !alone {
            end = compose_marks(letters, &mut clean, &mut chars).unwrap_or(end);
        }
        if clean != text[at..end] {
            out.push_verbatim(&text[verbatim..at], verbatim);
            out.push_replaced(&clean, at..end);
            verbatim = end;
        }
    }
    out.push_verbatim(&text[verbatim..], verbatim);
    out
}

/// Composes the last letter of `clean` with the marks that follow it, past
/// characters that nobody sees; returns where the last one taken ends.
fn compose_marks(
    letters: &Letters,
    clean: &mut String,
    chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
) -> Option<usize> {
    let mut end = None;
    while let Some(last) = clean.chars().next_back() {
        let mut ahead = chars.clone();
        let mark = ahead.find(|(_, c)| letters.norm.get(*c).is_none_or(|to| !to.is_empty()));
        let Some((at, mark)) = mark.filter(|&(_, c)| is_combining_mark(c) && !is_diacritic_vowel(c)) else {
            break;
        };
        let Some(composed) = compose(last, mark) else { break };
        clean.pop();
        clean.push_str(&rewritten(letters, composed));
        end = Some(at + mark.len_utf8());
        *chars = ahead;
    }
    end
}

/// What stands for one character after the clean-up.
fn rewritten(letters: &Letters, c: char) -> String {
    if is_presentation_form(c) {
        c.nfkc().flat_map(|c| clean(letters, c)).collect()
    } else {
        clean(letters, c).into_iter().collect()
    }
}

fn clean(letters: &Letters, c: char) -> Vec<char> {
    letters.norm.get(c).map_or_else(|| vec![c], |to| to.chars().collect())
}

/// Short vowels and shadda never compose into letters.
fn is_diacritic_vowel(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{0652}')
}

/// The key of a word: only ever compared, never shown. Vowel signs, hamza
/// seats, final alef maqsura, digits' shapes and Latin case are folded; ة is
/// kept, since وحدة is not وحده.
///
/// ```
/// use mustalah::text::fold;
/// assert_eq!(fold("الإصطناعىّ"), fold("الاصطناعي"));
/// assert_eq!(fold("GPU"), "gpu");
/// ```
#[must_use]
pub fn fold(word: &str) -> String {
    // Most letters fold to themselves and need no look in the table.
    let is_folded = |c: char| matches!(c, '\u{0627}'..='\u{0648}' | '\u{064A}' | ' ' | 'a'..='z' | '0'..='9');
    if word.chars().all(is_folded) {
        return word.to_owned();
    }
    let letters = &*LETTERS;
    let mut key = String::with_capacity(word.len());
    let push = |key: &mut String, c: char| match letters.key.get(c) {
        Some(to) => key.push_str(to),
        None => key.extend(c.to_lowercase()),
    };
    for c in word.chars() {
        if is_folded(c) {
            key.push(c);
        } else if is_plain(c) {
            push(&mut key, c);
        } else if is_presentation_form(c) {
            c.nfkc().flat_map(|c| clean(letters, c)).for_each(|c| push(&mut key, c));
        } else {
            match letters.norm.get(c) {
                Some(to) => to.chars().for_each(|c| push(&mut key, c)),
                None => push(&mut key, c),
            }
        }
    }
    key
}

/// The consonant skeleton of a folded word: long vowels and hamza dropped.
/// Joins رقاقة with رقائق; only ever used among renderings of one English
/// term.
#[must_use]
pub fn skeleton(folded: &str) -> String {
    let letters = &*LETTERS;
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        match letters.skeleton.get(c) {
            Some(to) => out.push_str(to),
            None => out.push(c),
        }
    }
    out
}
/// The byte at which the letter after `count` letters begins.
#[must_use]
pub(crate) fn nth_letter(word: &str, count: usize) -> usize {
    word.char_indices().filter(|(_, c)| !is_diacritic(*c)).nth(count).map_or(0, |(at, _)| at)
}
