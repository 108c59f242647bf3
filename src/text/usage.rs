//! How usual English words are, anywhere and among people who write of
//! computers.
//!
//! The second divided by the first is the weirdness of Ahmad et al. (1999):
//! words of a subject are those that its texts have more often than others.

use std::sync::LazyLock;

use super::key::en_lemma;
use crate::knowledge::compiled;
use crate::maps::Map;

/// How usual a word is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usage {
    /// Log of its uses in a million words of any kind.
    pub general: f64,
    /// Log of how much more usual it is in texts on computing.
    pub technical: f64,
    /// A proper name that computing has no use of its own for: of a person,
    /// a place, a language.
    pub is_name: bool,
}

static USAGE: LazyLock<Map<String, Usage>> = LazyLock::new(|| {
    let file = compiled("tables/english-usage.tsv").expect("the table is compiled in");
    let tenths = |cell: &str| cell.parse::<f64>().unwrap_or_default() / 10.0;
    // Read by hand: it is long, and plain.
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let (word, general, technical) = (cells.next()?, cells.next()?, cells.next()?);
        let is_name = cells.next() == Some("yes");
        Some((word.to_owned(), Usage { general: tenths(general), technical: tenths(technical), is_name }))
    };
    file.text.lines().skip(1).filter_map(row).collect()
});

static PHRASES: LazyLock<Map<String, f64>> = LazyLock::new(|| {
    let file = compiled("tables/english-phrases.tsv").expect("the table is compiled in");
    let row = |line: &str| {
        let (words, uses) = line.rsplit_once('\t')?;
        Some((words.replace('\t', " "), libm::log(uses.parse().ok()?)))
    };
    file.text.lines().skip(1).filter_map(row).collect()
});

/// Log of how often texts on computing have two lower-case words, of which
/// the second is in the singular, side by side; nothing where they hardly do.
#[must_use]
pub fn phrase_usage(first: &str, second: &str) -> f64 {
    let of = |first: &str| PHRASES.get(&format!("{first} {second}")).copied();
    of(first).or_else(|| of(&en_lemma(first))).unwrap_or_default()
}

/// How usual a lower-case word is, or its singular; `None` where it is so
/// rare that nothing is known.
#[must_use]
pub fn usage(word: &str) -> Option<Usage> {
    USAGE.get(word).or_else(|| USAGE.get(en_lemma(word).as_str())).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_computing_are_told_from_those_of_everyday() {
        let technical = |word: &str| usage(word).unwrap().technical;
        for (word, other) in [("compiler", "interview"), ("node", "team"), ("tokens", "country")] {
            assert!(technical(word) > 1.0 && technical(other) < 0.0, "{word} {other}");
        }
        assert!(usage("the").unwrap().general > usage("kernel").unwrap().general);
        assert!(usage("croatian").unwrap().is_name && !usage("unicode").unwrap().is_name);
        assert_eq!(usage("xyzzyq"), None);
        assert!(phrase_usage("window", "manager") > 2.0 && phrase_usage("curious", "manager") == 0.0);
    }
}
