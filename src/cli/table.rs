//! Tables and sentences of two directions, for terminals and pipes.

use std::io::{self, Write};

use unicode_width::UnicodeWidthChar;

use crate::text::is_arabic;

/// How to show text that runs both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// Arabic between U+2068 and U+2069, so that it does not carry its
    /// neighbours along.
    pub isolates: bool,
    /// What was looked for in bold.
    pub bold: bool,
}

impl Style {
    /// For pipes and files: no invisible characters, so that `grep` finds
    /// what it is given.
    pub const PLAIN: Self = Self { isolates: false, bold: false };

    /// For a terminal. `NO_COLOR` asks for text without escapes.
    pub fn terminal() -> Self {
        Self { isolates: true, bold: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) }
    }

    /// Text on one line, Arabic kept to itself.
    pub fn show(self, text: &str) -> String {
        let text = one_line(text);
        if self.isolates && text.contains(is_arabic) { format!("\u{2068}{text}\u{2069}") } else { text }
    }

    /// A sentence around a node, cut to the words nearest to it.
    pub fn concordance(self, left: &str, node: &str, right: &str) -> String {
        let (left, node, right) = (one_line(left), one_line(node), one_line(right));
        let (left, right) = (last_words(&left), first_words(&right));
        let node = match (node.is_empty(), self.bold) {
            (true, _) => node,
            (false, true) => format!("\x1b[1m{node}\x1b[0m"),
            (false, false) => format!("«{node}»"),
        };
        self.isolated(&format!("{left}{node}{right}"))
    }

    fn isolated(self, text: &str) -> String {
        let text = text.trim();
        if self.isolates { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
    }
}

/// Text without line breaks, escapes and direction marks: a corpus must not
/// steer the terminal.
fn one_line(text: &str) -> String {
    let steers =
        |c: &char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let clean = text.chars().filter(|c| !steers(c)).map(|c| if c.is_control() { ' ' } else { c });
    clean.collect()
}

/// Columns of a text. Terminals advance letter by letter: lam and alef take
/// two columns even where they are drawn as one shape.
fn width(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// Columns of context on each side of the node.
const CONTEXT: usize = 60;

fn first_words(text: &str) -> String {
    if width(text) <= CONTEXT {
        return text.to_owned();
    }
    let mut end = 0;
    for (at, _) in text.match_indices(' ') {
        if width(&text[..at]) > CONTEXT {
            break;
        }
        end = at;
    }
    format!("{} …", &text[..end])
}

fn last_words(text: &str) -> String {
    if width(text) <= CONTEXT {
        return text.to_owned();
    }
    let mut start = text.len();
    for (at, _) in text.rmatch_indices(' ') {
        if width(&text[at..]) > CONTEXT {
            break;
        }
        start = at + 1;
    }
    format!("… {}", &text[start..])
}

/// Rows whose columns are padded to the widest cell.
#[derive(Debug)]
pub(super) struct Table<const N: usize> {
    rows: Vec<[String; N]>,
    widths: [usize; N],
}

impl<const N: usize> Table<N> {
    /// A table with its header as the first row.
    pub fn new(header: [&str; N]) -> Self {
        let mut table = Self { rows: Vec::new(), widths: [0; N] };
        table.push(header.map(str::to_owned));
        table
    }

    /// Adds a row.
    pub fn push(&mut self, row: [String; N]) {
        for (widest, cell) in self.widths.iter_mut().zip(&row) {
            *widest = (*widest).max(width(cell));
        }
        self.rows.push(row);
    }

    /// Writes every row, the header first.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        (0..self.rows.len()).try_for_each(|row| self.write_row(row, out))
    }

    /// Writes one row; 0 is the header.
    pub fn write_row(&self, row: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut line = String::new();
        for (cell, widest) in self.rows[row].iter().zip(self.widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', widest - width(cell) + 2));
        }
        writeln!(out, "{}", line.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMINAL: Style = Style { isolates: true, bold: true };

    #[test]
    fn columns_align_whatever_the_script() {
        let mut table = Table::new(["English", "Arabic", "rank"]);
        table.push(["chip".into(), TERMINAL.show("رقاقة"), "1".into()]);
        table.push(["neural network".into(), TERMINAL.show("شَبَكة"), "2".into()]);
        let mut out = Vec::new();
        table.write(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let starts: Vec<usize> = text
            .lines()
            .zip(["rank", "1", "2"])
            .map(|(line, last)| width(line.strip_suffix(last).unwrap()))
            .collect();
        assert_eq!(starts, [24, 24, 24]);
    }

    #[test]
    fn pipes_get_no_invisible_characters() {
        assert_eq!(Style::PLAIN.show("رقاقة"), "رقاقة");
        assert_eq!(TERMINAL.show("رقاقة"), "\u{2068}رقاقة\u{2069}");
        assert_eq!(TERMINAL.show("chip"), "chip");
        assert_eq!(Style::PLAIN.concordance("تصنع ", "رقائق", " كثيرة\n"), "تصنع «رقائق» كثيرة");
        assert!(TERMINAL.concordance("", "رقائق", "").contains("\u{1b}[1mرقائق\u{1b}[0m"));
    }

    #[test]
    fn text_of_a_corpus_cannot_steer_the_terminal() {
        assert_eq!(Style::PLAIN.show("a\u{1b}[2Jb\nc\u{202E}d"), "a [2Jb cd");
    }

    #[test]
    fn long_sentences_keep_the_words_beside_the_node() {
        let words = "كلمة ".repeat(100);
        let shown = Style::PLAIN.concordance(&words, "رقائق", &format!(" {words}"));
        assert!(shown.starts_with("… كلمة") && shown.ends_with("كلمة …"), "{shown}");
        assert!(shown.contains("كلمة «رقائق» كلمة") && width(&shown) < 2 * CONTEXT + 20, "{shown}");
    }
}
