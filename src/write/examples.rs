//! The best sentences of each entry, out of its evidence.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::Evidence;

/// Sentences that are shown for an entry.
const SHOWN: usize = 5;

/// One sentence that has the term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example<'a> {
    /// The Arabic sentence.
    pub ar: String,
    /// The English sentence beside it, or empty.
    pub en: &'a str,
    /// `document:line`.
    pub source: String,
}

/// The best occurrences of every entry: highest score first, then in the order
/// of the documents, no sentence twice.
pub struct Examples<'a> {
    best: BTreeMap<&'a str, Vec<&'a Evidence>>,
}

impl<'a> Examples<'a> {
    /// Chooses among the evidence, whatever order it comes in.
    #[must_use]
    pub fn new(evidence: &'a [Evidence]) -> Self {
        Self::choose(evidence, SHOWN)
    }

    /// Chooses up to `most` rows for each entry.
    #[must_use]
    pub fn choose(evidence: impl IntoIterator<Item = &'a Evidence>, most: usize) -> Self {
        let mut best: BTreeMap<&str, Vec<&Evidence>> = BTreeMap::new();
        for found in evidence {
            let shown = best.entry(&found.entry_id).or_default();
            if let Some(twin) = shown.iter().position(|other| same_sentence(found, other)) {
                if better_first(found, shown[twin]).is_ge() {
                    continue;
                }
                shown.remove(twin);
            }
            let place = shown.partition_point(|other| better_first(other, found).is_lt());
            shown.insert(place, found);
            shown.truncate(most);
        }
        Self { best }
    }

    /// The chosen rows of one entry, for who shows the term apart from its
    /// sentence.
    pub fn rows(&self, entry_id: &str) -> impl Iterator<Item = &'a Evidence> {
        self.best.get(entry_id).into_iter().flatten().copied()
    }

    /// The examples of one entry.
    pub fn of(&self, entry_id: &str) -> impl Iterator<Item = Example<'a>> {
        self.rows(entry_id).map(|found| Example {
            ar: sentence(found).collect(),
            en: found.en_context.as_deref().unwrap_or_default(),
            source: format!("{}:{}", found.document, found.line),
        })
    }
}

fn sentence(found: &Evidence) -> impl Iterator<Item = &str> {
    [&found.left, &found.ar_form, &found.right].into_iter().map(String::as_str)
}

fn same_sentence(one: &Evidence, other: &Evidence) -> bool {
    sentence(one).flat_map(str::bytes).eq(sentence(other).flat_map(str::bytes))
}

fn better_first(one: &Evidence, other: &Evidence) -> Ordering {
    let place = |found: &'_ Evidence| (found.line, found.ar_start, found.miner);
    (other.score.total_cmp(&one.score))
        .then_with(|| one.document.cmp(&other.document))
        .then_with(|| place(one).cmp(&place(other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::samples;

    fn read(evidence: &[Evidence]) -> Vec<Example<'_>> {
        Examples::new(evidence).of("x").collect()
    }

    #[test]
    fn the_best_come_first_and_no_sentence_twice() {
        let evidence: Vec<Evidence> = (0..20u32)
            .map(|line| Evidence {
                left: format!("جملة {} ", line / 2),
                line,
                score: f64::from(line % 7),
                ..samples::evidence("x")
            })
            .collect();
        let forward = read(&evidence);
        assert_eq!(forward.len(), SHOWN);
        let sentences: std::collections::BTreeSet<_> = forward.iter().map(|example| &example.ar).collect();
        assert_eq!(sentences.len(), SHOWN);
        assert_eq!(forward[0].source, "ar/a.md:6");
        let reversed: Vec<Evidence> = evidence.iter().rev().cloned().collect();
        assert_eq!(read(&reversed), forward);
        assert_eq!(Examples::new(&evidence).of("absent").count(), 0);
    }
}
