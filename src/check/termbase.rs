//! The glossary as a check needs it: terms with their renderings, best first.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::{Knowledge, PhraseIndex, VerdictKind};
use crate::maps::Map;
use crate::mine::is_acronym;
use crate::model::{Entry, Kind, Status};
use crate::text::{ar_key, en_key, is_arabic, is_diacritic, strip_article_as_written, without_article};

/// One English term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// English headword.
    pub en: String,
    /// Every English form, headword first.
    pub en_forms: Vec<String>,
    /// Its renderings, the preferred one first.
    pub renderings: Vec<usize>,
}

/// One Arabic rendering of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendering {
    /// The term it renders.
    pub term: usize,
    /// Arabic headword.
    pub ar: String,
    /// Every Arabic form, headword first.
    pub forms: Vec<String>,
    /// How the Arabic renders the English.
    pub kind: Kind,
    /// What is held of the pair.
    pub status: Status,
    /// Subject field, or empty.
    pub subject: String,
    /// A person said that it comes first.
    pub is_chosen: bool,
}

/// Terms and renderings, ready to be met in texts.
#[derive(Debug, Clone)]
pub struct Termbase {
    /// The terms, in the order of the entries.
    pub terms: Vec<Term>,
    /// The renderings.
    pub renderings: Vec<Rendering>,
    /// Arabic forms; the rows are renderings.
    pub phrases: PhraseIndex,
    by_en: Map<String, Vec<usize>>,
    /// How the glossary writes each folded word.
    spellings: Map<String, BTreeSet<String>>,
    longest_en: usize,
}

impl Termbase {
    /// Files entries, those of one English term in the order given. Rejected,
    /// flagged and candidate ones are left out.
    #[must_use]
    pub fn new<'e>(entries: impl IntoIterator<Item = &'e Entry>, knowledge: &Knowledge) -> Self {
        let chosen: BTreeSet<(String, String)> = knowledge
            .verdicts
            .iter()
            .filter(|verdict| verdict.kind == VerdictKind::Prefer)
            .map(crate::knowledge::Verdict::key)
            .collect();
        let rejected: BTreeSet<(String, String)> = knowledge
            .verdicts
            .iter()
            .filter(|verdict| verdict.kind == VerdictKind::Reject)
            .map(crate::knowledge::Verdict::key)
            .collect();
        let mut terms: Vec<Term> = Vec::new();
        let mut renderings: Vec<Rendering> = Vec::new();
        let mut by_headword: BTreeMap<String, usize> = BTreeMap::new();
        let mut by_pair: BTreeMap<(usize, String), usize> = BTreeMap::new();
        for entry in entries.into_iter().filter(|e| matches!(e.status, Status::Approved | Status::Accepted)) {
            let key = (en_key(&entry.en), ar_key(&entry.ar));
            if rejected.contains(&key) {
                continue;
            }
            let term = *by_headword.entry(key.0.clone()).or_insert_with(|| {
                let (en, renderings) = (entry.en.clone(), Vec::new());
                terms.push(Term { en, en_forms: vec![entry.en.clone()], renderings });
                terms.len() - 1
            });
            merge(&mut terms[term].en_forms, &entry.en_variants);
            let at = *by_pair.entry((term, key.1.clone())).or_insert_with(|| {
                renderings.push(Rendering {
                    term,
                    ar: entry.ar.clone(),
                    forms: vec![entry.ar.clone()],
                    kind: entry.kind,
                    status: entry.status,
                    subject: entry.subject.clone(),
                    is_chosen: chosen.contains(&key),
                });
                terms[term].renderings.push(renderings.len() - 1);
                renderings.len() - 1
            });
            merge(&mut renderings[at].forms, &entry.ar_variants);
        }
        for term in &mut terms {
            term.renderings.sort_by_key(|&at| !renderings[at].is_chosen);
        }
        Self::index(terms, renderings)
    }

    fn index(terms: Vec<Term>, renderings: Vec<Rendering>) -> Self {
        let mut by_en: Map<String, Vec<usize>> = Map::default();
        let mut longest_en = 0;
        for (at, term) in terms.iter().enumerate() {
            for key in term.en_forms.iter().map(|form| en_key(form)).collect::<BTreeSet<_>>() {
                longest_en = longest_en.max(key.split(' ').count());
                by_en.entry(key).or_default().push(at);
            }
        }
        let arabic = |form: &&String| form.chars().any(is_arabic);
        let phrases = PhraseIndex::new(
            renderings
                .iter()
                .enumerate()
                .flat_map(|(at, r)| r.forms.iter().filter(arabic).map(move |form| (at, form.as_str()))),
        );
        let mut spellings: Map<String, BTreeSet<String>> = Map::default();
        for rendering in renderings.iter().filter(|r| r.status == Status::Approved) {
            for word in rendering.ar.split(' ') {
                spellings.entry(without_article(word)).or_default().insert(written(word));
            }
        }
        Self { terms, renderings, phrases, by_en, spellings, longest_en }
    }

    /// The terms of an English key.
    pub fn of_english(&self, key: &str) -> impl Iterator<Item = usize> {
        self.by_en.get(key).into_iter().flatten().copied()
    }

    /// Words of the longest English form.
    #[must_use]
    pub fn longest_english(&self) -> usize {
        self.longest_en
    }

    /// Whether approved headwords write a folded word like this, or the
    /// singular of a plural in ات.
    #[must_use]
    pub fn spells(&self, key: &str, form: &str) -> bool {
        let has = |key: &str, form: &str| self.spellings.get(key).is_some_and(|forms| forms.contains(form));
        let singular = || {
            let (key, form) = (key.strip_suffix("ات")?, form.strip_suffix("ات")?);
            Some(has(key, form) || has(&format!("{key}ة"), &format!("{form}ة")))
        };
        has(key, form) || singular().unwrap_or_default()
    }

    /// The preferred rendering of a term.
    #[must_use]
    pub fn preferred(&self, term: usize) -> &Rendering {
        &self.renderings[self.terms[term].renderings[0]]
    }

    /// Whether an English form is more than an everyday word: several words
    /// or an acronym.
    #[must_use]
    pub fn is_telling(form: &str) -> bool {
        form.contains([' ', '-']) || is_acronym(form)
    }
}

fn merge(forms: &mut Vec<String>, more: &[String]) {
    for form in more {
        if !forms.contains(form) {
            forms.push(form.clone());
        }
    }
}

/// A word as its author spelled it, without article and vowel signs.
pub(super) fn written(word: &str) -> String {
    strip_article_as_written(word).chars().filter(|c| !is_diacritic(*c)).collect()
}
