//! How settled a term is.

use super::Status;

/// Which way a row of the consistency report looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From an English term to its Arabic renderings.
    EnglishToArabic,
    /// From an Arabic term to the English terms it renders.
    ArabicToEnglish,
}

impl Direction {
    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EnglishToArabic => "en-ar",
            Self::ArabicToEnglish => "ar-en",
        }
    }
}

/// One counterpart of one term. Rows of `consistency.parquet`.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsistencyRow {
    /// Which way the row looks.
    pub direction: Direction,
    /// The term.
    pub term: String,
    /// Counterparts of the term that the articles have.
    pub counterparts: u32,
    /// Occurrences of the term with any of them.
    pub occurrences: u32,
    /// The chance that two sources drawn at random agree, less where few
    /// speak: 0 to 1.
    pub settled: f64,
    /// The counterpart of this row, the most frequent first.
    pub counterpart: String,
    /// The entry of the pair.
    pub entry_id: String,
    /// What is held of the pair.
    pub status: Status,
    /// Occurrences of the pair.
    pub pair_occurrences: u32,
    /// Its share of the term's occurrences, 0 to 1.
    pub share: f64,
    /// Occurrences by source, as `source=count`, the most first.
    pub by_source: Vec<String>,
    /// Occurrences by year, as `year=count`, in order, where the article or
    /// its path has a date.
    pub by_year: Vec<String>,
}
