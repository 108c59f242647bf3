//! The audit of "one concept, one entry": entries that are variants of each
//! other.

use std::collections::BTreeMap;

use super::variants::shape;
use crate::knowledge::Knowledge;
use crate::mine::{initials_match, is_acronym};
use crate::model::{Entry, Kind, Status};
use crate::text::{ar_key, fold};

/// Pairs of entries, by number, that are variants of one pair: their Arabic is
/// the same but for spelling, article, number and gender, and their English
/// but for spelling, number, hyphens, or acronym and expansion.
///
/// Two approved renderings that people list apart (أمن and أمان) are variants
/// only where their letters are the same.
#[must_use]
pub fn variants_left(entries: &[Entry], knowledge: &Knowledge) -> Vec<(usize, usize)> {
    let mut by_shape: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        by_shape.entry(shape(&ar_key(&entry.ar))).or_default().push(at);
    }
    let mut left = Vec::new();
    for group in by_shape.values().filter(|group| group.len() > 1) {
        for (nth, &a) in group.iter().enumerate() {
            for &b in &group[nth + 1..] {
                let (one, other) = (&entries[a], &entries[b]);
                let approved = one.status == Status::Approved && other.status == Status::Approved;
                let same_letters = letters(&one.ar) == letters(&other.ar);
                if (!approved || same_letters)
                    && (one.kind == Kind::Latin) == (other.kind == Kind::Latin)
                    && is_one_name(&one.en, &other.en, knowledge)
                {
                    left.push((a, b));
                }
            }
        }
    }
    left.sort_unstable();
    left
}

/// The letters of a phrase without article, ة written as many do.
fn letters(phrase: &str) -> String {
    ar_key(phrase).replace('ة', "ه")
}

fn is_one_name(a: &str, b: &str, knowledge: &Knowledge) -> bool {
    let spelled = |short: &str, long: &str| {
        let long = fold(long);
        let words: Vec<&str> = long.split([' ', '-']).collect();
        is_acronym(short) && words.len() > 1 && initials_match(short, &words)
    };
    knowledge.spellings.common(&crate::text::en_key(a)) == knowledge.spellings.common(&crate::text::en_key(b))
        || spelled(a, b)
        || spelled(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::samples;

    fn left(pairs: &[(&str, &str)]) -> usize {
        let entry = |(en, ar): &(&str, &str)| Entry {
            ar: (*ar).to_owned(),
            ..samples::entry(en, Status::Accepted, en)
        };
        let entries: Vec<Entry> = pairs.iter().map(entry).collect();
        variants_left(&entries, &Knowledge::load(None, true).unwrap()).len()
    }

    #[test]
    fn variants_of_one_pair_are_found() {
        for pairs in [
            [("chip", "رقاقة"), ("chip", "رقائق")],
            [("Emojis", "رموز تعبيرية"), ("emoji", "رمز تعبيري")],
            [("asset management", "إدارة الأصول"), ("assets management", "إدارة أصول")],
            [("colour space", "فضاء لوني"), ("color space", "فضاء لوني")],
            [("data set", "مجموعة بيانات"), ("dataset", "مجموعات البيانات")],
            [("AP", "حسابات دائنة"), ("accounts payable", "حسابات دائنة")],
        ] {
            assert_eq!(left(&pairs), 1, "{pairs:?}");
        }
        assert_eq!(left(&[("chip", "شريحة"), ("slide", "شريحة"), ("chip", "رقاقة")]), 0);
    }
}
