//! The one place that writes to the disk: all or nothing.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::{OutputFile, REPORT};
use crate::error::{Error, Result};

/// Writes the files into `dir`, which is created if it is not there.
///
/// Everything is written and synced to the side first and moved into place at
/// the end, so a run that is killed leaves the previous output whole. The
/// report, which holds the checksums of the others, moves last: as long as it
/// agrees with them, they belong together. Other files in `dir` are left alone.
///
/// # Errors
/// If something cannot be written; the message names the path.
pub fn write_all(dir: &Path, files: &[OutputFile]) -> Result<()> {
    fs::create_dir_all(dir).map_err(at(dir))?;
    // Inside `dir`, because only there a rename is sure to stay on one disk.
    let staging = tempfile::Builder::new().prefix(".mustalah-").tempdir_in(dir).map_err(at(dir))?;
    for file in files {
        let path = staging.path().join(file.name);
        File::create(&path)
            .and_then(|mut open| {
                open.write_all(&file.bytes)?;
                open.sync_all()
            })
            .map_err(at(&path))?;
    }
    let (report, others): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.name == REPORT);
    for file in others.into_iter().chain(report) {
        let target = dir.join(file.name);
        fs::rename(staging.path().join(file.name), &target).map_err(at(&target))?;
    }
    // Only Unix lets a folder be opened, and needs it to make renames last.
    #[cfg(unix)]
    File::open(dir).and_then(|folder| folder.sync_all()).map_err(at(dir))?;
    staging.close().map_err(at(dir))
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    move |cause| Error::Io { path, cause }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &'static str, text: &str) -> OutputFile {
        OutputFile { name, bytes: text.into() }
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn creates_replaces_and_leaves_the_rest_alone() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("a/b");
        write_all(&dir, &[file(REPORT, "1"), file("glossary.csv", "1")]).unwrap();
        fs::write(dir.join("mine.txt"), "kept").unwrap();
        write_all(&dir, &[file(REPORT, "2")]).unwrap();
        assert_eq!(names(&dir), ["glossary.csv", "mine.txt", "report.json"]);
        assert_eq!(fs::read_to_string(dir.join(REPORT)).unwrap(), "2");
        assert_eq!(fs::read_to_string(dir.join("glossary.csv")).unwrap(), "1");
    }

    #[test]
    fn a_failure_before_the_end_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        write_all(dir.path(), &[file("glossary.csv", "old"), file(REPORT, "old")]).unwrap();
        let error = write_all(dir.path(), &[file("glossary.csv", "new"), file("no/such/folder", "")]);
        assert!(error.unwrap_err().to_string().contains("no/such/folder"));
        assert_eq!(names(dir.path()), ["glossary.csv", "report.json"]);
        assert_eq!(fs::read_to_string(dir.path().join("glossary.csv")).unwrap(), "old");
    }

    #[test]
    fn a_file_where_the_folder_should_be_is_named() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("taken");
        fs::write(&path, "").unwrap();
        assert!(write_all(&path, &[]).unwrap_err().to_string().contains("taken"));
    }
}
