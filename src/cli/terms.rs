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

impl Terms {
    /// Learns weights from judged pairs and prints them as a table.
    ///
    /// # Errors
    /// When a file is missing or malformed, or no judged pair is in the
    /// evidence.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<u8> {
        let mut vectors: BTreeMap<(String, String), Vec<f64>> = BTreeMap::new();
        for row in read_evidence(&self.evidence.join("evidence.parquet"))? {
            if row.miner == Miner::Bitext && !row.features.is_empty() {
                let key = (en_key(&row.en_form), ar_key(&row.ar_headword));
                vectors.entry(key).or_insert_with(|| features(&row.features));
            }
        }
        let mut groups = Vec::new();
        for path in &self.labels {
            let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
            let file = GlossaryFile { path: path.with_extension("tsv"), text };
            for (_, [en, ar, label]) in file.rows(["en", "ar", "label"])? {
                if let Some(vector) = vectors.get(&(en_key(&en), ar_key(&ar))) {
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
        let ranker = Ranker::learn(&groups, feature_names().len());
        let score = |group: &Group| ranker.score(&group.choices[0]) > 0.0;
        let right = groups.iter().filter(|group| score(group) == group.right[0]).count();
        writeln!(std::io::stderr(), "{} pairs, {right} told right", groups.len())?;
        out.write_all(ranker.to_tsv(feature_names()).as_bytes())?;
        Ok(0)
    }
}
