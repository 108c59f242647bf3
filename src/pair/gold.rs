//! Measures beads against beads that people found.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Alignment;
use crate::error::{Error, Result};
use crate::knowledge::GlossaryFile;
use crate::model::{ParallelArticle, Sentence};

/// A stretch of the stored bytes of a file.
type Bytes = Range<u64>;

/// What a reader found in a stretch of an article.
#[derive(Debug, Clone, Default)]
struct Judged {
    /// Bytes of the Arabic file of which every bead is known.
    read: Vec<Bytes>,
    /// Arabic and English bytes that render each other.
    beads: Vec<(Bytes, Bytes)>,
    /// The same, where a fair reader accepts the bead and its absence.
    either: Vec<(Bytes, Bytes)>,
}

/// Beads that people found, by source and Arabic file.
#[derive(Debug, Clone, Default)]
pub struct BeadGold {
    articles: BTreeMap<(String, String), Judged>,
}

/// How many beads are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BeadTally {
    /// Beads that were found where a reader looked.
    pub found: u64,
    /// Of these, beads of the reader as well.
    pub right: u64,
    /// Beads of the reader.
    pub gold: u64,
}

impl BeadTally {
    /// The share of beads that are right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    /// The share of the reader's beads that were found.
    #[must_use]
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }

    /// Counts further beads.
    pub fn add(&mut self, other: Self) {
        self.found += other.found;
        self.right += other.right;
        self.gold += other.gold;
    }
}

impl BeadGold {
    /// Reads rows `source`, `verdict` (`read` for a stretch of which all is
    /// known, `bead`, or `either`), `ar_file`, `ar_start`, `ar_end`,
    /// `en_file`, `en_start`, `en_end`.
    ///
    /// # Errors
    /// When a row is not of that form.
    pub fn read(file: &GlossaryFile) -> Result<Self> {
        let mut gold = Self::default();
        let columns = ["source", "verdict", "ar_file", "ar_start", "ar_end", "en_file", "en_start", "en_end"];
        for (line, [source, verdict, ar_file, ar_start, ar_end, _, en_start, en_end]) in file.rows(columns)? {
            let bad = |reason: String| Error::Format { path: file.path.clone(), line, reason };
            let bytes = |start: &str, end: &str| -> Result<Bytes> {
                match (start.parse(), end.parse()) {
                    (Ok(start), Ok(end)) => Ok(start..end),
                    _ => Err(bad(format!("{start:?} and {end:?} are no byte offsets"))),
                }
            };
            let judged = gold.articles.entry((source, ar_file)).or_default();
            let arabic = bytes(&ar_start, &ar_end)?;
            match verdict.as_str() {
                "read" => judged.read.push(arabic),
                "bead" => judged.beads.push((arabic, bytes(&en_start, &en_end)?)),
                "either" => judged.either.push((arabic, bytes(&en_start, &en_end)?)),
                _ => return Err(bad(format!("{verdict:?} is none of read, bead, either"))),
            }
        }
        Ok(gold)
    }

    /// The sources that it speaks of.
    #[must_use]
    pub fn sources(&self) -> Vec<&str> {
        let mut sources: Vec<&str> = self.articles.keys().map(|(source, _)| source.as_str()).collect();
        sources.dedup();
        sources
    }

    /// Measures the beads of one article of a source; `miss` takes what is wrong: the
    /// Arabic line, and whether the bead was found or is the reader's.
    pub fn measure(
        &self,
        source: &str,
        article: &ParallelArticle,
        alignment: &Alignment,
        miss: &mut dyn FnMut(&str, Bytes, Bytes),
    ) -> BeadTally {
        let key = (source.to_owned(), article.document.clone());
        let Some(judged) = self.articles.get(&key) else { return BeadTally::default() };
        let mut tally = BeadTally { gold: judged.beads.len() as u64, ..BeadTally::default() };
        let mut missed: Vec<&(Bytes, Bytes)> = judged.beads.iter().collect();
        for bead in &alignment.beads {
            let found = (bytes(&article.ar[bead.ar.clone()]), bytes(&article.en[bead.en.clone()]));
            let was_read =
                judged.read.iter().any(|read| found.0.start < read.end && read.start < found.0.end);
            if !was_read || judged.either.contains(&found) {
                continue;
            }
            tally.found += 1;
            if let Some(at) = missed.iter().position(|gold| **gold == found) {
                tally.right += 1;
                missed.swap_remove(at);
            } else {
                miss("wrong", found.0, found.1);
            }
        }
        for (arabic, english) in missed {
            miss("missed", arabic.clone(), english.clone());
        }
        tally
    }
}

/// The stored bytes of sentences that follow each other.
fn bytes(sentences: &[Sentence]) -> Bytes {
    let start = sentences.first().map_or(0, |first| first.locate(0..first.text.len()).start);
    start..sentences.last().map_or(start, |last| last.locate(0..last.text.len()).end)
}
