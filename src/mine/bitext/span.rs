//! Where an English candidate stands in the Arabic: spans by posterior.

use std::ops::Range;

use super::line::{Line, Shape, Shapes};
use crate::align::words::{Link, Unit};
use crate::mine::length::length_prior;
use crate::text::Token;

/// Words of the longest Arabic span, by English words.
const LONGEST: [usize; 6] = [1, 4, 5, 6, 7, 8];
/// Spans that are kept of each occurrence.
const KEPT: usize = 7;

/// Posterior of other English from which on a word does not belong to a span.
const OTHERS: f32 = 0.35;

/// Words that no span may be cut from: غير متزامن is never متزامن.
const NEGATORS: [&str; 4] = ["غير", "عدم", "بلا", "بدون"];

/// Posteriors between the tokens of a line.
pub(super) struct Grid {
    /// By Arabic token: English tokens with their posteriors.
    links: Vec<Vec<(u32, f32)>>,
    /// By Arabic token: the sum over English words.
    total: Vec<f32>,
    /// By English token: the Arabic tokens that may render it.
    of_english: Vec<Vec<u32>>,
}

impl Grid {
    /// Sums the links of units over the tokens that they belong to; clitics
    /// and marks do not count.
    pub(super) fn new(line: &Line<'_>, (en, ar): (&[Unit], &[Unit]), links: &[Link]) -> Self {
        let mut grid = Self {
            links: vec![Vec::new(); line.arabic.tokens.len()],
            total: vec![0.0; line.arabic.tokens.len()],
            of_english: vec![Vec::new(); line.english.tokens.len()],
        };
        for link in links {
            let (en, ar) = (en[link.en as usize], ar[link.ar as usize]);
            if !en.is_stem || !ar.is_stem {
                continue;
            }
            let cell = &mut grid.links[ar.token as usize];
            match cell.iter_mut().find(|(of, _)| *of == en.token) {
                Some((_, posterior)) => *posterior = (*posterior + link.posterior).min(1.0),
                None => cell.push((en.token, link.posterior)),
            }
            let reached = &mut grid.of_english[en.token as usize];
            if !reached.contains(&ar.token) {
                reached.push(ar.token);
            }
        }
        for (total, links) in grid.total.iter_mut().zip(&grid.links) {
            *total = links.iter().map(|(_, posterior)| posterior).sum();
        }
        grid
    }

    fn posterior(&self, ar: usize, en: usize) -> f32 {
        self.links[ar].iter().find(|(of, _)| *of as usize == en).map_or(0.0, |(_, posterior)| *posterior)
    }
}

/// One Arabic span for an English candidate.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub tokens: Range<usize>,
    /// The stems of its words: what spans of other lines are compared by.
    pub key: String,
    /// Log weight among the spans of its occurrence.
    pub score: f32,
    /// Mean over English words of how much of each it renders.
    pub covered: f32,
    /// Posterior that its words render English outside the candidate.
    pub outside: f32,
    /// How much of the English word that it renders least it renders.
    pub covered_least: f32,
    /// Share of its words that render nothing.
    pub idle: f32,
    /// Share of what renders the candidate that stands outside it.
    pub lost: f32,
    /// How much a word right beside it renders of the candidate.
    pub beside: f32,
    /// The word before it, or after it, may belong to it: by its form, and
    /// because it renders nothing else.
    pub open_before: bool,
    pub open_after: bool,
    /// Its first word agrees with the noun before it, as adjectives do.
    pub agrees_before: bool,
}

/// What the Arabic tokens of a line say by themselves.
pub(super) fn shapes<'s>(line: &Line<'_>, shapes: &'s Shapes) -> Vec<Option<&'s Shape>> {
    let arabic = &line.arabic;
    (0..arabic.tokens.len())
        .map(|at| if arabic.tokens[at].is_arabic() { shapes.get(arabic.written(at)) } else { None })
        .collect()
}

/// The likeliest spans for English tokens.
pub(super) fn spans(
    line: &Line<'_>,
    words: &[Option<&Shape>],
    grid: &Grid,
    english: Range<usize>,
) -> Vec<Span> {
    let arabic = &line.arabic;
    let content: Vec<usize> = english.clone().filter(|&at| line.english.tokens[at].is_word()).collect();
    let tokens = arabic.tokens.len();
    let longest = LONGEST[content.len().min(LONGEST.len() - 1)];
    let reached = || english.clone().flat_map(|en| &grid.of_english[en]).map(|&at| at as usize);
    let (Some(low), Some(high)) = (reached().min(), reached().max()) else { return Vec::new() };
    // Spans hold a word that renders the candidate, so all of them are here.
    let (from, to) = (low.saturating_sub(longest - 1), tokens.min(high + longest));
    let inside_of = |at: usize| -> f32 {
        let links = grid.links[at].iter().filter(|(en, _)| english.contains(&(*en as usize)));
        links.map(|(_, posterior)| posterior).sum::<f32>()
    };
    let inside: Vec<f32> = (from..to).map(|at| inside_of(at).min(1.0)).collect();
    let outside: Vec<f32> = (from..to).map(|at| (grid.total[at] - inside_of(at)).clamp(0.0, 1.0)).collect();
    let spare = |posterior: f32| (posterior - 0.1).max(0.0);
    let all: f32 = inside.iter().map(|&posterior| spare(posterior)).sum();
    let beside = |at: Option<usize>| {
        at.and_then(|at| inside.get(at.checked_sub(from)?)).map_or(0.0, |&posterior| spare(posterior))
    };
    let mut found: Vec<Span> = Vec::new();
    let mut covered = vec![0.0_f32; content.len()];
    for start in from..=high {
        let negated = start > 0 && NEGATORS.contains(&arabic.tokens[start - 1].key.as_str());
        if negated || !may_hold(&arabic.tokens[start], arabic.is_code[start]) || !may_begin(words[start]) {
            continue;
        }
        covered.fill(0.0);
        let (mut out, mut idle, mut held, mut strongest) = (0.0, 0.0, 0.0, 0.0_f32);
        for end in start + 1..=to.min(start + longest) {
            let last = end - 1;
            if !may_hold(&arabic.tokens[last], arabic.is_code[last])
                || arabic.sentence[last] != arabic.sentence[start]
                || last > start && words[last].is_some_and(|word| word.is_verb)
            {
                break;
            }
            let (within, without) = (inside[last - from], outside[last - from]);
            for (covered, &en) in covered.iter_mut().zip(&content) {
                *covered += grid.posterior(last, en);
            }
            out += without;
            held += spare(within);
            strongest = strongest.max(within);
            idle += if words[last].is_some_and(|word| word.is_grammar) {
                0.3
            } else {
                (1.0 - within - without).max(0.0)
            };
            let is_number = |at: usize| arabic.tokens[at].kind == crate::text::TokenKind::Number;
            if strongest < 0.08
                || is_number(start)
                || is_number(last)
                || !may_end(words[last])
                || is_unnatural(&words[start..end])
                || repeats(line, start..end, &content)
            {
                continue;
            }
            let covered_least = covered.iter().copied().fold(1.0, f32::min);
            let covered =
                covered.iter().map(|covered| covered.min(1.0)).sum::<f32>() / content.len().max(1) as f32;
            #[allow(clippy::cast_possible_truncation, reason = "a weight")]
            let length = length_prior(end - start, content.len()) as f32;
            let score =
                4.0 * libm::logf(covered + 0.05) - 2.0 * out - 0.7 * idle - 2.0 * (all - held) + 0.5 * length;
            found.push(Span {
                key: String::new(),
                tokens: start..end,
                score,
                covered,
                outside: out,
                covered_least,
                idle: idle / (end - start) as f32,
                lost: if all > 0.0 { (1.0 - held / all).clamp(0.0, 1.0) } else { 0.0 },
                beside: beside(start.checked_sub(1)).max(beside(Some(end))),
                open_before: false,
                open_after: false,
                agrees_before: false,
            });
        }
    }
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.tokens.start.cmp(&b.tokens.start))
            .then(a.tokens.end.cmp(&b.tokens.end))
    });
    found.truncate(KEPT);
    for span in &mut found {
        span.key = key(line, words, span.tokens.clone());
        let (start, end) = (span.tokens.start, span.tokens.end);
        let idle = |at: usize| grid.total[at] - inside_of(at) < OTHERS && !arabic.is_code[at];
        if start > 0 && arabic.sentence[start - 1] == arabic.sentence[start] {
            span.open_before = idle(start - 1) && continues(words[start - 1], words[start]);
            span.agrees_before = agrees(words[start - 1], words[start]);
        }
        if end < tokens && arabic.sentence[end] == arabic.sentence[start] {
            span.open_after = idle(end) && continues(words[end - 1], words[end]);
        }
    }
    found
}

/// Whether the second word may be of one phrase with the first: its adjective,
/// or the noun after it.
fn continues(first: Option<&Shape>, second: Option<&Shape>) -> bool {
    let (Some(first), Some(second)) = (first, second) else { return false };
    let plain = |word: &Shape| !word.is_grammar && !word.is_verb && !word.is_negator && !word.has_pronoun;
    plain(first)
        && plain(second)
        && second.clitic == 0
        && !second.is_contracted
        && !first.is_adverb
        && (second.is_definite || !first.is_definite)
}

/// Whether the second word looks like an adjective of the first.
fn agrees(first: Option<&Shape>, second: Option<&Shape>) -> bool {
    let (Some(noun), Some(adjective)) = (first, second) else { return false };
    continues(first, second)
        && noun.is_definite == adjective.is_definite
        && (adjective.is_definite || adjective.is_adjective)
}

fn key(line: &Line<'_>, words: &[Option<&Shape>], tokens: Range<usize>) -> String {
    let first = tokens.start;
    let stems = tokens.map(|at| match words[at] {
        Some(shape) if at == first => shape.stem.clone(),
        Some(shape) => shape.whole_stem.clone(),
        None => line.arabic.tokens[at].key.clone(),
    });
    stems.collect::<Vec<_>>().join(" ")
}

fn may_hold(token: &Token, is_code: bool) -> bool {
    !is_code && (token.is_word() || token.kind == crate::text::TokenKind::Number)
}

fn may_begin(word: Option<&Shape>) -> bool {
    word.is_none_or(|word| !word.is_grammar && !word.is_verb)
}

fn may_end(word: Option<&Shape>) -> bool {
    word.is_none_or(|word| !word.is_grammar && !word.is_negator && !word.has_pronoun && !word.needs_more)
}

/// Whether a span is Arabic with the whole of its English beside it, as
/// glosses have it: `برامج ثابتة firmware`.
fn repeats(line: &Line<'_>, tokens: Range<usize>, english: &[usize]) -> bool {
    let arabic = &line.arabic.tokens[tokens];
    let says = |en: &usize| {
        let key = &line.english.tokens[*en].key;
        arabic.iter().any(|token| token.is_latin() && token.key == *key)
    };
    arabic.iter().any(Token::is_arabic) && english.iter().all(says)
}

/// What no term looks like: `الشبكة عصبية`, and a word with a pronoun inside.
fn is_unnatural(words: &[Option<&Shape>]) -> bool {
    if let [Some(first), Some(second)] = words
        && first.is_definite
        && !second.is_definite
        && !first.is_negator
        && !second.is_negator
    {
        return true;
    }
    let inner = words.len().saturating_sub(1);
    words[..inner].iter().flatten().any(|word| word.has_pronoun)
        || words.iter().flatten().any(|word| word.is_adverb) && words.len() > 1
        || words.iter().skip(1).flatten().any(|word| word.has_conjunction)
}
