//! Rows to Parquet bytes. With `load.rs`, the only place that knows polars.

use std::path::Path;

use polars::prelude::{
    CompatLevel, DataFrame, Float64Chunked, IntoColumn, ListBuilderTrait, ListPrimitiveChunkedBuilder,
    ListStringChunkedBuilder, NewChunkedArray, PlSmallStr, PolarsResult, Schema, SchemaExt, StringChunked,
    UInt32Chunked, UInt32Type, UInt64Chunked,
};
use polars_io::parquet::write::{KeyValueMetadata, ParquetCompression, ParquetWriter};
use polars_parquet::write::schema_to_metadata_key;
use rayon::prelude::*;

use super::OutputFile;
use super::schema::{Column, Field};
use crate::error::{Error, Result};

/// Rows that are turned into columns and compressed at a time: enough for
/// good compression, and little memory beside the rows themselves.
const ROW_GROUP: usize = 1 << 14;

/// The rows as one Parquet file, the same bytes every time.
///
/// # Errors
/// If polars refuses the columns.
pub fn parquet<T: Sync>(name: &'static str, columns: &[Column<T>], rows: &[T]) -> Result<OutputFile> {
    let bytes = encode(columns, rows).map_err(|error| Error::Format {
        path: Path::new(name).to_owned(),
        line: 0,
        reason: format!("cannot be encoded as Parquet: {error}"),
    })?;
    Ok(OutputFile { name, bytes })
}

fn encode<T: Sync>(columns: &[Column<T>], rows: &[T]) -> PolarsResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let schema = frame(columns, &[])?.schema().clone();
    let mut writer = ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Zstd(None))
        .with_key_value_metadata(Some(declared(&schema)))
        .batched(&schema)?;
    for group in rows.chunks(ROW_GROUP) {
        writer.write_batch(&frame(columns, group)?)?;
    }
    writer.finish()?;
    drop(writer);
    Ok(bytes)
}

/// The Arrow types that the file declares: polars would say `string_view`,
/// which many readers do not know. The data is the same.
fn declared(schema: &Schema) -> KeyValueMetadata {
    KeyValueMetadata::Static(vec![schema_to_metadata_key(&schema.to_arrow(CompatLevel::oldest()))])
}

fn frame<T: Sync>(columns: &[Column<T>], rows: &[T]) -> PolarsResult<DataFrame> {
    let series = columns.par_iter().map(|column| series(column, rows)).collect();
    DataFrame::new(rows.len(), series)
}

fn series<T>(column: &Column<T>, rows: &[T]) -> polars::prelude::Column {
    let name = PlSmallStr::from_static(column.name);
    let rows = rows.iter();
    match column.field {
        Field::Text(get) => StringChunked::from_iter_values(name, rows.map(get)).into_column(),
        Field::OptionalText(get) => StringChunked::from_iter_options(name, rows.map(get)).into_column(),
        Field::Real(get) => Float64Chunked::from_iter_values(name, rows.map(get)).into_column(),
        Field::Count(get) => UInt32Chunked::from_iter_values(name, rows.map(get)).into_column(),
        Field::Total(get) => UInt64Chunked::from_iter_values(name, rows.map(get)).into_column(),
        Field::Offset(get) => UInt64Chunked::from_iter_options(name, rows.map(get)).into_column(),
        Field::List(get) => {
            let mut lists = ListStringChunkedBuilder::new(name, rows.len(), rows.len());
            rows.for_each(|row| lists.append_values_iter(get(row).into_iter()));
            lists.finish().into_column()
        }
        Field::Numbers(get) => {
            let inner = polars::prelude::DataType::UInt32;
            let mut lists =
                ListPrimitiveChunkedBuilder::<UInt32Type>::new(name, rows.len(), rows.len(), inner);
            rows.for_each(|row| lists.append_slice(get(row)));
            lists.finish().into_column()
        }
    }
}
