//! The ways to read the English of a gloss.

use super::super::acronym::is_acronym;
use super::boundary::Scorer;
use super::english::Gloss;
use crate::align::en_stems;
use crate::text::fold;

/// One way to read the English.
pub(super) struct Reading {
    /// Stems of its content words.
    pub(super) stems: Vec<String>,
    /// How many words it stands for.
    pub(super) words: usize,
    /// Log odds against this reading.
    pub(super) doubt: f64,
}

impl Reading {
    pub(super) fn of(stems: Vec<String>) -> Self {
        Self { words: stems.len(), stems, doubt: 0.0 }
    }
}

impl Scorer<'_, '_> {
    /// The ways to read the English: its words, or what an acronym stands for.
    pub(super) fn readings(&self, gloss: &Gloss) -> Vec<Reading> {
        let mut readings = Vec::new();
        for name in [&gloss.name, &gloss.alias].into_iter().filter(|name| !name.is_empty()) {
            if name.contains(' ') || !is_acronym(name) {
                readings.push(Reading::of(self.content(name)));
                continue;
            }
            let own = self.article.expansions.get(name).into_iter().flatten().map(String::as_str);
            let known: Vec<&str> = own.chain(self.knowledge.acronyms.expansions(name)).collect();
            // Unexpanded, an acronym still has a word for each letter.
            let letters = name.trim_end_matches('s').chars().filter(char::is_ascii_alphabetic).count();
            let doubt = if known.is_empty() { 0.0 } else { -1.0 };
            readings.push(Reading { stems: self.content(name), words: letters, doubt });
            readings.extend(known.into_iter().map(|expansion| Reading::of(self.content(expansion))));
        }
        readings.retain(|reading| !reading.stems.is_empty());
        readings
    }

    /// The stems of the content words of a name.
    pub(super) fn content(&self, name: &str) -> Vec<String> {
        let many = name.contains(' ');
        let words: Vec<&str> = name
            .split_whitespace()
            .filter(|word| !self.knowledge.stoplists.en_function.contains(&fold(word)))
            // The IDE of `IDE integration` is three words in Arabic.
            .map(|word| self.knowledge.acronyms.expansions(word).next().filter(|_| many).unwrap_or(word))
            .collect();
        en_stems(&if words.is_empty() { name.to_owned() } else { words.join(" ") })
    }
}
