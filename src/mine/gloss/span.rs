//! Where the Arabic term begins, and whether the English glosses it at all.
//!
//! A gloss ends where its bracket opens; where it begins is a ranked choice
//! among the one to eight words before it and "no gloss". The features of a
//! choice are described in [`super::feature`]; their weights are learnt from
//! labelled brackets and stand in `glossary/tables/gloss-ranker.tsv`.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

use super::super::MinedArticle;
use super::counts::Counts;
use super::english::Gloss;
use super::feature::{Feature, Vector};
use super::listed::Listed;
use super::reading::Reading;
use super::site::{self, Arabic, Site};
use super::sound::Spelled;
use super::word::{Word, WordShape, coverage};
use crate::knowledge::Knowledge;
use crate::score::softmax;
use crate::text::{Prose, TokenKind, fold};

/// Longest Arabic term considered, in words.
pub(super) const LONGEST: usize = 8;

/// A word renders the English when its link is at least this strong.
pub(super) const RENDERS: f64 = 0.1;

/// One way to read a site: a span under a reading of the English.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// Tokens of the Arabic term.
    pub tokens: Range<usize>,
    /// Bytes of clitics before its first word.
    pub clitic: usize,
    /// Its features.
    pub vector: Vector,
}

/// All choices of a site, likeliest first.
#[derive(Debug, Clone)]
pub(super) struct Ranking {
    /// Spans with their probability; a span that can be read in several ways
    /// has the sum, and the features of the likeliest.
    pub spans: Vec<(Choice, f64)>,
    /// Features of "no gloss".
    pub none: Vector,
    /// Its probability.
    pub none_probability: f64,
}

/// A site of an article.
pub(super) struct Place<'a, 'p> {
    pub(super) prose: &'a Prose<'p>,
    pub(super) site: Site,
    is_rendered: bool,
    /// Its choices until they are ranked.
    choices: RefCell<Option<Vec<Choice>>>,
}

/// Sites of an article whose choices are kept; those of later ones are made
/// twice.
const KEPT: usize = 2048;

/// Scores spans against English.
pub(super) struct Scorer<'a, 'p> {
    pub(super) article: &'a MinedArticle<'p>,
    pub(super) knowledge: &'a Knowledge,
    counts: OnceCell<Counts<'a>>,
    places: OnceCell<Vec<Place<'a, 'p>>>,
    pub(super) shapes: RefCell<HashMap<String, WordShape>>,
}

impl<'a, 'p> Scorer<'a, 'p> {
    pub(super) fn new(article: &'a MinedArticle<'p>, knowledge: &'a Knowledge) -> Self {
        Self {
            article,
            knowledge,
            counts: OnceCell::new(),
            places: OnceCell::new(),
            shapes: RefCell::default(),
        }
    }

    pub(super) fn counts(&self) -> &Counts<'a> {
        self.counts.get_or_init(|| Counts::of(&self.article.arabic))
    }

    /// All sites of the article, in order.
    pub(super) fn places(&self) -> &[Place<'a, 'p>] {
        self.places.get_or_init(|| {
            let sites = self.article.arabic.iter().flat_map(|prose| {
                site::find(prose, self.knowledge).into_iter().map(move |site| (prose, site))
            });
            let place = |(at, (prose, site)): (usize, (&'a Prose<'p>, Site))| {
                let choices = self.choices(prose, &site);
                let is_rendered = choices.as_deref().is_some_and(is_rendered);
                Place { prose, site, is_rendered, choices: RefCell::new(choices.filter(|_| at < KEPT)) }
            };
            sites.enumerate().map(place).collect()
        })
    }

    /// Of the article's brackets, how many have their English rendered before
    /// them, and how many not.
    pub(super) fn habit(&self) -> (f64, f64) {
        let rendered = self.places().iter().filter(|place| place.is_rendered).count();
        (rendered as f64, (self.places().len() - rendered) as f64)
    }

    /// Ranks the choices of a site; none at all where nothing can be glossed.
    pub(super) fn rank(&self, place: &Place<'_, '_>) -> Option<Ranking> {
        let choices = place.choices.take().or_else(|| self.choices(place.prose, &place.site))?;
        let none = self.none(place.prose, &place.site, &choices);
        let ranker = &self.knowledge.gloss_ranker;
        let mut scores: Vec<f64> = choices.iter().map(|choice| ranker.score(&choice.vector)).collect();
        scores.push(ranker.score(&none));
        let mut shares = softmax(&scores, |_| true);
        let none_probability = shares.pop().unwrap_or(1.0);
        let mut spans: Vec<(Choice, f64, f64)> = Vec::new();
        for (choice, share) in choices.into_iter().zip(shares) {
            match spans.iter_mut().find(|(other, ..)| other.tokens == choice.tokens) {
                Some((other, total, best)) => {
                    *total += share;
                    if share > *best {
                        (*other, *best) = (choice, share);
                    }
                }
                None => spans.push((choice, share, share)),
            }
        }
        let mut spans: Vec<(Choice, f64)> =
            spans.into_iter().map(|(choice, total, _)| (choice, total)).collect();
        spans.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.tokens.start.cmp(&a.0.tokens.start)));
        Some(Ranking { spans, none, none_probability })
    }

    /// Every span of a site under every reading of its English.
    pub(super) fn choices(&self, prose: &Prose<'_>, site: &Site) -> Option<Vec<Choice>> {
        let (reach, given) = match &site.arabic {
            Arabic::EndsAt(end) => (self.reach(prose, *end, site)?, false),
            Arabic::Exactly(tokens) => (tokens.clone(), true),
        };
        if reach.is_empty() || reach.len() > LONGEST {
            return None;
        }
        let firsts = if given { reach.start..reach.start + 1 } else { reach.clone() };
        let spelled: Vec<Spelled> =
            firsts.map(|first| self.spelled(prose, first..reach.end, &site.gloss)).collect();
        let listed = Listed::of(&site.gloss, self);
        let choices: Vec<Choice> = self
            .readings(&site.gloss)
            .iter()
            .flat_map(|reading| {
                let words: Vec<Word> = reach.clone().map(|token| self.word(prose, token, reading)).collect();
                let spans = spelled.iter().enumerate();
                spans
                    .filter(|(first, _)| words[*first..].iter().any(|word| word.is_arabic))
                    .map(|(first, spelled)| {
                        let mut choice = self.choice(prose, &words, first, reading, &listed, given);
                        spelled.set(&mut choice);
                        choice
                    })
                    .collect::<Vec<Choice>>()
            })
            .collect();
        // «بنسبة ثلاثين (EUR)»: a unit or a reference, unless the Arabic names it.
        let is_listed = self.knowledge.stoplists.en_not_gloss.contains(&fold(&site.gloss.name));
        let is_named = || is_rendered(&choices) || has_known_pair(&choices);
        (!choices.is_empty() && (!is_listed || is_named())).then_some(choices)
    }

    /// Tokens before `end` that a term could be made of; none where a word
    /// that leads on to the English leaves nothing to gloss, as in «ما يسمى
    /// (race condition)», «الـ (Stack Trace)».
    fn reach(&self, prose: &Prose<'_>, end: usize, site: &Site) -> Option<Range<usize>> {
        let last = prose.tokens.get(end.checked_sub(1)?)?;
        // «عنوان IP (IP address)»: Latin at the end is part of the term when the
        // English has it too.
        let shared = || {
            let english = &prose.tokens[site.gloss.tokens.clone()];
            let is_number = last.kind == TokenKind::Number;
            english.iter().any(|token| token.key == last.key || is_number && token.key.ends_with(&last.key))
        };
        let closes = if last.is_arabic() { !self.shape(prose, end - 1).is_particle } else { shared() };
        if !closes || self.ends_with_example(prose, end) {
            return None;
        }
        // The gloss may itself stand to the left, as in `EN أو AR`.
        let gloss = &site.gloss.tokens;
        let limit = if gloss.end <= end { gloss.end } else { 0 };
        let mut start = end;
        while start > limit && end - start < LONGEST {
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
        Some(start..end)
    }

    /// «على سبيل المثال (S3)»: what follows is an example.
    fn ends_with_example(&self, prose: &Prose<'_>, end: usize) -> bool {
        (1..=4.min(end)).any(|n| {
            let keys: Vec<String> = prose.tokens[end - n..end].iter().map(|t| t.key.clone()).collect();
            self.knowledge.cues.example.contains(&keys)
        })
    }

    /// How far the Arabic of `tokens` renders the English: 0 to 1.
    pub(super) fn agreement(&self, prose: &Prose<'_>, tokens: Range<usize>, gloss: &Gloss) -> f64 {
        let listed = Listed::of(gloss, self);
        let covered = |reading: Reading| {
            let words: Vec<Word> = tokens.clone().map(|token| self.word(prose, token, &reading)).collect();
            if listed.has(&words) { 1.0 } else { coverage(&words, reading.stems.len()) }
        };
        self.readings(gloss).into_iter().map(covered).fold(0.0, f64::max)
    }
}

/// Whether some span renders half of the English.
pub(super) fn is_rendered(choices: &[Choice]) -> bool {
    choices.iter().any(|choice| choice.vector[Feature::Covered as usize] >= 0.5)
}

fn has_known_pair(choices: &[Choice]) -> bool {
    choices.iter().any(|choice| choice.vector[Feature::KnownPair as usize] > 0.0)
}
