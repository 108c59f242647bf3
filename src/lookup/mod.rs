//! Searching a glossary from either language, in any spelling.
//!
//! [`Index`] files every form of every entry under the key that folds its
//! spelling; [`Index::find`] reads the query the same way. What is found is
//! ordered for a person: the term itself, its other forms, longer terms that
//! contain it, and only when there is none of these what is spelled nearly so.

mod base;
mod index;

pub use base::base_entries;
pub use index::Index;

use serde::Serialize;

use crate::model::Entry;

/// How an entry answers a query, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// The query is its headword.
    Headword,
    /// The query is another form of it: an inflection, spelling or acronym.
    Variant,
    /// One of its forms has the query in it as whole words.
    Contains,
    /// One of its forms is spelled nearly like the query.
    Near,
}

/// An entry that answers a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// How it answers.
    pub how: How,
}
