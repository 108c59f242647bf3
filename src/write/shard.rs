//! A shard: what `mine` hands to `curate`, as a folder.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::report::FileRecord;
use super::{OutputFile, REPORT, frame, load, parallel, report, schema, write_all};
use crate::error::{Error, Result, Skip};
use crate::model::Shard;

const EVIDENCE: &str = "evidence.parquet";
const DOCUMENTS: &str = "documents.parquet";
const VOCABULARY: &str = "vocabulary.parquet";
const PARALLEL: &str = "parallel.parquet";
const KIND: &str = "shard";

/// The `report.json` of a shard.
#[derive(Serialize, Deserialize)]
struct ShardReport<'a> {
    kind: Cow<'a, str>,
    version: Cow<'a, str>,
    skipped: Cow<'a, [Skip]>,
    ignored: Cow<'a, BTreeMap<String, u64>>,
    files: Vec<FileRecord>,
}

/// Writes a shard into `dir`, all or nothing.
///
/// # Errors
/// If something cannot be written; the message names the path.
pub fn write_shard(dir: &Path, shard: &Shard) -> Result<()> {
    write_all(dir, &render_shard(shard)?)
}

fn render_shard(shard: &Shard) -> Result<Vec<OutputFile>> {
    let words: Vec<schema::Word> =
        shard.vocabulary.iter().map(|(word, &count)| (word.as_str(), count)).collect();
    let mut files = vec![
        frame::parquet(EVIDENCE, schema::EVIDENCE, &shard.evidence)?,
        frame::parquet(DOCUMENTS, schema::DOCUMENT, &shard.documents)?,
        frame::parquet(VOCABULARY, &schema::vocabulary(), &words)?,
        frame::parquet(PARALLEL, &parallel::columns(), &parallel::rows(&shard.parallel))?,
    ];
    files.push(report::json(&ShardReport {
        kind: KIND.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        skipped: Cow::Borrowed(&shard.skipped),
        ignored: Cow::Borrowed(&shard.ignored),
        files: FileRecord::of(&files),
    })?);
    Ok(files)
}

/// Reads a shard back, exactly as it was.
///
/// # Errors
/// If `dir` is no shard, if a file is missing or does not have the checksum
/// that the shard's report gives for it.
pub fn read_shard(dir: &Path) -> Result<Shard> {
    let path = dir.join(REPORT);
    let no_shard = |why: &str| {
        Error::Usage(format!(
            "{}: {why}; run `mustalah mine INPUT... -o {}` first, or name a folder that `mine` wrote",
            dir.display(),
            dir.display()
        ))
    };
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(cause) if dir.is_dir() && cause.kind() != std::io::ErrorKind::NotFound => {
            return Err(Error::Io { path, cause });
        }
        Err(_) if dir.is_dir() => return Err(no_shard("this folder is no shard (it has no report.json)")),
        Err(_) => return Err(no_shard("there is no such folder")),
    };
    let value: serde_json::Value = serde_json::from_slice(&bytes)
        .map_err(|_| no_shard("this folder is no shard (its report.json is not ours)"))?;
    match value["kind"].as_str() {
        Some(KIND) => {}
        Some("glossary") => return Err(no_shard("this folder holds a finished glossary, not a shard")),
        _ => return Err(no_shard("this folder is no shard (its report.json is not ours)")),
    }
    let report: ShardReport = serde_json::from_value(value).map_err(|error| Error::Format {
        path,
        line: 0,
        reason: format!("{error}; run `mustalah mine` again"),
    })?;
    for name in [EVIDENCE, DOCUMENTS, VOCABULARY, PARALLEL] {
        verify(&dir.join(name), report.files.iter().find(|record| record.name == name))?;
    }
    Ok(Shard {
        documents: load::read_documents(&dir.join(DOCUMENTS))?,
        evidence: load::read_evidence(&dir.join(EVIDENCE))?,
        vocabulary: load::read_vocabulary(&dir.join(VOCABULARY))?.into_iter().collect(),
        parallel: parallel::read(&dir.join(PARALLEL))?,
        skipped: report.skipped.into_owned(),
        ignored: report.ignored.into_owned(),
    })
}

/// Shards travel between machines: what arrived must be what was written.
fn verify(path: &Path, expected: Option<&FileRecord>) -> Result<()> {
    let held = FileRecord::read(path).map_err(|cause| Error::Io { path: path.to_owned(), cause })?;
    if Some(&held) == expected {
        return Ok(());
    }
    let reason = "is not the file that the shard's report.json describes; copy the folder again, or run \
                  `mustalah mine` again";
    Err(Error::Format { path: path.to_owned(), line: 0, reason: reason.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::samples;

    #[test]
    fn a_shard_comes_back_exactly() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("shard");
        for shard in [Shard::default(), samples::shard()] {
            write_shard(&dir, &shard).unwrap();
            assert_eq!(read_shard(&dir).unwrap(), shard);
        }
        assert_eq!(render_shard(&samples::shard()).unwrap(), render_shard(&samples::shard()).unwrap());
    }

    #[test]
    fn what_is_no_shard_is_told_what_to_do() {
        let home = tempfile::tempdir().unwrap();
        let message = |dir: &Path| read_shard(dir).unwrap_err().to_string();
        assert!(message(&home.path().join("absent")).contains("run `mustalah mine INPUT..."));
        assert!(message(home.path()).contains("no report.json"));
        fs::write(home.path().join(REPORT), r#"{"kind":"glossary"}"#).unwrap();
        assert!(message(home.path()).contains("finished glossary"));
        fs::write(home.path().join(REPORT), "[]").unwrap();
        assert!(message(home.path()).contains("not ours"));
    }

    #[test]
    fn a_damaged_shard_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        write_shard(dir.path(), &samples::shard()).unwrap();
        let path = dir.path().join(DOCUMENTS);
        let mut bytes = fs::read(&path).unwrap();
        bytes[9] ^= 1;
        fs::write(&path, bytes).unwrap();
        let message = read_shard(dir.path()).unwrap_err().to_string();
        assert!(message.contains(DOCUMENTS) && message.contains("copy the folder again"), "{message}");
    }
}
