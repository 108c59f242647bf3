//! A light tree of an HTML text: elements and stretches of text in the order
//! of the file, each with where its subtree ends.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::elements::{self, Place};
use crate::read::source::host;

/// An element or a stretch of text.
#[derive(Debug)]
pub(super) struct Node {
    /// The element's name; empty for text and for unknown elements.
    pub(super) name: &'static str,
    pub(super) is_text: bool,
    pub(super) parent: usize,
    /// Index after the last node of the subtree.
    pub(super) end: usize,
    /// The text, or the start tag.
    pub(super) span: Range<usize>,
    pub(super) place: Place,
    /// Target of a link, expansion of an abbreviation.
    pub(super) value: Option<String>,
}

/// The tree; node 0 is its root.
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The host that the page names as its own.
    pub(super) site: Option<String>,
}

/// How far up an end tag looks for its element.
const REACH: usize = 256;

impl Tree {
    /// Parses an HTML text.
    pub(super) fn parse(html: &str) -> Self {
        let mut builder = Builder::new();
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
                builder.event(&event, span.start..span.end);
                None
            });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
        builder.finish()
    }
}

struct Builder {
    nodes: Vec<Node>,
    /// Open elements.
    open: Vec<usize>,
    /// The start tag that is being read.
    tag: Tag,
    attribute: Vec<u8>,
    site: Option<String>,
}

#[derive(Default)]
struct Tag {
    name: &'static str,
    start: usize,
    place: Place,
    value: Option<String>,
    /// `rel` or `property`, and `href` or `content`, of a link or meta tag.
    role: String,
    target: String,
}

impl Builder {
    fn new() -> Self {
        let root = Node {
            name: "html",
            is_text: false,
            parent: 0,
            end: 0,
            span: 0..0,
            place: Place::Plain,
            value: None,
        };
        Self { nodes: vec![root], open: vec![0], tag: Tag::default(), attribute: Vec::new(), site: None }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: elements::known(name), start: span.start, ..Tag::default() };
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                if *name == b"hidden" {
                    self.attribute("");
                }
            }
            CallbackEvent::AttributeValue { value } => {
                let value = String::from_utf8_lossy(value).into_owned();
                self.attribute(&value);
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing, span.end),
            CallbackEvent::EndTag { name } => self.end(elements::known(name)),
            CallbackEvent::String { .. } => {
                let text = self.push("", true, span);
                self.nodes[text].end = text + 1;
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn attribute(&mut self, value: &str) {
        let tag = &mut self.tag;
        tag.place = tag.place.max(elements::place(tag.name, &self.attribute, value));
        match (tag.name, self.attribute.as_slice()) {
            ("a", b"href") | ("abbr" | "acronym", b"title") => tag.value = Some(value.to_owned()),
            ("link", b"rel") | ("meta", b"property" | b"name") => value.clone_into(&mut tag.role),
            ("link" | "base", b"href") | ("meta", b"content") => value.clone_into(&mut tag.target),
            _ => {}
        }
    }

    fn push(&mut self, name: &'static str, is_text: bool, span: Range<usize>) -> usize {
        let parent = self.open.last().copied().unwrap_or_default();
        self.nodes.push(Node { name, is_text, parent, end: 0, span, place: Place::Plain, value: None });
        self.nodes.len() - 1
    }

    fn start(&mut self, self_closing: bool, end: usize) {
        let tag = std::mem::take(&mut self.tag);
        if matches!((tag.name, tag.role.as_str()), ("link", "canonical") | ("meta", "og:url") | ("base", _)) {
            self.site = self.site.take().or_else(|| host(&tag.target));
        }
        self.close_implied(tag.name);
        let node = self.push(tag.name, false, tag.start..end);
        self.nodes[node].place = tag.place;
        self.nodes[node].value = tag.value;
        // `<a id="x"/>` is empty in XHTML, and is never meant otherwise.
        if self_closing || elements::is_void(tag.name) {
            self.nodes[node].end = node + 1;
        } else {
            self.open.push(node);
        }
    }

    /// Ends what a start tag ends by itself: an open `p`, `li`, `td`, …
    fn close_implied(&mut self, name: &str) {
        let (ended, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            _ if !elements::is_inline(name) && name != "br" => {
                (&["p"], &["div", "td", "th", "li", "section", "article", "blockquote"])
            }
            _ => return,
        };
        let recent = self.open.iter().enumerate().skip(1).rev().take(REACH);
        let found = recent
            .map(|(at, &node)| (at, self.nodes[node].name))
            .take_while(|(_, name)| !within.contains(name))
            .find(|(_, name)| ended.contains(name));
        if let Some((at, _)) = found {
            self.close_to(at);
        }
    }

    fn end(&mut self, name: &'static str) {
        let inline = elements::is_inline(name);
        let of_table =
            matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "body" | "html");
        let stops = |open: &str| {
            (inline && !elements::is_inline(open)) || (!of_table && matches!(open, "td" | "th" | "table"))
        };
        let recent = self.open.iter().enumerate().skip(1).rev().take(REACH);
        for (at, &node) in recent {
            let open = self.nodes[node].name;
            if open == name {
                return self.close_to(at);
            }
            if stops(open) {
                return;
            }
        }
    }

    fn close_to(&mut self, at: usize) {
        for node in self.open.drain(at..) {
            self.nodes[node].end = self.nodes.len();
        }
    }

    fn finish(mut self) -> Tree {
        self.close_to(0);
        Tree { nodes: self.nodes, site: self.site }
    }
}
