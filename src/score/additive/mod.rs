//! A weighted sum of features and small decision trees that see them in
//! company, half of each: log odds, learnt from judged pairs.

mod boost;
mod linear;
mod trees;

use trees::Tree;

use crate::error::{Error, Result};
use crate::knowledge::GlossaryFile;

/// The place of the feature that is always 1.
const BIAS: usize = 0;

/// What the first column of a table says of a weight and of a tree.
const WEIGHT: &str = "weight";
const TREE: &str = "tree";

/// How the sum may move when a feature grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// As the lessons have it.
    Any,
    /// It never falls.
    Up,
    /// It never rises.
    Down,
}

/// The features that a sum is over.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Their names, in order; the first is always 1.
    pub names: &'static [&'static str],
    /// How each of them may move the sum.
    pub sign: fn(usize) -> Sign,
}

/// One judged pair to learn from.
#[derive(Debug, Clone, Copy)]
pub struct Lesson<'a> {
    /// Its features, in order.
    pub features: &'a [f64],
    /// A terminologist accepts it.
    pub right: bool,
}

/// Log odds.
pub(crate) fn logit(p: f64) -> f64 {
    libm::log(p / (1.0 - p))
}

/// The probability of log odds.
pub(crate) fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-odds))
}

/// Weights and trees.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Additive {
    weights: Vec<f64>,
    trees: Vec<Tree>,
}

impl Additive {
    /// A sum of nothing.
    #[must_use]
    pub fn empty(schema: &Schema) -> Self {
        Self { weights: vec![0.0; schema.names.len()], trees: Vec::new() }
    }

    /// Learns the mean of a weighted sum and of trees. The same lessons in
    /// the same order give the same sum.
    #[must_use]
    pub fn learn(lessons: &[Lesson<'_>], schema: &Schema) -> Self {
        let mut weights: Vec<f64> =
            linear::weights(lessons, schema).into_iter().map(|weight| weight * 0.5).collect();
        let (start, trees) = boost::learn(lessons, schema);
        weights[BIAS] += 0.5 * start;
        let halved = |tree: Tree| Tree { leaves: tree.leaves.map(|leaf| leaf * 0.5), ..tree };
        Self { weights, trees: trees.into_iter().map(halved).collect() }
    }

    /// The sum, in nats.
    #[must_use]
    pub fn score(&self, features: &[f64]) -> f64 {
        let weighed = self.weights.iter().zip(features).map(|(weight, value)| weight * value);
        weighed.sum::<f64>() + self.trees.iter().map(|tree| tree.value(features)).sum::<f64>()
    }

    /// What each feature adds to the sum; what the trees add to every pair
    /// counts as the bias.
    #[must_use]
    pub fn parts(&self, features: &[f64]) -> Vec<f64> {
        let mut adds: Vec<f64> =
            self.weights.iter().zip(features).map(|(weight, value)| weight * value).collect();
        for (feature, sum) in self.trees.iter().flat_map(|tree| tree.steps(features)) {
            adds[feature] += sum;
        }
        adds[BIAS] += self.trees.iter().map(Tree::middle).sum::<f64>();
        adds
    }

    /// Adds to the weight of a feature, in nats; `false` where there is no
    /// such feature.
    #[must_use]
    pub fn lean(&mut self, schema: &Schema, name: &str, nats: f64) -> bool {
        let place = schema.names.iter().position(|known| *known == name);
        place.map(|place| self.weights[place] += nats).is_some()
    }

    /// The same with the weight of a feature no less than `nats`.
    #[must_use]
    pub fn at_least(mut self, schema: &Schema, name: &str, nats: f64) -> Self {
        let place = schema.names.iter().position(|known| *known == name);
        if let Some(place) = place {
            self.weights[place] = self.weights[place].max(nats);
        }
        self
    }

    /// Reads a table `part name value` of weights and trees. A feature that
    /// it lacks weighs nothing.
    ///
    /// # Errors
    /// When a row makes no sense.
    pub fn from_table(file: &GlossaryFile, schema: &Schema) -> Result<Self> {
        let mut sum = Self::empty(schema);
        for (line, [part, name, value]) in file.rows(["part", "name", "value"])? {
            let bad = |reason: String| Error::Format { path: file.path.clone(), line, reason };
            if !sum.read_row(schema, &part, &name, &value).map_err(bad)? {
                return Err(bad(format!("{part:?} is neither {WEIGHT} nor {TREE}")));
            }
        }
        Ok(sum)
    }

    /// Reads one row; `false` where it is of another part.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn read_row(
        &mut self,
        schema: &Schema,
        part: &str,
        name: &str,
        value: &str,
    ) -> Result<bool, String> {
        match part {
            WEIGHT => {
                let place = schema.names.iter().position(|known| *known == name);
                let place = place.ok_or_else(|| format!("there is no feature {name:?}"))?;
                let number = value.parse().ok().filter(|number: &f64| number.is_finite());
                self.weights[place] = number.ok_or_else(|| format!("{value:?} is no number"))?;
            }
            TREE => {
                let tree = Tree::from_cells(name, value, schema.names);
                let shape = "a tree is three questions, feature>=number or -, and four numbers";
                self.trees.push(tree.ok_or(shape)?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The rows that [`Self::from_table`] reads: part, name, value.
    pub(crate) fn rows(&self, schema: &Schema) -> Vec<[String; 3]> {
        let present = schema.names.iter().zip(&self.weights).filter(|(_, weight)| **weight != 0.0);
        let weights =
            present.map(|(name, weight)| [WEIGHT.into(), (*name).to_owned(), format!("{weight:.4}")]);
        let trees = self.trees.iter().map(|tree| {
            let (questions, leaves) = tree.to_cells(schema.names);
            [TREE.into(), questions, leaves]
        });
        weights.chain(trees).collect()
    }

    /// The table that [`Self::from_table`] reads.
    #[must_use]
    pub fn to_tsv(&self, schema: &Schema) -> String {
        let rows = self.rows(schema);
        let header = ["part", "name", "value"].map(str::to_owned);
        std::iter::once(&header).chain(&rows).map(|row| row.join("\t") + "\n").collect()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const COMMON: usize = 1;
    pub(crate) const SOURCES: usize = 2;
    pub(crate) const LONG: usize = 3;
    /// Sources only ever speak for a pair.
    pub(crate) const SCHEMA: Schema = Schema {
        names: &["bias", "common", "sources", "long", "odd", "alone"],
        sign: |feature| if feature == SOURCES { Sign::Up } else { Sign::Any },
    };

    fn read(text: &str) -> Result<Additive, String> {
        let file = GlossaryFile { path: "sum.tsv".into(), text: format!("part\tname\tvalue\n{text}\n") };
        Additive::from_table(&file, &SCHEMA).map_err(|error| error.to_string())
    }

    #[test]
    fn a_table_is_read_as_it_was_written_and_parts_add_up() {
        let rows = "weight\tbias\t-1.5000\ntree\tsources>=0.5 - common>=0.5\t-0.1000 -0.1000 0.0000 0.3000";
        let sum = read(rows).unwrap();
        assert_eq!(sum.to_tsv(&SCHEMA), format!("part\tname\tvalue\n{rows}\n"));
        let features = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0];
        assert!((sum.score(&features) + 1.2).abs() < 1e-12);
        assert!((sum.parts(&features).iter().sum::<f64>() + 1.2).abs() < 1e-12);
    }

    #[test]
    fn a_weight_can_be_leaned_on() {
        let mut sum = read("weight\tlong\t1").unwrap();
        assert!(sum.lean(&SCHEMA, "long", -0.25) && !sum.lean(&SCHEMA, "luck", 1.0));
        assert!((sum.score(&[1.0, 0.0, 0.0, 2.0, 0.0, 0.0]) - 1.5).abs() < 1e-12);
    }

    #[test]
    fn a_bad_row_is_named() {
        assert!(read("tree\tluck>=1 - -\t0 0 1 1").unwrap_err().contains("sum.tsv:2"));
        assert!(read("weight\tluck\t1").unwrap_err().contains("luck"));
        assert!(read("rumour\tbias\t1").unwrap_err().contains("neither"));
    }
}
