//! `mustalah transliterate`: scores pairs of names, or learns the letter model.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;

use super::options::Common;
use crate::align::LetterModel;
use crate::knowledge::GlossaryFile;

/// Arguments of `mustalah transliterate`.
#[derive(Debug, Args)]
pub struct Transliterate {
    /// Tab-separated file with a header and the columns ar and en
    #[arg(value_name = "PAIRS.tsv", required = true)]
    pairs: Vec<PathBuf>,
    /// Learn a letter model from the pairs and print it as a table
    #[arg(long)]
    learn: bool,
    /// With --learn: leave out the pairs that are in this file
    #[arg(long, value_name = "TSV", requires = "learn")]
    except: Option<PathBuf>,
}

impl Transliterate {
    /// Runs the command; results go to `out`.
    ///
    /// # Errors
    /// When a file cannot be read or lacks the columns.
    pub fn run(&self, common: &Common, out: &mut dyn Write) -> anyhow::Result<u8> {
        let mut pairs = Vec::new();
        for path in &self.pairs {
            pairs.extend(read_pairs(path)?);
        }
        if self.learn {
            if let Some(except) = &self.except {
                let except: std::collections::BTreeSet<(String, String)> =
                    read_pairs(except)?.into_iter().collect();
                pairs.retain(|pair| !except.contains(pair));
            }
            out.write_all(LetterModel::learn(&pairs).to_tsv().as_bytes())?;
            return Ok(0);
        }
        let letters = common.knowledge()?.letters;
        let scored: Vec<f64> = pairs.par_iter().map(|(ar, en)| letters.probability(ar, en)).collect();
        let mut out = BufWriter::new(out);
        writeln!(out, "ar\ten\tscore\tmatch")?;
        for ((ar, en), score) in pairs.iter().zip(scored) {
            writeln!(out, "{ar}\t{en}\t{score:.4}\t{}", score >= 0.5)?;
        }
        out.flush()?;
        Ok(u8::from(pairs.is_empty()))
    }
}

fn read_pairs(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let file = GlossaryFile { path: path.with_extension("tsv"), text };
    Ok(file.rows(["ar", "en"])?.into_iter().map(|(_, [ar, en])| (ar, en)).collect())
}
