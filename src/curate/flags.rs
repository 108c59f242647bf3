//! Verdicts, and what a reader should know of an entry.

use std::collections::BTreeMap;

use super::concept::Concepts;
use super::entry::entry_id;
use crate::knowledge::{Verdict, VerdictKind};
use crate::model::{Entry, Status};
use crate::text::{ar_key, en_key};

/// Marks a preferred rendering until the ranks are known.
pub(super) const PREFERRED: &str = "preferred";

/// Applies what people decided; it wins over everything mined. Returns the
/// verdicts that matched nothing.
pub(super) fn apply_verdicts(
    entries: &mut [Entry],
    concepts: &Concepts,
    verdicts: &[Verdict],
) -> Vec<String> {
    let mut idle = Vec::new();
    for verdict in verdicts {
        let (en, ar) = verdict.key();
        let concept = concepts.key(&verdict.en);
        let speaks_of = |entry: &Entry| {
            let names = [en_key(&entry.en), concepts.key(&entry.en)];
            let arabic = std::iter::once(&entry.ar).chain(&entry.ar_variants).any(|form| ar_key(form) == ar);
            arabic && (names.contains(&en) || names.contains(&concept))
        };
        let mut met = false;
        for entry in entries.iter_mut().filter(|entry| speaks_of(entry)) {
            met = true;
            match &verdict.kind {
                VerdictKind::Accept => entry.status = Status::Approved,
                VerdictKind::Reject => entry.status = Status::Rejected,
                VerdictKind::Prefer => {
                    entry.status = Status::Approved;
                    entry.flags.push(PREFERRED.into());
                }
                VerdictKind::Edit { en, ar } => {
                    entry.status = Status::Approved;
                    entry.en.clone_from(en);
                    entry.ar.clone_from(ar);
                    entry.entry_id = entry_id(en, ar);
                }
            }
        }
        if !met {
            idle.push(format!("{} = {}", verdict.en, verdict.ar));
        }
    }
    idle
}

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
