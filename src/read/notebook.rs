//! Jupyter notebooks: the prose between the code.

use std::io::BufRead;
use std::ops::Range;

use super::json::{self, Strings};
use super::{Content, CorpusReader, Output, Problem, Record, decode, markdown};
use crate::model::{MappedText, Segment};

/// Reads the Markdown cells of a notebook; code and what it printed are left
/// out.
pub struct NotebookReader;

impl CorpusReader for NotebookReader {
    fn name(&self) -> &'static str {
        "notebook"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ipynb"]
    }

    fn recognises(&self, head: &str) -> bool {
        head.starts_with('{') && head.contains("\"cells\"") && head.contains("\"cell_type\"")
    }

    fn read(&self, input: &mut dyn BufRead, out: &mut Output) {
        out(decode::read(input).and_then(|text| content(&text)).map(Record::Article));
    }

    #[cfg(test)]
    fn sample(&self) -> super::conformance::Sample {
        super::conformance::Sample {
            file: SAMPLE,
            prose: &["عنوان", "تصنع الرقائق (chips) من رمل"],
            absent: &["سر", "id"],
        }
    }
}

#[cfg(test)]
const SAMPLE: &str = r##"{
 "cells": [
  {
   "cell_type": "markdown", "metadata": {"id": "سر"},
   "source": [
    "# عنوان\n",
    "\n",
    "تصنع **الرقائق** (chips)\n",
    "من \u0631\u0645\u0644"
   ]
  },
  {
   "cell_type": "code", "outputs": [{"text": ["سر"]}],
   "source": ["# سر\n", "x = 1"]
  },
  {"cell_type": "raw", "source": "سر"}
 ],
 "nbformat": 4
}
"##;

fn content(text: &MappedText) -> Result<Content, Problem> {
    let file = text.as_str();
    json::check(file)
        .map_err(|(line, reason)| Problem::new(line, format!("{reason}; save the notebook anew")))?;
    let mut strings = Strings::new(file);
    let mut cells = Vec::new();
    for cell in cell_list(file) {
        let start = strings.len();
        if let Some(source) = prose_of(file, cell) {
            if file[source.clone()].starts_with('[') {
                json::items(file, source)
                    .into_iter()
                    .filter(|line| is_string(file, line))
                    .for_each(|line| strings.push(line));
            } else if is_string(file, &source) {
                strings.push(source);
            }
        }
        cells.push(start..strings.len());
        strings.end_paragraph();
    }
    let (text_of_cells, lines) = strings.finish();
    let mut segments: Vec<Segment> = Vec::new();
    for cell in cells.into_iter().filter(|cell| !cell.is_empty()) {
        segments = markdown::body(text_of_cells.as_str(), cell, false, segments);
    }
    Ok(Content {
        text: text_of_cells.through(text),
        segments,
        about: super::About::default(),
        line: None,
        lines: Some(lines),
    })
}

/// The cells in their order; notebooks before version 4 keep them in
/// worksheets.
fn cell_list(file: &str) -> Vec<Range<usize>> {
    let top = json::members(file, 0..file.len());
    let sheets = array(file, member(&top, "worksheets"));
    let cells = |members: &[(&str, Range<usize>)]| array(file, member(members, "cells"));
    let nested = sheets.into_iter().flat_map(|sheet| cells(&json::members(file, sheet)));
    cells(&top).into_iter().chain(nested).collect()
}

/// The source of a cell that holds prose.
fn prose_of(file: &str, cell: Range<usize>) -> Option<Range<usize>> {
    let members = json::members(file, cell);
    let kind = member(&members, "cell_type")?;
    matches!(&file[kind], "\"markdown\"" | "\"heading\"").then(|| member(&members, "source"))?
}

fn member(members: &[(&str, Range<usize>)], key: &str) -> Option<Range<usize>> {
    members.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
}

fn array(file: &str, value: Option<Range<usize>>) -> Vec<Range<usize>> {
    value
        .filter(|value| file[value.clone()].starts_with('['))
        .map_or_else(Vec::new, |value| json::items(file, value))
}

fn is_string(file: &str, value: &Range<usize>) -> bool {
    file[value.clone()].starts_with('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_leads_back_to_the_line_and_bytes_of_the_file() {
        let content = content(&MappedText::identity(SAMPLE.to_owned())).unwrap();
        let lines = content.lines.as_ref().unwrap();
        let place = |segment: &Segment, word: &str| {
            let at = segment.text.as_str().find(word).unwrap();
            let text = segment.text.origin(at..at + word.len());
            (lines.line(text.start), &SAMPLE[content.text.origin(text)])
        };
        assert_eq!(place(&content.segments[0], "عنوان"), (6, "عنوان"));
        assert_eq!(place(&content.segments[1], "chips"), (8, "chips"));
        assert_eq!(place(&content.segments[1], "رمل"), (9, "\\u0631\\u0645\\u0644"));
    }

    #[test]
    fn worksheets_and_single_strings_are_read() {
        let file = r#"{"worksheets": [{"cells": [{"cell_type": "markdown", "source": "نص *أول*"}]}]}"#;
        let content = content(&MappedText::identity(file.to_owned())).unwrap();
        assert_eq!(content.segments[0].text.as_str(), "نص أول");
    }

    #[test]
    fn a_broken_notebook_names_the_line() {
        let problem = content(&MappedText::identity("{\n \"cells\": [\n  {]\n".to_owned())).unwrap_err();
        assert_eq!(problem.line, 3);
        assert!(problem.reason.starts_with("not valid JSON at column 4"), "{}", problem.reason);
    }
}
