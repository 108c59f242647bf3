//! What every reader must do, whatever its format.

use std::ops::Range;

use proptest::prelude::*;

use super::{Content, CorpusReader, READERS, Record};
use crate::model::{OPAQUE, Segment};

/// A small file of a format and what must come of it.
pub struct Sample {
    /// The file.
    pub file: &'static str,
    /// Texts of segments that must be there.
    pub prose: &'static [&'static str],
    /// What must be in no segment.
    pub absent: &'static [&'static str],
}

fn contents(reader: &dyn CorpusReader, bytes: &[u8]) -> Vec<Content> {
    let mut contents = Vec::new();
    reader.read(&mut &*bytes, &mut |found| match found {
        Ok(Record::Article(content)) => contents.push(content),
        Ok(Record::Pair { arabic, english }) => contents.extend([arabic, english]),
        Err(_) => {}
    });
    contents
}

/// Every character of a segment leads back into the file.
fn check_offsets(name: &str, file: &[u8], content: &Content, segment: &Segment) {
    let text = content.text.as_str();
    let shown = segment.text.as_str();
    for (at, c) in shown.char_indices() {
        let range: Range<usize> = segment.text.origin(at..at + c.len_utf8());
        let origin = text.get(range.clone()).unwrap_or_else(|| panic!("{name}: {range:?} cuts a character"));
        assert!(range.end <= text.len());
        let stored = content.text.origin(range.clone());
        assert!(stored.end <= file.len(), "{name}: {stored:?} is past the file");
        // Verbatim text is found where it is said to be.
        if range.len() == c.len_utf8()
            && c != OPAQUE
            && !c.is_whitespace()
            && !origin.starts_with(['\n', '\\', '&'])
        {
            assert_eq!(origin.chars().next(), Some(c), "{name}: {shown}");
        }
    }
    for mark in &segment.marks {
        assert!(shown.get(mark.range.clone()).is_some(), "{name}: a mark cuts a character");
    }
}

#[test]
fn every_reader_reads_its_sample() {
    for reader in READERS {
        let (name, sample) = (reader.name(), reader.sample());
        let help = "help: look at the reader's `sample` and at its line in READERS (read/mod.rs)";
        let contents = contents(*reader, sample.file.as_bytes());
        let texts: Vec<&str> = contents
            .iter()
            .flat_map(|content| &content.segments)
            .map(|segment| segment.text.as_str())
            .collect();
        for wanted in sample.prose {
            assert!(texts.contains(wanted), "{name}: {wanted:?} is not among {texts:?}; {help}");
        }
        for absent in sample.absent {
            assert!(
                texts.iter().all(|text| !text.contains(absent)),
                "{name}: {absent:?} is in {texts:?}; {help}"
            );
        }
        for content in &contents {
            for segment in &content.segments {
                check_offsets(name, sample.file.as_bytes(), content, segment);
            }
        }
    }
}

#[test]
fn extensions_and_names_are_of_one_reader_each() {
    let mut extensions: Vec<&str> = READERS.iter().flat_map(|reader| reader.extensions()).copied().collect();
    let count = extensions.len();
    extensions.sort_unstable();
    extensions.dedup();
    assert_eq!(extensions.len(), count);
    assert!(READERS.last().is_some_and(|reader| reader.recognises("")), "the last reader takes what is left");
}

#[test]
fn a_cut_sample_is_survived() {
    for reader in READERS {
        let file = reader.sample().file.as_bytes();
        for end in 0..file.len() {
            for content in contents(*reader, &file[..end]) {
                for segment in &content.segments {
                    check_offsets(reader.name(), &file[..end], &content, segment);
                }
            }
        }
    }
}

/// Markup, Arabic and disorder.
fn noise() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<",
        ">",
        "</",
        "p>",
        "div",
        "\"",
        "'",
        "{",
        "}",
        "{{",
        "}}",
        "`",
        "```",
        "*",
        "**",
        "_",
        "[",
        "](",
        ")",
        "!",
        "&",
        "&amp;",
        "&#",
        "\\",
        "\\(",
        "\\)",
        "$",
        ":::",
        ":::tip ",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "    ",
        "> ",
        "- ",
        "1. ",
        "# ",
        "| ",
        "|-|-|\n",
        "---\n",
        "title: ",
        "import ",
        "<A b={",
        "/>",
        "<!--",
        "-->",
        "https://",
        "www.",
        "شبكة",
        "عصبية ",
        "الذكاء",
        "AI",
        "😀",
        "\u{200F}",
        "\u{FEFF}",
        "<pre>",
        "<br>",
        "<a href=x>",
        "</a>",
        "<td>",
        "<script>",
        "[^1]",
        ": ",
        "{#",
        "{%",
        "%}",
        "[!NOTE]",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for reader in READERS {
            contents(*reader, &bytes);
        }
    }

    #[test]
    fn any_markup_keeps_its_offsets(text in noise()) {
        for reader in READERS {
            for content in contents(*reader, text.as_bytes()) {
                for segment in &content.segments {
                    check_offsets(reader.name(), text.as_bytes(), &content, segment);
                }
            }
        }
        let record = serde_json::json!({ "title": text, "html": text }).to_string();
        for content in contents(&super::JsonlReader, record.as_bytes()) {
            for segment in &content.segments {
                check_offsets("JSONL", record.as_bytes(), &content, segment);
            }
        }
    }
}
