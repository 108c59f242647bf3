//! Links between the words of lines, as other aligners print them.

use super::{Corpus, Link, UnitPair, UnitReader, WordCounts};
use crate::knowledge::Knowledge;
use crate::text::{Token, normalize, tokenize};

/// From this posterior on a link is printed.
const LINKED: f32 = 0.5;
/// Words without a link are given their best one from this posterior on.
const BEST: f32 = 0.25;

/// Aligns lines whose words are parted by spaces.
pub struct LineAligner<'k> {
    knowledge: &'k Knowledge,
}

impl<'k> LineAligner<'k> {
    /// An aligner that knows what the glossary folder knows.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge }
    }

    /// The links of each pair of lines, by English then Arabic word.
    #[must_use]
    pub fn align(&self, en: &[String], ar: &[String]) -> Vec<Vec<Link>> {
        let en: Vec<Words> = en.iter().map(|line| Words::of(line)).collect();
        let ar: Vec<Words> = ar.iter().map(|line| Words::of(line)).collect();
        let mut counts = WordCounts::default();
        for token in ar.iter().flat_map(|words| &words.tokens).filter(|token| token.is_arabic()) {
            counts.add(&token.key, 1);
        }
        let mut reader = UnitReader::new(&counts, &self.knowledge.stoplists.ar_function);
        let mut corpus = Corpus::default();
        let mut places = Vec::with_capacity(en.len());
        for (en, ar) in en.iter().zip(&ar) {
            let (en_units, ar_units) =
                (reader.english(&en.text, &en.tokens), reader.arabic(&ar.text, &ar.tokens));
            let number = |units: &[super::Unit]| units.iter().map(|unit| unit.number).collect();
            let at = corpus.add(UnitPair { en: number(&en_units), ar: number(&ar_units) }, 1.0);
            let word = |words: &Words, units: &[super::Unit]| -> Vec<u32> {
                units.iter().map(|unit| words.word[unit.token as usize]).collect()
            };
            places.push((at, word(en, &en_units), word(ar, &ar_units)));
        }
        let links = corpus.align(&reader, self.knowledge);
        places.into_iter().map(|(at, en, ar)| word_links(&links[at], &en, &ar)).collect()
    }
}

/// A line's tokens, each with the word it is part of.
struct Words {
    text: String,
    tokens: Vec<Token>,
    word: Vec<u32>,
}

impl Words {
    fn of(line: &str) -> Self {
        let mut words = Self { text: String::new(), tokens: Vec::new(), word: Vec::new() };
        for (number, word) in (0..).zip(line.split_whitespace()) {
            let normal = normalize(word);
            let start = words.text.len();
            words.text.push_str(normal.as_str());
            for mut token in tokenize(normal.as_str()) {
                token.range = token.range.start + start..token.range.end + start;
                words.tokens.push(token);
                words.word.push(number);
            }
            words.text.push(' ');
        }
        words
    }
}

/// Links of units as links of words.
fn word_links(units: &[Link], en: &[u32], ar: &[u32]) -> Vec<Link> {
    let mut words: Vec<Link> = units
        .iter()
        .map(|link| Link { en: en[link.en as usize], ar: ar[link.ar as usize], posterior: link.posterior })
        .collect();
    words.sort_by(|a, b| (a.en, a.ar).cmp(&(b.en, b.ar)).then(b.posterior.total_cmp(&a.posterior)));
    words.dedup_by_key(|link| (link.en, link.ar));
    let is_linked = |link: &&Link| link.posterior >= LINKED;
    let mut kept: Vec<Link> = words.iter().filter(is_linked).copied().collect();
    let mut best: Vec<Link> =
        words.iter().filter(|link| link.posterior >= BEST && link.posterior < LINKED).copied().collect();
    best.sort_by(|a, b| b.posterior.total_cmp(&a.posterior).then((a.en, a.ar).cmp(&(b.en, b.ar))));
    for link in best {
        if !kept.iter().any(|other| other.en == link.en || other.ar == link.ar) {
            kept.push(link);
        }
    }
    kept.sort_by_key(|link| (link.en, link.ar));
    kept
}
