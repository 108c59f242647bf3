//! One file per command.

mod transliterate;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds an Arabic-English glossary of technology from article corpora.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Score pairs of names, or learn the letter model from them
    Transliterate(transliterate::Transliterate),
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = std::io::stdout().lock();
    let result = match &cli.command {
        Command::Transliterate(command) => command.run(&mut out),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("mustalah: {error:#}");
            ExitCode::from(2)
        }
    }
}
