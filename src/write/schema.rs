//! The columns of every table, in the order of the contract.
//!
//! Parquet, CSV and the dataset card all read these lists, so what the card
//! says is what the files hold.

use crate::model::{ConsistencyRow, DocumentRecord, Entry, Evidence};

/// One column of a table whose rows are `T`.
#[derive(Clone)]
pub struct Column<T> {
    /// The column's name in files.
    pub name: &'static str,
    /// What it means, in one line for people.
    pub meaning: &'static str,
    /// Whether the contract names it; what we add stands after these.
    pub contract: bool,
    /// The type, and how to take the value out of a row.
    pub field: Field<T>,
}

/// The type of a column, with the function that reads it from a row.
#[derive(Clone)]
pub enum Field<T> {
    /// A string that is always there.
    Text(fn(&T) -> &str),
    /// A string that may be absent, which is not the same as empty.
    OptionalText(fn(&T) -> Option<&str>),
    /// A real number.
    Real(fn(&T) -> f64),
    /// A small count.
    Count(fn(&T) -> u32),
    /// A large count.
    Total(fn(&T) -> u64),
    /// A position in a file, if the side is there.
    Offset(fn(&T) -> Option<u64>),
    /// A list of strings.
    List(fn(&T) -> Vec<&str>),
    /// A list of numbers.
    Numbers(fn(&T) -> &[u32]),
}

impl<T> Field<T> {
    /// The name of the type, as the contract writes it.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "string",
            Self::OptionalText(_) => "string or null",
            Self::Real(_) => "f64",
            Self::Count(_) => "u32",
            Self::Total(_) => "u64",
            Self::Offset(_) => "u64 or null",
            Self::List(_) => "list[string]",
            Self::Numbers(_) => "list[u32]",
        }
    }
}

const fn contract<T>(name: &'static str, field: Field<T>, meaning: &'static str) -> Column<T> {
    Column { name, meaning, contract: true, field }
}

pub(super) const fn extra<T>(name: &'static str, field: Field<T>, meaning: &'static str) -> Column<T> {
    Column { name, meaning, contract: false, field }
}

fn strs(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

/// The columns of `glossary` and `candidates`.
pub static ENTRY: &[Column<Entry>] = &[
    contract("entry_id", Field::Text(|e| &e.entry_id), "stable across rebuilds: from the folded headwords"),
    contract("en", Field::Text(|e| &e.en), "English headword: citation form, usual case"),
    contract("ar", Field::Text(|e| &e.ar), "Arabic headword: citation form, spelled as attested"),
    contract(
        "kind",
        Field::Text(|e| e.kind.name()),
        "`translated`, `transliterated`, `mixed`, or `latin` where Arabic text keeps the Latin script",
    ),
    contract(
        "status",
        Field::Text(|e| e.status.name()),
        "`approved` by a person or the base, `accepted` by confidence, `flagged`, `candidate`, `rejected`",
    ),
    contract(
        "confidence",
        Field::Real(|e| e.confidence),
        "calibrated probability that a terminologist accepts the pair",
    ),
    contract("rank", Field::Count(|e| e.rank), "1 is the preferred Arabic for this English"),
    contract("occurrences", Field::Count(|e| e.occurrences), "how often the pair is attested"),
    contract("documents", Field::Count(|e| e.documents), "in how many documents"),
    contract("sources", Field::Count(|e| e.sources), "from how many independent sources"),
    contract(
        "miners",
        Field::List(|e| e.miners.iter().map(|miner| miner.name()).collect()),
        "kinds of evidence: `gloss`, `bitext`, `transliteration`, `link`, `base`",
    ),
    contract("en_variants", Field::List(|e| strs(&e.en_variants)), "other attested English forms"),
    contract("ar_variants", Field::List(|e| strs(&e.ar_variants)), "other attested Arabic forms"),
    contract("subject", Field::Text(|e| &e.subject), "subject field, or empty"),
    contract(
        "flags",
        Field::List(|e| strs(&e.flags)),
        "what a reader should know, such as `mistranslation`, `suspected-mistranslation`, `shared-arabic`, \
         `conflict`, `single-source`",
    ),
    contract("example_ar", Field::Text(|e| &e.example_ar), "the best occurrence: the Arabic sentence"),
    contract("example_en", Field::Text(|e| &e.example_en), "the English sentence beside it, or empty"),
    contract("example_source", Field::Text(|e| &e.example_source), "`document:line` of the example"),
    extra(
        "confidence_parts",
        Field::List(|e| strs(&e.confidence_parts)),
        "what the confidence is made of, as `name=value`",
    ),
    extra(
        "flag_reasons",
        Field::List(|e| strs(&e.flag_reasons)),
        "why the flags are there, as `flag: reason`",
    ),
];

/// The columns of `evidence`.
pub static EVIDENCE: &[Column<Evidence>] = &[
    contract("entry_id", Field::Text(|e| &e.entry_id), "the entry it supports"),
    contract("miner", Field::Text(|e| e.miner.name()), "the kind of evidence"),
    contract("document", Field::Text(|e| &e.document), "path relative to the input given"),
    contract("line", Field::Count(|e| e.line), "1-based line of the Arabic"),
    contract("ar", Field::Text(|e| &e.ar), "the Arabic as written there"),
    contract("en", Field::Text(|e| &e.en), "the English as written there"),
    contract(
        "ar_start",
        Field::Offset(|e| e.ar_start),
        "first byte of the Arabic in the file as stored, after decompression",
    ),
    contract("ar_end", Field::Offset(|e| e.ar_end), "byte after the Arabic"),
    contract("en_start", Field::Offset(|e| e.en_start), "first byte of the English; null where it is absent"),
    contract("en_end", Field::Offset(|e| e.en_end), "byte after the English"),
    contract("left", Field::Text(|e| &e.left), "the sentence before the Arabic"),
    contract("right", Field::Text(|e| &e.right), "the sentence after the Arabic"),
    contract("score", Field::Real(|e| e.score), "how sure the miner is, 0 to 1"),
    extra("ar_form", Field::Text(|e| &e.ar_form), "the Arabic without markup"),
    extra("en_form", Field::Text(|e| &e.en_form), "the English without markup"),
    extra("en_alias", Field::Text(|e| &e.en_alias), "an acronym or expansion given beside it, or empty"),
    extra("article", Field::Text(|e| &e.article), "the article, where a file holds many"),
    extra("source", Field::Text(|e| &e.source), "site or repository: what counts once"),
    extra(
        "en_document",
        Field::OptionalText(|e| e.en_document.as_deref()),
        "the file that holds the English, when it is another one",
    ),
    extra(
        "en_context",
        Field::OptionalText(|e| e.en_context.as_deref()),
        "the English sentence, when it is in another file",
    ),
    extra("flag", Field::OptionalText(|e| e.flag.as_deref()), "a flag the miner puts on the pair"),
    extra(
        "ar_headword",
        Field::Text(|e| &e.ar_headword),
        "the approved headword that the Arabic is a form of",
    ),
    extra("repeat", Field::Count(|e| e.repeat), "1 when a counted article or line says the same"),
    extra("features", Field::List(|e| strs(&e.features)), "what the miner saw, as `name=value`"),
    extra(
        "alternatives",
        Field::List(|e| strs(&e.alternatives)),
        "other spans thought possible: score, bytes, Arabic; the first for no pair",
    ),
];

/// The columns of `consistency`.
pub static CONSISTENCY: &[Column<ConsistencyRow>] = &[
    extra("direction", Field::Text(|c| c.direction.name()), "`en-ar` or `ar-en`: which way the row looks"),
    extra("term", Field::Text(|c| &c.term), "the English term, or the Arabic one"),
    extra("counterparts", Field::Count(|c| c.counterparts), "renderings of the term that the articles have"),
    extra("occurrences", Field::Count(|c| c.occurrences), "occurrences of the term with any of them"),
    extra(
        "settled",
        Field::Real(|c| c.settled),
        "the chance that two sources agree on the rendering, less where few speak: 0 to 1",
    ),
    extra("counterpart", Field::Text(|c| &c.counterpart), "one rendering, the most frequent first"),
    extra("entry_id", Field::Text(|c| &c.entry_id), "the entry of the pair"),
    extra("status", Field::Text(|c| c.status.name()), "what is held of the pair"),
    extra("pair_occurrences", Field::Count(|c| c.pair_occurrences), "occurrences of the pair"),
    extra("share", Field::Real(|c| c.share), "its share of the term's occurrences"),
    extra("by_source", Field::List(|c| strs(&c.by_source)), "occurrences by source, as `source=count`"),
    extra(
        "by_year",
        Field::List(|c| strs(&c.by_year)),
        "occurrences by year, as `year=count`, where the article or its path has a date",
    ),
];

/// The columns of a shard's `documents`.
pub static DOCUMENT: &[Column<DocumentRecord>] = &[
    extra("article", Field::Text(|d| &d.article), "`path` or `path:line`"),
    extra("source", Field::Text(|d| &d.source), "site or repository"),
    extra("subject", Field::Text(|d| &d.subject), "subject field, or empty"),
    extra("date", Field::Text(|d| &d.date), "when it came out, as far as it says, or empty"),
    extra("partner", Field::OptionalText(|d| d.partner.as_deref()), "the English partner's path"),
    extra("words", Field::Total(|d| d.words), "Arabic words of prose"),
    extra("digest", Field::Text(|d| &d.digest), "digest of the folded text"),
    extra("sketch", Field::Numbers(|d| &d.sketch), "minhash of word shingles"),
];

/// A word of a shard's vocabulary with its count.
pub type Word<'a> = (&'a str, u64);

/// The columns of a shard's `vocabulary`.
#[must_use]
pub fn vocabulary<'a>() -> [Column<Word<'a>>; 2] {
    [
        extra("word", Field::Text(|w| w.0), "folded Arabic word"),
        extra("count", Field::Total(|w| w.1), "how often it stands in the articles"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<T>(columns: &[Column<T>]) -> Vec<&str> {
        columns.iter().filter(|column| column.contract).map(|column| column.name).collect()
    }

    #[test]
    fn the_contract_is_kept_in_order() {
        assert_eq!(
            names(ENTRY).join(" "),
            "entry_id en ar kind status confidence rank occurrences documents sources miners en_variants \
             ar_variants subject flags example_ar example_en example_source"
        );
        assert_eq!(
            names(EVIDENCE).join(" "),
            "entry_id miner document line ar en ar_start ar_end en_start en_end left right score"
        );
    }

    #[test]
    fn what_is_added_stands_at_the_end() {
        assert!(ENTRY.is_sorted_by_key(|column| !column.contract));
        assert!(EVIDENCE.is_sorted_by_key(|column| !column.contract));
    }
}
