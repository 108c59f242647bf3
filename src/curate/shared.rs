//! One Arabic that stands for two English terms.
//!
//! That مراقبة is "monitoring" to one author and "surveillance" to another
//! misleads nobody. It does where one article has both, and where the names
//! are so special that they are no synonyms: GPU and TPU.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{are_one, is_part};
use crate::knowledge::Knowledge;
use crate::mine::is_acronym;
use crate::model::{Entry, Evidence, Miner, Status};
use crate::text::{ar_key, en_key};

/// The flag.
pub(super) const SHARED: &str = "shared-arabic";
/// Other terms that a reason names at most.
const NAMED: usize = 5;

/// The articles that have the English of an entry too.
pub(super) type Articles<'e> = BTreeMap<&'e str, BTreeSet<&'e str>>;

/// The articles in which each entry's Arabic and English both stand.
pub(super) fn articles(evidence: &[Evidence]) -> Articles<'_> {
    let mut articles: Articles<'_> = BTreeMap::new();
    for row in evidence.iter().filter(|row| row.en_start.is_some() && row.repeat == 0) {
        articles.entry(&row.entry_id).or_default().insert(&row.article);
    }
    articles
}

/// Flags every entry whose Arabic also stands for another English term, with
/// the others named. Two names of one thing are no two terms: forms of one
/// name, and synonyms, which share all of their Arabic and their subject.
pub(super) fn flag(entries: &mut [Entry], articles: &Articles<'_>, knowledge: &Knowledge) {
    let mut by_arabic: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut renderings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    // The plural that one entry is called by is a variant of another.
    let mut variants: BTreeMap<String, String> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| counts(entry)) {
        for variant in &entry.ar_variants {
            variants.entry(ar_key(variant)).or_insert_with(|| ar_key(&entry.ar));
        }
    }
    let arabic_of = |ar: &str| {
        let key = ar_key(ar);
        // Of two that are variants of each other the lesser is meant.
        let is_meant = |other: &&String| variants.get(*other) != Some(&key) || **other < key;
        variants.get(&key).filter(is_meant).cloned().unwrap_or(key)
    };
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| counts(entry)) {
        let key = arabic_of(&entry.ar);
        by_arabic.entry(key.clone()).or_default().push(at);
        renderings.entry(en_key(&entry.en)).or_default().insert(key);
    }
    let words = |key: &str| key.split(' ').count();
    let of = |en: &str| {
        let key = en_key(en);
        let base = knowledge.base.of_english(&key).map(|term| arabic_of(&term.ar));
        let listed = knowledge.acronyms.renderings(en).map(arabic_of);
        let mut all: BTreeSet<String> = base.chain(listed).collect();
        all.extend(renderings.get(&key).into_iter().flatten().cloned());
        all
    };
    let meet = |a: &Entry, b: &Entry| {
        let of = |entry: &Entry| articles.get(entry.entry_id.as_str());
        of(a).zip(of(b)).is_some_and(|(a, b)| !a.is_disjoint(b))
    };
    let is_special = |en: &str| en.contains([' ', '-']) || is_acronym(en);
    for (arabic, group) in by_arabic.into_iter().filter(|(_, group)| group.len() > 1) {
        for &at in &group {
            let one = &entries[at];
            let others: Vec<&Entry> = group
                .iter()
                .map(|&other| &entries[other])
                .filter(|other| {
                    let (a, b) = (&one.en, &other.en);
                    // ملف for "file system" is cut short where نظام ملفات stands.
                    let longer = if a.split(' ').count() > b.split(' ').count() { a } else { b };
                    let is_cut = || {
                        let cut = if longer == a { one } else { other };
                        is_part(a, b)
                            && cut.status != Status::Approved
                            && words(&arabic) < longer.split(' ').count()
                            && of(longer).iter().any(|other| words(other) > words(&arabic))
                    };
                    if are_one(a, b, knowledge) {
                        return en_key(a) != en_key(b) && is_cut();
                    }
                    of(a) != of(b) && (is_special(a) && is_special(b) || meet(one, other))
                })
                .collect();
            if others.is_empty() {
                continue;
            }
            let mut names: Vec<&str> = others.iter().map(|other| other.en.as_str()).collect();
            names.sort_by_key(|name| name.to_lowercase());
            names.dedup();
            let more = names.len().saturating_sub(NAMED);
            names.truncate(NAMED);
            let and = if more > 0 { format!(" and {more} more") } else { String::new() };
            let reason = format!("{SHARED}: it also renders {}{and}", names.join(", "));
            entries[at].flags.push(SHARED.into());
            entries[at].flag_reasons.push(reason);
        }
    }
}

/// Which entries are compared: what stands, and what an author put beside the
/// English.
fn counts(entry: &Entry) -> bool {
    let is_gloss = entry.status == Status::Candidate && entry.miners.contains(&Miner::Gloss);
    (is_gloss || entry.status <= Status::Flagged) && entry.ar.chars().any(crate::text::is_arabic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::samples;

    fn entry(en: &str, ar: &str) -> Entry {
        Entry {
            ar: ar.to_owned(),
            flags: Vec::new(),
            flag_reasons: Vec::new(),
            ..samples::entry(&format!("{en} {ar}"), Status::Accepted, en)
        }
    }

    fn reasons(mut entries: Vec<Entry>) -> Vec<(String, Vec<String>)> {
        let all: BTreeSet<&str> = BTreeSet::from(["article"]);
        let ids: Vec<String> = entries.iter().map(|entry| entry.entry_id.clone()).collect();
        let articles = ids.iter().map(|id| (id.as_str(), all.clone())).collect();
        flag(&mut entries, &articles, &Knowledge::load(None, true).unwrap());
        entries.into_iter().filter(|e| !e.flags.is_empty()).map(|e| (e.en, e.flag_reasons)).collect()
    }

    #[test]
    fn two_terms_with_one_arabic_name_each_other() {
        let gpu = "وحدة معالجة الرسومات";
        let found = reasons(vec![entry("GPU", gpu), entry("TPU", gpu), entry("chip", "رقاقة")]);
        let named = |other: &str| vec![format!("shared-arabic: it also renders {other}")];
        assert_eq!(found, [("GPU".to_owned(), named("TPU")), ("TPU".to_owned(), named("GPU"))]);
    }

    #[test]
    fn names_of_one_thing_are_no_two_terms() {
        let same = |a, b| reasons(vec![entry(a, "مفردة غريبة"), entry(b, "مفردة غريبة")]);
        assert_eq!(same("frobnicate", "frobnication"), []);
        assert_eq!(same("frobnicator", "twiddler"), [], "synonyms share all of their Arabic");
        let apart =
            [("frobnicator", "مفردة غريبة"), ("frobnicator", "مفردة أخرى"), ("twiddler", "مفردة غريبة")];
        assert_eq!(reasons(apart.map(|(en, ar)| entry(en, ar)).into()).len(), 2);
    }
}
