//! Whether scores put right pairs before wrong ones.

/// How often a right pair has a higher score than a wrong one, 0 to 1; a tie
/// counts half. The area under the ROC curve (Fawcett 2006).
#[must_use]
pub fn area_under_roc(scored: &[(f64, bool)]) -> f64 {
    let of = |right: bool| scored.iter().filter(move |pair| pair.1 == right).map(|pair| pair.0);
    let (mut sum, mut count) = (0.0, 0.0);
    for right in of(true) {
        for wrong in of(false) {
            count += 1.0;
            sum += match right.total_cmp(&wrong) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    sum / f64::max(count, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_alone_counts_and_a_tie_is_half() {
        let scored = [(0.9, true), (0.5, true), (0.5, false), (0.1, false)];
        assert!((area_under_roc(&scored) - 0.875).abs() < 1e-9);
    }
}
