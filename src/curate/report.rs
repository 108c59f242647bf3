//! The summary of a run.

use std::collections::{BTreeMap, BTreeSet};

use super::Curation;
use super::verdicts::Applied;
use crate::knowledge::Knowledge;
use crate::model::{Entry, Report, Shard};

/// Counts what was read and found.
pub(super) fn summarise(
    corpus: &Shard,
    entries: &[Entry],
    candidates: &[Entry],
    repeats: BTreeMap<String, String>,
    applied: Applied,
    knowledge: &Knowledge,
    curation: Curation,
) -> Report {
    let kept = || corpus.documents.iter().filter(|document| !repeats.contains_key(&document.article));
    let sources: BTreeSet<&str> = kept().map(|document| document.source.as_str()).collect();
    Report {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        articles: kept().count() as u64,
        pairs: kept().filter(|document| document.partner.is_some()).count() as u64,
        sources: sources.len() as u64,
        words: kept().map(|document| document.words).sum(),
        skipped: corpus.skipped.iter().chain(&knowledge.skipped).cloned().collect(),
        ignored: corpus.ignored.clone(),
        evidence: tally(corpus.evidence.iter().map(|row| row.miner.name())),
        by_status: tally(entries.iter().chain(candidates).map(|entry| entry.status.name())),
        by_kind: tally(entries.iter().map(|entry| entry.kind.name())),
        by_flag: tally(entries.iter().flat_map(|entry| &entry.flags).map(String::as_str)),
        variants_left: super::variants_left(entries, knowledge)
            .into_iter()
            .map(|(a, b)| {
                let (a, b) = (&entries[a], &entries[b]);
                format!("{} = {}; {} = {}", a.en, a.ar, b.en, b.ar)
            })
            .collect(),
        idle_verdicts: applied.idle,
        verdict_conflicts: applied.conflicts,
        min_confidence: curation.min_confidence,
        duplicates: repeats.into_iter().collect(),
    }
}

fn tally<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    counts
}
