//! The sheet of terms that the articles render in several ways.

use super::sheet::{Cell, Heading, Row};
use super::style::Role;
use super::{heading, text};
use crate::model::{ConsistencyRow, Direction};

pub(super) const CONSISTENCY: &[Heading] = &[
    heading("Direction / الاتجاه", 12),
    heading("Term / المصطلح", 36),
    heading("Settled / الاستقرار", 14),
    heading("Counterpart / المقابل", 36),
    heading("Status / الحالة", 24),
    heading("Share / الحصة", 12),
    heading("Occurrences / مرات الورود", 16),
    heading("By source / بحسب المصدر", 48),
    heading("By year / بحسب السنة", 36),
];

/// The rows of every term with more than one counterpart, the least settled
/// of the frequent ones first in each direction.
pub(super) fn rows(all: &[ConsistencyRow]) -> Vec<Row<'_>> {
    let mut terms: Vec<&[ConsistencyRow]> = all
        .chunk_by(|a, b| (a.direction, &a.term) == (b.direction, &b.term))
        .filter(|rows| rows.len() > 1)
        .collect();
    let open = |rows: &[ConsistencyRow]| (1.0 - rows[0].settled) * f64::from(rows[0].occurrences);
    terms.sort_by(|a, b| {
        let order = a[0].direction.cmp(&b[0].direction).then(open(b).total_cmp(&open(a)));
        order.then_with(|| a[0].term.cmp(&b[0].term))
    });
    let shades = [false, true].into_iter().cycle();
    let rows = terms.into_iter().zip(shades);
    rows.flat_map(|(rows, shaded)| rows.iter().map(move |row| Row { cells: cells(row), shaded })).collect()
}

fn cells(row: &ConsistencyRow) -> Vec<Cell<'_>> {
    let (term, counterpart) = match row.direction {
        Direction::EnglishToArabic => (Role::EnglishTerm, Role::ArabicTerm),
        Direction::ArabicToEnglish => (Role::ArabicTerm, Role::EnglishTerm),
    };
    vec![
        text(Role::English, row.direction.name()),
        text(term, &row.term),
        Cell::Share(row.settled),
        text(counterpart, &row.counterpart),
        Cell::Status(row.status),
        Cell::Share(row.share),
        Cell::Count(row.pair_occurrences.into()),
        text(Role::English, row.by_source.join("; ")),
        text(Role::English, row.by_year.join("; ")),
    ]
}
