//! What people list as renderings of the English.

use super::Subject;
use super::feature::Feature;
use super::measure::Values;
use crate::align::ar_stems;
use crate::mine::is_acronym;

pub(super) fn listed(subject: &Subject<'_>, values: &mut Values) {
    let Subject { en, ar, knowledge, .. } = subject;
    // An acronym has the renderings of what it stands for.
    let long = subject.en_forms.iter().copied().filter(|form| !is_acronym(form));
    let expansions = knowledge.acronyms.expansions(en).chain(long).filter(|_| is_acronym(en));
    let names = std::iter::once(*en).chain(expansions);
    let own = ar_stems(ar);
    let listed: Vec<Vec<String>> = names.flat_map(|name| knowledge.renderings(name)).map(ar_stems).collect();
    let shared = listed.iter().map(|other| {
        let common = own.iter().filter(|stem| other.contains(stem)).count();
        2.0 * common as f64 / (own.len() + other.len()) as f64
    });
    values.set(Feature::ListedShared, shared.fold(0.0, f64::max));
    let is_pair = listed.contains(&own);
    values.flag(Feature::ListedPair, is_pair);
    values.flag(Feature::ListedOther, !is_pair && !listed.is_empty());
    values.flag(Feature::ListedCut, !is_pair && listed.iter().any(|other| holds(other, &own)));
    values.flag(Feature::ListedLonger, !is_pair && listed.iter().any(|other| holds(&own, other)));
}

/// Whether a phrase has another as a part, and more.
fn holds(long: &[String], short: &[String]) -> bool {
    !short.is_empty() && long.len() > short.len() && long.windows(short.len()).any(|part| part == short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_told_from_the_whole_and_from_another() {
        let holds = |long: &str, short: &str| holds(&ar_stems(long), &ar_stems(short));
        assert!(holds("سياسة أمان المحتوى", "أمان محتوى"));
        assert!(!holds("سياسة أمان المحتوى", "سياسة أمان المحتوى"));
        assert!(!holds("سياسة أمان المحتوى", "سياسة محتوى"), "its words stand apart");
        assert!(!holds("أمان", ""));
    }
}
