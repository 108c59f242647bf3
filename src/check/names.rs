//! Names: misspelled in Arabic letters, or left in Latin ones.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::finding::{Finding, Rule, isolated};
use super::text::{Mention, Text};
use crate::align::ar_stems;
use crate::knowledge::singulars;
use crate::model::Kind;
use crate::text::{Prose, TANWEEN, Token, ar_key, fold, readings, strip_article};

/// Shortest Arabic word that may be a misspelled name.
const SHORTEST: usize = 5;

/// From this probability on a word spells the sounds of a name: فيسبوق and
/// توتر do, تيخوك does not.
const FAIR: f64 = 0.95;

/// Words that no dictionary has and that are nearly the Arabic form of a name
/// that the text mentions.
pub(super) fn misspelled(text: &Text<'_, '_>, findings: &mut Vec<Finding>) {
    let names = names_of(text);
    if names.is_empty() {
        return;
    }
    let right: BTreeSet<&String> = names.iter().map(|(form, _)| form).collect();
    for prose in &text.article.arabic {
        for (at, token) in prose.tokens.iter().enumerate().filter(|(_, token)| token.is_arabic()) {
            if token.key.chars().count() < SHORTEST
                || prose.is_code(at)
                || !may_be_name(prose.form(at..at + 1))
                || is_known(text, &token.key)
            {
                continue;
            }
            let bare = bare_forms(&token.key);
            if bare.iter().any(|form| right.contains(form)) {
                continue;
            }
            let near = names.iter().filter_map(|(form, rendering)| {
                let distance = bare.iter().filter_map(|bare| slips(bare, form)).min()?;
                Some((distance, form, *rendering))
            });
            let Some((_, _, rendering)) = near.min() else { continue };
            let rendering = &text.termbase.renderings[rendering];
            let finding = text.finding(Rule::MisspelledName, (prose, at..at + 1, 0));
            let en = &text.termbase.terms[rendering.term].en;
            // Another fair spelling of the sounds is no slip.
            if bare.iter().any(|word| text.knowledge.letters.probability(word, en) > FAIR) {
                continue;
            }
            findings.push(Finding {
                message: format!("{} looks like a misspelling of {en}", isolated(&finding.text)),
                term: en.clone(),
                suggestion: rendering.ar.clone(),
                ..finding
            });
        }
    }
}

/// The Arabic forms of the names that the text mentions, as keys without
/// spaces, with their renderings.
fn names_of(text: &Text<'_, '_>) -> Vec<(String, usize)> {
    let mut terms: BTreeSet<usize> = BTreeSet::new();
    terms.extend(text.latin.iter().flat_map(|mention| &mention.terms));
    terms.extend(text.sightings.iter().filter_map(|sighting| text.only_term(sighting)));
    let names = terms.into_iter().filter(|&term| text.knowledge.base.is_name(&text.termbase.terms[term].en));
    let renderings = names.flat_map(|term| &text.termbase.terms[term].renderings);
    let by_sound = renderings.filter(|&&at| text.termbase.renderings[at].kind == Kind::Transliterated);
    let forms = by_sound.flat_map(|&at| {
        text.termbase.renderings[at].forms.iter().map(move |form| (ar_key(form).replace(' ', ""), at))
    });
    forms.filter(|(form, _)| form.chars().count() >= SHORTEST).collect()
}

/// Whether a name could stand there as the word is written: names have
/// neither article nor case ending.
fn may_be_name(surface: &str) -> bool {
    let bare = surface.trim_start_matches(['و', 'ف', 'ب', 'ل', 'ك']);
    !surface.contains(TANWEEN) && !bare.starts_with("ال") && !surface.starts_with("لل")
}

/// Whether a folded word is one that some table knows, in some reading.
fn is_known(text: &Text<'_, '_>, key: &str) -> bool {
    let lists = &text.knowledge.stoplists;
    let lexicon = &text.knowledge.lexicon;
    let is_word = |word: &str| {
        text.termbase.phrases.has_word(word)
            || text.knowledge.base.has_word(word)
            || lexicon.knows_ar(word)
            || ar_stems(word).iter().any(|stem| lexicon.knows_ar(stem))
            || [&lists.ar_function, &lists.ar_openers, &lists.ar_light].iter().any(|list| list.contains(word))
    };
    let plain = key.strip_suffix('ا').is_some_and(is_word);
    plain
        || is_word(key)
        || singulars(key).iter().any(|word| is_word(word))
        || !readings(key, &is_word).is_empty()
}

/// A folded word, and what remains of it after one letter that may be a
/// conjunction or preposition, and after the article.
fn bare_forms(key: &str) -> Vec<String> {
    let mut forms = vec![key.to_owned()];
    forms.extend(key.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).map(str::to_owned));
    let defined: Vec<String> =
        forms.iter().filter_map(|form| strip_article(form)).map(str::to_owned).collect();
    forms.extend(defined);
    forms
}

/// How many slips of the pen lead from a name to a word: one for each four
/// letters at most, and none in the first letter or the last.
fn slips(word: &str, name: &str) -> Option<usize> {
    let ends = |word: &str| (word.chars().next(), word.chars().next_back());
    let length = name.chars().count();
    let slips = strsim::damerau_levenshtein(word, name);
    let allowed = if length < 6 { 1 } else { 2 };
    let long_enough = word.chars().count() + 1 >= SHORTEST.max(length.saturating_sub(1));
    (slips > 0 && slips <= allowed && long_enough && ends(word) == ends(name)).then_some(slips)
}

/// Names that stand in the running text in Latin letters, each once, though
/// the glossary has an Arabic form for them.
pub(super) fn left_in_latin(text: &Text<'_, '_>, findings: &mut Vec<Finding>) {
    let mut places: BTreeMap<usize, Vec<&Mention>> = BTreeMap::new();
    for mention in &text.latin {
        let prose = &text.article.arabic[mention.prose];
        let [term] = mention.terms[..] else { continue };
        if is_name(text, term) && stands_alone(prose, &mention.tokens) {
            places.entry(term).or_default().push(mention);
        }
    }
    for (term, mentions) in places {
        // Who gives both forms has decided; who gives the Arabic elsewhere
        // has not.
        let glossed = text
            .latin
            .iter()
            .filter(|mention| mention.terms.contains(&term))
            .any(|mention| is_glossed(text, mention, term));
        let first = mentions[0];
        if glossed {
            continue;
        }
        let prose = &text.article.arabic[first.prose];
        let finding = text.finding(Rule::LatinName, (prose, first.tokens.clone(), 0));
        let preferred = text.termbase.preferred(term);
        findings.push(Finding {
            message: format!("{} has the Arabic form {}", finding.text, isolated(&preferred.ar)),
            term: text.termbase.terms[term].en.clone(),
            suggestion: preferred.ar.clone(),
            times: u32::try_from(mentions.len()).unwrap_or(u32::MAX),
            ..finding
        });
    }
}

/// Whether a term is a name that Arabic writes by its sound, and not one that
/// technical Arabic is used to have in Latin letters.
fn is_name(text: &Text<'_, '_>, term: usize) -> bool {
    let term = &text.termbase.terms[term];
    let by_sound = |&at: &usize| text.termbase.renderings[at].kind == Kind::Transliterated;
    term.en.chars().count() > 2
        && term.renderings.iter().all(by_sound)
        && text.knowledge.base.is_name(&term.en)
        && !text.knowledge.stoplists.latin_names.contains(&fold(&term.en))
}

/// Whether a Latin name is a word of an Arabic sentence, and no part of a
/// longer name, a list, a bracket, a quotation or a link to the thing itself.
fn stands_alone(prose: &Prose<'_>, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map(|at| &prose.tokens[at]);
    let after = prose.tokens.get(tokens.end);
    let arabic = |token: Option<&Token>| token.is_none_or(Token::is_arabic);
    let ends = after.is_none_or(|token| {
        token.is_arabic() || ['.', '،', '؛', '؟', '!', ':'].iter().any(|&mark| token.is(mark))
    });
    let capital = prose.form(tokens.clone()).chars().next().is_some_and(char::is_uppercase);
    let unmarked = prose.marks_at(tokens.start).next().is_none();
    let sentence = prose.sentence_of(tokens.start);
    let words = prose.tokens[sentence].iter().filter(|token| token.is_word());
    let (all, latin) =
        words.fold((0, 0), |(all, latin), token| (all + 1, latin + usize::from(token.is_latin())));
    capital && unmarked && before.is_some() && arabic(before) && ends && latin * 3 <= all
}

/// Whether the Arabic of a name stands right beside it.
fn is_glossed(text: &Text<'_, '_>, mention: &Mention, term: usize) -> bool {
    text.sightings.iter().any(|sighting| {
        let renders = sighting.renderings.iter().any(|&at| text.termbase.renderings[at].term == term);
        let gap = mention
            .tokens
            .start
            .abs_diff(sighting.tokens.end)
            .min(mention.tokens.end.abs_diff(sighting.tokens.start));
        renders && sighting.prose == mention.prose && gap <= 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_small_and_inside_the_word() {
        let form = fold("تيكتوك");
        assert_eq!(slips("تيخوك", &form), Some(2));
        for other in ["تيكتوك", "ميكتوك", "تيكتوكر", "توك", "تحالف"] {
            assert_eq!(slips(other, &form), None, "{other}");
        }
        assert_eq!(slips("قوقول", &fold("قوقل")), Some(1));
    }
}
