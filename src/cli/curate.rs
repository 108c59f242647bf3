//! `mustalah curate`: shards into the glossary.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::build::Outputs;
use super::options::Common;
use crate::config::Config;
use crate::write::read_shard;

/// Arguments of `mustalah curate`.
#[derive(Debug, Args)]
pub struct Curate {
    /// Folders that `mustalah mine` wrote
    #[arg(required = true, value_name = "DIR")]
    shards: Vec<PathBuf>,
    #[command(flatten)]
    outputs: Outputs,
}

impl Curate {
    /// Runs the command.
    ///
    /// # Errors
    /// When a folder is no shard or the output cannot be written.
    pub fn run(&self, common: &Common, config: &Config, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let knowledge = common.knowledge()?;
        let shards = self.shards.iter().map(|dir| read_shard(dir)).collect::<Result<Vec<_>, _>>()?;
        self.outputs.finish(shards, &knowledge, (common, config), messages)
    }
}
