//! Hash maps that are fast and the same in every run.
//!
//! Their order means nothing and must not reach an output: what is written is
//! sorted first.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

/// A map whose order never reaches a result.
pub type Map<K, V> = HashMap<K, V, FixedState>;
/// A set whose order never reaches a result.
pub type Set<K> = HashSet<K, FixedState>;
