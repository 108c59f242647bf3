//! What people know and own: the glossary folder, read and indexed.

mod base;
mod company;
mod confusions;
mod files;
mod orthography;
mod phrases;
mod spellings;
mod spreadsheet;
mod tables;
mod term_list;
mod term_words;
mod verdict_file;
mod verdicts;

use std::path::PathBuf;

pub use base::{BaseTerm, BaseTerms};
pub use company::{AcronymTerm, AcronymTerms, consonants};
pub use confusions::{Confusion, ConfusionPhrase, ConfusionPhrases};
pub use files::{GlossaryFile, GlossaryFiles, compiled, list_cell};
pub use orthography::Orthography;
pub use phrases::{PhraseIndex, WordReading, singulars};
pub use spellings::Spellings;
pub use spreadsheet::Spreadsheet;
pub use tables::{Acronyms, Cues, Encyclopedia, Stoplists};
pub use term_list::TermList;
pub use term_words::TermWords;
pub use verdict_file::{Change, VerdictFile};
pub use verdicts::{VERDICT_COLUMNS, VERDICTS, Verdict, VerdictKind, Verdicts};

use crate::align::{LetterModel, Lexicon};
use crate::error::{Result, Skip};
use crate::maps::Set;
use crate::mine::gloss::learn::feature_names;
use crate::score::{Additive, ConfidenceModel, Ranker};
use crate::text::en_key;

/// The least probability of a link that says a word is not foreign.
const LINKED: f64 = 0.2;
/// The least probability of another link of it that is looked at.
const ALSO_LINKED: f64 = 0.05;

/// The glossary folder, with the models that its tables hold.
#[derive(Debug)]
pub struct Knowledge {
    /// Approved pairs; empty with `--no-base`.
    pub base: BaseTerms,
    /// Known mistranslations.
    pub confusions: Vec<Confusion>,
    /// The Arabic phrases that they speak of.
    pub confusion_phrases: ConfusionPhrases,
    /// What people decided.
    pub verdicts: Vec<Verdict>,
    /// Rows of the folder that cannot be used.
    pub skipped: Vec<Skip>,
    /// Technology acronyms.
    pub acronyms: Acronyms,
    /// British and American spellings.
    pub spellings: Spellings,
    /// The right spelling of Arabic words.
    pub orthography: Orthography,
    /// Base terms that have an acronym, with the company they keep.
    pub acronym_terms: AcronymTerms,
    /// Folded Arabic words of negation, which no boundary may drop.
    pub negators: Set<String>,
    /// The words that technical terms are made of.
    pub term_words: TermWords,
    /// Terms of technology with their renderings; these left out with
    /// `--no-base`.
    pub terms: TermList,
    /// Words that introduce a gloss.
    pub cues: Cues,
    /// Sites whose addresses name things in English.
    pub encyclopedias: Vec<Encyclopedia>,
    /// Words that are no terms.
    pub stoplists: Stoplists,
    /// How Arabic spells foreign sounds.
    pub letters: LetterModel,
    /// Which Arabic words render which English words.
    pub lexicon: Lexicon,
    /// What the features of a gloss weigh.
    pub gloss_ranker: Ranker,
    /// What the features of a pair from parallel text weigh.
    pub bitext_ranker: Additive,
    /// What is known of a pair weighs, and what that comes to.
    pub confidence: ConfidenceModel,
}

impl Knowledge {
    /// Reads a glossary folder, or the compiled copy.
    ///
    /// With `use_base` off the base glossary neither answers nor guides: its
    /// terms are not searched for and teach the lexicon nothing.
    ///
    /// # Errors
    /// When the folder is missing or one of its files is malformed.
    pub fn load(dir: Option<PathBuf>, use_base: bool) -> Result<Self> {
        let files = GlossaryFiles::find(dir)?;
        let base = if use_base { BaseTerms::load(&files)? } else { BaseTerms::default() };
        let acronyms = if use_base { Acronyms::load(&files)? } else { Acronyms::default() };
        let stoplists = Stoplists::load(&files)?;
        let mut lexicon = Lexicon::learn(base.pairs().chain(acronyms.pairs()));
        let mut orthography = Orthography::default();
        if use_base {
            lexicon.merge_table(&files.get("tables/lexicon.tsv")?)?;
            let dictionary = files.get("tables/dictionary.csv")?.rows(["en", "ar"])?;
            let dictionary: Vec<(String, Vec<String>)> =
                dictionary.into_iter().map(|(_, [en, ar])| (en, list_cell(&ar))).collect();
            lexicon.merge_dictionary(&dictionary, &stoplists.ar_function);
            let listed = dictionary.iter().flat_map(|(_, ar)| ar).map(String::as_str);
            let approved = base.terms.iter().flat_map(BaseTerm::ar_forms);
            orthography = Orthography::of(approved.chain(acronyms.pairs().map(|(ar, _)| ar)).chain(listed));
        }
        let mut letters = LetterModel::load(&files)?;
        let words = stoplists.ar_function.iter().chain(&stoplists.ar_openers).chain(&stoplists.ar_light);
        letters.set_native_words(
            base.word_links()
                .chain(lexicon.ar_links(LINKED, ALSO_LINKED))
                .chain(words.map(|word| (word.as_str(), ""))),
            &base.foreign_words(),
        );
        let spellings = Spellings::load(&files)?;
        let confusions = Confusion::load(&files)?;
        let verdicts = Verdicts::load(&files)?;
        Ok(Self {
            lexicon,
            gloss_ranker: Ranker::from_table(&files.get("tables/gloss-ranker.tsv")?, feature_names())?,
            bitext_ranker: Additive::from_table(
                &files.get("tables/bitext-ranker.tsv")?,
                &crate::mine::bitext::SCHEMA,
            )?,
            confidence: ConfidenceModel::from_table(&files.get("tables/confidence.tsv")?)?,
            term_words: TermWords::count_in(&base, &acronyms),
            terms: TermList::load(&files.get("tables/terms.csv")?, spellings.clone(), use_base)?,
            spellings,
            orthography,
            acronym_terms: AcronymTerms::new(&base, &acronyms),
            base,
            acronyms,
            confusion_phrases: ConfusionPhrases::of(&confusions),
            confusions,
            verdicts: verdicts.rows,
            skipped: verdicts.skipped,
            negators: tables::negators(&files)?,
            cues: Cues::load(&files)?,
            encyclopedias: Encyclopedia::load(&files)?,
            stoplists,
            letters,
        })
    }

    /// Every Arabic form that people list for English: approved, as what an
    /// acronym stands for, or as a term's rendering.
    pub fn renderings<'s>(&'s self, en: &'s str) -> impl Iterator<Item = &'s str> {
        let approved = self.base.of_english(&en_key(en)).flat_map(BaseTerm::ar_forms);
        approved.chain(self.acronyms.of_name(en)).chain(self.terms.renderings(en))
    }
}
