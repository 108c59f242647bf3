//! What may stand on a foreign word that is not of it: the article and
//! proclitics before, feminine, nisba and plural endings after, and the
//! English endings that go with them.

use std::collections::BTreeMap;

use super::letters::{ALEF, Spelling, ar_spelling, push_en_word};
use crate::error::{Error, Result};
use crate::knowledge::GlossaryFiles;

/// Share of foreign words in running text with the article, beside one
/// without; names have it seldom, other loan words as often as any noun.
const ARTICLE_SHARE: f64 = 0.2;
/// The same for each conjunction and preposition.
const CLITIC_SHARE: f64 = 0.03;
/// Most prefixes that one word can begin with, nothing included.
pub(super) const MOST_STARTS: usize = 6;
/// Letters that must remain behind a clitic; behind the article one less.
const LEAST_REST: usize = 3;

/// The affixes that are tried, each with its share among pairs.
#[derive(Debug, Clone, Default)]
pub(super) struct Affixes {
    pub prefixes: Vec<Prefix>,
    pub endings: Vec<Ending>,
}

/// What is peeled off the front of an Arabic word.
#[derive(Debug, Clone)]
pub(super) struct Prefix {
    pub ar: String,
    units: Spelling,
    /// Share of pairs that have it; `cost` is its logarithm.
    pub share: f64,
    pub cost: f64,
}

/// What is peeled off both ends.
#[derive(Debug, Clone)]
pub(super) struct Ending {
    pub ar: String,
    pub en: String,
    ar_units: Spelling,
    en_units: Spelling,
    pub share: f64,
    pub cost: f64,
}

/// Where a word may begin, with the index of the prefix before it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Start {
    pub at: u8,
    pub prefix: u8,
}

impl Affixes {
    /// The affixes of `tables/clitics.csv` and `tables/endings.csv`, each with
    /// its share in running text.
    pub(super) fn candidates(files: &GlossaryFiles) -> Result<Self> {
        let rows = files.get("tables/clitics.csv")?.rows(["form", "kind"])?;
        let of = |wanted: &str| -> Vec<&str> {
            rows.iter().filter(|(_, [_, kind])| kind == wanted).map(|(_, [form, _])| form.as_str()).collect()
        };
        let mut prefixes: BTreeMap<String, f64> = BTreeMap::new();
        for conjunction in std::iter::once("").chain(of("conjunction")) {
            for preposition in std::iter::once("").chain(of("preposition")) {
                let clitics = format!("{conjunction}{preposition}");
                let share = CLITIC_SHARE
                    .powi(i32::from(!conjunction.is_empty()) + i32::from(!preposition.is_empty()));
                for article in of("article") {
                    // ل and the article are written لل.
                    if !(preposition == "ل" && article.starts_with('ا')) {
                        prefixes.insert(format!("{clitics}{article}"), share * ARTICLE_SHARE);
                    }
                }
                prefixes.insert(clitics, share);
            }
            let share = if conjunction.is_empty() { CLITIC_SHARE } else { CLITIC_SHARE * CLITIC_SHARE };
            for contraction in of("contraction") {
                prefixes.insert(format!("{conjunction}{contraction}"), share * ARTICLE_SHARE);
            }
        }
        let mut affixes = Self::default();
        for (prefix, share) in prefixes {
            affixes.add_prefix(&prefix, share);
        }
        affixes.add_ending("", "", 1.0);
        let file = files.get("tables/endings.csv")?;
        for (line, [ar, en, share]) in file.rows(["ar", "en", "share"])? {
            let reason = || Error::Format {
                path: file.path.clone(),
                line,
                reason: format!("the share is {share:?}; it should be above 0 and at most 1"),
            };
            let share =
                share.parse().ok().filter(|share| *share > 0.0 && *share <= 1.0).ok_or_else(reason)?;
            affixes.add_ending(&ar, &en, share);
        }
        Ok(affixes)
    }

    pub(super) fn add_prefix(&mut self, ar: &str, share: f64) {
        let (ar, units) = (ar.to_owned(), ar_spelling(ar));
        self.prefixes.push(Prefix { ar, units, share, cost: libm::log(share) });
    }

    pub(super) fn add_ending(&mut self, ar: &str, en: &str, share: f64) {
        let mut en_units = Spelling::EMPTY;
        push_en_word(en, &mut en_units);
        self.endings.push(Ending {
            ar: ar.to_owned(),
            en: en.to_owned(),
            ar_units: ar_spelling(ar),
            en_units,
            share,
            cost: libm::log(share),
        });
    }

    /// Sets the shares from counts in the order of the affixes.
    pub(super) fn set_shares(&mut self, prefixes: &[f64], endings: &[f64]) {
        let (all, all_endings): (f64, f64) = (prefixes.iter().sum(), endings.iter().sum());
        for (prefix, count) in self.prefixes.iter_mut().zip(prefixes) {
            prefix.set_share(count / all);
        }
        for (ending, count) in self.endings.iter_mut().zip(endings) {
            ending.set_share(count / all_endings);
        }
    }

    /// Where the word may begin. A word written with a hamza on its alef has
    /// no article.
    pub(super) fn starts(&self, word: &str, units: &[u8]) -> ([Start; MOST_STARTS], u8) {
        let hamza = word.starts_with(['أ', 'إ', 'آ']);
        let mut starts = [Start::default(); MOST_STARTS];
        let mut count = 0;
        for (index, prefix) in self.prefixes.iter().enumerate() {
            let peeled = prefix.units.as_slice();
            let least = match peeled {
                [] => 0,
                // The article, with or without its alef.
                [.., a, 23] if *a == ALEF || *a == 23 => LEAST_REST - 1,
                _ => LEAST_REST,
            };
            let fits = units.starts_with(peeled)
                && units.len() >= peeled.len() + least
                && !(hamza && peeled.first() == Some(&ALEF));
            if fits && count < MOST_STARTS {
                let (at, prefix) = (peeled.len(), index);
                starts[count] =
                    Start { at: u8::try_from(at).unwrap_or(0), prefix: u8::try_from(prefix).unwrap_or(0) };
                count += 1;
            }
        }
        (starts, u8::try_from(count).unwrap_or(0))
    }

    /// The Arabic endings that a word has, as bits by index.
    pub(super) fn endings_of(&self, units: &[u8]) -> u64 {
        let mut bits = 0;
        for (index, ending) in self.endings.iter().enumerate().take(64) {
            let peeled = ending.ar_units.as_slice();
            if units.ends_with(peeled) && (peeled.is_empty() || units.len() >= peeled.len() + LEAST_REST) {
                bits |= 1 << index;
            }
        }
        bits
    }
}

impl Prefix {
    pub(super) fn set_share(&mut self, share: f64) {
        self.share = share;
        self.cost = libm::log(share);
    }
}

impl Ending {
    pub(super) fn set_share(&mut self, share: f64) {
        self.share = share;
        self.cost = libm::log(share);
    }

    /// Units that it takes off the Arabic and off the English word, when the
    /// English has its part of the ending.
    pub(super) fn peels(&self, en: &[u8]) -> Option<(usize, usize)> {
        let peeled = self.en_units.as_slice();
        let fits = en.ends_with(peeled) && (peeled.is_empty() || en.len() > peeled.len() + 1);
        fits.then(|| (self.ar_units.len(), peeled.len()))
    }
}
