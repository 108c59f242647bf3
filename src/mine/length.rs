//! How many words render how many.

/// P(Arabic words | English words), rows 1 to 4, from 6,300 rows of the
/// Arabeyes technical dictionary and a computer-science glossary.
const LENGTH_PRIOR: [[f64; 6]; 4] = [
    [0.76, 0.205, 0.025, 0.006, 0.003, 0.001],
    [0.02, 0.85, 0.115, 0.012, 0.002, 0.001],
    [0.005, 0.16, 0.67, 0.14, 0.02, 0.005],
    [0.005, 0.06, 0.23, 0.52, 0.15, 0.035],
];

/// Log P(Arabic words | English words).
pub(crate) fn length_prior(arabic: usize, english: usize) -> f64 {
    let row = LENGTH_PRIOR[english.clamp(1, 4) - 1];
    let shift = english.saturating_sub(4);
    let place = arabic.saturating_sub(1).saturating_sub(shift);
    let beyond = place.saturating_sub(row.len() - 1) as f64;
    libm::log(row[place.min(row.len() - 1)]) - beyond
}
