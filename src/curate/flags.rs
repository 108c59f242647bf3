//! What a reader should know of an entry.

use std::collections::{BTreeMap, BTreeSet};

use super::shared;
use crate::knowledge::Knowledge;
use crate::mine::SUSPECTED;
use crate::model::{Entry, Evidence, Kind, Status};
use crate::text::{ar_key, en_key};

/// The flag of a row of `confusions.csv`.
const MISTRANSLATION: &str = "mistranslation";

/// Marks a preferred rendering until the ranks are known.
pub(super) const PREFERRED: &str = "preferred";

/// Flags entries that rest on one source, Arabic that stands for two English
/// terms, and English terms whose accepted renderings compete; and says why
/// the miners flagged others.
pub(super) fn flag(entries: &mut [Entry], evidence: &[Evidence], knowledge: &Knowledge) {
    say_why(entries, evidence, knowledge);
    shared::flag(entries, &shared::articles(evidence), knowledge);
    let stands = |entry: &Entry| matches!(entry.status, Status::Approved | Status::Accepted);
    let mut rivals: BTreeMap<String, u32> = BTreeMap::new();
    // Latin letters beside a translation are no rival: code keeps them.
    let competes = |entry: &&Entry| stands(entry) && entry.kind != Kind::Latin;
    for entry in entries.iter().filter(competes) {
        *rivals.entry(en_key(&entry.en)).or_default() += 1;
    }
    for entry in entries.iter_mut() {
        if stands(entry)
            && entry.kind != Kind::Latin
            && rivals.get(&en_key(&entry.en)).is_some_and(|count| *count > 1)
        {
            entry.flags.push("conflict".into());
        }
        if entry.status != Status::Approved && entry.sources == 1 {
            entry.flags.push("single-source".into());
        }
        entry.flags.sort();
        entry.flags.dedup();
        entry.flag_reasons.sort();
        entry.flag_reasons.dedup();
    }
}

/// Gives the reasons of the flags that miners put on pairs.
fn say_why(entries: &mut [Entry], evidence: &[Evidence], knowledge: &Knowledge) {
    let mut rows: BTreeMap<&str, Vec<&Evidence>> = BTreeMap::new();
    for row in evidence.iter().filter(|row| row.flag.is_some()) {
        rows.entry(&row.entry_id).or_default().push(row);
    }
    for entry in entries.iter_mut().filter(|entry| entry.status == Status::Flagged) {
        let Some(rows) = rows.get(entry.entry_id.as_str()) else { continue };
        let has = |flag: &str| rows.iter().any(|row| row.flag.as_deref() == Some(flag));
        if has(MISTRANSLATION) {
            let wrong = ar_key(&entry.ar);
            let known = knowledge.confusions.iter().filter(|row| ar_key(&row.wrong_ar) == wrong);
            let reasons = known.filter(|row| en_key(&row.en) == en_key(&entry.en)).map(|row| {
                let means = if row.wrong_means.is_empty() { "something else" } else { &row.wrong_means };
                format!("{MISTRANSLATION}: it means {means}; {} is {}", row.en, row.right_ar)
            });
            entry.flag_reasons.extend(reasons.take(1));
        }
        if has(SUSPECTED) {
            let values = |name: &str| -> BTreeSet<&str> {
                let features = rows.iter().flat_map(|row| &row.features);
                features.filter_map(|feature| feature.strip_prefix(name)).collect()
            };
            let joined = |name: &str| values(name).into_iter().collect::<Vec<_>>().join("، ");
            let rival = values("rival=").into_iter().filter_map(|count| count.parse::<u32>().ok()).max();
            entry.flag_reasons.push(format!(
                "{SUSPECTED}: it follows {} as {} does, none of its words renders {}, and the article has {} {} times",
                joined("company="),
                joined("right="),
                entry.en,
                joined("right="),
                rival.unwrap_or_default()
            ));
        }
    }
}
