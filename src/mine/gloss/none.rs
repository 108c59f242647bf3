//! What speaks against a gloss: the features of the choice "none".

use super::choice::is_adverb;
use super::feature::{Feature, NAMES, Vector, set};
use super::site::{Form, Site};
use super::span::{Choice, Scorer, is_rendered};
use crate::model::{BlockKind, MarkKind};
use crate::text::{Prose, fold};

/// What holds whether or not the Arabic renders the English.
const FIRM: [Feature; 13] = [
    Feature::None,
    Feature::NoneQuote,
    Feature::NoneCue,
    Feature::NoneDash,
    Feature::NoneReverse,
    Feature::NoneInside,
    Feature::NoneCued,
    Feature::NoneKnown,
    Feature::NoneCode,
    Feature::NoneHump,
    Feature::NoneHumps,
    Feature::NoneMarked,
    Feature::NoneLastRenders,
];

impl Scorer<'_, '_> {
    /// The features of "no gloss" at a site whose spans are `choices`.
    pub(super) fn none(&self, prose: &Prose<'_>, site: &Site, choices: &[Choice]) -> Vector {
        let mut vector = [0.0; NAMES.len()];
        let best = |feature: Feature| {
            choices.iter().map(|choice| choice.vector[feature as usize]).fold(0.0, f64::max)
        };
        let covered = best(Feature::Covered);
        // Where the Arabic plainly renders the English, its place and shape
        // matter little.
        let shown = covered
            .max(best(Feature::KnownPair))
            .max(best(Feature::Sounds))
            .max(best(Feature::SoundsWhole))
            .max(0.8 * best(Feature::LettersAll));
        let mut flag = |feature, holds: bool| {
            let is_firm = FIRM.contains(&feature);
            let value = if is_firm { 1.0 } else { 1.0 - 0.9 * shown.min(1.0) };
            set(&mut vector, feature, if holds { value } else { 0.0 });
        };
        flag(Feature::None, true);
        flag(Feature::NoneQuote, site.form == Form::Quote);
        flag(Feature::NoneCue, site.form == Form::Cue);
        flag(Feature::NoneDash, site.form == Form::Dash);
        flag(Feature::NoneReverse, site.form == Form::Reverse);
        flag(Feature::NoneInside, site.form == Form::Inside);
        self.english_says(prose, site, &mut flag);
        self.place_says(prose, site, choices, &mut flag);
        flag(Feature::NoneKnown, best(Feature::KnownPair) > 0.0);
        flag(Feature::NoneGap, covered < 0.1 && self.knows_english(&site.gloss.name));
        set(&mut vector, Feature::NoneCovered, covered);
        set(&mut vector, Feature::NoneSounds, best(Feature::Sounds).max(best(Feature::SoundsWhole)));
        set(&mut vector, Feature::NoneLetters, best(Feature::Letters));
        // This bracket itself is no evidence of the habit.
        let (rendered, others) = self.habit();
        let own = f64::from(u8::from(is_rendered(choices)));
        let odds = (rendered - own + 1.0) / (others - (1.0 - own) + 1.0).max(1.0);
        set(&mut vector, Feature::NoneHabit, libm::log(odds.max(0.05)).clamp(-3.0, 3.0));
        let words = site.gloss.name.split_whitespace().count();
        set(&mut vector, Feature::NoneLong, words.saturating_sub(3) as f64);
        vector
    }

    /// What the English is.
    fn english_says(&self, prose: &Prose<'_>, site: &Site, flag: &mut dyn FnMut(Feature, bool)) {
        let name = site.gloss.name.as_str();
        let is_single = !name.contains(char::is_whitespace);
        let acronym = self.is_abbreviation(name);
        let expanded = acronym && self.expansions(name).next().is_some();
        let starts_upper = name.starts_with(|c: char| c.is_uppercase());
        // Cross-Entropy is no code, parseInt is.
        let inner_upper = name
            .chars()
            .zip(name.chars().skip(1))
            .any(|(before, letter)| before.is_alphanumeric() && letter.is_uppercase());
        let signs =
            name.chars().any(|c| !c.is_alphanumeric() && !matches!(c, ' ' | '-' | '\'' | '\u{2019}' | '/'));
        flag(Feature::NoneCued, site.gloss.cued);
        flag(Feature::NoneAcronym, acronym && !expanded);
        flag(Feature::NoneExpanded, expanded);
        flag(Feature::NoneLower, is_single && !starts_upper && !acronym);
        flag(Feature::NoneCapital, is_single && starts_upper && !acronym);
        flag(Feature::NoneName, self.knowledge.base.is_name(name));
        flag(Feature::NoneDigits, name.chars().any(|c| c.is_ascii_digit()));
        flag(Feature::NoneCode, signs || is_single && inner_upper && !acronym);
        let humps =
            name.chars().zip(name.chars().skip(1)).filter(|(a, b)| a.is_lowercase() && b.is_uppercase());
        let humps = if is_single { humps.count() } else { 0 };
        flag(Feature::NoneHump, humps == 1);
        flag(Feature::NoneHumps, humps > 1);
        flag(Feature::NoneTwoLetters, acronym && name.len() == 2);
        let marked = prose.marks_at(site.gloss.tokens.start).any(|mark| mark.kind == MarkKind::Emphasis);
        let before = site.gloss.tokens.start.saturating_sub(2);
        let marked_before = prose.marks_at(before).any(|mark| mark.kind == MarkKind::Emphasis);
        flag(Feature::NoneMarked, marked && !marked_before);
        let first = fold(name.split_whitespace().next().unwrap_or_default());
        flag(Feature::NoneListed, self.knowledge.stoplists.en_not_gloss.contains(&first));
        flag(Feature::NoneAlias, !site.gloss.alias.is_empty());
        let key = &prose.tokens[site.gloss.tokens.start].key;
        let inside = prose.bytes(site.gloss.tokens.clone());
        let elsewhere = self.article.foreign.get(key).is_some_and(|&count| count > 1);
        flag(Feature::NoneElsewhere, elsewhere && !inside.is_empty());
    }

    /// What the word before the bracket and the block say.
    fn place_says(
        &self,
        prose: &Prose<'_>,
        site: &Site,
        choices: &[Choice],
        flag: &mut dyn FnMut(Feature, bool),
    ) {
        let Some(tokens) = choices.iter().map(|choice| &choice.tokens).max_by_key(|tokens| tokens.len())
        else {
            return;
        };
        let last = tokens.end - 1;
        let shape = self.shape(prose, last);
        let alone = choices.iter().filter(|choice| choice.tokens.len() == 1);
        let renders = alone.map(|choice| choice.vector[Feature::Covered as usize]).fold(0.0, f64::max);
        flag(Feature::NoneLastRenders, renders > 0.0);
        flag(Feature::NoneLastUnknown, !shape.is_known);
        flag(Feature::NoneLastOpener, shape.is_stop);
        flag(Feature::NoneLastLatin, !shape.is_arabic);
        flag(Feature::NoneLastLight, shape.is_light);
        flag(Feature::NoneLastVerb, shape.is_verb);
        flag(Feature::NoneAdverb, is_adverb(prose.form(last..last + 1)));
        let in_link =
            prose.marks_at(site.gloss.tokens.start).any(|mark| matches!(mark.kind, MarkKind::Link(_)));
        flag(Feature::NoneLink, in_link);
        flag(Feature::NoneHeading, matches!(prose.segment.kind, BlockKind::Heading(_)));
        flag(Feature::NoneItem, matches!(prose.segment.kind, BlockKind::ListItem | BlockKind::Cell));
        flag(Feature::NoneBlockEnd, site.gloss.tokens.end + 1 >= prose.tokens.len());
        flag(Feature::NoneShort, tokens.len() == 1);
    }

    /// Whether the lexicon has seen every word of the English.
    fn knows_english(&self, name: &str) -> bool {
        self.content(name).iter().all(|stem| self.knowledge.lexicon.knows_en(stem))
    }
}
