//! Stage 2: from a block of prose to normalised text, tokens and sentences.
//!
//! Two lists of rewrites, never mixed: [`normalize`] changes nothing that a
//! reader reads and keeps a map back; [`fold`] and [`skeleton`] lose
//! information and are only ever compared.

mod clitic;
mod key;
mod letters;
mod plural;
mod prose;
mod sentence;
mod sketch;
mod speech;
mod token;
mod usage;

pub use clitic::{
    Reading, is_bare_clitic, readings, strip_article, strip_article_as_written, without_article,
};
pub(crate) use key::TANWEEN;
pub use key::{ar_key, ar_stem, display_form, en_key, en_lemma, en_stem};
pub(crate) use letters::nth_letter;
pub use letters::{fold, is_arabic, is_diacritic, normalize, skeleton};
pub use plural::singular_shapes;
pub use prose::Prose;
pub use sentence::sentences;
pub use sketch::{digest, resemblance, sketch};
pub use speech::{Part, can_be_verb, is_adjective, is_common, is_english, is_form, parts_of_speech};
pub use token::{Token, TokenKind, tokenize};
pub use usage::{Usage, phrase_usage, usage};
