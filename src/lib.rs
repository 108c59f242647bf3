//! Builds an Arabic-English glossary of technology from article corpora.
//!
//! The stages, in the order of the folders:
//!
//! 1. [`read`]: files in many formats become [`model::Document`]s whose prose
//!    leads back to the stored bytes. Trait [`read::CorpusReader`].
//! 2. [`text`]: lossless normalisation, fold keys, tokens, sentences, clitics.
//! 3. [`read`] pairs Arabic articles with their English originals, [`pair`]
//!    their sentences.
//! 4. [`align`]: the letter model of transliteration and the word lexicon.
//! 5. [`mine`]: one miner for each kind of evidence. Trait
//!    [`mine::EvidenceMiner`].
//! 6. [`score`]: how sure a pair is, with the parts of the figure kept.
//! 7. [`curate`]: repeats, variants, headwords, ranks, flags and verdicts.
//! 8. [`mod@write`]: one writer for each kind of reader. Trait
//!    [`write::GlossaryWriter`].
//!
//! [`pipeline`] is the map of how they follow each other. What people own, the
//! folder `glossary/`, is read by [`knowledge`].
//!
//! # Example
//!
//! ```
//! use mustalah::curate::Curation;
//! use mustalah::knowledge::Knowledge;
//! use mustalah::pipeline;
//! use mustalah::progress::Progress;
//!
//! let dir = std::env::temp_dir().join("mustalah-example");
//! std::fs::create_dir_all(&dir)?;
//! std::fs::write(dir.join("news.txt"), "تدرب الشركة شبكة عصبية التفافية (Convolutional Neural Network) على الرقائق.")?;
//!
//! let knowledge = Knowledge::load(None, true)?;
//! let inputs = [dir.to_string_lossy().into_owned()];
//! let shard = pipeline::mine_inputs(&inputs, &knowledge, Progress::silent());
//! let glossary = pipeline::curate_shards(vec![shard], &knowledge, Curation::default());
//! let cnn = glossary.entries.iter().find(|entry| entry.ar == "شبكة عصبية التفافية");
//! assert!(cnn.is_some_and(|entry| entry.occurrences == 1));
//! # std::fs::remove_dir_all(&dir)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// The stages.
pub mod read;

pub mod text;

pub mod pair;

pub mod align;

pub mod mine;

pub mod score;

pub mod curate;

pub mod write;

// What they work on, and with.
pub mod model;

pub mod knowledge;

pub mod config;

pub mod error;

pub(crate) mod maps;

// What people run.
pub mod pipeline;

pub mod check;

pub mod eval;

pub mod lookup;

pub mod review;

pub mod progress;

pub mod cli;
