//! A segment made ready for mining.

use std::ops::Range;

use super::letters::normalize;
use super::sentence::sentences;
use super::token::{Token, tokenize};
use crate::model::{Document, Location, MappedText, Mark, MarkKind, Segment};

/// A segment's normalised text, tokens and sentences.
#[derive(Debug, Clone)]
pub struct Prose<'a> {
    /// The document it stands in.
    pub document: &'a Document,
    /// The segment.
    pub segment: &'a Segment,
    /// Normalised text, mapped to the segment's text.
    pub text: MappedText,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences, as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
}

impl<'a> Prose<'a> {
    /// Normalises and tokenises a segment.
    #[must_use]
    pub fn new(document: &'a Document, segment: &'a Segment) -> Self {
        let text = normalize(segment.text.as_str());
        let tokens = tokenize(text.as_str());
        let sentences = sentences(&tokens);
        Self { document, segment, text, tokens, sentences }
    }

    /// The normalised text of a range of tokens.
    #[must_use]
    pub fn form(&self, tokens: Range<usize>) -> &str {
        let bytes = self.bytes(tokens);
        &self.text.as_str()[bytes]
    }

    /// Bytes of the normalised text that a range of tokens covers.
    #[must_use]
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match self.tokens.get(tokens) {
            Some([first, .., last]) => first.range.start..last.range.end,
            Some([only]) => only.range.clone(),
            _ => 0..0,
        }
    }

    /// Where a range of tokens stands in the file.
    #[must_use]
    pub fn locate(&self, tokens: Range<usize>) -> Location {
        self.document.locate(self.segment, self.text.origin(self.bytes(tokens)))
    }

    /// The sentence a token stands in, as a range of tokens.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Range<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.end <= token);
        self.sentences.get(index).cloned().unwrap_or(0..self.tokens.len())
    }

    /// The text of the sentence before and after a range of tokens.
    #[must_use]
    pub fn context(&self, tokens: Range<usize>) -> (&str, &str) {
        let sentence = self.sentence_of(tokens.start);
        let node = self.bytes(tokens);
        let whole = self.bytes(sentence);
        let text = self.text.as_str();
        (&text[whole.start.min(node.start)..node.start], &text[node.end..whole.end.max(node.end)])
    }

    /// The marks of the segment that cover a token.
    pub fn marks_at(&self, token: usize) -> impl Iterator<Item = &'a Mark> + '_ {
        let at = self.text.origin(self.tokens[token].range.clone());
        self.segment.marks.iter().filter(move |mark| mark.range.start <= at.start && at.end <= mark.range.end)
    }

    /// Whether a token is inline code.
    #[must_use]
    pub fn is_code(&self, token: usize) -> bool {
        !self.segment.marks.is_empty() && self.marks_at(token).any(|mark| mark.kind == MarkKind::Code)
    }

    /// The tokens inside a mark.
    #[must_use]
    pub fn tokens_in(&self, mark: &Mark) -> Range<usize> {
        let inside = |token: &Token| {
            let at = self.text.origin(token.range.clone());
            mark.range.start <= at.start && at.end <= mark.range.end
        };
        let Some(start) = self.tokens.iter().position(inside) else { return 0..0 };
        let len = self.tokens[start..].iter().take_while(|token| inside(token)).count();
        start..start + len
    }
}
