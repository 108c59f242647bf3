//! Whether the English looks like a term.

use super::Subject;
use super::feature::Feature;
use super::measure::{Values, mean};
use crate::mine::is_acronym;
use crate::text::{
    Part, can_be_verb, en_key, en_lemma, en_stem, fold, is_adjective, is_common, is_english, is_form,
    parts_of_speech, tokenize,
};

pub(super) fn english(subject: &Subject<'_>, values: &mut Values) {
    let Subject { en, knowledge, .. } = subject;
    let lists = &knowledge.stoplists;
    let words: Vec<String> = en.split([' ', '-']).filter(|word| !word.is_empty()).map(fold).collect();
    let single = words.len() == 1;
    let (first, last) = (words.first().map_or("", String::as_str), words.last().map_or("", String::as_str));
    values.flag(Feature::EnTwo, words.len() == 2);
    values.flag(Feature::EnThree, words.len() == 3);
    values.flag(Feature::EnMore, words.len() > 3);
    let acronym = is_acronym(en);
    values.flag(Feature::Acronym, acronym);
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let capitals = en.split([' ', '-']).filter(|word| is_capital(word)).count();
    values.flag(Feature::Capital, single && capitals == 1 && !acronym);
    values.flag(Feature::Capitals, capitals > 1);
    let humps = en.chars().zip(en.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let signs = en.chars().any(|c| !c.is_alphanumeric() && !matches!(c, ' ' | '-' | '\'' | '/'));
    values.flag(Feature::Code, !acronym && (humps || signs));
    values.flag(Feature::Digits, en.chars().any(|c| c.is_ascii_digit()));
    let share =
        |holds: &dyn Fn(&str) -> bool| mean(words.iter().map(|word| f64::from(u8::from(holds(word)))));
    if !acronym {
        values.flag(Feature::Common, single && is_common(first));
        values.flag(Feature::Ordinary, single && lists.en_ordinary.contains(first));
        values.set(Feature::Unknown, share(&|word| !is_english(word)));
    }
    if !single {
        values.flag(Feature::OrdinaryFirst, lists.en_ordinary.contains(first));
        values.set(Feature::CommonShare, share(&is_common));
    }
    let lemma = en_lemma(last);
    let is_plain = |word: &str| lists.en_plain_modifiers.contains(word);
    values.flag(Feature::Plain, single && is_plain(first));
    values.flag(Feature::PlainFirst, !single && is_plain(first));
    values.flag(Feature::PlainInside, words.iter().skip(1).any(|word| is_plain(word)));
    let is_plain_noun = lists.en_plain_heads.contains(&lemma) || lists.en_plain_heads.contains(last);
    values.flag(Feature::PlainHead, !single && is_plain_noun);
    values.flag(Feature::PlainNoun, single && is_plain_noun);
    values.flag(Feature::Person, words.iter().any(|word| lists.en_people.contains(word)));
    let is_loud = en.len() > 2 && en.bytes().all(|c| c.is_ascii_uppercase());
    values.flag(Feature::Label, is_loud && is_common(first));
    known(subject, &words, values);
    let tokens = tokenize(en);
    let parts: Vec<Part> = parts_of_speech(en, &tokens, &[]);
    if single && !acronym {
        values.flag(Feature::Verb, parts.first() == Some(&Part::Verb));
        values.flag(Feature::Adjective, is_adjective(first));
        values.flag(Feature::Adverb, matches!(parts.first(), Some(Part::Adverb | Part::Grammar)));
        values.flag(Feature::PastForm, first.ends_with("ed") && is_form(first));
        values.flag(Feature::IngForm, first.ends_with("ing") && is_form(first));
    } else if !single {
        values.flag(Feature::IngFirst, first.ends_with("ing") && is_form(first));
        values.flag(Feature::PastFirst, first.ends_with("ed") && is_form(first));
        values.flag(Feature::VerbFirst, parts.first() == Some(&Part::Verb) || can_be_verb(first));
        values.flag(Feature::CommonAdjective, is_adjective(first) && is_common(first));
        values.flag(
            Feature::NoNounLast,
            parts.last().is_some_and(|part| *part != Part::Noun) && !is_acronym(last),
        );
        values.flag(Feature::Grammar, parts.contains(&Part::Grammar));
    }
    values.flag(Feature::NotGloss, lists.en_not_gloss.contains(first));
}

/// What approved terms say of the words.
fn known(subject: &Subject<'_>, words: &[String], values: &mut Values) {
    let Subject { en, ar, knowledge, .. } = subject;
    let technical = |word: &String| libm::log(1.0 + f64::from(knowledge.term_words.count(&en_stem(word))));
    values.set(Feature::Technical, mean(words.iter().map(technical)));
    values.set(Feature::TechnicalHead, words.last().map_or(0.0, technical));
    values.flag(Feature::Untechnical, words.iter().all(|word| technical(word) == 0.0));
    let key = en_key(en);
    let is_known = |key: &str| knowledge.base.of_english(key).next().is_some();
    values.flag(Feature::KnownEnglish, is_known(&key));
    let parts: Vec<&str> = key.split(' ').collect();
    let has_part = (0..parts.len())
        .flat_map(|from| (from + 1..=parts.len()).map(move |to| from..to))
        .filter(|range| range.len() < parts.len())
        .any(|range| is_known(&parts[range].join(" ")));
    values.flag(Feature::KnownPart, has_part);
    let listed = &knowledge.terms;
    values.flag(Feature::Listed, listed.has(en));
    let tail = (1..parts.len()).find(|&from| listed.has(&parts[from..].join(" ")));
    values
        .set(Feature::ListedTail, tail.map_or(0.0, |from| (parts.len() - from) as f64 / parts.len() as f64));
    let log = |count: u32| libm::log(1.0 + f64::from(count));
    values.set(Feature::ListedWords, mean(words.iter().map(|word| log(listed.counts(word).0))));
    values.set(Feature::ListedHead, words.last().map_or(0.0, |word| log(listed.counts(word).1)));
    let arabic = crate::text::ar_key(ar);
    values.flag(Feature::KnownArabic, knowledge.base.phrases().rows(&arabic).is_some());
    values.flag(Feature::KnownName, knowledge.base.is_name(en));
}
