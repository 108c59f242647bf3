//! Parts of speech of English words, as far as terms need them: where noun
//! phrases are, and which words are verbs there.
//!
//! What a word can be comes from `glossary/tables/english-words.tsv`, what it
//! is in a sentence from its neighbours, by a few rules in the manner of
//! Brill (1992).

use std::sync::LazyLock;

use super::key::en_lemma;
use super::token::{Token, TokenKind};
use crate::knowledge::compiled;
use crate::maps::Map;

/// What a token is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A noun, or a word that nobody knows.
    Noun,
    /// A verb, in any form.
    Verb,
    /// An adjective.
    Adjective,
    /// A participle before a noun: `shared memory`.
    Participle,
    /// An adverb.
    Adverb,
    /// A word of grammar: article, preposition, pronoun, conjunction.
    Grammar,
    /// Digits.
    Number,
    /// Punctuation, or what is not prose.
    Mark,
}

impl Part {
    /// Whether a noun phrase may hold it.
    #[must_use]
    pub fn is_nominal(self) -> bool {
        matches!(self, Self::Noun | Self::Adjective | Self::Participle)
    }
}

const NOUN: u8 = 1;
const VERB: u8 = 2;
const ADJECTIVE: u8 = 4;
const ADVERB: u8 = 8;
const GRAMMAR: u8 = 16;
/// Past tense or participle.
const PAST: u8 = 32;
/// Ends in -ing and comes of a verb.
const GERUND: u8 = 64;
/// One of the words that everybody uses.
const COMMON: u8 = 128;

/// What a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    can: u8,
    likeliest: u8,
}

static WORDS: LazyLock<Map<String, Word>> = LazyLock::new(|| {
    let file = compiled("tables/english-words.tsv").expect("the table is compiled in");
    let rows = file.rows(["word", "tags", "common"]).expect("a test reads the table");
    let letter = |tag: char| match tag {
        'n' => NOUN,
        'v' => VERB,
        'j' => ADJECTIVE,
        'r' => ADVERB,
        'e' => PAST,
        _ => GRAMMAR,
    };
    rows.into_iter()
        .map(|(_, [word, tags, common])| {
            let can = tags.chars().fold(0, |can, tag| can | letter(tag));
            let likeliest =
                if can & GRAMMAR != 0 { GRAMMAR } else { tags.chars().next().map_or(NOUN, letter) };
            (word, Word { can: can | if common == "yes" { COMMON } else { 0 }, likeliest })
        })
        .collect()
});

fn grammar(words: &'static str) -> impl Fn(&str) -> bool {
    move |word| words.split(' ').any(|other| other == word)
}

/// Whether everybody uses the lower-case word, whatever they write of.
#[must_use]
pub fn is_common(word: &str) -> bool {
    known(word).is_some_and(|word| word.can & COMMON != 0)
}

/// Whether the lower-case word can be a verb in its base form.
#[must_use]
pub fn can_be_verb(word: &str) -> bool {
    known(word).is_some_and(|word| word.can & VERB != 0)
}

/// Whether the lower-case word is an adjective and nothing else.
#[must_use]
pub fn is_adjective(word: &str) -> bool {
    known(word).is_some_and(|word| word.can & !COMMON == ADJECTIVE)
}

/// Whether the lower-case word is known as a form of a verb alone.
#[must_use]
pub fn is_form(word: &str) -> bool {
    known(word).is_some_and(|word| word.can & (PAST | GERUND) != 0)
}

/// Whether the dictionary has the lower-case word, in any form.
#[must_use]
pub fn is_english(word: &str) -> bool {
    WORDS.contains_key(word) || known(word).is_some()
}

/// The parts of speech of the tokens of a sentence. `is_code` says which
/// tokens are code, names that nothing is known of.
#[must_use]
pub fn parts_of_speech(text: &str, tokens: &[Token], is_code: &[bool]) -> Vec<Part> {
    let code = Word { can: NOUN, likeliest: NOUN };
    let words: Vec<Word> = (0..tokens.len())
        .map(|at| match is_code.get(at) {
            Some(true) if tokens[at].is_word() => code,
            _ => lexical(&tokens[at], &text[tokens[at].range.clone()]),
        })
        .collect();
    let mut parts: Vec<Part> = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        let part = decide(&words, tokens, &parts, at);
        parts.push(part);
    }
    parts
}

/// What a token can be by itself.
fn lexical(token: &Token, written: &str) -> Word {
    let only = |tag: u8| Word { can: tag, likeliest: tag };
    match token.kind {
        TokenKind::Punct(_) | TokenKind::Number => return only(0),
        TokenKind::Arabic => return only(NOUN),
        TokenKind::Latin => {}
    }
    let key = token.key.as_str();
    let is_name = written.chars().skip(1).any(char::is_uppercase);
    if is_name && known(key).is_none_or(|word| word.can & GRAMMAR == 0) {
        return only(NOUN);
    }
    if let Some(base) =
        key.strip_suffix("n't").or_else(|| key.split(['\'', '\u{2019}']).next().filter(|b| *b != key))
    {
        // don't, it's, we'll; but the server's
        let is_grammar = base.is_empty() || known(base).is_some_and(|word| word.can & GRAMMAR != 0);
        return if is_grammar { only(GRAMMAR) } else { only(NOUN) };
    }
    if let Some(word) = known(key) {
        return word;
    }
    if let Some((_, last)) = key.rsplit_once('-') {
        return match known(last) {
            Some(word) if word.can & (PAST | GERUND | GRAMMAR) != 0 => only(ADJECTIVE),
            Some(word) if word.can & ADJECTIVE != 0 && word.can & NOUN == 0 => only(ADJECTIVE),
            _ => Word { can: NOUN | ADJECTIVE, likeliest: NOUN },
        };
    }
    let ends = |ends: &[&str]| key.len() > 5 && ends.iter().any(|end| key.ends_with(end));
    if ends(&["ly"]) {
        only(ADVERB)
    } else if ends(&["able", "ible", "ful", "ous", "ive", "less", "ical"]) {
        only(ADJECTIVE)
    } else if ends(&["al", "ic", "ary"]) {
        Word { can: NOUN | ADJECTIVE, likeliest: ADJECTIVE }
    } else {
        only(NOUN)
    }
}

/// Prefixes that make verbs of verbs: return, redirect, preload.
const PREFIXES: [&str; 7] = ["re", "un", "de", "dis", "pre", "over", "mis"];

/// What the dictionary knows of a lower-case word or of what it is a form of.
fn known(key: &str) -> Option<Word> {
    if let Some(word) = WORDS.get(key) {
        return Some(*word);
    }
    let derived = || PREFIXES.iter().find_map(|prefix| WORDS.get(key.strip_prefix(prefix)?));
    if let Some(word) = derived().filter(|word| word.can & VERB != 0 && key.len() >= 6) {
        return Some(*word);
    }
    let verb = |base: &str| {
        let derived = || PREFIXES.iter().find_map(|prefix| WORDS.get(base.strip_prefix(prefix)?));
        WORDS.get(base).or_else(derived).filter(|word| word.can & VERB != 0)
    };
    let form_of = |stem: &str| -> Option<Word> {
        let undoubled = || {
            let bytes = stem.as_bytes();
            let doubled = stem.len() > 3 && bytes[stem.len() - 1] == bytes[stem.len() - 2];
            doubled.then(|| verb(&stem[..stem.len() - 1])).flatten()
        };
        let with_e = || verb(&format!("{stem}e"));
        let with_y = || stem.strip_suffix('i').and_then(|stem| verb(&format!("{stem}y")));
        verb(stem).or_else(with_e).or_else(undoubled).or_else(with_y).copied()
    };
    let usual = |word: Word, tag: u8| Word { can: tag | word.can & COMMON, likeliest: tag };
    if let Some(stem) = key.strip_suffix("ing").filter(|stem| stem.len() >= 2) {
        return form_of(stem).map(|word| usual(word, GERUND));
    }
    if let Some(stem) = key.strip_suffix("ed").filter(|stem| stem.len() >= 2) {
        return form_of(stem).map(|word| usual(word, PAST));
    }
    let singular = key.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let singular = singular.or_else(|| {
        let stem = ["sses", "shes", "ches", "xes", "zzes"].iter().find(|end| key.ends_with(**end));
        stem.map(|_| key[..key.len() - 2].to_owned())
    });
    let singular = singular.or_else(|| {
        key.strip_suffix('s').filter(|stem| stem.len() >= 2 && !stem.ends_with('s')).map(str::to_owned)
    })?;
    let word = WORDS.get(&singular)?;
    let can = word.can & (NOUN | VERB | COMMON);
    let likeliest = if word.likeliest & can != 0 { word.likeliest } else { can & (NOUN | VERB) };
    (can & (NOUN | VERB) != 0).then_some(Word { can, likeliest })
}

/// Chooses what a token is, from its left neighbours as decided and its right
/// ones as they may be.
#[allow(clippy::too_many_lines, reason = "one rule after the other")]
fn decide(words: &[Word], tokens: &[Token], parts: &[Part], at: usize) -> Part {
    let word = words[at];
    match tokens[at].kind {
        TokenKind::Punct(_) => return Part::Mark,
        TokenKind::Number => return Part::Number,
        _ => {}
    }
    let can = |tag: u8| word.can & tag != 0;
    let is = |word: &str, list: &'static str| grammar(list)(word);
    // Adverbs and "not" are looked through.
    let mut before = at;
    while before > 0 && (parts[before - 1] == Part::Adverb || tokens[before - 1].key == "not") {
        before -= 1;
    }
    let previous = before.checked_sub(1).map(|i| (tokens[i].key.as_str(), parts[i]));
    let next = words.get(at + 1).copied();
    let next_key = tokens.get(at + 1).map_or("", |token| token.key.as_str());
    let next_opens = is(next_key, DETERMINERS) || is(next_key, OBJECTS);
    let next_nominal = next.is_some_and(|next| {
        next.can & (NOUN | ADJECTIVE | GERUND | PAST) != 0 && next.likeliest & (GRAMMAR | ADVERB) == 0
    });
    if word.likeliest == GRAMMAR {
        // Words such as "following" and "like" are nouns or verbs too.
        return Part::Grammar;
    }
    if word.likeliest == ADVERB && !(can(NOUN | ADJECTIVE) && next_nominal) {
        return Part::Adverb;
    }
    let (after_determiner, after_preposition, after_auxiliary, after_subject, after_to, after_be, after_have) =
        previous.map_or((false, false, false, false, false, false, false), |(key, _)| {
            (
                is(key, DETERMINERS),
                is(key, PREPOSITIONS),
                is(key, AUXILIARIES),
                is(key, SUBJECTS),
                key == "to",
                is(key, BE),
                is(key, HAVE),
            )
        });
    let at_start = previous.is_none_or(|(_, part)| part == Part::Mark);
    let in_phrase = previous.is_some_and(|(_, part)| part.is_nominal());
    if can(PAST) {
        let stands_before_noun = next_nominal && !after_subject && !after_have;
        let adjectival = stands_before_noun && (!after_be || after_determiner) && !next_opens;
        return if adjectival
            && (after_determiner || after_preposition || at_start || !in_phrase || can(ADJECTIVE))
        {
            Part::Participle
        } else if can(ADJECTIVE) && !in_phrase {
            Part::Adjective
        } else {
            Part::Verb
        };
    }
    if can(GERUND) {
        return if after_be || next_opens || after_to || is(&tokens[at].key, LINKING) {
            Part::Verb
        } else if in_phrase {
            // Components using props; but server-side rendering.
            let plural = previous.is_some_and(|(key, _)| key.ends_with('s') && !key.ends_with("ss"));
            if plural || next_key == "to" { Part::Verb } else { Part::Noun }
        } else if next_nominal
            && (at_start || after_preposition || previous.is_some_and(|(_, part)| part == Part::Verb))
        {
            Part::Verb
        } else {
            Part::Noun
        };
    }
    let verb_or_noun = can(VERB) && can(NOUN | ADJECTIVE);
    let nominal = || {
        let is_head =
            !next_nominal && (after_determiner || previous.is_some_and(|(_, part)| part == Part::Adjective));
        if can(NOUN) && (word.likeliest != ADJECTIVE || is_head) {
            Part::Noun
        } else if can(ADJECTIVE) {
            Part::Adjective
        } else {
            Part::Noun
        }
    };
    if !verb_or_noun {
        return if can(VERB) {
            Part::Verb
        } else if can(NOUN | ADJECTIVE) {
            nominal()
        } else {
            Part::Adverb
        };
    }
    let likely_verb = word.likeliest == VERB;
    let is_verb = if after_determiner {
        false
    } else if after_to {
        likely_verb || next_opens || next_nominal
    } else if after_auxiliary || after_subject {
        true
    } else if after_preposition || after_be || after_have {
        false
    } else if next_opens {
        true
    } else if in_phrase {
        // Services register; but sales order form.
        let plural = previous.is_some_and(|(key, _)| key.ends_with('s') && en_lemma(key) != key);
        plural && !tokens[at].key.ends_with('s') && !next_nominal
    } else if at_start {
        likely_verb && next.is_some()
    } else {
        match previous {
            Some((key, _)) if is(key, "and or") && before >= 2 => parts[before - 2] == Part::Verb,
            _ => likely_verb,
        }
    };
    if is_verb { Part::Verb } else { nominal() }
}

const DETERMINERS: &str = "the a an this that these those my your his her its our their each every any some no another all both either such whose which what";
const OBJECTS: &str = "it them us me him her you itself yourself themselves";
const SUBJECTS: &str = "i you we they he she it who";
const PREPOSITIONS: &str = "of in on at by for with from into onto over under between among through via without within about against during before after across behind beyond per as than like towards toward upon inside outside";
const AUXILIARIES: &str = "can could will would shall should may might must do does did don't doesn't didn't cannot can't won't let's let please we'll you'll they'll i'll shouldn't couldn't wouldn't";
/// Gerunds that link what follows to what comes before, and are no nouns.
const LINKING: &str = "using including containing involving regarding concerning allowing having making";
const BE: &str = "is are was were be been being isn't aren't it's that's you're we're they're";
const HAVE: &str = "has have had having i've we've you've they've";

#[cfg(test)]
mod tests {
    use super::super::token::tokenize;
    use super::*;

    /// The noun phrases of a text.
    fn phrases(text: &str) -> Vec<&str> {
        let tokens = tokenize(text);
        let parts = parts_of_speech(text, &tokens, &[]);
        let mut phrases = Vec::new();
        let mut at = 0;
        while at < parts.len() {
            let mut end = at + parts[at..].iter().take_while(|part| part.is_nominal()).count();
            let next = end.max(at + 1);
            while end > at && parts[end - 1] != Part::Noun {
                end -= 1;
            }
            if end > at {
                phrases.push(&text[tokens[at].range.start..tokens[end - 1].range.end]);
            }
            at = next;
        }
        phrases
    }

    #[test]
    fn verbs_are_no_part_of_noun_phrases() {
        assert_eq!(phrases("The build tool compiles the shared library."), ["build tool", "shared library"]);
        assert_eq!(phrases("You can run the test server to send requests."), ["test server", "requests"]);
        assert_eq!(phrases("Install packages and update the cache."), ["packages", "cache"]);
        assert_eq!(
            phrases("a deep learning model for image processing"),
            ["deep learning model", "image processing"]
        );
        assert_eq!(phrases("by creating components"), ["components"]);
        assert_eq!(phrases("The object returned by the function is reactive."), ["object", "function"]);
        assert_eq!(phrases("a function independent of it"), ["function"]);
        assert_eq!(phrases("Vue components using data"), ["Vue components", "data"]);
        assert_eq!(phrases("the template using data"), ["template", "data"]);
        assert_eq!(phrases("data that was stored in the database"), ["data", "database"]);
        assert_eq!(phrases("It quickly builds an asynchronous function."), ["asynchronous function"]);
    }
}
