//! The consistency report: each English term with its Arabic renderings as
//! the articles have them, and the reverse.
//!
//! Every source counts once, however large it is: a term is settled when
//! independent sources agree. With `p` the mean share of each counterpart over
//! the sources, the sum of `p²` is the chance that two of them drawn at random
//! say the same (Simpson 1949). `n / (n + 1)` for `n` sources pulls it down
//! where few speak.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ConsistencyRow, Direction, DocumentRecord, Entry, Evidence};
use crate::text::{ar_key, en_key};

/// Occurrences of a pair by source and by year.
#[derive(Debug, Default)]
struct Counts {
    total: u32,
    by_source: BTreeMap<String, u32>,
    by_year: BTreeMap<u16, u32>,
}

/// The report of a glossary's entries, terms in the order of their keys.
pub(super) fn report(
    entries: &[Entry],
    evidence: &[Evidence],
    documents: &[DocumentRecord],
) -> Vec<ConsistencyRow> {
    let counts = count(evidence, documents);
    let mut rows = Vec::new();
    for direction in [Direction::EnglishToArabic, Direction::ArabicToEnglish] {
        let mut terms: BTreeMap<String, Vec<(&Entry, &Counts)>> = BTreeMap::new();
        for entry in entries {
            let key = match direction {
                Direction::EnglishToArabic => en_key(&entry.en),
                Direction::ArabicToEnglish => ar_key(&entry.ar),
            };
            if let Some(counts) = counts.get(entry.entry_id.as_str()) {
                terms.entry(key).or_default().push((entry, counts));
            }
        }
        for pairs in terms.values_mut() {
            pairs.sort_by(|(a, x), (b, y)| y.total.cmp(&x.total).then_with(|| a.entry_id.cmp(&b.entry_id)));
            rows.extend(rows_of(direction, pairs));
        }
    }
    rows
}

fn rows_of(direction: Direction, pairs: &[(&Entry, &Counts)]) -> Vec<ConsistencyRow> {
    let occurrences: u32 = pairs.iter().map(|(_, counts)| counts.total).sum();
    let settled = settled(pairs);
    let row = |&(entry, counts): &(&Entry, &Counts)| {
        let (term, counterpart) = match direction {
            Direction::EnglishToArabic => (&entry.en, &entry.ar),
            Direction::ArabicToEnglish => (&entry.ar, &entry.en),
        };
        let mut by_source: Vec<(&String, &u32)> = counts.by_source.iter().collect();
        by_source.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        ConsistencyRow {
            direction,
            term: term.clone(),
            counterparts: u32::try_from(pairs.len()).unwrap_or(u32::MAX),
            occurrences,
            settled,
            counterpart: counterpart.clone(),
            entry_id: entry.entry_id.clone(),
            status: entry.status,
            pair_occurrences: counts.total,
            share: f64::from(counts.total) / f64::from(occurrences.max(1)),
            by_source: by_source.into_iter().map(|(name, count)| format!("{name}={count}")).collect(),
            by_year: counts.by_year.iter().map(|(year, count)| format!("{year}={count}")).collect(),
        }
    };
    // One headword for all rows of a term, whatever the case of each.
    let mut rows: Vec<ConsistencyRow> = pairs.iter().map(row).collect();
    if let Some(term) = rows.first().map(|row| row.term.clone()) {
        for row in &mut rows {
            row.term.clone_from(&term);
        }
    }
    rows
}

/// How settled a term is.
fn settled(pairs: &[(&Entry, &Counts)]) -> f64 {
    let mut of_source: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, counts) in pairs {
        for (source, count) in &counts.by_source {
            *of_source.entry(source).or_default() += count;
        }
    }
    let sources = of_source.len() as f64;
    let agree: f64 = pairs
        .iter()
        .map(|(_, counts)| {
            let shares = counts.by_source.iter();
            let sum: f64 =
                shares.map(|(source, count)| f64::from(*count) / f64::from(of_source[source.as_str()])).sum();
            (sum / sources.max(1.0)).powi(2)
        })
        .sum();
    agree * sources / (sources + 1.0)
}

/// Counts the places of each entry once, whatever miners saw them.
fn count<'e>(evidence: &'e [Evidence], documents: &[DocumentRecord]) -> BTreeMap<&'e str, Counts> {
    let years: BTreeMap<&str, u16> = documents
        .iter()
        .filter_map(|document| Some((document.article.as_str(), document.date.get(..4)?.parse().ok()?)))
        .collect();
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut seen: BTreeSet<(&str, &str, Option<u64>)> = BTreeSet::new();
    for row in evidence.iter().filter(|row| row.repeat == 0 && !row.entry_id.is_empty()) {
        if !seen.insert((&row.entry_id, &row.article, row.ar_start)) {
            continue;
        }
        let of = counts.entry(&row.entry_id).or_default();
        of.total += 1;
        *of.by_source.entry(row.source.clone()).or_default() += 1;
        if let Some(year) = years.get(row.article.as_str()).copied().or_else(|| year(&row.article)) {
            *of.by_year.entry(year).or_default() += 1;
        }
    }
    counts
}

/// The year of an article whose path has a date, as blogs and news sites do:
/// `2024/05/…`, `2024-05-01-title.md`.
fn year(path: &str) -> Option<u16> {
    path.split('/').find_map(|part| {
        let digits = part.get(..4)?;
        let rest = part.get(4..)?;
        let dated = rest.is_empty()
            || rest.starts_with(['-', '_', '.'])
                && rest.get(1..3).is_some_and(|month| month.parse().is_ok_and(|m: u8| (1..=12).contains(&m)));
        let year = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
        (dated && (1990..=2100).contains(&year)).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use crate::write::samples;

    #[test]
    fn dates_are_read_from_paths_that_have_them() {
        assert_eq!(year("blog/2024/05/a.md"), Some(2024));
        assert_eq!(year("_posts/2019-11-02-title.md"), Some(2019));
        for path in ["ar/2024-tricks.md", "ar/1234.md", "a/20245/b", "v2.0/a.md", "2048.md"] {
            assert_eq!(year(path), None, "{path}");
        }
    }

    #[test]
    fn a_term_is_settled_when_sources_agree_however_large_one_is() {
        let entry =
            |id: &str, ar: &str| Entry { ar: ar.to_owned(), ..samples::entry(id, Status::Accepted, "chip") };
        let entries = [entry("a", "رقاقة"), entry("b", "شريحة")];
        let row = |id: &str, source: &str, at: u64| Evidence {
            source: source.to_owned(),
            article: format!("2020/{source}"),
            ar_start: Some(at),
            ..samples::evidence(id)
        };
        let agree: Vec<Evidence> = (0..3).map(|n| row("a", &format!("s{n}"), 0)).collect();
        let one_sided = [agree.clone(), (0..90).map(|n| row("b", "s9", n)).collect()].concat();
        let of = |evidence: &[Evidence]| report(&entries, evidence, &[]);
        let rows = of(&agree);
        assert_eq!(rows.len(), 2, "one row each way");
        assert!((rows[0].settled - 0.75).abs() < 1e-9);
        assert_eq!((rows[0].term.as_str(), rows[0].counterpart.as_str()), ("chip", "رقاقة"));
        assert_eq!(rows[0].by_year, ["2020=3"]);
        let rows = of(&one_sided);
        assert_eq!((rows[0].counterpart.as_str(), rows[0].pair_occurrences), ("شريحة", 90));
        assert_eq!(rows[0].by_source, ["s9=90"]);
        assert!((rows[0].settled - (0.75_f64.powi(2) + 0.25_f64.powi(2)) * 0.8).abs() < 1e-9);
        assert!(rows.iter().all(|row| row.direction == Direction::EnglishToArabic || row.counterparts == 1));
    }
}
