//! Tables as spreadsheet programs save them.
//!
//! Excel writes a byte-order mark or UTF-16, separates cells with `;` or tabs
//! where the comma is the decimal sign, and ends lines with CR LF. All of it
//! is read, and kept when the table is written again: a row that nobody
//! touched keeps its bytes, one that cannot be read too.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result, Skip};
use crate::read::decoded;

/// A table with a header, row by row as it was saved.
#[derive(Debug, Clone)]
pub struct Spreadsheet {
    /// Path for messages.
    path: PathBuf,
    byte_order_mark: bool,
    /// A first line `sep=;`, by which Excel is told the separator.
    announced: bool,
    separator: char,
    line_end: &'static str,
    header: Vec<String>,
    records: Vec<Record>,
}

/// One row of the file.
#[derive(Debug, Clone)]
struct Record {
    /// 1-based line on which it begins.
    line: u64,
    /// As saved, without the line end.
    raw: String,
    /// Its cells, or why they cannot be told.
    cells: Result<Vec<String>, String>,
}

impl Spreadsheet {
    /// Reads a table.
    ///
    /// # Errors
    /// When the bytes are no text in an encoding that can be told.
    pub fn parse(path: &Path, bytes: Vec<u8>) -> Result<Self> {
        let is_utf8 = !bytes.starts_with(b"\xFF\xFE") && !bytes.starts_with(b"\xFE\xFF");
        let byte_order_mark = bytes.starts_with(b"\xEF\xBB\xBF") || !is_utf8;
        let text = decoded(bytes).map_err(|problem| Error::Format {
            path: path.to_owned(),
            line: problem.line,
            reason: problem.reason,
        })?;
        let mut body = text.as_str();
        let mut line = 1;
        let first = body.lines().next().unwrap_or_default();
        let announced = first.trim_matches('"').strip_prefix("sep=").and_then(|rest| rest.chars().next());
        if announced.is_some() {
            body = body.split_once('\n').map_or("", |(_, rest)| rest);
            line += 1;
        }
        let separator = announced.unwrap_or_else(|| separator(body.lines().next().unwrap_or_default()));
        let mut records = records(body, separator, line);
        let header = if records.is_empty() { None } else { Some(records.remove(0)) };
        let header: Vec<String> = header
            .and_then(|record| record.cells.ok())
            .unwrap_or_default()
            .into_iter()
            .map(|name| name.trim().to_lowercase())
            .collect();
        Ok(Self {
            path: path.to_owned(),
            byte_order_mark,
            announced: announced.is_some(),
            separator,
            line_end: if text.contains("\r\n") { "\r\n" } else { "\n" },
            header,
            records,
        })
    }

    /// An empty table with these columns, as this program writes one.
    #[must_use]
    pub fn new(path: &Path, columns: &[&str]) -> Self {
        Self {
            path: path.to_owned(),
            byte_order_mark: false,
            announced: false,
            separator: ',',
            line_end: "\n",
            header: columns.iter().map(|name| (*name).to_owned()).collect(),
            records: Vec::new(),
        }
    }

    /// Where the file stands.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The cells of these columns for each row that can be read, with its
    /// line, trimmed; those of `optional` may have no column and are empty
    /// then. What cannot be read is named. Empty rows are neither.
    ///
    /// # Errors
    /// When a column of `required` is missing.
    pub fn rows(
        &self,
        required: &[&str],
        optional: &[&str],
        skipped: &mut Vec<Skip>,
    ) -> Result<Vec<(u64, Vec<String>)>> {
        if self.header.is_empty() && self.records.is_empty() {
            return Ok(Vec::new());
        }
        let mut places = Vec::new();
        for column in required {
            let place = self.header.iter().position(|name| name == column).ok_or_else(|| Error::Format {
                path: self.path.clone(),
                line: 1,
                reason: format!(
                    "the column {column:?} is missing; the header should read {}",
                    [required, optional].concat().join(",")
                ),
            })?;
            places.push(Some(place));
        }
        places.extend(optional.iter().map(|column| self.header.iter().position(|name| name == column)));
        let mut rows = Vec::new();
        for record in &self.records {
            let cells = record.cells.as_ref().map_err(Clone::clone).and_then(|cells| {
                match cells.iter().skip(self.header.len()).find(|cell| !cell.trim().is_empty()) {
                    Some(extra) => Err(format!(
                        "{extra:?} is in no column; put quotes around a cell that has {:?} in it",
                        self.separator
                    )),
                    None => Ok(cells),
                }
            });
            match cells {
                Err(reason) => {
                    skipped.push(Skip { path: self.path.display().to_string(), line: record.line, reason });
                }
                Ok(cells) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(cells) => {
                    let cell = |place: &Option<usize>| {
                        place.and_then(|place| cells.get(place)).map_or("", |cell| cell.trim()).to_owned()
                    };
                    rows.push((record.line, places.iter().map(cell).collect()));
                }
            }
        }
        Ok(rows)
    }

    /// Puts a row in the place of the one that begins on `line`, or at the
    /// end. Cells without a column get one.
    pub fn put(&mut self, line: Option<u64>, cells: &[(&str, &str)]) {
        for (column, value) in cells {
            if !value.is_empty() && !self.header.iter().any(|name| name == column) {
                self.header.push((*column).to_owned());
            }
        }
        let known = line.and_then(|line| self.records.iter().position(|record| record.line == line));
        // What stands in columns of somebody else's stays.
        let mut row: Vec<String> =
            known.and_then(|at| self.records[at].cells.clone().ok()).unwrap_or_default();
        row.resize(self.header.len(), String::new());
        for (column, value) in cells {
            if let Some(place) = self.header.iter().position(|name| name == column) {
                (*value).clone_into(&mut row[place]);
            }
        }
        let last = self.records.last().map_or(1 + u64::from(self.announced), |record| {
            record.line + record.raw.matches('\n').count() as u64
        });
        let line = known.map_or(last + 1, |at| self.records[at].line);
        let record = Record { line, raw: self.line_of(&row), cells: Ok(row) };
        match known {
            Some(at) => self.records[at] = record,
            None => self.records.push(record),
        }
    }

    /// Takes the row that begins on `line` out.
    pub fn remove(&mut self, line: u64) {
        self.records.retain(|record| record.line != line);
    }

    /// The table in UTF-8, otherwise as it was saved.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = String::from(if self.byte_order_mark { "\u{FEFF}" } else { "" });
        if self.announced {
            text.extend(["sep=", self.separator.encode_utf8(&mut [0; 4]), self.line_end]);
        }
        text.push_str(&self.line_of(&self.header));
        text.push_str(self.line_end);
        for record in &self.records {
            text.push_str(&record.raw);
            text.push_str(self.line_end);
        }
        text.into_bytes()
    }

    fn line_of(&self, cells: &[String]) -> String {
        let quoted = |cell: &String| {
            let needs = cell.contains([self.separator, '"', '\n', '\r']) || cell.trim() != cell.as_str();
            if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
        };
        cells.iter().map(quoted).collect::<Vec<_>>().join(&self.separator.to_string())
    }
}

/// The separator that a header has most of.
fn separator(header: &str) -> char {
    let count = |sign: char| header.matches(sign).count();
    // The first of the most frequent.
    [',', ';', '\t'].into_iter().rev().max_by_key(|&sign| count(sign)).unwrap_or(',')
}

/// The rows of a text. A cell whose quote is never closed, or that swallows
/// rows, spoils the line it begins on and no other.
fn records(text: &str, separator: char, first_line: u64) -> Vec<Record> {
    let mut found: Vec<Record> = Vec::new();
    let (mut rest, mut line) = (text, first_line);
    while !rest.is_empty() {
        let width = found.first().and_then(|header| header.cells.as_ref().ok()).map(Vec::len);
        let alone = line_len(rest);
        let (cells, len) = match cells(rest, separator) {
            Some((cells, len)) if len > alone && width.is_some_and(|width| cells.len() != width) => {
                (Err("a quote is not closed on this line; close it, or write it twice".to_owned()), alone)
            }
            Some((cells, len)) => (Ok(cells), len),
            None => {
                (Err("a quote is opened and never closed; close it, or write it twice".to_owned()), alone)
            }
        };
        let raw = &rest[..len];
        rest = &rest[len..];
        let end = ["\r\n", "\n", "\r"].into_iter().find(|end| rest.starts_with(end)).unwrap_or_default();
        rest = &rest[end.len()..];
        if !raw.is_empty() {
            found.push(Record { line, raw: raw.to_owned(), cells });
        }
        line += 1 + raw.matches('\n').count() as u64;
    }
    found
}

fn line_len(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// The cells of the row a text begins with, and its length; `None` when a
/// quote is never closed.
fn cells(text: &str, separator: char) -> Option<(Vec<String>, usize)> {
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let blank = text[at..].len() - text[at..].trim_start_matches(|c| c == ' ' && c != separator).len();
        let mut cell = String::new();
        if text[at + blank..].starts_with('"') {
            at += blank + 1;
            loop {
                let close = at + text[at..].find('"')?;
                cell.push_str(&text[at..close]);
                at = close + 1;
                if !text[at..].starts_with('"') {
                    break;
                }
                cell.push('"');
                at += 1;
            }
        }
        let end = at + text[at..].find([separator, '\n', '\r']).unwrap_or(text.len() - at);
        cell.push_str(&text[at..end]);
        cells.push(cell);
        at = end;
        if !text[at..].starts_with(separator) {
            return Some((cells, at));
        }
        at += separator.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Spreadsheet {
        Spreadsheet::parse(Path::new("v.csv"), text.as_bytes().to_vec()).unwrap()
    }

    fn read(sheet: &Spreadsheet) -> (Vec<(u64, Vec<String>)>, Vec<Skip>) {
        let mut skipped = Vec::new();
        let rows = sheet.rows(&["en", "ar"], &["note"], &mut skipped).unwrap();
        (rows, skipped)
    }

    #[test]
    fn what_spreadsheets_save_is_one_table() {
        let rows = [["chip", "رقاقة", "a, b; \"c\""], ["AI", "الذكاء الاصطناعي", ""]];
        for text in [
            "en,ar,note\nchip,رقاقة,\"a, b; \"\"c\"\"\"\nAI,الذكاء الاصطناعي,\n",
            "\u{FEFF}EN;AR;Note\r\nchip;رقاقة;\"a, b; \"\"c\"\"\"\r\nAI;الذكاء الاصطناعي\r\n;;\r\n",
            "sep=\t\r\nar\ten\tnote\r\nرقاقة\tchip\t\"a, b; \"\"c\"\"\"\r\nالذكاء الاصطناعي\tAI\t",
            "\u{FEFF}en,ar,note\rchip,رقاقة,\"a, b; \"\"c\"\"\"\rAI, \"الذكاء الاصطناعي\" ,,,\r",
        ] {
            let (found, skipped) = read(&sheet(text));
            let cells: Vec<Vec<String>> = found.into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(cells, rows, "{text:?}");
            assert_eq!(skipped, [], "{text:?}");
        }
        let utf16: Vec<u8> = std::iter::once(0xFEFF_u16)
            .chain("en\tar\nchip\tرقاقة\n".encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let sheet = Spreadsheet::parse(Path::new("v.csv"), utf16).unwrap();
        assert_eq!(read(&sheet).0, [(2, vec!["chip".into(), "رقاقة".into(), String::new()])]);
        assert_eq!(sheet.to_bytes(), "\u{FEFF}en\tar\nchip\tرقاقة\n".as_bytes());
    }

    #[test]
    fn a_broken_row_spoils_itself_alone() {
        let text = "en,ar,note\na,\"b,c\nd,ه,\"two\nlines\"\nf,g,h,i\nj,ك,\"end";
        let (rows, skipped) = read(&sheet(text));
        assert_eq!(rows, [(3, vec!["d".to_owned(), "ه".into(), "two\nlines".into()])]);
        assert_eq!(skipped.iter().map(|skip| skip.line).collect::<Vec<_>>(), [2, 5, 6]);
        assert!(skipped[1].to_string().starts_with("v.csv:5: \"i\" is in no column"), "{}", skipped[1]);
    }

    #[test]
    fn what_is_not_touched_keeps_its_bytes() {
        let text = "\u{FEFF}en;ar;mine\r\n\"a\";ا;x\r\nb;\"ب;y\r\nc;ج;\"z;\"\r\n";
        let mut table = sheet(text);
        assert_eq!(table.to_bytes(), text.as_bytes());
        table.put(Some(4), &[("en", "c"), ("ar", "جيم;")]);
        table.put(None, &[("en", "d"), ("ar", "د"), ("note", "new")]);
        let after = "\u{FEFF}en;ar;mine;note\r\n\"a\";ا;x\r\nb;\"ب;y\r\nc;\"جيم;\";\"z;\"\r\nd;د;;new\r\n";
        assert_eq!(String::from_utf8(table.to_bytes()).unwrap(), after);
        table.remove(4);
        table.remove(5);
        let after = "\u{FEFF}en;ar;mine;note\r\n\"a\";ا;x\r\nb;\"ب;y\r\n";
        assert_eq!(String::from_utf8(table.to_bytes()).unwrap(), after);
    }
}
