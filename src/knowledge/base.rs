//! The base glossary: approved pairs by subject.

use std::collections::BTreeSet;

use super::files::{GlossaryFiles, list_cell};
use super::phrases::PhraseIndex;
use crate::error::{Error, Result};
use crate::maps::{Map, Set};
use crate::model::Kind;
use crate::text::{ar_key, ar_stem, en_key};

/// One approved pair, a row of `base/*.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseTerm {
    /// English headword.
    pub en: String,
    /// Arabic headword.
    pub ar: String,
    /// Arabic plurals.
    pub ar_plural: Vec<String>,
    /// Other Arabic spellings.
    pub ar_variants: Vec<String>,
    /// Other English forms: acronym, expansion, British spelling.
    pub en_variants: Vec<String>,
    /// How the Arabic renders the English.
    pub kind: Kind,
    /// Subject field: the file's name.
    pub subject: String,
}

impl BaseTerm {
    /// Every Arabic form: headword, variants and plurals.
    pub fn ar_forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.ar).chain(&self.ar_variants).chain(&self.ar_plural).map(String::as_str)
    }

    /// Every English form.
    pub fn en_forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.en).chain(&self.en_variants).map(String::as_str)
    }
}

/// All approved pairs, in file order: the first Arabic of an English term is
/// the preferred one.
#[derive(Debug, Clone, Default)]
pub struct BaseTerms {
    /// The rows.
    pub terms: Vec<BaseTerm>,
    /// Rows by the key of each English form, with the keys of their Arabic.
    by_en: Map<String, Vec<usize>>,
    /// Arabic keys of each row.
    ar_keys: Vec<BTreeSet<String>>,
    /// Every Arabic form, to be met inflected.
    phrases: PhraseIndex,
    /// Words of translated terms, folded and without article.
    native: Set<String>,
    /// Headwords of one word by the keys of their plurals.
    singulars: Map<String, String>,
    /// First words of headwords, folded and without article.
    first_words: Set<String>,
}

impl BaseTerms {
    /// Reads `base/*.csv`.
    ///
    /// # Errors
    /// When a file cannot be read, or a row lacks a headword or has an unknown
    /// kind.
    pub fn load(files: &GlossaryFiles) -> Result<Self> {
        let mut terms = Vec::new();
        for file in files.list("base")? {
            let subject = file.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let columns = ["en", "ar", "ar_plural", "ar_variants", "en_variants", "kind"];
            for (line, [en, ar, ar_plural, ar_variants, en_variants, kind]) in file.rows(columns)? {
                let bad = |reason: String| Error::Format { path: file.path.clone(), line, reason };
                if en.is_empty() || ar.is_empty() {
                    return Err(bad("a row needs both en and ar".into()));
                }
                let kind = Kind::from_name(&kind).ok_or_else(|| {
                    bad(format!("kind is {kind:?}; use translated, transliterated, mixed or latin"))
                })?;
                terms.push(BaseTerm {
                    en,
                    ar,
                    ar_plural: list_cell(&ar_plural),
                    ar_variants: list_cell(&ar_variants),
                    en_variants: list_cell(&en_variants),
                    kind,
                    subject: subject.clone(),
                });
            }
        }
        Ok(Self::index(terms))
    }

    fn index(terms: Vec<BaseTerm>) -> Self {
        let mut indexed = Self::default();
        for (row, term) in terms.iter().enumerate() {
            for en in term.en_forms().map(en_key).collect::<BTreeSet<_>>() {
                indexed.by_en.entry(en).or_default().push(row);
            }
            let headword = ar_key(&term.ar);
            indexed.first_words.extend(headword.split(' ').next().map(str::to_owned));
            let keys: BTreeSet<String> = term.ar_forms().map(ar_key).collect();
            for plural in term.ar_plural.iter().filter(|_| !term.ar.contains(' ')) {
                indexed.singulars.entry(ar_key(plural)).or_insert_with(|| term.ar.clone());
            }
            if term.kind == Kind::Translated {
                indexed.native.extend(keys.iter().flat_map(|key| key.split(' ')).map(str::to_owned));
            }
            indexed.ar_keys.push(keys);
        }
        indexed.phrases = PhraseIndex::new(
            terms.iter().enumerate().flat_map(|(row, term)| term.ar_forms().map(move |ar| (row, ar))),
        );
        indexed.terms = terms;
        indexed
    }

    /// The rows of an English key, preferred rendering first.
    pub fn of_english<'s>(&'s self, en_key: &str) -> impl Iterator<Item = &'s BaseTerm> + use<'s> {
        self.by_en.get(en_key).into_iter().flatten().map(|&row| &self.terms[row])
    }

    /// The rows that an Arabic key is a form of.
    pub fn of_arabic(&self, ar_key: &str) -> impl Iterator<Item = &BaseTerm> {
        self.phrases.rows(ar_key).into_iter().flatten().map(|&row| &self.terms[row])
    }

    /// Whether an Arabic key is an approved rendering of an English key.
    #[must_use]
    pub fn renders(&self, en_key: &str, ar_key: &str) -> bool {
        self.by_en.get(en_key).into_iter().flatten().any(|&row| self.ar_keys[row].contains(ar_key))
    }

    /// Whether a folded Arabic word is part of an approved term.
    #[must_use]
    pub fn has_word(&self, word: &str) -> bool {
        self.phrases.has_word(word)
    }

    /// Whether a folded Arabic word is part of a translated term, and so no
    /// foreign name.
    #[must_use]
    pub fn is_native_word(&self, word: &str) -> bool {
        self.native.contains(word)
    }

    /// Whether some headword begins with a folded word.
    #[must_use]
    pub fn begins_headword(&self, word: &str) -> bool {
        self.first_words.contains(word)
    }

    /// The singular of a plural of one word, by its key.
    #[must_use]
    pub fn singular(&self, ar_key: &str) -> Option<&str> {
        self.singulars.get(ar_key).map(String::as_str)
    }

    /// The Arabic forms, to be met inflected.
    #[must_use]
    pub fn phrases(&self) -> &PhraseIndex {
        &self.phrases
    }

    /// Whether English is the name of a company or product and nothing else:
    /// Excel, not Threads.
    #[must_use]
    pub fn is_name(&self, en: &str) -> bool {
        let key = en_key(en);
        let mut rows = self.of_english(&key).peekable();
        rows.peek().is_some()
            && rows.all(|term| {
                term.subject == "companies-and-products" && term.en_forms().any(|form| form == en)
            })
    }

    /// Every Arabic word of the translated terms with every English word
    /// beside it.
    pub fn word_links(&self) -> impl Iterator<Item = (&str, &str)> {
        self.terms.iter().filter(|term| term.kind == Kind::Translated).flat_map(|term| {
            term.ar_forms().flat_map(|ar| ar.split(' ')).flat_map(move |ar| {
                term.en_forms().flat_map(|en| en.split([' ', '-'])).map(move |en| (ar, en))
            })
        })
    }

    /// The words of transliterated terms, as written and as stems.
    #[must_use]
    pub fn foreign_words(&self) -> BTreeSet<String> {
        let terms = self.terms.iter().filter(|term| term.kind == Kind::Transliterated);
        let words = terms.flat_map(BaseTerm::ar_forms).flat_map(|ar| ar.split(' '));
        words.flat_map(|word| [word.to_owned(), ar_stem(word)]).collect()
    }

    /// `(ar, en)` for every combination of forms that says something new of
    /// words: headwords with each other's variants.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.terms.iter().flat_map(|term| {
            let words = |en: &&str| en.chars().any(char::is_lowercase);
            term.en_forms().filter(words).map(|en| (term.ar.as_str(), en))
        })
    }
}
