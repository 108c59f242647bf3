//! Walks the article and emits its blocks.

use std::ops::Range;

use super::article::Article;
use super::elements::{self, Element};
use super::entity;
use super::tree::Tree;
use crate::model::{BlockKind, Segment};
use crate::read::prose::SegmentBuilder;

/// Emits the prose of the article; `base` is where `html` begins in the text.
pub(super) fn walk(tree: &Tree, article: &Article, html: &str, base: usize, out: &mut Vec<Segment>) {
    let mut walker =
        Walker { html, base, builder: SegmentBuilder::default(), kinds: Vec::new(), breaks: 0, out };
    let nodes = &tree.nodes;
    let mut open: Vec<usize> = Vec::new();
    let mut at = article.root;
    while at < nodes[article.root].end {
        while let Some(ended) = open.pop_if(|node| nodes[*node].end <= at) {
            walker.end(nodes[ended].element, ended);
        }
        let node = &nodes[at];
        if node.is_text {
            walker.text(node.span.clone());
        } else if article.dropped[at] {
            walker.dropped(node.element, node.span.clone());
            at = node.end;
            continue;
        } else {
            walker.start(node.element, node.value.as_deref(), at, node.span.clone());
            open.push(at);
        }
        at += 1;
    }
    while let Some(ended) = open.pop() {
        walker.end(nodes[ended].element, ended);
    }
    walker.flush();
}

struct Walker<'a> {
    html: &'a str,
    base: usize,
    builder: SegmentBuilder,
    kinds: Vec<BlockKind>,
    /// `<br>`s in a row: two of them end a paragraph.
    breaks: usize,
    out: &'a mut Vec<Segment>,
}

impl Walker<'_> {
    fn flush(&mut self) {
        self.breaks = 0;
        self.builder.finish(self.kinds.last().copied().unwrap_or(BlockKind::Paragraph), self.out);
    }

    fn origin(&self, span: &Range<usize>) -> Range<usize> {
        self.base + span.start..self.base + span.end
    }

    fn start(&mut self, element: &Element, value: Option<&str>, node: usize, span: Range<usize>) {
        if element.name == "br" {
            self.breaks += 1;
            if self.breaks > 1 {
                return self.flush();
            }
            return self.builder.space(self.origin(&span));
        }
        if element.inline {
            if let Some(kind) = elements::mark(element.name, value) {
                self.builder.open(node, kind);
            }
            return;
        }
        self.flush();
        if let Some(kind) = elements::block_kind(element.name) {
            self.kinds.push(kind);
        }
    }

    fn end(&mut self, element: &Element, node: usize) {
        if element.name == "br" {
            return;
        }
        if element.inline {
            return self.builder.close(node);
        }
        self.flush();
        if elements::block_kind(element.name).is_some() {
            self.kinds.pop();
        }
    }

    /// What is left out within a line leaves a stand-in, unless it never shows.
    fn dropped(&mut self, element: &Element, span: Range<usize>) {
        if !element.inline {
            self.flush();
        } else if matches!(element.name, "img" | "math" | "svg" | "button" | "select" | "input" | "textarea")
        {
            self.builder.opaque(self.origin(&span));
        }
    }

    /// Text with entities decoded and white space collapsed.
    fn text(&mut self, span: Range<usize>) {
        let Some(text) = self.html.get(span.clone()) else { return };
        let bytes = text.as_bytes();
        let origin = self.base + span.start;
        let mut from = 0;
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' => {
                    let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                    let first = at == from && self.builder.ends_in_space();
                    if run > 1 || bytes[at] != b' ' || first {
                        self.builder.verbatim(&text[from..at], origin + from);
                        self.builder.space(origin + at..origin + at + run);
                        from = at + run;
                    }
                    at += run;
                    continue;
                }
                b'&' => {
                    if let Some((decoded, length)) = entity::decode(&text[at..]) {
                        self.builder.verbatim(&text[from..at], origin + from);
                        self.builder.replaced(&decoded, origin + at..origin + at + length);
                        at += length;
                        from = at;
                        self.breaks = 0;
                        continue;
                    }
                }
                _ => {}
            }
            self.breaks = 0;
            at += 1;
        }
        self.builder.verbatim(&text[from..], origin + from);
    }
}
