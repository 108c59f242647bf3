//! Character references.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};

/// References that are met all the time; the others are looked up.
const COMMON: [(&str, &str); 14] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{A0}"),
    ("rlm", "\u{200F}"),
    ("lrm", "\u{200E}"),
    ("zwnj", "\u{200C}"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
];

/// Decodes the reference that `text` begins with; also gives its length.
pub(super) fn decode(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let rest = text.strip_prefix('&')?;
    let sign = usize::from(rest.starts_with('#'));
    let name = rest[sign..].bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
    if name == 0 {
        return None;
    }
    let end = 1 + sign + name;
    let length = end + usize::from(text[end..].starts_with(';'));
    if sign == 0
        && length > end
        && let Some((_, decoded)) = COMMON.iter().find(|(known, _)| *known == &text[1..end])
    {
        return Some((Cow::Borrowed(decoded), length));
    }
    let mut decoded = String::new();
    for Ok(token) in Tokenizer::new(&text[..length]) {
        if let Token::String(string) = token {
            decoded.push_str(&String::from_utf8_lossy(&string));
        }
    }
    (decoded != text[..length]).then_some((Cow::Owned(decoded), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_every_form() {
        let decoded = |text: &str| decode(text).map(|(decoded, length)| (decoded.into_owned(), length));
        assert_eq!(decoded("&amp;x"), Some(("&".into(), 5)));
        assert_eq!(decoded("&#x202b;س"), Some(("\u{202b}".into(), 8)));
        assert_eq!(decoded("&#1588;بكة"), Some(("ش".into(), 7)));
        assert_eq!(decoded("&eacute;"), Some(("é".into(), 8)));
        assert_eq!(decoded("&copy 2"), Some(("©".into(), 5)));
        assert_eq!(decoded("& و"), None);
        assert_eq!(decoded("&unheard;"), None);
    }
}
