//! The Latin names of an article.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::align::{LatinName, Match};
use crate::knowledge::Knowledge;
use crate::mine::is_acronym;
use crate::text::{Prose, en_key, en_stem};

/// Words of the longest name.
const LONGEST_NAME: usize = 3;
/// Letters of the longest name.
const MOST_LETTERS: usize = 30;
/// Letters of the shortest name that is looked for misspelled, and of its
/// misspelling.
const LEAST_MISSPELLED: usize = 5;
const LEAST_MISSPELLING: usize = 4;
/// Log odds that a misspelling still has, and how wrong its worst letter is.
const LEAST_ODDS: f64 = -3.5;

/// A Latin name of the article, with where it first stands.
pub(super) struct Name<'p, 'a> {
    pub prose: &'p Prose<'a>,
    pub tokens: Range<usize>,
    pub latin: LatinName,
    /// Its stem, as the lexicon has it.
    pub stem: String,
    letters: usize,
    /// Written small: an ordinary word rather than a name.
    is_lower: bool,
}

impl Name<'_, '_> {
    /// What speaks against any match, in nats: small words are seldom names,
    /// and short names sound like many words.
    pub(super) fn caution(&self) -> f64 {
        (if self.is_lower { 4.5 } else { 0.5 }) + if self.letters <= 5 { 1.0 } else { 0.0 }
    }

    /// Whether a word that is no good spelling of the name is near enough to
    /// be a slip of it.
    pub(super) fn may_be_misspelled(&self, fit: &Match, letters: usize) -> bool {
        !self.is_lower
            && self.letters >= LEAST_MISSPELLED
            && letters >= LEAST_MISSPELLING
            && !fit.is_spelled_out
            && fit.log_ratio > 0.0
            && fit.log_odds > LEAST_ODDS
    }
}

/// The distinct Latin names of both texts.
pub(super) fn names<'p, 'a: 'p>(
    arabic: &'p [Prose<'a>],
    english: &'p [Prose<'a>],
    knowledge: &Knowledge,
) -> Vec<Name<'p, 'a>> {
    let mut names: BTreeMap<String, Name<'p, 'a>> = BTreeMap::new();
    for (prose, is_partner) in arabic.iter().map(|p| (p, false)).chain(english.iter().map(|p| (p, true))) {
        let mut start = 0;
        while start < prose.tokens.len() {
            let run = prose.tokens[start..].iter().take_while(|t| t.is_latin()).count();
            for from in start..start + run {
                for len in 1..=LONGEST_NAME.min(start + run - from) {
                    let tokens = from..from + len;
                    let Some(letters) = letters_of_name(prose, tokens.clone(), is_partner, knowledge) else {
                        continue;
                    };
                    let text = prose.form(tokens.clone());
                    names.entry(en_key(text)).or_insert_with(|| Name {
                        prose,
                        tokens,
                        latin: LatinName::new(text),
                        stem: en_stem(text),
                        letters,
                        is_lower: text.starts_with(|c: char| c.is_lowercase()),
                    });
                }
            }
            start += run.max(1);
        }
    }
    names.into_values().collect()
}

/// The number of letters of the tokens when they are a name.
fn letters_of_name(
    prose: &Prose<'_>,
    tokens: Range<usize>,
    is_partner: bool,
    knowledge: &Knowledge,
) -> Option<usize> {
    let text = prose.form(tokens.clone());
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let begins_small = text.starts_with(|c: char| c.is_lowercase());
    // affiliationTier: an identifier is no name. iPhone and eSIM are.
    let is_identifier = begins_small && text.chars().skip(2).any(char::is_uppercase);
    let has_digits = text.contains(|c: char| c.is_ascii_digit());
    let is_plain =
        text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '\'' | '&' | '+'))
            && !(has_digits && (begins_small || letters < 1));
    if letters < 3 && !is_acronym(text) && !has_digits
        || letters > MOST_LETTERS
        || !is_plain
        || is_identifier
        || prose.is_code(tokens.start)
    {
        return None;
    }
    let words = &prose.tokens[tokens];
    let is_capital = |word: &str| word.contains(|c: char| c.is_uppercase());
    let listed = |key: &String| {
        knowledge.stoplists.en_function.contains(key) || knowledge.stoplists.en_ordinary.contains(key)
    };
    let all_capital = words.iter().all(|word| is_capital(&prose.text.as_str()[word.range.clone()]));
    // English prose is full of small words; only its names are looked for.
    let is_name = if words.len() > 1 || is_partner {
        all_capital && !words.iter().any(|word| listed(&word.key))
    } else {
        (letters >= 4 || all_capital) && !listed(&words[0].key)
    };
    is_name.then_some(letters)
}
