//! Tags of MDX: attributes may hold braces, and braces may hold `>`.

use std::ops::Range;

use super::mask::{Shown, balanced};

/// A tag, from `<` to `end`.
pub(super) struct Tag {
    pub(super) end: usize,
    pub(super) shown: Shown,
    /// Attribute values that are prose.
    pub(super) prose: Vec<Range<usize>>,
}

/// How far a tag may reach.
const REACH: usize = 8192;
/// Elements whose content is code, and goes with the tag.
const CODE: [&str; 4] = ["script", "style", "svg", "pre"];
/// Attributes whose values people read.
const PROSE: [&str; 6] = ["title", "label", "alt", "description", "summary", "caption"];

/// The tag that begins at `start`, if one does.
pub(super) fn tag(text: &str, start: usize) -> Option<Tag> {
    let bytes = text.as_bytes();
    let name_at = start + 1 + usize::from(bytes.get(start + 1) == Some(&b'/'));
    let length = bytes[name_at..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte))
        .count();
    let name = &text[name_at..name_at + length];
    // `<>` is a fragment; `<3` and `<https://…>` are none of ours.
    let after = bytes.get(name_at + length)?;
    if (name.is_empty() && *after != b'>')
        || name.starts_with(|c: char| !c.is_ascii_alphabetic())
        || !(after.is_ascii_whitespace() || b"/>".contains(after))
    {
        return None;
    }
    let mut end = tag_end(bytes, name_at + length)?;
    let opens = bytes[start + 1] != b'/' && bytes[end - 2] != b'/';
    if opens && CODE.contains(&name) {
        let close = format!("</{name}>");
        end = find_near(text, end, &close).unwrap_or(end);
    }
    let shown = match name {
        "br" => Shown::Space,
        "img" | "Image" | "svg" | "Icon" => Shown::Opaque,
        _ => Shown::Nothing,
    };
    let prose = PROSE
        .iter()
        .filter_map(|name| attribute(text, start..end, name))
        .filter(|value| {
            text[value.clone()].contains(|c: char| c == ' ' || (!c.is_ascii() && c.is_alphabetic()))
        })
        .collect();
    Some(Tag { end, shown, prose })
}

/// The end of the next `mark`, unless it is so far away that looking for it
/// again and again would take too long.
pub(super) fn find_near(text: &str, from: usize, mark: &str) -> Option<usize> {
    let limit = text.floor_char_boundary(from + 16 * REACH);
    text[from..limit].find(mark).map(|at| from + at + mark.len())
}

fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let limit = (from + REACH).min(bytes.len());
    let mut at = from;
    while at < limit {
        match bytes[at] {
            b'>' => return Some(at + 1),
            b'<' => return None,
            quote @ (b'"' | b'\'') => {
                at += 1 + bytes[at + 1..limit].iter().position(|&byte| byte == quote)? + 1;
            }
            b'{' => at += balanced(&bytes[at..limit], b'{', b'}')?,
            _ => at += 1,
        }
    }
    None
}

/// The quoted value of `name="…"` within a range of the text.
pub(super) fn attribute(text: &str, within: Range<usize>, name: &str) -> Option<Range<usize>> {
    let slice = &text[within.clone()];
    let mut from = 0;
    while let Some(found) = slice[from..].find(name) {
        let at = from + found;
        from = at + name.len();
        let begins = slice[..at].ends_with(|c: char| c.is_whitespace());
        let Some(value) = slice[from..].trim_start().strip_prefix('=').filter(|_| begins) else { continue };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let start = slice.len() - value.len() + 1;
        let length = slice[start..].find(quote)?;
        return Some(within.start + start..within.start + start + length);
    }
    None
}
