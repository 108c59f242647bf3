//! Where English stands beside Arabic.

use std::collections::BTreeMap;
use std::ops::Range;

use super::english::{self, Gloss};
use crate::knowledge::Knowledge;
use crate::model::BlockKind;
use crate::text::{Prose, Token, TokenKind};

/// A place where English may gloss Arabic.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// The English.
    pub gloss: Gloss,
    /// The Arabic it may gloss.
    pub arabic: Arabic,
    /// How the two stand to each other.
    pub form: Form,
}

/// What is known of the Arabic side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Arabic {
    /// It ends before this token; where it begins must be found.
    EndsAt(usize),
    /// It is this.
    Exactly(Range<usize>),
}

impl Site {
    /// The last token of the Arabic.
    pub(super) fn last_arabic(&self) -> usize {
        let end = match &self.arabic {
            Arabic::EndsAt(end) => *end,
            Arabic::Exactly(tokens) => tokens.end,
        };
        end.saturating_sub(1)
    }
}

/// The shapes of glosses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `AR (EN)`.
    Bracket,
    /// `(AR - EN)`.
    Inside,
    /// `EN (AR)`.
    Reverse,
    /// `AR "EN"`.
    Quote,
    /// `AR - EN` as a whole line, `AR / EN`.
    Dash,
    /// `AR أو EN`, `AR المعروف باسم EN`.
    Cue,
}

impl Form {
    /// The name that evidence carries.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bracket => "bracket",
            Self::Inside => "inside",
            Self::Reverse => "reverse",
            Self::Quote => "quote",
            Self::Dash => "dash",
            Self::Cue => "cue",
        }
    }
}

/// All sites of a segment, in order.
pub(super) fn find(prose: &Prose<'_>, knowledge: &Knowledge) -> Vec<Site> {
    if !prose.tokens.iter().any(Token::is_latin) || !prose.tokens.iter().any(Token::is_arabic) {
        return Vec::new();
    }
    let mut sites = Vec::new();
    for (open, close) in brackets(&prose.tokens) {
        sites.extend(bracket_site(prose, open, close, knowledge));
    }
    for quote in quotes(&prose.tokens) {
        sites.extend(quote_site(prose, quote, knowledge));
    }
    sites.extend(dash_site(prose, knowledge));
    sites.extend(cue_sites(prose, knowledge));
    sites
}

/// Matching round brackets without nesting; square ones too, where Markdown
/// left them.
fn brackets(tokens: &[Token]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open = None;
    for (at, token) in tokens.iter().enumerate() {
        if token.is('(') || token.is('[') {
            open = Some(at);
        } else if (token.is(')') || token.is(']'))
            && let Some(start) = open.take()
        {
            pairs.push((start, at));
        }
    }
    pairs
}

/// Quoted stretches of at most eight tokens.
fn quotes(tokens: &[Token]) -> Vec<(usize, usize)> {
    let closing = |mark: char| match mark {
        '"' => Some('"'),
        '“' => Some('”'),
        '”' | '„' => Some('“'),
        '«' => Some('»'),
        '‘' => Some('’'),
        _ => None,
    };
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let TokenKind::Punct(mark) = tokens[at].kind else {
            at += 1;
            continue;
        };
        let close =
            closing(mark).and_then(|end| (at + 1..tokens.len().min(at + 10)).find(|&i| tokens[i].is(end)));
        match close {
            Some(end) => {
                pairs.push((at, end));
                at = end + 1;
            }
            None => at += 1,
        }
    }
    pairs
}

fn is_closing_quote(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Punct('"' | '”' | '“' | '»' | '’' | '*' | '_'))
}

fn is_all_arabic(tokens: &[Token]) -> bool {
    !tokens.is_empty() && tokens.iter().all(Token::is_arabic)
}

fn bracket_site(prose: &Prose<'_>, open: usize, close: usize, knowledge: &Knowledge) -> Option<Site> {
    let tokens = &prose.tokens;
    let inside = open + 1..close;
    if is_all_arabic(&tokens[inside.clone()]) {
        return reverse(prose, open, inside, knowledge);
    }
    if let Some(site) = inside_site(prose, inside.clone(), knowledge) {
        return Some(site);
    }
    let mut gloss = english::parse(prose, inside, knowledge)?;
    let mut end = open;
    // «ملكية الذاكرة أو (memory ownership)»
    if end > 1 && english::is_or(&tokens[end - 1].key) {
        end -= 1;
    }
    // `معالجة اللغة الطبيعية Natural Language Processing (NLP)`
    let before = tokens[..end].iter().rev().take_while(|t| t.is_latin()).count();
    if before >= 2 && super::super::is_acronym(&gloss.name) {
        let words: Vec<&str> =
            (end - before..end).map(|i| &prose.text.as_str()[tokens[i].range.clone()]).collect();
        let fits = (2..=before).find(|&n| super::super::initials_match(&gloss.name, &words[before - n..]))?;
        gloss.alias = std::mem::replace(&mut gloss.name, prose.form(end - fits..end).to_owned());
        gloss.tokens = end - fits..end;
        end -= fits;
    }
    let site = |arabic| Some(Site { gloss: gloss.clone(), arabic, form: Form::Bracket });
    // «التعلم العميق» (Deep Learning): the quotes say where the term begins.
    if end > 0 && is_closing_quote(&tokens[end - 1]) {
        let quoted = quotes(&tokens[..end]).into_iter().rev().find(|&(_, last)| last == end - 1);
        return match quoted {
            Some((start, last)) if has_arabic(&tokens[start + 1..last]) => {
                site(Arabic::Exactly(start + 1..last))
            }
            Some(_) => None,
            None => site(Arabic::EndsAt(end - 1)),
        };
    }
    site(Arabic::EndsAt(end))
}

fn has_arabic(tokens: &[Token]) -> bool {
    tokens.iter().any(Token::is_arabic)
}

/// `(AR - EN)`, `(AR: EN)`, `(AR، EN)`: both inside the bracket.
fn inside_site(prose: &Prose<'_>, inside: Range<usize>, knowledge: &Knowledge) -> Option<Site> {
    let tokens = &prose.tokens[inside.clone()];
    let arabic = tokens.iter().take_while(|t| t.is_arabic()).count();
    let separator = tokens.get(arabic)?;
    let is_separator = matches!(separator.kind, TokenKind::Punct('-' | '–' | '—' | ':' | '/' | '=' | '،'));
    if !(1..=5).contains(&arabic) || !is_separator {
        return None;
    }
    let keys: Vec<String> = tokens[..arabic].iter().map(|t| t.key.clone()).collect();
    if knowledge.cues.before_english.contains(&keys)
        || (1..=arabic).any(|n| knowledge.cues.example.contains(&keys[..n]))
    {
        return None;
    }
    let gloss = english::parse(prose, inside.start + arabic + 1..inside.end, knowledge)?;
    Some(Site { gloss, arabic: Arabic::Exactly(inside.start..inside.start + arabic), form: Form::Inside })
}

/// `EN (AR)`.
fn reverse(prose: &Prose<'_>, open: usize, inside: Range<usize>, knowledge: &Knowledge) -> Option<Site> {
    let tokens = &prose.tokens;
    let mut end = open;
    while end > 0 && is_closing_quote(&tokens[end - 1]) {
        end -= 1;
    }
    let count = tokens[..end].iter().rev().take_while(|t| t.is_latin()).count();
    if !(1..=5).contains(&count) || inside.len() > 6 || !english::is_name(prose, end - count..end, knowledge)
    {
        return None;
    }
    let first = &tokens[inside.start].key;
    let stops = &knowledge.stoplists;
    if stops.ar_function.contains(first)
        || stops.ar_openers.contains(first)
        || knowledge.cues.example.iter().any(|cue| cue[0] == *first)
    {
        return None;
    }
    let name = prose.form(end - count..end).to_owned();
    let gloss = Gloss { tokens: end - count..end, name, alias: String::new(), cued: false };
    Some(Site { gloss, arabic: Arabic::Exactly(inside), form: Form::Reverse })
}

/// `AR "EN"`: Latin in quotes right after Arabic.
fn quote_site(prose: &Prose<'_>, (open, close): (usize, usize), knowledge: &Knowledge) -> Option<Site> {
    let tokens = &prose.tokens;
    if open == 0
        || !tokens[open - 1].is_arabic()
        || tokens[open].joined
        || has_arabic(&tokens[open + 1..close])
    {
        return None;
    }
    let gloss = english::parse(prose, open + 1..close, knowledge)?;
    Some(Site { gloss, arabic: Arabic::EndsAt(open), form: Form::Quote })
}

/// A whole line `AR - EN` or `EN: AR`-like: short Arabic, a dash or slash,
/// short English.
fn dash_site(prose: &Prose<'_>, knowledge: &Knowledge) -> Option<Site> {
    let tokens = &prose.tokens;
    let at =
        tokens.iter().position(|t| matches!(t.kind, TokenKind::Punct('-' | '–' | '—' | '/' | '|' | ':')))?;
    let (left, right) = (0..at, at + 1..tokens.len());
    let ends = |range: &Range<usize>| {
        let len = tokens[range.clone()]
            .iter()
            .take_while(|t| !matches!(t.kind, TokenKind::Punct(':' | '.')))
            .count();
        range.start..range.start + len
    };
    let (ar, en) = if is_all_arabic(&tokens[left.clone()]) {
        (left, ends(&right))
    } else {
        let right = ends(&right);
        is_all_arabic(&tokens[right.clone()]).then_some((right, left))?
    };
    let is_colon = tokens[at].is(':');
    let longest = if is_colon { 3 } else { 5 };
    if ar.len() > longest || en.is_empty() || has_arabic(&tokens[en.clone()]) {
        return None;
    }
    // A colon often introduces a value; only a glossary-like line is a gloss.
    let whole_line = ar.end.max(en.end) == tokens.len();
    if is_colon && !(whole_line && prose.segment.kind != BlockKind::Paragraph) {
        return None;
    }
    let gloss = english::parse(prose, en.clone(), knowledge)?;
    // `النزول التدرجي: gradient descent (GD)`: the acronym is part of it.
    let covers_all = gloss.tokens.end == en.end || !gloss.alias.is_empty() && tokens[en.end - 1].is(')');
    covers_all.then_some(Site { gloss, arabic: Arabic::Exactly(ar), form: Form::Dash })
}

/// `AR أو EN`, `AR (المعروف باسم) EN`, `EN أو AR`.
fn cue_sites(prose: &Prose<'_>, knowledge: &Knowledge) -> Vec<Site> {
    let tokens = &prose.tokens;
    let mut sites = Vec::new();
    for start in 1..tokens.len() {
        let is_edge = tokens[start - 1].is_word()
            || matches!(tokens[start - 1].kind, TokenKind::Punct('،' | ',' | '(' | '»' | '"'));
        let may_begin = || knowledge.cues.may_begin_with(&tokens[start].key);
        if !tokens[start].is_arabic() || !is_edge || !may_begin() {
            continue;
        }
        for len in (1..=4.min(tokens.len() - start)).rev() {
            let keys: Vec<String> =
                tokens[start..start + len].iter().filter(|t| t.is_word()).map(|t| t.key.clone()).collect();
            if keys.len() != len || !knowledge.cues.before_english.contains(&keys) {
                continue;
            }
            sites.extend(after_cue(prose, start, start + len, knowledge));
            break;
        }
    }
    sites
}

fn after_cue(prose: &Prose<'_>, cue: usize, after: usize, knowledge: &Knowledge) -> Option<Site> {
    let tokens = &prose.tokens;
    let mut from = after;
    while tokens
        .get(from)
        .is_some_and(|t| matches!(t.kind, TokenKind::Punct(':' | '"' | '«' | '“')) || t.key == "ال")
    {
        from += 1;
    }
    let len = tokens[from.min(tokens.len())..].iter().take_while(|t| t.is_latin()).count();
    let mut end = cue;
    while end > 0 && matches!(tokens[end - 1].kind, TokenKind::Punct('،' | ',' | '»' | '"' | '(')) {
        end -= 1;
    }
    if len == 0 || len > 5 || end == 0 || !tokens[end - 1].is_arabic() {
        return None;
    }
    let gloss = english::parse(prose, from..from + len, knowledge)?;
    Some(Site { gloss, arabic: Arabic::EndsAt(end), form: Form::Cue })
}

/// Runs of table rows that hold an Arabic cell beside an English one, as
/// `(arabic, english)` segment indices.
pub(super) fn tables(segments: &[Prose<'_>]) -> Vec<Vec<(usize, usize)>> {
    let mut by_line: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, prose) in segments.iter().enumerate().filter(|(_, p)| p.segment.kind == BlockKind::Cell) {
        if !prose.tokens.is_empty() {
            by_line.entry(prose.locate(0..1).line).or_default().push(index);
        }
    }
    let mut tables: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut last_line = None;
    for (line, cells) in by_line {
        if last_line.is_none_or(|last| line > last + 2) {
            tables.push(Vec::new());
        }
        last_line = Some(line);
        let is_arabic =
            |i: usize| (1..=5).contains(&segments[i].tokens.len()) && is_all_arabic(&segments[i].tokens);
        let is_latin = |i: usize| {
            (1..=5).contains(&segments[i].tokens.len()) && segments[i].tokens.iter().all(Token::is_latin)
        };
        let pair = cells.windows(2).find_map(|pair| match *pair {
            [a, b] if is_arabic(a) && is_latin(b) => Some((a, b)),
            [a, b] if is_latin(a) && is_arabic(b) => Some((b, a)),
            _ => None,
        });
        if let (Some(table), Some(pair)) = (tables.last_mut(), pair) {
            table.push(pair);
        }
    }
    tables.retain(|table| !table.is_empty());
    tables
}
