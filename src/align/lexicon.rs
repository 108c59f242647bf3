//! The word lexicon: which Arabic stems render which English stems.
//!
//! Learnt by IBM Model 1 (Brown et al. 1993) from term pairs, in both
//! directions. It says how much of a gloss's English an Arabic span covers.

use std::collections::BTreeMap;

use crate::text::{Token, ar_stem, en_stem, tokenize};

/// Rounds of EM; term pairs are short and settle at once.
const ROUNDS: usize = 6;
/// Pseudo-count of the empty word, which takes what nothing renders.
const NULL: &str = "";

/// Word translation probabilities over stems.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// P(ar | en), by English stem, then Arabic stem.
    forward: BTreeMap<String, BTreeMap<String, f64>>,
    /// P(en | ar).
    backward: BTreeMap<String, BTreeMap<String, f64>>,
}

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
        let of = |table: &BTreeMap<String, BTreeMap<String, f64>>, given: &str, word: &str| {
            table.get(given).and_then(|row| row.get(word)).copied().unwrap_or_default()
        };
        f64::midpoint(of(&self.forward, en_stem, ar_stem), of(&self.backward, ar_stem, en_stem))
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
fn model_one(pairs: &[(Vec<String>, Vec<String>)]) -> BTreeMap<String, BTreeMap<String, f64>> {
    let mut table: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut counts: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
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
            row.values_mut().for_each(|count| *count /= total);
        }
        table = counts;
    }
    table.remove(NULL);
    table
}
