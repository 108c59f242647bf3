//! Which language a letter, a text or a name is in.

/// Fewer Arabic letters than this are no Arabic article.
const MIN_LETTERS: usize = 10;
/// Nor is a smaller share of all letters, in percent.
const MIN_PERCENT: usize = 5;

/// Whether it is a letter of the Arabic script.
pub(super) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        && c.is_alphabetic()
}

/// Whether there is enough Arabic in these texts to mine.
pub(super) fn enough_arabic<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut arabic, mut letters) = (0, 0);
    for text in texts {
        for c in text.chars() {
            if is_arabic(c) {
                arabic += 1;
                letters += 1;
            } else if c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic()) {
                letters += 1;
            }
        }
    }
    arabic >= MIN_LETTERS && arabic * 100 >= letters * MIN_PERCENT
}

/// The part of a name after its language: `ar-MA` is `ar` and a region.
fn is_tag(name: &str, language: &str) -> bool {
    let head = name.split(['-', '_']).next().unwrap_or_default();
    head.eq_ignore_ascii_case(language)
        && name.len() <= 12
        && name[head.len()..].chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// `ar`, `ar-MA`, `ar_SA`.
pub(super) fn names_arabic(name: &str) -> bool {
    is_tag(name, "ar")
}

/// `en`, `en-US`, `en_GB`.
pub(super) fn names_english(name: &str) -> bool {
    is_tag(name, "en")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags_have_regions() {
        assert!(names_arabic("ar") && names_arabic("ar-MA") && names_arabic("AR_sa"));
        assert!(!names_arabic("article") && !names_arabic("arabic") && !names_arabic("en"));
        assert!(names_english("en-US") && !names_english("env"));
    }

    #[test]
    fn a_few_arabic_names_do_not_make_an_article_arabic() {
        assert!(enough_arabic(["الذكاء الاصطناعي AI"].into_iter()));
        assert!(!enough_arabic(["رقائق"].into_iter()));
        assert!(!enough_arabic(std::iter::repeat_n("an English sentence", 30).chain(["الذكاء الاصطناعي"])));
    }
}
