//! What one Arabic word before a gloss says: its clitics, whether a term can
//! hold it, and what English it renders.

use super::choice::is_adverb;
use super::reading::{Reading, Sense};
use super::span::{RENDERS, Scorer};
use crate::align::{LetterModel, Lexicon};
use crate::maps::Set;
use crate::text::{self, Prose, TANWEEN, Token, ar_stem, en_stem, fold, is_bare_clitic, nth_letter};
use crate::text::{readings, strip_article, without_article};

/// What a word is by itself, whatever the English.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a feature of its own")]
pub(super) struct WordShape {
    /// Bytes of the conjunction or preposition peeled off.
    pub(super) clitic: usize,
    pub(super) has_conjunction: bool,
    pub(super) definite: bool,
    pub(super) is_arabic: bool,
    /// A function word.
    pub(super) is_particle: bool,
    /// A function word, or one that introduces terms.
    pub(super) is_stop: bool,
    /// Shaped like a verb.
    pub(super) is_verb: bool,
    /// A noun that carries no meaning before a term.
    pub(super) is_light: bool,
    /// Carries the accusative ending: the phrase before it has ended.
    pub(super) is_tanween: bool,
    /// Ends like a plural.
    pub(super) is_plural: bool,
    /// Ends like a nisba adjective.
    pub(super) is_adjective: bool,
    /// The lexicon has seen it.
    pub(super) is_known: bool,
    /// Folded, without clitics and article.
    pub(super) bare: String,
    /// Its stem, for the lexicon.
    pub(super) stem: String,
}

/// A word left of a gloss, and what it renders of its English.
pub(super) struct Word {
    pub(super) token: usize,
    shape: WordShape,
    /// How much it renders of each English word.
    pub(super) renders: Vec<f64>,
    /// Probability that it spells some English word.
    pub(super) sounds: f64,
}

impl std::ops::Deref for Word {
    type Target = WordShape;

    fn deref(&self) -> &WordShape {
        &self.shape
    }
}

impl Word {
    /// The most it renders of any English word.
    pub(super) fn strongest(&self) -> f64 {
        self.renders.iter().copied().fold(0.0, f64::max)
    }

    /// Whether it is more than a particle.
    pub(super) fn is_content(&self) -> bool {
        self.shape.is_arabic && !self.shape.is_stop
    }

    pub(super) fn is_noun(&self) -> bool {
        self.is_content() && !self.shape.is_verb
    }

    pub(super) fn has_preposition(&self) -> bool {
        self.shape.clitic > 0 && !self.shape.has_conjunction
    }
}

impl Scorer<'_, '_> {
    /// Whether a word is in a list of words that no term holds, with or
    /// without a conjunction.
    fn is_listed(&self, list: &Set<String>, key: &str, surface: &str) -> bool {
        // إلى and آلي fold together; the madda tells them apart.
        let madda = surface.contains('\u{0622}');
        // وعدًا is a noun, not و and عدا.
        let bare = key
            .strip_prefix(['و', 'ف'])
            .filter(|rest| rest.chars().count() >= 3 && !surface.contains(TANWEEN));
        !madda
            && (list.contains(key)
                || bare.is_some_and(|rest| list.contains(rest) && !self.article.attests(rest)))
    }

    /// `يبلغون`, `ستقوم`: beginnings that nouns hardly have. A word that is met
    /// with the article is a noun all the same.
    fn is_verb_shaped(&self, key: &str) -> bool {
        let long = key.chars().count() >= 4;
        let begins = ["ي", "سي", "ست", "سن", "وي", "لي"].iter().any(|start| key.starts_with(start));
        let is_noun =
            || self.article.vocabulary.contains_key(&format!("ال{key}")) || self.knowledge.base.has_word(key);
        long && begins && !is_noun()
    }

    /// Bytes of the conjunction or preposition on a word; the article stays.
    fn clitic_len(&self, key: &str, surface: &str) -> usize {
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
        let of_nouns = |r: &text::Reading| {
            // وكالة is not و، ك and آلة: two clitics want a longer noun.
            let chained =
                r.prefix.chars().count() > 1 && !r.prefix.ends_with("ال") && !r.prefix.ends_with("لل");
            r.suffix.is_empty() && !r.prefix.contains('س') && !(chained && r.stem.chars().count() < 4)
        };
        let whole_is_known = || word_is_known || self.knowledge.lexicon.knows_ar(&ar_stem(surface));
        let Some(reading) = readings(key, &attested).into_iter().find(of_nouns) else {
            // والمآخذ is و and المآخذ, attested or not: few words begin so by themselves.
            let rest = key.strip_prefix(['و', 'ف', 'ب', 'ك']).and_then(strip_article);
            let splits = rest.is_some_and(|rest| rest.chars().count() >= 3) && !whole_is_known();
            return if splits { nth_letter(surface, 1) } else { 0 };
        };
        // فريد is a word of its own, whatever ريد is elsewhere.
        let lone = reading.prefix.chars().count() == 1;
        if lone && !self.article.attests(&reading.stem) && whole_is_known() {
            return 0;
        }
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
        nth_letter(surface, peeled.chars().count())
    }

    /// What a token is by itself.
    pub(super) fn shape(&self, prose: &Prose<'_>, token: usize) -> WordShape {
        let written = prose.form(token..token + 1);
        if let Some(shape) = self.shapes.borrow().get(written) {
            return shape.clone();
        }
        let shape = self.make_shape(&prose.tokens[token], written);
        self.shapes.borrow_mut().insert(written.to_owned(), shape.clone());
        shape
    }

    fn make_shape(&self, token: &Token, written: &str) -> WordShape {
        let key = token.key.as_str();
        if !token.is_arabic() {
            return WordShape { bare: key.to_owned(), ..WordShape::default() };
        }
        self.shape_behind(key, written, self.clitic_len(key, written))
    }

    /// What a word is behind `clitic` bytes.
    fn shape_behind(&self, key: &str, written: &str, clitic: usize) -> WordShape {
        let surface = &written[clitic..];
        let folded = fold(surface);
        let mut bare = without_article(surface);
        let contracted = bare.strip_prefix("لل").filter(|_| clitic == 0).map(str::to_owned);
        // للشبكة is read as الشبكة, للغة as اللغة.
        for stem in contracted.iter().flat_map(|rest| [rest.clone(), format!("ل{rest}")]) {
            if self.article.attests(&stem) || self.knowledge.base.has_word(&stem) {
                bare = stem;
                break;
            }
        }
        let hamza = surface.starts_with(['\u{0623}', '\u{0625}', '\u{0622}']);
        let is_article = key == "ال";
        let stoplists = &self.knowledge.stoplists;
        let particle = self.is_listed(&stoplists.ar_function, key, written) || is_bare_clitic(key);
        let stem = self.known_stem(if contracted.is_some() { &bare } else { surface });
        WordShape {
            clitic,
            has_conjunction: clitic > 0 && key.starts_with(['و', 'ف']),
            definite: folded.starts_with("ال") && !hamza || key.starts_with("لل") || is_article,
            is_arabic: true,
            is_particle: particle || is_article,
            is_stop: !is_article && (particle || self.is_listed(&stoplists.ar_openers, key, written)),
            is_verb: self.is_verb_shaped(key),
            is_light: self.knowledge.stoplists.ar_light.contains(&bare),
            is_tanween: is_adverb(surface) || surface.ends_with(['\u{064B}', '\u{064C}', '\u{064D}']),
            is_plural: ["ات", "ون", "ين"].iter().any(|end| bare.ends_with(end)) && bare.chars().count() >= 5,
            is_adjective: ["ي", "ية", "يه"].iter().any(|end| bare.ends_with(end))
                && bare.chars().count() >= 4,
            is_known: self.knowledge.lexicon.knows_ar(&stem),
            bare,
            stem,
        }
    }

    /// The stem of a word as the lexicon has it: without a pronoun or the
    /// alef of an accusative, a verb in the masculine. The plain stem where it
    /// has none of them.
    fn known_stem(&self, surface: &str) -> String {
        let knows = |stem: &String| self.knowledge.lexicon.knows_ar(stem);
        let stem = ar_stem(surface);
        if knows(&stem) {
            return stem;
        }
        let key = without_article(surface);
        let shorter = ENDINGS.iter().filter_map(|ending| key.strip_suffix(ending)).map(ar_stem);
        let masculine = key.strip_prefix(['ت', 'ن']).map(|rest| ar_stem(&format!("ي{rest}")));
        let long = |stem: &String| stem.chars().count() >= 3;
        shorter.chain(masculine).filter(long).find(knows).unwrap_or(stem)
    }

    /// A word whose first letter is no part of it: where the rest renders some
    /// of the English and the whole none, as in وحقول for `fields`.
    fn behind_letter(&self, prose: &Prose<'_>, token: usize, english: &[String]) -> Option<WordShape> {
        let (key, written) = (prose.tokens[token].key.as_str(), prose.form(token..token + 1));
        let rest = key.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك'])?;
        if rest.chars().count() < 3 || rest.starts_with(['ل']) && key.starts_with('ل') {
            return None;
        }
        let shape = self.shape_behind(key, written, nth_letter(written, 1));
        let links =
            |word: &String| word.len() > 1 && link(&self.knowledge.lexicon, &shape.stem, word) >= RENDERS;
        english.iter().any(links).then_some(shape)
    }

    pub(super) fn word(&self, prose: &Prose<'_>, token: usize, reading: &Reading) -> Word {
        let shape = self.shape(prose, token);
        let word = self.rendering(prose, token, reading, shape);
        let is_idle = word.shape.is_arabic && word.shape.clitic == 0 && word.strongest() < RENDERS;
        match is_idle.then(|| self.behind_letter(prose, token, &reading.stems)).flatten() {
            Some(shape) => self.rendering(prose, token, reading, shape),
            None => word,
        }
    }

    /// What a word of this shape renders.
    fn rendering(&self, prose: &Prose<'_>, token: usize, reading: &Reading, shape: WordShape) -> Word {
        let english = &reading.stems;
        let written = prose.form(token..token + 1);
        if !shape.is_arabic {
            let stem = en_stem(written);
            let renders = english.iter().map(|word| f64::from(u8::from(*word == stem))).collect();
            return Word { token, shape, renders, sounds: 0.0 };
        }
        let surface = &written[shape.clitic..];
        let sounds: Vec<f64> =
            english.iter().map(|stem| sounds(&self.knowledge.letters, surface, stem)).collect();
        let renders = english
            .iter()
            .zip(&sounds)
            .map(|(word, sounds)| {
                let lexicon = &self.knowledge.lexicon;
                if reading.sense == Sense::Letters || word.len() == 1 {
                    return lexicon.beginning(&shape.stem, word);
                }
                link(lexicon, &shape.stem, word).max(sounds * 0.9)
            })
            .collect();
        Word { token, shape, renders, sounds: sounds.into_iter().fold(0.0, f64::max) }
    }
}

/// Pronouns and the ending of the accusative, which stems that stand in the
/// lexicon do not have.
const ENDINGS: [&str; 12] = ["ا", "ه", "هم", "هما", "نا", "ته", "تها", "تهم", "تهما", "تنا", "ك", "كم"];

/// How strongly the lexicon links an Arabic stem to an English one.
fn link(lexicon: &Lexicon, stem: &str, english: &str) -> f64 {
    // The un- of unstable stands in a word of its own, غير.
    let positive = ["un", "non", "in"]
        .iter()
        .find_map(|prefix| english.strip_prefix(prefix))
        .filter(|rest| rest.len() >= 4 && lexicon.knows_en(rest));
    positive.map_or(0.0, |rest| lexicon.link(stem, rest)).max(lexicon.link(stem, english))
}

/// The probability that an Arabic word spells an English stem, 0 where the
/// letters leave doubt: names of three letters sound like too many words.
fn sounds(letters: &LetterModel, surface: &str, english: &str) -> f64 {
    if english.len() < 4 || surface.chars().count() < 3 {
        return 0.0;
    }
    let sounds = letters.probability(surface, english);
    if sounds > 0.9 { sounds } else { 0.0 }
}

/// Share of the English words that some Arabic word of the span renders.
pub(super) fn coverage(span: &[Word], english: usize) -> f64 {
    let best = |index: usize| span.iter().map(|word| word.renders[index]).fold(0.0, f64::max);
    // A link of a third is all that two synonyms leave each other.
    (0..english).map(|index| (best(index) * 3.0).min(1.0)).sum::<f64>() / english.max(1) as f64
}
