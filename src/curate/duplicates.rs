//! Articles and lines that repeat others: each counts once.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;

use foldhash::quality::FixedState;

use crate::maps::Set;
use crate::model::{DocumentRecord, Evidence, ParallelArticle};
use crate::text::{digest, resemblance};

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

/// Leaves out the repeats of articles in both languages. Short ones, whose
/// Arabic may render several things, repeat another when the English does too.
pub(super) fn pair_once(
    parallel: &mut Vec<ParallelArticle>,
    documents: &[DocumentRecord],
    repeats: &BTreeMap<String, String>,
) {
    let long: BTreeSet<&str> =
        documents.iter().filter(|d| d.words >= LONG_ENOUGH).map(|d| d.article.as_str()).collect();
    let english = |article: &ParallelArticle| {
        let text: Vec<&str> = article.en.iter().map(|sentence| sentence.text.as_str()).collect();
        digest(&text.join("\n"), 8)
    };
    let kept: BTreeSet<&String> = repeats.values().collect();
    let mut seen: BTreeSet<(String, String)> = parallel
        .iter()
        .filter(|article| kept.contains(&article.article))
        .map(|article| (article.article.clone(), english(article)))
        .collect();
    parallel.retain(|article| match repeats.get(&article.article) {
        None => true,
        Some(_) if long.contains(article.article.as_str()) => false,
        Some(kept) => seen.insert((kept.clone(), english(article))),
    });
}

/// Marks the evidence of repeated articles, and of lines that one source
/// repeats: it stays to be seen and is not counted. Expects evidence in order.
pub(super) fn count_once(evidence: &mut [Evidence], repeats: &BTreeMap<String, String>) {
    // Two digests of 64 bits: sentences are long, and many.
    let states = [1, 2].map(FixedState::with_seed);
    let mut seen: Set<[u64; 2]> = Set::default();
    for row in evidence {
        let line = (&row.source, row.miner.name(), &row.ar_form, &row.en_form, &row.left, &row.right);
        let line = [states[0].hash_one(line), states[1].hash_one(line)];
        row.repeat = u32::from(repeats.contains_key(&row.article) || !seen.insert(line));
    }
}
