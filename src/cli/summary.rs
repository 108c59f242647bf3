//! What a run tells a person at its end.

use std::io::{self, Write};
use std::path::Path;

use crate::error::Skip;
use crate::model::{ConsistencyRow, Direction, Glossary, Shard, Status};
use crate::text::en_key;

/// Names everything that was left out.
pub(super) fn skipped(out: &mut dyn Write, skipped: &[Skip]) -> io::Result<()> {
    skipped.iter().try_for_each(|skip| writeln!(out, "{skip}"))
}

/// 0 all read, 1 nothing found, 2 something skipped.
pub(super) fn exit_code(nothing_found: bool, skipped: &[Skip]) -> u8 {
    match (skipped.is_empty(), nothing_found) {
        (false, _) => 2,
        (true, true) => 1,
        (true, false) => 0,
    }
}

/// What a shard holds, and where it is.
pub(super) fn shard(out: &mut dyn Write, shard: &Shard, dir: &Path) -> io::Result<()> {
    let words = shard.documents.iter().map(|document| document.words).sum();
    writeln!(out)?;
    writeln!(
        out,
        "  read     {} articles, {} Arabic words",
        grouped(shard.documents.len() as u64),
        grouped(words)
    )?;
    writeln!(out, "  found    {} occurrences of term pairs", grouped(shard.evidence.len() as u64))?;
    writeln!(out, "  written  {}; `mustalah curate` makes a glossary of it", dir.display())
}

/// What was read and found, and where it is.
pub(super) fn glossary(out: &mut dyn Write, glossary: &Glossary, dir: &Path) -> io::Result<()> {
    let report = &glossary.report;
    let repeats = match report.duplicates.len() {
        0 => String::new(),
        n => format!("; {n} left out as repeats"),
    };
    writeln!(out)?;
    writeln!(
        out,
        "  read     {} articles ({} with English) from {} sources, {} Arabic words{repeats}",
        grouped(report.articles),
        grouped(report.pairs),
        grouped(report.sources),
        grouped(report.words),
    )?;
    if !report.skipped.is_empty() {
        writeln!(out, "  skipped  {} (named above)", grouped(report.skipped.len() as u64))?;
    }
    let line = |counts: &std::collections::BTreeMap<String, u64>| {
        counts
            .iter()
            .map(|(name, count)| format!("{} {name}", grouped(*count)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let by_status: Vec<String> = Status::ALL
        .iter()
        .filter_map(|status| {
            Some(format!("{} {}", grouped(*report.by_status.get(status.name())?), status.name()))
        })
        .collect();
    writeln!(out, "  found    {} pairs: {}", grouped(report.by_status.values().sum()), by_status.join(", "))?;
    if !report.by_kind.is_empty() {
        writeln!(out, "  of them  {}", line(&report.by_kind))?;
    }
    let flagged: Vec<_> = glossary.entries.iter().filter(|entry| entry.status == Status::Flagged).collect();
    for entry in flagged.iter().take(5) {
        let flags = entry.flags.join(", ");
        writeln!(
            out,
            "  flagged  {} = \u{2068}{}\u{2069} ({flags}; {} times)",
            entry.en, entry.ar, entry.occurrences
        )?;
    }
    if flagged.len() > 5 {
        writeln!(out, "           and {} more, on the Flags sheet", flagged.len() - 5)?;
    }
    consistency(out, &glossary.consistency)?;
    for conflict in &report.verdict_conflicts {
        writeln!(out, "  conflict {conflict}")?;
    }
    for verdict in &report.idle_verdicts {
        writeln!(out, "  idle     the verdict on {verdict} matched nothing")?;
    }
    writeln!(out, "  written  {}", dir.display())?;
    Ok(())
}

/// How settled the terms are, and which are least so.
fn consistency(out: &mut dyn Write, rows: &[ConsistencyRow]) -> io::Result<()> {
    let english = rows.iter().filter(|row| row.direction == Direction::EnglishToArabic);
    let terms: Vec<&[ConsistencyRow]> =
        rows[..english.count()].chunk_by(|a, b| en_key(&a.term) == en_key(&b.term)).collect();
    let mut open: Vec<&[ConsistencyRow]> = terms.iter().copied().filter(|rows| rows.len() > 1).collect();
    if open.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "  settled  {} terms have one rendering, {} have several",
        grouped((terms.len() - open.len()) as u64),
        grouped(open.len() as u64)
    )?;
    let weight = |rows: &[ConsistencyRow]| (1.0 - rows[0].settled) * f64::from(rows[0].occurrences);
    open.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then_with(|| a[0].term.cmp(&b[0].term)));
    let shown = open.iter().take(3).map(|rows| {
        let ways: Vec<String> = rows
            .iter()
            .take(3)
            .map(|row| {
                let sources = row.by_source.len();
                let s = if sources == 1 { "" } else { "s" };
                let count = grouped(row.pair_occurrences.into());
                format!("\u{2068}{}\u{2069} {count} ({sources} source{s}{})", row.counterpart, years(row))
            })
            .collect();
        format!("{}: {}", rows[0].term, ways.join(", "))
    });
    writeln!(out, "  open     {}", shown.collect::<Vec<_>>().join("; "))
}

/// The years of a rendering, where articles have dates.
fn years(row: &ConsistencyRow) -> String {
    let mut years = row.by_year.iter().filter_map(|year| Some(year.split_once('=')?.0));
    match (years.next(), years.next_back()) {
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        (Some(only), None) => format!(", {only}"),
        _ => String::new(),
    }
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
