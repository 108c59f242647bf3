//! What the two sides of a rendering say by themselves.

use super::feature::{Feature, Vector, put};
use super::select::{Context, Occurrence};
use super::singular::Singulars;
use crate::knowledge::Knowledge;
use crate::maps::{Map, Set};
use crate::mine::is_acronym;
use crate::mine::length::length_prior;
use crate::text::{
    Part, Usage, can_be_verb, en_lemma, fold, is_adjective, is_arabic, is_common, is_english, is_form,
    phrase_usage, usage,
};

/// What is taken of words so rare that nothing is known of their use.
const RARE: Usage = Usage { general: -4.0, technical: 2.0, is_name: false };

/// The English words of a corpus, by lemma.
#[derive(Default)]
pub(super) struct EnglishWords {
    counts: Map<String, u64>,
    /// What also stands in the plural.
    plurals: Set<String>,
    all: u64,
}

impl EnglishWords {
    pub(super) fn add(&mut self, key: &str) {
        self.all += 1;
        let lemma = en_lemma(key);
        let noun = last_part(key);
        let one = en_lemma(noun);
        if one != noun && !self.plurals.contains(&one) {
            self.plurals.insert(one);
        }
        *self.counts.entry(lemma).or_default() += 1;
    }

    /// Log of how much more usual a word is here than anywhere, the fewer
    /// words the corpus has the nearer to nothing.
    fn weirdness(&self, word: &str, general: f64) -> f64 {
        let here = self.counts.get(&en_lemma(word)).copied().unwrap_or_default() as f64;
        let expected = self.all as f64 * libm::exp(general) / 1e6;
        libm::log((here + 1.0) / (expected + 1.0))
    }

    /// Log of how much oftener a phrase stands here than its first and last
    /// word would meet by chance (Church and Hanks 1990).
    fn association(&self, first: &str, last: &str, places: f64) -> f64 {
        let of = |word: &str| self.counts.get(&en_lemma(word)).copied().unwrap_or(1) as f64;
        libm::log(places * self.all.max(1) as f64 / (of(first) * of(last)))
    }
}

/// What follows the last hyphen.
fn last_part(word: &str) -> &str {
    word.rsplit('-').next().unwrap_or(word)
}

/// What the English says by itself.
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct English {
    places: f64,
    pub adjective: f64,
    /// One word, and the share of places where it is a noun.
    pub noun: f64,
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
    usages: Vec<Usage>,
    weirdness: f64,
    phrase_uses: f64,
    association: f64,
    plain_first: bool,
    plain_last: bool,
    /// Some word only describes.
    describes: bool,
    is_people: bool,
    verb_first: bool,
    verb_last: bool,
    /// What the list of English terms has of it: it, its tail, its words.
    listed: bool,
    listed_tail: f64,
    listed_words: f64,
    listed_head: f64,
    /// Its last word is met in the plural too.
    pub is_countable: bool,
    alone: f64,
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
        let usages: Vec<Usage> = words.iter().map(|word| usage(word).unwrap_or(RARE)).collect();
        let rarest = words.iter().zip(&usages).min_by(|a, b| a.1.general.total_cmp(&b.1.general));
        let weirdness =
            rarest.map_or(0.0, |(word, usage)| context.english_words.weirdness(word, usage.general));
        let phrase_uses = words
            .windows(2)
            .map(|pair| phrase_usage(pair[0], &en_lemma(pair[1])))
            .fold(f64::INFINITY, f64::min);
        let first = |part: Part| count(&|place| place.first == part) / all;
        let single = words.len() == 1;
        let last = words[words.len() - 1];
        let terms = &context.knowledge.terms;
        let tail = (1..words.len()).find(|&from| terms.has(&words[from..].join(" ")));
        let log = |count: u32| libm::log(1.0 + f64::from(count));
        let describes = |word: &str| lists.en_plain_modifiers.contains(word);
        Self {
            places: all,
            adjective: if single { first(Part::Adjective) + first(Part::Participle) } else { 0.0 },
            noun: if single { first(Part::Noun) } else { 0.0 },
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
            usages,
            weirdness,
            phrase_uses: if words.len() > 1 { phrase_uses } else { 0.0 },
            association: if single { 0.0 } else { context.english_words.association(words[0], last, all) },
            plain_first: describes(words[0]),
            plain_last: lists.en_plain_heads.contains(last) || lists.en_plain_heads.contains(&en_lemma(last)),
            describes: words.iter().any(|word| describes(word)),
            is_people: words
                .iter()
                .all(|word| lists.en_people.contains(*word) || lists.en_people.contains(&en_lemma(word))),
            verb_first: !single && can_be_verb(words[0]),
            verb_last: !single && can_be_verb(last),
            listed: terms.has(en),
            listed_tail: tail.map_or(0.0, |from| (words.len() - from) as f64 / words.len() as f64),
            listed_words: words.iter().map(|word| log(terms.counts(word).0)).sum::<f64>()
                / words.len() as f64,
            listed_head: log(terms.counts(last).1),
            is_countable: context.english_words.plurals.contains(&en_lemma(last_part(last))),
            alone: count(&|place| place.is_alone) / all,
        }
    }

    pub(super) fn set(&self, features: &mut Vector) {
        let flag = |holds: bool| f64::from(u8::from(holds));
        let is_single = self.words == 1;
        let of = |value: &dyn Fn(&Usage) -> f64| self.usages.iter().map(value).collect::<Vec<f64>>();
        let (technical, general) = (of(&|usage| usage.technical), of(&|usage| usage.general));
        let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
        let mean = technical.iter().sum::<f64>() / technical.len().max(1) as f64;
        let head = technical.last().copied().unwrap_or_default();
        let is_proper = self.usages.iter().any(|usage| usage.is_name);
        let several = |value: f64| if is_single { 0.0 } else { value };
        for (feature, value) in [
            (Feature::Technical, if is_single { head } else { 0.0 }),
            (Feature::TechnicalMean, several(mean)),
            (Feature::TechnicalLeast, several(least(&technical))),
            (Feature::TechnicalLast, several(head)),
            (Feature::General, if is_single { least(&general) } else { 0.0 }),
            (Feature::GeneralLeast, several(least(&general))),
            (Feature::Weirdness, self.weirdness),
            (Feature::PhraseUses, self.phrase_uses),
            (Feature::Alone, self.alone),
            (Feature::PlainFirst, flag(!is_single && self.plain_first)),
            (Feature::Plain, flag(is_single && self.plain_first)),
            (Feature::PlainHead, flag(!is_single && self.plain_last)),
            (Feature::PlainNoun, flag(is_single && self.plain_last)),
            (Feature::People, flag(self.is_people)),
            (Feature::VerbFirst, flag(self.verb_first)),
            (Feature::VerbLast, flag(self.verb_last)),
            (Feature::Association, self.association),
            (Feature::Listed, flag(self.listed)),
            (Feature::ListedTail, self.listed_tail),
            (Feature::ListedWords, self.listed_words),
            (Feature::ListedHead, self.listed_head),
            (Feature::ProperName, flag(is_proper && self.is_name)),
            (Feature::NeverWhole, flag(!is_single && self.whole == 0.0)),
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
            put(features, feature, value);
        }
    }
}

pub(super) fn arabic_features(
    knowledge: &Knowledge,
    en: &str,
    headword: &str,
    singulars: &Singulars<'_>,
    english: &English,
    features: &mut Vector,
) {
    let flag = |holds: bool| f64::from(u8::from(holds));
    let words: Vec<&str> = headword.split(' ').collect();
    let latin = words.iter().filter(|word| !word.chars().any(is_arabic)).count();
    let mut set = |feature: Feature, value: f64| put(features, feature, value);
    set(Feature::Length, length_prior(words.len(), english.words));
    set(Feature::ArTwo, flag(words.len() == 2));
    set(Feature::ArMore, flag(words.len() > 2));
    set(Feature::Latin, flag(latin == words.len()));
    set(Feature::LatinAcronym, flag(latin == words.len() && english.is_acronym));
    set(Feature::Mixed, flag(latin > 0 && latin < words.len()));
    let first = crate::text::without_article(words[0]);
    let last = crate::text::without_article(words[words.len() - 1]);
    let is_plain = knowledge.stoplists.ar_plain_modifiers.contains(&last);
    set(Feature::PlainLast, flag(words.len() > 1 && is_plain && !english.describes));
    set(Feature::PlainArabic, flag(words.len() == 1 && is_plain));
    set(Feature::Light, flag(knowledge.stoplists.ar_light.contains(&first) && !can_be_verb(en)));
    let (bare, definite) = singulars.counts(&fold(&first));
    set(Feature::NeverDefinite, if definite == 0 { libm::log(1.0 + bare as f64) } else { 0.0 });
    if latin == 0 {
        let letters = &knowledge.letters;
        set(Feature::Sounds, letters.probability(&headword.replace(' ', ""), en));
    }
    let negates = words.iter().any(|word| knowledge.negators.contains(&fold(word)));
    set(Feature::Negation, flag(english.negates && !negates));
}
