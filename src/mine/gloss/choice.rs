//! What speaks for a span: the features of one reading of a site.

use super::super::length::length_prior;
use super::feature::{Feature, NAMES, Vector, set};
use super::listed::Listed;
use super::reading::{Reading, Sense};
use super::span::{Choice, LONGEST, RENDERS, Scorer};
use super::word::{Word, coverage};
use crate::text::{Prose, fold};

impl Scorer<'_, '_> {
    pub(super) fn choice(
        &self,
        prose: &Prose<'_>,
        words: &[Word],
        first: usize,
        reading: &Reading,
        listed: &Listed,
        given: bool,
    ) -> Choice {
        let span = &words[first..];
        let tokens = span[0].token..span[span.len() - 1].token + 1;
        let mut vector = [0.0; NAMES.len()];
        self.meaning(prose, words, first, reading, &mut vector);
        self.inside(prose, span, reading.has_and, given, &mut vector);
        if listed.has(span) {
            set(&mut vector, Feature::KnownPair, 1.0);
        } else if listed.has_inflected(span) {
            set(&mut vector, Feature::KnownInflected, 1.0);
        }
        if given {
            set(&mut vector, Feature::Given, 1.0);
        } else {
            self.beginning(prose, words, first, &mut vector);
        }
        Choice { tokens, clitic: span[0].clitic, vector }
    }

    /// What the words of a span say of the English.
    fn meaning(
        &self,
        prose: &Prose<'_>,
        words: &[Word],
        first: usize,
        reading: &Reading,
        vector: &mut Vector,
    ) {
        let span = &words[first..];
        let english = reading.stems.len();
        let length = self.length(prose, span);
        let covered = coverage(span, english);
        set(vector, Feature::Length, length_prior(length, reading.words));
        set(vector, Feature::Words, span.len() as f64);
        let best = |index: usize| span.iter().map(|word| word.renders[index]).fold(0.0, f64::max);
        let rendered = (0..english).filter(|&index| best(index) >= RENDERS).count();
        let idle = |known: bool| {
            span.iter().filter(|w| w.is_content() && w.is_known == known && w.strongest() < RENDERS).count()
                as f64
        };
        let flag = |holds: bool| f64::from(u8::from(holds));
        if reading.sense == Sense::Letters {
            // A letter is met by chance more often than a word.
            set(vector, Feature::Letters, covered);
            set(vector, Feature::LettersAll, flag(rendered == english));
            set(vector, Feature::LettersNone, flag(rendered == 0));
            set(vector, Feature::LettersIdle, if rendered > 0 { idle(true) } else { 0.0 });
            set(vector, Feature::LettersIdleFirst, flag(rendered > 0 && span[0].strongest() < RENDERS));
            set(vector, Feature::AcronymEqual, flag(length == reading.words));
            set(vector, Feature::AcronymDiffers, length.abs_diff(reading.words) as f64);
            if let Some(from) = first.checked_sub(1) {
                let adds = coverage(&words[from..], english) - covered;
                set(vector, Feature::LettersOutside, adds * english as f64);
            }
            return;
        }
        set(vector, Feature::Covered, covered);
        set(vector, Feature::CoveredAll, flag(rendered == english));
        set(vector, Feature::CoveredNone, flag(rendered == 0));
        set(vector, Feature::Sounds, span.iter().map(|word| word.sounds).fold(0.0, f64::max));
        if rendered > 0 {
            set(vector, Feature::IdleKnown, idle(true));
            set(vector, Feature::IdleUnknown, idle(false));
            let (first_idle, last_idle) =
                (span[0].strongest() < RENDERS, span[span.len() - 1].strongest() < RENDERS);
            set(vector, Feature::IdleFirst, flag(first_idle));
            set(vector, Feature::IdleFirstAll, flag(first_idle && rendered == english));
            set(vector, Feature::IdleLastAll, flag(last_idle && rendered == english));
            let content = span.iter().filter(|word| word.is_content() && !word.is_light).count();
            set(vector, Feature::Surplus, content.saturating_sub(rendered) as f64);
            let known = |index: &usize| self.knowledge.lexicon.knows_en(&reading.stems[*index]);
            let missing = (0..english).filter(|&index| best(index) < RENDERS).filter(known).count();
            set(vector, Feature::Deficit, missing as f64);
        }
        for (back, feature) in [(1, Feature::Outside), (2, Feature::OutsideFar)] {
            if let Some(from) = first.checked_sub(back) {
                let adds = coverage(&words[from..], english) - coverage(&words[from + 1..], english);
                set(vector, feature, adds * english as f64);
            }
        }
        set(vector, Feature::Expanded, flag(reading.sense == Sense::Expansion));
        set(vector, Feature::AcronymWhole, flag(reading.sense == Sense::Whole));
        let foreign = span.iter().filter(|word| !word.is_arabic && prose.tokens[word.token].is_word());
        let (shared, lacking): (Vec<&Word>, Vec<&Word>) = foreign.partition(|word| word.strongest() >= 0.5);
        set(vector, Feature::LatinShared, shared.len() as f64);
        set(vector, Feature::LatinForeign, lacking.len() as f64);
        let adverbial = matches!(prose.tokens[span[0].token].key.as_str(), "بشكل" | "بصورة" | "بطريقة");
        set(vector, Feature::AdverbBoth, flag(reading.is_adverb && adverbial));
        match (reading.is_plural, span[0].is_plural) {
            (true, true) => set(vector, Feature::PluralBoth, 1.0),
            (false, true) => set(vector, Feature::PluralArabic, 1.0),
            _ => {}
        }
    }

    /// What a span is by itself, whatever the English.
    fn inside(&self, prose: &Prose<'_>, span: &[Word], has_and: bool, given: bool, vector: &mut Vector) {
        let flag =
            |vector: &mut Vector, feature, holds: bool| set(vector, feature, f64::from(u8::from(holds)));
        let count = |of: fn(&Word) -> bool| span[1..].iter().filter(|word| of(word)).count() as f64;
        let base = self.knowledge.base.phrases();
        flag(vector, Feature::Term, base.rows(&key(span)).is_some());
        flag(vector, Feature::StopFirst, span[0].is_stop);
        flag(vector, Feature::VerbFirst, span[0].is_verb && !span[0].is_stop);
        flag(
            vector,
            Feature::LightFirst,
            span[0].is_light && span.len() > 1 && span[0].strongest() < RENDERS,
        );
        set(vector, Feature::StopInside, count(|word| word.is_stop));
        set(vector, Feature::ConjunctionInside, count(|word| word.has_conjunction));
        set(vector, Feature::PrepositionInside, count(Word::has_preposition));
        if has_and {
            set(vector, Feature::ConjunctionBoth, vector[Feature::ConjunctionInside as usize]);
        }
        set(vector, Feature::VerbInside, count(|word| word.is_verb && !word.is_stop));
        flag(vector, Feature::TanweenFirst, span[0].is_tanween);
        let bare_after_definite = span
            .windows(2)
            .filter(|pair| pair.iter().all(Word::is_noun) && pair[0].definite && !pair[1].definite)
            .count();
        set(vector, Feature::DefiniteBare, bare_after_definite as f64);
        if let [a, b] = span
            && a.is_noun()
            && b.is_noun()
        {
            let pattern = match (a.definite, b.definite) {
                (false, false) => Feature::BareBare,
                (false, true) => Feature::BareDefinite,
                (true, true) => Feature::DefiniteDefinite,
                (true, false) => Feature::DefiniteBare,
            };
            set(vector, pattern, 1.0);
        }
        if !given {
            let counts = self.counts();
            let tokens = span[0].token..span[span.len() - 1].token + 1;
            set(vector, Feature::Cohesion, counts.cohesion(prose, tokens.clone()));
            set(vector, Feature::Repeated, counts.repeated(prose, tokens));
        }
    }

    /// What stands before a span, and how it is cut from it.
    fn beginning(&self, prose: &Prose<'_>, words: &[Word], first: usize, vector: &mut Vector) {
        let span = &words[first..];
        let start = &span[0];
        if start.clitic > 0 {
            let conjunction =
                if start.has_conjunction { Feature::ConjunctionFirst } else { Feature::PrepositionFirst };
            set(vector, conjunction, 1.0);
        }
        mark_edges(prose, start.token, span[span.len() - 1].token, vector);
        let Some(before) = first.checked_sub(1).map(|i| &words[i]) else {
            if words.len() < LONGEST {
                set(vector, Feature::AfterEdge, 1.0);
            }
            return;
        };
        if self.knowledge.base.phrases().rows(&key(&words[first - 1..])).is_some() {
            set(vector, Feature::TermBefore, 1.0);
        }
        let place = if before.is_stop {
            Some(Feature::AfterStop)
        } else if !before.is_arabic {
            Some(Feature::AfterLatin)
        } else if before.is_verb {
            Some(Feature::AfterVerb)
        } else if before.is_tanween {
            Some(Feature::AfterTanween)
        } else {
            None
        };
        if let Some(feature) = place {
            set(vector, feature, 1.0);
            return;
        }
        if before.is_light && before.strongest() < RENDERS {
            set(vector, Feature::AfterLight, 1.0);
        }
        set(vector, Feature::BoundBefore, self.counts().bond(prose, before.token));
        if start.clitic > 0 || !start.is_noun() {
            return;
        }
        let cut = match (before.definite, start.definite) {
            (true, true) => Feature::CutDefinite,
            (false, true) => Feature::CutIdafa,
            (false, false) => Feature::CutBare,
            (true, false) => Feature::CutPhrase,
        };
        set(vector, cut, 1.0);
        if start.is_adjective && before.definite == start.definite {
            set(vector, Feature::CutAdjective, 1.0);
        }
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
}

/// The key of a span: its words without clitics and articles.
pub(super) fn key(span: &[Word]) -> String {
    span.iter().map(|word| word.bare.as_str()).collect::<Vec<_>>().join(" ")
}

/// Emphasis, links and abbreviations that begin at or inside the span.
fn mark_edges(prose: &Prose<'_>, first: usize, last: usize, vector: &mut Vector) {
    let segment_at = |token: usize| prose.text.origin(prose.tokens[token].range.clone());
    let (start, end) = (segment_at(first).start, segment_at(last).end);
    for mark in &prose.segment.marks {
        let holds_end = mark.range.start < end && mark.range.end >= end;
        if mark.kind == crate::model::MarkKind::Code || !holds_end {
            continue;
        }
        if mark.range.start == start {
            set(vector, Feature::MarkEdge, 1.0);
        } else if start < mark.range.start {
            set(vector, Feature::MarkCrossed, 1.0);
        }
    }
}

/// Whether a form is an adverb in ـًا.
pub(super) fn is_adverb(form: &str) -> bool {
    form.ends_with("\u{064B}\u{0627}") || form.ends_with("\u{0627}\u{064B}") && fold(form).chars().count() > 3
}
