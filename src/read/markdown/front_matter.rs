//! The block of metadata at the head of a Markdown file.

use std::ops::Range;

use crate::model::{BlockKind, Segment};
use crate::read::About;
use crate::read::prose::SegmentBuilder;
use crate::read::source::host;

/// Keys whose values are prose, and what kind of block they make.
const PROSE: [(&str, BlockKind); 10] = [
    ("title", BlockKind::Heading(1)),
    ("name", BlockKind::Heading(1)),
    ("headline", BlockKind::Heading(1)),
    ("description", BlockKind::Paragraph),
    ("summary", BlockKind::Paragraph),
    ("excerpt", BlockKind::Paragraph),
    ("subtitle", BlockKind::Paragraph),
    ("tagline", BlockKind::Paragraph),
    ("details", BlockKind::Paragraph),
    ("text", BlockKind::Paragraph),
];

/// Keys whose values name the subject field.
const SUBJECT: [&str; 2] = ["subject", "topic"];

/// Keys whose values name the site.
const SITE: [&str; 4] = ["source", "url", "canonical", "canonical_url"];

/// Reads the front matter, YAML between `---` or TOML between `+++`. Returns
/// where the body begins and what the metadata say of the article.
pub(super) fn read(text: &str, out: &mut Vec<Segment>) -> (usize, About) {
    let Some((content, body)) = locate(text) else { return (0, About::default()) };
    let mut about = About::default();
    let mut builder = SegmentBuilder::default();
    let mut lines = Lines { text, at: content.start, end: content.end };
    let mut line = lines.next();
    while let Some(range) = line {
        line = lines.next();
        let Some((key, mut value)) = key_value(text, range.clone()) else { continue };
        if SITE.contains(&key) {
            about.site = about.site.or_else(|| host(&text[unquoted(text, value)]));
            continue;
        }
        if SUBJECT.contains(&key) {
            let named = &text[unquoted(text, value)];
            let is_name = !named.is_empty() && !named.starts_with(['[', '{', '-', '|', '>']);
            about.subject = about.subject.or_else(|| is_name.then(|| named.to_owned()));
            continue;
        }
        about.dated(key, &text[unquoted(text, value.clone())]);
        let Some((_, kind)) = PROSE.iter().find(|(name, _)| *name == key) else { continue };
        if matches!(&text[value.clone()], ">" | "|" | ">-" | "|-" | ">+" | "|+") {
            // A block scalar: the deeper-indented lines below.
            let indent = indent(&text[range.clone()]);
            value = value.end..value.end;
            while let Some(below) = line.clone().filter(|below| {
                text[below.clone()].trim().is_empty() || self::indent(&text[below.clone()]) > indent
            }) {
                value = if value.is_empty() { below.clone() } else { value.start..below.end };
                line = lines.next();
            }
            builder.unwrapped(&text[value.clone()], value.start);
        } else {
            let value = unquoted(text, value);
            builder.verbatim(&text[value.clone()], value.start);
        }
        builder.finish(*kind, out);
    }
    (body, about)
}

/// The metadata's content, and where the body begins.
fn locate(text: &str) -> Option<(Range<usize>, usize)> {
    let fence = text.get(..3).filter(|fence| matches!(*fence, "---" | "+++"))?;
    let start = text.find('\n')? + 1;
    if !text[3..start].trim().is_empty() {
        return None;
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let end = at + line.len();
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            return Some((start..at, end));
        }
        at = end;
    }
    None
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.at >= self.end {
            return None;
        }
        let start = self.at;
        let line = self.text[start..self.end].split_inclusive('\n').next()?;
        self.at += line.len();
        Some(start..start + line.trim_end().len())
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '-']).len()
}

/// `key: value` or `key = value`; the value as a range of the text.
fn key_value(text: &str, line: Range<usize>) -> Option<(&str, Range<usize>)> {
    let content = &text[line.clone()];
    let at = content.find([':', '='])?;
    let key = content[..at].trim_matches([' ', '-', '"', '\'']);
    let value = &content[at + 1..];
    let lead = value.len() - value.trim_start().len();
    Some((key, line.start + at + 1 + lead..line.end))
}

/// Without the quotes around it.
fn unquoted(text: &str, value: Range<usize>) -> Range<usize> {
    let content = &text[value.clone()];
    let quoted = ['"', '\'']
        .iter()
        .any(|&quote| content.len() >= 2 && content.starts_with(quote) && content.ends_with(quote));
    if quoted { value.start + 1..value.end - 1 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_descriptions_are_prose_and_the_rest_is_not() {
        let text = "---\ntitle: \"الشبكات\"\nauthor: كاتب\ndescription: >\n  سطر أول\n  سطر ثان\nurl: https://www.site.example/x\ndate: 2024-05-17\nlastmod: 2025-01-01\nsubject: networks\n---\n# نص";
        let mut out = Vec::new();
        let (body, about) = read(text, &mut out);
        assert_eq!(&text[body..], "# نص");
        assert_eq!(about.site.as_deref(), Some("site.example"));
        assert_eq!(about.date.map(|(_, date)| date).as_deref(), Some("2024-05-17"));
        assert_eq!(about.subject.as_deref(), Some("networks"));
        let prose: Vec<&str> = out.iter().map(|segment| segment.text.as_str()).collect();
        assert_eq!(prose, ["الشبكات", "سطر أول سطر ثان"]);
        assert_eq!(out[0].kind, BlockKind::Heading(1));
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        let mut out = Vec::new();
        assert_eq!(read("---\n\nنص بلا نهاية", &mut out).0, 0);
    }
}
