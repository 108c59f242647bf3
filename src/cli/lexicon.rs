//! `mustalah lexicon`: learns the word table that guides boundaries.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use clap::Args;

use crate::align::Lexicon;
use crate::text::is_arabic;

/// Arguments of `mustalah lexicon`.
#[derive(Debug, Args)]
pub struct LearnLexicon {
    /// English lines
    en: PathBuf,
    /// The Arabic of each line
    ar: PathBuf,
}

impl LearnLexicon {
    /// Learns from line-aligned text and prints the table. Lines that gloss
    /// their terms in Latin script are left out, so that what is measured on
    /// glosses is not taught by them.
    ///
    /// # Errors
    /// When a file cannot be read or the two differ in length.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<u8> {
        let read = |path: &PathBuf| std::fs::read_to_string(path).with_context(|| path.display().to_string());
        let (en, ar) = (read(&self.en)?, read(&self.ar)?);
        ensure!(en.lines().count() == ar.lines().count(), "the two files differ in their number of lines");
        let has_gloss = |line: &str| {
            line.split('(').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        let pairs: Vec<(&str, &str)> = ar
            .lines()
            .zip(en.lines())
            .filter(|(ar, _)| ar.chars().any(is_arabic) && !has_gloss(ar))
            .collect();
        out.write_all(Lexicon::learn(pairs).to_tsv().as_bytes())?;
        Ok(0)
    }
}
