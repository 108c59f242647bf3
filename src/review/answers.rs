//! Verdicts out of a workbook or a CSV file that a person filled in.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx};

use crate::error::{Error, Result, Skip};
use crate::knowledge::{Spreadsheet, VERDICT_COLUMNS, Verdict};

/// What was read.
#[derive(Debug, Default)]
pub struct Answers {
    /// Rows with a verdict.
    pub verdicts: Vec<Verdict>,
    /// Rows that nobody answered.
    pub unanswered: usize,
    /// Rows that cannot be used.
    pub skipped: Vec<Skip>,
}

/// The columns that say which pair was asked, where the visible cells were
/// written over.
const ASKED: [&str; 2] = ["asked_en", "asked_ar"];

/// Reads the answers of a file: a workbook when it begins like one.
///
/// # Errors
/// When the file cannot be read, or has no table with the columns `en`, `ar`
/// and `verdict`.
pub fn read_answers(path: &Path) -> Result<Answers> {
    let bytes = std::fs::read(path).map_err(|cause| Error::Io { path: path.to_owned(), cause })?;
    let shown = path.display().to_string();
    let mut answers = Answers::default();
    let rows = if bytes.starts_with(b"PK") {
        workbook_rows(path, bytes)?
    } else {
        let table = Spreadsheet::parse(path, bytes)?;
        let (required, optional) = VERDICT_COLUMNS.split_at(3);
        table.rows(required, &[optional, &ASKED].concat(), &mut answers.skipped)?
    };
    for (line, cells) in rows {
        match answer(cells, &shown, line) {
            Ok(Some(verdict)) => answers.verdicts.push(verdict),
            Ok(None) => answers.unanswered += 1,
            Err(reason) => answers.skipped.push(Skip { path: shown.clone(), line, reason }),
        }
    }
    answers.skipped.sort();
    Ok(answers)
}

/// The verdict of a row: the eight columns of the file, then the pair that was
/// asked. Who corrects the pair in its own cells means an edit.
fn answer(mut cells: Vec<String>, path: &str, line: u64) -> Result<Option<Verdict>, String> {
    let asked = cells.split_off(VERDICT_COLUMNS.len());
    let is_asked = |at: usize| !asked[at].is_empty() && asked[at] != cells[at];
    let corrected = [is_asked(0), is_asked(1)];
    for at in 0..2 {
        if corrected[at] {
            let correction = std::mem::replace(&mut cells[at], asked[at].clone());
            if cells[at + 3].is_empty() {
                cells[at + 3] = correction;
            }
        }
    }
    let has_correction = !cells[3].is_empty() || !cells[4].is_empty();
    match (cells[2].to_lowercase().as_str(), has_correction) {
        ("", false) => return Ok(None),
        ("" | "accept", true) => "edit".clone_into(&mut cells[2]),
        ("reject" | "prefer", true) => {
            return Err(format!(
                "{} and a correction do not go together; use edit, or empty new_en and new_ar",
                cells[2]
            ));
        }
        _ => {}
    }
    Verdict::from_cells(&cells, path, line).map(Some)
}

/// The rows of the first sheet that has the columns.
fn workbook_rows(path: &Path, bytes: Vec<u8>) -> Result<Vec<(u64, Vec<String>)>> {
    let bad = |reason: String| Error::Format { path: path.to_owned(), line: 0, reason };
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| bad(format!("is no workbook: {error}")))?;
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        if let Some(rows) = rows_of(&range) {
            return Ok(rows);
        }
    }
    Err(bad("no sheet has the columns en, ar and verdict; use a file of `mustalah review export`".into()))
}

fn rows_of(range: &Range<Data>) -> Option<Vec<(u64, Vec<String>)>> {
    let mut rows = range.rows();
    let header: Vec<String> = rows.next()?.iter().map(text).collect();
    // `en / الإنجليزية`: the first part is the name.
    let names: Vec<&str> = header.iter().map(|label| label.split('/').next().unwrap_or("").trim()).collect();
    let place = |column: &str| names.iter().position(|name| name.eq_ignore_ascii_case(column));
    let places: Vec<Option<usize>> =
        VERDICT_COLUMNS.iter().chain(&ASKED).map(|column| place(column)).collect();
    places[..3].iter().all(Option::is_some).then(|| {
        let first = u64::from(range.start().map_or(0, |(row, _)| row)) + 2;
        (first..)
            .zip(rows)
            .map(|(line, row)| {
                let cell =
                    |place: &Option<usize>| place.and_then(|at| row.get(at)).map(text).unwrap_or_default();
                (line, places.iter().map(cell).collect::<Vec<String>>())
            })
            .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
            .collect()
    })
}

/// A cell as text; a date as a date, however Excel keeps it.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use crate::review::{questions, workbook};
    use crate::write::{Examples, samples};

    fn cells(row: [&str; 10]) -> Vec<String> {
        row.map(str::to_owned).to_vec()
    }

    #[test]
    fn what_is_written_over_a_cell_is_an_edit() {
        let read = |row| answer(cells(row), "f", 2);
        let edit = read(["chip", "رقاقة", "", "", "", "", "Huda", "", "chips", "رقاقات"]).unwrap().unwrap();
        assert_eq!((edit.en.as_str(), edit.ar.as_str()), ("chips", "رقاقات"));
        assert_eq!(edit.kind.headwords(), Some(("chip", "رقاقة")));
        assert_eq!(read(["chip", "رقاقة", "", "", "", "", "", "", "chip", "رقاقة"]), Ok(None));
        let accept = read(["chip", "رقاقة", "Accept", "", "", "", "", "", "chip", "رقاقة"]).unwrap().unwrap();
        assert_eq!(accept.kind.name(), "accept");
        assert!(read(["chip", "رقاقة", "reject", "", "شريحة", "", "", "", "", ""]).is_err());
    }

    #[test]
    fn a_workbook_comes_back() {
        let entries =
            [samples::entry("a", Status::Candidate, "=chip"), samples::entry("b", Status::Flagged, "AI")];
        let evidence = [samples::evidence("a")];
        let asked = questions(&entries, &[], 0.8);
        let bytes = workbook(&asked, &Examples::new(&evidence)).unwrap();
        assert_eq!(bytes, workbook(&asked, &Examples::new(&evidence)).unwrap(), "same questions, same bytes");
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("review.xlsx");
        std::fs::write(&path, bytes).unwrap();
        let answers = read_answers(&path).unwrap();
        assert_eq!((answers.verdicts.len(), answers.unanswered, answers.skipped.len()), (0, 2, 0));
        std::fs::write(&path, b"PK\x03\x04 not really").unwrap();
        assert!(read_answers(&path).unwrap_err().to_string().contains("is no workbook"));
    }
}
