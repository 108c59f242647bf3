//! What is aligned: stems, with what is written onto an Arabic word apart.

use crate::maps::{Map, Set};
use crate::text::{Reading, Token, TokenKind, ar_stem, en_stem, fold, readings, strip_article};

/// How often each folded Arabic word stands in the texts, and how often it
/// would without its article.
#[derive(Debug, Clone, Default)]
pub struct WordCounts {
    counts: Map<String, u64>,
}

impl WordCounts {
    /// Counts one word, `count` times.
    pub fn add(&mut self, key: &str, count: u64) {
        if let Some(bare) = strip_article(key) {
            *self.counts.entry(bare.to_owned()).or_default() += count;
        }
        *self.counts.entry(key.to_owned()).or_default() += count;
    }

    /// How often a folded word stands in the texts, with or without article.
    #[must_use]
    pub fn of(&self, key: &str) -> u64 {
        self.counts.get(key).copied().unwrap_or_default()
    }
}

/// One thing that is aligned, and the token it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// Its number among the units of its language.
    pub number: u32,
    /// The token of the sentence.
    pub token: u32,
    /// It is what the word means, and no clitic on it.
    pub is_stem: bool,
}

/// Turns words into units and numbers them in the order they are met.
pub struct UnitReader<'a> {
    counts: &'a WordCounts,
    /// Words from which nothing is peeled.
    whole: &'a Set<String>,
    ar: Numbers,
    en: Numbers,
}

/// The units of one language.
#[derive(Default)]
struct Numbers {
    by_name: Map<String, u32>,
    names: Vec<String>,
    /// Units of each word met: the number, and whether it is a stem.
    words: Map<String, Vec<(u32, bool)>>,
}

impl Numbers {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.by_name.get(name) {
            return number;
        }
        let number = u32::try_from(self.names.len()).expect("fewer units than bytes of memory");
        self.names.push(name.to_owned());
        self.by_name.insert(name.to_owned(), number);
        number
    }
}

impl<'a> UnitReader<'a> {
    /// A reader; Arabic words of `whole` (grammar words) stay as they are.
    #[must_use]
    pub fn new(counts: &'a WordCounts, whole: &'a Set<String>) -> Self {
        Self { counts, whole, ar: Numbers::default(), en: Numbers::default() }
    }

    /// The units of an Arabic sentence, given its tokens.
    pub fn arabic(&mut self, text: &str, tokens: &[Token]) -> Vec<Unit> {
        let (counts, whole) = (self.counts, self.whole);
        units(&mut self.ar, text, tokens, |token, written| match token.kind {
            TokenKind::Arabic => arabic_parts(written, &token.key, counts, whole),
            _ => other_parts(token, written),
        })
    }

    /// The units of an English sentence, given its tokens.
    pub fn english(&mut self, text: &str, tokens: &[Token]) -> Vec<Unit> {
        units(&mut self.en, text, tokens, other_parts)
    }

    /// The stems and clitics of Arabic, by number.
    #[must_use]
    pub fn ar_names(&self) -> &[String] {
        &self.ar.names
    }

    /// The stems of English, by number.
    #[must_use]
    pub fn en_names(&self) -> &[String] {
        &self.en.names
    }

    /// The number of an Arabic stem, if it was met.
    #[must_use]
    pub fn ar_number(&self, stem: &str) -> Option<u32> {
        self.ar.by_name.get(stem).copied()
    }

    /// The number of an English stem, if it was met.
    #[must_use]
    pub fn en_number(&self, stem: &str) -> Option<u32> {
        self.en.by_name.get(stem).copied()
    }
}

/// Parts of a word, each with whether it is a stem.
type Parts = Vec<(String, bool)>;

fn units(
    numbers: &mut Numbers,
    text: &str,
    tokens: &[Token],
    parts: impl Fn(&Token, &str) -> Parts,
) -> Vec<Unit> {
    let mut all = Vec::with_capacity(tokens.len() + tokens.len() / 8);
    for (at, token) in (0..).zip(tokens) {
        let written = &text[token.range.clone()];
        if !numbers.words.contains_key(written) {
            let parts: Vec<(u32, bool)> = parts(token, written)
                .iter()
                .map(|(name, is_stem)| (numbers.number(name), *is_stem))
                .collect();
            numbers.words.insert(written.to_owned(), parts);
        }
        let parts = &numbers.words[written];
        all.extend(parts.iter().map(|&(number, is_stem)| Unit { number, token: at, is_stem }));
    }
    all
}

/// The parts of a word that is not Arabic: hyphenated words apart.
fn other_parts(token: &Token, written: &str) -> Parts {
    match token.kind {
        TokenKind::Punct(mark) => vec![(plain_mark(mark).to_string(), false)],
        TokenKind::Number => vec![(token.key.clone(), true)],
        _ => {
            let words =
                written.split(['-', '/', '_', '\u{2010}', '\u{2011}']).filter(|word| !word.is_empty());
            let parts: Parts = words.map(|word| (english_stem(word), true)).collect();
            if parts.is_empty() { vec![(token.key.clone(), true)] } else { parts }
        }
    }
}

/// The stem, without the genitive.
fn english_stem(word: &str) -> String {
    let word = ["'s", "\u{2019}s", "'", "\u{2019}"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(word);
    en_stem(word)
}

/// Marks that are one in both languages.
fn plain_mark(mark: char) -> char {
    match mark {
        '\u{060C}' => ',',
        '\u{061B}' => ';',
        '\u{061F}' => '?',
        '\u{06D4}' => '.',
        '«' | '»' | '“' | '”' | '„' | '\u{2018}' | '\u{2019}' => '"',
        '–' | '—' => '-',
        mark => mark,
    }
}

/// What is written onto a folded Arabic word: clitics are peeled where the
/// rest is a word that the texts have more often. `None` where nothing is,
/// and where nothing but the article is.
#[must_use]
#[allow(clippy::implicit_hasher, reason = "the sets of this crate have one hasher")]
pub fn peel(key: &str, counts: &WordCounts, whole: &Set<String>) -> Option<Reading> {
    if whole.contains(key) {
        return None;
    }
    let own = counts.of(key);
    let known = |stem: &str| stem.chars().nth(1).is_some() && counts.of(stem) > 0;
    let plain = |reading: &Reading| {
        let article = reading.prefix.ends_with("ال") || reading.prefix.ends_with("لل");
        let commoner = counts.of(&reading.stem) > 2 * own;
        let peels = reading.prefix != "ال" || !reading.suffix.is_empty();
        let long = reading.stem.chars().nth(2).is_some();
        peels
            && !reading.prefix.contains('س')
            && if article { reading.suffix.is_empty() } else { long && commoner }
    };
    let mut found = readings(key, &known).into_iter().filter(plain);
    let first = found.next()?;
    // للغة is the لغة that the texts have, and no غة.
    let second = found.find(|other| first.prefix.ends_with("لل") && other.stem == format!("ل{}", first.stem));
    let commoner = |other: &Reading| counts.of(&other.stem) > counts.of(&first.stem);
    Some(second.filter(commoner).unwrap_or(first))
}

/// The parts of an Arabic word.
fn arabic_parts(written: &str, key: &str, counts: &WordCounts, whole: &Set<String>) -> Parts {
    let Some(reading) = peel(key, counts, whole) else { return vec![(ar_stem(written), true)] };
    let mut parts = Vec::with_capacity(3);
    for clitic in reading.prefix.strip_suffix("ال").unwrap_or(&reading.prefix).chars() {
        let clitic = clitic.to_string();
        // للغة has one preposition and the article.
        if parts.last().is_none_or(|(last, _): &(String, bool)| *last != format!("{clitic}-")) {
            parts.push((format!("{clitic}-"), false));
        }
    }
    parts.push((ar_stem(&reading.stem), true));
    if !reading.suffix.is_empty() {
        parts.push((format!("-{}", fold(&reading.suffix)), false));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn clitics_are_units_of_their_own_where_the_rest_is_a_word() {
        let mut counts = WordCounts::default();
        for (word, count) in
            [("الشبكة", 9), ("شبكة", 5), ("بيانات", 9), ("بياناتك", 1), ("وحدة", 4), ("حدة", 1)]
        {
            counts.add(word, count);
        }
        let whole = Set::default();
        let mut reader = UnitReader::new(&counts, &whole);
        let mut names = |text: &str| {
            let units = reader.arabic(text, &tokenize(text));
            units.iter().map(|unit| reader.ar_names()[unit.number as usize].clone()).collect::<Vec<_>>()
        };
        assert_eq!(names("وبالشبكة"), ["و-", "ب-", "شبك"]);
        assert_eq!(names("للشبكة"), ["ل-", "شبك"]);
        assert_eq!(names("بياناتك، وحدة"), ["بيان", "-ك", ",", "وحد"]);
        let text = "the client-side server's tools";
        let units = reader.english(text, &tokenize(text));
        let names: Vec<(&str, u32)> =
            units.iter().map(|unit| (reader.en_names()[unit.number as usize].as_str(), unit.token)).collect();
        assert_eq!(names, [("the", 0), ("client", 1), ("side", 1), ("serv", 2), ("tool", 3)]);
    }
}
