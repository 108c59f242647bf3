//! From spans in lines to renderings of terms.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::feature::{Feature, NAMES, Vector, put};
use super::headword::{Beside, Form, agree, citation, first_words};
use super::measure::{English, EnglishWords, arabic_features};
use super::singular::Singulars;
use crate::curate::variant_groups;
use crate::knowledge::Knowledge;
use crate::maps::Map;
use crate::text::{Part, ar_key, singular_shapes};

/// Rounds in which the spans of one English term settle.
const ROUNDS: usize = 5;
/// Occurrences' worth of doubt that a span met elsewhere is the right one.
const PRIOR: f32 = 0.3;
/// The least that a span renders of its English.
const COVERED: f32 = 0.3;

/// Share of the places in which a neighbour stands beside a span that it
/// belongs to, and how much of other English it may render at most; a
/// neighbour that renders next to nothing else need stand there less often.
const BESIDE: f64 = 0.8;
const OTHERS: f32 = 0.35;
const IDLE_BESIDE: f64 = 0.6;
const IDLE: f32 = 0.25;

/// A stretch of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub sentence: u32,
    pub start: u32,
    pub end: u32,
}

/// An Arabic span of one occurrence.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Reading {
    pub place: Place,
    pub key: u32,
    /// How many words it has.
    pub words: u8,
    pub score: f32,
    pub covered: f32,
    pub outside: f32,
    pub covered_least: f32,
    pub idle: f32,
    /// In percent.
    pub lost: u8,
    pub beside: u8,
    pub is_contracted: bool,
    pub shares_lam: bool,
    pub has_grammar: bool,
    pub has_verb: bool,
    /// A word after the first has a preposition written onto it.
    pub has_clitic_inside: bool,
    /// One word that ends as adjectives do.
    pub is_adjective: bool,
    /// See [`super::span::Span`].
    pub open_before: bool,
    pub open_after: bool,
    pub agrees_before: bool,
    /// Two words that both have the article, or both lack it.
    pub is_agreeing: bool,
}

/// One place where an English candidate stands.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct Occurrence {
    pub article: u32,
    pub english: Place,
    pub is_nominal: bool,
    pub is_whole: bool,
    pub is_small: bool,
    /// It is all that its line says.
    pub is_alone: bool,
    /// What the first word of the English is.
    pub first: Part,
    pub is_plural: bool,
    pub options: Vec<Reading>,
}

/// A rendering of a term, with the places that have it.
pub(super) struct Rendering {
    /// Key of the English.
    pub en: String,
    /// The forms of the Arabic, place by place; until [`Rendering::cite`].
    pub forms: Vec<Form>,
    /// Arabic in citation form; empty until [`Rendering::cite`].
    pub headword: String,
    english: Arc<English>,
    /// The Arabic is an adjective, by the English or by what stands before it.
    is_adjective: bool,
    /// It mostly agrees with a noun before it.
    is_agreeing: bool,
    /// Occurrence and its span.
    pub rows: Vec<(usize, Reading)>,
    pub features: Vector,
    pub probability: f64,
}

/// Everything that is looked up while choosing.
pub(super) struct Context<'a> {
    pub knowledge: &'a Knowledge,
    pub vocabulary: &'a BTreeMap<String, u64>,
    pub occurrences: &'a [Occurrence],
    pub english_words: &'a EnglishWords,
    /// The text of a place: of the Arabic, of the English.
    pub arabic: &'a (dyn Fn(&Occurrence, &Reading) -> String + Sync),
    pub english: &'a (dyn Fn(&Occurrence) -> String + Sync),
}

/// The renderings of one English key, before they are compared with those of
/// others.
pub(super) fn renderings(context: &Context<'_>, en: &str, places: &[usize], nested: f64) -> Vec<Rendering> {
    let chosen = settle(context, places);
    if chosen.is_empty() {
        return Vec::new();
    }
    let mut keys: BTreeMap<String, u64> = BTreeMap::new();
    let forms: Vec<Form> = chosen
        .iter()
        .map(|(at, option, _)| {
            let text = (context.arabic)(&context.occurrences[*at], option);
            Form { key: ar_key(&text), text, is_plural: context.occurrences[*at].is_plural }
        })
        .collect();
    for form in &forms {
        *keys.entry(form.key.clone()).or_default() += 1;
    }
    let mut groups = variant_groups(&keys, context.vocabulary);
    join_numbers(&mut groups, &forms);
    join_shapes(&mut groups, &forms);
    let mut by_group: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, form) in forms.iter().enumerate() {
        by_group.entry(groups[&form.key].as_str()).or_default().push(row);
    }
    let most = by_group.values().map(Vec::len).max().unwrap_or(1);
    let english = Arc::new(English::of(context, en, places));
    let spaced: Vec<(String, usize)> =
        by_group.iter().map(|(group, rows)| (format!(" {group} "), rows.len())).collect();
    by_group
        .iter()
        .map(|(group, rows)| {
            let shown: Vec<Form> = rows.iter().map(|&row| forms[row].clone()).collect();
            let mut features: Vector = [0.0; NAMES.len()];
            english.set(&mut features);
            put(&mut features, Feature::Nested, nested);
            put(&mut features, Feature::AlwaysNested, f64::from(u8::from(nested >= 1.0)));
            let count = rows.len() as f64;
            let mean =
                |of: &dyn Fn(usize) -> f32| rows.iter().map(|&row| f64::from(of(row))).sum::<f64>() / count;
            let mut set = |feature: Feature, value: f64| put(&mut features, feature, value);
            set(Feature::Count, libm::log(count));
            set(Feature::Once, f64::from(u8::from(rows.len() == 1)));
            let share = count / chosen.len() as f64;
            set(Feature::Share, share);
            set(Feature::LogShare, libm::log(share));
            set(Feature::First, f64::from(u8::from(rows.len() == most)));
            set(Feature::Covered, mean(&|row| chosen[row].1.covered));
            set(Feature::CoveredLeast, mean(&|row| chosen[row].1.covered_least));
            set(Feature::Idle, mean(&|row| chosen[row].1.idle));
            set(Feature::Lost, mean(&|row| f32::from(chosen[row].1.lost) / 100.0));
            set(Feature::Beside, mean(&|row| f32::from(chosen[row].1.beside) / 100.0));
            let (longer, shorter) = around(&spaced, &format!(" {group} "));
            set(Feature::Within, longer / (longer + count));
            set(Feature::Holds, shorter / (shorter + count));
            set(Feature::CliticInside, mean(&|row| f32::from(u8::from(chosen[row].1.has_clitic_inside))));
            set(
                Feature::CutHead,
                mean(&|row| f32::from(u8::from(chosen[row].1.words > 1 && chosen[row].1.agrees_before))),
            );
            set(Feature::Outside, mean(&|row| chosen[row].1.outside));
            set(Feature::Certain, mean(&|row| chosen[row].2));
            set(Feature::Particle, mean(&|row| f32::from(u8::from(chosen[row].1.has_grammar))));
            set(Feature::OpenBefore, mean(&|row| f32::from(u8::from(chosen[row].1.open_before))));
            set(Feature::OpenAfter, mean(&|row| f32::from(u8::from(chosen[row].1.open_after))));
            let adjectival = mean(&|row| f32::from(u8::from(chosen[row].1.agrees_before)));
            let is_adjective = rows.iter().all(|&row| chosen[row].1.words == 1) && adjectival > 0.7;
            set(Feature::AdjectiveForNoun, if is_adjective { english.noun } else { 0.0 });
            set(Feature::Verb, mean(&|row| f32::from(u8::from(chosen[row].1.has_verb))));
            let rows = rows.iter().map(|&row| (chosen[row].0, chosen[row].1)).collect();
            let english = Arc::clone(&english);
            Rendering {
                en: en.to_owned(),
                forms: shown,
                headword: String::new(),
                is_agreeing: adjectival > 0.4,
                is_adjective: is_adjective || english.adjective > 0.5,
                english,
                rows,
                features,
                probability: 0.0,
            }
        })
        .collect()
}

/// The places of the groups that hold a group and more words, and of those
/// that it holds. Groups are given as words between spaces.
fn around(groups: &[(String, usize)], group: &str) -> (f64, f64) {
    let holds = |long: &str, short: &str| long.len() > short.len() && long.contains(short);
    let places = |is_meant: &dyn Fn(&str) -> bool| {
        groups.iter().filter(|(other, _)| is_meant(other)).map(|(_, places)| places).sum::<usize>() as f64
    };
    (places(&|other| holds(other, group)), places(&|other| holds(group, other)))
}

/// Chooses a span at every place, by its own score and by what the other
/// places of the same English have. Returns place, span and its probability.
fn settle(context: &Context<'_>, places: &[usize]) -> Vec<(usize, Reading, f32)> {
    let places: Vec<usize> =
        places.iter().copied().filter(|&at| !context.occurrences[at].options.is_empty()).collect();
    let mut masses: Map<u32, f32> = Map::default();
    let mut shares: Vec<Vec<f32>> = Vec::with_capacity(places.len());
    for round in 0..ROUNDS {
        let mut next: Map<u32, f32> = Map::default();
        shares.clear();
        for &at in &places {
            let options = &context.occurrences[at].options;
            let best = options.iter().map(|option| option.score).fold(f32::NEG_INFINITY, f32::max);
            let weigh = |option: &Reading| {
                let custom =
                    if round == 0 { 1.0 } else { masses.get(&option.key).copied().unwrap_or(0.0) + PRIOR };
                libm::expf(option.score - best) * custom
            };
            let mut weights: Vec<f32> = options.iter().map(weigh).collect();
            let total: f32 = weights.iter().sum();
            for weight in &mut weights {
                *weight /= total.max(f32::MIN_POSITIVE);
            }
            for (option, weight) in options.iter().zip(&weights) {
                *next.entry(option.key).or_default() += weight;
            }
            shares.push(weights);
        }
        masses = next;
    }
    let mut chosen = Vec::with_capacity(places.len());
    for (&at, shares) in places.iter().zip(&shares) {
        let options = &context.occurrences[at].options;
        let best = (0..options.len()).max_by(|&a, &b| shares[a].total_cmp(&shares[b]).then(b.cmp(&a)));
        if let Some(best) = best.filter(|&best| options[best].covered >= COVERED) {
            chosen.push((at, options[best], shares[best]));
        }
    }
    for _ in 0..2 {
        complete(context, &mut chosen);
    }
    chosen
}

impl Rendering {
    /// Whether it is among the commonest renderings of a word that is met
    /// more than once: worth a candidate whatever it is.
    pub(super) fn is_kept(&self) -> bool {
        let share = self.features[Feature::Share as usize];
        let is_first = self.features[Feature::First as usize] > 0.0;
        !self.en.contains(' ') && (is_first || self.rows.len() >= 2) && share >= 0.04
            || is_first && self.rows.len() >= 2
    }

    /// Chooses the headword, and says what it looks like.
    pub(super) fn cite(&mut self, singulars: &Singulars<'_>, knowledge: &Knowledge) {
        let forms = std::mem::take(&mut self.forms);
        let beside = Beside {
            is_adjective: self.is_adjective,
            is_agreeing: self.is_agreeing,
            is_countable: self.english.is_countable,
        };
        self.headword = citation(&forms, singulars, beside);
        arabic_features(knowledge, &self.en, &self.headword, singulars, &self.english, &mut self.features);
    }
}

/// Takes the neighbour in where it nearly always stands beside a span and
/// renders nothing else: عرض becomes عرض النطاق.
fn complete(context: &Context<'_>, chosen: &mut [(usize, Reading, f32)]) {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let mut longer: BTreeMap<(u32, u32), (usize, f32)> = BTreeMap::new();
    let extends = |option: &Reading, other: &Reading| {
        other.words == option.words + 1
            && other.place.sentence == option.place.sentence
            && other.place.start <= option.place.start
            && other.place.end >= option.place.end
            && other.outside - option.outside < OTHERS
    };
    for (at, option, _) in chosen.iter() {
        *counts.entry(option.key).or_default() += 1;
        for other in context.occurrences[*at].options.iter().filter(|other| extends(option, other)) {
            let (count, outside) = longer.entry((option.key, other.key)).or_default();
            *count += 1;
            *outside += other.outside - option.outside;
        }
    }
    let mut best: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    for (&(key, other), &(count, outside)) in &longer {
        let all = counts[&key];
        let share = if outside <= IDLE * count as f32 { IDLE_BESIDE } else { BESIDE };
        if all >= 2 && count as f64 >= share * all as f64 {
            let known = best.entry(key).or_insert((count, other));
            if known.0 < count {
                *known = (count, other);
            }
        }
    }
    // An adjective for a noun lacks the noun before it, and a noun may lack
    // the one after it, whichever they are: ثابتة for firmware, لوحة for
    // dashboard.
    let takes = |at: usize, option: &Reading, after: bool| {
        let place = &context.occurrences[at];
        let fits = |other: &&Reading| {
            let stays = if after { other.place.start == option.place.start } else { option.is_adjective };
            let grows = after || other.place.start < option.place.start;
            stays && grows && (after || other.is_agreeing) && extends(option, other)
        };
        place.options.iter().find(|other| option.words == 1 && fits(other))
    };
    // Only places where the English is a noun say so: backup, not backup files.
    let mut nouns: BTreeMap<u32, usize> = BTreeMap::new();
    let mut beside: BTreeMap<(u32, bool), usize> = BTreeMap::new();
    for (at, option, _) in chosen.iter().filter(|(at, ..)| context.occurrences[*at].first == Part::Noun) {
        *nouns.entry(option.key).or_default() += 1;
        for after in [false, true] {
            if takes(*at, option, after).is_some() {
                *beside.entry((option.key, after)).or_default() += 1;
            }
        }
    }
    for (at, option, _) in chosen.iter_mut() {
        let all = nouns.get(&option.key).copied().unwrap_or_default();
        let often = |after: bool| {
            let count = beside.get(&(option.key, after)).copied().unwrap_or_default();
            all >= 3 && count as f64 >= BESIDE * all as f64
        };
        let side = [false, true].into_iter().find(|&after| often(after));
        if let Some(other) = side.and_then(|after| takes(*at, option, after)) {
            *option = *other;
            continue;
        }
        let Some(&(_, key)) = best.get(&option.key) else { continue };
        let mut options = context.occurrences[*at].options.iter();
        if let Some(other) = options.find(|other| other.key == key && extends(option, other)) {
            *option = *other;
        }
    }
}

/// Joins the form that stands beside plurals with the one that stands beside
/// singulars, where the two begin alike: أدوات with أداة.
fn join_numbers(groups: &mut BTreeMap<String, String>, forms: &[Form]) {
    // Singular and plural places of each group of one word.
    let mut numbers: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    let (mut singulars, mut plurals) = (0, 0);
    for Form { key, is_plural, .. } in forms {
        let (group, is_plural) = (groups[key].as_str(), *is_plural);
        *(if is_plural { &mut plurals } else { &mut singulars }) += 1;
        let (singular, plural) = numbers.entry(group).or_default();
        *(if is_plural { plural } else { singular }) += 1;
    }
    let top = numbers.iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then(b.0.cmp(a.0)));
    let Some((singular, &(count, _))) = top else { return };
    if count < 2 || count * 10 < singulars * 3 {
        return;
    }
    let joined: Vec<String> = numbers
        .iter()
        .filter(|(group, (s, p))| {
            *group != singular && p > s && p * 10 >= plurals * 3 && begin_alike(group, singular)
        })
        .map(|(group, _)| (*group).to_owned())
        .collect();
    let singular = (*singular).to_owned();
    for group in groups.values_mut().filter(|group| joined.contains(group)) {
        group.clone_from(&singular);
    }
}

/// Joins what has the shape of a plural with its singular: نصوص with نص. A
/// shape that other words have too counts where English has a plural.
fn join_shapes(groups: &mut BTreeMap<String, String>, forms: &[Form]) {
    let written = first_words(forms);
    let beside_plurals: BTreeSet<&str> =
        forms.iter().filter(|form| form.is_plural).map(|form| form.key.as_str()).collect();
    let mut by_first: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (key, group) in groups.iter() {
        let (first, rest) = key.split_once(' ').unwrap_or((key, ""));
        by_first.entry(first).or_default().push((rest, group));
    }
    let mut joined: BTreeMap<String, String> = BTreeMap::new();
    for (key, group) in groups.iter() {
        let rest = key.split_once(' ').map_or("", |(_, rest)| rest);
        let Some(word) = written.get(key.as_str()) else { continue };
        let is_sure = !beside_plurals.contains(key.as_str());
        let singular = singular_shapes(word, is_sure).into_iter().find_map(|shape| {
            by_first.get(shape.as_str())?.iter().find(|(others, _)| agree(rest, others)).map(|(_, of)| *of)
        });
        if let Some(singular) = singular.filter(|singular| singular != group) {
            joined.insert(group.clone(), singular.to_owned());
        }
    }
    for group in groups.values_mut() {
        // A singular may itself have been taken for a plural: twice at most.
        for _ in 0..2 {
            if let Some(other) = joined.get(group).filter(|other| joined.get(*other) != Some(group)) {
                group.clone_from(other);
            }
        }
    }
}

/// Whether two phrases differ in their first word alone, and that begins
/// with the same letter and shares another with the other's.
fn begin_alike(one: &str, other: &str) -> bool {
    let split = |phrase: &str| -> (Vec<char>, String) {
        let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
        (first.chars().collect(), rest.to_owned())
    };
    let ((a, rest_a), (b, rest_b)) = (split(one), split(other));
    let mut shared = 0;
    let mut from = 0;
    for letter in &a {
        if let Some(at) = b[from..].iter().position(|other| other == letter) {
            shared += 1;
            from += at + 1;
        }
    }
    rest_a == rest_b && a.first() == b.first() && shared >= 3.min(a.len().min(b.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renderings_are_told_from_parts_of_others() {
        let groups = [(" كلمة ", 2), (" كلمة مرور ", 6), (" كلمة مرور قوية ", 1), (" كلم ", 9)]
            .map(|(group, places)| (group.to_owned(), places));
        assert_eq!(around(&groups, " كلمة "), (7.0, 0.0));
        assert_eq!(around(&groups, " كلمة مرور "), (1.0, 2.0));
    }
}
