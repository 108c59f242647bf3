//! Keys of phrases: what makes two spellings one term.

use super::clitic::without_article;
use super::letters::{fold, is_diacritic, normalize};
use super::token::tokenize;

/// The key of an Arabic phrase: folded words, each without its article.
///
/// ```
/// use mustalah::text::ar_key;
/// assert_eq!(ar_key("الذكاء الإصطناعى"), ar_key("ذكاء اصطناعي"));
/// ```
#[must_use]
pub fn ar_key(phrase: &str) -> String {
    let text = normalize(phrase);
    let words: Vec<String> = tokenize(text.as_str())
        .into_iter()
        .filter(|token| !token.key.is_empty())
        .map(|token| if token.is_arabic() { without_article(&text.as_str()[token.range]) } else { token.key })
        .collect();
    words.join(" ")
}

/// The key of an English phrase: lower case, hyphens as spaces, no other
/// punctuation, and the last word in the singular.
///
/// ```
/// use mustalah::text::en_key;
/// assert_eq!(en_key("Neural-Networks"), en_key("neural network"));
/// ```
#[must_use]
pub fn en_key(phrase: &str) -> String {
    let text = normalize(phrase);
    let mut words: Vec<String> = Vec::new();
    for token in tokenize(text.as_str()).into_iter().filter(|token| !token.key.is_empty()) {
        let key = token.key.trim_matches(['\'', '\u{2019}']);
        let key = key.strip_suffix("'s").or_else(|| key.strip_suffix("\u{2019}s")).unwrap_or(key);
        words.extend(
            key.split(['-', '\u{2010}', '\u{2011}', '_']).filter(|w| !w.is_empty()).map(str::to_owned),
        );
    }
    if words.len() > 1 && matches!(words[0].as_str(), "the" | "a" | "an") {
        words.remove(0);
    }
    if let Some(last) = words.last_mut() {
        *last = en_lemma(last);
    }
    words.join(" ")
}

/// English plurals that no ending tells, with their singulars.
const IRREGULAR: [(&str, &str); 38] = [
    ("analyses", "analysis"),
    ("apis", "api"),
    ("axes", "axis"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("calories", "calorie"),
    ("children", "child"),
    ("clis", "cli"),
    ("cookies", "cookie"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("databases", "database"),
    ("gases", "gas"),
    ("guis", "gui"),
    ("headaches", "headache"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("kpis", "kpi"),
    ("lenses", "lens"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("mice", "mouse"),
    ("movies", "movie"),
    ("newbies", "newbie"),
    ("niches", "niche"),
    ("parentheses", "parenthesis"),
    ("people", "person"),
    ("phenomena", "phenomenon"),
    ("quizzes", "quiz"),
    ("rookies", "rookie"),
    ("selfies", "selfie"),
    ("shoes", "shoe"),
    ("uis", "ui"),
    ("vertices", "vertex"),
    ("wikis", "wiki"),
    ("women", "woman"),
    ("zeroes", "zero"),
    ("zombies", "zombie"),
];

/// Endings of singular nouns and names in -s.
const SINGULAR: [&str; 12] =
    ["ss", "us", "is", "ics", "ous", "news", "kubernetes", "https", "css", "aws", "series", "species"];

/// Singular nouns and names in -s whose like are plurals: videos, ideas, gears.
const IN_S: [&str; 18] = [
    "alias", "asbestos", "atlas", "bias", "canvas", "centos", "chaos", "chromeos", "cosmos", "ethos",
    "kudos", "lens", "macos", "pathos", "reactos", "sass", "tvos", "watchos",
];

/// Endings of plurals in -es, of which -es is dropped: matches, aliases,
/// statuses, echoes.
const SIBILANT: [&str; 13] = [
    "sses", "shes", "ches", "xes", "zzes", "iases", "tuses", "ruses", "nuses", "puses", "ocuses", "nsuses",
    "oes",
];

/// The singular of a lower-case English noun.
///
/// ```
/// use mustalah::text::en_lemma;
/// assert_eq!(["aliases", "cookies", "videos"].map(en_lemma), ["alias", "cookie", "video"]);
/// assert_eq!(["alias", "chaos", "statistics"].map(en_lemma), ["alias", "chaos", "statistics"]);
/// ```
#[must_use]
pub fn en_lemma(word: &str) -> String {
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    // Short words (bus, gas, dns, tls) and names in -s keep it.
    if word.len() <= 3
        || !word.bytes().all(|byte| byte.is_ascii_alphabetic())
        || SINGULAR.iter().any(|end| word.ends_with(end))
        || IN_S.contains(&word)
    {
        return word.to_owned();
    }
    if let Some(base) = word.strip_suffix("ies").filter(|base| base.len() >= 2) {
        return format!("{base}y");
    }
    if word.len() > 4 && SIBILANT.iter().any(|end| word.ends_with(end)) {
        return word[..word.len() - 2].to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// A rough stem of an English word, for counting words together: `computing`
/// and `computer` meet. Never shown.
#[must_use]
pub fn en_stem(word: &str) -> String {
    let lemma = en_lemma(&fold(word));
    for end in [
        "izations", "isations", "ization", "isation", "ations", "ation", "ators", "ator", "ments", "ment",
        "ings", "ing", "ions", "ion", "ers", "er", "ors", "or", "ed", "ive", "ness", "ity", "ally", "al",
        "ly", "able", "es", "e",
    ] {
        if let Some(stem) = lemma.strip_suffix(end).filter(|stem| stem.len() >= 4) {
            let bytes = stem.as_bytes();
            // programming, programmed -> program
            let doubled = bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
                && !matches!(bytes[bytes.len() - 1], b's' | b'l');
            return stem[..stem.len() - usize::from(doubled)].to_owned();
        }
    }
    lemma
}

/// A rough stem of an Arabic word, for counting words together: article,
/// feminine, dual, plural and nisba endings dropped. Never shown, and never
/// used across English terms.
#[must_use]
pub fn ar_stem(word: &str) -> String {
    let key = without_article(word);
    for end in ["ياتها", "اتها", "يات", "ات", "ون", "ين", "ان", "ية", "ها", "ة", "ي"]
    {
        if let Some(stem) = key.strip_suffix(end).filter(|stem| stem.chars().count() >= 3) {
            return stem.to_owned();
        }
    }
    key
}

/// The accusative ending of `تعبيرًا`: it says that the alef after it is no
/// part of the word.
pub(crate) const TANWEEN: char = '\u{064B}';

/// The form to show: normalised, vowel signs dropped, spaces single, outer
/// punctuation gone. Hamzas and letters stay as the author wrote them.
#[must_use]
pub fn display_form(phrase: &str) -> String {
    if is_shown_as_written(phrase) {
        return phrase.to_owned();
    }
    let text = normalize(phrase);
    let bare: String = text
        .as_str()
        .chars()
        .filter(|c| (*c == TANWEEN || !is_diacritic(*c)) && *c != crate::model::OPAQUE)
        .collect();
    let joined = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    let edge = |c: char| c.is_whitespace() || "\"'«»“”‘’()[]{}*_`،؛,;:!?؟".contains(c);
    joined.trim_start_matches(edge).trim_end_matches(|c| edge(c) || c == '.').to_owned()
}

/// Whether a phrase is nothing but letters and digits that nothing rewrites,
/// with single spaces between words.
fn is_shown_as_written(phrase: &str) -> bool {
    let mut in_word = false;
    for c in phrase.chars() {
        let is_letter =
            c.is_ascii_alphanumeric() || matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}');
        if !(is_letter || c == ' ' && in_word) {
            return false;
        }
        in_word = is_letter;
    }
    in_word
}
