//! Articles in both languages as curation sees them: sentences side by side,
//! kept small, each with its way back to the stored bytes.

use std::ops::Range;

use super::{BlockKind, Location, Mark};

/// An Arabic article and its English original, as sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParallelArticle {
    /// `path` or `path:line`, as in [`super::Document::id`].
    pub article: String,
    /// Path of the Arabic file, relative to the input given.
    pub document: String,
    /// Path of the English file.
    pub en_document: String,
    /// Site or repository: what counts once.
    pub source: String,
    /// Subject field from a manifest, or empty.
    pub subject: String,
    /// The author says that sentence n of the one renders sentence n of the
    /// other: line-aligned files, and records of one block on both sides.
    pub aligned: bool,
    /// The Arabic sentences, in reading order.
    pub ar: Vec<Sentence>,
    /// The English sentences, in reading order.
    pub en: Vec<Sentence>,
}

/// A sentence; in aligned articles a whole line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sentence {
    /// The normalised prose, as [`crate::text::Prose::form`] gives it.
    pub text: String,
    /// What kind of block it stands in.
    pub kind: BlockKind,
    /// The number of that block in the document: sentences of one block share
    /// it.
    pub block: u32,
    /// Links, code and emphasis, as bytes of `text`.
    pub marks: Vec<Mark>,
    /// Where it came from.
    pub place: Place,
}

/// Stretches of derived text, each with the stretch of origin it stands for.
///
/// Three numbers for each: its length, whose highest bit says that it is not
/// the origin byte for byte; the first byte of the origin; the length there.
/// None at all is a text that is its own origin.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretches(pub Vec<u32>);

/// Where the text of a sentence came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// 1-based line on which the sentence begins.
    pub line: u32,
    /// Its first byte in the stored file.
    pub start: u64,
    /// The sentence as its author wrote it, markup and all; `None` where that
    /// is the text.
    pub written: Option<String>,
    /// From the text to what was written.
    pub to_written: Stretches,
    /// From what was written to the stored bytes, counted from `start`.
    pub to_stored: Stretches,
    /// Bytes of what was written with which a further line begins.
    pub breaks: Vec<u32>,
}

impl Sentence {
    /// What was written, decoded, markup and all.
    #[must_use]
    pub fn written(&self) -> &str {
        self.place.written.as_deref().unwrap_or(&self.text)
    }

    /// Where a range of bytes of the text stands in the file. Ranges past the
    /// end are clamped.
    #[must_use]
    pub fn locate(&self, bytes: Range<usize>) -> Location {
        let end = bytes.end.min(self.text.len());
        let written = self.place.to_written.origin(bytes.start.min(end)..end);
        let stored = self.place.to_stored.origin(written.clone());
        let breaks = self.place.breaks.partition_point(|&at| at as usize <= written.start);
        Location {
            line: self.place.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX)),
            written: self.written().get(written).unwrap_or_default().to_owned(),
            start: self.place.start + stored.start as u64,
            end: self.place.start + stored.end as u64,
        }
    }
}

/// The bit of a length that says the stretch was rewritten.
const REWRITTEN: u32 = 1 << 31;

impl Stretches {
    /// Adds a stretch after the others.
    pub fn push(&mut self, len: usize, origin: Range<usize>, verbatim: bool) {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).min(REWRITTEN - 1);
        let flag = if verbatim { 0 } else { REWRITTEN };
        self.0.extend([small(len) | flag, small(origin.start), small(origin.len())]);
    }

    /// Forgets everything when there is nothing to say: one stretch that
    /// begins with the origin and is the same.
    #[must_use]
    pub fn compact(mut self) -> Self {
        if let [len, 0, origin] = self.0[..]
            && len == origin
        {
            self.0.clear();
        }
        self.0.shrink_to_fit();
        self
    }

    /// The bytes of the origin that a range stands for. An end inside a
    /// rewritten stretch widens to the whole of it.
    #[must_use]
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        if self.0.is_empty() {
            return range;
        }
        let (mut at, mut from, mut to) = (0, None, 0);
        for stretch in self.0.chunks_exact(3) {
            let (len, origin, origin_len) =
                ((stretch[0] & !REWRITTEN) as usize, stretch[1] as usize, stretch[2] as usize);
            let verbatim = stretch[0] & REWRITTEN == 0;
            let end = at + len;
            if from.is_none() && range.start < end {
                from = Some(if verbatim { origin + range.start.saturating_sub(at) } else { origin });
            }
            if at < range.end {
                to = if verbatim { origin + range.end.min(end) - at } else { origin + origin_len };
            }
            at = end;
        }
        let from = from.unwrap_or(to);
        if range.is_empty() { from..from } else { from..to.max(from) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_part_of_a_sentence_leads_back_to_the_file() {
        // The file has "x <b>نص</b>\n&amp; سطر" from byte 100 on.
        let mut to_written = Stretches::default();
        to_written.push(4, 3..7, true);
        to_written.push(1, 11..12, false);
        to_written.push(1, 12..13, false);
        to_written.push(7, 13..20, true);
        let mut to_stored = Stretches::default();
        to_stored.push(12, 0..12, true);
        to_stored.push(1, 12..17, false);
        to_stored.push(7, 17..24, true);
        let sentence = Sentence {
            text: "نص & سطر".to_owned(),
            kind: BlockKind::Paragraph,
            block: 0,
            marks: Vec::new(),
            place: Place {
                line: 7,
                start: 100,
                written: Some("<b>نص</b>\n& سطر".to_owned()),
                to_written: to_written.compact(),
                to_stored: to_stored.compact(),
                breaks: vec![12],
            },
        };
        let place = |range| {
            let Location { line, written, start, end } = sentence.locate(range);
            (line, written, start, end)
        };
        assert_eq!(place(0..4), (7, "نص".to_owned(), 103, 107));
        assert_eq!(place(5..6), (8, "&".to_owned(), 112, 117));
        assert_eq!(place(7..13), (8, "سطر".to_owned(), 118, 124));
        assert_eq!(place(0..99), (7, "نص</b>\n& سطر".to_owned(), 103, 124));
        assert_eq!(place(99..120).1, "");
    }

    #[test]
    fn a_text_that_is_its_own_origin_needs_no_stretches() {
        let mut same = Stretches::default();
        same.push(5, 0..5, true);
        assert_eq!(same.clone().compact(), Stretches::default());
        assert_eq!(Stretches::default().origin(2..4), 2..4);
        same.push(1, 5..6, true);
        assert_eq!(same.origin(2..6), 2..6);
    }
}
