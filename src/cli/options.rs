//! Options that commands share.

use std::path::PathBuf;

use clap::Args;

use crate::config::Config;
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
    /// Fills in from the options file what the command line leaves open.
    ///
    /// # Errors
    /// When the file cannot be read or has an unknown option.
    pub fn with_config(mut self) -> Result<(Self, Config)> {
        let config = self.config.as_deref().map_or_else(|| Ok(Config::default()), Config::read)?;
        self.glossary = self.glossary.or_else(|| config.glossary.clone());
        self.threads = self.threads.or(config.threads);
        self.no_base |= config.no_base;
        self.quiet |= config.quiet;
        Ok((self, config))
    }

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
