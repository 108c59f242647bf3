//! Builds segments: what every reader pushes its prose into.

use std::ops::Range;

use super::language::is_letter;
use crate::model::{BlockKind, MappedText, Mark, MarkKind, OPAQUE, Segment};

/// A stretch of the text built so far and where it came from.
struct Piece {
    end: usize,
    origin: Range<usize>,
    verbatim: bool,
}

/// A mark that has begun; `key` is what closes it.
struct OpenMark {
    start: usize,
    kind: MarkKind,
    key: usize,
}

/// Collects one block at a time and emits it as a [`Segment`].
///
/// Blocks are trimmed, bare URLs become [`OPAQUE`], and what holds no letter
/// is no segment. The buffers are reused from block to block.
#[derive(Default)]
pub(super) struct SegmentBuilder {
    text: String,
    pieces: Vec<Piece>,
    marks: Vec<Mark>,
    open: Vec<OpenMark>,
}

impl SegmentBuilder {
    /// Appends text that stands in the origin as it is.
    pub(super) fn verbatim(&mut self, text: &str, origin: usize) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(last) if last.verbatim && last.origin.end == origin => {
                last.origin.end += text.len();
                last.end = self.text.len();
            }
            _ => self.pieces.push(Piece {
                end: self.text.len(),
                origin: origin..origin + text.len(),
                verbatim: true,
            }),
        }
    }

    /// Appends text that stands for other bytes of the origin.
    pub(super) fn replaced(&mut self, text: &str, origin: Range<usize>) {
        if !text.is_empty() {
            self.text.push_str(text);
            self.pieces.push(Piece { end: self.text.len(), origin, verbatim: false });
        }
    }

    /// Appends the stand-in for something that is not prose.
    pub(super) fn opaque(&mut self, origin: Range<usize>) {
        self.replaced(OPAQUE.encode_utf8(&mut [0; 4]), origin);
    }

    /// Appends one space for a line break or a run of white space.
    pub(super) fn space(&mut self, origin: Range<usize>) {
        if !self.ends_in_space() {
            self.replaced(" ", origin);
        }
    }

    /// Whether another space would be one too many.
    pub(super) fn ends_in_space(&self) -> bool {
        self.text.is_empty() || self.text.ends_with([' ', '\n', '\t'])
    }

    /// Appends text as it is, but with each line break as one space.
    pub(super) fn unwrapped(&mut self, text: &str, origin: usize) {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            let (lead, content) = if at == 0 {
                (0, content)
            } else {
                let trimmed = content.trim_start_matches([' ', '\t']);
                (content.len() - trimmed.len(), trimmed)
            };
            self.verbatim(content, origin + at + lead);
            let end = at + line.len();
            if lead + content.len() < line.len() {
                self.space(origin + at + lead + content.len()..origin + end);
            }
            at = end;
        }
    }

    /// Begins a mark, to be ended by [`close`](Self::close) with the same key.
    pub(super) fn open(&mut self, key: usize, kind: MarkKind) {
        self.open.push(OpenMark { start: self.text.len(), kind, key });
    }

    /// Ends the innermost mark of that key; without one nothing happens.
    pub(super) fn close(&mut self, key: usize) {
        if let Some(at) = self.open.iter().rposition(|mark| mark.key == key) {
            let mark = self.open.remove(at);
            self.marks.push(Mark { range: mark.start..self.text.len(), kind: mark.kind });
        }
    }

    /// Adds a mark over the text from `start` to here.
    pub(super) fn mark(&mut self, start: usize, kind: MarkKind) {
        self.marks.push(Mark { range: start..self.text.len(), kind });
    }

    /// Bytes collected so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Emits the block, if it has a letter. Open marks go on in the next one.
    pub(super) fn finish(&mut self, kind: BlockKind, out: &mut Vec<Segment>) {
        if self.text.is_empty() && self.marks.is_empty() {
            self.open.iter_mut().for_each(|mark| mark.start = 0);
            return;
        }
        let segment = self.build(kind);
        let code = |mark: &Mark| mark.kind == MarkKind::Code && mark.range == (0..segment.text.len());
        // A paragraph that is one piece of code is a listing in disguise.
        if kind == BlockKind::Paragraph && segment.marks.iter().any(code) {
            return;
        }
        if segment.text.as_str().chars().any(is_letter) {
            out.push(segment);
        }
    }

    /// Forgets marks that were never closed: the end of a block of Markdown.
    pub(super) fn forget_open(&mut self) {
        self.open.clear();
    }

    /// Emits the block, even an empty one.
    pub(super) fn build(&mut self, kind: BlockKind) -> Segment {
        for mark in &mut self.open {
            self.marks.push(Mark { range: mark.start..self.text.len(), kind: mark.kind.clone() });
            mark.start = 0;
        }
        let start = self.text.len() - self.text.trim_start().len();
        let end = start + self.text[start..].trim_end().len();
        let urls = find_urls(&self.text, start..end);
        let text = self.map(start..end, &urls);
        let shift = |at: usize| {
            let at = at.clamp(start, end);
            let cut: usize = urls
                .iter()
                .take_while(|url| url.start < at)
                .map(|url| (at.min(url.end) - url.start).saturating_sub(OPAQUE.len_utf8()))
                .sum();
            at - start - cut
        };
        let mut marks: Vec<Mark> = self
            .marks
            .drain(..)
            .map(|mark| Mark { range: shift(mark.range.start)..shift(mark.range.end), kind: mark.kind })
            .filter(|mark| text.as_str().get(mark.range.clone()).is_some_and(|marked| !marked.is_empty()))
            .collect();
        marks.sort_by_key(|mark| mark.range.start);
        self.text.clear();
        self.pieces.clear();
        Segment { kind, text, marks }
    }

    /// The text of `range` as a mapped text, with every URL as one stand-in.
    fn map(&self, range: Range<usize>, urls: &[Range<usize>]) -> MappedText {
        let mut mapped = MappedText::new();
        let mut urls = urls.iter().peekable();
        let mut at = 0;
        let mut url_origin: Option<Range<usize>> = None;
        for piece in &self.pieces {
            let piece_start = at;
            at = at.max(range.start);
            while at < piece.end.min(range.end) {
                while urls.next_if(|url| url.end <= at).is_some() {
                    push_url(&mut mapped, url_origin.take());
                }
                let inside = urls.peek().is_some_and(|url| url.start <= at);
                let stop = match urls.peek() {
                    Some(url) if inside => url.end,
                    Some(url) => url.start,
                    None => range.end,
                }
                .min(piece.end)
                .min(range.end);
                let origin = piece.origin_of(piece_start, at..stop);
                if inside {
                    url_origin = Some(url_origin.map_or(origin.clone(), |seen| seen.start..origin.end));
                } else if piece.verbatim {
                    mapped.push_verbatim(&self.text[at..stop], origin.start);
                } else {
                    mapped.push_replaced(&self.text[at..stop], origin);
                }
                at = stop;
            }
            at = piece.end;
        }
        push_url(&mut mapped, url_origin);
        mapped
    }
}

impl Piece {
    fn origin_of(&self, start: usize, part: Range<usize>) -> Range<usize> {
        if self.verbatim {
            self.origin.start + (part.start - start)..self.origin.start + (part.end - start)
        } else {
            self.origin.clone()
        }
    }
}

fn push_url(mapped: &mut MappedText, origin: Option<Range<usize>>) {
    if let Some(origin) = origin {
        mapped.push_replaced(OPAQUE.encode_utf8(&mut [0; 4]), origin);
    }
}

/// Bare URLs in a range of text: `scheme://…` and `www.…`.
fn find_urls(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut urls: Vec<Range<usize>> = Vec::new();
    let mut from = within.start;
    while let Some((start, body)) = next_url(text, from..within.end) {
        let end = body + url_length(&text[body..within.end]);
        if end > body {
            urls.push(start..end);
        }
        from = end.max(body);
    }
    urls
}

/// Where the next URL starts, and where its host does.
fn next_url(text: &str, within: Range<usize>) -> Option<(usize, usize)> {
    let slice = &text[within.clone()];
    let scheme = slice.find("://").map(|at| within.start + at);
    let bare = slice[..scheme.map_or(slice.len(), |at| at - within.start)].find("www.");
    if let Some(at) = bare {
        let at = within.start + at;
        return Some((at, at + "www.".len()));
    }
    let colon = scheme?;
    let name = text[within.start..colon]
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte))
        .count();
    Some((colon - name, colon + "://".len()))
}

/// Bytes that a URL goes on for; closing punctuation is the sentence's.
fn url_length(rest: &str) -> usize {
    let mut depth = 0;
    let end = rest
        .find(|c: char| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth -= 1;
                depth < 0
            }
            '<' | '>' | '"' | '«' | '»' | '“' | '”' | '،' | '؛' | '؟' | '`' | OPAQUE => true,
            _ => {
                c.is_whitespace()
                    || c.is_control()
                    || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}')
            }
        })
        .unwrap_or(rest.len());
    rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']', '*', '_']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_one_stand_in_and_marks_move_with_the_text() {
        let origin = "  انظر (https://a.example/x_(y)) ثم **رقائق** الآن ";
        let star = origin.find("**").unwrap();
        let word = star + 2;
        let rest = word + "رقائق".len() + 2;
        let mut builder = SegmentBuilder::default();
        builder.verbatim(&origin[..star], 0);
        builder.open(1, MarkKind::Emphasis);
        builder.verbatim("رقائق", word);
        builder.close(1);
        builder.verbatim(&origin[rest..], rest);
        let mut out = Vec::new();
        builder.finish(BlockKind::Paragraph, &mut out);
        let segment = &out[0];
        assert_eq!(segment.text.as_str(), "انظر (\u{FFFC}) ثم رقائق الآن");
        assert_eq!(&segment.text.as_str()[segment.marks[0].range.clone()], "رقائق");
        let at = segment.text.as_str().find(OPAQUE).unwrap();
        assert_eq!(&origin[segment.text.origin(at..at + 3)], "https://a.example/x_(y)");
    }

    #[test]
    fn a_block_without_letters_is_no_segment() {
        let mut out = Vec::new();
        let mut builder = SegmentBuilder::default();
        builder.verbatim(" 12 — https://x.example ", 0);
        builder.finish(BlockKind::Paragraph, &mut out);
        assert!(out.is_empty());
    }
}
