//! How the letters of the Latin alphabet are called in Arabic, for what is
//! spelled out: GPU is جي بي يو.

use super::letters::{Spelling, ar_spelling};
use super::transliteration::{WIDTH, single};
use crate::error::{Error, Result};
use crate::knowledge::GlossaryFiles;

/// Share of spelled letters whose name the table knows.
const KNOWN: f64 = 0.95;

/// The names of each letter, A first.
#[derive(Debug, Clone, Default)]
pub(super) struct LetterNames {
    letters: Vec<Vec<Name>>,
}

/// One name of a letter.
#[derive(Debug, Clone)]
pub(super) struct Name {
    units: Spelling,
    /// Likelihood ratio of the name against its letters by chance, and its
    /// logarithm.
    pub ratio: f32,
    pub log_ratio: f32,
}

impl LetterNames {
    /// Reads `tables/letter-names.csv`.
    pub(super) fn load(files: &GlossaryFiles) -> Result<Self> {
        let file = files.get("tables/letter-names.csv")?;
        let mut letters: Vec<Vec<Name>> = vec![Vec::new(); 26];
        for (line, [letter, ar]) in file.rows(["letter", "ar"])? {
            let bad = || {
                let reason = format!("{letter:?} is no letter from A to Z");
                Error::Format { path: file.path.clone(), line, reason }
            };
            let &[byte @ b'A'..=b'Z'] = letter.as_bytes() else { return Err(bad()) };
            let units = ar_spelling(&ar);
            let names = &mut letters[usize::from(byte - b'A')];
            // Spellings that differ by a hamza alone are one name.
            if !units.is_empty() && names.iter().all(|name| name.units != units) {
                names.push(Name { units, ratio: 1.0, log_ratio: 0.0 });
            }
        }
        Ok(Self { letters })
    }

    /// Works out the ratios from how likely each Arabic unit is by chance.
    pub(super) fn weigh(&mut self, ar_noise: &[f64; WIDTH]) {
        for names in &mut self.letters {
            let each = KNOWN / names.len().max(1) as f64;
            for name in names {
                let noise: f64 =
                    name.units.as_slice().iter().map(|&unit| ar_noise[usize::from(unit)]).product();
                name.ratio = single(each / noise.max(1e-12));
                name.log_ratio = libm::logf(name.ratio);
            }
        }
    }

    /// Whether the units are the name of a letter.
    pub(super) fn has(&self, units: &[u8]) -> bool {
        self.letters.iter().flatten().any(|name| name.units.as_slice() == units)
    }

    /// The names of a letter, A being 0, that the units end with.
    pub(super) fn ending<'a>(&'a self, letter: u8, units: &'a [u8]) -> impl Iterator<Item = &'a Name> {
        let names = self.letters.get(usize::from(letter)).map_or(&[][..], Vec::as_slice);
        names.iter().filter(|name| units.ends_with(name.units.as_slice()))
    }
}

impl Name {
    pub(super) fn len(&self) -> usize {
        self.units.len()
    }
}
