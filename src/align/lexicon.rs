//! The word lexicon: which Arabic stems render which English stems.
//!
//! Learnt by IBM Model 1 (Brown et al. 1993) from term pairs, in both
//! directions. It says how much of a gloss's English an Arabic span covers.

use std::fmt::Write as _;

use crate::error::{Error, Result};
use crate::knowledge::GlossaryFile;
use crate::maps::{Map, Set, number};
use crate::text::{Reading, Token, ar_stem, en_stem, fold, is_arabic, readings, strip_article, tokenize};

/// Rounds of EM; the tables of term pairs settle by then.
const ROUNDS: usize = 6;

/// Word translation probabilities over stems.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Numbers of the stems.
    ar: Map<Box<str>, u32>,
    en: Map<Box<str>, u32>,
    /// P(ar | en) and P(en | ar) by the two numbers.
    links: Map<(u32, u32), Link>,
    /// The English stems by their numbers.
    english: Vec<Box<str>>,
    /// By Arabic stem: the English stems it is linked to, and how strongly.
    of_arabic: Vec<Vec<(u32, f64)>>,
    /// By Arabic stem: the English stem it renders most often, with P(en | ar).
    renders: Vec<Option<(u32, f64)>>,
}

/// A pair of stems.
#[derive(Debug, Clone, Copy, Default)]
struct Link {
    /// P(ar | en).
    forward: f64,
    /// P(en | ar).
    backward: f64,
    /// How often the one is expected to render the other.
    count: f64,
}

/// Links that are weaker than this in either direction are chance.
const WEAKEST: f64 = 0.01;
/// P(en | ar) from which a word is known to render an English word, and the
/// link below which it does not render another.
const OTHER: f64 = 0.3;
const OWN: f64 = 0.05;
/// The least sum of both directions.
const WEAKEST_SUM: f64 = 0.12;
/// What a dictionary's word is worth as a link, alone and in a phrase: what
/// two of three synonyms have in learnt tables.
const LISTED: f64 = 0.4;
const LISTED_IN_PHRASE: f64 = 0.12;
/// Links expected fewer times than this are not worth a row of a table.
const RAREST: f64 = 0.9;

impl Lexicon {
    /// Learns a lexicon from `(ar, en)` term pairs or lines.
    #[must_use]
    pub fn learn<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut lexicon = Self::default();
        let pairs: Vec<(&str, &str)> = pairs.into_iter().collect();
        let vocabulary = vocabulary(pairs.iter().map(|(ar, _)| *ar));
        let pairs: Vec<(Vec<u32>, Vec<u32>)> = pairs
            .into_iter()
            .map(|(ar, en)| {
                let ar =
                    peeled_stems(ar, &vocabulary).iter().map(|stem| number(&mut lexicon.ar, stem)).collect();
                (ar, en_stems(en).iter().map(|stem| number(&mut lexicon.en, stem)).collect())
            })
            .filter(|(ar, en): &(Vec<u32>, Vec<u32>)| !ar.is_empty() && !en.is_empty())
            .collect();
        for (en, ar, forward, count) in model_one(pairs.iter().map(|(ar, en)| (ar, en))) {
            *lexicon.links.entry((ar, en)).or_default() = Link { forward, count, backward: 0.0 };
        }
        for (ar, en, backward, count) in model_one(pairs.iter().map(|(ar, en)| (en, ar))) {
            let link = lexicon.links.entry((ar, en)).or_default();
            *link = Link { backward, count: link.count.min(count), ..*link };
        }
        lexicon.index();
        lexicon
    }

    /// How strongly the two words are linked, 0 to 1: the mean of both
    /// directions.
    #[must_use]
    pub fn link(&self, ar_stem: &str, en_stem: &str) -> f64 {
        let (Some(&ar), Some(&en)) = (self.ar.get(ar_stem), self.en.get(en_stem)) else { return 0.0 };
        self.links.get(&(ar, en)).map_or(0.0, |link| f64::midpoint(link.forward, link.backward))
    }

    /// The strongest link of an Arabic stem to an English one that begins with
    /// `start`: what a letter of an acronym may stand for, or the `Sec` of
    /// `AppSec`.
    #[must_use]
    pub fn beginning(&self, ar_stem: &str, start: &str) -> f64 {
        let Some(&ar) = self.ar.get(ar_stem) else { return 0.0 };
        let links = self.of_arabic[ar as usize].iter();
        let begins = |en: u32| self.english[en as usize].starts_with(start);
        links.filter(|(en, _)| begins(*en)).map(|&(_, strength)| strength).fold(0.0, f64::max)
    }

    /// Whether an Arabic stem is known to render other English than this
    /// stem: ديناميكي is `dynamic`, not `Dynamics`.
    #[must_use]
    pub fn renders_other(&self, ar_stem: &str, en_stem: &str) -> bool {
        let Some(&ar) = self.ar.get(ar_stem) else { return false };
        let own = self.en.get(en_stem);
        self.renders[ar as usize].is_some_and(|(en, share)| share >= OTHER && Some(&en) != own)
            && self.link(ar_stem, en_stem) < OWN
    }

    /// Takes in a table that [`Self::to_tsv`] wrote; where both know a link the
    /// stronger one stands.
    ///
    /// # Errors
    /// When a row is not of that form.
    pub fn merge_table(&mut self, file: &GlossaryFile) -> Result<()> {
        for (line, [en, ar, forward, backward]) in
            file.rows(["en", "ar", "p_ar_given_en", "p_en_given_ar"])?
        {
            let probability = |cell: &str| {
                let reason = format!("{cell:?} is no probability");
                cell.parse::<f64>().map_err(|_| Error::Format { path: file.path.clone(), line, reason })
            };
            let (forward, backward) = (probability(&forward)?, probability(&backward)?);
            let key = (number(&mut self.ar, &ar), number(&mut self.en, &en));
            let link = self.links.entry(key).or_default();
            link.forward = link.forward.max(forward);
            link.backward = link.backward.max(backward);
        }
        self.index();
        Ok(())
    }

    /// Takes in a dictionary: English words, each with its Arabic renderings.
    /// Where a link is known already the stronger one stands. The words of
    /// grammar in a rendering of several (في النهاية) are linked to nothing.
    pub fn merge_dictionary(&mut self, dictionary: &[(String, Vec<String>)], grammar: &Set<String>) {
        for (en, renderings) in dictionary {
            // Stems leave `invalidate` and `invalidation` apart.
            let noun = en.strip_suffix("ate").map(|root| en_stem(&format!("{root}ation")));
            for en in std::iter::once(en_stem(en)).chain(noun) {
                let en = number(&mut self.en, &en);
                for rendering in renderings {
                    self.list(rendering, grammar, en);
                }
            }
        }
        self.index();
    }

    /// Links the words of a dictionary's rendering to an English stem.
    fn list(&mut self, rendering: &str, grammar: &Set<String>, en: u32) {
        let words: Vec<&str> = rendering.split_whitespace().collect();
        let strength = if words.len() == 1 { LISTED } else { LISTED_IN_PHRASE };
        for word in words.iter().filter(|word| words.len() == 1 || !grammar.contains(&fold(word))) {
            for stem in ar_stems(word) {
                let link = self.links.entry((number(&mut self.ar, &stem), en)).or_default();
                link.forward = link.forward.max(strength);
                link.backward = link.backward.max(strength);
            }
        }
    }

    fn index(&mut self) {
        self.english = names(&self.en).into_iter().map(Box::from).collect();
        self.of_arabic = vec![Vec::new(); self.ar.len()];
        self.renders = vec![None; self.ar.len()];
        // Only the strongest is ever asked for, the same whatever the order.
        #[allow(clippy::iter_over_hash_type, reason = "a maximum has no order")]
        for (&(ar, en), link) in &self.links {
            let renders = &mut self.renders[ar as usize];
            let stronger = |&(other, share): &(u32, f64)| (link.backward, other) > (share, en);
            if renders.as_ref().is_none_or(stronger) {
                *renders = Some((en, link.backward));
            }
            let strength = f64::midpoint(link.forward, link.backward);
            self.of_arabic[ar as usize].push((en, strength));
        }
    }

    /// The links that both directions hold for likely, as a table.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut rows: Vec<(&str, &str, Link)> = Vec::new();
        let (ar, en) = (names(&self.ar), names(&self.en));
        rows.extend(self.links.iter().map(|(&(a, e), &link)| (en[e as usize], ar[a as usize], link)));
        rows.retain(|(en, ar, link)| {
            link.forward.min(link.backward) >= WEAKEST
                && link.forward + link.backward >= WEAKEST_SUM
                && link.count >= RAREST
                && ar.chars().all(is_arabic)
                && en.chars().all(|c| c.is_ascii_lowercase())
        });
        rows.sort_by_key(|&(en, ar, _)| (en, ar));
        let mut out = String::from("en\tar\tp_ar_given_en\tp_en_given_ar\n");
        for (en, ar, Link { forward, backward, .. }) in rows {
            writeln!(out, "{en}\t{ar}\t{forward:.3}\t{backward:.3}").expect("a String takes it");
        }
        out
    }

    /// Whether it knows no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ar.is_empty()
    }

    /// Whether the lexicon has seen an Arabic stem at all.
    #[must_use]
    pub fn knows_ar(&self, ar_stem: &str) -> bool {
        self.ar.contains_key(ar_stem)
    }

    /// The links of every Arabic stem that has one as strong as `strong`,
    /// with P(en | ar) of at least `least`, in no order.
    pub fn ar_links(&self, strong: f64, least: f64) -> impl Iterator<Item = (&str, &str)> {
        let (ar, en) = (names(&self.ar), names(&self.en));
        let strongest: Map<u32, f64> = self.links.iter().fold(Map::default(), |mut map, (&(ar, _), link)| {
            let best: &mut f64 = map.entry(ar).or_default();
            *best = best.max(link.backward);
            map
        });
        self.links
            .iter()
            .filter(move |((ar, _), link)| link.backward >= least && strongest[ar] >= strong)
            .map(move |(&(a, e), _)| (ar[a as usize], en[e as usize]))
    }

    /// Every link at least as strong as `least`, as Arabic stem, English stem
    /// and the mean of both directions, in no order.
    pub fn links(&self, least: f64) -> impl Iterator<Item = (&str, &str, f64)> {
        let (ar, en) = (names(&self.ar), names(&self.en));
        self.links
            .iter()
            .map(|(&(a, e), link)| (a, e, f64::midpoint(link.forward, link.backward)))
            .filter(move |&(_, _, strength)| strength >= least)
            .map(move |(a, e, strength)| (ar[a as usize], en[e as usize], strength))
    }

    /// Whether the lexicon has seen an English stem at all.
    #[must_use]
    pub fn knows_en(&self, en_stem: &str) -> bool {
        self.en.contains_key(en_stem)
    }
}

/// The stems by their numbers.
fn names(numbers: &Map<Box<str>, u32>) -> Vec<&str> {
    let mut names: Vec<(u32, &str)> = numbers.iter().map(|(stem, &number)| (number, &**stem)).collect();
    names.sort_unstable();
    names.into_iter().map(|(_, stem)| stem).collect()
}

/// How often each folded Arabic word stands in the lines, with and without
/// its article.
fn vocabulary<'a>(lines: impl Iterator<Item = &'a str>) -> Map<String, u32> {
    let mut counts: Map<String, u32> = Map::default();
    for token in lines.flat_map(tokenize).filter(Token::is_arabic) {
        if let Some(bare) = strip_article(&token.key) {
            *counts.entry(bare.to_owned()).or_default() += 1;
        }
        *counts.entry(token.key).or_default() += 1;
    }
    counts
}

/// The stems of a line, its conjunctions and prepositions peeled where the
/// rest is the commoner word.
fn peeled_stems(line: &str, vocabulary: &Map<String, u32>) -> Vec<String> {
    let count = |word: &str| vocabulary.get(word).copied().unwrap_or_default();
    let stem = |token: Token| {
        let written = &line[token.range.clone()];
        if !token.is_arabic() {
            return en_stem(written);
        }
        let commoner =
            |reading: &Reading| reading.suffix.is_empty() && count(&reading.stem) > 2 * count(&token.key);
        let known = |stem: &str| stem.chars().count() >= 3 && count(stem) >= 3;
        match readings(&token.key, &known).into_iter().find(commoner) {
            Some(reading) => ar_stem(&reading.stem),
            None => ar_stem(written),
        }
    };
    tokenize(line).into_iter().filter(Token::is_word).map(stem).collect()
}

/// The stems of an Arabic phrase.
#[must_use]
pub fn ar_stems(phrase: &str) -> Vec<String> {
    tokenize(phrase).into_iter().filter(Token::is_word).map(|t| ar_stem(&phrase[t.range])).collect()
}

/// The stems of an English phrase, hyphenated words apart.
#[must_use]
pub fn en_stems(phrase: &str) -> Vec<String> {
    phrase
        .split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#')
        .filter(|word| !word.is_empty())
        .map(en_stem)
        .collect()
}

/// P(target | source) by IBM Model 1 with an empty source word, as `(source,
/// target, probability, expected count)`. `pairs` are targets and sources.
fn model_one<'p>(pairs: impl Iterator<Item = (&'p Vec<u32>, &'p Vec<u32>)>) -> Vec<(u32, u32, f64, f64)> {
    /// The empty word, which takes what nothing renders.
    const NULL: u32 = u32::MAX;
    // Every pair of words is numbered once; the rounds only add and divide.
    let mut cell_of: Map<(u32, u32), u32> = Map::default();
    let mut cells: Vec<(u32, u32)> = Vec::new();
    let mut pairs_cells: Vec<(usize, Vec<u32>)> = Vec::new();
    for (targets, sources) in pairs {
        let mut list = Vec::with_capacity(targets.len() * (sources.len() + 1));
        for &target in targets {
            for source in sources.iter().copied().chain([NULL]) {
                let cell = *cell_of.entry((source, target)).or_insert_with(|| {
                    cells.push((source, target));
                    u32::try_from(cells.len() - 1).expect("fewer cells than bytes of memory")
                });
                list.push(cell);
            }
        }
        pairs_cells.push((sources.len() + 1, list));
    }
    let sources =
        cells.iter().map(|(source, _)| source.wrapping_add(1) as usize).max().unwrap_or_default() + 1;
    let (mut table, mut counts) = (vec![1.0_f64; cells.len()], vec![0.0_f64; cells.len()]);
    for _ in 0..ROUNDS {
        counts.fill(0.0);
        for (width, list) in &pairs_cells {
            for choices in list.chunks(*width) {
                let total: f64 = choices.iter().map(|&cell| table[cell as usize]).sum();
                if total > 0.0 {
                    for &cell in choices {
                        counts[cell as usize] += table[cell as usize] / total;
                    }
                }
            }
        }
        let mut totals = vec![0.0; sources];
        for (&(source, _), count) in cells.iter().zip(&counts) {
            totals[source.wrapping_add(1) as usize] += count;
        }
        for ((&(source, _), count), share) in cells.iter().zip(&counts).zip(&mut table) {
            *share = count / totals[source.wrapping_add(1) as usize].max(f64::MIN_POSITIVE);
        }
    }
    let rows = cells.into_iter().zip(table).zip(counts);
    rows.filter(|(((source, _), _), count)| *source != NULL && *count > 1e-6)
        .map(|(((source, target), share), count)| (source, target, share, count))
        .collect()
}
