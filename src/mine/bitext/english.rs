//! English candidates: the noun phrases of a line and the phrases in them,
//! and its other words of content.

use std::ops::Range;

use super::line::Side;
use crate::knowledge::Knowledge;
use crate::text::{Part, en_key, is_common, parts_of_speech};

/// Words of the longest term.
const LONGEST: usize = 5;

/// A stretch of English that may be a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub tokens: Range<usize>,
    /// Its key, [`en_key`].
    pub key: String,
    /// It is a noun phrase as it stands.
    pub is_nominal: bool,
    /// Nothing of its noun phrase stands outside it but ordinary words.
    pub is_whole: bool,
    /// It begins in lower case, or stands where everything is capital.
    pub is_small: bool,
    /// What its first word is.
    pub first: Part,
}

/// The candidates of one side, and what each token is.
pub(super) fn candidates(side: &Side<'_>, knowledge: &Knowledge) -> (Vec<Candidate>, Vec<Part>) {
    let mut parts = Vec::with_capacity(side.tokens.len());
    let mut from = 0;
    for (number, sentence) in (0..).zip(side.sentences) {
        let len = side.sentence[from..].iter().take_while(|&&of| of == number).count();
        let tokens = from..from + len;
        parts.extend(parts_of_speech(&sentence.text, &side.tokens[tokens.clone()], &side.is_code[tokens]));
        from += len;
    }
    let mut found = Vec::new();
    let in_phrase = |at: usize| {
        side.tokens[at].is_latin()
            && !side.is_code[at]
            && parts[at].is_nominal()
            && side.tokens[at].key.len() > 1
            && !is_label(side.written(at))
    };
    let mut at = 0;
    while at < parts.len() {
        if !in_phrase(at) {
            if side.tokens[at].is_latin() && !side.is_code[at] && is_word(side, at, knowledge) {
                push(&mut found, side, &parts, at..at + 1, at..at + 1, knowledge);
            }
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < parts.len() && in_phrase(end) && side.sentence[end] == side.sentence[at] {
            end += 1;
        }
        phrases(&mut found, side, &parts, at..end, knowledge);
        at = end;
    }
    (found, parts)
}

/// Whether a word is the label of a box: NOTE, TIP, GOING FURTHER.
fn is_label(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|c| c.is_ascii_uppercase()) && is_common(&word.to_ascii_lowercase())
}

/// Whether a word outside noun phrases may be looked for at all.
fn is_word(side: &Side<'_>, at: usize, knowledge: &Knowledge) -> bool {
    let key = side.tokens[at].key.as_str();
    key.len() > 2 && !knowledge.stoplists.en_function.contains(key)
}

/// All phrases inside one noun phrase.
fn phrases(
    found: &mut Vec<Candidate>,
    side: &Side<'_>,
    parts: &[Part],
    phrase: Range<usize>,
    knowledge: &Knowledge,
) {
    for start in phrase.clone() {
        for end in start + 1..=phrase.end.min(start + LONGEST) {
            let first = side.tokens[start].key.as_str();
            let single = end - start == 1;
            if knowledge.stoplists.en_function.contains(first) {
                break;
            }
            if !single && (parts[end - 1] != Part::Noun || is_stop(side, end - 1, knowledge)) {
                continue;
            }
            push(found, side, parts, start..end, phrase.clone(), knowledge);
        }
    }
}

fn is_stop(side: &Side<'_>, at: usize, knowledge: &Knowledge) -> bool {
    knowledge.stoplists.en_function.contains(&side.tokens[at].key)
}

fn push(
    found: &mut Vec<Candidate>,
    side: &Side<'_>,
    parts: &[Part],
    tokens: Range<usize>,
    phrase: Range<usize>,
    knowledge: &Knowledge,
) {
    let form = side.form(tokens.clone());
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    let odd = |c: char| {
        matches!(c, '/' | '_' | '@' | '&') || (c.is_ascii_digit() && tokens.len() == 1 && letters < 2)
    };
    // Identifiers and paths are no terms.
    let is_identifier = side.tokens[tokens.clone()].iter().any(|token| {
        let word = &side.sentences[side.sentence[tokens.start] as usize].text[token.range.clone()];
        word.starts_with(|c: char| c.is_lowercase())
            && word.chars().skip(2).any(char::is_uppercase)
            && word.len() > 6
            || word.starts_with('.')
            || word.ends_with("'s") && tokens.len() > 1
            || word.ends_with("\u{2019}s") && tokens.len() > 1
            || word.starts_with(['V', 'v']) && word[1..].starts_with(|c: char| c.is_ascii_digit())
            || word.split('.').count() > 2
    });
    if letters < 2 || !form.is_ascii() || form.contains(odd) || is_identifier {
        return;
    }
    let key = en_key(form);
    if key.is_empty() {
        return;
    }
    let ordinary = |at: usize| {
        let key = &side.tokens[at].key;
        knowledge.stoplists.en_ordinary.contains(key) || parts[at] == Part::Adjective && is_common(key)
    };
    let is_whole = (phrase.start..tokens.start).all(ordinary) && tokens.end == phrase.end;
    let is_nominal =
        parts[tokens.end - 1] == Part::Noun && parts[tokens.clone()].iter().all(|part| part.is_nominal());
    let is_small = form.starts_with(|c: char| c.is_lowercase());
    found.push(Candidate {
        key,
        is_nominal,
        is_whole: is_whole && is_nominal,
        is_small,
        first: parts[tokens.start],
        tokens,
    });
}
