//! Which words of an article may render each other, and how much it says when
//! they meet in two sentences.
//!
//! A word is found again on the other side with a probability that depends on
//! its sort, when the sentences render each other; by chance it is found in
//! the share of sentences that hold one of its renderings. The ratio of the
//! two is the evidence, so that what stands everywhere says nothing.

use super::dictionary::Dictionary;
use super::side::{Side, Sort, Type};
use crate::align::{ArabicSpelling, LatinName, LetterModel, NameIndex};
use crate::maps::Map;

/// Probability from which a spelling is a name's.
const SPELLED: f64 = 0.7;
/// How often a true rendering is found again, by what it is. Little is said by
/// what the other side does not have at all: the dictionary has gaps.
const WORD_FOUND: f64 = 0.5;
const NUMBER_FOUND: f64 = 0.7;
const LINK_FOUND: f64 = 0.8;
const NOT_THERE: f64 = 0.1;
/// Sentences added to an article when chance is counted, so that a short one
/// is not sure of anything.
const MORE_SENTENCES: f64 = 3.0;
/// Sentences of a side in the largest bead.
pub(super) const LARGEST: usize = 3;

/// What one type of a side says.
#[derive(Debug, Clone, Default)]
pub(super) struct Witness {
    /// Types of the other side that render it, with their weight, 0 to 1.
    pub renderings: Vec<(u32, f32)>,
    /// What it adds to the log odds when one of them is among as many
    /// sentences of the other side.
    pub hit: [f32; LARGEST],
    /// What it adds when none is.
    pub miss: f32,
    /// Something is known that renders it, here or elsewhere.
    pub is_known: bool,
}

/// What all types of both sides say.
#[derive(Debug)]
pub(super) struct Links {
    pub ar: Vec<Witness>,
    pub en: Vec<Witness>,
}

impl Links {
    pub(super) fn new(ar: &Side, en: &Side, dictionary: &Dictionary, letters: Option<&LetterModel>) -> Self {
        let mut pairs = vec![Vec::new(); ar.types.len()];
        let by_key: Map<(Sort, &str), u32> =
            (0..).zip(&en.types).map(|(number, known)| ((known.sort, known.key.as_str()), number)).collect();
        let by_stem: Map<u32, u32> = (0..)
            .zip(&en.types)
            .filter(|(_, known)| known.sort == Sort::Latin)
            .filter_map(|(number, known)| Some((dictionary.english(&known.key)?, number)))
            .collect();
        let mut known_ar = vec![false; ar.types.len()];
        let mut found = Vec::new();
        for (number, known) in ar.types.iter().enumerate() {
            if known.sort != Sort::Arabic {
                known_ar[number] = true;
                pairs[number].extend(by_key.get(&(known.sort, known.key.as_str())).map(|&en| (en, 1.0)));
                continue;
            }
            found.clear();
            dictionary.renders(&known.written, &known.key, &mut found);
            known_ar[number] = !found.is_empty();
            for &(stem, strength) in &found {
                if let Some(&en) = by_stem.get(&stem) {
                    pairs[number].push((en, weight(strength)));
                }
            }
        }
        if let Some(letters) = letters {
            spellings(ar, en, letters, &mut pairs);
        }
        for list in &mut pairs {
            // Of the same link the strongest reading stands.
            list.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            list.dedup_by_key(|link| link.0);
        }
        let mut back = vec![Vec::new(); en.types.len()];
        for (ar, list) in (0_u32..).zip(&pairs) {
            for &(en, weight) in list {
                back[en as usize].push((ar, weight));
            }
        }
        let known_en = |known: &Type| known.sort != Sort::Latin || dictionary.english(&known.key).is_some();
        let of_ar =
            |(number, renderings): (usize, _)| witness(&ar.types[number], known_ar[number], renderings, en);
        let of_en = |(number, renderings): (usize, _)| {
            let known = &en.types[number];
            witness(known, known_en(known), renderings, ar)
        };
        Self {
            ar: pairs.into_iter().enumerate().map(of_ar).collect(),
            en: back.into_iter().enumerate().map(of_en).collect(),
        }
    }
}

/// How far a link of this strength is to be trusted.
fn weight(strength: f32) -> f32 {
    strength / (strength + 0.1)
}

/// Adds names and their Arabic spellings.
fn spellings(ar: &Side, en: &Side, letters: &LetterModel, pairs: &mut [Vec<(u32, f32)>]) {
    let mut numbers = Vec::new();
    let mut names = Vec::new();
    for (number, known) in (0_u32..).zip(&en.types) {
        if known.sort == Sort::Latin && known.capital && known.key.len() >= 3 {
            numbers.push(number);
            names.push(LatinName::new(&known.written));
        }
    }
    if names.is_empty() {
        return;
    }
    let index = NameIndex::new(&names);
    let mut near = Vec::new();
    for (known, list) in ar.types.iter().zip(pairs) {
        if known.sort != Sort::Arabic || !list.is_empty() || known.key.chars().count() < 3 {
            continue;
        }
        let spelling: ArabicSpelling = letters.arabic(&known.key);
        index.near(&spelling, 2, &mut near);
        for &name in &near {
            let probability = letters.compare(&spelling, &names[name]).probability();
            if probability >= SPELLED {
                #[allow(clippy::cast_possible_truncation, reason = "a probability")]
                list.push((numbers[name], probability as f32));
            }
        }
    }
}

fn witness(known: &Type, is_known: bool, renderings: Vec<(u32, f32)>, other: &Side) -> Witness {
    let found_again = match (known.sort, renderings.is_empty()) {
        (_, true) if !is_known => 0.0,
        (_, true) => NOT_THERE,
        (Sort::Arabic | Sort::Latin, _) => WORD_FOUND,
        (Sort::Number, _) => NUMBER_FOUND,
        (Sort::Link, _) => LINK_FOUND,
    };
    let mut sentences: Vec<u32> = renderings
        .iter()
        .flat_map(|&(rendering, _)| other.types[rendering as usize].sentences.iter().copied())
        .collect();
    sentences.sort_unstable();
    sentences.dedup();
    let chance = (sentences.len() as f64 + 0.3) / (other.lines.len() as f64 + MORE_SENTENCES);
    let mut hit = [0.0; LARGEST];
    let mut missed = 1.0;
    for value in &mut hit {
        missed *= 1.0 - chance.min(0.99);
        *value = evidence(found_again, 1.0 - missed);
    }
    #[allow(clippy::cast_possible_truncation, reason = "a small number")]
    Witness { renderings, hit, miss: libm::log(1.0 - found_again) as f32, is_known: found_again > 0.0 }
}

/// What a hit says that happens with this probability if it must, and with
/// that one by chance.
#[allow(clippy::cast_possible_truncation, reason = "a small number")]
pub(super) fn evidence(found_again: f64, chance: f64) -> f32 {
    libm::log((found_again + (1.0 - found_again) * chance) / chance.max(1e-6)) as f32
}
