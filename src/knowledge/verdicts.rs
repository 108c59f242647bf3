//! What people decided of pairs.

use super::files::GlossaryFiles;
use crate::error::{Error, Result};
use crate::text::{ar_key, en_key};

/// What a person said of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerdictKind {
    /// The pair is right.
    Accept,
    /// The pair is wrong.
    Reject,
    /// The pair is right and this Arabic comes first.
    Prefer,
    /// The pair is right once written like this.
    Edit {
        /// English headword to show.
        en: String,
        /// Arabic headword to show.
        ar: String,
    },
}

/// A row of `verdicts.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// English as the person wrote it.
    pub en: String,
    /// Arabic as the person wrote it.
    pub ar: String,
    /// What was decided.
    pub kind: VerdictKind,
}

impl Verdict {
    /// Reads `verdicts.csv`.
    ///
    /// # Errors
    /// When a row lacks a term or its verdict is unknown.
    pub fn load(files: &GlossaryFiles) -> Result<Vec<Self>> {
        let file = files.get("verdicts.csv")?;
        let mut verdicts = Vec::new();
        for (line, [en, ar, verdict, new_en, new_ar]) in
            file.rows(["en", "ar", "verdict", "new_en", "new_ar"])?
        {
            let bad = |reason: String| Error::Format { path: file.path.clone(), line, reason };
            if en.is_empty() || ar.is_empty() {
                return Err(bad("a verdict needs both en and ar".into()));
            }
            let kind = match verdict.to_lowercase().as_str() {
                "accept" => VerdictKind::Accept,
                "reject" => VerdictKind::Reject,
                "prefer" => VerdictKind::Prefer,
                "edit" => VerdictKind::Edit {
                    en: if new_en.is_empty() { en.clone() } else { new_en },
                    ar: if new_ar.is_empty() { ar.clone() } else { new_ar },
                },
                other => {
                    return Err(bad(format!("verdict is {other:?}; use accept, reject, prefer or edit")));
                }
            };
            verdicts.push(Self { en, ar, kind });
        }
        Ok(verdicts)
    }

    /// The folded pair the verdict speaks of.
    #[must_use]
    pub fn key(&self) -> (String, String) {
        (en_key(&self.en), ar_key(&self.ar))
    }
}
