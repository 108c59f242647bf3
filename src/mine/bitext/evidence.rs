//! A row of evidence for each place that has a pair.

use super::feature::shown;
use super::select::{Occurrence, Rendering};
use crate::mine::article::{CONTEXT, head, tail};
use crate::model::{Evidence, Miner, ParallelArticle};
use crate::text::display_form;

/// The rows of one rendering.
pub(super) fn rows<'a>(
    rendering: &'a Rendering,
    occurrences: &'a [Occurrence],
    articles: &'a [ParallelArticle],
) -> impl Iterator<Item = Evidence> + 'a {
    let features = shown(&rendering.features);
    rendering.rows.iter().enumerate().map(move |(number, (at, option))| {
        let occurrence = &occurrences[*at];
        let article = &articles[occurrence.article as usize];
        let arabic = &article.ar[option.place.sentence as usize];
        let english = &article.en[occurrence.english.sentence as usize];
        let bytes = |start: u32, end: u32| start as usize..end as usize;
        let here = bytes(option.place.start, option.place.end);
        let there = bytes(occurrence.english.start, occurrence.english.end);
        let (place, other) = (arabic.locate(here.clone()), english.locate(there.clone()));
        let en_text = english.text.as_str();
        Evidence {
            entry_id: String::new(),
            miner: Miner::Bitext,
            document: article.document.clone(),
            line: place.line,
            ar: place.written,
            en: other.written,
            ar_start: Some(place.start),
            ar_end: Some(place.end),
            en_start: Some(other.start),
            en_end: Some(other.end),
            left: tail(&arabic.text[..here.start], CONTEXT),
            right: head(&arabic.text[here.end..], CONTEXT),
            score: (rendering.probability * 1e4).round() / 1e4,
            ar_form: display_form(&arabic.text[here]),
            en_form: display_form(&en_text[there.clone()]),
            en_alias: String::new(),
            article: article.article.clone(),
            source: article.source.clone(),
            en_document: Some(article.en_document.clone()),
            en_context: Some(format!(
                "{}{}{}",
                tail(&en_text[..there.start], CONTEXT),
                &en_text[there.clone()],
                head(&en_text[there.end..], CONTEXT)
            )),
            flag: None,
            ar_headword: rendering.headword.clone(),
            repeat: 0,
            // They are of the pair, not of the place: once is enough.
            features: if number == 0 { features.clone() } else { Vec::new() },
            alternatives: Vec::new(),
        }
    })
}
