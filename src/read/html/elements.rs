//! What the elements and class names of HTML mean for an article.

use crate::model::{BlockKind, MarkKind};

/// Elements that stand within a line of text. All others end a block.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "math", "nobr", "q", "rp", "rt", "ruby", "s",
    "samp", "script", "select", "small", "span", "strike", "strong", "sub", "sup", "svg", "template",
    "textarea", "time", "tt", "u", "var", "wbr",
];

/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Every other element that is known by name.
const OTHER: &[&str] = &[
    "address",
    "article",
    "aside",
    "audio",
    "blockquote",
    "body",
    "br",
    "canvas",
    "caption",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "video",
    "base",
];

/// Elements that never hold prose.
const NEVER: &[&str] = &[
    "script", "style", "noscript", "svg", "math", "template", "button", "select", "textarea", "input",
    "iframe", "object", "video", "audio", "canvas", "pre", "head", "dialog", "img", "option", "frame",
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
    "sidebar",
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

/// The name as a constant, or nothing for an unknown element.
pub(super) fn known(name: &[u8]) -> &'static str {
    let name = std::str::from_utf8(name).unwrap_or_default();
    [INLINE, OTHER, VOID]
        .iter()
        .find_map(|names| names.iter().find(|known| **known == name))
        .copied()
        .unwrap_or("")
}

pub(super) fn is_inline(name: &str) -> bool {
    // Unknown elements are mostly custom inline ones.
    name.is_empty() || INLINE.contains(&name)
}

pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether an element is left out whatever it holds.
pub(super) fn is_never_prose(name: &str) -> bool {
    NEVER.contains(&name)
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
            if value.split_whitespace().any(|name| CONTENT.contains(&name)) {
                Place::Content
            } else {
                Place::Plain
            }
        }
        _ => Place::Plain,
    }
}
