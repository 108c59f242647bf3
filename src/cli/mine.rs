//! `mustalah mine`: the evidence of one shard.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use clap::Args;

use super::options::Common;
use super::summary;
use crate::knowledge::Knowledge;
use crate::pipeline;
use crate::write::write_shard;

/// Arguments of `mustalah mine`.
#[derive(Debug, Args)]
pub struct Mine {
    /// Files, folders or globs of articles; - reads standard input
    #[arg(required_unless_present = "explain", value_name = "INPUT")]
    inputs: Vec<String>,
    /// Where the shard is written
    #[arg(short, long, value_name = "DIR", required_unless_present = "explain")]
    output: Option<PathBuf>,
    /// Print how the glosses of one line are read: the candidates, what speaks
    /// for each, and the choice
    #[arg(long, value_name = "FILE:LINE", conflicts_with_all = ["inputs", "output"])]
    explain: Option<String>,
}

impl Mine {
    /// Runs the command.
    ///
    /// # Errors
    /// When the knowledge is malformed or the shard cannot be written.
    pub fn run(&self, common: &Common, out: &mut dyn Write, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let knowledge = common.knowledge()?;
        if let Some(place) = &self.explain {
            return explain_line(place, &knowledge, out, messages);
        }
        let output = self.output.as_deref().context("-o DIR says where the shard is written")?;
        let shard = pipeline::mine_inputs(&self.inputs, &knowledge, common.progress());
        summary::skipped(messages, &shard.skipped)?;
        write_shard(output, &shard)?;
        if !common.quiet {
            summary::shard(messages, &shard, output)?;
        }
        let code = summary::exit_code(shard.evidence.is_empty(), &shard.skipped);
        // The program ends here; to give back millions of strings one by one
        // would only keep people waiting.
        std::mem::forget(shard);
        Ok(code)
    }
}

/// Prints how the glosses of a line are read.
fn explain_line(
    place: &str,
    knowledge: &Knowledge,
    out: &mut dyn Write,
    messages: &mut dyn Write,
) -> anyhow::Result<u8> {
    let (file, line) = place
        .rsplit_once(':')
        .and_then(|(file, line)| Some((file, line.parse().ok()?)))
        .with_context(|| format!("--explain {place}: give a file and a line, such as news.md:12"))?;
    ensure!(std::path::Path::new(file).is_file(), "--explain {place}: there is no file {file}");
    let (text, skipped) = pipeline::explain(file, line, knowledge);
    summary::skipped(messages, &skipped)?;
    if text.is_empty() {
        writeln!(messages, "{place}: no English on this line can be a gloss")?;
    }
    write!(out, "{text}")?;
    Ok(summary::exit_code(text.is_empty(), &skipped))
}
