//! Articles and lines that repeat others: each counts once.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{DocumentRecord, Evidence};
use crate::text::resemblance;

/// Articles this alike are one: a re-post with a new headline.
const ALIKE: f64 = 0.7;
/// Shorter texts (command pages, notices) are alike by nature; only equal
/// ones are repeats.
const LONG_ENOUGH: u64 = 80;
/// Sketch values of one band; articles that share a band are compared.
const BAND: usize = 4;

/// The articles that repeat another, with the one that is kept: the first in
/// the order of names.
pub(super) fn repeated(documents: &[DocumentRecord]) -> BTreeMap<String, String> {
    let mut repeats = BTreeMap::new();
    let mut by_digest: BTreeMap<&str, &str> = BTreeMap::new();
    let mut by_band: BTreeMap<(usize, &[u32]), Vec<&DocumentRecord>> = BTreeMap::new();
    for document in documents {
        if let Some(kept) = by_digest.get(document.digest.as_str()) {
            repeats.insert(document.article.clone(), (*kept).to_owned());
            continue;
        }
        by_digest.insert(&document.digest, &document.article);
        if document.words < LONG_ENOUGH || document.sketch.is_empty() {
            continue;
        }
        let bands = || document.sketch.chunks_exact(BAND).enumerate();
        let like = bands()
            .filter_map(|band| by_band.get(&band))
            .flatten()
            .find(|other| resemblance(&document.sketch, &other.sketch) >= ALIKE);
        match like {
            Some(kept) => {
                repeats.insert(document.article.clone(), kept.article.clone());
            }
            None => bands().for_each(|band| by_band.entry(band).or_default().push(document)),
        }
    }
    repeats
}

/// Drops the evidence of repeated articles, and of lines that one source
/// repeats. Expects evidence in order.
pub(super) fn count_once(evidence: &mut Vec<Evidence>, repeats: &BTreeMap<String, String>) {
    evidence.retain(|row| !repeats.contains_key(&row.article));
    let mut seen: BTreeSet<(String, String, String, String, String)> = BTreeSet::new();
    evidence.retain(|row| {
        // A bare heading or cell says nothing of where it stands; sentences do.
        let sentence = format!("{}\u{1}{}", row.left, row.right);
        sentence.chars().count() < 20
            || seen.insert((
                row.source.clone(),
                row.miner.name().to_owned(),
                row.ar_form.clone(),
                row.en_form.clone(),
                sentence,
            ))
    });
}
