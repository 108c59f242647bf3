//! Known mistranslations.

use super::files::{GlossaryFiles, list_cell};
use crate::error::Result;

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
