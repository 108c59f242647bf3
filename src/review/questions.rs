//! Which pairs are most worth a person's minute.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::Verdict;
use crate::model::{Entry, Status};
use crate::text::{ar_key, en_key};

/// A pair to be judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question<'a> {
    /// The pair.
    pub entry: &'a Entry,
    /// How much is gained by an answer; only compared.
    pub worth: f64,
    /// Why it is asked.
    pub why: &'static str,
    /// How many other renderings the English has.
    pub rivals: usize,
}

/// The pairs that are not decided yet, those most worth a minute first.
///
/// A pair is worth more the nearer its confidence is to `threshold`, the more
/// often it stands in the articles, and when it is in conflict: with another
/// rendering that may be used, with a table of mistranslations, or, decided
/// as it is, with the evidence.
#[must_use]
pub fn questions<'a>(entries: &'a [Entry], verdicts: &[Verdict], threshold: f64) -> Vec<Question<'a>> {
    let decided: BTreeSet<(String, String)> = verdicts.iter().map(Verdict::key).collect();
    let stands = |entry: &Entry| matches!(entry.status, Status::Approved | Status::Accepted);
    let mut renderings: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| stands(entry)) {
        *renderings.entry(en_key(&entry.en)).or_default() += 1;
    }
    let mut questions: Vec<Question> = entries
        .iter()
        .filter_map(|entry| {
            let english = en_key(&entry.en);
            let rivals = renderings.get(&english).copied().unwrap_or_default() - usize::from(stands(entry));
            let contradicted = entry.flags.iter().any(|flag| flag == "verdict-conflict");
            if !contradicted {
                let by_verdict = entry.confidence_parts.iter().any(|part| part.starts_with("verdict="));
                let is_decided = by_verdict || decided.contains(&(english, ar_key(&entry.ar)));
                if is_decided || matches!(entry.status, Status::Approved | Status::Rejected) {
                    return None;
                }
            }
            let doubt =
                (1.0 - (entry.confidence - threshold).abs() / threshold.max(1.0 - threshold)).max(0.0);
            let seen = 1.0 + libm::log(f64::from(entry.occurrences.max(1)));
            let conflict = match (contradicted, entry.status, rivals) {
                (true, ..) => 2.0,
                (_, Status::Flagged, _) => 1.5,
                (_, _, 0) => 0.0,
                _ => 0.5,
            };
            let why = match (contradicted, entry.status, rivals) {
                (true, ..) => "the evidence speaks against the verdict",
                (_, Status::Flagged, _) => "flagged",
                (_, Status::Accepted, 1..) => "several renderings may be used",
                (_, Status::Accepted, _) => "accepted by confidence alone",
                (_, _, 1..) => "below the threshold, and another rendering stands",
                _ => "below the threshold",
            };
            Some(Question { entry, worth: (doubt + conflict) * seen, why, rivals })
        })
        .collect();
    questions
        .sort_by(|a, b| b.worth.total_cmp(&a.worth).then_with(|| a.entry.entry_id.cmp(&b.entry.entry_id)));
    questions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::VerdictKind;
    use crate::write::samples;

    fn entry(id: &str, status: Status, confidence: f64, occurrences: u32) -> Entry {
        let en = format!("term {id}");
        let ar = format!("مصطلح {id}");
        Entry { confidence, occurrences, en, ar, flags: Vec::new(), ..samples::entry(id, status, "") }
    }

    #[test]
    fn doubtful_frequent_and_contested_pairs_come_first_and_decided_ones_never() {
        let mut entries = vec![
            entry("a", Status::Candidate, 0.1, 1),
            entry("b", Status::Accepted, 0.82, 20),
            entry("c", Status::Flagged, 0.9, 20),
            entry("d", Status::Approved, 0.99, 500),
            entry("e", Status::Candidate, 0.78, 1),
            entry("f", Status::Accepted, 0.8, 90),
        ];
        entries[3].flags.clear();
        let verdict = Verdict {
            en: "Term F".into(),
            ar: "المصطلح f".into(),
            kind: VerdictKind::Accept,
            note: String::new(),
            person: String::new(),
            date: String::new(),
            place: String::new(),
            line: 0,
        };
        let asked = questions(&entries, &[verdict], 0.8);
        let ids: Vec<&str> = asked.iter().map(|q| q.entry.entry_id.as_str()).collect();
        assert_eq!(ids, ["c", "b", "e", "a"]);
        entries[3].flags = vec!["verdict-conflict".to_owned()];
        assert_eq!(questions(&entries, &[], 0.8)[0].entry.entry_id, "d");
    }
}
