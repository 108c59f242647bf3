//! Whether one article renders the other, or both speak of the same things.

use super::bead::Bead;
use super::links::{LARGEST, Links, Witness};
use super::side::{Line, Side};

/// Share of Arabic that renders English at which an article is as likely to
/// be a rendering as not, and how sharply the two part. Of 700 articles of the
/// paired corpora the least had .41, but for three that are beside the wrong
/// file; beside the English of another article of their corpus half have less
/// than .02 and 98% less than .44, where what both share is rendered.
const HALF_SURE: f64 = 0.36;
const STEEPNESS: f64 = 15.0;
/// How often the words of a rendering are found again in their bead at least.
/// Beads of articles that only speak of the same things do not reach it.
const FOUND_AGAIN: f64 = 0.35;
/// Words are not independent of each other: their evidence counts less.
const WORDS: f64 = 0.5;
/// ln of the odds that files beside each other render each other.
const PRIOR: f64 = 3.0;

/// The probability that the one article renders the other.
pub(super) fn rendering(rendered: f64, evidence: f64) -> f64 {
    sigmoid(STEEPNESS * (rendered - HALF_SURE)) * sigmoid(PRIOR + WORDS * evidence)
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// What all known words say together about the beads: the log ratio of their
/// being found again as in a rendering, and by chance. A sentence goes with
/// some other sentence in any two articles; here it counts too what nothing
/// renders in either.
pub(super) fn evidence(beads: &[Bead], ar: &Side, en: &Side, links: &Links) -> f64 {
    let mut present = vec![0_usize; links.ar.len().max(links.en.len())];
    let mut total = 0.0;
    for (at, bead) in beads.iter().enumerate() {
        let (ar_lines, en_lines) = (&ar.lines[bead.ar.clone()], &en.lines[bead.en.clone()]);
        for (lines, others, witnesses, stamp) in
            [(ar_lines, en_lines, &links.ar, 2 * at + 1), (en_lines, ar_lines, &links.en, 2 * at + 2)]
        {
            others.iter().flat_map(|line| &line.types).for_each(|&known| present[known as usize] = stamp);
            let is_present = |known: u32| present[known as usize] == stamp;
            total += bead.posterior * of_lines(lines, others.len(), witnesses, is_present) / 2.0;
        }
    }
    total
}

fn of_lines(lines: &[Line], size: usize, witnesses: &[Witness], is_present: impl Fn(u32) -> bool) -> f64 {
    let miss = libm::log(1.0 - FOUND_AGAIN);
    let known = lines.iter().flat_map(|line| &line.types).map(|&known| &witnesses[known as usize]);
    known
        .filter(|witness| witness.is_known)
        .map(|witness| {
            let found = witness.renderings.iter().filter(|(rendering, _)| is_present(*rendering));
            let weight = found.map(|&(_, weight)| weight).fold(0.0, f32::max);
            if weight > 0.0 { f64::from(weight * witness.hit[size.clamp(1, LARGEST) - 1]) } else { miss }
        })
        .sum()
}
