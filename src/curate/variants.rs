//! Which Arabic forms are variants of one rendering, and which of them is the
//! headword.
//!
//! Forms are only ever joined among the renderings of one English concept:
//! broken plurals cannot be told from other words by their shape alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::{TANWEEN, ar_key, fold, readings, skeleton, strip_article_as_written};

/// One Arabic rendering of a concept, with the counts of its forms.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rendering {
    /// Forms as written, with how often each occurs.
    pub forms: BTreeMap<String, u64>,
    /// Of these, how often beside a singular English name.
    pub singular: BTreeMap<String, u64>,
}

/// Groups forms into renderings: the same words but for spelling, article,
/// clitics and number. `known` maps keys of approved forms to the key of
/// their headword; those in `apart` a person keeps from all others. Returns
/// the group's key for every form's key.
pub(super) fn groups(
    keys: &BTreeMap<String, u64>,
    known: &BTreeMap<String, String>,
    apart: &BTreeSet<String>,
    vocabulary: &BTreeMap<String, u64>,
) -> BTreeMap<String, String> {
    let mut group: BTreeMap<String, String> = BTreeMap::new();
    let mut by_shape: BTreeMap<String, String> = BTreeMap::new();
    // Approved forms lead, then the most frequent.
    let mut ordered: Vec<(&String, u64)> = keys.iter().map(|(key, count)| (key, *count)).collect();
    ordered.sort_by(|a, b| {
        known.contains_key(b.0).cmp(&known.contains_key(a.0)).then(b.1.cmp(&a.1)).then(a.0.cmp(b.0))
    });
    for (key, _) in ordered.into_iter().filter(|(key, _)| !apart.contains(*key)) {
        let head = known.get(key).cloned();
        let peeled =
            || without_clitic(key, vocabulary).into_iter().find_map(|bare| group.get(&bare).cloned());
        let inflected = || {
            let bare = without_clitic(key, vocabulary).into_iter();
            bare.filter(|bare| bare.chars().count() > 3).find_map(|bare| by_shape.get(&shape(&bare)).cloned())
        };
        let joined = head
            .or_else(peeled)
            .or_else(|| by_shape.get(&shape(key)).cloned())
            .or_else(inflected)
            .unwrap_or_else(|| key.clone());
        by_shape.entry(shape(key)).or_insert_with(|| joined.clone());
        group.insert(key.clone(), joined);
    }
    let alone = apart.iter().filter(|key| keys.contains_key(*key));
    group.extend(alone.map(|key| (key.clone(), format!("{ALONE}{key}"))));
    group
}

/// Begins the name of a group that a person keeps apart; no key begins so.
const ALONE: char = ' ';

/// Whether a person keeps the group of that name apart.
pub(super) fn is_alone(group: &str) -> bool {
    group.starts_with(ALONE)
}

/// Whether two keys are forms of one rendering: approved forms of one term,
/// or the same words but for article, clitics and number.
pub(super) fn are_variants(a: &str, b: &str, known: &BTreeMap<String, String>) -> bool {
    let head = |key: &str| known.get(key).cloned();
    a == b || head(a).is_some() && head(a) == head(b) || shape(a) == shape(b)
}

/// The phrase without a conjunction or preposition on its first word, where
/// the corpus has the bare word at least as often.
pub(super) fn without_clitic(key: &str, vocabulary: &BTreeMap<String, u64>) -> Vec<String> {
    let (first, rest) = key.split_once(' ').map_or((key, ""), |(first, rest)| (first, rest));
    let count = |word: &str| vocabulary.get(word).copied().unwrap_or_default();
    let attested = |stem: &str| count(stem) + count(&format!("ال{stem}")) >= count(first).max(1);
    readings(first, &attested)
        .into_iter()
        .map(|r| format!("{} {rest}", r.stem).trim_end().to_owned())
        .collect()
}

/// Endings of number and gender, the longest first; ه is how many write ة.
const ENDINGS: [&str; 13] = ["يات", "يون", "يين", "يان", "ات", "ون", "ين", "ان", "ية", "يه", "ة", "ه", "ي"];

/// What singular, dual and plural, masculine and feminine, definite and
/// indefinite have in common: the consonants of each word without its endings.
pub(super) fn shape(key: &str) -> String {
    let words = key.split(' ').map(|word| {
        let stem = ENDINGS
            .iter()
            .find_map(|end| word.strip_suffix(end).filter(|stem| stem.chars().count() >= 3))
            .unwrap_or(word);
        let bones = skeleton(stem);
        if bones.chars().count() >= 2 { bones } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The headword of a rendering: the singular rather than the plural, without
/// article unless usage nearly always has it, in the best-attested spelling.
pub(crate) fn headword(rendering: &Rendering, vocabulary: &BTreeMap<String, u64>) -> String {
    let mut by_key: BTreeMap<String, u64> = BTreeMap::new();
    for (form, count) in &rendering.forms {
        let singular = rendering.singular.get(form).copied().unwrap_or_default();
        // A form beside a singular name is the better witness.
        *by_key.entry(ar_key(form)).or_default() += count + 2 * singular;
    }
    let looks_plural = |key: &str| {
        key.split(' ').next().is_some_and(|w| w.ends_with("ات") || w.ends_with("ين") || w.ends_with("ون"))
    };
    let Some((key, _)) = by_key
        .iter()
        .max_by(|a, b| looks_plural(b.0).cmp(&looks_plural(a.0)).then(a.1.cmp(b.1)).then(b.0.cmp(a.0)))
    else {
        return String::new();
    };
    let candidates: Vec<(String, u64, bool)> = rendering
        .forms
        .iter()
        .filter(|(form, _)| ar_key(form) == *key)
        .map(|(form, count)| (citation(form, vocabulary), *count, has_article(form)))
        .collect();
    let definite: u64 = candidates.iter().filter(|c| c.2).map(|c| c.1).sum();
    let total: u64 = candidates.iter().map(|c| c.1).sum();
    // الذكاء الاصطناعي is lexicalised; a lone mention is not.
    let words = key.split(' ').count();
    let lexicalised = words > 1 && definite >= 5 && definite * 5 >= total * 4;
    let mut spellings: BTreeMap<String, u64> = BTreeMap::new();
    for (form, count, _) in &candidates {
        let form = if lexicalised { form.clone() } else { indefinite(form) };
        *spellings.entry(form).or_default() += count;
    }
    let careful =
        |form: &str| form.chars().filter(|c| matches!(c, 'أ' | 'إ' | 'آ' | 'ؤ' | 'ئ' | 'ء' | 'ة')).count();
    spellings
        .into_iter()
        .max_by(|a, b| {
            // Where most writers agree they are right; a near tie goes to the
            // spelling with its hamzas, and to ي over ى.
            let near = a.1 * 3 >= b.1 && b.1 * 3 >= a.1;
            let spelling = careful(&a.0)
                .cmp(&careful(&b.0))
                .then(b.0.matches('ى').count().cmp(&a.0.matches('ى').count()));
            if near { spelling.then(a.1.cmp(&b.1)) } else { a.1.cmp(&b.1) }.then(b.0.cmp(&a.0))
        })
        .map(|(form, _)| form)
        .unwrap_or_default()
}

fn has_article(form: &str) -> bool {
    form.starts_with("ال") && form.chars().count() > 4
}

/// Without the accusative ending of `تعبيرًا`, and with the whole article for
/// `للمفاتيح` where the corpus has the word bare.
fn citation(form: &str, vocabulary: &BTreeMap<String, u64>) -> String {
    let stands = |word: &str| {
        let key = fold(word);
        vocabulary.contains_key(&key) || vocabulary.contains_key(&format!("ال{key}"))
    };
    // What agrees with an accusative noun loses the ending with it; an adverb
    // (أبدًا) keeps its own.
    let mut agrees = true;
    let words = form.split(' ').enumerate().map(|(place, word)| {
        let accusative = word.strip_suffix("\u{064B}ا").or_else(|| word.strip_suffix("ا\u{064B}"));
        agrees &= accusative.is_some();
        let word = match accusative {
            Some(stem) if agrees && !stem.ends_with('ء') => stem,
            _ => word,
        };
        let dative =
            word.strip_prefix("لل").filter(|rest| place == 0 && rest.chars().count() >= 3 && stands(rest));
        let word = dative.map_or_else(|| word.to_owned(), |rest| format!("ال{rest}"));
        if word.ends_with(['ا', TANWEEN]) && !agrees { word } else { word.replace(TANWEEN, "") }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `الشبكة العصبية` as `شبكة عصبية`. A phrase whose second word alone is
/// definite is an idafa and stays.
pub(crate) fn indefinite(form: &str) -> String {
    let words: Vec<&str> = form.split(' ').collect();
    if !words.first().is_some_and(|word| is_definite(word)) {
        return form.to_owned();
    }
    // The noun, what is joined to it by و, and the adjectives that agree with
    // it, those that غير negates among them.
    let agreeing = words.iter().take_while(|word| **word == "غير" || is_definite(word)).count();
    let bare = words.iter().enumerate().map(|(at, word)| match word.strip_prefix('و') {
        _ if at >= agreeing => (*word).to_owned(),
        Some(rest) if is_definite(rest) => format!("و{}", strip_article_as_written(rest)),
        _ => strip_article_as_written(word).to_owned(),
    });
    bare.collect::<Vec<_>>().join(" ")
}

/// Whether a word has the article, after a conjunction too.
fn is_definite(word: &str) -> bool {
    let word = word.strip_prefix('و').filter(|rest| rest.starts_with("ال")).unwrap_or(word);
    strip_article_as_written(word).len() < word.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendering(forms: &[(&str, u64)]) -> Rendering {
        Rendering {
            forms: forms.iter().map(|(form, count)| ((*form).to_owned(), *count)).collect(),
            ..Rendering::default()
        }
    }

    #[test]
    fn spelling_article_and_number_are_variants() {
        let keys: BTreeMap<String, u64> =
            [("رقاقة", 3), ("رقائق", 5), ("شريحة", 2), ("شرائح", 2)].map(|(k, n)| (k.to_owned(), n)).into();
        let groups = groups(&keys, &BTreeMap::new(), &BTreeSet::new(), &BTreeMap::new());
        assert_eq!(groups["رقاقة"], groups["رقائق"]);
        assert_eq!(groups["شريحة"], groups["شرائح"]);
        assert_ne!(groups["رقاقة"], groups["شريحة"]);
    }

    #[test]
    fn dual_gender_and_a_final_ha_are_variants() {
        for (a, b) in [
            ("رمز تعبيري", "رموز تعبيرية"),
            ("خيط", "خيطان"),
            ("واجهة برمجة", "واجهه برمجه"),
            ("وسيط", "وسيطة"),
            ("مستخدم", "مستخدمين"),
        ] {
            assert_eq!(shape(&ar_key(a)), shape(&ar_key(b)), "{a}, {b}");
        }
        assert_ne!(shape(&ar_key("مطور")), shape(&ar_key("مبرمج")));
    }

    #[test]
    fn what_a_person_keeps_apart_is_no_variant() {
        let keys = BTreeMap::from([("شريحة".to_owned(), 2), ("شرائح".to_owned(), 5)]);
        let apart = BTreeSet::from(["شرائح".to_owned()]);
        let groups = groups(&keys, &BTreeMap::new(), &apart, &BTreeMap::new());
        assert_ne!(groups["شريحة"], groups["شرائح"]);
    }

    fn headword_of(forms: &[(&str, u64)]) -> String {
        headword(&rendering(forms), &BTreeMap::new())
    }

    #[test]
    fn headwords_are_citation_forms() {
        assert_eq!(headword_of(&[("الشبكات", 4), ("شبكة", 1), ("الشبكة", 2)]), "شبكة");
        assert_eq!(headword_of(&[("الشبكة العصبية", 2)]), "شبكة عصبية");
        assert_eq!(headword_of(&[("الميزات غير المستقرة", 1)]), "ميزات غير مستقرة");
        assert_eq!(headword_of(&[("الحزم والصناديق", 1)]), "حزم وصناديق");
        assert_eq!(
            headword_of(&[("الذكاء الاصطناعي", 40), ("الذكاء الاصطناعى", 9), ("ذكاء اصطناعي", 2)]),
            "الذكاء الاصطناعي"
        );
        assert_eq!(headword_of(&[("تعبيرًا", 1)]), "تعبير");
        assert_eq!(headword_of(&[("تعلم الآلة", 3)]), "تعلم الآلة");
        assert_eq!(headword_of(&[("تعبيرًا عاديًا", 1)]), "تعبير عادي");
        assert_eq!(headword_of(&[("نوع لا يعود أبدًا", 1)]), "نوع لا يعود أبدًا");
    }
}
