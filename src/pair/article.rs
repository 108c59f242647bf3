//! From an article in both languages to its sentences.

use std::ops::Range;

use crate::mine::MinedArticle;
use crate::model::{Article, BlockKind, Mark, MarkKind, ParallelArticle, Place, Sentence, Stretches};
use crate::text::{Prose, Token};

/// The sentences of an article with an English original; `None` for an
/// article without one, and where one side holds nothing.
#[must_use]
pub fn parallel_article(article: &Article, mined: &MinedArticle<'_>) -> Option<ParallelArticle> {
    let (arabic, english) = (&article.arabic, article.english.as_ref()?);
    let is_lines = |prose: &[Prose<'_>]| prose.iter().all(|prose| prose.segment.kind == BlockKind::Line);
    let lines =
        mined.arabic.len() == mined.english.len() && is_lines(&mined.arabic) && is_lines(&mined.english);
    let record = arabic.record.is_some() && mined.arabic.len() == 1 && mined.english.len() == 1;
    let aligned = lines || record;
    let ar = sentences(&mined.arabic, aligned);
    let en = sentences(&mined.english, aligned);
    if ar.is_empty() || en.is_empty() {
        return None;
    }
    Some(ParallelArticle {
        article: arabic.id(),
        document: arabic.path.clone(),
        en_document: english.path.clone(),
        source: arabic.source.clone(),
        subject: arabic.subject.clone().unwrap_or_default(),
        aligned,
        ar,
        en,
    })
}

/// The sentences of all blocks, or whole blocks.
fn sentences(blocks: &[Prose<'_>], whole: bool) -> Vec<Sentence> {
    let mut all = Vec::new();
    for (block, prose) in (0..).zip(blocks) {
        let marks = marks(prose);
        let mut push = |tokens: Range<usize>| all.push(sentence(prose, block, tokens, &marks));
        if whole {
            push(0..prose.tokens.len());
        } else {
            with_words(prose).into_iter().for_each(push);
        }
    }
    all.shrink_to_fit();
    all
}

/// The sentences of a block, those without a word joined to the one before,
/// or after: the number of a heading, a bracket left over.
fn with_words(prose: &Prose<'_>) -> Vec<Range<usize>> {
    let has_word = |tokens: &Range<usize>| prose.tokens[tokens.clone()].iter().any(Token::is_word);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(prose.sentences.len());
    for sentence in &prose.sentences {
        match joined.last_mut() {
            Some(last) if !has_word(sentence) || !has_word(last) => last.end = sentence.end,
            _ => joined.push(sentence.clone()),
        }
    }
    joined
}

/// The marks of a block over its tokens.
fn marks<'a>(prose: &Prose<'a>) -> Vec<(Range<usize>, &'a MarkKind)> {
    if prose.segment.marks.is_empty() {
        return Vec::new();
    }
    let places: Vec<Range<usize>> =
        prose.tokens.iter().map(|token| prose.text.origin(token.range.clone())).collect();
    let tokens = |mark: &Mark| {
        let start = places.partition_point(|place| place.start < mark.range.start);
        start..places.partition_point(|place| place.end <= mark.range.end).max(start)
    };
    prose.segment.marks.iter().map(|mark| (tokens(mark), &mark.kind)).collect()
}

fn sentence(
    prose: &Prose<'_>,
    block: u32,
    tokens: Range<usize>,
    marks: &[(Range<usize>, &MarkKind)],
) -> Sentence {
    let bytes = prose.bytes(tokens.clone());
    let here = |mark: &Range<usize>| mark.start.max(tokens.start)..mark.end.min(tokens.end);
    let marks = marks.iter().map(|(mark, kind)| (here(mark), kind)).filter(|(mark, _)| !mark.is_empty()).map(
        |(mark, kind)| {
            let marked = prose.bytes(mark);
            Mark { range: marked.start - bytes.start..marked.end - bytes.start, kind: (*kind).clone() }
        },
    );
    Sentence {
        text: prose.text.as_str()[bytes.clone()].to_owned(),
        kind: prose.segment.kind,
        block,
        marks: marks.collect(),
        place: place(prose, bytes),
    }
}

/// Where a range of a block's text came from.
fn place(prose: &Prose<'_>, bytes: Range<usize>) -> Place {
    let document = prose.document;
    let in_document = |range: Range<usize>| prose.segment.text.origin(prose.text.origin(range));
    let written = in_document(bytes.clone());
    let stored = document.text.origin(written.clone());
    let shown = document.text.as_str().get(written.clone()).unwrap_or_default();

    let mut to_written = Stretches::default();
    for (text, segment, verbatim) in prose.text.stretches(bytes.clone()) {
        if !verbatim {
            let origin = prose.segment.text.origin(segment);
            to_written.push(text.len(), shifted(origin, written.start), false);
            continue;
        }
        for (part, origin, verbatim) in prose.segment.text.stretches(segment) {
            to_written.push(part.len(), shifted(origin, written.start), verbatim);
        }
    }
    let mut to_stored = Stretches::default();
    for (text, origin, verbatim) in document.text.stretches(written.clone()) {
        to_stored.push(text.len(), shifted(origin, stored.start), verbatim);
    }
    let line = document.line(written.start);
    let breaks = document.breaks(written.clone());
    let text = &prose.text.as_str()[bytes];
    Place {
        line,
        start: stored.start as u64,
        written: (shown != text).then(|| shown.to_owned()),
        to_written: to_written.compact(),
        to_stored: to_stored.compact(),
        breaks: breaks.map(|at| u32::try_from(at - written.start).unwrap_or(u32::MAX)).collect(),
    }
}

fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start.saturating_sub(by)..range.end.saturating_sub(by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::pipeline::mine_inputs;
    use crate::progress::Progress;

    fn articles(files: &[(&str, &str)]) -> Vec<ParallelArticle> {
        let home = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(home.path().join(name), text).unwrap();
        }
        let knowledge = Knowledge::load(None, false).unwrap();
        mine_inputs(&[home.path().to_string_lossy().into_owned()], &knowledge, Progress::silent()).parallel
    }

    #[test]
    fn every_token_of_a_sentence_leads_back_to_the_file() {
        let ar = "# عنوان **مهم** &amp; طويل\n\nجملة أولى عن [الشبكة](https://x.example/net). جملة\nثانية عن `code` والمُعالِج!\n";
        let en = "# An **important** &amp; long title\n\nA first sentence on [the network](https://x.example/net). A\nsecond on `code` and the processor!\n";
        let found = articles(&[("a.ar.md", ar), ("a.en.md", en)]);
        let [article] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((article.ar.len(), article.en.len(), article.aligned), (3, 3, false));
        assert_eq!(article.ar[1].marks[0].kind, MarkKind::Link("https://x.example/net".to_owned()));
        for (file, sentences) in [(ar, &article.ar), (en, &article.en)] {
            for sentence in sentences {
                for token in crate::text::tokenize(&sentence.text) {
                    let place = sentence.locate(token.range.clone());
                    let bytes = usize::try_from(place.start).unwrap()..usize::try_from(place.end).unwrap();
                    assert_eq!(&file[bytes.clone()], place.written, "{token:?}");
                    assert_eq!(
                        place.line as usize,
                        1 + file[..bytes.start].matches('\n').count(),
                        "{token:?}"
                    );
                    assert!(!place.written.is_empty());
                }
            }
        }
    }

    #[test]
    fn lines_stay_whole_and_keep_their_numbers() {
        let found = articles(&[("a.ar", "سطر. آخر.\n\nثالث\n"), ("a.en", "One. Two.\n\nThird\n")]);
        assert!(found[0].aligned);
        let texts: Vec<&str> = found[0].ar.iter().map(|sentence| sentence.text.as_str()).collect();
        assert_eq!(texts, ["سطر. آخر.", "", "ثالث"]);
        assert_eq!(found[0].en[2].place.line, 3);
    }
}
