//! `mustalah build`: the main job.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::options::Common;
use super::summary;
use crate::config::Config;
use crate::curate::Curation;
use crate::knowledge::Knowledge;
use crate::model::Shard;
use crate::pipeline;

/// Arguments of `mustalah build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Files, folders or globs of articles; - reads standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    #[command(flatten)]
    outputs: Outputs,
}

/// What to write, and where.
#[derive(Debug, Args)]
pub struct Outputs {
    /// Where the glossary is written [default: output]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Formats to write: parquet, csv, xlsx, jsonl [default: all]
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    formats: Vec<String>,
    /// Confidence from which a pair is accepted [default: 0.8]
    #[arg(long, value_name = "X", value_parser = probability)]
    min_confidence: Option<f64>,
    /// Count near-duplicate articles and repeated lines each time
    #[arg(long)]
    count_repeats: bool,
}

impl Outputs {
    /// Fills in from the options file what the command line leaves open.
    fn resolve(&self, config: &Config) -> (PathBuf, Vec<String>, Curation) {
        let output = self.output.clone().or_else(|| config.output.clone()).unwrap_or_else(|| "output".into());
        let asked = [&self.formats, &config.formats].into_iter().find(|formats| !formats.is_empty());
        let all = || crate::write::formats().into_iter().map(str::to_owned).collect();
        let min_confidence = self.min_confidence.or(config.min_confidence);
        let curation = Curation {
            min_confidence: min_confidence.unwrap_or(Curation::default().min_confidence),
            count_repeats: self.count_repeats || config.count_repeats,
        };
        (output, asked.cloned().unwrap_or_else(all), curation)
    }

    /// Curates shards, writes the glossary and tells what it holds.
    ///
    /// # Errors
    /// When a format is unknown or the folder cannot be written.
    pub(super) fn finish(
        &self,
        shards: Vec<Shard>,
        knowledge: &Knowledge,
        (common, config): (&Common, &Config),
        messages: &mut dyn Write,
    ) -> anyhow::Result<u8> {
        let (output, formats, curation) = self.resolve(config);
        summary::skipped(messages, &knowledge.skipped)?;
        let glossary = pipeline::curate_shards(shards, knowledge, curation);
        pipeline::write_glossary(&glossary, &formats, &output)?;
        if !common.quiet {
            summary::glossary(messages, &glossary, &output)?;
        }
        let nothing_found = glossary.entries.is_empty() && glossary.candidates.is_empty();
        Ok(summary::exit_code(nothing_found, &glossary.report.skipped))
    }
}

pub(super) fn probability(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("a confidence is a number from 0 to 1".into()),
    }
}

impl Build {
    /// Runs the command.
    ///
    /// # Errors
    /// When the knowledge is malformed or the output cannot be written.
    pub fn run(&self, common: &Common, config: &Config, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let knowledge = common.knowledge()?;
        let shard = pipeline::mine_inputs(&self.inputs, &knowledge, common.progress());
        summary::skipped(messages, &shard.skipped)?;
        self.outputs.finish(vec![shard], &knowledge, (common, config), messages)
    }
}
