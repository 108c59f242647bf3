//! Stage 4: what is known of words across the two languages: the letter
//! model and the word lexicon.

mod letters;
mod lexicon;
mod transliteration;

pub use lexicon::{Lexicon, ar_stems, en_stems};
pub use transliteration::{LetterModel, arabic_skeletons, english_skeletons};
