//! Arabic plurals by their shape, sound and broken.
//!
//! Shape alone proves nothing: `وصول` is built as `حقول` is. So a plural is
//! only ever looked for among renderings of one English term, or among the
//! words of the corpus where English says that a word is a plural.

use std::sync::LazyLock;

use super::letters::fold;
use crate::knowledge::compiled;

/// Shapes of a plural and its singular: digits are letters of the root, which
/// are no alef; letters are themselves.
struct Pattern {
    plural: Vec<char>,
    singular: Vec<char>,
    /// Few other words have the shape of the plural.
    is_sure: bool,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let file = compiled("tables/plurals.csv").expect("the table is compiled in");
    let rows = file.rows(["plural", "singular", "sure"]).expect("a test reads the table");
    rows.into_iter()
        .map(|(_, [plural, singular, sure])| Pattern {
            plural: plural.chars().collect(),
            singular: singular.chars().collect(),
            is_sure: sure == "yes",
        })
        .collect()
});

/// Endings of sound plurals, with those of their singulars.
const SOUND: [(&str, &str); 5] = [("ات", "ة"), ("ات", ""), ("ين", ""), ("ون", ""), ("يين", "ي")];

/// The folded singulars that a plural may be of, by shape; with `sure` only
/// where few other words have its shape. The plural has no article and is
/// spelled as written: أخبار is one, إخبار is none.
#[must_use]
pub fn singular_shapes(written: &str, sure: bool) -> Vec<String> {
    let has_hamza = written.starts_with(['أ', 'آ']);
    let plural = fold(written);
    let letters: Vec<char> = plural.chars().collect();
    let mut found: Vec<String> = SOUND
        .iter()
        .filter_map(|(end, own)| {
            let stem = plural.strip_suffix(end).filter(|stem| stem.chars().count() >= 3)?;
            Some(format!("{stem}{own}"))
        })
        .collect();
    let fits = |pattern: &&Pattern| {
        (pattern.is_sure || !sure) && (has_hamza || pattern.plural.first() != Some(&'ا'))
    };
    for pattern in PATTERNS.iter().filter(fits) {
        let Some(root) = root(&pattern.plural, &letters) else { continue };
        let singular = pattern.singular.iter().map(|&c| root_letter(c).map_or(Some(c), |at| root[at]));
        if let Some(singular) = singular.collect::<Option<String>>()
            && singular != plural
            && !found.contains(&singular)
        {
            found.push(singular);
        }
    }
    found
}

/// The place in the root that a digit of a pattern stands for.
fn root_letter(c: char) -> Option<usize> {
    c.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1)).filter(|&at| at < 4)
}

/// The root of a word that has the shape.
fn root(shape: &[char], word: &[char]) -> Option<[Option<char>; 4]> {
    if shape.len() != word.len() {
        return None;
    }
    let mut root = [None; 4];
    for (&wanted, &letter) in shape.iter().zip(word) {
        match root_letter(wanted) {
            None if wanted == letter => {}
            Some(at) if !matches!(letter, 'ا' | 'ة') && root[at].is_none_or(|known| known == letter) => {
                root[at] = Some(letter);
            }
            _ => return None,
        }
    }
    Some(root)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn plurals_know_their_singulars() {
        for (plural, singular) in [
            ("أنواع", "نوع"),
            ("أخطاء", "خطأ"),
            ("خوادم", "خادم"),
            ("قوائم", "قائمة"),
            ("مصادر", "مصدر"),
            ("مفاتيح", "مفتاح"),
            ("أجهزة", "جهاز"),
            ("عملاء", "عميل"),
            ("رسائل", "رسالة"),
            ("سمات", "سمة"),
            ("أدوات", "أداة"),
            ("معايير", "معيار"),
            ("خصائص", "خاصية"),
            ("شبكات", "شبكة"),
            ("مطورين", "مطور"),
        ] {
            assert!(singular_shapes(plural, true).contains(&fold(singular)), "{plural}");
        }
        for (plural, singular) in [("حقول", "حقل"), ("صور", "صورة"), ("خطط", "خطة"), ("طرق", "طريقة")]
        {
            assert!(singular_shapes(plural, false).contains(&fold(singular)), "{plural}");
            assert!(!singular_shapes(plural, true).contains(&fold(singular)), "{plural}");
        }
        assert!(singular_shapes("إخراج", false).is_empty());
    }
}
