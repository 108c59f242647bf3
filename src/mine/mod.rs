//! Stage 5: evidence for term pairs, one file per kind.
//!
//! To add a miner: write a type with [`EvidenceMiner`] in a file of its own
//! and put it in [`MINERS`]. The shared test at the end then holds it to the
//! rules that all keep: evidence points at what it quotes, scores are
//! probabilities, and the same article gives the same evidence.

mod acronym;
mod article;
mod base;
mod gloss;
mod link;
mod transliteration;

use crate::knowledge::Knowledge;
use crate::model::{Evidence, Miner};

pub use acronym::{initials_match, is_acronym};
pub use article::{English, MinedArticle, record};
pub use base::BaseMiner;
pub use gloss::GlossMiner;
pub use link::LinkMiner;
pub use transliteration::TransliterationMiner;

/// Finds one kind of evidence in an article.
pub trait EvidenceMiner: Sync {
    /// The kind of evidence it finds.
    fn kind(&self) -> Miner;

    /// Adds the evidence of one article.
    fn mine(&self, article: &MinedArticle<'_>, knowledge: &Knowledge, found: &mut Vec<Evidence>);
}

/// Every miner.
pub static MINERS: &[&dyn EvidenceMiner] = &[&GlossMiner, &TransliterationMiner, &LinkMiner, &BaseMiner];

/// All evidence of one article, in the order it stands there.
#[must_use]
pub fn mine(article: &MinedArticle<'_>, knowledge: &Knowledge) -> Vec<Evidence> {
    let mut found = Vec::new();
    for miner in MINERS {
        miner.mine(article, knowledge, &mut found);
    }
    found.sort_by(|a, b| {
        let place = |e: &Evidence| (e.line, e.ar_start, e.ar_end, e.miner, e.en_start);
        place(a).cmp(&place(b)).then_with(|| (&a.en, &a.ar, &a.en_form).cmp(&(&b.en, &b.ar, &b.en_form)))
    });
    found.dedup();
    found
}
