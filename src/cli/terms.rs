//! `mustalah terms`: learns the weights of pairs from parallel text.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use clap::Args;
use rayon::prelude::*;

use crate::eval::area_under_roc;
use crate::knowledge::GlossaryFile;
use crate::mine::bitext::{SCHEMA, features};
use crate::model::Miner;
use crate::score::{Additive, Lesson};
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
    /// Add to the weight of a feature once it is learnt, in nats
    #[arg(long, value_name = "FEATURE=NATS", value_parser = lean, allow_hyphen_values = true)]
    lean: Vec<(String, f64)>,
    /// Judged pairs that are kept out of learning and only measured
    #[arg(long, value_name = "LABELS.tsv")]
    except: Vec<PathBuf>,
}

/// `FEATURE=NATS`
fn lean(text: &str) -> Result<(String, f64), String> {
    let (name, nats) = text.split_once('=').ok_or("write FEATURE=NATS, as once=-0.5")?;
    if !SCHEMA.names.contains(&name) {
        return Err(format!("there is no feature {name:?}"));
    }
    let nats = nats.parse().ok().filter(|nats: &f64| nats.is_finite());
    Ok((name.to_owned(), nats.ok_or("write a number of nats, as once=-0.5")?))
}

/// A judged pair: its English, what is known of it, whether it is right.
struct Judged {
    en: String,
    features: Vec<f64>,
    right: bool,
}

fn learn(judged: &[&Judged]) -> Additive {
    let lessons: Vec<Lesson<'_>> =
        judged.iter().map(|pair| Lesson { features: &pair.features, right: pair.right }).collect();
    Additive::learn(&lessons, &SCHEMA)
}

/// Scores, and whether the pair is right.
fn told(sum: &Additive, judged: &[&Judged]) -> Vec<(f64, bool)> {
    judged.iter().map(|pair| (sum.score(&pair.features), pair.right)).collect()
}

/// Every pair's score by a sum that was learnt from other English, ten-fold.
fn cross_validate(judged: &[Judged]) -> Vec<(f64, bool)> {
    const FOLDS: usize = 10;
    let mut english: Vec<&str> = judged.iter().map(|pair| pair.en.as_str()).collect();
    english.sort_unstable();
    english.dedup();
    let fold = |pair: &Judged| english.binary_search(&pair.en.as_str()).unwrap_or_default() % FOLDS;
    let of_fold = |number: usize| {
        let (own, others): (Vec<&Judged>, Vec<&Judged>) =
            judged.iter().partition(|pair| fold(pair) == number);
        told(&learn(&others), &own)
    };
    (0..FOLDS).into_par_iter().flat_map_iter(of_fold).collect()
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
        let read = |paths: &[PathBuf]| -> anyhow::Result<Vec<Judged>> {
            let mut judged = Vec::new();
            for path in paths {
                let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
                let file = GlossaryFile { path: path.with_extension("tsv"), text };
                for (_, [en, ar, label]) in file.rows(["en", "ar", "label"])? {
                    let en = en_key(&en);
                    if let Some(features) = vector(en.clone(), ar_key(&ar)) {
                        judged.push(Judged { en, features: features.clone(), right: label == "1" });
                    }
                }
            }
            Ok(judged)
        };
        let judged = read(&self.labels)?;
        ensure!(!judged.is_empty(), "no judged pair is in {}", self.evidence.display());
        let mut errors = std::io::stderr();
        let mut tell = |name: &str, mut told: Vec<(f64, bool)>| {
            told.sort_by(|a, b| b.0.total_cmp(&a.0));
            let right = told.iter().filter(|(score, right)| (*score > 0.0) == *right).count();
            let surest = &told[..(told.len() / 5).max(1)];
            writeln!(
                errors,
                "{} pairs; {name}: {:.3} told right, area {:.3}, {:.3} of the surest fifth are right",
                told.len(),
                right as f64 / told.len() as f64,
                area_under_roc(&told),
                surest.iter().filter(|(_, right)| *right).count() as f64 / surest.len() as f64,
            )
        };
        tell("ten-fold", cross_validate(&judged))?;
        let mut sum = learn(&judged.iter().collect::<Vec<_>>());
        for (name, nats) in &self.lean {
            ensure!(sum.lean(&SCHEMA, name, *nats), "there is no feature {name:?}");
        }
        let except = read(&self.except)?;
        if !except.is_empty() {
            tell("kept out", told(&sum, &except.iter().collect::<Vec<_>>()))?;
        }
        out.write_all(sum.to_tsv(&SCHEMA).as_bytes())?;
        Ok(0)
    }
}
