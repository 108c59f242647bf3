//! English terms of technology, whatever their Arabic.

use std::sync::OnceLock;

use super::{GlossaryFile, Spellings};
use crate::error::Result;
use crate::maps::{Map, Set};
use crate::text::{en_key, en_stem};

/// The terms of `tables/english-terms.csv`.
#[derive(Debug, Default)]
pub struct EnglishTerms {
    terms: Vec<String>,
    spellings: Spellings,
    /// Mining does without, so that it is made when first asked for.
    index: OnceLock<Index>,
}

#[derive(Debug, Default)]
struct Index {
    /// What the spellings of each term have in common.
    keys: Set<String>,
    /// How many terms have a stem, and how many end in it.
    words: Map<String, u32>,
    heads: Map<String, u32>,
}

impl EnglishTerms {
    /// Reads the table.
    ///
    /// # Errors
    /// When it has no column `term` or a row is no CSV.
    pub(super) fn load(file: &GlossaryFile, spellings: Spellings) -> Result<Self> {
        let rows = file.rows(["term"])?;
        let terms = rows.into_iter().map(|(_, [term])| term).collect();
        Ok(Self { terms, spellings, index: OnceLock::new() })
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            for key in self.terms.iter().map(|term| en_key(term)) {
                if !index.keys.insert(self.spellings.common(&key)) {
                    continue;
                }
                let stems: Vec<String> = key.split(' ').map(en_stem).collect();
                for (place, stem) in stems.iter().enumerate() {
                    if !stems[..place].contains(stem) {
                        *index.words.entry(stem.clone()).or_default() += 1;
                    }
                }
                *index.heads.entry(stems.last().cloned().unwrap_or_default()).or_default() += 1;
            }
            index
        })
    }

    /// Whether a term is listed, in whatever spelling.
    #[must_use]
    pub fn has(&self, en: &str) -> bool {
        self.index().keys.contains(&self.spellings.common(&en_key(en)))
    }

    /// How many terms have a word, and how many end in it.
    #[must_use]
    pub fn counts(&self, word: &str) -> (u32, u32) {
        let (index, stem) = (self.index(), en_stem(word));
        let count = |counts: &Map<String, u32>| counts.get(&stem).copied().unwrap_or_default();
        (count(&index.words), count(&index.heads))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_in_any_spelling_and_number() {
        let file = GlossaryFile {
            path: "english-terms.csv".into(),
            text: "term\ndata centre\nload balancer\nfile server\nweb server\n".into(),
        };
        let spellings = Spellings::load(&crate::knowledge::GlossaryFiles::find(None).unwrap()).unwrap();
        let terms = EnglishTerms::load(&file, spellings).unwrap();
        for listed in ["data centers", "Load-Balancer", "Web Servers"] {
            assert!(terms.has(listed), "{listed}");
        }
        assert!(!terms.has("web balancer"));
        assert_eq!(terms.counts("servers"), (2, 2));
        assert_eq!(terms.counts("web"), (1, 0));
    }
}
