//! `verdicts.csv` as a file that is added to.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::spreadsheet::Spreadsheet;
use super::verdicts::{VERDICT_COLUMNS, VERDICTS, Verdict, Verdicts};
use crate::error::{Error, Result};
use crate::text::{ar_key, en_key};
use crate::write::{OutputFile, write_all};

/// What writing a verdict changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The pair had no verdict.
    Added,
    /// It had this one.
    Replaced(Box<Verdict>),
    /// It had the same.
    Unchanged,
}

/// The verdicts of a folder, held so that no other run of the program writes
/// them until this value is dropped.
#[derive(Debug)]
pub struct VerdictFile {
    dir: PathBuf,
    table: Spreadsheet,
    /// The folder, locked while this is open.
    _lock: Option<File>,
}

impl VerdictFile {
    /// Opens the verdicts of a glossary folder; where there is none, an empty
    /// file that is written when it is saved.
    ///
    /// # Errors
    /// When the folder cannot be made or the file cannot be read.
    pub fn open(dir: &Path) -> Result<Self> {
        let path = dir.join(VERDICTS);
        let at = |path: &Path| {
            let path = path.to_owned();
            move |cause| Error::Io { path, cause }
        };
        std::fs::create_dir_all(dir).map_err(at(dir))?;
        // A folder that cannot be opened or locked, as on some network disks,
        // is written without: a rename is whole anyway.
        let lock = File::open(dir).ok().filter(|folder| folder.lock().is_ok());
        let table = if path.is_file() {
            Spreadsheet::parse(&path, std::fs::read(&path).map_err(at(&path))?)?
        } else {
            Spreadsheet::new(&path, &VERDICT_COLUMNS)
        };
        Ok(Self { dir: dir.to_owned(), table, _lock: lock })
    }

    /// What it holds now.
    ///
    /// # Errors
    /// When the header lacks a column.
    pub fn verdicts(&self) -> Result<Verdicts> {
        Verdicts::of(&self.table)
    }

    /// Puts a verdict in the place of the last one on its pair, or at the end.
    ///
    /// # Errors
    /// When the header lacks a column.
    pub fn put(&mut self, verdict: &Verdict) -> Result<Change> {
        let before = self.on(&verdict.en, &verdict.ar)?;
        if before.as_ref().is_some_and(|before| before.says_the_same(verdict)) {
            return Ok(Change::Unchanged);
        }
        self.table.put(before.as_ref().map(|before| before.line), &verdict.cells());
        Ok(before.map_or(Change::Added, |before| Change::Replaced(Box::new(before))))
    }

    /// Takes back what was said of a pair, and restores what was said before.
    ///
    /// # Errors
    /// When the header lacks a column.
    pub fn undo(&mut self, verdict: &Verdict, before: Option<&Verdict>) -> Result<()> {
        if let Some(now) = self.on(&verdict.en, &verdict.ar)? {
            match before {
                Some(before) => self.table.put(Some(now.line), &before.cells()),
                None => self.table.remove(now.line),
            }
        }
        Ok(())
    }

    /// Writes the file beside itself and moves it into place.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self) -> Result<()> {
        write_all(&self.dir, &[OutputFile { name: VERDICTS, bytes: self.table.to_bytes() }])
    }

    /// The verdict that holds on a pair.
    ///
    /// # Errors
    /// When the header lacks a column.
    pub fn on(&self, en: &str, ar: &str) -> Result<Option<Verdict>> {
        let key = (en_key(en), ar_key(ar));
        Ok(self.verdicts()?.rows.into_iter().rfind(|row| row.key() == key))
    }
}
