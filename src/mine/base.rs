//! Terms of the base glossary in the text, and known mistranslations.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::article::{English, evidence};
use super::latin;
use super::matcher::Matcher;
use super::suspect::{Met, SUSPECTED, Suspect, suspects};
use super::{EvidenceMiner, MinedArticle};
use crate::knowledge::{Confusion, Knowledge};
use crate::maps::{Map, Set};
use crate::model::{Evidence, Miner};
use crate::text::{Prose, Token, en_key, en_lemma, fold};

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
        let mut matcher = Matcher::new(article, index);
        let (mut unresolved, mut met) = (Vec::new(), Vec::new());
        for prose in &article.arabic {
            let everywhere = (0..prose.tokens.len()).filter(|&at| prose.tokens[at].is_arabic());
            for (tokens, clitic, rows) in matcher.matches(prose, everywhere) {
                met.push((prose, tokens.clone(), clitic, rows));
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
        suspected(article, &met, knowledge, found);
        latin::mine(article, knowledge, found);
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

type Place<'p, 'a> = (&'p Prose<'a>, Range<usize>);

/// Where the words of the English partner stand.
struct EnglishIndex<'p, 'a> {
    by_word: Map<String, Vec<(&'p Prose<'a>, usize)>>,
}

impl<'p, 'a> EnglishIndex<'p, 'a> {
    fn new(article: &'p MinedArticle<'a>) -> Self {
        let mut by_word: Map<String, Vec<(&Prose<'_>, usize)>> = Map::default();
        for prose in &article.english {
            for (at, token) in prose.tokens.iter().enumerate().filter(|(_, t)| t.is_latin()) {
                by_word.entry(en_lemma(&token.key)).or_default().push((prose, at));
            }
        }
        Self { by_word }
    }

    /// The first place of any of the forms.
    fn find<'t>(&self, forms: impl Iterator<Item = &'t str>) -> Option<Place<'p, 'a>> {
        if self.by_word.is_empty() {
            return None;
        }
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
    for (confusion, places) in mistranslated(article, knowledge) {
        for (prose, tokens, clitic) in places {
            let mut row = evidence(Miner::Base, prose, tokens, clitic, &English::Name(&confusion.en), 0.9);
            row.flag = Some("mistranslation".into());
            confusion.wrong_ar.clone_into(&mut row.ar_headword);
            found.push(row);
        }
    }
}

/// Phrases that seem to stand for an acronym by mistake.
fn suspected<'p, 'a>(
    article: &'p MinedArticle<'a>,
    met: &[Met<'p, 'a, '_>],
    knowledge: &Knowledge,
    found: &mut Vec<Evidence>,
) {
    let known: Vec<(String, Option<u64>)> = found
        .iter()
        .filter(|row| row.flag.is_some())
        .map(|row| (row.document.clone(), row.ar_start))
        .collect();
    for Suspect { en, right_ar, rival, company, places } in suspects(article, met, knowledge) {
        let words: Vec<String> = company.into_iter().collect();
        for (prose, tokens, clitic) in places {
            let mut row = evidence(Miner::Base, prose, tokens, clitic, &English::Name(&en), 0.5);
            if known.contains(&(row.document.clone(), row.ar_start)) {
                continue;
            }
            row.flag = Some(SUSPECTED.into());
            row.features = vec![
                format!("company={}", words.join("؛ ")),
                format!("right={right_ar}"),
                format!("rival={rival}"),
            ];
            found.push(row);
        }
    }
}

/// A phrase of a text: its tokens, and the bytes of the first that a clitic
/// takes.
pub(crate) type PhrasePlace<'p, 'a> = (&'p Prose<'a>, Range<usize>, usize);

/// Where an article that speaks of the English term of a confusion has the
/// wrong Arabic for it.
pub(crate) fn mistranslated<'p, 'a>(
    article: &'p MinedArticle<'a>,
    knowledge: &'p Knowledge,
) -> Vec<(&'p Confusion, Vec<PhrasePlace<'p, 'a>>)> {
    let speech = Speech::new(article, knowledge);
    let meant = knowledge.confusions.iter().filter_map(|confusion| {
        let places = speech.occurrences(&confusion.wrong_ar);
        (!places.is_empty() && speech.is_meant(confusion)).then_some((confusion, places))
    });
    meant.collect()
}

/// A token, and the words of confusions that it may be.
type PossiblePlace = (usize, Arc<[u32]>);

/// What an article says of the words of confusions.
struct Speech<'p, 'a> {
    article: &'p MinedArticle<'a>,
    knowledge: &'p Knowledge,
    /// Words of confusions that some word of the article may be.
    possible: Set<u32>,
    /// Arabic tokens that may be such words, with the words, by prose.
    places: Vec<(&'p Prose<'a>, Vec<PossiblePlace>)>,
    /// The keys of all tokens that are not Arabic.
    others: OnceCell<Set<&'p str>>,
}

impl<'p, 'a> Speech<'p, 'a> {
    #[allow(clippy::iter_over_hash_type, reason = "a set and a list by number have no order")]
    fn new(article: &'p MinedArticle<'a>, knowledge: &'p Knowledge) -> Self {
        let words = knowledge.confusion_phrases.words();
        let mut may_be: Vec<Option<Arc<[u32]>>> = vec![None; article.vocabulary.len()];
        let mut possible = Set::default();
        for (key, word) in &article.vocabulary {
            let words = words.possible_words(key);
            if !words.is_empty() {
                possible.extend(words.iter().copied());
                may_be[word.number as usize] = Some(words);
            }
        }
        let place = |(at, token): (usize, &Token)| {
            let words = token.is_arabic().then(|| may_be[token.number as usize].clone())?;
            Some((at, words?))
        };
        let places = article
            .arabic
            .iter()
            .map(|prose| (prose, prose.tokens.iter().enumerate().filter_map(place).collect()))
            .filter(|(_, places): &(_, Vec<_>)| !places.is_empty())
            .collect();
        Self { article, knowledge, possible, places, others: OnceCell::new() }
    }

    /// Whether the article is about the English term: its right Arabic, the
    /// English itself or a word of its context stands there, and nothing says
    /// that the wrong Arabic is meant as it stands.
    fn is_meant(&self, confusion: &Confusion) -> bool {
        let speaks_of = |word: &String| self.mentions(word);
        let about = self.mentions(&confusion.right_ar)
            || self.mentions(&confusion.en)
            || confusion.needs.iter().any(speaks_of);
        about && !confusion.unless.iter().any(speaks_of)
    }

    /// Whether a phrase of either language stands in the article.
    fn mentions(&self, phrase: &str) -> bool {
        if phrase.chars().any(crate::text::is_arabic) {
            return !self.occurrences(phrase).is_empty();
        }
        let words: Vec<String> = phrase.split_whitespace().map(fold).collect();
        let prose = || self.article.arabic.iter().chain(&self.article.english);
        let others = self.others.get_or_init(|| {
            let tokens = prose().flat_map(|prose| &prose.tokens).filter(|token| !token.is_arabic());
            tokens.map(|token| token.key.as_str()).collect()
        });
        words.iter().all(|word| others.contains(word.as_str()))
            && prose().any(|prose| {
                prose
                    .tokens
                    .windows(words.len())
                    .any(|tokens| tokens.iter().zip(&words).all(|(token, word)| token.key == *word))
            })
    }

    /// Where an Arabic phrase of a confusion stands, with or without article
    /// and clitic.
    fn occurrences(&self, phrase: &str) -> Vec<PhrasePlace<'p, 'a>> {
        let Some(phrase) = self.knowledge.confusion_phrases.get(phrase) else { return Vec::new() };
        if phrase.first.is_empty() || !phrase.words.iter().all(|word| self.possible.contains(word)) {
            return Vec::new();
        }
        let mut matcher = Matcher::new(self.article, &phrase.index);
        let mut found = Vec::new();
        for (prose, places) in &self.places {
            let starts =
                places.iter().filter(|(_, may_be)| may_be.contains(&phrase.words[0])).map(|(at, _)| *at);
            found.extend(
                matcher
                    .matches(prose, starts)
                    .into_iter()
                    .map(|(tokens, clitic, _)| (*prose, tokens, clitic)),
            );
        }
        let is_near = || self.article.vocabulary.keys().any(|key| key.contains(&phrase.first));
        if found.is_empty() || !is_near() { Vec::new() } else { found }
    }
}
