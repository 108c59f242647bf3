//! What an entry is called: both sides in citation form.

use std::collections::BTreeMap;

use super::entry::{Builder, Pair};
use super::singular;
use super::variants::{self, Rendering, is_alone};
use crate::align::en_stems;
use crate::knowledge::{BaseTerm, Knowledge};
use crate::mine::is_acronym;
use crate::model::{Evidence, Miner};
use crate::text::{
    ar_key, ar_stem, en_key, en_lemma, fold, is_adjective, is_english, singular_shapes,
    strip_article_as_written, without_article,
};

/// A word renders another when their link is at least this strong.
const RENDERS: f64 = 0.1;

/// The English headword: the base's, else the most frequent form of the
/// concept in the singular and its usual case. `spelled` is its Arabic
/// spelling, if it has one: أندرياس is Andreas, not Andrea.
pub(super) fn english(
    concept: &str,
    forms: &BTreeMap<&str, u64>,
    base: Option<&BaseTerm>,
    spelled: Option<&str>,
    knowledge: &Knowledge,
) -> String {
    if let Some(term) =
        base.or_else(|| knowledge.base.of_english(concept).find(|term| en_key(&term.en) == concept))
    {
        return term.en.clone();
    }
    let mut cased: BTreeMap<String, u64> = BTreeMap::new();
    for (form, count) in forms.iter().filter(|(form, _)| en_key(form) == concept) {
        let singular = in_singular(form);
        let is_spelled_out = |ar| {
            form.strip_suffix('s') == Some(&singular)
                && (ar == *form && singular.chars().skip(1).any(char::is_lowercase)
                    || knowledge.letters.log_ratio(ar, form) > knowledge.letters.log_ratio(ar, &singular))
        };
        let shown = if spelled.is_some_and(is_spelled_out) { (*form).to_owned() } else { singular };
        *cased.entry(shown).or_default() += count;
    }
    let best = cased.into_iter().max_by(|a, b| {
        // A term that is ever written small is no name.
        let small = |form: &str| form.chars().next().is_some_and(char::is_lowercase);
        small(&a.0).cmp(&small(&b.0)).then(a.1.cmp(&b.1)).then(b.0.cmp(&a.0))
    });
    let lists = &knowledge.stoplists;
    let is_listed = |form: &str| lists.en_people.contains(&fold(form)) || knowledge.base.is_name(form);
    let name = spelled.is_some() || best.as_ref().is_some_and(|(form, _)| is_listed(form));
    best.map_or_else(|| concept.to_owned(), |(form, _)| if name { form } else { usual_case(&form) })
}

/// Words that join the words after them to those before.
const LINKING: [&str; 15] = [
    "of", "in", "on", "to", "for", "from", "with", "without", "between", "by", "as", "at", "and", "or", "per",
];

/// Without a leading article, the last word in the singular, its case kept.
/// Phrases of two parts stay as they are.
fn in_singular(form: &str) -> String {
    let form =
        ["the ", "The ", "a ", "an "].iter().find_map(|article| form.strip_prefix(article)).unwrap_or(form);
    let capitals =
        form.strip_suffix('s').filter(|stem| stem.len() > 1 && stem.chars().all(|c| c.is_ascii_uppercase()));
    if let Some(acronym) = capitals {
        return acronym.to_owned();
    }
    let (head, last) =
        form.rsplit_once([' ', '-']).map_or(("", form), |(head, last)| (&form[..=head.len()], last));
    // The last word of "chains of methods" is not its head.
    if form.split(' ').skip(1).any(|word| LINKING.contains(&word)) {
        return form.to_owned();
    }
    let lemma = en_lemma(&fold(last));
    let kept =
        if last.len() == fold(last).len() && fold(last).starts_with(lemma.as_str()) && !is_acronym(last) {
            &last[..lemma.len()]
        } else {
            return if fold(last) == lemma || is_acronym(last) {
                form.to_owned()
            } else {
                format!("{head}{lemma}")
            };
        };
    format!("{head}{kept}")
}

/// Title case is a heading's, not the term's; a word that no
/// dictionary has is a name and keeps its capital.
fn usual_case(form: &str) -> String {
    let words: Vec<&str> = form.split(' ').collect();
    let is_title = |word: &&str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.clone().count() > 0
            && chars.all(|c| c.is_lowercase() || c == '-')
    };
    if words.iter().all(|w| is_title(w) || w.chars().all(char::is_lowercase)) {
        let usual = |word: &&str| {
            let small = word.to_lowercase();
            let is_known = small.split('-').all(|part| is_english(part) || is_english(&en_lemma(part)));
            if is_known { small } else { (*word).to_owned() }
        };
        words.iter().map(usual).collect::<Vec<_>>().join(" ")
    } else {
        form.to_owned()
    }
}

/// The Arabic in citation form: as parallel text cites it, else the form that
/// most have, in the singular.
pub(super) fn arabic(
    pair: &Pair,
    rows: &[&Evidence],
    forms: &Rendering,
    en: &str,
    builder: &Builder<'_>,
) -> String {
    let (vocabulary, base) = (&builder.corpus.vocabulary, &builder.knowledge.base);
    let form = cited(rows).unwrap_or_else(|| {
        let form = variants::headword(forms, vocabulary);
        if is_alone(&pair.rendering) {
            form
        } else if forms.singular.is_empty() {
            let renders = |word: &str| renders(word, en, builder.knowledge);
            singular::singular(&form, vocabulary, base, &renders)
        } else if !en.contains(' ') && is_adjective(en.strip_prefix("non-").unwrap_or(en)) {
            singular::masculine(&form, vocabulary)
        } else {
            form
        }
    });
    if is_alone(&pair.rendering) {
        return form;
    }
    if let Some(listed) = listed(&form, en, builder.knowledge) {
        return listed.to_owned();
    }
    let form = without_bare_article(&builder.knowledge.orthography.spell(&form));
    // دوال beside `function`: the base glossary knows its singular.
    let singular = base.singular(&ar_key(&form)).filter(|singular| !is_another(singular, &form, en, builder));
    singular.map_or(form, str::to_owned)
}

/// نوع never of نوع ال never.
fn without_bare_article(form: &str) -> String {
    form.split(' ').filter(|word| *word != "ال").collect::<Vec<_>>().join(" ")
}

/// The listed rendering of the English that a form is, or is an inflected form
/// of: مكون مخصص of مكون مخصصة, دالة تنشيط of دوال التنشيط.
fn listed<'k>(form: &str, en: &'k str, knowledge: &'k Knowledge) -> Option<&'k str> {
    let long = knowledge.acronyms.expansions(en).flat_map(|long| knowledge.terms.renderings(long));
    let listed: Vec<&str> =
        knowledge.terms.renderings(en).chain(knowledge.acronyms.of_name(en)).chain(long).collect();
    let (key, own) = (ar_key(form), articles(form));
    let same = listed.iter().filter(|rendering| ar_key(rendering) == key);
    if let Some(rendering) = same.min_by_key(|rendering| articles(rendering)) {
        // الاتحاد الدولي للنقل الجوي has its article always, نوع الدالة has not.
        let always = listed.iter().all(|rendering| has_article(rendering));
        return (articles(rendering) <= own || always).then_some(rendering);
    }
    listed.into_iter().find(|rendering| is_inflected(form, rendering))
}

/// How many words have the article.
fn articles(phrase: &str) -> usize {
    phrase.split(' ').filter(|word| has_article(word)).count()
}

fn has_article(word: &str) -> bool {
    strip_article_as_written(word) != word
}

/// Whether a form is another one with other endings or in the plural, word by
/// word.
fn is_inflected(form: &str, of: &str) -> bool {
    let (words, singulars): (Vec<&str>, Vec<&str>) = (form.split(' ').collect(), of.split(' ').collect());
    let is_form = |(word, singular): (&&str, &&str)| {
        ar_stem(word) == ar_stem(singular) || {
            let key = without_article(singular);
            singular_shapes(strip_article_as_written(word), true).iter().any(|shape| fold(shape) == key)
        }
    };
    words.len() == singulars.len() && words.iter().zip(&singulars).all(is_form)
}

/// Whether Arabic that stands beside plural English alone is left in the
/// plural: no singular of it is known. Other plurals look like other words.
pub(super) fn is_plural(ar: &str, forms: &Rendering) -> bool {
    let first = ar.split(' ').next().unwrap_or_default();
    forms.singular.is_empty() && first.chars().count() > 4 && first.ends_with("ات")
}

/// The English as it is written, in the plural, where it never stands in the
/// singular: قواعد الاقتراض beside `borrowing rules`.
pub(super) fn plural(en: &str, forms: &BTreeMap<&str, u64>) -> String {
    let small = |form: &str| usual_case(form.strip_prefix("the ").unwrap_or(form));
    let is_plural = |form: &str| in_singular(form) != form && !is_acronym(form);
    if en.is_empty() || !forms.keys().all(|form| is_plural(form)) {
        return en.to_owned();
    }
    let best = forms.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
    best.map_or_else(|| en.to_owned(), |(form, _)| small(form))
}

/// Whether what would be the singular of a form is another word: سحب renders
/// `withdrawal`, and سحابة, of which it may be the plural, does not.
fn is_another(singular: &str, form: &str, en: &str, builder: &Builder<'_>) -> bool {
    let renders = |arabic: &str| renders(arabic, en, builder.knowledge);
    renders(form) && !renders(singular)
}

/// Whether the lexicon links an Arabic word to some word of the English.
fn renders(arabic: &str, en: &str, knowledge: &Knowledge) -> bool {
    let stem = ar_stem(arabic);
    en_stems(en).iter().any(|en| knowledge.lexicon.link(&stem, en) >= RENDERS)
}

/// The headword that parallel text gives: the commonest.
fn cited(rows: &[&Evidence]) -> Option<String> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.miner == Miner::Bitext && !row.ar_headword.is_empty()) {
        *counts.entry(&row.ar_headword).or_default() += 1;
    }
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))).map(|(form, _)| form.to_owned())
}

/// What a term is called that Arabic keeps in Latin letters: as the base
/// glossary writes it, else as most authors do.
pub(super) fn latin(
    concept: &str,
    rows: &[&Evidence],
    base: Option<&BaseTerm>,
    knowledge: &Knowledge,
) -> String {
    let mut forms: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows {
        *forms.entry(in_singular(row.ar_term())).or_default() += 1;
    }
    let known = base.into_iter().chain(knowledge.base.of_english(concept));
    let known = known.flat_map(BaseTerm::en_forms).find(|form| en_key(form) == concept).map(str::to_owned);
    let commonest = forms.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    known.or(commonest.map(|(form, _)| form)).unwrap_or_else(|| concept.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_differ_in_endings_or_number_are_one() {
        assert!(is_inflected("مكون مخصصة", "مكون مخصص"));
        assert!(is_inflected("الأشجار الثنائية", "شجرة ثنائية"));
        assert!(!is_inflected("شبكة اجتماعية", "شبكة عصبونية"));
        assert!(!is_inflected("شبكة", "شبكة عصبونية"));
    }

    #[test]
    fn an_article_that_stands_apart_is_no_word_of_the_headword() {
        assert_eq!(without_bare_article("نوع ال never"), "نوع never");
        assert_eq!(without_bare_article("نوع النهاية"), "نوع النهاية");
    }

    #[test]
    fn a_listed_form_is_the_headword_but_adds_no_article() {
        let knowledge = Knowledge::load(None, true).unwrap();
        let of = |form: &str, en: &str| listed(form, en, &knowledge).map(str::to_owned);
        assert_eq!(of("أشجار البحث الثنائية", "binary search tree").as_deref(), Some("شجرة بحث ثنائية"));
        assert_eq!(of("خيار سطر أوامر", "command-line option").as_deref(), Some("خيار سطر أوامر"));
        assert_eq!(of("شجرة", "binary search tree"), None);
    }
}
