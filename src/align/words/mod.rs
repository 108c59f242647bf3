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
const POSITION_ROUNDS: usize = 3;

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
    let t0 = std::time::Instant::now(); macro_rules! tick { ($n:expr) => { if std::env::var_os("TICK").is_some() { eprintln!("  {} {:.2}", $n, t0.elapsed().as_secs_f64()); } } }
    let mut cells = Cells::index(pairs, prior); tick!("index");
    for round in 0..LEXICAL_ROUNDS {
        model_one::round(&mut cells, pairs);
        if round == 0 || round == 2 {
            cells.prune();
        }
    }
    tick!("m1");
    let mut jumps = [Jumps::start(), Jumps::start()];
    for _ in 0..POSITION_ROUNDS {
        hmm::round(&mut cells, pairs, &mut jumps);
    }
    tick!("hmm");
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
