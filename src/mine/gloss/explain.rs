//! Why a gloss was read as it was: the choices of a site, with what each
//! feature adds to each.

use std::fmt::Write as _;

use super::feature::{NAMES, Vector};
use super::span::{Place, Scorer};
use crate::knowledge::Knowledge;
use crate::mine::MinedArticle;

/// Spans shown for a site, likeliest first.
const SHOWN: usize = 5;

/// The sites on a line of an article as text for people; empty when the line
/// has none.
#[must_use]
pub fn explain(article: &MinedArticle<'_>, line: u32, knowledge: &Knowledge) -> String {
    let scorer = Scorer::new(article, knowledge);
    let mut out = String::new();
    for place in scorer.places() {
        let Place { prose, site, .. } = place;
        if prose.locate(site.gloss.tokens.clone()).line != line {
            continue;
        }
        let alias =
            if site.gloss.alias.is_empty() { String::new() } else { format!(", {}", site.gloss.alias) };
        writeln!(out, "{}{alias}  ({:?})", site.gloss.name, site.form).expect("a String takes it");
        let Some(ranking) = scorer.rank(place) else {
            out.push_str("  nothing before it can be glossed\n");
            continue;
        };
        let mut rows: Vec<(f64, String, &Vector)> = ranking
            .spans
            .iter()
            .take(SHOWN)
            .map(|(choice, share)| {
                let form = prose.form(choice.tokens.clone())[choice.clitic..].to_owned();
                (*share, form, &choice.vector)
            })
            .collect();
        rows.push((ranking.none_probability, "no gloss".into(), &ranking.none));
        rows.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (share, form, vector) in rows {
            writeln!(out, "  {share:.3}  {form}\n         {}", parts(vector, knowledge))
                .expect("a String takes it");
        }
    }
    out
}

/// What each feature adds, the weightiest first.
fn parts(vector: &Vector, knowledge: &Knowledge) -> String {
    let mut parts: Vec<(f64, &str)> = NAMES
        .iter()
        .enumerate()
        .map(|(place, name)| (knowledge.gloss_ranker.part(vector, place), *name))
        .filter(|(part, _)| part.abs() >= 0.005)
        .collect();
    parts.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
    parts.iter().map(|(part, name)| format!("{name} {part:+.2}")).collect::<Vec<_>>().join(", ")
}
