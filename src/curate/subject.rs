//! The subject field of articles, and terms that fields split.
//!
//! A manifest or an article's own metadata may name the field. Else the terms
//! of the base glossary do: each has a field, and that of an article is the
//! one that its terms name most, compared with how often they do at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::Knowledge;
use crate::model::{Entry, Evidence, Kind, Miner, Shard, Status};
use crate::text::en_key;

/// Terms of one field that an article must have to be of it.
const LEAST: u32 = 5;
/// Share of an entry's occurrences that its field has at least.
const SPLITS: f64 = 0.8;
/// Occurrences and articles of an entry that say which field it is of.
const ATTESTED: (u32, usize) = (3, 2);

/// Subject fields by article.
pub(super) type Subjects = BTreeMap<String, String>;

/// The field of every article that has or shows one.
pub(super) fn of_articles(corpus: &Shard, knowledge: &Knowledge) -> Subjects {
    let mut fields: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut counts: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    let mut totals: BTreeMap<&str, u32> = BTreeMap::new();
    let is_term =
        |row: &&Evidence| row.miner == Miner::Base && row.flag.is_none() && !row.ar_headword.is_empty();
    for row in corpus.evidence.iter().filter(is_term) {
        let field = *fields.entry((&row.en_form, &row.ar_headword)).or_insert_with(|| {
            let mut terms = knowledge.base.of_english(&en_key(&row.en_form));
            terms.find(|term| term.ar == row.ar_headword).map_or("", |term| term.subject.as_str())
        });
        if !field.is_empty() {
            *counts.entry(&row.article).or_default().entry(field).or_default() += 1;
            *totals.entry(field).or_default() += 1;
        }
    }
    let shown = counts.into_iter().filter_map(|(article, counts)| {
        let weight = |field: &str, count: u32| f64::from(count) / f64::from(totals[field]).sqrt();
        let named = counts.into_iter().filter(|(_, count)| *count >= LEAST);
        let field = named.max_by(|a, b| weight(a.0, a.1).total_cmp(&weight(b.0, b.1)).then(b.0.cmp(a.0)))?.0;
        Some((article.to_owned(), field.to_owned()))
    });
    let mut subjects: Subjects = shown.collect();
    let told = corpus.documents.iter().filter(|document| !document.subject.is_empty());
    subjects.extend(told.map(|document| (document.article.clone(), document.subject.clone())));
    subjects
}

/// Renderings that belong to another field than the commonest rendering of
/// their English does, with the field. An entry is of a field when nearly all
/// of its occurrences are.
pub(super) fn splits(
    entries: &[Entry],
    evidence: &[Evidence],
    subjects: &Subjects,
) -> BTreeMap<String, String> {
    let mut seen: BTreeMap<&str, BTreeMap<&str, (u32, BTreeSet<&str>)>> = BTreeMap::new();
    // A base term found alone does not say what the article calls it.
    let says = |row: &&Evidence| row.repeat == 0 && (row.miner != Miner::Base || row.en_start.is_some());
    for row in evidence.iter().filter(says) {
        let field = subjects.get(&row.article).map_or("", String::as_str);
        let (count, articles) = seen.entry(&row.entry_id).or_default().entry(field).or_default();
        *count += 1;
        articles.insert(&row.article);
    }
    let total = |entry: &Entry| -> u32 {
        seen.get(entry.entry_id.as_str()).map_or(0, |fields| fields.values().map(|(count, _)| count).sum())
    };
    let field = |entry: &Entry| -> Option<&str> {
        let (field, (count, articles)) =
            seen.get(entry.entry_id.as_str())?.iter().max_by_key(|(_, (count, _))| *count)?;
        let is_most = f64::from(*count) >= SPLITS * f64::from(total(entry));
        let is_attested = *count >= ATTESTED.0 && articles.len() >= ATTESTED.1;
        (is_most && is_attested && !field.is_empty()).then_some(*field)
    };
    let mut by_english: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    let stands = |entry: &&Entry| {
        matches!(entry.status, Status::Approved | Status::Accepted) && entry.kind != Kind::Latin
    };
    for entry in entries.iter().filter(stands) {
        by_english.entry(en_key(&entry.en)).or_default().push(entry);
    }
    let mut splits = BTreeMap::new();
    for group in by_english.into_values().filter(|group| group.len() > 1) {
        let main = group.iter().max_by(|a, b| total(a).cmp(&total(b)).then(b.entry_id.cmp(&a.entry_id)));
        let Some(home) = main.and_then(|main| field(main)) else { continue };
        for entry in group {
            if let Some(other) = field(entry).filter(|other| *other != home) {
                splits.insert(entry.entry_id.clone(), other.to_owned());
            }
        }
    }
    splits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::samples;

    #[test]
    fn a_rendering_of_another_field_is_told_apart() {
        let entry =
            |id: &str, ar: &str| Entry { ar: ar.to_owned(), ..samples::entry(id, Status::Accepted, "cell") };
        let entries = [entry("table", "خلية"), entry("battery", "خلية طاقة"), entry("any", "حجيرة")];
        let row = |id: &str, article: &str, at: u64| Evidence {
            article: article.to_owned(),
            ar_start: Some(at),
            flag: None,
            ..samples::evidence(id)
        };
        let mut evidence: Vec<Evidence> =
            (0..6).map(|at| row("table", ["sheet-1", "sheet-2"][usize::from(at % 2 == 1)], at)).collect();
        evidence.extend((0..3).map(|at| row("battery", ["car-1", "car-2"][usize::from(at % 2 == 1)], at)));
        evidence.extend((0..4).map(|at| row("any", ["sheet-1", "car-1"][usize::from(at % 2 == 1)], at)));
        let subjects: Subjects =
            [("sheet-1", "office"), ("sheet-2", "office"), ("car-1", "cars"), ("car-2", "cars")]
                .map(|(article, field)| (article.to_owned(), field.to_owned()))
                .into();
        let expected = BTreeMap::from([("battery".to_owned(), "cars".to_owned())]);
        assert_eq!(splits(&entries, &evidence, &subjects), expected);
    }

    #[test]
    fn the_terms_of_an_article_show_its_field() {
        let knowledge = Knowledge::load(None, true).unwrap();
        let row = |article: &str, en: &str, ar: &str| Evidence {
            miner: Miner::Base,
            article: article.to_owned(),
            en_form: en.to_owned(),
            ar_headword: ar.to_owned(),
            flag: None,
            ..samples::evidence("")
        };
        let term = knowledge.base.terms.iter().find(|term| term.subject == "security").unwrap();
        let other = knowledge.base.terms.iter().find(|term| term.subject == "networks").unwrap();
        let mut evidence: Vec<Evidence> = (0..6).map(|_| row("a", &term.en, &term.ar)).collect();
        evidence.extend((0..6).map(|_| row("b", &other.en, &other.ar)));
        evidence.push(row("c", &other.en, &other.ar));
        let subjects = of_articles(&Shard { evidence, ..Shard::default() }, &knowledge);
        let expected = [("a", "security"), ("b", "networks")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(subjects, expected.into());
    }
}
