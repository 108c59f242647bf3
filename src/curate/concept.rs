//! Which English names are one concept: an acronym and its expansion, forms
//! of one base term.

use std::collections::{BTreeMap, BTreeSet};

use super::variants::{shape, without_clitic};
use crate::align::{ar_stems, en_stems};
use crate::knowledge::Knowledge;
use crate::mine::{initials_match, is_acronym};
use crate::model::{Evidence, Shard};
use crate::text::{ar_key, en_key};

/// Maps every English key to the key of its concept.
#[derive(Debug, Default)]
pub(super) struct Concepts {
    of: BTreeMap<String, String>,
}

impl Concepts {
    /// Learns which names go together from the base glossary and from glosses
    /// that give a name with its acronym. An acronym with two expansions
    /// stays a concept of its own.
    pub(super) fn learn(evidence: &[Evidence], knowledge: &Knowledge) -> Self {
        let mut heads: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for term in &knowledge.base.terms {
            let head = en_key(&term.en);
            for form in term.en_forms() {
                heads.entry(en_key(form)).or_default().insert(head.clone());
            }
        }
        let from_base = heads.clone();
        for row in evidence.iter().filter(|row| !row.en_alias.is_empty()) {
            let (mut short, mut long) = (row.en_form.as_str(), row.en_alias.as_str());
            if is_acronym(long) {
                (short, long) = (long, short);
            }
            let words: Vec<&str> = long.split_whitespace().collect();
            if is_acronym(short) && initials_match(short, &words) {
                let (short, long) = (en_key(short), en_key(long));
                // DM is a direct message to the base, and here a Debian Maintainer.
                if from_base.get(&short).is_some_and(|heads| !heads.iter().any(|head| alike(head, &long))) {
                    continue;
                }
                if !from_base.contains_key(&short) || !from_base.contains_key(&long) {
                    let head = from_base
                        .get(&short)
                        .and_then(BTreeSet::first)
                        .cloned()
                        .unwrap_or_else(|| long.clone());
                    heads.entry(long).or_default().insert(head.clone());
                    heads.entry(short).or_default().insert(head);
                }
            }
        }
        let of = heads
            .into_iter()
            .filter_map(|(key, heads)| {
                // A headword of the base is its own concept whatever else it names.
                let own = from_base.get(&key).is_some_and(|h| h.contains(&key));
                let head = if own {
                    key.clone()
                } else if heads.len() == 1 {
                    heads.into_iter().next()?
                } else {
                    return None;
                };
                (head != key).then_some((key, head))
            })
            .collect();
        Self { of }
    }

    /// The concept of an English name.
    pub(super) fn key(&self, en: &str) -> String {
        let key = en_key(en);
        self.of.get(&key).cloned().unwrap_or(key)
    }

    /// The concept of a pair. An acronym stands for its expansion only where
    /// the Arabic renders it: AOP is aspect-oriented programming in one text
    /// and an association of persons in another.
    pub(super) fn of_pair(&self, en: &str, ar: &str, knowledge: &Knowledge) -> String {
        let own = en_key(en);
        let Some(head) = self.of.get(&own) else { return own };
        let agrees = || {
            let (english, arabic) = (en_stems(head), ar_stems(ar));
            let rendered = |en: &&String| arabic.iter().any(|ar| knowledge.lexicon.link(ar, en) > 0.1);
            english.iter().filter(rendered).count() * 3 >= english.len() * 2
        };
        if !is_acronym(en) || knowledge.base.renders(head, &ar_key(ar)) || agrees() {
            head.clone()
        } else {
            own
        }
    }
}

/// Joins pairs whose Arabic is one and whose English is one name in two
/// spellings: inner plurals (assets management), spaces and hyphens, British
/// and American, and an acronym with the expansion that it spells. `keys` are
/// the concept and the Arabic key of each row of evidence.
pub(super) fn join_spellings(keys: &mut [(String, String)], corpus: &Shard, knowledge: &Knowledge) {
    let mut tally: BTreeMap<&(String, String), (u64, BTreeSet<&str>)> = BTreeMap::new();
    for (key, row) in keys.iter().zip(&corpus.evidence) {
        if key.0.is_empty() || key.1.is_empty() {
            continue;
        }
        let (count, short) = tally.entry(key).or_default();
        *count += 1;
        if is_acronym(&row.en_form) {
            short.insert(&row.en_form);
        }
    }
    let mut shapes: BTreeMap<String, String> = BTreeMap::new();
    let mut names: BTreeMap<(String, String), BTreeMap<String, u64>> = BTreeMap::new();
    let mut by_arabic: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for ((concept, arabic), (count, short)) in tally {
        let shape = shapes.entry(arabic.clone()).or_insert_with(|| {
            let bare = without_clitic(arabic, &corpus.vocabulary).into_iter().next();
            shape(&bare.unwrap_or_else(|| arabic.clone()))
        });
        let name = (shape.clone(), knowledge.spellings.common(concept));
        *names.entry(name).or_default().entry(concept.clone()).or_default() += count;
        if !short.is_empty() || concept.contains(' ') {
            let forms = by_arabic.entry(shape.clone()).or_default().entry(concept.clone()).or_default();
            forms.extend(short.into_iter().map(str::to_owned));
        }
    }
    // By concept, then by shape of the Arabic.
    let mut joined: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let is_base = |concept: &str| knowledge.base.of_english(concept).any(|term| en_key(&term.en) == concept);
    for ((shape, _), concepts) in names.into_iter().filter(|(_, concepts)| concepts.len() > 1) {
        let head = concepts
            .iter()
            .max_by(|a, b| {
                // What the base has, then the commonest, then the shortest.
                let order = is_base(a.0).cmp(&is_base(b.0)).then(a.1.cmp(b.1));
                order.then(b.0.len().cmp(&a.0.len())).then(b.0.cmp(a.0))
            })
            .map(|(concept, _)| concept.clone())
            .unwrap_or_default();
        for concept in concepts.into_keys().filter(|concept| *concept != head) {
            joined.entry(concept).or_default().insert(shape.clone(), head.clone());
        }
    }
    for (shape, concepts) in by_arabic {
        for (short, forms) in &concepts {
            let spelled = |long: &&String| {
                let words: Vec<&str> = long.split(' ').collect();
                *long != short && words.len() > 1 && forms.iter().any(|form| initials_match(form, &words))
            };
            let long: Vec<&String> = concepts.keys().filter(spelled).collect();
            let approved: Vec<&String> = long.iter().copied().filter(|long| is_base(long)).collect();
            // Of two expansions with one Arabic the base says which is meant.
            let long = if approved.len() == 1 { approved } else { long };
            if let [long] = long[..]
                && !short.contains(' ')
            {
                let head = joined.get(long).and_then(|heads| heads.get(&shape)).unwrap_or(long).clone();
                joined.entry(short.clone()).or_default().insert(shape.clone(), head);
            }
        }
    }
    for (concept, arabic) in keys {
        let Some(heads) = joined.get(concept) else { continue };
        if let Some(head) = shapes.get(arabic).and_then(|shape| heads.get(shape)) {
            concept.clone_from(head);
        }
    }
}

/// Whether two expansions of an acronym have half of their words in common.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (en_stems(a), en_stems(b));
    a.iter().filter(|word| b.contains(word)).count() * 2 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expansions_are_alike_by_their_words() {
        assert!(alike("content delivery network", "content distribution network"));
        assert!(!alike("direct message", "debian maintainer"));
    }
}
