//! Singulars of Arabic plurals, as the corpus shows them: the English says
//! which form of one term is which, and the shapes of Arabic plurals where it
//! does not.

use std::collections::BTreeMap;

use super::select::Rendering;
use crate::curate::indefinite;
use crate::text::{fold, singular_shapes, strip_article_as_written};

/// How many times rarer than a plural its singular may be.
const RARER: u64 = 20;
/// The same where the shape proves little.
const USUAL: u64 = 4;
/// Letters of what stands before ات from which on it is taken for the singular.
const LONG: usize = 5;
/// Endings of sound plurals, with those of their singulars.
const SOUND: [(&str, &str); 4] = [("ات", "ة"), ("ات", ""), ("ين", ""), ("ون", "")];

/// Plurals with their singulars.
pub(super) struct Singulars<'a> {
    of: BTreeMap<String, String>,
    /// How the corpus writes the words of renderings, by key.
    written: BTreeMap<String, String>,
    vocabulary: &'a BTreeMap<String, u64>,
}

impl<'a> Singulars<'a> {
    /// Learns from terms of one word that are rendered by one word: of the
    /// forms of one rendering, one stands beside singulars, another beside
    /// plurals.
    pub(super) fn learn(all: &[Rendering], vocabulary: &'a BTreeMap<String, u64>) -> Self {
        let written = spellings(all);
        let mut votes: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for rendering in all.iter().filter(|rendering| !rendering.en.contains(' ')) {
            let mut numbers: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
            for form in rendering.forms.iter().filter(|form| !form.text.contains(' ')) {
                let (singular, plural) = numbers.entry(&form.key).or_default();
                *(if form.is_plural { plural } else { singular }) += 1;
            }
            let singular = numbers
                .iter()
                .filter(|(_, (s, p))| s > p)
                .max_by(|a, b| a.1.0.cmp(&b.1.0).then(b.0.cmp(a.0)));
            let Some((singular, &(count, _))) = singular else { continue };
            let mut spellings: BTreeMap<&str, u64> = BTreeMap::new();
            for form in rendering.forms.iter().filter(|form| form.key == *singular) {
                *spellings.entry(strip_article_as_written(&form.text)).or_default() += 1;
            }
            let shown = spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
            let Some((shown, _)) = shown else { continue };
            for (plural, (s, p)) in &numbers {
                let is_shaped = || {
                    let word = written.get(*plural).map_or(*plural, String::as_str);
                    singular_shapes(word, p <= s).iter().any(|shape| shape == singular)
                };
                if plural != singular && (p > s || is_shaped()) {
                    *votes.entry((*plural).to_owned()).or_default().entry(shown.to_owned()).or_default() +=
                        count.min(s + p);
                }
            }
        }
        let best = |(plural, votes): (String, BTreeMap<String, u64>)| {
            let best = votes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
            best.map(|(singular, _)| (plural, singular))
        };
        Self { of: votes.into_iter().filter_map(best).collect(), written, vocabulary }
    }

    pub(super) fn vocabulary(&self) -> &'a BTreeMap<String, u64> {
        self.vocabulary
    }

    /// How often the corpus has a key without and with the article.
    pub(super) fn counts(&self, key: &str) -> (u64, u64) {
        let count = |word: &str| self.vocabulary.get(word).copied().unwrap_or_default();
        (count(key), count(&format!("ال{key}")))
    }

    fn count(&self, key: &str) -> u64 {
        let (bare, definite) = self.counts(key);
        bare + definite
    }

    /// The phrase with its first word in the singular, and the adjectives
    /// that agree with it; as it is where no singular is known.
    pub(super) fn singular(&self, phrase: &str) -> String {
        self.with_first(phrase, |word| self.singular_word(&fold(word), word))
    }

    /// The same, only of a first word that hardly has another reading than
    /// that of a plural: for what stands beside singulars alone.
    pub(super) fn singular_of_shape(&self, phrase: &str) -> String {
        self.with_first(phrase, |word| {
            if is_plural_shape(word) { self.attested_singular(word, true, RARER) } else { None }
        })
    }

    /// The same of what stands beside plurals alone: a shape that other words
    /// have too is one of a plural where its singular is no rare word.
    pub(super) fn singular_of_many(&self, phrase: &str) -> String {
        self.with_first(phrase, |word| {
            let sure = self.singular_word(&fold(word), word);
            sure.or_else(|| self.attested_singular(word, false, USUAL))
        })
    }

    fn with_first(&self, phrase: &str, singular: impl Fn(&str) -> Option<String>) -> String {
        let phrase = &indefinite(phrase);
        let mut words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
        // مطورو الويب lacks the ن of مطورون.
        let construct = words[0]
            .strip_suffix('و')
            .filter(|stem| words.len() > 1 && stem.chars().count() >= 4 && self.count(&fold(stem)) >= 2);
        let singular = construct
            .map(str::to_owned)
            .or_else(|| self.singular_of_dual(&words[0]))
            .or_else(|| singular(&words[0]));
        let Some(singular) = singular else { return phrase.to_owned() };
        let is_feminine = singular.ends_with('ة');
        words[0] = singular;
        if !is_feminine {
            for word in words.iter_mut().skip(1).filter(|word| *word != "غير") {
                match self.masculine_adjective(word) {
                    Some(masculine) => *word = masculine,
                    None => break,
                }
            }
        }
        words.join(" ")
    }

    /// The singular of a feminine dual: واجهتين is of واجهة.
    fn singular_of_dual(&self, word: &str) -> Option<String> {
        let stem = ["تين", "تان"].iter().find_map(|end| word.strip_suffix(end))?;
        Some(format!("{stem}ة"))
            .filter(|singular| stem.chars().count() >= 3 && self.count(&fold(singular)) >= 2)
    }

    /// An adjective of a plural as it stands beside the masculine singular.
    fn masculine_adjective(&self, word: &str) -> Option<String> {
        if word.starts_with("ال") {
            return None;
        }
        let known = |stem: &&str| self.count(&fold(stem)) >= 1;
        if let Some(stem) = ["ون", "ين"].iter().find_map(|end| word.strip_suffix(end)) {
            return Some(stem.to_owned()).filter(|stem| known(&stem.as_str()));
        }
        // اختبار هوية has a noun there, and هوي is no word; but كتلية is an
        // adjective even where no كتلي is met.
        let stem = word.strip_suffix('ة')?;
        let is_nisba = stem.ends_with('ي') && stem.chars().count() >= 4;
        Some(stem).filter(|stem| known(stem) || is_nisba).map(str::to_owned)
    }

    /// The singular of a word: as forms of one term show it, or the
    /// best-attested word of the corpus that has the shape of one.
    fn singular_word(&self, key: &str, word: &str) -> Option<String> {
        if let Some(singular) = self.of.get(key) {
            return (fold(singular) != key).then(|| singular.clone());
        }
        self.attested_singular(word, true, RARER)
    }

    /// The best-attested word of the corpus that the word may be a plural of
    /// by its shape.
    fn attested_singular(&self, word: &str, sure: bool, rarer: u64) -> Option<String> {
        let own = self.count(&fold(word));
        let attested = |shape: String| {
            let count = self.count(&shape);
            (count >= 2 && count * rarer >= own).then_some((count, shape))
        };
        let found = singular_shapes(strip_article_as_written(word), sure)
            .into_iter()
            .filter_map(attested)
            .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((_, best)) = found else {
            // عصبونات has its singular whether the corpus has it or not.
            let stem = word.strip_suffix("ات")?;
            // مواصفات is of مواصفة.
            let is_clear = stem.chars().count() >= LONG && !stem.starts_with('م');
            return is_clear.then(|| stem.to_owned());
        };
        if let Some(written) = self.written.get(&best) {
            return Some(written.clone());
        }
        // A sound plural is written as its singular is.
        let of_word = SOUND.iter().find_map(|(end, own)| {
            let singular = format!("{}{own}", word.strip_suffix(end)?);
            (fold(&singular) == best).then_some(singular)
        });
        of_word.or_else(|| (!best.contains(['ا', 'ي', 'ى'])).then_some(best))
    }

    /// An adjective without its feminine ending, and what غير negates without
    /// its article; where the word stands as an adjective, it need be no more
    /// than known.
    pub(super) fn masculine(&self, phrase: &str, is_agreeing: bool) -> String {
        if let Some(negated) = phrase.strip_prefix("غير ") {
            return format!("غير {}", self.masculine(strip_article_as_written(negated), true));
        }
        if phrase.contains(' ') {
            return phrase.to_owned();
        }
        let is_known = |stem: &str| {
            let (own, feminine) = (self.count(&fold(stem)), self.count(&fold(phrase)).max(1));
            let is_participle = stem.starts_with('م') && stem.chars().count() >= 4;
            own * 5 >= feminine || is_agreeing && (own > 0 || is_participle)
        };
        match phrase.strip_suffix('ة') {
            // مسماة is of مسمى; but أداة is no adjective.
            Some(stem) if stem.ends_with('ا') => match stem.strip_suffix('ا') {
                Some(root) if is_agreeing && root.starts_with('م') => format!("{root}ى"),
                _ => phrase.to_owned(),
            },
            // مكتبة has no masculine, whatever مكتب is; إزالة is no adjective.
            Some(stem) if stem.ends_with('ي') || is_known(stem) => stem.to_owned(),
            _ => phrase.to_owned(),
        }
    }
}

/// Whether few words but plurals look like this one: أجهزة, شبكات, قوالب,
/// مفاتيح, مستخدمون; but تفاعل and مطابق are none.
fn is_plural_shape(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let ends = |end: &str| letters.len() >= 5 && word.ends_with(end);
    let inner = |at: usize, letter: char| letters.get(at) == Some(&letter);
    let broken = inner(2, 'ا') && !inner(0, 'ت') && !word.ends_with(['ة', 'ا', 'ء', 'ي']);
    let is_long = letters.len() == 6 && inner(4, 'ي');
    word.starts_with(['أ', 'آ']) && letters.len() >= 4
        || ends("ات")
        || ends("ون")
        || broken && (is_long || letters.len() == 5 && !inner(0, 'م'))
}

/// The commonest spelling of each first word of a rendering, without article.
fn spellings(all: &[Rendering]) -> BTreeMap<String, String> {
    let mut spellings: BTreeMap<String, BTreeMap<&str, u64>> = BTreeMap::new();
    for form in all.iter().flat_map(|rendering| &rendering.forms) {
        let word = strip_article_as_written(form.text.split(' ').next().unwrap_or_default());
        *spellings.entry(fold(word)).or_default().entry(word).or_default() += 1;
    }
    let best = |words: BTreeMap<&str, u64>| {
        let best = words.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
        best.map(|(word, _)| word.to_owned())
    };
    spellings.into_iter().filter_map(|(key, words)| Some((key, best(words)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<R>(words: &[(&str, u64)], told: impl Fn(&Singulars<'_>) -> R) -> R {
        let vocabulary = words.iter().map(|(word, count)| (fold(word), *count)).collect();
        let written = words.iter().map(|(word, _)| (fold(word), (*word).to_owned())).collect();
        told(&Singulars { of: BTreeMap::new(), written, vocabulary: &vocabulary })
    }

    #[test]
    fn adjectives_follow_the_singular() {
        let words =
            [("جهاز", 9), ("شبكة", 9), ("خاص", 4), ("مستخدم", 9), ("مدرج", 2), ("مطور", 5), ("اختبار", 5)];
        with(&words, |singulars| {
            for (plural, singular) in [
                ("أجهزة كتلية", "جهاز كتلي"),
                ("شبكات خاصة", "شبكة خاصة"),
                ("مستخدمون مدرجون", "مستخدم مدرج"),
                ("مستخدمون غير مدرجين", "مستخدم غير مدرج"),
                ("مطورو الويب", "مطور الويب"),
                ("اختبارات هوية", "اختبار هوية"),
                ("شبكتين", "شبكة"),
            ] {
                assert_eq!(singulars.singular(plural), singular);
            }
        });
    }

    #[test]
    fn beside_singulars_only_what_is_a_plural_by_shape_is_one() {
        let words = [("قالب", 9), ("تفعل", 9), ("حزمة", 9), ("أمر", 9), ("مطبق", 9)];
        with(&words, |singulars| {
            assert_eq!(singulars.singular_of_shape("قوالب جاهزة"), "قالب جاهزة");
            assert_eq!(singulars.singular_of_shape("أوامر النظام"), "أمر النظام");
            for word in ["تفاعل", "مطابق", "حزم"] {
                assert_eq!(singulars.singular_of_shape(word), word);
            }
            // Beside plurals alone حزم is one, and what is long enough needs no witness.
            assert_eq!(singulars.singular_of_many("حزم برمجية"), "حزمة برمجية");
            assert_eq!(singulars.singular_of_many("عصبونات"), "عصبون");
        });
    }

    #[test]
    fn adjectives_after_nouns_are_masculine() {
        with(&[("متجانسة", 3)], |singulars| {
            assert_eq!(singulars.masculine("متجانسة", true), "متجانس");
            assert_eq!(singulars.masculine("غير المتجانسة", true), "غير متجانس");
            assert_eq!(singulars.masculine("مسماة", true), "مسمى");
            assert_eq!(singulars.masculine("مكتبة", false), "مكتبة");
        });
    }
}
