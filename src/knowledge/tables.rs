//! Smaller tables: acronyms, cue phrases, encyclopedias and stoplists.

use std::collections::{BTreeMap, BTreeSet};

use super::files::GlossaryFiles;
use crate::error::Result;
use crate::maps::Set;
use crate::text::{Token, ar_key, fold};

/// Technology acronyms and what they stand for.
#[derive(Debug, Clone, Default)]
pub struct Acronyms {
    /// `(expansion, ar)` by acronym as written.
    rows: BTreeMap<String, Vec<(String, String)>>,
    /// Acronyms as the table writes them, by their capitals: `DoS` by DOS.
    by_capitals: BTreeMap<String, String>,
    /// The Arabic of an acronym or expansion, folded.
    by_name: BTreeMap<String, Vec<String>>,
    /// Expansions by the key of their Arabic.
    by_arabic: BTreeMap<String, Vec<String>>,
}

impl Acronyms {
    /// Reads `tables/acronyms.csv`.
    ///
    /// # Errors
    /// When a column is missing or a row is no CSV.
    pub fn load(files: &GlossaryFiles) -> Result<Self> {
        let mut rows: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut by_arabic: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (_, [acronym, expansion, ar]) in
            files.get("tables/acronyms.csv")?.rows(["acronym", "expansion", "ar"])?
        {
            if !ar.is_empty() {
                by_arabic.entry(ar_key(&ar)).or_default().push(expansion.clone());
                for name in [&acronym, &expansion] {
                    by_name.entry(fold(name)).or_default().push(ar.clone());
                }
            }
            rows.entry(acronym).or_default().push((expansion, ar));
        }
        let by_capitals =
            rows.keys().map(|acronym| (acronym.to_ascii_uppercase(), acronym.clone())).collect();
        Ok(Self { rows, by_capitals, by_name, by_arabic })
    }

    /// The rows of an acronym, in the singular too, and in capitals where the
    /// table has none in that writing.
    fn rows_of(&self, acronym: &str) -> impl Iterator<Item = &(String, String)> {
        let singular = acronym.strip_suffix('s').unwrap_or(acronym);
        let in_capitals = || self.rows.get(self.by_capitals.get(singular)?);
        let rows = self.rows.get(acronym).or_else(|| self.rows.get(singular)).or_else(in_capitals);
        rows.into_iter().flatten()
    }

    /// The expansions of an acronym.
    pub fn expansions(&self, acronym: &str) -> impl Iterator<Item = &str> {
        self.rows_of(acronym).map(|(expansion, _)| expansion.as_str())
    }

    /// The listed Arabic of an acronym, where it has some.
    pub fn renderings(&self, acronym: &str) -> impl Iterator<Item = &str> {
        self.rows_of(acronym).map(|(_, ar)| ar.as_str()).filter(|ar| !ar.is_empty())
    }

    /// The expansions that an Arabic key renders.
    pub fn of_arabic(&self, key: &str) -> impl Iterator<Item = &str> {
        self.by_arabic.get(key).into_iter().flatten().map(String::as_str)
    }

    /// The listed Arabic of an acronym or expansion, in whatever capitals.
    pub fn of_name(&self, name: &str) -> impl Iterator<Item = &str> {
        let name = fold(name);
        let of = |name: &str| self.by_name.get(name);
        let rows = of(&name).or_else(|| of(name.strip_suffix('s')?));
        rows.into_iter().flatten().map(String::as_str)
    }

    /// Whether an Arabic key is the listed rendering of an acronym or expansion.
    #[must_use]
    pub fn renders(&self, name: &str, key: &str) -> bool {
        self.of_name(name).any(|ar| ar_key(ar) == key)
    }

    /// `(acronym, expansion)` of every row.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().flat_map(|(acronym, rows)| {
            rows.iter().map(|(expansion, _)| (acronym.as_str(), expansion.as_str()))
        })
    }

    /// `(ar, expansion)` of every row that has an Arabic rendering.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows
            .values()
            .flatten()
            .filter(|(_, ar)| !ar.is_empty())
            .map(|(expansion, ar)| (ar.as_str(), expansion.as_str()))
    }
}

/// The Arabic words of `tables/negators.csv`, folded.
pub(super) fn negators(files: &GlossaryFiles) -> Result<Set<String>> {
    let rows = files.get("tables/negators.csv")?.rows(["form", "language"])?;
    Ok(rows
        .into_iter()
        .filter(|(_, [_, language])| language == "ar")
        .map(|(_, [form, _])| fold(&form))
        .collect())
}

/// Words that stand between a term and its gloss.
#[derive(Debug, Clone, Default)]
pub struct Cues {
    /// Folded phrases between Arabic and the English that glosses it.
    pub before_english: BTreeSet<Vec<String>>,
    /// Folded phrases between English and the Arabic that glosses it.
    pub before_arabic: BTreeSet<Vec<String>>,
    /// Folded phrases that begin an example or reference, not a gloss.
    pub example: BTreeSet<Vec<String>>,
    /// The first words of `before_english`.
    openings: Set<String>,
}

impl Cues {
    /// Reads `tables/cues.csv`.
    ///
    /// # Errors
    /// When a column is missing or a row is no CSV.
    pub fn load(files: &GlossaryFiles) -> Result<Self> {
        let mut cues = Self::default();
        for (_, [cue, role]) in files.get("tables/cues.csv")?.rows(["cue", "role"])? {
            let words: Vec<String> =
                crate::text::tokenize(&cue).into_iter().filter(Token::is_word).map(|t| t.key).collect();
            match role.as_str() {
                _ if words.is_empty() => false,
                "before_english" => cues.before_english.insert(words),
                "before_arabic" => cues.before_arabic.insert(words),
                "example" => cues.example.insert(words),
                _ => false,
            };
        }
        cues.openings = cues.before_english.iter().map(|words| words[0].clone()).collect();
        Ok(cues)
    }

    /// Whether some phrase between Arabic and its English begins with a
    /// folded word.
    #[must_use]
    pub fn may_begin_with(&self, word: &str) -> bool {
        self.openings.contains(word)
    }
}

/// A site whose addresses end in the English name of the thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encyclopedia {
    /// Host name.
    pub host: String,
    /// What its path begins with.
    pub path_prefix: String,
}

impl Encyclopedia {
    /// Reads `tables/encyclopedias.csv`.
    ///
    /// # Errors
    /// When a column is missing or a row is no CSV.
    pub fn load(files: &GlossaryFiles) -> Result<Vec<Self>> {
        let rows = files.get("tables/encyclopedias.csv")?.rows(["host", "path_prefix"])?;
        Ok(rows.into_iter().map(|(_, [host, path_prefix])| Self { host, path_prefix }).collect())
    }
}

/// Words that are no terms, folded.
#[derive(Debug, Clone, Default)]
pub struct Stoplists {
    /// Arabic prepositions, particles, pronouns.
    pub ar_function: Set<String>,
    /// Arabic verbs and others that stand right before a term.
    pub ar_openers: Set<String>,
    /// Arabic nouns that carry no meaning before a term.
    pub ar_light: Set<String>,
    /// Arabic words that want another after them in a term.
    pub ar_incomplete: Set<String>,
    /// English function words.
    pub en_function: Set<String>,
    /// English words in brackets that gloss nothing.
    pub en_not_gloss: Set<String>,
    /// English words that make a phrase a clause.
    pub en_clause: Set<String>,
    /// English words that are no technical terms by themselves.
    pub en_ordinary: Set<String>,
    /// English words that describe a thing without making it another.
    pub en_plain_modifiers: Set<String>,
    /// English nouns that name the role of something in a text.
    pub en_plain_heads: Set<String>,
    /// Names of people, places and languages.
    pub en_people: Set<String>,
    /// Arabic words that describe a thing without being part of its name.
    pub ar_plain_modifiers: Set<String>,
    /// Names that Arabic keeps in Latin letters though it could spell them.
    pub latin_names: Set<String>,
}

impl Stoplists {
    /// Reads `stoplists/*.txt`.
    ///
    /// # Errors
    /// When a file cannot be read as UTF-8.
    pub fn load(files: &GlossaryFiles) -> Result<Self> {
        let words = |name: &str| -> Result<Set<String>> {
            Ok(files.get(&format!("stoplists/{name}.txt"))?.words().map(fold).collect())
        };
        Ok(Self {
            ar_function: words("ar-function-words")?,
            ar_openers: words("ar-openers")?,
            ar_light: words("ar-light-nouns")?,
            ar_incomplete: words("ar-incomplete-words")?,
            en_function: words("en-function-words")?,
            en_not_gloss: words("en-not-a-gloss")?,
            en_clause: words("en-clause-words")?,
            en_ordinary: words("en-ordinary-words")?,
            en_plain_modifiers: words("en-plain-modifiers")?,
            en_plain_heads: words("en-plain-heads")?,
            en_people: words("en-people-and-places")?,
            ar_plain_modifiers: words("ar-plain-modifiers")?,
            latin_names: words("names-kept-in-latin")?,
        })
    }
}
