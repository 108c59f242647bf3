//! Every rule on texts written for it, and on texts it must leave alone.

use std::sync::LazyLock;

use super::{Finding, Rule, Termbase, check, to_json, to_sarif, to_text};
use crate::knowledge::{Knowledge, Verdict, VerdictKind};
use crate::lookup::base_entries;
use crate::model::{Article, BlockKind, Document, Entry, Lang, MappedText, Segment, Status};
use crate::write::samples;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load(None, true).unwrap());

fn document(text: &str, lang: Lang) -> Document {
    let mut segments = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut mapped = MappedText::new();
        mapped.push_verbatim(line.trim_end(), at);
        segments.push(Segment { kind: BlockKind::Paragraph, text: mapped, marks: Vec::new() });
        at += line.len();
    }
    Document::new("a.txt".into(), "site".into(), lang, MappedText::identity(text.to_owned()), segments)
}

fn found_with(entries: &[Entry], arabic: &str, english: &str) -> Vec<Finding> {
    let english = (!english.is_empty()).then(|| document(english, Lang::En));
    let article = Article { arabic: document(arabic, Lang::Ar), english };
    let base = base_entries(&KNOWLEDGE.base);
    check(&article, "a.txt", &Termbase::new(entries.iter().chain(&base), &KNOWLEDGE), &KNOWLEDGE)
}

fn found(arabic: &str) -> Vec<(Rule, String, String)> {
    shown(&found_with(&[], arabic, ""))
}

fn shown(findings: &[Finding]) -> Vec<(Rule, String, String)> {
    findings.iter().map(|f| (f.rule, f.text.clone(), f.suggestion.clone())).collect()
}

fn row(rule: Rule, text: &str, suggestion: &str) -> (Rule, String, String) {
    (rule, text.to_owned(), suggestion.to_owned())
}

#[test]
fn known_mistranslations_are_found_in_their_context_alone() {
    let wrong =
        "دربت الشركة نماذج منظمة العفو الدولية على رقائق جديدة، وتبيعها لمنظمة العفو الدولية في الصين.";
    let rows = found(wrong);
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows.iter().all(|r| r.0 == Rule::Mistranslation && r.2 == "الذكاء الاصطناعي"), "{rows:?}");
    assert_eq!(found("زارت منظمة العفو الدولية سجناء في العاصمة وكتبت عن حقوق الإنسان."), []);
}

#[test]
fn two_spellings_of_one_term_are_found_and_two_words_are_not() {
    let text = "يعتمد الذكاء الاصطناعي على البيانات.\nويحتاج الذكاء الاصطناعى إلى رقائق، أما الذكاء الاصطناعي العام فبعيد.\n";
    let findings = found_with(&[], text, "");
    assert_eq!(shown(&findings), [row(Rule::Spelling, "الاصطناعى", "الاصطناعي")]);
    assert_eq!((findings[0].line, findings[0].column, findings[0].end_column), (2, 15, 24));
    // The glossary has احتمال, so the three are wrong and the one is right.
    let text = "حسبنا احتمالات الفشل، ثم إحتمالات النجاح، ثم إحتمالات التعادل، ثم إحتمالات أخرى.";
    assert!(shown(&found_with(&[], text, "")).iter().all(|row| row.2 == "احتمالات"), "احتمال is known");
    // Egyptian print has no dots under a final ي anywhere: one spelling.
    assert_eq!(found("يعتمد الذكاء الاصطناعى على البيانات، والذكاء الاصطناعى جديد."), []);
    assert_eq!(found("بعد إعداد الخادم زادت أعداد المستخدمين على الخادم، وهو علي المقام."), []);
}

#[test]
fn a_misspelled_name_needs_the_name_beside_it() {
    let text = "قالت TikTok إن الحظر ظالم، لكن تيخوك تخسر المستخدمين كل يوم.";
    let rows = found(text);
    assert!(rows.contains(&row(Rule::MisspelledName, "تيخوك", "تيك توك")), "{rows:?}");
    assert_eq!(found("لا يعرف أحد معنى تيخوك في هذه المدينة."), []);
    // A word of the language, and another fair spelling of the sounds.
    let rows = found("كتبت في Twitter أنها تشعر بتوتر، وكتبت في Facebook أن الفيسبوق يتعبها.");
    assert!(rows.iter().all(|r| r.0 == Rule::LatinName), "{rows:?}");
}

#[test]
fn names_left_in_latin_are_told_once_and_not_where_they_belong() {
    let text = "تبيع شركة Nvidia رقائق كثيرة، وتقول Nvidia إن الطلب كبير.";
    let findings = found_with(&[], text, "");
    assert_eq!(shown(&findings), [row(Rule::LatinName, "Nvidia", "إنفيديا")]);
    assert_eq!(findings[0].times, 2);
    assert_eq!(found("تبيع شركة إنفيديا (Nvidia) رقائق كثيرة، وتقول Nvidia إن الطلب كبير."), []);
    assert_eq!(found("كتبنا الأداة بلغة Python على خادم صغير."), []);
}

#[test]
fn one_term_rendered_two_ways_is_found_where_it_is_sure() {
    let text = "يستعمل الفريق قاعدة معرفة كبيرة.\nثم درب الفريق شبكة خصومة توليدية على الصور، وبعد عام من العمل درب شبكة توليدية تنافسية.\n";
    let rows = found(text);
    let wanted = row(Rule::Inconsistent, "شبكة توليدية تنافسية", "شبكة خصومة توليدية");
    assert_eq!(rows, [wanted]);
    // Alone the words may mean anything; beside the original they do not.
    let arabic = "اقرأ التوثيق قبل أن تبدأ.\nكتبت الشركة هذه الوثائق بنفسها.\nيوم جميل.\n";
    assert_eq!(found(arabic), []);
    let english = "Read the documentation before you start.\nThe company wrote this documentation itself.\nA fine day.\n";
    let findings = found_with(&[], arabic, english);
    assert_eq!(shown(&findings), [row(Rule::Inconsistent, "الوثائق", "توثيق")]);
}

#[test]
fn what_a_person_prefers_is_asked_for() {
    let mut knowledge = Knowledge::load(None, true).unwrap();
    knowledge.verdicts.push(Verdict {
        en: "machine learning".into(),
        ar: "تعلم الآلة".into(),
        kind: VerdictKind::Prefer,
        note: String::new(),
        person: String::new(),
        date: String::new(),
        place: String::new(),
        line: 0,
    });
    let article = Article {
        arabic: document("يدرس الطلاب التعلم الآلي في الجامعة كل عام.", Lang::Ar),
        english: None,
    };
    let base = base_entries(&knowledge.base);
    let findings = check(&article, "a.txt", &Termbase::new(&base, &knowledge), &knowledge);
    assert_eq!(shown(&findings), [row(Rule::NotPreferred, "التعلم الآلي", "تعلم الآلة")]);
    assert_eq!(found("يدرس الطلاب التعلم الآلي في الجامعة كل عام."), [], "no person chose");
    // What a glossary has mined and only accepted gives way to what is approved.
    let mined = Entry {
        en: "data scientist".into(),
        ar: "عالم معطيات".into(),
        en_variants: Vec::new(),
        ..samples::entry("x", Status::Accepted, "")
    };
    let rows = shown(&found_with(&[mined], "وظفت الشركة عالم معطيات في قسم جديد.", ""));
    assert!(rows.is_empty(), "the glossary has no other: {rows:?}");
}

#[test]
fn a_term_of_the_original_that_nothing_renders_is_found() {
    let english = "The service keeps an audit trail of every change.\nIt runs in a data center.\n\
        The server stores the data in a database.\nEvery user has a password.\n\
        The network is protected by a firewall.\n";
    let rest = "تعمل الخدمة في مركز بيانات.\nيخزن الخادم البيانات في قاعدة بيانات.\n\
        لكل مستخدم كلمة مرور.\nيحمي الشبكة جدار حماية.\n";
    let left_out = format!("تحتفظ الخدمة بما يفعله الناس عند كل تغيير.\n{rest}");
    let rows = shown(&found_with(&[], &left_out, english));
    assert_eq!(rows.iter().map(|r| r.0).collect::<Vec<_>>(), [Rule::NotRendered], "{rows:?}");
    for rendered in [
        "تحتفظ الخدمة بسجل التدقيق لكل تغيير",
        "تحتفظ الخدمة بالـ audit trail لكل تغيير",
        "تحتفظ الخدمة بأثر للتدقيق",
    ] {
        let arabic = format!("{rendered}.\n{rest}");
        assert_eq!(shown(&found_with(&[], &arabic, english)), [], "{rendered}");
    }
}

#[test]
fn text_json_and_sarif_say_the_same() {
    let findings = found_with(&[], "تبيع شركة Nvidia رقائق كثيرة.", "");
    let text = to_text(&findings);
    assert!(text.starts_with("a.txt:1:11: latin-name: Nvidia has the Arabic form"), "{text}");
    assert!(text.ends_with("    suggestion: إنفيديا\n"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&to_json(&findings)).unwrap();
    assert_eq!(json[0]["rule"], "latin-name");
    assert_eq!((json[0]["line"].as_u64(), json[0]["column"].as_u64()), (Some(1), Some(11)));
    assert_eq!(json[0]["suggestion"], "إنفيديا");
    let sarif: serde_json::Value = serde_json::from_str(&to_sarif(&findings)).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(result["ruleId"], "latin-name");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a.txt");
    assert_eq!(place["region"]["startColumn"], 11);
    assert_eq!(place["region"]["endColumn"], 17);
    let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"][rule]["id"], "latin-name");
    assert_eq!(to_json(&[]), "[]\n");
}
