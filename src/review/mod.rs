//! Giving pairs to a person and taking verdicts back.
//!
//! [`questions`] chooses the pairs that are most worth a minute; [`workbook`]
//! lays them out for a spreadsheet program, and [`answers`] reads what comes
//! back. What was decided goes through
//! [`VerdictFile`](crate::knowledge::VerdictFile).

mod answers;
mod questions;
mod workbook;

pub use answers::{Answers, read_answers};
pub use questions::{Question, questions};
pub use workbook::workbook;
