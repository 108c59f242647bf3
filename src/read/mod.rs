//! Stage 1: finds article files and reads their prose.
//!
//! [`discover`] walks the inputs, pairs Arabic files with their English
//! originals and gives a sorted list of [`Unit`]s. [`Unit::read`] decompresses,
//! decodes and parses one of them and hands over its articles. Whatever cannot
//! be read is a [`Skip`](crate::error::Skip) with its place and reason; nothing
//! a file may hold ends the run.
//!
//! # Adding a format
//!
//! 1. Write one file beside this one with a type that implements
//!    [`CorpusReader`]. A reader of whole articles calls [`read_whole`] with a
//!    function from text to [`Prose`]; a reader of records gives one
//!    [`Record`] after the other. Give it a `sample`: the conformance test
//!    reads it, cuts it and shakes it.
//! 2. Add one line to [`READERS`], and take its extensions out of the
//!    list of formats that are not read yet in `formats.rs`.

mod aligned;
pub(crate) mod date;
mod decode;
mod discover;
mod formats;
mod html;
mod json;
mod jsonl;
mod language;
mod manifest;
mod markdown;
mod messages;
mod notebook;
mod open;
mod pairing;
mod plain;
mod prose;
mod source;
mod unit;

#[cfg(test)]
mod conformance;

use std::io::BufRead;

use crate::model::{Lines, MappedText, Segment};

pub use aligned::AlignedReader;
pub use discover::{Discovery, discover};
pub use html::HtmlReader;
pub use jsonl::JsonlReader;
pub use markdown::MarkdownReader;
pub use messages::JsonReader;
pub use notebook::NotebookReader;
pub use pairing::original_of;
pub use plain::PlainReader;
pub use unit::{Outcome, Unit};

/// Every format that is read, in the order in which content is tried.
pub static READERS: &[&dyn CorpusReader] = &[
    &JsonlReader,
    &NotebookReader,
    &JsonReader,
    &HtmlReader,
    &MarkdownReader { mdx: false },
    &MarkdownReader { mdx: true },
    &AlignedReader,
    &PlainReader,
];

/// Reads one corpus format.
pub trait CorpusReader: Sync {
    /// The name of the format, for messages.
    fn name(&self) -> &'static str;

    /// File extensions of the format, in lower case without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Whether a file with no telling name is of this format, by its beginning.
    fn recognises(&self, head: &str) -> bool;

    /// Reads a file, decompressed but not decoded, and gives out its records
    /// and problems in the order of the file.
    fn read(&self, input: &mut dyn BufRead, out: &mut Output);

    /// A small file of the format and what must come of it.
    #[cfg(test)]
    fn sample(&self) -> conformance::Sample;
}

/// Takes what a reader finds.
pub type Output<'a> = dyn FnMut(Result<Record, Problem>) + 'a;

/// One article, or one article in both languages.
#[derive(Debug)]
pub enum Record {
    /// In a language that its content tells.
    Article(Content),
    /// With both sides in one record.
    Pair {
        /// The Arabic side.
        arabic: Content,
        /// The English side.
        english: Content,
    },
}

/// What was read of an article.
#[derive(Debug)]
pub struct Content {
    /// The decoded text, mapped to the stored bytes.
    pub text: MappedText,
    /// The prose, mapped to `text`.
    pub segments: Vec<Segment>,
    /// What it says of itself.
    pub about: About,
    /// 1-based line of the record, where a file holds many.
    pub line: Option<u32>,
    /// Where the lines of the file are in `text`, unless its own line breaks
    /// say so.
    pub lines: Option<Lines>,
}

/// The prose of a text and what the text says of itself.
#[derive(Debug, Default)]
pub struct Prose {
    /// The prose, mapped to the text.
    pub segments: Vec<Segment>,
    /// What it says of itself.
    pub about: About,
}

/// What an article says of itself beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The site it names as its own.
    pub site: Option<String>,
    /// When it came out, with how sure the key that says so is: less is surer.
    pub date: Option<(usize, String)>,
    /// Its subject field.
    pub subject: Option<String>,
}

/// Something in a file that cannot be read.
#[derive(Debug)]
pub struct Problem {
    /// 1-based line.
    pub line: u64,
    /// What is wrong and what to do.
    pub reason: String,
}

impl Problem {
    /// A problem at a line.
    pub fn new(line: u64, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into() }
    }
}

/// The text of a whole file, in whatever encoding can be told.
pub(crate) fn decoded(bytes: Vec<u8>) -> Result<String, Problem> {
    decode::decode(bytes).map(|text| text.as_str().to_owned())
}

/// Reads a file that is one article.
pub fn read_whole(input: &mut dyn BufRead, out: &mut Output, parse: impl FnOnce(&str) -> Prose) {
    out(decode::read(input).map(|text| {
        let Prose { segments, about } = parse(text.as_str());
        Record::Article(Content { text, segments, about, line: None, lines: None })
    }));
}
