//! Tokens: runs of one script, with technical names kept whole.

use std::ops::Range;

use super::letters::{fold, is_arabic};
use crate::model::OPAQUE;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Arabic letters.
    Arabic,
    /// Latin or other letters, with the digits and signs of technical names:
    /// `C++`, `.NET`, `node.js`, `x86-64`, `TCP/IP`.
    Latin,
    /// Digits.
    Number,
    /// One other character that is not a space.
    Punct(char),
}

/// A word, number or punctuation mark of a normalised text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the normalised text.
    pub range: Range<usize>,
    /// What it is made of.
    pub kind: TokenKind,
    /// The folded form; empty for punctuation.
    pub key: String,
    /// No space stands between this token and the one before it.
    pub joined: bool,
    /// Arabic words of one article with the same key have the same number
    /// there, from 0 on; 0 for all others, and until the article is read.
    pub number: u32,
}

impl Token {
    /// Whether it is a word: Arabic or Latin.
    #[must_use]
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Arabic | TokenKind::Latin)
    }

    /// Whether it is an Arabic word.
    #[must_use]
    pub fn is_arabic(&self) -> bool {
        self.kind == TokenKind::Arabic
    }

    /// Whether it is a Latin word.
    #[must_use]
    pub fn is_latin(&self) -> bool {
        self.kind == TokenKind::Latin
    }

    /// Whether it is this punctuation mark.
    #[must_use]
    pub fn is(&self, mark: char) -> bool {
        self.kind == TokenKind::Punct(mark)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Arabic,
    Latin,
    Digit,
    Space,
    Other,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Latin,
        '0'..='9' | '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' => Class::Digit,
        OPAQUE => Class::Other,
        c if is_arabic(c) => Class::Arabic,
        c if c.is_whitespace() => Class::Space,
        c if c.is_alphabetic() => Class::Latin,
        c if c.is_numeric() => Class::Digit,
        _ => Class::Other,
    }
}

/// Splits a normalised text into tokens. A change of script ends a word, so
/// `وTCP` is two tokens, the second one `joined`.
///
/// ```
/// use mustalah::text::tokenize;
/// let words: Vec<String> = tokenize("وTCP بلغة C++ أو node.js").into_iter().map(|t| t.key).collect();
/// assert_eq!(words, ["و", "tcp", "بلغة", "c++", "او", "node.js"]);
/// ```
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 8);
    let mut at = 0;
    let mut spaced = true;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, len) = match class(c) {
            Class::Space => {
                spaced = true;
                at += c.len_utf8();
                continue;
            }
            Class::Arabic => (TokenKind::Arabic, run(rest, |c| class(c) == Class::Arabic)),
            Class::Latin => (TokenKind::Latin, latin_len(rest)),
            Class::Digit => number(rest),
            Class::Other if begins_dotted_name(rest, tokens.last(), spaced) => {
                (TokenKind::Latin, 1 + latin_len(&rest[1..]))
            }
            Class::Other => (TokenKind::Punct(c), c.len_utf8()),
        };
        let word = &rest[..len];
        let is_punct = matches!(kind, TokenKind::Punct(_));
        let key = if is_punct { String::new() } else { fold(word) };
        // Marks without a letter are no word.
        if is_punct || !key.is_empty() {
            tokens.push(Token { range: at..at + len, kind, key, joined: !spaced, number: 0 });
            spaced = false;
        }
        at += len;
    }
    tokens
}

fn run(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.find(|c| !holds(c)).unwrap_or(text.len())
}

/// Signs that join the parts of one technical name.
fn is_joiner(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | '/' | '&' | '@' | '\'' | '\u{2019}' | '+' | '\u{2011}' | '\u{2010}')
}

fn is_latin_or_digit(c: char) -> bool {
    matches!(class(c), Class::Latin | Class::Digit)
}

/// The length of the Latin name that text begins with.
fn latin_len(text: &str) -> usize {
    let mut len = run(text, is_latin_or_digit);
    loop {
        let rest = &text[len..];
        let mut chars = rest.chars();
        match chars.next() {
            Some(c) if is_joiner(c) && chars.next().is_some_and(is_latin_or_digit) => {
                len += c.len_utf8();
                len += run(&text[len..], is_latin_or_digit);
            }
            _ => break,
        }
    }
    // C++, C#, F#: the signs belong to a short name, not to prose.
    let rest = &text[len..];
    let signs = if rest.starts_with("++") { 2 } else { usize::from(rest.starts_with('#')) };
    if signs > 0 && !rest[signs..].starts_with(is_latin_or_digit) {
        len += signs;
    }
    len
}

/// `.NET`: a dot that begins a name rather than ends a sentence.
fn begins_dotted_name(text: &str, before: Option<&Token>, spaced: bool) -> bool {
    let follows_clitic = before.is_some_and(|token| token.is_arabic() && token.key.chars().count() <= 3);
    let Some(name) = text.strip_prefix('.') else { return false };
    spaced && name.starts_with(|c: char| c.is_ascii_alphabetic())
        || follows_clitic && name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// A number, or a name that begins with digits: `5G`, `3D`, `802.11ax`.
fn number(text: &str) -> (TokenKind, usize) {
    let len = latin_len(text);
    if text[..len].chars().any(|c| class(c) == Class::Latin) {
        return (TokenKind::Latin, len);
    }
    let mut end = run(text, |c| class(c) == Class::Digit);
    while let Some(sign) =
        text[end..].chars().next().filter(|c| matches!(c, '.' | ',' | ':' | '\u{066B}' | '\u{066C}'))
    {
        let after = end + sign.len_utf8();
        let digits = run(&text[after..], |c| class(c) == Class::Digit);
        if digits == 0 {
            break;
        }
        end = after + digits;
    }
    (TokenKind::Number, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).into_iter().map(|t| &text[t.range]).collect()
    }

    #[test]
    fn technical_names_stay_whole() {
        assert_eq!(
            words("C++ و.NET node.js x86-64 TCP/IP C# v2.0 5G"),
            ["C++", "و", ".NET", "node.js", "x86-64", "TCP/IP", "C#", "v2.0", "5G"]
        );
        assert_eq!(
            words("انتهى.ثم (GPU)، 3.5 مليار"),
            ["انتهى", ".", "ثم", "(", "GPU", ")", "،", "3.5", "مليار"]
        );
        assert_eq!(words("end. Next"), ["end", ".", "Next"]);
        assert_eq!(words("a .env file, و.next"), ["a", ".env", "file", ",", "و", ".", "next"]);
    }

    #[test]
    fn joined_tells_clitics_from_words() {
        let tokens = tokenize("لPython و Rust");
        assert_eq!(tokens.iter().map(|t| t.joined).collect::<Vec<_>>(), [false, true, false, false]);
    }
}
