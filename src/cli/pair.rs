//! `mustalah pair`: shows which sentences render which, and measures it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::options::Common;
use super::summary;
use crate::knowledge::{GlossaryFile, Knowledge};
use crate::model::{ParallelArticle, Sentence};
use crate::pair::{Alignment, BeadGold, BeadTally, align};
use crate::pipeline;
use crate::progress::Progress;

/// Arguments of `mustalah pair`.
#[derive(Debug, Args)]
pub struct Pair {
    /// Files, folders or globs of articles with their English originals
    #[arg(required_unless_present = "gold", value_name = "INPUT")]
    inputs: Vec<String>,
    /// Measure on beads that people found, in the sources they name
    #[arg(long, value_name = "BEADS.tsv", requires = "corpora", conflicts_with = "inputs")]
    gold: Option<PathBuf>,
    /// The folder that holds the sources
    #[arg(long, value_name = "DIR")]
    corpora: Option<PathBuf>,
    /// Put each article beside the English of the next one as well: what must
    /// not be taken for a rendering
    #[arg(long)]
    decoys: bool,
    /// Print every wrong bead
    #[arg(long, short)]
    verbose: bool,
    /// Print the beads of the articles whose path holds this
    #[arg(long, value_name = "TEXT")]
    show: Option<String>,
    /// Print every sentence with its bytes, to judge beads by
    #[arg(long, conflicts_with = "show")]
    sentences: bool,
}

impl Pair {
    /// Runs the command; results go to `out`.
    ///
    /// # Errors
    /// When knowledge is malformed.
    pub fn run(&self, common: &Common, out: &mut dyn Write, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let knowledge = common.knowledge()?;
        if let (Some(gold), Some(corpora)) = (&self.gold, &self.corpora) {
            return self.measure(gold, corpora, &knowledge, out);
        }
        let mut shard = pipeline::mine_inputs(&self.inputs, &knowledge, common.progress());
        summary::skipped(messages, &shard.skipped)?;
        if self.sentences {
            for article in &shard.parallel {
                print_sentences("ar", &article.document, &article.ar, out)?;
                print_sentences("en", &article.en_document, &article.en, out)?;
            }
            return Ok(0);
        }
        if self.decoys {
            shard.parallel.extend(decoys(&shard.parallel));
        }
        let start = std::time::Instant::now();
        let alignments = align(&shard.parallel, &knowledge);
        writeln!(messages, "aligned in {:?}", start.elapsed())?;
        for (article, alignment) in shard.parallel.iter().zip(&alignments) {
            let sizes = (article.ar.len(), article.en.len(), alignment.beads.len());
            let Alignment { rendered, rendering, .. } = alignment;
            writeln!(out, "{}\t{sizes:?}\t{rendered:.3}\t{rendering:.3}", article.article)?;
            if self.show.as_ref().is_some_and(|part| article.article.contains(part.as_str())) {
                show(article, alignment, out)?;
            }
        }
        Ok(summary::exit_code(alignments.is_empty(), &shard.skipped))
    }

    fn measure(
        &self,
        gold: &Path,
        corpora: &Path,
        knowledge: &Knowledge,
        out: &mut dyn Write,
    ) -> anyhow::Result<u8> {
        let text = std::fs::read_to_string(gold).with_context(|| gold.display().to_string())?;
        let gold = BeadGold::read(&GlossaryFile { path: gold.to_owned(), text })?;
        // All sources are one corpus; their names are those of their folders.
        let (mut sources, mut articles) = (Vec::new(), Vec::new());
        for source in gold.sources() {
            let input = corpora.join(source).to_string_lossy().into_owned();
            articles.extend(pipeline::mine_inputs(&[input], knowledge, Progress::silent()).parallel);
            sources.resize(articles.len(), source);
        }
        let mut tallies: BTreeMap<&str, BeadTally> = BTreeMap::new();
        let mut total = BeadTally::default();
        let mut misses = Vec::new();
        for ((source, article), alignment) in sources.iter().zip(&articles).zip(align(&articles, knowledge)) {
            let tally = gold.measure(source, article, &alignment, &mut |what, ar, en| {
                misses.push(format!("{what}\t{source}/{}\t{ar:?}\t{en:?}", article.document));
            });
            tallies.entry(source).or_default().add(tally);
            total.add(tally);
        }
        for miss in misses.iter().filter(|_| self.verbose) {
            writeln!(out, "{miss}")?;
        }
        for (name, tally) in tallies.into_iter().chain([("all", total)]) {
            let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
            let BeadTally { found, right, gold } = tally;
            writeln!(
                out,
                "{name}: P {precision:.3} R {recall:.3} F {f1:.3}; {gold} beads, {found} found, {right} right"
            )?;
        }
        Ok(0)
    }
}

/// Each article with the English of the next.
fn decoys(articles: &[ParallelArticle]) -> Vec<ParallelArticle> {
    let others = articles.iter().cycle().skip(1);
    let decoy = |(article, other): (&ParallelArticle, &ParallelArticle)| ParallelArticle {
        article: format!("decoy {}", article.article),
        aligned: false,
        en: other.en.clone(),
        ..article.clone()
    };
    articles.iter().zip(others).map(decoy).collect()
}

fn print_sentences(
    side: &str,
    file: &str,
    sentences: &[Sentence],
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    for (index, sentence) in sentences.iter().enumerate() {
        let place = sentence.locate(0..sentence.text.len());
        let (start, end, text) = (place.start, place.end, &sentence.text);
        writeln!(
            out,
            "{side}\t{file}\t{index}\t{start}\t{end}\t{:?}\t{}\t{text}",
            sentence.kind, sentence.block
        )?;
    }
    Ok(())
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
