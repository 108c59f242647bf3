//! Clitics: conjunctions, prepositions, the article and pronouns written onto
//! a word.
//!
//! A clitic is peeled only when what remains is attested: وحدة، باستخدام،
//! بايت and كلمة begin with letters that look like clitics and stay whole.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::letters::fold;
use crate::knowledge::compiled;
use crate::maps::Set;

/// One way to read a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Conjunction, preposition and article peeled from the front.
    pub prefix: String,
    /// What remains, folded.
    pub stem: String,
    /// The pronoun peeled from the end.
    pub suffix: String,
}

struct Clitics {
    /// Every legal chain of proclitics, with the letters that stand for it.
    prefixes: Vec<String>,
    pronouns: Vec<String>,
    /// Folded words whose ال is no article, in all their endings.
    al_initial: Set<String>,
}

static CLITICS: LazyLock<Clitics> = LazyLock::new(|| {
    let file = compiled("tables/clitics.csv").expect("the clitic table is compiled in");
    let rows = file.rows(["form", "kind"]).expect("a test reads the clitic table");
    let of = |wanted: &str| -> Vec<String> {
        rows.iter().filter(|(_, [_, kind])| kind == wanted).map(|(_, [form, _])| fold(form)).collect()
    };
    let (conjunctions, prepositions) = (of("conjunction"), of("preposition"));
    let mut prefixes = BTreeSet::new();
    for conjunction in conjunctions.iter().map(String::as_str).chain([""]) {
        for article in of("article") {
            prefixes.insert(format!("{conjunction}{article}"));
            for preposition in &prepositions {
                prefixes.insert(format!("{conjunction}{preposition}{article}"));
            }
        }
        for other in prepositions.iter().chain(&of("contraction")).chain(&of("future")) {
            prefixes.insert(format!("{conjunction}{other}"));
        }
        prefixes.insert(conjunction.to_owned());
    }
    prefixes.remove("");
    let mut prefixes: Vec<String> = prefixes.into_iter().collect();
    prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.chars().count()));
    let stems =
        compiled("tables/al-initial.txt").map_or_else(Vec::new, |file| file.words().map(fold).collect());
    let al_initial =
        stems.iter().flat_map(|stem| ENDINGS.iter().map(move |end| format!("{stem}{end}"))).collect();
    Clitics { prefixes, pronouns: of("pronoun"), al_initial }
});

/// What a word of the list may end in.
const ENDINGS: [&str; 14] = ["", "ا", "ة", "ه", "ي", "ية", "يا", "ات", "ان", "ون", "ين", "يات", "ها", "هم"];

/// Whether a folded word that begins with ال has it as letters of its own:
/// إلكتروني, التزام, ألعاب. A beginning alone is not enough: إلا begins the
/// key of الاصطناعي too, and آلات that of الاتصال.
fn is_al_initial(key: &str) -> bool {
    CLITICS.al_initial.contains(key)
}

/// The folded word without its article. `word` is the word as written: a
/// hamza on the alef (ألعاب) says that ال is no article.
#[must_use]
pub fn without_article(word: &str) -> String {
    let key = fold(word);
    let hamza = word.starts_with(['\u{0623}', '\u{0625}', '\u{0622}']);
    match strip_article(&key) {
        Some(rest) if !hamza => rest.to_owned(),
        _ => key,
    }
}

/// The word as written, without its article when it has one.
///
/// ```
/// use mustalah::text::strip_article_as_written;
/// assert_eq!(strip_article_as_written("الأداة"), "أداة");
/// assert_eq!(strip_article_as_written("ألعاب"), "ألعاب");
/// ```
#[must_use]
pub fn strip_article_as_written(word: &str) -> &str {
    match word.strip_prefix("ال") {
        Some(rest) if strip_article(&fold(word)).is_some() => rest,
        _ => word,
    }
}

/// The rest of a folded word after the article, when it has one.
#[must_use]
pub fn strip_article(key: &str) -> Option<&str> {
    key.strip_prefix("ال").filter(|rest| rest.chars().nth(1).is_some() && !is_al_initial(key))
}

/// Whether a folded token is nothing but clitics: the و of `وTCP`, the ال of
/// `الـAPI`, the بال of `بالـGPU`.
#[must_use]
pub fn is_bare_clitic(key: &str) -> bool {
    CLITICS.prefixes.iter().any(|prefix| prefix == key)
}

/// Every reading of a folded word whose stem is attested, longest prefix
/// first. The word itself, unpeeled, is not among them.
#[must_use]
pub fn readings(key: &str, attested: &dyn Fn(&str) -> bool) -> Vec<Reading> {
    let mut readings = Vec::new();
    for prefix in CLITICS.prefixes.iter().map(String::as_str).chain([""]) {
        let Some(rest) = key.strip_prefix(prefix) else { continue };
        // The lam of للغة is all that is left of the article before a lam.
        let contracted = prefix.ends_with("لل") && !rest.starts_with('ل');
        consider(prefix, rest, attested, &mut readings);
        if contracted {
            consider(prefix, &format!("ل{rest}"), attested, &mut readings);
        }
    }
    // للغة is one word whether its second lam is read as the article's or not.
    let mut distinct: Vec<Reading> = Vec::with_capacity(readings.len());
    for reading in readings {
        let same = |other: &Reading| other.stem == reading.stem && other.suffix == reading.suffix;
        if !distinct.iter().any(same) {
            distinct.push(reading);
        }
    }
    distinct
}

fn consider(prefix: &str, rest: &str, attested: &dyn Fn(&str) -> bool, readings: &mut Vec<Reading>) {
    let long_enough = |stem: &str| stem.chars().nth(1).is_some();
    if !prefix.is_empty() && long_enough(rest) && attested(rest) {
        readings.push(Reading { prefix: prefix.into(), stem: rest.into(), suffix: String::new() });
    }
    // A noun with the article takes no pronoun.
    if prefix.ends_with("ال") || prefix.ends_with("لل") {
        return;
    }
    for pronoun in &CLITICS.pronouns {
        let Some(stem) = rest.strip_suffix(pronoun.as_str()) else { continue };
        let feminine = stem.strip_suffix('ت').map(|base| Cow::Owned(format!("{base}ة")));
        for stem in feminine.into_iter().chain([Cow::Borrowed(stem)]) {
            if stem.chars().nth(2).is_some() && attested(&stem) {
                readings.push(Reading {
                    prefix: prefix.into(),
                    stem: stem.into_owned(),
                    suffix: pronoun.clone(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_attested_stems_are_peeled() {
        let known = ["شبكة", "حوسبة", "لغة", "بيانات", "خادم"];
        let attested = |stem: &str| known.contains(&stem);
        let stems =
            |word: &str| readings(&fold(word), &attested).into_iter().map(|r| r.stem).collect::<Vec<_>>();
        assert_eq!(stems("وبالشبكة"), ["شبكة"]);
        assert_eq!(stems("للحوسبة"), ["حوسبة"]);
        assert_eq!(stems("للغة"), ["لغة"]);
        assert_eq!(stems("وشبكتها"), ["شبكة"]);
        assert_eq!(stems("بياناتهم"), ["بيانات"]);
        for whole in ["وحدة", "باستخدام", "بايت", "كلمة", "فرد", "لغات"] {
            assert!(stems(whole).is_empty(), "{whole}");
        }
    }

    #[test]
    fn the_article_is_told_from_letters_of_the_word() {
        assert_eq!(without_article("الشبكة"), "شبكة");
        assert_eq!(without_article("ألعاب"), "العاب");
        assert_eq!(without_article("الكتروني"), "الكتروني");
        assert_eq!(without_article("الإلكتروني"), "الكتروني");
        for (word, bare) in [("الاصطناعي", "اصطناعي"), ("الانترنت", "انترنت"), ("القابلة", "قابلة")]
        {
            assert_eq!(without_article(word), bare);
        }
        assert_eq!(without_article("التزامات"), "التزامات");
    }
}
