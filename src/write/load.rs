//! Parquet files back to rows. With `frame.rs`, the only place that knows
//! polars.

use std::fs::File;
use std::path::Path;

use polars::prelude::{Column as Series, DataFrame, DataType, PolarsError, PolarsResult};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::schema::{self, Column, Field};
use crate::error::{Error, Result};
use crate::model::{DocumentRecord, Entry, Evidence, Kind, Miner, Status};

/// Rows that are in memory as columns at a time.
const SLICE: usize = 1 << 16;

/// The entries of a `glossary.parquet` or `candidates.parquet`.
///
/// The columns of the contract are enough, so that a glossary made by another
/// program can be read; further columns are ignored.
///
/// # Errors
/// If the file cannot be read, a column is missing or a value is none of ours.
/// The message names file, column and row.
pub fn read_glossary(path: &Path) -> Result<Vec<Entry>> {
    read(path, schema::ENTRY, Extras::Optional, |row| {
        Ok(Entry {
            entry_id: row.text("entry_id")?,
            en: row.text("en")?,
            ar: row.text("ar")?,
            kind: row.known("kind", &row.text("kind")?, Kind::from_name)?,
            status: row.known("status", &row.text("status")?, Status::from_name)?,
            confidence: row.real("confidence")?,
            rank: row.count("rank")?,
            occurrences: row.count("occurrences")?,
            documents: row.count("documents")?,
            sources: row.count("sources")?,
            miners: row
                .list("miners")?
                .iter()
                .map(|name| row.known("miners", name, Miner::from_name))
                .collect::<Result<_>>()?,
            en_variants: row.list("en_variants")?,
            ar_variants: row.list("ar_variants")?,
            subject: row.text("subject")?,
            flags: row.list("flags")?,
            example_ar: row.text("example_ar")?,
            example_en: row.text("example_en")?,
            example_source: row.text("example_source")?,
            confidence_parts: row.list("confidence_parts")?,
            flag_reasons: row.list("flag_reasons")?,
        })
    })
}

/// The rows of an `evidence.parquet` that this program wrote.
///
/// # Errors
/// As [`read_glossary`]; here the columns after those of the contract are
/// needed as well.
pub fn read_evidence(path: &Path) -> Result<Vec<Evidence>> {
    read(path, schema::EVIDENCE, Extras::Required, |row| {
        Ok(Evidence {
            entry_id: row.text("entry_id")?,
            miner: row.known("miner", &row.text("miner")?, Miner::from_name)?,
            document: row.text("document")?,
            line: row.count("line")?,
            ar: row.text("ar")?,
            en: row.text("en")?,
            ar_start: row.offset("ar_start")?,
            ar_end: row.offset("ar_end")?,
            en_start: row.offset("en_start")?,
            en_end: row.offset("en_end")?,
            left: row.text("left")?,
            right: row.text("right")?,
            score: row.real("score")?,
            ar_form: row.text("ar_form")?,
            en_form: row.text("en_form")?,
            en_alias: row.text("en_alias")?,
            article: row.text("article")?,
            source: row.text("source")?,
            en_document: row.optional_text("en_document")?,
            en_context: row.optional_text("en_context")?,
            flag: row.optional_text("flag")?,
            ar_headword: row.text("ar_headword")?,
            repeat: row.count("repeat")?,
            features: row.list("features")?,
            alternatives: row.list("alternatives")?,
        })
    })
}

/// The rows of a shard's `documents.parquet`.
pub(super) fn read_documents(path: &Path) -> Result<Vec<DocumentRecord>> {
    read(path, schema::DOCUMENT, Extras::Required, |row| {
        Ok(DocumentRecord {
            article: row.text("article")?,
            source: row.text("source")?,
            subject: row.text("subject")?,
            date: row.text("date")?,
            partner: row.optional_text("partner")?,
            words: row.total("words")?,
            digest: row.text("digest")?,
            sketch: row.numbers("sketch")?,
        })
    })
}

/// The rows of a shard's `vocabulary.parquet`.
pub(super) fn read_vocabulary(path: &Path) -> Result<Vec<(String, u64)>> {
    read(path, &schema::vocabulary(), Extras::Required, |row| Ok((row.text("word")?, row.total("count")?)))
}

/// Whether the columns after those of the contract must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extras {
    Required,
    Optional,
}

/// Reads slice by slice, so that a large file is never in memory twice.
pub(super) fn read<T, R>(
    path: &Path,
    columns: &[Column<T>],
    extras: Extras,
    mut row: impl FnMut(&Row<'_>) -> Result<R>,
) -> Result<Vec<R>> {
    let refused = |error: PolarsError| invalid(path, format!("is not a Parquet file to read: {error}"));
    let file = File::open(path).map_err(|cause| Error::Io { path: path.to_owned(), cause })?;
    let open =
        || file.try_clone().map(ParquetReader::new).map_err(|cause| Error::Io { path: path.into(), cause });

    let mut reader = open()?;
    let metadata = reader.get_metadata().map_err(refused)?.clone();
    let held = reader.schema().map_err(refused)?;
    for column in columns {
        if !held.contains(column.name) && (column.contract || extras == Extras::Required) {
            return Err(invalid(path, missing(column.name)));
        }
    }
    let wanted: Vec<String> = columns
        .iter()
        .filter(|column| held.contains(column.name))
        .map(|column| column.name.to_owned())
        .collect();

    let mut rows = Vec::with_capacity(metadata.num_rows);
    for start in (0..metadata.num_rows).step_by(SLICE) {
        let mut reader = open()?;
        reader.set_metadata(metadata.clone());
        let frame = reader
            .with_columns(Some(wanted.clone()))
            .with_slice(Some((start, SLICE)))
            .set_rechunk(true)
            .finish()
            .map_err(refused)?;
        let frame = typed(&frame, columns).map_err(|error| invalid(path, error.to_string()))?;
        for at in 0..frame.height() {
            rows.push(row(&Row { path, frame: &frame, at, number: start + at + 1 })?);
        }
    }
    Ok(rows)
}

fn missing(column: &str) -> String {
    format!(
        "the column `{column}` is missing: the file was made by another program or version; \
         run `mustalah build` or `mustalah mine` again to write it anew"
    )
}

/// The columns in the types of the schema, whatever the writer chose; those
/// that are absent are filled with nulls.
fn typed<T>(frame: &DataFrame, columns: &[Column<T>]) -> PolarsResult<DataFrame> {
    let series = columns.iter().map(|column| {
        let dtype = match column.field {
            Field::Text(_) | Field::OptionalText(_) => DataType::String,
            Field::Real(_) => DataType::Float64,
            Field::Count(_) => DataType::UInt32,
            Field::Total(_) | Field::Offset(_) => DataType::UInt64,
            Field::List(_) => DataType::List(Box::new(DataType::String)),
            Field::Numbers(_) => DataType::List(Box::new(DataType::UInt32)),
        };
        match frame.column(column.name) {
            Ok(held) if *held.dtype() == dtype => Ok(held.clone()),
            Ok(held) => held.strict_cast(&dtype).map_err(|error| {
                let (name, is) = (column.name, held.dtype());
                PolarsError::SchemaMismatch(
                    format!("the column `{name}` is {is} where {dtype} is expected: {error}").into(),
                )
            }),
            Err(_) => Ok(Series::full_null(column.name.into(), frame.height(), &dtype)),
        }
    });
    DataFrame::new(frame.height(), series.collect::<PolarsResult<_>>()?)
}

fn invalid(path: &Path, reason: String) -> Error {
    Error::Format { path: path.to_owned(), line: 0, reason }
}

/// One row of a frame whose columns have the types of the schema.
pub(super) struct Row<'a> {
    path: &'a Path,
    frame: &'a DataFrame,
    at: usize,
    /// 1-based, in the file.
    number: usize,
}

impl Row<'_> {
    fn value<V>(&self, name: &str, get: impl Fn(&Series, usize) -> PolarsResult<V>) -> Result<V> {
        self.frame
            .column(name)
            .and_then(|column| get(column, self.at))
            .map_err(|error| self.bad(name, &error.to_string()))
    }

    fn bad(&self, name: &str, reason: &str) -> Error {
        invalid(self.path, format!("row {}, column `{name}`: {reason}", self.number))
    }

    fn there<V>(&self, name: &str, value: Option<V>) -> Result<V> {
        value.ok_or_else(|| self.bad(name, "there is no value"))
    }

    pub(super) fn optional_text(&self, name: &str) -> Result<Option<String>> {
        self.value(name, |column, at| Ok(column.str()?.get(at).map(str::to_owned)))
    }

    /// Other programs write an empty string as null.
    pub(super) fn text(&self, name: &str) -> Result<String> {
        self.optional_text(name).map(Option::unwrap_or_default)
    }

    fn real(&self, name: &str) -> Result<f64> {
        self.there(name, self.value(name, |column, at| Ok(column.f64()?.get(at)))?)
    }

    pub(super) fn count(&self, name: &str) -> Result<u32> {
        self.there(name, self.value(name, |column, at| Ok(column.u32()?.get(at)))?)
    }

    fn offset(&self, name: &str) -> Result<Option<u64>> {
        self.value(name, |column, at| Ok(column.u64()?.get(at)))
    }

    pub(super) fn total(&self, name: &str) -> Result<u64> {
        self.there(name, self.offset(name)?)
    }

    pub(super) fn list(&self, name: &str) -> Result<Vec<String>> {
        self.value(name, |column, at| {
            let Some(items) = column.list()?.get_as_series(at) else { return Ok(Vec::new()) };
            Ok(items.str()?.iter().flatten().map(str::to_owned).collect())
        })
    }

    pub(super) fn numbers(&self, name: &str) -> Result<Vec<u32>> {
        self.value(name, |column, at| {
            let Some(items) = column.list()?.get_as_series(at) else { return Ok(Vec::new()) };
            Ok(items.u32()?.iter().flatten().collect())
        })
    }

    pub(super) fn known<V>(
        &self,
        name: &str,
        value: &str,
        from_name: impl Fn(&str) -> Option<V>,
    ) -> Result<V> {
        from_name(value).ok_or_else(|| self.bad(name, &format!("`{value}` is no value this column can have")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::{frame, samples};

    fn written(columns: &[Column<Entry>], entry: &Entry) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        let made = frame::parquet("glossary.parquet", columns, std::slice::from_ref(entry)).unwrap();
        std::fs::write(file.path(), made.bytes).unwrap();
        file
    }

    fn with(name: &str, field: &Field<Entry>) -> Vec<Column<Entry>> {
        let mut columns = schema::ENTRY.to_vec();
        columns
            .iter_mut()
            .filter(|column| column.name == name)
            .for_each(|column| column.field = field.clone());
        columns
    }

    #[test]
    fn another_programs_glossary_can_be_read() {
        let entry = samples::entry("a", Status::Accepted, "chips");
        let mut columns = with("rank", &Field::Total(|entry| entry.rank.into()));
        columns.retain(|column| column.contract && column.name != "subject");
        for (name, field) in [("subject", Field::OptionalText(|_| None)), ("more", Field::Real(|_| 0.0))] {
            columns.push(Column { name, meaning: "", contract: false, field });
        }
        let read = read_glossary(written(&columns, &entry).path()).unwrap();
        assert_eq!(
            read,
            [Entry {
                subject: String::new(),
                confidence_parts: Vec::new(),
                flag_reasons: Vec::new(),
                ..entry
            }]
        );
    }

    #[test]
    fn a_value_that_will_not_do_is_named_with_its_place() {
        let entry = samples::entry("a", Status::Accepted, "chips");
        let message = |columns: &[Column<Entry>]| {
            read_glossary(written(columns, &entry).path()).unwrap_err().to_string()
        };
        let unknown = message(&with("kind", &Field::Text(|_| "guess")));
        assert!(unknown.contains("row 1, column `kind`: `guess`"), "{unknown}");
        let too_large = message(&with("rank", &Field::Total(|_| u64::MAX)));
        assert!(too_large.contains("`rank`"), "{too_large}");
        let absent = message(&schema::ENTRY[1..]);
        assert!(absent.contains("`entry_id` is missing"), "{absent}");
    }
}
