//! Questions as a workbook that a person fills in.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::Question;
use crate::error::{Error, Result};
use crate::knowledge::VerdictKind;
use crate::write::Examples;

/// Name of the sheet with the questions.
pub(super) const SHEET: &str = "Review";

/// The columns: the name that is read back, its Arabic label, the width, and
/// what it holds.
const COLUMNS: [(&str, &str, u16, Look); 19] = [
    ("en", "الإنجليزية", 28, Look::English),
    ("ar", "العربية", 28, Look::Arabic),
    ("verdict", "القرار", 12, Look::Input),
    ("new_en", "الإنجليزية المصححة", 24, Look::Input),
    ("new_ar", "العربية المصححة", 24, Look::InputArabic),
    ("note", "ملاحظة", 24, Look::InputArabic),
    ("person", "المراجع", 14, Look::Input),
    ("date", "التاريخ", 12, Look::Input),
    ("example", "مثال", 64, Look::Arabic),
    ("example in English", "المثال بالإنجليزية", 56, Look::English),
    ("another example", "مثال آخر", 64, Look::Arabic),
    ("why asked", "سبب السؤال", 26, Look::English),
    ("confidence", "الثقة", 10, Look::Number),
    ("occurrences", "مرات الورود", 12, Look::Number),
    ("sources", "المصادر", 10, Look::Number),
    ("other renderings", "مقابلات أخرى", 12, Look::Number),
    ("place", "الموضع", 30, Look::English),
    ("asked_en", "", 10, Look::Hidden),
    ("asked_ar", "", 10, Look::Hidden),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    English,
    Arabic,
    Input,
    InputArabic,
    Number,
    Hidden,
}

/// Lays the questions out, one a row, with a drop-down for the verdict.
///
/// # Errors
/// If the workbook cannot be encoded.
pub fn workbook(questions: &[Question<'_>], examples: &Examples<'_>) -> Result<Vec<u8>> {
    build(questions, examples).map_err(|error| Error::Format {
        path: "review.xlsx".into(),
        line: 0,
        reason: format!("cannot be encoded: {error}"),
    })
}

fn build(questions: &[Question<'_>], examples: &Examples<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed date, for the same bytes every time.
    let properties = DocProperties::new()
        .set_title("Term pairs to review")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?;
    header(sheet)?;
    for (row, question) in (1..).zip(questions) {
        fill(sheet, row, question, examples)?;
    }
    let last = u32::try_from(questions.len()).unwrap_or(u32::MAX).max(1);
    let choice = DataValidation::new()
        .allow_list_strings(&VerdictKind::NAMES)?
        .set_input_title("Verdict / القرار")?
        .set_input_message(
            "accept: right. reject: wrong. prefer: right and first. edit: right once corrected. \
             split: a pair of its own. Empty: no answer.",
        )?
        .set_error_title("Unknown verdict")?
        .set_error_message("Use accept, reject, prefer, edit or split, or leave the cell empty.")?
        .set_error_style(DataValidationErrorStyle::Stop);
    sheet.add_data_validation(1, 2, last, 2, &choice)?;
    let last_column = u16::try_from(COLUMNS.len() - 3).unwrap_or(u16::MAX);
    sheet.set_right_to_left(true).set_freeze_panes(1, 3)?.autofilter(0, 0, last, last_column)?;
    help(workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

fn header(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1F_4E_5F));
    for (column, (name, arabic, width, look)) in (0..).zip(COLUMNS) {
        let label = if arabic.is_empty() { name.to_owned() } else { format!("{name} / {arabic}") };
        sheet.write_string_with_format(0, column, label, &bold)?;
        sheet.set_column_width(column, f64::from(width))?;
        if look == Look::Hidden {
            sheet.set_column_hidden(column)?;
        }
    }
    sheet.set_row_height(0, 34)?;
    Ok(())
}

fn fill(
    sheet: &mut Worksheet,
    row: u32,
    question: &Question<'_>,
    examples: &Examples<'_>,
) -> Result<(), XlsxError> {
    let Question { entry, why, rivals, .. } = *question;
    let shown: Vec<_> = examples.of(&entry.entry_id).collect();
    let example = |at: usize| shown.get(at).map_or("", |example| example.ar.as_str());
    let first = if shown.is_empty() { entry.example_ar.as_str() } else { example(0) };
    let english =
        shown.iter().map(|example| example.en).find(|en| !en.is_empty()).unwrap_or(&entry.example_en);
    let place = shown.first().map_or(entry.example_source.as_str(), |example| example.source.as_str());
    let confidence = format!("{:.2}", entry.confidence);
    let counts = [entry.occurrences, entry.sources, u32::try_from(rivals).unwrap_or(u32::MAX)];
    let values: [&str; 19] = [
        &entry.en,
        &entry.ar,
        "",
        "",
        "",
        "",
        "",
        "",
        first,
        english,
        example(1),
        why,
        &confidence,
        "",
        "",
        "",
        place,
        &entry.en,
        &entry.ar,
    ];
    for (column, ((name, _, _, look), value)) in (0..).zip(COLUMNS.into_iter().zip(values)) {
        let format = format(look);
        match (look, name) {
            (Look::Number, "confidence") => {
                let number: f64 = value.parse().unwrap_or_default();
                sheet.write_number_with_format(row, column, number, &format)?;
            }
            (Look::Number, _) => {
                let count = counts[usize::from(column).saturating_sub(13).min(2)];
                sheet.write_number_with_format(row, column, count, &format)?;
            }
            (Look::Input | Look::InputArabic, _) => {
                sheet.write_blank(row, column, &format)?;
            }
            _ => {
                sheet.write_string_with_format(row, column, short(value), &format)?;
            }
        }
    }
    Ok(())
}

/// Text that fits a cell.
fn short(text: &str) -> String {
    text.chars().take(8_000).collect()
}

/// The quote prefix keeps a text that looks like a formula a text.
fn format(look: Look) -> Format {
    let format = Format::new()
        .set_align(FormatAlign::Top)
        .set_text_wrap()
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(Color::RGB(0xD5_DD_E0))
        .set_quote_prefix();
    let input = |format: Format| format.set_background_color(Color::RGB(0xFF_F9_DB)).set_num_format("@");
    let to_left = |format: Format| format.set_align(FormatAlign::Right).set_reading_direction(2);
    let to_right = |format: Format| format.set_align(FormatAlign::Left).set_reading_direction(1);
    match look {
        Look::English | Look::Hidden => to_right(format),
        Look::Arabic => to_left(format),
        Look::Input => to_right(input(format)),
        Look::InputArabic => to_left(input(format)),
        Look::Number => Format::new().set_align(FormatAlign::Top).set_align(FormatAlign::Center),
    }
}

fn help(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("Help")?;
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 90)?;
    let lines = [
        "Choose a verdict in the yellow column; a row without one is left alone.",
        "accept: the pair is right. reject: it is wrong. prefer: it is right and the first choice.",
        "edit: it is right once corrected; write the correction into new_en or new_ar.",
        "split: it is a pair of its own and no variant of another.",
        "Then: mustalah review import THIS_FILE.xlsx. Repeating it changes nothing.",
        "اختر القرار في العمود الأصفر، واترك الصف فارغًا إن لم تكن متأكدًا.",
    ];
    for (row, line) in (0..).zip(lines) {
        sheet.write_string_with_format(row, 0, line, &wrap)?;
    }
    Ok(())
}
