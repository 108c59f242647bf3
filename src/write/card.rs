//! `README.md`: the dataset card.
use super::{CARD, OutputFile};
use crate::model::Glossary;
pub(super) fn write(_glossary: &Glossary, _files: &[OutputFile]) -> OutputFile {
    OutputFile { name: CARD, bytes: Vec::new() }
}
