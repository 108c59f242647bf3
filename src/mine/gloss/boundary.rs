//! Where the Arabic term begins.
//!
//! A gloss ends where its bracket opens; where it begins is a ranked choice
//! among the one to eight words before it. The score of a choice is the log
//! of a length prior plus weighted features; what a word is worth comes from
//! the lexicon and the letter model, what a boundary is worth from stop words,
//! clitics, definiteness and markup.

use std::ops::Range;

use super::super::MinedArticle;
use super::super::acronym::is_acronym;
use super::english::Gloss;
use super::reading::Reading;
use super::site::{Form, Site};
use super::word::{Word, coverage};
use crate::knowledge::Knowledge;
use crate::model::MarkKind;
use crate::text::{Prose, TokenKind, ar_key, en_key, fold, readings};

/// Longest Arabic term considered, in words.
const LONGEST: usize = 8;

/// P(Arabic words | English words), rows 1 to 4, from 6,300 rows of the
/// Arabeyes technical dictionary and a computer-science glossary.
const LENGTH_PRIOR: [[f64; 6]; 4] = [
    [0.76, 0.205, 0.025, 0.006, 0.003, 0.001],
    [0.02, 0.85, 0.115, 0.012, 0.002, 0.001],
    [0.005, 0.16, 0.67, 0.14, 0.02, 0.005],
    [0.005, 0.06, 0.23, 0.52, 0.15, 0.035],
];

/// Weights of the features, in log units.
mod weight {
    /// Share of the English words that the span renders.
    pub const COVERED: f64 = 4.0;
    /// An Arabic word of the span that renders nothing, where others do.
    pub const UNCOVERED_INSIDE: f64 = -1.1;
    /// The word before the span renders English the span leaves out.
    pub const COVERED_OUTSIDE: f64 = -3.0;
    /// The span is an approved rendering of the English.
    pub const KNOWN_PAIR: f64 = 6.0;
    /// It begins with a function word or verb.
    pub const FUNCTION_FIRST: f64 = -6.0;
    /// It begins with a noun that carries no meaning, such as إضافة or منع.
    pub const LIGHT_FIRST: f64 = -1.8;
    /// A function word inside.
    pub const FUNCTION_INSIDE: f64 = -1.2;
    /// A word with a conjunction inside: two coordinated terms.
    pub const CONJUNCTION_INSIDE: f64 = -2.2;
    /// A clause, function word or verb ends right before it.
    pub const AFTER_STOP: f64 = 1.6;
    /// Its first word carries a conjunction or preposition.
    pub const CLITIC_FIRST: f64 = 1.3;
    /// A definite word followed by a bare one.
    pub const DEFINITE_THEN_BARE: f64 = -3.0;
    /// A noun cut from its definite adjective: `X | al-Y` with X definite.
    pub const CUT_DEFINITE: f64 = -2.0;
    /// A bare noun cut from the definite noun it governs.
    pub const CUT_IDAFA: f64 = -0.5;
    /// Emphasis or a link begins where it begins.
    pub const MARK_EDGE: f64 = 2.5;
    /// It runs across the beginning of emphasis or a link.
    pub const MARK_CROSSED: f64 = -2.0;
    /// A Latin word or number inside that the English lacks.
    pub const FOREIGN_INSIDE: f64 = -2.0;
    /// No word of the English is known to be rendered by the span.
    pub const NOTHING_COVERED: f64 = -0.4;
}

/// The chosen span.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Boundary {
    /// Tokens of the Arabic term.
    pub tokens: Range<usize>,
    /// Bytes of clitics before its first word.
    pub clitic: usize,
    /// Probability that this is the term and the English its gloss.
    pub probability: f64,
}

/// Scores spans against English.
pub(super) struct Scorer<'a, 'p> {
    pub(super) article: &'a MinedArticle<'p>,
    pub(super) knowledge: &'a Knowledge,
}

impl<'a, 'p> Scorer<'a, 'p> {
    pub(super) fn new(article: &'a MinedArticle<'p>, knowledge: &'a Knowledge) -> Self {
        Self { article, knowledge }
    }

    /// The best span that ends before token `end`, or none when the English
    /// glosses nothing there.
    pub(super) fn left_boundary(&self, prose: &Prose<'_>, end: usize, site: &Site) -> Option<Boundary> {
        let reach = reach(prose, end, &site.gloss);
        let last = prose.tokens.get(end.checked_sub(1)?)?;
        // «ما يسمى (race condition)»، «الـ (Stack Trace)»: nothing to gloss.
        let leads_on = || self.is_stop(prose, end - 1) || self.ends_with_example(prose, end);
        if reach.is_empty() || !last.is_arabic() || leads_on() {
            return None;
        }
        let best = self
            .readings(&site.gloss)
            .into_iter()
            .filter_map(|english| self.rank(prose, reach.clone(), &english, &site.gloss))
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        let (score, boundary, covered) = best;
        self.accepts(prose, &boundary.tokens, site, covered).then(|| {
            let form = if site.form == Form::Bracket { 0.0 } else { -0.5 };
            // A span that renders nothing known must stand on its shape alone.
            let certainty = score + form + if covered > 0.3 { 1.5 } else { -0.6 };
            Boundary { probability: boundary.probability * logistic(certainty + 1.2), ..boundary }
        })
    }

    /// «على سبيل المثال (S3)»: what follows is an example.
    fn ends_with_example(&self, prose: &Prose<'_>, end: usize) -> bool {
        (1..=4.min(end)).any(|n| {
            let keys: Vec<String> = prose.tokens[end - n..end].iter().map(|t| t.key.clone()).collect();
            self.knowledge.cues.example.contains(&keys)
        })
    }

    /// A span that its quotes or brackets give.
    pub(super) fn exact(&self, prose: &Prose<'_>, tokens: Range<usize>, site: &Site) -> Option<Boundary> {
        if tokens.is_empty() || tokens.len() > LONGEST {
            return None;
        }
        let covered = self.agreement(prose, tokens.clone(), &site.gloss);
        let needs_proof = matches!(site.form, Form::Dash | Form::Reverse | Form::Inside);
        let fits = tokens.len()
            <= 2 * self.readings(&site.gloss).iter().map(|reading| reading.words).max().unwrap_or(1) + 1;
        if !self.accepts(prose, &tokens, site, covered)
            || needs_proof && covered < 0.25 && (!fits || site.form == Form::Dash)
        {
            return None;
        }
        let clitic = self.clitic(prose, tokens.start);
        let base = if needs_proof { 0.45 } else { 0.8 };
        Some(Boundary { tokens, clitic, probability: (base + (1.0 - base) * covered).min(0.98) })
    }

    /// How far the Arabic of `tokens` renders the English: 0 to 1.
    pub(super) fn agreement(&self, prose: &Prose<'_>, tokens: Range<usize>, gloss: &Gloss) -> f64 {
        if self.is_known(prose.form(tokens.clone()), gloss) {
            return 1.0;
        }
        let covered = |reading: Reading| {
            let english = reading.stems;
            let words: Vec<Word> = tokens.clone().map(|token| self.word(prose, token, &english)).collect();
            coverage(&words, english.len())
        };
        self.readings(gloss).into_iter().map(covered).fold(0.0, f64::max)
    }

    /// Ranks the spans that end at the end of `reach`.
    fn rank(
        &self,
        prose: &Prose<'_>,
        reach: Range<usize>,
        reading: &Reading,
        gloss: &Gloss,
    ) -> Option<(f64, Boundary, f64)> {
        let english = reading.stems.as_slice();
        let words: Vec<Word> = reach.clone().map(|token| self.word(prose, token, english)).collect();
        let mut choices: Vec<(f64, usize, f64)> = Vec::new();
        for first in 0..words.len() {
            let span = &words[first..];
            if !span.iter().any(|word| word.is_arabic) {
                continue;
            }
            let mut score =
                shape(prose, &words, first) + length_prior(self.length(prose, span), reading.words);
            let covered = coverage(span, english.len());
            score += weight::COVERED * covered;
            let strongest = |word: &Word| word.renders.iter().copied().fold(0.0, f64::max);
            if covered > 0.2 {
                score += weight::UNCOVERED_INSIDE
                    * span.iter().filter(|w| !w.is_stop && strongest(w) < 0.1).count() as f64;
            } else {
                score += weight::NOTHING_COVERED;
            }
            if let Some(before) = first.checked_sub(1).map(|i| &words[i]) {
                let adds = coverage(&words[first - 1..], english.len()) - covered;
                if adds > 0.15 && !before.is_stop {
                    score += weight::COVERED_OUTSIDE * adds * english.len() as f64;
                }
            }
            let form = &prose.form(span[0].token..reach.end)[span[0].clitic..];
            if self.is_known(form, gloss) {
                score += weight::KNOWN_PAIR;
            }
            choices.push((score, first, covered));
        }
        let &(best, first, covered) = choices.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
        let total: f64 = choices.iter().map(|(score, ..)| libm::exp(score - best)).sum();
        let word = &words[first];
        let boundary =
            Boundary { tokens: word.token..reach.end, clitic: word.clitic, probability: 1.0 / total };
        Some((best + reading.doubt, boundary, covered))
    }

    /// Words of a span as dictionaries count them: particles of negation and
    /// prepositions inside a term stand for no English word.
    fn length(&self, prose: &Prose<'_>, span: &[Word]) -> usize {
        let counts = |word: &&Word| {
            let token = &prose.tokens[word.token];
            token.is_word() && !word.is_stop && !self.knowledge.negators.contains(&token.key)
        };
        span.iter().filter(counts).count().max(1)
    }

    /// Whether the base glossary knows the pair.
    fn is_known(&self, arabic: &str, gloss: &Gloss) -> bool {
        let key = ar_key(arabic);
        let (first, rest) = key.split_once(' ').unwrap_or((&key, ""));
        // The clitic of للخيوط is no part of the rendering.
        let peeled = readings(first, &|stem| self.knowledge.base.has_word(stem)).into_iter();
        let keys: Vec<String> = std::iter::once(key.clone())
            .chain(peeled.map(|reading| format!("{} {rest}", reading.stem).trim_end().to_owned()))
            .collect();
        [&gloss.name, &gloss.alias].into_iter().filter(|name| !name.is_empty()).any(|name| {
            let en = en_key(name);
            keys.iter().any(|key| self.knowledge.base.renders(&en, key))
        })
    }

    /// Whether the pair is a gloss at all, once its span is known.
    fn accepts(&self, prose: &Prose<'_>, tokens: &Range<usize>, site: &Site, covered: f64) -> bool {
        let gloss = &site.gloss;
        let known = || self.is_known(prose.form(tokens.clone()), gloss);
        if covered > 0.3 || gloss.cued && site.form != Form::Cue {
            return true;
        }
        // A product or a code that the Arabic does not name: «الفاتورة (Excel)».
        let is_code = gloss.name.chars().filter(char::is_ascii_digit).count() >= 2;
        let is_product = self.knowledge.base.is_name(&gloss.name);
        // «يدويًا (MDX)»: an adverb names nothing.
        let last = prose.form(tokens.end - 1..tokens.end);
        let is_adverb = last.ends_with("ًا") || last.ends_with("اً");
        if is_code || (is_product || is_adverb && is_acronym(&gloss.name)) && !known() {
            return false;
        }
        match site.form {
            Form::Bracket | Form::Reverse => true,
            Form::Quote | Form::Inside => tokens.len() <= 4,
            Form::Cue => known() || !fold(prose.form(tokens.end..tokens.end + 1)).starts_with("او"),
            Form::Dash => covered > 0.25,
        }
    }
}

/// Tokens before `end` that a term could be made of.
fn reach(prose: &Prose<'_>, end: usize, gloss: &Gloss) -> Range<usize> {
    let mut start = end;
    while start > 0 && end - start < LONGEST && start > gloss_end_before(gloss, start) {
        let token = &prose.tokens[start - 1];
        let joins = token.is_word() || token.kind == TokenKind::Number || token.is('-') && token.joined;
        if !joins || prose.is_code(start - 1) {
            break;
        }
        start -= 1;
    }
    // A term begins with a word.
    while start < end && !prose.tokens[start].is_word() {
        start += 1;
    }
    start..end
}

/// What the words and marks around a beginning say, whatever the English.
fn shape(prose: &Prose<'_>, words: &[Word], first: usize) -> f64 {
    let mut score = 0.0;
    let span = &words[first..];
    if span[0].is_stop {
        score += weight::FUNCTION_FIRST;
    }
    if span[0].is_light && span.len() > 1 && span[0].renders.iter().all(|r| *r < 0.1) {
        score += weight::LIGHT_FIRST;
    }
    if span[0].clitic > 0 {
        score += weight::CLITIC_FIRST;
    }
    score += weight::FUNCTION_INSIDE * span[1..].iter().filter(|w| w.is_stop).count() as f64;
    score += weight::CONJUNCTION_INSIDE * span[1..].iter().filter(|w| w.has_conjunction).count() as f64;
    let foreign =
        |w: &&Word| !w.is_arabic && prose.tokens[w.token].is_word() && w.renders.iter().all(|r| *r < 0.5);
    score += weight::FOREIGN_INSIDE * span.iter().filter(foreign).count() as f64;
    for pair in span.windows(2) {
        if pair[0].definite
            && pair[0].is_arabic
            && pair[1].is_arabic
            && !pair[1].definite
            && !pair[1].is_stop
            && !pair[0].is_stop
        {
            score += weight::DEFINITE_THEN_BARE;
        }
    }
    match first.checked_sub(1).map(|i| &words[i]) {
        None => score += if words.len() < LONGEST { weight::AFTER_STOP } else { 0.0 },
        Some(before) if before.is_stop => score += weight::AFTER_STOP,
        Some(before) if before.is_arabic && span[0].clitic == 0 && span[0].definite => {
            score += if before.definite { weight::CUT_DEFINITE } else { weight::CUT_IDAFA };
        }
        Some(_) => {}
    }
    score + mark_edges(prose, span[0].token, span[span.len() - 1].token)
}

/// The gloss may itself stand to the left, as in `EN أو AR`; the reach of the
/// Arabic ends there.
fn gloss_end_before(gloss: &Gloss, at: usize) -> usize {
    if gloss.tokens.end <= at { gloss.tokens.end } else { 0 }
}

fn length_prior(arabic: usize, english: usize) -> f64 {
    let row = LENGTH_PRIOR[english.clamp(1, 4) - 1];
    let shift = english.saturating_sub(4);
    let place = arabic.saturating_sub(1).saturating_sub(shift);
    let beyond = place.saturating_sub(row.len() - 1) as f64;
    libm::log(row[place.min(row.len() - 1)]) - beyond
}

/// Emphasis, links and abbreviations that begin at or inside the span.
fn mark_edges(prose: &Prose<'_>, first: usize, last: usize) -> f64 {
    let segment_at = |token: usize| prose.text.origin(prose.tokens[token].range.clone());
    let (start, end) = (segment_at(first).start, segment_at(last).end);
    let mut score = 0.0;
    for mark in &prose.segment.marks {
        let holds_end = mark.range.start < end && mark.range.end >= end;
        if mark.kind == MarkKind::Code || !holds_end {
            continue;
        }
        if mark.range.start == start {
            score = f64::max(score, weight::MARK_EDGE);
        } else if start < mark.range.start {
            score += weight::MARK_CROSSED;
        }
    }
    score
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}
