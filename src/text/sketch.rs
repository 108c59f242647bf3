//! Digests and minhash sketches: equal and near-equal texts are found by them.

use std::fmt::Write as _;
use std::hash::{BuildHasher, Hasher};

use foldhash::quality::FixedState;
use sha2::{Digest, Sha256};

/// Values of a sketch; 64 of them tell a resemblance of .8 from .6.
const VALUES: usize = 64;
/// Words of a shingle.
const SHINGLE: usize = 4;

/// The minhash sketch of a sequence of folded words (Broder 1997). Texts of
/// fewer words than a shingle have none.
#[must_use]
pub fn sketch<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<u32> {
    let words: Vec<&str> = words.into_iter().collect();
    let state = FixedState::default();
    let mut least = vec![u32::MAX; VALUES];
    for shingle in words.windows(SHINGLE) {
        let mut hasher = state.build_hasher();
        for word in shingle {
            hasher.write(word.as_bytes());
            hasher.write_u8(0);
        }
        let hash = hasher.finish();
        let halves = [(hash >> 32) & 0xFFFF_FFFF, hash & 0xFFFF_FFFF]
            .map(|half| u32::try_from(half).unwrap_or(u32::MAX));
        let (high, low) = (halves[0], halves[1] | 1);
        for (place, value) in (0u32..).zip(least.iter_mut()) {
            // One hash, many permutations: Kirsch and Mitzenmacher (2006).
            let mixed = high.wrapping_add(place.wrapping_mul(low));
            *value = (*value).min(mixed ^ (mixed >> 15));
        }
    }
    if words.len() < SHINGLE { Vec::new() } else { least }
}

/// The first `bytes` bytes of a text's SHA-256, in hexadecimal.
#[must_use]
pub fn digest(text: &str, bytes: usize) -> String {
    Sha256::digest(text).iter().take(bytes).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The estimated resemblance of two texts: the share of equal values.
#[must_use]
pub fn resemblance(a: &[u32], b: &[u32]) -> f64 {
    if a.is_empty() || a.len() != b.len() {
        return 0.0;
    }
    a.iter().zip(b).filter(|(a, b)| a == b).count() as f64 / a.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_sentence_leaves_articles_alike() {
        let words: Vec<String> = (0..400).map(|n| format!("كلمة{}", n * 7 % 211)).collect();
        let mut changed = words.clone();
        changed.splice(0..10, ["عنوان".to_owned(), "آخر".to_owned()]);
        let of = |words: &[String]| sketch(words.iter().map(String::as_str));
        assert!(resemblance(&of(&words), &of(&changed)) > 0.8);
        let other: Vec<String> = (0..400).map(|n| format!("لفظ{n}")).collect();
        assert!(resemblance(&of(&words), &of(&other)) < 0.1);
    }
}
