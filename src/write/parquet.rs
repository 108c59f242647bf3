//! Parquet: the glossary for programs, with everything behind it.

use super::{GlossaryWriter, OutputFile, frame, schema};
use crate::error::Result;
use crate::model::Glossary;

/// Writes `glossary.parquet`, `candidates.parquet`, `evidence.parquet` and
/// `consistency.parquet`.
pub struct ParquetWriter;

impl GlossaryWriter for ParquetWriter {
    fn format(&self) -> &'static str {
        "parquet"
    }

    fn files(&self) -> &'static [&'static str] {
        &["glossary.parquet", "candidates.parquet", "evidence.parquet", "consistency.parquet"]
    }

    fn write(&self, glossary: &Glossary) -> Result<Vec<OutputFile>> {
        Ok(vec![
            frame::parquet("glossary.parquet", schema::ENTRY, &glossary.entries)?,
            frame::parquet("candidates.parquet", schema::ENTRY, &glossary.candidates)?,
            frame::parquet("evidence.parquet", schema::EVIDENCE, &glossary.evidence)?,
            frame::parquet("consistency.parquet", schema::CONSISTENCY, &glossary.consistency)?,
        ])
    }
}
