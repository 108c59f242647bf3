//! `mustalah confidence`: learns and measures how sure pairs are.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, ensure};
use clap::Args;

use super::eval::{share, write_calibration};
use super::options::Common;
use super::table::Table;
use crate::curate::Curation;
use crate::eval::{Calibration, Prediction, Share, area_under_roc};
use crate::knowledge::GlossaryFile;
use crate::model::{Miner, Shard};
use crate::pipeline::{measure_shards, mine_inputs};
use crate::score::{JudgedPair, Measured, Outcome, Verdict, cross_validate, learn_model, read_judged};
use crate::write::read_shard;

/// Thresholds that are compared.
const THRESHOLDS: [f64; 8] = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

/// Arguments of `mustalah confidence`.
#[derive(Debug, Args)]
pub struct Confidence {
    /// Judged pairs: tab-separated en, ar, source, weight, verdict
    #[arg(value_name = "PAIRS.tsv", required = true)]
    pairs: Vec<PathBuf>,
    /// The articles they were taken from
    #[arg(long, value_name = "INPUT", num_args = 1.., required_unless_present = "shard")]
    corpora: Vec<String>,
    /// Folders that `mustalah mine` wrote, in place of the articles
    #[arg(long, value_name = "DIR", num_args = 1..)]
    shard: Vec<PathBuf>,
    /// Learn from all pairs and print the table
    #[arg(long)]
    learn: bool,
    /// Print every pair with its held-out confidence
    #[arg(long, short, conflicts_with = "learn")]
    verbose: bool,
}

impl Confidence {
    /// Runs the command; results go to `out`.
    ///
    /// # Errors
    /// When pairs, shards or knowledge are malformed, or no judged pair is
    /// found in the articles.
    pub fn run(&self, common: &Common, out: &mut dyn Write) -> anyhow::Result<u8> {
        let knowledge = common.knowledge()?;
        let mut pairs = Vec::new();
        for path in &self.pairs {
            let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
            pairs.extend(read_judged(&GlossaryFile { path: path.with_extension("tsv"), text })?);
        }
        let mut shards = self.shard.iter().map(|dir| read_shard(dir)).collect::<Result<Vec<Shard>, _>>()?;
        if !self.corpora.is_empty() {
            shards.push(mine_inputs(&self.corpora, &knowledge, common.progress()));
        }
        let entries = measure_shards(shards, &knowledge, Curation::default());
        if self.learn {
            let (model, found) = learn_model(&pairs, &entries);
            ensure!(found > 0, "no judged pair is in these articles");
            writeln!(io::stderr(), "learnt from {found} of {} judged pairs", pairs.len())?;
            out.write_all(model.to_tsv().as_bytes())?;
            return Ok(0);
        }
        self.measure(&pairs, &entries, out)?;
        Ok(0)
    }

    fn measure(&self, pairs: &[JudgedPair], entries: &[Measured], out: &mut dyn Write) -> anyhow::Result<()> {
        let held_out = cross_validate(pairs, entries);
        ensure!(!held_out.is_empty(), "no judged pair is in these articles");
        writeln!(
            out,
            "{} of {} judged pairs found; each source by a model of the others",
            held_out.len(),
            pairs.len()
        )?;
        for (pair, outcome) in held_out.iter().filter(|_| self.verbose) {
            let JudgedPair { en, ar, source, verdict, .. } = pair;
            writeln!(out, "{:.3}\t{}\t{source}\t{en}\t{ar}", outcome.confidence, verdict.name())?;
        }
        let all: Vec<Outcome> = held_out.iter().map(|(_, outcome)| *outcome).collect();
        let calibration = calibration(&all, false);
        write_calibration(out, &calibration)?;
        let weighed = self::calibration(&all, true);
        writeln!(
            out,
            "\nWeighed by what they stand for in the build: expected error {:.3} [{:.3}, {:.3}]",
            weighed.expected_error.unwrap_or_default(),
            weighed.expected_error_low.unwrap_or_default(),
            weighed.expected_error_high.unwrap_or_default()
        )?;
        by_kind(&all, out)?;
        by_threshold(&all, out)?;
        by_verdict(&held_out, out)
    }
}

fn calibration(outcomes: &[Outcome], weighed: bool) -> Calibration {
    let prediction = |outcome: &Outcome| Prediction {
        confidence: outcome.confidence,
        right: outcome.right,
        weight: if weighed { outcome.weight } else { 1.0 },
    };
    Calibration::new(&outcomes.iter().map(prediction).collect::<Vec<_>>())
}

fn by_kind(outcomes: &[Outcome], out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out)?;
    let mut table = Table::new(["evidence", "pairs", "right", "mean confidence", "expected error", "order"]);
    for kind in Miner::ALL {
        let own: Vec<Outcome> =
            outcomes.iter().copied().filter(|outcome| outcome.kinds[kind as usize]).collect();
        if own.is_empty() {
            continue;
        }
        let mean = own.iter().map(|outcome| outcome.confidence).sum::<f64>() / own.len() as f64;
        table.push([
            kind.name().to_owned(),
            own.len().to_string(),
            share(Share::of(own.iter().map(|outcome| outcome.right))),
            format!("{mean:.3}"),
            format!("{:.3}", calibration(&own, false).expected_error.unwrap_or_default()),
            format!("{:.3}", order(&own)),
        ]);
    }
    table.push([
        "all".to_owned(),
        outcomes.len().to_string(),
        share(Share::of(outcomes.iter().map(|outcome| outcome.right))),
        String::new(),
        String::new(),
        format!("{:.3}", order(outcomes)),
    ]);
    Ok(table.write(out)?)
}

/// The area under the ROC curve.
fn order(outcomes: &[Outcome]) -> f64 {
    let scored: Vec<(f64, bool)> = outcomes.iter().map(|one| (one.confidence, one.right)).collect();
    area_under_roc(&scored)
}

fn by_threshold(outcomes: &[Outcome], out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out)?;
    let mut table = Table::new(["from", "right", "of the right ones kept", "weighed: right", "kept"]);
    for threshold in THRESHOLDS {
        let accepted = || outcomes.iter().filter(|outcome| outcome.confidence >= threshold);
        let weight = |all: &mut dyn Iterator<Item = &Outcome>| all.map(|outcome| outcome.weight).sum::<f64>();
        let right = weight(&mut accepted().filter(|outcome| outcome.right));
        let of = |whole: f64| format!("{:.3}", right / whole.max(f64::MIN_POSITIVE));
        table.push([
            format!("{threshold:.2}"),
            share(Share::of(accepted().map(|outcome| outcome.right))),
            share(Share::of(
                outcomes
                    .iter()
                    .filter(|outcome| outcome.right)
                    .map(|outcome| outcome.confidence >= threshold),
            )),
            of(weight(&mut accepted())),
            of(weight(&mut outcomes.iter().filter(|outcome| outcome.right))),
        ]);
    }
    Ok(table.write(out)?)
}

fn by_verdict(held_out: &[(&JudgedPair, Outcome)], out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out)?;
    let least = Curation::default().min_confidence;
    let threshold = format!("from {least} on");
    let mut table = Table::new(["verdict", "pairs", threshold.as_str()]);
    for verdict in Verdict::ALL {
        let own = || held_out.iter().filter(|(pair, _)| pair.verdict == verdict);
        let accepted = own().filter(|(_, outcome)| outcome.confidence >= least).count();
        table.push([verdict.name().to_owned(), own().count().to_string(), accepted.to_string()]);
    }
    Ok(table.write(out)?)
}
