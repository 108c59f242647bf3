//! Term pairs from parallel text.
//!
//! Unlike the other miners it looks at all articles at once: words are
//! aligned over the whole corpus, English candidates are projected to Arabic
//! spans by the posteriors of the links, the spans of one candidate settle
//! among each other, and a log-linear model says how sure a pair is.

mod english;
mod evidence;
mod feature;
mod headword;
mod line;
mod measure;
mod select;
mod singular;
mod span;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::align::words::{Corpus, Unit, UnitPair, UnitReader, WordCounts};
use crate::knowledge::Knowledge;
use crate::maps::Map;
use crate::model::{Evidence, ParallelArticle};
use crate::pair::Bead;
use crate::score::logistic;
use crate::text::{display_form, en_lemma, fold};

use english::candidates;
use feature::Feature;
use line::{Line, Shapes};
use measure::EnglishWords;
use select::{Context, Occurrence, Place, Reading, Rendering, renderings};
use singular::Singulars;
use span::{Grid, spans};

/// Pairs less likely than this leave no evidence, unless they are all that
/// is known of a word.
const LEAST: f64 = 0.15;
/// Lines that are worked on at once.
const BATCH: usize = 2048;

pub use feature::SCHEMA;

/// The features of a row of evidence, in the order of [`SCHEMA`].
#[must_use]
pub fn features(shown: &[String]) -> Vec<f64> {
    feature::read(shown)
}

/// Mines all articles in both languages. `vocabulary` has the Arabic words of
/// the corpus with their counts.
///
/// # Panics
/// When a corpus has more than 2^32 lines or spans.
#[must_use]
pub fn mine_parallel(
    articles: &[ParallelArticle],
    vocabulary: &BTreeMap<String, u64>,
    knowledge: &Knowledge,
) -> Vec<Evidence> {
    let places: Vec<(usize, Bead)> = crate::pair::align(articles, knowledge)
        .into_iter()
        .enumerate()
        .filter(|(_, alignment)| alignment.is_rendering())
        .flat_map(|(at, alignment)| alignment.beads.into_iter().map(move |bead| (at, bead)))
        .collect();
    if places.is_empty() {
        return Vec::new();
    }
    let mut counts = WordCounts::default();
    for (word, &count) in vocabulary {
        counts.add(word, count);
    }
    let mut reader = UnitReader::new(&counts, &knowledge.stoplists.ar_function);
    let mut shapes = Shapes::default();
    let mut english_words = EnglishWords::default();
    let mut corpus = Corpus::default();
    let mut numbers = Vec::with_capacity(places.len());
    for batch in places.chunks(BATCH) {
        let lines: Vec<Line<'_>> =
            batch.par_iter().map(|(article, bead)| Line::new(&articles[*article], bead)).collect();
        for (line, (_, bead)) in lines.iter().zip(batch) {
            shapes.learn(&line.arabic, &counts, knowledge);
            for token in line.english.tokens.iter().filter(|token| token.is_latin()) {
                english_words.add(&token.key);
            }
            let (en, ar) = line.units(&mut reader);
            let number = |units: &[Unit]| units.iter().map(|unit| unit.number).collect();
            #[allow(clippy::cast_possible_truncation, reason = "a probability")]
            numbers.push(corpus.add(UnitPair { en: number(&en), ar: number(&ar) }, bead.posterior as f32));
        }
    }
    let links = corpus.align(&reader, knowledge);
    let mut keys: Map<String, u32> = Map::default();
    let mut candidates_by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut occurrences: Vec<Occurrence> = Vec::new();
    for (batch_number, batch) in places.chunks(BATCH).enumerate() {
        let first = batch_number * BATCH;
        // Units are read again rather than kept: they are many.
        let prepared: Vec<(Line<'_>, Vec<Unit>, Vec<Unit>)> = batch
            .iter()
            .map(|(article, bead)| {
                let line = Line::new(&articles[*article], bead);
                let (en, ar) = line.units(&mut reader);
                (line, en, ar)
            })
            .collect();
        let found: Vec<Vec<(String, Occurrence, Vec<String>)>> = prepared
            .par_iter()
            .enumerate()
            .map(|(at, (line, en, ar))| {
                let number = first + at;
                let grid = Grid::new(line, (en, ar), &links[numbers[number]]);
                let (article, bead) = &batch[at];
                occurrences_of(line, &grid, &shapes, knowledge, (*article, bead))
            })
            .collect();
        for (en, mut occurrence, span_keys) in found.into_iter().flatten() {
            for (option, key) in occurrence.options.iter_mut().zip(span_keys) {
                let next = u32::try_from(keys.len()).expect("fewer spans than bytes of memory");
                option.key = *keys.entry(key).or_insert(next);
            }
            candidates_by_key.entry(en).or_default().push(occurrences.len());
            occurrences.push(occurrence);
        }
    }
    drop(links);

    let arabic = |occurrence: &Occurrence, option: &Reading| {
        let sentence = &articles[occurrence.article as usize].ar[option.place.sentence as usize];
        let form = display_form(&sentence.text[option.place.start as usize..option.place.end as usize]);
        if option.is_contracted { restored(&form, option.shares_lam) } else { form }
    };
    let english = |occurrence: &Occurrence| {
        let place = occurrence.english;
        let sentence = &articles[occurrence.article as usize].en[place.sentence as usize];
        sentence.text[place.start as usize..place.end as usize].to_owned()
    };
    let context = Context {
        knowledge,
        vocabulary,
        occurrences: &occurrences,
        english_words: &english_words,
        arabic: &arabic,
        english: &english,
    };
    let nested = nested(&candidates_by_key);
    let by_key: Vec<(&String, &Vec<usize>)> = candidates_by_key.iter().collect();
    let mut all: Vec<Rendering> = by_key
        .par_iter()
        .flat_map_iter(|(en, places)| {
            renderings(&context, en, places, nested.get(en.as_str()).copied().unwrap_or_default())
        })
        .collect();
    let singulars = Singulars::learn(&all, vocabulary);
    all.par_iter_mut().for_each(|rendering| rendering.cite(&singulars, knowledge));
    weigh(&mut all, knowledge);
    all.par_iter()
        .filter(|rendering| rendering.probability >= LEAST || rendering.is_kept())
        .flat_map_iter(|rendering| evidence::rows(rendering, &occurrences, articles))
        .collect()
}

/// A share as whole percents: spans are many.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// Whether an English word, or the last part of one with hyphens, is a plural.
fn is_plural(word: &str) -> bool {
    let last = word.rsplit('-').next().unwrap_or(word);
    en_lemma(last) != last
}

/// للشبكة as الشبكة, and للغة as اللغة.
fn restored(form: &str, shares_lam: bool) -> String {
    if shares_lam {
        return format!("ا{form}");
    }
    let rest = form.strip_prefix("لل").unwrap_or(form);
    format!("ال{rest}")
}

/// The share of the places of each key that the commonest longer candidate
/// around it takes.
fn nested(by_key: &BTreeMap<String, Vec<usize>>) -> Map<&str, f64> {
    let mut longest: Map<&str, usize> = Map::default();
    for (key, places) in by_key {
        let words: Vec<&str> = key.split(' ').collect();
        if words.len() < 2 {
            continue;
        }
        for start in 0..words.len() {
            for end in start + 1..=words.len() {
                if end - start < words.len() {
                    let inner = words[start..end].join(" ");
                    if let Some((inner, _)) = by_key.get_key_value(inner.as_str()) {
                        let most = longest.entry(inner.as_str()).or_default();
                        *most = (*most).max(places.len());
                    }
                }
            }
        }
    }
    longest.iter().map(|(key, most)| (*key, (*most as f64 / by_key[*key].len() as f64).min(1.0))).collect()
}

/// Compares renderings over all English keys, and says how sure each is.
fn weigh(all: &mut [Rendering], knowledge: &Knowledge) {
    let mut totals: BTreeMap<String, usize> = BTreeMap::new();
    for rendering in all.iter() {
        *totals.entry(crate::text::ar_key(&rendering.headword)).or_default() += rendering.rows.len();
    }
    for rendering in all.iter_mut() {
        let total = totals[&crate::text::ar_key(&rendering.headword)].max(1);
        let share = rendering.rows.len() as f64 / total as f64;
        feature::put(&mut rendering.features, Feature::LogReverse, libm::log(share));
        let odds = knowledge.bitext_ranker.score(&feature::ranked(rendering.features));
        rendering.probability = logistic(odds);
    }
}

/// The candidates of a line with their spans; the keys of spans apart.
fn occurrences_of(
    line: &Line<'_>,
    grid: &Grid,
    shapes: &Shapes,
    knowledge: &Knowledge,
    (article, bead): (usize, &Bead),
) -> Vec<(String, Occurrence, Vec<String>)> {
    let small = |n: usize| u32::try_from(n).expect("corpora are smaller than memory");
    let words = span::shapes(line, shapes);
    let (found, _) = candidates(&line.english, knowledge);
    let words_of_line = line.english.tokens.iter().filter(|token| token.is_word()).count();
    found
        .into_iter()
        .map(|candidate| {
            let spans = spans(line, &words, grid, candidate.tokens.clone());
            let last = line.english.tokens[candidate.tokens.end - 1].key.clone();
            let place =
                |side: &line::Side<'_>, tokens: std::ops::Range<usize>, clitic: usize, from: usize| Place {
                    sentence: side.sentence[tokens.start] + small(from),
                    start: small(side.tokens[tokens.start].range.start + clitic),
                    end: small(side.tokens[tokens.end - 1].range.end),
                };
            let english = place(&line.english, candidate.tokens.clone(), 0, bead.en.start);
            let option = |span: &span::Span| {
                let first = words[span.tokens.start];
                let clitic = first.map_or(0, |shape| shape.clitic);
                Reading {
                    place: place(&line.arabic, span.tokens.clone(), clitic, bead.ar.start),
                    words: u8::try_from(span.tokens.len()).expect("spans are short"),
                    key: 0,
                    score: span.score,
                    covered: span.covered,
                    outside: span.outside,
                    covered_least: span.covered_least,
                    idle: span.idle,
                    lost: percent(span.lost),
                    beside: percent(span.beside),
                    is_contracted: first.is_some_and(|shape| shape.is_contracted),
                    shares_lam: first.is_some_and(|shape| shape.shares_lam),
                    has_grammar: words[span.tokens.clone()].iter().flatten().any(|shape| shape.is_grammar),
                    has_verb: words[span.tokens.clone()].iter().flatten().any(|shape| shape.is_verb),
                    has_clitic_inside: words[span.tokens.clone()]
                        .iter()
                        .skip(1)
                        .flatten()
                        .any(|shape| shape.clitic > 0),
                    is_adjective: first.is_some_and(|shape| shape.is_adjective),
                    open_before: span.open_before,
                    open_after: span.open_after,
                    agrees_before: span.agrees_before,
                    is_agreeing: matches!(
                        &words[span.tokens.clone()],
                        [Some(noun), Some(adjective)] if noun.is_definite == adjective.is_definite
                    ),
                }
            };
            let occurrence = Occurrence {
                article: small(article),
                english,
                is_nominal: candidate.is_nominal,
                is_whole: candidate.is_whole,
                is_small: candidate.is_small,
                is_alone: candidate.tokens.len() == words_of_line,
                first: candidate.first,
                is_plural: is_plural(&fold(&last)),
                options: spans.iter().map(option).collect(),
            };
            let span_keys = spans.into_iter().map(|span| span.key).collect();
            (candidate.key, occurrence, span_keys)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::curate::Curation;
    use crate::knowledge::Knowledge;
    use crate::model::Miner;
    use crate::pipeline::{curate_shards, mine_inputs};
    use crate::progress::Progress;

    const PAIRS: [(&str, &str); 9] = [
        ("The server sends a packet.", "يرسل الخادم حزمة."),
        ("Restart the server.", "أعد تشغيل الخادم."),
        ("Servers need memory.", "تحتاج الخوادم إلى ذاكرة."),
        ("Each packet has a header.", "لكل حزمة ترويسة."),
        ("The network drops the packet.", "تسقط الشبكة الحزمة."),
        ("A server on the network", "خادم على الشبكة"),
        ("The packet header is small.", "ترويسة الحزمة صغيرة."),
        ("Memory of the server", "ذاكرة الخادم"),
        ("The network is slow.", "الشبكة بطيئة."),
    ];

    #[test]
    fn terms_are_mined_from_lines_and_lead_back_to_them() {
        let home = tempfile::tempdir().unwrap();
        let text = |side: fn(&(&str, &str)) -> String| PAIRS.iter().map(side).collect::<Vec<_>>().join("\n");
        let (en, ar) = (text(|pair| pair.0.to_owned()), text(|pair| pair.1.to_owned()));
        std::fs::write(home.path().join("a.en"), &en).unwrap();
        std::fs::write(home.path().join("a.ar"), &ar).unwrap();
        let knowledge = Knowledge::load(None, false).unwrap();
        let shard =
            mine_inputs(&[home.path().to_string_lossy().into_owned()], &knowledge, Progress::silent());
        let glossary = curate_shards(vec![shard], &knowledge, Curation::default());
        let found = |en: &str, ar: &str| {
            glossary.entries.iter().chain(&glossary.candidates).any(|entry| entry.en == en && entry.ar == ar)
        };
        assert!(found("server", "خادم") && found("packet", "حزمة") && found("network", "شبكة"));
        let rows = glossary.evidence.iter().filter(|row| row.miner == Miner::Bitext);
        let slice = |text: &str, start: Option<u64>, end: Option<u64>| {
            text[usize::try_from(start.unwrap()).unwrap()..usize::try_from(end.unwrap()).unwrap()].to_owned()
        };
        for row in rows {
            assert_eq!(slice(&ar, row.ar_start, row.ar_end), row.ar);
            assert_eq!(slice(&en, row.en_start, row.en_end), row.en);
            assert_eq!(row.en_document.as_deref(), Some("a.en"));
        }
    }
}
