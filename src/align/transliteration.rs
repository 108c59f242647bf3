//! The letter model: how Arabic spells foreign sounds.
//!
//! A memoryless transducer over letters: each step pairs one English letter
//! or digraph with one Arabic letter, or drops either. It is scored as a
//! log-likelihood ratio against a noise model of unrelated letters, as Sajjad
//! et al. (2011, P11-1044) do for mining; richer units fit the noise of small
//! training lists instead of the sounds. What may stand on a foreign word
//! (article, proclitics, endings) is tried with and without, and letters that
//! are named one by one are read by their names.
//!
//! A ratio is a sum over the whole word and forgives one wrong consonant in a
//! long name. So the decision looks at how much of the best possible ratio of
//! either word is reached, and at the weakest step of the best path; the
//! weights are fitted to look-alikes.

use super::affix::Affixes;
use super::latin::{LatinName, Reading};
use super::letter_names::LetterNames;
use super::letters::{AR_UNITS, DIGITS, EN_UNITS, LONGEST, SPELLED};
use super::native::{self, NativeWords};
use super::spelling::ArabicSpelling;
use crate::error::Result;
use crate::knowledge::GlossaryFiles;
use crate::maps::Memory;

/// Units of either side in a table, digits and room included.
pub(super) const WIDTH: usize = 64;
/// Likelihood ratio of a digit beside itself, beside another, and alone.
const SAME_DIGIT: f32 = 20.0;
const OTHER_DIGIT: f32 = 1e-9;
const LONE_DIGIT: f32 = 0.02;
/// Likelihood ratio of a spelled letter that Arabic does not name.
const UNNAMED: f32 = 1e-4;
/// Share of spelled letters that are written by their sound: the S of
/// `PostgreSQL` in بوستغريس كيو إل.
const SOUNDED: f32 = 0.02;
/// What a spelled letter adds to the best possible ratio, in nats: about as
/// much as its name does.
const NAMED: f32 = 6.0;
/// Taken for the weakest step where the ratio is against the pair anyway.
const HOPELESS: f64 = -6.0;
/// Words that are remembered.
const REMEMBERED: usize = 1 << 14;
/// Rows of a comparison that are kept: the longest English ending has four
/// units.
const KEPT: usize = 6;

/// The names of the weights in the table.
pub(super) const FEATURES: [&str; 4] = ["bias", "of_english", "of_arabic", "weakest"];

/// How the features of a match add up to its log odds.
pub(super) type Weights = [f64; FEATURES.len()];

/// The letter model.
#[derive(Debug, Clone)]
pub struct LetterModel {
    /// `joint[e * WIDTH + a]`: the probability of a step; unit 0 is nothing.
    pub(super) joint: Vec<f64>,
    pub(super) en_noise: [f64; WIDTH],
    pub(super) ar_noise: [f64; WIDTH],
    pub(super) affixes: Affixes,
    pub(super) weights: Weights,
    pub(super) native: NativeWords,
    names: LetterNames,
    /// Likelihood ratio of each step, and its logarithm.
    ratio: Vec<f32>,
    log_ratio: Vec<f32>,
    /// The best log ratio that a unit of either side can reach.
    en_best: [f32; WIDTH],
    ar_best: [f32; WIDTH],
    words: Memory<ArabicWord>,
}

/// An Arabic word of a text, and what names it may be.
#[derive(Debug, Clone, Copy)]
pub struct ArabicWord {
    /// Ready to be compared.
    pub spelling: ArabicSpelling,
    /// A word of Arabic's own: [`LetterModel::has_native_word`].
    pub is_native: bool,
    /// May be the name of a Latin letter: إيه, بي, أو.
    pub is_letter_name: bool,
}

/// What was peeled off a pair before the rest was compared; empty where
/// nothing was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Peeled<'m> {
    /// Article and proclitics of the Arabic, such as وال.
    pub prefix: &'m str,
    /// Feminine, nisba or plural ending of the Arabic, such as ات.
    pub ending: &'m str,
    /// Ending of the English that goes with it, such as `s`.
    pub en_ending: &'m str,
}

/// How an Arabic spelling and a Latin name fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The log-likelihood ratio that they are one name, in nats: what it adds
    /// to the log odds of a pair met by chance.
    pub log_ratio: f64,
    /// The log ratio of the weakest step of the best path, at most 0.
    pub weakest: f64,
    /// Log odds that they are one name, where two look-alikes are met for
    /// each true pair.
    pub log_odds: f64,
    /// Letters of the name were read by their names.
    pub is_spelled_out: bool,
    features: Weights,
    prefix: u8,
    ending: u8,
}

/// The best way to compare one reading, before its features are known.
#[derive(Clone, Copy)]
struct Best {
    log_ratio: f64,
    start: usize,
    rows: usize,
    columns: usize,
    ending: usize,
}

impl Match {
    const NONE: Self = Self {
        log_ratio: f64::NEG_INFINITY,
        weakest: HOPELESS,
        log_odds: f64::NEG_INFINITY,
        is_spelled_out: false,
        features: [0.0; FEATURES.len()],
        prefix: 0,
        ending: 0,
    };

    /// The probability that one spells the other, 0 to 1.
    #[must_use]
    pub fn probability(&self) -> f64 {
        1.0 / (1.0 + libm::exp(-self.log_odds))
    }

    pub(super) fn features(&self) -> Weights {
        self.features
    }
}

impl LetterModel {
    /// Reads `tables/transliteration.tsv` and `tables/letter-names.csv`.
    ///
    /// # Errors
    /// When one of them cannot be read or is malformed.
    pub fn load(files: &GlossaryFiles) -> Result<Self> {
        let mut model = Self::from_table(&files.get("tables/transliteration.tsv")?)?;
        model.names = LetterNames::load(files)?;
        model.names.weigh(&model.ar_noise);
        Ok(model)
    }

    pub(super) fn new(affixes: Affixes) -> Self {
        Self {
            joint: vec![0.0; WIDTH * WIDTH],
            en_noise: [0.0; WIDTH],
            ar_noise: [0.0; WIDTH],
            affixes,
            weights: [0.0; FEATURES.len()],
            native: NativeWords::default(),
            names: LetterNames::default(),
            ratio: vec![0.0; WIDTH * WIDTH],
            log_ratio: vec![0.0; WIDTH * WIDTH],
            en_best: [0.0; WIDTH],
            ar_best: [0.0; WIDTH],
            words: Memory::new(REMEMBERED),
        }
    }

    /// Works out the ratios from the probabilities.
    pub(super) fn refresh(&mut self) {
        let digits = usize::from(DIGITS)..usize::from(DIGITS) + 10;
        for e in 0..WIDTH {
            for a in 0..WIDTH {
                let noise = |table: &[f64; WIDTH], unit: usize| if unit == 0 { 1.0 } else { table[unit] };
                let noise = noise(&self.en_noise, e) * noise(&self.ar_noise, a);
                let ratio = match (digits.contains(&e), digits.contains(&a)) {
                    (true, true) if e == a => SAME_DIGIT,
                    (true, false) if a == 0 => LONE_DIGIT,
                    (false, true) if e == 0 => LONE_DIGIT,
                    (false, false) if noise > 0.0 => single(self.joint[e * WIDTH + a] / noise),
                    _ => OTHER_DIGIT,
                };
                self.ratio[e * WIDTH + a] = ratio.max(OTHER_DIGIT);
                self.log_ratio[e * WIDTH + a] = libm::logf(ratio.max(OTHER_DIGIT));
            }
        }
        let best =
            |of: &dyn Fn(usize) -> usize| (0..WIDTH).map(|i| self.log_ratio[of(i)]).fold(0.0, f32::max);
        self.en_best = std::array::from_fn(|e| best(&|a| e * WIDTH + a));
        self.ar_best = std::array::from_fn(|a| best(&|e| e * WIDTH + a));
        self.names.weigh(&self.ar_noise);
    }

    /// How two spellings fit; to compare a word more than once, prepare it
    /// and use [`Self::compare`].
    #[must_use]
    pub fn match_words(&self, ar: &str, en: &str) -> Match {
        self.compare(&self.arabic(ar), &LatinName::new(en))
    }

    /// The log odds that two spellings are of one name, among look-alikes.
    #[must_use]
    pub fn score(&self, ar: &str, en: &str) -> f64 {
        self.match_words(ar, en).log_odds
    }

    /// The log-likelihood ratio that two spellings are of one name, in nats.
    #[must_use]
    pub fn log_ratio(&self, ar: &str, en: &str) -> f64 {
        self.match_words(ar, en).log_ratio
    }

    /// The probability that one spells the other, 0 to 1.
    #[must_use]
    pub fn probability(&self, ar: &str, en: &str) -> f64 {
        self.match_words(ar, en).probability()
    }

    /// The best fit over all readings of the name and all affixes. Words whose
    /// consonants have too little in common are not compared and have the
    /// probability 0.
    #[must_use]
    pub fn compare(&self, ar: &ArabicSpelling, en: &LatinName) -> Match {
        let mut found = Match::NONE;
        for reading in en.readings() {
            let Some(mut best) = self.best(ar, reading) else { continue };
            // Letters' names are words too: أو, في.
            if best.log_ratio > 0.0 && !reading.is_spelled && self.has_native_word(ar) {
                best.log_ratio -= native::COST;
            }
            if best.log_ratio > found.log_ratio {
                found = self.judge(ar, reading, &best);
            }
        }
        found
    }

    /// Whether one of the words is a word of Arabic's own, as far as the
    /// dictionaries of the glossary folder tell.
    #[must_use]
    pub fn has_native_word(&self, ar: &ArabicSpelling) -> bool {
        ar.words().any(|word| self.is_native(word))
    }

    /// Whether the word may be the name of a Latin letter, with or without a
    /// proclitic.
    #[must_use]
    pub fn is_letter_name(&self, ar: &ArabicSpelling) -> bool {
        ar.starts().iter().any(|start| self.names.has(&ar.units()[usize::from(start.at)..]))
    }

    /// Reads a word of a text; words that come again are remembered.
    #[must_use]
    pub fn arabic_word(&self, word: &str) -> ArabicWord {
        self.words.get(word, || {
            let spelling = self.arabic(word);
            let is_native = self.has_native_word(&spelling);
            ArabicWord { spelling, is_native, is_letter_name: self.is_letter_name(&spelling) }
        })
    }

    /// What was peeled off for a match.
    #[must_use]
    pub fn peeled(&self, found: &Match) -> Peeled<'_> {
        let prefix = self.affixes.prefixes.get(usize::from(found.prefix));
        let ending = self.affixes.endings.get(usize::from(found.ending));
        Peeled {
            prefix: prefix.map_or("", |prefix| &prefix.ar),
            ending: ending.map_or("", |ending| &ending.ar),
            en_ending: ending.map_or("", |ending| &ending.en),
        }
    }

    /// Letters of the proclitics that a match left out, the article not among
    /// them; nothing for للإنترنت, which lost the alef of its article, so that
    /// no form of the name is left.
    #[must_use]
    pub fn proclitic(&self, found: &Match) -> Option<usize> {
        let prefix = self.peeled(found).prefix;
        let proclitic = prefix.strip_suffix("ال").unwrap_or(prefix);
        (!prefix.ends_with("لل")).then(|| proclitic.chars().count())
    }

    fn best(&self, ar: &ArabicSpelling, reading: &Reading) -> Option<Best> {
        let en = reading.spelling.as_slice();
        let mut best: Option<Best> = None;
        for (start, (begin, classes)) in ar.starts().iter().zip(ar.classes()).enumerate() {
            if !classes.may_match(reading.classes) {
                continue;
            }
            let units = &ar.units()[usize::from(begin.at)..];
            let rows = self.last_rows(units, en);
            let prefix = self.affixes.prefixes[usize::from(begin.prefix)].cost;
            for index in ar.endings() {
                let ending = &self.affixes.endings[index];
                let Some((of_ar, of_en)) = ending.peels(en) else { continue };
                if units.len() <= of_ar {
                    continue;
                }
                let (row, column) = (en.len() - of_en, units.len() - of_ar);
                let likelihood = rows[row % KEPT][column].max(f64::MIN_POSITIVE);
                let log_ratio = libm::log(likelihood) + prefix + ending.cost;
                if best.is_none_or(|best| log_ratio > best.log_ratio) {
                    best = Some(Best { log_ratio, start, rows: row, columns: column, ending: index });
                }
            }
        }
        best
    }

    /// The decision on the best way to compare two words.
    fn judge(&self, ar: &ArabicSpelling, reading: &Reading, best: &Best) -> Match {
        let begin = ar.starts()[best.start];
        let units = &ar.units()[usize::from(begin.at)..][..best.columns];
        let en = &reading.spelling.as_slice()[..best.rows];
        let weakest = if best.log_ratio > 0.0 { self.weakest(units, en) } else { HOPELESS };
        let sum = |units: &[u8], table: &[f32; WIDTH]| -> f64 {
            let best = |unit: u8| if unit >= SPELLED { NAMED } else { table[usize::from(unit)] };
            units.iter().map(|&unit| f64::from(best(unit))).sum::<f64>().max(1.0)
        };
        let features = [
            1.0,
            best.log_ratio / sum(en, &self.en_best),
            best.log_ratio / sum(units, &self.ar_best),
            weakest,
        ];
        Match {
            log_ratio: best.log_ratio,
            weakest,
            log_odds: features.iter().zip(self.weights).map(|(feature, weight)| feature * weight).sum(),
            is_spelled_out: reading.is_spelled,
            features,
            prefix: begin.prefix,
            ending: u8::try_from(best.ending).unwrap_or(0),
        }
    }

    /// The last rows of likelihood ratios of all prefixes of `ar`, row `i`
    /// (the first `i` English units) at `i % KEPT`.
    fn last_rows(&self, ar: &[u8], en: &[u8]) -> [[f64; LONGEST + 1]; KEPT] {
        let mut rows = [[0.0; LONGEST + 1]; KEPT];
        self.first_row(ar, &mut rows[0]);
        let mut above = rows[0];
        for (i, &e) in en.iter().enumerate() {
            let below = &mut rows[(i + 1) % KEPT];
            self.next_row(e, ar, &above, below);
            above[..=ar.len()].copy_from_slice(&below[..=ar.len()]);
        }
        rows
    }

    /// Likelihood ratios of Arabic letters beside nothing.
    pub(super) fn first_row(&self, ar: &[u8], row: &mut [f64]) {
        row[0] = 1.0;
        for (j, &a) in ar.iter().enumerate() {
            row[j + 1] = row[j] * f64::from(self.ratio[usize::from(a) % WIDTH]);
        }
    }

    /// The row of one more English unit.
    pub(super) fn next_row(&self, e: u8, ar: &[u8], above: &[f64], below: &mut [f64]) {
        if let Some(letter) = e.checked_sub(SPELLED) {
            for j in 0..=ar.len() {
                let ending = self.names.ending(letter, &ar[..j]);
                let named: f64 = ending.map(|name| above[j - name.len()] * f64::from(name.ratio)).sum();
                let sounded = j.checked_sub(1).map_or(0.0, |before| {
                    above[before] * f64::from(self.sounded(letter, ar[before]) * SOUNDED)
                });
                below[j] = above[j] * f64::from(UNNAMED) + named + sounded;
            }
            return;
        }
        let insert = &self.ratio[..WIDTH];
        let row = &self.ratio[usize::from(e) % WIDTH * WIDTH..][..WIDTH];
        let drop = f64::from(row[0]);
        let (above, below) = (&above[..=ar.len()], &mut below[..=ar.len()]);
        below[0] = above[0] * drop;
        let mut left = below[0];
        for (j, &a) in ar.iter().enumerate() {
            let a = usize::from(a) % WIDTH;
            left = above[j + 1] * drop + left * f64::from(insert[a]) + above[j] * f64::from(row[a]);
            below[j + 1] = left;
        }
    }

    /// The log ratio of the weakest step on the best path, at most 0.
    fn weakest(&self, ar: &[u8], en: &[u8]) -> f64 {
        // Of each cell: the best path to it, and that path's weakest step.
        let mut row = [(0.0_f32, 0.0_f32); LONGEST + 1];
        let insert = &self.log_ratio[..WIDTH];
        let step = |from: (f32, f32), ratio: f32| (from.0 + ratio, from.1.min(ratio));
        let better = |a: (f32, f32), b: (f32, f32)| if b.0 > a.0 { b } else { a };
        for (j, &a) in ar.iter().enumerate() {
            row[j + 1] = step(row[j], insert[usize::from(a) % WIDTH]);
        }
        for &e in en {
            let above = row;
            if let Some(letter) = e.checked_sub(SPELLED) {
                for j in 0..=ar.len() {
                    row[j] = step(above[j], libm::logf(UNNAMED));
                    if let Some(before) = j.checked_sub(1) {
                        let ratio = self.sounded(letter, ar[before]) * SOUNDED;
                        row[j] = better(row[j], step(above[before], libm::logf(ratio)));
                    }
                    for name in self.names.ending(letter, &ar[..j]) {
                        row[j] = better(row[j], step(above[j - name.len()], name.log_ratio));
                    }
                }
                continue;
            }
            let ratios = &self.log_ratio[usize::from(e) % WIDTH * WIDTH..][..WIDTH];
            row[0] = step(above[0], ratios[0]);
            for (j, &a) in ar.iter().enumerate() {
                let a = usize::from(a) % WIDTH;
                let paired = better(step(above[j], ratios[a]), step(above[j + 1], ratios[0]));
                row[j + 1] = better(paired, step(row[j], insert[a]));
            }
        }
        f64::from(row[ar.len()].1)
    }

    /// The ratio of a letter, A being 0, by its sound.
    fn sounded(&self, letter: u8, ar: u8) -> f32 {
        self.ratio[(usize::from(letter) + 1) % WIDTH * WIDTH + usize::from(ar) % WIDTH]
    }

    /// The likelihood ratio of one step.
    pub(super) fn step_ratio(&self, e: usize, a: usize) -> f64 {
        f64::from(self.ratio[e * WIDTH + a])
    }
}

/// A likelihood ratio as the grids hold it.
#[allow(clippy::cast_possible_truncation, reason = "ratios need no more than seven digits")]
pub(super) fn single(ratio: f64) -> f32 {
    ratio as f32
}

/// Whether a cell of the joint table is a step between units of the model.
pub(super) fn is_step(cell: usize) -> bool {
    let (e, a) = (cell / WIDTH, cell % WIDTH);
    cell > 0 && e < EN_UNITS.len() && a < AR_UNITS.len()
}
