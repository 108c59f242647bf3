//! wip
use super::{GlossaryWriter, OutputFile};
use crate::{error::Result, model::Glossary};
/// Writes `glossary.xlsx`.
pub struct XlsxWriter;
impl GlossaryWriter for XlsxWriter {
    fn format(&self) -> &'static str {
        "xlsx"
    }
    fn files(&self) -> &'static [&'static str] {
        &["glossary.xlsx"]
    }
    fn write(&self, _glossary: &Glossary) -> Result<Vec<OutputFile>> {
        Ok(vec![OutputFile { name: "glossary.xlsx", bytes: Vec::new() }])
    }
}
