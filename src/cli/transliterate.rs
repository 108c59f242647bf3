//! `mustalah transliterate`: scores pairs of names, learns the letter model,
//! or adapts it to a corpus.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;

use super::options::Common;
use crate::align::LetterModel;
use crate::knowledge::{GlossaryFile, GlossaryFiles};
use crate::text::fold;

/// Arguments of `mustalah transliterate`.
#[derive(Debug, Args)]
pub struct Transliterate {
    /// Tab-separated files with a header and the columns ar and en
    #[arg(value_name = "PAIRS.tsv", required = true)]
    pairs: Vec<PathBuf>,
    /// Learn a letter model from the pairs and print it as a table; each file
    /// is a list of its own, short lists weigh more than their rows
    #[arg(long)]
    learn: bool,
    /// Adapt the letter model to the pairs, many of which may be wrong, and
    /// print it as a table
    #[arg(long, conflicts_with = "learn")]
    adapt: bool,
    /// With --learn or --adapt: leave out the pairs that are in this file
    #[arg(long, value_name = "TSV")]
    except: Vec<PathBuf>,
    /// Add columns with what was peeled off before the rest was compared
    #[arg(long, conflicts_with_all = ["learn", "adapt"])]
    explain: bool,
}

/// `(ar, en)` pairs of one file.
type Pairs = Vec<(String, String)>;

impl Transliterate {
    /// Runs the command; results go to `out`.
    ///
    /// # Errors
    /// When a file cannot be read or lacks the columns.
    pub fn run(&self, common: &Common, out: &mut dyn Write) -> anyhow::Result<u8> {
        let mut lists: Vec<Pairs> =
            self.pairs.iter().map(|path| read_pairs(path)).collect::<anyhow::Result<_>>()?;
        let key = |(ar, en): &(String, String)| (fold(ar), fold(en));
        let mut except = BTreeSet::new();
        for path in &self.except {
            except.extend(read_pairs(path)?.iter().map(key));
        }
        for list in &mut lists {
            list.retain(|pair| !except.contains(&key(pair)));
        }
        let pairs: usize = lists.iter().map(Vec::len).sum();
        if self.learn {
            let files = GlossaryFiles::find(common.glossary.clone())?;
            out.write_all(LetterModel::learn(&lists, &files)?.to_tsv().as_bytes())?;
        } else if self.adapt {
            let letters = common.knowledge()?.letters;
            out.write_all(letters.adapt(&lists.concat()).to_tsv().as_bytes())?;
        } else {
            self.score(&common.knowledge()?.letters, &lists.concat(), out)?;
        }
        Ok(u8::from(pairs == 0))
    }

    fn score(&self, letters: &LetterModel, pairs: &Pairs, out: &mut dyn Write) -> anyhow::Result<()> {
        let scored: Vec<String> = pairs
            .par_iter()
            .map(|(ar, en)| {
                let found = letters.match_words(ar, en);
                let score = found.probability();
                let mut row = format!("{ar}\t{en}\t{score:.4}\t{}", score >= 0.5);
                if self.explain {
                    let peeled = letters.peeled(&found);
                    for cell in [peeled.prefix, peeled.ending, peeled.en_ending] {
                        row.push('\t');
                        row.push_str(cell);
                    }
                }
                row
            })
            .collect();
        let mut out = BufWriter::new(out);
        let more = if self.explain { "\tprefix\tending\ten_ending" } else { "" };
        writeln!(out, "ar\ten\tscore\tmatch{more}")?;
        for row in scored {
            writeln!(out, "{row}")?;
        }
        out.flush()?;
        Ok(())
    }
}

fn read_pairs(path: &Path) -> anyhow::Result<Pairs> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let file = GlossaryFile { path: path.with_extension("tsv"), text };
    Ok(file.rows(["ar", "en"])?.into_iter().map(|(_, [ar, en])| (ar, en)).collect())
}
