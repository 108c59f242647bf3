//! One term rendered two ways, and renderings that are not preferred.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Rule, isolated, times};
use super::termbase::written;
use super::text::{Sighting, Text};
use crate::model::{Kind, Status};
use crate::text::{ar_key, fold};

/// Tokens between two renderings that gloss each other, at most.
const GLOSS: usize = 2;

/// Renderings of one term that the text has, with their places.
type Used<'s> = BTreeMap<usize, Vec<&'s Sighting>>;

/// Compares the renderings of each term that the text surely speaks of.
pub(super) fn find(text: &Text<'_, '_>, findings: &mut Vec<Finding>) {
    let mut by_term: BTreeMap<usize, Used<'_>> = BTreeMap::new();
    for sighting in &text.sightings {
        for (term, rendering) in meant(text, sighting) {
            by_term.entry(term).or_default().entry(rendering).or_default().push(sighting);
        }
    }
    for (&term, used) in &by_term {
        let main = main_rendering(text, term, used);
        for (&rendering, places) in used.iter().filter(|&(&rendering, _)| rendering != main) {
            let places: Vec<&Sighting> =
                places.iter().copied().filter(|place| !is_glossed(text, place, term)).collect();
            if !places.is_empty() && are_rivals(text, rendering, main) {
                inconsistent(text, (rendering, main), (&places, used[&main].len()), findings);
            }
        }
        let first = text.termbase.terms[term].renderings[0];
        if used.len() == 1 && !used.contains_key(&first) && are_rivals(text, main, first) {
            not_preferred(text, (main, first), &used[&main], findings);
        }
    }
}

/// The terms that a sighting surely speaks of, with the rendering: the only
/// one it can be, where it says enough by itself; or one that the original has
/// right there and nothing else in the block renders.
fn meant(text: &Text<'_, '_>, sighting: &Sighting) -> Vec<(usize, usize)> {
    let of = |&at: &usize| (text.termbase.renderings[at].term, at);
    let fits = |at: &&usize| is_spelled_so(text, sighting, **at);
    let possible: Vec<(usize, usize)> = sighting.renderings.iter().filter(fits).map(of).collect();
    if let [(term, rendering)] = possible[..] {
        let found = &text.termbase.renderings[rendering];
        if sighting.tokens.len() > 1 && is_whole(text, sighting) || found.kind == Kind::Transliterated {
            return vec![(term, rendering)];
        }
    }
    let stands = |(term, rendering): &(usize, usize)| {
        let others = |other: &&Sighting| {
            other.prose == sighting.prose
                && other.renderings.iter().any(|&at| at != *rendering && of(&at).0 == *term)
        };
        let in_original = text.in_original(*term, sighting.prose);
        in_original > text.sightings.iter().filter(others).count()
    };
    let here: Vec<(usize, usize)> = possible.into_iter().filter(stands).collect();
    // Of two terms that stand in the original neither is sure.
    if here.len() == 1 { here } else { Vec::new() }
}

/// Whether a phrase ends where it seems to: استرجاع بيانات goes on in
/// استرجاع بيانات الاعتماد.
fn is_whole(text: &Text<'_, '_>, sighting: &Sighting) -> bool {
    let prose = &text.article.arabic[sighting.prose];
    let definite = |at: usize| prose.form(at..at + 1).starts_with("ال");
    let end = sighting.tokens.end;
    let goes_on = prose.tokens.get(end).is_some_and(|next| next.is_arabic() && definite(end));
    !goes_on || definite(end - 1)
}

/// Whether a word has the hamza of a rendering, as far as both are written:
/// آمن is not أمن.
fn is_spelled_so(text: &Text<'_, '_>, sighting: &Sighting, rendering: usize) -> bool {
    if sighting.tokens.len() > 1 {
        return true;
    }
    let prose = &text.article.arabic[sighting.prose];
    let word = written(&prose.form(sighting.tokens.clone())[sighting.clitic..]);
    let agrees = |form: &String| {
        let form = written(form);
        let hamza = |c: char| matches!(c, 'أ' | 'إ' | 'آ');
        form.chars()
            .zip(word.chars())
            .take_while(|(a, b)| fold_eq(*a, *b))
            .all(|(a, b)| a == b || !(hamza(a) && hamza(b)))
    };
    text.termbase.renderings[rendering].forms.iter().filter(|form| !form.contains(' ')).any(agrees)
}

fn fold_eq(a: char, b: char) -> bool {
    a == b || fold(a.encode_utf8(&mut [0; 4])) == fold(b.encode_utf8(&mut [0; 4]))
}

/// Whether another rendering of the term stands right beside a place: who
/// gives both means both.
fn is_glossed(text: &Text<'_, '_>, sighting: &Sighting, term: usize) -> bool {
    text.sightings.iter().any(|other| {
        let gap = if other.tokens.start >= sighting.tokens.end {
            other.tokens.start - sighting.tokens.end
        } else if sighting.tokens.start >= other.tokens.end {
            sighting.tokens.start - other.tokens.end
        } else {
            return false;
        };
        let same = other.renderings.iter().any(|&at| text.termbase.renderings[at].term == term);
        other.prose == sighting.prose && gap <= GLOSS && same
    })
}

/// The rendering that the others are measured by: the preferred one if the
/// text has it, else the most frequent.
fn main_rendering(text: &Text<'_, '_>, term: usize, used: &Used<'_>) -> usize {
    let order = &text.termbase.terms[term].renderings;
    let rank = |at: usize| order.iter().position(|&other| other == at);
    let most = || used.iter().max_by_key(|(at, places)| (places.len(), std::cmp::Reverse(rank(**at))));
    if used.contains_key(&order[0]) { order[0] } else { most().map_or(order[0], |(&at, _)| at) }
}

/// Whether two renderings compete: in one subject field, and neither is the
/// other cut short, which is how texts speak of a thing again.
fn are_rivals(text: &Text<'_, '_>, one: usize, other: usize) -> bool {
    let (one, other) = (&text.termbase.renderings[one], &text.termbase.renderings[other]);
    let words = |ar: &str| ar_key(ar).split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (a, b) = (words(&one.ar), words(&other.ar));
    let same_field = one.subject == other.subject || one.subject.is_empty() || other.subject.is_empty();
    same_field && !a.is_subset(&b) && !b.is_subset(&a)
}

fn inconsistent(
    text: &Text<'_, '_>,
    (rendering, main): (usize, usize),
    (places, others): (&[&Sighting], usize),
    findings: &mut Vec<Finding>,
) {
    let (rendering, main) = (&text.termbase.renderings[rendering], &text.termbase.renderings[main]);
    let en = &text.termbase.terms[rendering.term].en;
    let finding = text.at(Rule::Inconsistent, places[0]);
    findings.push(Finding {
        message: format!(
            "{en} is {} here and {} elsewhere in this text ({})",
            isolated(&finding.text),
            isolated(&main.ar),
            times(others)
        ),
        term: en.clone(),
        suggestion: main.ar.clone(),
        times: u32::try_from(places.len()).unwrap_or(u32::MAX),
        ..finding
    });
}

fn not_preferred(
    text: &Text<'_, '_>,
    (rendering, first): (usize, usize),
    places: &[&Sighting],
    findings: &mut Vec<Finding>,
) {
    let (rendering, first) = (&text.termbase.renderings[rendering], &text.termbase.renderings[first]);
    // Of two approved renderings the order is no more than a wish, unless a
    // person chose.
    if rendering.status == Status::Approved && !first.is_chosen {
        return;
    }
    let en = &text.termbase.terms[rendering.term].en;
    let finding = text.at(Rule::NotPreferred, places[0]);
    findings.push(Finding {
        message: format!(
            "{} renders {en}, for which the glossary prefers {}",
            isolated(&finding.text),
            isolated(&first.ar)
        ),
        term: en.clone(),
        suggestion: first.ar.clone(),
        times: u32::try_from(places.len()).unwrap_or(u32::MAX),
        ..finding
    });
}
