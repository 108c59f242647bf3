//! What a run read, left out and found.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ConsistencyRow, Entry, Evidence, ParallelArticle};
use crate::error::Skip;

/// One article as the report and curation see it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// `path` or `path:line`, as in [`super::Document::id`].
    pub article: String,
    /// Site or repository.
    pub source: String,
    /// Subject field from a manifest, or empty.
    pub subject: String,
    /// When it came out, as far as it says: `2024-05-17`, or empty.
    pub date: String,
    /// The English partner's path, for a pair.
    pub partner: Option<String>,
    /// Arabic words of prose.
    pub words: u64,
    /// Digest of the folded text: equal texts are one article.
    pub digest: String,
    /// Minhash of word shingles: near-equal texts are one article.
    pub sketch: Vec<u32>,
}

/// Everything that is read and mined, before curation: one shard.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shard {
    /// The articles, sorted.
    pub documents: Vec<DocumentRecord>,
    /// The evidence, sorted.
    pub evidence: Vec<Evidence>,
    /// The articles that have an English original, with it, sorted.
    pub parallel: Vec<ParallelArticle>,
    /// How often each folded Arabic word stands in the articles.
    pub vocabulary: BTreeMap<String, u64>,
    /// What could not be read.
    pub skipped: Vec<Skip>,
    /// Files that are no articles, by extension.
    pub ignored: BTreeMap<String, u64>,
}

/// The summary that becomes `report.json`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Version of the program.
    pub version: String,
    /// Articles that count.
    pub articles: u64,
    /// Of these, with an English partner.
    pub pairs: u64,
    /// Articles left out because they repeat another: `(article, kept one)`.
    pub duplicates: Vec<(String, String)>,
    /// Independent sources.
    pub sources: u64,
    /// Arabic words of the articles that count.
    pub words: u64,
    /// What could not be read.
    pub skipped: Vec<Skip>,
    /// Files that are no articles, by extension.
    pub ignored: BTreeMap<String, u64>,
    /// Evidence rows by miner.
    pub evidence: BTreeMap<String, u64>,
    /// Entries by status.
    pub by_status: BTreeMap<String, u64>,
    /// Entries of the glossary by kind.
    pub by_kind: BTreeMap<String, u64>,
    /// Entries of the glossary by flag.
    pub by_flag: BTreeMap<String, u64>,
    /// Pairs of entries that the audit takes for variants of one: `en = ar`
    /// twice. None should be left.
    #[serde(default)]
    pub variants_left: Vec<String>,
    /// Verdicts that matched nothing.
    pub idle_verdicts: Vec<String>,
    /// Verdicts that hold against strong evidence or another verdict.
    pub verdict_conflicts: Vec<String>,
    /// The confidence from which a pair is accepted.
    pub min_confidence: f64,
}

/// The result of curation: what the writers write.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Glossary {
    /// Approved, accepted and flagged entries, in the order of the files.
    pub entries: Vec<Entry>,
    /// Candidates and rejected pairs.
    pub candidates: Vec<Entry>,
    /// Every occurrence that supports an entry or a candidate.
    pub evidence: Vec<Evidence>,
    /// How the articles render each term.
    pub consistency: Vec<ConsistencyRow>,
    /// The summary.
    pub report: Report,
}
