//! What speaks for a pair of terms mined from parallel text.

use crate::score::{Schema, Sign, features};

features! {
    /// Always 1.
    Bias "bias",
    // How the two go together.
    /// Log of the lines that have the pair.
    Count "count",
    /// Seen once.
    Once "once",
    /// Share of the English that this Arabic renders.
    Share "share",
    /// Log of that share.
    LogShare "log-share",
    /// It is the commonest rendering.
    First "first",
    /// Log of the share of the Arabic that renders this English.
    LogReverse "log-reverse",
    /// Mean of how much of the English words the spans render.
    Covered "covered",
    /// The same of the word that they render least.
    CoveredLeast "covered-least",
    /// Mean share of their words that render nothing.
    Idle "idle",
    /// Mean posterior of English outside that the spans render.
    Outside "outside",
    /// Mean share of what renders the English that stands outside the spans.
    Lost "lost",
    /// Mean of how much a word right beside the spans renders of the English.
    Beside "beside",
    /// Of this rendering and those that hold it and more, the share of those.
    Within "within",
    /// The same of those that it holds.
    Holds "holds",
    /// Mean probability of the spans among those of their occurrences.
    Certain "certain",
    /// Log P(Arabic words | English words), of what dictionaries have.
    Length "length",
    /// The Arabic sounds like the English.
    Sounds "sounds",
    /// The Arabic is the English in Latin script.
    Latin "latin",
    /// The same, of an acronym.
    LatinAcronym "latin-acronym",
    /// Latin words beside Arabic ones.
    Mixed "mixed",
    /// One side negates and the other does not.
    Negation "negation",
    // The English.
    /// Share of the places of the words where they are a noun phrase.
    Nominal "nominal",
    /// Share of the noun phrases with the words that are nothing more.
    Whole "whole",
    /// Share of the places that are part of the commonest longer candidate.
    Nested "nested",
    /// One word that everybody uses, whatever they write of.
    Common "common",
    /// A word of the list of words that are no terms.
    Ordinary "ordinary",
    /// Its first word is on that list.
    OrdinaryFirst "ordinary-first",
    /// Its first word is an adjective that everybody uses.
    CommonAdjective "common-adjective",
    /// Its first word ends in -ed or its like.
    ParticipleFirst "participle-first",
    /// One word, and the share of places where it is an adjective, a verb.
    Adjective "adjective",
    IsVerb "is-verb",
    /// One word, a form of a verb in -ed, in -ing.
    PastForm "past-form",
    IngForm "ing-form",
    /// Log of the places that have it.
    EnCount "en-count",
    /// All of its words are words that everybody uses.
    AllCommon "all-common",
    /// Two words, and more.
    EnTwo "en-two",
    EnMore "en-more",
    /// Written with capitals wherever it stands.
    Name "name",
    /// No dictionary word.
    Unknown "unknown",
    /// How much more usual its words are in computing: the only word, or the
    /// mean, the least and the last of several.
    Technical "technical",
    TechnicalMean "technical-mean",
    TechnicalLeast "technical-least",
    TechnicalLast "technical-last",
    /// Log of how usual it is anywhere: the only word, or the rarest.
    General "general",
    GeneralLeast "general-least",
    /// How much more usual the rarest word is in this text than anywhere.
    Weirdness "weirdness",
    /// Holds the name of a person, a place, a language.
    ProperName "proper-name",
    /// Several words, and log of how often computing has the rarest two of
    /// them side by side.
    PhraseUses "phrase-uses",
    /// Share of the places where it is all that a line says.
    Alone "alone",
    /// No place of several words is a noun phrase of its own.
    NeverWhole "never-whole",
    /// Every place is part of one longer candidate.
    AlwaysNested "always-nested",
    /// Several words, the first such as describes things and names none; one
    /// such word.
    PlainFirst "plain-first",
    Plain "plain",
    /// Several words, the last the role of something in a text; one such word.
    PlainHead "plain-head",
    PlainNoun "plain-noun",
    /// All words may be of the name of a person, a place, a language.
    People "people",
    /// Several words, the first, the last of which can be a verb.
    VerbFirst "verb-first",
    VerbLast "verb-last",
    /// Several words, and log of how much oftener the first and the last stand
    /// together than chance would have it.
    Association "association",
    /// It is on the list of English terms.
    Listed "listed",
    /// Share of its words that end it and are on the list.
    ListedTail "listed-tail",
    /// Mean log of the listed terms that have its words, and log of those that
    /// end in its last one.
    ListedWords "listed-words",
    ListedHead "listed-head",
    // The Arabic.
    /// It ends in a word that only describes, and the English says no such
    /// thing; it is one such word.
    PlainLast "plain-last",
    PlainArabic "plain-arabic",
    /// A later word has a preposition written onto it.
    CliticInside "clitic-inside",
    /// Two words, and more.
    ArTwo "ar-two",
    ArMore "ar-more",
    /// Shares of the places where the word before, or after, may belong to it.
    OpenBefore "open-before",
    OpenAfter "open-after",
    /// Several words of which the first is an adjective of a noun before.
    CutHead "cut-head",
    /// The corpus never has its first word with the article; log of how often
    /// it has it without.
    NeverDefinite "never-definite",
    /// One adjective that renders one noun.
    AdjectiveForNoun "adjective-for-noun",
    /// Holds a grammar word.
    Particle "particle",
    /// A noun that carries no meaning before a term.
    Light "light",
    /// A word that may be a verb.
    Verb "verb",
}

/// The features with what no lesson may teach: more places, or more of the
/// English rendered, never speak against a pair, nor faults for it.
pub const SCHEMA: Schema = Schema { names: NAMES, sign };

fn sign(feature: usize) -> Sign {
    const FOR: [Feature; 5] =
        [Feature::Count, Feature::LogShare, Feature::LogReverse, Feature::CoveredLeast, Feature::Listed];
    const AGAINST: [Feature; 10] = [
        Feature::Outside,
        Feature::Lost,
        Feature::Within,
        Feature::OpenBefore,
        Feature::OpenAfter,
        Feature::Negation,
        Feature::Ordinary,
        Feature::ProperName,
        Feature::People,
        Feature::AdjectiveForNoun,
    ];
    let is_among = |features: &[Feature]| features.iter().any(|among| *among as usize == feature);
    if is_among(&FOR) {
        Sign::Up
    } else if is_among(&AGAINST) {
        Sign::Down
    } else {
        Sign::Any
    }
}

/// The features of a pair.
pub(super) type Vector = [f32; NAMES.len()];

/// Sets a feature. They are kept small: renderings are many.
#[allow(clippy::cast_possible_truncation, reason = "three decimals count")]
pub(super) fn put(features: &mut Vector, feature: Feature, value: f64) {
    features[feature as usize] = value as f32;
}

/// What only says which renderings are kept: `log-share` tells the ranker as
/// much, and a weight for all three is learnt from chance.
const UNRANKED: [Feature; 2] = [Feature::Share, Feature::First];

/// Reads what [`shown`] wrote, as the ranker sees it.
pub(super) fn read(shown: &[String]) -> Vec<f64> {
    let mut vector = [0.0; NAMES.len()];
    vector[Feature::Bias as usize] = 1.0;
    for (name, value) in shown.iter().filter_map(|text| text.split_once('=')) {
        if let Some(place) = NAMES.iter().position(|known| *known == name) {
            vector[place] = value.parse().unwrap_or_default();
        }
    }
    ranked(vector)
}

/// The features that the ranker sees.
pub(super) fn ranked(mut vector: Vector) -> Vec<f64> {
    for feature in UNRANKED {
        vector[feature as usize] = 0.0;
    }
    vector.map(f64::from).to_vec()
}

/// The features that are present, as `name=value`.
pub(super) fn shown(vector: &Vector) -> Vec<String> {
    let present = NAMES.iter().zip(vector).skip(1).filter(|(_, value)| **value != 0.0);
    present.map(|(name, value)| format!("{name}={value:.3}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_evidence_shows_is_read_again() {
        let mut vector = [0.0; NAMES.len()];
        for (feature, value) in [(Feature::Bias, 1.0), (Feature::Lost, 0.25), (Feature::Share, 0.5)] {
            vector[feature as usize] = value;
        }
        let read = read(&shown(&vector));
        assert!((read[Feature::Lost as usize] - 0.25).abs() < 1e-9 && read[Feature::Bias as usize] > 0.9);
        assert!(read[Feature::Share as usize].abs() < 1e-9, "the ranker sees no share");
        assert!((SCHEMA.sign)(Feature::Count as usize) == Sign::Up);
        assert!((SCHEMA.sign)(Feature::Outside as usize) == Sign::Down);
    }
}
