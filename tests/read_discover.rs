//! Which files are found, paired and left out.

use std::path::Path;

use mustalah::model::Article;
use mustalah::read::{Discovery, discover};

const ARABIC: &str = "تصنع الرقائق (chips) من السيليكون في مصانع قليلة.\n";
const ENGLISH: &str = "Chips are made of silicon in a few plants.\n";

fn write(root: &Path, files: &[(&str, &[u8])]) {
    for (path, content) in files {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::Builder::new().prefix("corpus").tempdir().unwrap();
    write(folder.path(), files);
    folder
}

fn find(root: &Path, inputs: &[&str]) -> Discovery {
    let inputs: Vec<String> =
        inputs.iter().map(|input| root.join(input).to_string_lossy().into_owned()).collect();
    discover(&inputs)
}

fn articles(found: &Discovery) -> Vec<Article> {
    let mut all = Vec::new();
    for unit in &found.units {
        unit.read(&mut |batch| all.extend(batch));
    }
    all
}

fn paths(found: &Discovery) -> Vec<(&str, Option<&str>)> {
    found.units.iter().map(|unit| (unit.path(), unit.english_path())).collect()
}

#[test]
fn a_folder_gives_its_articles_and_counts_the_rest() {
    let (ar, en) = (ARABIC.as_bytes(), ENGLISH.as_bytes());
    let root = folder(&[
        ("vue/ar/guide/a.md", ar),
        ("vue/en/guide/a.md", en),
        ("vue/en/guide/alone.md", en),
        ("mono-ar/b.txt", ar),
        ("img/x.png", b"\x89PNG"),
        (".git/config", b"x"),
        (".gitignore", b"*"),
        ("LICENSE", en),
        ("c.po", b"msgid \"\""),
    ]);
    let found = find(root.path(), &["."]);
    assert_eq!(paths(&found), [("mono-ar/b.txt", None), ("vue/ar/guide/a.md", Some("vue/en/guide/a.md"))]);
    let ignored: Vec<(&str, u64)> = found.ignored.iter().map(|(key, count)| (key.as_str(), *count)).collect();
    assert_eq!(ignored, [("(none)", 1), ("english", 1), ("png", 1)]);
    assert_eq!(found.skipped.len(), 1);
    assert!(
        found.skipped[0].to_string().starts_with("c.po:1: PO files are not read yet"),
        "{:?}",
        found.skipped
    );
    let articles = articles(&found);
    assert_eq!(articles[1].arabic.source, "vue");
    assert_eq!(articles[1].english.as_ref().unwrap().path, "vue/en/guide/a.md");
}

#[test]
fn the_order_of_inputs_does_not_matter_and_a_file_is_read_once() {
    let root = folder(&[("a/x.txt", ARABIC.as_bytes()), ("b/y.txt", ARABIC.as_bytes())]);
    let one = find(root.path(), &["a", "b", "a/x.txt", "."]);
    let other = find(root.path(), &[".", "a/x.txt", "b", "a"]);
    assert_eq!(one.units, other.units);
    assert_eq!(paths(&one), [("a/x.txt", None), ("b/y.txt", None)]);
}

#[test]
fn files_given_one_by_one_pair_when_they_lie_together() {
    let root =
        folder(&[("a.ar.md", ARABIC.as_bytes()), ("a.en.md", ENGLISH.as_bytes()), ("code.py", b"pass")]);
    let found = find(root.path(), &["a.en.md", "a.ar.md", "code.py", "missing.md", "*.nothing"]);
    assert_eq!(paths(&found), [("a.ar.md", Some("a.en.md"))]);
    let reasons: Vec<&str> = found.skipped.iter().map(|skip| skip.reason.as_str()).collect();
    assert_eq!(reasons.len(), 3, "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.contains("no file matches")));
    assert!(reasons.iter().any(|reason| reason.contains("no such file")));
    assert!(reasons.iter().any(|reason| reason.contains(".py files are no articles")));
}

#[test]
fn globs_are_relative_to_their_fixed_part() {
    let root =
        folder(&[("k/ar/x.md", ARABIC.as_bytes()), ("k/en/x.md", ENGLISH.as_bytes()), ("k/y.txt", b"-")]);
    let found = find(root.path(), &["k/**/*.md"]);
    assert_eq!(paths(&found), [("ar/x.md", Some("en/x.md"))]);
    assert_eq!(articles(&found)[0].arabic.source, "k");
}

#[test]
fn line_aligned_files_need_equal_line_counts() {
    let root = folder(&[
        ("good.ar", "رقائق إلكترونية\n\nشبكة عصبية\n".as_bytes()),
        ("good.en", b"chips\n\nneural network\n"),
        ("bad.ar", "رقائق إلكترونية\nشبكة\n".as_bytes()),
        ("bad.en", b"chips\n"),
    ]);
    let found = find(root.path(), &["."]);
    let articles = articles(&found);
    assert_eq!(articles.len(), 1);
    assert_eq!(articles[0].arabic.segments.len(), articles[0].english.as_ref().unwrap().segments.len());
    let skipped = found.units[0].read(&mut |_| {}).skipped;
    assert_eq!(skipped[0].line, 2);
    assert!(skipped[0].reason.contains("equal line counts"), "{skipped:?}");
}

#[test]
fn a_manifest_names_sources_and_pairs() {
    let root = folder(&[
        ("corpus.toml", "[[source]]\npath = \"news/**\"\nname = \"news.example\"\nsubject = \"computing\"\n[[pair]]\nar = \"news/1.txt\"\nen = \"news/2.txt\"\n[[pair]]\nar = \"gone.txt\"\nen = \"news/2.txt\"\n".as_bytes()),
        ("news/1.txt", ARABIC.as_bytes()),
        ("news/2.txt", ENGLISH.as_bytes()),
    ]);
    let found = find(root.path(), &["."]);
    let articles = articles(&found);
    assert_eq!(articles[0].arabic.source, "news.example");
    assert_eq!(articles[0].arabic.subject.as_deref(), Some("computing"));
    assert_eq!(paths(&found), [("news/1.txt", Some("news/2.txt"))]);
    assert!(found.skipped[0].reason.contains("gone.txt"), "{:?}", found.skipped);
}

#[test]
fn compressed_files_are_read_by_their_content() {
    use std::io::Write;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(format!("# عنوان\n\n{ARABIC}").as_bytes()).unwrap();
    let zstd = zstd::encode_all(ARABIC.as_bytes(), 1).unwrap();
    let root = folder(&[("a.md.gz", &gzip.finish().unwrap()), ("b.txt.zst", &zstd), ("c.txt", &zstd)]);
    let articles = articles(&find(root.path(), &["."]));
    assert_eq!(articles.len(), 3);
    assert_eq!(articles[0].arabic.segments[0].text.as_str(), "عنوان");
    assert_eq!(articles[1].arabic.text.as_str(), ARABIC);
}

#[test]
fn what_is_english_or_broken_is_told() {
    let root = folder(&[
        ("en.txt", ENGLISH.as_bytes()),
        ("broken.txt", b"ok\n\xFF\xFF\xFF bytes"),
        ("cut.md.gz", &[0x1F, 0x8B, 8, 0, 0]),
        ("many.jsonl", format!("{{\"text\": {ARABIC:?}}}\nnonsense\n{{\"text\": {ENGLISH:?}}}\n").as_bytes()),
    ]);
    let found = find(root.path(), &["."]);
    let (mut skipped, mut english, mut read) = (Vec::new(), 0, 0);
    for unit in &found.units {
        let outcome = unit.read(&mut |batch| read += batch.len());
        skipped.extend(outcome.skipped);
        english += outcome.english_only;
    }
    assert_eq!((read, english), (1, 2));
    let places: Vec<String> = skipped.iter().map(|skip| format!("{}:{}", skip.path, skip.line)).collect();
    assert_eq!(places, ["broken.txt:2", "cut.md.gz:1", "many.jsonl:2"]);
}

#[test]
fn many_records_come_in_batches() {
    let line = format!("{{\"text\": {ARABIC:?}, \"source\": \"s.example\"}}\n");
    let root = folder(&[("many.jsonl", line.repeat(200).as_bytes())]);
    let mut sizes = Vec::new();
    let mut lines = Vec::new();
    find(root.path(), &["many.jsonl"]).units[0].read(&mut |batch| {
        sizes.push(batch.len());
        lines.extend(batch.iter().map(|article| article.arabic.record));
    });
    assert_eq!(sizes, [64, 64, 64, 8]);
    assert_eq!(lines[199], Some(200));
}
