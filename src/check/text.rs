//! A text with the terms that stand in it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::beside::Beside;
use super::finding::{Finding, Rule};
use super::termbase::Termbase;
use crate::knowledge::Knowledge;
use crate::mine::{Matcher, MinedArticle};
use crate::model::{Article, OPAQUE};
use crate::text::{Prose, en_lemma};

/// A rendering that stands in the text.
#[derive(Debug, Clone)]
pub(super) struct Sighting {
    /// The block of prose.
    pub prose: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Bytes of the first token that a conjunction or preposition takes.
    pub clitic: usize,
    /// The renderings it may be.
    pub renderings: Vec<usize>,
}

/// An English term that stands in the text or in its original.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The block of prose.
    pub prose: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The terms it may be.
    pub terms: Vec<usize>,
}

/// What all rules look at.
pub(super) struct Text<'p, 'a> {
    pub article: &'p MinedArticle<'a>,
    pub termbase: &'p Termbase,
    pub knowledge: &'p Knowledge,
    /// The file, as messages name it.
    pub file: &'p str,
    /// Arabic renderings, in reading order.
    pub sightings: Vec<Sighting>,
    /// English terms inside the Arabic.
    pub latin: Vec<Mention>,
    /// English terms of the original.
    pub original: Vec<Mention>,
    /// Which blocks of the original stand beside which of the text.
    pub beside: Option<Beside>,
}

impl<'p, 'a> Text<'p, 'a> {
    pub fn new(
        whole: &Article,
        article: &'p MinedArticle<'a>,
        file: &'p str,
        termbase: &'p Termbase,
        knowledge: &'p Knowledge,
    ) -> Self {
        let mut matcher = Matcher::new(article, &termbase.phrases);
        let mut sightings = Vec::new();
        for (number, prose) in article.arabic.iter().enumerate() {
            let starts =
                (0..prose.tokens.len()).filter(|&at| prose.tokens[at].is_arabic() && !prose.is_code(at));
            for (tokens, clitic, rows) in matcher.matches(prose, starts) {
                let renderings = rows.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
                sightings.push(Sighting { prose: number, tokens, clitic, renderings });
            }
        }
        let latin = mentions(&article.arabic, termbase);
        let original = mentions(&article.english, termbase);
        let beside = Beside::align(whole, article, knowledge);
        Self { article, termbase, knowledge, file, sightings, latin, original, beside }
    }

    /// The term of a sighting, when it can be no other: every rendering it
    /// may be renders the same English.
    pub fn only_term(&self, sighting: &Sighting) -> Option<usize> {
        let mut terms = sighting.renderings.iter().map(|&at| self.termbase.renderings[at].term);
        let first = terms.next()?;
        terms.all(|term| term == first).then_some(first)
    }

    /// How often the original has a term in what a block of the text renders.
    pub fn in_original(&self, term: usize, arabic: usize) -> usize {
        let Some(beside) = &self.beside else { return 0 };
        let here = |mention: &&Mention| {
            mention.terms.contains(&term) && beside.arabic_of(mention.prose) == Some(arabic)
        };
        self.original.iter().filter(here).count()
    }

    /// A finding at some tokens of the text.
    pub fn finding(&self, rule: Rule, (prose, tokens, clitic): (&Prose<'_>, Range<usize>, usize)) -> Finding {
        let mut bytes = prose.bytes(tokens.clone());
        bytes.start += clitic;
        let range = prose.segment.text.origin(prose.text.origin(bytes.clone()));
        let (line, column) = prose.document.position(range.start);
        let (end_line, end_column) = prose.document.position(range.end);
        Finding {
            file: self.file.to_owned(),
            line,
            column,
            end_line,
            end_column,
            rule,
            term: String::new(),
            text: prose.text.as_str()[bytes].to_owned(),
            message: String::new(),
            suggestion: String::new(),
            times: 1,
            sentence: sentence(prose, tokens),
        }
    }

    /// A finding at a sighting.
    pub fn at(&self, rule: Rule, sighting: &Sighting) -> Finding {
        let prose = &self.article.arabic[sighting.prose];
        self.finding(rule, (prose, sighting.tokens.clone(), sighting.clitic))
    }
}

/// The English terms of a text in Latin script, the longest at each place.
fn mentions(prose: &[Prose<'_>], termbase: &Termbase) -> Vec<Mention> {
    let mut found = Vec::new();
    for (number, prose) in prose.iter().enumerate() {
        let tokens = &prose.tokens;
        let mut at = 0;
        while at < tokens.len() {
            let run =
                tokens[at..].iter().take(termbase.longest_english()).take_while(|t| t.is_latin()).count();
            let longest = (1..=run).rev().filter(|_| !prose.is_code(at)).find_map(|len| {
                let terms: Vec<usize> = termbase.of_english(&key(&prose.tokens[at..at + len])).collect();
                (!terms.is_empty()).then_some((len, terms))
            });
            match longest {
                Some((len, terms)) => {
                    found.push(Mention { prose: number, tokens: at..at + len, terms });
                    at += len;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// The English key of tokens, as [`crate::text::en_key`] makes it.
fn key(tokens: &[crate::text::Token]) -> String {
    let joined = tokens.iter().map(|token| token.key.as_str()).collect::<Vec<_>>().join(" ");
    let joined = joined.replace(['-', '_', '\u{2010}', '\u{2011}'], " ");
    match joined.rsplit_once(' ') {
        Some((head, last)) => format!("{head} {}", en_lemma(last)),
        None => en_lemma(&joined),
    }
}

/// Longest context shown on either side, in characters.
const CONTEXT: usize = 90;

/// The sentence of some tokens on one line, cut around them.
fn sentence(prose: &Prose<'_>, tokens: Range<usize>) -> String {
    let (left, right) = prose.context(tokens.clone());
    let (left, right) = (one_line(left), one_line(right));
    let cut = left.char_indices().rev().nth(CONTEXT).map(|(at, _)| at);
    let left = cut.map_or(left.clone(), |at| {
        let at = left[at..].find(' ').map_or(at, |space| at + space);
        format!("…{}", &left[at..])
    });
    let cut = right.char_indices().nth(CONTEXT).map(|(at, _)| at);
    let right =
        cut.map_or(right.clone(), |at| format!("{}…", &right[..right[..at].rfind(' ').unwrap_or(at)]));
    format!("{left}{}{right}", prose.form(tokens)).trim().to_owned()
}

fn one_line(text: &str) -> String {
    text.chars().filter(|c| *c != OPAQUE).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}
