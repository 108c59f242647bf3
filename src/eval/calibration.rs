//! Whether confidence means what it says.

use serde::Serialize;

use super::Share;

/// Bins of the reliability table.
const BINS: usize = 10;
/// Bootstrap samples of an interval; the same in every run.
pub const RESAMPLES: usize = 1000;

/// The judged entries whose confidence lies in one tenth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// Least confidence.
    pub from: f64,
    /// Confidence that is no more in it, but for 1 in the last.
    pub to: f64,
    /// What the confidence promised.
    pub mean_confidence: Option<f64>,
    /// What was right.
    pub precision: Share,
}

/// A confidence and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// 0 to 1.
    pub confidence: f64,
    /// Whether the pair is right.
    pub right: bool,
    /// How many pairs it stands for.
    pub weight: f64,
}

/// Confidence against outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// Judged entries.
    pub n: u64,
    /// Expected calibration error: by how much promise and outcome differ,
    /// on average over the entries of ten bins.
    pub expected_error: Option<f64>,
    /// Lower end of its 95% interval: the 2.5th percentile of `RESAMPLES`
    /// bootstrap samples (Efron 1979). Noise only adds to the error, so the
    /// interval lies high rather than low.
    pub expected_error_low: Option<f64>,
    /// Upper end.
    pub expected_error_high: Option<f64>,
    /// The reliability table.
    pub bins: Vec<Bin>,
}

impl Calibration {
    /// Sorts predictions into bins. The table counts them; the error weighs
    /// them.
    #[must_use]
    pub fn new(predictions: &[Prediction]) -> Self {
        let edge = |bin: usize| bin as f64 / BINS as f64;
        let bins: Vec<Bin> = (0..BINS)
            .map(|bin| {
                let within: Vec<&Prediction> =
                    predictions.iter().filter(|prediction| bin_of(prediction.confidence) == bin).collect();
                Bin {
                    from: edge(bin),
                    to: edge(bin + 1),
                    mean_confidence: mean(within.iter().map(|prediction| prediction.confidence)),
                    precision: Share::of(within.iter().map(|prediction| prediction.right)),
                }
            })
            .collect();
        let n = predictions.len();
        let mut errors: Vec<f64> = Vec::new();
        let mut random = SplitMix(0);
        while n > 0 && errors.len() < RESAMPLES {
            errors.push(expected_error((0..n).map(|_| &predictions[random.below(n)])));
        }
        errors.sort_by(f64::total_cmp);
        Self {
            n: n as u64,
            expected_error: (n > 0).then(|| expected_error(predictions.iter())),
            expected_error_low: errors.get(RESAMPLES / 40).copied(),
            expected_error_high: errors.get(RESAMPLES - 1 - RESAMPLES / 40).copied(),
            bins,
        }
    }
}

/// The bin of a confidence; 1 is in the last.
fn bin_of(confidence: f64) -> usize {
    (1..BINS).take_while(|bin| confidence >= *bin as f64 / BINS as f64).count()
}

/// By how much promise and outcome differ, on average over bins.
fn expected_error<'a>(predictions: impl Iterator<Item = &'a Prediction>) -> f64 {
    let (mut surplus, mut all) = ([0.0; BINS], 0.0);
    for prediction in predictions {
        let outcome = f64::from(u8::from(prediction.right));
        surplus[bin_of(prediction.confidence)] += prediction.weight * (prediction.confidence - outcome);
        all += prediction.weight;
    }
    surplus.iter().map(|surplus| surplus.abs()).sum::<f64>() / all.max(f64::MIN_POSITIVE)
}

/// `SplitMix64` (Steele et al. 2014).
struct SplitMix(u64);

impl SplitMix {
    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let place = (u128::from(z ^ (z >> 31)) * n as u128) >> 64;
        usize::try_from(place).unwrap_or_default()
    }
}

/// The mean, where there is one.
pub(super) fn mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let n = values.len();
    (n > 0).then(|| values.sum::<f64>() / n as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_the_error_and_is_the_same_each_time() {
        let predictions: Vec<Prediction> =
            (0..300).map(|i| Prediction { confidence: 0.7, right: i % 2 == 0, weight: 1.0 }).collect();
        let measured = Calibration::new(&predictions);
        let (low, high) = (measured.expected_error_low.unwrap(), measured.expected_error_high.unwrap());
        assert!((measured.expected_error.unwrap() - 0.2).abs() < 1e-9);
        // Plus and minus 1.96 times the standard error of a share of a half.
        assert!((low - 0.143).abs() < 0.012 && (high - 0.257).abs() < 0.012, "{low} {high}");
        assert_eq!(measured, Calibration::new(&predictions));
        assert_eq!(Calibration::new(&[]).expected_error_low, None);
    }

    #[test]
    fn heavy_predictions_err_more() {
        let prediction = |right, weight| Prediction { confidence: 0.75, right, weight };
        let error =
            |wrong| Calibration::new(&[prediction(true, 1.0), prediction(false, wrong)]).expected_error;
        assert!((error(1.0).unwrap() - 0.25).abs() < 1e-9 && (error(3.0).unwrap() - 0.5).abs() < 1e-9);
    }
}
