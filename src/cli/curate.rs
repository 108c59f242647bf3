//! `mustalah curate`: shards into the glossary.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::build::Outputs;
use super::options::Common;
use super::summary;
use crate::pipeline;
use crate::write::read_shard;

/// Arguments of `mustalah curate`.
#[derive(Debug, Args)]
pub struct Curate {
    /// Folders that `mustalah mine` wrote
    #[arg(required = true, value_name = "DIR")]
    shards: Vec<PathBuf>,
    /// Where the glossary is written
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    #[command(flatten)]
    outputs: Outputs,
}

impl Curate {
    /// Runs the command.
    ///
    /// # Errors
    /// When a folder is no shard or the output cannot be written.
    pub fn run(&self, common: &Common, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let knowledge = common.knowledge()?;
        let shards = self.shards.iter().map(|dir| read_shard(dir)).collect::<Result<Vec<_>, _>>()?;
        let glossary = pipeline::curate_shards(shards, &knowledge, self.outputs.curation());
        pipeline::write_glossary(&glossary, &self.outputs.formats(), &self.output)?;
        if !common.quiet {
            summary::glossary(messages, &glossary, &self.output)?;
        }
        let nothing_found = glossary.entries.is_empty() && glossary.candidates.is_empty();
        Ok(summary::exit_code(nothing_found, &glossary.report.skipped))
    }
}
