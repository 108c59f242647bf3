//! What the two sides say of each other.

use super::Subject;
use super::feature::Feature;
use super::measure::{Values, mean};
use crate::align::{ar_stems, en_stems};
use crate::knowledge::Knowledge;
use crate::mine::{is_acronym, length_prior, pieces};
use crate::score::form::faults;
use crate::text::{ar_key, is_arabic};

/// A link of half this strength is as good as one of this.
const LINKED: f64 = 1.0 / 3.0;
/// The least link that says a word is not idle.
const LEAST: f64 = 0.05;

/// How an Arabic phrase renders English stems.
struct Cover {
    /// Share of each English word that is rendered.
    english: Vec<f64>,
    /// The strongest link of each Arabic word.
    arabic: Vec<f64>,
}

fn cover(arabic: &[String], english: &[String], knowledge: &Knowledge) -> Cover {
    let link = |ar: &String, en: &String| {
        let same = f64::from(u8::from(ar == en));
        (knowledge.lexicon.link(ar, en) / LINKED).min(1.0).max(same)
    };
    Cover {
        english: english.iter().map(|en| arabic.iter().map(|ar| link(ar, en)).fold(0.0, f64::max)).collect(),
        arabic: arabic.iter().map(|ar| english.iter().map(|en| link(ar, en)).fold(0.0, f64::max)).collect(),
    }
}

pub(super) fn together(subject: &Subject<'_>, values: &mut Values) {
    let Subject { en, ar, knowledge, .. } = subject;
    let (arabic, english) = (ar_stems(ar), en_stems(en));
    let acronym = is_acronym(en);
    let sounds =
        if ar.chars().any(is_arabic) { knowledge.letters.probability(&ar.replace(' ', ""), en) } else { 0.0 };
    values.set(Feature::Sounds, sounds);
    if acronym {
        of_acronym(subject, &arabic, values);
    } else {
        values.set(Feature::Length, length_prior(arabic.len(), english.len()));
        let longer = arabic.len() as f64 - english.len() as f64;
        values.set(Feature::Longer, longer.max(0.0));
        values.set(Feature::Shorter, (-longer).max(0.0));
        of_words(&arabic, &english, sounds, knowledge, values);
    }
    let names = faults(en, subject.en_forms.iter().copied(), ar, knowledge);
    values.flag(Feature::Clause, names.contains(&"clause"));
    values.flag(Feature::LostNegation, names.contains(&"negation"));
    values.flag(Feature::Foreign, names.contains(&"foreign"));
    values.flag(Feature::Named, names.contains(&"name"));
    let words: Vec<&str> = ar.split(' ').collect();
    let latin = words.iter().filter(|word| !word.chars().any(is_arabic)).count();
    values.flag(Feature::Latin, latin == words.len());
    values.flag(Feature::Mixed, latin > 0 && latin < words.len());
}

fn of_words(arabic: &[String], english: &[String], sounds: f64, knowledge: &Knowledge, values: &mut Values) {
    let lexicon = &knowledge.lexicon;
    let cover = cover(arabic, english, knowledge);
    let rendered = |value: f64| value.max(sounds);
    values.set(Feature::Covered, mean(cover.english.iter().copied().map(rendered)));
    values.flag(Feature::CoveredAll, cover.english.iter().all(|value| rendered(*value) >= LEAST));
    let gap =
        |(en, value): (&String, &f64)| f64::from(u8::from(lexicon.knows_en(en) && rendered(*value) < LEAST));
    values.set(Feature::Gap, mean(english.iter().zip(&cover.english).map(gap)));
    values.set(Feature::CoveredHead, cover.english.last().copied().map_or(0.0, rendered));
    let idle = |at: usize| lexicon.knows_ar(&arabic[at]) && rendered(cover.arabic[at]) < LEAST;
    let share =
        |holds: &dyn Fn(usize) -> bool| mean((0..arabic.len()).map(|at| f64::from(u8::from(holds(at)))));
    values.set(Feature::Idle, share(&idle));
    values.flag(Feature::IdleFirst, arabic.len() > 1 && idle(0));
    values.flag(Feature::IdleLast, arabic.len() > 1 && idle(arabic.len() - 1));
    let other = |at: usize| english.iter().all(|en| lexicon.renders_other(&arabic[at], en)) && sounds < 0.5;
    values.set(Feature::RendersOther, share(&other));
    values.set(Feature::Unseen, share(&|at| !lexicon.knows_ar(&arabic[at])));
}

fn of_acronym(subject: &Subject<'_>, arabic: &[String], values: &mut Values) {
    let Subject { en, ar, knowledge, .. } = subject;
    let long = subject.en_forms.iter().copied().filter(|form| !is_acronym(form));
    let expansions = knowledge.acronyms.expansions(en).chain(long);
    let rendered = expansions.map(|long| {
        let cover = cover(arabic, &en_stems(long), knowledge);
        let idle = |(ar, value): (&String, &f64)| {
            f64::from(u8::from(knowledge.lexicon.knows_ar(ar) && *value < LEAST))
        };
        mean(cover.english.iter().copied()) - 0.5 * mean(arabic.iter().zip(&cover.arabic).map(idle))
    });
    values.set(Feature::Expanded, rendered.fold(0.0, f64::max));
    let letters = pieces(en);
    let stands = letters.iter().map(|letter| {
        let links = arabic.iter().map(|ar| knowledge.lexicon.beginning(ar, letter));
        let strongest = links.fold(0.0, f64::max);
        (strongest / LINKED).min(1.0)
    });
    values.set(Feature::Letters, mean(stands));
    values.flag(Feature::AcronymOneWord, arabic.len() == 1);
    values.set(Feature::AcronymDiffers, (arabic.len() as f64 - letters.len() as f64).abs().min(4.0));
    values.flag(Feature::AcronymKnown, knowledge.acronyms.renders(en, &ar_key(ar)));
}
