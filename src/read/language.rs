//! Which language a letter, a text or a name is in.

/// Fewer Arabic letters than this are no Arabic article.
const MIN_LETTERS: usize = 10;
/// Nor is a smaller share of all letters, in percent.
const MIN_PERCENT: usize = 5;

/// Whether it is a letter of the Arabic script. Ranges, because this is asked of
/// every character.
pub(super) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}' | '\u{06FA}'..='\u{06FF}' | '\u{0750}'..='\u{077F}'
        | '\u{08A0}'..='\u{08C9}' | '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDFB}'
        | '\u{FE70}'..='\u{FEFC}')
}

/// Whether it is a letter, with the answer at hand for the scripts that matter.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || is_arabic(c)
        || (c >= '\u{80}'
            && !matches!(c, '\u{0600}'..='\u{06FF}' | '\u{2000}'..='\u{2BFF}')
            && c.is_alphabetic())
}

/// Whether there is enough Arabic in these texts to mine.
///
/// Counts the first bytes of characters, which is many times faster than
/// decoding them; only where that finds too little are the presentation forms
/// of old files looked for.
pub(super) fn enough_arabic<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> bool {
    let (mut arabic, mut others) = (0, 0);
    for byte in texts.clone().flat_map(str::as_bytes) {
        // U+0600 to U+06FF.
        arabic += usize::from(matches!(byte, 0xD8..=0xDB));
        others += usize::from(
            byte.is_ascii_alphabetic() || matches!(byte, 0xC3..=0xD7 | 0xDC..=0xE1 | 0xE3..=0xEE),
        );
    }
    let enough = |arabic| arabic >= MIN_LETTERS && arabic * 100 >= (arabic + others) * MIN_PERCENT;
    let forms = || texts.flat_map(str::chars).filter(|&c| c >= '\u{FB50}' && is_arabic(c)).count();
    enough(arabic) || enough(arabic + forms())
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
        assert!(enough_arabic(["ﺍﻟﺤﺎﺳﻮﺏ ﺍﻟﺸﺨﺼﻲ"].into_iter()));
        assert!(!enough_arabic(["رقائق"].into_iter()));
        assert!(!enough_arabic(["an English sentence"; 30].into_iter().chain(["الذكاء الاصطناعي"])));
    }
}
