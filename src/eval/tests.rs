use super::*;
use crate::write::samples;

fn entry(en: &str, ar: &str, rank: u32, confidence: f64) -> Entry {
    let (en, ar) = (en.to_owned(), ar.to_owned());
    let (en_variants, kind) = (Vec::new(), Kind::Translated);
    Entry { en, ar, kind, confidence, rank, en_variants, ..samples::entry("", Status::Accepted, "") }
}

fn gold(rows: &[(&str, &str, Option<bool>)]) -> Vec<GoldPair> {
    let pair = |&(en, ar, label): &(&str, &str, Option<bool>)| GoldPair {
        en: en.to_owned(),
        ar: ar.to_owned(),
        label,
    };
    rows.iter().map(pair).collect()
}

fn glossary() -> Vec<Entry> {
    vec![
        Entry {
            en_variants: vec!["AI".to_owned()],
            ..entry("artificial intelligence", "الذكاء الاصطناعي", 1, 0.95)
        },
        Entry {
            status: Status::Flagged, ..entry("artificial intelligence", "منظمة العفو الدولية", 2, 0.85)
        },
        entry("chip", "شريحة", 1, 0.75),
        Entry { ar_variants: vec!["رقائق".to_owned()], ..entry("chip", "رقاقة", 2, 0.65) },
        entry("cloud", "غيمة", 1, 0.65),
    ]
}

#[test]
fn lists_give_coverage_recall_and_precision() {
    let gold = gold(&[
        ("AI", "ذكاء إصطناعي", None),
        ("chips", "رقائق", None),
        ("chips", "رقاقة", None),
        ("router", "موجه", None),
        ("router", "الموجه", None),
    ]);
    let measured = evaluate(&glossary(), &gold, 0.0);
    assert_eq!((measured.gold_terms, measured.gold_pairs), (3, 4));
    assert_eq!(measured.coverage, Share::new(2, 3));
    let [strict, lenient, any_form] = measured.recall[..] else { panic!("three levels") };
    assert_eq!(strict.pairs.any_rank, Share::new(1, 4));
    assert_eq!(lenient.pairs.any_rank, Share::new(2, 4));
    assert_eq!(lenient.pairs.rank_1, Share::new(1, 4));
    assert_eq!(lenient.covered_pairs.top_3, Share::new(2, 3));
    assert_eq!(any_form.covered_pairs.any_rank, Share::new(3, 3));
    assert_eq!(lenient.covered_terms.any_rank, Share::new(2, 2));
    assert_eq!(lenient.terms.rank_1, Share::new(1, 3));
    // The flagged entry is no answer; cloud is not in the list.
    let precision: Vec<Share> = measured.precision_listed.values().copied().collect();
    assert_eq!(precision, [Share::new(1, 3), Share::new(2, 3), Share::new(2, 3)]);
    assert_eq!(measured.precision_labelled.n, 0);
}

#[test]
fn labels_judge_pairs_and_nothing_else() {
    let gold = gold(&[
        ("cloud", "غيمة", Some(false)),
        ("artificial intelligence", "ذكاء اصطناعي", Some(true)),
        ("chip", "رقاقة", Some(true)),
    ]);
    let measured = evaluate(&glossary(), &gold, 0.0);
    assert_eq!(measured.precision_labelled, Share::new(2, 3));
    assert_eq!(measured.precision_listed[&Level::Lenient].n, 0);
    assert_eq!(measured.coverage, Share::new(2, 2));
    assert_eq!(measured.calibration.n, 3);
}

#[test]
fn calibration_compares_promise_with_outcome() {
    let gold = gold(&[("AI", "الذكاء الاصطناعي", None), ("chip", "رقاقة", None), ("cloud", "سحابة", None)]);
    let measured = evaluate(&glossary(), &gold, 0.0);
    let bins = &measured.calibration.bins;
    assert_eq!(bins.len(), 10);
    assert_eq!(bins[6].precision, Share::new(1, 2));
    assert_eq!((bins[9].precision, bins[9].mean_confidence), (Share::new(1, 1), Some(0.95)));
    // 0.15 of two, 0.75, 0.85 and 0.05 of one each.
    let error = measured.calibration.expected_error.unwrap();
    assert!((error - (0.3 + 0.75 + 0.85 + 0.05) / 5.0).abs() < 1e-9, "{error}");
    let flagged = measured.by_status.iter().find(|group| group.name == "flagged").unwrap();
    assert_eq!(flagged.precision, Share::new(0, 1));
    assert_eq!(measured.by_kind[0].precision, Share::new(2, 4));
}

#[test]
fn confidence_can_be_asked_for() {
    let gold = gold(&[("cloud", "غيمة", None)]);
    assert!(!evaluate(&glossary(), &gold, 0.65).is_empty());
    assert!(evaluate(&glossary(), &gold, 0.7).is_empty());
}
