//! Latin names and their Arabic spellings in the same article or pair.
//!
//! Names are indexed by consonant skeleton, so that only look-alikes are
//! compared; what a pair scores is the letter model's likelihood ratio
//! against the odds of a chance match among all words of the article. Each
//! spelling has one name; a name may have several spellings, when each is a
//! good one. A misspelling that nothing else explains is kept with a score
//! that never gets it accepted.

mod names;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use self::names::{Name, names};
use self::words::{Word, Words};
use super::article::{English, evidence};
use super::{EvidenceMiner, MinedArticle};
use crate::align::{ArabicSpelling, Match, NameIndex};
use crate::knowledge::Knowledge;
use crate::model::{Evidence, Miner};
use crate::text::{Prose, TokenKind, ar_key, ar_stem, nth_letter};

/// Finds transliterated names.
#[derive(Debug, Clone, Copy)]
pub struct TransliterationMiner;

/// Words of the longest spelling of a name that is read as words.
const LONGEST_SPELLING: usize = 4;
/// Below this a pair is not worth a row.
const WORTH: f64 = 0.12;
/// From this on a further spelling of a name stands beside a better one.
const GOOD: f64 = 0.5;
/// What a misspelling scores: enough for a row, too little to be accepted;
/// the scores of slips do not add up.
const MISSPELLED: f64 = 0.05;
/// Log odds below which no row can come of a match.
const HOPELESS: f64 = -3.0;
/// Classes by which the skeleton of one word may be longer or shorter than
/// the name's, and that of several words.
const SLACK: usize = 2;
const SLACK_OF_SEVERAL: usize = 1;

/// A place where Arabic may spell a name.
struct Hit<'p, 'a> {
    prose: &'p Prose<'a>,
    /// Which of the article's blocks `prose` is.
    block: usize,
    tokens: Range<usize>,
    /// Bytes of the conjunction or preposition before it.
    clitic: usize,
    name: usize,
    score: f64,
    is_misspelled: bool,
}

impl EvidenceMiner for TransliterationMiner {
    fn kind(&self) -> Miner {
        Miner::Transliteration
    }

    fn mine(&self, article: &MinedArticle<'_>, knowledge: &Knowledge, found: &mut Vec<Evidence>) {
        let mut words = Words::new(article, knowledge);
        if article.is_aligned() {
            // A line says which names may stand in it.
            for (line, arabic) in article.arabic.iter().enumerate() {
                let english = article.english.get(line..=line).unwrap_or_default();
                spelled_in(std::slice::from_ref(arabic), english, article, &mut words, found);
            }
        } else {
            spelled_in(&article.arabic, &article.english, article, &mut words, found);
        }
    }
}

/// Finds the names of some blocks that are spelled in them.
fn spelled_in<'p, 'a: 'p>(
    arabic: &'p [Prose<'a>],
    english: &'p [Prose<'a>],
    article: &'p MinedArticle<'a>,
    prepared: &mut Words<'p, '_>,
    found: &mut Vec<Evidence>,
) {
    let knowledge = prepared.knowledge;
    let names = names(arabic, english, knowledge);
    if names.is_empty() {
        return;
    }
    let words = arabic.iter().map(|prose| prose.tokens.len()).sum::<usize>().min(article.vocabulary.len());
    let mut search = Search {
        index: NameIndex::new(names.iter().map(|name| &name.latin)),
        // The chance that some word fits by accident grows with the number
        // of words compared.
        chance: libm::log(words.max(20) as f64),
        longest: LONGEST_SPELLING.max(names.iter().map(|n| n.latin.spelled_letters() + 2).max().unwrap_or(0)),
        names: &names,
        words: prepared,
        knowledge,
        fits: HashMap::default(),
        near: Vec::new(),
        block: 0,
        hits: Vec::new(),
    };
    for (block, prose) in arabic.iter().enumerate() {
        search.block = block;
        search.prose(prose);
    }
    for hit in settle(search.hits, names.len()) {
        let name = &names[hit.name];
        let english = English::Tokens(name.prose, name.tokens.clone());
        found.push(evidence(Miner::Transliteration, hit.prose, hit.tokens, hit.clitic, &english, hit.score));
    }
}

/// The search for spellings of an article's names.
struct Search<'s, 'k, 'p, 'a> {
    names: &'s [Name<'p, 'a>],
    index: NameIndex,
    words: &'s mut Words<'p, 'k>,
    knowledge: &'k Knowledge,
    chance: f64,
    longest: usize,
    /// The names that each word by itself may spell, and whether as a slip.
    fits: HashMap<&'p str, Vec<(usize, Match, bool)>, foldhash::fast::FixedState>,
    near: Vec<usize>,
    block: usize,
    hits: Vec<Hit<'p, 'a>>,
}

impl<'p, 'a> Search<'_, '_, 'p, 'a> {
    fn prose(&mut self, prose: &'p Prose<'a>) {
        for start in 0..prose.tokens.len() {
            if !prose.tokens[start].is_arabic() {
                continue;
            }
            let first = self.words.get(prose, start);
            let mut spelling = first.spelling;
            let mut only_letters = !first.may_be_named();
            self.one_word(prose, start, &first);
            self.with_digits(prose, start..start + 1, &spelling);
            for end in start + 1..prose.tokens.len().min(start + self.longest) {
                if !prose.tokens[end].is_arabic() {
                    break;
                }
                let next = self.words.get(prose, end);
                only_letters |= !next.may_be_named();
                if only_letters && !next.is_letter_name && !first.is_letter_name {
                    break;
                }
                spelling = self.knowledge.letters.join(&spelling, &next.spelling);
                self.several_words(prose, start..end + 1, &spelling, only_letters);
                self.with_digits(prose, start..end + 1, &spelling);
            }
        }
    }

    fn one_word(&mut self, prose: &'p Prose<'a>, at: usize, word: &Word) {
        let form = prose.form(at..at + 1);
        if !self.fits.contains_key(form) {
            let fits = self.fits_of(word, &ar_stem(form));
            self.fits.insert(form, fits);
        }
        for (name, fit, is_misspelled) in self.fits[form].clone() {
            self.hit(prose, at..at + 1, name, &fit, is_misspelled);
        }
    }

    fn fits_of(&mut self, word: &Word, stem: &str) -> Vec<(usize, Match, bool)> {
        self.index.near(&word.spelling, SLACK, &mut self.near);
        let mut fits = Vec::new();
        for &index in &self.near {
            let name = &self.names[index];
            if name.latin.has_digits() {
                continue;
            }
            let fit = self.knowledge.letters.compare(&word.spelling, &name.latin);
            if self.knowledge.lexicon.renders_other(stem, &name.stem) {
                continue;
            }
            if word.may_be_named() || fit.is_spelled_out && word.is_letter_name {
                let is_misspelled = word.is_unknown && name.may_be_misspelled(&fit, word.spelling.len());
                if is_misspelled || fit.log_odds > HOPELESS {
                    fits.push((index, fit, is_misspelled));
                }
            }
        }
        fits
    }

    fn several_words(
        &mut self,
        prose: &'p Prose<'a>,
        tokens: Range<usize>,
        spelling: &ArabicSpelling,
        only_letters: bool,
    ) {
        self.index.near(spelling, SLACK_OF_SEVERAL, &mut self.near);
        for index in std::mem::take(&mut self.near) {
            let name = &self.names[index];
            let fits_words = tokens.len() <= LONGEST_SPELLING && !only_letters;
            if name.latin.has_digits() || !fits_words && name.latin.spelled_letters() == 0 {
                continue;
            }
            let fit = self.knowledge.letters.compare(spelling, &name.latin);
            if fit.is_spelled_out || fits_words {
                self.hit(prose, tokens.clone(), index, &fit, false);
            }
        }
    }

    /// جي بي تي-4 for `GPT-4`: the words with the number after them.
    fn with_digits(&mut self, prose: &'p Prose<'a>, words: Range<usize>, spelling: &ArabicSpelling) {
        let is_hyphen = |token: usize| {
            matches!(
                prose.tokens.get(token).map(|t| t.kind),
                Some(TokenKind::Punct('-' | '\u{2011}' | '\u{2013}'))
            )
        };
        let number = words.end + usize::from(is_hyphen(words.end));
        if prose.tokens.get(number).is_none_or(|token| token.kind != TokenKind::Number) {
            return;
        }
        let letters = &self.knowledge.letters;
        let spelling = letters.join(spelling, &letters.arabic(prose.form(number..number + 1)));
        self.index.near(&spelling, SLACK, &mut self.near);
        for index in std::mem::take(&mut self.near) {
            let name = &self.names[index];
            if name.latin.has_digits() {
                let fit = letters.compare(&spelling, &name.latin);
                self.hit(prose, words.start..number + 1, index, &fit, false);
            }
        }
    }

    fn hit(
        &mut self,
        prose: &'p Prose<'a>,
        tokens: Range<usize>,
        name: usize,
        fit: &Match,
        is_misspelled: bool,
    ) {
        let odds = fit.log_ratio - self.chance - self.names[name].caution();
        let score = 0.97 * fit.probability() / (1.0 + libm::exp(-odds));
        let is_misspelled = is_misspelled && score < WORTH;
        if score < WORTH && !is_misspelled {
            return;
        }
        let Some(proclitic) = self.knowledge.letters.proclitic(fit) else { return };
        let clitic = nth_letter(prose.form(tokens.start..tokens.start + 1), proclitic);
        let score = if is_misspelled { MISSPELLED } else { score };
        let block = self.block;
        self.hits.push(Hit { prose, block, tokens, clitic, name, score, is_misspelled });
    }
}

/// Decides between hits: best first, a place is taken once for each name, a
/// spelling has one name, and a misspelling counts only for a name that is
/// spelled right nowhere near.
fn settle<'p, 'a>(mut hits: Vec<Hit<'p, 'a>>, names: usize) -> Vec<Hit<'p, 'a>> {
    let place = |hit: &Hit<'_, '_>| (hit.block, hit.tokens.start, hit.tokens.end, hit.name);
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| place(a).cmp(&place(b))));
    let mut taken: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    let mut name_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut spelled: Vec<Option<String>> = vec![None; names];
    hits.retain(|hit| {
        let tokens = || hit.tokens.clone().map(|token| (hit.block, token, hit.name));
        if tokens().any(|token| taken.contains(&token)) {
            return false;
        }
        let bytes = hit.prose.bytes(hit.tokens.clone());
        let key = ar_key(&hit.prose.text.as_str()[bytes.start + hit.clitic..bytes.end]);
        if *name_of.entry(key.clone()).or_insert(hit.name) != hit.name {
            return false;
        }
        let first = spelled[hit.name].get_or_insert_with(|| key.clone());
        if *first != key && (hit.score < GOOD || hit.is_misspelled) {
            return false;
        }
        taken.extend(tokens());
        true
    });
    hits
}
