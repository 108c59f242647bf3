//! JSON without losing its bytes: where values stand, and strings with the
//! way back.

use std::ops::Range;

use crate::model::{Lines, MappedText};

/// Whether a text is JSON; if not, the 1-based line of the fault and what it
/// is.
pub(super) fn check(json: &str) -> Result<(), (u64, String)> {
    let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(json) else { return Ok(()) };
    // The line within a record says nothing to who looks at the file.
    let fault = error.to_string();
    let fault = fault.split(" at line ").next().unwrap_or_default();
    Err((error.line() as u64, format!("not valid JSON at column {} ({fault})", error.column())))
}

/// The members of a valid object: keys with the ranges of their values.
///
/// `json` must have been validated; on anything else the list is short, but
/// nothing fails.
pub(super) fn members(json: &str, object: Range<usize>) -> Vec<(&str, Range<usize>)> {
    let mut scanner = Scanner { bytes: json.as_bytes(), at: object.start, end: object.end };
    let mut members = Vec::new();
    scanner.skip(b" \t\r\n{");
    while let Some(key) = scanner.value().filter(|key| key.len() >= 2) {
        scanner.skip(b" \t\r\n:");
        let Some(value) = scanner.value() else { break };
        members.push((&json[key.start + 1..key.end - 1], value));
        scanner.skip(b" \t\r\n,");
    }
    members
}

/// The items of a valid array.
pub(super) fn items(json: &str, array: Range<usize>) -> Vec<Range<usize>> {
    let mut scanner = Scanner { bytes: json.as_bytes(), at: array.start + 1, end: array.end };
    let mut items = Vec::new();
    scanner.skip(b" \t\r\n,");
    while let Some(item) = scanner.value() {
        items.push(item);
        scanner.skip(b" \t\r\n,");
    }
    items
}

/// Where the string that begins at `start` ends, its closing quote included.
pub(super) fn string_end(json: &str, start: usize) -> usize {
    let mut scanner = Scanner { bytes: json.as_bytes(), at: start, end: json.len() };
    scanner.string();
    scanner.at
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

impl Scanner<'_> {
    fn skip(&mut self, these: &[u8]) {
        while self.at < self.end && these.contains(&self.bytes[self.at]) {
            self.at += 1;
        }
    }

    /// Passes over one value of any kind; `None` at a closing bracket.
    fn value(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let mut depth = 0usize;
        while self.at < self.end {
            match self.bytes[self.at] {
                b'"' => self.string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' | b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => break,
                b'}' | b']' => {
                    depth -= 1;
                    self.at += 1;
                }
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            if depth == 0 {
                break;
            }
        }
        (self.at > start).then_some(start..self.at)
    }

    fn string(&mut self) {
        self.at += 1;
        while self.at < self.end {
            match self.bytes[self.at] {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    return;
                }
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.end);
    }
}

/// Strings of a JSON file as one text, which remembers their bytes and lines.
pub(super) struct Strings<'a> {
    json: &'a str,
    text: MappedText,
    lines: Lines,
    /// How far the lines of `json` are counted, and how many ended there.
    counted: (usize, u32),
}

impl<'a> Strings<'a> {
    /// No strings yet, of a file that is `json`.
    pub(super) fn new(json: &'a str) -> Self {
        Self { json, text: MappedText::new(), lines: Lines::all_on(1), counted: (0, 0) }
    }

    /// Appends a string; strings come in the order of the file.
    pub(super) fn push(&mut self, value: Range<usize>) {
        let (from, before) = self.counted;
        let passed = self.json.get(from..value.start).unwrap_or_default().matches('\n').count();
        let passed = u32::try_from(passed).unwrap_or(u32::MAX);
        if self.text.is_empty() {
            self.lines.first = 1 + before + passed;
        } else {
            self.lines.starts.extend((0..passed).map(|_| self.text.len()));
        }
        self.counted = (value.start.max(from), before + passed);
        unescape(self.json, value, 0, &mut self.text);
    }

    /// Ends a paragraph.
    pub(super) fn end_paragraph(&mut self) {
        if !self.text.is_empty() {
            let at = self.counted.0;
            self.text.push_replaced("\n\n", at..at);
        }
    }

    /// Bytes of text so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The text, mapped to `json`, and its lines.
    pub(super) fn finish(self) -> (MappedText, Lines) {
        (self.text, self.lines)
    }
}

/// Appends a JSON string, unescaped, mapped to the stored bytes: `base` is
/// where `json` begins in the file.
pub(super) fn unescape(json: &str, value: Range<usize>, base: usize, text: &mut MappedText) {
    let Some(inner) = json.get(value.start + 1..value.end.saturating_sub(1)) else { return };
    let start = value.start + 1;
    let mut at = 0;
    while let Some(found) = inner[at..].find('\\') {
        text.push_verbatim(&inner[at..at + found], base + start + at);
        at += found;
        let (c, length) = escape(&inner[at..]);
        text.push_replaced(c.encode_utf8(&mut [0; 4]), base + start + at..base + start + at + length);
        at += length;
    }
    text.push_verbatim(&inner[at..], base + start + at);
}

/// The character that an escape stands for, and the escape's length.
fn escape(escape: &str) -> (char, usize) {
    let c = match escape.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'u') => return unicode_escape(escape),
        Some(byte) if byte.is_ascii() => char::from(*byte),
        _ => return (char::REPLACEMENT_CHARACTER, 1),
    };
    (c, 2)
}

fn unicode_escape(escape: &str) -> (char, usize) {
    let unit = |at: usize| {
        escape
            .get(at..at + 6)
            .filter(|unit| unit.starts_with("\\u"))
            .and_then(|unit| u16::from_str_radix(&unit[2..], 16).ok())
    };
    let Some(first) = unit(0) else { return (char::REPLACEMENT_CHARACTER, 2) };
    let units = [first, unit(6).unwrap_or_default()];
    match char::decode_utf16(units).next() {
        Some(Ok(c)) => (c, 6 * c.len_utf16()),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_items_are_found_without_decoding() {
        let json = r#"{"a": "x\"}", "b": [1, {"c": "]"}, "d"], "e": null}"#;
        let found: Vec<(&str, &str)> =
            members(json, 0..json.len()).into_iter().map(|(key, value)| (key, &json[value])).collect();
        assert_eq!(found, [("a", r#""x\"}""#), ("b", r#"[1, {"c": "]"}, "d"]"#), ("e", "null")]);
        let array = members(json, 0..json.len())[1].1.clone();
        let items: Vec<&str> = items(json, array).into_iter().map(|item| &json[item]).collect();
        assert_eq!(items, ["1", r#"{"c": "]"}"#, r#""d""#]);
    }

    #[test]
    fn escapes_map_to_what_was_written() {
        let json = r#""\u0634بكة\n\ud83d\ude00 \ud800""#;
        let mut text = MappedText::new();
        unescape(json, 0..json.len(), 100, &mut text);
        assert_eq!(text.as_str(), "شبكة\n😀 \u{FFFD}");
        assert_eq!(text.origin(0..2), 101..107);
        let smile = text.as_str().find('😀').unwrap();
        assert_eq!(text.origin(smile..smile + 4).len(), 12);
    }
}
