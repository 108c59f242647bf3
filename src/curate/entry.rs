//! One entry from the evidence of one pair.

use std::collections::{BTreeMap, BTreeSet};

use super::subject::Subjects;
use super::variants::Rendering;
use super::{Curation, headword};
use crate::knowledge::{BaseTerm, Knowledge};
use crate::mine::latin::IN_CODE;
use crate::model::{Entry, Evidence, Kind, Miner, Shard, Status};
use crate::score::{ConfidenceModel, Measured, Shares, Subject};
use crate::text::{ar_key, digest, en_key, en_lemma, fold, is_arabic};

/// The confidence of what a table of people says is right, and is wrong.
const VOUCHED: f64 = 0.99;
const REFUTED: f64 = 0.01;

/// From this score on the letters of a pair agree.
const HEARD: f64 = 0.5;

/// A concept, one rendering of it, and the evidence for the two.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// English key.
    pub concept: String,
    /// Arabic key of the group.
    pub rendering: String,
    /// Rows of evidence that count.
    pub rows: Vec<usize>,
    /// Rows that repeat them.
    pub repeats: Vec<usize>,
}

impl Pair {
    pub(super) fn new(concept: &str, rendering: &str) -> Self {
        Self {
            concept: concept.to_owned(),
            rendering: rendering.to_owned(),
            rows: Vec::new(),
            repeats: Vec::new(),
        }
    }
}

/// Occurrences of each English and each Arabic key, for shares, and what each
/// concept is called.
pub(super) struct Totals<'a> {
    ar: BTreeMap<&'a str, u64>,
    names: BTreeMap<&'a str, Names<'a>>,
}

/// The English of a concept, whatever its Arabic.
#[derive(Default)]
struct Names<'a> {
    /// Occurrences of the concept.
    count: u64,
    /// Forms as written, with how often each occurs.
    forms: BTreeMap<&'a str, u64>,
    /// Arabic renderings that it has.
    renderings: u64,
}

impl<'a> Totals<'a> {
    pub(super) fn count(pairs: &'a [Pair], evidence: &'a [Evidence]) -> Self {
        let mut totals = Self { ar: BTreeMap::new(), names: BTreeMap::new() };
        for pair in pairs {
            let count = mined(pair, evidence);
            *totals.ar.entry(&pair.rendering).or_default() += count;
            let names = totals.names.entry(&pair.concept).or_default();
            names.count += count;
            names.renderings += 1;
            for (form, count) in en_forms(pair.rows.iter().map(|&row| &evidence[row])) {
                *names.forms.entry(form).or_default() += count;
            }
        }
        totals
    }

    fn shares(&self, pair: &Pair, evidence: &[Evidence]) -> Shares {
        let share = |total: u64| mined(pair, evidence).max(1) as f64 / total.max(1) as f64;
        Shares {
            of_english: share(self.names[pair.concept.as_str()].count).min(1.0),
            of_arabic: share(self.ar[pair.rendering.as_str()]).min(1.0),
        }
    }
}

/// Occurrences that pair the two by themselves; a base term found alone says
/// nothing of how the text renders the English.
fn mined(pair: &Pair, evidence: &[Evidence]) -> u64 {
    pair.rows.iter().filter(|&&row| evidence[row].miner != Miner::Base).count() as u64
}

/// What every entry is built with.
pub(super) struct Builder<'a> {
    pub corpus: &'a Shard,
    pub totals: Totals<'a>,
    /// Subject fields by article.
    pub subjects: &'a Subjects,
    pub knowledge: &'a Knowledge,
    pub curation: Curation,
}

/// Whether the letters of a pair agree.
fn is_heard(rows: &[&Evidence]) -> bool {
    rows.iter().any(|row| row.miner == Miner::Transliteration && row.score >= HEARD)
}

/// What a pair is called on both sides.
fn headwords(
    pair: &Pair,
    rows: &[&Evidence],
    ar_forms: &Rendering,
    base: Option<&BaseTerm>,
    builder: &Builder<'_>,
) -> (String, String) {
    let Builder { totals, knowledge, .. } = builder;
    let heard = is_heard(rows);
    let in_s = |row: &&&Evidence| {
        row.en_form.ends_with('s')
            && (row.ar_form == row.en_form || knowledge.letters.probability(&row.ar_form, &row.en_form) > 0.9)
    };
    let spelled = rows.first().filter(|_| heard).or_else(|| rows.iter().find(in_s));
    let spelled = spelled.map(|row| row.ar_form.as_str());
    let named = &totals.names[pair.concept.as_str()];
    let en = headword::english(&pair.concept, &named.forms, base, spelled, knowledge);
    if let Some(term) = base {
        return (en, term.ar.clone());
    }
    let ar = headword::arabic(pair, rows, ar_forms, &en, builder);
    let stays_plural = named.renderings == 1 && headword::is_plural(&ar, ar_forms);
    (if stays_plural { headword::plural(&en, &named.forms) } else { en }, ar)
}

/// Builds the entry of a pair.
pub(super) fn build(pair: &Pair, builder: &Builder<'_>) -> Measured {
    let Builder { corpus, totals, subjects, knowledge, curation } = builder;
    let evidence = &corpus.evidence;
    let all: Vec<&Evidence> = pair.rows.iter().map(|&row| &evidence[row]).collect();
    let in_code = |row: &&&Evidence| row.features.iter().any(|feature| feature == IN_CODE);
    // Code is kept whatever prose does; it counts by itself.
    let mut rows: Vec<&Evidence> = all.iter().filter(|row| !in_code(row)).copied().collect();
    let code = all.len() - rows.len();
    if rows.is_empty() {
        rows = all;
    }
    let flagged: Option<&str> = rows.iter().find_map(|row| row.flag.as_deref());
    let base = knowledge
        .base
        .of_english(&pair.concept)
        .find(|term| term.ar_forms().any(|ar| ar_key(ar) == pair.rendering));
    let (en_forms, ar_forms) = (en_forms(rows.iter().copied()), ar_rendering(&rows));
    let (en, ar) = headwords(pair, &rows, &ar_forms, base, builder);
    let features = Subject {
        en: &en,
        ar: &ar,
        en_forms: en_forms.keys().copied().collect(),
        rows: &rows,
        shares: totals.shares(pair, evidence),
        knowledge,
    }
    .features();
    let confidence = knowledge.confidence.confidence(&features);
    let is_latin = !ar.chars().any(is_arabic);
    let en = if is_latin { headword::latin(&pair.concept, &rows, base, knowledge) } else { en };
    let ar = if is_latin { en.clone() } else { ar };
    let places: BTreeSet<(&str, Option<u64>)> =
        rows.iter().map(|r| (r.article.as_str(), r.ar_start)).collect();
    let articles: BTreeSet<&str> = rows.iter().map(|r| r.article.as_str()).collect();
    let is_mined = rows.iter().any(|row| row.miner != Miner::Base);
    let value = match (is_mined, is_latin) {
        (true, _) if knowledge.lexicon.is_empty() => {
            ConfidenceModel::of_parallel_text(&features).unwrap_or(confidence.value)
        }
        (true, _) => confidence.value,
        (false, true) => kept_again(places.len()),
        // What a person split off a term of the base glossary is still vouched for.
        (false, false) => VOUCHED,
    };
    let sources: BTreeSet<&str> = rows.iter().map(|r| r.source.as_str()).collect();
    let miners: BTreeSet<Miner> = rows.iter().map(|r| r.miner).collect();
    let example = rows
        .iter()
        .copied()
        .max_by(|a, b| quality(a).total_cmp(&quality(b)).then_with(|| super::order(b, a)));
    let status = match (flagged, base) {
        (Some(_), _) => Status::Flagged,
        (None, Some(_)) => Status::Approved,
        (None, None) if is_latin && !is_kept(places.len(), articles.len(), rows.len()) => Status::Candidate,
        (None, None) if value >= curation.min_confidence => Status::Accepted,
        (None, None) => Status::Candidate,
    };
    let mined_kind = || if is_heard(&rows) { Kind::Transliterated } else { kind(&ar, &en, knowledge) };
    let mut parts = confidence.parts;
    if is_latin {
        parts.extend([format!("in-prose={}", places.len()), format!("in-code={code}")]);
    }
    let listed = base.into_iter().flat_map(BaseTerm::en_forms).map(str::to_owned);
    let entry = Entry {
        entry_id: entry_id(&en, &ar),
        kind: base.map_or_else(mined_kind, |term| term.kind),
        status,
        confidence: match status {
            Status::Approved => VOUCHED,
            Status::Flagged => REFUTED,
            _ => value,
        },
        rank: 0,
        occurrences: count(places.len()),
        documents: count(articles.len()),
        sources: count(sources.len()),
        miners: miners.into_iter().collect(),
        en_variants: others(
            &en,
            en_forms
                .into_keys()
                .map(str::to_owned)
                .chain(listed)
                .filter(|form| !is_latin || en_key(form) == pair.concept),
        ),
        ar_variants: others(&ar, ar_forms.forms.into_keys()),
        subject: subject(&rows, subjects, base),
        flags: flagged.map(str::to_owned).into_iter().collect(),
        example_ar: example.map(sentence).unwrap_or_default(),
        example_en: example.and_then(|row| row.en_context.clone()).unwrap_or_default(),
        example_source: example.map(|row| format!("{}:{}", row.document, row.line)).unwrap_or_default(),
        confidence_parts: parts,
        flag_reasons: Vec::new(),
        en,
        ar,
    };
    Measured { entry, features }
}

/// Places and articles in which a term stands in Latin letters before it is an
/// entry of its own.
const KEPT: (usize, usize) = (3, 2);

fn is_kept(places: usize, articles: usize, prose: usize) -> bool {
    prose > 0 && places >= KEPT.0 && articles >= KEPT.1
}

/// The probability that the next author keeps a term in Latin letters too, by
/// Laplace's rule of succession, to four decimals.
fn kept_again(places: usize) -> f64 {
    let places = places as f64;
    ((places + 1.0) / (places + 2.0) * 1e4).round().min(VOUCHED * 1e4) / 1e4
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// The English forms with their counts. A base row shows its headword, which
/// no text need have.
fn en_forms<'a>(rows: impl Iterator<Item = &'a Evidence>) -> BTreeMap<&'a str, u64> {
    let mut forms = BTreeMap::new();
    for form in rows.flat_map(|row| [&row.en_form, &row.en_alias]).filter(|form| !form.is_empty()) {
        *forms.entry(form.as_str()).or_default() += 1;
    }
    forms
}

fn ar_rendering(rows: &[&Evidence]) -> Rendering {
    let mut rendering = Rendering::default();
    for row in rows {
        *rendering.forms.entry(row.ar_form.clone()).or_default() += 1;
        let is_singular = row.miner != Miner::Base
            && row.en_form.split(' ').next_back().is_some_and(|word| en_lemma(&fold(word)) == fold(word));
        if is_singular {
            *rendering.singular.entry(row.ar_form.clone()).or_default() += 1;
        }
    }
    rendering
}

/// The other forms, those that differ only by case left out.
fn others(headword: &str, forms: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::from([headword.to_lowercase()]);
    let mut forms: Vec<String> = forms.filter(|form| !form.is_empty()).collect();
    forms.sort();
    forms.retain(|form| seen.insert(form.to_lowercase()));
    forms
}

/// How good an example a row is: sure, with its English in sight, and neither
/// a fragment nor a page.
fn quality(row: &Evidence) -> f64 {
    let length = row.left.chars().count() + row.right.chars().count();
    let fits = match length {
        0..=19 => 0.0,
        20..=240 => 0.4,
        _ => 0.2,
    };
    let shows_english = if row.en_context.is_some() || row.miner == Miner::Gloss { 0.3 } else { 0.0 };
    row.score + fits + shows_english
}

/// The sentence of a row.
pub(crate) fn sentence(row: &Evidence) -> String {
    format!("{}{}{}", row.left, row.ar_form, row.right).trim().to_owned()
}

fn subject(rows: &[&Evidence], subjects: &Subjects, base: Option<&BaseTerm>) -> String {
    if let Some(term) = base {
        return term.subject.clone();
    }
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for subject in rows.iter().filter_map(|row| subjects.get(&row.article)).filter(|s| !s.is_empty()) {
        *counts.entry(subject).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))
        .map_or_else(String::new, |(s, _)| s.to_owned())
}

/// The identity of a pair: a digest of its folded headwords.
pub(crate) fn entry_id(en: &str, ar: &str) -> String {
    digest(&format!("{}	{}", en_key(en), ar_key(ar)), 6)
}

/// How the Arabic renders the English: by sound when the letters agree word
/// by word, in part when some of them do.
pub(crate) fn kind(ar: &str, en: &str, knowledge: &Knowledge) -> Kind {
    // A number is of no language.
    let words: Vec<&str> = ar.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).collect();
    if !ar.chars().any(is_arabic) {
        return Kind::Latin;
    }
    let sounds = |ar: &str, en: &str| {
        ar.chars().count() >= 3
            && knowledge.letters.probability(ar, en) > 0.9
            && knowledge.letters.log_ratio(ar, en) > 4.0
    };
    if sounds(&ar.replace(' ', ""), en) && !words.iter().any(|w| knowledge.base.is_native_word(&ar_key(w))) {
        return Kind::Transliterated;
    }
    let english: Vec<&str> = en.split([' ', '-']).collect();
    let by_sound = words
        .iter()
        .filter(|word| {
            !word.chars().any(is_arabic)
                || english.iter().any(|en| sounds(word, en)) && !knowledge.base.is_native_word(&ar_key(word))
        })
        .count();
    match by_sound {
        0 => Kind::Translated,
        n if n == words.len() => Kind::Transliterated,
        _ => Kind::Mixed,
    }
}

/// Joins entries that came to the same headwords (an edit, or two groups with
/// one citation form).
pub(super) fn join_same(entries: Vec<Entry>) -> Vec<Entry> {
    let mut joined: BTreeMap<String, Entry> = BTreeMap::new();
    for entry in entries {
        match joined.get_mut(&entry.entry_id) {
            None => {
                joined.insert(entry.entry_id.clone(), entry);
            }
            Some(first) => {
                let (strong, weak) = if (first.status, -first.confidence) <= (entry.status, -entry.confidence)
                {
                    (first.clone(), entry)
                } else {
                    (entry, first.clone())
                };
                *first = absorb(strong, weak);
            }
        }
    }
    joined.into_values().collect()
}

fn absorb(mut strong: Entry, weak: Entry) -> Entry {
    strong.occurrences += weak.occurrences;
    strong.documents = strong.documents.max(weak.documents);
    strong.sources = strong.sources.max(weak.sources);
    strong.miners.extend(weak.miners);
    strong.miners.sort();
    strong.miners.dedup();
    strong.en_variants =
        others(&strong.en, strong.en_variants.into_iter().chain(weak.en_variants).chain([weak.en]));
    strong.ar_variants =
        others(&strong.ar, strong.ar_variants.into_iter().chain(weak.ar_variants).chain([weak.ar]));
    for flag in weak.flags {
        if !strong.flags.contains(&flag) {
            strong.flags.push(flag);
        }
    }
    strong
}
