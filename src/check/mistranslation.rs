//! Known mistranslations.

use super::finding::{Finding, Rule, isolated};
use super::text::Text;
use crate::mine::mistranslated;

/// Every place where the text has the wrong Arabic of a confusion and speaks
/// of the right one.
pub(super) fn find(text: &Text<'_, '_>, findings: &mut Vec<Finding>) {
    for (confusion, places) in mistranslated(text.article, text.knowledge) {
        for place in places {
            let finding = text.finding(Rule::Mistranslation, place);
            let means = match confusion.wrong_means.as_str() {
                "" => String::new(),
                meaning => format!(" means {meaning}, and"),
            };
            findings.push(Finding {
                message: format!(
                    "{}{means} is a known mistranslation of {}",
                    isolated(&finding.text),
                    confusion.en
                ),
                term: confusion.en.clone(),
                suggestion: confusion.right_ar.clone(),
                ..finding
            });
        }
    }
}
