//! Arabic with its English beside it: «شبكة عصبية (neural network)».
//!
//! Three questions for every site: can the English be a gloss ([`english`]),
//! where does it stand to the Arabic ([`site`]), and where does the Arabic
//! term begin, if the English glosses it at all ([`span`]).

mod choice;
mod counts;
mod english;
mod explain;
mod feature;
pub mod learn;
mod listed;
mod none;
mod reading;
mod site;
mod sound;
mod span;
mod word;

pub use explain::explain;

use super::article::{English, evidence};
use super::{EvidenceMiner, MinedArticle};
use crate::knowledge::Knowledge;
use crate::model::{Alternative, Evidence, MarkKind, Miner};
use crate::text::{Prose, Token, display_form};

use english::Gloss;
use span::{Place, Scorer};

/// Finds glosses.
#[derive(Debug, Clone, Copy)]
pub struct GlossMiner;

impl EvidenceMiner for GlossMiner {
    fn kind(&self) -> Miner {
        Miner::Gloss
    }

    fn mine(&self, article: &MinedArticle<'_>, knowledge: &Knowledge, found: &mut Vec<Evidence>) {
        let scorer = Scorer::new(article, knowledge);
        found.extend(scorer.places().iter().filter_map(|place| judge(place, &scorer)));
        for prose in &article.arabic {
            abbreviations(prose, found);
        }
        table_cells(article, &scorer, found);
    }
}

/// Surer than this that a bracket glosses nothing, and no corpus changes it.
const HOPELESS: f64 = 0.95;
/// Spans less likely than this are not worth keeping.
const UNLIKELY: f64 = 0.01;

/// Chooses the Arabic span of a site. What else was possible is kept, "no
/// gloss" first: curation looks at it again beside the rest of the corpus.
fn judge(place: &Place<'_, '_>, scorer: &Scorer<'_, '_>) -> Option<Evidence> {
    let Place { prose, site, .. } = place;
    let ranking = scorer.rank(place)?;
    let (choice, probability) = ranking.spans.first().filter(|_| ranking.none_probability < HOPELESS)?;
    let mut row = row(prose, choice.tokens.clone(), choice.clitic, &site.gloss, *probability);
    row.features = vec![format!("form={}", site.form.name())];
    row.features.extend(feature::show(&choice.vector));
    let none = Alternative {
        score: ranking.none_probability,
        start: 0,
        end: 0,
        ar: String::new(),
        ar_form: String::new(),
    };
    let others = ranking.spans[1..].iter().filter(|(_, share)| *share >= UNLIKELY).map(|(choice, share)| {
        let mut bytes = prose.bytes(choice.tokens.clone());
        bytes.start += choice.clitic;
        let place = prose.document.locate(prose.segment, prose.text.origin(bytes.clone()));
        let ar_form = display_form(&prose.text.as_str()[bytes]);
        Alternative { score: *share, start: place.start, end: place.end, ar: place.written, ar_form }
    });
    row.alternatives = std::iter::once(none).chain(others).map(|other| other.to_text()).collect();
    Some(row)
}

fn row(
    prose: &Prose<'_>,
    arabic: std::ops::Range<usize>,
    clitic: usize,
    gloss: &Gloss,
    score: f64,
) -> Evidence {
    let english = English::Tokens(prose, gloss.tokens.clone());
    let mut row = evidence(Miner::Gloss, prose, arabic, clitic, &english, score);
    gloss.alias.clone_into(&mut row.en_alias);
    row
}

/// `<abbr title="artificial intelligence">AI</abbr>` beside Arabic, or around it.
fn abbreviations(prose: &Prose<'_>, found: &mut Vec<Evidence>) {
    for mark in &prose.segment.marks {
        let MarkKind::Abbreviation(title) = &mark.kind else { continue };
        let tokens = prose.tokens_in(mark);
        let is_arabic = !tokens.is_empty() && prose.tokens[tokens.clone()].iter().all(Token::is_arabic);
        if is_arabic && title.is_ascii() && title.split(' ').count() <= 6 {
            found.push(evidence(Miner::Gloss, prose, tokens, 0, &English::Name(title), 0.9));
        }
    }
}

/// Two cells side by side, one Arabic and one English, in a table that pairs
/// them in most of its rows.
fn table_cells(article: &MinedArticle<'_>, scorer: &Scorer<'_, '_>, found: &mut Vec<Evidence>) {
    for table in site::tables(&article.arabic) {
        let pairs: Vec<_> = table
            .iter()
            .filter_map(|(ar, en)| {
                let (ar, en) = (&article.arabic[*ar], &article.arabic[*en]);
                let gloss = english::whole(en, scorer.knowledge)?;
                let probability = scorer.agreement(ar, 0..ar.tokens.len(), &gloss);
                Some((ar, en, gloss, probability))
            })
            .collect();
        // A glossary table shows itself by the pairs that are already known.
        let known = pairs.iter().filter(|(.., probability)| *probability > 0.5).count();
        let is_glossary = pairs.len() >= 3 && known * 3 >= pairs.len();
        for (ar, en, gloss, probability) in pairs {
            if probability > 0.5 || is_glossary {
                let english = English::Tokens(en, gloss.tokens.clone());
                let mut row =
                    evidence(Miner::Gloss, ar, 0..ar.tokens.len(), 0, &english, probability.max(0.7));
                row.en_alias = gloss.alias;
                found.push(row);
            }
        }
    }
}
