//! `mustalah eval`: measures a built glossary against gold lists.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::build::probability;
use super::table::Table;
use crate::error::Error;
use crate::eval::{Calibration, Evaluation, Group, Reach, Share, evaluate, read_gold};
use crate::write::read_glossary;

/// Arguments of `mustalah eval`.
///
/// Exits with 1 when the gold lists and the glossary have nothing in common.
#[derive(Debug, Args)]
pub struct Eval {
    /// TSV or CSV with the columns ar and en, and label or verdict (1/0, yes/no, accept/reject; right/form/cut/noterm/wrong) for judged pairs
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    gold: Vec<PathBuf>,
    /// Folder of a built glossary
    #[arg(short = 'o', long, value_name = "DIR", default_value = "output")]
    glossary_dir: PathBuf,
    /// Measure candidates as well: the most that recall could be
    #[arg(long)]
    candidates: bool,
    /// Leave out entries below this confidence
    #[arg(long, value_name = "X", value_parser = probability, default_value = "0")]
    min_confidence: f64,
    /// One JSON object instead of tables
    #[arg(long)]
    json: bool,
}

impl Eval {
    /// Runs the command; results go to `out`.
    ///
    /// # Errors
    /// When there is no glossary, or a file is not what it should be.
    pub fn run(&self, out: &mut dyn Write) -> anyhow::Result<u8> {
        let mut gold = Vec::new();
        for path in &self.gold {
            gold.extend(read_gold(path)?);
        }
        let path = self.glossary_dir.join("glossary.parquet");
        if !path.is_file() {
            return Err(Error::Usage(format!(
                "{}: no glossary here; run `mustalah build INPUT...` first or name the folder with --glossary-dir",
                self.glossary_dir.display()
            ))
            .into());
        }
        let mut entries = read_glossary(&path)?;
        if self.candidates {
            entries.extend(read_glossary(&self.glossary_dir.join("candidates.parquet"))?);
        }
        let measured = evaluate(&entries, &gold, self.min_confidence);
        if self.json {
            writeln!(out, "{}", serde_json::to_string_pretty(&measured)?)?;
        } else {
            write_text(out, &measured)?;
        }
        Ok(u8::from(measured.is_empty()))
    }
}

fn write_text(out: &mut dyn Write, measured: &Evaluation) -> io::Result<()> {
    writeln!(out, "gold       {} terms, {} pairs", measured.gold_terms, measured.gold_pairs)?;
    writeln!(out, "glossary   {} entries", measured.entries)?;
    writeln!(out, "coverage   {}", share(measured.coverage))?;
    writeln!(out, "\nRecall, with 95% intervals")?;
    let mut table = Table::new(["same Arabic", "of", "at rank 1", "in the top 3", "at any rank"]);
    for recall in &measured.recall {
        for (of, reach) in [
            ("all pairs", recall.pairs),
            ("covered pairs", recall.covered_pairs),
            ("all terms", recall.terms),
            ("covered terms", recall.covered_terms),
        ] {
            let Reach { rank_1, top_3, any_rank } = reach;
            table.push([
                recall.level.name().to_owned(),
                of.to_owned(),
                share(rank_1),
                share(top_3),
                share(any_rank),
            ]);
        }
    }
    table.write(out)?;
    writeln!(out, "\nPrecision, flagged entries left out")?;
    let mut table = Table::new(["entries", "right"]);
    for (level, listed) in &measured.precision_listed {
        table.push([format!("English in the list, {}", level.name()), share(*listed)]);
    }
    table.push(["labelled pairs".to_owned(), share(measured.precision_labelled)]);
    table.write(out)?;
    write_calibration(out, &measured.calibration)?;
    write_groups(out, "status", &measured.by_status)?;
    write_groups(out, "kind", &measured.by_kind)
}

pub(super) fn write_calibration(out: &mut dyn Write, calibration: &Calibration) -> io::Result<()> {
    writeln!(
        out,
        "\nCalibration over {} judged entries, expected error {}",
        calibration.n,
        expected_error(calibration)
    )?;
    let mut table = Table::new(["confidence", "mean", "right"]);
    for bin in &calibration.bins {
        table.push([
            format!("{:.1}-{:.1}", bin.from, bin.to),
            number(bin.mean_confidence),
            share(bin.precision),
        ]);
    }
    table.write(out)
}

fn write_groups(out: &mut dyn Write, name: &str, groups: &[Group]) -> io::Result<()> {
    writeln!(out)?;
    let mut table = Table::new([name, "mean confidence", "right"]);
    for group in groups {
        table.push([group.name.to_owned(), number(group.mean_confidence), share(group.precision)]);
    }
    table.write(out)
}

/// `0.031 [0.022, 0.054]`
fn expected_error(calibration: &Calibration) -> String {
    let Calibration { expected_error, expected_error_low: low, expected_error_high: high, .. } = calibration;
    match (expected_error, low, high) {
        (Some(value), Some(low), Some(high)) => format!("{value:.3} [{low:.3}, {high:.3}]"),
        _ => "-".to_owned(),
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}

/// `0.667 [0.208, 0.939] 2/3`
pub(super) fn share(share: Share) -> String {
    match (share.value, share.low, share.high) {
        (Some(value), Some(low), Some(high)) => {
            format!("{value:.3} [{low:.3}, {high:.3}] {}/{}", share.hits, share.n)
        }
        _ => "- 0/0".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::GoldPair;
    use crate::model::Status;
    use crate::write::samples;

    #[test]
    fn every_share_is_shown_with_its_count() {
        let entries = [samples::entry("x", Status::Accepted, "chip")];
        let gold = [GoldPair { en: "chip".into(), ar: entries[0].ar.clone(), label: None }];
        let mut out = Vec::new();
        write_text(&mut out, &evaluate(&entries, &gold, 0.0)).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("coverage   1.000 [0.207, 1.000] 1/1\n"), "{text}");
        let has_row = |cells: &[&str]| {
            text.lines().any(|line| {
                line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).eq(cells.iter().copied())
            })
        };
        assert!(has_row(&["0.3-0.4", "0.333", "1.000 [0.207, 1.000] 1/1"]), "{text}");
        assert!(has_row(&["labelled pairs", "- 0/0"]), "{text}");
    }
}
