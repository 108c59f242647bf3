//! The citation form of a rendering: what a dictionary would print.

use std::collections::BTreeMap;

use crate::curate::{Forms, variant_headword};

/// A form as one place has it, clitics left out.
pub(super) struct Form {
    pub text: String,
    /// The English beside it is a plural.
    pub is_plural: bool,
}

/// The headword of forms that are variants of one rendering.
pub(super) fn citation(forms: &[Form], vocabulary: &BTreeMap<String, u64>) -> String {
    let mut rendering = Forms::default();
    for form in forms {
        *rendering.forms.entry(form.text.clone()).or_default() += 1;
        if !form.is_plural {
            *rendering.singular.entry(form.text.clone()).or_default() += 1;
        }
    }
    variant_headword(&rendering, vocabulary)
}
