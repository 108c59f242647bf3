//! Stage 3: which sentences of an Arabic article render which of its English
//! original.

mod article;
mod bead;

pub use article::parallel_article;
pub use bead::{Bead, beads};
