//! `mustalah align`: word links of line-aligned text.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::Args;

use super::options::Common;
use crate::align::words::{self, LineAligner};

/// Arguments of `mustalah align`.
///
/// Prints one line for each pair of lines: links `i-j` between the i-th word
/// of the English and the j-th of the Arabic, counted from 0, words being what
/// spaces part. A pair with an empty side gives an empty line.
#[derive(Debug, Args)]
pub struct Align {
    /// English lines; - reads standard input
    #[arg(value_name = "EN")]
    en: PathBuf,
    /// The Arabic of each line
    #[arg(value_name = "AR")]
    ar: PathBuf,
    /// Print `i-j:p` with the posterior of each link
    #[arg(long)]
    scores: bool,
}

impl Align {
    /// Runs the command; links go to `out`.
    ///
    /// # Errors
    /// When a file cannot be read, or the two differ in their number of lines.
    pub fn run(&self, common: &Common, out: &mut dyn Write) -> anyhow::Result<u8> {
        let (en, ar) = (read_lines(&self.en)?, read_lines(&self.ar)?);
        ensure!(
            en.len() == ar.len(),
            "{}:{}: {} has {} lines and {} has {}; line n of the one must render line n of the other",
            if en.len() < ar.len() { self.en.display() } else { self.ar.display() },
            en.len().min(ar.len()) + 1,
            self.en.display(),
            en.len(),
            self.ar.display(),
            ar.len(),
        );
        let knowledge = common.knowledge()?;
        let links = LineAligner::new(&knowledge).align(&en, &ar);
        let mut out = BufWriter::new(out);
        for line in &links {
            for (at, link) in line.iter().enumerate() {
                let space = if at == 0 { "" } else { " " };
                let words::Link { en, ar, posterior } = link;
                if self.scores {
                    write!(out, "{space}{en}-{ar}:{posterior:.3}")?;
                } else {
                    write!(out, "{space}{en}-{ar}")?;
                }
            }
            writeln!(out)?;
        }
        out.flush()?;
        Ok(u8::from(en.is_empty()))
    }
}

/// The lines of a file, whatever its last line ends with. Bytes that are no
/// UTF-8 are read as U+FFFD, so that no line is lost.
fn read_lines(path: &Path) -> anyhow::Result<Vec<String>> {
    let shown = || path.display().to_string();
    let mut input: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        Box::new(BufReader::new(std::fs::File::open(path).with_context(shown)?))
    };
    let mut lines = Vec::new();
    let mut bytes = Vec::new();
    while input.read_until(b'\n', &mut bytes).with_context(shown)? > 0 {
        let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        lines.push(String::from_utf8_lossy(line).into_owned());
        bytes.clear();
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Wrapper {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        align: Align,
    }

    fn run(en: &str, ar: &str, flags: &[&str]) -> anyhow::Result<String> {
        let home = tempfile::tempdir().unwrap();
        let (english, arabic) = (home.path().join("a.en"), home.path().join("a.ar"));
        std::fs::write(&english, en).unwrap();
        std::fs::write(&arabic, ar).unwrap();
        let (english, arabic) =
            (english.to_string_lossy().into_owned(), arabic.to_string_lossy().into_owned());
        let words = ["align", &english, &arabic].into_iter().chain(flags.iter().copied());
        let Wrapper { common, align } = Wrapper::parse_from(words);
        let mut out = Vec::new();
        align.run(&common, &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn one_line_for_each_pair_of_lines() {
        let en = "the server\n\nthe network\nnew network\n";
        let ar = "الخادم\n\nالشبكة\nشبكة جديدة\n";
        let links = run(en, ar, &[]).unwrap();
        let printed: Vec<&str> = links.split('\n').collect();
        assert_eq!(printed.len(), 5, "{links}");
        assert!(printed[0].contains("1-0") && printed[1].is_empty() && printed[3].contains("1-0"), "{links}");
        let scored = run(en, ar, &["--scores"]).unwrap();
        assert!(scored.split_whitespace().all(|link| link.split_once(':').is_some()), "{scored}");
    }

    #[test]
    fn files_of_unequal_length_are_refused() {
        let message = run("one\ntwo\n", "واحد\n", &[]).unwrap_err().to_string();
        assert!(message.contains("a.ar:2: ") && message.contains("has 2 lines"), "{message}");
    }
}
