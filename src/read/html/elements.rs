//! What the elements and class names of HTML mean for an article.

use crate::model::{BlockKind, MarkKind};

/// What an element is to a reader.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name; empty when it is not known.
    pub(super) name: &'static str,
    /// Whether it stands within a line of text. All others end a block.
    pub(super) inline: bool,
    /// Whether it never holds prose.
    pub(super) never: bool,
    /// Whether it has no content.
    pub(super) void: bool,
}

const PROSE: Element = Element { name: "", inline: true, never: false, void: false };
const BLOCK: Element = Element { inline: false, ..PROSE };
const NEVER: Element = Element { never: true, ..PROSE };
const NEVER_BLOCK: Element = Element { inline: false, ..NEVER };

/// An element that nobody knows: mostly custom inline ones.
pub(super) static UNKNOWN: Element = PROSE;

/// The elements, sorted by name.
static ELEMENTS: &[Element] = &[
    Element { name: "a", ..PROSE },
    Element { name: "abbr", ..PROSE },
    Element { name: "acronym", ..PROSE },
    Element { name: "address", ..BLOCK },
    Element { name: "area", void: true, ..BLOCK },
    Element { name: "article", ..BLOCK },
    Element { name: "aside", ..BLOCK },
    Element { name: "audio", ..NEVER_BLOCK },
    Element { name: "b", ..PROSE },
    Element { name: "base", void: true, ..BLOCK },
    Element { name: "bdi", ..PROSE },
    Element { name: "bdo", ..PROSE },
    Element { name: "big", ..PROSE },
    Element { name: "blockquote", ..BLOCK },
    Element { name: "body", ..BLOCK },
    Element { name: "br", void: true, ..BLOCK },
    Element { name: "button", ..NEVER },
    Element { name: "canvas", ..NEVER_BLOCK },
    Element { name: "caption", ..BLOCK },
    Element { name: "cite", ..PROSE },
    Element { name: "code", ..PROSE },
    Element { name: "col", void: true, ..BLOCK },
    Element { name: "data", ..PROSE },
    Element { name: "dd", ..BLOCK },
    Element { name: "del", ..PROSE },
    Element { name: "details", ..BLOCK },
    Element { name: "dfn", ..PROSE },
    Element { name: "dialog", ..NEVER_BLOCK },
    Element { name: "div", ..BLOCK },
    Element { name: "dl", ..BLOCK },
    Element { name: "dt", ..BLOCK },
    Element { name: "em", ..PROSE },
    Element { name: "embed", void: true, ..BLOCK },
    Element { name: "fieldset", ..BLOCK },
    Element { name: "figcaption", ..BLOCK },
    Element { name: "figure", ..BLOCK },
    Element { name: "font", ..PROSE },
    Element { name: "footer", ..BLOCK },
    Element { name: "form", ..BLOCK },
    Element { name: "frame", ..NEVER_BLOCK },
    Element { name: "h1", ..BLOCK },
    Element { name: "h2", ..BLOCK },
    Element { name: "h3", ..BLOCK },
    Element { name: "h4", ..BLOCK },
    Element { name: "h5", ..BLOCK },
    Element { name: "h6", ..BLOCK },
    Element { name: "head", ..NEVER_BLOCK },
    Element { name: "header", ..BLOCK },
    Element { name: "hr", void: true, ..BLOCK },
    Element { name: "html", ..BLOCK },
    Element { name: "i", ..PROSE },
    Element { name: "iframe", ..NEVER_BLOCK },
    Element { name: "img", void: true, ..NEVER },
    Element { name: "input", void: true, ..NEVER },
    Element { name: "ins", ..PROSE },
    Element { name: "kbd", ..PROSE },
    Element { name: "label", ..PROSE },
    Element { name: "legend", ..BLOCK },
    Element { name: "li", ..BLOCK },
    Element { name: "link", void: true, ..BLOCK },
    Element { name: "main", ..BLOCK },
    Element { name: "mark", ..PROSE },
    Element { name: "math", ..NEVER },
    Element { name: "menu", ..BLOCK },
    Element { name: "meta", void: true, ..BLOCK },
    Element { name: "nav", ..BLOCK },
    Element { name: "nobr", ..PROSE },
    Element { name: "noscript", ..NEVER_BLOCK },
    Element { name: "object", ..NEVER_BLOCK },
    Element { name: "ol", ..BLOCK },
    Element { name: "optgroup", ..BLOCK },
    Element { name: "option", ..NEVER_BLOCK },
    Element { name: "p", ..BLOCK },
    Element { name: "pre", ..NEVER_BLOCK },
    Element { name: "q", ..PROSE },
    Element { name: "rp", ..PROSE },
    Element { name: "rt", ..PROSE },
    Element { name: "ruby", ..PROSE },
    Element { name: "s", ..PROSE },
    Element { name: "samp", ..PROSE },
    Element { name: "script", ..NEVER },
    Element { name: "section", ..BLOCK },
    Element { name: "select", ..NEVER },
    Element { name: "small", ..PROSE },
    Element { name: "source", void: true, ..BLOCK },
    Element { name: "span", ..PROSE },
    Element { name: "strike", ..PROSE },
    Element { name: "strong", ..PROSE },
    Element { name: "style", ..NEVER_BLOCK },
    Element { name: "sub", ..PROSE },
    Element { name: "summary", ..BLOCK },
    Element { name: "sup", ..PROSE },
    Element { name: "svg", ..NEVER },
    Element { name: "table", ..BLOCK },
    Element { name: "tbody", ..BLOCK },
    Element { name: "td", ..BLOCK },
    Element { name: "template", ..NEVER },
    Element { name: "textarea", ..NEVER },
    Element { name: "tfoot", ..BLOCK },
    Element { name: "th", ..BLOCK },
    Element { name: "thead", ..BLOCK },
    Element { name: "time", ..PROSE },
    Element { name: "title", ..NEVER_BLOCK },
    Element { name: "tr", ..BLOCK },
    Element { name: "track", void: true, ..BLOCK },
    Element { name: "tt", ..PROSE },
    Element { name: "u", ..PROSE },
    Element { name: "ul", ..BLOCK },
    Element { name: "var", ..PROSE },
    Element { name: "video", ..NEVER_BLOCK },
    Element { name: "wbr", void: true, ..PROSE },
];

/// Words in a class or id that mark the furniture of a page.
const FURNITURE: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "navheader",
    "navfooter",
    "docnav",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "share",
    "sharing",
    "social",
    "related",
    "comments",
    "cookie",
    "cookies",
    "advert",
    "advertisement",
    "ads",
    "banner",
    "toc",
    "footer",
    "pagination",
    "skip",
    "newsletter",
    "subscribe",
    "copyright",
];

/// Words in the class of an `aside` that belongs to the text.
const NOTES: &[&str] =
    &["note", "tip", "warning", "admonition", "callout", "info", "caution", "danger", "important"];

/// Classes and ids of the element that holds the article.
const CONTENT: &[&str] = &[
    "content",
    "main-content",
    "post-content",
    "entry-content",
    "article-content",
    "article-body",
    "post-body",
    "story-body",
    "page-content",
    "mw-content-text",
    "mw-parser-output",
    "markdown-body",
    "book",
    "article",
    "main",
    "bodycontent",
];

/// The element of that name, in lower case.
pub(super) fn known(name: &[u8]) -> &'static Element {
    let found = ELEMENTS.binary_search_by(|element| element.name.as_bytes().cmp(name));
    found.map_or(&UNKNOWN, |at| &ELEMENTS[at])
}

/// The kind of block that an element makes of the text in it.
pub(super) fn block_kind(name: &str) -> Option<BlockKind> {
    Some(match name {
        "h1" => BlockKind::Heading(1),
        "h2" => BlockKind::Heading(2),
        "h3" => BlockKind::Heading(3),
        "h4" => BlockKind::Heading(4),
        "h5" => BlockKind::Heading(5),
        "h6" => BlockKind::Heading(6),
        "li" => BlockKind::ListItem,
        "td" | "th" => BlockKind::Cell,
        "dt" => BlockKind::Term,
        "dd" | "caption" | "figcaption" => BlockKind::Paragraph,
        _ => return None,
    })
}

/// The mark that an inline element sets; `value` is its link or expansion.
pub(super) fn mark(name: &str, value: Option<&str>) -> Option<MarkKind> {
    match name {
        "em" | "i" | "b" | "strong" | "dfn" | "cite" => Some(MarkKind::Emphasis),
        "code" | "kbd" | "samp" | "tt" | "var" => Some(MarkKind::Code),
        "a" => value.map(|target| MarkKind::Link(target.to_owned())),
        "abbr" | "acronym" => value.map(|title| MarkKind::Abbreviation(title.to_owned())),
        _ => None,
    }
}

/// What the attributes of an element say of its place in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Place {
    /// Nothing in particular.
    #[default]
    Plain,
    /// The container of the article.
    Content,
    /// Around the article: navigation, comments, advertisements.
    Furniture,
    /// Called a sidebar: furniture when it is links, a box of the article when
    /// it is prose, as `DocBook` has it.
    Sidebar,
    /// Not shown at all.
    Hidden,
}

/// The place by an attribute.
pub(super) fn place(element: &str, attribute: &[u8], value: &str) -> Place {
    match attribute {
        b"hidden" => Place::Hidden,
        b"aria-hidden" if value == "true" => Place::Hidden,
        b"role" => match value {
            "main" | "article" => Place::Content,
            "navigation" | "banner" | "contentinfo" | "search" | "complementary" => Place::Furniture,
            _ => Place::Plain,
        },
        b"class" | b"id" => {
            let value = value.to_lowercase();
            let words = || value.split(|c: char| c.is_whitespace() || c == '-' || c == '_');
            if element == "aside" && words().any(|word| NOTES.contains(&word)) {
                return Place::Content;
            }
            if words().any(|word| FURNITURE.contains(&word)) {
                return Place::Furniture;
            }
            if words().any(|word| word == "sidebar") {
                return Place::Sidebar;
            }
            if value.split_whitespace().any(|name| CONTENT.contains(&name)) {
                Place::Content
            } else {
                Place::Plain
            }
        }
        _ => Place::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ELEMENTS.is_sorted_by_key(|element| element.name));
        assert!(known(b"br").void && !known(b"br").inline && known(b"script").never);
    }
}
