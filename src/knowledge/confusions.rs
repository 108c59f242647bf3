//! Known mistranslations.

use super::files::{GlossaryFiles, list_cell};
use super::phrases::PhraseIndex;
use crate::error::Result;
use crate::maps::Map;
use crate::text::{ar_key, is_arabic};

/// A row of `confusions.csv`: wrong Arabic that machine translation gives for
/// an English term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confusion {
    /// The English term meant.
    pub en: String,
    /// The wrong Arabic.
    pub wrong_ar: String,
    /// The right Arabic.
    pub right_ar: String,
    /// What the wrong Arabic really means.
    pub wrong_means: String,
    /// Words of the article, one of which must be there.
    pub needs: Vec<String>,
    /// Words of the article that say the wrong Arabic is meant as it stands.
    pub unless: Vec<String>,
}

impl Confusion {
    /// Reads `confusions.csv`.
    ///
    /// # Errors
    /// When a column is missing or a row is no CSV.
    pub fn load(files: &GlossaryFiles) -> Result<Vec<Self>> {
        let columns = ["en", "wrong_ar", "right_ar", "wrong_means", "needs", "unless"];
        let rows = files.get("confusions.csv")?.rows(columns)?;
        Ok(rows
            .into_iter()
            .map(|(_, [en, wrong_ar, right_ar, wrong_means, needs, unless])| Self {
                en,
                wrong_ar,
                right_ar,
                wrong_means,
                needs: list_cell(&needs),
                unless: list_cell(&unless),
            })
            .collect())
    }
}

/// The Arabic phrases that confusions speak of, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub struct ConfusionPhrases {
    phrases: Map<String, ConfusionPhrase>,
    /// The words of all of them.
    words: PhraseIndex,
}

/// One Arabic phrase of a confusion.
#[derive(Debug, Clone)]
pub struct ConfusionPhrase {
    /// The phrase alone, to be met inflected.
    pub index: PhraseIndex,
    /// The key of its first word.
    pub first: String,
    /// Its words, by their numbers in [`ConfusionPhrases::words`].
    pub words: Vec<u32>,
}

impl ConfusionPhrases {
    /// Prepares the Arabic phrases of the confusions.
    #[must_use]
    pub fn of(confusions: &[Confusion]) -> Self {
        let texts: Vec<&str> = confusions
            .iter()
            .flat_map(|row| {
                [&row.wrong_ar, &row.right_ar, &row.en].into_iter().chain(&row.needs).chain(&row.unless)
            })
            .map(String::as_str)
            .collect();
        let words = PhraseIndex::new(texts.iter().map(|text| (0, *text)));
        let phrase = |text: &str| {
            let key = ar_key(text);
            ConfusionPhrase {
                index: PhraseIndex::new([(0, text)]),
                first: key.split(' ').next().unwrap_or_default().to_owned(),
                words: key.split(' ').filter_map(|word| words.number(word)).collect(),
            }
        };
        let arabic = texts.into_iter().filter(|text| text.chars().any(is_arabic));
        Self { phrases: arabic.map(|text| (text.to_owned(), phrase(text))).collect(), words }
    }

    /// A phrase as it stands in the confusion; `None` when it is not Arabic.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<&ConfusionPhrase> {
        self.phrases.get(text)
    }

    /// The words of all phrases.
    #[must_use]
    pub fn words(&self) -> &PhraseIndex {
        &self.words
    }
}
