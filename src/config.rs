//! The options file: what the command line would say, by name.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, Result};

/// Options from a TOML file. The command line wins over each of them.
///
/// ```
/// let config: mustalah::config::Config = toml::from_str("threads = 2\nformats = [\"csv\"]").unwrap();
/// assert_eq!(config.threads, Some(2));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Folder of tables people own.
    pub glossary: Option<PathBuf>,
    /// Worker threads.
    pub threads: Option<usize>,
    /// Leave the base glossary out.
    pub no_base: bool,
    /// No progress and no summary.
    pub quiet: bool,
    /// Where to write.
    pub output: Option<PathBuf>,
    /// Formats to write.
    pub formats: Vec<String>,
    /// Confidence from which a pair is accepted.
    pub min_confidence: Option<f64>,
    /// Near-duplicate articles and repeated lines count each time.
    pub count_repeats: bool,
}

impl Config {
    /// Reads an options file.
    ///
    /// # Errors
    /// When the file cannot be read, or an option is unknown or malformed.
    pub fn read(path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(path).map_err(|cause| Error::Io { path: path.to_owned(), cause })?;
        toml::from_str(&text).map_err(|error| {
            let line = error.span().map_or(0, |span| text[..span.start].lines().count().max(1) as u64);
            Error::Format { path: path.to_owned(), line, reason: error.message().to_owned() }
        })
    }
}
