//! Small decision trees that add up: what features say in company.

/// A tree of at most three questions, each whether a feature is at least so
/// much.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tree {
    pub root: Question,
    /// What is asked where the answer was no, and where it was yes.
    pub then: [Option<Question>; 2],
    /// What each pair of answers adds, in nats: no-no, no-yes, yes-no,
    /// yes-yes. Where nothing more is asked both are the same.
    pub leaves: [f64; 4],
}

/// Whether a feature is at least so much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Question {
    pub feature: usize,
    pub least: f64,
}

impl Question {
    fn answer(self, features: &[f64]) -> usize {
        usize::from(features[self.feature] >= self.least)
    }

    /// `feature>=least`
    fn to_text(self, names: &[&str]) -> String {
        format!("{}>={}", names[self.feature], self.least)
    }

    fn from_text(text: &str, names: &[&str]) -> Option<Self> {
        let (name, least) = text.split_once(">=")?;
        let feature = names.iter().position(|known| *known == name)?;
        Some(Self { feature, least: least.parse().ok().filter(|least: &f64| least.is_finite())? })
    }
}

impl Tree {
    /// What the tree adds for a pair.
    pub(super) fn value(&self, features: &[f64]) -> f64 {
        let first = self.root.answer(features);
        let second = self.then[first].map_or(0, |question| question.answer(features));
        self.leaves[2 * first + second]
    }

    /// What it adds on average over its answers.
    pub(super) fn middle(&self) -> f64 {
        self.leaves.iter().sum::<f64>() / 4.0
    }

    /// How far each answer moves the sum, with the feature that was asked for.
    pub(super) fn steps(&self, features: &[f64]) -> [(usize, f64); 2] {
        let first = self.root.answer(features);
        let half = f64::midpoint(self.leaves[2 * first], self.leaves[2 * first + 1]);
        let then = self.then[first];
        let second = then.map_or(0, |question| question.answer(features));
        let asked = then.map_or(self.root.feature, |question| question.feature);
        [(self.root.feature, half - self.middle()), (asked, self.leaves[2 * first + second] - half)]
    }

    /// The questions, and what the answers add.
    pub(super) fn to_cells(&self, names: &[&str]) -> (String, String) {
        let shown = |question: Question| question.to_text(names);
        let then = self.then.map(|question| question.map_or_else(|| "-".to_owned(), shown));
        let leaves = self.leaves.map(|leaf| format!("{leaf:.4}"));
        (format!("{} {} {}", self.root.to_text(names), then[0], then[1]), leaves.join(" "))
    }

    /// Reads what [`Self::to_cells`] wrote.
    pub(super) fn from_cells(questions: &str, leaves: &str, names: &[&str]) -> Option<Self> {
        let mut questions = questions.split(' ');
        let root = Question::from_text(questions.next()?, names)?;
        let mut then = || match questions.next()? {
            "-" => Some(None),
            text => Some(Some(Question::from_text(text, names)?)),
        };
        let then = [then()?, then()?];
        let leaves: Vec<f64> = leaves
            .split(' ')
            .map(|leaf| leaf.parse().ok().filter(|leaf: &f64| leaf.is_finite()))
            .collect::<Option<_>>()?;
        Some(Self { root, then, leaves: leaves.try_into().ok()? })
    }
}
