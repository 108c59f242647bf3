//! Reading a text against a glossary: what a terminologist would mark.
//!
//! [`check`] takes an Arabic article, alone or beside its English original,
//! and a [`Termbase`], and gives [`Finding`]s with their place in the file.
//! A word out of context says little, so every rule asks for a second witness:
//! the other spelling in the same text, the English beside it, or a rendering
//! of several words that can mean nothing else.

mod beside;
mod finding;
mod mistranslation;
mod names;
mod not_rendered;
mod renderings;
mod report;
mod spelling;
mod termbase;
mod text;

pub use finding::{Finding, Level, Rule};
pub use report::{to_json, to_sarif, to_text};
pub use termbase::{Rendering, Term, Termbase};

use crate::knowledge::Knowledge;
use crate::mine::MinedArticle;
use crate::model::Article;
use text::Text;

/// Checks an article; `file` is what messages call it. The findings stand in
/// the order of the text.
#[must_use]
pub fn check(article: &Article, file: &str, termbase: &Termbase, knowledge: &Knowledge) -> Vec<Finding> {
    let mined = MinedArticle::new(article);
    let text = Text::new(article, &mined, file, termbase, knowledge);
    let mut findings = Vec::new();
    for rule in [
        mistranslation::find,
        spelling::find,
        names::misspelled,
        names::left_in_latin,
        renderings::find,
        not_rendered::find,
    ] {
        rule(&text, &mut findings);
    }
    findings.sort();
    findings.dedup();
    findings
}

#[cfg(test)]
mod tests;
