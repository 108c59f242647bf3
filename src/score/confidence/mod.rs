//! How sure a pair is: the probability that a terminologist would enter it.
//!
//! What is known of a pair is measured; a weighted sum and small decision
//! trees, which see features in company, add up what it says, half by half;
//! and the sum is read off a curve that was drawn through judged pairs,
//! one for each kind of evidence. Weights, trees and curves are
//! `tables/confidence.tsv`, which `mustalah confidence` learns from
//! `benches/judged`. Evidence only ever speaks for a pair: another source,
//! article or kind of it never lowers the figure.

mod arabic;
mod context;
mod curve;
mod english;
mod feature;
mod judged;
mod listed;
mod measure;
mod table;
mod together;

use std::collections::{BTreeMap, BTreeSet};

use super::Shares;
use super::additive::{Additive, Schema, Sign};
use crate::knowledge::Knowledge;
use crate::model::{Evidence, Miner};
use curve::Curve;
use feature::{Feature, NAMES, Section};

pub use judged::{JudgedPair, Measured, Outcome, Verdict, cross_validate, learn_model, read_judged};

/// Odds that are left of a pair with a fault of form, read off 200 pairs.
const LEFT_OF_FAULTY: f64 = 0.1;

/// A confidence with its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Confidence {
    /// 0 to 1.
    pub value: f64,
    /// `name=value`, in a fixed order.
    pub parts: Vec<String>,
}

/// A pair as its confidence sees it.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// English headword.
    pub en: &'a str,
    /// Arabic headword.
    pub ar: &'a str,
    /// English forms that are attested.
    pub en_forms: Vec<&'a str>,
    /// The evidence that counts.
    pub rows: &'a [&'a Evidence],
    /// Its standing among rivals.
    pub shares: Shares,
    /// What people know.
    pub knowledge: &'a Knowledge,
}

impl Subject<'_> {
    /// What is known of the pair, in the order of the table of weights.
    #[must_use]
    pub fn features(&self) -> Vec<f64> {
        measure::measure(self).to_vec()
    }
}

/// Weights and trees, and the curves that make confidences of their sums.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ConfidenceModel {
    sum: Additive,
    /// By kind of evidence.
    curves: BTreeMap<Miner, Curve>,
}

/// The features of the model. Evidence may speak for a pair and never against
/// it; a fault of form never for it.
const SCHEMA: Schema = Schema { names: NAMES, sign };

fn sign(feature: usize) -> Sign {
    /// What is wrong with a pair whatever else it has.
    const FAULTS: [Feature; 3] = [Feature::Clause, Feature::LostNegation, Feature::Foreign];
    if (Feature::Gloss as usize..=Feature::LogReverse as usize).contains(&feature) {
        Sign::Up
    } else if FAULTS.iter().any(|fault| *fault as usize == feature) {
        Sign::Down
    } else {
        Sign::Any
    }
}

/// From this much on, in nats, a single sign against a pair is named.
const NAMED: f64 = -0.2;
/// Signs against a pair that are named.
const MOST_NAMED: usize = 4;

impl ConfidenceModel {
    /// The sum, in nats.
    fn score(&self, features: &[f64]) -> f64 {
        self.sum.score(features)
    }

    /// The confidence of features.
    fn value(&self, features: &[f64]) -> f64 {
        self.read_off(self.score(features), features)
    }

    /// The confidence of a score. The kind of evidence whose pairs of that
    /// score fare best speaks for all.
    fn read_off(&self, score: f64, features: &[f64]) -> f64 {
        let of_kinds = kinds(features).filter_map(|kind| self.curves.get(&kind)).map(|curve| curve.at(score));
        let best = of_kinds.fold(0.0, f64::max);
        (best * 1e4).round() / 1e4
    }

    /// The confidence of a pair, with what it is made of: the best score of
    /// each kind of evidence, the shares among rivals, the log odds that each
    /// section of the features adds, and the strongest signs against it.
    #[must_use]
    pub fn confidence(&self, features: &[f64]) -> Confidence {
        let mut parts = Vec::new();
        let shown = [
            ("gloss", Feature::GlossBest),
            ("bitext", Feature::BitextBest),
            ("transliteration", Feature::TransliterationBest),
            ("link", Feature::LinkBest),
        ];
        for (name, feature) in shown.into_iter().filter(|(_, feature)| features[*feature as usize] > 0.0) {
            parts.push(format!("{name}={:.3}", features[feature as usize]));
        }
        parts.push(format!("share={:.3}", features[Feature::Share as usize]));
        parts.push(format!("reverse={:.3}", features[Feature::Reverse as usize]));
        let adds = self.sum.parts(features);
        for section in Section::ALL {
            let own = (0..NAMES.len()).filter(|&place| Section::of(place) == section);
            let sum: f64 = own.map(|place| adds[place]).sum();
            parts.push(format!("odds:{}={sum:+.2}", section.name()));
        }
        let mut against: Vec<usize> = (0..NAMES.len())
            .filter(|&place| {
                matches!(Section::of(place), Section::Together | Section::English | Section::Arabic)
            })
            .filter(|&place| features[place] != 0.0 && adds[place] <= NAMED)
            .collect();
        against.sort_by(|&a, &b| adds[a].total_cmp(&adds[b]).then(a.cmp(&b)));
        parts.extend(against.iter().take(MOST_NAMED).map(|&place| format!("against={}", NAMES[place])));
        Confidence { value: self.read_off(adds.iter().sum(), features), parts }
    }

    /// How sure a pair of parallel text is where no dictionary says what renders
    /// what, as with `--no-base`: what its miner says, less by far for what is
    /// no term by its form. The model was learnt with dictionaries, and without
    /// them ranks worse than the miner by itself.
    #[must_use]
    pub fn of_parallel_text(features: &[f64]) -> Option<f64> {
        let best = features[Feature::BitextBest as usize];
        let faults = [Feature::Clause, Feature::LostNegation, Feature::Foreign, Feature::Named];
        let faults = faults.iter().filter(|fault| features[**fault as usize] > 0.0).count();
        let odds = best / (1.0 - best).max(1e-6) * libm::pow(LEFT_OF_FAULTY, faults as f64);
        (best > 0.0).then(|| (odds / (1.0 + odds) * 1e4).round() / 1e4)
    }
}

/// The kinds of evidence that features tell of.
fn kinds(features: &[f64]) -> impl Iterator<Item = Miner> {
    let has = |feature: Feature| features[feature as usize] > 0.0;
    let found = [
        (Miner::Gloss, has(Feature::Gloss)),
        (Miner::Bitext, has(Feature::Bitext)),
        (Miner::Transliteration, has(Feature::Transliteration)),
        (Miner::Link, has(Feature::Link)),
    ];
    found.into_iter().filter(|(_, has)| *has).map(|(kind, _)| kind).collect::<BTreeSet<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::additive::logit;
    use crate::write::samples;

    /// The confidence of `packet = حزمة` from rows of a miner, a source, an
    /// article and a score.
    fn of(rows: &[(Miner, &str, &str, f64)], en: &str, ar: &str) -> f64 {
        let knowledge = Knowledge::load(None, true).unwrap();
        // Each in a sentence of its own: the words around are no evidence.
        let before = ["أرسل", "قرأ", "استلم", "حذف", "خزن", "وجه", "كرر", "فحص"];
        let rows: Vec<Evidence> = rows
            .iter()
            .zip(before.iter().cycle())
            .map(|(&(miner, source, article, score), before)| Evidence {
                miner,
                source: source.to_owned(),
                article: format!("{source}/{article}"),
                score,
                en_form: en.to_owned(),
                ar_form: ar.to_owned(),
                left: format!("{before} "),
                right: format!(" و{before}ها"),
                en_context: None,
                alternatives: Vec::new(),
                ..samples::evidence("")
            })
            .collect();
        let rows: Vec<&Evidence> = rows.iter().collect();
        let shares = Shares { of_english: 1.0, of_arabic: 1.0 };
        let subject = Subject { en, ar, en_forms: vec![en], rows: &rows, shares, knowledge: &knowledge };
        knowledge.confidence.confidence(&subject.features()).value
    }

    #[test]
    fn sources_and_kinds_raise_confidence_and_copies_on_one_site_hardly() {
        let packet = |rows: &[(Miner, &str, &str, f64)]| of(rows, "routing packet", "حزمة توجيه");
        for kind in [Miner::Gloss, Miner::Bitext, Miner::Link] {
            let one = packet(&[(kind, "a", "1", 0.7)]);
            let many: Vec<(Miner, &str, &str, f64)> =
                ["a", "b", "c", "d", "e", "f", "g", "h"].map(|source| (kind, source, "1", 0.7)).into();
            let copies: Vec<(Miner, &str, &str, f64)> =
                ["1", "2", "3", "4", "5", "6", "7", "8"].map(|article| (kind, "a", article, 0.7)).into();
            // In log odds: near certainty all steps are small.
            let gain = |rows: &[(Miner, &str, &str, f64)]| logit(packet(rows)) - logit(one);
            assert!(gain(&many) > 0.1, "{kind:?}");
            assert!(gain(&many) > 2.0 * gain(&copies), "{kind:?}: {} {}", gain(&many), gain(&copies));
            let weak = packet(&[(kind, "a", "1", 0.7), (kind, "b", "1", 0.3)]);
            assert!(weak >= one, "{kind:?}: a weak second source is no doubt: {weak} {one}");
            for other in [Miner::Gloss, Miner::Bitext, Miner::Link] {
                let both = packet(&[(kind, "a", "1", 0.7), (other, "a", "1", 0.7)]);
                assert!(both >= one, "{kind:?} and {other:?}");
                assert!(kind == other || both > one, "{kind:?} and {other:?}");
            }
        }
    }

    #[test]
    fn what_is_no_term_or_cut_short_has_less() {
        let row = [(Miner::Bitext, "a", "1", 0.7)];
        let term = of(&row, "routing table", "جدول توجيه");
        for (en, ar) in [
            ("final example", "مثال نهائي"),
            ("routing table", "توجيه"),
            ("routing table", "جدول توجيه آخر"),
            ("Andrew", "أندرو"),
        ] {
            assert!(of(&row, en, ar) + 0.1 < term, "{en} {ar}");
        }
    }

    #[test]
    fn parts_add_up_for_a_reader() {
        let knowledge = Knowledge::load(None, true).unwrap();
        let row = Evidence { miner: Miner::Gloss, score: 0.9, ..samples::evidence("") };
        let shares = Shares { of_english: 0.5, of_arabic: 1.0 };
        let subject = Subject {
            en: "final example",
            ar: "مثال نهائي",
            en_forms: vec!["final example"],
            rows: &[&row],
            shares,
            knowledge: &knowledge,
        };
        let features = subject.features();
        let parts = knowledge.confidence.confidence(&features).parts;
        assert!(parts.contains(&"gloss=0.900".to_owned()) && parts.contains(&"share=0.500".to_owned()));
        assert!(parts.contains(&"against=plain-first".to_owned()), "{parts:?}");
        let odds = parts
            .iter()
            .filter_map(|part| part.strip_prefix("odds:")?.split_once('=')?.1.parse::<f64>().ok());
        assert!((odds.sum::<f64>() - knowledge.confidence.score(&features)).abs() < 0.1);
    }
}
