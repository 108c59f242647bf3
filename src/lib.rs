//! wip
pub mod align;
pub mod cli;
pub mod curate;
pub mod error;
pub mod eval;
pub mod knowledge;
pub mod lookup;
pub mod mine;
pub mod model;
pub mod pipeline;
pub mod progress;
pub mod read;
pub mod score;
pub mod text;
pub mod write;
