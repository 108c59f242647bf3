//! Hides from the Markdown parser what it would take for prose: directives,
//! shortcodes, attribute lists, JSX.
//!
//! The masked text is as long as the original, so offsets stay true. A masked
//! stretch becomes commas, which Markdown gives no meaning to and which let
//! emphasis begin and end beside them; a line that holds nothing else becomes
//! blank.

use std::borrow::Cow;
use std::ops::Range;

use super::jsx;

/// What stands in the segment's text for a masked stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shown {
    /// Nothing: the words around it join.
    Nothing,
    /// A space.
    Space,
    /// [`crate::model::OPAQUE`].
    Opaque,
    /// A part of it, as with the `text="…"` of a shortcode.
    Part(Range<usize>),
}

/// The text for the parser, and what was taken from it.
pub(super) struct Masked<'a> {
    /// As long as the original.
    pub(super) text: Cow<'a, str>,
    /// Masked stretches in order.
    pub(super) gaps: Vec<(Range<usize>, Shown)>,
    /// Attribute values that are prose of their own.
    pub(super) asides: Vec<Range<usize>>,
}

/// Masks a body of Markdown; in MDX every tag and `{…}` is code.
pub(super) fn mask(text: &str, mdx: bool) -> Masked<'_> {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        mdx,
        at: 0,
        gaps: Vec::new(),
        asides: Vec::new(),
        patches: Vec::new(),
    };
    scanner.scan();
    let Scanner { gaps, asides, patches, .. } = scanner;
    let text = if gaps.is_empty() && patches.is_empty() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(apply(text, &gaps, &patches))
    };
    Masked { text, gaps, asides }
}

/// Writes the text anew with every gap and patch filled.
fn apply(text: &str, gaps: &[(Range<usize>, Shown)], patches: &[(Range<usize>, u8)]) -> String {
    let mut edits: Vec<(Range<usize>, u8)> = patches.to_vec();
    edits.extend(gaps.iter().map(|(gap, _)| (gap.clone(), b',')));
    edits.sort_by_key(|(range, _)| range.start);
    let mut masked = String::with_capacity(text.len());
    // The lines from here on may still turn out to be blank.
    let mut pending = 0;
    for (range, with) in edits {
        // Where two overlap, the first has its way.
        let range = range.start.max(masked.len())..range.end.max(masked.len());
        copy(&text[masked.len()..range.start], &mut masked, &mut pending);
        for byte in text[range].bytes() {
            if byte == b'\n' {
                end_line(&mut masked, &mut pending);
            } else {
                masked.push(char::from(if byte == b'\r' { byte } else { with }));
            }
        }
    }
    copy(&text[masked.len()..], &mut masked, &mut pending);
    end_line(&mut masked, &mut pending);
    masked.truncate(text.len());
    masked
}

/// Appends text that is kept; only the last of its lines may go on with a gap.
fn copy(kept: &str, masked: &mut String, line: &mut usize) {
    let first = kept.find('\n').map_or(kept.len(), |at| at);
    masked.push_str(&kept[..first]);
    if first < kept.len() {
        end_line(masked, line);
        masked.push_str(&kept[first + 1..]);
        *line = masked.rfind('\n').map_or(0, |at| at + 1).max(*line);
    }
}

/// Ends a line of the masked text; commas alone make a blank one.
fn end_line(masked: &mut String, line: &mut usize) {
    let content = &masked[*line..];
    if content.contains(',') && content.bytes().all(|byte| b", \t>\r".contains(&byte)) {
        let blank = content.replace(',', " ");
        masked.truncate(*line);
        masked.push_str(&blank);
    }
    masked.push('\n');
    *line = masked.len();
}

/// How far an inline construct may reach, so that unclosed ones stay cheap.
const REACH: usize = 4096;

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    mdx: bool,
    at: usize,
    gaps: Vec<(Range<usize>, Shown)>,
    asides: Vec<Range<usize>>,
    /// Bytes to overwrite without a gap.
    patches: Vec<(Range<usize>, u8)>,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        let mut fence: Option<(u8, usize)> = None;
        while self.at < self.bytes.len() {
            let start = self.at;
            let end = self.line_end(start);
            let mark = self.content_start(start, end);
            let run =
                self.bytes[mark..end].iter().take_while(|&&byte| Some(&byte) == self.bytes.get(mark)).count();
            match (fence, self.bytes.get(mark)) {
                (Some((with, long)), found) => {
                    if found == Some(&with) && run >= long && self.text[mark + run..end].trim().is_empty() {
                        fence = None;
                    }
                    self.at = end;
                    continue;
                }
                (None, Some(&with @ (b'`' | b'~')))
                    if run >= 3 && !(with == b'`' && self.text[mark + run..end].contains('`')) =>
                {
                    fence = Some((with, run));
                    self.at = end;
                    continue;
                }
                (None, Some(b':')) if run >= 3 => self.directive(mark, run, end),
                (None, Some(b'[')) if self.bytes.get(mark + 1) == Some(&b'!') => self.callout(mark, end),
                (None, Some(b'i' | b'e')) if self.mdx && mark == start && self.is_module_line(start) => {
                    let until = self.text[start..].find("\n\n").map_or(self.bytes.len(), |at| start + at);
                    self.gap(start..until, Shown::Nothing);
                }
                _ => self.at = mark,
            }
            self.inline();
        }
    }

    fn line_end(&self, at: usize) -> usize {
        self.bytes[at..]
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(self.bytes.len(), |found| at + found + 1)
    }

    /// Past indentation, quote marks and one list marker.
    fn content_start(&self, start: usize, end: usize) -> usize {
        let skip =
            |at: usize| at + self.bytes[at..end].iter().take_while(|byte| b" \t>".contains(byte)).count();
        let at = skip(start);
        let digits = self.bytes[at..end].iter().take_while(|byte| byte.is_ascii_digit()).count();
        match self.bytes.get(at + digits..at + digits + 2) {
            Some([b'-' | b'*' | b'+', b' ']) if digits == 0 => skip(at + 1),
            Some([b'.' | b')', b' ']) if digits > 0 => skip(at + digits + 1),
            _ => at,
        }
    }

    fn is_module_line(&self, start: usize) -> bool {
        let line = &self.text[start..];
        line.starts_with("import ") || line.starts_with("import{") || line.starts_with("export ")
    }

    fn gap(&mut self, range: Range<usize>, shown: Shown) {
        self.at = range.end;
        self.gaps.push((range, shown));
    }

    /// `:::tip Title` becomes a heading, a bare `:::` a rule, and what closes on
    /// its own line (`:::image … :::`) disappears.
    fn directive(&mut self, mark: usize, colons: usize, end: usize) {
        let rest = mark + colons;
        if let Some(close) = self.text[rest..end].rfind(":::") {
            return self.closed_directive(mark..rest + close + 3);
        }
        let line = self.text[rest..end].trim_end();
        if line.is_empty() {
            self.patches.push((mark..rest, b'*'));
            self.at = rest;
            return;
        }
        let name = line.len() - line.trim_start().len();
        let name = name
            + line[name..]
                .bytes()
                .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte))
                .count();
        // A heading needs a space after its marks, from the name or a colon.
        let marks = if name > 0 || line.starts_with(' ') { colons } else { colons - 1 };
        self.patches.push((mark..mark + marks.min(6), b'#'));
        self.patches.push((mark + marks.min(6)..rest + name, b' '));
        self.at = rest + name;
        let title = &line[name..];
        if title.starts_with('[')
            && let Some(close) = title.rfind(']')
        {
            self.patches.push((self.at..self.at + 1, b' '));
            self.patches.push((self.at + close..rest + line.len(), b' '));
            self.at += 1;
        } else if title.starts_with('{') {
            self.patches.push((self.at..rest + line.len(), b' '));
            self.at = rest + line.len();
        }
    }

    fn closed_directive(&mut self, range: Range<usize>) {
        if let Some(value) = jsx::attribute(self.text, range.clone(), "alt-text") {
            self.asides.push(value);
        }
        self.gap(range, Shown::Opaque);
    }

    /// `[!NOTE]`, `[!INCLUDE [name](path)]` at the beginning of a block.
    fn callout(&mut self, mark: usize, end: usize) {
        self.at = mark + 1;
        let named = self.bytes.get(mark + 2).is_some_and(u8::is_ascii_alphabetic);
        if named && let Some(close) = balanced(&self.bytes[mark..end], b'[', b']') {
            self.gap(mark..mark + close, Shown::Nothing);
        }
    }

    /// The rest of the line, from `at` to the line's end or past it.
    fn inline(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => {
                    self.at += 1;
                    return;
                }
                b'`' => self.code(),
                b'{' => self.braces(),
                b'<' => self.angle(),
                b'\\' => self.backslash(),
                b':' if self.text[self.at..].starts_with(":::") => {
                    let end = self.line_end(self.at);
                    let start = self.at;
                    match self.text[start + 3..end].find(":::") {
                        Some(close) => self.closed_directive(start..start + 3 + close + 3),
                        None => self.at += 3,
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    /// Skips a code span, which ends before the next blank line.
    fn code(&mut self) {
        let run = self.bytes[self.at..].iter().take_while(|&&byte| byte == b'`').count();
        let start = self.at + run;
        let reach = &self.bytes[start..(start + REACH).min(self.bytes.len())];
        self.at = start;
        let mut at = 0;
        while at < reach.len() {
            match reach[at] {
                b'`' => {
                    let found = reach[at..].iter().take_while(|&&byte| byte == b'`').count();
                    at += found;
                    if found == run {
                        self.at = start + at;
                        return;
                    }
                }
                b'\n' if reach.get(at + 1) == Some(&b'\n') => return,
                _ => at += 1,
            }
        }
    }

    fn braces(&mut self) {
        let start = self.at;
        self.at += 1;
        let rest = &self.text[start..];
        let close = |mark: &str| self.within_reach(start + mark.len(), mark).map(|end| start..end);
        let found = match self.bytes.get(start + 1) {
            Some(b'{') => close("}}"),
            Some(b'%') => close("%}"),
            Some(b'#' | b':') => close("}").filter(|range| !self.text[range.clone()].contains('\n')),
            _ if self.mdx => {
                let reach = &self.bytes[start..(start + REACH).min(self.bytes.len())];
                balanced(reach, b'{', b'}').map(|length| start..start + length)
            }
            _ => None,
        };
        let Some(range) = found else {
            if self.mdx {
                // Unclosed: do not look for each further brace of the line.
                self.at = self.line_end(start) - 1;
                self.at = self.at.max(start + 1);
            }
            return;
        };
        let inner = &self.text[range.start + 1..range.end - 1];
        let shown = if rest.starts_with("{#") || rest.starts_with("{:") || rest.starts_with("{/*") {
            Shown::Nothing
        } else if matches!(inner, "' '" | "\" \"") {
            Shown::Space
        } else if let Some(part) = jsx::attribute(self.text, range.clone(), "text") {
            Shown::Part(part)
        } else {
            Shown::Opaque
        };
        self.gap(range, shown);
    }

    /// A tag of JSX. Outside MDX only components, whose names are capitalised:
    /// Markdown knows the tags of HTML itself.
    fn angle(&mut self) {
        let start = self.at;
        self.at += 1;
        let name = start + 1 + usize::from(self.bytes.get(start + 1) == Some(&b'/'));
        let component = self.bytes.get(name).is_some_and(u8::is_ascii_uppercase);
        if self.text[start..].starts_with("<!--") {
            if let Some(end) = jsx::find_near(self.text, start, "-->") {
                self.at = end;
            }
            return;
        }
        let Some(tag) = jsx::tag(self.text, start) else { return };
        // kramdown reads Markdown within tags that ask for it.
        let asks = || self.text[start..tag.end].contains(" markdown=");
        if !component && !self.mdx && !asks() {
            return;
        }
        self.asides.extend(tag.prose);
        self.gap(start..tag.end, tag.shown);
    }

    /// An escaped character, or a formula between `\(` and `\)`.
    fn backslash(&mut self) {
        let start = self.at;
        self.at += if self.bytes.get(start + 1) == Some(&b'\n') { 1 } else { 2 };
        let slashes = self.bytes[start..].iter().take_while(|&&byte| byte == b'\\').count();
        let opens = match self.bytes.get(start + slashes) {
            Some(b'(') if slashes <= 2 => ")",
            Some(b'[') if slashes <= 2 => "]",
            _ => return,
        };
        let close = format!("{}{opens}", &self.text[start..start + slashes]);
        let Some(end) = self.within_reach(start + slashes + 1, &close) else { return };
        let inner = &self.text[start + slashes + 1..end - close.len()];
        let formula = inner.contains(['\\', '^', '_', '=', '{', '+']);
        if formula && !super::has_arabic(inner) && !inner.contains("\n\n") {
            self.gap(start..end, Shown::Opaque);
        }
    }

    /// The end of the next `mark`, if it is near.
    fn within_reach(&self, from: usize, mark: &str) -> Option<usize> {
        let reach = &self.bytes[from..(from + REACH).min(self.bytes.len())];
        reach
            .windows(mark.len())
            .position(|window| window == mark.as_bytes())
            .map(|at| from + at + mark.len())
    }
}

/// Bytes up to the bracket that closes the first one.
pub(super) fn balanced(bytes: &[u8], open: u8, close: u8) -> Option<usize> {
    let mut depth = 0usize;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}
