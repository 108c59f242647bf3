//! `mustalah lookup`: searches a built glossary.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::options::Common;
use super::table::{Style, Table};
use crate::error::{Error, Result};
use crate::knowledge::{BaseTerms, GlossaryFiles};
use crate::lookup::{How, Index, Match, base_entries};
use crate::model::{Entry, Evidence};
use crate::write::{Examples, read_evidence, read_glossary};

/// The folder that is searched when none is named.
const DEFAULT_DIR: &str = "output";

/// Arguments of `mustalah lookup`.
///
/// Exits with 0 when a term was found, and with 1 when none was or only terms
/// that are spelled nearly so.
#[derive(Debug, Args)]
pub struct Lookup {
    /// Arabic or English, in any spelling and inflection
    #[arg(required = true, value_name = "TERM")]
    terms: Vec<String>,
    /// Folder of a built glossary [default: output, else the base glossary]
    #[arg(short, long, value_name = "DIR", alias = "output")]
    output_dir: Option<PathBuf>,
    /// Search candidates and rejected pairs as well
    #[arg(long)]
    candidates: bool,
    /// Entries to show for each term
    #[arg(long, value_name = "N", default_value = "10")]
    limit: NonZeroUsize,
    /// Examples in context for each entry
    #[arg(long, value_name = "N", default_value_t = 2)]
    examples: usize,
    /// One JSON object for each match
    #[arg(long)]
    json: bool,
}

/// A match as `--json` prints it.
#[derive(Serialize)]
struct JsonMatch<'a> {
    query: &'a str,
    #[serde(rename = "match")]
    how: How,
    #[serde(flatten)]
    entry: &'a Entry,
    examples: Vec<JsonExample<'a>>,
}

/// An example as `--json` prints it.
#[derive(Serialize)]
struct JsonExample<'a> {
    document: &'a str,
    line: u32,
    left: &'a str,
    node: &'a str,
    right: &'a str,
    en: Option<&'a str>,
}

impl<'a> From<&'a Evidence> for JsonExample<'a> {
    fn from(row: &'a Evidence) -> Self {
        Self {
            document: &row.document,
            line: row.line,
            left: &row.left,
            node: &row.ar_form,
            right: &row.right,
            en: row.en_context.as_deref(),
        }
    }
}

impl Lookup {
    /// Runs the command; results go to `out`.
    ///
    /// # Errors
    /// When there is no glossary, or it cannot be read.
    pub fn run(&self, common: &Common, out: &mut dyn Write, messages: &mut dyn Write) -> anyhow::Result<u8> {
        let (entries, dir) = self.entries(common, messages)?;
        let index = Index::new(&entries);
        let mut found: Vec<(&str, Vec<Match>)> =
            self.terms.iter().map(|term| (term.as_str(), index.find(term))).collect();
        let limit = self.limit.get();
        for (term, matches) in &mut found {
            if matches.len() > limit && !common.quiet {
                let more = matches.len() - limit;
                writeln!(messages, "{term}: {more} more; --limit {} shows all", matches.len())?;
            }
            matches.truncate(limit);
        }
        let evidence = self.evidence(dir.as_deref(), &found)?;
        let examples = Examples::choose(&evidence, self.examples);
        let style = if io::stdout().is_terminal() { Style::terminal() } else { Style::PLAIN };
        for (nth, (term, matches)) in found.iter().enumerate() {
            if self.json {
                write_json(out, term, matches, &examples)?;
                continue;
            }
            if nth > 0 {
                writeln!(out)?;
            }
            if let Some(verdict) = heading(matches, self.terms.len() > 1) {
                writeln!(out, "{}{verdict}", style.show(term))?;
            }
            write_table(out, matches, &examples, style)?;
        }
        let exact = |matches: &[Match]| matches.iter().any(|found| found.how < How::Near);
        Ok(u8::from(!found.iter().any(|(_, matches)| exact(matches))))
    }

    /// What is searched, and the folder it is from.
    fn entries(
        &self,
        common: &Common,
        messages: &mut dyn Write,
    ) -> anyhow::Result<(Vec<Entry>, Option<PathBuf>)> {
        let dir = self.output_dir.clone().unwrap_or_else(|| DEFAULT_DIR.into());
        let path = dir.join("glossary.parquet");
        if path.is_file() {
            let mut entries = read_glossary(&path)?;
            if self.candidates {
                entries.extend(read_glossary(&dir.join("candidates.parquet"))?);
            }
            return Ok((entries, Some(dir)));
        }
        if self.output_dir.is_some() || common.no_base {
            return Err(Error::Usage(format!(
                "{}: no glossary here; run `mustalah build INPUT...` first or name the folder with --output-dir",
                dir.display()
            ))
            .into());
        }
        if !common.quiet {
            writeln!(
                messages,
                "{}: no glossary here yet (`mustalah build INPUT...` makes one); searching the base glossary",
                dir.display()
            )?;
        }
        let base = BaseTerms::load(&GlossaryFiles::find(common.glossary.clone())?)?;
        Ok((base_entries(&base), None))
    }

    /// The evidence of what was found.
    fn evidence(&self, dir: Option<&Path>, found: &[(&str, Vec<Match>)]) -> Result<Vec<Evidence>> {
        let ids: BTreeSet<&str> =
            found.iter().flat_map(|(_, matches)| matches).map(|m| m.entry.entry_id.as_str()).collect();
        let Some(path) = dir.map(|dir| dir.join("evidence.parquet")) else { return Ok(Vec::new()) };
        // A glossary may come without its evidence.
        if self.examples == 0 || ids.is_empty() || !path.is_file() {
            return Ok(Vec::new());
        }
        let mut rows = read_evidence(&path)?;
        rows.retain(|row| ids.contains(row.entry_id.as_str()));
        Ok(rows)
    }
}

/// What follows the term above its table, where the term needs a heading.
fn heading(matches: &[Match], several: bool) -> Option<&'static str> {
    match matches.first().map(|first| first.how) {
        None => Some(": not found"),
        Some(How::Near) => Some(": not found; did you mean"),
        Some(_) => several.then_some(""),
    }
}

fn write_json(
    out: &mut dyn Write,
    query: &str,
    matches: &[Match],
    examples: &Examples<'_>,
) -> anyhow::Result<()> {
    for &Match { entry, how } in matches {
        let examples = examples.rows(&entry.entry_id).map(JsonExample::from).collect();
        // A closed pipe has to stay an io::Error to be told from a failure.
        let line = serde_json::to_string(&JsonMatch { query, how, entry, examples })?;
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn write_table(
    out: &mut dyn Write,
    matches: &[Match],
    examples: &Examples<'_>,
    style: Style,
) -> io::Result<()> {
    if matches.is_empty() {
        return Ok(());
    }
    let mut table =
        Table::new(["English", "Arabic", "kind", "status", "confidence", "rank", "seen", "flags"]);
    for Match { entry, .. } in matches {
        table.push([
            style.show(&entry.en),
            style.show(&entry.ar),
            entry.kind.name().to_owned(),
            entry.status.name().to_owned(),
            format!("{:.2}", entry.confidence),
            entry.rank.to_string(),
            format!("{}/{}/{}", entry.occurrences, entry.documents, entry.sources),
            entry.flags.join(", "),
        ]);
    }
    table.write_row(0, out)?;
    for (row, Match { entry, .. }) in matches.iter().enumerate() {
        table.write_row(row + 1, out)?;
        for example in examples.rows(&entry.entry_id) {
            let sentence = style.concordance(&example.left, &example.ar_form, &example.right);
            writeln!(out, "    {}:{}  {sentence}", style.show(&example.document), example.line)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use crate::write::samples;

    #[test]
    fn an_entry_stands_over_its_examples() {
        let entry = samples::entry("x", Status::Accepted, "chips");
        let evidence = [samples::evidence("x")];
        let mut out = Vec::new();
        let matches = [Match { entry: &entry, how: How::Headword }];
        write_table(&mut out, &matches, &Examples::choose(&evidence, 2), Style::PLAIN).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("English  Arabic"), "{text}");
        assert!(lines[1].contains("0.33") && lines[1].ends_with("4294967295/2/1  mistranslation"), "{text}");
        assert_eq!(lines[2], "    ar/a.md:3  تصنع الشركة «رقائق» (chips).");
    }

    #[test]
    fn headings_speak_only_when_needed() {
        let entry = samples::entry("x", Status::Accepted, "chips");
        let found = |how| [Match { entry: &entry, how }];
        assert_eq!(heading(&found(How::Contains), false), None);
        assert_eq!(heading(&found(How::Contains), true), Some(""));
        assert_eq!(heading(&found(How::Near), false), Some(": not found; did you mean"));
        assert_eq!(heading(&[], false), Some(": not found"));
    }

    #[test]
    fn json_is_one_object_a_match() {
        let entry = samples::entry("x", Status::Accepted, "chips");
        let evidence = [samples::evidence("x")];
        let mut out = Vec::new();
        let matches = [Match { entry: &entry, how: How::Near }];
        write_json(&mut out, "chip", &matches, &Examples::choose(&evidence, 1)).unwrap();
        let object: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(object["match"], "near");
        assert_eq!(object["entry_id"], "x");
        assert_eq!(object["examples"][0]["node"], "رقائق");
        assert_eq!(String::from_utf8(out).unwrap().lines().count(), 1);
    }
}
