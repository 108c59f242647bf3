//! Sentences side by side, with what is known of their words.

use std::ops::Range;

use crate::align::words::{Unit, UnitReader, WordCounts, peel};
use crate::knowledge::Knowledge;
use crate::maps::Map;
use crate::model::{MarkKind, ParallelArticle, Sentence};
use crate::pair::Bead;
use crate::text::{
    Token, TokenKind, ar_stem, fold, is_bare_clitic, is_diacritic, strip_article_as_written, tokenize,
    without_article,
};

/// One side of a bead: some sentences, their tokens in one row.
pub(super) struct Side<'a> {
    pub sentences: &'a [Sentence],
    pub tokens: Vec<Token>,
    /// The sentence of each token.
    pub sentence: Vec<u32>,
    /// Tokens that are code, markup or addresses, and no prose.
    pub is_code: Vec<bool>,
}

impl<'a> Side<'a> {
    pub(super) fn new(sentences: &'a [Sentence]) -> Self {
        let mut side = Self { sentences, tokens: Vec::new(), sentence: Vec::new(), is_code: Vec::new() };
        for (number, sentence) in (0..).zip(sentences) {
            let tokens = tokenize(&sentence.text);
            let code = code(sentence, &tokens);
            side.sentence.resize(side.sentence.len() + tokens.len(), number);
            side.tokens.extend(tokens);
            side.is_code.extend(code);
        }
        side
    }

    /// The text of one token.
    pub(super) fn written(&self, token: usize) -> &'a str {
        let sentence = &self.sentences[self.sentence[token] as usize];
        &sentence.text[self.tokens[token].range.clone()]
    }

    /// The text of tokens of one sentence.
    pub(super) fn form(&self, tokens: Range<usize>) -> &'a str {
        let sentence = &self.sentences[self.sentence[tokens.start] as usize];
        &sentence.text[self.tokens[tokens.start].range.start..self.tokens[tokens.end - 1].range.end]
    }

    /// Units of all sentences, their tokens counted through.
    pub(super) fn units(&self, mut read: impl FnMut(&str, &[Token]) -> Vec<Unit>) -> Vec<Unit> {
        let mut all = Vec::new();
        let mut from = 0;
        for (number, sentence) in (0..).zip(self.sentences) {
            let len = self.sentence[from..].iter().take_while(|&&of| of == number).count();
            let units = read(&sentence.text, &self.tokens[from..from + len]);
            let first = u32::try_from(from).expect("sentences are shorter than memory");
            all.extend(units.into_iter().map(|unit| Unit { token: unit.token + first, ..unit }));
            from += len;
        }
        all
    }
}

/// Which tokens are code: what marks say, and the signs of markup that
/// line-aligned text is full of.
fn code(sentence: &Sentence, tokens: &[Token]) -> Vec<bool> {
    let text = sentence.text.as_str();
    let mut code = vec![false; tokens.len()];
    for mark in sentence.marks.iter().filter(|mark| mark.kind == MarkKind::Code) {
        for (is_code, token) in code.iter_mut().zip(tokens) {
            *is_code |= mark.range.start <= token.range.start && token.range.end <= mark.range.end;
        }
    }
    let mut until: Option<char> = None;
    for (at, token) in tokens.iter().enumerate() {
        let TokenKind::Punct(sign) = token.kind else {
            code[at] |= until.is_some();
            continue;
        };
        let next = text[token.range.end..].chars().next();
        if let Some(end) = until {
            code[at] = true;
            if sign == end {
                until = None;
            }
            continue;
        }
        let end = match sign {
            '`' => Some('`'),
            // A tag, not a comparison.
            '<' if next.is_some_and(|c| c.is_ascii_alphabetic() || c == '/') => Some('>'),
            '(' if token.joined && text[..token.range.start].ends_with(']') => Some(')'),
            '{' => Some('}'),
            _ => None,
        };
        until = end.filter(|&end| text[token.range.end..].contains(end));
        code[at] |= until.is_some();
    }
    code
}

/// What an Arabic word says by itself.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Shape {
    /// Bytes of the conjunction or preposition on it.
    pub clitic: usize,
    /// A conjunction is among them.
    pub has_conjunction: bool,
    /// Its article is the second lam of للشبكة.
    pub is_contracted: bool,
    /// The same of للغة, where it is the lam of the word too.
    pub shares_lam: bool,
    /// Carries a pronoun.
    pub has_pronoun: bool,
    /// Has the article.
    pub is_definite: bool,
    /// A grammar word.
    pub is_grammar: bool,
    /// A word of negation.
    pub is_negator: bool,
    /// A verb, by the list or by its shape.
    pub is_verb: bool,
    /// Ends the phrase: تعبيرًا.
    pub is_adverb: bool,
    /// No phrase ends with it: قابل.
    pub needs_more: bool,
    /// Ends as adjectives do.
    pub is_adjective: bool,
    /// Its stem, clitics peeled, and whole.
    pub stem: String,
    pub whole_stem: String,
}

/// The shapes of all Arabic words of a corpus.
#[derive(Default)]
pub(super) struct Shapes {
    shapes: Map<String, Shape>,
}

impl Shapes {
    /// Learns the words of a side.
    pub(super) fn learn(&mut self, side: &Side<'_>, counts: &WordCounts, knowledge: &Knowledge) {
        for (at, token) in side.tokens.iter().enumerate().filter(|(_, token)| token.is_arabic()) {
            let written = side.written(at);
            if !self.shapes.contains_key(written) {
                self.shapes.insert(written.to_owned(), Shape::of(written, &token.key, counts, knowledge));
            }
        }
    }

    pub(super) fn get(&self, written: &str) -> Option<&Shape> {
        self.shapes.get(written)
    }
}

impl Shape {
    fn of(written: &str, key: &str, counts: &WordCounts, knowledge: &Knowledge) -> Self {
        let lists = &knowledge.stoplists;
        let madda = written.contains('\u{0622}');
        let listed = |list: &crate::maps::Set<String>| {
            let bare = key.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() >= 2);
            !madda
                && (list.contains(key)
                    || bare.is_some_and(|rest| list.contains(rest) && counts.of(rest) > 2 * counts.of(key)))
        };
        let reading = peel(key, counts, &lists.ar_function);
        let letters = |n: usize| {
            written.char_indices().filter(|(_, c)| !is_diacritic(*c)).nth(n).map_or(0, |(at, _)| at)
        };
        let prefix = reading.as_ref().map_or("", |reading| reading.prefix.as_str());
        let contracted = prefix.ends_with("لل");
        let clitics = prefix.strip_suffix("ال").unwrap_or(prefix);
        let clitic = match clitics.strip_suffix("لل") {
            Some(before) if contracted => letters(before.chars().count()),
            _ => letters(clitics.chars().count()),
        };
        let clitic = if clitics.is_empty() { 0 } else { clitic };
        let bare = &written[clitic..];
        let shares_lam = contracted
            && reading.as_ref().is_some_and(|reading| fold(bare).strip_prefix('ل') == Some(&reading.stem));
        let is_definite = contracted || strip_article_as_written(bare).len() < bare.len();
        let long = key.chars().count() >= 4;
        let begins = ["ي", "سي", "ست", "سن", "وي", "لي", "في"].iter().any(|start| key.starts_with(start));
        let is_noun = is_definite || counts.of(&format!("ال{key}")) > 0;
        let is_negator = knowledge.negators.contains(&fold(bare)) || knowledge.negators.contains(key);
        let stem = reading.as_ref().map_or_else(|| ar_stem(bare), |reading| ar_stem(&reading.stem));
        Self {
            clitic,
            has_conjunction: clitics.starts_with(['و', 'ف']),
            is_contracted: contracted,
            shares_lam,
            has_pronoun: reading.is_some_and(|reading| !reading.suffix.is_empty()),
            is_definite,
            is_grammar: (listed(&lists.ar_function) || is_bare_clitic(key)) && !is_negator,
            is_negator,
            is_verb: !is_negator && (listed(&lists.ar_openers) || long && begins && !is_noun),
            is_adverb: written.ends_with("\u{064B}ا") || written.ends_with("ا\u{064B}"),
            needs_more: lists.ar_incomplete.contains(&without_article(bare)),
            is_adjective: key.chars().count() >= 4 && ["ي", "ية", "ة"].iter().any(|end| key.ends_with(end)),
            stem,
            whole_stem: ar_stem(written),
        }
    }
}

/// A bead of an article made ready: both sides and their units.
pub(super) struct Line<'a> {
    pub english: Side<'a>,
    pub arabic: Side<'a>,
}

impl<'a> Line<'a> {
    pub(super) fn new(article: &'a ParallelArticle, bead: &Bead) -> Self {
        Self {
            english: Side::new(&article.en[bead.en.clone()]),
            arabic: Side::new(&article.ar[bead.ar.clone()]),
        }
    }

    /// The units of both sides.
    pub(super) fn units(&self, reader: &mut UnitReader<'_>) -> (Vec<Unit>, Vec<Unit>) {
        let english = self.english.units(|text, tokens| reader.english(text, tokens));
        let arabic = self.arabic.units(|text, tokens| reader.arabic(text, tokens));
        (english, arabic)
    }
}
