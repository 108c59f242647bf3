//! Plain text: paragraphs between blank lines, or one on each line.

use std::io::BufRead;
use std::ops::Range;

use super::prose::SegmentBuilder;
use super::{About, CorpusReader, Output, Prose, read_whole};
use crate::model::{BlockKind, Segment};

/// Reads plain text.
pub struct PlainReader;

impl CorpusReader for PlainReader {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn recognises(&self, _head: &str) -> bool {
        true
    }

    fn read(&self, input: &mut dyn BufRead, out: &mut Output) {
        read_whole(input, out, |text| {
            let mut segments = Vec::new();
            segments_of(text, 0..text.len(), &mut segments);
            Prose { segments, about: About::default() }
        });
    }

    #[cfg(test)]
    fn sample(&self) -> super::conformance::Sample {
        super::conformance::Sample {
            file: "عنوان قصير\n\nفقرة أولى عن الرقائق (chips) https://x.example/a.\n\n----\n",
            prose: &["عنوان قصير", "فقرة أولى عن الرقائق (chips) \u{FFFC}."],
            absent: &["x.example", "----"],
        }
    }
}

/// Narrower lines than this are lines by intention.
const MIN_WRAP: usize = 60;
/// Nobody wraps wider than this by hand: such a line is a paragraph.
const MAX_WRAP: usize = 120;

/// The paragraphs in a range of text.
pub(super) fn segments_of(text: &str, range: Range<usize>, out: &mut Vec<Segment>) {
    let mut builder = SegmentBuilder::default();
    let mut block: Vec<Range<usize>> = Vec::new();
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let content = line.trim_end();
        if content.trim_start().is_empty() {
            paragraphs(text, &block, &mut builder, out);
            block.clear();
        } else {
            block.push(at..at + content.len());
        }
        at += line.len();
    }
    paragraphs(text, &block, &mut builder, out);
}

/// A block without blank lines: hard-wrapped lines are joined.
fn paragraphs(text: &str, lines: &[Range<usize>], builder: &mut SegmentBuilder, out: &mut Vec<Segment>) {
    let width = |line: &Range<usize>| {
        if lines.len() < 2 { 0 } else { text[line.clone()].trim_start().chars().count() }
    };
    let widest = lines.iter().map(width).max().unwrap_or_default();
    let wrapped = (MIN_WRAP..=MAX_WRAP).contains(&widest);
    for (index, line) in lines.iter().enumerate() {
        let content = &text[line.clone()];
        let lead = content.len() - content.trim_start().len();
        builder.verbatim(&content[lead..], line.start + lead);
        match lines.get(index + 1) {
            // A wrapped line is one that its neighbour's first word would
            // have made too long.
            Some(next) if wrapped && width(line) + 1 + first_word(&text[next.clone()]) > widest => {
                builder.space(line.end..next.start);
            }
            _ => builder.finish(BlockKind::Paragraph, out),
        }
    }
}

fn first_word(line: &str) -> usize {
    line.split_whitespace().next().map_or(0, |word| word.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        segments_of(text, 0..text.len(), &mut out);
        out.iter().map(|segment| segment.text.as_str().to_owned()).collect()
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = "هذا نص طويل ملفوف يدويا عند عرض ثابت كما تفعل المحررات القديمة دائما\r\nوهذا سطره الثاني.\r\n\r\nفقرة أخرى\n";
        let read = read(text);
        assert_eq!(read.len(), 2);
        assert!(read[0].ends_with("دائما وهذا سطره الثاني."), "{read:?}");
    }

    #[test]
    fn a_line_that_had_room_left_ends_its_paragraph() {
        assert_eq!(read("عنوان\nسطر قصير\nسطر آخر").len(), 3);
        let long = "كلمة ".repeat(40);
        assert_eq!(read(&format!("{long}\n{long}\n")).len(), 2);
    }
}
