//! Acronyms and their expansions.

/// Whether a Latin word is written as an acronym: GPU, 5G, `IoT`, `DeFi`.
#[must_use]
pub fn is_acronym(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or(word);
    let capitals = stem.chars().filter(char::is_ascii_uppercase).count();
    let letters = stem.chars().filter(char::is_ascii_alphabetic).count();
    let is_plain = stem.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '&' | '-'));
    is_plain && (2..=8).contains(&letters) && capitals >= 2 && capitals * 2 >= letters
}

/// Whether the words spell out the acronym by their initials, as in Schwartz
/// and Hearst (2003): every letter is found in order, each initial before any
/// inner letter, and the first letters agree.
///
/// ```
/// use mustalah::mine::initials_match;
/// assert!(initials_match("CNN", &["Convolutional", "Neural", "Network"]));
/// assert!(initials_match("IoT", &["Internet", "of", "Things"]));
/// assert!(!initials_match("GPU", &["Neural", "Network"]));
/// ```
#[must_use]
pub fn initials_match(acronym: &str, words: &[&str]) -> bool {
    let stem = acronym.strip_suffix('s').unwrap_or(acronym);
    let letters: Vec<char> =
        stem.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    let words: Vec<String> = words
        .iter()
        .flat_map(|word| word.split(['-', '/']))
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.len() >= 2
        && letters.len() >= 2
        && words.len() <= letters.len() + 2
        && spells(&letters, &words, true)
}

/// Whether `letters` can be read off `words` in order, taking the first
/// letter of each word or skipping a small word.
fn spells(letters: &[char], words: &[String], may_skip: bool) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let Some((&letter, after)) = letters.split_first() else {
        return false;
    };
    if word.starts_with(letter) {
        if spells(after, rest, may_skip) {
            return true;
        }
        // A second letter from inside the word: HTML, XSS, database -> DB.
        let inner = &word[word.chars().next().map_or(0, char::len_utf8)..];
        let mut tail = after;
        let mut from = inner;
        while let Some((&next, more)) = tail.split_first() {
            let Some(at) = from.find(next) else { break };
            from = &from[at + next.len_utf8()..];
            tail = more;
            if spells(tail, rest, may_skip) {
                return true;
            }
        }
        return false;
    }
    matches!(word.as_str(), "of" | "and" | "the" | "for" | "in" | "to" | "on" | "a" | "as" | "by" | "with")
        && may_skip
        && spells(letters, rest, may_skip)
        // X stands for cross and ex: XSS, XML.
        || (letter == 'x' && (word.starts_with("cross") || word.starts_with("ex")) && spells(after, rest, may_skip))
}
