//! HTML and XHTML: the article of a page, without the page's furniture.

mod article;
mod elements;
mod entity;
mod tree;
mod walk;

use std::io::BufRead;
use std::ops::Range;

use super::prose::SegmentBuilder;
use super::{CorpusReader, Output, Prose, read_whole};
use crate::model::{BlockKind, MarkKind, Segment};
use article::Article;
use tree::Tree;

/// Reads HTML.
pub struct HtmlReader;

impl CorpusReader for HtmlReader {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn recognises(&self, head: &str) -> bool {
        let head = head.to_ascii_lowercase();
        head.starts_with("<!doctype html")
            || head.contains("<html")
            || (head.starts_with('<') && head.contains("</p>"))
    }

    fn read(&self, input: &mut dyn BufRead, out: &mut Output) {
        read_whole(input, out, page);
    }

    #[cfg(test)]
    fn sample(&self) -> super::conformance::Sample {
        super::conformance::Sample {
            file: "<!DOCTYPE html><html><head><title>صفحة</title><script>var سر;</script></head><body><nav>سر القائمة</nav>\n<h1>عنوان</h1><p>فقرة &laquo;أولى&raquo;\n  عن <b>الرقائق</b> <img src=x></p><pre>سر</pre><!-- سر --><table><tr><td>خلية<td>خلية&nbsp;ثانية</table><footer>سر</footer></body></html>",
            prose: &["عنوان", "فقرة «أولى» عن الرقائق \u{FFFC}", "خلية", "خلية\u{A0}ثانية"],
            absent: &["سر", "صفحة"],
        }
    }
}

/// The prose of a whole page.
fn page(html: &str) -> Prose {
    let tree = Tree::parse(html);
    let article = Article::of_page(&tree, html);
    let mut segments = Vec::new();
    walk::walk(&tree, &article, html, 0, &mut segments);
    if let Some(title) = title(&tree, html) {
        let shown = |segment: &Segment| match segment.kind {
            BlockKind::Heading(1) => true,
            BlockKind::Heading(_) => title.text.as_str().contains(segment.text.as_str()),
            _ => false,
        };
        if !segments.iter().any(shown) {
            segments.insert(0, title);
        }
    }
    let mut about = tree.about;
    if let Some(value) = linked_data(html, "\"datePublished\"") {
        about.dated("datepublished", value);
    }
    Prose { segments, about }
}

/// The string of a key of the data that a page gives to search engines.
fn linked_data<'h>(html: &'h str, key: &str) -> Option<&'h str> {
    let after = &html[html.find(key)? + key.len()..];
    let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split('"').next()
}

/// The page's title, for pages that show none.
fn title(tree: &Tree, html: &str) -> Option<Segment> {
    let at = tree.nodes.iter().position(|node| node.element.name == "title")?;
    let text = tree.nodes.get(at + 1).filter(|node| node.is_text && node.parent == at)?;
    let mut builder = SegmentBuilder::default();
    builder.unwrapped(html.get(text.span.clone())?, text.span.start);
    let mut out = Vec::new();
    builder.finish(BlockKind::Heading(1), &mut out);
    out.pop()
}

/// The prose of a piece of HTML within a text of another format.
pub(super) fn fragment(text: &str, range: Range<usize>, out: &mut Vec<Segment>) {
    let html = &text[range.clone()];
    let tree = Tree::parse(html);
    walk::walk(&tree, &Article::fragment(&tree), html, range.start, out);
}

/// What a single tag within Markdown does.
pub(super) enum InlineTag {
    /// Breaks the line.
    Break,
    /// Stands for something that is not prose.
    Opaque,
    /// Begins a mark; the number is that of its end tag.
    Open(usize, MarkKind),
    /// Ends a mark.
    Close(usize),
    /// Leaves no trace.
    Other,
}

/// Elements that mark text in Markdown.
const MARKING: [&str; 14] =
    ["a", "abbr", "acronym", "b", "cite", "code", "dfn", "em", "i", "kbd", "samp", "strong", "tt", "var"];

/// Reads a single tag, from `<` to `>`.
pub(super) fn inline_tag(tag: &str) -> InlineTag {
    let closes = tag.starts_with("</");
    let name = tag.trim_start_matches(['<', '/']);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let name = name.to_ascii_lowercase();
    let Some(key) = MARKING.iter().position(|marking| *marking == name) else {
        return match name.as_str() {
            "br" => InlineTag::Break,
            "img" | "svg" if !closes => InlineTag::Opaque,
            _ => InlineTag::Other,
        };
    };
    if closes {
        return InlineTag::Close(key);
    }
    let tree = Tree::parse(tag);
    let value = tree.nodes.get(1).and_then(|node| node.value.as_deref());
    elements::mark(&name, value).map_or(InlineTag::Other, |kind| InlineTag::Open(key, kind))
}

#[cfg(test)]
mod tests;
