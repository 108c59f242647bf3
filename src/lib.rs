//! wip
pub mod align;
pub mod cli;
pub mod curate;
pub mod error;
pub mod knowledge;
pub mod mine;
pub mod model;
pub mod score;
pub mod text;
