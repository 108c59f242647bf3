//! One file, or a pair of files, and how its articles are read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::formats::{self, Format};
use super::{Content, CorpusReader, Problem, Record, language, open};
use crate::error::Skip;
use crate::model::{Article, BlockKind, Document, Lang};

/// Articles handed over at once.
const BATCH_ARTICLES: usize = 64;
/// Bytes of text handed over at once.
const BATCH_BYTES: usize = 4 << 20;

/// A file on disk and its name for people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Side {
    /// Relative to the input given, with `/`.
    pub(super) shown: String,
    /// The file; `None` is standard input.
    pub(super) path: Option<PathBuf>,
    pub(super) bytes: u64,
}

/// A file, or an Arabic file with its English original.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    pub(super) arabic: Side,
    pub(super) english: Option<Side>,
    /// The source a manifest names.
    pub(super) declared: Option<String>,
    /// The source if the articles do not name their own.
    pub(super) source: String,
    pub(super) subject: Option<String>,
}

/// What came of reading a unit, beside the articles.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What could not be read.
    pub skipped: Vec<Skip>,
    /// Articles left out because they are not in Arabic.
    pub english_only: u64,
}

impl Unit {
    /// Size of the files as stored.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.arabic.bytes + self.english.as_ref().map_or(0, |side| side.bytes)
    }

    /// The Arabic file, relative to the input given.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.arabic.shown
    }

    /// The English file, relative to the input given.
    #[must_use]
    pub fn english_path(&self) -> Option<&str> {
        self.english.as_ref().map(|side| side.shown.as_str())
    }

    /// The Arabic file on disk; `None` is standard input.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.arabic.path.as_deref()
    }

    /// The English file on disk.
    #[must_use]
    pub fn english_file(&self) -> Option<&Path> {
        self.english.as_ref().and_then(|side| side.path.as_deref())
    }

    /// The same, read beside this English file.
    #[must_use]
    pub fn beside(self, english: &Path) -> Self {
        let shown = english.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::metadata(english).map_or(0, |file| file.len());
        Self { english: Some(Side { shown, path: Some(english.to_owned()), bytes }), ..self }
    }

    /// Reads the articles and hands them over in batches.
    pub fn read(&self, sink: &mut dyn FnMut(Vec<Article>)) -> Outcome {
        let mut reading =
            Reading { unit: self, sink, batch: Vec::new(), bytes: 0, outcome: Outcome::default() };
        // The last resort: one file must not end a run over thousands.
        let result = catch_unwind(AssertUnwindSafe(|| {
            match &self.english {
                Some(english) => reading.pair(english),
                None => reading.single(),
            }
            reading.flush();
        }));
        if result.is_err() {
            reading.skip(
                &self.arabic,
                Problem::new(1, "the reader failed on this file (a bug; please report it)"),
            );
        }
        reading.outcome
    }
}

struct Reading<'a> {
    unit: &'a Unit,
    sink: &'a mut dyn FnMut(Vec<Article>),
    batch: Vec<Article>,
    bytes: usize,
    outcome: Outcome,
}

impl Reading<'_> {
    fn single(&mut self) {
        let unit = self.unit;
        read_side(&unit.arabic, &mut |found| match found {
            Ok(record) => self.record(record),
            Err(problem) => self.skip(&unit.arabic, problem),
        });
    }

    /// Two files: their articles go together one by one.
    fn pair(&mut self, english: &Side) {
        let unit = self.unit;
        let mut originals = self.collect(english);
        let arabic = self.collect(&unit.arabic);
        if let ([Record::Article(ar)], [Record::Article(en)]) = (arabic.as_slice(), originals.as_slice())
            && is_aligned(ar)
            && is_aligned(en)
            && ar.segments.len() != en.segments.len()
        {
            let reason = format!(
                "{} lines, but {} has {}; line-aligned files must have equal line counts",
                ar.segments.len(),
                english.shown,
                en.segments.len()
            );
            let last = ar.segments.len().min(en.segments.len()) as u64 + 1;
            return self.skip(&unit.arabic, Problem::new(last, reason));
        }
        if arabic.len() != originals.len() {
            if !originals.is_empty() && !arabic.is_empty() {
                let reason = format!(
                    "{} articles, but {} has {}; the Arabic was read without them",
                    arabic.len(),
                    english.shown,
                    originals.len()
                );
                self.skip(&unit.arabic, Problem::new(1, reason));
            }
            originals.clear();
        }
        let mut originals = originals.into_iter();
        for record in arabic {
            match (record, originals.next()) {
                (Record::Article(arabic), Some(Record::Article(english))) => {
                    self.article(arabic, Some(english));
                }
                (record, _) => self.record(record),
            }
        }
    }

    fn collect(&mut self, side: &Side) -> Vec<Record> {
        let mut records = Vec::new();
        read_side(side, &mut |found| match found {
            Ok(record) => records.push(record),
            Err(problem) => self.skip(side, problem),
        });
        records
    }

    fn record(&mut self, record: Record) {
        match record {
            Record::Article(content) => self.article(content, None),
            Record::Pair { arabic, english } => self.article(arabic, Some(english)),
        }
    }

    fn article(&mut self, arabic: Content, english: Option<Content>) {
        if !language::enough_arabic(arabic.segments.iter().map(|segment| segment.text.as_str())) {
            // A short record beside its English says which language it is in.
            let told = english.is_some() && arabic.line.is_some();
            if !told || !arabic.text.as_str().chars().any(language::is_arabic) {
                self.outcome.english_only += 1;
                return;
            }
        }
        let unit = self.unit;
        let source = unit
            .declared
            .clone()
            .or_else(|| arabic.about.site.clone())
            .unwrap_or_else(|| unit.source.clone());
        self.bytes += arabic.text.len() + english.as_ref().map_or(0, |english| english.text.len());
        let other = unit.english.as_ref().unwrap_or(&unit.arabic);
        let english = english.map(|content| self.document(&other.shown, &source, Lang::En, content));
        let arabic = self.document(&unit.arabic.shown, &source, Lang::Ar, arabic);
        self.batch.push(Article { arabic, english });
        if self.batch.len() >= BATCH_ARTICLES || self.bytes >= BATCH_BYTES {
            self.flush();
        }
    }

    fn document(&self, path: &str, source: &str, lang: Lang, content: Content) -> Document {
        let mut document =
            Document::new(path.to_owned(), source.to_owned(), lang, content.text, content.segments);
        document.record = content.line;
        if let Some(lines) = content.lines {
            document = document.with_lines(lines);
        }
        document.subject = self.unit.subject.clone().or(content.about.subject);
        document.date = content.about.date.map(|(_, date)| date);
        document
    }

    fn flush(&mut self) {
        self.bytes = 0;
        if !self.batch.is_empty() {
            (self.sink)(std::mem::take(&mut self.batch));
        }
    }

    fn skip(&mut self, side: &Side, problem: Problem) {
        let Problem { line, reason } = problem;
        self.outcome.skipped.push(Skip { path: side.shown.clone(), line, reason });
    }
}

fn is_aligned(content: &Content) -> bool {
    content.line.is_none() && content.segments.first().is_some_and(|segment| segment.kind == BlockKind::Line)
}

/// Opens a file, finds its reader and reads it.
fn read_side(side: &Side, out: &mut super::Output) {
    let mut input = match open::open(side.path.as_deref()) {
        Ok(input) => input,
        Err(error) => return out(Err(Problem::new(1, format!("cannot be opened: {error}; check the file")))),
    };
    let reader: &dyn CorpusReader = match formats::of_name(&side.shown) {
        Format::Known(reader) => reader,
        _ => match input.fill_buf().map(formats::of_content) {
            Ok(Ok(reader)) => reader,
            Ok(Err(name)) => return out(Err(Problem::new(1, formats::not_yet(name)))),
            Err(error) => {
                return out(Err(Problem::new(1, format!("cannot be read: {error}; check the file"))));
            }
        },
    };
    reader.read(&mut *input, out);
}
