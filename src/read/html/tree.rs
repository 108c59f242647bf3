//! A light tree of an HTML text: elements and stretches of text in the order
//! of the file, each with where its subtree ends.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::elements::{self, Element, Place, UNKNOWN};
use crate::read::About;
use crate::read::source::host;

/// An element or a stretch of text.
#[derive(Debug)]
pub(super) struct Node {
    /// The element; unknown for text.
    pub(super) element: &'static Element,
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
    /// What the page says of itself.
    pub(super) about: About,
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
    about: About,
}

struct Tag {
    element: &'static Element,
    start: usize,
    place: Place,
    value: Option<String>,
    /// `rel` or `property`, and `href` or `content`, of a link or meta tag.
    role: String,
    target: String,
}

impl Tag {
    fn new(element: &'static Element, start: usize) -> Self {
        Self { element, start, place: Place::Plain, value: None, role: String::new(), target: String::new() }
    }
}

impl Builder {
    fn new() -> Self {
        let root = Node {
            element: elements::known(b"html"),
            is_text: false,
            parent: 0,
            end: 0,
            span: 0..0,
            place: Place::Plain,
            value: None,
        };
        Self {
            nodes: vec![root],
            open: vec![0],
            tag: Tag::new(&UNKNOWN, 0),
            attribute: Vec::new(),
            about: About::default(),
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag::new(elements::known(name), span.start);
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
                let text = self.push(&UNKNOWN, true, span);
                self.nodes[text].end = text + 1;
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn attribute(&mut self, value: &str) {
        let tag = &mut self.tag;
        tag.place = tag.place.max(elements::place(tag.element.name, &self.attribute, value));
        match (tag.element.name, self.attribute.as_slice()) {
            ("a", b"href") | ("abbr" | "acronym", b"title") => tag.value = Some(value.to_owned()),
            ("link", b"rel") | ("meta", b"property" | b"name") => value.clone_into(&mut tag.role),
            ("link" | "base", b"href") | ("meta", b"content") | ("time", b"datetime") => {
                value.clone_into(&mut tag.target);
            }
            _ => {}
        }
    }

    fn push(&mut self, element: &'static Element, is_text: bool, span: Range<usize>) -> usize {
        let parent = self.open.last().copied().unwrap_or_default();
        self.nodes.push(Node { element, is_text, parent, end: 0, span, place: Place::Plain, value: None });
        self.nodes.len() - 1
    }

    fn start(&mut self, self_closing: bool, end: usize) {
        let tag = std::mem::replace(&mut self.tag, Tag::new(&UNKNOWN, 0));
        if matches!(
            (tag.element.name, tag.role.as_str()),
            ("link", "canonical") | ("meta", "og:url") | ("base", _)
        ) {
            self.about.site = self.about.site.take().or_else(|| host(&tag.target));
        }
        match tag.element.name {
            "meta" => self.about.dated(&tag.role, &tag.target),
            "time" => self.about.dated("timestamp", &tag.target),
            _ => {}
        }
        self.close_implied(tag.element);
        let node = self.push(tag.element, false, tag.start..end);
        self.nodes[node].place = tag.place;
        self.nodes[node].value = tag.value;
        // `<a id="x"/>` is empty in XHTML, and is never meant otherwise.
        if self_closing || tag.element.void {
            self.nodes[node].end = node + 1;
        } else {
            self.open.push(node);
        }
    }

    /// Ends what a start tag ends by itself: an open `p`, `li`, `td`, …
    fn close_implied(&mut self, element: &Element) {
        let (ended, within): (&[&str], &[&str]) = match element.name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            _ if !element.inline && !element.void => {
                (&["p"], &["div", "td", "th", "li", "section", "article", "blockquote"])
            }
            _ => return,
        };
        let recent = self.open.iter().enumerate().skip(1).rev().take(REACH);
        let found = recent
            .map(|(at, &node)| (at, self.nodes[node].element.name))
            .take_while(|(_, name)| !within.contains(name))
            .find(|(_, name)| ended.contains(name));
        if let Some((at, _)) = found {
            self.close_to(at);
        }
    }

    fn end(&mut self, element: &'static Element) {
        let of_table = matches!(
            element.name,
            "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "body" | "html"
        );
        let stops = |open: &Element| {
            (element.inline && !open.inline) || (!of_table && matches!(open.name, "td" | "th" | "table"))
        };
        let recent = self.open.iter().enumerate().skip(1).rev().take(REACH);
        for (at, &node) in recent {
            let open = self.nodes[node].element;
            if open == element {
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
        Tree { nodes: self.nodes, about: self.about }
    }
}
