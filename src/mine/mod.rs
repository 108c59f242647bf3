//! Stage 5: evidence for term pairs, one file per kind.
//!
//! To add a miner: write a type with [`EvidenceMiner`] in a file of its own
//! and put it in [`MINERS`]. The shared test at the end then holds it to the
//! rules that all keep: evidence points at what it quotes, scores are
//! probabilities, and the same article gives the same evidence.

mod acronym;
mod article;
mod base;
pub(crate) mod bitext;
pub(crate) mod gloss;
pub(crate) mod latin;
mod length;
mod link;
mod matcher;
mod suspect;
mod transliteration;

use crate::knowledge::Knowledge;
use crate::model::{Evidence, Miner};

pub use acronym::{initials_match, is_acronym, pieces};
pub use article::{ArticleWord, English, MinedArticle, record};
pub use base::BaseMiner;
pub(crate) use base::mistranslated;
pub use bitext::mine_parallel;
pub use gloss::GlossMiner;
pub(crate) use length::length_prior;
pub use link::LinkMiner;
pub(crate) use matcher::Matcher;
pub(crate) use suspect::{SUSPECTED, spells_with_other_words};
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, BlockKind, Document, Lang, MappedText, Mark, MarkKind, Segment};

    /// Something for every miner: a gloss, a name in both scripts, a link to
    /// an encyclopedia and terms of the base glossary.
    const TEXT: &str = "تدرب إنفيديا شبكة عصبية التفافية (Convolutional Neural Network) على رقائقها، \
        وتقول شركة Nvidia إن التعلم المعزز يحتاج إلى الذكاء الاصطناعي وإلى مراكز بيانات.";

    fn article() -> Article {
        let anchor = "التعلم المعزز";
        let start = TEXT.find(anchor).expect("the anchor stands in the text");
        let target = "https://en.wikipedia.org/wiki/Reinforcement_learning".to_owned();
        article_of(TEXT, vec![Mark { range: start..start + anchor.len(), kind: MarkKind::Link(target) }])
    }

    fn article_of(text: &str, marks: Vec<Mark>) -> Article {
        let text = || MappedText::identity(text.to_owned());
        let segment = Segment { kind: BlockKind::Paragraph, text: text(), marks };
        let arabic = Document::new("news.txt".into(), "news".into(), Lang::Ar, text(), vec![segment]);
        Article { arabic, english: None }
    }

    /// What the brackets of a text gloss, by English.
    fn glossed(text: &str, knowledge: &Knowledge) -> Vec<(String, String)> {
        let article = article_of(text, Vec::new());
        let rows = mine(&MinedArticle::new(&article), knowledge).into_iter();
        rows.filter(|row| row.miner == Miner::Gloss).map(|row| (row.en_form, row.ar_form)).collect()
    }

    #[test]
    fn blends_are_no_code_and_acronyms_may_be_in_other_capitals() {
        let knowledge = Knowledge::load(None, true).unwrap();
        for (text, en, ar) in [
            ("يهتم الفريق بأدوات تصوير البيانات (DataViz) في كل تقرير.", "DataViz", "تصوير البيانات"),
            ("يصف الدرس كيف يقع حجب الخدمة (DOS) على الخوادم.", "DOS", "حجب الخدمة"),
        ] {
            assert_eq!(glossed(text, &knowledge), [(en.to_owned(), ar.to_owned())]);
        }
    }

    #[test]
    fn a_gloss_of_words_that_no_dictionary_has_is_found() {
        let stranger = Knowledge::load(None, false).unwrap();
        let text = "تعتمد الغابة العشوائية (random forest) على عدد من الأشجار.";
        let pair = ("random forest".to_owned(), "الغابة العشوائية".to_owned());
        assert_eq!(glossed(text, &stranger), [pair]);
    }

    #[test]
    fn a_unit_that_the_arabic_does_not_name_is_glossed_by_nothing() {
        let knowledge = Knowledge::load(None, true).unwrap();
        assert_eq!(glossed("يكلف الجهاز نحو ثلاثين ألفًا (EUR) في السوق.", &knowledge), []);
        let pair = ("EUR".to_owned(), "اليورو".to_owned());
        assert_eq!(glossed("تم سداد المبلغ بعملة اليورو (EUR) في السوق.", &knowledge), [pair]);
    }

    #[test]
    fn every_miner_keeps_the_rules() {
        let knowledge = Knowledge::load(None, true).unwrap();
        let article = article();
        let mined = MinedArticle::new(&article);
        for miner in MINERS {
            let kind = miner.kind();
            let mine = || {
                let mut found = Vec::new();
                miner.mine(&mined, &knowledge, &mut found);
                found
            };
            let found = mine();
            assert!(!found.is_empty(), "{kind:?} finds something here");
            assert_eq!(found, mine(), "{kind:?}: the same article gives the same evidence");
            for row in found {
                assert_eq!(row.miner, kind);
                assert!((0.0..=1.0).contains(&row.score), "{kind:?}: {row:?}");
                assert!(!row.ar_form.is_empty() && !row.en_form.is_empty(), "{kind:?}: {row:?}");
                let slice = |start: Option<u64>, end: Option<u64>| {
                    Some(&TEXT[usize::try_from(start?).ok()?..usize::try_from(end?).ok()?])
                };
                assert_eq!(slice(row.ar_start, row.ar_end), Some(row.ar.as_str()), "{kind:?}");
                if row.en_start.is_some() {
                    assert_eq!(slice(row.en_start, row.en_end), Some(row.en.as_str()), "{kind:?}");
                }
            }
        }
    }

    #[test]
    fn no_two_miners_share_a_kind() {
        let kinds: std::collections::BTreeSet<Miner> = MINERS.iter().map(|miner| miner.kind()).collect();
        assert_eq!(kinds.len(), MINERS.len());
    }
}
