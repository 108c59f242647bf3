//! Links whose target names the thing in English.

use super::article::{English, evidence};
use super::{EvidenceMiner, MinedArticle};
use crate::knowledge::{Encyclopedia, Knowledge};
use crate::model::{Evidence, Mark, MarkKind, Miner};
use crate::text::{Prose, Token};

/// Finds Arabic anchor text on links to English names.
#[derive(Debug, Clone, Copy)]
pub struct LinkMiner;

/// A longer anchor is a phrase about the thing, not its name.
const LONGEST_ANCHOR: usize = 5;

impl EvidenceMiner for LinkMiner {
    fn kind(&self) -> Miner {
        Miner::Link
    }

    fn mine(&self, article: &MinedArticle<'_>, knowledge: &Knowledge, found: &mut Vec<Evidence>) {
        for prose in &article.arabic {
            for (mark, target) in links(prose) {
                let anchor = prose.tokens_in(mark);
                let tokens = &prose.tokens[anchor.clone()];
                let is_term =
                    (1..=LONGEST_ANCHOR).contains(&anchor.len()) && tokens.iter().all(Token::is_arabic);
                if !is_term || begins_with_stop_word(tokens, knowledge) {
                    continue;
                }
                if let Some(name) = knowledge.encyclopedias.iter().find_map(|site| slug(site, target)) {
                    let fits = name.split(' ').count() <= LONGEST_ANCHOR;
                    if fits {
                        found.push(evidence(Miner::Link, prose, anchor, 0, &English::Name(&name), 0.8));
                    }
                } else if let Some((other, tokens)) = partner_anchor(article, target) {
                    let english = English::Tokens(other, tokens);
                    found.push(evidence(Miner::Link, prose, anchor, 0, &english, 0.7));
                }
            }
        }
    }
}

fn links<'p>(prose: &'p Prose<'_>) -> impl Iterator<Item = (&'p Mark, &'p str)> {
    prose.segment.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Link(target) => Some((mark, target.as_str())),
        _ => None,
    })
}

fn begins_with_stop_word(tokens: &[Token], knowledge: &Knowledge) -> bool {
    let first = &tokens[0].key;
    knowledge.stoplists.ar_function.contains(first) || knowledge.stoplists.ar_openers.contains(first)
}

/// The English name at the end of an encyclopedia's address, without the
/// qualifier in brackets: `Neural_network_(machine_learning)`.
fn slug(site: &Encyclopedia, target: &str) -> Option<String> {
    let address = target.split_once("://").map_or(target, |(_, rest)| rest);
    let path = address.strip_prefix(site.host.as_str())?.strip_prefix(site.path_prefix.as_str())?;
    let path = path.split(['#', '?']).next()?.trim_end_matches('/');
    let last = percent_decoded(path.rsplit('/').next()?)?;
    let name = last.replace(['_', '-'], " ");
    let name = name.split(" (").next()?.trim();
    let is_name = name.chars().any(|c| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '+' | '\'' | '&' | '/'))
        && !address.contains("Special:")
        && !last.contains(':');
    is_name.then(|| name.to_owned())
}

fn percent_decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()))
            .flatten();
        out.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).ok()
}

/// A target without what differs between the languages of one site.
fn neutral(target: &str) -> String {
    let parts = target
        .split('/')
        .filter(|part| !matches!(*part, "ar" | "en" | "en-us" | "en-US" | "ar-sa" | "ar-SA"));
    parts.collect::<Vec<_>>().join("/")
}

/// The anchor text of the English partner's only link to the same target.
fn partner_anchor<'p, 'a>(
    article: &'p MinedArticle<'a>,
    target: &str,
) -> Option<(&'p Prose<'a>, std::ops::Range<usize>)> {
    let wanted = neutral(target);
    if article.english.is_empty() || wanted.len() < 3 {
        return None;
    }
    let mut anchors = article.english.iter().flat_map(|prose| {
        links(prose)
            .filter(|(_, other)| neutral(other) == wanted)
            .map(move |(mark, _)| (prose, prose.tokens_in(mark)))
    });
    let (prose, tokens) = anchors.next()?;
    let same_text = |(other, range): (&Prose<'_>, std::ops::Range<usize>)| {
        other.form(range).eq_ignore_ascii_case(prose.form(tokens.clone()))
    };
    let is_name = (1..=LONGEST_ANCHOR).contains(&tokens.len())
        && prose.tokens[tokens.clone()].iter().all(Token::is_latin);
    (is_name && anchors.all(same_text)).then_some((prose, tokens))
}
