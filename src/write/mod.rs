//! Stage 8: the glossary as files, one for each kind of reader.
//!
//! [`render`] turns a [`Glossary`] into [`OutputFile`]s in memory and
//! [`write_all`] puts them on the disk, all or nothing. Shards, which `mine`
//! hands to `curate`, are folders as well: [`write_shard`] and [`read_shard`].
//!
//! # Adding an output
//! 1. Write `src/write/NAME.rs` with a type that implements [`GlossaryWriter`];
//!    `csv.rs` is a short one to copy. Return bytes and touch no disk. Take
//!    the columns from [`schema`], and no order from a hash map.
//! 2. Add the `mod` line below and the type to [`WRITERS`]: `--formats` knows
//!    it from there.
//! 3. Run `cargo test write`: `every_writer_keeps_the_contract` tries it on an
//!    empty glossary and on one of everything that is hard to write.

use std::fmt::Display;
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::model::Glossary;

mod card;
mod csv;
mod disk;
mod examples;
mod frame;
mod jsonl;
mod load;
mod parallel;
mod parquet;
mod report;
#[cfg(test)]
pub(crate) mod samples;
pub mod schema;
mod shard;
mod xlsx;

pub use csv::CsvWriter;
pub use disk::write_all;
pub use examples::{Example, Examples};
pub use jsonl::JsonlWriter;
pub use load::{read_evidence, read_glossary};
pub use parquet::ParquetWriter;
pub use report::FileRecord;
pub use shard::{read_shard, write_shard};
pub use xlsx::XlsxWriter;

/// The file that names all others with their checksums.
pub const REPORT: &str = "report.json";

/// The dataset card.
pub const CARD: &str = "README.md";

/// A file that is ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name in the output folder.
    pub name: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Writes the glossary in one format.
pub trait GlossaryWriter: Sync {
    /// The name of the format, for `--formats`.
    fn format(&self) -> &'static str;

    /// The names of the files it writes, always the same ones.
    fn files(&self) -> &'static [&'static str];

    /// The files, in the order of [`GlossaryWriter::files`]; the same bytes
    /// for the same glossary.
    ///
    /// # Errors
    /// If the glossary cannot be encoded.
    fn write(&self, glossary: &Glossary) -> Result<Vec<OutputFile>>;
}

/// Every format there is.
pub static WRITERS: &[&dyn GlossaryWriter] = &[&ParquetWriter, &CsvWriter, &XlsxWriter, &JsonlWriter];

/// The names of all formats, in the order of [`WRITERS`].
#[must_use]
pub fn formats() -> Vec<&'static str> {
    WRITERS.iter().map(|writer| writer.format()).collect()
}

/// The files of the formats asked for, with the dataset card and, last, the
/// report, which are always written.
///
/// # Errors
/// If a format is not known, or the glossary cannot be encoded.
pub fn render<S: AsRef<str>>(glossary: &Glossary, asked: &[S]) -> Result<Vec<OutputFile>> {
    if let Some(unknown) = asked.iter().find(|name| !formats().contains(&name.as_ref())) {
        return Err(Error::Usage(format!(
            "there is no format `{}`; choose from {}",
            unknown.as_ref(),
            formats().join(", ")
        )));
    }
    let mut files = Vec::new();
    for writer in WRITERS {
        if asked.iter().any(|name| name.as_ref() == writer.format()) {
            files.extend(writer.write(glossary)?);
        }
    }
    files.push(card::write(glossary, &files));
    files.push(report::write(&glossary.report, &files)?);
    Ok(files)
}

/// What failed, as an error about the file that was being made.
fn encoding<E: Display>(name: &'static str) -> impl Fn(E) -> Error {
    move |error| Error::Format {
        path: PathBuf::from(name),
        line: 0,
        reason: format!("cannot be encoded: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_writer_keeps_the_contract() {
        for writer in WRITERS {
            for glossary in [Glossary::default(), samples::one_of_everything()] {
                let format = writer.format();
                let files = writer.write(&glossary).unwrap_or_else(|error| panic!("{format}: {error}"));
                let names: Vec<_> = files.iter().map(|file| file.name).collect();
                assert_eq!(names, writer.files(), "{format}: write() returns what files() says");
                assert_eq!(files, writer.write(&glossary).unwrap(), "{format}: same glossary, same bytes");
            }
        }
    }

    #[test]
    fn no_two_writers_share_a_format_or_a_file() {
        let mut names = formats();
        names.extend(WRITERS.iter().flat_map(|writer| writer.files()));
        names.extend([REPORT, CARD]);
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn the_report_comes_last_and_covers_every_file() {
        let files = render(&samples::one_of_everything(), &["csv", "parquet"]).unwrap();
        let names: Vec<_> = files.iter().map(|file| file.name).collect();
        assert_eq!(
            names,
            [
                "glossary.parquet",
                "candidates.parquet",
                "evidence.parquet",
                "consistency.parquet",
                "glossary.csv",
                CARD,
                REPORT
            ]
        );
        let report: serde_json::Value = serde_json::from_slice(&files[6].bytes).unwrap();
        let listed: Vec<FileRecord> = serde_json::from_value(report["files"].clone()).unwrap();
        assert_eq!(listed, FileRecord::of(&files[..6]));
    }

    #[test]
    fn an_unknown_format_names_the_known_ones() {
        let error = render(&Glossary::default(), &["docx"]).unwrap_err().to_string();
        assert!(error.contains("docx") && error.contains("parquet, csv"), "{error}");
    }
}
