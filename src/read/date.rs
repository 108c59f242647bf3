//! Dates as articles give them.

use super::About;

/// Keys of front matter, records and meta tags whose values say when an
/// article came out, the surest first.
const KEYS: [&str; 18] = [
    "article:published_time",
    "datepublished",
    "date_published",
    "published_time",
    "published_at",
    "publishedat",
    "published",
    "publish_date",
    "publishdate",
    "pubdate",
    "pub_date",
    "dc.date",
    "dcterms.created",
    "dc.date.issued",
    "date",
    "created_at",
    "created",
    "timestamp",
];

/// First and last year that an article on technology may be of.
const YEARS: std::ops::RangeInclusive<u32> = 1990..=2100;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// How sure a key is; `None` when it names no date.
pub(super) fn place(key: &str) -> Option<usize> {
    let key = key.to_ascii_lowercase();
    KEYS.iter().position(|known| *known == key)
}

impl About {
    /// Takes the date that a key gives, unless a surer key gave one.
    pub(super) fn dated(&mut self, key: &str, value: &str) {
        let Some(place) = place(key) else { return };
        if self.date.as_ref().is_none_or(|(surer, _)| place < *surer)
            && let Some(date) = date(value)
        {
            self.date = Some((place, date));
        }
    }
}

/// The date in a value, as far as it says: `2024-05-17`, `2024-05` or `2024`.
/// Read are dates with the year first, dates with an English month, and
/// seconds since 1970.
pub(super) fn date(value: &str) -> Option<String> {
    let value: String = value.chars().take(64).map(western).collect();
    let parts: Vec<&str> =
        value.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let number = |part: &&str| part.parse::<u32>().ok();
    let first = parts.first()?;
    if first.len() == 4
        && let Some(year) = number(first).filter(|year| YEARS.contains(year))
    {
        let month = parts.get(1).and_then(number).filter(|month| (1..=12).contains(month));
        let day = parts.get(2).map(|part| part.split(['T', 't']).next().unwrap_or_default());
        let day = day.as_ref().and_then(number).filter(|day| (1..=31).contains(day));
        return Some(shown(year, month, month.and(day)));
    }
    let named = parts.iter().find_map(|part| {
        let name = part.to_ascii_lowercase();
        MONTHS.iter().position(|month| name.len() >= 3 && name.starts_with(month))
    });
    if let Some(month) = named {
        let year =
            parts.iter().filter(|part| part.len() == 4).find_map(number).filter(|y| YEARS.contains(y))?;
        let day =
            parts.iter().filter(|part| part.len() <= 2).find_map(number).filter(|day| (1..=31).contains(day));
        return Some(shown(year, u32::try_from(month + 1).ok(), day));
    }
    let seconds: u64 = match first.len() {
        10 => first.parse().ok()?,
        13 => first.parse::<u64>().ok()? / 1000,
        _ => return None,
    };
    let (year, month, day) = civil(seconds / 86_400);
    YEARS.contains(&year).then(|| shown(year, Some(month), Some(day)))
}

fn shown(year: u32, month: Option<u32>, day: Option<u32>) -> String {
    let two = |part: Option<u32>| part.map_or_else(String::new, |part| format!("-{part:02}"));
    format!("{year:04}{}{}", two(month), two(day))
}

/// A digit of Arabic or Persian as the western one.
fn western(c: char) -> char {
    let digit = match c {
        '\u{0660}'..='\u{0669}' => u32::from(c) - 0x0660,
        '\u{06F0}'..='\u{06F9}' => u32::from(c) - 0x06F0,
        _ => return c,
    };
    char::from_digit(digit, 10).unwrap_or(c)
}

/// Year, month and day of a day since 1970, by the rule of the Gregorian
/// calendar whose years begin in March.
pub(crate) fn civil(days: u64) -> (u32, u32, u32) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let small = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    (small(year), small(month), small(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_far_as_they_say() {
        for (value, expected) in [
            ("2024-05-17T08:30:00Z", "2024-05-17"),
            ("2024/5/7", "2024-05-07"),
            ("2021-11", "2021-11"),
            ("2019", "2019"),
            ("٢٠٢٣-٠٤-٠١", "2023-04-01"),
            ("Fri, 17 May 2024 08:30:00 GMT", "2024-05-17"),
            ("May 3, 2020", "2020-05-03"),
            ("1715934600", "2024-05-17"),
            ("951782400000", ""),
            ("1709164800", "2024-02-29"),
            ("yesterday", ""),
            ("12", ""),
            ("0042-01-01", ""),
        ] {
            assert_eq!(date(value).unwrap_or_default(), expected, "{value}");
        }
    }

    #[test]
    fn the_surer_key_wins_whatever_their_order() {
        let mut about = About::default();
        about.dated("created", "2020");
        about.dated("datePublished", "2021");
        about.dated("date", "2022");
        about.dated("size", "2023");
        assert_eq!(about.date.map(|(_, date)| date).as_deref(), Some("2021"));
    }
}
