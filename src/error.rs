//! What can go wrong, with the place and what to do about it.

use std::path::PathBuf;

/// An error that ends a command.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be opened, read or written.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{}:{line}: {reason}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// 1-based line, 0 when no line can be named.
        line: u64,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A request that cannot be carried out as asked.
    #[error("{0}")]
    Usage(String),
}

/// The library's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Something that was left out while the run went on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Skip {
    /// Path as the user would name it.
    pub path: String,
    /// 1-based line where it was noticed.
    pub line: u64,
    /// Why, and what to do.
    pub reason: String,
}

impl std::fmt::Display for Skip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.reason)
    }
}
