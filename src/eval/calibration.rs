//! Whether confidence means what it says.

use serde::Serialize;

use super::{Judged, Share};

/// Bins of the reliability table.
const BINS: usize = 10;

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

/// Confidence against outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// Judged entries.
    pub n: u64,
    /// Expected calibration error: by how much promise and outcome differ,
    /// on average over the entries of ten bins.
    pub expected_error: Option<f64>,
    /// The reliability table.
    pub bins: Vec<Bin>,
}

impl Calibration {
    /// Sorts judged entries into bins.
    pub(super) fn new(judged: &[Judged]) -> Self {
        let edge = |bin: usize| bin as f64 / BINS as f64;
        let bins: Vec<Bin> = (0..BINS)
            .map(|bin| {
                let last = bin + 1 == BINS;
                let within: Vec<&Judged> = judged
                    .iter()
                    .filter(|judged| {
                        let confidence = judged.entry.confidence;
                        confidence >= edge(bin) && (last || confidence < edge(bin + 1))
                    })
                    .collect();
                Bin {
                    from: edge(bin),
                    to: edge(bin + 1),
                    mean_confidence: mean(within.iter().map(|judged| judged.entry.confidence)),
                    precision: Share::of(within.iter().map(|judged| judged.right)),
                }
            })
            .collect();
        let n = judged.len() as u64;
        let error: f64 = bins
            .iter()
            .filter_map(|bin| {
                Some((bin.mean_confidence? - bin.precision.value?).abs() * bin.precision.n as f64)
            })
            .sum();
        Self { n, expected_error: (n > 0).then(|| error / n as f64), bins }
    }
}

/// The mean, where there is one.
pub(super) fn mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let n = values.len();
    (n > 0).then(|| values.sum::<f64>() / n as f64)
}
