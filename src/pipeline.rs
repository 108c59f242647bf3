//! The map: how the stages follow each other. No logic of its own.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;

use crate::curate::{Curation, curate, measure};
use crate::error::{Result, Skip};
use crate::knowledge::Knowledge;
use crate::maps::Map;
use crate::mine::{ArticleWord, MinedArticle, gloss, mine, record};
use crate::model::{Article, DocumentRecord, Evidence, Glossary, ParallelArticle, Shard};
use crate::pair::parallel_article;
use crate::progress::Progress;
use crate::read::{Unit, discover};
use crate::score::Measured;
use crate::write::{render, write_all};

/// Reads and mines every article of the inputs: stages 1 to 5.
#[must_use]
pub fn mine_inputs(inputs: &[String], knowledge: &Knowledge, progress: Progress) -> Shard {
    let found = discover(inputs);
    let stage = progress.stage("mining", found.units.len() as u64);
    let parts: Vec<Part> = found
        .units
        .par_iter()
        .map(|unit| {
            let part = mine_unit(unit, knowledge);
            stage.advance();
            part
        })
        .collect();
    drop(stage);
    assemble(parts, found.skipped, found.ignored)
}

/// How the glosses on one line of a file are read, as text for people, with
/// what of the file could not be read.
#[must_use]
pub fn explain(file: &str, line: u32, knowledge: &Knowledge) -> (String, Vec<Skip>) {
    let found = discover(&[file.to_owned()]);
    let (text, mut skipped) = (Mutex::new(String::new()), found.skipped);
    for unit in &found.units {
        let outcome = unit.read(&mut |articles: Vec<Article>| {
            for article in &articles {
                let why = gloss::explain(&MinedArticle::new(article), line, knowledge);
                text.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push_str(&why);
            }
        });
        skipped.extend(outcome.skipped);
    }
    (text.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner), skipped)
}

/// Curates shards: stages 6 and 7.
#[must_use]
pub fn curate_shards(shards: Vec<Shard>, knowledge: &Knowledge, curation: Curation) -> Glossary {
    curate(shards, knowledge, curation)
}

/// Every pair of the shards with what is known of it: what confidence is
/// learnt from. Stage 6 alone.
#[must_use]
pub fn measure_shards(shards: Vec<Shard>, knowledge: &Knowledge, curation: Curation) -> Vec<Measured> {
    measure(shards, knowledge, curation)
}

/// Writes a glossary in the formats asked for: stage 8.
///
/// # Errors
/// When a format is unknown or the folder cannot be written.
pub fn write_glossary(glossary: &Glossary, formats: &[String], dir: &Path) -> Result<()> {
    write_all(dir, &render(glossary, formats)?)
}

/// What one unit gave.
#[derive(Default)]
struct Part {
    documents: Vec<DocumentRecord>,
    evidence: Vec<Evidence>,
    parallel: Vec<ParallelArticle>,
    vocabulary: Map<String, u64>,
    skipped: Vec<Skip>,
    english_only: u64,
}

/// What one article gave.
struct Mined {
    document: DocumentRecord,
    evidence: Vec<Evidence>,
    parallel: Option<ParallelArticle>,
    vocabulary: Map<String, ArticleWord>,
}

/// Reads one file or pair and mines its articles. A large file hands its
/// articles over in batches, and each batch is mined in parallel.
fn mine_unit(unit: &Unit, knowledge: &Knowledge) -> Part {
    let part = Mutex::new(Part::default());
    let outcome = unit.read(&mut |articles: Vec<Article>| {
        let mined: Vec<Mined> = articles
            .par_iter()
            .map(|article| {
                let prepared = MinedArticle::new(article);
                Mined {
                    document: record(article, &prepared),
                    evidence: mine(&prepared, knowledge),
                    parallel: parallel_article(article, &prepared),
                    vocabulary: prepared.vocabulary,
                }
            })
            .collect();
        let mut part = part.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for Mined { document, evidence, parallel, vocabulary } in mined {
            part.documents.push(document);
            part.parallel.extend(parallel);
            if part.evidence.is_empty() {
                part.evidence = evidence;
            } else {
                part.evidence.extend(evidence);
            }
            add(
                &mut part.vocabulary,
                vocabulary.into_iter().map(|(word, ArticleWord { count, .. })| (word, count)),
            );
        }
    });
    let mut part = part.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    part.skipped = outcome.skipped;
    part.english_only = outcome.english_only;
    part
}

fn assemble(parts: Vec<Part>, skipped: Vec<Skip>, ignored: BTreeMap<String, u64>) -> Shard {
    let mut shard = Shard { skipped, ignored, ..Shard::default() };
    let mut vocabulary = Map::default();
    shard.evidence.reserve_exact(parts.iter().map(|part| part.evidence.len()).sum());
    for part in parts {
        shard.documents.extend(part.documents);
        shard.evidence.extend(part.evidence);
        shard.parallel.extend(part.parallel);
        shard.skipped.extend(part.skipped);
        add(&mut vocabulary, part.vocabulary);
        if part.english_only > 0 {
            *shard.ignored.entry("english".into()).or_default() += part.english_only;
        }
    }
    shard.vocabulary = vocabulary.into_iter().collect();
    shard.documents.sort();
    shard.parallel.sort();
    shard.skipped.sort();
    shard
}

/// Adds the counts of `more` to `total`.
fn add(total: &mut Map<String, u64>, more: impl IntoIterator<Item = (String, u64)>) {
    for (word, count) in more {
        *total.entry(word).or_default() += count;
    }
}
