//! The last sheet: where the glossary comes from and how to read it.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::sheet::{Cell, Heading, Row, SHEET_ROWS, Table};
use super::style::{Role, Styles};
use crate::model::Report;

const HEADINGS: &[Heading] =
    &[Heading { label: "About / عن المسرد", cap: 60 }, Heading { label: "Value / القيمة", cap: 100 }];

/// Skipped files that are listed; the report has all of them.
const LISTED: usize = 200;

/// Adds the sheet.
pub fn add(workbook: &mut Workbook, styles: &Styles, report: &Report) -> Result<(), XlsxError> {
    let table = Table { name: "About", headings: HEADINGS, right_to_left: false, limit: SHEET_ROWS };
    table.add(workbook, styles, rows(report).into_iter())
}

fn rows(report: &Report) -> Vec<Row<'_>> {
    let mut rows = vec![
        row("Version of mustalah / الإصدار", text(&report.version)),
        row("Articles / المقالات", Cell::Count(report.articles)),
        row("Articles with an English original / مقالات لها أصل إنجليزي", Cell::Count(report.pairs)),
        row("Repeated articles left out / مقالات مكررة مستبعدة", Cell::Count(report.duplicates.len() as u64)),
        row("Independent sources / مصادر مستقلة", Cell::Count(report.sources)),
        row("Arabic words / الكلمات العربية", Cell::Count(report.words)),
        row("Accepted from a confidence of / حد القبول", Cell::Share(report.min_confidence)),
        row(
            "Confidence / الثقة",
            text(
                "The probability that a terminologist accepts the pair: of ten pairs at 0.90, about nine hold.",
            ),
        ),
        row(
            "Rank / الترتيب",
            text("1 is the preferred Arabic for the English; see the sheet Conflicts for the others."),
        ),
    ];
    let mut section = |title: &str, counts: &BTreeMap<String, u64>| {
        rows.extend(counts.iter().map(|(name, &count)| row(&format!("{title}: {name}"), Cell::Count(count))));
    };
    section("Status / الحالة", &report.by_status);
    section("Kind / النوع", &report.by_kind);
    section("Flag / تنبيه", &report.by_flag);
    section("Evidence / الأدلة", &report.evidence);
    section("Not articles / ليست مقالات", &report.ignored);
    rows.push(row("Skipped / لم يُقرأ", Cell::Count(report.skipped.len() as u64)));
    rows.extend(
        report.skipped.iter().take(LISTED).map(|skip| row("Skipped / لم يُقرأ", text(&skip.to_string()))),
    );
    rows
}

fn row(label: &str, value: Cell<'static>) -> Row<'static> {
    Row { cells: vec![text(label), value], shaded: false }
}

fn text(text: &str) -> Cell<'static> {
    Cell::Text(Role::English, text.to_owned().into())
}
