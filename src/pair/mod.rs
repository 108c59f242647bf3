//! Stage 3: which sentences of an Arabic article render which of its English
//! original.
//!
//! All ways to divide an article into beads (1-1, 2-1, 1-2, 2-2, 3-1, 1-3, or
//! a sentence left out) are weighed by what speaks for each bead: length
//! (Gale and Church 1993), kind of block and place in it, words that the
//! lexicon links, numbers, Latin words, addresses, and names by their
//! spelling. Each bead gets its posterior over all of them. Articles are read
//! twice, the second time with a lexicon learnt from the sure beads of the
//! first (Moore 2002).

mod article;
mod bead;
mod corridor;
mod dictionary;
mod gold;
mod lattice;
mod links;
mod passes;
mod rendering;
mod score;
mod side;

pub use article::parallel_article;
pub use bead::{Bead, beads};
pub use gold::{BeadGold, BeadTally};
pub use passes::{Alignment, align};
