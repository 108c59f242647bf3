//! The citation form of a rendering: what a dictionary would print.

use std::collections::BTreeMap;

use super::singular::Singulars;
use crate::curate::{Forms, variant_headword};

/// A form as one place has it, clitics left out.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub text: String,
    /// Its key, [`crate::text::ar_key`].
    pub key: String,
    /// The English beside it is a plural.
    pub is_plural: bool,
}

/// The headword of forms that are variants of one rendering: the singular,
/// by the English beside it, without article unless usage nearly always has
/// it, and masculine for an adjective.
pub(super) fn citation(forms: &[Form], singulars: &Singulars<'_>, is_adjective: bool) -> String {
    // Places beside a singular, and beside a plural, by key.
    let mut numbers: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for form in forms {
        let (singular, plural) = numbers.entry(&form.key).or_default();
        *(if form.is_plural { plural } else { singular }) += 1;
    }
    let witness = |&(singular, plural): &(u64, u64)| {
        let (singular, plural) = (singular as f64, plural as f64);
        singular * (singular + 1.0) / (singular + plural + 1.0)
    };
    let best = numbers.iter().max_by(|a, b| {
        witness(a.1).total_cmp(&witness(b.1)).then((a.1.0 + a.1.1).cmp(&(b.1.0 + b.1.1))).then(b.0.cmp(a.0))
    });
    let Some((key, &(singular, _))) = best else { return String::new() };
    let mut rendering = Forms::default();
    for form in forms.iter().filter(|form| form.key == *key) {
        *rendering.forms.entry(form.text.clone()).or_default() += 1;
    }
    let headword = variant_headword(&rendering, singulars.vocabulary());
    if is_adjective {
        return singulars.masculine(&headword);
    }
    if singular == 0 { singulars.singular(&headword) } else { headword }
}
