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

/// Longest clipped word of a blend, in letters.
const LONGEST_CLIP: usize = 5;

/// The clipped words that a blend is made of, in lower case: `app` and `sec`
/// of `AppSec`, `seq` twice of `seq2seq`; none where the word is no blend.
#[must_use]
pub fn clips(word: &str) -> Option<Vec<String>> {
    let mut clips: Vec<String> = Vec::new();
    let mut begins = true;
    for c in word.chars() {
        match c {
            // seq2seq, text4you: the digit stands for a small word.
            '2' | '4' if !begins && clips.len() == 1 => begins = true,
            'A'..='Z' => {
                clips.push(c.to_ascii_lowercase().into());
                begins = false;
            }
            'a'..='z' if begins => {
                clips.push(c.into());
                begins = false;
            }
            'a'..='z' => clips.last_mut()?.push(c),
            _ => return None,
        }
    }
    let is_clip = |clip: &String| (2..=LONGEST_CLIP).contains(&clip.len());
    // parseInt is code.
    let has_digit = word.contains(['2', '4']);
    let is_written_so = has_digit || word.starts_with(|c: char| c.is_ascii_uppercase());
    ((2..=3).contains(&clips.len()) && is_written_so && !begins && clips.iter().all(is_clip)).then_some(clips)
}

/// What an acronym or blend has of each word it stands for, in lower case:
/// `c`, `n` and `n` of CNN, `app` and `sec` of `AppSec`.
#[must_use]
pub fn pieces(word: &str) -> Vec<String> {
    clips(word).unwrap_or_else(|| {
        let letters = word.trim_end_matches('s').chars().filter(char::is_ascii_alphabetic);
        letters.map(|letter| letter.to_ascii_lowercase().to_string()).collect()
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blends_fall_into_their_clipped_words() {
        assert_eq!(pieces("AppSec"), ["app", "sec"]);
        assert_eq!(pieces("seq2seq"), ["seq", "seq"]);
        assert_eq!(pieces("GPUs"), ["g", "p", "u"]);
        for word in ["parseInt", "GitLab2", "MySQL", "JavaScript", "Rust", "4you", "تطبيق"] {
            assert_eq!(clips(word), None, "{word}");
        }
    }
}
