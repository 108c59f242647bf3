//! What is known of words before the article is looked at.

use crate::align::Lexicon;
use crate::maps::{Map, number};
use crate::text::{ar_stem, readings};

/// Links weaker than this, as the mean of both directions, are chance.
const LEAST: f64 = 0.06;

/// English stems by the Arabic stems that render them, from any number of
/// lexicons.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    /// Numbers of the English stems.
    en: Map<Box<str>, u32>,
    /// Numbers of the Arabic stems.
    ar: Map<Box<str>, u32>,
    /// By Arabic stem: English stems and how strong the link is.
    links: Vec<Vec<(u32, f32)>>,
}

impl Dictionary {
    /// What the lexicons know together; where two know a link the stronger
    /// one stands.
    pub(super) fn new(lexicons: &[&Lexicon]) -> Self {
        let mut strongest: Map<(u32, u32), f64> = Map::default();
        let mut dictionary = Self::default();
        for (ar, en, strength) in lexicons.iter().flat_map(|lexicon| lexicon.links(LEAST)) {
            let link = (number(&mut dictionary.ar, ar), number(&mut dictionary.en, en));
            let held = strongest.entry(link).or_default();
            *held = held.max(strength);
        }
        dictionary.links = vec![Vec::new(); dictionary.ar.len()];
        // The order of a stem's links means nothing: the best counts.
        #[allow(clippy::iter_over_hash_type, reason = "only a maximum is taken")]
        for ((ar, en), strength) in strongest {
            #[allow(clippy::cast_possible_truncation, reason = "a probability")]
            dictionary.links[ar as usize].push((en, strength as f32));
        }
        dictionary
    }

    /// The number of an English stem that something renders.
    pub(super) fn english(&self, stem: &str) -> Option<u32> {
        self.en.get(stem).copied()
    }

    /// English stems that an Arabic word may render, itself or, if it is not
    /// known, in any reading of its clitics; `word` as written, `key` folded.
    /// A stem may come twice.
    pub(super) fn renders(&self, word: &str, key: &str, found: &mut Vec<(u32, f32)>) {
        let mut look_up = |stem: &str| {
            let links = self.ar.get(stem).map(|&ar| &self.links[ar as usize]);
            found.extend(links.into_iter().flatten());
            links.is_some()
        };
        if look_up(&ar_stem(word)) {
            return;
        }
        let attested =
            |stem: &str| stem.chars().nth(2).is_some() && self.ar.contains_key(ar_stem(stem).as_str());
        for reading in readings(key, &attested) {
            look_up(&ar_stem(&reading.stem));
        }
    }
}
