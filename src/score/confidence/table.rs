//! `tables/confidence.tsv`: weights, trees and curves.

use std::fmt::Write as _;

use super::curve::Curve;
use super::{ConfidenceModel, SCHEMA};
use crate::error::{Error, Result};
use crate::knowledge::GlossaryFile;
use crate::model::Miner;
use crate::score::additive::{Additive, logistic, logit};

impl ConfidenceModel {
    /// Reads a table `part name value`: the weight of each feature; trees, their
    /// questions and what the answers add; and for each kind of evidence
    /// points of its curve, a score and its confidence. A feature that the
    /// table lacks weighs nothing.
    ///
    /// # Errors
    /// When a row makes no sense or a curve falls.
    pub fn from_table(file: &GlossaryFile) -> Result<Self> {
        let mut model = Self { sum: Additive::empty(&SCHEMA), ..Self::default() };
        for (line, [part, name, value]) in file.rows(["part", "name", "value"])? {
            let bad = |reason: String| Error::Format { path: file.path.clone(), line, reason };
            let number = |cell: &str| {
                let value = cell.parse::<f64>().ok().filter(|value| value.is_finite());
                value.ok_or_else(|| bad(format!("{cell:?} is no number")))
            };
            if model.sum.read_row(&SCHEMA, &part, &name, &value).map_err(bad)? {
                continue;
            }
            let kind = Miner::from_name(&part)
                .ok_or_else(|| bad(format!("{part:?} is no weight, no tree and no kind of evidence")))?;
            let (score, confidence) = (number(&name)?, number(&value)?);
            if confidence <= 0.0 || confidence >= 1.0 {
                return Err(bad(format!("a confidence lies between 0 and 1, not at {confidence}")));
            }
            let points = &mut model.curves.entry(kind).or_default().points;
            let odds = logit(confidence);
            if points.last().is_some_and(|last| last.0 >= score || last.1 > odds) {
                return Err(bad("scores must ascend, and confidences with them".into()));
            }
            points.push((score, odds));
        }
        Ok(model)
    }

    /// The table that [`Self::from_table`] reads.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut out = String::from("part\tname\tvalue\n");
        let mut row = |part: &str, name: &str, value: &str| {
            writeln!(out, "{part}\t{name}\t{value}").expect("a String takes it");
        };
        for [part, name, value] in self.sum.rows(&SCHEMA) {
            row(&part, &name, &value);
        }
        for (kind, Curve { points }) in &self.curves {
            let mut last = f64::NEG_INFINITY;
            for (score, odds) in points {
                // Points that are one after rounding are shown once.
                let shown = (score * 1e4).round() / 1e4;
                if shown > last {
                    row(kind.name(), &format!("{shown:.4}"), &format!("{:.4}", logistic(*odds)));
                    last = shown;
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ConfidenceModel, String> {
        let file = GlossaryFile { path: "confidence.tsv".into(), text: text.into() };
        ConfidenceModel::from_table(&file).map_err(|error| error.to_string())
    }

    #[test]
    fn a_table_is_read_as_it_was_written() {
        let text = "part\tname\tvalue\nweight\tbias\t-1.5000\n\
                    tree\tsources>=0.5 - common>=0.5\t-0.1000 -0.1000 0.0000 0.3000\n\
                    gloss\t-1.0000\t0.2000\ngloss\t2.5000\t0.9000\n";
        assert_eq!(read(text).unwrap().to_tsv(), text);
    }

    #[test]
    fn what_is_wrong_with_a_table_is_named() {
        let reason = |rows: &str| read(&format!("part\tname\tvalue\n{rows}\n")).unwrap_err();
        assert!(reason("tree\tluck>=1 - -\t0 0 1 1").contains("confidence.tsv:2"));
        assert!(reason("tree\tsources>=1 - -\t0 0 1").contains("four numbers"));
        assert!(reason("weight\tbias\tmuch").contains("no number"));
        assert!(reason("rumour\t1\t0.5").contains("kind of evidence"));
        assert!(reason("link\t1\t1.5").contains("between 0 and 1"));
        assert!(reason("link\t1\t0.5\nlink\t2\t0.4").contains("confidence.tsv:3"));
    }
}
