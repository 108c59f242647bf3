//! One English name in several spellings.

use super::files::GlossaryFiles;
use crate::error::Result;
use crate::maps::Map;
use crate::text::en_lemma;

/// British and American spellings, `tables/english-spellings.csv`.
#[derive(Debug, Clone, Default)]
pub struct Spellings {
    words: Map<String, String>,
    /// Endings, the longest first.
    endings: Vec<(String, String)>,
}

/// Letters before an ending at least: size is no ending of anything.
const STEM: usize = 3;

impl Spellings {
    /// Reads `tables/english-spellings.csv`.
    ///
    /// # Errors
    /// When a column is missing or a row is no CSV.
    pub fn load(files: &GlossaryFiles) -> Result<Self> {
        let mut spellings = Self::default();
        for (_, [other, common]) in files.get("tables/english-spellings.csv")?.rows(["other", "common"])? {
            match (other.strip_prefix('-'), common.strip_prefix('-')) {
                (Some(other), Some(common)) => spellings.endings.push((other.into(), common.into())),
                _ => {
                    spellings.words.insert(other, common);
                }
            }
        }
        spellings.endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        Ok(spellings)
    }

    /// What the spellings of an English key have in common: each word in the
    /// singular and in American spelling, all written together. Only ever
    /// compared.
    #[must_use]
    pub fn common(&self, en_key: &str) -> String {
        en_key.split(' ').map(|word| self.word(word)).collect()
    }

    fn word(&self, word: &str) -> String {
        let lemma = en_lemma(word);
        // emojis, metrics: singulars that no rule of nouns gives.
        let singular = lemma
            .strip_suffix('s')
            .filter(|stem| stem.len() >= STEM && !stem.ends_with(['s', 'u']))
            .map_or(lemma.clone(), str::to_owned);
        if let Some(common) = self.words.get(&lemma).or_else(|| self.words.get(&singular)) {
            return common.clone();
        }
        let respelled = self.endings.iter().find_map(|(other, common)| {
            singular
                .strip_suffix(other.as_str())
                .filter(|stem| stem.len() >= STEM)
                .map(|stem| format!("{stem}{common}"))
        });
        respelled.unwrap_or(singular)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        let spellings = Spellings::load(&GlossaryFiles::find(None).unwrap()).unwrap();
        for (a, b) in [
            ("assets management", "asset management"),
            ("data set", "dataset"),
            ("behaviour tree", "behavior tree"),
            ("tokenisation", "tokenization"),
            ("optimise", "optimize"),
            ("data centre", "data center"),
            ("e mail", "email"),
            ("emojis", "emoji"),
            ("licence", "license"),
            ("analyser", "analyzer"),
        ] {
            assert_eq!(spellings.common(a), spellings.common(b), "{a}, {b}");
        }
        for (a, b) in
            [("four", "for"), ("noise", "noize"), ("bus", "bu"), ("process", "proces"), ("status", "statu")]
        {
            assert_ne!(spellings.common(a), spellings.common(b), "{a}, {b}");
        }
    }
}
