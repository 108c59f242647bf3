//! Hash maps that are fast and the same in every run.
//!
//! Their order means nothing and must not reach an output: what is written is
//! sorted first.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, OnceLock, PoisonError};

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

/// Threads that remember words apart; more of them share.
const THREADS: usize = 64;

/// What one thread remembers.
type Words<T> = Mutex<Map<Box<str>, T>>;

/// What was worked out for words, by each thread for itself: texts repeat
/// their words, and to read one takes long.
#[derive(Debug)]
pub struct Memory<T> {
    threads: OnceLock<Vec<Words<T>>>,
    most: usize,
}

impl<T: Clone> Memory<T> {
    /// Remembers `most` words for each thread, then begins anew.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { threads: OnceLock::new(), most }
    }

    /// What `read` makes of the word, which must depend on nothing else.
    pub fn get(&self, word: &str, read: impl FnOnce() -> T) -> T {
        let threads = self.threads.get_or_init(|| (0..THREADS).map(|_| Mutex::default()).collect());
        let thread = &threads[rayon::current_thread_index().unwrap_or_default() % THREADS];
        let known = || thread.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known().get(word) {
            return known.clone();
        }
        let fresh = read();
        let mut known = known();
        if known.len() >= self.most {
            known.clear();
        }
        known.insert(word.into(), fresh.clone());
        fresh
    }
}

/// A copy remembers nothing yet.
impl<T: Clone> Clone for Memory<T> {
    fn clone(&self) -> Self {
        Self::new(self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_once_until_too_many_are_known() {
        let (memory, mut reads) = (Memory::new(2), 0);
        for word in ["chip", "chip", "cell", "chip"] {
            memory.get(word, || reads += 1);
        }
        assert_eq!(reads, 2);
        memory.get("core", || reads += 1);
        memory.get("chip", || reads += 1);
        assert_eq!(reads, 4, "the third word made it forget");
    }
}
