//! Where an English candidate stands in the Arabic: spans by posterior.

use std::ops::Range;

use super::line::{Line, Shape, Shapes};
use crate::align::words::{Link, Unit};
use crate::mine::gloss::length_prior;
use crate::text::Token;

/// Words of the longest Arabic span, by English words.
const LONGEST: [usize; 6] = [1, 4, 5, 6, 7, 8];
/// Spans that are kept of each occurrence.
const KEPT: usize = 6;

/// Posteriors between the tokens of a line, Arabic token by Arabic token.
pub(super) struct Grid {
    english: usize,
    posteriors: Vec<f32>,
}

impl Grid {
    /// Sums the links of units over the tokens that they belong to; clitics
    /// do not count.
    pub(super) fn new(line: &Line<'_>, (en, ar): (&[Unit], &[Unit]), links: &[Link]) -> Self {
        let english = line.english.tokens.len();
        let mut posteriors = vec![0.0_f32; english * line.arabic.tokens.len()];
        for link in links {
            let (en, ar) = (en[link.en as usize], ar[link.ar as usize]);
            if en.is_stem && ar.is_stem {
                let cell = &mut posteriors[ar.token as usize * english + en.token as usize];
                *cell = (*cell + link.posterior).min(1.0);
            }
        }
        Self { english, posteriors }
    }

    fn of(&self, ar: usize) -> &[f32] {
        &self.posteriors[ar * self.english..(ar + 1) * self.english]
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
    // What each Arabic token renders of the candidate, and of the rest.
    let mut inside = vec![0.0_f32; tokens];
    let mut outside = vec![0.0_f32; tokens];
    for at in 0..tokens {
        for (en, &posterior) in grid.of(at).iter().enumerate() {
            if english.contains(&en) {
                inside[at] += posterior;
            } else if line.english.tokens[en].is_word() {
                outside[at] += posterior;
            }
        }
        inside[at] = inside[at].min(1.0);
        outside[at] = outside[at].min(1.0);
    }
    let longest = LONGEST[content.len().min(LONGEST.len() - 1)];
    let mut found: Vec<Span> = Vec::new();
    for start in 0..tokens {
        if !may_hold(&arabic.tokens[start], arabic.is_code[start]) || !may_begin(words[start]) {
            continue;
        }
        for end in start + 1..=tokens.min(start + longest) {
            let last = end - 1;
            if !may_hold(&arabic.tokens[last], arabic.is_code[last])
                || arabic.sentence[last] != arabic.sentence[start]
            {
                break;
            }
            // A conjunction or a glued Latin word begins something else.
            if last > start && words[last].is_some_and(|word| word.is_verb) {
                break;
            }
            if !may_end(words[last]) || inside[start..end].iter().all(|&posterior| posterior < 0.08) {
                continue;
            }
            if is_unnatural(&words[start..end]) {
                continue;
            }
            let span = start..end;
            let covered = content
                .iter()
                .map(|&en| span.clone().map(|ar| grid.of(ar)[en]).sum::<f32>().min(1.0))
                .sum::<f32>()
                / content.len().max(1) as f32;
            let out: f32 = outside[span.clone()].iter().sum();
            let idle: f32 = span
                .clone()
                .map(|at| {
                    if words[at].is_some_and(|w| w.is_grammar) {
                        0.3
                    } else {
                        (1.0 - inside[at] - outside[at]).max(0.0)
                    }
                })
                .sum();
            let left: f32 =
                (0..tokens).filter(|at| !span.contains(at)).map(|at| (inside[at] - 0.1).max(0.0)).sum();
            let words_len = end - start;
            #[allow(clippy::cast_possible_truncation, reason = "a weight")]
            let length = length_prior(words_len, content.len()) as f32;
            let score = 3.0 * libm::logf(covered + 0.05) - 2.5 * out - 0.7 * idle - 1.2 * left + 0.5 * length;
            found.push(Span { key: String::new(), tokens: span, score, covered, outside: out });
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
    }
    found
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
    word.is_none_or(|word| !word.is_grammar && !word.is_negator && !word.has_pronoun)
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
