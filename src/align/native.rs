//! Words of Arabic's own, which sound like foreign names by accident:
//! صيغة is no Sega.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::latin::LatinName;
use super::letters::{Spelling, ar_spelling};
use super::transliteration::LetterModel;

/// What it costs a pair that its Arabic is a word of the language, in nats:
/// such a word is some fifty times likelier to be met than its letters by
/// chance. More would cost names that are words (Kamil, كامل) too much.
pub(super) const COST: f64 = 4.0;
/// Log odds below which a word does not sound like its English at all.
const UNLIKE: f64 = -2.0;
/// Letters of the shortest stem that is looked for behind an ending.
const SHORTEST: usize = 3;
/// Endings of native words, as `ar_stem` drops them.
const ENDINGS: [&str; 12] = ["ياتها", "اتها", "يات", "ات", "ون", "ين", "ان", "ية", "ها", "ه", "ة", "ي"];

/// Native words and stems.
#[derive(Debug, Clone, Default)]
pub(super) struct NativeWords {
    words: HashSet<Spelling, foldhash::fast::FixedState>,
    endings: Vec<Spelling>,
}

impl NativeWords {
    fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            words: words.into_iter().map(ar_spelling).filter(|word| word.len() >= 2).collect(),
            endings: ENDINGS.iter().map(|ending| ar_spelling(ending)).collect(),
        }
    }

    fn has(&self, units: &[u8]) -> bool {
        let has = |units: &[u8]| self.words.contains(&Spelling::of(units));
        let stem =
            |ending: &Spelling| units.strip_suffix(ending.as_slice()).filter(|stem| stem.len() >= SHORTEST);
        !self.words.is_empty() && (has(units) || self.endings.iter().filter_map(stem).any(has))
    }
}

impl LetterModel {
    /// Tells the model which Arabic words have which English beside them in
    /// dictionaries, as `(ar, en)`: those that sound like none of theirs are
    /// native, and unlikely to be a name's spelling. Words in `foreign` never
    /// are.
    pub fn set_native_words<'a>(
        &mut self,
        links: impl IntoIterator<Item = (&'a str, &'a str)>,
        foreign: &BTreeSet<String>,
    ) {
        let mut english: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (ar, en) in links {
            english.entry(ar).or_default().insert(en);
        }
        self.native = NativeWords::default();
        let is_native = |(ar, en): &(&&str, &BTreeSet<&str>)| {
            let spelling = self.arabic(ar);
            let sounds = |en: &&str| self.compare(&spelling, &LatinName::new(en)).log_odds > UNLIKE;
            !foreign.contains(**ar) && !en.iter().any(sounds)
        };
        let (native, borrowed): (Vec<_>, Vec<_>) = english.iter().partition(is_native);
        let mut native = NativeWords::new(native.into_iter().map(|(ar, _)| *ar));
        // بائت is written as بايت is.
        for (ar, _) in borrowed {
            native.words.remove(&ar_spelling(ar));
        }
        self.native = native;
    }

    /// Whether a word is native: as it stands, or without what may stand
    /// before it and without an ending.
    pub(super) fn is_native(&self, units: &[u8]) -> bool {
        let (starts, count) = self.affixes.starts("", units);
        starts[..usize::from(count)].iter().any(|start| self.native.has(&units[usize::from(start.at)..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn a_loan_word_stays_one_where_a_native_word_is_spelled_alike() {
        let mut letters = Knowledge::load(None, false).unwrap().letters;
        let links = [("بائت", "stale"), ("بايت", "byte"), ("صيغة", "formula")];
        letters.set_native_words(links, &BTreeSet::new());
        let is_native = |word: &str| letters.is_native(ar_spelling(word).as_slice());
        assert!(is_native("صيغة"));
        assert!(!is_native("بايت"));
    }
}
