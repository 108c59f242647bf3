//! English terms of the original that nothing in the translation renders.
//!
//! A translator may render a term in words that no glossary has. So a term
//! counts as left out only when the blocks beside it have neither one of its
//! renderings, nor its letters, nor an Arabic word that the lexicon links to
//! any word of it, and when the rest of the text has none of its renderings.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Rule, isolated};
use super::termbase::Termbase;
use super::text::{Mention, Text};
use crate::align::en_stems;
use crate::text::{ar_stem, fold};

/// From this strength on a link says that a word may be rendered.
const LINKED: f64 = 0.01;

/// Each term once, at the block that should render it.
pub(super) fn find(text: &Text<'_, '_>, findings: &mut Vec<Finding>) {
    let Some(beside) = &text.beside else { return };
    let mut places: BTreeMap<usize, Vec<&Mention>> = BTreeMap::new();
    for mention in &text.original {
        let prose = &text.article.english[mention.prose];
        if let [term] = mention.terms[..]
            && Termbase::is_telling(prose.form(mention.tokens.clone()))
            && is_whole(text, mention)
        {
            places.entry(term).or_default().push(mention);
        }
    }
    let rendered: BTreeSet<usize> = text
        .sightings
        .iter()
        .flat_map(|sighting| &sighting.renderings)
        .map(|&at| text.termbase.renderings[at].term)
        .chain(text.latin.iter().flat_map(|mention| mention.terms.iter().copied()))
        .collect();
    for (term, mentions) in places.into_iter().filter(|(term, _)| !rendered.contains(term)) {
        let missing = mentions.iter().find_map(|mention| {
            let near = beside.near_arabic(mention.prose)?;
            let english = text.article.english[mention.prose].form(mention.tokens.clone());
            (!may_be_rendered(text, term, english, near.clone())).then_some((near, english, *mention))
        });
        let Some((near, english, mention)) = missing else { continue };
        let at = beside.arabic_of(mention.prose).unwrap_or(near.start);
        let prose = &text.article.arabic[at];
        if prose.tokens.is_empty() {
            continue;
        }
        let finding = text.finding(Rule::NotRendered, (prose, 0..1, 0));
        let preferred = text.termbase.preferred(term);
        findings.push(Finding {
            message: format!(
                "the original has {english}, and nothing here renders it; the glossary has {}",
                isolated(&preferred.ar)
            ),
            term: text.termbase.terms[term].en.clone(),
            text: String::new(),
            suggestion: preferred.ar.clone(),
            times: u32::try_from(mentions.len()).unwrap_or(u32::MAX),
            ..finding
        });
    }
}

/// Whether a mention is a term by itself: the `third-party` of a longer phrase
/// is rendered with it, and the `no code` of "no code of conduct" is none.
fn is_whole(text: &Text<'_, '_>, mention: &Mention) -> bool {
    let prose = &text.article.english[mention.prose];
    let function = |at: usize| text.knowledge.stoplists.en_function.contains(&prose.tokens[at].key);
    let goes_on = prose
        .tokens
        .get(mention.tokens.end)
        .is_some_and(|next| next.is_latin() && !function(mention.tokens.end) || next.is('-'));
    !goes_on && !function(mention.tokens.start)
}

/// Whether some word of the blocks may render some word of the term.
fn may_be_rendered(text: &Text<'_, '_>, term: usize, english: &str, near: std::ops::Range<usize>) -> bool {
    let lexicon = &text.knowledge.lexicon;
    let letters = &text.knowledge.letters;
    let mut words: BTreeSet<String> = english.split([' ', '-']).map(fold).collect();
    let mut stems: BTreeSet<String> = en_stems(english).into_iter().collect();
    for form in &text.termbase.terms[term].en_forms {
        stems.extend(en_stems(form));
        words.extend(form.split([' ', '-']).map(fold));
    }
    for long in text.knowledge.acronyms.expansions(english) {
        stems.extend(en_stems(long));
    }
    let telling = |stem: &&String| !text.knowledge.stoplists.en_function.contains(*stem);
    // What no lexicon knows cannot be missed.
    if !stems.iter().filter(telling).all(|stem| lexicon.knows_en(stem)) {
        return true;
    }
    text.article.arabic[near]
        .iter()
        .flat_map(|prose| prose.tokens.iter().map(move |token| (prose, token)))
        .any(|(prose, token)| {
            if token.is_latin() {
                return words.contains(&token.key);
            }
            let surface = &prose.text.as_str()[token.range.clone()];
            // The alef of حاسوبا is its case.
            let bare = token.key.strip_suffix('ا').map(str::to_owned);
            let candidates = crate::text::readings(&token.key, &|stem| lexicon.knows_ar(&ar_stem(stem)));
            let readings =
                std::iter::once(surface.to_owned()).chain(bare).chain(candidates.into_iter().map(|r| r.stem));
            token.is_arabic()
                && readings
                    .map(|word| ar_stem(&word))
                    .any(|ar| stems.iter().filter(telling).any(|en| lexicon.link(&ar, en) >= LINKED))
                || token.is_arabic()
                    && token.key.chars().count() > 3
                    && words.iter().any(|en| en.len() > 3 && letters.probability(&token.key, en) > 0.5)
        })
}
