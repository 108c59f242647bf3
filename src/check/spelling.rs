//! One word of a term in two spellings.
//!
//! Only words of terms that stand in the text are looked at, and only
//! differences that are never two words: a bare alef for one with a hamza,
//! final ى for ي, and ه for ة after the article.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Rule, isolated, times};
use super::termbase::written;
use super::text::Text;
use crate::text::without_article;

/// Shortest word looked at: of three letters, على and علي are two words.
const SHORTEST: usize = 4;

/// A token: block, number in it, bytes of a clitic.
type Place = (usize, usize, usize);

/// Every place whose spelling is not the one that the glossary or most of the
/// text has.
pub(super) fn find(text: &Text<'_, '_>, findings: &mut Vec<Finding>) {
    let terms = words_of_terms(text);
    let mut spellings: BTreeMap<&str, BTreeMap<String, Vec<Place>>> = BTreeMap::new();
    for (number, prose) in text.article.arabic.iter().enumerate() {
        for at in (0..prose.tokens.len()).filter(|&at| prose.tokens[at].is_arabic() && !prose.is_code(at)) {
            let surface = prose.form(at..at + 1);
            for reading in text.termbase.phrases.readings(surface).iter() {
                let word = text.termbase.phrases.word(reading.word);
                let rest = &surface[reading.clitic..];
                let Some((word, _)) = terms.get_key_value(word).filter(|_| without_article(rest) == word)
                else {
                    continue;
                };
                let places = spellings.entry(word).or_default().entry(written(rest)).or_default();
                places.push((number, at, reading.clitic));
                break;
            }
            // الشبكه has another key than الشبكة.
            if let Some(stem) = written(surface).strip_suffix('ه').filter(|_| surface.starts_with("ال")) {
                let word = without_article(&format!("ال{stem}ة"));
                if let Some((word, _)) = terms.get_key_value(&word) {
                    let places = spellings.entry(word).or_default().entry(format!("{stem}ه")).or_default();
                    places.push((number, at, 0));
                }
            }
        }
    }
    for (word, forms) in &spellings {
        let Some((right, places)) = forms.iter().max_by(|a, b| {
            let known = |form: &str| text.termbase.spells(word, form);
            let careful = |form: &str| form.chars().filter(|c| "أإآةئؤ".contains(*c)).count();
            (known(a.0), a.1.len(), careful(a.0))
                .cmp(&(known(b.0), b.1.len(), careful(b.0)))
                .then(b.0.cmp(a.0))
        }) else {
            continue;
        };
        for (form, wrong) in forms.iter().filter(|(form, _)| is_careless(form, right)) {
            for &(number, at, clitic) in wrong {
                let prose = &text.article.arabic[number];
                let finding = text.finding(Rule::Spelling, (prose, at..at + 1, clitic));
                let suggestion = corrected(&finding.text, form, right);
                findings.push(Finding {
                    message: format!(
                        "{} is spelled {} elsewhere in this text ({})",
                        isolated(&finding.text),
                        isolated(&suggestion),
                        times(places.len())
                    ),
                    term: terms[*word].clone(),
                    suggestion,
                    ..finding
                });
            }
        }
    }
}

/// The folded words of the terms that stand in the text, each with the
/// English of one of them.
fn words_of_terms(text: &Text<'_, '_>) -> BTreeMap<String, String> {
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    let mut ordinary = BTreeSet::new();
    for sighting in &text.sightings {
        let rendering = &text.termbase.renderings[sighting.renderings[0]];
        let prose = &text.article.arabic[sighting.prose];
        let mut tokens = sighting.tokens.clone();
        let first = prose.form(tokens.start..tokens.start + 1);
        let mut add = |form: &str| {
            let key = without_article(form);
            if key.chars().count() >= SHORTEST && ordinary.insert(key.clone()) {
                words.insert(key, text.termbase.terms[rendering.term].en.clone());
            }
        };
        add(&first[sighting.clitic..]);
        tokens.start += 1;
        tokens.for_each(|at| add(prose.form(at..at + 1)));
    }
    words
}

/// Whether two spellings of one word differ by carelessness alone.
fn is_careless(form: &str, right: &str) -> bool {
    let (form, right): (Vec<char>, Vec<char>) = (form.chars().collect(), right.chars().collect());
    let last = form.len().saturating_sub(1);
    let differs_so = |(at, (a, b)): (usize, (&char, &char))| {
        a == b
            || matches!((a, b), ('ا', 'أ' | 'إ' | 'آ') | ('أ' | 'إ' | 'آ', 'ا'))
            || at == last && matches!((a, b), ('ى', 'ي') | ('ي', 'ى') | ('ه', 'ة'))
    };
    form != right && form.len() == right.len() && form.iter().zip(&right).enumerate().all(differs_so)
}

/// The word of the text with the right letters in the place of the wrong ones.
fn corrected(surface: &str, form: &str, right: &str) -> String {
    match surface.strip_suffix(form) {
        Some(article) => format!("{article}{right}"),
        None => right.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_carelessness_counts() {
        for (form, right) in
            [("اصطناعى", "اصطناعي"), ("إصطناعي", "اصطناعي"), ("الانشاء", "الإنشاء"), ("شبكه", "شبكة")]
        {
            assert!(is_careless(form, right), "{form} {right}");
        }
        for (form, right) in [("أعداد", "إعداد"), ("شبكات", "شبكة"), ("شبكة", "شبكة")]
        {
            assert!(!is_careless(form, right), "{form} {right}");
        }
    }
}
