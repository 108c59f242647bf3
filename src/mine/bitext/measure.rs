//! What the two sides of a rendering say by themselves.

use super::feature::{Feature, Vector};
use super::select::{Context, Occurrence};
use crate::knowledge::Knowledge;
use crate::mine::is_acronym;
use crate::mine::length::length_prior;
use crate::text::{Part, can_be_verb, fold, is_adjective, is_arabic, is_common, is_english, is_form};

/// What the English says by itself.
#[derive(Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct English {
    places: f64,
    pub adjective: f64,
    verb: f64,
    participle_first: bool,
    is_past: bool,
    is_ing: bool,
    common_adjective: bool,
    words: usize,
    nominal: f64,
    whole: f64,
    common: bool,
    ordinary: bool,
    ordinary_first: bool,
    all_common: bool,
    is_name: bool,
    is_unknown: bool,
    is_acronym: bool,
    negates: bool,
}

impl English {
    pub(super) fn of(context: &Context<'_>, en: &str, places: &[usize]) -> Self {
        let words: Vec<&str> = en.split(' ').collect();
        let all = places.len().max(1) as f64;
        let count = |holds: &dyn Fn(&Occurrence) -> bool| {
            places.iter().filter(|&&at| holds(&context.occurrences[at])).count() as f64
        };
        let nominal = count(&|place| place.is_nominal);
        let lists = &context.knowledge.stoplists;
        let ordinary = |word: &str| lists.en_ordinary.contains(word);
        let form = places.first().map_or_else(String::new, |&at| (context.english)(&context.occurrences[at]));
        let negates = words.iter().any(|word| {
            let known = |prefix: &str| {
                word.strip_prefix(prefix).is_some_and(|rest| rest.len() >= 4 && is_english(rest))
            };
            let adjective = |prefix: &str| word.strip_prefix(prefix).is_some_and(is_adjective);
            matches!(*word, "not" | "no" | "without" | "non" | "async" | "asynchronous")
                || known("un")
                || known("non")
                || known("anti")
                || adjective("in")
                || adjective("im")
        });
        let first = |part: Part| count(&|place| place.first == part) / all;
        let single = words.len() == 1;
        Self {
            places: all,
            adjective: if single { first(Part::Adjective) + first(Part::Participle) } else { 0.0 },
            verb: if single { first(Part::Verb) } else { 0.0 },
            is_past: single && en.ends_with("ed") && is_form(en),
            is_ing: single && en.ends_with("ing") && is_form(en),
            participle_first: !single && first(Part::Participle) > 0.5,
            common_adjective: !single && is_common(words[0]) && first(Part::Adjective) > 0.5,
            words: words.len(),
            nominal: nominal / all,
            whole: count(&|place| place.is_whole) / nominal.max(1.0),
            common: words.len() == 1 && is_common(en),
            ordinary: words.len() == 1 && ordinary(en),
            ordinary_first: words.len() > 1 && ordinary(words[0]),
            all_common: words.iter().all(|word| is_common(word)),
            is_name: count(&|place| place.is_small) == 0.0,
            is_unknown: words.len() == 1 && !is_english(en),
            is_acronym: is_acronym(&form),
            negates,
        }
    }

    pub(super) fn set(&self, features: &mut Vector) {
        let flag = |holds: bool| f64::from(u8::from(holds));
        for (feature, value) in [
            (Feature::Bias, 1.0),
            (Feature::Nominal, self.nominal),
            (Feature::Whole, self.whole),
            (Feature::Common, flag(self.common)),
            (Feature::Ordinary, flag(self.ordinary)),
            (Feature::OrdinaryFirst, flag(self.ordinary_first)),
            (Feature::CommonAdjective, flag(self.common_adjective)),
            (Feature::ParticipleFirst, flag(self.participle_first)),
            (Feature::Adjective, self.adjective),
            (Feature::IsVerb, self.verb),
            (Feature::EnCount, libm::log(self.places)),
            (Feature::PastForm, flag(self.is_past)),
            (Feature::IngForm, flag(self.is_ing)),
            (Feature::AllCommon, flag(self.all_common)),
            (Feature::EnTwo, flag(self.words == 2)),
            (Feature::EnMore, flag(self.words > 2)),
            (Feature::Name, flag(self.is_name && !self.is_acronym)),
            (Feature::Unknown, flag(self.is_unknown)),
        ] {
            features[feature as usize] = value;
        }
    }
}

pub(super) fn arabic_features(
    knowledge: &Knowledge,
    en: &str,
    headword: &str,
    english: &English,
    features: &mut Vector,
) {
    let flag = |holds: bool| f64::from(u8::from(holds));
    let words: Vec<&str> = headword.split(' ').collect();
    let latin = words.iter().filter(|word| !word.chars().any(is_arabic)).count();
    let mut set = |feature: Feature, value: f64| features[feature as usize] = value;
    set(Feature::Length, length_prior(words.len(), english.words));
    set(Feature::ArTwo, flag(words.len() == 2));
    set(Feature::ArMore, flag(words.len() > 2));
    set(Feature::Latin, flag(latin == words.len()));
    set(Feature::LatinAcronym, flag(latin == words.len() && english.is_acronym));
    set(Feature::Mixed, flag(latin > 0 && latin < words.len()));
    let first = crate::text::without_article(words[0]);
    set(Feature::Light, flag(knowledge.stoplists.ar_light.contains(&first) && !can_be_verb(en)));
    if latin == 0 {
        let letters = &knowledge.letters;
        set(Feature::Sounds, letters.probability(&headword.replace(' ', ""), en));
    }
    let negates = words.iter().any(|word| knowledge.negators.contains(&fold(word)));
    set(Feature::Negation, flag(english.negates && !negates));
}
