//! Options that commands share.

use std::path::PathBuf;

use clap::Args;

use crate::error::Result;
use crate::knowledge::Knowledge;
use crate::progress::Progress;

/// How to run: knowledge, threads, messages.
#[derive(Debug, Args)]
pub struct Common {
    /// Folder of tables people own [default: glossary, else the compiled copy]
    #[arg(long, value_name = "DIR", global = true)]
    pub glossary: Option<PathBuf>,
    /// Worker threads [default: one for each core]
    #[arg(long, value_name = "N", global = true)]
    pub threads: Option<usize>,
    /// Mined evidence only: the base glossary neither answers nor guides
    #[arg(long, global = true)]
    pub no_base: bool,
    /// No progress and no summary
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// TOML file with these options by name; the command line wins
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
}

impl Common {
    /// The knowledge to use.
    ///
    /// # Errors
    /// When the folder or one of its files is malformed.
    pub fn knowledge(&self) -> Result<Knowledge> {
        Knowledge::load(self.glossary.clone(), !self.no_base)
    }

    /// How to show progress.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress::new(self.quiet)
    }
}
