//! One file per command.

mod build;
mod options;
mod summary;
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
    /// Score pairs of names, or learn the letter model from them
    Transliterate(transliterate::Transliterate),
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut messages = io::stderr();
    match run(&cli, &mut io::stdout().lock(), &mut messages) {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do when stderr is gone too.
            let _ = writeln!(messages, "mustalah: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, out: &mut dyn Write, messages: &mut dyn Write) -> anyhow::Result<u8> {
    if let Some(threads) = cli.common.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("--threads")?;
    }
    match &cli.command {
        Command::Build(command) => command.run(&cli.common, messages),
        Command::Transliterate(command) => command.run(&cli.common, out),
    }
}

/// A reader that has seen enough, such as `head`, is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
