//! Minhash sketches: near-equal articles are found by them.

use std::hash::Hasher;

use foldhash::quality::FixedState;
use std::hash::BuildHasher;

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
        let (high, low) = ((hash >> 32) as u32, hash as u32 | 1);
        for (place, value) in least.iter_mut().enumerate() {
            // One hash, many permutations: Kirsch and Mitzenmacher (2006).
            let mixed = high.wrapping_add((place as u32).wrapping_mul(low));
            *value = (*value).min(mixed ^ (mixed >> 15));
        }
    }
    if words.len() < SHINGLE { Vec::new() } else { least }
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
