//! What a check reports.

use serde::Serialize;

/// The kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Arabic that is known to stand for an English term by mistake.
    Mistranslation,
    /// One word of a term in two spellings.
    Spelling,
    /// A name that is misspelled in Arabic letters.
    MisspelledName,
    /// One term rendered two ways.
    Inconsistent,
    /// A rendering that is not the preferred one.
    NotPreferred,
    /// A name in Latin letters that has an Arabic form.
    LatinName,
    /// An English term of the original without a rendering.
    NotRendered,
}

/// How grave a finding is, in the words of SARIF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Readers are misled.
    Error,
    /// Readers stumble.
    Warning,
    /// A matter of house style.
    Note,
}

impl Rule {
    /// Every rule, the gravest first.
    pub const ALL: [Self; 7] = [
        Self::Mistranslation,
        Self::Spelling,
        Self::MisspelledName,
        Self::Inconsistent,
        Self::NotPreferred,
        Self::LatinName,
        Self::NotRendered,
    ];

    /// The name used in outputs and options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mistranslation => "mistranslation",
            Self::Spelling => "spelling",
            Self::MisspelledName => "misspelled-name",
            Self::Inconsistent => "inconsistent",
            Self::NotPreferred => "not-preferred",
            Self::LatinName => "latin-name",
            Self::NotRendered => "not-rendered",
        }
    }

    /// The rule of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// What it looks for, in one sentence.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::Mistranslation => "Arabic that machine translation is known to give for another term.",
            Self::Spelling => "One word of a term is spelled two ways in one text.",
            Self::MisspelledName => "A name of the text is misspelled in Arabic letters.",
            Self::Inconsistent => "One English term is rendered two ways in one text.",
            Self::NotPreferred => "The glossary prefers another rendering of the term.",
            Self::LatinName => "A name is left in Latin letters though Arabic has a form for it.",
            Self::NotRendered => "An English term of the original has no rendering in the translation.",
        }
    }

    /// How grave it is.
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Self::Mistranslation => Level::Error,
            Self::Spelling | Self::MisspelledName | Self::Inconsistent => Level::Warning,
            Self::NotPreferred | Self::LatinName | Self::NotRendered => Level::Note,
        }
    }
}

impl Level {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Something a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The file it stands in.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based character on the line.
    pub column: u32,
    /// Line of the character after the last.
    pub end_line: u32,
    /// Column of the character after the last.
    pub end_column: u32,
    /// What kind of finding it is.
    pub rule: Rule,
    /// The English term it is about.
    pub term: String,
    /// What stands there.
    pub text: String,
    /// What is wrong, for people.
    pub message: String,
    /// What should stand there, or empty.
    pub suggestion: String,
    /// How often the text has it; the place is that of the first.
    pub times: u32,
    /// The sentence it stands in.
    pub sentence: String,
}

/// Arabic inside an English sentence, kept from rearranging it.
pub(super) fn isolated(arabic: &str) -> String {
    format!("\u{2068}{arabic}\u{2069}")
}

/// How often something is, in words.
pub(super) fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}
