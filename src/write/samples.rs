//! What is hard to write, for the tests of this stage.

use std::collections::BTreeMap;

use crate::error::Skip;
use crate::model::{
    BlockKind, DocumentRecord, Entry, Evidence, Glossary, Kind, Mark, MarkKind, Miner, ParallelArticle,
    Place, Report, Sentence, Shard, Status, Stretches,
};

/// Texts that have broken a writer somewhere.
pub fn hard_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        "say \"yes\", 'no'; | `x` \\ <b>&amp;</b>",
        "سطر أول\nسطر ثانٍ\r\nسطر ثالث",
        "\u{202B}نص\u{202C} \u{200F}(AI)\u{200E} \u{2067}x\u{2069}",
        "=1+1",
        "+966",
        "-cmd",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\u{0}\u{1}\u{B}\u{1B}\u{FFFE}\u{FEFF}",
        "---\n# title\n```",
        "😀 é e\u{301} ﷽",
        "_x0041_",
    ]
    .map(str::to_owned)
    .into();
    texts.push("طويل ".repeat(20_000));
    texts
}

/// One row of evidence for that entry.
pub fn evidence(entry_id: &str) -> Evidence {
    Evidence {
        entry_id: entry_id.to_owned(),
        miner: Miner::Gloss,
        document: "ar/a.md".to_owned(),
        line: 3,
        ar: "**رقائق**".to_owned(),
        en: "chips".to_owned(),
        ar_start: Some(10),
        ar_end: Some(26),
        en_start: None,
        en_end: Some(u64::MAX),
        left: "تصنع الشركة ".to_owned(),
        right: " (chips).".to_owned(),
        score: 0.1 + 0.2,
        ar_form: "رقائق".to_owned(),
        en_form: "chips".to_owned(),
        en_alias: String::new(),
        article: "ar/a.md".to_owned(),
        source: "site".to_owned(),
        en_document: Some(String::new()),
        en_context: None,
        flag: Some("mistranslation".to_owned()),
        ar_headword: "خادم".to_owned(),
        repeat: 0,
        features: Vec::new(),
        alternatives: Vec::new(),
    }
}

/// An entry of that name, flagged and in conflict.
pub fn entry(entry_id: &str, status: Status, text: &str) -> Entry {
    Entry {
        entry_id: entry_id.to_owned(),
        en: text.to_owned(),
        ar: format!("{text}رقائق"),
        kind: Kind::Translated,
        status,
        confidence: 1.0 / 3.0,
        rank: 1,
        occurrences: u32::MAX,
        documents: 2,
        sources: 1,
        miners: vec![Miner::Gloss, Miner::Base],
        en_variants: vec![text.to_owned(), "chip; set".to_owned()],
        ar_variants: Vec::new(),
        subject: "hardware".to_owned(),
        flags: vec!["mistranslation".to_owned()],
        example_ar: text.to_owned(),
        example_en: String::new(),
        example_source: "ar/a.md:3".to_owned(),
        confidence_parts: vec!["gloss=1.5".to_owned()],
        flag_reasons: vec!["mistranslation: it means crisps".to_owned()],
    }
}

/// A glossary with every kind, status and miner, and every hard text.
pub fn one_of_everything() -> Glossary {
    let mut glossary = Glossary { report: report(), ..Glossary::default() };
    for (number, text) in hard_texts().iter().enumerate() {
        let entry_id = format!("id{number:02}");
        let status = Status::ALL[number % 3];
        let kind = Kind::ALL[number % Kind::ALL.len()];
        glossary.entries.push(Entry { kind, ..entry(&entry_id, status, text) });
        glossary.entries.push(Entry { rank: 2, ..entry(&format!("{entry_id}b"), status, text) });
        glossary.evidence.push(Evidence { left: text.clone(), ..evidence(&entry_id) });
        let miner = Miner::ALL[number % Miner::ALL.len()];
        glossary.evidence.push(Evidence { miner, en_context: Some(text.clone()), ..evidence(&entry_id) });
    }
    glossary.candidates.push(entry("c1", Status::Candidate, "candidate"));
    glossary.candidates.push(entry("c2", Status::Rejected, "=rejected"));
    glossary
}

/// A shard with every hard text.
pub fn shard() -> Shard {
    let documents = hard_texts().into_iter().enumerate().map(|(number, text)| DocumentRecord {
        article: format!("ar/{number}.md"),
        source: text,
        subject: String::new(),
        date: "2024-05".to_owned(),
        partner: (number % 2 == 0).then(|| format!("en/{number}.md")),
        words: u64::MAX - number as u64,
        digest: "d".to_owned(),
        sketch: (0..u32::try_from(number).unwrap()).map(|at| u32::MAX - at).collect(),
    });
    Shard {
        documents: documents.collect(),
        evidence: one_of_everything().evidence,
        parallel: parallel(),
        vocabulary: BTreeMap::from([("رقائق".to_owned(), 7), ("شبكة".to_owned(), u64::MAX)]),
        skipped: report().skipped,
        ignored: report().ignored,
    }
}

/// Articles in both languages, with every kind of block and mark, and every
/// hard text; two of the same name.
fn parallel() -> Vec<ParallelArticle> {
    let kinds = [
        BlockKind::Heading(1),
        BlockKind::Heading(6),
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::Cell,
        BlockKind::Term,
        BlockKind::Line,
    ];
    let marks = [
        MarkKind::Emphasis,
        MarkKind::Code,
        MarkKind::Link("https://x.example/a:b".to_owned()),
        MarkKind::Abbreviation(String::new()),
    ];
    let sentences: Vec<Sentence> = hard_texts()
        .into_iter()
        .enumerate()
        .map(|(number, text)| Sentence {
            kind: kinds[number % kinds.len()],
            block: u32::MAX,
            marks: marks[..number % 5]
                .iter()
                .map(|kind| Mark { range: 0..number, kind: kind.clone() })
                .collect(),
            place: Place {
                line: 3,
                start: u64::MAX,
                written: (number % 2 == 0).then(|| text.clone()),
                to_written: Stretches(vec![u32::MAX; number % 3 * 3]),
                to_stored: Stretches::default(),
                breaks: vec![7; number % 2],
            },
            text,
        })
        .collect();
    let article = ParallelArticle {
        article: "ar/a.md".to_owned(),
        document: "ar/a.md".to_owned(),
        en_document: "en/a.md".to_owned(),
        source: "site".to_owned(),
        subject: String::new(),
        aligned: true,
        en: sentences[2..].to_vec(),
        ar: sentences,
    };
    let other = ParallelArticle { aligned: false, ar: article.en.clone(), ..article.clone() };
    vec![article.clone(), article, other]
}

fn report() -> Report {
    let count = |name: &str, number| BTreeMap::from([(name.to_owned(), number)]);
    Report {
        variants_left: vec!["a = b; c = d".to_owned()],
        version: "0.1.0".to_owned(),
        articles: 2,
        pairs: 1,
        duplicates: vec![("ar/b.md".to_owned(), "ar/a.md".to_owned())],
        sources: 1,
        words: 1234,
        skipped: vec![Skip { path: "ar/x|y.md".to_owned(), line: 2, reason: "not \"UTF-8\"".to_owned() }],
        ignored: count("png", 3),
        evidence: count("gloss", 10),
        by_status: count("accepted", 10),
        by_kind: count("translated", 10),
        by_flag: count("mistranslation", 10),
        idle_verdicts: vec!["chips = بطاطس".to_owned()],
        verdict_conflicts: vec!["verdicts.csv:2: reject chips = رقائق; but".to_owned()],
        min_confidence: 0.5,
    }
}
