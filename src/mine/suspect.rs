//! Suspected mistranslations: an acronym read as another name.
//!
//! A translation engine that meets AI in "AI models" may write Amnesty
//! International. Nothing in the words says that they stand for AI, so
//! witnesses are asked, all of the same article:
//!
//! - the company: the phrase follows a word that the term itself follows,
//!   here or in the base glossary (models of AI, chips of AI);
//! - the rival: the article has the term too, in its approved Arabic; or the
//!   phrase keeps company with several words that only the term goes with;
//! - the letters: the English of the phrase's words, as far as the lexicon
//!   knows it, spells the acronym, and no word of it renders a word of what
//!   the acronym stands for.
//!
//! Some word of the phrase must be strange to technology and stand nowhere
//! else in the article.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::base::PhrasePlace;
use super::{Matcher, MinedArticle, pieces};
use crate::knowledge::{AcronymTerm, Knowledge, PhraseIndex, consonants};
use crate::text::{Prose, Token, ar_key, ar_stem, readings, strip_article, without_article};

/// The flag of what is suspected.
pub(crate) const SUSPECTED: &str = "suspected-mistranslation";

/// Words of a phrase that is suspected.
const WORDS: std::ops::RangeInclusive<usize> = 2..=4;
/// Places where the article must have the term itself, in Arabic or Latin;
/// or words of its company that the phrase must follow.
const ATTESTED: usize = 2;
/// Link from which an Arabic word may stand for a letter.
const SPELLS: f64 = 0.1;
/// Link from which a word renders a word of the expansion.
const RENDERS: f64 = 0.05;
/// Consonants of a word that says something by its company.
const TELLING: usize = 3;

/// An Arabic phrase that seems to stand for a term by mistake.
pub(crate) struct Suspect<'p, 'a> {
    /// English headword of the term.
    pub en: String,
    /// Its approved Arabic.
    pub right_ar: String,
    /// How often the article has the approved Arabic or the acronym.
    pub rival: usize,
    /// The words before it, as the article has them.
    pub company: BTreeSet<String>,
    /// Where the phrase stands.
    pub places: Vec<PhrasePlace<'p, 'a>>,
}

/// A base term met in an article: tokens, bytes of a clitic, rows.
pub(crate) type Met<'p, 'a, 'k> = (&'p Prose<'a>, Range<usize>, usize, &'k [usize]);

/// What an article says of one term.
#[derive(Default)]
struct Attested {
    times: usize,
    /// Consonants of the words that it follows.
    company: BTreeSet<String>,
}

/// The suspects of an article, given the base terms that stand in it.
pub(crate) fn suspects<'p, 'a>(
    article: &'p MinedArticle<'a>,
    met: &[Met<'p, 'a, '_>],
    knowledge: &Knowledge,
) -> Vec<Suspect<'p, 'a>> {
    let attested = attested(article, met, knowledge);
    let spoken_of = spoken_of(article, knowledge);
    let mut company: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (term, attested) in attested.iter().filter(|(_, attested)| attested.times >= ATTESTED) {
        for word in &attested.company {
            company.entry(word).or_default().push(*term);
        }
    }
    let mut found: BTreeMap<(usize, String), (String, BTreeSet<String>)> = BTreeMap::new();
    // The terms that each word of the article keeps company with.
    let mut kept: Vec<Option<Vec<usize>>> = vec![None; article.vocabulary.len()];
    for prose in &article.arabic {
        for at in (0..prose.tokens.len()).filter(|&at| prose.tokens[at].is_arabic()) {
            let terms = kept[prose.tokens[at].number as usize].get_or_insert_with(|| {
                let word = consonants(prose.form(at..at + 1));
                let here = company.get(word.as_str()).into_iter().flatten().copied();
                let terms = here.chain(knowledge.acronym_terms.of_company(&word));
                let meant = |term: &usize| spoken_of.as_ref().is_none_or(|all| all.contains(term));
                terms.filter(meant).collect::<BTreeSet<_>>().into_iter().collect()
            });
            let Some(run) = (!terms.is_empty()).then(|| run_after(prose, at, knowledge)).flatten() else {
                continue;
            };
            for &mut term in terms {
                let Some(phrase) = phrase_in(prose, run.clone(), term, met, knowledge) else { continue };
                let form = prose.form(phrase);
                let entry =
                    found.entry((term, ar_key(form))).or_insert_with(|| (form.to_owned(), BTreeSet::new()));
                entry.1.insert(prose.form(at..at + 1).to_owned());
            }
        }
    }
    let suspects = found.into_iter().filter_map(|((term, _), (form, company))| {
        let rival = attested.get(&term).map_or(0, |attested| attested.times);
        let distinct: BTreeSet<String> = company.iter().map(|word| consonants(word)).collect();
        if rival < ATTESTED && distinct.len() < ATTESTED {
            return None;
        }
        let places = places(&form, article);
        let AcronymTerm { en, ar, .. } = &knowledge.acronym_terms.terms[term];
        is_foreign(&form, places.len(), distinct.len(), (article, knowledge)).then(|| Suspect {
            en: en.clone(),
            right_ar: ar.clone(),
            rival,
            company,
            places,
        })
    });
    suspects.collect()
}

/// How often the article has each term that has an acronym, and after what.
fn attested(
    article: &MinedArticle<'_>,
    met: &[Met<'_, '_, '_>],
    knowledge: &Knowledge,
) -> BTreeMap<usize, Attested> {
    let mut seen: BTreeMap<usize, Attested> = BTreeMap::new();
    let mut arabic = |prose: &Prose<'_>, start: usize, rows: &[usize]| {
        let Some(term) = rows.iter().find_map(|&row| knowledge.acronym_terms.of_row(row)) else { return };
        let term = seen.entry(term).or_default();
        term.times += 1;
        term.company.extend(before(prose, start, knowledge));
    };
    for (prose, tokens, _, rows) in met {
        arabic(prose, tokens.start, rows);
        // الذكاء الاصطناعي stands in رقائق الذكاء الاصطناعي too.
        let inner = tokens.start + 1..tokens.end;
        if inner.len() > 1
            && let Some(rows) = knowledge.base.phrases().rows(&ar_key(prose.form(inner.clone())))
        {
            arabic(prose, inner.start, rows);
        }
    }
    for prose in &article.arabic {
        for at in (0..prose.tokens.len()).filter(|&at| prose.tokens[at].is_latin() && !prose.is_code(at)) {
            for term in knowledge.acronym_terms.of_acronym(prose.form(at..at + 1)) {
                if let Some(term) = seen.get_mut(&term) {
                    term.times += 1;
                    term.company.extend(before(prose, at, knowledge));
                }
            }
        }
    }
    seen
}

/// The terms whose acronym stands in the original, where there is one.
fn spoken_of(article: &MinedArticle<'_>, knowledge: &Knowledge) -> Option<BTreeSet<usize>> {
    let latin = article.english.iter().flat_map(|prose| {
        let latin = prose.tokens.iter().enumerate().filter(|(_, token)| token.is_latin());
        latin.map(|(at, _)| prose.form(at..at + 1))
    });
    (!article.english.is_empty())
        .then(|| latin.flat_map(|word| knowledge.acronym_terms.of_acronym(word)).collect())
}

/// Where a phrase stands, with or without article and clitic.
fn places<'p, 'a>(form: &str, article: &'p MinedArticle<'a>) -> Vec<PhrasePlace<'p, 'a>> {
    let index = PhraseIndex::new([(0, form)]);
    let mut matcher = Matcher::new(article, &index);
    let mut places = Vec::new();
    for prose in &article.arabic {
        let starts = (0..prose.tokens.len()).filter(|&at| prose.tokens[at].is_arabic());
        let met = matcher.matches(prose, starts).into_iter();
        places.extend(met.map(|(tokens, clitic, _)| (prose, tokens, clitic)));
    }
    places
}

/// The noun that a term follows, names in Latin letters between them passed
/// over: رقائق in رقائق NVIDIA AI.
fn before(prose: &Prose<'_>, at: usize, knowledge: &Knowledge) -> Option<String> {
    let latin = prose.tokens[..at].iter().rev().take_while(|token| token.is_latin()).count();
    let noun = at.checked_sub(latin + 1)?;
    let is_noun = prose.tokens[noun].is_arabic() && is_content(prose, noun, knowledge);
    is_noun.then(|| consonants(prose.form(noun..noun + 1))).filter(|bones| bones.chars().count() >= TELLING)
}

fn is_content(prose: &Prose<'_>, at: usize, knowledge: &Knowledge) -> bool {
    let key = &prose.tokens[at].key;
    let stops = &knowledge.stoplists;
    !stops.ar_function.contains(key) && !stops.ar_openers.contains(key) && key.chars().count() > 2
}

/// The words after a noun that may be one phrase with a genitive: the first
/// bare, the others with the article.
fn run_after(prose: &Prose<'_>, noun: usize, knowledge: &Knowledge) -> Option<Range<usize>> {
    let of = prose.tokens.get(noun + 1).is_some_and(|token| token.key == "من");
    let start = noun + 1 + usize::from(of);
    let definite = |at: usize| strip_article(&prose.tokens[at].key).is_some();
    let fits = |at: usize| {
        prose.tokens.get(at).is_some_and(Token::is_arabic)
            && is_content(prose, at, knowledge)
            && !prose.is_code(at)
            && definite(at) == (at > start)
    };
    let run = (start..start + WORDS.end()).take_while(|&at| fits(at)).count();
    (run >= *WORDS.start() && !has_clitic(&prose.tokens[start].key, knowledge)).then(|| start..start + run)
}

/// Whether a word may begin with a conjunction or preposition.
fn has_clitic(key: &str, knowledge: &Knowledge) -> bool {
    let known = |stem: &str| knowledge.lexicon.knows_ar(&ar_stem(stem)) || knowledge.base.has_word(stem);
    readings(key, &known).iter().any(|reading| !reading.prefix.is_empty())
}

/// The shortest beginning of a run that spells the term's acronym with other
/// words and is no base term.
fn phrase_in(
    prose: &Prose<'_>,
    run: Range<usize>,
    term: usize,
    met: &[Met<'_, '_, '_>],
    knowledge: &Knowledge,
) -> Option<Range<usize>> {
    let term = &knowledge.acronym_terms.terms[term];
    let is_base = |phrase: &Range<usize>| {
        met.iter().any(|(other, tokens, ..)| {
            std::ptr::eq(*other, prose)
                && tokens.len() > 1
                && tokens.start < phrase.end
                && phrase.start < tokens.end
        })
    };
    WORDS
        .take_while(|len| *len <= run.len())
        .map(|len| run.start..run.start + len)
        .find(|phrase| spells(prose.form(phrase.clone()), term, knowledge) && !is_base(phrase))
}

/// Whether the words of a phrase stand for the letters of an acronym without
/// rendering any word of what it stands for. A noun that says what kind of
/// thing it is (organisation) may come first and stand for none; one later
/// word may be strange to the lexicon.
fn spells(phrase: &str, term: &AcronymTerm, knowledge: &Knowledge) -> bool {
    let lexicon = &knowledge.lexicon;
    let stems: Vec<String> = phrase.split(' ').map(ar_stem).collect();
    let strange: Vec<bool> = stems.iter().map(|stem| !lexicon.knows_ar(stem)).collect();
    if strange[0] || strange.iter().filter(|is| **is).count() > 1 {
        return false;
    }
    let renders = |ar: &String| term.stems.iter().any(|en| lexicon.link(ar, en) >= RENDERS);
    if stems.iter().any(renders) {
        return false;
    }
    term.acronyms.iter().any(|acronym| {
        let letters = pieces(acronym);
        let skipped = stems.len().checked_sub(letters.len());
        letters.len() >= 2
            && skipped.is_some_and(|n| n <= 1 && assigned(&stems[n..], &strange[n..], &letters, knowledge))
    })
}

/// Whether every word of a phrase stands for a letter of the acronym, as far
/// as the lexicon knows, and half of them or more render no word of what the
/// acronym stands for.
pub(crate) fn spells_with_other_words(
    phrase: &str,
    acronym: &str,
    stands_for: &[String],
    knowledge: &Knowledge,
) -> bool {
    let lexicon = &knowledge.lexicon;
    let stems: Vec<String> = phrase.split(' ').map(ar_stem).collect();
    let letters = pieces(acronym);
    let renders = |ar: &&String| stands_for.iter().any(|en| lexicon.link(ar, en) >= RENDERS);
    let known = stems.iter().all(|stem| lexicon.knows_ar(stem));
    let own = stems.iter().filter(renders).count();
    letters.len() >= 2
        && stems.len() == letters.len()
        && known
        && !stands_for.is_empty()
        && own * 2 <= stems.len()
        && assigned(&stems, &vec![false; stems.len()], &letters, knowledge)
}

/// Whether every word can stand for a letter of its own.
fn assigned(words: &[String], strange: &[bool], letters: &[String], knowledge: &Knowledge) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    (0..letters.len()).any(|at| {
        let fits = strange[0] || knowledge.lexicon.beginning(word, &letters[at]) >= SPELLS;
        let mut others = letters.to_vec();
        others.remove(at);
        fits && assigned(rest, &strange[1..], &others, knowledge)
    })
}

/// Whether some word of a phrase is strange to technology and stands nowhere
/// else in the article; or two of three are in no term, and the phrase keeps
/// company with several words of the term's.
fn is_foreign(
    form: &str,
    places: usize,
    company: usize,
    (article, knowledge): (&MinedArticle<'_>, &Knowledge),
) -> bool {
    let words: Vec<&str> = form.split(' ').collect();
    let is_strange = |word: &str| {
        let key = without_article(word);
        let written = [key.clone(), format!("ال{key}")];
        let times = written.iter().filter_map(|key| article.vocabulary.get(key)).map(|word| word.count);
        !knowledge.base.has_word(&key) && times.sum::<u64>() <= places as u64
    };
    let strange: Vec<&str> = words.iter().copied().filter(|word| is_strange(word)).collect();
    let unknown = |word: &&str| !knowledge.lexicon.knows_ar(&ar_stem(word));
    strange.len() >= 2 && words.len() > 2 && company >= ATTESTED
        || strange.iter().any(unknown) && (words.len() <= 3 || company >= ATTESTED)
}
