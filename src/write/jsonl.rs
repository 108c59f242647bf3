//! JSON Lines: one entry a line with its examples, for training and search.

use serde::Serialize;

use super::{Example, Examples, GlossaryWriter, OutputFile};
use crate::error::Result;
use crate::model::{Entry, Glossary};

const NAME: &str = "glossary.jsonl";

/// Writes `glossary.jsonl`: every column of the glossary, then `examples`.
pub struct JsonlWriter;

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    entry: &'a Entry,
    examples: Vec<Example<'a>>,
}

impl GlossaryWriter for JsonlWriter {
    fn format(&self) -> &'static str {
        "jsonl"
    }

    fn files(&self) -> &'static [&'static str] {
        &[NAME]
    }

    fn write(&self, glossary: &Glossary) -> Result<Vec<OutputFile>> {
        let examples = Examples::new(&glossary.evidence);
        let mut bytes = Vec::new();
        for entry in &glossary.entries {
            let line = Line { entry, examples: examples.of(&entry.entry_id).collect() };
            serde_json::to_writer(&mut bytes, &line).map_err(super::encoding(NAME))?;
            bytes.push(b'\n');
        }
        Ok(vec![OutputFile { name: NAME, bytes }])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::{samples, schema};

    #[test]
    fn a_line_holds_an_entry_and_its_examples() {
        let glossary = samples::one_of_everything();
        let files = JsonlWriter.write(&glossary).unwrap();
        let text = std::str::from_utf8(&files[0].bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), glossary.entries.len());
        for (line, entry) in lines.iter().zip(&glossary.entries) {
            assert_eq!(&serde_json::from_str::<Entry>(line).unwrap(), entry);
        }
        let first: serde_json::Value = serde_json::from_str(lines[0]).unwrap();
        assert!(!first["examples"].as_array().unwrap().is_empty());
        assert!(first["examples"][0]["source"].as_str().unwrap().contains(':'));
    }

    #[test]
    fn the_keys_are_the_columns_in_order() {
        let files = JsonlWriter.write(&samples::one_of_everything()).unwrap();
        let text = std::str::from_utf8(&files[0].bytes).unwrap();
        let places: Vec<_> =
            schema::ENTRY.iter().map(|column| text.find(&format!("\"{}\":", column.name)).unwrap()).collect();
        assert!(places.is_sorted());
    }
}
