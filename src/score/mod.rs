//! Stage 6: how sure a pair is, from its evidence, and the ranker that miners
//! choose by.

mod additive;
mod confidence;
mod form;
mod ranker;

pub(crate) use additive::logistic;
pub use additive::{Additive, Lesson, Schema, Sign};
pub use confidence::{
    Confidence, ConfidenceModel, JudgedPair, Measured, Outcome, Subject, Verdict, cross_validate,
    learn_model, read_judged,
};
pub(crate) use ranker::features;
pub use ranker::{Group, Ranker, softmax};

/// How a pair stands among its rivals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// Of the occurrences of the English, how many have this Arabic.
    pub of_english: f64,
    /// Of the occurrences of the Arabic, how many have this English.
    pub of_arabic: f64,
}
