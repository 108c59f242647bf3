//! Whether the English of a site can be a gloss, and what it names.

use std::ops::Range;

use super::super::acronym::{initials_match, is_acronym};
use crate::knowledge::Knowledge;
use crate::text::{Prose, Token, TokenKind, fold};

/// English that may gloss the Arabic beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gloss {
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// The name as written.
    pub name: String,
    /// A second name given with it: its acronym or expansion, or empty.
    pub alias: String,
    /// It is introduced by a cue, such as «بالإنجليزية:».
    pub cued: bool,
}

/// More words than this are a sentence, not a name.
const LONGEST: usize = 9;

/// Reads the tokens of a bracket or quote as a gloss.
pub(super) fn parse(prose: &Prose<'_>, inside: Range<usize>, knowledge: &Knowledge) -> Option<Gloss> {
    let tokens = &prose.tokens;
    let (mut at, cued) = skip_cue(prose, inside.clone(), knowledge);
    while at < inside.end
        && matches!(tokens[at].kind, TokenKind::Punct('"' | '“' | '«' | '\'' | '‘' | ':' | '*' | '_'))
    {
        at += 1;
    }
    let name = at..at + tokens[at..inside.end].iter().take_while(|t| is_name_token(t)).count();
    let after = tokens.get(name.end).filter(|_| name.end < inside.end);
    if name.is_empty() || !tokens[name.start].is_latin() {
        return None;
    }
    let rest = name.end..inside.end;
    let separated = after.is_none_or(|t| matches!(t.kind, TokenKind::Punct(_)) || is_or(&t.key));
    // «(TLS فقط)», «(Svelte و Vue)»: a remark or a list, not a name.
    if !separated {
        return None;
    }
    // «(Addison-Wesley، 1994)»: a citation.
    if prose.tokens[rest.clone()].iter().any(is_year) {
        return None;
    }
    let others = other_names(prose, rest);
    let written = prose.form(name.clone()).trim().to_owned();
    let alias = alias_of(&written, &others)?;
    is_name(prose, name.clone(), knowledge).then_some(Gloss { tokens: name, name: written, alias, cued })
}

/// Reads a whole segment as a gloss.
pub(super) fn whole(prose: &Prose<'_>, knowledge: &Knowledge) -> Option<Gloss> {
    parse(prose, 0..prose.tokens.len(), knowledge)
}

/// Where a name begins after the words that introduce it.
fn skip_cue(prose: &Prose<'_>, inside: Range<usize>, knowledge: &Knowledge) -> (usize, bool) {
    let keys: Vec<&str> = prose.tokens[inside.clone()].iter().map(|t| t.key.as_str()).collect();
    let longest = (1..=5.min(keys.len())).rev().find(|&n| {
        let words: Vec<String> =
            keys[..n].iter().filter(|k| !k.is_empty()).map(|k| (*k).to_owned()).collect();
        !words.is_empty() && knowledge.cues.before_english.contains(&words)
    });
    match longest {
        Some(n) => (inside.start + n, true),
        None => (inside.start, false),
    }
}

/// Tokens that a name is made of: Latin words, numbers, joining signs.
fn is_name_token(token: &Token) -> bool {
    token.is_latin()
        || token.kind == TokenKind::Number
        || matches!(token.kind, TokenKind::Punct('-' | '&' | '+' | '\'' | '’' | '#')) && token.joined
}

/// Further Latin names in the bracket, split at punctuation and «أو».
fn other_names(prose: &Prose<'_>, rest: Range<usize>) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = rest.start;
    while at < rest.end {
        if prose.tokens[at].is_latin() {
            let len = prose.tokens[at..rest.end].iter().take_while(|t| is_name_token(t)).count();
            names.push(prose.form(at..at + len).to_owned());
            at += len;
        } else {
            at += 1;
        }
    }
    names
}

/// The alias among the other names of a bracket; none at all when they make
/// it a list of examples.
fn alias_of(name: &str, others: &[String]) -> Option<String> {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<String>>();
    let related = |short: &str, long: &str| {
        is_acronym(short)
            && initials_match(short, &words(long).iter().map(String::as_str).collect::<Vec<_>>())
    };
    match others {
        [] => Some(String::new()),
        [first, ..] if related(first, name) || related(name, first) => Some(first.clone()),
        [first] if !is_acronym(first) && !is_acronym(name) && starts_lower(first) && starts_lower(name) => {
            Some(first.clone())
        }
        _ => None,
    }
}

fn starts_lower(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase())
}

/// Whether tokens name a thing: no code, citation, version, unit or address.
pub(super) fn is_name(prose: &Prose<'_>, tokens: Range<usize>, knowledge: &Knowledge) -> bool {
    let words: Vec<&Token> = prose.tokens[tokens.clone()].iter().filter(|t| t.is_latin()).collect();
    let text = prose.form(tokens.clone());
    let stoplists = &knowledge.stoplists;
    let Some(first) = words.first() else { return false };
    let whole = fold(text);
    // DID is an acronym, did a function word.
    let is_function = stoplists.en_function.contains(&whole) && !is_acronym(text);
    // `see chapter 3` refers, `default type parameters` names.
    let refers = stoplists.en_not_gloss.contains(&first.key)
        && prose.tokens[tokens.clone()].iter().any(|token| token.kind == TokenKind::Number);
    if words.len() > LONGEST || prose.is_code(tokens.start) || refers || is_function {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    // model.Invoice.Name, HcmPosition: names of a program's parts.
    let parts = text.split('.').filter(|part| part.starts_with(|c: char| c.is_ascii_uppercase())).count();
    if words.len() == 1 && parts >= 2 {
        return false;
    }
    let is_address = text.contains(['@', '\\', '_', '=', '<', '>', '$', '{'])
        || text.contains("://")
        || text.contains("www.");
    let is_file = words.len() == 1 && (is_file_name(text) || text.starts_with(['.', '-', '/']));
    let is_long = letters >= 2 || letters == 1 && digits == 1;
    is_long && digits <= 2.max(letters / 3) && !is_address && !is_file && !is_citation(&words)
}

/// `index.html`, `main.rs`: one dot before a short lower-case ending.
fn is_file_name(text: &str) -> bool {
    let ending = text.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    (1..=4).contains(&ending.len())
        && ending.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        && !matches!(ending, "js" | "net" | "io" | "ai" | "com")
}

/// A number from 1900 to 2099.
fn is_year(token: &Token) -> bool {
    token.kind == TokenKind::Number && matches!(token.key.parse(), Ok(1900..=2099))
}

/// `Smith et al`, `Vaswani`.
fn is_citation(words: &[&Token]) -> bool {
    words.iter().any(|word| word.key == "al") && words.iter().any(|word| word.key == "et")
}

/// «أو» and its kind between two English names of one thing.
pub(super) fn is_or(key: &str) -> bool {
    matches!(key, "او" | "اي")
}
