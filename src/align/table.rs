//! The letter model as a table: `kind en ar value`.
//!
//! | kind | en | ar | value |
//! |---|---|---|---|
//! | `weight` | name of a feature | | its weight in the log odds |
//! | `prefix` | | what stands before the word | share of pairs |
//! | `ending` | English ending | Arabic ending | share of pairs |
//! | `noise` | unit | | its share among English units |
//! | `noise` | | unit | its share among Arabic units |
//! | `joint` | unit or nothing | unit or nothing | probability of the step |

use std::fmt::Write as _;

use super::affix::Affixes;
use super::letters::{AR_UNITS, EN_UNITS};
use super::transliteration::{FEATURES, LetterModel, WIDTH};
use crate::error::{Error, Result};
use crate::knowledge::GlossaryFile;

impl LetterModel {
    /// The model as a table people can read: `kind en ar value`.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut out = String::from("kind\ten\tar\tvalue\n");
        let mut row = |kind: &str, en: &str, ar: &str, value: f64| {
            writeln!(out, "{kind}\t{en}\t{ar}\t{value:.3e}").expect("a String takes it");
        };
        for (feature, weight) in FEATURES.iter().zip(self.weights) {
            row("weight", feature, "", weight);
        }
        for prefix in &self.affixes.prefixes {
            row("prefix", "", &prefix.ar, prefix.share);
        }
        for ending in &self.affixes.endings {
            row("ending", &ending.en, &ending.ar, ending.share);
        }
        for (unit, en) in EN_UNITS.iter().enumerate().skip(1) {
            row("noise", en, "", self.en_noise[unit]);
        }
        for (unit, ar) in AR_UNITS.iter().enumerate().skip(1) {
            row("noise", "", ar, self.ar_noise[unit]);
        }
        for (e, en) in EN_UNITS.iter().enumerate() {
            for (a, ar) in AR_UNITS.iter().enumerate().filter(|(a, _)| e + a > 0) {
                row("joint", en, ar, self.joint[e * WIDTH + a]);
            }
        }
        out
    }

    /// Reads the table that [`Self::to_tsv`] writes. A step without a row is
    /// impossible, an affix without one is not tried.
    ///
    /// # Errors
    /// When a row is not of that form.
    pub fn from_table(file: &GlossaryFile) -> Result<Self> {
        let mut model = Self::new(Affixes::default());
        // The pair without affixes is always tried.
        model.affixes.add_prefix("", 1.0);
        model.affixes.add_ending("", "", 1.0);
        for (line, [kind, en, ar, value]) in file.rows(["kind", "en", "ar", "value"])? {
            let bad = |reason: String| Error::Format { path: file.path.clone(), line, reason };
            let value: f64 = value.parse().map_err(|_| bad(format!("{value:?} is no number")))?;
            let unit = |units: &[&str], name: &str| units.iter().position(|unit| *unit == name);
            let units = || {
                let unknown = |name: &str| bad(format!("{name:?} is no unit of the model"));
                let e = unit(&EN_UNITS, &en).ok_or_else(|| unknown(&en))?;
                Ok((e, unit(&AR_UNITS, &ar).ok_or_else(|| unknown(&ar))?))
            };
            match kind.as_str() {
                "weight" => {
                    let place = unit(&FEATURES, &en).ok_or_else(|| bad(format!("{en:?} is no feature")))?;
                    model.weights[place] = value;
                }
                "prefix" if ar.is_empty() => model.affixes.prefixes[0].set_share(value),
                "prefix" => model.affixes.add_prefix(&ar, value),
                "ending" if ar.is_empty() && en.is_empty() => model.affixes.endings[0].set_share(value),
                "ending" => model.affixes.add_ending(&ar, &en, value),
                "noise" => match units()? {
                    (0, a) => model.ar_noise[a] = value,
                    (e, _) => model.en_noise[e] = value,
                },
                "joint" => {
                    let (e, a) = units()?;
                    model.joint[e * WIDTH + a] = value;
                }
                _ => return Err(bad("kind is weight, prefix, ending, noise or joint".into())),
            }
        }
        model.refresh();
        Ok(model)
    }
}
