//! The sentences of one side, with what may be found again on the other.

use crate::align::en_stems;
use crate::maps::Map;
use crate::model::{BlockKind, MarkKind, Sentence};
use crate::text::{TokenKind, tokenize};

/// What a thing to be found again is; the same name may be several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    /// An Arabic word.
    Arabic,
    /// A Latin word, by its stem.
    Latin,
    /// Digits.
    Number,
    /// Where a link leads.
    Link,
}

/// A distinct word, number or link of a side.
#[derive(Debug)]
pub(super) struct Type {
    pub sort: Sort,
    /// What it is compared by: folded word, stem, digits, address.
    pub key: String,
    /// As first written.
    pub written: String,
    /// Written with a capital somewhere.
    pub capital: bool,
    /// Sentences that it stands in, ascending.
    pub sentences: Vec<u32>,
}

/// What matters of a sentence.
#[derive(Debug)]
pub(super) struct Line {
    /// Distinct types, ascending.
    pub types: Vec<u32>,
    /// ln(4 + characters).
    pub length: f64,
    /// Characters.
    pub chars: usize,
    pub kind: BlockKind,
    pub block: u32,
    /// Begins its block, and ends it.
    pub edges: [bool; 2],
    /// Is in the language of its side.
    pub native: bool,
}

/// One side of an article.
#[derive(Debug)]
pub(super) struct Side {
    pub lines: Vec<Line>,
    pub types: Vec<Type>,
}

impl Side {
    pub(super) fn arabic(sentences: &[Sentence]) -> Self {
        Self::new(sentences, true)
    }

    pub(super) fn english(sentences: &[Sentence]) -> Self {
        Self::new(sentences, false)
    }

    fn new(sentences: &[Sentence], is_arabic: bool) -> Self {
        let mut side = Self { lines: Vec::with_capacity(sentences.len()), types: Vec::new() };
        let mut numbers: Map<(Sort, String), u32> = Map::default();
        for (index, sentence) in (0_u32..).zip(sentences) {
            let mut types = Vec::new();
            let mut add = |sort: Sort, key: String, written: &str| {
                let next = u32::try_from(side.types.len()).expect("fewer types than bytes of memory");
                let number = *numbers.entry((sort, key)).or_insert_with_key(|(sort, key)| {
                    side.types.push(Type {
                        sort: *sort,
                        key: key.clone(),
                        written: written.to_owned(),
                        capital: false,
                        sentences: Vec::new(),
                    });
                    next
                });
                let known = &mut side.types[number as usize];
                if written.contains(char::is_uppercase) && !known.capital {
                    known.capital = true;
                    written.clone_into(&mut known.written);
                }
                if known.sentences.last() != Some(&index) {
                    known.sentences.push(index);
                    types.push(number);
                }
            };
            let (mut arabic_words, mut latin_words) = (0_usize, 0_usize);
            for token in tokenize(&sentence.text) {
                let written = &sentence.text[token.range.clone()];
                match token.kind {
                    TokenKind::Arabic => {
                        arabic_words += 1;
                        if token.key.chars().nth(1).is_some() {
                            add(Sort::Arabic, token.key, written);
                        }
                    }
                    TokenKind::Latin => {
                        latin_words += 1;
                        for (part, stem) in parts(written) {
                            add(Sort::Latin, stem, part);
                        }
                    }
                    TokenKind::Number => {
                        add(Sort::Number, token.key.chars().filter(char::is_ascii_digit).collect(), written);
                    }
                    TokenKind::Punct(_) => {}
                }
            }
            for mark in &sentence.marks {
                if let MarkKind::Link(target) = &mark.kind
                    && let Some(address) = address(target)
                {
                    add(Sort::Link, address, target);
                }
            }
            types.sort_unstable();
            let chars = sentence.text.chars().count();
            let native = if is_arabic {
                arabic_words > 0 && arabic_words * 3 >= latin_words
            } else {
                latin_words > 0 && latin_words > arabic_words
            };
            side.lines.push(Line {
                types,
                length: libm::log(4.0 + chars as f64),
                chars,
                kind: sentence.kind,
                block: sentence.block,
                edges: [true; 2],
                native,
            });
        }
        for at in 1..side.lines.len() {
            if side.lines[at - 1].block == side.lines[at].block {
                side.lines[at - 1].edges[1] = false;
                side.lines[at].edges[0] = false;
            }
        }
        side
    }

    /// How many sentences hold this.
    pub(super) fn count(&self, holds: impl Fn(&Line) -> bool) -> usize {
        self.lines.iter().filter(|line| holds(line)).count()
    }
}

/// The parts of a Latin word, hyphens apart, with their stems.
fn parts(word: &str) -> impl Iterator<Item = (&str, String)> {
    word.split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#')
        .filter_map(|part| Some((part, en_stems(part).pop()?)))
}

/// What of a link's target both languages share: the end of its path, without
/// scheme, site and language.
fn address(target: &str) -> Option<String> {
    let rest = target.split_once("://").map_or(target, |(_, rest)| rest);
    let rest = rest.split(['?', ' ']).next().unwrap_or_default().trim_end_matches(['/', '#']);
    let start = rest.rfind('/').map_or(0, |slash| slash + 1);
    let last = rest[start..].to_lowercase();
    last.contains(char::is_alphanumeric).then_some(last)
}
