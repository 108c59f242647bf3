//! Markdown, MDX and their dialects.

mod front_matter;
mod jsx;
mod mask;

use std::io::BufRead;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::prose::SegmentBuilder;
use super::{About, CorpusReader, Output, Prose, html, read_whole};
use crate::model::{BlockKind, MarkKind, Segment};
use mask::{Masked, Shown};

/// Reads Markdown. In MDX every tag and `{…}` is code.
pub struct MarkdownReader {
    /// Whether the dialect is MDX.
    pub mdx: bool,
}

impl CorpusReader for MarkdownReader {
    fn name(&self) -> &'static str {
        if self.mdx { "MDX" } else { "Markdown" }
    }

    fn extensions(&self) -> &'static [&'static str] {
        if self.mdx { &["mdx"] } else { &["md", "markdown", "qmd", "rmd"] }
    }

    fn recognises(&self, head: &str) -> bool {
        !self.mdx
            && (head.starts_with("---\n")
                || head.contains("](")
                || head.contains("\n```")
                || head
                    .lines()
                    .any(|line| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#')))
    }

    fn read(&self, input: &mut dyn BufRead, out: &mut Output) {
        read_whole(input, out, |text| parse(text, 0..text.len(), self.mdx));
    }

    #[cfg(test)]
    fn sample(&self) -> super::conformance::Sample {
        super::conformance::Sample {
            file: SAMPLE,
            prose: &[
                "عنوان الصفحة",
                "الرقائق",
                "تُصنع **لا** الرقائق (chips) من `sand` و\u{FFFC}.",
                "بند أول",
                "خلية",
            ],
            absent: &["secret", "تعليق", "import", "{#", "x.example", "<b>"],
        }
    }
}

#[cfg(test)]
const SAMPLE: &str = "---\ntitle: عنوان الصفحة\nsecret: 1\n---\n\n## الرقائق {#chips}\n\nتُصنع \\*\\*لا\\*\\* <b>الرقائق</b> (*chips*) من `` `sand` `` و<https://x.example>.\n\n```js\n// تعليق secret\n```\n\n<!-- تعليق -->\n\n- بند\n  أول\n\n| خلية | b |\n|---|---|\n| 1 | 2 |\n";

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_DEFINITION_LIST
}

/// The prose in a range of text.
pub(super) fn parse(text: &str, range: Range<usize>, mdx: bool) -> Prose {
    let mut segments = Vec::new();
    let (skip, about) =
        if range.start == 0 { front_matter::read(text, &mut segments) } else { (0, About::default()) };
    let segments = body(text, range.start + skip..range.end, mdx, segments);
    Prose { segments, about }
}

/// The prose in a range of text that has no front matter, after `segments`.
pub(super) fn body(text: &str, range: Range<usize>, mdx: bool, segments: Vec<Segment>) -> Vec<Segment> {
    let (base, first) = (range.start, segments.len());
    let masked = mask::mask(&text[base..range.end], mdx);
    let mut walker = Walker {
        text: &text[..range.end],
        base,
        mdx,
        masked: &masked,
        builder: SegmentBuilder::default(),
        kinds: Vec::new(),
        code: Code::No,
        silent: 0,
        in_image: false,
        alts: Vec::new(),
        out: segments,
    };
    for (event, range) in Parser::new_ext(&masked.text, options()).into_offset_iter() {
        walker.event(event, range);
    }
    walker.flush();
    let mut segments = walker.out;
    if !masked.asides.is_empty() {
        for aside in &masked.asides {
            html::fragment(text, base + aside.start..base + aside.end, &mut segments);
        }
        segments[first..].sort_by_key(|segment| segment.text.origin(0..1).start);
    }
    segments
}

/// Letters of Arabic anywhere in it.
fn has_arabic(text: &str) -> bool {
    text.chars().any(super::language::is_arabic)
}

/// Whether an indented block is Arabic text rather than a listing, which may
/// have Arabic in its comments and strings.
fn is_sentence(block: &str) -> bool {
    let letters = |is: fn(char) -> bool| block.chars().filter(|&c| is(c)).count();
    let first = block.trim_start().chars().next();
    first.is_some_and(super::language::is_arabic)
        && !block.contains(['{', '}', ';', '='])
        && letters(super::language::is_arabic) > 2 * letters(|c| c.is_ascii_alphabetic())
}

/// Keys of marks that Markdown itself opens; those of inline HTML come after.
const EMPHASIS: usize = 0;
const LINK: usize = 1;
const INLINE_HTML: usize = 2;

/// Whether the text at hand is a listing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    No,
    Block,
    /// A fence within what Markdown takes for indented code.
    IndentedFence,
}

impl Code {
    fn toggled(self) -> Self {
        if self == Self::IndentedFence { Self::No } else { Self::IndentedFence }
    }
}

struct Walker<'a> {
    /// The document up to the end of the body.
    text: &'a str,
    /// Where the parsed body begins in the document.
    base: usize,
    mdx: bool,
    masked: &'a Masked<'a>,
    builder: SegmentBuilder,
    /// Kinds of the open blocks.
    kinds: Vec<BlockKind>,
    code: Code,
    /// Open elements from an image or autolink on, whose text is no part of the
    /// sentence.
    silent: usize,
    in_image: bool,
    /// Alternative texts of the images of this block.
    alts: Vec<Range<usize>>,
    out: Vec<Segment>,
}

impl Walker<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let origin = self.base + range.start..self.base + range.end;
        if self.silent > 0 {
            return self.silent_event(&event, origin);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.code == Code::Block => {}
            // A fence that MDX indents with its component.
            Event::Text(line) if self.mdx && line.trim_start().starts_with("```") => {
                self.code = self.code.toggled();
            }
            Event::Text(_) if self.code == Code::IndentedFence => {}
            Event::Text(shown) if *shown == self.masked.text[range.clone()] => self.source_text(range),
            Event::Text(shown) => self.builder.replaced(&shown, origin),
            Event::Code(_) => self.inline_code(origin),
            Event::InlineMath(formula) if !is_formula(&formula) => self.source_text(range),
            Event::DisplayMath(formula) if has_arabic(&formula) => self.source_text(range),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.builder.opaque(origin),
            Event::InlineHtml(_) => self.inline_html(origin),
            Event::SoftBreak | Event::HardBreak => self.builder.space(origin),
            Event::Rule => self.flush(),
            Event::Html(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let origin = self.base + range.start..self.base + range.end;
        let kind = match tag {
            Tag::Emphasis | Tag::Strong => return self.builder.open(EMPHASIS, MarkKind::Emphasis),
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.silent = 1;
                self.in_image = false;
                return self.builder.opaque(origin);
            }
            Tag::Link { dest_url, .. } => {
                return self.builder.open(LINK, MarkKind::Link(dest_url.into_string()));
            }
            Tag::Image { .. } => {
                self.silent = 1;
                self.in_image = true;
                self.alts.push(origin.start..origin.start);
                return self.builder.opaque(origin);
            }
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => return,
            Tag::Paragraph => None,
            Tag::Heading { level, .. } => Some(BlockKind::Heading(level_number(level))),
            Tag::Item | Tag::DefinitionListDefinition => Some(BlockKind::ListItem),
            Tag::TableCell => Some(BlockKind::Cell),
            Tag::DefinitionListTitle => Some(BlockKind::Term),
            _ => Some(BlockKind::Paragraph),
        };
        self.flush();
        self.code = match tag {
            // MDX has no indented code: it is the text of nested components, as
            // it is elsewhere when it is Arabic.
            Tag::CodeBlock(CodeBlockKind::Indented)
                if self.mdx || is_sentence(&self.text[origin.clone()]) =>
            {
                Code::No
            }
            Tag::CodeBlock(_) => Code::Block,
            _ => self.code,
        };
        if matches!(tag, Tag::HtmlBlock) {
            html::fragment(self.text, origin, &mut self.out);
        }
        if let Some(kind) = kind {
            self.kinds.push(kind);
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => self.builder.close(EMPHASIS),
            TagEnd::Link => self.builder.close(LINK),
            TagEnd::Image | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            _ => {
                self.flush();
                if !matches!(tag, TagEnd::Paragraph) {
                    self.kinds.pop();
                }
                if matches!(tag, TagEnd::CodeBlock) {
                    self.code = Code::No;
                }
            }
        }
    }

    fn silent_event(&mut self, event: &Event<'_>, origin: Range<usize>) {
        match event {
            Event::Start(_) => self.silent += 1,
            Event::End(_) => self.silent -= 1,
            Event::Text(_) if self.in_image => {
                if let Some(alt) = self.alts.last_mut() {
                    *alt = if alt.start == alt.end { origin } else { alt.start..origin.end };
                }
            }
            _ => {}
        }
    }

    /// Ends the block that is being collected.
    fn flush(&mut self) {
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        let before = self.out.len();
        self.builder.finish(kind, &mut self.out);
        self.builder.forget_open();
        if let [segment] = &self.out[before..]
            && ["[[toc]]", "[toc]", "[[_toc_]]"]
                .contains(&segment.text.as_str().to_ascii_lowercase().as_str())
        {
            self.out.pop();
        }
        for alt in self.alts.drain(..) {
            self.builder.unwrapped(&self.text[alt.clone()], alt.start);
            self.builder.finish(BlockKind::Paragraph, &mut self.out);
        }
    }

    /// Text as the file has it, with the masked stretches as they show.
    /// `range` is relative to the body.
    fn source_text(&mut self, range: Range<usize>) {
        let gaps = &self.masked.gaps;
        let first = gaps.partition_point(|(gap, _)| gap.end <= range.start);
        let mut at = range.start;
        for (gap, shown) in gaps[first..].iter().take_while(|(gap, _)| gap.start < range.end) {
            if gap.start >= at {
                self.lines(at..gap.start);
                let origin = self.base + gap.start..self.base + gap.end;
                match shown {
                    Shown::Nothing => {}
                    Shown::Space => self.builder.space(origin),
                    Shown::Opaque => self.builder.opaque(origin),
                    Shown::Part(part) => self.lines(part.clone()),
                }
            }
            at = gap.end.min(range.end);
        }
        self.lines(at..range.end);
    }

    fn lines(&mut self, range: Range<usize>) {
        let origin = self.base + range.start;
        self.builder.unwrapped(&self.text[origin..self.base + range.end], origin);
    }

    fn inline_code(&mut self, origin: Range<usize>) {
        let span = &self.text[origin.clone()];
        let ticks = span.len() - span.trim_start_matches('`').len();
        let inner = span.get(ticks..span.len().saturating_sub(ticks)).unwrap_or_default();
        // One space at both ends is padding.
        let padded = inner.len() > 2 && inner.starts_with(' ') && inner.ends_with(' ');
        let pad = usize::from(padded);
        let start = self.builder.len();
        self.builder.unwrapped(&inner[pad..inner.len() - pad], origin.start + ticks + pad);
        self.builder.mark(start, MarkKind::Code);
    }

    fn inline_html(&mut self, origin: Range<usize>) {
        let tag = &self.text[origin.clone()];
        match html::inline_tag(tag) {
            html::InlineTag::Break => self.builder.space(origin),
            html::InlineTag::Opaque => self.builder.opaque(origin),
            html::InlineTag::Open(key, kind) => self.builder.open(INLINE_HTML + key, kind),
            html::InlineTag::Close(key) => self.builder.close(INLINE_HTML + key),
            html::InlineTag::Other => {}
        }
    }
}

/// Whether what stands between dollars is mathematics, not two prices.
fn is_formula(inner: &str) -> bool {
    let signs = inner.contains(['\\', '^', '_', '=', '{', '+', '<', '>']);
    !has_arabic(inner) && (signs || !inner.starts_with(|c: char| c.is_ascii_digit()))
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests;
