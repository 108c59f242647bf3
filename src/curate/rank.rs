//! Which Arabic comes first for each English term.

use std::collections::BTreeMap;

use super::flags::PREFERRED;
use crate::knowledge::Knowledge;
use crate::model::{Entry, Status};
use crate::text::{ar_key, en_key};

/// Ranks the renderings of every English term and puts the entries in the
/// order of the files: by English, then rank.
///
/// A rendering that `splits` puts into another subject field than its rivals
/// is ranked within that field.
///
/// A person's preference comes first, then approved renderings in the order
/// of the base glossary, then accepted ones by confidence and use, then
/// flagged, candidate and rejected ones.
pub(super) fn rank(entries: &mut [Entry], splits: &BTreeMap<String, String>, knowledge: &Knowledge) {
    for entry in entries.iter_mut() {
        if let Some(subject) = splits.get(&entry.entry_id) {
            entry.subject.clone_from(subject);
        }
    }
    let place = |entry: &Entry| {
        let ar = ar_key(&entry.ar);
        knowledge
            .base
            .of_english(&en_key(&entry.en))
            .position(|term| ar_key(&term.ar) == ar)
            .unwrap_or(usize::MAX)
    };
    let preferred = |entry: &Entry| !entry.flags.iter().any(|flag| flag == PREFERRED);
    let worth = |entry: &Entry| entry.confidence * (1.0 + libm::log(f64::from(entry.occurrences.max(1))));
    entries.sort_by_cached_key(|entry| {
        // Positive floats sort as their bits do.
        let worth = u64::MAX - worth(entry).max(0.0).to_bits();
        (
            en_key(&entry.en),
            entry.status >= Status::Flagged,
            preferred(entry),
            entry.status,
            place(entry),
            worth,
            entry.ar.clone(),
        )
    });
    let mut seen: BTreeMap<(String, Option<&String>), u32> = BTreeMap::new();
    for entry in entries.iter_mut() {
        let rank = seen.entry((en_key(&entry.en), splits.get(&entry.entry_id))).or_default();
        *rank += 1;
        entry.rank = *rank;
        entry.flags.retain(|flag| flag != PREFERRED);
    }
}
