//! Terms that Arabic prose keeps in Latin letters.
//!
//! A term counts where the glossary has Arabic for it, or where the article
//! itself glosses it: only there is Latin script a choice. The whole run of
//! Latin words must be the term; brackets, which gloss, and quoted English are
//! left out. What stands in inline code is told apart: a translator keeps it
//! there and may translate it in prose.

use std::collections::BTreeMap;

use super::article::{English, evidence};
use super::{MinedArticle, is_acronym};
use crate::knowledge::Knowledge;
use crate::model::{Evidence, Kind, Miner};
use crate::text::{Prose, en_key};

/// The feature that tells where the term stands.
pub(crate) const IN_CODE: &str = "in=code";
pub(crate) const IN_PROSE: &str = "in=prose";
/// Arabic words that the sentence has at least.
const PROSE: usize = 3;
/// Words of a term at most.
const LONGEST: usize = 4;
/// How sure it is that a term left in Latin is meant to be.
const SCORE: f64 = 0.5;

/// Adds the places where an article leaves known terms in Latin letters;
/// `found` holds what its glosses say.
pub(super) fn mine(article: &MinedArticle<'_>, knowledge: &Knowledge, found: &mut Vec<Evidence>) {
    let mut glossed: BTreeMap<String, String> = BTreeMap::new();
    for row in found.iter().filter(|row| row.miner == Miner::Gloss) {
        for form in [&row.en_form, &row.en_alias].into_iter().filter(|form| !form.is_empty()) {
            glossed.entry(en_key(form)).or_insert_with(|| form.clone());
        }
    }
    let mut rows = Vec::new();
    for prose in &article.arabic {
        let mut depth = 0_usize;
        let mut at = 0;
        while at < prose.tokens.len() {
            let token = &prose.tokens[at];
            depth = match () {
                () if token.is('(') || token.is('[') => depth + 1,
                () if token.is(')') || token.is(']') => depth.saturating_sub(1),
                () => depth,
            };
            let run = prose.tokens[at..].iter().take_while(|token| token.is_latin()).count();
            if run == 0 {
                at += 1;
                continue;
            }
            let tokens = at..at + run;
            at += run;
            if depth > 0 || run > LONGEST || !is_in_prose(prose, tokens.start) {
                continue;
            }
            let form = prose.form(tokens.clone());
            let Some(name) = name(form, &glossed, knowledge) else { continue };
            let code = tokens.clone().any(|at| prose.is_code(at));
            if !code && is_quoted(prose, &tokens) {
                continue;
            }
            let mut row = evidence(Miner::Base, prose, tokens, 0, &English::Name(&name), SCORE);
            row.en_form.clone_from(&row.ar_form);
            row.features = vec![if code { IN_CODE } else { IN_PROSE }.to_owned()];
            rows.push(row);
        }
    }
    found.extend(rows);
}

/// The term that a Latin run is, as the glossary or the article writes it.
fn name(form: &str, glossed: &BTreeMap<String, String>, knowledge: &Knowledge) -> Option<String> {
    let key = en_key(form);
    if key.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return None;
    }
    let is_name = |term: &str| knowledge.stoplists.latin_names.contains(&crate::text::fold(term));
    // An everyday word is a term only where the article says so.
    let telling = is_acronym(form) || key.contains(' ') || !knowledge.stoplists.en_ordinary.contains(&key);
    let base = knowledge
        .base
        .of_english(&key)
        .find(|term| term.kind != Kind::Latin && !is_name(&term.en) && telling)
        .map(|term| term.en.clone());
    base.or_else(|| glossed.get(&key).cloned())
}

/// Whether a token stands in an Arabic sentence.
fn is_in_prose(prose: &Prose<'_>, at: usize) -> bool {
    let sentence = prose.sentence_of(at);
    prose.tokens[sentence].iter().filter(|token| token.is_arabic()).count() >= PROSE
}

/// Whether a run stands in quotation marks, as what a screen or a file says.
fn is_quoted(prose: &Prose<'_>, run: &std::ops::Range<usize>) -> bool {
    let is_mark = |at: Option<usize>| {
        at.and_then(|at| prose.tokens.get(at))
            .is_some_and(|token| ['"', '\'', '«', '»', '“', '”', '`'].into_iter().any(|mark| token.is(mark)))
    };
    is_mark(run.start.checked_sub(1)) && is_mark(Some(run.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, BlockKind, Document, Lang, MappedText, Mark, MarkKind, Segment};

    fn found(text: &str, code: &str) -> Vec<(String, String)> {
        let marks = text
            .find(code)
            .filter(|_| !code.is_empty())
            .map(|start| Mark { range: start..start + code.len(), kind: MarkKind::Code });
        let segment = Segment {
            kind: BlockKind::Paragraph,
            text: MappedText::identity(text.to_owned()),
            marks: marks.into_iter().collect(),
        };
        let whole = MappedText::identity(text.to_owned());
        let arabic = Document::new("a.md".into(), "site".into(), Lang::Ar, whole, vec![segment]);
        let article = Article { arabic, english: None };
        let knowledge = Knowledge::load(None, true).unwrap();
        let rows = crate::mine::mine(&MinedArticle::new(&article), &knowledge);
        let latin = rows.into_iter().filter(|row| row.features.iter().any(|f| f.starts_with("in=")));
        latin.map(|row| (row.ar_form, row.features[0].clone())).collect()
    }

    #[test]
    fn terms_left_in_latin_are_told_from_code_and_glosses() {
        let text =
            "يفتح المتصفح شبكة عصبية (neural network) ثم يستدعي API الخادم مرة أخرى، ويكتب API في الملف.";
        let row = |place: &str| ("API".to_owned(), place.to_owned());
        assert_eq!(found(text, ""), [row(IN_PROSE), row(IN_PROSE)]);
        let text = "يفتح المتصفح صفحة جديدة ثم يستدعي `API` الخادم مرة أخرى.";
        assert_eq!(found(text, "API"), [row(IN_CODE)]);
    }

    #[test]
    fn what_has_no_arabic_is_no_choice() {
        let text = "يفتح المتصفح صفحة جديدة ثم يستدعي Zorblax الخادم مرة أخرى، ويعرض \"API\" على الشاشة، ويكتب Save the file as text هناك.";
        assert_eq!(found(text, ""), []);
        let text = "يستعمل الفريق المجمع الدوار (Zorblax) في كل مشروع، ثم يشغل Zorblax مرة أخرى قبل النشر.";
        assert!(found(text, "").len() <= 1);
    }
}
