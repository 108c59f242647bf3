//! Learning the letter model by EM, and adapting it to a corpus.
//!
//! Every row is taken to be either one name in two scripts or two unrelated
//! words (Sajjad et al. 2012): each round weighs a row by how likely the
//! model holds it to be the former, so misaligned rows teach nothing.

use super::affix::{Affixes, Start};
use super::calibration::{Example, LookAlikes, logistic};
use super::latin::LatinName;
use super::letters::{AR_UNITS, DIGITS, EN_UNITS, Spelling};
use super::spelling::ArabicSpelling;
use super::transliteration::{LetterModel, WIDTH, is_step};
use crate::error::Result;
use crate::knowledge::GlossaryFiles;

/// Rounds of EM; the likelihood of 40,000 names is flat after ten.
const ROUNDS: usize = 12;
/// Share of rows taken to be misaligned before anything is known.
const NOISE_SHARE: f64 = 0.03;
/// Pseudo-count of every pairing of letters, so that none is impossible.
const SMOOTHING: f64 = 0.02;
/// Steps of a word, about.
const STEPS: f64 = 7.0;
/// What the shipped table counts for when it is adapted, in steps: as much as
/// three thousand words of a corpus.
const PRIOR_STEPS: f64 = 20_000.0;

/// Look-alikes of either kind that are met for each true pair.
const LOOK_ALIKES: f64 = 2.0;
/// Rows of each list that the weights are fitted to, about.
const SAMPLE: usize = 6000;

/// A pair made ready for EM.
struct Row {
    ar: ArabicSpelling,
    en: Spelling,
    weight: f64,
}

/// A table of one word's prefixes against another's.
struct Grid {
    width: usize,
    cells: Vec<f64>,
}

impl Grid {
    fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.width + column]
    }
}

/// Expected counts of one round.
struct Counts {
    joint: Vec<f64>,
    prefixes: Vec<f64>,
    endings: Vec<f64>,
    noise: f64,
    total: f64,
}

impl LetterModel {
    /// Learns a model from lists of `(ar, en)` names and loan words. The
    /// lists weigh by the square roots of their lengths, so that a long list
    /// of names does not drown a short one of technology. The affixes that
    /// are tried come from the glossary folder.
    ///
    /// # Errors
    /// When a table of the glossary folder is malformed.
    pub fn learn(lists: &[Vec<(String, String)>], files: &GlossaryFiles) -> Result<Self> {
        let mut model = Self::new(Affixes::candidates(files)?);
        let longest = lists.iter().map(Vec::len).max().unwrap_or(0).max(1) as f64;
        let mut rows = Vec::new();
        for list in lists {
            let weight = (longest / list.len().max(1) as f64).sqrt();
            rows.extend(list.iter().filter_map(|pair| model.row(pair, weight)));
        }
        model.count_noise(&rows);
        let affixes = model.affix_counts(rows.iter().map(|row| row.weight).sum::<f64>().max(1.0));
        let prior: Vec<f64> =
            (0..WIDTH * WIDTH).map(|cell| if is_step(cell) { SMOOTHING } else { 0.0 }).collect();
        model.joint = normalised(prior.clone());
        model.affixes.set_shares(&affixes.0, &affixes.1);
        model.em(&rows, &prior, &affixes);
        model.fit_weights(lists);
        Ok(model)
    }

    /// The model adapted to pairs of a corpus, of which many may be wrong:
    /// each row counts by its own probability, and this model is the prior.
    /// What it takes to be a match stays as it is.
    #[must_use]
    pub fn adapt(&self, pairs: &[(String, String)]) -> Self {
        let mut model = self.clone();
        let rows: Vec<Row> = pairs.iter().filter_map(|pair| model.row(pair, 1.0)).collect();
        let prior: Vec<f64> = self.joint.iter().map(|step| step * PRIOR_STEPS).collect();
        let affixes = self.affix_counts(PRIOR_STEPS / STEPS);
        model.em(&rows, &prior, &affixes);
        model
    }

    /// A row that teaches letters: not spelled out, without digits.
    fn row(&self, (ar, en): &(String, String), weight: f64) -> Option<Row> {
        let ar = self.arabic(ar);
        let name = LatinName::new(en);
        let en = name.readings().first()?.spelling;
        let has_digits = |units: &[u8]| units.iter().any(|&unit| unit >= DIGITS);
        let teaches =
            !name.has_letters() && !ar.is_empty() && !has_digits(en.as_slice()) && !has_digits(ar.units());
        teaches.then_some(Row { ar, en, weight })
    }

    fn count_noise(&mut self, rows: &[Row]) {
        for row in rows {
            for &unit in row.ar.units() {
                self.ar_noise[usize::from(unit)] += row.weight;
            }
            for &unit in row.en.as_slice() {
                self.en_noise[usize::from(unit)] += row.weight;
            }
        }
        for (noise, units) in [(&mut self.ar_noise, AR_UNITS.len()), (&mut self.en_noise, EN_UNITS.len())] {
            // A letter that no row has is still a letter.
            for count in &mut noise[1..units] {
                *count += 1.0;
            }
            let total: f64 = noise.iter().sum();
            for count in noise.iter_mut() {
                *count /= total;
            }
        }
    }

    /// Pseudo-counts of the affixes: word lists hold dictionary forms, running
    /// text does not.
    fn affix_counts(&self, words: f64) -> (Vec<f64>, Vec<f64>) {
        (
            self.affixes.prefixes.iter().map(|prefix| prefix.share * words).collect(),
            self.affixes.endings.iter().map(|ending| ending.share * words).collect(),
        )
    }

    fn em(&mut self, rows: &[Row], prior: &[f64], affixes: &(Vec<f64>, Vec<f64>)) {
        let mut noise_share = NOISE_SHARE;
        for _ in 0..ROUNDS {
            self.refresh();
            let mut counts = Counts {
                joint: prior.to_vec(),
                prefixes: affixes.0.clone(),
                endings: affixes.1.clone(),
                noise: NOISE_SHARE,
                total: 1.0,
            };
            for row in rows {
                self.count(row, noise_share, &mut counts);
            }
            self.joint = normalised(counts.joint);
            self.affixes.set_shares(&counts.prefixes, &counts.endings);
            noise_share = (counts.noise / counts.total).clamp(0.005, 0.95);
        }
        self.refresh();
    }

    /// Adds the expected steps of a row, over all affixes.
    fn count(&self, row: &Row, noise_share: f64, counts: &mut Counts) {
        let en = row.en.as_slice();
        let mut variants = Vec::new();
        for &Start { at, prefix } in row.ar.starts() {
            let units = &row.ar.units()[usize::from(at)..];
            let forward = self.forward(units, en);
            for index in row.ar.endings() {
                let ending = &self.affixes.endings[index];
                let Some((of_ar, of_en)) = ending.peels(en) else { continue };
                if units.len() > of_ar {
                    let (rows, columns) = (en.len() - of_en, units.len() - of_ar);
                    let ratio = forward.at(rows, columns)
                        * self.affixes.prefixes[usize::from(prefix)].share
                        * ending.share;
                    variants.push((ratio, at, prefix, index, rows, columns));
                }
            }
        }
        let total: f64 = variants.iter().map(|variant| variant.0).sum();
        let real = total * (1.0 - noise_share);
        let posterior = real / (real + noise_share).max(f64::MIN_POSITIVE);
        counts.noise += row.weight * (1.0 - posterior);
        counts.total += row.weight;
        for (ratio, at, prefix, ending, rows, columns) in variants {
            let weight = row.weight * posterior * ratio / total.max(f64::MIN_POSITIVE);
            if weight < 1e-6 {
                continue;
            }
            counts.prefixes[usize::from(prefix)] += weight;
            counts.endings[ending] += weight;
            let units = &row.ar.units()[usize::from(at)..][..columns];
            self.count_steps(units, &en[..rows], weight, &mut counts.joint);
        }
    }

    /// Likelihood ratios of all prefixes of both words.
    fn forward(&self, ar: &[u8], en: &[u8]) -> Grid {
        let width = ar.len() + 1;
        let mut cells = vec![0.0; width * (en.len() + 1)];
        self.first_row(ar, &mut cells[..width]);
        for (i, &e) in en.iter().enumerate() {
            let (above, below) = cells.split_at_mut((i + 1) * width);
            self.next_row(e, ar, &above[i * width..], below);
        }
        Grid { width, cells }
    }

    fn count_steps(&self, ar: &[u8], en: &[u8], weight: f64, joint: &mut [f64]) {
        let reversed = |units: &[u8]| units.iter().rev().copied().collect::<Vec<u8>>();
        let forward = self.forward(ar, en);
        let backward = self.forward(&reversed(ar), &reversed(en));
        let scale = weight / forward.at(en.len(), ar.len()).max(f64::MIN_POSITIVE);
        for i in 0..=en.len() {
            for j in 0..=ar.len() {
                let after = backward.at(en.len() - i, ar.len() - j) * scale;
                let mut add = |e: usize, a: usize, before: f64| {
                    joint[e * WIDTH + a] += before * self.step_ratio(e, a) * after;
                };
                let e = i.checked_sub(1).map(|i| usize::from(en[i]));
                let a = j.checked_sub(1).map(|j| usize::from(ar[j]));
                if let Some(e) = e {
                    add(e, 0, forward.at(i - 1, j));
                    if let Some(a) = a {
                        add(e, a, forward.at(i - 1, j - 1));
                    }
                }
                if let Some(a) = a {
                    add(0, a, forward.at(i, j - 1));
                }
            }
        }
    }

    /// Fits the weights of the features to the rows and to look-alikes: each
    /// Arabic beside a name that begins alike and whose skeleton is one class
    /// away, and beside any other.
    fn fit_weights(&mut self, lists: &[Vec<(String, String)>]) {
        let prepare = |list: &Vec<(String, String)>| -> Vec<(ArabicSpelling, LatinName)> {
            let pairs = list.iter().map(|(ar, en)| (self.arabic(ar), LatinName::new(en)));
            pairs.filter(|(ar, en)| !ar.is_empty() && !en.has_letters()).collect()
        };
        let lists: Vec<Vec<(ArabicSpelling, LatinName)>> = lists.iter().map(prepare).collect();
        let names: Vec<&LatinName> = lists.iter().flatten().map(|(_, en)| en).collect();
        let look_alikes = LookAlikes::new(&names);
        let mut examples: Vec<Example> = Vec::new();
        for list in &lists {
            let step = (list.len() / SAMPLE).max(1);
            let weight = 1.0 / (list.len() / step).max(1) as f64;
            for (place, (ar, en)) in list.iter().enumerate().step_by(step) {
                let found = self.compare(ar, en);
                // A row that the letters speak against is misaligned.
                if found.log_ratio > 0.0 {
                    examples.push(Example { features: found.features(), label: 1.0, weight });
                }
                let far = names[(place * 7919 + 13) % names.len()];
                let far = Some(far).filter(|far| far.consonants() != en.consonants());
                for name in look_alikes.of(en, place).into_iter().chain(far) {
                    let found = self.compare(ar, name);
                    if found.log_ratio.is_finite() && !found.is_spelled_out {
                        let weight = weight * LOOK_ALIKES;
                        examples.push(Example { features: found.features(), label: 0.0, weight });
                    }
                }
            }
        }
        self.weights = logistic(&examples);
    }
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
    use crate::knowledge::GlossaryFile;

    const NAMES: &str = "سامسونغ samsung سوني sony نوكيا nokia توشيبا toshiba موتورولا motorola أدوبي adobe \
        لينوفو lenovo باناسونيك panasonic فودافون vodafone تسلا tesla رستم rustam بلال bilal كريم karim \
        دينا dina مروان marwan نادر nader";

    fn pairs(words: &str) -> Vec<(String, String)> {
        let words: Vec<&str> = words.split_whitespace().collect();
        words.chunks(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect()
    }

    fn learnt() -> LetterModel {
        LetterModel::learn(&[pairs(NAMES)], &GlossaryFiles::embedded()).unwrap()
    }

    #[test]
    fn learns_letters_from_a_handful_of_names_and_reads_its_own_table() {
        let model = learnt();
        assert!(model.log_ratio("نينتندو", "nintendo") > model.log_ratio("نينتندو", "motorola"));
        let file = GlossaryFile { path: "letters.tsv".into(), text: model.to_tsv() };
        let read = LetterModel::from_table(&file).unwrap();
        assert!((read.log_ratio("تسلا", "tesla") - model.log_ratio("تسلا", "tesla")).abs() < 0.05);
    }

    #[test]
    fn adapting_moves_the_letters_towards_the_corpus_but_not_far() {
        let model = LetterModel::load(&GlossaryFiles::embedded()).unwrap();
        let adapted = model.adapt(&pairs(&"غوغل google جوجل google غيت get ".repeat(200)));
        assert!(adapted.log_ratio("غوغل", "google") > model.log_ratio("غوغل", "google"));
        let (before, after) = (model.log_ratio("تسلا", "tesla"), adapted.log_ratio("تسلا", "tesla"));
        assert!((after - before).abs() < 1.0, "{before} {after}");
        assert_eq!(adapted.weights.map(f64::to_bits), model.weights.map(f64::to_bits));
    }
}
