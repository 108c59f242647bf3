//! Shares with the uncertainty that their counts leave.

use serde::Serialize;

/// The normal quantile of a 95% interval.
const Z: f64 = 1.959_963_984_540_054;

/// A share of so many, with its 95% Wilson interval. Without any there is no
/// value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Share {
    /// How many have it.
    pub hits: u64,
    /// Of how many.
    pub n: u64,
    /// `hits / n`.
    pub value: Option<f64>,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
}

impl Share {
    /// The share of `hits` in `n`.
    #[must_use]
    pub fn new(hits: u64, n: u64) -> Self {
        if n == 0 {
            return Self::default();
        }
        let (size, p) = (n as f64, hits as f64 / n as f64);
        let spread = Z * Z / size;
        let centre = (p + spread / 2.0) / (1.0 + spread);
        let reach = Z * (p * (1.0 - p) / size + spread / (4.0 * size)).sqrt() / (1.0 + spread);
        Self {
            hits,
            n,
            value: Some(p),
            low: Some((centre - reach).clamp(0.0, p)),
            high: Some((centre + reach).clamp(p, 1.0)),
        }
    }

    /// The share of what is true.
    #[must_use]
    pub fn of(outcomes: impl IntoIterator<Item = bool>) -> Self {
        let (hits, n) =
            outcomes.into_iter().fold((0, 0), |(hits, n), outcome| (hits + u64::from(outcome), n + 1));
        Self::new(hits, n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_wilsons() {
        let share = Share::new(8, 10);
        // Agresti and Coull (1998): 0.490 to 0.943 for 8 of 10.
        assert!((share.low.unwrap() - 0.4902).abs() < 1e-4, "{share:?}");
        assert!((share.high.unwrap() - 0.9433).abs() < 1e-4, "{share:?}");
        assert_eq!(Share::new(0, 5).low, Some(0.0));
        assert_eq!(Share::new(5, 5).high, Some(1.0));
        assert_eq!(Share::new(0, 0).value, None);
        assert_eq!(Share::of([true, false, true]), Share::new(2, 3));
    }
}
