//! Whether two English names are names of one thing.

use std::collections::BTreeSet;

use crate::align::en_stems;
use crate::knowledge::Knowledge;
use crate::mine::{initials_match, is_acronym};
use crate::text::en_key;

/// Letters that an abbreviation has at least: app for application.
const ABBREVIATED: usize = 3;

/// Whether two names differ only by number, form of a word, abbreviation,
/// acronym or a word more.
pub(super) fn are_one(a: &str, b: &str, knowledge: &Knowledge) -> bool {
    en_key(a) == en_key(b)
        || stands_for(a, b, knowledge)
        || stands_for(b, a, knowledge)
        || same_words(a, b)
        || is_part(a, b)
}

/// Whether the one is an acronym of the other, by its letters or by the table.
pub(super) fn stands_for(short: &str, long: &str, knowledge: &Knowledge) -> bool {
    if !is_acronym(short) {
        return false;
    }
    let words: Vec<&str> = long.split([' ', '-']).collect();
    let key = en_key(long);
    // ID for identifier.
    let begins = words.len() <= 2 && key.starts_with(&short.to_lowercase());
    begins
        || initials_match(short, &words)
        || knowledge.acronyms.expansions(short).any(|full| en_key(full) == key)
}

/// Whether both have the same words, some of them shortened or in another
/// form.
fn same_words(a: &str, b: &str) -> bool {
    let (a, b) = (en_stems(a), en_stems(b));
    let alike = |(a, b): (&String, &String)| {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        a == b || short.len() >= ABBREVIATED && long.starts_with(short.as_str())
    };
    a.len() == b.len()
        && (a.iter().zip(&b).all(alike)
            || a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>())
}

/// Whether one name is the other with a word more that does not deny it.
pub(super) fn is_part(a: &str, b: &str) -> bool {
    let (a, b) = (en_stems(a), en_stems(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let denies = |word: &String| matches!(word.as_str(), "non" | "not" | "no" | "un" | "without" | "anti");
    short.iter().all(|word| long.contains(word)) && !long.iter().any(denies)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_are_told_from_other_names() {
        let knowledge = Knowledge::load(None, true).unwrap();
        for (a, b) in [
            ("encapsulate", "encapsulation"),
            ("app instance", "application instance"),
            ("doc", "document"),
            ("GPU", "graphics processing unit"),
            ("cache", "cache memory"),
        ] {
            assert!(are_one(a, b, &knowledge) && are_one(b, a, &knowledge), "{a}, {b}");
        }
        for (a, b) in [
            ("GPU", "TPU"),
            ("chip", "slide"),
            ("async function", "non-async function"),
            ("action", "procedure"),
        ] {
            assert!(!are_one(a, b, &knowledge), "{a}, {b}");
        }
    }
}
