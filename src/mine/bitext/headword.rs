//! The citation form of a rendering: what a dictionary would print.

use std::collections::BTreeMap;

use super::singular::Singulars;
use crate::curate::{Forms, indefinite, variant_headword};
use crate::text::{singular_shapes, strip_article_as_written};

/// A form as one place has it, clitics left out.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub text: String,
    /// Its key, [`crate::text::ar_key`].
    pub key: String,
    /// The English beside it is a plural.
    pub is_plural: bool,
}

/// What the citation form must know beside the forms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    /// It is an adjective.
    pub is_adjective: bool,
    /// It stands after nouns that it agrees with.
    pub is_agreeing: bool,
    /// The corpus has the English noun in the plural.
    pub is_countable: bool,
}

/// The headword of forms that are variants of one rendering: the singular,
/// by the English beside it, without article unless usage nearly always has
/// it, and masculine for an adjective.
pub(super) fn citation(forms: &[Form], singulars: &Singulars<'_>, english: Beside) -> String {
    let Beside { is_adjective, is_agreeing, .. } = english;
    // Places beside a singular, and beside a plural, by key.
    let mut numbers: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for form in forms {
        let (singular, plural) = numbers.entry(&form.key).or_default();
        *(if form.is_plural { plural } else { singular }) += 1;
    }
    let witness = |&(singular, plural): &(u64, u64)| {
        let (singular, plural) = (singular as f64, plural as f64);
        singular * (singular + 1.0) / (singular + plural + 1.0)
    };
    let best = numbers.iter().max_by(|a, b| {
        witness(a.1).total_cmp(&witness(b.1)).then((a.1.0 + a.1.1).cmp(&(b.1.0 + b.1.1))).then(b.0.cmp(a.0))
    });
    let Some((key, _)) = best else { return String::new() };
    // A masculine adjective may look like the plural of its feminine: نشط.
    let shown = || shown_singular(key, &numbers, &first_words(forms));
    let key = if is_adjective { key } else { shown().unwrap_or(key) };
    let (singular, plural) = numbers[key];
    let mut rendering = Forms::default();
    for form in forms.iter().filter(|form| form.key == *key) {
        *rendering.forms.entry(form.text.clone()).or_default() += 1;
    }
    let headword = spelled(&indefinite(&variant_headword(&rendering, singulars.vocabulary())));
    if let Some(acronym) = headword.strip_suffix('s').filter(|stem| is_capitals(stem)) {
        return acronym.to_owned();
    }
    if is_adjective {
        return singulars.masculine(&headword, is_agreeing);
    }
    if singular == 0 {
        return singulars.singular_of_many(&headword);
    }
    // Beside names of several words, or as the word for the kind, a plural
    // stands beside singulars too.
    if plural >= singular {
        singulars.singular(&headword)
    } else if english.is_countable {
        singulars.singular_of_shape(&headword)
    } else {
        headword
    }
}

/// A phrase as dictionaries spell it: no article on Latin words (عقدة الDOM),
/// nor after غير of two words, and no hamza where the first letter is only
/// there to carry a vowel (إختصار).
fn spelled(phrase: &str) -> String {
    let words: Vec<&str> = phrase.split(' ').collect();
    let is_negated = words.len() == 2 && words[0] == "غير";
    let word = |word: &str| {
        let bare = strip_article_as_written(word);
        let rest = word.strip_prefix("ال").unwrap_or(word);
        if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return rest.to_owned();
        }
        let article = if is_negated { "" } else { &word[..word.len() - bare.len()] };
        match bare.strip_prefix('إ').filter(|_| carries_a_vowel(bare)) {
            Some(rest) => format!("{article}ا{rest}"),
            None => format!("{article}{bare}"),
        }
    };
    words.into_iter().map(word).collect::<Vec<_>>().join(" ")
}

/// Whether the first letter is that of the verbal nouns افتعال, انفعال and
/// استفعال, and not of إفعال (إنتاج, إنشاء) or of a loan word.
fn carries_a_vowel(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let is = |at: usize, letter: char| letters.get(at) == Some(&letter);
    let is_root = |at: usize| letters.get(at).is_some_and(|letter| !matches!(letter, 'ا' | 'و' | 'ي'));
    let eighth = is(2, 'ت') && is_root(1) && is_root(3) && is(4, 'ا');
    let seventh = is(1, 'ن') && is_root(2) && is_root(3) && is(4, 'ا');
    let tenth = is(1, 'س') && is(2, 'ت') && is_root(3) && is_root(4) && is(5, 'ا');
    eighth || seventh || tenth
}

fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|c| c.is_ascii_uppercase())
}

/// Share of the places of a plural that its singular must have to be shown.
const SHOWN: u64 = 8;

/// The key among the others that is the singular of this one, by shape.
fn shown_singular<'n>(
    key: &str,
    numbers: &BTreeMap<&'n str, (u64, u64)>,
    written: &BTreeMap<&str, &str>,
) -> Option<&'n str> {
    let rest = key.split_once(' ').map_or("", |(_, rest)| rest);
    let all = |(singular, plural): (u64, u64)| singular + plural;
    let (singulars, plurals) = *numbers.get(key)?;
    let own = singulars + plurals;
    let shown = |shape: String| {
        let (singular, count) = numbers.iter().find(|(other, _)| {
            let (word, others) = other.split_once(' ').unwrap_or((other, ""));
            word == shape && agree(rest, others)
        })?;
        (all(*count) * SHOWN >= own).then_some((all(*count), *singular))
    };
    let found = singular_shapes(written.get(key)?, plurals == 0).into_iter().filter_map(shown);
    found.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(a.1))).map(|(_, singular)| singular)
}

/// By key, a first word as written, without article, one with a hamza rather
/// than one without.
pub(super) fn first_words(forms: &[Form]) -> BTreeMap<&str, &str> {
    let mut words: BTreeMap<&str, &str> = BTreeMap::new();
    for form in forms {
        let word = strip_article_as_written(form.text.split(' ').next().unwrap_or_default());
        let known = words.entry(&form.key).or_insert(word);
        if known.starts_with('ا') {
            *known = word;
        }
    }
    words
}

/// Whether two phrases are the same but for the endings of adjectives.
pub(super) fn agree(one: &str, other: &str) -> bool {
    let bare = |word: &str| word.strip_suffix('ة').unwrap_or(word).to_owned();
    one.split(' ').map(bare).eq(other.split(' ').map(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headword_is_spelled_as_dictionaries_do() {
        for (written, shown) in [
            ("إختصار", "اختصار"),
            ("دالة الكثافة الإحتمالية", "دالة الكثافة الاحتمالية"),
            ("إندماج", "اندماج"),
            ("إستخراج", "استخراج"),
            ("إنتاج", "إنتاج"),
            ("إنشاء", "إنشاء"),
            ("إصدار الإدخال", "إصدار الإدخال"),
            ("عقدة الDOM", "عقدة DOM"),
            ("غير الخطي", "غير خطي"),
            ("تحويل غير الخطي", "تحويل غير الخطي"),
        ] {
            assert_eq!(spelled(written), shown);
        }
    }
}
