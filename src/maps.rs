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

/// The number of a word, a new one where it is new.
pub fn number(numbers: &mut Map<Box<str>, u32>, word: &str) -> u32 {
    if let Some(&number) = numbers.get(word) {
        return number;
    }
    let number = u32::try_from(numbers.len()).expect("fewer words than bytes of memory");
    numbers.insert(word.into(), number);
    number
}
