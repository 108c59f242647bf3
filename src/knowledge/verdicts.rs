//! What people decided of pairs.

use super::files::GlossaryFiles;
use super::spreadsheet::Spreadsheet;
use crate::error::{Result, Skip};
use crate::text::{ar_key, en_key, normalize};

/// The name of the file in the glossary folder.
pub const VERDICTS: &str = "verdicts.csv";

/// The columns of the file.
pub const VERDICT_COLUMNS: [&str; 8] = ["en", "ar", "verdict", "new_en", "new_ar", "note", "person", "date"];

/// What a person said of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerdictKind {
    /// The pair is right.
    Accept,
    /// The pair is wrong.
    Reject,
    /// The pair is right and this Arabic comes first.
    Prefer,
    /// The pair is right once written like this.
    Edit {
        /// English headword to show.
        en: String,
        /// Arabic headword to show.
        ar: String,
    },
    /// The pair is one by itself and no variant of another.
    Split {
        /// English headword to show.
        en: String,
        /// Arabic headword to show.
        ar: String,
    },
}

impl VerdictKind {
    /// The words for all kinds, as the file has them.
    pub const NAMES: [&str; 5] = ["accept", "reject", "prefer", "edit", "split"];

    /// The word for it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Prefer => "prefer",
            Self::Edit { .. } => "edit",
            Self::Split { .. } => "split",
        }
    }

    /// The headwords that an edit or a split gives.
    #[must_use]
    pub fn headwords(&self) -> Option<(&str, &str)> {
        match self {
            Self::Edit { en, ar } | Self::Split { en, ar } => Some((en, ar)),
            _ => None,
        }
    }
}

/// A row of `verdicts.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// English as the person wrote it.
    pub en: String,
    /// Arabic as the person wrote it.
    pub ar: String,
    /// What was decided.
    pub kind: VerdictKind,
    /// Why.
    pub note: String,
    /// Who decided.
    pub person: String,
    /// When, as the person wrote it.
    pub date: String,
    /// `path:line` of the row.
    pub place: String,
    /// 1-based line of the row, 0 for one that stands in no file.
    pub line: u64,
}

impl Verdict {
    /// Makes sense of the cells of a row, in the order of
    /// [`VERDICT_COLUMNS`].
    ///
    /// # Errors
    /// What is wrong and what to do.
    pub fn from_cells(cells: &[String], path: &str, line: u64) -> Result<Self, String> {
        let [en, ar, verdict, new_en, new_ar, note, person, date] = cells else {
            return Err(format!("a row has {} cells", VERDICT_COLUMNS.len()));
        };
        let [en, ar, new_en, new_ar] =
            [en, ar, new_en, new_ar].map(|cell| normalize(cell).as_str().trim().to_owned());
        if en_key(&en).is_empty() || ar_key(&ar).is_empty() {
            return Err("a verdict needs both en and ar".into());
        }
        if [&en, &ar, &new_en, &new_ar].iter().any(|cell| cell.contains(['\n', '\r'])) {
            return Err("a term goes over two lines; look for a quote that is not closed".into());
        }
        let or = |new: &String, old: &String| if new.is_empty() { old.clone() } else { new.clone() };
        let kind = match verdict.to_lowercase().as_str() {
            "accept" => VerdictKind::Accept,
            "reject" => VerdictKind::Reject,
            "prefer" => VerdictKind::Prefer,
            "edit" if new_en.is_empty() && new_ar.is_empty() => {
                return Err("an edit needs new_en or new_ar".into());
            }
            "edit" => VerdictKind::Edit { en: or(&new_en, &en), ar: or(&new_ar, &ar) },
            "split" => VerdictKind::Split { en: or(&new_en, &en), ar: or(&new_ar, &ar) },
            _ => {
                return Err(format!("verdict is {verdict:?}; use accept, reject, prefer, edit or split"));
            }
        };
        Ok(Self {
            en,
            ar,
            kind,
            note: note.clone(),
            person: person.clone(),
            date: date.clone(),
            place: format!("{path}:{line}"),
            line,
        })
    }

    /// The folded pair the verdict speaks of.
    #[must_use]
    pub fn key(&self) -> (String, String) {
        (en_key(&self.en), ar_key(&self.ar))
    }

    /// The cells of the row, by column. A headword that stays as it was is
    /// empty.
    #[must_use]
    pub fn cells(&self) -> [(&'static str, &str); 8] {
        let (new_en, new_ar) = self.kind.headwords().unwrap_or(("", ""));
        let new_en = if new_en == self.en { "" } else { new_en };
        let new_ar = if new_ar == self.ar { "" } else { new_ar };
        let values =
            [&self.en, &self.ar, self.kind.name(), new_en, new_ar, &self.note, &self.person, &self.date];
        std::array::from_fn(|at| (VERDICT_COLUMNS[at], values[at]))
    }

    /// Whether the other row says the same of the same pair.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.key() == other.key() && self.kind == other.kind && self.note == other.note
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} = {}", self.kind.name(), self.en, self.ar)
    }
}

/// What was read of `verdicts.csv`.
#[derive(Debug, Clone, Default)]
pub struct Verdicts {
    /// The rows that hold.
    pub rows: Vec<Verdict>,
    /// The rows that cannot be used.
    pub skipped: Vec<Skip>,
}

impl Verdicts {
    /// Reads the file of a glossary folder. Rows that cannot be used are
    /// named, and the others hold.
    ///
    /// # Errors
    /// When the file is no text, or its header lacks a column.
    pub fn load(files: &GlossaryFiles) -> Result<Self> {
        let (path, bytes) = files.bytes(VERDICTS)?;
        Self::of(&Spreadsheet::parse(&path, bytes)?)
    }

    /// Reads the rows of a table.
    ///
    /// # Errors
    /// When its header lacks a column.
    pub fn of(table: &Spreadsheet) -> Result<Self> {
        let mut read = Self::default();
        let (required, optional) = VERDICT_COLUMNS.split_at(3);
        let path = table.path().display().to_string();
        for (line, cells) in table.rows(required, optional, &mut read.skipped)? {
            match Verdict::from_cells(&cells, &path, line) {
                Ok(verdict) => read.rows.push(verdict),
                Err(reason) => read.skipped.push(Skip { path: path.clone(), line, reason }),
            }
        }
        read.skipped.sort();
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(text: &str) -> Verdicts {
        let table = Spreadsheet::parse(Path::new("verdicts.csv"), text.as_bytes().to_vec()).unwrap();
        Verdicts::of(&table).unwrap()
    }

    #[test]
    fn a_bad_row_is_named_and_the_rest_holds() {
        let read = read(
            "\u{FEFF}en;ar;verdict;new_en;new_ar;note;person;date\r\n\
             chip;رقاقة;Accept;;;;Huda;01/03/2026\r\n\
             chip;;reject\r\n\
             GPU;وحدات;edit;;\u{200F}وحدة معالجة الرسوميات;cut short\r\n\
             GPU;وحدات;edit;;;\r\n\
             AI;ذكاء;maybe\r\n\
             slide;شرائح;split\r\n",
        );
        let kinds: Vec<&str> = read.rows.iter().map(|row| row.kind.name()).collect();
        assert_eq!(kinds, ["accept", "edit", "split"]);
        assert_eq!(read.rows[0].place, "verdicts.csv:2");
        assert_eq!(read.rows[1].kind.headwords(), Some(("GPU", "وحدة معالجة الرسوميات")));
        let named: Vec<String> = read.skipped.iter().map(ToString::to_string).collect();
        assert_eq!(named[0], "verdicts.csv:3: a verdict needs both en and ar");
        assert_eq!(named[1], "verdicts.csv:5: an edit needs new_en or new_ar");
        assert!(named[2].starts_with("verdicts.csv:6: verdict is \"maybe\"; use accept"), "{named:?}");
    }
}
