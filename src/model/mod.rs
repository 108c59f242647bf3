//! The nouns: documents, evidence and entries.

mod consistency;
mod document;
mod entry;
mod evidence;
mod offsets;
mod parallel;
mod report;

pub use consistency::{ConsistencyRow, Direction};
pub use document::{Article, BlockKind, Document, Lang, Lines, Location, Mark, MarkKind, OPAQUE, Segment};
pub use entry::{Entry, Kind, Status};
pub use evidence::{Alternative, Evidence, Miner};
pub use offsets::MappedText;
pub use parallel::{ParallelArticle, Place, Sentence, Stretches};
pub use report::{DocumentRecord, Glossary, Report, Shard};
