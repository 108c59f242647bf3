//! `mustalah build`: the main job.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::options::Common;
use super::summary;
use crate::curate::Curation;
use crate::pipeline;

/// Arguments of `mustalah build`.
#[derive(Debug, Args)]
pub struct Build {
    /// Files, folders or globs of articles; - reads standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Where the glossary is written
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    #[command(flatten)]
    pub(super) outputs: Outputs,
}

/// What to write.
#[derive(Debug, Args)]
pub struct Outputs {
    /// Formats to write: parquet, csv, xlsx, jsonl [default: all]
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub formats: Vec<String>,
    /// Confidence from which a pair is accepted [default: 0.6]
    #[arg(long, value_name = "X", value_parser = probability)]
    pub min_confidence: Option<f64>,
}

impl Outputs {
    /// The formats asked for, or all.
    #[must_use]
    pub fn formats(&self) -> Vec<String> {
        if self.formats.is_empty() {
            crate::write::formats().into_iter().map(str::to_owned).collect()
        } else {
            self.formats.clone()
        }
    }

    /// The thresholds asked for.
    #[must_use]
    pub fn curation(&self) -> Curation {
        self.min_confidence.map_or_else(Curation::default, |min_confidence| Curation { min_confidence })
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
    pub fn run(&self, common: &Common, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let knowledge = common.knowledge()?;
        let shard = pipeline::mine_inputs(&self.inputs, &knowledge, common.progress());
        summary::skipped(messages, &shard.skipped)?;
        let glossary = pipeline::curate_shards(vec![shard], &knowledge, self.outputs.curation());
        pipeline::write_glossary(&glossary, &self.outputs.formats(), &self.output)?;
        if !common.quiet {
            summary::glossary(messages, &glossary, &self.output)?;
        }
        Ok(summary::exit_code(
            glossary.entries.is_empty() && glossary.candidates.is_empty(),
            &glossary.report.skipped,
        ))
    }
}
