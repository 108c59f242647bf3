//! `corpus.toml`: what paths and contents do not say.
//!
//! ```toml
//! [[source]]
//! path = "crawl/news/**"   # relative to the manifest
//! name = "news.example"
//! licence = "CC BY 4.0"
//! subject = "computing"
//!
//! [[pair]]
//! ar = "translated.txt"
//! en = "original.txt"
//! ```

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;

use super::Problem;

/// The file's name.
pub(super) const NAME: &str = "corpus.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    source: Vec<RawSource>,
    #[serde(default)]
    pair: Vec<RawPair>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSource {
    path: String,
    name: Option<String>,
    subject: Option<String>,
    /// For people; the program has no use for it.
    #[serde(rename = "licence", alias = "license")]
    _licence: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPair {
    ar: String,
    en: String,
}

/// What a manifest says of the files below its folder.
pub(super) struct Manifest {
    /// The manifest's folder.
    pub(super) folder: PathBuf,
    sources: Vec<(GlobMatcher, Option<String>, Option<String>)>,
    /// Arabic and English files.
    pub(super) pairs: Vec<(PathBuf, PathBuf)>,
}

impl Manifest {
    /// Reads a manifest; `path` must be canonical.
    pub(super) fn read(path: &Path) -> Result<Self, Problem> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Problem::new(1, format!("cannot be read: {error}; check the file")))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        Self::parse(&text, folder)
    }

    fn parse(text: &str, folder: PathBuf) -> Result<Self, Problem> {
        let raw: Raw = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| super::decode::line_at(text.as_bytes(), span.start));
            Problem::new(line, format!("{}; correct the manifest", error.message()))
        })?;
        let mut sources = Vec::new();
        for source in raw.source {
            let glob = GlobBuilder::new(source.path.trim_end_matches('/')).literal_separator(true).build();
            let glob = glob.map_err(|error| {
                let at = text.find(&source.path).unwrap_or_default();
                Problem::new(
                    super::decode::line_at(text.as_bytes(), at),
                    format!("{error}; correct the glob"),
                )
            })?;
            sources.push((glob.compile_matcher(), source.name, source.subject));
        }
        let pairs = raw.pair.into_iter().map(|pair| (folder.join(pair.ar), folder.join(pair.en))).collect();
        Ok(Self { folder, sources, pairs })
    }

    /// Source and subject of a file; a folder's name stands for all below it.
    pub(super) fn source_of(&self, file: &Path) -> Option<(Option<String>, Option<String>)> {
        let inside = file.strip_prefix(&self.folder).ok()?;
        let ancestors = || inside.ancestors().filter(|path| !path.as_os_str().is_empty());
        self.sources
            .iter()
            .find(|(glob, _, _)| ancestors().any(|path| glob.is_match(path)))
            .map(|(_, name, subject)| (name.clone(), subject.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_and_folders_name_sources() {
        let text = "[[source]]\npath = \"a/*.txt\"\nname = \"أ\"\nsubject = \"s\"\n[[source]]\npath = \"b\"\nname = \"ب\"\n";
        let manifest = Manifest::parse(text, "/c".into()).map_err(|problem| problem.reason).unwrap();
        let name = |path: &str| manifest.source_of(Path::new(path)).and_then(|(name, _)| name);
        assert_eq!(name("/c/a/x.txt").as_deref(), Some("أ"));
        assert_eq!(name("/c/b/d/x.md").as_deref(), Some("ب"));
        assert_eq!(name("/c/x.txt"), None);
        assert_eq!(name("/other/a/x.txt"), None);
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let problem = Manifest::parse("[[pair]]\nar = \"a\"\nde = 1\n", "/c".into()).err().unwrap();
        assert_eq!(problem.line, 3, "{}", problem.reason);
    }
}
