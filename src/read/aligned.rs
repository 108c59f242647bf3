//! Line-aligned text: line *n* of `NAME.ar` translates line *n* of `NAME.en`.

use std::io::BufRead;

use super::prose::SegmentBuilder;
use super::{About, CorpusReader, Output, Prose, read_whole};
use crate::model::BlockKind;

/// Reads one side of line-aligned text.
///
/// Every line is a segment, empty or not, so that segments keep the numbers of
/// their lines.
pub struct AlignedReader;

impl CorpusReader for AlignedReader {
    fn name(&self) -> &'static str {
        "line-aligned text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ar", "en"]
    }

    fn recognises(&self, _head: &str) -> bool {
        false
    }

    fn read(&self, input: &mut dyn BufRead, out: &mut Output) {
        read_whole(input, out, |text| {
            let mut builder = SegmentBuilder::default();
            let mut at = 0;
            let mut segments = Vec::new();
            for line in text.split_inclusive('\n') {
                let content = line.trim_end_matches(['\n', '\r']);
                builder.verbatim(content, at);
                segments.push(builder.build(BlockKind::Line));
                at += line.len();
            }
            Prose { segments, about: About::default() }
        });
    }

    #[cfg(test)]
    fn sample(&self) -> super::conformance::Sample {
        super::conformance::Sample {
            file: "سطر أول\r\n\nسطر ثالث https://x.example\n",
            prose: &["سطر أول", "", "سطر ثالث \u{FFFC}"],
            absent: &["x.example"],
        }
    }
}
