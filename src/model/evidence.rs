//! One occurrence that supports a pair.

use serde::{Deserialize, Serialize};

/// The kinds of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Miner {
    /// Arabic with its English beside it.
    Gloss,
    /// A pair of words aligned in parallel text.
    Bitext,
    /// A Latin name and its Arabic spelling.
    Transliteration,
    /// A link whose target names the thing in English.
    Link,
    /// A term of the base glossary found in the text.
    Base,
}

impl Evidence {
    /// The Arabic that the row speaks for: the headword where it is known.
    #[must_use]
    pub fn ar_term(&self) -> &str {
        if self.ar_headword.is_empty() { &self.ar_form } else { &self.ar_headword }
    }
}

impl Miner {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 5] = [Self::Gloss, Self::Bitext, Self::Transliteration, Self::Link, Self::Base];

    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gloss => "gloss",
            Self::Bitext => "bitext",
            Self::Transliteration => "transliteration",
            Self::Link => "link",
            Self::Base => "base",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|miner| miner.name() == name)
    }
}

/// Another span that the miner thought possible.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// How sure the miner was of it, 0 to 1.
    pub score: f64,
    /// First byte in the stored file.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
    /// The Arabic as the file has it; empty for "no pair".
    pub ar: String,
    /// The Arabic without markup.
    pub ar_form: String,
}

impl Alternative {
    /// Score, bytes, Arabic as written and as shown, separated by tabs.
    #[must_use]
    pub fn to_text(&self) -> String {
        let Self { score, start, end, ar, ar_form } = self;
        format!("{score:.4}\t{start}\t{end}\t{}\t{ar_form}", ar.replace('\t', " "))
    }

    /// Reads what [`Self::to_text`] wrote.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut cells = text.splitn(5, '\t');
        let mut cell = || cells.next();
        Some(Self {
            score: cell()?.parse().ok()?,
            start: cell()?.parse().ok()?,
            end: cell()?.parse().ok()?,
            ar: cell()?.to_owned(),
            ar_form: cell()?.to_owned(),
        })
    }
}

/// One occurrence that supports a pair. Rows of `evidence.parquet`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The entry it supports; empty until curation.
    pub entry_id: String,
    /// What found it.
    pub miner: Miner,
    /// Path of the Arabic article, relative to the input given.
    pub document: String,
    /// 1-based line of the Arabic.
    pub line: u32,
    /// The Arabic as the file has it, markup and all.
    pub ar: String,
    /// The English as the file has it; the name of the target for a link, the
    /// headword for a base term.
    pub en: String,
    /// First byte of the Arabic in the stored file.
    pub ar_start: Option<u64>,
    /// Byte after the Arabic.
    pub ar_end: Option<u64>,
    /// First byte of the English, in `en_document`.
    pub en_start: Option<u64>,
    /// Byte after the English.
    pub en_end: Option<u64>,
    /// The sentence before the Arabic.
    pub left: String,
    /// The sentence after the Arabic.
    pub right: String,
    /// How sure the miner is, 0 to 1.
    pub score: f64,
    /// The Arabic without markup and invisible characters.
    pub ar_form: String,
    /// The English without markup.
    pub en_form: String,
    /// Another English name given beside the first: an acronym or expansion.
    pub en_alias: String,
    /// The article, where a file holds many: `document` or `document:line`.
    pub article: String,
    /// Site or repository: what counts once.
    pub source: String,
    /// The file that holds the English, when it is another one.
    pub en_document: Option<String>,
    /// The English sentence, when the English is in another file.
    pub en_context: Option<String>,
    /// A flag the miner puts on the pair, such as `mistranslation`.
    pub flag: Option<String>,
    /// The approved headword that the Arabic is a form of, or empty.
    pub ar_headword: String,
    /// 1 when an article or line that was counted already says the same.
    pub repeat: u32,
    /// What the miner saw, as `name=value`.
    pub features: Vec<String>,
    /// Other readings of the place that the miner thought possible, as
    /// [`Alternative::to_text`] writes them; the first stands for "no pair".
    pub alternatives: Vec<String>,
}
