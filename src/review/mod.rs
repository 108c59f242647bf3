//! Giving pairs to a person and taking verdicts back.
//!
//! [`questions`] chooses the pairs that are most worth a minute; [`workbook`]
//! lays them out for a spreadsheet program, and [`read_answers`] reads what comes
//! back. [`ReviewServer`] asks on a page instead, one pair at a time, from a
//! [`Desk`]. What was decided goes through
//! [`VerdictFile`](crate::knowledge::VerdictFile).

mod answers;
mod desk;
mod questions;
mod server;
mod workbook;

pub use answers::{Answers, read_answers};
pub use desk::{Answer, Card, Desk};
pub use questions::{Question, questions};
pub use server::ReviewServer;
pub use workbook::workbook;
