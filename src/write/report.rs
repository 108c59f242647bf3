//! `report.json`: what was read, skipped and produced, with checksums.

use std::fs::File;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{OutputFile, REPORT};
use crate::error::Result;
use crate::model::Report;

/// One file of an output folder, to tell whether it is whole and the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its name in the folder.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

impl FileRecord {
    /// The record of bytes that are about to be written under that name.
    #[must_use]
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Self::digested(name, bytes.len() as u64, Sha256::new_with_prefix(bytes))
    }

    /// The record of a file on the disk.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut digest = Sha256::new();
        let bytes = io::copy(&mut File::open(path)?, &mut digest)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self::digested(&name, bytes, digest))
    }

    fn digested(name: &str, bytes: u64, digest: Sha256) -> Self {
        Self { name: name.to_owned(), bytes, sha256: format!("{:x}", digest.finalize()) }
    }

    /// The records of all files.
    #[must_use]
    pub fn of(files: &[OutputFile]) -> Vec<Self> {
        files.iter().map(|file| Self::new(file.name, &file.bytes)).collect()
    }
}

/// The report over all other files, as indented JSON.
pub(super) fn write(report: &Report, files: &[OutputFile]) -> Result<OutputFile> {
    #[derive(Serialize)]
    struct Page<'a> {
        kind: &'a str,
        #[serde(flatten)]
        report: &'a Report,
        files: Vec<FileRecord>,
    }
    json(&Page { kind: "glossary", report, files: FileRecord::of(files) })
}

/// A value as the `report.json` of a folder.
pub(super) fn json(value: &impl Serialize) -> Result<OutputFile> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(super::encoding(REPORT))?;
    bytes.push(b'\n');
    Ok(OutputFile { name: REPORT, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::samples;

    #[test]
    fn the_report_reads_back_and_names_the_files() {
        let glossary = samples::one_of_everything();
        let files = [OutputFile { name: "empty", bytes: Vec::new() }];
        let file = write(&glossary.report, &files).unwrap();
        let report: Report = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(report, glossary.report);
        let value: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(value["kind"], "glossary");
        assert_eq!(
            value["files"][0]["sha256"],
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
