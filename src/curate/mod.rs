//! Stage 7: from evidence to entries.
//!
//! Repeats are dropped, English names joined into concepts and Arabic forms
//! into renderings; each pair gets its headwords, confidence, rank, status
//! and flags. What people decided in `verdicts.csv` is applied last and
//! always wins. The result depends on the evidence alone, not on its order or
//! how it was sharded.

mod audit;
mod concept;
mod consistency;
mod duplicates;
mod entry;
mod flags;
mod headword;
mod names;
mod rank;
mod report;
mod shared;
mod sharpen;
mod singular;
mod subject;
mod suspicion;
mod variants;
mod verdicts;

pub use audit::variants_left;
pub(crate) use entry::entry_id;
pub(crate) use variants::{Rendering as Forms, headword as variant_headword, indefinite};

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::knowledge::Knowledge;
use crate::mine::mine_parallel;
use crate::model::{Entry, Evidence, Glossary, Shard, Status};
use crate::score::Measured;
use crate::text::{ar_key, en_key};

use concept::Concepts;
use entry::{Builder, Pair, Totals};
use subject::Subjects;

/// What a user may choose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Curation {
    /// From this confidence on a pair is accepted.
    pub min_confidence: f64,
    /// Near-duplicate articles and repeated lines count each time.
    pub count_repeats: bool,
}

impl Default for Curation {
    fn default() -> Self {
        Self { min_confidence: 0.8, count_repeats: false }
    }
}

/// Curates the evidence of any number of shards.
#[must_use]
pub fn curate(shards: Vec<Shard>, knowledge: &Knowledge, curation: Curation) -> Glossary {
    let (mut corpus, repeats) = prepare(shards, knowledge, curation);
    let concepts = Concepts::learn(&corpus.evidence, knowledge);
    let pairs = pairs(&corpus, &concepts, knowledge);
    let subjects = subject::of_articles(&corpus, knowledge);
    let built = build(&pairs, &corpus, &subjects, knowledge, curation);
    let mut entries: Vec<Entry> = built.map(|measured| measured.entry).collect();
    let applied = verdicts::apply(&mut entries, &concepts, knowledge);
    for (pair, entry) in pairs.iter().zip(&entries) {
        for &row in pair.rows.iter().chain(&pair.repeats) {
            corpus.evidence[row].entry_id.clone_from(&entry.entry_id);
        }
    }
    let mut entries = entry::join_same(entries);
    suspicion::flag(&mut entries, &corpus.evidence, knowledge);
    let splits = subject::splits(&entries, &corpus.evidence, &subjects);
    rank::rank(&mut entries, &splits, knowledge);
    flags::flag(&mut entries, &corpus.evidence, knowledge);
    let (entries, candidates): (Vec<Entry>, Vec<Entry>) = entries
        .into_iter()
        .partition(|e| matches!(e.status, Status::Approved | Status::Accepted | Status::Flagged));
    corpus.evidence.retain(|row| !row.entry_id.is_empty());
    let report = report::summarise(&corpus, &entries, &candidates, repeats, applied, knowledge, curation);
    let consistency = consistency::report(&entries, &corpus.evidence, &corpus.documents);
    Glossary { entries, candidates, evidence: corpus.evidence, consistency, report }
}

/// Every pair of the shards with what is known of it: what confidence is
/// learnt from.
#[must_use]
pub fn measure(shards: Vec<Shard>, knowledge: &Knowledge, curation: Curation) -> Vec<Measured> {
    let (corpus, _) = prepare(shards, knowledge, curation);
    let concepts = Concepts::learn(&corpus.evidence, knowledge);
    let pairs = pairs(&corpus, &concepts, knowledge);
    let subjects = subject::of_articles(&corpus, knowledge);
    build(&pairs, &corpus, &subjects, knowledge, curation).collect()
}

/// All evidence of the shards, repeats marked, with the articles that repeat
/// another.
fn prepare(
    shards: Vec<Shard>,
    knowledge: &Knowledge,
    curation: Curation,
) -> (Shard, BTreeMap<String, String>) {
    let mut corpus = merge(shards);
    sharpen::sharpen(&mut corpus.evidence, knowledge);
    let mut repeats = BTreeMap::new();
    if !curation.count_repeats {
        repeats = duplicates::repeated(&corpus.documents);
        duplicates::count_once(&mut corpus.evidence, &repeats);
        duplicates::pair_once(&mut corpus.parallel, &corpus.documents, &repeats);
    }
    mine_bitext(&mut corpus, knowledge, curation);
    (corpus, repeats)
}

/// An entry for each pair, with what is known of it.
fn build<'a>(
    pairs: &'a [Pair],
    corpus: &'a Shard,
    subjects: &'a Subjects,
    knowledge: &'a Knowledge,
    curation: Curation,
) -> std::vec::IntoIter<Measured> {
    let builder =
        Builder { totals: Totals::count(pairs, &corpus.evidence), subjects, corpus, knowledge, curation };
    let built: Vec<Measured> = pairs.par_iter().map(|pair| entry::build(pair, &builder)).collect();
    built.into_iter()
}

/// Adds what the articles in both languages give together.
fn mine_bitext(corpus: &mut Shard, knowledge: &Knowledge, curation: Curation) {
    let mut found = mine_parallel(&corpus.parallel, &corpus.vocabulary, knowledge);
    corpus.parallel = Vec::new();
    found.par_sort_unstable_by(order);
    if !curation.count_repeats {
        duplicates::count_once(&mut found, &BTreeMap::new());
    }
    corpus.evidence.extend(found);
    corpus.evidence.par_sort_unstable_by(order);
}

/// Groups forms that differ in spelling, article, clitics and number; see
/// [`variants::groups`].
pub(crate) fn variant_groups(
    keys: &BTreeMap<String, u64>,
    vocabulary: &BTreeMap<String, u64>,
) -> BTreeMap<String, String> {
    variants::groups(keys, &BTreeMap::new(), &BTreeSet::new(), vocabulary)
}

/// One shard of all shards, in an order that does not depend on theirs.
fn merge(shards: Vec<Shard>) -> Shard {
    let mut corpus = Shard::default();
    for shard in shards {
        corpus.documents.extend(shard.documents);
        corpus.evidence.extend(shard.evidence);
        corpus.parallel.extend(shard.parallel);
        corpus.skipped.extend(shard.skipped);
        for (word, count) in shard.vocabulary {
            *corpus.vocabulary.entry(word).or_default() += count;
        }
        for (kind, count) in shard.ignored {
            *corpus.ignored.entry(kind).or_default() += count;
        }
    }
    corpus.documents.sort();
    corpus.documents.dedup();
    corpus.parallel.sort();
    corpus.parallel.dedup();
    corpus.skipped.sort();
    corpus.evidence.par_sort_unstable_by(order);
    corpus.evidence.dedup();
    corpus
}

/// Evidence in the order of its files.
pub(crate) fn order(a: &Evidence, b: &Evidence) -> std::cmp::Ordering {
    let place = |e: &Evidence| (e.line, e.ar_start, e.ar_end, e.miner, e.en_start);
    (&a.document, place(a))
        .cmp(&(&b.document, place(b)))
        .then_with(|| (&a.en, &a.en_form, &a.article).cmp(&(&b.en, &b.en_form, &b.article)))
        .then_with(|| a.score.total_cmp(&b.score))
}

/// Groups evidence into pairs of a concept and a rendering.
fn pairs(corpus: &Shard, concepts: &Concepts, knowledge: &Knowledge) -> Vec<Pair> {
    let splits = verdicts::splits(&knowledge.verdicts);
    let mut by_concept: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut keys: Vec<(String, String)> = corpus
        .evidence
        .par_iter()
        .map(|evidence| {
            // What Arabic keeps in Latin letters is a pair with itself.
            if !evidence.ar_term().chars().any(crate::text::is_arabic) {
                let key = en_key(evidence.ar_term());
                return (key.clone(), key);
            }
            let arabic = ar_key(evidence.ar_term());
            let own = if splits.is_empty() { String::new() } else { en_key(&evidence.en_form) };
            let stands_alone = splits.get(&own).is_some_and(|renderings| renderings.contains(&arabic));
            let of_pair = || concepts.of_pair(&evidence.en_form, evidence.ar_term(), knowledge);
            (if stands_alone { own } else { of_pair() }, arabic)
        })
        .collect();
    concept::join_spellings(&mut keys, corpus, knowledge);
    let (english, arabic): (Vec<String>, Vec<String>) = keys.into_iter().unzip();
    for (row, en) in english.into_iter().enumerate() {
        if !en.is_empty() && !arabic[row].is_empty() {
            by_concept.entry(en).or_default().push(row);
        }
    }
    let by_concept: Vec<(String, Vec<usize>)> = by_concept.into_iter().collect();
    let none = BTreeSet::new();
    by_concept
        .par_iter()
        .flat_map_iter(|(concept, rows)| {
            let mut keys: BTreeMap<String, u64> = BTreeMap::new();
            for &row in rows {
                *keys.entry(arabic[row].clone()).or_default() += 1;
            }
            let apart = splits.get(concept).unwrap_or(&none);
            let groups = variants::groups(&keys, &known_forms(concept, knowledge), apart, &corpus.vocabulary);
            let mut pairs: BTreeMap<String, Pair> = BTreeMap::new();
            for &row in rows {
                let rendering = &groups[&arabic[row]];
                let pair = pairs.entry(rendering.clone()).or_insert_with(|| Pair::new(concept, rendering));
                if corpus.evidence[row].repeat == 0 { pair.rows.push(row) } else { pair.repeats.push(row) }
            }
            pairs.into_values().filter(|pair| !pair.rows.is_empty())
        })
        .collect()
}

/// The keys of approved Arabic forms of a concept, each with the key of its
/// headword.
fn known_forms(concept: &str, knowledge: &Knowledge) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    for term in knowledge.base.of_english(concept) {
        for form in term.ar_forms() {
            known.entry(ar_key(form)).or_insert_with(|| ar_key(&term.ar));
        }
    }
    known
}
