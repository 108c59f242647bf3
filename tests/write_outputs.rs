//! What is written, read back by readers that are not ours.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use mustalah::model::{Entry, Evidence, Glossary, Kind, Miner, Status};
use mustalah::write::{self, read_evidence, read_glossary, render, write_all};
use polars::prelude::DataFrame;
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

const NASTY: [(&str, &str); 5] = [
    ("chips", "رقائق"),
    ("=1+1", "+جمع"),
    ("\"quoted\", comma", "سطر\nجديد"),
    ("@import", "-استيراد"),
    ("Nvidia", "\u{202B}إنفيديا\u{202C}"),
];

fn entry(number: usize, en: &str, ar: &str) -> Entry {
    Entry {
        entry_id: format!("id{number}"),
        en: en.to_owned(),
        ar: ar.to_owned(),
        kind: Kind::ALL[number % 4],
        status: Status::ALL[number % 3],
        confidence: 0.123_456_789,
        rank: 1,
        occurrences: 3,
        documents: 2,
        sources: 1,
        miners: vec![Miner::Gloss, Miner::Bitext],
        en_variants: vec!["a".to_owned(), "b".to_owned()],
        ar_variants: Vec::new(),
        subject: String::new(),
        flag_reasons: Vec::new(),
        flags: vec!["mistranslation".to_owned()],
        example_ar: format!("جملة فيها {ar}."),
        example_en: String::new(),
        example_source: "ar/a.md:1".to_owned(),
        confidence_parts: vec!["gloss=1".to_owned()],
    }
}

fn evidence(number: u32) -> Evidence {
    Evidence {
        entry_id: format!("id{}", number % 5),
        miner: Miner::ALL[number as usize % 5],
        document: "ar/a.md".to_owned(),
        line: number,
        ar: "**رقائق**".to_owned(),
        en: "chips".to_owned(),
        ar_start: Some(u64::from(number)),
        ar_end: Some(u64::from(number) + 5),
        en_start: None,
        en_end: None,
        left: format!("جملة {number} "),
        right: ".".to_owned(),
        score: 1.0 / f64::from(number + 3),
        ar_form: "رقائق".to_owned(),
        en_form: "chips".to_owned(),
        en_alias: String::new(),
        article: "ar/a.md".to_owned(),
        source: "site".to_owned(),
        en_document: number.is_multiple_of(2).then(|| "en/a.md".to_owned()),
        en_context: number.is_multiple_of(3).then(String::new),
        flag: None,
        ar_headword: String::new(),
        repeat: 0,
        features: Vec::new(),
        alternatives: Vec::new(),
    }
}

fn glossary() -> Glossary {
    let entries = NASTY.iter().enumerate().map(|(number, (en, ar))| entry(number, en, ar)).collect();
    // More than one row group, more than one slice.
    let evidence = (0..70_000).map(evidence).collect();
    Glossary { entries, candidates: vec![entry(3, "draft", "مسودة")], evidence, ..Glossary::default() }
}

fn written(dir: &Path) -> Glossary {
    let glossary = glossary();
    write_all(dir, &render(&glossary, &write::formats()).unwrap()).unwrap();
    glossary
}

fn frame(path: &Path) -> DataFrame {
    ParquetReader::new(File::open(path).unwrap()).finish().unwrap()
}

#[test]
fn parquet_has_the_types_of_the_contract_and_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let glossary = written(dir.path());
    let path = |name: &str| dir.path().join(name);

    let bytes = fs::read(path("glossary.parquet")).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    let table = frame(&path("glossary.parquet"));
    assert_eq!(table.height(), NASTY.len());
    let types: Vec<String> =
        table.columns().iter().map(|column| format!("{} {}", column.name(), column.dtype())).collect();
    assert_eq!(
        types.join(", "),
        "entry_id str, en str, ar str, kind str, status str, confidence f64, rank u32, occurrences u32, \
         documents u32, sources u32, miners list[str], en_variants list[str], ar_variants list[str], \
         subject str, flags list[str], example_ar str, example_en str, example_source str, \
         confidence_parts list[str], flag_reasons list[str]"
    );
    assert_eq!(table.column("ar").unwrap().str().unwrap().get(2), Some("سطر\nجديد"));

    let rows = frame(&path("evidence.parquet"));
    assert_eq!(rows.column("en_start").unwrap().null_count(), rows.height());
    assert_eq!(rows.column("ar_start").unwrap().null_count(), 0);

    assert_eq!(read_glossary(&path("glossary.parquet")).unwrap(), glossary.entries);
    assert_eq!(read_glossary(&path("candidates.parquet")).unwrap(), glossary.candidates);
    assert_eq!(read_evidence(&path("evidence.parquet")).unwrap(), glossary.evidence);
}

#[test]
fn a_file_that_will_not_do_is_named_with_what_is_missing() {
    let dir = tempfile::tempdir().unwrap();
    written(dir.path());
    let message = read_evidence(&dir.path().join("glossary.parquet")).unwrap_err().to_string();
    assert!(message.contains("glossary.parquet") && message.contains("`miner`"), "{message}");
    let message = read_glossary(&dir.path().join("glossary.csv")).unwrap_err().to_string();
    assert!(message.contains("glossary.csv"), "{message}");
    let message = read_glossary(&dir.path().join("absent.parquet")).unwrap_err().to_string();
    assert!(message.contains("absent.parquet"), "{message}");
}

#[test]
fn the_workbook_opens_elsewhere_and_holds_no_formula() {
    let dir = tempfile::tempdir().unwrap();
    written(dir.path());
    let path = dir.path().join("glossary.xlsx");
    let mut book: Xlsx<_> = calamine::open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), ["Glossary", "Conflicts", "Flags", "Consistency", "About"]);
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().used_cells().next().is_none(), "{name}");
    }
    let sheet = book.worksheet_range("Glossary").unwrap();
    for (row, (en, ar)) in (1..).zip(NASTY) {
        assert_eq!(sheet.get((row, 0)), Some(&Data::String(en.to_owned())));
        assert_eq!(sheet.get((row, 1)), Some(&Data::String(ar.to_owned())));
    }
    // Five sentences for each of the five entries, below the header.
    assert_eq!(book.worksheet_range("Flags").unwrap().height(), 26);

    let mut archive = zip::ZipArchive::new(File::open(&path).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("rightToLeft=\"1\""));
    assert!(sheet.contains("state=\"frozen\""));
    assert!(sheet.contains("<autoFilter ref=\"A1:R6\""));
    assert!(!sheet.contains("<f>"));
    let styles = part("xl/styles.xml");
    assert!(styles.contains("readingOrder=\"2\"") && styles.contains("quotePrefix=\"1\""));
}

#[test]
fn json_lines_and_csv_hold_the_same_entries() {
    let dir = tempfile::tempdir().unwrap();
    let glossary = written(dir.path());
    let json = fs::read_to_string(dir.path().join("glossary.jsonl")).unwrap();
    let csv = fs::read(dir.path().join("glossary.csv")).unwrap();
    assert!(!csv.starts_with(b"\xEF\xBB\xBF"));
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    for ((line, record), entry) in json.lines().zip(reader.records()).zip(&glossary.entries) {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["en"], entry.en);
        assert_eq!(line["examples"].as_array().unwrap().len(), 5);
        assert_eq!(&record.unwrap()[2], entry.ar);
    }
}

#[test]
fn the_same_glossary_gives_the_same_files() {
    let glossary = glossary();
    let first = render(&glossary, &write::formats()).unwrap();
    assert!(first == render(&glossary, &write::formats()).unwrap());
}
