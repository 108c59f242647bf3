//! A table as one or more sheets: header, rows, widths, filters.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use rust_xlsxwriter::{IgnoreError, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::style::{Role, Styles};
use crate::model::Status;

/// Rows of a sheet below its header, by the limit of Excel.
pub const SHEET_ROWS: usize = 1_048_575;

/// UTF-16 units of a cell, by the limit of Excel.
const CELL_UNITS: usize = 32_767;

/// A column: its label in both languages, and how wide it may become.
pub struct Heading {
    /// English / Arabic.
    pub label: &'static str,
    /// Widest, in characters; longer text is wrapped.
    pub cap: u16,
}

/// A cell of a table.
pub enum Cell<'a> {
    /// Text, always written as a string.
    Text(Role, Cow<'a, str>),
    /// A count.
    Count(u64),
    /// A number between 0 and 1.
    Share(f64),
    /// A status, by name and colour.
    Status(Status),
}

/// A row of a table.
pub struct Row<'a> {
    /// One cell for each heading.
    pub cells: Vec<Cell<'a>>,
    /// Rows that belong together have the same shade.
    pub shaded: bool,
}

/// A table and where it goes.
pub struct Table<'a> {
    /// Name of the sheet; a second one is called `NAME 2`.
    pub name: &'a str,
    /// The columns.
    pub headings: &'a [Heading],
    /// Whether the columns run from right to left.
    pub right_to_left: bool,
    /// Most rows of one sheet.
    pub limit: usize,
}

impl Table<'_> {
    /// Adds the rows to the workbook, on as many sheets as they need.
    pub fn add<'r>(
        &self,
        workbook: &mut Workbook,
        styles: &Styles,
        rows: impl Iterator<Item = Row<'r>>,
    ) -> Result<(), XlsxError> {
        let mut rows = rows.peekable();
        let mut part = 1;
        loop {
            let sheet = workbook.add_worksheet();
            sheet.set_name(if part == 1 { self.name.to_owned() } else { format!("{} {part}", self.name) })?;
            self.fill(sheet, styles, rows.by_ref().take(self.limit))?;
            if rows.peek().is_none() {
                return Ok(());
            }
            part += 1;
        }
    }

    fn fill<'r>(
        &self,
        sheet: &mut Worksheet,
        styles: &Styles,
        rows: impl Iterator<Item = Row<'r>>,
    ) -> Result<(), XlsxError> {
        let mut widths: Vec<usize> = Vec::new();
        for (column, heading) in (0..).zip(self.headings) {
            sheet.write_string_with_format(0, column, heading.label, styles.header())?;
            // A label may break at its slash, and the filter's arrow needs room.
            widths.push(heading.label.split('/').map(str::width).max().unwrap_or(0) + 4);
        }
        let mut last = 0;
        for (number, row) in (1..).zip(rows) {
            last = number;
            for ((column, cell), width) in (0..).zip(&row.cells).zip(&mut widths) {
                *width = (*width).max(write(sheet, styles, number, column, cell, row.shaded)?);
            }
        }
        for ((column, heading), width) in (0..).zip(self.headings).zip(widths) {
            sheet.set_column_width(
                column,
                f64::from(heading.cap.min(u16::try_from(width).unwrap_or(u16::MAX))),
            )?;
        }
        let last_column = u16::try_from(self.headings.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet
            .set_right_to_left(self.right_to_left)
            .set_row_height(0, 34)?
            .set_freeze_panes(1, 0)?
            .autofilter(0, 0, last, last_column)?
            // `404` is a term here, not a number somebody mistyped.
            .ignore_error_range(0, 0, last, last_column, IgnoreError::NumberStoredAsText)?
            .set_repeat_rows(0, 0)?
            .set_landscape()
            .set_print_fit_to_pages(1, 0);
        Ok(())
    }
}

/// Writes a cell and returns how wide its content is.
fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    row: u32,
    column: u16,
    cell: &Cell<'_>,
    shaded: bool,
) -> Result<usize, XlsxError> {
    let plain = |role| styles.cell(role, shaded, false);
    match cell {
        Cell::Text(role, text) => {
            let text = safe(text);
            let format = styles.cell(*role, shaded, is_formula_like(&text));
            sheet.write_string_with_format(row, column, text.as_ref(), format)?;
            Ok(text.lines().map(str::width).max().unwrap_or(0) + 2)
        }
        Cell::Count(count) => {
            sheet.write_number_with_format(row, column, *count as f64, plain(Role::Count))?;
            Ok(count.to_string().len() + 4)
        }
        Cell::Share(share) if share.is_finite() => {
            sheet.write_number_with_format(row, column, *share, plain(Role::Share))?;
            Ok(6)
        }
        Cell::Share(_) => {
            sheet.write_blank(row, column, plain(Role::Share))?;
            Ok(0)
        }
        Cell::Status(status) => {
            let label = super::status_label(*status);
            sheet.write_string_with_format(row, column, label, plain(Role::Status(*status)))?;
            Ok(label.width() + 2)
        }
    }
}

/// Whether a spreadsheet would take the text for a formula if it were typed.
fn is_formula_like(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}

/// Text that a cell can hold: not too long, and without what Excel would read
/// as the escape of another character.
fn safe(text: &str) -> Cow<'_, str> {
    static ESCAPE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("_(x[0-9A-Fa-f]{4}_)").ok());
    let text = match &*ESCAPE {
        Some(escape) if text.contains("_x") => escape.replace_all(text, "_x005F_$1"),
        _ => Cow::Borrowed(text),
    };
    if text.encode_utf16().nth(CELL_UNITS).is_none() {
        return text;
    }
    let mut units = 1;
    let mut short: String = text
        .chars()
        .take_while(|char| {
            units += char.len_utf16();
            units <= CELL_UNITS
        })
        .collect();
    short.push('…');
    short.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_where_excel_would_refuse_it() {
        let units = |text: &str| text.encode_utf16().count();
        assert_eq!(units(&safe(&"a".repeat(CELL_UNITS))), CELL_UNITS);
        assert!(safe(&"a".repeat(CELL_UNITS + 1)).ends_with('…'));
        assert_eq!(units(&safe(&"a".repeat(CELL_UNITS + 1))), CELL_UNITS);
        assert!(units(&safe(&"😀".repeat(CELL_UNITS))) <= CELL_UNITS);
    }

    #[test]
    fn escapes_in_the_text_stay_text() {
        assert_eq!(safe("_x0041_ _xyz_"), "_x005F_x0041_ _xyz_");
    }

    #[test]
    fn rows_past_the_limit_go_to_a_second_sheet() {
        let mut workbook = Workbook::new();
        let table = Table {
            name: "Glossary",
            headings: &[Heading { label: "n", cap: 9 }],
            right_to_left: true,
            limit: 2,
        };
        let rows = (0..5).map(|number| Row { cells: vec![Cell::Count(number)], shaded: false });
        table.add(&mut workbook, &Styles::new(), rows).unwrap();
        let names: Vec<_> = workbook.worksheets().iter().map(Worksheet::name).collect();
        assert_eq!(names, ["Glossary", "Glossary 2", "Glossary 3"]);
    }
}
