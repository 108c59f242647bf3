//! JSON: the strings of web sites and apps, and records in both languages.

use std::io::BufRead;
use std::ops::Range;

use super::json::{self, Strings};
use super::jsonl::{ARABIC, ENGLISH};
use super::{Content, CorpusReader, JsonlReader, Output, Problem, Record, decode, html, markdown};
use crate::model::{MappedText, Segment};

/// Reads JSON: every string value is a paragraph, whatever object or array it
/// stands in. Keys, addresses and identifiers are no prose.
///
/// An object that holds both `ar` and `en` is a pair of its own.
pub struct JsonReader;

impl CorpusReader for JsonReader {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn recognises(&self, head: &str) -> bool {
        let mut signs = head.chars().filter(|c| !c.is_whitespace());
        matches!((signs.next(), signs.next()), (Some('{'), Some('"')) | (Some('['), Some('{')))
    }

    fn read(&self, input: &mut dyn BufRead, out: &mut Output) {
        // Many data sets call their JSON Lines so.
        if input.fill_buf().is_ok_and(are_lines) {
            return JsonlReader.read(input, out);
        }
        let text = match decode::read(input) {
            Ok(text) => text,
            Err(problem) => return out(Err(problem)),
        };
        match json::check(text.as_str()) {
            Ok(()) => records(&text).into_iter().for_each(|record| out(Ok(record))),
            Err((line, reason)) => out(Err(Problem::new(line, format!("{reason}; correct the file")))),
        }
    }

    #[cfg(test)]
    fn sample(&self) -> super::conformance::Sample {
        super::conformance::Sample {
            file: "{\n  \"page-سر\": \"ما هي <a href=\\\"/سر\\\">الرقائق</a>؟\",\n  \"nested\": {\"list\": [\"بند **أول**\", 7, null]},\n  \"url\": \"/en/سر\",\n  \"id\": \"sec-ret_1\",\n  \"terms\": [{\"ar\": \"عتاد\", \"en\": \"hardware\"}]\n}\n",
            prose: &["ما هي الرقائق؟", "بند أول", "عتاد", "hardware"],
            absent: &["سر", "sec"],
        }
    }
}

/// Whether a file begins with an object on one line, and another on the next.
fn are_lines(head: &[u8]) -> bool {
    let mut lines = head.split(|&byte| byte == b'\n');
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    second.starts_with(b"{") && std::str::from_utf8(first).is_ok_and(|line| JsonlReader.recognises(line))
}

/// A string value and what it belongs to.
struct Found {
    value: Range<usize>,
    /// It belongs to a pair.
    paired: bool,
}

/// Both sides of a pair, as ranges of strings.
type Pair = (Range<usize>, Range<usize>);

/// An object or array that has begun.
#[derive(Default)]
struct Open {
    is_object: bool,
    /// The key of the member at hand, as written.
    key: Option<Range<usize>>,
    /// Strings found before that member.
    before: usize,
    arabic: Option<Range<usize>>,
    english: Option<Range<usize>>,
}

/// The records of a valid file: its pairs, then what is in no pair as one
/// article.
fn records(text: &MappedText) -> Vec<Record> {
    let json = text.as_str();
    let (found, pairs) = scan(json);
    let mut records: Vec<Record> = Vec::new();
    for (arabic, english) in pairs {
        let side = |range: Range<usize>| content(text, found[range].iter().map(|string| &string.value), true);
        records.push(Record::Pair { arabic: side(arabic), english: side(english) });
    }
    let rest = || found.iter().filter(|string| !string.paired).map(|string| &string.value);
    if records.is_empty() || rest().any(|value| !value.is_empty()) {
        let article = content(text, rest(), false);
        if records.is_empty() || !article.segments.is_empty() {
            records.push(Record::Article(article));
        }
    }
    records
}

/// Passes once over the file. The stack is our own, since files may nest as
/// deep as they like.
fn scan(json: &str) -> (Vec<Found>, Vec<Pair>) {
    let (mut found, mut pairs) = (Vec::new(), Vec::new());
    let mut stack: Vec<Open> = vec![Open::default()];
    let mut at = 0;
    while let Some(&byte) = json.as_bytes().get(at) {
        match byte {
            b'"' => {
                let end = json::string_end(json, at);
                let is_value = stack.last().is_none_or(|open| !open.is_object || open.key.is_some());
                if is_value {
                    found.push(Found { value: at..end, paired: false });
                } else if let Some(open) = stack.last_mut() {
                    open.key = Some(at + 1..end.saturating_sub(1));
                    open.before = found.len();
                }
                at = end;
                continue;
            }
            b'{' | b'[' => stack.push(Open { is_object: byte == b'{', ..Open::default() }),
            b',' | b'}' | b']' => {
                if let Some(open) = stack.last_mut() {
                    end_member(json, open, found.len());
                }
                if byte != b','
                    && let Some(open) = stack.pop()
                {
                    pair_up(open, &mut found, &mut pairs);
                }
            }
            _ => {}
        }
        at += 1;
    }
    pairs.sort_by_key(|(arabic, _)| arabic.start);
    (found, pairs)
}

fn end_member(json: &str, open: &mut Open, strings: usize) {
    let Some(key) = open.key.take().and_then(|key| json.get(key)) else { return };
    let side = if ARABIC.contains(&key) {
        &mut open.arabic
    } else if ENGLISH.contains(&key) {
        &mut open.english
    } else {
        return;
    };
    if open.before < strings && side.is_none() {
        *side = Some(open.before..strings);
    }
}

fn pair_up(open: Open, found: &mut [Found], pairs: &mut Vec<Pair>) {
    let Some((arabic, english)) = open.arabic.zip(open.english) else { return };
    if [&arabic, &english].into_iter().any(|side| found[side.clone()].iter().any(|string| string.paired)) {
        return;
    }
    for side in [&arabic, &english] {
        found[side.clone()].iter_mut().for_each(|string| string.paired = true);
    }
    pairs.push((arabic, english));
}

/// The strings as paragraphs of one text.
fn content<'a>(
    text: &MappedText,
    values: impl Iterator<Item = &'a Range<usize>>,
    is_record: bool,
) -> Content {
    let json = text.as_str();
    let mut strings = Strings::new(json);
    let mut parts = Vec::new();
    for value in values.filter(|value| is_prose(&json[(*value).clone()])) {
        let start = strings.len();
        strings.push(value.clone());
        parts.push(start..strings.len());
        strings.end_paragraph();
    }
    let (shown, lines) = strings.finish();
    let mut segments: Vec<Segment> = Vec::new();
    for part in parts {
        // Indentation means nothing in a string, where Markdown sees code.
        let value = &shown.as_str()[part.clone()];
        let part = part.start + (value.len() - value.trim_start().len())..part.end;
        if value.trim_start().starts_with('<') {
            html::fragment(shown.as_str(), part, &mut segments);
        } else {
            segments = markdown::body(shown.as_str(), part, false, segments);
        }
    }
    let line = is_record.then_some(lines.first);
    Content { text: shown.through(text), segments, about: super::About::default(), line, lines: Some(lines) }
}

/// Whether people read a value. What they do not is one word: a path, or a
/// name with signs or digits in it.
fn is_prose(value: &str) -> bool {
    let inner = value.trim_matches('"');
    let is_word = |byte: u8| byte.is_ascii_alphabetic() || byte == b'\'';
    let is_path = inner.starts_with(['/', '#', '.']);
    let is_name = inner.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    inner.bytes().any(|byte| byte.is_ascii_whitespace())
        || !is_path && (!is_name || inner.bytes().all(is_word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> (Vec<Record>, Vec<Problem>) {
        let (mut records, mut problems) = (Vec::new(), Vec::new());
        JsonReader.read(&mut file.as_bytes(), &mut |found| match found {
            Ok(record) => records.push(record),
            Err(problem) => problems.push(problem),
        });
        (records, problems)
    }

    #[test]
    fn strings_lead_back_to_their_lines_and_bytes() {
        let file = "\u{FEFF}{\n  \"a\": \"\\u0634بكة\\nAI\",\n\n  \"b\": {\n    \"c\": \"رقائق \\\"(chips)\\\"\" }\n}\n";
        let (records, problems) = read(file);
        assert!(problems.is_empty());
        let [Record::Article(content)] = records.as_slice() else { panic!("{records:?}") };
        let place = |segment: usize, word: &str| {
            let text = &content.segments[segment].text;
            let at = text.as_str().find(word).unwrap();
            let origin = text.origin(at..at + word.len());
            (content.lines.as_ref().unwrap().line(origin.start), &file[content.text.origin(origin)])
        };
        assert_eq!(place(0, "شبكة AI"), (2, "\\u0634بكة\\nAI"));
        assert_eq!(place(1, "\"(chips)\""), (5, "\\\"(chips)\\\""));
    }

    #[test]
    fn both_languages_in_one_object_are_a_pair() {
        let (records, _) = read(
            "[\n{\"id\": 1, \"en\": \"chips\",\n \"ar\": \"رقائق\"},\n{\"ar\": {\"x\": \"عتاد\"}, \"en\": {\"x\": \"hardware\"}}]",
        );
        let sides: Vec<(&str, &str, Option<u32>)> = records
            .iter()
            .map(|record| match record {
                Record::Pair { arabic, english } => {
                    (arabic.segments[0].text.as_str(), english.segments[0].text.as_str(), arabic.line)
                }
                Record::Article(content) => panic!("{content:?}"),
            })
            .collect();
        assert_eq!(sides, [("رقائق", "chips", Some(3)), ("عتاد", "hardware", Some(4))]);
    }

    #[test]
    fn json_lines_by_another_name_are_read_and_faults_named() {
        assert_eq!(read("{\"text\": \"نص\"}\n{\"text\": \"آخر\"}\n").0.len(), 2);
        let (records, problems) = read("{\n\"a\": \"نص\",\n}");
        assert!(records.is_empty());
        assert_eq!(problems[0].line, 3);
    }

    #[test]
    fn deep_nesting_is_only_deep() {
        for unit in ["[", "{\"a\":", "[{\"ar\":[{\"en\":"] {
            scan(&unit.repeat(50_000));
        }
        let (open, close) = ("[".repeat(50_000), "]".repeat(50_000));
        assert_eq!(read(&format!("{open}\"نص\"{close}")).0.len(), 1);
    }
}
