//! One file per command.

mod align;
mod build;
mod check;
mod confidence;
mod curate;
mod eval;
mod gloss;
mod lexicon;
mod lookup;
mod mine;
mod options;
mod pair;
mod planned;
mod review;
mod summary;
mod table;
mod terms;
mod transliterate;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};

use options::Common;

/// Builds an Arabic-English glossary of technology from article corpora.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read articles and write the glossary: the main job
    Build(build::Build),
    /// Read and mine one shard of a large corpus
    Mine(mine::Mine),
    /// Merge the evidence of shards into the glossary, as one build would
    Curate(curate::Curate),
    /// Search a built glossary from either language, in any spelling
    Lookup(lookup::Lookup),
    /// Measure a built glossary against gold lists, with 95% intervals
    Eval(eval::Eval),
    /// Score pairs of names, or learn the letter model from them
    Transliterate(transliterate::Transliterate),
    /// Learn and measure the ranker of gloss boundaries
    #[command(hide = true)]
    Gloss(gloss::Gloss),
    /// Show and measure which sentences render which
    #[command(hide = true)]
    Pair(pair::Pair),
    /// Learn tables/lexicon.tsv from line-aligned text
    #[command(hide = true)]
    Lexicon(lexicon::LearnLexicon),
    /// Check Arabic texts and translations against a glossary
    Check(check::Check),
    /// Give undecided pairs to a person and take the verdicts back
    Review(review::Review),
    /// Learn tables/bitext-ranker.tsv from judged pairs
    #[command(hide = true)]
    Terms(terms::Terms),
    /// Learn tables/confidence.tsv from judged pairs, or measure it on pairs held out by source
    #[command(hide = true)]
    Confidence(confidence::Confidence),
    /// Write the glossary in the shape another tool imports (not built yet)
    Export(planned::Planned),
    /// Print word links of line-aligned text, in Pharaoh format
    Align(align::Align),
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let mut messages = io::stderr();
    match run(Cli::parse(), &mut io::stdout().lock(), &mut messages) {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do when stderr is gone too.
            let _ = writeln!(messages, "mustalah: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli, out: &mut dyn Write, messages: &mut dyn Write) -> anyhow::Result<u8> {
    let (common, config) = cli.common.with_config()?;
    if let Some(threads) = common.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("--threads")?;
    }
    match cli.command {
        Command::Build(command) => command.run(&common, &config, messages),
        Command::Mine(command) => command.run(&common, out, messages),
        Command::Curate(command) => command.run(&common, &config, messages),
        Command::Lookup(command) => command.run(&common, out, messages),
        Command::Eval(command) => command.run(out),
        Command::Transliterate(command) => command.run(&common, out),
        Command::Gloss(command) => command.run(&common, out),
        Command::Pair(command) => command.run(&common, out, messages),
        Command::Lexicon(command) => command.run(out),
        Command::Check(command) => command.run(&common, out, messages),
        Command::Review(command) => command.run(&common, out, messages),
        Command::Terms(command) => command.run(out),
        Command::Confidence(command) => command.run(&common, out),
        Command::Export(_) => planned::refuse("export"),
        Command::Align(command) => command.run(&common, out),
    }
}

/// A reader that has seen enough, such as `head`, is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
