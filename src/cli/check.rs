//! `mustalah check`: reads texts against a glossary.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::options::Common;
use super::summary;
use crate::check::{Finding, Rule, Termbase, check, to_json, to_sarif, to_text};
use crate::error::{Error, Skip};
use crate::knowledge::{Confusion, ConfusionPhrases, Knowledge};
use crate::lookup::base_entries;
use crate::model::{Article, Entry, Status};
use crate::read::{Unit, discover, original_of};
use crate::text::{ar_key, en_key};
use crate::write::read_glossary;

/// The folder whose glossary is used when none is named.
const DEFAULT_DIR: &str = "output";

/// Arguments of `mustalah check`.
///
/// Exits with 0 when nothing is found, and with 2 when something is.
#[derive(Debug, Args)]
pub struct Check {
    /// Arabic articles or translations: files, folders or globs; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<String>,
    /// Folder of a built glossary, used beside the base glossary [default: output, if it has one]
    #[arg(short, long, value_name = "DIR", alias = "output", alias = "glossary-dir")]
    output_dir: Option<PathBuf>,
    /// English original of the one file given [default: found by the pairing rules]
    #[arg(long, value_name = "FILE")]
    original: Option<PathBuf>,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Rules to leave out: mistranslation, spelling, misspelled-name,
    /// inconsistent, not-preferred, latin-name, not-rendered
    #[arg(long, value_name = "A,B,C", value_delimiter = ',', value_parser = rule)]
    ignore: Vec<Rule>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// `file:line:column: what`, the sentence, the suggestion
    Text,
    /// An array of objects
    Json,
    /// SARIF 2.1.0, for editors and code hosts
    Sarif,
}

fn rule(name: &str) -> Result<Rule, String> {
    let names = || Rule::ALL.map(Rule::name).join(", ");
    Rule::from_name(name).ok_or_else(|| format!("there is no rule {name:?}; choose from {}", names()))
}

impl Check {
    /// Runs the command; findings go to `out`.
    ///
    /// # Errors
    /// When there is no glossary, or it cannot be read.
    pub fn run(&self, common: &Common, out: &mut dyn Write, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let mut knowledge = common.knowledge()?;
        summary::skipped(messages, &knowledge.skipped)?;
        let entries = self.entries(common, &knowledge)?;
        learn_mistranslations(&mut knowledge, &entries);
        let termbase = Termbase::new(&entries, &knowledge);
        let found = discover(&self.inputs);
        let units = self.with_originals(found.units)?;
        let parts: Vec<(Vec<Finding>, Vec<Skip>, u64)> =
            units.par_iter().map(|unit| check_unit(unit, &termbase, &knowledge)).collect();
        let (mut findings, mut skipped, mut articles) = (Vec::new(), found.skipped, 0);
        for (some, unread, count) in parts {
            findings.extend(some);
            skipped.extend(unread);
            articles += count;
        }
        findings.retain(|finding| !self.ignore.contains(&finding.rule));
        findings.sort();
        skipped.sort();
        summary::skipped(messages, &skipped)?;
        let text = match self.format {
            Format::Text => to_text(&findings),
            Format::Json => to_json(&findings),
            Format::Sarif => to_sarif(&findings),
        };
        out.write_all(text.as_bytes())?;
        if !common.quiet {
            let s = |count: usize| if count == 1 { "" } else { "s" };
            let (places, texts) = (findings.len(), usize::try_from(articles).unwrap_or(usize::MAX));
            writeln!(messages, "{places} finding{} in {texts} text{}", s(places), s(texts))?;
        }
        Ok(match (findings.is_empty(), articles) {
            (false, _) => 2,
            (true, _) if !skipped.is_empty() || !knowledge.skipped.is_empty() => 2,
            (true, 0) => 1,
            (true, _) => 0,
        })
    }

    /// What texts are checked against: the built glossary, then the base.
    fn entries(&self, common: &Common, knowledge: &Knowledge) -> anyhow::Result<Vec<Entry>> {
        let dir = self.output_dir.clone().unwrap_or_else(|| DEFAULT_DIR.into());
        let path = dir.join("glossary.parquet");
        let mut entries = Vec::new();
        if path.is_file() {
            entries = read_glossary(&path)?;
        } else if self.output_dir.is_some() || common.no_base {
            return Err(Error::Usage(format!(
                "{}: no glossary here; run `mustalah build INPUT...` first or name the folder with --output-dir",
                dir.display()
            ))
            .into());
        }
        entries.extend(base_entries(&knowledge.base));
        Ok(entries)
    }

    /// Files that stand alone among the inputs, each with the original that
    /// stands beside it on disk.
    fn with_originals(&self, units: Vec<Unit>) -> anyhow::Result<Vec<Unit>> {
        if let Some(original) = &self.original {
            let [unit] = <[Unit; 1]>::try_from(units).map_err(|units| {
                Error::Usage(format!("--original goes with one file, and {} were given", units.len()))
            })?;
            if !original.is_file() {
                return Err(Error::Usage(format!("{}: no such file", original.display())).into());
            }
            return Ok(vec![unit.beside(original)]);
        }
        let paired = units.into_iter().map(|unit| {
            let original = match unit.english_file() {
                None => unit.file().and_then(original_of),
                Some(_) => None,
            };
            match original {
                Some(english) => unit.beside(&english),
                None => unit,
            }
        });
        Ok(paired.collect())
    }
}

/// Takes what the glossary flags as mistranslated for known, so that it is
/// found in other texts.
fn learn_mistranslations(knowledge: &mut Knowledge, entries: &[Entry]) {
    let is_wrong = |entry: &&Entry| {
        entry.status == Status::Flagged && entry.flags.iter().any(|flag| flag.contains("mistranslation"))
    };
    let right = |en: &str| {
        let key = en_key(en);
        entries
            .iter()
            .find(|e| matches!(e.status, Status::Approved | Status::Accepted) && en_key(&e.en) == key)
    };
    let known = |entry: &Entry| {
        knowledge.confusions.iter().any(|row| ar_key(&row.wrong_ar) == ar_key(&entry.ar))
            || entries
                .iter()
                .any(|other| other.status == Status::Approved && ar_key(&other.ar) == ar_key(&entry.ar))
    };
    let fresh: Vec<Confusion> = entries
        .iter()
        .filter(is_wrong)
        .filter(|entry| !known(entry))
        .filter_map(|entry| {
            Some(Confusion {
                en: entry.en.clone(),
                wrong_ar: entry.ar.clone(),
                right_ar: right(&entry.en)?.ar.clone(),
                wrong_means: String::new(),
                needs: Vec::new(),
                unless: Vec::new(),
            })
        })
        .collect();
    if !fresh.is_empty() {
        knowledge.confusions.extend(fresh);
        knowledge.confusion_phrases = ConfusionPhrases::of(&knowledge.confusions);
    }
}

/// What one file gives: findings, what cannot be read, texts.
fn check_unit(unit: &Unit, termbase: &Termbase, knowledge: &Knowledge) -> (Vec<Finding>, Vec<Skip>, u64) {
    let file = unit.file().map_or_else(|| unit.path().to_owned(), from_here);
    let found = Mutex::new((Vec::new(), 0));
    let outcome = unit.read(&mut |articles: Vec<Article>| {
        let findings: Vec<Vec<Finding>> =
            articles.par_iter().map(|article| check(article, &file, termbase, knowledge)).collect();
        let mut found = found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        found.0.extend(findings.into_iter().flatten());
        found.1 += articles.len() as u64;
    });
    let (findings, articles) = found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    (findings, outcome.skipped, articles)
}

/// A path as the user can open it: from the working folder, where the file
/// is below it.
fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    let short = here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    short.unwrap_or_else(|| path.to_owned()).to_string_lossy().into_owned()
}
