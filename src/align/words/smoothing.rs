//! The sparse Dirichlet prior.

/// Pseudo-count of every unit that another might render. Well below 1, so
/// that few links explain much.
pub(super) const ALPHA: f64 = 0.005;

/// Counts from which on the curve is a line.
const LINE: f64 = 16.0;
const STEPS: usize = 1 << 14;

/// `exp(digamma(count + ALPHA))` as a table: what variational Bayes puts in
/// the place of a count. It is asked for millions of times.
pub(super) struct Smoothing {
    table: Vec<f32>,
}

impl Smoothing {
    pub(super) fn new() -> Self {
        let at = |step: usize| libm::exp(digamma(step as f64 * LINE / STEPS as f64 + ALPHA));
        #[allow(clippy::cast_possible_truncation, reason = "probabilities need no more than seven digits")]
        let table = (0..=STEPS + 1).map(|step| at(step) as f32).collect();
        Self { table }
    }

    pub(super) fn of(&self, count: f32) -> f32 {
        #[allow(clippy::cast_possible_truncation, reason = "constants")]
        const SCALE: f32 = (STEPS as f64 / LINE) as f32;
        let place = count.max(0.0) * SCALE;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and small")]
        let step = place as usize;
        if step >= STEPS {
            // exp(digamma(x)) is x - 1/2 to within 1/(24 x).
            return count - 0.5;
        }
        let part = place - step as f32;
        self.table[step] + (self.table[step + 1] - self.table[step]) * part
    }
}

/// The logarithmic derivative of the gamma function, for positive `x`.
fn digamma(mut x: f64) -> f64 {
    let mut value = 0.0;
    while x < 6.0 {
        value -= 1.0 / x;
        x += 1.0;
    }
    let inverse = 1.0 / (x * x);
    let series = inverse * (1.0 / 12.0 - inverse * (1.0 / 120.0 - inverse * (1.0 / 252.0 - inverse / 240.0)));
    value + libm::log(x) - 0.5 / x - series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_follows_the_curve() {
        // Euler's constant is -digamma(1).
        assert!((digamma(1.0) + 0.577_215_664_9).abs() < 1e-8);
        let smoothing = Smoothing::new();
        for count in [0.3_f32, 1.0, 3.7, 15.99, 16.01, 500.0] {
            let exact = libm::exp(digamma(f64::from(count) + ALPHA));
            assert!((f64::from(smoothing.of(count)) / exact - 1.0).abs() < 2e-3, "{count}");
        }
        assert!(smoothing.of(0.0) < 1e-30);
    }
}
