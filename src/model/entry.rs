//! A line of the glossary.

use serde::{Deserialize, Serialize};

use super::Miner;

/// How the Arabic renders the English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// By meaning: رقائق = chips.
    Translated,
    /// By sound: إنفيديا = Nvidia.
    Transliterated,
    /// Part by meaning, part by sound.
    Mixed,
    /// Kept in Latin script.
    Latin,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Translated, Self::Transliterated, Self::Mixed, Self::Latin];

    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Translated => "translated",
            Self::Transliterated => "transliterated",
            Self::Mixed => "mixed",
            Self::Latin => "latin",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What is held of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// A person or the curated base says so.
    Approved,
    /// Confidence is above the threshold.
    Accepted,
    /// Attested, but known or suspected to be wrong.
    Flagged,
    /// Below the threshold.
    Candidate,
    /// A person said no.
    Rejected,
}

impl Status {
    /// Every status, best first.
    pub const ALL: [Self; 5] =
        [Self::Approved, Self::Accepted, Self::Flagged, Self::Candidate, Self::Rejected];

    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Accepted => "accepted",
            Self::Flagged => "flagged",
            Self::Candidate => "candidate",
            Self::Rejected => "rejected",
        }
    }

    /// The status of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// A pair of headwords with everything known of it. Rows of `glossary.parquet`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Stable across rebuilds: from the folded headwords.
    pub entry_id: String,
    /// English headword.
    pub en: String,
    /// Arabic headword.
    pub ar: String,
    /// How the Arabic renders the English.
    pub kind: Kind,
    /// What is held of the pair.
    pub status: Status,
    /// Probability that a terminologist accepts the pair.
    pub confidence: f64,
    /// 1 is the preferred Arabic for this English.
    pub rank: u32,
    /// Occurrences in all articles that count.
    pub occurrences: u32,
    /// Articles that have it.
    pub documents: u32,
    /// Independent sources that have it.
    pub sources: u32,
    /// Kinds of evidence.
    pub miners: Vec<Miner>,
    /// Other attested English forms.
    pub en_variants: Vec<String>,
    /// Other attested Arabic forms.
    pub ar_variants: Vec<String>,
    /// Subject field, or empty.
    pub subject: String,
    /// What a reader should know: `mistranslation`, `suspected-mistranslation`,
    /// `copied-gloss`, `shared-arabic`, `conflict`, `single-source`.
    pub flags: Vec<String>,
    /// The best occurrence: the Arabic sentence.
    pub example_ar: String,
    /// The English sentence beside it, or empty.
    pub example_en: String,
    /// `document:line` of the example.
    pub example_source: String,
    /// What the confidence is made of, as `name=value`.
    pub confidence_parts: Vec<String>,
    /// Why the flags are there, as `flag: reason`.
    #[serde(default)]
    pub flag_reasons: Vec<String>,
}
