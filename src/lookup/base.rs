//! The base glossary as entries, to search where nothing is built yet.

use std::collections::BTreeMap;

use crate::curate::entry_id;
use crate::knowledge::BaseTerms;
use crate::model::{Entry, Miner, Status};
use crate::text::en_key;

/// The approved pairs as entries that no text attests.
#[must_use]
pub fn base_entries(base: &BaseTerms) -> Vec<Entry> {
    let mut ranks: BTreeMap<String, u32> = BTreeMap::new();
    let entries = base.terms.iter().map(|term| {
        let rank = ranks.entry(en_key(&term.en)).or_default();
        *rank += 1;
        Entry {
            entry_id: entry_id(&term.en, &term.ar),
            en: term.en.clone(),
            ar: term.ar.clone(),
            kind: term.kind,
            status: Status::Approved,
            confidence: 1.0,
            rank: *rank,
            occurrences: 0,
            documents: 0,
            sources: 0,
            miners: vec![Miner::Base],
            en_variants: term.en_variants.clone(),
            ar_variants: term.ar_forms().skip(1).map(str::to_owned).collect(),
            subject: term.subject.clone(),
            flags: Vec::new(),
            example_ar: String::new(),
            example_en: String::new(),
            example_source: String::new(),
            confidence_parts: Vec::new(),
            flag_reasons: Vec::new(),
        }
    });
    entries.collect()
}
