//! `mustalah mine`: the evidence of one shard.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::options::Common;
use super::summary;
use crate::pipeline;
use crate::write::write_shard;

/// Arguments of `mustalah mine`.
#[derive(Debug, Args)]
pub struct Mine {
    /// Files, folders or globs of articles; - reads standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Where the shard is written
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

impl Mine {
    /// Runs the command.
    ///
    /// # Errors
    /// When the knowledge is malformed or the shard cannot be written.
    pub fn run(&self, common: &Common, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let knowledge = common.knowledge()?;
        let shard = pipeline::mine_inputs(&self.inputs, &knowledge, common.progress());
        summary::skipped(messages, &shard.skipped)?;
        write_shard(&self.output, &shard)?;
        if !common.quiet {
            summary::shard(messages, &shard, &self.output)?;
        }
        Ok(summary::exit_code(shard.evidence.is_empty(), &shard.skipped))
    }
}
