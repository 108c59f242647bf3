//! Articles as they were read: text, blocks and inline marks, all with a way
//! back to the stored bytes.

use std::ops::Range;

use super::MappedText;

/// The character that stands in a segment for what is not prose: an inline
/// formula, an image, a bare URL. No term crosses it.
pub const OPAQUE: char = '\u{FFFC}';

/// The two languages of the glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Arabic, possibly with Latin words in it.
    Ar,
    /// English.
    En,
}

/// What kind of block a segment was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    Cell,
    /// The term of a definition list.
    Term,
    /// A line of line-aligned text, or the text of one record.
    Line,
}

/// Something that holds of a stretch of a segment's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the segment's text.
    pub range: Range<usize>,
    /// What holds of them.
    pub kind: MarkKind,
}

/// The inline marks that miners use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// Italic or bold.
    Emphasis,
    /// Inline code.
    Code,
    /// A link, with its target as written.
    Link(String),
    /// An abbreviation with its expansion (`<abbr title>`).
    Abbreviation(String),
}

/// One block of prose: a paragraph, heading, list item or table cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What kind of block it was.
    pub kind: BlockKind,
    /// The text without markup, mapped to the document's text. What is not
    /// prose is one [`OPAQUE`] character.
    pub text: MappedText,
    /// Inline marks, in order of their start.
    pub marks: Vec<Mark>,
}

/// One article in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Path relative to the input given, with `/`.
    pub path: String,
    /// Line of the record, in files that hold many articles.
    pub record: Option<u32>,
    /// The site or repository it comes from: what counts once as a source.
    pub source: String,
    /// Subject field, when a manifest names it.
    pub subject: Option<String>,
    /// When it came out, as far as it says: `2024-05-17`, `2024-05`, `2024`.
    pub date: Option<String>,
    /// The language of most of its words.
    pub lang: Lang,
    /// The text after decoding, mapped to the stored bytes.
    pub text: MappedText,
    /// The prose, in reading order.
    pub segments: Vec<Segment>,
    lines: Lines,
}

/// Where in a text the lines of its file begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// 1-based line of the file on which the text begins.
    pub first: u32,
    /// Byte offsets in the text, ascending, of the beginning of that line and
    /// of each line after it; of several that fall on one byte all but the
    /// last are empty.
    pub starts: Vec<usize>,
}

impl Lines {
    /// The lines of a text that is laid out as its file is.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { first: 1, starts }
    }

    /// All of the text on one line of its file.
    #[must_use]
    pub fn all_on(line: u32) -> Self {
        Self { first: line, starts: vec![0] }
    }

    /// 1-based line of the file at a byte of the text.
    #[must_use]
    pub fn line(&self, offset: usize) -> u32 {
        let lines = self.starts.partition_point(|&start| start <= offset).max(1) - 1;
        self.first.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX))
    }

    /// The byte of the text at which the line of another byte begins.
    fn start(&self, offset: usize) -> usize {
        let line = self.starts.partition_point(|&start| start <= offset).max(1) - 1;
        self.starts.get(line).copied().unwrap_or_default()
    }

    /// The bytes inside a range of the text with which a further line begins.
    pub fn breaks(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let first = self.starts.partition_point(|&start| start <= range.start).max(1);
        let starts = self.starts.get(first..).unwrap_or_default();
        starts.iter().copied().take_while(move |&start| start < range.end)
    }
}

impl PartialOrd for Mark {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Mark {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |mark: &Self| (mark.range.start, mark.range.end);
        key(self).cmp(&key(other)).then_with(|| self.kind.cmp(&other.kind))
    }
}

impl Document {
    /// A document over decoded text; `segments` map into that text.
    #[must_use]
    pub fn new(path: String, source: String, lang: Lang, text: MappedText, segments: Vec<Segment>) -> Self {
        let lines = Lines::of(text.as_str());
        Self { path, record: None, source, subject: None, date: None, lang, text, segments, lines }
    }

    /// The same, for a text that is not laid out as its file is.
    #[must_use]
    pub fn with_lines(self, lines: Lines) -> Self {
        Self { lines, ..self }
    }

    /// 1-based line of the file at a byte of the document's text.
    #[must_use]
    pub fn line(&self, offset: usize) -> u32 {
        self.lines.line(offset)
    }

    /// 1-based line of the file at a byte of the document's text, and the
    /// 1-based character on that line.
    #[must_use]
    pub fn position(&self, offset: usize) -> (u32, u32) {
        let before = self.text.as_str().get(self.lines.start(offset)..offset).unwrap_or_default();
        let column = u32::try_from(before.chars().count()).unwrap_or(u32::MAX - 1) + 1;
        (self.line(offset), column)
    }

    /// The bytes inside a range of the text with which a further line begins.
    pub fn breaks(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        self.lines.breaks(range)
    }

    /// Which article of which file this is: the path, and the record's line
    /// where the file holds many.
    #[must_use]
    pub fn id(&self) -> String {
        match self.record {
            Some(line) => format!("{}:{line}", self.path),
            None => self.path.clone(),
        }
    }

    /// Where a range of a segment's text stands in the document.
    #[must_use]
    pub fn locate(&self, segment: &Segment, range: Range<usize>) -> Location {
        let text = segment.text.origin(range);
        let bytes = self.text.origin(text.clone());
        Location {
            line: self.line(text.start),
            written: self.text.as_str().get(text).unwrap_or_default().to_owned(),
            start: bytes.start as u64,
            end: bytes.end as u64,
        }
    }
}

/// A stretch of a file as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// 1-based line.
    pub line: u32,
    /// The stored bytes, decoded, markup and all.
    pub written: String,
    /// First byte in the file as stored, after decompression.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
}

/// What is mined together: an Arabic article, with its English original if
/// there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The Arabic text.
    pub arabic: Document,
    /// Its English original.
    pub english: Option<Document>,
}
