//! What the articles beside the tests must give, and must not.
//!
//! `NAME.expect.toml` says it of the article `NAME` beside it. What does not
//! hold yet stands in `tests/known-misses.txt`, a list that may only shrink:
//! `UPDATE_EXPECTATIONS=1 cargo test --test expectations` writes it anew.

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mustalah::curate::Curation;
use mustalah::model::{Entry, Evidence, Glossary, Miner, Status};
use mustalah::pipeline::{curate_shards, mine_inputs};
use mustalah::progress::Progress;
use mustalah::text::{ar_key, en_key};
use serde::Deserialize;

const LIST: &str = "tests/known-misses.txt";

const HEADER: &str = "\
# Expectations of tests/articles that do not hold yet: file | kind | en | ar
# This list may only shrink. Take a line out as soon as the program gets it right;
# `UPDATE_EXPECTATIONS=1 cargo test --test expectations` does so.
";

/// What is expected of one article.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectations {
    #[serde(default)]
    finds: Vec<Find>,
    #[serde(default)]
    refuses: Vec<Refusal>,
    #[serde(default)]
    flags: Vec<Flag>,
}

/// A pair that must be found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Find {
    en: String,
    ar: String,
    miner: Miner,
}

/// English that must not be taken for a term, or not for this Arabic.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refusal {
    en: String,
    ar: Option<String>,
    miner: Miner,
}

/// A wrong rendering that must be shown as such.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Flag {
    en: String,
    ar: String,
    #[serde(rename = "flag")]
    name: String,
}

impl Find {
    fn holds(&self, rows: &[&Evidence]) -> bool {
        let (en, ar) = (en_key(&self.en), ar_key(&self.ar));
        rows.iter().any(|row| {
            row.miner == self.miner
                && [&row.en, &row.en_form, &row.en_alias].into_iter().any(|name| en_key(name) == en)
                && [&row.ar_form, &row.ar_headword].into_iter().any(|form| ar_key(form) == ar)
        })
    }
}

impl Refusal {
    fn holds(&self, rows: &[&Evidence]) -> bool {
        let (en, ar) = (en_key(&self.en), self.ar.as_deref().map(ar_key));
        !rows.iter().any(|row| {
            row.miner == self.miner
                && [&row.en, &row.en_form].into_iter().any(|name| en_key(name) == en)
                && ar.as_ref().is_none_or(|ar| ar_key(&row.ar_form) == *ar)
        })
    }
}

impl Flag {
    /// What is wrong with how the glossary shows it.
    fn problem(&self, glossary: &Glossary) -> Option<String> {
        let (en, ar) = (en_key(&self.en), ar_key(&self.ar));
        let is_it = |entry: &&Entry| {
            std::iter::once(&entry.en).chain(&entry.en_variants).any(|form| en_key(form) == en)
                && std::iter::once(&entry.ar).chain(&entry.ar_variants).any(|form| ar_key(form) == ar)
        };
        let entries: Vec<&Entry> =
            glossary.entries.iter().chain(&glossary.candidates).filter(is_it).collect();
        if let Some(good) = entries.iter().find(|e| matches!(e.status, Status::Approved | Status::Accepted)) {
            return Some(format!("is {}", good.status.name()));
        }
        let Some(flagged) = entries.iter().find(|entry| entry.status == Status::Flagged) else {
            return Some("is not in the glossary with the status flagged".into());
        };
        if !flagged.flags.contains(&self.name) {
            return Some(format!("has the flags {:?} without {:?}", flagged.flags, self.name));
        }
        flagged.example_ar.trim().is_empty().then(|| "is shown without an example".into())
    }
}

/// A file of expectations and the article it speaks of, as evidence names it.
struct Subject {
    name: String,
    document: String,
    expectations: Expectations,
}

fn subjects() -> Vec<Subject> {
    let articles = common::articles();
    let shown = |path: &Path| path.strip_prefix(&articles).unwrap().to_string_lossy().replace('\\', "/");
    let all = common::files_below(&articles);
    let (expected, files): (Vec<PathBuf>, Vec<PathBuf>) =
        all.into_iter().partition(|path| path.to_string_lossy().ends_with(".expect.toml"));
    expected
        .iter()
        .map(|path| {
            let name = shown(path);
            let stem = name.strip_suffix("expect.toml").unwrap();
            let document = files
                .iter()
                .map(|file| shown(file))
                .find(|file| {
                    file.strip_prefix(stem).is_some_and(|rest| rest != "en" && !rest.starts_with("en."))
                })
                .unwrap_or_else(|| panic!("{name}: there is no article beside it"));
            let text = fs::read_to_string(path).unwrap();
            let expectations = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            Subject { name, document, expectations }
        })
        .collect()
}

fn known_misses() -> BTreeSet<String> {
    let text = fs::read_to_string(common::root().join(LIST)).unwrap_or_default();
    text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn articles_give_what_is_expected_of_them() {
    let knowledge = common::knowledge();
    let shard = mine_inputs(&[common::input(&common::articles())], &knowledge, Progress::new(true));
    assert!(shard.skipped.is_empty(), "{:?}", shard.skipped);
    let evidence = shard.evidence.clone();
    let glossary = curate_shards(vec![shard], &knowledge, Curation::default());

    let (mut misses, mut wrong_flags) = (BTreeSet::new(), Vec::new());
    let (mut asked, mut seen) = (0, BTreeSet::new());
    for Subject { name, document, expectations } in subjects() {
        let rows: Vec<&Evidence> = evidence.iter().filter(|row| row.document == document).collect();
        let finds = expectations.finds.iter().map(|e| ("finds", &e.en, Some(&e.ar), e.holds(&rows)));
        let refuses = expectations.refuses.iter().map(|e| ("refuses", &e.en, e.ar.as_ref(), e.holds(&rows)));
        for (kind, en, ar, holds) in finds.chain(refuses) {
            let line = format!("{name} | {kind} | {en} | {}", ar.map_or("", String::as_str));
            let line = line.trim_end().to_owned();
            assert!(seen.insert(line.clone()), "{name}: said twice: {line}");
            asked += 1;
            if !holds {
                misses.insert(line);
            }
        }
        for flag in &expectations.flags {
            asked += 1;
            wrong_flags.extend(
                flag.problem(&glossary)
                    .map(|problem| format!("{name} | flags | {} | {} {problem}", flag.en, flag.ar)),
            );
        }
    }
    assert!(asked > 200, "only {asked} expectations were read");

    if std::env::var_os("UPDATE_EXPECTATIONS").is_some() {
        let lines: String = misses.iter().fold(HEADER.to_owned(), |text, line| text + line + "\n");
        fs::write(common::root().join(LIST), lines).unwrap();
    }
    let known = known_misses();
    let mut complaint = String::new();
    let mut section = |title: &str, lines: Vec<&String>| {
        if !lines.is_empty() {
            writeln!(complaint, "\n{title}").unwrap();
            for line in lines {
                writeln!(complaint, "  {line}").unwrap();
            }
        }
    };
    section("do not hold, though they should:", misses.difference(&known).collect());
    section(
        &format!("hold now (or are gone); remove them from {LIST}:"),
        known.difference(&misses).collect(),
    );
    section("must be flagged:", wrong_flags.iter().collect());
    assert!(
        complaint.is_empty(),
        "{} of {asked} expectations hold, {} are known misses{complaint}",
        asked - misses.len() - wrong_flags.len(),
        known.len()
    );
}
