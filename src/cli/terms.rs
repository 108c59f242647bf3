//! `mustalah terms`: learns the weights of pairs from parallel text.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use clap::Args;

use crate::knowledge::GlossaryFile;
use crate::mine::bitext::{feature_names, features};
use crate::model::Miner;
use crate::score::{Group, Ranker};
use crate::text::{ar_key, en_key};
use crate::write::read_evidence;

/// Arguments of `mustalah terms`.
#[derive(Debug, Args)]
pub struct Terms {
    /// Judged pairs: tab-separated en, ar, label (1 or 0)
    #[arg(value_name = "LABELS.tsv", required = true)]
    labels: Vec<PathBuf>,
    /// A glossary folder that was built from the text they were taken from
    #[arg(long, value_name = "DIR")]
    evidence: PathBuf,
}

/// Every pair's score by weights that were learnt from nine tenths of the
/// others, and whether it is right; the surest first.
fn cross_validate(groups: &[Group], features: usize) -> Vec<(f64, bool)> {
    const FOLDS: usize = 10;
    let mut told = Vec::with_capacity(groups.len());
    for fold in 0..FOLDS {
        let part = |inside: bool| {
            groups
                .iter()
                .enumerate()
                .filter(move |(at, _)| (at % FOLDS == fold) == inside)
                .map(|(_, group)| group)
        };
        let ranker = Ranker::learn_linear(&part(false).cloned().collect::<Vec<_>>(), features);
        told.extend(part(true).map(|group| (ranker.score(&group.choices[0]), group.right[0])));
    }
    told.sort_by(|a, b| b.0.total_cmp(&a.0));
    told
}

impl Terms {
    /// Learns weights from judged pairs and prints them as a table.
    ///
    /// # Errors
    /// When a file is missing or malformed, or no judged pair is in the
    /// evidence.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<u8> {
        let mut vectors: BTreeMap<(String, String), Vec<f64>> = BTreeMap::new();
        // Headwords of the forms that places have: a label may name either.
        let mut headwords: BTreeMap<(String, String), String> = BTreeMap::new();
        for row in read_evidence(&self.evidence.join("evidence.parquet"))? {
            if row.miner == Miner::Bitext {
                let (en, ar) = (en_key(&row.en_form), ar_key(&row.ar_headword));
                headwords.entry((en.clone(), ar_key(&row.ar_form))).or_insert_with(|| ar.clone());
                if !row.features.is_empty() {
                    vectors.entry((en, ar)).or_insert_with(|| features(&row.features));
                }
            }
        }
        let vector = |en: String, ar: String| {
            let headword = || vectors.get(&(en.clone(), headwords.get(&(en.clone(), ar.clone()))?.clone()));
            vectors.get(&(en.clone(), ar.clone())).or_else(headword)
        };
        let mut groups = Vec::new();
        for path in &self.labels {
            let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
            let file = GlossaryFile { path: path.with_extension("tsv"), text };
            for (_, [en, ar, label]) in file.rows(["en", "ar", "label"])? {
                if let Some(vector) = vector(en_key(&en), ar_key(&ar)) {
                    // Either the pair stands, or nothing does, which has no features.
                    let right = label == "1";
                    groups.push(Group {
                        choices: vec![vector.clone(), vec![0.0; vector.len()]],
                        right: vec![right, !right],
                    });
                }
            }
        }
        ensure!(!groups.is_empty(), "no judged pair is in {}", self.evidence.display());
        let names = feature_names();
        let told = cross_validate(&groups, names.len());
        let surest = &told[..(told.len() / 5).max(1)];
        let right = told.iter().filter(|(score, right)| (*score > 0.0) == *right).count();
        writeln!(
            std::io::stderr(),
            "{} pairs; ten-fold: {:.3} told right, {:.3} of the surest fifth are right",
            groups.len(),
            right as f64 / told.len() as f64,
            surest.iter().filter(|(_, right)| *right).count() as f64 / surest.len() as f64,
        )?;
        let ranker = Ranker::learn_linear(&groups, names.len());
        out.write_all(ranker.to_tsv(feature_names()).as_bytes())?;
        Ok(0)
    }
}
