//! Pairs that are suspected to be wrong: an acronym read as something else,
//! and glosses that were copied from another row.

use std::collections::{BTreeMap, BTreeSet};

use super::names::are_one;
use crate::align::{ar_stems, en_stems};
use crate::knowledge::Knowledge;
use crate::mine::{SUSPECTED, is_acronym, spells_with_other_words};
use crate::model::{Entry, Evidence, Miner, Status};
use crate::text::{ar_key, en_key};

/// The flag of a gloss that was copied.
pub(super) const COPIED: &str = "copied-gloss";
/// Lines between two rows of one list, at most.
const NEIGHBOURS: u32 = 10;
/// Link from which an Arabic word renders an English one.
const RENDERS: f64 = 0.05;
/// Share of the English that a fitting gloss renders at least, and one that
/// does not fit at most.
const FITS: f64 = 0.5;
const MISFITS: f64 = 0.1;

/// Flags suspected entries; what was accepted by confidence no longer is.
/// What people approved stays.
pub(super) fn flag(entries: &mut [Entry], evidence: &[Evidence], knowledge: &Knowledge) {
    let copied = copied(evidence, knowledge);
    let places = Places::new(entries, evidence);
    for entry in entries.iter_mut() {
        let open = matches!(entry.status, Status::Accepted | Status::Candidate);
        if !open || !entry.miners.contains(&Miner::Gloss) || !entry.ar.chars().any(crate::text::is_arabic) {
            continue;
        }
        let suspicion = other_acronym(entry, knowledge)
            .or_else(|| other_letters(entry, knowledge).filter(|_| places.has_rival(entry)))
            .map(|why| (SUSPECTED, why))
            .or_else(|| copied.get(entry.entry_id.as_str()).map(|why| (COPIED, why.clone())));
        if let Some((flag, why)) = suspicion {
            entry.flags.push(flag.into());
            entry.flag_reasons.push(format!("{flag}: {why}"));
            if flag == SUSPECTED || entry.status == Status::Accepted {
                entry.status = Status::Flagged;
            }
        }
    }
}

/// The articles that gloss each entry, and those that have approved Arabic
/// for each English key.
struct Places {
    glossed: BTreeMap<String, BTreeSet<String>>,
    approved: BTreeMap<String, BTreeSet<String>>,
}

impl Places {
    fn new(entries: &[Entry], evidence: &[Evidence]) -> Self {
        let keys: BTreeMap<&str, String> = entries
            .iter()
            .filter(|entry| entry.status == Status::Approved)
            .map(|entry| (entry.entry_id.as_str(), en_key(&entry.en)))
            .collect();
        let mut places = Self { glossed: BTreeMap::new(), approved: BTreeMap::new() };
        for row in evidence {
            if row.miner == Miner::Gloss {
                places.glossed.entry(row.entry_id.clone()).or_default().insert(row.article.clone());
            }
            if let Some(key) = keys.get(row.entry_id.as_str()) {
                places.approved.entry(key.clone()).or_default().insert(row.article.clone());
            }
        }
        places
    }

    /// Whether every article that glosses the pair has the approved Arabic of
    /// its English too.
    fn has_rival(&self, entry: &Entry) -> bool {
        let approved = self.approved.get(&en_key(&entry.en));
        let glossed = self.glossed.get(&entry.entry_id);
        glossed.zip(approved).is_some_and(|(glossed, approved)| glossed.is_subset(approved))
    }
}

/// The Arabic is that of another term, and a word of it says so: وحدة معالجة
/// الرسومات for TPU.
fn other_acronym(entry: &Entry, knowledge: &Knowledge) -> Option<String> {
    let key = ar_key(&entry.ar);
    let own = renderings(entry, knowledge);
    if !is_acronym(&entry.en) && !entry.en_variants.iter().any(|form| is_acronym(form) && form.len() > 2) {
        return None;
    }
    if own.is_empty() || own.iter().any(|ar| ar_key(ar) == key) {
        return None;
    }
    let stems = stems(entry, knowledge);
    let spelled_out = |forms: Vec<&str>| -> Vec<String> {
        forms.into_iter().filter(|form| !is_acronym(form)).flat_map(en_stems).collect()
    };
    let base = knowledge.base.of_arabic(&key);
    let base = base.map(|term| (term.en.as_str(), spelled_out(term.en_forms().collect())));
    let listed = knowledge.acronyms.of_arabic(&key).map(|long| (long, spelled_out(vec![long])));
    let (other, _) = base.chain(listed).find(|(other, theirs)| {
        let strange = ar_stems(&entry.ar).into_iter().any(|ar| {
            let strongest =
                |stems: &[String]| stems.iter().map(|en| knowledge.lexicon.link(&ar, en)).fold(0.0, f64::max);
            strongest(theirs) >= 2.0 * RENDERS && strongest(&stems) < RENDERS
        });
        let shares = theirs.iter().any(|word| stems.contains(word));
        strange && shares && theirs.len() > 1 && !forms(entry).any(|own| are_one(own, other, knowledge))
    })?;
    Some(format!("it is the Arabic of {other}; {} is {}", entry.en, own[0]))
}

/// The Arabic spells the acronym with words that do not render what the
/// acronym stands for: البرمجة اللغوية العصبية for NLP.
fn other_letters(entry: &Entry, knowledge: &Knowledge) -> Option<String> {
    let acronym = forms(entry).find(|form| is_acronym(form))?;
    let own = renderings(entry, knowledge);
    let right = own.first().filter(|_| !own.iter().any(|ar| ar_key(ar) == ar_key(&entry.ar)))?;
    spells_with_other_words(&entry.ar, acronym, &stems(entry, knowledge), knowledge)
        .then(|| format!("its words spell {acronym} otherwise; {} is {right}", entry.en))
}

fn forms(entry: &Entry) -> impl Iterator<Item = &str> {
    std::iter::once(&entry.en).chain(&entry.en_variants).map(String::as_str)
}

/// The approved and listed Arabic of an entry's English.
fn renderings<'k>(entry: &Entry, knowledge: &'k Knowledge) -> Vec<&'k str> {
    let base = knowledge.base.of_english(&en_key(&entry.en));
    let mut all: Vec<&str> = base.map(|term| term.ar.as_str()).collect();
    for form in forms(entry) {
        all.extend(knowledge.acronyms.renderings(form));
    }
    all
}

/// Stems of everything that an entry's English stands for.
fn stems(entry: &Entry, knowledge: &Knowledge) -> Vec<String> {
    let long = forms(entry).flat_map(|form| knowledge.acronyms.expansions(form));
    long.chain(forms(entry)).filter(|form| !is_acronym(form)).flat_map(en_stems).collect()
}

/// Entries with a gloss that fits a neighbouring row and not their own, with
/// what it fits.
fn copied<'e>(evidence: &'e [Evidence], knowledge: &Knowledge) -> BTreeMap<&'e str, String> {
    let mut by_arabic: BTreeMap<(&str, String), Vec<&Evidence>> = BTreeMap::new();
    let mut glosses: BTreeMap<&str, usize> = BTreeMap::new();
    for row in evidence.iter().filter(|row| row.miner == Miner::Gloss && row.repeat == 0) {
        by_arabic.entry((&row.article, ar_key(&row.ar_form))).or_default().push(row);
        *glosses.entry(&row.entry_id).or_default() += 1;
    }
    let fit = |row: &Evidence| {
        let (arabic, english) = (ar_stems(&row.ar_form), en_stems(&row.en_form));
        let rendered = |en: &&String| arabic.iter().any(|ar| knowledge.lexicon.link(ar, en) >= RENDERS);
        let known = english.iter().all(|en| knowledge.lexicon.knows_en(en));
        known.then(|| english.iter().filter(rendered).count() as f64 / english.len().max(1) as f64)
    };
    let mut wrong: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for rows in by_arabic.values().filter(|rows| rows.len() > 1) {
        for row in rows {
            let near = rows.iter().find(|other| {
                other.line.abs_diff(row.line) <= NEIGHBOURS
                    && !are_one(&row.en_form, &other.en_form, knowledge)
                    && fit(other).is_some_and(|fit| fit >= FITS)
            });
            if let Some(near) =
                near.filter(|_| !is_acronym(&row.en_form) && fit(row).is_some_and(|fit| fit <= MISFITS))
            {
                let why = format!("{}:{} has it beside {}", near.document, near.line, near.en_form);
                wrong.entry(&row.entry_id).or_insert((0, why)).0 += 1;
            }
        }
    }
    // A pair that another row has too stands on its own.
    wrong.retain(|entry, (times, _)| glosses.get(entry).is_some_and(|all| all == times));
    wrong.into_iter().map(|(entry, (_, why))| (entry, why)).collect()
}
