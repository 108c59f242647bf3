//! What the two sides of a pair look like by themselves: a pair can be well
//! attested and still be no entry of a glossary.

use std::collections::BTreeSet;

use crate::knowledge::Knowledge;
use crate::text::{Token, fold, tokenize, usage};

/// English words that say no; a prefix such as un- may be part of any word.
const NEGATIONS: [&str; 7] = ["not", "no", "non", "never", "without", "nor", "cannot"];

/// What speaks against a pair by its form.
pub(super) fn faults<'a>(
    en: &'a str,
    en_forms: impl Iterator<Item = &'a str>,
    ar: &str,
    knowledge: &Knowledge,
) -> Vec<&'static str> {
    let mut names = Vec::new();
    let mut fault = |holds: bool, name: &'static str| names.extend(holds.then_some(name));
    let words: Vec<&str> = en.split_whitespace().collect();
    let is_clause_word = |word: &&str| {
        let is_capitals = word.chars().all(char::is_uppercase);
        !is_capitals && knowledge.stoplists.en_clause.contains(&fold(word))
    };
    fault(words.len() > 1 && words.iter().any(is_clause_word), "clause");
    // A person's second name is often known to nobody; headings lose capitals.
    let known = |word: &&str| usage(&fold(word));
    let is_name = |word: &&str| known(word).is_some_and(|usage| usage.is_name);
    let may_be_name = |word: &&str| known(word).is_none_or(|usage| usage.is_name);
    let is_person = match words.as_slice() {
        [word] => word.starts_with(char::is_uppercase) && is_name(word),
        _ => words.iter().any(&is_name) && words.iter().all(&may_be_name),
    };
    fault(is_person, "name");
    let parts = || en.split([' ', '-']).map(fold);
    let arabic: Vec<Token> = tokenize(ar);
    let negates = |token: &Token| {
        knowledge.negators.contains(&token.key)
            || token.key.strip_prefix("ال").is_some_and(|key| knowledge.negators.contains(key))
            || token.key.starts_with("لا") && token.key.chars().count() > 4
    };
    let says_no = words.len() > 1 && parts().any(|part| NEGATIONS.contains(&part.as_str()));
    fault(says_no && !arabic.iter().any(negates), "negation");
    let english: BTreeSet<String> = en_forms
        .chain([en])
        .flat_map(|form| form.split(|c: char| !c.is_alphanumeric()).map(fold).collect::<Vec<_>>())
        .collect();
    // VDOM has the DOM of «DOM الافتراضي».
    let is_ours = |part: &str| english.contains(part) || english.iter().any(|word| word.ends_with(part));
    let is_foreign =
        |token: &Token| token.is_latin() && !token.key.split(|c: char| !c.is_alphanumeric()).all(is_ours);
    fault(arabic.iter().any(is_foreign), "foreign");
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_lost_negations_and_foreign_words_are_faults() {
        let knowledge = Knowledge::load(None, true).unwrap();
        let names = |en: &str, ar: &str| faults(en, std::iter::empty(), ar, &knowledge);
        assert_eq!(names("methods that consume the iterator", "طرق تستهلك المكرر"), ["clause"]);
        assert_eq!(names("not normalized", "معيرة"), ["negation"]);
        assert_eq!(names("standard library", "مكتبة Rust القياسية"), ["foreign"]);
        assert_eq!(names("Croatian", "كرواتية"), ["name"]);
        assert_eq!(names("george kadianakis", "جورج كاديناكيس"), ["name"]);
        for (en, ar) in [
            ("Firefox", "فايرفوكس"),
            ("IT service", "خدمة تقنية المعلومات"),
            ("not normalized", "غير معيرة"),
            ("non-blocking", "اللاحجبي"),
            ("Rust compiler", "مترجم Rust"),
            ("VDOM", "DOM الافتراضي"),
            ("if", "إذا"),
        ] {
            assert_eq!(names(en, ar), Vec::<&str>::new(), "{en}");
        }
    }
}
