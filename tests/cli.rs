//! The program as scripts meet it: exit codes, streams, inputs and outputs.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Output, Stdio};

use common::{assert_code, contents, messages, program, run};
use mustalah::model::{Entry, Evidence, Miner, Status};
use mustalah::text::{ar_key, en_key};
use mustalah::write::{read_evidence, read_glossary};

const CHIPS: &str = "تصنع الشركة الرقائق الإلكترونية (electronic chips) من السيليكون في مصانع قليلة.\n";
const NETWORK: &str = "درب الباحثون الشبكة العصبية (neural network) على بيانات كثيرة من الصور.\n";

/// A folder with these files in `in/`.
fn corpus(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("in")).unwrap();
    for (name, bytes) in files {
        let path = home.path().join("in").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    home
}

/// Builds `in` into `out` without the base glossary, which takes a tenth of
/// the time.
fn build(home: &Path, more: &[&str]) -> Output {
    run(home, &[&["build", "in", "-o", "out", "--no-base"], more].concat())
}

fn evidence(home: &Path) -> Vec<Evidence> {
    read_evidence(&home.join("out/evidence.parquet")).unwrap()
}

/// Everything that was found: the glossary and the candidates.
fn entries(home: &Path) -> Vec<Entry> {
    let mut all = read_glossary(&home.join("out/glossary.parquet")).unwrap();
    all.extend(read_glossary(&home.join("out/candidates.parquet")).unwrap());
    all
}

#[track_caller]
fn entry<'a>(entries: &'a [Entry], en: &str, ar: &str) -> &'a Entry {
    entries
        .iter()
        .find(|entry| en_key(&entry.en) == en_key(en) && ar_key(&entry.ar) == ar_key(ar))
        .unwrap_or_else(|| panic!("no {en} = {ar} in {:?}", names(entries)))
}

fn names(entries: &[Entry]) -> Vec<(&str, &str)> {
    entries.iter().map(|entry| (entry.en.as_str(), entry.ar.as_str())).collect()
}

fn has(rows: &[Evidence], en: &str) -> bool {
    rows.iter().any(|row| en_key(&row.en_form) == en_key(en))
}

/// The commands that `--help` lists, each with what it says of them.
fn commands() -> Vec<(String, String)> {
    let help = run(Path::new("."), &["--help"]);
    assert_code(&help, 0);
    let text = String::from_utf8(help.stdout).unwrap();
    let (_, list) = text.split_once("Commands:\n").expect("the help lists the commands");
    list.lines()
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.trim().split_once(' '))
        .map(|(name, about)| (name.to_owned(), about.trim().to_owned()))
        .collect()
}

#[test]
fn a_build_that_read_everything_exits_0_and_prints_no_result() {
    let home = corpus(&[("a.md", CHIPS.as_bytes()), ("b.txt", NETWORK.as_bytes())]);
    let output = build(home.path(), &[]);
    assert_code(&output, 0);
    assert!(output.stdout.is_empty(), "stdout is for results");
    assert!(messages(&output).contains("2 articles"), "{}", messages(&output));
    let rows = evidence(home.path());
    assert!(has(&rows, "electronic chips") && has(&rows, "neural network"), "{rows:?}");
}

#[test]
fn an_empty_folder_exits_1() {
    let home = corpus(&[]);
    let output = build(home.path(), &[]);
    assert_code(&output, 1);
    assert!(output.stdout.is_empty());
    let home = corpus(&[("only.en.md", b"English and nothing else in this article.\n")]);
    assert_code(&build(home.path(), &[]), 1);
}

#[test]
fn what_is_skipped_is_named_and_the_rest_is_built() {
    let home = corpus(&[
        ("good.md", CHIPS.as_bytes()),
        ("broken.txt", b"one\ntwo \xFF\xFF\xFE three\n"),
        ("cut.md.gz", &[0x1F, 0x8B, 8, 0, 0]),
        ("sub/records.jsonl", format!("{{\"text\": {NETWORK:?}}}\nnonsense\n").as_bytes()),
        ("translations.po", b"msgid \"\"\n"),
    ]);
    let output = build(home.path(), &[]);
    assert_code(&output, 2);
    assert!(output.stdout.is_empty());
    let text = messages(&output);
    for place in ["broken.txt:2: ", "cut.md.gz:1: ", "sub/records.jsonl:2: ", "translations.po:1: "] {
        let line = text.lines().find(|line| line.starts_with(place));
        assert!(line.is_some_and(|line| line.len() > place.len() + 10), "{place} in\n{text}");
    }
    let rows = evidence(home.path());
    assert!(has(&rows, "electronic chips") && has(&rows, "neural network"), "{rows:?}");
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(home.path().join("out/report.json")).unwrap()).unwrap();
    assert_eq!(report["skipped"].as_array().unwrap().len(), 4);
}

#[test]
fn a_request_that_makes_no_sense_exits_2_and_says_why() {
    let home = corpus(&[("a.md", CHIPS.as_bytes())]);
    for (arguments, word) in [
        (&["build"] as &[&str], "INPUT"),
        (&["build", "in", "--no-such-option"], "--no-such-option"),
        (&["no-such-command"], "no-such-command"),
        (&[], "Usage"),
        (&["build", "in", "--min-confidence", "2"], "0 to 1"),
        (&["build", "in", "--threads", "many"], "many"),
        (&["build", "in", "--no-base", "--formats", "docx"], "docx"),
        (&["build", "in", "--glossary", "absent"], "absent"),
        (&["build", "absent.md", "--no-base"], "absent.md:1: "),
        (&["build", "in/*.nothing", "--no-base"], "in/*.nothing:1: "),
        (&["curate", "absent", "-o", "out"], "mustalah mine"),
        (&["curate", "in", "-o", "out"], "mustalah mine"),
        (&["mine", "in"], "--output"),
    ] {
        let output = run(home.path(), arguments);
        assert_code(&output, 2);
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(messages(&output).contains(word), "{arguments:?}: {}", messages(&output));
    }
}

#[test]
fn standard_input_is_an_article() {
    let home = corpus(&[]);
    let mut child = program(home.path())
        .args(["build", "-", "-o", "out", "--no-base"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(CHIPS.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_code(&output, 0);
    assert!(output.stdout.is_empty());
    let rows = evidence(home.path());
    assert!(has(&rows, "electronic chips") && rows[0].document == "-", "{rows:?}");
}

#[test]
fn compressed_articles_point_at_their_decompressed_bytes() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(CHIPS.as_bytes()).unwrap();
    let zstd = zstd::encode_all(NETWORK.as_bytes(), 1).unwrap();
    let home = corpus(&[("a.md.gz", &gzip.finish().unwrap()), ("b.txt.zst", &zstd)]);
    assert_code(&build(home.path(), &[]), 0);
    let rows = evidence(home.path());
    assert!(has(&rows, "electronic chips") && has(&rows, "neural network"), "{rows:?}");
    for row in &rows {
        let text = if row.document == "a.md.gz" { CHIPS } else { NETWORK };
        let range = offset(row.ar_start)..offset(row.ar_end);
        assert_eq!(text.get(range), Some(row.ar.as_str()), "{row:?}");
    }
}

#[test]
fn other_encodings_are_read_and_offsets_are_those_of_the_file() {
    let text = format!("{CHIPS}\n{NETWORK}");
    let utf16: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (windows, _, unmappable) = encoding_rs::WINDOWS_1256.encode(&text);
    assert!(!unmappable);
    let home = corpus(&[("utf16.txt", &utf16), ("windows.txt", &windows)]);
    assert_code(&build(home.path(), &[]), 0);
    let rows = evidence(home.path());
    for (document, bytes, encoding) in [
        ("utf16.txt", utf16.as_slice(), encoding_rs::UTF_16LE),
        ("windows.txt", &windows, encoding_rs::WINDOWS_1256),
    ] {
        let found: Vec<&Evidence> = rows.iter().filter(|row| row.document == document).collect();
        assert!(found.len() >= 2, "{document}: {rows:?}");
        for row in found {
            let decoded = |start, end| {
                encoding.decode_without_bom_handling(&bytes[offset(start)..offset(end)]).0.into_owned()
            };
            assert_eq!(decoded(row.ar_start, row.ar_end), row.ar, "{document}");
            assert_eq!(decoded(row.en_start, row.en_end), row.en, "{document}");
        }
    }
}

fn offset(bytes: Option<u64>) -> usize {
    usize::try_from(bytes.expect("the side is in the file")).unwrap()
}

#[test]
fn quiet_says_nothing_but_what_was_skipped() {
    let home = corpus(&[("a.md", CHIPS.as_bytes())]);
    let output = build(home.path(), &["--quiet"]);
    assert_code(&output, 0);
    assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{}", messages(&output));
    fs::write(home.path().join("in/b.po"), "msgid").unwrap();
    let output = build(home.path(), &["--quiet"]);
    assert_code(&output, 2);
    assert_eq!(messages(&output).lines().count(), 1, "{}", messages(&output));
}

#[test]
fn only_the_formats_asked_for_are_written() {
    let home = corpus(&[("a.md", CHIPS.as_bytes())]);
    assert_code(&build(home.path(), &["--formats", "csv"]), 0);
    let names: Vec<String> = contents(&home.path().join("out")).into_keys().collect();
    assert_eq!(names, ["README.md", "glossary.csv", "report.json"]);
}

#[test]
fn every_file_has_the_checksum_of_the_report_and_the_csv_is_plain() {
    let home = corpus(&[("a.md", CHIPS.as_bytes()), ("b.md", NETWORK.as_bytes())]);
    assert_code(&build(home.path(), &["--min-confidence", "0"]), 0);
    let written = contents(&home.path().join("out"));
    let report: serde_json::Value = serde_json::from_slice(&written["report.json"]).unwrap();
    let listed: BTreeSet<&str> =
        report["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    let others: BTreeSet<&str> = written.keys().map(String::as_str).filter(|n| *n != "report.json").collect();
    assert_eq!(listed, others);
    for file in report["files"].as_array().unwrap() {
        let record =
            mustalah::write::FileRecord::read(&home.path().join("out").join(file["name"].as_str().unwrap()));
        assert_eq!(serde_json::to_value(record.unwrap()).unwrap(), *file);
    }
    let header = "entry_id,en,ar,kind,status,confidence,rank,occurrences,documents,sources,miners,\
                  en_variants,ar_variants,subject,flags,example_ar,example_en,example_source";
    let csv = std::str::from_utf8(&written["glossary.csv"]).unwrap();
    assert!(csv.starts_with(header), "{}", csv.lines().next().unwrap_or_default());
    assert!(csv.lines().count() >= 3, "{csv}");
}

#[test]
fn no_base_gives_no_base_evidence() {
    let home = corpus(&[("a.md", "يعمل الخادم على معالج سريع وذاكرة كبيرة في مركز البيانات.\n".as_bytes())]);
    assert_code(&run(home.path(), &["build", "in", "-o", "out"]), 0);
    assert!(evidence(home.path()).iter().any(|row| row.miner == Miner::Base));
    assert_code(&build(home.path(), &[]), 1);
    assert!(evidence(home.path()).is_empty());
    assert!(entries(home.path()).is_empty());
}

#[test]
fn a_threshold_decides_what_is_accepted() {
    let home = corpus(&[("a.md", CHIPS.as_bytes())]);
    let statuses = |threshold| {
        assert_code(&build(home.path(), &["--min-confidence", threshold]), 0);
        entries(home.path()).iter().map(|entry| entry.status).collect::<BTreeSet<_>>()
    };
    assert_eq!(statuses("0"), BTreeSet::from([Status::Accepted]));
    assert_eq!(statuses("1"), BTreeSet::from([Status::Candidate]));
}

#[test]
fn check_finds_what_is_wrong_and_exits_2() {
    let home = corpus(&[
        ("ar/good.md", "تعمل الخدمة في مركز بيانات كبير، وفيه خوادم كثيرة.\n".as_bytes()),
        ("ar/bad.md", "# عنوان\n\nدربت شركة إنفيديا نماذج منظمة العفو الدولية على رقائق جديدة.\n".as_bytes()),
        ("en/bad.md", b"# Title\n\nNvidia trained AI models on new chips.\n"),
    ]);
    let good = run(home.path(), &["check", "in/ar/good.md"]);
    assert_code(&good, 0);
    assert!(
        good.stdout.is_empty() && messages(&good).contains("0 findings in 1 text"),
        "{}",
        messages(&good)
    );
    let bad = run(home.path(), &["check", "in", "-q"]);
    assert_code(&bad, 2);
    let text = String::from_utf8(bad.stdout).unwrap();
    assert!(text.starts_with("in/ar/bad.md:3:25: mistranslation: "), "{text}");
    assert!(text.contains("suggestion: الذكاء الاصطناعي"), "{text}");
    let sarif = run(home.path(), &["check", "in/ar/bad.md", "--format", "sarif"]);
    assert_code(&sarif, 2);
    assert!(String::from_utf8(sarif.stdout).unwrap().contains("\"in/ar/bad.md\""));
    assert_code(&run(home.path(), &["check", "in", "--ignore", "mistranslation"]), 0);
    assert_code(&run(home.path(), &["check", "in", "--ignore", "typos"]), 2);
    assert_code(&run(home.path(), &["check", "nothing.md"]), 2);
    let none = run(home.path(), &["check", "in", "--glossary-dir", "nowhere"]);
    assert_code(&none, 2);
    assert!(messages(&none).contains("nowhere: no glossary here"), "{}", messages(&none));
}

#[test]
fn what_a_person_answers_comes_back_and_is_safe_to_repeat() {
    let home = corpus(&[("a.md", CHIPS.as_bytes()), ("b.md", NETWORK.as_bytes())]);
    assert_code(&build(home.path(), &["--min-confidence", "0.999"]), 0);
    let g = ["--glossary", "g"];
    fs::create_dir(home.path().join("g")).unwrap();
    let exported = run(home.path(), &[&["review", "export", "review.xlsx", "-o", "out"], &g[..]].concat());
    assert_code(&exported, 0);
    assert!(messages(&exported).contains("review.xlsx: "), "{}", messages(&exported));
    // Nobody has answered yet.
    let import = |file: &str| run(home.path(), &[&["review", "import", file], &g[..]].concat());
    assert_code(&import("review.xlsx"), 1);
    assert!(!home.path().join("g/verdicts.csv").exists());
    let answers = "\u{FEFF}en;ar;verdict;new_en;new_ar;note;person;date\r\n\
                   neural network;شبكة عصبية;accept;;;sure;Huda;01/03/2026\r\n\
                   electronic chip;رقاقة;perhaps\r\n\
                   electronic chip;رقائق إلكترونية;;;رقاقة إلكترونية\r\n";
    fs::write(home.path().join("answers.csv"), answers).unwrap();
    let first = import("answers.csv");
    assert_code(&first, 2);
    assert!(messages(&first).contains("answers.csv:3: "), "{}", messages(&first));
    let text = String::from_utf8(first.stdout).unwrap();
    assert_eq!(
        text,
        "added    accept neural network = شبكة عصبية\nadded    edit electronic chip = رقائق إلكترونية\n"
    );
    let written = fs::read_to_string(home.path().join("g/verdicts.csv")).unwrap();
    assert_eq!(
        written,
        "en,ar,verdict,new_en,new_ar,note,person,date\n\
         neural network,شبكة عصبية,accept,,,sure,Huda,01/03/2026\n\
         electronic chip,رقائق إلكترونية,edit,,رقاقة إلكترونية,,,\n"
    );
    let again = import("answers.csv");
    assert!(again.stdout.is_empty() && messages(&again).contains("0 added, 0 changed, 2 as they were"));
    assert_eq!(fs::read_to_string(home.path().join("g/verdicts.csv")).unwrap(), written);
    // Another mind on the same pair takes the place of the first.
    fs::write(home.path().join("more.csv"), "en,ar,verdict\nNeural Networks,الشبكة العصبية,reject\n")
        .unwrap();
    let changed = import("more.csv");
    assert_code(&changed, 0);
    assert!(String::from_utf8(changed.stdout).unwrap().starts_with("changed  accept neural network"));
    let asked_again = run(home.path(), &[&["review", "export", "r2.xlsx", "-o", "out"], &g[..]].concat());
    assert_ne!(messages(&asked_again), messages(&exported).replace("review.xlsx", "r2.xlsx"));
}

#[test]
fn commands_to_come_say_so_and_exit_2() {
    for (name, _) in commands().iter().filter(|(_, about)| about.contains("not built yet")) {
        for arguments in [&[name.as_str()] as &[&str], &[name, "FILE", "--any-option", "x"]] {
            let output = run(Path::new("."), arguments);
            assert_code(&output, 2);
            assert!(output.stdout.is_empty());
            assert!(messages(&output).contains("not built yet"), "{}", messages(&output));
        }
    }
}

#[test]
fn every_command_has_help_on_stdout() {
    let commands = commands();
    let names: BTreeSet<&str> = commands.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.is_superset(&BTreeSet::from(["build", "mine", "curate", "transliterate"])), "{names:?}");
    for name in names.into_iter().filter(|name| *name != "help") {
        let output = run(Path::new("."), &[name, "--help"]);
        assert_code(&output, 0);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(&format!("Usage: mustalah {name}")), "{text}");
        assert!(output.stderr.is_empty(), "{name}");
    }
    let version = run(Path::new("."), &["--version"]);
    assert_eq!(String::from_utf8(version.stdout).unwrap().trim(), "mustalah 0.1.0");
}

#[test]
fn verdicts_win_over_what_was_mined() {
    let home = corpus(&[(
        "a.md",
        "يستخدم الفريق **المطياف الحراري** (thermal spectrometer) في قياس الإشعاع كل يوم.\n\n\
         تعتمد الشركة على **الموازن الرقمي** (digital equalizer) في معالجة الصوت.\n\n\
         يحفظ النظام **سجل التعاملات** (ledger) في خادم بعيد عن المكتب.\n\n\
         وضع المحاسب **دفتر الحسابات** (ledger) أمام الجميع.\n\n\
         ثم راجع المهندس **سجل التعاملات** (ledger) مرة أخرى.\n\n\
         نسخ الموظف **دفتر الحسابات** (ledger) قبل الإغلاق.\n\n\
         وطبع المدير **سجل التعاملات** (ledger) للزوار.\n\n\
         تطلق المحطة **القمر التجريبي** (test satellite) في الشتاء.\n"
            .as_bytes(),
    )]);
    let glossary = home.path().join("glossary-of-mine");
    fs::create_dir(&glossary).unwrap();
    let verdicts = glossary.join("verdicts.csv");
    let header = "en,ar,verdict,new_en,new_ar,note,person,date\n";
    let built = |rows: &str, threshold: &str| {
        fs::write(&verdicts, format!("{header}{rows}")).unwrap();
        let output = build(home.path(), &["--glossary", "glossary-of-mine", "--min-confidence", threshold]);
        assert_code(&output, 0);
        (entries(home.path()), messages(&output))
    };

    let (plain, _) = built("", "0");
    assert_eq!(entry(&plain, "thermal spectrometer", "مطياف حراري").status, Status::Accepted);
    assert_eq!(entry(&plain, "ledger", "سجل التعاملات").rank, 1);
    assert_eq!(entry(&plain, "ledger", "دفتر الحسابات").rank, 2);

    // Case, hamza, vowels and the article make no difference to whom a
    // verdict speaks of.
    let (ruled, text) = built(
        "Thermal Spectrometers,المِطياف الحرارى,reject,,,,Huda,2026-03-01\n\
         ledger,دَفتر الحسابات,prefer,,,,Huda,2026-03-01\n\
         test satellite,القمر التجريبي,edit,trial satellite,قمر تجريبي صغير,,Huda,2026-03-01\n\
         perpetual motion,حركة دائمة,accept,,,,Huda,2026-03-01\n",
        "0",
    );
    assert_eq!(entry(&ruled, "thermal spectrometer", "مطياف حراري").status, Status::Rejected);
    let csv = fs::read_to_string(home.path().join("out/glossary.csv")).unwrap();
    assert!(!csv.contains("spectrometer"), "a rejected pair is not in the glossary");
    let preferred = entry(&ruled, "ledger", "دفتر الحسابات");
    assert_eq!((preferred.status, preferred.rank), (Status::Approved, 1));
    assert_eq!(entry(&ruled, "ledger", "سجل التعاملات").rank, 2);
    let edited = entry(&ruled, "trial satellite", "قمر تجريبي صغير");
    assert_eq!((edited.en.as_str(), edited.ar.as_str()), ("trial satellite", "قمر تجريبي صغير"));
    assert_eq!(edited.status, Status::Approved);
    assert!(evidence(home.path()).iter().any(|row| row.entry_id == edited.entry_id), "evidence follows");
    assert!(!names(&ruled).iter().any(|(en, _)| *en == "test satellite"), "{:?}", names(&ruled));
    assert!(text.contains("perpetual motion"), "a verdict that matched nothing is told: {text}");

    // Nothing is accepted at this threshold but what a person accepts.
    let (strict, _) = built("digital equalizer,موازن رقمي,accept,,,,Huda,2026-03-01\n", "1");
    let standing: Vec<&Entry> = strict.iter().filter(|entry| entry.status != Status::Candidate).collect();
    assert_eq!(standing.len(), 1, "{standing:?}");
    assert_eq!(entry(&strict, "digital equalizer", "موازن رقمي").status, Status::Approved);
}

#[test]
fn a_verdict_that_cannot_be_read_is_named_with_its_line() {
    let text = "تصنع الشركة **الرقائق الإلكترونية** (electronic chips) من السيليكون.\n";
    let home = corpus(&[("a.md", text.as_bytes())]);
    fs::create_dir(home.path().join("g")).unwrap();
    // As Excel saves it, with one row that makes no sense among two that do.
    let rows = "\u{FEFF}en;ar;verdict;new_en;new_ar\r\nchip;رقاقة;maybe;;\r\n\
                electronic chip;رقائق الكترونية;reject\r\n\
                electronic chips;\"الرقاقة الإلكترونية;reject\r\n";
    fs::write(home.path().join("g/verdicts.csv"), rows).unwrap();
    let output = build(home.path(), &["--glossary", "g"]);
    assert_code(&output, 2);
    let text = messages(&output);
    assert!(text.contains("verdicts.csv:2: ") && text.contains("maybe"), "{text}");
    assert!(text.contains("verdicts.csv:4: a quote is opened"), "{text}");
    assert_eq!(entry(&entries(home.path()), "electronic chip", "رقائق إلكترونية").status, Status::Rejected);
    let report = fs::read_to_string(home.path().join("out/report.json")).unwrap();
    assert!(report.contains("maybe"), "the report names it too");
}

#[test]
fn a_verdict_holds_for_forms_its_author_never_saw_and_against_the_evidence() {
    let articles = [
        "تعتمد الشركة على **محرك الدلالة** (semantic engine) في ترتيب النتائج كل يوم.\n",
        "قرر الفريق أن يبني **محرك الدلالة** (semantic engine) من جديد بعد عام طويل من العمل.\n",
        "لا يفهم القارئ أحيانًا ما يقدمه **محرك الدلالة** (semantic engine) من أجوبة قصيرة.\n",
    ];
    let home = corpus(&[]);
    for (n, article) in articles.iter().enumerate() {
        let folder = home.path().join(format!("in/site{n}"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.md"), article).unwrap();
        let manifest = format!("[[source]]\npath = \"site{n}/**\"\nname = \"site{n}\"\n");
        let path = home.path().join("in/corpus.toml");
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, before + &manifest).unwrap();
    }
    fs::create_dir(home.path().join("g")).unwrap();
    let ruled = |rows: &str| {
        let header = "en,ar,verdict,new_en,new_ar,note,person,date\n";
        fs::write(home.path().join("g/verdicts.csv"), format!("{header}{rows}")).unwrap();
        let output = build(home.path(), &["--glossary", "g", "--min-confidence", "0.1"]);
        assert_code(&output, 0);
        (entries(home.path()), messages(&output))
    };
    // The plural, which stands in no article, is the same rendering.
    let (found, text) = ruled("semantic engines,محركات الدلالة,reject,,,,Huda,\n");
    assert_eq!(entry(&found, "semantic engine", "محرك الدلالة").status, Status::Rejected);
    assert!(text.contains("conflict") && text.contains("3 occurrences from 3 sources"), "{text}");
    assert!(entry(&found, "semantic engine", "محرك الدلالة").flags.contains(&"verdict-conflict".to_owned()));
    // The last word of two on one pair holds, and the other is named.
    let (found, text) =
        ruled("semantic engine,محرك الدلالة,reject,,,,Huda,\nsemantic engine,المحرك الدلالة,accept,,,,Ali,\n");
    assert_eq!(entry(&found, "semantic engine", "محرك الدلالة").status, Status::Approved);
    assert!(text.contains("verdicts.csv:2: reject") && text.contains("verdicts.csv:3 says accept"), "{text}");
}

#[test]
fn a_split_pair_is_a_variant_no_more() {
    let home = corpus(&[(
        "a.md",
        "وضع المصمم **الشريحة** (slide) الأولى أمام الحضور.\n\nثم عرض **الشرائح** (slides) كلها في ساعة.\n"
            .as_bytes(),
    )]);
    fs::create_dir(home.path().join("g")).unwrap();
    let rows = "en,ar,verdict,new_en,new_ar\nslide,شرائح,split,slide deck,شرائح العرض\n";
    fs::write(home.path().join("g/verdicts.csv"), rows).unwrap();
    assert_code(&build(home.path(), &["--min-confidence", "0"]), 0);
    let joined = entries(home.path()).len();
    assert_code(&build(home.path(), &["--min-confidence", "0", "--glossary", "g"]), 0);
    let found = entries(home.path());
    assert_eq!(found.len(), joined + 1, "{:?}", names(&found));
    assert!(!entry(&found, "slide", "شريحة").ar_variants.iter().any(|form| ar_key(form) == "شرائح"));
    assert_eq!(entry(&found, "slide deck", "شرائح العرض").occurrences, 1);
}

#[test]
fn a_run_that_fails_or_is_killed_leaves_the_output_as_it_was() {
    let home = corpus(&[("a.md", CHIPS.as_bytes())]);
    assert_code(&build(home.path(), &[]), 0);
    let out = home.path().join("out");
    fs::write(out.join("notes.txt"), "mine").unwrap();
    let before = contents(&out);
    fs::write(home.path().join("in/b.md"), NETWORK).unwrap();

    for more in [&["--formats", "csv,docx"], &["--glossary", "absent"]] {
        assert_code(&build(home.path(), more), 2);
        common::assert_same("a failed run", &before, &contents(&out));
    }

    // Killed while it waits for the rest of an article: what does not fit into
    // the pipe has been read when the writing is done.
    let mut child = program(home.path())
        .args(["build", "in", "-", "-o", "out", "--no-base"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(NETWORK.repeat(5_000).as_bytes()).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    common::assert_same("a killed run", &before, &contents(&out));

    // And a run that ends well replaces what it writes, and nothing else.
    assert_code(&build(home.path(), &[]), 0);
    let after = contents(&out);
    assert!(after["evidence.parquet"] != before["evidence.parquet"]);
    assert_eq!(after["notes.txt"], b"mine");
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let home = corpus(&[("a.md", CHIPS.as_bytes()), ("out", b"a file")]);
    let output = run(home.path(), &["build", "in/a.md", "-o", "in/out", "--no-base"]);
    assert_code(&output, 2);
    assert!(messages(&output).contains("in/out"), "{}", messages(&output));
    assert_eq!(fs::read(home.path().join("in/out")).unwrap(), b"a file");
}

#[test]
fn mined_shards_curate_to_what_one_build_gives() {
    let home = corpus(&[("one/a.md", CHIPS.as_bytes()), ("two/b.md", NETWORK.as_bytes())]);
    let folder = home.path();
    for (input, shard) in [("in/one/a.md", "s1"), ("in/two/b.md", "s2")] {
        let output = run(folder, &["mine", input, "-o", shard, "--no-base"]);
        assert_code(&output, 0);
        assert!(output.stdout.is_empty());
    }
    assert_code(&run(folder, &["build", "in/one/a.md", "in/two/b.md", "-o", "whole", "--no-base"]), 0);
    let whole = contents(&folder.join("whole"));
    for order in [["s1", "s2"], ["s2", "s1"]] {
        let output = run(folder, &["curate", order[0], order[1], "-o", "curated", "--no-base"]);
        assert_code(&output, 0);
        assert!(output.stdout.is_empty());
        common::assert_same("shards", &whole, &contents(&folder.join("curated")));
    }
    let output = run(folder, &["curate", "whole", "-o", "again", "--no-base"]);
    assert_code(&output, 2);
    assert!(messages(&output).contains("finished glossary"), "{}", messages(&output));
}

#[test]
fn transliterate_prints_a_table_and_a_closed_pipe_is_no_error() {
    let home = tempfile::tempdir().unwrap();
    let pairs = "ar\ten\nإنفيديا\tNvidia\nجوجل\tGoogle\nرقائق\tchips\n";
    fs::write(home.path().join("pairs.tsv"), pairs).unwrap();
    let output = run(home.path(), &["transliterate", "pairs.tsv", "--no-base"]);
    assert_code(&output, 0);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0], ["ar", "en", "score", "match"]);
    assert_eq!(lines.len(), 4);
    assert_eq!((lines[1][3], lines[2][3], lines[3][3]), ("true", "true", "false"), "{text}");

    fs::write(home.path().join("many.tsv"), format!("ar\ten\n{}", "جوجل\tGoogle\n".repeat(20_000))).unwrap();
    let mut child = program(home.path())
        .args(["transliterate", "many.tsv", "--no-base"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut text = String::new();
    child.stderr.take().unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{text}");
    assert!(text.is_empty(), "{text}");
}
