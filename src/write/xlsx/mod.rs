//! The workbook: the glossary for people, in a spreadsheet program.
//!
//! No cell can become a formula: text is always written as a string, and text
//! that looks like a formula has the quote prefix, so that it stays a string
//! when the cell is edited. The text itself is not touched.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::sheet::{Cell, Heading, Row, SHEET_ROWS, Table};
use self::style::{Role, Styles};
use super::{Examples, GlossaryWriter, OutputFile};
use crate::error::Result;
use crate::model::{Entry, Glossary, Kind, Status};

mod about;
mod consistency;
mod sheet;
mod style;

const NAME: &str = "glossary.xlsx";

/// Writes `glossary.xlsx` with the sheets Glossary, Conflicts, Flags,
/// Consistency and About.
pub struct XlsxWriter;

impl GlossaryWriter for XlsxWriter {
    fn format(&self) -> &'static str {
        "xlsx"
    }

    fn files(&self) -> &'static [&'static str] {
        &[NAME]
    }

    fn write(&self, glossary: &Glossary) -> Result<Vec<OutputFile>> {
        let bytes = workbook(glossary).map_err(super::encoding(NAME))?;
        Ok(vec![OutputFile { name: NAME, bytes }])
    }
}

fn workbook(glossary: &Glossary) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed date, for the same bytes every time.
    let properties = DocProperties::new()
        .set_title("Arabic-English technology glossary")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let styles = Styles::new();
    let add = |workbook: &mut _, name, headings, rows: &mut dyn Iterator<Item = Row>| {
        Table { name, headings, right_to_left: true, limit: SHEET_ROWS }.add(workbook, &styles, rows)
    };
    let mut shades = [false, true].into_iter().cycle();
    let entries = glossary.entries.iter().zip(&mut shades);
    add(
        &mut workbook,
        "Glossary",
        GLOSSARY,
        &mut entries.map(|(entry, shaded)| glossary_row(entry, shaded)),
    )?;
    add(&mut workbook, "Conflicts", CONFLICTS, &mut conflicts(&glossary.entries).into_iter())?;
    add(&mut workbook, "Flags", FLAGS, &mut flags(glossary).into_iter())?;
    add(
        &mut workbook,
        "Consistency",
        consistency::CONSISTENCY,
        &mut consistency::rows(&glossary.consistency).into_iter(),
    )?;
    about::add(&mut workbook, &styles, &glossary.report)?;
    workbook.save_to_buffer()
}

const fn heading(label: &'static str, cap: u16) -> Heading {
    Heading { label, cap }
}

const GLOSSARY: &[Heading] = &[
    heading("English / الإنجليزية", 36),
    heading("Arabic / العربية", 36),
    heading("Status / الحالة", 24),
    heading("Kind / النوع", 26),
    heading("Subject / المجال", 24),
    heading("Confidence / الثقة", 16),
    heading("Rank / الترتيب", 12),
    heading("Other English forms / صيغ إنجليزية أخرى", 36),
    heading("Other Arabic forms / صيغ عربية أخرى", 36),
    heading("Flags / تنبيهات", 28),
    heading("Example / مثال", 64),
    heading("Example in English / المثال بالإنجليزية", 64),
    heading("Source / المصدر", 36),
    heading("Occurrences / مرات الورود", 16),
    heading("Documents / الوثائق", 14),
    heading("Sources / المصادر", 14),
    heading("Evidence / الأدلة", 28),
    heading("ID / المعرّف", 20),
];

fn text<'a>(role: Role, text: impl Into<Cow<'a, str>>) -> Cell<'a> {
    Cell::Text(role, text.into())
}

fn glossary_row(entry: &Entry, shaded: bool) -> Row<'_> {
    let miners: Vec<_> = entry.miners.iter().map(|miner| miner.name()).collect();
    let cells = vec![
        text(Role::EnglishTerm, &entry.en),
        arabic_term(entry),
        Cell::Status(entry.status),
        text(Role::Arabic, kind_label(entry.kind)),
        text(Role::English, &entry.subject),
        Cell::Share(entry.confidence),
        Cell::Count(entry.rank.into()),
        text(Role::English, entry.en_variants.join("; ")),
        text(Role::Arabic, entry.ar_variants.join("؛ ")),
        text(Role::Arabic, flag_labels(entry)),
        text(Role::Arabic, &entry.example_ar),
        text(Role::English, &entry.example_en),
        text(Role::English, &entry.example_source),
        Cell::Count(entry.occurrences.into()),
        Cell::Count(entry.documents.into()),
        Cell::Count(entry.sources.into()),
        text(Role::English, miners.join("; ")),
        text(Role::English, &entry.entry_id),
    ];
    Row { cells, shaded }
}

/// A term that Arabic keeps in Latin letters reads from the left.
fn arabic_term(entry: &Entry) -> Cell<'_> {
    text(if entry.kind == Kind::Latin { Role::EnglishTerm } else { Role::ArabicTerm }, &entry.ar)
}

const CONFLICTS: &[Heading] = &[
    heading("English / الإنجليزية", 36),
    heading("Rank / الترتيب", 12),
    heading("Arabic / العربية", 36),
    heading("Status / الحالة", 24),
    heading("Confidence / الثقة", 16),
    heading("Occurrences / مرات الورود", 16),
    heading("Documents / الوثائق", 14),
    heading("Sources / المصادر", 14),
    heading("Example / مثال", 64),
    heading("Source / المصدر", 36),
];

/// English terms with more than one Arabic that may be used, together.
fn conflicts(entries: &[Entry]) -> Vec<Row<'_>> {
    let mut by_english: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.rank >= 1) {
        by_english.entry(entry.en.to_lowercase()).or_default().push(entry);
    }
    by_english
        .into_values()
        .filter(|group| group.len() > 1)
        .zip([false, true].into_iter().cycle())
        .flat_map(|(mut group, shaded)| {
            group.sort_by_key(|entry| entry.rank);
            group.into_iter().map(move |entry| Row { cells: conflict_cells(entry), shaded })
        })
        .collect()
}

fn conflict_cells(entry: &Entry) -> Vec<Cell<'_>> {
    vec![
        text(Role::EnglishTerm, &entry.en),
        Cell::Count(entry.rank.into()),
        arabic_term(entry),
        Cell::Status(entry.status),
        Cell::Share(entry.confidence),
        Cell::Count(entry.occurrences.into()),
        Cell::Count(entry.documents.into()),
        Cell::Count(entry.sources.into()),
        text(Role::Arabic, &entry.example_ar),
        text(Role::English, &entry.example_source),
    ]
}

const FLAGS: &[Heading] = &[
    heading("Flags / تنبيهات", 28),
    heading("English / الإنجليزية", 36),
    heading("Arabic / العربية", 36),
    heading("Status / الحالة", 24),
    heading("Sentence / الجملة", 72),
    heading("Sentence in English / الجملة بالإنجليزية", 64),
    heading("Source / المصدر", 36),
    heading("Reason / السبب", 64),
];

/// One row for every sentence of a flagged entry, so that each can be judged.
fn flags(glossary: &Glossary) -> Vec<Row<'_>> {
    let examples = Examples::new(&glossary.evidence);
    let mut rows = Vec::new();
    let mut shaded = false;
    for entry in glossary.entries.iter().filter(|entry| needs_a_look(entry)) {
        let mut sentences: Vec<[Cow<'_, str>; 3]> = examples
            .of(&entry.entry_id)
            .map(|example| [example.ar.into(), example.en.into(), example.source.into()])
            .collect();
        if sentences.is_empty() {
            sentences.push([&entry.example_ar, &entry.example_en, &entry.example_source].map(Cow::from));
        }
        rows.extend(sentences.into_iter().map(|[ar, en, source]| Row {
            cells: vec![
                text(Role::Arabic, flag_labels(entry)),
                text(Role::EnglishTerm, &entry.en),
                arabic_term(entry),
                Cell::Status(entry.status),
                text(Role::Arabic, ar),
                text(Role::English, en),
                text(Role::English, source),
                text(Role::English, entry.flag_reasons.join("; ")),
            ],
            shaded,
        }));
        shaded = !shaded;
    }
    rows
}

/// Conflicts have a sheet of their own, and a single source is common and no
/// fault: the filter of the first sheet finds these.
fn needs_a_look(entry: &Entry) -> bool {
    entry.status == Status::Flagged
        || entry.flags.iter().any(|flag| !matches!(flag.as_str(), "conflict" | "single-source"))
}

fn status_label(status: Status) -> &'static str {
    match status {
        Status::Approved => "approved / معتمد",
        Status::Accepted => "accepted / مقبول",
        Status::Flagged => "flagged / عليه تنبيه",
        Status::Candidate => "candidate / مرشح",
        Status::Rejected => "rejected / مرفوض",
    }
}

fn kind_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Translated => "translated / مترجم",
        Kind::Transliterated => "transliterated / معرّب لفظًا",
        Kind::Mixed => "mixed / مختلط",
        Kind::Latin => "latin / بحروف لاتينية",
    }
}

fn flag_labels(entry: &Entry) -> String {
    let labels: Vec<&str> = entry
        .flags
        .iter()
        .map(|flag| match flag.as_str() {
            "mistranslation" => "mistranslation / ترجمة خاطئة",
            "suspected-mistranslation" => "suspected-mistranslation / يُشتبه في خطأ الترجمة",
            "copied-gloss" => "copied-gloss / منقول من صف آخر",
            "shared-arabic" => "shared-arabic / مقابل لأكثر من مصطلح",
            "conflict" => "conflict / تعارض",
            "verdict-conflict" => "verdict-conflict / أدلة تخالف قرارًا",
            "single-source" => "single-source / مصدر واحد",
            other => other,
        })
        .collect();
    labels.join("؛ ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::samples::entry;

    #[test]
    fn conflicts_are_grouped_by_english_whatever_its_case() {
        let mut entries = vec![
            entry("a", Status::Accepted, "Chip"),
            entry("b", Status::Accepted, "cloud"),
            entry("c", Status::Flagged, "cloud"),
            entry("d", Status::Accepted, "chip"),
        ];
        entries[0].rank = 2;
        entries[2].rank = 0;
        let rows = conflicts(&entries);
        let english: Vec<_> = rows
            .iter()
            .map(|row| match &row.cells[0] {
                Cell::Text(_, text) => text.as_ref(),
                _ => "",
            })
            .collect();
        assert_eq!(english, ["chip", "Chip"]);
        assert_eq!(rows[0].shaded, rows[1].shaded);
    }

    #[test]
    fn a_flagged_entry_without_evidence_shows_its_example() {
        let flagged = Entry { example_ar: "جملة".to_owned(), ..entry("a", Status::Flagged, "AI") };
        let mild = Entry { flags: vec!["conflict".to_owned()], ..entry("b", Status::Accepted, "AI") };
        let glossary = Glossary { entries: vec![flagged, mild], ..Glossary::default() };
        let rows = flags(&glossary);
        assert_eq!(rows.len(), 1);
        assert!(matches!(&rows[0].cells[4], Cell::Text(Role::Arabic, text) if text == "جملة"));
    }
}
