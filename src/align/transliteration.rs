//! Training and scoring of the letter model.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::letters::{ar_letters, ar_skeleton, en_letters, en_readings, en_skeleton};
use crate::error::{Error, Result};
use crate::knowledge::GlossaryFile;
use crate::text::strip_article;

/// Rounds of EM; the likelihood of 40,000 names is flat after ten.
const ROUNDS: usize = 12;
/// Share of training rows taken to be misaligned.
const NOISE_SHARE: f64 = 0.03;
/// Pseudo-count of every pairing of letters, so that none is impossible.
const SMOOTHING: f64 = 0.02;

/// The letter model.
#[derive(Debug, Clone)]
pub struct LetterModel {
    en: BTreeMap<String, usize>,
    ar: BTreeMap<char, usize>,
    /// `joint[e * (ar.len() + 1) + a]`; index 0 of either side is nothing.
    joint: Vec<f64>,
    en_noise: Vec<f64>,
    ar_noise: Vec<f64>,
    threshold: f64,
    slope: f64,
}

/// A word as indices into the model's letters; unknown letters are `None`.
type Indices = Vec<Option<usize>>;

impl LetterModel {
    /// Learns a model by EM from pairs of one name each, `(ar, en)`, and sets
    /// its threshold between them and look-alikes drawn from the same list.
    #[must_use]
    pub fn learn(pairs: &[(String, String)]) -> Self {
        let spelled: Vec<(Vec<char>, Vec<String>)> = pairs
            .iter()
            .map(|(ar, en)| (ar_letters(ar), en_letters(en)))
            .filter(|(ar, en)| !ar.is_empty() && !en.is_empty())
            .collect();
        let mut model = Self::uniform(&spelled);
        let indexed: Vec<(Indices, Indices)> =
            spelled.iter().map(|(ar, en)| (model.ar_indices(ar), model.en_indices(en))).collect();
        for _ in 0..ROUNDS {
            model.em_round(&indexed);
        }
        model.set_threshold(&spelled);
        model
    }

    fn uniform(spelled: &[(Vec<char>, Vec<String>)]) -> Self {
        let mut en_counts: BTreeMap<String, f64> = BTreeMap::new();
        let mut ar_counts: BTreeMap<char, f64> = BTreeMap::new();
        for (ar, en) in spelled {
            for letter in ar {
                *ar_counts.entry(*letter).or_default() += 1.0;
            }
            for letter in en {
                *en_counts.entry(letter.clone()).or_default() += 1.0;
            }
        }
        let en: BTreeMap<String, usize> = en_counts.keys().cloned().zip(1..).collect();
        let ar: BTreeMap<char, usize> = ar_counts.keys().copied().zip(1..).collect();
        let cells = (en.len() + 1) * (ar.len() + 1);
        let mut joint = vec![1.0 / cells as f64; cells];
        joint[0] = 0.0;
        Self {
            en_noise: normalised(std::iter::once(0.0).chain(en_counts.into_values()).collect()),
            ar_noise: normalised(std::iter::once(0.0).chain(ar_counts.into_values()).collect()),
            en,
            ar,
            joint,
            threshold: 0.0,
            slope: 1.0,
        }
    }

    fn width(&self) -> usize {
        self.ar.len() + 1
    }

    fn ar_indices(&self, letters: &[char]) -> Indices {
        letters.iter().map(|letter| self.ar.get(letter).copied()).collect()
    }

    fn en_indices(&self, letters: &[String]) -> Indices {
        letters.iter().map(|letter| self.en.get(letter).copied()).collect()
    }

    /// The probability of a step; unknown letters are rare but possible.
    fn step(&self, en: Option<usize>, ar: Option<usize>) -> f64 {
        match (en, ar) {
            (Some(en), Some(ar)) => self.joint[en * self.width() + ar],
            _ => 1e-6,
        }
    }

    /// Forward probabilities over prefixes of both words.
    fn forward(&self, ar: &Indices, en: &Indices) -> Vec<f64> {
        let width = ar.len() + 1;
        let mut table = vec![0.0; width * (en.len() + 1)];
        table[0] = 1.0;
        for i in 0..=en.len() {
            for j in 0..width {
                let mut sum = table[i * width + j];
                if i > 0 {
                    sum += table[(i - 1) * width + j] * self.step(en[i - 1], Some(0));
                }
                if j > 0 {
                    sum += table[i * width + j - 1] * self.step(Some(0), ar[j - 1]);
                }
                if i > 0 && j > 0 {
                    sum += table[(i - 1) * width + j - 1] * self.step(en[i - 1], ar[j - 1]);
                }
                table[i * width + j] = sum;
            }
        }
        table
    }

    fn em_round(&mut self, pairs: &[(Indices, Indices)]) {
        let mut counts = vec![SMOOTHING; self.joint.len()];
        counts[0] = 0.0;
        for (ar, en) in pairs {
            let forward = self.forward(ar, en);
            let reversed = |word: &Indices| word.iter().rev().copied().collect::<Indices>();
            let backward = self.forward(&reversed(ar), &reversed(en));
            let total = forward[forward.len() - 1];
            let noise = self.noise(ar, en) * NOISE_SHARE;
            let weight =
                total * (1.0 - NOISE_SHARE) / (total * (1.0 - NOISE_SHARE) + noise).max(f64::MIN_POSITIVE);
            if total <= 0.0 {
                continue;
            }
            let width = ar.len() + 1;
            let after = |i: usize, j: usize| backward[(en.len() - i) * width + (ar.len() - j)];
            let cells = self.width();
            for i in 0..=en.len() {
                for j in 0..width {
                    let mut add = |e: usize, a: usize, before: f64| {
                        counts[e * cells + a] +=
                            weight * before * self.joint[e * cells + a] * after(i, j) / total;
                    };
                    if let Some(e) = i.checked_sub(1).and_then(|i| en[i]) {
                        add(e, 0, forward[(i - 1) * width + j]);
                        if let Some(a) = j.checked_sub(1).and_then(|j| ar[j]) {
                            add(e, a, forward[(i - 1) * width + j - 1]);
                        }
                    }
                    if let Some(a) = j.checked_sub(1).and_then(|j| ar[j]) {
                        add(0, a, forward[i * width + j - 1]);
                    }
                }
            }
        }
        self.joint = normalised(counts);
    }

    fn noise(&self, ar: &Indices, en: &Indices) -> f64 {
        let of = |table: &[f64], word: &Indices| -> f64 {
            word.iter().map(|letter| letter.map_or(1e-4, |index| table[index])).product()
        };
        of(&self.ar_noise, ar) * of(&self.en_noise, en)
    }

    fn ratio(&self, ar: &[char], en: &[String]) -> f64 {
        if ar.is_empty() || en.is_empty() {
            return f64::NEG_INFINITY;
        }
        let (ar, en) = (self.ar_indices(ar), self.en_indices(en));
        let joint = self.forward(&ar, &en).pop().unwrap_or_default().max(1e-300);
        let noise = self.noise(&ar, &en).max(1e-300);
        (libm::log(joint) - libm::log(noise)) / length_factor(ar.len(), en.len())
    }

    /// The length-normalised log-likelihood ratio of an Arabic and an English
    /// spelling, the Arabic with or without its article, the English as a
    /// word or with its capitals spelled out.
    #[must_use]
    pub fn score(&self, ar: &str, en: &str) -> f64 {
        self.best(ar, en).0
    }

    /// The log-likelihood ratio that two spellings are of one name, in nats:
    /// what it adds to the log odds.
    #[must_use]
    pub fn log_ratio(&self, ar: &str, en: &str) -> f64 {
        let (score, length) = self.best(ar, en);
        score * length
    }

    /// The best score over the readings, with its length factor.
    fn best(&self, ar: &str, en: &str) -> (f64, f64) {
        let whole = ar_letters(ar);
        let bare: Option<Vec<char>> =
            strip_article(&whole.iter().collect::<String>()).map(|rest| rest.chars().collect());
        let mut best = (f64::NEG_INFINITY, 1.0);
        for letters in en_readings(en) {
            for ar in std::iter::once(&whole).chain(&bare) {
                let score = self.ratio(ar, &letters);
                if score > best.0 {
                    best = (score, length_factor(ar.len(), letters.len()));
                }
            }
        }
        best
    }

    /// The probability that one spells the other.
    #[must_use]
    pub fn probability(&self, ar: &str, en: &str) -> f64 {
        self.to_probability(self.score(ar, en))
    }

    /// [`Self::log_ratio`] and [`Self::probability`] at once.
    #[must_use]
    pub fn judge(&self, ar: &str, en: &str) -> (f64, f64) {
        let (score, length) = self.best(ar, en);
        (score * length, self.to_probability(score))
    }

    fn to_probability(&self, score: f64) -> f64 {
        1.0 / (1.0 + libm::exp(-self.slope * (score - self.threshold)))
    }

    /// Sets threshold and slope by a logistic fit between true pairs and
    /// neighbours in the list sorted by consonants, which look alike.
    fn set_threshold(&mut self, spelled: &[(Vec<char>, Vec<String>)]) {
        let sampled: Vec<&(Vec<char>, Vec<String>)> =
            spelled.iter().step_by((spelled.len() / 4000).max(1)).collect();
        let mut sorted: Vec<&(Vec<char>, Vec<String>)> = spelled.iter().collect();
        let consonants = |en: &[String]| -> String {
            en.iter()
                .filter(|l| !matches!(l.as_str(), "a" | "e" | "i" | "o" | "u" | "y" | "oo" | "ee" | "ou"))
                .cloned()
                .collect()
        };
        sorted.sort_by_cached_key(|(_, en)| consonants(en));
        let mut examples: Vec<(f64, f64)> = Vec::new();
        for (ar, en) in &sampled {
            examples.push((self.ratio(ar, en), 1.0));
        }
        for (place, pair) in sorted.windows(40).step_by((spelled.len() / 4000).max(1)).enumerate() {
            // Near neighbours are hard negatives, far ones easy.
            let (near, far) = (&pair[0], &pair[if place % 2 == 0 { 39 } else { 12 }]);
            if consonants(&near.1) != consonants(&far.1) {
                examples.push((self.ratio(&near.0, &far.1), 0.0));
            }
        }
        let (mut slope, mut bias) = (1.0_f64, 0.0_f64);
        for _ in 0..4000 {
            let (mut d_slope, mut d_bias) = (0.0, 0.0);
            for (score, label) in &examples {
                let error = 1.0 / (1.0 + libm::exp(-(slope * score + bias))) - label;
                d_slope += error * score;
                d_bias += error;
            }
            slope -= 0.5 * d_slope / examples.len().max(1) as f64;
            bias -= 0.5 * d_bias / examples.len().max(1) as f64;
        }
        self.slope = slope.max(0.1);
        self.threshold = -bias / self.slope;
    }

    /// The model as a table people can read: `kind en ar value`.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut out = String::from("kind\ten\tar\tvalue\n");
        let mut row = |kind: &str, en: &str, ar: &str, value: f64| {
            writeln!(out, "{kind}\t{en}\t{ar}\t{value:.3e}").expect("a String takes it");
        };
        row("threshold", "", "", self.threshold);
        row("slope", "", "", self.slope);
        for (letter, index) in &self.en {
            row("noise", letter, "", self.en_noise[*index]);
        }
        for (letter, index) in &self.ar {
            row("noise", "", &letter.to_string(), self.ar_noise[*index]);
        }
        let en =
            std::iter::once(("", 0)).chain(self.en.iter().map(|(letter, index)| (letter.as_str(), *index)));
        for (e, e_index) in en {
            let ar = std::iter::once((String::new(), 0))
                .chain(self.ar.iter().map(|(l, index)| (l.to_string(), *index)));
            for (a, a_index) in ar.filter(|(_, a)| e_index + a > 0) {
                row("joint", e, &a, self.joint[e_index * self.width() + a_index]);
            }
        }
        out
    }

    /// Reads the table that [`Self::to_tsv`] writes.
    ///
    /// # Errors
    /// When a row is not of that form.
    pub fn from_table(file: &GlossaryFile) -> Result<Self> {
        let rows = file.rows(["kind", "en", "ar", "value"])?;
        let noise = || rows.iter().map(|(_, row)| row).filter(|row| row[0] == "noise");
        let en: BTreeMap<String, usize> =
            noise().filter(|row| !row[1].is_empty()).map(|row| row[1].clone()).zip(1..).collect();
        let ar: BTreeMap<char, usize> = noise().filter_map(|row| row[2].chars().next()).zip(1..).collect();
        let mut model = Self {
            joint: vec![0.0; (en.len() + 1) * (ar.len() + 1)],
            en_noise: vec![0.0; en.len() + 1],
            ar_noise: vec![0.0; ar.len() + 1],
            en,
            ar,
            threshold: 0.0,
            slope: 1.0,
        };
        for (line, [kind, e, a, value]) in &rows {
            let bad =
                |reason: &str| Error::Format { path: file.path.clone(), line: *line, reason: reason.into() };
            let value: f64 = value.parse().map_err(|_| bad("the value is no number"))?;
            let en = if e.is_empty() { Some(0) } else { model.en.get(e).copied() };
            let ar = a.chars().next().map_or(Some(0), |a| model.ar.get(&a).copied());
            let (Some(en), Some(ar)) = (en, ar) else { return Err(bad("a letter without a noise row")) };
            match kind.as_str() {
                "threshold" => model.threshold = value,
                "slope" => model.slope = value,
                "noise" if en > 0 => model.en_noise[en] = value,
                "noise" => model.ar_noise[ar] = value,
                "joint" => {
                    let width = model.width();
                    model.joint[en * width + ar] = value;
                }
                _ => return Err(bad("kind is threshold, slope, noise or joint")),
            }
        }
        Ok(model)
    }
}

/// Scores of long names spread wider; the square root of the length evens
/// them out.
fn length_factor(ar: usize, en: usize) -> f64 {
    ((ar + en) as f64 / 2.0).sqrt()
}

/// The consonant skeletons of an Arabic spelling: as it is and without its
/// article.
#[must_use]
pub fn arabic_skeletons(word: &str) -> Vec<Vec<u8>> {
    let letters = ar_letters(word);
    let mut skeletons = vec![ar_skeleton(&letters)];
    if let Some(rest) = strip_article(&letters.iter().collect::<String>()) {
        skeletons.push(ar_skeleton(&rest.chars().collect::<Vec<_>>()));
    }
    skeletons
}

/// The consonant skeletons of an English name: one for each way to read it.
#[must_use]
pub fn english_skeletons(name: &str) -> Vec<Vec<u8>> {
    en_readings(name).iter().map(|letters| en_skeleton(letters)).collect()
}

fn normalised(mut counts: Vec<f64>) -> Vec<f64> {
    let total: f64 = counts.iter().sum();
    for count in &mut counts {
        *count /= total.max(f64::MIN_POSITIVE);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_letters_from_a_handful_of_names_and_reads_its_own_table() {
        let pairs: Vec<(String, String)> = [
            ("سامسونغ", "samsung"),
            ("سوني", "sony"),
            ("نوكيا", "nokia"),
            ("توشيبا", "toshiba"),
            ("موتورولا", "motorola"),
            ("أدوبي", "adobe"),
            ("لينوفو", "lenovo"),
            ("باناسونيك", "panasonic"),
            ("فودافون", "vodafone"),
            ("تسلا", "tesla"),
            ("رستم", "rustam"),
            ("بلال", "bilal"),
            ("كريم", "karim"),
            ("دينا", "dina"),
            ("مروان", "marwan"),
            ("نادر", "nader"),
        ]
        .map(|(ar, en)| (ar.to_owned(), en.to_owned()))
        .to_vec();
        let model = LetterModel::learn(&pairs);
        assert!(model.score("نينتندو", "nintendo") > model.score("نينتندو", "motorola"));
        let file = GlossaryFile { path: "letters.tsv".into(), text: model.to_tsv() };
        let read = LetterModel::from_table(&file).unwrap();
        assert!((read.score("تسلا", "tesla") - model.score("تسلا", "tesla")).abs() < 0.05);
    }
}
