//! How the cells of the workbook look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::Status;

/// What a cell holds, as far as its looks are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An Arabic headword.
    ArabicTerm,
    /// An English headword.
    EnglishTerm,
    /// Other Arabic text.
    Arabic,
    /// Other English text, paths and identifiers.
    English,
    /// A count.
    Count,
    /// A number between 0 and 1.
    Share,
    /// A status, in its colour.
    Status(Status),
}

const HEADER: Color = Color::RGB(0x1F_4E_5F);
const SHADE: Color = Color::RGB(0xF3_F7_F8);
const LINE: Color = Color::RGB(0xD5_DD_E0);

const LEFT_TO_RIGHT: u8 = 1;
const RIGHT_TO_LEFT: u8 = 2;

/// Every format of the workbook, made once.
pub struct Styles {
    header: Format,
    formats: Vec<Format>,
}

impl Styles {
    /// All combinations of role, shading and guard.
    pub fn new() -> Self {
        let header = Format::new()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(HEADER)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap()
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(HEADER);
        let formats = roles()
            .flat_map(|role| [(role, false), (role, true)])
            .flat_map(|(role, shaded)| {
                let format = format(role, shaded);
                [format.clone(), format.set_quote_prefix()]
            })
            .collect();
        Self { header, formats }
    }

    /// The header row.
    pub fn header(&self) -> &Format {
        &self.header
    }

    /// The format of a cell. A guarded one keeps its text a text even when
    /// somebody edits the cell.
    pub fn cell(&self, role: Role, shaded: bool, guarded: bool) -> &Format {
        let at = roles().position(|other| other == role).unwrap_or_default();
        &self.formats[at * 4 + usize::from(shaded) * 2 + usize::from(guarded)]
    }
}

fn roles() -> impl Iterator<Item = Role> {
    use Role::{Arabic, ArabicTerm, Count, English, EnglishTerm, Share};
    [ArabicTerm, EnglishTerm, Arabic, English, Count, Share]
        .into_iter()
        .chain(Status::ALL.into_iter().map(Role::Status))
}

fn format(role: Role, shaded: bool) -> Format {
    let mut format = Format::new()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(LINE);
    if shaded {
        format = format.set_background_color(SHADE);
    }
    let arabic = |format: Format| {
        format.set_align(FormatAlign::Right).set_reading_direction(RIGHT_TO_LEFT).set_text_wrap()
    };
    let english = |format: Format| {
        format.set_align(FormatAlign::Left).set_reading_direction(LEFT_TO_RIGHT).set_text_wrap()
    };
    match role {
        Role::ArabicTerm => arabic(format).set_bold().set_font_size(12),
        Role::EnglishTerm => english(format).set_bold(),
        Role::Arabic => arabic(format),
        Role::English => english(format),
        Role::Count => format.set_align(FormatAlign::Center).set_num_format("#,##0"),
        Role::Share => format.set_align(FormatAlign::Center).set_num_format("0.00"),
        Role::Status(status) => {
            let (ink, paper) = colours(status);
            format
                .set_align(FormatAlign::Center)
                .set_font_color(Color::RGB(ink))
                .set_background_color(Color::RGB(paper))
        }
    }
}

/// Dark ink on light paper, so that it can be read in print as well.
fn colours(status: Status) -> (u32, u32) {
    match status {
        Status::Approved => (0x0B_5D_2A, 0xD8_F0_DF),
        Status::Accepted => (0x1B_4F_8A, 0xDC_E9_F7),
        Status::Flagged => (0x8A_4B_00, 0xFD_EB_C8),
        Status::Candidate => (0x55_55_55, 0xEC_EC_EC),
        Status::Rejected => (0x8B_1A_1A, 0xF8_DC_DC),
    }
}
