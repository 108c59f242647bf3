//! Learning from pairs that people judged, and telling how well it went.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::curve::{Curve, Scored};
use super::{ConfidenceModel, SCHEMA, kinds};
use crate::error::{Error, Result};
use crate::knowledge::GlossaryFile;
use crate::model::{Entry, Miner};
use crate::score::additive::{Additive, Lesson};
use crate::text::{ar_key, en_key};

/// Judged pairs of one kind of evidence that count as much as all others
/// together when its curve is drawn.
const ENOUGH: f64 = 150.0;

/// What a terminologist says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// An entry of a glossary as it stands.
    Right,
    /// One, but for its citation form.
    Form,
    /// One side lacks a word, or has one too many.
    Cut,
    /// A rendering, and no term.
    NoTerm,
    /// No rendering.
    Wrong,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 5] = [Self::Right, Self::Form, Self::Cut, Self::NoTerm, Self::Wrong];

    /// The word used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Form => "form",
            Self::Cut => "cut",
            Self::NoTerm => "noterm",
            Self::Wrong => "wrong",
        }
    }

    /// The verdict of that word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }

    /// Whether the pair is accepted; its citation form is another question.
    #[must_use]
    pub fn accepts(self) -> bool {
        matches!(self, Self::Right | Self::Form)
    }
}

/// A row of `benches/judged/pairs.tsv`.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedPair {
    /// English headword when it was judged.
    pub en: String,
    /// Arabic headword then.
    pub ar: String,
    /// The corpus it came from.
    pub source: String,
    /// How many pairs of the build it stands for.
    pub weight: f64,
    /// The verdict.
    pub verdict: Verdict,
}

/// Reads judged pairs: the columns `en`, `ar`, `source`, `weight` and
/// `verdict`.
///
/// # Errors
/// When a column is missing, a weight is no positive number or a verdict is
/// unknown.
pub fn read_judged(file: &GlossaryFile) -> Result<Vec<JudgedPair>> {
    let rows = file.rows(["en", "ar", "source", "weight", "verdict"])?;
    rows.into_iter()
        .map(|(line, [en, ar, source, weight, verdict])| {
            let bad = |reason: String| Error::Format { path: file.path.clone(), line, reason };
            let weight = weight.parse().ok().filter(|weight: &f64| weight.is_finite() && *weight > 0.0);
            Ok(JudgedPair {
                weight: weight.ok_or_else(|| bad("the weight is no positive number".into()))?,
                verdict: Verdict::from_name(&verdict).ok_or_else(|| {
                    bad(format!("the verdict is {verdict:?}; use right, form, cut, noterm or wrong"))
                })?,
                en,
                ar,
                source,
            })
        })
        .collect()
}

/// An entry with what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The entry.
    pub entry: Entry,
    /// Its features.
    pub features: Vec<f64>,
}

/// A judged pair that was found again, with what is known of it.
#[derive(Debug, Clone)]
struct Example<'a> {
    pair: &'a JudgedPair,
    features: &'a [f64],
}

/// Finds judged pairs again, by headwords or, since headwords move, variants.
/// Those that only the base glossary knows teach nothing.
fn examples<'a>(pairs: &'a [JudgedPair], entries: &'a [Measured]) -> Vec<Example<'a>> {
    let mut by_keys: BTreeMap<(String, String), (bool, usize)> = BTreeMap::new();
    for (at, Measured { entry, .. }) in entries.iter().enumerate() {
        let en: BTreeSet<String> = entry.en_variants.iter().map(|form| en_key(form)).collect();
        let ar: BTreeSet<String> = entry.ar_variants.iter().map(|form| ar_key(form)).collect();
        let own = (en_key(&entry.en), ar_key(&entry.ar));
        for en in en.iter().chain([&own.0]) {
            for ar in ar.iter().chain([&own.1]) {
                let is_variant = (en, ar) != (&own.0, &own.1);
                let place = by_keys.entry((en.clone(), ar.clone())).or_insert((is_variant, at));
                *place = (*place).min((is_variant, at));
            }
        }
    }
    let found = |pair: &'a JudgedPair| {
        let &(_, at) = by_keys.get(&(en_key(&pair.en), ar_key(&pair.ar)))?;
        let features = entries[at].features.as_slice();
        kinds(features).next().map(|_| Example { pair, features })
    };
    pairs.iter().filter_map(found).collect()
}

/// What held-out confidence came to for a judged pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// By a model that saw no pair of the same corpus.
    pub confidence: f64,
    /// Whether a terminologist accepts the pair.
    pub right: bool,
    /// How many pairs of the build it stands for.
    pub weight: f64,
    /// Whether a kind of evidence speaks for it, in the order of
    /// [`Miner::ALL`].
    pub kinds: [bool; 5],
}

/// Confidences of judged pairs, each by a model learnt from the other corpora,
/// with the pair itself.
#[must_use]
pub fn cross_validate<'a>(
    pairs: &'a [JudgedPair],
    entries: &'a [Measured],
) -> Vec<(&'a JudgedPair, Outcome)> {
    let examples = examples(pairs, entries);
    let sources: BTreeSet<&str> = examples.iter().map(|example| example.pair.source.as_str()).collect();
    let sources: Vec<&str> = sources.into_iter().collect();
    let by_source: Vec<Vec<(&JudgedPair, Outcome)>> = sources
        .par_iter()
        .map(|source| {
            let (own, others): (Vec<Example<'_>>, Vec<Example<'_>>) =
                examples.iter().cloned().partition(|example| example.pair.source == *source);
            let model = learn_from(&others);
            own.iter()
                .map(|example| {
                    let mut of_kind = [false; 5];
                    for kind in kinds(example.features) {
                        of_kind[kind as usize] = true;
                    }
                    let outcome = Outcome {
                        confidence: model.value(example.features),
                        right: example.pair.verdict.accepts(),
                        weight: example.pair.weight,
                        kinds: of_kind,
                    };
                    (example.pair, outcome)
                })
                .collect()
        })
        .collect();
    by_source.into_iter().flatten().collect()
}

/// Learns weights and curves from judged pairs, with the number of those that
/// were found among the entries.
#[must_use]
pub fn learn_model(pairs: &[JudgedPair], entries: &[Measured]) -> (ConfidenceModel, usize) {
    let examples = examples(pairs, entries);
    (learn_from(&examples), examples.len())
}

fn learn_from(examples: &[Example<'_>]) -> ConfidenceModel {
    let lessons = |keep: &dyn Fn(&Example<'_>) -> bool| -> Vec<Lesson<'_>> {
        let kept = examples.iter().filter(|example| keep(example));
        kept.map(|example| Lesson { features: example.features, right: example.pair.verdict.accepts() })
            .collect()
    };
    // Curves are drawn through scores that saw nothing of their own corpus,
    // which are as far off as those of new ones.
    let sources: BTreeSet<&str> = examples.iter().map(|example| example.pair.source.as_str()).collect();
    let mut scored: Vec<(Vec<Miner>, Scored)> = Vec::new();
    for source in sources {
        let blind = sum_of(&lessons(&|example| example.pair.source != source));
        for example in examples.iter().filter(|example| example.pair.source == source) {
            let score = blind.score(example.features);
            let right = example.pair.verdict.accepts();
            let pair = Scored { score, right, weight: 1.0 };
            scored.push((kinds(example.features).collect(), pair));
        }
    }
    let all = Curve::learn(scored.iter().map(|(_, pair)| *pair).collect());
    let curves = Miner::ALL
        .into_iter()
        .filter(|kind| *kind != Miner::Base)
        .map(|kind| {
            let own: Vec<Scored> =
                scored.iter().filter(|(kinds, _)| kinds.contains(&kind)).map(|(_, pair)| *pair).collect();
            let share = own.len() as f64 / (own.len() as f64 + ENOUGH);
            let curve = if own.is_empty() { all.clone() } else { Curve::learn(own).mixed(&all, share) };
            (kind, curve)
        })
        .collect();
    ConfidenceModel { curves, ..sum_of(&lessons(&|_| true)) }
}

/// The least that a source or a kind of evidence adds, for each nat of the
/// log of their number. Few judged pairs have several, too few to show that
/// agreement between independent authors means more than copies.
const AGREEMENT: f64 = 0.15;

/// Weights and trees, without curves.
fn sum_of(lessons: &[Lesson<'_>]) -> ConfidenceModel {
    let agreement = ["sources", "kinds"].into_iter();
    let sum =
        agreement.fold(Additive::learn(lessons, &SCHEMA), |sum, name| sum.at_least(&SCHEMA, name, AGREEMENT));
    ConfidenceModel { sum, curves: BTreeMap::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use crate::score::confidence::feature::{Feature, NAMES};
    use crate::write::samples;

    fn measured(en: &str, ar: &str, ar_variant: &str, share: f64) -> Measured {
        let mut features = vec![0.0; NAMES.len()];
        for (feature, value) in [(Feature::Bias, 1.0), (Feature::Gloss, 1.0), (Feature::Share, share)] {
            features[feature as usize] = value;
        }
        let entry = samples::entry("x", Status::Candidate, "");
        let (en, ar, ar_variants) = (en.to_owned(), ar.to_owned(), vec![ar_variant.to_owned()]);
        Measured { entry: Entry { en, ar, ar_variants, en_variants: Vec::new(), ..entry }, features }
    }

    #[test]
    fn judged_pairs_are_found_by_headword_first_and_then_by_variant() {
        let entries = [measured("chip", "شريحة", "رقاقة", 0.1), measured("Chip", "رقاقة", "رقائق", 0.2)];
        let pair = |ar: &str| JudgedPair {
            en: "chip".into(),
            ar: ar.into(),
            source: "a".into(),
            weight: 1.0,
            verdict: Verdict::Right,
        };
        let pairs = [pair("الرقاقة"), pair("رقائق"), pair("لوحة")];
        let found: Vec<f64> = examples(&pairs, &entries)
            .iter()
            .map(|example| example.features[Feature::Share as usize])
            .collect();
        assert_eq!(found, [0.2, 0.2]);
    }

    #[test]
    fn what_is_learnt_on_some_sources_holds_for_another() {
        let entries: Vec<Measured> = (0..300)
            .map(|i| measured(&format!("term {i}"), "لفظ", "ألفاظ", f64::from(i % 10) / 9.0))
            .collect();
        let pairs: Vec<JudgedPair> = (0..300)
            .map(|i| JudgedPair {
                en: format!("term {i}"),
                ar: "لفظ".into(),
                source: ["a", "b", "c"][i % 3].into(),
                weight: 1.0,
                verdict: if i % 10 > 4 { Verdict::Form } else { Verdict::NoTerm },
            })
            .collect();
        let held_out = cross_validate(&pairs, &entries);
        assert_eq!(held_out.len(), 300);
        assert!(held_out.iter().all(|(_, outcome)| outcome.right == (outcome.confidence > 0.5)));
        let (model, found) = learn_model(&pairs, &entries);
        assert_eq!(found, 300);
        let file = GlossaryFile { path: "confidence.tsv".into(), text: model.to_tsv() };
        let read = ConfidenceModel::from_table(&file).unwrap();
        let apart = |entry: &Measured| (read.value(&entry.features) - model.value(&entry.features)).abs();
        assert!(entries.iter().all(|entry| apart(entry) < 0.02));
    }

    #[test]
    fn a_bad_row_is_named() {
        let read = |row: &str| {
            let text = format!("en\tar\tsource\tweight\tverdict\n{row}\n");
            read_judged(&GlossaryFile { path: "pairs.tsv".into(), text }).map_err(|error| error.to_string())
        };
        assert_eq!(read("chip\tرقاقة\ta\t2.5\tcut").unwrap()[0].verdict, Verdict::Cut);
        assert!(read("chip\tرقاقة\ta\t-1\tcut").unwrap_err().contains("pairs.tsv:2: the weight"));
        assert!(read("chip\tرقاقة\ta\t1\tmaybe").unwrap_err().contains("use right"));
    }
}
