//! `README.md`: the dataset card, for Hugging Face and for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::schema::{self, Column};
use super::{CARD, OutputFile};
use crate::model::{Entry, Glossary, Kind, Report, Status};

/// Entries that are shown.
const SAMPLE_ROWS: usize = 10;

/// Sources that are named; further ones are counted.
const SOURCES_NAMED: usize = 50;

/// The tables that the card configures, with the columns of each.
const TABLES: [(&str, &str); 4] = [
    ("glossary", "approved, accepted and flagged pairs"),
    ("candidates", "pairs below the threshold, and rejected ones; the same columns"),
    ("evidence", "one row for every occurrence that supports a pair"),
    ("consistency", "how the articles render each term, by source and year, and how settled it is"),
];

/// The card of a glossary that is written as `files`.
pub(super) fn write(glossary: &Glossary, files: &[OutputFile]) -> OutputFile {
    let sections = [
        front_matter(glossary, files),
        introduction(glossary, files),
        counts(&glossary.report),
        sample(&glossary.entries),
        columns("The glossary", schema::ENTRY),
        reading(&glossary.report),
        columns("The evidence", schema::EVIDENCE),
        columns("The consistency report", schema::CONSISTENCY),
        sources(glossary),
    ];
    OutputFile { name: CARD, bytes: sections.join("\n").into_bytes() }
}

fn front_matter(glossary: &Glossary, files: &[OutputFile]) -> String {
    let mut yaml =
        String::from("---\npretty_name: Arabic-English technology glossary\nlanguage:\n- ar\n- en\n");
    yaml.push_str(
        "# The pairs come from the articles that were read; their licences decide.\nlicense: other\n",
    );
    yaml.push_str(
        "task_categories:\n- translation\ntags:\n- terminology\n- glossary\n- arabic\n- transliteration\n",
    );
    let _ = writeln!(yaml, "size_categories:\n- {}", size_category(glossary.entries.len()));
    let parquet = |name: &str| format!("{name}.parquet");
    let tables = TABLES.iter().filter(|(name, _)| files.iter().any(|file| file.name == parquet(name)));
    for (at, (name, _)) in tables.enumerate() {
        if at == 0 {
            yaml.push_str("configs:\n");
        }
        let default = if at == 0 { "  default: true\n" } else { "" };
        let _ = writeln!(yaml, "- config_name: {name}\n{default}  data_files: {}", parquet(name));
    }
    yaml + "---\n"
}

/// The names that Hugging Face gives to sizes.
fn size_category(rows: usize) -> &'static str {
    match rows {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        _ => "1M<n<10M",
    }
}

fn introduction(glossary: &Glossary, files: &[OutputFile]) -> String {
    let Report { version, articles, pairs, sources, words, .. } = &glossary.report;
    let mut text = format!(
        "# Arabic-English technology glossary\n\n\
         Pairs of Arabic and English technology terms, mined from articles and curated by mustalah {version}:\n\
         {} pairs with {} attested occurrences. {articles} Arabic articles were read, {pairs} of them beside their\n\
         English original, from {sources} independent sources, with {words} Arabic words.\n\n\
         Every pair leads back to the sentences that have it.\n\n",
        glossary.entries.len(),
        glossary.evidence.len(),
    );
    for (name, meaning) in TABLES {
        if files.iter().any(|file| file.name.strip_suffix(".parquet") == Some(name)) {
            let _ = writeln!(text, "- `{name}.parquet`: {meaning}");
        }
    }
    for file in files.iter().filter(|file| !file.name.ends_with(".parquet")) {
        let _ = writeln!(text, "- `{}`: the glossary in another format", file.name);
    }
    text + "- `report.json`: what was read, skipped and produced, with checksums\n"
}

fn counts(report: &Report) -> String {
    let table =
        |title: &str, names: &mut dyn Iterator<Item = &'static str>, counts: &BTreeMap<String, u64>| {
            let mut text = format!("| {title} | pairs |\n|---|---:|\n");
            for name in names {
                let _ = writeln!(text, "| `{name}` | {} |", counts.get(name).unwrap_or(&0));
            }
            text
        };
    let statuses = table("status", &mut Status::ALL.into_iter().map(Status::name), &report.by_status);
    let kinds = table("kind", &mut Kind::ALL.into_iter().map(Kind::name), &report.by_kind);
    format!("## Counts\n\n{statuses}\nOf the glossary, without candidates and rejected pairs:\n\n{kinds}")
}

fn sample(entries: &[Entry]) -> String {
    let mut text = String::from(
        "## Sample\n\n| English | Arabic | kind | status | confidence | occurrences | sources |\n\
         |---|---|---|---|---:|---:|---:|\n",
    );
    let preferred = entries.iter().filter(|entry| entry.rank == 1);
    // Evenly from the whole list: the first ten would all begin with one letter.
    let step = preferred.clone().count().div_ceil(SAMPLE_ROWS).max(1);
    for entry in preferred.step_by(step) {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {:.2} | {} | {} |",
            cell(&entry.en),
            cell(&entry.ar),
            entry.kind.name(),
            entry.status.name(),
            entry.confidence,
            entry.occurrences,
            entry.sources
        );
    }
    text
}

fn columns<T>(title: &str, columns: &[Column<T>]) -> String {
    let mut text = format!("## {title}\n\n| column | type | meaning |\n|---|---|---|\n");
    for column in columns {
        let _ = writeln!(text, "| `{}` | {} | {} |", column.name, column.field.type_name(), column.meaning);
    }
    text
}

fn reading(report: &Report) -> String {
    let mut text = format!(
        "## How to read it\n\n\
         **Confidence** is a probability, calibrated on pairs that people judged: of ten pairs at 0.90, about nine\n\
         would be accepted by a terminologist. Pairs from {:.2} on are accepted; what a person or the curated base\n\
         approved stands whatever its confidence.\n\n\
         **Rank** 1 is the preferred Arabic for the English. Other renderings follow, and `conflict` marks them.\n\n\
         **Flags** warn without hiding: a pair can be attested and still be wrong (`mistranslation`), or stand in\n\
         one source only (`single-source`).\n",
        report.min_confidence
    );
    if !report.by_flag.is_empty() {
        text.push_str("\n| flag | pairs |\n|---|---:|\n");
        for (flag, count) in &report.by_flag {
            let _ = writeln!(text, "| `{}` | {count} |", cell(flag));
        }
    }
    text
}

fn sources(glossary: &Glossary) -> String {
    let mut by_source: BTreeMap<&str, u64> = BTreeMap::new();
    for found in glossary.evidence.iter().filter(|found| !found.source.is_empty()) {
        *by_source.entry(&found.source).or_default() += 1;
    }
    let mut ranked: Vec<_> = by_source.into_iter().collect();
    ranked.sort_by_key(|&(source, count)| (std::cmp::Reverse(count), source));

    let mut text = String::from("## Sources\n\n| source | occurrences |\n|---|---:|\n");
    for (source, count) in ranked.iter().take(SOURCES_NAMED) {
        let _ = writeln!(text, "| {} | {count} |", cell(source));
    }
    if let Some(more) = ranked.len().checked_sub(SOURCES_NAMED).filter(|&more| more > 0) {
        let _ = writeln!(text, "\n… and {more} more.");
    }
    let Report { skipped, ignored, duplicates, .. } = &glossary.report;
    let _ = writeln!(
        text,
        "\nLeft out: {} articles that repeat another, {} that could not be read, {} files that are no articles.\n\
         `report.json` names them.",
        duplicates.len(),
        skipped.len(),
        ignored.values().sum::<u64>()
    );
    text
}

/// Text for a cell of a table, with nothing left that Markdown would take for
/// markup.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for (at, char) in text.chars().enumerate() {
        match char {
            _ if at == 200 => {
                cell.push('…');
                break;
            }
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '~' | '#' | '$' => cell.extend(['\\', char]),
            '<' => cell.push_str("&lt;"),
            '&' => cell.push_str("&amp;"),
            _ if char.is_whitespace() => cell.push(' '),
            _ if char.is_control() => {}
            _ => cell.push(char),
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::samples;

    fn card(files: &[OutputFile]) -> String {
        String::from_utf8(write(&samples::one_of_everything(), files).bytes).unwrap()
    }

    #[test]
    fn the_front_matter_configures_only_what_is_written() {
        let file = |name| OutputFile { name, bytes: Vec::new() };
        let with = card(&[file("glossary.parquet"), file("evidence.parquet")]);
        assert!(with.starts_with("---\npretty_name:"));
        assert!(with.contains("- config_name: glossary\n  default: true\n  data_files: glossary.parquet\n"));
        assert!(with.contains("- config_name: evidence\n  data_files: evidence.parquet\n"));
        assert!(!with.contains("candidates.parquet"));
        assert!(!card(&[]).contains("configs:"));
    }

    #[test]
    fn every_column_is_explained() {
        let card = card(&[]);
        for column in schema::ENTRY {
            assert!(card.contains(&format!("| `{}` | {} |", column.name, column.field.type_name())));
        }
    }

    #[test]
    fn tables_stay_tables() {
        let card = card(&[]);
        let (_, sample) = card.split_once("## Sample").unwrap();
        let rows: Vec<_> = sample.lines().take_while(|line| !line.starts_with("##")).skip(4).collect();
        assert!(rows.len() > 5 && rows.len() <= SAMPLE_ROWS + 1);
        for row in rows.iter().filter(|row| !row.is_empty()) {
            assert_eq!(row.replace("\\|", "").matches('|').count(), 8, "{row}");
        }
    }

    #[test]
    fn an_empty_glossary_has_a_card() {
        assert!(!write(&Glossary::default(), &[]).bytes.is_empty());
    }
}
