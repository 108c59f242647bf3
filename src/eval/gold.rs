//! Gold lists: pairs that people vouch for, or have judged.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::error::{Error, Result};
use crate::score::Verdict;
use crate::text::{ar_key, display_form, en_key, fold};

/// One row of a gold file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldPair {
    /// English term.
    pub en: String,
    /// Its Arabic.
    pub ar: String,
    /// Whether a person accepted the pair, where the file says so.
    pub label: Option<bool>,
}

/// The Arabic as it is spelled, its article kept: what strict matching asks.
pub(super) fn strict_key(ar: &str) -> String {
    fold(&display_form(ar))
}

/// The rows of a gold file: TSV or CSV with the columns `ar` and `en` and, for
/// judged pairs, `label` or `verdict`.
///
/// # Errors
/// When the file cannot be read, a column or cell is missing, or a label is
/// none. The message names file and line.
pub fn read_gold(path: &Path) -> Result<Vec<GoldPair>> {
    let text = std::fs::read_to_string(path).map_err(|cause| Error::Io { path: path.to_owned(), cause })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let bad = |line: u64, reason: String| Error::Format { path: path.to_owned(), line, reason };
    let is_tabbed = text.lines().next().is_some_and(|header| header.contains('\t'));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if is_tabbed { b'\t' } else { b',' })
        // In tables with tabs a quote is a character like any other.
        .quoting(!is_tabbed)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| bad(1, error.to_string()))?.clone();
    let column = |wanted: &str| header.iter().position(|name| name == wanted);
    let needed = |wanted: &str| {
        column(wanted).ok_or_else(|| {
            bad(
                1,
                format!(
                    "the column `{wanted}` is missing; a gold file begins with a header that has ar and en"
                ),
            )
        })
    };
    let (ar, en, label) = (needed("ar")?, needed("en")?, column("label").or_else(|| column("verdict")));
    let mut pairs = Vec::new();
    for record in reader.records() {
        let record = record
            .map_err(|error| bad(error.position().map_or(0, csv::Position::line), error.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let pair = GoldPair {
            en: cell(en).to_owned(),
            ar: cell(ar).to_owned(),
            label: label
                .map(cell)
                .filter(|label| !label.is_empty())
                .map(|label| {
                    judged(label).ok_or_else(|| {
                        bad(line, format!(
                            "the label is {label:?}; use 1 or 0, yes or no, accept or reject, or one of right, \
                             form, cut, noterm, wrong"
                        ))
                    })
                })
                .transpose()?,
        };
        if en_key(&pair.en).is_empty() || ar_key(&pair.ar).is_empty() {
            return Err(bad(line, "a row needs a word in both ar and en".into()));
        }
        pairs.push(pair);
    }
    Ok(pairs)
}

fn judged(label: &str) -> Option<bool> {
    match label.to_lowercase().as_str() {
        "1" | "yes" | "accept" => Some(true),
        "0" | "no" | "reject" => Some(false),
        verdict => Verdict::from_name(verdict).map(Verdict::accepts),
    }
}

/// Gold pairs by English, each thing once whatever its spelling.
#[derive(Debug, Clone, Default)]
pub(super) struct Gold {
    /// Good Arabic for each English key: the lenient key with its strict ones.
    pub terms: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
    /// English keys whose list of good Arabic is meant to be complete.
    pub listed: BTreeSet<String>,
    /// Judged pairs by their keys.
    pub labels: BTreeMap<(String, String), bool>,
}

impl Gold {
    pub(super) fn new(pairs: &[GoldPair]) -> Self {
        let mut gold = Self::default();
        for pair in pairs {
            let (en, ar) = (en_key(&pair.en), ar_key(&pair.ar));
            if let Some(label) = pair.label {
                // One who accepts outweighs one who does not, in any order.
                *gold.labels.entry((en.clone(), ar.clone())).or_default() |= label;
            } else {
                gold.listed.insert(en.clone());
            }
            if pair.label != Some(false) {
                let strict = gold.terms.entry(en).or_default().entry(ar).or_default();
                strict.insert(strict_key(&pair.ar));
            }
        }
        gold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> Result<Vec<GoldPair>, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        let root = format!("{}/", dir.path().display());
        read_gold(&path).map_err(|error| error.to_string().replace(&root, ""))
    }

    #[test]
    fn tables_with_tabs_or_commas_are_read() {
        let pair = |label| GoldPair { en: "chip".into(), ar: "رقاقة".into(), label };
        assert_eq!(read("g.tsv", "\u{feff}ar\ten\tnote\nرقاقة\tchip\t5\" wafer\n"), Ok(vec![pair(None)]));
        let judged = read("g.csv", "en,ar,label\nchip,رقاقة,Yes\nchip,رقاقة,reject\nchip,رقاقة,\n");
        assert_eq!(judged, Ok(vec![pair(Some(true)), pair(Some(false)), pair(None)]));
        let verdicts = read("g.tsv", "en\tar\tverdict\nchip\tرقاقة\tform\nchip\tرقاقة\tcut\n");
        assert_eq!(verdicts, Ok(vec![pair(Some(true)), pair(Some(false))]));
    }

    #[test]
    fn what_will_not_do_is_named_with_its_line() {
        let reason = |text| read("g.csv", text).unwrap_err();
        assert!(reason("en,arabic\n").starts_with("g.csv:1: the column `ar`"));
        assert!(reason("en,ar,label\nchip,رقاقة,1\nchip,رقاقة,maybe\n").starts_with("g.csv:3: the label"));
        assert!(reason("en,ar\nchip,\n").starts_with("g.csv:2: a row needs"));
    }
}
