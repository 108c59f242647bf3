//! Learning and measuring the ranker on labelled brackets.
//!
//! A label says of one bracket whether its English glosses the Arabic before
//! it, and which spans a terminologist accepts. Labels are facts with a place
//! (source, file, line); the text stays in the corpora.

use std::collections::BTreeMap;
use std::path::Path;

use super::feature::NAMES;
use super::site::Site;
use super::span::{Choice, Place, Scorer};
use crate::error::{Error, Result};
use crate::knowledge::{GlossaryFile, Knowledge};
use crate::mine::MinedArticle;
use crate::model::Article;
use crate::read::discover;
use crate::score::{Group, Ranker};
use crate::text::{Prose, Token, normalize, tokenize};

/// What a label says of a bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The English glosses the Arabic.
    Gloss,
    /// It is meant to, but is a wrong rendering.
    Wrong,
    /// It glosses nothing.
    None,
}

/// One labelled bracket.
#[derive(Debug, Clone)]
pub struct Label {
    /// The corpus: the first folder.
    pub source: String,
    /// The file within it.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// The English as written.
    pub en: String,
    /// What it is.
    pub verdict: Verdict,
    /// The Arabic spans that are right.
    pub spans: Vec<String>,
}

/// How the ranker does on labels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Glosses found with a right span.
    pub right: u32,
    /// Glosses found with a wrong span.
    pub wrong_span: u32,
    /// Brackets without a gloss that were given one.
    pub false_gloss: u32,
    /// Labelled glosses.
    pub glosses: u32,
    /// Labelled brackets without a gloss.
    pub none: u32,
    /// Labelled glosses whose English is an acronym, and those right.
    pub acronyms: (u32, u32),
}

impl Tally {
    /// Share of the answers that are right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong_span + self.false_gloss).max(1))
    }

    /// Share of the labelled glosses that are answered right.
    #[must_use]
    pub fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from(self.glosses.max(1))
    }
}

/// A label with the choices of its site, if the miner sees one there.
#[derive(Debug, Clone)]
pub struct Example {
    /// The label.
    pub label: Label,
    /// The choices, "none" last; empty where there is no site.
    group: Group,
    /// Which choices stand for one span.
    spans: Vec<std::ops::Range<usize>>,
    forms: Vec<String>,
}

impl Label {
    /// Reads a table `source file line en verdict ar`, alternatives in `ar`
    /// separated by `|`.
    ///
    /// # Errors
    /// When a column is missing or a cell is none of ours.
    pub fn read(file: &GlossaryFile) -> Result<Vec<Self>> {
        let columns = ["source", "file", "line", "en", "verdict", "ar"];
        file.rows(columns)?
            .into_iter()
            .map(|(at, [source, name, line, en, verdict, ar])| {
                let bad = |reason: String| Error::Format { path: file.path.clone(), line: at, reason };
                let verdict = match verdict.as_str() {
                    "gloss" => Verdict::Gloss,
                    "wrong" => Verdict::Wrong,
                    "none" => Verdict::None,
                    other => return Err(bad(format!("{other:?} is not gloss, wrong or none"))),
                };
                let line = line.parse().map_err(|_| bad(format!("{line:?} is no line number")))?;
                let spans = ar.split('|').filter(|span| !span.is_empty()).map(str::to_owned).collect();
                Ok(Self { source, file: name, line, en, verdict, spans })
            })
            .collect()
    }
}

/// Finds the sites of labels in the corpora under `root`.
#[must_use]
pub fn examples(labels: &[Label], root: &Path, knowledge: &Knowledge) -> Vec<Example> {
    let mut by_file: BTreeMap<(&str, &str), Vec<&Label>> = BTreeMap::new();
    for label in labels {
        by_file.entry((&label.source, &label.file)).or_default().push(label);
    }
    let mut examples = Vec::new();
    for ((source, file), labels) in by_file {
        let path = root.join(source).join(file);
        let mut open: Vec<Option<&Label>> = labels.into_iter().map(Some).collect();
        for unit in discover(&[path.to_string_lossy().into_owned()]).units {
            let found = std::sync::Mutex::new(Vec::new());
            unit.read(&mut |articles: Vec<Article>| {
                found.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(articles);
            });
            for article in found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
                match_article(&article, &mut open, knowledge, &mut examples);
            }
        }
        let missed = open.into_iter().flatten().map(|label| Example {
            label: label.clone(),
            group: Group::default(),
            spans: Vec::new(),
            forms: Vec::new(),
        });
        examples.extend(missed);
    }
    examples
}

fn match_article(
    article: &Article,
    open: &mut [Option<&Label>],
    knowledge: &Knowledge,
    examples: &mut Vec<Example>,
) {
    let mined = MinedArticle::new(article);
    let scorer = Scorer::new(&mined, knowledge);
    for Place { prose, site, .. } in scorer.places() {
        // A label's line is the Arabic's or the English's, where they differ.
        let line = prose.locate(site.gloss.tokens.clone()).line;
        let last = site.last_arabic();
        let other = prose.locate(last..last + 1).line;
        let fits =
            |label: &Label| [line, other].contains(&label.line) && same_english(&label.en, &site.gloss.name);
        let Some(slot) = open.iter_mut().find(|slot| slot.is_some_and(fits)) else { continue };
        if let Some(label) = slot.take() {
            examples.push(Example::of(label, prose, site, &scorer));
        }
    }
}

/// The comparison of the bench: words alone, one inside the other.
fn same_english(label: &str, name: &str) -> bool {
    let words = |text: &str| {
        let spaced: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (label, name) = (words(label), words(name));
    label == name || label.len().min(name.len()) > 1 && (label.contains(&name) || name.contains(&label))
}

/// An Arabic span as the bench compares it: folded, its first word without
/// the article.
fn comparable(span: &str) -> String {
    let text = normalize(span);
    let words: Vec<String> =
        tokenize(text.as_str()).into_iter().filter(|t| !t.key.is_empty()).map(|t: Token| t.key).collect();
    let joined = words.join(" ");
    for prefix in ["وال", "فال", "بال", "كال", "لال", "ال", "لل"] {
        if let Some(rest) = joined.strip_prefix(prefix).filter(|rest| rest.chars().count() >= 2) {
            return rest.trim_start().to_owned();
        }
    }
    joined
}

impl Example {
    fn of(label: &Label, prose: &Prose<'_>, site: &Site, scorer: &Scorer<'_, '_>) -> Self {
        let choices = scorer.choices(prose, site).unwrap_or_default();
        let mut example =
            Self { label: label.clone(), group: Group::default(), spans: Vec::new(), forms: Vec::new() };
        if choices.is_empty() {
            return example;
        }
        let accepted: Vec<String> = label.spans.iter().map(|span| comparable(span)).collect();
        let none = scorer.none(prose, site, &choices);
        for Choice { tokens, clitic, vector } in choices {
            let form = comparable(&prose.form(tokens.clone())[clitic..]);
            let right = label.verdict == Verdict::Gloss && accepted.contains(&form);
            example.push(vector.to_vec(), right, tokens, form);
        }
        example.push(none.to_vec(), label.verdict == Verdict::None, 0..0, String::new());
        example
    }

    fn push(&mut self, vector: Vec<f64>, right: bool, tokens: std::ops::Range<usize>, form: String) {
        self.group.choices.push(vector);
        self.group.right.push(right);
        self.spans.push(tokens);
        self.forms.push(form);
    }

    /// The choice a ranker makes: the place of one of the span's choices, or
    /// nothing for "no gloss".
    fn answer(&self, ranker: &Ranker) -> Option<usize> {
        let scores: Vec<f64> = self.group.choices.iter().map(|choice| ranker.score(choice)).collect();
        let shares = crate::score::softmax(&scores, |_| true);
        let total = |tokens: &std::ops::Range<usize>| -> f64 {
            self.spans.iter().zip(&shares).filter(|(other, _)| *other == tokens).map(|(_, share)| share).sum()
        };
        let best = (0..self.spans.len())
            .max_by(|&a, &b| total(&self.spans[a]).total_cmp(&total(&self.spans[b])).then(b.cmp(&a)))?;
        (!self.spans[best].is_empty()).then_some(best)
    }
}

/// Learns a ranker from examples.
#[must_use]
pub fn learn<'e>(examples: impl Iterator<Item = &'e Example>) -> Ranker {
    let groups: Vec<Group> = examples
        .filter(|example| example.label.verdict != Verdict::Wrong)
        .map(|example| example.group.clone())
        .collect();
    Ranker::learn(&groups, NAMES.len())
}

/// Measures a ranker; `miss` is told of every wrong answer: the label and the
/// span given.
pub fn measure(example: &Example, ranker: &Ranker, tally: &mut Tally, miss: &mut dyn FnMut(&Label, &str)) {
    let label = &example.label;
    let answer = example.answer(ranker);
    let no_site = if example.spans.is_empty() { "(no site)" } else { "" };
    let form = answer.map_or(no_site, |answer| example.forms[answer].as_str());
    match label.verdict {
        Verdict::Wrong => {}
        Verdict::None => {
            tally.none += 1;
            if answer.is_some() {
                tally.false_gloss += 1;
                miss(label, form);
            }
        }
        Verdict::Gloss => {
            let is_acronym = crate::mine::is_acronym(label.en.trim());
            tally.glosses += 1;
            tally.acronyms.0 += u32::from(is_acronym);
            match answer {
                Some(answer) if example.group.right[answer] => {
                    tally.right += 1;
                    tally.acronyms.1 += u32::from(is_acronym);
                    return;
                }
                Some(_) => tally.wrong_span += 1,
                None => {}
            }
            miss(label, form);
        }
    }
}

/// The names of the features, for tables of weights.
#[must_use]
pub fn feature_names() -> &'static [&'static str] {
    NAMES
}
