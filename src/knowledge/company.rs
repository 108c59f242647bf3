//! Terms that have an acronym, with the words they keep company with.

use std::collections::{BTreeMap, BTreeSet};

use super::base::BaseTerms;
use super::tables::Acronyms;
use crate::align::en_stems;
use crate::maps::Map;
use crate::mine::is_acronym;
use crate::model::Kind;
use crate::text::{ar_key, ar_stem, en_key, skeleton};

/// A translated base term with an acronym.
#[derive(Debug, Clone, Default)]
pub struct AcronymTerm {
    /// English headword.
    pub en: String,
    /// The preferred Arabic.
    pub ar: String,
    /// The acronyms, in the singular.
    pub acronyms: BTreeSet<String>,
    /// Stems of the words that the acronyms stand for.
    pub stems: BTreeSet<String>,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct AcronymTerms {
    /// The terms.
    pub terms: Vec<AcronymTerm>,
    /// By row of the base glossary.
    by_row: Vec<Option<usize>>,
    by_acronym: Map<String, Vec<usize>>,
    by_company: Map<String, Vec<usize>>,
}

impl AcronymTerms {
    /// Gathers the terms of a base glossary.
    #[must_use]
    pub fn new(base: &BaseTerms, acronyms: &Acronyms) -> Self {
        let mut found: BTreeMap<String, (AcronymTerm, BTreeSet<String>)> = BTreeMap::new();
        let mut company: Map<String, BTreeSet<String>> = Map::default();
        for key in base.terms.iter().flat_map(|term| term.ar_forms().map(ar_key)) {
            if let Some((noun, rest)) = key.split_once(' ') {
                company.entry(rest.to_owned()).or_default().insert(consonants(noun));
            }
        }
        let has_acronym =
            |term: &&super::BaseTerm| term.kind == Kind::Translated && term.en_forms().any(is_acronym);
        for row in base.terms.iter().filter(has_acronym) {
            let (term, beside) = found.entry(en_key(&row.en)).or_insert_with(|| {
                let term = AcronymTerm { en: row.en.clone(), ar: row.ar.clone(), ..AcronymTerm::default() };
                (term, BTreeSet::new())
            });
            let short: BTreeSet<&str> = row.en_forms().filter(|form| is_acronym(form)).collect();
            let long = short.iter().flat_map(|acronym| acronyms.expansions(acronym));
            term.stems.extend(long.chain(row.en_forms()).filter(|form| !is_acronym(form)).flat_map(en_stems));
            term.acronyms.extend(short.into_iter().map(singular_acronym).map(str::to_owned));
            let forms = row.ar_forms().map(ar_key).filter_map(|key| company.get(&key));
            beside.extend(forms.flatten().cloned());
        }
        let mut all = Self::default();
        let mut by_en: Map<String, usize> = Map::default();
        for (at, (key, (term, beside))) in found.into_iter().enumerate() {
            by_en.insert(key, at);
            for acronym in &term.acronyms {
                all.by_acronym.entry(acronym.clone()).or_default().push(at);
            }
            for word in beside {
                all.by_company.entry(word).or_default().push(at);
            }
            all.terms.push(term);
        }
        all.by_row = base.terms.iter().map(|row| by_en.get(&en_key(&row.en)).copied()).collect();
        all
    }

    /// The term of a row of the base glossary.
    #[must_use]
    pub fn of_row(&self, row: usize) -> Option<usize> {
        self.by_row.get(row).copied().flatten()
    }

    /// The terms that a Latin word may stand for.
    pub fn of_acronym(&self, word: &str) -> impl Iterator<Item = usize> {
        self.by_acronym.get(singular_acronym(word)).into_iter().flatten().copied()
    }

    /// The terms that follow a word in longer terms, by its [`consonants`]:
    /// the نموذج of نموذج ذكاء اصطناعي.
    pub fn of_company(&self, consonants: &str) -> impl Iterator<Item = usize> {
        self.by_company.get(consonants).into_iter().flatten().copied()
    }
}

/// What singular and plural of an Arabic word have in common.
#[must_use]
pub fn consonants(word: &str) -> String {
    skeleton(&ar_stem(word))
}

/// An acronym without the -s of its plural.
#[must_use]
fn singular_acronym(acronym: &str) -> &str {
    acronym.strip_suffix('s').unwrap_or(acronym)
}
