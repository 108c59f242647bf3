//! The word aligner: which word of a sentence renders which word of the
//! other.
//!
//! Lexical probabilities are learnt by IBM Model 1 (Brown et al. 1993) and
//! then by an HMM over positions (Vogel et al. 1996), each in both directions,
//! with a sparse Dirichlet prior by variational Bayes (Riley and Gildea 2012).
//! The two directions are combined by the mean of their posteriors.
//!
//! Words are aligned as units: stems, with conjunctions, prepositions and
//! pronouns apart. Every pair of units that meets in a sentence is a cell and
//! is numbered once; the rounds then only add and divide. Expected counts are
//! summed in fixed point, so that the order of sentences and the number of
//! threads never change a bit.

mod cells;
mod corpus;
mod hmm;
mod lines;
mod model_one;
mod order;
mod priors;
mod smoothing;
mod units;

use rayon::prelude::*;

use cells::Cells;
use hmm::{Jumps, Side};

pub use corpus::Corpus;
pub use lines::LineAligner;
pub use units::{Unit, UnitReader, WordCounts, peel};

/// Rounds of Model 1, and of the HMM after it.
const LEXICAL_ROUNDS: usize = 5;
const POSITION_ROUNDS: usize = 2;

/// Two sentences that render each other, as the numbers of their units.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct UnitPair {
    /// English units.
    pub en: Vec<u32>,
    /// Arabic units.
    pub ar: Vec<u32>,
}

/// A link between two units of a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Place of the English unit.
    pub en: u32,
    /// Place of the Arabic unit.
    pub ar: u32,
    /// Mean of both directions' posteriors, 0 to 1.
    pub posterior: f32,
}

/// Links weaker than this are not kept.
const FAINTEST: f32 = 0.02;

/// Aligns sentences, each with its weight (how sure it is that the two render
/// each other, times how often they stand there). `prior` is asked once for
/// every pair of units that meets.
///
/// Returns the links of each pair, by English then Arabic place.
#[must_use]
pub fn align(pairs: &[(UnitPair, f32)], prior: &(dyn Fn(u32, u32) -> f32 + Sync)) -> Vec<Vec<Link>> {
    let mut cells = Cells::index(pairs, prior);
    for round in 0..LEXICAL_ROUNDS {
        model_one::round(&mut cells, pairs);
        if round == 0 || round == 2 {
            cells.prune();
        }
    }
    let mut jumps = [Jumps::start(), Jumps::start()];
    for _ in 0..POSITION_ROUNDS {
        hmm::round(&mut cells, pairs, &mut jumps);
    }
    let jumps = &jumps;
    let cells = &cells;
    (0..pairs.len())
        .into_par_iter()
        .with_min_len(16)
        .map(|at| links(cells, &pairs[at].0, at, jumps))
        .collect()
}

/// The links of one pair by both directions.
fn links(cells: &Cells, pair: &UnitPair, at: usize, jumps: &[Jumps; 2]) -> Vec<Link> {
    let (en, ar) = (pair.en.len(), pair.ar.len());
    if en == 0 || ar == 0 {
        return Vec::new();
    }
    let mut forward = Side::new(cells, pair, at, true);
    let forward = forward.posteriors(&jumps[0]);
    let mut backward = Side::new(cells, pair, at, false);
    let backward = backward.posteriors(&jumps[1]);
    let mut links = Vec::new();
    for i in 0..en {
        for j in 0..ar {
            let posterior = f32::midpoint(forward[j * en + i], backward[i * ar + j]);
            if posterior >= FAINTEST {
                let place = |n: usize| u32::try_from(n).expect("sentences are shorter than memory");
                links.push(Link { en: place(i), ar: place(j), posterior });
            }
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lexicon of four words in sentences of two, word orders reversed.
    fn pairs() -> Vec<(UnitPair, f32)> {
        let mut pairs = Vec::new();
        for a in 0..4_u32 {
            for b in 0..4_u32 {
                if a != b {
                    pairs.push((UnitPair { en: vec![a, b], ar: vec![b + 10, a + 10] }, 1.0));
                }
            }
        }
        pairs
    }

    #[test]
    fn words_that_go_together_are_linked() {
        for links in align(&pairs(), &|_, _| 0.0) {
            let sure: Vec<(u32, u32)> =
                links.iter().filter(|link| link.posterior > 0.5).map(|link| (link.en, link.ar)).collect();
            assert_eq!(sure, [(0, 1), (1, 0)]);
        }
    }

    #[test]
    fn what_is_known_decides_where_nothing_is_learnt() {
        let pair = [(UnitPair { en: vec![0, 1], ar: vec![0, 1] }, 1.0)];
        let links = align(&pair, &|en, ar| if en == ar { 0.0 } else { 4.0 });
        let sure: Vec<(u32, u32)> =
            links[0].iter().filter(|link| link.posterior > 0.5).map(|link| (link.en, link.ar)).collect();
        assert_eq!(sure, [(0, 1), (1, 0)]);
    }

    #[test]
    fn threads_never_change_a_bit() {
        let in_pool = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| align(&pairs(), &|_, _| 0.0))
        };
        assert_eq!(in_pool(1), in_pool(3));
    }

    #[test]
    fn empty_and_long_sentences_are_no_trouble() {
        let long = UnitPair { en: (0..600).collect(), ar: (0..600).collect() };
        let empty = UnitPair { en: vec![1, 2], ar: Vec::new() };
        let links = align(&[(empty, 1.0), (long, 1.0), (UnitPair::default(), 1.0)], &|en, ar| {
            if en == ar { 2.0 } else { 0.0 }
        });
        assert!(links[0].is_empty() && links[2].is_empty());
        assert!(links[1].iter().filter(|link| link.posterior > 0.5).all(|link| link.en == link.ar));
    }
}
