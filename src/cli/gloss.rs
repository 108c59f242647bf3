//! `mustalah gloss`: learns and measures the ranker of gloss boundaries.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::options::Common;
use crate::knowledge::{GlossaryFile, Knowledge};
use crate::mine::gloss::learn::{Example, Label, Tally, examples, feature_names, learn, measure};
use crate::score::Ranker;

/// Arguments of `mustalah gloss`.
#[derive(Debug, Args)]
pub struct Gloss {
    /// Labelled brackets: tab-separated source, file, line, en, verdict, ar
    #[arg(value_name = "LABELS.tsv", required = true)]
    labels: Vec<PathBuf>,
    /// The folder that holds the sources
    #[arg(long, value_name = "DIR")]
    corpora: PathBuf,
    /// Learn weights from the labels and print them as a table
    #[arg(long)]
    learn: bool,
    /// Measure on these labels, each source by weights learnt from the others
    #[arg(long, value_name = "TSV", conflicts_with = "learn")]
    cross_validate: Option<PathBuf>,
    /// Print every wrong answer
    #[arg(long, short)]
    verbose: bool,
}

impl Gloss {
    /// Runs the command; results go to `out`.
    ///
    /// # Errors
    /// When labels or knowledge are malformed.
    pub fn run(&self, common: &Common, out: &mut dyn Write) -> anyhow::Result<u8> {
        let mut knowledge = common.knowledge()?;
        let mut labels = Vec::new();
        for path in &self.labels {
            labels.extend(read_labels(path)?);
        }
        let tested = match &self.cross_validate {
            Some(path) => examples(&read_labels(path)?, &self.corpora, &knowledge),
            None => Vec::new(),
        };
        let mut known = examples(&labels, &self.corpora, &knowledge);
        if self.learn || self.cross_validate.is_some() {
            // The same places to one who knows the words and not the terms,
            // and to one who knows no word: so that the weights hold where a
            // text speaks of things that nobody has listed.
            knowledge.terms.forget_renderings();
            known.extend(examples(&labels, &self.corpora, &knowledge));
            let stranger = Knowledge::load(common.glossary.clone(), false)?;
            known.extend(examples(&labels, &self.corpora, &stranger));
        }
        if self.learn {
            out.write_all(learn(known.iter()).to_tsv(feature_names()).as_bytes())?;
            return Ok(0);
        }
        if self.cross_validate.is_some() {
            self.cross_validate(&known, &tested, out)?;
        } else {
            self.measure(&known, &knowledge, out)?;
        }
        Ok(0)
    }

    fn measure(&self, known: &[Example], knowledge: &Knowledge, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut tally = Tally::default();
        self.tally(known.iter(), &knowledge.gloss_ranker, &mut tally, out)?;
        show("all", &tally, out)
    }

    fn cross_validate(
        &self,
        known: &[Example],
        tested: &[Example],
        out: &mut dyn Write,
    ) -> anyhow::Result<()> {
        let sources: BTreeSet<&str> = tested.iter().map(|example| example.label.source.as_str()).collect();
        let mut total = Tally::default();
        for source in sources {
            let ranker = learn(known.iter().filter(|example| example.label.source != source));
            let mut tally = Tally::default();
            let own = tested.iter().filter(|example| example.label.source == source);
            self.tally(own.clone(), &ranker, &mut tally, out)?;
            show(source, &tally, out)?;
            for example in own {
                measure(example, &ranker, &mut total, &mut |_, _| {});
            }
        }
        show("all", &total, out)
    }

    fn tally<'e>(
        &self,
        examples: impl Iterator<Item = &'e Example>,
        ranker: &Ranker,
        tally: &mut Tally,
        out: &mut dyn Write,
    ) -> anyhow::Result<()> {
        let mut misses = Vec::new();
        for example in examples {
            measure(example, ranker, tally, &mut |label, given| {
                let Label { source, file, line, en, spans, .. } = label;
                misses.push(format!("{source}/{file}:{line}\t{en}\t{given}\t{}", spans.join("|")));
            });
        }
        for miss in misses.iter().filter(|_| self.verbose) {
            writeln!(out, "{miss}")?;
        }
        Ok(())
    }
}

fn show(name: &str, tally: &Tally, out: &mut dyn Write) -> anyhow::Result<()> {
    let (precision, recall) = (tally.precision(), tally.recall());
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    let refused = tally.none - tally.false_gloss;
    let (acronyms, right) = tally.acronyms;
    writeln!(
        out,
        "{name}: P {precision:.3} R {recall:.3} F {f1:.3}; {} glosses, {} wrong spans, \
         {refused} of {} without a gloss refused, {right} of {acronyms} acronyms right",
        tally.glosses, tally.wrong_span, tally.none,
    )?;
    Ok(())
}

fn read_labels(path: &Path) -> anyhow::Result<Vec<Label>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(Label::read(&GlossaryFile { path: path.with_extension("tsv"), text })?)
}
