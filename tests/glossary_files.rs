//! The files under `glossary/`, which people edit by hand.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use mustalah::knowledge::{GlossaryFile, Knowledge, list_cell};
use mustalah::model::Kind;
use mustalah::text::{ar_key, en_key, fold, is_diacritic, normalize};

/// A table with a header, its cells as they are written.
struct Table {
    name: String,
    header: Vec<String>,
    /// Each row with its line.
    rows: Vec<(u64, Vec<String>)>,
}

impl Table {
    fn read(path: &Path) -> Self {
        let name = path.strip_prefix(common::root()).unwrap().to_string_lossy().into_owned();
        let delimiter = if has_extension(path, "tsv") { b'\t' } else { b',' };
        let bytes = fs::read(path).unwrap();
        assert!(!bytes.contains(&b'\r') && !bytes.starts_with(b"\xEF\xBB\xBF"), "{name}: not plain");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(delimiter == b',')
            .from_reader(bytes.as_slice());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader
            .records()
            .map(|record| {
                // The reader refuses rows with more or fewer cells than the header.
                let record = record.unwrap_or_else(|error| panic!("{name}: {error}"));
                (record.position().unwrap().line(), record.iter().map(str::to_owned).collect())
            })
            .collect();
        Self { name, header, rows }
    }

    fn glossary(name: &str) -> Self {
        Self::read(&common::root().join("glossary").join(name))
    }

    fn column(&self, name: &str) -> usize {
        self.header
            .iter()
            .position(|column| column == name)
            .unwrap_or_else(|| panic!("{}: no column {name}", self.name))
    }

    /// The cells of these columns, row by row, with a place for messages.
    fn cells<const N: usize>(&self, columns: [&str; N]) -> Vec<(String, [&str; N])> {
        let columns = columns.map(|column| self.column(column));
        self.rows
            .iter()
            .map(|(line, row)| (format!("{}:{line}", self.name), columns.map(|c| row[c].as_str())))
            .collect()
    }
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

fn base() -> Vec<Table> {
    let files = common::files_below(&common::root().join("glossary/base"));
    files.iter().map(|path| Table::read(path)).collect()
}

/// What nobody can see, or should not be in a headword.
fn hidden(c: char) -> bool {
    is_diacritic(c)
        || c.is_control()
        || matches!(c, '\u{0640}' | '\u{00A0}' | '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFFC}' | '\u{FFFD}')
}

/// Letters of Persian and Urdu keyboards, and shapes of old encodings.
fn foreign_letter(c: char) -> bool {
    matches!(c, '\u{06A9}' | '\u{06CC}' | '\u{06C0}'..='\u{06C3}' | '\u{06BE}' | '\u{06D2}' | '\u{06F0}'..='\u{06F9}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[track_caller]
fn assert_clean(place: &str, text: &str) {
    assert_eq!(text, text.trim(), "{place}: spaces around {text:?}");
    assert!(!text.contains("  "), "{place}: two spaces in {text:?}");
    if let Some(c) = text.chars().find(|&c| hidden(c) || foreign_letter(c)) {
        panic!("{place}: U+{:04X} in {text:?}", c as u32);
    }
    assert_eq!(normalize(text).as_str(), text, "{place}: is rewritten before it is compared");
}

#[track_caller]
fn assert_list(place: &str, cell: &str) {
    let items = list_cell(cell);
    assert_eq!(items.join("; "), cell, "{place}: a list is joined with `; `");
    for item in &items {
        assert_clean(place, item);
    }
}

/// Panics with everything that was found.
fn report(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

fn is_arabic_script(text: &str) -> bool {
    text.chars().any(|c| ('\u{0621}'..='\u{064A}').contains(&c))
}

#[test]
fn every_table_has_a_header_and_equal_columns() {
    let files = common::files_below(&common::root().join("glossary"));
    let tables = files.iter().filter(|path| has_extension(path, "csv") || has_extension(path, "tsv"));
    let mut count = 0;
    for table in tables.map(|path| Table::read(path)) {
        count += 1;
        let names: BTreeSet<&String> = table.header.iter().collect();
        assert_eq!(names.len(), table.header.len(), "{}: a column twice", table.name);
        assert!(table.header.iter().all(|name| !name.is_empty() && name.trim() == name), "{}", table.name);
        for (line, row) in &table.rows {
            assert!(row.iter().any(|cell| !cell.trim().is_empty()), "{}:{line} is empty", table.name);
        }
    }
    assert!(count >= 15, "only {count} tables");
}

#[test]
fn base_rows_are_whole_and_name_a_source_of_the_notice() {
    let notice = fs::read_to_string(common::root().join("NOTICE.md")).unwrap();
    let mut rows = 0;
    for table in base() {
        assert_eq!(
            table.header.join(","),
            "en,ar,ar_plural,ar_variants,en_variants,kind,source,note",
            "{}",
            table.name
        );
        for (place, [en, ar, kind, source, note]) in table.cells(["en", "ar", "kind", "source", "note"]) {
            rows += 1;
            assert!(!en.is_empty() && !ar.is_empty(), "{place}: a side is empty");
            assert_clean(&place, en);
            assert_clean(&place, ar);
            assert_eq!(note, note.trim(), "{place}");
            assert!(!is_arabic_script(en), "{place}: Arabic letters in {en:?}");
            let known = Kind::from_name(kind).unwrap_or_else(|| panic!("{place}: kind {kind:?}"));
            assert_eq!(known != Kind::Latin, is_arabic_script(ar), "{place}: {kind} and {ar:?}");
            assert!(
                source == "mustalah" || notice.contains(&format!("| `{source}` |")),
                "{place}: the source {source:?} is not in NOTICE.md"
            );
        }
    }
    assert!(rows >= 2_000, "only {rows} rows");
}

#[test]
fn no_base_pair_stands_twice() {
    let mut seen: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut problems = Vec::new();
    for table in base() {
        for (place, [en, ar]) in table.cells(["en", "ar"]) {
            if let Some(before) = seen.insert((en_key(en), ar_key(ar)), place.clone()) {
                problems.push(format!("{place}: {en} = {ar} is also at {before}"));
            }
        }
    }
    report(&problems);
}

#[test]
fn base_lists_are_well_formed_and_add_something() {
    let mut problems = Vec::new();
    for table in base() {
        let columns = ["en", "ar", "ar_plural", "ar_variants", "en_variants"];
        for (place, [en, ar, ar_plural, ar_variants, en_variants]) in table.cells(columns) {
            for cell in [ar_plural, ar_variants, en_variants] {
                assert_list(&place, cell);
            }
            let mut repeated = |headword: String, cell: &str, key: &dyn Fn(&str) -> String| {
                let mut keys = BTreeSet::from([headword]);
                for item in list_cell(cell) {
                    if !keys.insert(key(&item)) {
                        problems.push(format!("{place}: {item} says nothing new of {en} = {ar}"));
                    }
                }
            };
            repeated(ar_key(ar), ar_variants, &ar_key);
            repeated(ar_key(ar), ar_plural, &ar_key);
            // ISPs beside ISP would be the same word, but DNS beside dns is an
            // acronym: English variants are compared as they are written.
            repeated(fold(en), en_variants, &fold);
        }
    }
    report(&problems);
}

#[test]
fn confusions_are_wrong_and_stand_once() {
    let table = Table::glossary("confusions.csv");
    assert_eq!(table.header.join(","), "en,wrong_ar,right_ar,wrong_means,needs,unless,why");
    assert!(table.rows.len() >= 20, "only {} rows", table.rows.len());
    let knowledge = common::knowledge();
    let (mut seen, mut problems) = (BTreeSet::new(), Vec::new());
    let columns = ["en", "wrong_ar", "right_ar", "wrong_means", "needs", "unless", "why"];
    for (place, [en, wrong_ar, right_ar, wrong_means, needs, unless, why]) in table.cells(columns) {
        for cell in [en, wrong_ar, right_ar, wrong_means, why] {
            assert!(!cell.is_empty(), "{place}: an empty cell");
        }
        for cell in [en, wrong_ar, right_ar] {
            assert_clean(&place, cell);
        }
        for cell in [needs, unless] {
            assert_list(&place, cell);
        }
        let (en_folded, ar) = (en_key(en), ar_key(wrong_ar));
        if ar == ar_key(right_ar) {
            problems.push(format!("{place}: {wrong_ar} is both wrong and right"));
        }
        if knowledge.base.renders(&en_folded, &ar) {
            problems.push(format!("{place}: {wrong_ar} is approved for {en}"));
        }
        let (needed, excused) = (list_cell(needs), list_cell(unless));
        if let Some(word) = needed.iter().find(|word| excused.contains(word)) {
            problems.push(format!("{place}: {word} both needed and excused"));
        }
        if !seen.insert((en_folded, ar)) {
            problems.push(format!("{place}: {en} = {wrong_ar} stands twice"));
        }
    }
    report(&problems);
}

#[test]
fn verdicts_have_the_columns_of_the_guide() {
    let table = Table::glossary("verdicts.csv");
    assert_eq!(table.header.join(","), "en,ar,verdict,new_en,new_ar,note,person,date");
}

#[test]
fn the_whole_folder_loads_with_and_without_the_base() {
    let folder = common::root().join("glossary");
    let whole = Knowledge::load(Some(folder.clone()), true).unwrap();
    assert!(whole.base.terms.len() >= 2_000 && whole.confusions.len() >= 20);
    let lists = &whole.stoplists;
    for list in [
        &lists.ar_function,
        &lists.ar_openers,
        &lists.en_function,
        &lists.en_not_gloss,
        &lists.en_ordinary,
        &whole.negators,
    ] {
        assert!(list.len() >= 20, "a list of {}", list.len());
    }
    assert!(whole.encyclopedias.len() >= 5 && !whole.cues.before_english.is_empty());
    assert!(Knowledge::load(Some(folder), false).unwrap().base.terms.is_empty());
}

#[test]
fn the_compiled_copy_is_the_folder() {
    let folder = common::root().join("glossary");
    for path in common::files_below(&folder) {
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        if has_extension(&path, "md") {
            continue;
        }
        let compiled =
            mustalah::knowledge::compiled(&name).unwrap_or_else(|| panic!("{name} is not compiled in"));
        assert!(compiled.text == fs::read_to_string(&path).unwrap(), "{name} differs from the compiled copy");
    }
}

#[test]
fn letters_are_legal_code_points_and_stand_once() {
    let table = Table::glossary("tables/letters.csv");
    let mut seen = BTreeSet::new();
    for (place, [from, to, level, why]) in table.cells(["from", "to", "level", "why"]) {
        let legal = |name: &str| {
            let digits = name.strip_prefix("U+").unwrap_or_else(|| panic!("{place}: {name:?}"));
            assert!((4..=6).contains(&digits.len()), "{place}: {name:?}");
            let code = u32::from_str_radix(digits, 16).unwrap_or_else(|_| panic!("{place}: {name:?}"));
            char::from_u32(code).unwrap_or_else(|| panic!("{place}: {name:?} is no character"))
        };
        let from = legal(from);
        let to: Vec<char> = to.split_whitespace().map(legal).collect();
        assert!(to != [from], "{place}: a letter that becomes itself");
        assert!(matches!(level, "norm" | "key" | "skeleton"), "{place}: level {level:?}");
        assert!(!why.is_empty(), "{place}: no reason");
        assert!(seen.insert((from, level.to_owned())), "{place}: {from:?} twice on one level");
    }
}

#[test]
fn small_tables_have_no_row_twice_and_known_words_only() {
    for (name, key, words) in [
        ("tables/acronyms.csv", &["acronym", "expansion", "ar"] as &[&str], None),
        ("tables/clitics.csv", &["form", "kind"], None),
        (
            "tables/cues.csv",
            &["cue", "role"],
            Some(("role", &["before_english", "before_arabic", "example"] as &[&str])),
        ),
        ("tables/encyclopedias.csv", &["host", "path_prefix"], None),
        ("tables/english-spellings.csv", &["other"], None),
        ("tables/letter-names.csv", &["letter", "ar"], None),
        ("tables/negators.csv", &["form", "language"], Some(("language", &["ar", "en"]))),
        ("tables/transliteration.tsv", &["kind", "en", "ar"], None),
    ] {
        let table = Table::glossary(name);
        let mut seen = BTreeSet::new();
        let columns: Vec<usize> = key.iter().map(|column| table.column(column)).collect();
        for (line, row) in &table.rows {
            let cells: Vec<&str> = columns.iter().map(|&c| row[c].as_str()).collect();
            assert!(seen.insert(cells.clone()), "{name}:{line}: {cells:?} stands twice");
            for cell in cells {
                assert_eq!(cell, cell.trim(), "{name}:{line}");
            }
        }
        if let Some((column, known)) = words {
            for (place, [word]) in table.cells([column]) {
                assert!(known.contains(&word), "{place}: {column} is {word:?}");
            }
        }
    }
}

#[test]
fn stoplists_hold_each_word_once() {
    let mut problems = Vec::new();
    let mut paths = common::files_below(&common::root().join("glossary/stoplists"));
    paths.push(common::root().join("glossary/tables/al-initial.txt"));
    assert!(paths.len() >= 6);
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let file = GlossaryFile { path, text };
        let mut seen = BTreeSet::new();
        for word in file.words() {
            assert_clean(&name, word);
            if !seen.insert(fold(word)) {
                problems.push(format!("{name}: {word} stands twice after folding"));
            }
        }
        assert!(seen.len() >= 15, "{name}: only {} words", seen.len());
    }
    report(&problems);
}

#[test]
fn the_dictionary_is_sorted_and_says_nothing_twice() {
    let table = Table::glossary("tables/dictionary.csv");
    let mut before = String::new();
    for (place, [en, ar]) in table.cells(["en", "ar"]) {
        assert!(before.as_str() < en, "{place}: {en:?} does not come after {before:?}");
        assert!(en.chars().all(|c| c.is_ascii_lowercase()), "{place}: {en:?} is not one small word");
        let renderings = list_cell(ar);
        let distinct: BTreeSet<&String> = renderings.iter().collect();
        assert_eq!(distinct.len(), renderings.len(), "{place}: a rendering of {en:?} stands twice");
        for rendering in &renderings {
            let is_bare = !rendering.chars().any(|c| is_diacritic(c) || c.is_ascii());
            assert!(is_bare || rendering.contains(' '), "{place}: {rendering:?} is not bare Arabic");
            assert_eq!(&normalize(rendering).as_str().to_owned(), rendering, "{place}");
        }
        en.clone_into(&mut before);
    }
    assert!(table.rows.len() >= 4_000, "{} rows", table.rows.len());
}
