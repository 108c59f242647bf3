//! The forms of a glossary by their keys.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{How, Match};
use crate::knowledge::singulars;
use crate::model::{Entry, Status};
use crate::text::{ar_key, en_key, en_lemma, is_arabic, is_bare_clitic, readings};

/// Jaro-Winkler similarity from which a spelling counts as near.
const NEAR: f64 = 0.88;

/// Every form of every entry, by its key. The two languages share one map:
/// their keys differ by script, and a term kept in Latin is both.
#[derive(Debug, Clone)]
pub struct Index<'a> {
    entries: &'a [Entry],
    /// The English key of each entry.
    concepts: Vec<String>,
    /// The entries of each form, those for which it is the headword first.
    forms: BTreeMap<String, BTreeSet<(How, usize)>>,
    /// Every word of the forms, to tell clitics from letters of a word.
    words: BTreeSet<String>,
}

/// How well an entry answers: the kind of match, and how far it is off.
type Answer = (How, u64);

impl<'a> Index<'a> {
    /// Files the entries under their forms.
    #[must_use]
    pub fn new(entries: &'a [Entry]) -> Self {
        let concepts: Vec<String> = entries.iter().map(|entry| en_key(&entry.en)).collect();
        let mut renderings: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, concept) in concepts.iter().enumerate() {
            renderings.entry(concept).or_default().push(at);
        }
        let mut forms: BTreeMap<String, BTreeSet<(How, usize)>> = BTreeMap::new();
        let mut file = |form: &str, how, at| {
            let key = key(form);
            if !key.is_empty() {
                forms.entry(key).or_default().insert((how, at));
            }
        };
        for (at, entry) in entries.iter().enumerate() {
            file(&entry.ar, How::Headword, at);
            for form in &entry.ar_variants {
                file(form, How::Variant, at);
            }
            // A name of the concept names all of its renderings, whichever of
            // them it was seen beside.
            for &rendering in &renderings[concepts[at].as_str()] {
                file(&entry.en, How::Headword, rendering);
                for form in &entry.en_variants {
                    file(form, How::Variant, rendering);
                }
            }
        }
        let words = forms.keys().flat_map(|key| key.split(' ')).map(str::to_owned).collect();
        Self { entries, concepts, forms, words }
    }

    /// The entries that answer a query, best first, the renderings of one
    /// English term together and in their rank. Near spellings only when
    /// there is nothing else.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Match<'a>> {
        let readings = self.readings(query);
        let mut found = BTreeMap::new();
        for (nth, reading) in readings.iter().enumerate() {
            for &(how, at) in self.forms.get(reading).into_iter().flatten() {
                // Only the query as it stands can be a headword.
                let how = if nth == 0 { how } else { How::Variant };
                better(&mut found, at, (how, 0));
            }
        }
        let wanted: Vec<Vec<String>> = readings.iter().map(|reading| lemmas(reading)).collect();
        for (form, entries) in &self.forms {
            let words = lemmas(form);
            let contains = |part: &Vec<String>| words.windows(part.len()).any(|window| window == part);
            if let Some(part) = wanted.iter().find(|part| contains(part)) {
                let more = (words.len() - part.len()) as u64;
                for &(_, at) in entries {
                    better(&mut found, at, (How::Contains, more));
                }
            }
        }
        if found.is_empty()
            && let Some(query) = readings.first()
        {
            self.near(query, &mut found);
        }
        self.ordered(&found)
    }

    /// The keys that a query may stand for: its own first, then for Arabic
    /// those without clitics or plural ending on the first word, where the
    /// glossary has what remains. None for a query without words.
    fn readings(&self, query: &str) -> Vec<String> {
        let key = key(query);
        if key.is_empty() {
            return Vec::new();
        }
        let (first, rest) = key.split_once(' ').unwrap_or((&key, ""));
        let mut keys = vec![key.clone()];
        let mut add = |stem: &str| {
            let reading = format!("{stem} {rest}").trim().to_owned();
            if !keys.contains(&reading) {
                keys.push(reading);
            }
        };
        if is_bare_clitic(first) && !rest.is_empty() {
            add("");
        }
        if first.contains(is_arabic) {
            let known = |word: &str| {
                let is_word = |word: &String| self.words.contains(word);
                singulars(word).into_iter().chain([word.to_owned()]).filter(is_word).collect::<Vec<_>>()
            };
            let peeled = readings(first, &|stem| !known(stem).is_empty());
            for stem in std::iter::once(first).chain(peeled.iter().map(|reading| reading.stem.as_str())) {
                for word in known(stem) {
                    add(&word);
                }
            }
        }
        keys
    }

    fn near(&self, query: &str, found: &mut BTreeMap<usize, Answer>) {
        for (form, entries) in &self.forms {
            let likeness = strsim::jaro_winkler(form, query);
            if likeness >= NEAR {
                // Bits of a positive number order as the number does.
                let distance = (1.0 - likeness).max(0.0).to_bits();
                for &(_, at) in entries {
                    better(found, at, (How::Near, distance));
                }
            }
        }
    }

    /// Concepts by their best answer, the better attested first; in each, the
    /// renderings by rank.
    fn ordered(&self, found: &BTreeMap<usize, Answer>) -> Vec<Match<'a>> {
        let mut concepts: BTreeMap<&str, (Answer, Status, Reverse<u64>)> = BTreeMap::new();
        for (&at, &answer) in found {
            let entry = &self.entries[at];
            let best = concepts.entry(&self.concepts[at]).or_insert((answer, entry.status, Reverse(0)));
            best.0 = best.0.min(answer);
            best.1 = best.1.min(entry.status);
            best.2.0 += u64::from(entry.occurrences);
        }
        let mut order: Vec<usize> = found.keys().copied().collect();
        order.sort_by_key(|&at| {
            let concept = self.concepts[at].as_str();
            (concepts[concept], concept, self.entries[at].rank, at)
        });
        order.into_iter().map(|at| Match { entry: &self.entries[at], how: found[&at].0 }).collect()
    }
}

/// The key of a phrase in the language it is written in.
fn key(phrase: &str) -> String {
    if phrase.contains(is_arabic) { ar_key(phrase) } else { en_key(phrase) }
}

/// The words of a key, each in the singular as English tells it.
fn lemmas(key: &str) -> Vec<String> {
    key.split(' ').map(en_lemma).collect()
}

fn better(found: &mut BTreeMap<usize, Answer>, at: usize, answer: Answer) {
    let best = found.entry(at).or_insert(answer);
    *best = answer.min(*best);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    fn entry(en: &str, ar: &str, rank: u32, en_variants: &[&str], ar_variants: &[&str]) -> Entry {
        let owned = |forms: &[&str]| forms.iter().map(|form| (*form).to_owned()).collect();
        Entry {
            rank,
            en: en.to_owned(),
            ar: ar.to_owned(),
            kind: Kind::Translated,
            en_variants: owned(en_variants),
            ar_variants: owned(ar_variants),
            ..crate::write::samples::entry("", Status::Accepted, "")
        }
    }

    fn glossary() -> Vec<Entry> {
        vec![
            entry("artificial intelligence", "الذكاء الاصطناعي", 1, &["AI"], &[]),
            entry("artificial intelligence", "ذكاء صنعي", 2, &[], &[]),
            entry("chip", "رقاقة", 1, &[], &["رقائق"]),
            entry("chip maker", "صانع رقائق", 1, &[], &[]),
            entry("neural network", "شبكة عصبية", 1, &[], &[]),
            entry("GPU", "GPU", 1, &["graphics processing unit"], &[]),
        ]
    }

    fn found(query: &str) -> Vec<(How, String)> {
        let entries = glossary();
        let index = Index::new(&entries);
        index.find(query).into_iter().map(|found| (found.how, found.entry.ar.clone())).collect()
    }

    fn first(query: &str) -> Option<(How, String)> {
        found(query).into_iter().next()
    }

    #[test]
    fn any_spelling_of_a_headword_finds_it() {
        for query in ["ذكاء إصطناعى", "الذَّكاءُ الاصطناعي", "Artificial-Intelligence"]
        {
            assert_eq!(first(query), Some((How::Headword, "الذكاء الاصطناعي".into())), "{query}");
        }
        assert_eq!(first("Neural Networks").unwrap(), (How::Headword, "شبكة عصبية".into()));
    }

    #[test]
    fn inflections_and_acronyms_are_variants() {
        for (query, ar) in [
            ("وبالرقائق", "رقاقة"),
            ("للشبكة العصبية", "شبكة عصبية"),
            ("والشبكات العصبية", "شبكة عصبية"),
            ("graphics processing units", "GPU"),
            ("بالـGPU", "GPU"),
        ] {
            assert_eq!(first(query), Some((How::Variant, ar.into())), "{query}");
        }
    }

    #[test]
    fn a_name_of_the_concept_finds_all_its_renderings_by_rank() {
        let renderings =
            [(How::Variant, "الذكاء الاصطناعي".to_owned()), (How::Variant, "ذكاء صنعي".to_owned())];
        assert_eq!(found("ai"), renderings);
    }

    #[test]
    fn longer_terms_follow_the_term_itself() {
        let both = [(How::Headword, "رقاقة".to_owned()), (How::Contains, "صانع رقائق".to_owned())];
        assert_eq!(found("chips"), both);
        assert_eq!(found("مراكز"), []);
    }

    #[test]
    fn near_spellings_only_when_there_is_nothing_else() {
        assert_eq!(first("neurol netwrok").unwrap(), (How::Near, "شبكة عصبية".into()));
        assert_eq!(found("zebra"), []);
        assert_eq!(found("؟!"), []);
        assert_eq!(found(""), []);
    }
}
