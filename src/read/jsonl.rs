//! JSONL: an article, or an article in both languages, on each line.

use std::io::BufRead;
use std::ops::Range;

use super::{
    About, Content, CorpusReader, Output, Problem, Record, date, html, json, markdown, plain, source,
};
use crate::model::{BlockKind, Lines, MappedText, Segment};

/// Reads JSON Lines.
pub struct JsonlReader;

const TITLE: [&str; 2] = ["title", "headline"];
const TEXT: [&str; 7] = ["text", "content", "body", "article", "html", "content_html", "markdown"];
/// Keys of Arabic text.
pub(super) const ARABIC: [&str; 3] = ["ar", "text_ar", "arabic"];
/// Keys of English text.
pub(super) const ENGLISH: [&str; 3] = ["en", "text_en", "english"];

impl CorpusReader for JsonlReader {
    fn name(&self) -> &'static str {
        "JSONL"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn recognises(&self, head: &str) -> bool {
        head.lines().next().is_some_and(|line| {
            line.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
        })
    }

    fn read(&self, input: &mut dyn BufRead, out: &mut Output) {
        let mut bytes = Vec::new();
        let mut base = 0;
        for number in 1.. {
            bytes.clear();
            match input.read_until(b'\n', &mut bytes) {
                Ok(0) => return,
                Ok(_) => {}
                Err(error) => {
                    return out(Err(Problem::new(
                        number,
                        format!("cannot be read: {error}; check the file"),
                    )));
                }
            }
            match line(&bytes, base, number) {
                Ok(None) => {}
                Ok(Some(record)) => out(Ok(record)),
                Err(reason) => out(Err(Problem::new(number, reason))),
            }
            base += bytes.len();
        }
    }

    #[cfg(test)]
    fn sample(&self) -> super::conformance::Sample {
        super::conformance::Sample {
            file: "{\"id\": 7, \"title\": \"عنوان\", \"text\": \"فقرة \\\"أولى\\\"\\n\\nثانية\", \"source\": \"site.example\"}\n{\"ar\": \"رقائق\", \"en\": \"chips\", \"note\": \"سر\"}\n",
            prose: &["عنوان", "فقرة \"أولى\"", "ثانية", "رقائق", "chips"],
            absent: &["سر", "site"],
        }
    }
}

/// The record on one line; `base` is where the line begins in the file.
fn line(bytes: &[u8], base: usize, number: u64) -> Result<Option<Record>, String> {
    let bom = if base == 0 && bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let json = std::str::from_utf8(&bytes[bom..]).map_err(|error| {
        format!("not valid UTF-8 at byte {} of the file; save it as UTF-8", base + bom + error.valid_up_to())
    })?;
    if json.trim().is_empty() {
        return Ok(None);
    }
    json::check(json).map_err(|(_, reason)| format!("{reason}; each line must be one object"))?;
    if !json.trim_start().starts_with('{') {
        return Err("not a JSON object; each line must be one object".to_owned());
    }
    let line = Line { json, base: base + bom, number: u32::try_from(number).unwrap_or(u32::MAX) };
    line.record().map(Some)
}

struct Line<'a> {
    json: &'a str,
    base: usize,
    number: u32,
}

type Members<'a> = [(&'a str, Range<usize>)];

impl Line<'_> {
    fn record(&self) -> Result<Record, String> {
        let mut members = json::members(self.json, 0..self.json.len());
        // Data sets nest both languages in one member.
        if let Some(nested) =
            self.member(&members, &["translation"]).filter(|value| self.json[value.clone()].starts_with('{'))
        {
            members.extend(json::members(self.json, nested));
        }
        let site = self.string(&members, &["source"]).and_then(|name| source::site(&name)).or_else(|| {
            self.string(&members, &["url", "link", "canonical"]).and_then(|url| source::host(&url))
        });
        let mut about = About { site, ..About::default() };
        about.subject = self.string(&members, &["subject", "topic"]).filter(|name| !name.trim().is_empty());
        for (key, value) in members.iter().filter(|(key, _)| date::place(key).is_some()) {
            about.dated(key, self.json[value.clone()].trim_matches('"'));
        }
        let (arabic, english) = (self.member(&members, &ARABIC), self.member(&members, &ENGLISH));
        if let (Some(arabic), Some(english)) = (arabic, english) {
            let language = |title: &str, text| {
                let title = self.member(&members, &[title]);
                self.content(title, "text", text, about.clone(), BlockKind::Line)
            };
            return Ok(Record::Pair {
                arabic: language("title_ar", arabic),
                english: language("title_en", english),
            });
        }
        let (key, text) = TEXT
            .iter()
            .chain(&ARABIC)
            .find_map(|key| self.member(&members, &[key]).map(|value| (*key, value)))
            .ok_or_else(|| "no text: expected a key `text`, or `ar` and `en`".to_owned())?;
        let title = self.member(&members, &TITLE);
        Ok(Record::Article(self.content(title, key, text, about, BlockKind::Paragraph)))
    }

    /// The value of the first key present, if it holds text.
    fn member(&self, members: &Members, keys: &[&str]) -> Option<Range<usize>> {
        keys.iter()
            .find_map(|key| members.iter().find(|(name, _)| name == key))
            .map(|(_, value)| value.clone())
            .filter(|value| self.json[value.clone()].starts_with(['"', '[', '{']))
    }

    fn string(&self, members: &Members, keys: &[&str]) -> Option<String> {
        let value = self.member(members, keys)?;
        serde_json::from_str(&self.json[value]).ok()
    }

    fn content(
        &self,
        title: Option<Range<usize>>,
        key: &str,
        value: Range<usize>,
        about: About,
        kind: BlockKind,
    ) -> Content {
        let mut text = MappedText::new();
        let mut segments = Vec::new();
        if let Some(title) = title {
            let end = self.base + title.end;
            self.push(title, &mut text);
            plain::segments_of(text.as_str(), 0..text.len(), &mut segments);
            set_kind(&mut segments, BlockKind::Heading(1));
            text.push_replaced("\n\n", end..end);
        }
        let start = text.len();
        self.push(value, &mut text);
        let mut body = self::body(text.as_str(), start..text.len(), key);
        if let (BlockKind::Line, [_]) = (kind, body.as_slice()) {
            set_kind(&mut body, kind);
        }
        segments.append(&mut body);
        Content { text, segments, about, line: Some(self.number), lines: Some(Lines::all_on(self.number)) }
    }

    /// A string, or the strings of an array as paragraphs.
    fn push(&self, value: Range<usize>, text: &mut MappedText) {
        if self.json[value.clone()].starts_with('"') {
            return json::unescape(self.json, value, self.base, text);
        }
        if self.json[value.clone()].starts_with('[') {
            for item in json::items(self.json, value)
                .into_iter()
                .filter(|item| self.json[item.clone()].starts_with('"'))
            {
                let end = self.base + item.end;
                json::unescape(self.json, item, self.base, text);
                text.push_replaced("\n\n", end..end);
            }
        }
    }
}

fn set_kind(segments: &mut [Segment], kind: BlockKind) {
    for segment in segments {
        segment.kind = kind;
    }
}

/// Plain text, unless the key or the text itself says otherwise.
fn body(text: &str, range: Range<usize>, key: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let start = text[range.clone()].trim_start();
    if key.contains("html") || (start.starts_with('<') && start.contains("</")) {
        html::fragment(text, range, &mut segments);
    } else if key == "markdown" {
        segments = markdown::parse(text, range, false).segments;
    } else {
        plain::segments_of(text, range, &mut segments);
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> (Vec<Record>, Vec<Problem>) {
        let (mut records, mut problems) = (Vec::new(), Vec::new());
        JsonlReader.read(&mut file.as_bytes(), &mut |found| match found {
            Ok(record) => records.push(record),
            Err(problem) => problems.push(problem),
        });
        (records, problems)
    }

    #[test]
    fn a_record_leads_back_to_its_line_and_bytes() {
        let file = "\n{\"title\": \"أ\", \"text\": \"\\u0634بكة AI\", \"url\": \"https://www.n.example/1\", \"date\": \"2023-02-01T10:00\"}\n";
        let (records, problems) = read(file);
        assert!(problems.is_empty());
        let [Record::Article(content)] = records.as_slice() else { panic!("{records:?}") };
        assert_eq!((content.line, content.about.site.as_deref()), (Some(2), Some("n.example")));
        assert_eq!(content.about.date.as_ref().map(|(_, date)| date.as_str()), Some("2023-02-01"));
        assert_eq!(content.segments[0].kind, BlockKind::Heading(1));
        let body = &content.segments[1].text;
        assert_eq!(body.as_str(), "شبكة AI");
        assert_eq!(&file[content.text.origin(body.origin(0..8))], "\\u0634بكة");
    }

    #[test]
    fn bad_lines_are_named_and_the_others_read() {
        let (records, problems) = read("{\"text\": \"نص\"}\n{oops}\n[1]\n{\"x\": 1}\n{\"text\": \"آخر\"}");
        assert_eq!(records.len(), 2);
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2, 3, 4]);
    }

    #[test]
    fn both_languages_make_a_pair() {
        for file in [
            r#"{"text_ar": "رقائق", "text_en": "chips"}"#,
            r#"{"translation": {"en": "chips", "ar": "رقائق"}}"#,
        ] {
            let (records, _) = read(file);
            let [Record::Pair { arabic, english }] = records.as_slice() else { panic!("{records:?}") };
            assert_eq!(arabic.segments[0].text.as_str(), "رقائق");
            assert_eq!(
                (english.segments[0].text.as_str(), english.segments[0].kind),
                ("chips", BlockKind::Line)
            );
        }
    }

    #[test]
    fn html_in_a_record_is_read_as_html() {
        let (records, _) = read(r#"{"text": "<p>فقرة &amp; <b>أخرى</b></p>"}"#);
        let [Record::Article(content)] = records.as_slice() else { panic!("{records:?}") };
        assert_eq!(content.segments[0].text.as_str(), "فقرة & أخرى");
    }
}
