//! What holds of every text, tried on generated ones: nothing panics, offsets
//! lead back to the bytes of the file, and keys of keys are keys.

mod common;

use std::fs;
use std::ops::Range;
use std::sync::LazyLock;

use mustalah::curate::Curation;
use mustalah::knowledge::Knowledge;
use mustalah::model::{Evidence, Shard};
use mustalah::pipeline::{curate_shards, mine_inputs};
use mustalah::progress::Progress;
use mustalah::text::{
    TokenKind, ar_key, display_form, en_key, fold, normalize, readings, sentences, tokenize,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Without the base: what the miners find by themselves, at a tenth of the cost.
static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| Knowledge::load(Some(common::root().join("glossary")), false).unwrap());

/// With the base, to meet its terms in the texts.
static WITH_BASE: LazyLock<Knowledge> = LazyLock::new(common::knowledge);

const EXTENSIONS: [&str; 7] = ["txt", "md", "mdx", "html", "jsonl", "xyz", "ar"];

/// Pieces of which texts are made: words of both scripts, clitics, marks that
/// nobody sees, markup, and what breaks things.
#[rustfmt::skip]
const PIECES: [&str; 108] = [
    " ", " ", " ", "\n", "\n\n", "\t", "\r\n", "\u{a0}", "(", ")", "[", "]", "«", "»", "\"", "'", "“", "”",
    "،", "؛", ".", ":", "—", "-", "/", "…", "*", "**", "_", "__", "`", "```", "~~~", "#", "# ", "> ", "- ",
    "1. ", "|", "|---|", "<p>", "</p>", "<b>", "<!--", "-->", "<script>", "</script>", "<a href=\"",
    "https://en.wikipedia.org/wiki/Neural_network", "\">", "</a>", "](https://en.wikipedia.org/wiki/Cache_(computing))",
    "&amp;", "&#x627;", "&nbsp;", "&bogus;", "{{<", ">}}", "---\n", "{\"text\": \"", "\"}", "\\u0627", "\\", "$x^2$",
    "الشبكة", "شبكة", "العصبية", "وبالشبكات", "للّغة", "الذكاء", "الاصطناعي", "رقائق", "خادم", "تسمى", "أو", "و",
    "ال", "إنفيديا", "مايكروسوفت", "بالإنجليزية", "الـ", "لا", "غير", "مُوجِّه", "ﺍﻟﺤﺎﺳﻮﺏ", "ﷲ", "ﻻ", "کامپیوتر", "١٢٣",
    "\u{64b}", "\u{640}", "\u{200f}", "\u{202b}", "\u{feff}", "\u{fffc}", "\u{654}", "neural", "network", "AI", "GPU",
    "Nvidia", "Microsoft", "C++", ".NET", "node.js", "İstanbul", "ẞ", "🧠",
];

fn pieces(most: usize) -> impl Strategy<Value = String> {
    vec(select(PIECES.as_slice()), 1..most).prop_map(|pieces| pieces.concat())
}

/// Pieces with arbitrary characters between them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => pieces(60),
        1 => (pieces(12), any::<String>(), pieces(12), "\\PC{0,24}").prop_map(|(a, b, c, d)| a + &b + &c + &d),
    ]
}

/// Articles with glosses in them, so that there is evidence to look at.
fn article() -> impl Strategy<Value = String> {
    let gloss = (
        select(&["تعتمد المنصة على ", "و", "تسمى ", "**", "# ", ""][..]),
        select(&["الشبكة العصبية", "الذَّكاءِ الاصطناعي", "الرقـــائق", "وحدة\u{200f} المعالجة", "ﺍﻟﺤﺎﺳﻮﺏ"][..]),
        select(&[" (", "(", "** (", " [", " أو ", " — ", " (بالإنجليزية: ", "&nbsp;(", " (*"][..]),
        select(
            &[
                "neural network",
                "AI",
                "Artificial Intelligence - AI",
                "chips",
                "processing&nbsp;unit",
                "**GPU**",
            ][..],
        ),
        select(&[")", ").\n\n", "] ", " ", "*)", "** "][..]),
        pieces(6),
    )
        .prop_map(|(before, ar, open, en, close, after)| [before, ar, open, en, close, &after].concat());
    vec(gloss, 1..6).prop_map(|glosses| glosses.concat())
}

/// Reads and mines files of these names, and fails on whatever the last
/// resort had to catch.
fn mined(files: &[(&str, &[u8])], knowledge: &Knowledge) -> Result<Shard, TestCaseError> {
    let home = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(home.path().join(name), bytes).unwrap();
    }
    let shard = mine_inputs(&[common::input(home.path())], knowledge, Progress::new(true));
    for skip in &shard.skipped {
        prop_assert!(!skip.reason.contains("a bug"), "{skip}");
        prop_assert!(skip.line >= 1 && !skip.reason.is_empty(), "{skip}");
    }
    Ok(shard)
}

fn range(start: Option<u64>, end: Option<u64>) -> Option<Range<usize>> {
    Some(usize::try_from(start?).unwrap()..usize::try_from(end?).unwrap())
}

/// Every row quotes the bytes it points at.
fn check_offsets(rows: &[Evidence], files: &[(&str, &str)]) -> Result<(), TestCaseError> {
    let file = |name: &str| files.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    for row in rows {
        let Some(text) = file(&row.document) else {
            return Err(TestCaseError::fail(format!("no such file: {row:?}")));
        };
        let arabic = range(row.ar_start, row.ar_end).expect("the Arabic stands in the article");
        // `get` gives nothing when an end is inside a character.
        prop_assert_eq!(text.get(arabic.clone()), Some(row.ar.as_str()), "{:?}", row);
        prop_assert!(!arabic.is_empty() && !row.ar_form.is_empty(), "{:?}", row);
        let line = 1 + text[..arabic.start].matches('\n').count();
        prop_assert_eq!(row.line as usize, line, "{:?}", row);
        if let Some(english) = range(row.en_start, row.en_end) {
            let text = row.en_document.as_deref().map_or(Some(text), file).unwrap();
            prop_assert_eq!(text.get(english), Some(row.en.as_str()), "{:?}", row);
        }
        prop_assert!((0.0..=1.0).contains(&row.score), "{:?}", row);
        prop_assert!(!row.en_form.trim().is_empty(), "{:?}", row);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in vec(any::<u8>(), 0..300), head in select(&["", "\u{feff}", "{", "<html>", "---\n", "\u{1f}\u{8b}", "رقائق (chips)\n"][..])) {
        let bytes = [head.as_bytes(), &bytes].concat();
        for extension in EXTENSIONS {
            let name = format!("a.{extension}");
            mined(&[(&name, &bytes)], &KNOWLEDGE)?;
        }
        // And what says it is compressed, and is not, or is cut.
        mined(&[("a.md.gz", &[&[0x1F, 0x8B], bytes.as_slice()].concat())], &KNOWLEDGE)?;
        mined(&[("a.txt.zst", &[&[0x28, 0xB5, 0x2F, 0xFD], bytes.as_slice()].concat())], &KNOWLEDGE)?;
    }

    #[test]
    fn any_text_is_mined_without_a_panic_and_quoted_as_it_stands(text in text(), other in text()) {
        for extension in EXTENSIONS.iter().filter(|extension| **extension != "jsonl") {
            let name = format!("a.{extension}");
            let shard = mined(&[(&name, text.as_bytes())], &KNOWLEDGE)?;
            check_offsets(&shard.evidence, &[(&name, &text)])?;
        }
        mined(&[("a.jsonl", text.as_bytes())], &KNOWLEDGE)?;
        for (ar, en) in [("a.ar.md", "a.en.md"), ("a.ar.html", "a.en.html"), ("a.ar", "a.en")] {
            let shard = mined(&[(ar, text.as_bytes()), (en, other.as_bytes())], &KNOWLEDGE)?;
            check_offsets(&shard.evidence, &[(ar, &text), (en, &other)])?;
        }
    }

    #[test]
    fn glosses_are_quoted_as_they_stand_and_curated_without_a_panic(text in article(), other in article()) {
        let mut shards = Vec::new();
        for extension in ["txt", "md", "mdx", "html"] {
            let names = [format!("a.ar.{extension}"), format!("a.en.{extension}")];
            let shard = mined(&[(&names[0], text.as_bytes()), (&names[1], other.as_bytes())], &WITH_BASE)?;
            check_offsets(&shard.evidence, &[(&names[0], &text), (&names[1], &other)])?;
            shards.push(shard);
        }
        let glossary = curate_shards(shards, &WITH_BASE, Curation::default());
        for entry in glossary.entries.iter().chain(&glossary.candidates) {
            prop_assert!(!entry.en.is_empty() && !entry.ar.is_empty(), "{entry:?}");
            prop_assert!((0.0..=1.0).contains(&entry.confidence), "{entry:?}");
            prop_assert!(entry.rank >= 1 && !entry.miners.is_empty(), "{entry:?}");
            prop_assert!(entry.occurrences >= entry.documents && entry.documents >= entry.sources, "{entry:?}");
        }
        for row in &glossary.evidence {
            let known = glossary.entries.iter().chain(&glossary.candidates).any(|e| e.entry_id == row.entry_id);
            prop_assert!(known, "{row:?}");
        }
    }

    #[test]
    fn records_point_into_their_line(text in article(), note in "\\PC{0,12}") {
        let record = |text: &str| serde_json::json!({ "note": note, "text": text }).to_string();
        let file = format!("{}\n{}\n", record("مقدمة قصيرة عن الحوسبة السحابية"), record(&text));
        let shard = mined(&[("a.jsonl", file.as_bytes())], &KNOWLEDGE)?;
        let first_line = file.find('\n').unwrap() + 1;
        for row in &shard.evidence {
            let arabic = range(row.ar_start, row.ar_end).unwrap();
            let stored = file.get(arabic.clone());
            prop_assert!(stored.is_some(), "{:?}", row);
            let decoded: String = serde_json::from_str(&format!("\"{}\"", stored.unwrap())).unwrap();
            prop_assert_eq!(&decoded, &row.ar, "{:?}", row);
            prop_assert_eq!(row.line, if arabic.start >= first_line { 2 } else { 1 }, "{:?}", row);
        }
    }

    #[test]
    fn other_encodings_are_quoted_as_they_stand(text in article()) {
        let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with_mark = format!("\u{feff}{text}");
        let shard = mined(&[("utf16.txt", &utf16), ("utf8.txt", with_mark.as_bytes())], &KNOWLEDGE)?;
        for row in &shard.evidence {
            let arabic = range(row.ar_start, row.ar_end).unwrap();
            if row.document == "utf8.txt" {
                prop_assert_eq!(with_mark.get(arabic), Some(row.ar.as_str()), "{:?}", row);
            } else {
                let units: Vec<u16> =
                    utf16[arabic].chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
                let decoded = String::from_utf16(&units);
                prop_assert_eq!(decoded.ok(), Some(row.ar.clone()), "{:?}", row);
            }
        }
        let count = |name: &str| shard.evidence.iter().filter(|row| row.document == name).count();
        prop_assert_eq!(count("utf16.txt"), count("utf8.txt"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn normalising_twice_changes_nothing_and_the_map_leads_back(text in text()) {
        let once = normalize(&text);
        let twice = normalize(once.as_str());
        prop_assert_eq!(once.as_str(), twice.as_str());
        prop_assert_eq!(once.origin(0..once.len()).end, once.origin(once.len()..once.len()).start);
        let mut last = 0;
        for (at, c) in once.as_str().char_indices() {
            let origin = once.origin(at..at + c.len_utf8());
            prop_assert!(text.get(origin.clone()).is_some_and(|there| !there.is_empty()), "{:?} at {}", c, at);
            prop_assert!(origin.start >= last, "{:?} at {}", c, at);
            last = origin.start;
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert_eq!(fold(normalize(&text).as_str()), fold(&fold(normalize(&text).as_str())));
    }

    #[test]
    fn keys_of_keys_are_keys(text in text()) {
        let ar = ar_key(&text);
        // One article is taken off; what is left may begin with the same letters
        // (الألعاب, then العاب), and a key does not say which they are.
        if !ar.split(' ').any(|word| word.starts_with("ال")) {
            prop_assert_eq!(ar_key(&ar), ar.clone());
        }
        let en = en_key(&text);
        // The signs of C# and C++ belong to a short name, not to a part of one.
        if !["a ", "an ", "the "].iter().any(|article| en.starts_with(article)) && !en.contains(['#', '+']) {
            prop_assert_eq!(en_key(&en), en.clone());
        }
        for key in [ar, en] {
            prop_assert!(!key.starts_with(' ') && !key.ends_with(' ') && !key.contains("  "), "{:?}", key);
        }
    }

    #[test]
    fn the_form_that_is_shown_has_the_key_of_what_was_written(text in pieces(8)) {
        let shown = display_form(&text);
        prop_assert_eq!(display_form(&shown), shown.clone());
        prop_assert!(!shown.contains('\n') && shown.trim() == shown, "{:?}", shown);
    }

    #[test]
    fn tokens_are_words_of_the_text_in_their_order(text in text()) {
        let text = normalize(&text);
        let text = text.as_str();
        let mut last = 0;
        for token in tokenize(text) {
            let Range { start, end } = token.range;
            prop_assert!(last <= start && start < end, "{last} {start} {end}");
            let word = text.get(start..end);
            prop_assert!(word.is_some_and(|word| !word.contains(char::is_whitespace)), "{:?}", word);
            // Only spaces and marks without a letter are in no token.
            prop_assert!(fold(&text[last..start]).trim().is_empty(), "{:?}", &text[last..start]);
            prop_assert_eq!(token.key.is_empty(), matches!(token.kind, TokenKind::Punct(_)), "{:?}", token);
            last = end;
        }
    }

    #[test]
    fn sentences_and_clitics_take_any_text(text in text()) {
        let normal = normalize(&text);
        let tokens = tokenize(normal.as_str());
        let mut last = 0;
        for sentence in sentences(&tokens) {
            prop_assert!(last <= sentence.start && sentence.start <= sentence.end);
            last = sentence.end;
        }
        prop_assert!(last <= tokens.len());
        for token in tokens.iter().filter(|token| token.is_arabic()) {
            for reading in readings(&token.key, &|_| true) {
                prop_assert!(!reading.stem.is_empty(), "{:?}", reading);
            }
        }
    }
}
