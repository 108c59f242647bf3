//! The singular of an Arabic phrase that stands beside plural English alone.

use std::collections::BTreeMap;

use crate::knowledge::BaseTerms;
use crate::text::{TANWEEN, fold, singular_shapes, strip_article_as_written, without_article};

/// Occurrences that a singular must have.
const ATTESTED: u64 = 2;

/// The phrase with its first word in the singular, and the adjectives that
/// agree with it; as it is where no singular is known, or where the base
/// glossary has the plural as a headword (بيانات). A broken plural has the
/// singular of its shape that renders the English.
pub(super) fn singular(
    phrase: &str,
    vocabulary: &BTreeMap<String, u64>,
    base: &BaseTerms,
    renders: &dyn Fn(&str) -> bool,
) -> String {
    let mut words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
    let key = without_article(&words[0]);
    if base.begins_headword(&key) {
        return phrase.to_owned();
    }
    let count = |word: &str| {
        let count = |word: &str| vocabulary.get(word).copied().unwrap_or_default();
        let key = fold(word);
        count(&key) + count(&format!("ال{key}"))
    };
    let sound = |end: &str, singular_end: &str| {
        let stem = words[0].strip_suffix(end).filter(|stem| stem.chars().count() >= 3)?;
        let singular = format!("{stem}{singular_end}");
        let count = count(&singular);
        (count >= ATTESTED).then_some((count, singular))
    };
    let attested = || {
        let found = [
            sound("تين", "ة"),
            sound("تان", "ة"),
            sound("ات", "ة"),
            sound("ات", ""),
            sound("ون", ""),
            sound("ين", ""),
        ];
        found.into_iter().flatten().max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, word)| word)
    };
    let broken = || {
        let shapes =
            singular_shapes(&strip_article_as_written(&words[0]).replace(TANWEEN, ""), true).into_iter();
        let found = shapes.filter(|word| renders(word)).map(|word| (count(&word), word));
        found
            .filter(|(count, _)| *count >= ATTESTED)
            .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, word)| word)
    };
    let Some(singular) = base.singular(&key).map(str::to_owned).or_else(attested).or_else(broken) else {
        return phrase.to_owned();
    };
    if let Some(second) = words.get_mut(1)
        && singular.ends_with('ة')
        && let Some(stem) = second.strip_suffix("تين").or_else(|| second.strip_suffix("تان"))
    {
        *second = format!("{stem}ة");
    }
    if !singular.ends_with('ة') {
        for word in words.iter_mut().skip(1) {
            // مسماة is the feminine of مسمى.
            let defective = word.strip_suffix("اة").map(|stem| format!("{stem}ى"));
            let masculine = defective.or_else(|| word.strip_suffix('ة').map(str::to_owned));
            let masculine = masculine.filter(|_| !word.starts_with("ال"));
            // اختبار هوية has a noun there, and هوي is no word.
            let least = |stem: &str| if stem.ends_with('ي') { 1 } else { ATTESTED };
            let Some(masculine) = masculine.filter(|stem| count(stem) >= least(stem)) else { break };
            *word = masculine;
        }
    }
    words[0] = singular;
    words.join(" ")
}

/// An adjective without its feminine ending, where the articles have it so;
/// after غير too.
pub(super) fn masculine(phrase: &str, vocabulary: &BTreeMap<String, u64>) -> String {
    let (negator, word) = match phrase.split_once(' ') {
        Some(("غير", word)) => ("غير ", word),
        _ => ("", phrase),
    };
    let stem = word.strip_suffix('ة').filter(|stem| !word.contains(' ') && stem.chars().count() >= 3);
    let count = |word: &str| vocabulary.get(&fold(word)).copied().unwrap_or_default();
    // إزالة is no adjective, and مكتب no masculine of مكتبة.
    stem.filter(|stem| stem.ends_with('ي') || count(stem) * 5 >= count(word).max(1))
        .map_or_else(|| phrase.to_owned(), |stem| format!("{negator}{stem}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn plurals_beside_plural_english_get_their_singular() {
        let knowledge = Knowledge::load(None, true).unwrap();
        let words =
            ["زمكة", "لامركزي", "تعليق", "اختبار", "مؤتمت", "متزامن", "متزامنة", "كاشف", "كيان", "مسمى"];
        let vocabulary = words.into_iter().map(|word| (fold(word), 9)).collect();
        let rule = |word: &str| word == fold("كاشف");
        let of = |phrase| singular(phrase, &vocabulary, &knowledge.base, &rule);
        assert_eq!(of("زمكات مشتقة"), "زمكة مشتقة");
        assert_eq!(of("تعليقات التوثيق"), "تعليق التوثيق");
        assert_eq!(of("اختبارات مؤتمتة"), "اختبار مؤتمت");
        assert_eq!(of("زمكتين مخفيتين"), "زمكة مخفية");
        assert_eq!(of("اختبارات هوية"), "اختبار هوية");
        assert_eq!(of("اختبارات لامركزية"), "اختبار لامركزي");
        assert_eq!(of("كيانات مسماة"), "كيان مسمى");
        assert_eq!(of("بيانات اعتماد"), "بيانات اعتماد");
        assert_eq!(of("كواشف الحركة"), "كاشف الحركة");
        assert_eq!(masculine("متزامنة", &vocabulary), "متزامن");
        assert_eq!(masculine("غير متزامنة", &vocabulary), "غير متزامن");
        assert_eq!(masculine("إزالة", &vocabulary), "إزالة");
    }
}
