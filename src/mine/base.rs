//! Terms of the base glossary in the text, and known mistranslations.

use std::collections::BTreeMap;
use std::ops::Range;

use super::article::{English, evidence};
use super::{EvidenceMiner, MinedArticle};
use crate::knowledge::{Confusion, Knowledge, PhraseIndex};
use crate::model::{Evidence, Miner};
use crate::text::{Prose, ar_key, en_key, en_lemma, fold};

/// Finds base terms in any spelling, with article or clitic, singular or
/// plural.
#[derive(Debug, Clone, Copy)]
pub struct BaseMiner;

impl EvidenceMiner for BaseMiner {
    fn kind(&self) -> Miner {
        Miner::Base
    }

    fn mine(&self, article: &MinedArticle<'_>, knowledge: &Knowledge, found: &mut Vec<Evidence>) {
        let english = EnglishIndex::new(article);
        let index = knowledge.base.phrases();
        let mut memo = BTreeMap::new();
        let mut unresolved = Vec::new();
        for prose in &article.arabic {
            for (tokens, clitic, rows) in matches(prose, index, article, &mut memo) {
                // In a pair the original says which sense is meant.
                let here: Vec<(usize, Place<'_, '_>)> = rows
                    .iter()
                    .filter_map(|&row| Some((row, english.find(knowledge.base.terms[row].en_forms())?)))
                    .collect();
                for (row, (other, place)) in &here {
                    let name = English::Tokens(other, place.clone());
                    found.push(base_row(
                        knowledge,
                        *row,
                        evidence(Miner::Base, prose, tokens.clone(), clitic, &name, 0.9),
                    ));
                }
                if here.is_empty() {
                    unresolved.push((prose, tokens, clitic, rows));
                }
            }
        }
        let topics = topics(&unresolved, knowledge);
        for (prose, tokens, clitic, rows) in unresolved {
            let row = likeliest(rows, &topics, knowledge);
            let name = English::Name(&knowledge.base.terms[row].en);
            let score = if rows.len() == 1 { 0.8 } else { 0.5 };
            found.push(base_row(knowledge, row, evidence(Miner::Base, prose, tokens, clitic, &name, score)));
        }
        mistranslations(article, knowledge, found);
    }
}

/// The headword stands for whatever form of the English was met.
fn base_row(knowledge: &Knowledge, row: usize, mut evidence: Evidence) -> Evidence {
    knowledge.base.terms[row].en.clone_into(&mut evidence.en_form);
    knowledge.base.terms[row].ar.clone_into(&mut evidence.ar_headword);
    evidence
}

/// A match whose sense no original tells.
type Unresolved<'p, 'a, 'k> = (&'p Prose<'a>, Range<usize>, usize, &'k [usize]);

/// How often each subject field speaks through words that have one sense.
fn topics<'k>(matches: &[Unresolved<'_, '_, '_>], knowledge: &'k Knowledge) -> BTreeMap<&'k str, usize> {
    let mut topics = BTreeMap::new();
    for (.., rows) in matches.iter().filter(|(.., rows)| rows.len() == 1) {
        *topics.entry(knowledge.base.terms[rows[0]].subject.as_str()).or_default() += 1;
    }
    topics
}

/// The sense of a word with several: that of the article's main subject, and
/// within it the one the base glossary names first.
fn likeliest(rows: &[usize], topics: &BTreeMap<&str, usize>, knowledge: &Knowledge) -> usize {
    let weight =
        |row: &usize| topics.get(knowledge.base.terms[*row].subject.as_str()).copied().unwrap_or_default();
    let best = rows.iter().map(weight).max().unwrap_or_default();
    rows.iter().copied().find(|row| weight(row) == best).unwrap_or(rows[0])
}

/// Longest matches, left to right: tokens, clitic bytes, rows.
fn matches<'k>(
    prose: &Prose<'_>,
    index: &'k PhraseIndex,
    article: &MinedArticle<'_>,
    memo: &mut BTreeMap<String, Vec<(usize, String)>>,
) -> Vec<(Range<usize>, usize, &'k [usize])> {
    let mut matches = Vec::new();
    let mut at = 0;
    while at < prose.tokens.len() {
        let token = &prose.tokens[at];
        if !token.is_arabic() {
            at += 1;
            continue;
        }
        let run = prose.tokens[at..].iter().take(index.longest()).take_while(|t| t.is_arabic()).count();
        let mut best: Option<(usize, usize, &[usize])> = None;
        let surface = prose.form(at..at + 1);
        let firsts =
            memo.entry(token.key.clone()).or_insert_with(|| index.word_readings(surface, true)).clone();
        for (clitic, first) in firsts {
            // The ف of فرصة is no conjunction: alone, a word without article
            // gives up a letter only where the article has it without.
            let is_proven = clitic == 0 || surface[clitic..].starts_with("ال") || article.attests(&first);
            for len in (if is_proven { 1 } else { 2 }..=run).rev() {
                if best.is_some_and(|(longest, ..)| longest >= len) {
                    break;
                }
                let rest: Option<Vec<String>> = (at + 1..at + len)
                    .map(|i| {
                        let word = prose.form(i..i + 1);
                        let last = i + 1 == at + len;
                        index
                            .word_readings(word, last)
                            .into_iter()
                            .find(|(clitic, _)| *clitic == 0)
                            .map(|(_, key)| key)
                    })
                    .collect();
                let Some(rest) = rest else { continue };
                let phrase = std::iter::once(first.as_str())
                    .chain(rest.iter().map(String::as_str))
                    .collect::<Vec<_>>()
                    .join(" ");
                if let Some(rows) = index.rows(&phrase) {
                    best = Some((len, clitic, rows));
                    break;
                }
            }
        }
        match best {
            Some((len, clitic, rows)) => {
                matches.push((at..at + len, clitic, rows));
                at += len;
            }
            None => at += 1,
        }
    }
    matches
}

type Place<'p, 'a> = (&'p Prose<'a>, Range<usize>);

/// Where the words of the English partner stand.
struct EnglishIndex<'p, 'a> {
    by_word: BTreeMap<String, Vec<(&'p Prose<'a>, usize)>>,
}

impl<'p, 'a> EnglishIndex<'p, 'a> {
    fn new(article: &'p MinedArticle<'a>) -> Self {
        let mut by_word: BTreeMap<String, Vec<(&Prose<'_>, usize)>> = BTreeMap::new();
        for prose in &article.english {
            for (at, token) in prose.tokens.iter().enumerate().filter(|(_, t)| t.is_latin()) {
                by_word.entry(en_lemma(&token.key)).or_default().push((prose, at));
            }
        }
        Self { by_word }
    }

    /// The first place of any of the forms.
    fn find<'t>(&self, forms: impl Iterator<Item = &'t str>) -> Option<Place<'p, 'a>> {
        forms.map(en_key).find_map(|key| {
            let words: Vec<&str> = key.split(' ').collect();
            self.by_word.get(&en_lemma(words[0]))?.iter().find_map(|&(prose, at)| {
                let fits = prose.tokens.len() >= at + words.len()
                    && words
                        .iter()
                        .enumerate()
                        .all(|(i, word)| en_lemma(&prose.tokens[at + i].key) == en_lemma(word));
                fits.then(|| (prose, at..at + words.len()))
            })
        })
    }
}

/// Known mistranslations in an article that speaks of what they mistranslate.
fn mistranslations(article: &MinedArticle<'_>, knowledge: &Knowledge, found: &mut Vec<Evidence>) {
    for confusion in &knowledge.confusions {
        let places = occurrences(article, &confusion.wrong_ar);
        if places.is_empty() || !is_meant(article, confusion) {
            continue;
        }
        for (prose, tokens, clitic) in places {
            let mut row = evidence(Miner::Base, prose, tokens, clitic, &English::Name(&confusion.en), 0.9);
            row.flag = Some("mistranslation".into());
            confusion.wrong_ar.clone_into(&mut row.ar_headword);
            found.push(row);
        }
    }
}

/// Whether the article is about the English term: its right Arabic, the
/// English itself or a word of its context stands there, and nothing says
/// that the wrong Arabic is meant as it stands.
fn is_meant(article: &MinedArticle<'_>, confusion: &Confusion) -> bool {
    let speaks_of = |word: &String| mentions(article, word);
    let about = mentions(article, &confusion.right_ar)
        || mentions(article, &confusion.en)
        || confusion.needs.iter().any(speaks_of);
    about && !confusion.unless.iter().any(speaks_of)
}

/// Whether a phrase of either language stands in the article.
fn mentions(article: &MinedArticle<'_>, phrase: &str) -> bool {
    if phrase.chars().any(crate::text::is_arabic) {
        return !occurrences(article, phrase).is_empty();
    }
    let words: Vec<String> = phrase.split_whitespace().map(fold).collect();
    article.arabic.iter().chain(&article.english).any(|prose| {
        prose
            .tokens
            .windows(words.len())
            .any(|tokens| tokens.iter().zip(&words).all(|(token, word)| token.key == *word))
    })
}

/// Where an Arabic phrase stands, with or without article and clitic.
fn occurrences<'p, 'a>(
    article: &'p MinedArticle<'a>,
    phrase: &str,
) -> Vec<(&'p Prose<'a>, Range<usize>, usize)> {
    let index = PhraseIndex::new([(0, phrase)]);
    let wanted = ar_key(phrase);
    let first = wanted.split(' ').next().unwrap_or_default();
    let near = article.vocabulary.keys().any(|key| key.contains(first));
    if wanted.is_empty() || !near {
        return Vec::new();
    }
    let mut memo = BTreeMap::new();
    let mut places = Vec::new();
    for prose in &article.arabic {
        places.extend(
            matches(prose, &index, article, &mut memo)
                .into_iter()
                .map(|(tokens, clitic, _)| (prose, tokens, clitic)),
        );
    }
    places
}
