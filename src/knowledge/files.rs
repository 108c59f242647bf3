//! Where the tables come from: a folder that people edit, or the copy
//! compiled into the binary.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

include!(concat!(env!("OUT_DIR"), "/embedded_glossary.rs"));

/// A glossary folder, on disk or compiled in.
#[derive(Debug, Clone)]
pub struct GlossaryFiles {
    dir: Option<PathBuf>,
}

/// One file of the folder.
#[derive(Debug, Clone)]
pub struct GlossaryFile {
    /// Path for messages.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

impl GlossaryFiles {
    /// The copy compiled into the binary.
    #[must_use]
    pub fn embedded() -> Self {
        Self { dir: None }
    }

    /// The folder `dir`, or when none is named the folder `glossary` here, or
    /// the copy compiled in.
    ///
    /// # Errors
    /// When `dir` is named and is not a folder.
    pub fn find(dir: Option<PathBuf>) -> Result<Self> {
        match dir {
            Some(dir) if dir.is_dir() => Ok(Self { dir: Some(dir) }),
            Some(dir) => Err(Error::Usage(format!(
                "{}: not a folder; --glossary wants a folder with base/, tables/ and verdicts.csv in it",
                dir.display()
            ))),
            None => {
                let here = PathBuf::from("glossary");
                let is_one = here.join("base").is_dir() || here.join("verdicts.csv").is_file();
                Ok(Self { dir: is_one.then_some(here) })
            }
        }
    }

    /// The text of one file; a file that a folder lacks is taken from the
    /// compiled copy, so that a folder may hold verdicts alone.
    ///
    /// # Errors
    /// When the file exists and cannot be read as UTF-8.
    pub fn get(&self, name: &str) -> Result<GlossaryFile> {
        if let Some(path) = self.dir.as_ref().map(|dir| dir.join(name)).filter(|path| path.is_file()) {
            let text = fs::read_to_string(&path).map_err(|cause| Error::Io { path: path.clone(), cause })?;
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            return Ok(GlossaryFile { path, text });
        }
        Ok(compiled(name).unwrap_or_else(|| GlossaryFile { path: name.into(), text: String::new() }))
    }

    /// The bytes of one file, from where [`GlossaryFiles::get`] takes it, for
    /// tables that people save in other encodings.
    ///
    /// # Errors
    /// When the file exists and cannot be read.
    pub fn bytes(&self, name: &str) -> Result<(PathBuf, Vec<u8>)> {
        if let Some(path) = self.dir.as_ref().map(|dir| dir.join(name)).filter(|path| path.is_file()) {
            let bytes = fs::read(&path).map_err(|cause| Error::Io { path: path.clone(), cause })?;
            return Ok((path, bytes));
        }
        Ok(compiled(name)
            .map_or_else(|| (name.into(), Vec::new()), |file| (file.path, file.text.into_bytes())))
    }

    /// The files of a subfolder, sorted by name.
    ///
    /// # Errors
    /// When a file cannot be read as UTF-8.
    pub fn list(&self, folder: &str) -> Result<Vec<GlossaryFile>> {
        let names: Vec<String> = match self.dir.as_ref().map(|dir| dir.join(folder)) {
            Some(path) if path.is_dir() => {
                let entries = fs::read_dir(&path).map_err(|cause| Error::Io { path: path.clone(), cause })?;
                let mut names: Vec<String> = entries
                    .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
                    .filter(|name| {
                        Path::new(name).extension().is_some_and(|end| end == "csv") && !name.starts_with('.')
                    })
                    .map(|name| format!("{folder}/{name}"))
                    .collect();
                names.sort();
                names
            }
            _ => EMBEDDED
                .iter()
                .filter(|(name, _)| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
                .map(|(name, _)| (*name).to_owned())
                .collect(),
        };
        names.iter().map(|name| self.get(name)).collect()
    }
}

/// A file of the compiled copy.
#[must_use]
pub fn compiled(name: &str) -> Option<GlossaryFile> {
    let index = EMBEDDED.binary_search_by_key(&name, |(name, _)| name).ok()?;
    Some(GlossaryFile { path: PathBuf::from("glossary").join(name), text: EMBEDDED[index].1.to_owned() })
}

impl GlossaryFile {
    /// The rows of a CSV file with the given header columns, each with its
    /// line; cells are trimmed and missing trailing cells empty.
    ///
    /// # Errors
    /// When a column is missing or a row is no CSV.
    pub fn rows<const N: usize>(&self, columns: [&str; N]) -> Result<Vec<(u64, [String; N])>> {
        let delimiter = if self.path.extension().is_some_and(|e| e == "tsv") { b'\t' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(self.text.as_bytes());
        let bad = |line, reason: String| Error::Format { path: self.path.clone(), line, reason };
        let header = reader.headers().map_err(|e| bad(1, e.to_string()))?.clone();
        if self.text.is_empty() {
            return Ok(Vec::new());
        }
        let mut places = [0; N];
        for (place, column) in places.iter_mut().zip(columns) {
            *place = header.iter().position(|name| name == column).ok_or_else(|| {
                bad(
                    1,
                    format!("the column {column:?} is missing; the header should read {}", columns.join(",")),
                )
            })?;
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record =
                record.map_err(|e| bad(e.position().map_or(0, csv::Position::line), e.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            rows.push((line, places.map(|place| record.get(place).unwrap_or_default().to_owned())));
        }
        Ok(rows)
    }

    /// The words of a stoplist: one a line, `#` begins a comment.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.text
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default().trim())
            .filter(|w| !w.is_empty())
    }
}

/// The items of a list cell, joined with `;`.
#[must_use]
pub fn list_cell(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}
