//! Terms of technology: their English, and the Arabic that renders it.

use std::sync::OnceLock;

use super::GlossaryFile;
use super::Spellings;
use super::files::list_cell;
use crate::error::Result;
use crate::maps::Map;
use crate::text::{en_key, en_stem};

/// The terms of `tables/terms.csv`.
#[derive(Debug, Default)]
pub struct TermList {
    terms: Vec<Term>,
    spellings: Spellings,
    /// Made when first asked for: short runs do without.
    index: OnceLock<Index>,
}

#[derive(Debug)]
struct Term {
    en: String,
    /// Its renderings, the commonest first.
    ar: Vec<String>,
}

#[derive(Debug, Default)]
struct Index {
    /// The rows of a term, by what its spellings have in common.
    rows: Map<String, Vec<u32>>,
    /// How many terms have a stem, and how many end in it.
    words: Map<String, u32>,
    heads: Map<String, u32>,
}

impl TermList {
    /// Reads the table, without its Arabic unless `with_arabic`.
    ///
    /// # Errors
    /// When it lacks a column or a row is no CSV.
    pub(super) fn load(file: &GlossaryFile, spellings: Spellings, with_arabic: bool) -> Result<Self> {
        let ar = |cell: &str| if with_arabic { list_cell(cell) } else { Vec::new() };
        let rows = file.rows(["en", "ar"])?;
        let terms = rows.into_iter().map(|(_, [en, cell])| Term { en, ar: ar(&cell) }).collect();
        Ok(Self { terms, spellings, index: OnceLock::new() })
    }

    /// Leaves the English alone.
    pub fn forget_renderings(&mut self) {
        self.terms.iter_mut().for_each(|term| term.ar.clear());
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            for (row, term) in (0_u32..).zip(&self.terms) {
                let key = en_key(&term.en);
                let rows = index.rows.entry(self.spellings.common(&key)).or_default();
                rows.push(row);
                if rows.len() > 1 {
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

    fn rows(&self, en: &str) -> &[u32] {
        self.index().rows.get(&self.spellings.common(&en_key(en))).map_or(&[], Vec::as_slice)
    }

    /// Whether a term is listed, in whatever spelling.
    #[must_use]
    pub fn has(&self, en: &str) -> bool {
        !self.rows(en).is_empty()
    }

    /// The listed renderings of a term, in whatever spelling.
    pub fn renderings(&self, en: &str) -> impl Iterator<Item = &str> {
        self.rows(en).iter().flat_map(|&row| &self.terms[row as usize].ar).map(String::as_str)
    }

    /// `(ar, en)` of every listed rendering.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.terms.iter().flat_map(|term| term.ar.iter().map(|ar| (ar.as_str(), term.en.as_str())))
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

    fn terms(with_arabic: bool) -> TermList {
        let file = GlossaryFile {
            path: "terms.csv".into(),
            text: "en,ar\ndata centre,مركز بيانات;مركز معطيات\nload balancer,\nfile server,\nweb server,\n"
                .into(),
        };
        let spellings = Spellings::load(&crate::knowledge::GlossaryFiles::find(None).unwrap()).unwrap();
        TermList::load(&file, spellings, with_arabic).unwrap()
    }

    #[test]
    fn terms_are_found_in_any_spelling_and_number() {
        let terms = terms(true);
        for listed in ["data centers", "Load-Balancer", "Web Servers"] {
            assert!(terms.has(listed), "{listed}");
        }
        assert!(!terms.has("web balancer"));
        assert_eq!(terms.counts("servers"), (2, 2));
        assert_eq!(terms.counts("web"), (1, 0));
    }

    #[test]
    fn renderings_are_left_out_with_the_base_glossary() {
        let of = |terms: &TermList| terms.renderings("Data Centers").map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(of(&terms(true)), ["مركز بيانات", "مركز معطيات"]);
        assert!(of(&terms(false)).is_empty() && terms(false).has("data center"));
    }
}
