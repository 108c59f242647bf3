//! How the two stand among other words: a rendering that is cut short has
//! the rest of it beside it wherever it stands.

use std::collections::BTreeMap;

use super::Subject;
use super::feature::Feature;
use super::measure::{Values, mean};
use crate::model::{Evidence, Miner};
use crate::text::fold;

/// Places that are looked at.
const PLACES: usize = 60;

/// The words beside one side of a pair in one place.
#[derive(Default)]
struct Beside<'a> {
    before: &'a str,
    after: &'a str,
    is_alone: bool,
}

impl<'a> Beside<'a> {
    fn new(left: &'a str, right: &'a str) -> Self {
        let is_break = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '-' | '_');
        let before = left.rsplit(is_break).next().and_then(|text| text.split_whitespace().next_back());
        let after = right.split(is_break).next().and_then(|text| text.split_whitespace().next());
        let empty = |text: &str| !text.chars().any(char::is_alphanumeric);
        Self {
            before: before.unwrap_or_default(),
            after: after.unwrap_or_default(),
            is_alone: empty(left) && empty(right),
        }
    }
}

pub(super) fn context(subject: &Subject<'_>, values: &mut Values) {
    let mined = || subject.rows.iter().copied().filter(|row| row.miner != Miner::Base).take(PLACES);
    let places: Vec<(&Evidence, Beside<'_>)> =
        mined().map(|row| (row, Beside::new(&row.left, &row.right))).collect();
    let definite = |word: &str| {
        let word = word.trim_start_matches(['و', 'ف', 'ب', 'ك']);
        (word.starts_with("ال") || word.starts_with("لل")) && word.chars().count() > 3
    };
    let share = |holds: &dyn Fn(&Evidence, &Beside<'_>) -> bool| {
        mean(places.iter().map(|(row, beside)| f64::from(u8::from(holds(row, beside)))))
    };
    let first = |row: &Evidence| row.ar_form.split(' ').next().is_some_and(definite);
    let last = |row: &Evidence| row.ar_form.split(' ').next_back().is_some_and(definite);
    let arabic = |word: &str| word.chars().any(crate::text::is_arabic);
    values.set(Feature::AfterDefinite, share(&|row, beside| first(row) && definite(beside.before)));
    values.set(Feature::BeforeDefinite, share(&|row, beside| last(row) && definite(beside.after)));
    values.set(
        Feature::Governs,
        share(&|row, beside| {
            !last(row) && definite(beside.after) && !beside.after.starts_with(['و', 'ب', 'ك', 'ل'])
        }),
    );
    let function = &subject.knowledge.stoplists.ar_function;
    values.set(
        Feature::AfterBare,
        share(&|row, beside| {
            !first(row)
                && arabic(beside.before)
                && !definite(beside.before)
                && !function.contains(&fold(beside.before))
        }),
    );
    values.set(Feature::Alone, share(&|_, beside| beside.is_alone));
    values.set(Feature::SameBefore, commonest(places.iter().map(|(_, beside)| beside.before)));
    values.set(Feature::SameAfter, commonest(places.iter().map(|(_, beside)| beside.after)));
    let english: Vec<(&Evidence, Beside<'_>)> = mined()
        .filter_map(|row| {
            let text = row.en_context.as_deref()?;
            let (left, rest) = text.split_once(row.en_form.as_str())?;
            Some((row, Beside::new(left, rest)))
        })
        .collect();
    values.set(Feature::EnSameBefore, commonest(english.iter().map(|(_, beside)| beside.before)));
    values.set(Feature::EnSameAfter, commonest(english.iter().map(|(_, beside)| beside.after)));
    let capital =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
    let is_beside = |(row, beside): &(&Evidence, Beside<'_>)| {
        let own = row.en_form.split(' ').all(capital);
        f64::from(u8::from(own && (capital(beside.before) || capital(beside.after))))
    };
    values.set(Feature::BesideName, mean(english.iter().map(is_beside)));
    values
        .set(Feature::EnAlone, mean(english.iter().map(|(_, beside)| f64::from(u8::from(beside.is_alone)))));
}

/// Share of the places that have the commonest word, less what one place
/// would have by itself.
fn commonest<'a>(words: impl Iterator<Item = &'a str>) -> f64 {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = 0_usize;
    for word in words {
        all += 1;
        if !word.is_empty() {
            *counts.entry(fold(word)).or_default() += 1;
        }
    }
    let most = counts.into_values().max().unwrap_or_default();
    if all < 2 { 0.0 } else { most.saturating_sub(1) as f64 / (all - 1) as f64 }
}
