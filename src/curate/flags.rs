//! What a reader should know of an entry.

use std::collections::BTreeMap;

use crate::model::{Entry, Status};
use crate::text::en_key;

/// Marks a preferred rendering until the ranks are known.
pub(super) const PREFERRED: &str = "preferred";

/// Flags entries that rest on one source, and English terms whose accepted
/// renderings compete.
pub(super) fn flag(entries: &mut [Entry]) {
    let stands = |entry: &Entry| matches!(entry.status, Status::Approved | Status::Accepted);
    let mut rivals: BTreeMap<String, u32> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| stands(entry)) {
        *rivals.entry(en_key(&entry.en)).or_default() += 1;
    }
    for entry in entries.iter_mut() {
        if stands(entry) && rivals.get(&en_key(&entry.en)).is_some_and(|count| *count > 1) {
            entry.flags.push("conflict".into());
        }
        if entry.status != Status::Approved && entry.sources == 1 {
            entry.flags.push("single-source".into());
        }
        entry.flags.sort();
        entry.flags.dedup();
    }
}
