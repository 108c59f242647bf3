//! What one Arabic word before a gloss says: its clitics, whether a term can
//! hold it, and what English it renders.

use super::boundary::Scorer;
use crate::align::{LetterModel, Lexicon};
use crate::text::{Prose, Reading, Token, TokenKind, ar_stem, fold, readings};

/// What the scorer needs of an Arabic word left of the gloss.
#[allow(clippy::struct_excessive_bools, reason = "each is a feature of its own")]
pub(super) struct Word {
    pub(super) token: usize,
    /// Bytes of the conjunction or preposition peeled off.
    pub(super) clitic: usize,
    pub(super) definite: bool,
    pub(super) is_arabic: bool,
    pub(super) is_stop: bool,
    pub(super) is_light: bool,
    pub(super) has_conjunction: bool,
    /// How much it renders of each English word.
    pub(super) renders: Vec<f64>,
}

impl Scorer<'_, '_> {
    pub(super) fn is_stop(&self, prose: &Prose<'_>, token: usize) -> bool {
        let stoplists = &self.knowledge.stoplists;
        let key = &prose.tokens[token].key;
        // إلى and آلي fold together; the madda tells them apart.
        let madda = prose.form(token..token + 1).contains('\u{0622}');
        let listed = |key: &str| stoplists.ar_function.contains(key) || stoplists.ar_openers.contains(key);
        let bare = key.strip_prefix(['و', 'ف']).filter(|rest| rest.chars().count() >= 3);
        !madda
            && (listed(key)
                || self.is_verb_shaped(key)
                || bare.is_some_and(|rest| listed(rest) && !self.article.attests(rest)))
            || crate::text::is_bare_clitic(key)
    }

    /// `يبلغون`, `ستقوم`: beginnings that nouns hardly have. A word that is met
    /// with the article is a noun all the same.
    pub(super) fn is_verb_shaped(&self, key: &str) -> bool {
        let long = key.chars().count() >= 4;
        let begins = ["ي", "سي", "ست", "سن", "وي", "لي"].iter().any(|start| key.starts_with(start));
        let is_noun =
            || self.article.vocabulary.contains_key(&format!("ال{key}")) || self.knowledge.base.has_word(key);
        long && begins && !is_noun()
    }

    /// Bytes of the conjunction or preposition on a word; the article stays.
    pub(super) fn clitic(&self, prose: &Prose<'_>, token: usize) -> usize {
        let key = &prose.tokens[token].key;
        if !prose.tokens[token].is_arabic() {
            return 0;
        }
        // `تعبيرًا` stands in dictionaries as `تعبير`.
        let known = |stem: &str| {
            self.article.attests(stem)
                || self.knowledge.base.has_word(stem)
                || stem.chars().count() >= 5 && self.knowledge.lexicon.knows_ar(&ar_stem(stem))
        };
        let attested = |stem: &str| {
            stem.chars().count() >= 3 && (known(stem) || stem.strip_suffix('ا').is_some_and(known))
        };
        let word_is_known = self.knowledge.base.has_word(key);
        let of_nouns = |r: &Reading| {
            // وكالة is not و، ك and آلة: two clitics want a longer noun.
            let chained =
                r.prefix.chars().count() > 1 && !r.prefix.ends_with("ال") && !r.prefix.ends_with("لل");
            r.suffix.is_empty() && !r.prefix.contains('س') && !(chained && r.stem.chars().count() < 4)
        };
        let Some(reading) = readings(key, &attested).into_iter().find(of_nouns) else {
            return 0;
        };
        let article = if reading.prefix.ends_with("ال") { "ال" } else { "" };
        let mut peeled = reading.prefix.strip_suffix(article).unwrap_or(&reading.prefix);
        if peeled.ends_with("لل") && reading.stem.starts_with('ل') {
            // للغة is ل and اللغة: one lam is the noun's own.
            peeled = &peeled[..peeled.len() - "ل".len()];
        }
        // للشبكة lost the alef of its article: the word is left as written.
        if peeled.contains("لل") || word_is_known && article.is_empty() {
            return usize::from(peeled.starts_with(['و', 'ف']) && !word_is_known) * 2;
        }
        let surface = prose.form(token..token + 1);
        let letters = peeled.chars().count();
        surface
            .char_indices()
            .filter(|(_, c)| !crate::text::is_diacritic(*c))
            .nth(letters)
            .map_or(0, |(at, _)| at)
    }

    pub(super) fn word(&self, prose: &Prose<'_>, token: usize, english: &[String]) -> Word {
        let Token { kind, key, .. } = &prose.tokens[token];
        let clitic = self.clitic(prose, token);
        let surface = &prose.form(token..token + 1)[clitic..];
        let bare = fold(surface);
        let is_arabic = *kind == TokenKind::Arabic;
        let renders = english
            .iter()
            .map(|stem| renders(&self.knowledge.lexicon, &self.knowledge.letters, surface, stem, is_arabic))
            .collect();
        Word {
            token,
            clitic,
            definite: is_arabic
                && (bare.starts_with("ال") && !surface.starts_with(['أ', 'إ', 'آ']) || key.starts_with("لل"))
                || key == "ال",
            is_arabic,
            is_stop: is_arabic && key != "ال" && self.is_stop(prose, token),
            is_light: self.knowledge.stoplists.ar_light.contains(&bare),
            has_conjunction: is_arabic && clitic > 0 && key.starts_with(['و', 'ف']),
            renders,
        }
    }
}

/// How much an Arabic word renders an English stem.
pub(super) fn renders(
    lexicon: &Lexicon,
    letters: &LetterModel,
    surface: &str,
    english: &str,
    is_arabic: bool,
) -> f64 {
    if !is_arabic {
        return if crate::text::en_stem(surface) == *english { 1.0 } else { 0.0 };
    }
    // The un- of unstable stands in a word of its own, غير.
    let positive = ["un", "non", "in"]
        .iter()
        .find_map(|prefix| english.strip_prefix(prefix))
        .filter(|rest| rest.len() >= 4 && lexicon.knows_en(rest));
    let stem = ar_stem(surface);
    let linked = positive.map_or(0.0, |rest| lexicon.link(&stem, rest)).max(lexicon.link(&stem, english));
    let sounds = if english.len() >= 4 && surface.chars().count() >= 3 {
        letters.probability(surface, english)
    } else {
        0.0
    };
    // Names of three or four letters sound like too many words.
    let sounds = if sounds > 0.9 && english.len() >= 4 { sounds } else { 0.0 };
    linked.max(sounds * 0.9).min(1.0)
}

/// Share of the English words that some Arabic word of the span renders.
pub(super) fn coverage(span: &[Word], english: usize) -> f64 {
    let best = |index: usize| span.iter().map(|word| word.renders[index]).fold(0.0, f64::max);
    // A link of a third is all that two synonyms leave each other.
    (0..english).map(|index| (best(index) * 3.0).min(1.0)).sum::<f64>() / english.max(1) as f64
}
