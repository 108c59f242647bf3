//! `mustalah review`: pairs to a person, and verdicts back.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, Subcommand};

use super::build::probability;
use super::options::Common;
use super::summary;
use crate::curate::Curation;
use crate::error::Error;
use crate::knowledge::{Change, GlossaryFiles, VerdictFile, Verdicts};
use crate::model::{Entry, Evidence, Status};
use crate::read::date::civil;
use crate::review::{Card, Desk, Question, ReviewServer, questions, read_answers, workbook};
use crate::text::en_key;
use crate::write::{Examples, read_evidence, read_glossary};

/// Arguments of `mustalah review`.
#[derive(Debug, Args)]
pub struct Review {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Write the pairs most worth a person's minute into a workbook
    Export(Export),
    /// Take the verdicts of a workbook or CSV file into verdicts.csv
    Import(Import),
    /// Ask on a page of this machine, one pair at a time
    Serve(Serve),
}

/// What is reviewed.
#[derive(Debug, Args)]
pub(super) struct Reviewed {
    /// Folder of a built glossary
    #[arg(
        short,
        long,
        value_name = "DIR",
        default_value = "output",
        alias = "output",
        alias = "glossary-dir"
    )]
    output_dir: PathBuf,
    /// Pairs to ask about, at most
    #[arg(long, value_name = "N", default_value_t = 300)]
    limit: usize,
    /// Confidence near which pairs are doubtful [default: 0.8]
    #[arg(long, value_name = "X", value_parser = probability)]
    min_confidence: Option<f64>,
}

#[derive(Debug, Args)]
struct Export {
    /// The workbook to write
    #[arg(value_name = "FILE.xlsx")]
    file: PathBuf,
    #[command(flatten)]
    reviewed: Reviewed,
}

#[derive(Debug, Args)]
struct Import {
    /// A workbook of `review export`, or a CSV file with the columns of verdicts.csv
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Who decided, where the file does not say
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    reviewed: Reviewed,
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,
    /// Who decides
    #[arg(long, value_name = "NAME", default_value = "")]
    person: String,
}

impl Review {
    /// Runs the command; what changed goes to `out`.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn run(&self, common: &Common, out: &mut dyn Write, messages: &mut dyn Write) -> anyhow::Result<u8> {
        match &self.action {
            Action::Export(export) => export.run(common, messages),
            Action::Import(import) => import.run(common, out, messages),
            Action::Serve(serve) => serve.run(common, out, messages),
        }
    }
}

/// The folder whose verdicts are written.
pub(super) fn glossary_dir(common: &Common) -> PathBuf {
    common.glossary.clone().unwrap_or_else(|| "glossary".into())
}

impl Reviewed {
    /// The pairs of the glossary and its candidates, with their evidence.
    ///
    /// # Errors
    /// When there is no glossary, or it cannot be read.
    pub(super) fn read(&self) -> anyhow::Result<(Vec<Entry>, Vec<Evidence>)> {
        let path = |name: &str| self.output_dir.join(name);
        if !path("glossary.parquet").is_file() {
            return Err(Error::Usage(format!(
                "{}: no glossary here; run `mustalah build INPUT...` first or name the folder with --output-dir",
                self.output_dir.display()
            ))
            .into());
        }
        let mut entries = read_glossary(&path("glossary.parquet"))?;
        let mut evidence = Vec::new();
        if path("candidates.parquet").is_file() {
            entries.extend(read_glossary(&path("candidates.parquet"))?);
        }
        if path("evidence.parquet").is_file() {
            evidence = read_evidence(&path("evidence.parquet"))?;
        }
        Ok((entries, evidence))
    }

    /// How many pairs are asked about.
    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// The confidence near which pairs are doubtful.
    pub(super) fn threshold(&self) -> f64 {
        self.min_confidence.unwrap_or(Curation::default().min_confidence)
    }
}

/// The verdicts there are, for commands that go on without the bad rows.
pub(super) fn verdicts(common: &Common, messages: &mut dyn Write) -> anyhow::Result<Verdicts> {
    let verdicts = Verdicts::load(&GlossaryFiles::find(common.glossary.clone())?)?;
    summary::skipped(messages, &verdicts.skipped)?;
    Ok(verdicts)
}

impl Export {
    fn run(&self, common: &Common, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let (entries, evidence) = self.reviewed.read()?;
        let verdicts = verdicts(common, messages)?;
        let mut asked = questions(&entries, &verdicts.rows, self.reviewed.threshold());
        let open = asked.len();
        asked.truncate(self.reviewed.limit());
        let ids: BTreeSet<&str> = asked.iter().map(|q| q.entry.entry_id.as_str()).collect();
        let shown = evidence.iter().filter(|row| ids.contains(row.entry_id.as_str()));
        let bytes = workbook(&asked, &Examples::choose(shown, 2))?;
        write_beside(&self.file, &bytes)?;
        if !common.quiet {
            writeln!(
                messages,
                "{}: {} pairs of {open} that are open; fill in `verdict`, then `mustalah review import {0}`",
                self.file.display(),
                asked.len(),
            )?;
        }
        Ok(match (asked.is_empty(), verdicts.skipped.is_empty()) {
            (_, false) => 2,
            (true, true) => 1,
            (false, true) => 0,
        })
    }
}

impl Serve {
    fn run(&self, common: &Common, out: &mut dyn Write, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let (entries, evidence) = self.reviewed.read()?;
        let verdicts = verdicts(common, messages)?;
        let mut asked = questions(&entries, &verdicts.rows, self.reviewed.threshold());
        asked.truncate(self.reviewed.limit());
        let ids: BTreeSet<&str> = asked.iter().map(|q| q.entry.entry_id.as_str()).collect();
        let shown = evidence.iter().filter(|row| ids.contains(row.entry_id.as_str()));
        let examples = Examples::choose(shown, 3);
        let cards: Vec<Card> = asked.iter().map(|question| card(question, &entries, &examples)).collect();
        let open = cards.len();
        let server = ReviewServer::listen(self.port)?;
        let mut desk = Desk::new(&glossary_dir(common), cards, self.person.clone(), today());
        writeln!(out, "{}", server.url())?;
        out.flush()?;
        if !common.quiet {
            writeln!(
                messages,
                "{open} pairs wait at this address; Ctrl+C ends, and every verdict is saved already"
            )?;
        }
        server.run(&mut desk);
        Ok(0)
    }
}

/// What the page shows of a question.
fn card(question: &Question<'_>, entries: &[Entry], examples: &Examples<'_>) -> Card {
    let entry = question.entry;
    let english = en_key(&entry.en);
    let is_rival = |other: &&Entry| {
        matches!(other.status, Status::Approved | Status::Accepted)
            && other.entry_id != entry.entry_id
            && en_key(&other.en) == english
    };
    Card {
        en: entry.en.clone(),
        ar: entry.ar.clone(),
        why: question.why.to_owned(),
        confidence: entry.confidence,
        occurrences: entry.occurrences,
        sources: entry.sources,
        flags: entry.flags.clone(),
        ar_variants: entry.ar_variants.clone(),
        rivals: entries.iter().filter(is_rival).map(|other| other.ar.clone()).collect(),
        examples: examples
            .rows(&entry.entry_id)
            .map(|row| {
                let place = format!("{}:{}", row.document, row.line);
                let english = row.en_context.clone().unwrap_or_default();
                [row.left.clone(), row.ar_form.clone(), row.right.clone(), english, place]
            })
            .collect(),
    }
}

/// The day in UTC, as `2026-03-01` (days to civil date by Hinnant's rule).
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    date(seconds / 86_400)
}

fn date(days: u64) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Writes a file beside itself and moves it into place.
fn write_beside(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let at = |cause| Error::Io { path: path.to_owned(), cause };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(at)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(at)?;
    file.persist(path).map_err(|error| at(error.error))?;
    Ok(())
}

impl Import {
    fn run(&self, common: &Common, out: &mut dyn Write, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let answers = read_answers(&self.file)?;
        summary::skipped(messages, &answers.skipped)?;
        let mut file = VerdictFile::open(&glossary_dir(common))?;
        let (mut added, mut replaced, mut unchanged) = (0, 0, 0);
        for mut verdict in answers.verdicts.clone() {
            if let Some(person) = self.person.as_ref().filter(|_| verdict.person.is_empty()) {
                verdict.person.clone_from(person);
            }
            match file.put(&verdict)? {
                Change::Added => {
                    added += 1;
                    writeln!(out, "added    {verdict}")?;
                }
                Change::Replaced(before) => {
                    replaced += 1;
                    writeln!(out, "changed  {before} -> {verdict}")?;
                }
                Change::Unchanged => unchanged += 1,
            }
        }
        if added + replaced > 0 {
            file.save()?;
        }
        if !common.quiet {
            writeln!(
                messages,
                "{}: {added} added, {replaced} changed, {unchanged} as they were; {} rows without a verdict",
                glossary_dir(common).join(crate::knowledge::VERDICTS).display(),
                answers.unanswered
            )?;
        }
        Ok(summary::exit_code(answers.verdicts.is_empty(), &answers.skipped))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        assert_eq!([date(0), date(19_782), date(20_513)], ["1970-01-01", "2024-02-29", "2026-03-01"]);
    }
}
