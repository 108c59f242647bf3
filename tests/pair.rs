//! Which sentences render which, on small articles.

mod common;

use std::fmt::Write as _;
use std::sync::LazyLock;

use mustalah::knowledge::Knowledge;
use mustalah::model::{ParallelArticle, Sentence};
use mustalah::pair::{Alignment, align};
use mustalah::pipeline::mine_inputs;
use mustalah::progress::Progress;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(common::knowledge);

fn read(files: &[(&str, &str)]) -> Vec<ParallelArticle> {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(home.path().join(name), text).unwrap();
    }
    mine_inputs(&[common::input(home.path())], &KNOWLEDGE, Progress::silent()).parallel
}

fn aligned(ar: &str, en: &str) -> (ParallelArticle, Alignment) {
    let mut articles = read(&[("a.ar.md", ar), ("a.en.md", en)]);
    let mut alignments = align(&articles, &KNOWLEDGE);
    (articles.remove(0), alignments.remove(0))
}

/// The first word of every sentence of each bead, both sides.
fn shown(ar: &str, en: &str) -> Vec<String> {
    let (article, alignment) = aligned(ar, en);
    let first = |sentence: &Sentence| sentence.text.split_whitespace().next().unwrap_or_default().to_owned();
    let side = |sentences: &[Sentence]| sentences.iter().map(first).collect::<Vec<_>>().join("+");
    let beads = alignment.beads.iter();
    beads
        .map(|bead| format!("{}={}", side(&article.ar[bead.ar.clone()]), side(&article.en[bead.en.clone()])))
        .collect()
}

const CACHE_AR: &str = "# الذاكرة المخبئية\n\nتحفظ الذاكرة المخبئية نتائج الطلبات السابقة، فلا يسأل الخادم قاعدة البيانات مرتين.\n\nلكل عنصر عمر محدد. بعد انتهائه يُحذف العنصر ويُطلب من جديد.\n\n## متى لا تستخدمها\n\nالبيانات التي تتغير كل ثانية لا تُخزّن، ولا تُخزّن كذلك كلمات المرور.\n";
const CACHE_EN: &str = "# The cache\n\nA cache keeps the results of earlier requests. The server then never asks the database twice.\n\nEvery item has a lifetime, after which it is deleted and requested again.\n\n## When not to use it\n\nData that changes every second is not stored. Passwords are not stored either.\n";

#[test]
fn sentences_are_joined_where_a_translator_joined_them() {
    assert_eq!(
        shown(CACHE_AR, CACHE_EN),
        ["الذاكرة=The", "تحفظ=A+The", "لكل+بعد=Every", "متى=When", "البيانات=Data+Passwords"]
    );
}

#[test]
fn what_stands_in_english_is_left_alone() {
    let ar = "# تثبيت الحزمة\n\nRun the installer as root and follow the steps on the screen.\n\nيمكن تثبيت الحزمة من سطر الأوامر أيضاً.\n\nThe configuration file is read once when the service starts. Restart the service after you change it.\n\nتُكتب رسائل الخطأ في ملف السجل.\n";
    let en = "# Installing the package\n\nRun the installer as root and follow the steps on the screen.\n\nThe package can be installed from the command line too.\n\nThe configuration file is read once when the service starts. Restart the service after you change it.\n\nError messages are written to the log file.\n";
    assert_eq!(shown(ar, en), ["تثبيت=Installing", "يمكن=The", "تُكتب=Error"]);
}

#[test]
fn what_one_side_lacks_is_in_no_bead() {
    let ar = "# النسخ الاحتياطي\n\nانسخ قاعدة البيانات كل ليلة.\n\n## الاستعادة\n\nجرّب استعادة النسخة مرة كل شهر، فالنسخة التي لم تُجرّب ليست نسخة.\n";
    let en = "# Backup\n\nCopy the database every night.\n\n## Encryption\n\nEncrypt the disk with a key that is kept elsewhere. Never send the key by mail.\n\n## Restoring\n\nTry to restore the copy once a month, for a copy that was never tried is no copy.\n";
    assert_eq!(shown(ar, en), ["النسخ=Backup", "انسخ=Copy", "الاستعادة=Restoring", "جرّب=Try"]);
}

const NEWS_AR: &str = "كشفت شركة إنفيديا مساء الثلاثاء عن رقاقة جديدة لمراكز البيانات في مؤتمرها السنوي بكاليفورنيا.\n\nوقال محللون في دبي إن أسعار الأسهم الخليجية لم تتأثر بالإعلان. وأضافوا أن الطلب في المنطقة يتركز على الحوسبة السحابية.\n\nوتخطط وزارة الاقتصاد لشراء أجهزة للجامعات في العام المقبل، بحسب مصدر مطلع رفض ذكر اسمه.\n\nويرى خبراء أن نقص الكهرباء سيؤخر بناء مراكز جديدة في بعض الدول العربية.\n\nوكانت الشركة قد خسرت عشرة في المئة من قيمتها في يناير الماضي.\n";
const NEWS_EN: &str = "Nvidia's chief executive walked on stage in a leather jacket and promised a machine twice as fast as the last one.\n\nThe processor, named after an astronomer, will ship to customers before the summer. It needs liquid cooling and draws more power than a family home.\n\nRivals were quick to answer: AMD published a test in which its own accelerator won.\n\nDevelopers who queued for hours told us that they came for the free coffee.\n\nOne of them had travelled from Berlin by train.\n";

#[test]
fn two_articles_on_one_event_are_no_rendering() {
    let (_, alignment) = aligned(NEWS_AR, NEWS_EN);
    assert!(!alignment.is_rendering(), "{alignment:?}");
    assert_eq!(alignment.beads, []);
    let (_, alignment) = aligned(CACHE_AR, CACHE_EN);
    assert!(alignment.is_rendering() && alignment.rendered > 0.9, "{alignment:?}");
}

#[test]
fn the_articles_beside_the_tests_are_renderings() {
    let articles =
        mine_inputs(&[common::input(&common::articles())], &KNOWLEDGE, Progress::silent()).parallel;
    assert!(articles.len() >= 6);
    for (article, alignment) in articles.iter().zip(align(&articles, &KNOWLEDGE)) {
        assert!(alignment.is_rendering() && alignment.rendered > 0.9, "{} {alignment:?}", article.article);
    }
}

#[test]
fn lines_go_together_by_number() {
    let articles =
        read(&[("ui.ar", "حفظ\n\nفتح الملف. إغلاق.\n"), ("ui.en", "Save\nx\nOpen the file. Close.\n")]);
    let alignment = &align(&articles, &KNOWLEDGE)[0];
    let places: Vec<usize> = alignment.beads.iter().map(|bead| bead.ar.start).collect();
    assert_eq!(places, [0, 2]);
    assert!(alignment.beads.iter().all(|bead| bead.ar == bead.en && bead.posterior >= 1.0));
}

/// Blocks of both languages that may or may not render each other.
#[rustfmt::skip]
const BLOCKS: [&str; 16] = [
    "# الخادم\n\n", "# The server\n\n", "- بند أول عن الشبكة\n", "- A first item on the network\n",
    "جملة قصيرة. وجملة أطول منها عن الذكاء الاصطناعي في 2024!\n\n",
    "A short sentence. And a longer one on artificial intelligence in 2024!\n\n",
    "| أ | ب |\n|---|---|\n| رقاقة | `chip` |\n\n", "| a | b |\n|---|---|\n| chip | `chip` |\n\n",
    "انظر [الدليل](https://x.example/guide).\n\n", "See [the guide](https://x.example/guide).\n\n",
    "إنفيديا\n\n", "Nvidia\n\n", "\u{200f}، ؛ .\n\n", "12.5 %\n\n", "…", "كلمة كلمة كلمة ",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => vec(select(BLOCKS.as_slice()), 1..40).prop_map(|blocks| blocks.concat()),
        1 => (vec(select(BLOCKS.as_slice()), 1..6), any::<String>()).prop_map(|(blocks, text)| blocks.concat() + &text),
    ]
}

fn check(article: &ParallelArticle, alignment: &Alignment) -> Result<(), TestCaseError> {
    let (mut ar, mut en) = (0, 0);
    for bead in &alignment.beads {
        prop_assert!(bead.ar.start >= ar && bead.en.start >= en, "ascending: {:?}", alignment.beads);
        prop_assert!(!bead.ar.is_empty() && !bead.en.is_empty());
        prop_assert!((0.0..=1.0).contains(&bead.posterior), "{bead:?}");
        (ar, en) = (bead.ar.end, bead.en.end);
    }
    prop_assert!(ar <= article.ar.len() && en <= article.en.len());
    prop_assert!((0.0..=1.0).contains(&alignment.rendered) && (0.0..=1.0).contains(&alignment.rendering));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn beads_ascend_and_are_the_same_on_any_number_of_threads(ar in text(), en in text(), more in text()) {
        let articles = read(&[
            ("a.ar.md", &ar), ("a.en.md", &en), ("b.ar.txt", &en), ("b.en.txt", &more), ("c.ar", &ar), ("c.en", &ar),
            ("d.ar.html", &ar), ("d.en.html", &more),
        ]);
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| align(&articles, &KNOWLEDGE))
        };
        let found = on(1);
        prop_assert_eq!(&found, &on(3));
        for (article, alignment) in articles.iter().zip(&found) {
            check(article, alignment)?;
        }
        // Nor does the order of the articles matter.
        let mut turned = articles.clone();
        turned.reverse();
        let mut again = align(&turned, &KNOWLEDGE);
        again.reverse();
        prop_assert_eq!(found, again);
    }
}

#[test]
fn a_long_article_is_aligned_along_its_anchors() {
    // Six hundred sentences, every tenth with a number that both sides share,
    // and a section of thirty that the Arabic lacks.
    let words = [
        ("الخادم", "server"),
        ("الشبكة", "network"),
        ("قاعدة البيانات", "database"),
        ("الملف", "file"),
        ("المستخدم", "user"),
    ];
    let (mut ar, mut en) = (String::new(), String::new());
    for at in 0_usize..600 {
        let (ar_word, en_word) = words[at * 7 % 5];
        let (ar_other, en_other) = words[at * at % 5];
        let number = if at % 10 == 0 { format!(" {}", 1000 + at) } else { String::new() };
        if !(300..330).contains(&at) {
            let _ = write!(ar, "يستخدم {ar_word} هذا {ar_other} كثيراً{number}.\n\n");
        }
        let _ = write!(en, "The {en_word} uses this {en_other} often{number}.\n\n");
    }
    let (article, alignment) = aligned(&ar, &en);
    assert_eq!((article.ar.len(), article.en.len()), (570, 600));
    let right = alignment.beads.iter().filter(|bead| {
        let shift = if bead.ar.start < 300 { 0 } else { 30 };
        bead.en.start == bead.ar.start + shift && bead.ar.len() == 1 && bead.en.len() == 1
    });
    assert!(right.count() > 540, "{} of {}", alignment.beads.len(), article.ar.len());
}
