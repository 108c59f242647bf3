//! The word lexicon: which Arabic stems render which English stems.
//!
//! Learnt by IBM Model 1 (Brown et al. 1993) from term pairs, in both
//! directions. It says how much of a gloss's English an Arabic span covers.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::error::{Error, Result};
use crate::knowledge::GlossaryFile;
use crate::text::{Token, ar_stem, en_stem, is_arabic, tokenize};

/// Rounds of EM; term pairs are short and settle at once.
const ROUNDS: usize = 6;
/// Pseudo-count of the empty word, which takes what nothing renders.
const NULL: &str = "";

/// Word translation probabilities over stems.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// P(ar | en), by English stem, then Arabic stem.
    forward: Table,
    /// P(en | ar).
    backward: Table,
}

/// Probabilities of words given a word.
type Table = BTreeMap<String, BTreeMap<String, f64>>;

/// Links that are weaker than this in either direction are chance.
const WEAKEST: f64 = 0.05;
/// The least sum of both directions.
const WEAKEST_SUM: f64 = 0.4;

impl Lexicon {
    /// Learns a lexicon from `(ar, en)` term pairs.
    #[must_use]
    pub fn learn<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let stemmed: Vec<(Vec<String>, Vec<String>)> = pairs
            .into_iter()
            .map(|(ar, en)| (ar_stems(ar), en_stems(en)))
            .filter(|(ar, en)| !ar.is_empty() && !en.is_empty())
            .collect();
        let turned: Vec<(Vec<String>, Vec<String>)> =
            stemmed.iter().map(|(ar, en)| (en.clone(), ar.clone())).collect();
        Self { forward: model_one(&stemmed), backward: model_one(&turned) }
    }

    /// How strongly the two words are linked, 0 to 1: the mean of both
    /// directions.
    #[must_use]
    pub fn link(&self, ar_stem: &str, en_stem: &str) -> f64 {
        let of = |table: &Table, given: &str, word: &str| {
            table.get(given).and_then(|row| row.get(word)).copied().unwrap_or_default()
        };
        f64::midpoint(of(&self.forward, en_stem, ar_stem), of(&self.backward, ar_stem, en_stem))
    }

    /// Takes in a table that [`Self::to_tsv`] wrote; where both know a link the
    /// stronger one stands.
    ///
    /// # Errors
    /// When a row is not of that form.
    pub fn merge_table(&mut self, file: &GlossaryFile) -> Result<()> {
        for (line, [en, ar, forward, backward]) in
            file.rows(["en", "ar", "p_ar_given_en", "p_en_given_ar"])?
        {
            let number = |cell: &str| {
                let reason = format!("{cell:?} is no probability");
                cell.parse::<f64>().map_err(|_| Error::Format { path: file.path.clone(), line, reason })
            };
            let (forward, backward) = (number(&forward)?, number(&backward)?);
            let raise = |table: &mut Table, given: &str, word: &str, value: f64| {
                let known = table.entry(given.to_owned()).or_default().entry(word.to_owned()).or_default();
                *known = known.max(value);
            };
            raise(&mut self.forward, &en, &ar, forward);
            raise(&mut self.backward, &ar, &en, backward);
        }
        Ok(())
    }

    /// The links that both directions hold for likely, as a table.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut out = String::from("en\tar\tp_ar_given_en\tp_en_given_ar\n");
        for (en, row) in &self.forward {
            for (ar, forward) in row {
                let backward = self.backward.get(ar).and_then(|row| row.get(en)).copied().unwrap_or_default();
                let is_link = forward.min(backward) >= WEAKEST && forward + backward >= WEAKEST_SUM;
                if is_link && ar.chars().all(is_arabic) && en.chars().all(|c| c.is_ascii_lowercase()) {
                    writeln!(out, "{en}\t{ar}\t{forward:.3}\t{backward:.3}").expect("a String takes it");
                }
            }
        }
        out
    }

    /// Whether the lexicon has seen an Arabic stem at all.
    #[must_use]
    pub fn knows_ar(&self, ar_stem: &str) -> bool {
        self.backward.contains_key(ar_stem)
    }

    /// The links of every Arabic stem that has one as strong as `strong`,
    /// with P(en | ar) of at least `least`.
    pub fn ar_links(&self, strong: f64, least: f64) -> impl Iterator<Item = (&str, &str)> {
        let rows = self.backward.iter().filter(move |(_, row)| row.values().any(|p| *p >= strong));
        rows.flat_map(move |(ar, row)| {
            row.iter().filter(move |(_, p)| **p >= least).map(|(en, _)| (ar.as_str(), en.as_str()))
        })
    }

    /// Whether the lexicon has seen an English stem at all.
    #[must_use]
    pub fn knows_en(&self, en_stem: &str) -> bool {
        self.forward.contains_key(en_stem)
    }
}

/// The stems of an Arabic phrase.
#[must_use]
pub fn ar_stems(phrase: &str) -> Vec<String> {
    tokenize(phrase).into_iter().filter(Token::is_word).map(|t| ar_stem(&phrase[t.range])).collect()
}

/// The stems of an English phrase, hyphenated words apart.
#[must_use]
pub fn en_stems(phrase: &str) -> Vec<String> {
    phrase
        .split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#')
        .filter(|word| !word.is_empty())
        .map(en_stem)
        .collect()
}

/// P(target | source) by IBM Model 1 with an empty source word.
fn model_one(pairs: &[(Vec<String>, Vec<String>)]) -> Table {
    let mut table = Table::new();
    for _ in 0..ROUNDS {
        let mut counts = Table::new();
        for (targets, sources) in pairs {
            for target in targets {
                let weight = |source: &str| {
                    if table.is_empty() {
                        1.0
                    } else {
                        table.get(source).and_then(|r| r.get(target)).copied().unwrap_or_default()
                    }
                };
                let with_null = || sources.iter().map(String::as_str).chain([NULL]);
                let total: f64 = with_null().map(weight).sum();
                for source in with_null().filter(|_| total > 0.0) {
                    *counts.entry(source.to_owned()).or_default().entry(target.clone()).or_default() +=
                        weight(source) / total;
                }
            }
        }
        for row in counts.values_mut() {
            let total: f64 = row.values().sum();
            for count in row.values_mut() {
                *count /= total;
            }
        }
        table = counts;
    }
    table.remove(NULL);
    table
}
