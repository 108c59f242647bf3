//! Latin names and their Arabic spellings in the same article or pair.
//!
//! Names are indexed by consonant skeleton, so that only look-alikes are
//! scored; the score is the letter model's likelihood ratio against the odds
//! of a chance match among all words of the article. Each name takes the
//! Arabic that fits it best and each Arabic the name that fits it best.

use std::collections::BTreeMap;
use std::ops::Range;

use super::article::{English, evidence};
use super::{EvidenceMiner, MinedArticle, is_acronym};
use crate::align::{arabic_skeletons, english_skeletons};
use crate::knowledge::Knowledge;
use crate::model::{Evidence, Miner};
use crate::text::{Prose, Token, en_key, is_diacritic, strip_article};

/// Finds transliterated names.
#[derive(Debug, Clone, Copy)]
pub struct TransliterationMiner;

/// Words of the longest name, and of its Arabic spelling.
const LONGEST_NAME: usize = 3;
const LONGEST_SPELLING: usize = 4;
/// Below this a pair is not worth a row.
const WORTH: f64 = 0.12;

/// A Latin name of the article, with where it first stands.
struct Name<'p, 'a> {
    text: String,
    skeletons: Vec<Vec<u8>>,
    prose: &'p Prose<'a>,
    tokens: Range<usize>,
    /// Written small: an ordinary word rather than a name.
    is_lower: bool,
    /// Has capitals that are spelled out, as in `OpenAI`.
    is_spelled_out: bool,
}

/// An Arabic spelling, with every place it stands at.
struct Spelling<'p, 'a> {
    form: String,
    /// Holds a short word that may be a letter's name or a particle.
    has_particle: bool,
    places: Vec<(&'p Prose<'a>, Range<usize>, usize)>,
}

impl EvidenceMiner for TransliterationMiner {
    fn kind(&self) -> Miner {
        Miner::Transliteration
    }

    fn mine(&self, article: &MinedArticle<'_>, knowledge: &Knowledge, found: &mut Vec<Evidence>) {
        let names = names(article, knowledge);
        if names.is_empty() {
            return;
        }
        let mut index: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            for skeleton in &name.skeletons {
                index.entry(bucket(skeleton)).or_default().push(at);
            }
        }
        let spellings = spellings(article, knowledge, &index);
        // The chance that some word of the article fits by accident grows
        // with the number of words compared.
        let chance = libm::log(article.vocabulary.len().max(20) as f64);
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (place, spelling) in spellings.values().enumerate() {
            let skeletons = arabic_skeletons(&spelling.form);
            let mut near: Vec<usize> =
                skeletons.iter().filter_map(|s| index.get(&bucket(s))).flatten().copied().collect();
            near.sort_unstable();
            near.dedup();
            for at in near {
                let name = &names[at];
                if spelling.has_particle && !name.is_spelled_out {
                    continue;
                }
                let close = name.skeletons.iter().any(|en| {
                    skeletons.iter().any(|ar| en.len().abs_diff(ar.len()) <= 2 && ar.len() + en.len() >= 3)
                });
                if !close {
                    continue;
                }
                // Small words are seldom names, and short names sound like many words.
                let caution =
                    if name.is_lower { 4.5 } else { 0.5 } + if name.text.len() <= 5 { 1.0 } else { 0.0 };
                let (ratio, spells) = knowledge.letters.judge(&spelling.form, &name.text);
                let odds = ratio - chance - caution;
                let fits = 1.0 / (1.0 + libm::exp(-odds));
                let probability = fits * spells;
                if probability >= WORTH {
                    pairs.push((probability, place, at));
                }
            }
        }
        one_to_one(&mut pairs);
        let spellings: Vec<&Spelling<'_, '_>> = spellings.values().collect();
        for (probability, place, at) in pairs {
            let name = &names[at];
            let english = English::Tokens(name.prose, name.tokens.clone());
            for (prose, tokens, clitic) in &spellings[place].places {
                found.push(evidence(
                    Miner::Transliteration,
                    prose,
                    tokens.clone(),
                    *clitic,
                    &english,
                    probability * 0.97,
                ));
            }
        }
    }
}

/// What names and spellings are looked up by: the first two consonants.
fn bucket(skeleton: &[u8]) -> Vec<u8> {
    skeleton.iter().take(2).copied().collect()
}

/// Keeps the best partner of every name and spelling, best pairs first.
fn one_to_one(pairs: &mut Vec<(f64, usize, usize)>) {
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut spellings, mut names) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    pairs.retain(|&(_, spelling, name)| {
        // A name may have two spellings in one article, a spelling only one name.
        let first = spellings.insert(spelling);
        let taken = !names.insert(name);
        first && !taken
    });
}

/// The distinct Latin names of both texts.
fn names<'p, 'a>(article: &'p MinedArticle<'a>, knowledge: &Knowledge) -> Vec<Name<'p, 'a>> {
    let mut names: BTreeMap<String, Name<'p, 'a>> = BTreeMap::new();
    for (prose, is_partner) in
        article.arabic.iter().map(|p| (p, false)).chain(article.english.iter().map(|p| (p, true)))
    {
        let mut start = 0;
        while start < prose.tokens.len() {
            let run = prose.tokens[start..].iter().take_while(|t| t.is_latin()).count();
            for from in start..start + run {
                for len in 1..=LONGEST_NAME.min(start + run - from) {
                    if is_name(prose, from..from + len, is_partner, knowledge) {
                        let text = prose.form(from..from + len).to_owned();
                        let is_lower = text.starts_with(|c: char| c.is_lowercase());
                        let is_spelled_out =
                            text.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase));
                        names.entry(en_key(&text)).or_insert_with(|| Name {
                            skeletons: english_skeletons(&text),
                            prose,
                            tokens: from..from + len,
                            is_lower,
                            is_spelled_out,
                            text,
                        });
                    }
                }
            }
            start += run.max(1);
        }
    }
    names.into_values().collect()
}

fn is_name(prose: &Prose<'_>, tokens: Range<usize>, is_partner: bool, knowledge: &Knowledge) -> bool {
    let text = prose.form(tokens.clone());
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '\''))
        && !text.chars().any(char::is_numeric);
    if letters < 3 && !is_acronym(text) || letters > 30 || !is_plain || prose.is_code(tokens.start) {
        return false;
    }
    // affiliationTier: an identifier is no name.
    let is_identifier = text.starts_with(|c: char| c.is_lowercase()) && text.chars().any(char::is_uppercase);
    if is_identifier {
        return false;
    }
    let words = &prose.tokens[tokens.clone()];
    let is_capital = |word: &str| word.starts_with(|c: char| c.is_uppercase());
    let listed = |key: &String| {
        knowledge.stoplists.en_function.contains(key) || knowledge.stoplists.en_ordinary.contains(key)
    };
    let all_capital = words.iter().all(|word| is_capital(&prose.text.as_str()[word.range.clone()]));
    // English prose is full of small words; only its names are looked for.
    if words.len() > 1 || is_partner {
        all_capital && !words.iter().any(|word| listed(&word.key))
    } else {
        letters >= 4 && !listed(&words[0].key) || all_capital && !listed(&words[0].key)
    }
}

/// Arabic spellings that share a bucket with some name.
fn spellings<'p, 'a>(
    article: &'p MinedArticle<'a>,
    knowledge: &Knowledge,
    index: &BTreeMap<Vec<u8>, Vec<usize>>,
) -> BTreeMap<String, Spelling<'p, 'a>> {
    let mut spellings: BTreeMap<String, Spelling<'p, 'a>> = BTreeMap::new();
    let mut natives = Natives { knowledge, by_number: vec![None; article.vocabulary.len()] };
    for prose in &article.arabic {
        for start in (0..prose.tokens.len()).filter(|&start| prose.tokens[start].is_arabic()) {
            for clitic in clitics(prose, start, article) {
                for len in natives.foreign_lengths(prose, start, clitic) {
                    let bytes = prose.bytes(start..start + len);
                    let form = &prose.text.as_str()[bytes.start + clitic..bytes.end];
                    if arabic_skeletons(form).iter().any(|skeleton| index.contains_key(&bucket(skeleton))) {
                        let spelling =
                            spellings.entry(without_article_key(form)).or_insert_with(|| Spelling {
                                form: form.to_owned(),
                                has_particle: prose.tokens[start..start + len]
                                    .iter()
                                    .any(|token| knowledge.stoplists.ar_function.contains(&token.key)),
                                places: Vec::new(),
                            });
                        spelling.places.push((prose, start..start + len, clitic));
                    }
                }
            }
        }
    }
    spellings
}

fn without_article_key(form: &str) -> String {
    crate::text::ar_key(form)
}

/// Bytes that may be a clitic before the first word: none, or one letter
/// whose remainder stands elsewhere in the article or is long enough.
fn clitics(prose: &Prose<'_>, token: usize, article: &MinedArticle<'_>) -> Vec<usize> {
    let surface = prose.form(token..token + 1);
    let mut clitics = vec![0];
    if surface.starts_with(['و', 'ب', 'ل', 'ف', 'ك']) {
        let after = surface.char_indices().skip(1).find(|(_, c)| !is_diacritic(*c)).map(|(at, _)| at);
        if let Some(at) = after {
            let rest = crate::text::fold(&surface[at..]);
            if rest.chars().count() >= 5 || article.attests(&rest) && rest.chars().count() >= 3 {
                clitics.push(at);
            }
        }
    }
    clitics
}

/// Whether a word is ordinary Arabic: a function word, or one of translated
/// terms, which looks like a name by accident (دليل / Dell).
#[derive(Clone, Copy)]
struct Native {
    alone: bool,
    /// Letter names fold onto particles (أو, في): among other words they are
    /// looked at again once the name is known to be spelled out.
    among_others: bool,
}

/// Which words of the article are ordinary Arabic, by their numbers.
struct Natives<'p> {
    knowledge: &'p Knowledge,
    by_number: Vec<Option<Native>>,
}

impl Natives<'_> {
    fn of(&self, key: &str) -> Native {
        let bare = strip_article(key).unwrap_or(key);
        let stops = &self.knowledge.stoplists;
        let listed = |word: &str| {
            stops.ar_function.contains(word)
                || stops.ar_openers.contains(word)
                || self.knowledge.base.is_native_word(word)
        };
        let (whole, without) = (listed(key), key != bare && listed(bare));
        Native { alone: whole || without, among_others: whole && key.chars().count() > 3 || without }
    }

    fn of_token(&mut self, token: &Token) -> Native {
        if let Some(native) = self.by_number[token.number as usize] {
            return native;
        }
        let native = self.of(&token.key);
        self.by_number[token.number as usize] = Some(native);
        native
    }

    /// How many words from `start` on, the first without `clitic` bytes, may
    /// be a foreign name: no word of it is ordinary Arabic.
    fn foreign_lengths(&mut self, prose: &Prose<'_>, start: usize, clitic: usize) -> Range<usize> {
        let first = if clitic == 0 {
            self.of_token(&prose.tokens[start])
        } else {
            self.of(&crate::text::fold(&prose.form(start..start + 1)[clitic..]))
        };
        if first.among_others {
            return 0..0;
        }
        let following = prose.tokens[start + 1..].iter().take(LONGEST_SPELLING - 1);
        let foreign =
            following.take_while(|token| token.is_arabic() && !self.of_token(token).among_others).count();
        1 + usize::from(first.alone)..foreign + 2
    }
}
