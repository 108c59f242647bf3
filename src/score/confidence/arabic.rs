//! Whether the Arabic looks like a term by itself.

use super::Subject;
use super::feature::Feature;
use super::measure::Values;
use crate::text::{TANWEEN, can_be_verb, fold, is_adjective, is_form, without_article};

/// Endings of adjectives made of nouns.
const NISBA: [&str; 2] = ["ي", "ية"];
/// Endings of English adjectives and of words that may be one.
const ADJECTIVES: [&str; 9] = ["al", "ic", "ive", "ous", "able", "ible", "ary", "less", "ed"];

pub(super) fn arabic(subject: &Subject<'_>, values: &mut Values) {
    let Subject { en, ar, knowledge, .. } = subject;
    let lists = &knowledge.stoplists;
    let words: Vec<String> = ar.split(' ').map(fold).collect();
    let (first, last) = (words[0].as_str(), words[words.len() - 1].as_str());
    let english: Vec<String> = en.split([' ', '-']).map(fold).collect();
    values.flag(Feature::ArTwo, words.len() == 2);
    values.flag(Feature::ArThree, words.len() == 3);
    values.flag(Feature::ArMore, words.len() > 3);
    let bare = without_article(first);
    let is_verbal = english.first().is_some_and(|word| can_be_verb(word) || is_form(word));
    values.flag(Feature::LightFirst, lists.ar_light.contains(&bare) && !is_verbal);
    values.flag(Feature::OpenerFirst, lists.ar_openers.contains(first));
    values.flag(Feature::FunctionFirst, lists.ar_function.contains(first));
    values.flag(Feature::FunctionInside, words.iter().skip(1).any(|word| lists.ar_function.contains(word)));
    values.flag(Feature::IncompleteLast, lists.ar_incomplete.contains(last));
    let is_plain = lists.ar_plain_modifiers.contains(&without_article(last));
    let says_so = english.iter().any(|word| lists.en_plain_modifiers.contains(word));
    values.flag(Feature::PlainLast, words.len() > 1 && is_plain && !says_so);
    values.flag(Feature::PlainArabic, words.len() == 1 && is_plain);
    let plural =
        |word: &str| word.chars().count() > 4 && ["ات", "ون", "ين"].iter().any(|end| word.ends_with(end));
    let en_plural = english.last().is_some_and(|word| word.ends_with('s') && !word.ends_with("ss"));
    values.flag(Feature::PluralArabic, plural(first) && !en_plural);
    let is_nisba = NISBA.iter().any(|end| last.ends_with(end)) && last.chars().count() > 4;
    let en_adjective = english
        .iter()
        .any(|word| is_adjective(word) || ADJECTIVES.iter().any(|end| word.len() > 4 && word.ends_with(end)));
    let sounds = values.0[Feature::Sounds as usize];
    values.flag(Feature::AdjectiveArabic, words.len() == 1 && is_nisba && !en_adjective && sounds < 0.5);
    let definite = |word: &str| word.starts_with("ال") && word.chars().count() > 4;
    values.flag(
        Feature::DefiniteBare,
        words.len() > 1 && definite(first) && words.iter().skip(1).any(|word| !definite(word)),
    );
    values.flag(Feature::Tanween, ar.contains(TANWEEN));
}
