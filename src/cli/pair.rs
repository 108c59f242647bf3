//! `mustalah pair`: shows which sentences render which, and measures it.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::options::Common;
use super::summary;
use crate::model::{ParallelArticle, Sentence};
use crate::pair::{Alignment, align};
use crate::pipeline;

/// Arguments of `mustalah pair`.
#[derive(Debug, Args)]
pub struct Pair {
    /// Files, folders or globs of articles with their English originals
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Print the beads of the articles whose path holds this
    #[arg(long, value_name = "TEXT")]
    show: Option<String>,
}

impl Pair {
    /// Runs the command; results go to `out`.
    ///
    /// # Errors
    /// When knowledge is malformed.
    pub fn run(&self, common: &Common, out: &mut dyn Write, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let knowledge = common.knowledge()?;
        let shard = pipeline::mine_inputs(&self.inputs, &knowledge, common.progress());
        summary::skipped(messages, &shard.skipped)?;
        let start = std::time::Instant::now();
        let alignments = align(&shard.parallel, &knowledge);
        writeln!(messages, "aligned in {:?}", start.elapsed())?;
        for (article, alignment) in shard.parallel.iter().zip(&alignments) {
            let sizes = (article.ar.len(), article.en.len(), alignment.beads.len());
            writeln!(out, "{}\t{sizes:?}\t{:.3}", article.article, alignment.rendered)?;
            if self.show.as_ref().is_some_and(|part| article.article.contains(part.as_str())) {
                show(article, alignment, out)?;
            }
        }
        Ok(summary::exit_code(alignments.is_empty(), &shard.skipped))
    }
}

/// Prints all sentences in order, beads and what is in none.
fn show(article: &ParallelArticle, alignment: &Alignment, out: &mut dyn Write) -> anyhow::Result<()> {
    let (mut ar, mut en) = (0, 0);
    let mut line = |side: &str, index: usize, sentence: &Sentence| {
        writeln!(out, "  {side}{index} {}{:?} {}", sentence.block, sentence.kind, sentence.text)
    };
    for bead in &alignment.beads {
        for i in ar..bead.ar.start {
            line("- ar ", i, &article.ar[i])?;
        }
        for j in en..bead.en.start {
            line("- en ", j, &article.en[j])?;
        }
        for i in bead.ar.clone() {
            line(&format!("= {:.2} ar ", bead.posterior), i, &article.ar[i])?;
        }
        for j in bead.en.clone() {
            line("       en ", j, &article.en[j])?;
        }
        (ar, en) = (bead.ar.end, bead.en.end);
    }
    for i in ar..article.ar.len() {
        line("- ar ", i, &article.ar[i])?;
    }
    for j in en..article.en.len() {
        line("- en ", j, &article.en[j])?;
    }
    Ok(())
}
