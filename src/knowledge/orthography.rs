//! How Arabic words are rightly spelled, as far as the glossary folder has them.

use crate::maps::Map;
use crate::text::{fold, strip_article_as_written};

/// The written form of each word of the approved renderings, acronyms and
/// dictionary, by its folded key.
#[derive(Debug, Clone, Default)]
pub struct Orthography {
    /// Nothing where two spellings share a key: على and علي.
    words: Map<String, Option<Box<str>>>,
}

impl Orthography {
    /// Takes the words of Arabic phrases, article or not.
    pub(super) fn of<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        let mut words: Map<String, Option<Box<str>>> = Map::default();
        for word in phrases.flat_map(str::split_whitespace).map(strip_article_as_written) {
            let spelling = words.entry(fold(word)).or_insert_with(|| Some(word.into()));
            if spelling.as_deref() != Some(word) {
                *spelling = None;
            }
        }
        Self { words }
    }

    /// A phrase with its words as the tables spell them, where they have them
    /// in one spelling alone: مستوي as مستوى, اعداد as إعداد. Short words are
    /// left, and so are those whose hamza or vowel signs are a choice: إثير,
    /// شدّة.
    #[must_use]
    pub fn spell(&self, phrase: &str) -> String {
        let spelled = phrase.split(' ').map(|word| {
            let bare = strip_article_as_written(word);
            match self.words.get(&fold(bare)) {
                Some(Some(right)) if is_slip(bare, right) => {
                    format!("{}{right}", &word[..word.len() - bare.len()])
                }
                _ => word.to_owned(),
            }
        });
        spelled.collect::<Vec<_>>().join(" ")
    }
}

/// Letters of the shortest word that is spelled anew.
const SHORTEST: usize = 4;

/// Whether two spellings of one key differ only by letters that are written
/// for each other by haste: alef and its hamzas, ya.
fn is_slip(written: &str, right: &str) -> bool {
    let length = written.chars().count();
    let hasty = |(a, b): (char, char)| {
        a == b || matches!((a, b), ('ا', 'أ' | 'إ' | 'آ') | ('أ' | 'إ', 'ا') | ('ي', 'ى') | ('ى', 'ي'))
    };
    length >= SHORTEST && length == right.chars().count() && written.chars().zip(right.chars()).all(hasty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spelled_as_the_tables_have_them() {
        let tables = ["مستوى البرنامج", "إعداد", "على", "علي", "شبكة", "أثير"];
        let orthography = Orthography::of(tables.into_iter());
        assert_eq!(orthography.spell("المستوي الأعلي"), "المستوى الأعلي");
        assert_eq!(orthography.spell("الاعداد شبكة"), "الإعداد شبكة");
        assert_eq!(orthography.spell("علي إثير"), "علي إثير");
        assert_eq!(orthography.spell("شبّكة"), "شبّكة");
    }
}
