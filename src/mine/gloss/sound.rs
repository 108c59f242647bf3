//! Whether a span as a whole spells the English: ديب مايند for `DeepMind`.

use std::ops::Range;

use super::english::Gloss;
use super::feature::{Feature, set};
use super::span::{Choice, Scorer};
use crate::text::{Prose, Token, nth_letter};

/// Words of the longest spelling.
const LONGEST: usize = 5;
/// Probability and log-likelihood ratio from which letters agree.
const AGREES: f64 = 0.9;
const LEAST_RATIO: f64 = 4.0;

/// How a span spells the English.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spelled {
    /// The probability that it does.
    probability: f64,
    /// Bytes of the proclitic that is no part of the spelling: the و of
    /// وجرافانا, `Grafana`.
    clitic: usize,
}

impl Spelled {
    /// Puts it into a choice of the span.
    pub(super) fn set(self, choice: &mut Choice) {
        set(&mut choice.vector, Feature::SoundsWhole, self.probability);
        choice.clitic = choice.clitic.max(self.clitic);
    }
}

impl Scorer<'_, '_> {
    /// How the tokens spell the English, if they do.
    pub(super) fn spelled(&self, prose: &Prose<'_>, tokens: Range<usize>, gloss: &Gloss) -> Spelled {
        let letters = &self.knowledge.letters;
        if tokens.len() > LONGEST || !prose.tokens[tokens.clone()].iter().all(Token::is_arabic) {
            return Spelled::default();
        }
        let names = [&gloss.name, &gloss.alias].into_iter().filter(|name| name.len() >= 3);
        let fits = names.map(|name| letters.match_words(prose.form(tokens.clone()), name));
        let Some(fit) = fits.max_by(|a, b| a.log_odds.total_cmp(&b.log_odds)) else {
            return Spelled::default();
        };
        if fit.probability() < AGREES || fit.log_ratio < LEAST_RATIO {
            return Spelled::default();
        }
        let first = prose.form(tokens.start..tokens.start + 1);
        let clitic = letters.proclitic(&fit).map_or(0, |proclitic| nth_letter(first, proclitic));
        Spelled { probability: fit.probability(), clitic }
    }
}
