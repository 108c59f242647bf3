//! Articles in both languages in a shard: one row for each sentence.

use std::path::Path;

use super::load::{self, Extras, Row};
use super::schema::{Column, Field, extra};
use crate::error::Result;
use crate::model::{BlockKind, Mark, MarkKind, ParallelArticle, Place, Sentence, Stretches};

/// A sentence with its article.
pub(super) struct SentenceRow<'a> {
    number: u32,
    side: &'static str,
    article: &'a ParallelArticle,
    sentence: &'a Sentence,
    kind: String,
    marks: Vec<String>,
}

const ARABIC: &str = "ar";
const ENGLISH: &str = "en";

/// The columns of a shard's `parallel`.
pub(super) fn columns<'a>() -> [Column<SentenceRow<'a>>; 18] {
    [
        extra("number", Field::Count(|r| r.number), "which article of the shard"),
        extra("side", Field::Text(|r| r.side), "`ar` or `en`"),
        extra("article", Field::Text(|r| &r.article.article), "`path` or `path:line`"),
        extra("document", Field::Text(|r| &r.article.document), "path of the Arabic file"),
        extra("en_document", Field::Text(|r| &r.article.en_document), "path of the English file"),
        extra("source", Field::Text(|r| &r.article.source), "site or repository"),
        extra("subject", Field::Text(|r| &r.article.subject), "subject field, or empty"),
        extra("aligned", Field::Count(|r| r.article.aligned.into()), "1 when line n renders line n"),
        extra("text", Field::Text(|r| &r.sentence.text), "the normalised prose"),
        extra("kind", Field::Text(|r| &r.kind), "the kind of block"),
        extra("block", Field::Count(|r| r.sentence.block), "the number of the block"),
        extra("marks", Field::List(|r| r.marks.iter().map(String::as_str).collect()), "inline marks"),
        extra("line", Field::Count(|r| r.sentence.place.line), "1-based line"),
        extra("start", Field::Total(|r| r.sentence.place.start), "first byte in the stored file"),
        extra(
            "written",
            Field::OptionalText(|r| r.sentence.place.written.as_deref()),
            "as its author wrote it, where that is not the text",
        ),
        extra("to_written", Field::Numbers(|r| &r.sentence.place.to_written.0), "from text to written"),
        extra("to_stored", Field::Numbers(|r| &r.sentence.place.to_stored.0), "from written to stored bytes"),
        extra("breaks", Field::Numbers(|r| &r.sentence.place.breaks), "where further lines begin"),
    ]
}

/// One row for each sentence, Arabic before English.
pub(super) fn rows(articles: &[ParallelArticle]) -> Vec<SentenceRow<'_>> {
    let sides = |article| [(ARABIC, article), (ENGLISH, article)];
    (0..)
        .zip(articles)
        .flat_map(|(number, article)| sides(article).map(|(side, article)| (number, side, article)))
        .flat_map(|(number, side, article)| {
            let sentences = if side == ARABIC { &article.ar } else { &article.en };
            sentences.iter().map(move |sentence| SentenceRow {
                number,
                side,
                article,
                sentence,
                kind: kind_name(sentence.kind),
                marks: sentence.marks.iter().map(mark_name).collect(),
            })
        })
        .collect()
}

/// Reads the articles back.
pub(super) fn read(path: &Path) -> Result<Vec<ParallelArticle>> {
    let mut articles: Vec<ParallelArticle> = Vec::new();
    let mut last = None;
    load::read(path, &columns(), Extras::Required, |row| {
        let number = row.count("number")?;
        if last.replace(number) != Some(number) {
            articles.push(ParallelArticle {
                article: row.text("article")?,
                document: row.text("document")?,
                en_document: row.text("en_document")?,
                source: row.text("source")?,
                subject: row.text("subject")?,
                aligned: row.count("aligned")? == 1,
                ..ParallelArticle::default()
            });
        }
        let sentence = sentence(row)?;
        let article = articles.last_mut().expect("the first row begins an article");
        if row.text("side")? == ENGLISH { &mut article.en } else { &mut article.ar }.push(sentence);
        Ok(())
    })?;
    for side in articles.iter_mut().flat_map(|article| [&mut article.ar, &mut article.en]) {
        side.shrink_to_fit();
    }
    Ok(articles)
}

fn sentence(row: &Row<'_>) -> Result<Sentence> {
    Ok(Sentence {
        text: row.text("text")?,
        kind: row.known("kind", &row.text("kind")?, kind_of_name)?,
        block: row.count("block")?,
        marks: row
            .list("marks")?
            .iter()
            .map(|mark| row.known("marks", mark, mark_of_name))
            .collect::<Result<_>>()?,
        place: Place {
            line: row.count("line")?,
            start: row.total("start")?,
            written: row.optional_text("written")?,
            to_written: Stretches(row.numbers("to_written")?),
            to_stored: Stretches(row.numbers("to_stored")?),
            breaks: row.numbers("breaks")?,
        },
    })
}

fn kind_name(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("heading{level}"),
        BlockKind::Paragraph => "paragraph".to_owned(),
        BlockKind::ListItem => "item".to_owned(),
        BlockKind::Cell => "cell".to_owned(),
        BlockKind::Term => "term".to_owned(),
        BlockKind::Line => "line".to_owned(),
    }
}

fn kind_of_name(name: &str) -> Option<BlockKind> {
    Some(match name {
        "paragraph" => BlockKind::Paragraph,
        "item" => BlockKind::ListItem,
        "cell" => BlockKind::Cell,
        "term" => BlockKind::Term,
        "line" => BlockKind::Line,
        _ => BlockKind::Heading(name.strip_prefix("heading")?.parse().ok()?),
    })
}

/// `start:end:kind` and, after another colon, the target or expansion.
fn mark_name(mark: &Mark) -> String {
    let (start, end) = (mark.range.start, mark.range.end);
    match &mark.kind {
        MarkKind::Emphasis => format!("{start}:{end}:emphasis"),
        MarkKind::Code => format!("{start}:{end}:code"),
        MarkKind::Link(target) => format!("{start}:{end}:link:{target}"),
        MarkKind::Abbreviation(long) => format!("{start}:{end}:abbreviation:{long}"),
    }
}

fn mark_of_name(name: &str) -> Option<Mark> {
    let mut parts = name.splitn(4, ':');
    let (start, end) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let kind = match (parts.next()?, parts.next()) {
        ("emphasis", None) => MarkKind::Emphasis,
        ("code", None) => MarkKind::Code,
        ("link", Some(target)) => MarkKind::Link(target.to_owned()),
        ("abbreviation", Some(long)) => MarkKind::Abbreviation(long.to_owned()),
        _ => return None,
    };
    Some(Mark { range: start..end, kind })
}
