//! An article made ready for all miners.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::acronym::{initials_match, is_acronym};
use crate::maps::Map;
use crate::model::{Article, BlockKind, DocumentRecord, Evidence, Miner};
use crate::text::{Prose, digest, display_form, sketch, strip_article};

/// An article with its tokens, vocabulary and acronyms.
#[derive(Debug)]
pub struct MinedArticle<'a> {
    /// The Arabic prose, block by block.
    pub arabic: Vec<Prose<'a>>,
    /// The English prose of a pair; empty without a partner.
    pub english: Vec<Prose<'a>>,
    /// The folded Arabic words of the article.
    pub vocabulary: Map<String, ArticleWord>,
    /// How often each word of another script stands in the Arabic prose.
    pub foreign: Map<String, u32>,
    /// Expansions that the article itself gives for acronyms.
    pub expansions: BTreeMap<String, BTreeSet<String>>,
}

/// A word of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleWord {
    /// The number of its tokens, [`Token::number`](crate::text::Token::number).
    pub number: u32,
    /// How often it stands there.
    pub count: u64,
}

/// English that was found for some Arabic.
#[derive(Debug, Clone)]
pub enum English<'p, 'a> {
    /// It stands in a text: the Arabic one or its partner.
    Tokens(&'p Prose<'a>, Range<usize>),
    /// It is a name that stands in no text.
    Name(&'p str),
}

impl<'a> MinedArticle<'a> {
    /// Tokenises both sides of an article.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        let mut arabic: Vec<Prose<'a>> =
            article.arabic.segments.iter().map(|segment| Prose::new(&article.arabic, segment)).collect();
        let english: Vec<Prose<'a>> = article
            .english
            .iter()
            .flat_map(|document| document.segments.iter().map(move |segment| Prose::new(document, segment)))
            .collect();
        let vocabulary = number_words(&mut arabic);
        let foreign = count_foreign(&arabic);
        let mut expansions = BTreeMap::new();
        for prose in arabic.iter().chain(&english) {
            collect_expansions(prose, &mut expansions);
        }
        Self { arabic, english, vocabulary, foreign, expansions }
    }

    /// Whether each line of the one side renders the same line of the other.
    #[must_use]
    pub fn is_aligned(&self) -> bool {
        let lines = |blocks: &[Prose<'_>]| blocks.iter().all(|prose| prose.segment.kind == BlockKind::Line);
        self.arabic.len() == self.english.len()
            && self.arabic.len() > 1
            && lines(&self.arabic)
            && lines(&self.english)
    }

    /// Whether a folded Arabic word stands in the article by itself or with
    /// the article.
    #[must_use]
    pub fn attests(&self, stem: &str) -> bool {
        self.vocabulary.contains_key(stem) || self.vocabulary.contains_key(&format!("ال{stem}"))
    }

    /// The words of the article that `key` stands for when its article is
    /// dropped; used to ask whether a text speaks of something.
    #[must_use]
    pub fn has_word(&self, key: &str) -> bool {
        self.attests(key) || strip_article(key).is_some_and(|bare| self.attests(bare))
    }
}

/// Counts the Arabic words and gives each a number.
fn number_words(arabic: &mut [Prose<'_>]) -> Map<String, ArticleWord> {
    let mut vocabulary: Map<String, ArticleWord> = Map::default();
    for token in arabic.iter_mut().flat_map(|prose| &mut prose.tokens).filter(|token| token.is_arabic()) {
        token.number = if let Some(word) = vocabulary.get_mut(&token.key) {
            word.count += 1;
            word.number
        } else {
            let number = u32::try_from(vocabulary.len()).expect("fewer words than bytes of memory");
            vocabulary.insert(token.key.clone(), ArticleWord { number, count: 1 });
            number
        };
    }
    vocabulary
}

/// Counts the words of the Arabic prose that are not Arabic.
fn count_foreign(arabic: &[Prose<'_>]) -> Map<String, u32> {
    let mut counts: Map<String, u32> = Map::default();
    for token in arabic.iter().flat_map(|prose| &prose.tokens).filter(|token| !token.is_arabic()) {
        if let Some(count) = counts.get_mut(&token.key) {
            *count += 1;
        } else {
            counts.insert(token.key.clone(), 1);
        }
    }
    counts
}

/// Finds `Full Name (ACRO)` and `ACRO (Full Name)`.
fn collect_expansions(prose: &Prose<'_>, expansions: &mut BTreeMap<String, BTreeSet<String>>) {
    let tokens = &prose.tokens;
    for open in (0..tokens.len()).filter(|&i| tokens[i].is('(')) {
        let inside = open + 1..open + 1 + tokens[open + 1..].iter().take_while(|t| t.is_latin()).count();
        let before = tokens[..open].iter().rev().take_while(|t| t.is_latin()).count();
        let word = |i: usize| &prose.text.as_str()[tokens[i].range.clone()];
        if inside.len() == 1 && is_acronym(word(inside.start)) {
            let acronym = word(inside.start);
            let longest = before.min(acronym.len() + 2);
            let fits = (2..=longest).find(|&n| {
                let words: Vec<&str> = (open - n..open).map(word).collect();
                initials_match(acronym, &words)
            });
            if let Some(n) = fits {
                expansions
                    .entry(acronym.to_owned())
                    .or_default()
                    .insert(prose.form(open - n..open).to_owned());
            }
        } else if before >= 1 && inside.len() >= 2 && is_acronym(word(open - 1)) {
            let words: Vec<&str> = inside.clone().map(word).collect();
            if initials_match(word(open - 1), &words) {
                expansions
                    .entry(word(open - 1).to_owned())
                    .or_default()
                    .insert(prose.form(inside).to_owned());
            }
        }
    }
}

/// Longest context kept on either side of a term, in characters.
pub(super) const CONTEXT: usize = 160;

/// One row of evidence for Arabic at `arabic` in `prose`, its first
/// `clitic` bytes left out.
pub(super) fn evidence(
    miner: Miner,
    prose: &Prose<'_>,
    arabic: Range<usize>,
    clitic: usize,
    english: &English<'_, '_>,
    score: f64,
) -> Evidence {
    let mut bytes = prose.bytes(arabic.clone());
    bytes.start += clitic;
    let place = prose.document.locate(prose.segment, prose.text.origin(bytes.clone()));
    let (left, _) = prose.context(arabic.clone());
    let (_, right) = prose.context(arabic.end - 1..arabic.end);
    let before = &prose.text.as_str()[bytes.start - clitic - left.len()..bytes.start];
    let mut row = Evidence {
        entry_id: String::new(),
        miner,
        document: prose.document.path.clone(),
        line: place.line,
        ar: place.written,
        en: String::new(),
        ar_start: Some(place.start),
        ar_end: Some(place.end),
        en_start: None,
        en_end: None,
        left: tail(before, CONTEXT),
        right: head(right, CONTEXT),
        score: (score.clamp(0.0, 1.0) * 1e4).round() / 1e4,
        ar_form: display_form(&prose.text.as_str()[bytes]),
        en_form: String::new(),
        en_alias: String::new(),
        article: prose.document.id(),
        source: prose.document.source.clone(),
        en_document: None,
        en_context: None,
        flag: None,
        ar_headword: String::new(),
        repeat: 0,
        features: Vec::new(),
        alternatives: Vec::new(),
    };
    match english {
        English::Name(name) => {
            (*name).clone_into(&mut row.en);
            (*name).clone_into(&mut row.en_form);
        }
        English::Tokens(other, tokens) => {
            let place = other.locate(tokens.clone());
            row.en = place.written;
            row.en_start = Some(place.start);
            row.en_end = Some(place.end);
            row.en_form = display_form(other.form(tokens.clone()));
            if !std::ptr::eq(other.document, prose.document) {
                let (left, right) = other.context(tokens.clone());
                row.en_document = Some(other.document.path.clone());
                row.en_context = Some(format!(
                    "{}{}{}",
                    tail(left, CONTEXT),
                    other.form(tokens.clone()),
                    head(right, CONTEXT)
                ));
            }
        }
    }
    row
}

/// The end of a text, from a word boundary on.
pub(super) fn tail(text: &str, limit: usize) -> String {
    let cut = if text.len() > limit { text.char_indices().rev().nth(limit) } else { None };
    let Some((cut, _)) = cut else { return clean("", text, "") };
    let from = text[cut..].find(' ').map_or(cut, |space| cut + space);
    clean("…", &text[from..], "")
}

/// The beginning of a text, up to a word boundary.
pub(super) fn head(text: &str, limit: usize) -> String {
    let cut = if text.len() > limit { text.char_indices().nth(limit) } else { None };
    let Some((cut, _)) = cut else { return clean("", text, "") };
    let to = text[..cut].rfind(' ').unwrap_or(cut);
    clean("", &text[..to], "…")
}

/// One line between two marks, without what stands for what is not prose.
fn clean(before: &str, text: &str, after: &str) -> String {
    // U+FFFC begins with the byte EF. All bytes are looked at, so that many
    // are at once.
    let odd = text.bytes().fold(0, |odd, byte| odd | u8::from(byte < b' ' || byte == 0xEF));
    let mut line = String::with_capacity(before.len() + text.len() + after.len());
    line.push_str(before);
    if odd != 0 {
        let shown = text.chars().filter(|c| *c != crate::model::OPAQUE);
        line.extend(shown.map(|c| if matches!(c, '\n' | '\t' | '\r') { ' ' } else { c }));
    } else {
        line.push_str(text);
    }
    line.push_str(after);
    line
}

/// What the report and curation keep of an article.
#[must_use]
pub fn record(article: &Article, mined: &MinedArticle<'_>) -> DocumentRecord {
    let keys: Vec<&str> = mined
        .arabic
        .iter()
        .flat_map(|prose| &prose.tokens)
        .filter(|t| t.is_word())
        .map(|t| t.key.as_str())
        .collect();
    let words = mined.arabic.iter().flat_map(|prose| &prose.tokens).filter(|t| t.is_arabic()).count();
    DocumentRecord {
        article: article.arabic.id(),
        source: article.arabic.source.clone(),
        subject: article.arabic.subject.clone().unwrap_or_default(),
        date: article
            .arabic
            .date
            .clone()
            .or_else(|| article.english.as_ref().and_then(|english| english.date.clone()))
            .unwrap_or_default(),
        partner: article.english.as_ref().map(|english| english.path.clone()),
        words: words as u64,
        digest: digest(&keys.join(" "), 8),
        sketch: sketch(keys),
    }
}
