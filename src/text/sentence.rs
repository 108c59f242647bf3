//! Sentences of a tokenised text.

use std::ops::Range;

use super::token::{Token, TokenKind};

/// Latin abbreviations whose dot ends no sentence.
const ABBREVIATIONS: [&str; 14] =
    ["dr", "mr", "mrs", "ms", "prof", "e.g", "i.e", "vs", "etc", "fig", "no", "inc", "ltd", "corp"];

/// The sentences as ranges of tokens. A dot ends one unless it follows a
/// single Arabic letter (`د.`, `م.`) or an abbreviation, or stands inside a
/// name; `؛` joins clauses of one sentence.
#[must_use]
pub fn sentences(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (index, token) in tokens.iter().enumerate() {
        let TokenKind::Punct(mark) = token.kind else { continue };
        let ends = match mark {
            '!' | '?' | '\u{061F}' | '\u{2026}' | '\u{06D4}' => true,
            '.' => dot_ends(tokens, index),
            _ => false,
        };
        let more_marks = tokens.get(index + 1).is_some_and(|next| next.joined && is_closing(next.kind));
        let closes = || start < index && is_closing(token.kind) && previous_ended(tokens, index);
        if ends && !more_marks || closes() {
            sentences.push(start..index + 1);
            start = index + 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// Marks that close a sentence after its dot: quotes, brackets, more dots.
fn is_closing(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Punct('.' | '!' | '?' | '\u{061F}' | '"' | '\u{201D}' | '»' | ')' | ']' | '\u{2026}')
    )
}

fn previous_ended(tokens: &[Token], index: usize) -> bool {
    let next_closes = tokens.get(index + 1).is_some_and(|next| next.joined && is_closing(next.kind));
    let mut back = index;
    while back > 0 && tokens[back].joined && is_closing(tokens[back - 1].kind) {
        back -= 1;
        match tokens[back].kind {
            TokenKind::Punct('!' | '?' | '\u{061F}' | '\u{2026}') => return !next_closes,
            TokenKind::Punct('.') => return !next_closes && dot_ends(tokens, back),
            _ => {}
        }
    }
    false
}

fn dot_ends(tokens: &[Token], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|i| &tokens[i]) else { return false };
    let attached = tokens[index].joined;
    let is_initial = attached && before.is_arabic() && before.key.chars().count() == 1;
    let is_abbreviation = attached && before.is_latin() && ABBREVIATIONS.contains(&before.key.as_str());
    let is_latin_initial = attached && before.is_latin() && before.range.len() == 1;
    let at_end = index + 1 == tokens.len();
    let inside_name = tokens
        .get(index + 1)
        .is_some_and(|next| next.joined && (next.is_latin() || next.kind == TokenKind::Number));
    at_end || !(is_initial || is_abbreviation || is_latin_initial || inside_name)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokenize;
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let tokens = tokenize(text);
        sentences(&tokens)
            .into_iter()
            .map(|s| &text[tokens[s.start].range.start..tokens[s.end - 1].range.end])
            .collect()
    }

    #[test]
    fn dots_of_titles_and_names_do_not_end_sentences() {
        assert_eq!(
            split("قال د. أحمد إن Node.js سريع؛ ثم سكت. انتهى"),
            ["قال د. أحمد إن Node.js سريع؛ ثم سكت.", "انتهى"]
        );
        assert_eq!(split("هل وصل؟ نعم! (وصل.) وبعد"), ["هل وصل؟", "نعم!", "(وصل.)", "وبعد"]);
        assert_eq!(split("بلغ 3.5 مليار."), ["بلغ 3.5 مليار."]);
    }
}
