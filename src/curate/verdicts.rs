//! What people decided, applied to what was found.
//!
//! A verdict is kept by the folded pair its author wrote. It speaks of every
//! entry that has this pair among its forms; where none has, of those that
//! would be grouped with it: another number, a new spelling, the acronym for
//! its expansion. So it still holds when a new corpus brings other forms.

use std::collections::{BTreeMap, BTreeSet};

use super::concept::Concepts;
use super::entry::entry_id;
use super::flags::PREFERRED;
use super::known_forms;
use super::variants::are_variants;
use crate::knowledge::{Knowledge, Verdict, VerdictKind};
use crate::mine::is_acronym;
use crate::model::{Entry, Status};
use crate::text::{ar_key, en_key};

/// Marks an entry whose evidence speaks against the verdict on it.
pub(super) const CONFLICT: &str = "verdict-conflict";

/// How many times as often another rendering must stand in the articles to
/// speak against a preferred one.
const OUTNUMBERED: u32 = 5;

/// What came of the verdicts.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// Those that matched nothing.
    pub idle: Vec<String>,
    /// Those that hold against strong evidence, or that another overrules.
    pub conflicts: Vec<String>,
}

/// The Arabic keys that people keep apart, by English key.
pub(super) fn splits(verdicts: &[Verdict]) -> BTreeMap<String, BTreeSet<String>> {
    let mut splits: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for verdict in verdicts.iter().filter(|verdict| matches!(verdict.kind, VerdictKind::Split { .. })) {
        let (en, ar) = verdict.key();
        splits.entry(en).or_default().insert(ar);
    }
    splits
}

/// Applies what people decided; it wins over everything mined.
pub(super) fn apply(entries: &mut [Entry], concepts: &Concepts, knowledge: &Knowledge) -> Applied {
    let mut applied = Applied::default();
    if knowledge.verdicts.is_empty() {
        return applied;
    }
    let index = Index::new(entries, concepts);
    // The verdict on each entry: the closest, of equally close ones the last.
    let mut on: BTreeMap<usize, (Closeness, usize)> = BTreeMap::new();
    let mut met: Vec<BTreeSet<usize>> = Vec::new();
    for (number, verdict) in knowledge.verdicts.iter().enumerate() {
        let (closeness, found) = index.spoken_of(verdict, concepts, knowledge);
        for &at in &found {
            let best = on.entry(at).or_insert((closeness, number));
            if closeness <= best.0 {
                *best = (closeness, number);
            }
        }
        met.push(found);
    }
    for (number, found) in met.iter().enumerate() {
        let verdict = &knowledge.verdicts[number];
        if found.is_empty() {
            applied.idle.push(format!("{} = {}", verdict.en, verdict.ar));
        }
        let heeded = found.iter().any(|at| on[at].1 == number);
        let other = found.first().map(|at| &knowledge.verdicts[on[at].1]);
        if let Some(other) = other.filter(|other| !heeded && !verdict.says_the_same(other)) {
            applied.conflicts.push(format!(
                "{}: {verdict}; but {} says {} of the same pair, and holds",
                verdict.place,
                other.place,
                other.kind.name()
            ));
        }
    }
    let before: Vec<Entry> = on.keys().map(|&at| entries[at].clone()).collect();
    for ((&at, &(_, number)), before) in on.iter().zip(&before) {
        let verdict = &knowledge.verdicts[number];
        if let Some(why) = contradiction(before, verdict, entries) {
            applied.conflicts.push(format!("{}: {verdict}; but {why}", verdict.place));
            entries[at].flags.push(CONFLICT.into());
        }
    }
    for (&at, &(_, number)) in &on {
        settle(&mut entries[at], &knowledge.verdicts[number]);
    }
    applied.conflicts.sort();
    applied.conflicts.dedup();
    applied
}

fn settle(entry: &mut Entry, verdict: &Verdict) {
    match &verdict.kind {
        VerdictKind::Accept => entry.status = Status::Approved,
        VerdictKind::Reject => entry.status = Status::Rejected,
        VerdictKind::Prefer => {
            entry.status = Status::Approved;
            entry.flags.push(PREFERRED.into());
        }
        VerdictKind::Edit { en, ar } => {
            entry.status = Status::Approved;
            rename(entry, en, ar);
        }
        VerdictKind::Split { en, ar } => rename(entry, en, ar),
    }
    let by = [&verdict.person, &verdict.date].map(String::as_str).join(" ");
    let said = format!("verdict={} {}", verdict.kind.name(), by.trim());
    entry.confidence_parts.push(said.trim().to_owned());
}

fn rename(entry: &mut Entry, en: &str, ar: &str) {
    en.clone_into(&mut entry.en);
    ar.clone_into(&mut entry.ar);
    entry.entry_id = entry_id(en, ar);
    entry.en_variants.retain(|form| form != en);
    entry.ar_variants.retain(|form| form != ar);
}

/// What strong evidence says against a verdict on an entry.
fn contradiction(entry: &Entry, verdict: &Verdict, entries: &[Entry]) -> Option<String> {
    let seen = |entry: &Entry| {
        format!(
            "{} occurrences from {} sources at confidence {:.2}",
            entry.occurrences, entry.sources, entry.confidence
        )
    };
    let stands = |entry: &Entry| matches!(entry.status, Status::Approved | Status::Accepted);
    let moves = verdict.kind.headwords().is_some_and(|(_, ar)| ar_key(ar) != ar_key(&entry.ar));
    match verdict.kind {
        VerdictKind::Reject if entry.status == Status::Approved => {
            Some(format!("the base glossary approves it, with {}", seen(entry)))
        }
        VerdictKind::Edit { .. } if moves && entry.status == Status::Approved => {
            Some(format!("the base glossary approves it as it was, with {}", seen(entry)))
        }
        VerdictKind::Reject if stands(entry) && entry.sources > 1 => {
            Some(format!("{} speak for it", seen(entry)))
        }
        VerdictKind::Edit { .. } if moves && stands(entry) && entry.sources > 1 => {
            Some(format!("{} speak for it as it was", seen(entry)))
        }
        VerdictKind::Accept | VerdictKind::Prefer if entry.status == Status::Flagged => {
            Some(format!("it is flagged as {}", entry.flags.join(", ")))
        }
        VerdictKind::Prefer => {
            let en = en_key(&entry.en);
            let outnumbers = |other: &&Entry| {
                stands(other)
                    && en_key(&other.en) == en
                    && other.occurrences >= entry.occurrences.saturating_mul(OUTNUMBERED)
                    && other.sources > entry.sources.max(1)
            };
            let rival = entries.iter().filter(outnumbers).max_by_key(|other| other.occurrences)?;
            Some(format!("{} has {}, and this {}", rival.ar, seen(rival), seen(entry)))
        }
        _ => None,
    }
}

/// How closely a verdict speaks of an entry, the closest first.
type Closeness = (u8, u8);

/// The entries by every English name they have.
struct Index<'a> {
    entries: &'a [Entry],
    /// With 0 for the headword's own key, 1 for the keys of other names.
    by_en: BTreeMap<String, BTreeSet<(u8, usize)>>,
    /// The keys of each entry's Arabic forms, headword first.
    ar: Vec<Vec<String>>,
}

impl<'a> Index<'a> {
    fn new(entries: &'a [Entry], concepts: &Concepts) -> Self {
        let mut by_en: BTreeMap<String, BTreeSet<(u8, usize)>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            let own = en_key(&entry.en);
            by_en.entry(own).or_default().insert((0, at));
            for form in std::iter::once(&entry.en).chain(&entry.en_variants) {
                for name in [en_key(form), concepts.key(form)] {
                    by_en.entry(american(&name)).or_default().insert((1, at));
                    by_en.entry(name).or_default().insert((1, at));
                }
            }
        }
        let ar = entries
            .iter()
            .map(|entry| {
                std::iter::once(&entry.ar).chain(&entry.ar_variants).map(|form| ar_key(form)).collect()
            })
            .collect();
        Self { entries, by_en, ar }
    }

    /// The entries that a verdict speaks of, all equally closely.
    fn spoken_of(
        &self,
        verdict: &Verdict,
        concepts: &Concepts,
        knowledge: &Knowledge,
    ) -> (Closeness, BTreeSet<usize>) {
        let (en, ar) = verdict.key();
        let concept = concepts.key(&verdict.en);
        let mut names = BTreeMap::from([(en.clone(), 0), (concept.clone(), 1), (american(&en), 1)]);
        // An acronym stands for its expansion, and the other way round.
        if is_acronym(&verdict.en) {
            for long in knowledge.acronyms.expansions(&verdict.en) {
                names.entry(en_key(long)).or_insert(2);
            }
        } else {
            let short = knowledge.acronyms.iter().filter(|(_, long)| en_key(long) == en);
            names.extend(short.map(|(short, _)| (en_key(short), 2)).collect::<Vec<_>>());
        }
        let split = matches!(verdict.kind, VerdictKind::Split { .. });
        let known = known_forms(&concept, knowledge);
        let mut best: BTreeMap<Closeness, BTreeSet<usize>> = BTreeMap::new();
        for (name, by_name) in &names {
            for &(of_entry, at) in self.by_en.get(name).into_iter().flatten() {
                let english = by_name.max(&of_entry);
                let forms = &self.ar[at];
                let arabic = match forms.iter().position(|form| *form == ar) {
                    Some(0) => 0,
                    Some(_) => 1,
                    // A looser reading of both sides at once would be a guess.
                    None if *english < 2 && !split && are_variants(&forms[0], &ar, &known) => 2,
                    None => continue,
                };
                if split && arabic > 0 || self.entries[at].kind == crate::model::Kind::Latin && arabic > 1 {
                    continue;
                }
                best.entry((arabic, *english)).or_default().insert(at);
            }
        }
        // A headword and a variant are equally meant: both are the pair.
        let Some((&closest, _)) = best.first_key_value() else { return ((0, 0), BTreeSet::new()) };
        let all = best
            .into_iter()
            .filter(|((arabic, english), _)| *arabic <= closest.0.max(1) && (*english <= closest.1.max(1)));
        (closest, all.flat_map(|(_, found)| found).collect())
    }
}

/// An English key in American spelling, for what differs by rule.
fn american(key: &str) -> String {
    const ENDINGS: [(&str, &str); 9] = [
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("iser", "izer"),
        ("ise", "ize"),
        ("our", "or"),
        ("tre", "ter"),
        ("ogue", "og"),
        ("lling", "ling"),
    ];
    let words = key.split(' ').map(|word| {
        let rule = ENDINGS
            .iter()
            .find_map(|(british, american)| Some((word.strip_suffix(british)?, american)))
            .filter(|(stem, _)| stem.len() >= 3);
        rule.map_or_else(|| word.to_owned(), |(stem, american)| format!("{stem}{american}"))
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_meet() {
        assert_eq!(american("data centre"), american("data center"));
        assert_eq!(american("colour space"), american("color space"));
        assert_eq!(american("tokenisation"), "tokenization");
        assert_eq!(american("four hours"), "four hours");
    }
}
