//! What people list as renderings of a gloss.

use std::collections::HashSet;

use super::choice::key;
use super::english::Gloss;
use super::span::Scorer;
use super::word::Word;
use crate::align::ar_stems;
use crate::text::ar_key;

/// The renderings that the glossary folder has for the names of a gloss and
/// for what they stand for.
pub(super) struct Listed {
    keys: HashSet<String>,
    stems: HashSet<String>,
}

impl Listed {
    pub(super) fn of(gloss: &Gloss, scorer: &Scorer<'_, '_>) -> Self {
        let names = [gloss.name.as_str(), gloss.alias.as_str()];
        let names: Vec<&str> = names
            .into_iter()
            .filter(|name| !name.is_empty())
            .flat_map(|name| std::iter::once(name).chain(scorer.expansions(name)))
            .collect();
        let renderings = || names.iter().flat_map(|name| scorer.knowledge.renderings(name));
        Self {
            keys: renderings().map(ar_key).collect(),
            stems: renderings().map(|ar| ar_stems(ar).join(" ")).collect(),
        }
    }

    /// Whether a span is one of them.
    pub(super) fn has(&self, span: &[Word]) -> bool {
        !self.keys.is_empty() && self.keys.contains(&key(span))
    }

    /// Whether it is one but for the endings of its words: of several, for
    /// طرفي is another word than طرفية.
    pub(super) fn has_inflected(&self, span: &[Word]) -> bool {
        let stems = || span.iter().map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ");
        span.len() > 1 && !self.stems.is_empty() && self.stems.contains(&stems())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::mine::MinedArticle;
    use crate::model::{Article, Document, Lang, MappedText};

    /// Whether `ar` is listed for a gloss called `name`.
    fn is_listed(name: &str, ar: &str, knowledge: &Knowledge) -> bool {
        let text = MappedText::identity(String::new());
        let arabic = Document::new("a.txt".into(), "a".into(), Lang::Ar, text, Vec::new());
        let article = Article { arabic, english: None };
        let mined = MinedArticle::new(&article);
        let gloss = Gloss { tokens: 0..0, name: name.into(), alias: String::new(), cued: false };
        Listed::of(&gloss, &Scorer::new(&mined, knowledge)).keys.contains(&ar_key(ar))
    }

    #[test]
    fn a_name_has_its_renderings_and_an_acronym_those_of_what_it_stands_for() {
        let mut knowledge = Knowledge::load(None, true).unwrap();
        let approved = ("CNN", "الشبكة العصبية الالتفافية");
        let only_listed = ("command-line options", "خيار سطر الأوامر");
        for (name, ar) in [approved, only_listed] {
            assert!(is_listed(name, ar, &knowledge), "{name}");
        }
        assert!(!is_listed("CNN", "شبكة الأخبار", &knowledge));
        knowledge.terms.forget_renderings();
        assert!(!is_listed(only_listed.0, only_listed.1, &knowledge));
    }
}
