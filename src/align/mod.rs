//! Stage 4: what is known of words across the two languages: the letter
//! model and the word lexicon.

mod affix;
mod calibration;
mod index;
mod latin;
mod letter_names;
mod letters;
mod lexicon;
mod native;
mod skeleton;
mod spelling;
mod table;
mod training;
mod transliteration;
pub mod words;

pub use index::NameIndex;
pub use latin::LatinName;
pub use lexicon::{Lexicon, ar_stems, en_stems};
pub use spelling::ArabicSpelling;
pub use transliteration::{ArabicWord, LetterModel, Match, Peeled};
