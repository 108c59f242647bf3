//! CSV: the glossary for programs that want one plain table.

use std::borrow::Cow;

use super::schema::{self, Field};
use super::{GlossaryWriter, OutputFile};
use crate::error::Result;
use crate::model::Glossary;

const NAME: &str = "glossary.csv";

/// Writes `glossary.csv`: UTF-8 without byte-order mark, LF, quotes only where
/// they are needed, the columns of the contract.
///
/// Cells are written as they are. Whoever opens a glossary in a spreadsheet
/// has the workbook, where nothing can turn into a formula.
pub struct CsvWriter;

impl GlossaryWriter for CsvWriter {
    fn format(&self) -> &'static str {
        "csv"
    }

    fn files(&self) -> &'static [&'static str] {
        &[NAME]
    }

    fn write(&self, glossary: &Glossary) -> Result<Vec<OutputFile>> {
        let columns = || schema::ENTRY.iter().filter(|column| column.contract);
        let mut bytes = Vec::new();
        let mut csv = ::csv::Writer::from_writer(&mut bytes);
        csv.write_record(columns().map(|column| column.name)).map_err(super::encoding(NAME))?;
        for entry in &glossary.entries {
            for column in columns() {
                csv.write_field(cell(&column.field, entry).as_bytes()).map_err(super::encoding(NAME))?;
            }
            csv.write_record(None::<&[u8]>).map_err(super::encoding(NAME))?;
        }
        csv.flush().map_err(super::encoding(NAME))?;
        drop(csv);
        Ok(vec![OutputFile { name: NAME, bytes }])
    }
}

fn cell<'a, T>(field: &Field<T>, row: &'a T) -> Cow<'a, str> {
    match field {
        Field::Text(get) => get(row).into(),
        Field::OptionalText(get) => get(row).unwrap_or_default().into(),
        Field::Real(get) => format!("{:.4}", get(row)).into(),
        Field::Count(get) => get(row).to_string().into(),
        Field::Total(get) => get(row).to_string().into(),
        Field::Offset(get) => get(row).map_or(Cow::Borrowed(""), |at| at.to_string().into()),
        Field::List(get) => get(row).join("; ").into(),
        Field::Numbers(get) => {
            let numbers: Vec<String> = get(row).iter().map(u32::to_string).collect();
            numbers.join("; ").into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::samples;

    #[test]
    fn cells_are_plain_and_come_back_as_they_were() {
        let glossary = samples::one_of_everything();
        let files = CsvWriter.write(&glossary).unwrap();
        let text = std::str::from_utf8(&files[0].bytes).unwrap();
        assert!(text.starts_with("entry_id,en,ar,kind,status,confidence,"));
        assert!(text.contains(",example_source\nid00,"));
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), glossary.entries.len());
        for (row, entry) in rows.iter().zip(&glossary.entries) {
            assert_eq!(&row[1], entry.en);
            assert_eq!(&row[2], entry.ar);
            assert_eq!(&row[5], format!("{:.4}", entry.confidence));
            assert_eq!(&row[12], entry.ar_variants.join("; "));
            assert_eq!(&row[15], entry.example_ar);
        }
    }
}
