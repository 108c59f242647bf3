//! From stored bytes to text, with the way back.
//!
//! UTF-8 is tried first and strictly. Anything else must be declared (a
//! byte-order mark, a `charset`) or be certain: a guess would put wrong letters
//! into headwords.

use std::io::BufRead;

use encoding_rs::{Encoding, WINDOWS_1256};

use super::Problem;
use crate::model::MappedText;

const UTF8_BOM: &[u8] = b"\xEF\xBB\xBF";

/// Reads and decodes a whole file.
pub(super) fn read(input: &mut dyn BufRead) -> Result<MappedText, Problem> {
    let mut bytes = Vec::new();
    match input.read_to_end(&mut bytes) {
        Ok(_) => decode(bytes),
        Err(error) => Err(Problem::new(1, format!("cannot be read: {error}; check the file"))),
    }
}

/// Decodes the bytes of a whole file.
pub(super) fn decode(bytes: Vec<u8>) -> Result<MappedText, Problem> {
    if let Some(big_endian) = utf16(&bytes) {
        return decode_utf16(&bytes, big_endian);
    }
    if bytes.contains(&0) {
        let at = bytes.iter().position(|&byte| byte == 0).unwrap_or_default();
        return Err(Problem::new(
            line_at(&bytes, at),
            "a binary file, not text; if it is an article, save it as UTF-8 text",
        ));
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.as_bytes().starts_with(UTF8_BOM) => {
            let mut mapped = MappedText::new();
            mapped.push_verbatim(&text[UTF8_BOM.len()..], UTF8_BOM.len());
            Ok(mapped)
        }
        Ok(text) => Ok(MappedText::identity(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            decode_legacy(&bytes).ok_or_else(|| {
                let reason = format!(
                    "not valid UTF-8 at byte {at}; save the file as UTF-8, or declare its charset if it is HTML"
                );
                Problem::new(line_at(&bytes, at), reason)
            })
        }
    }
}

/// 1-based line of a byte.
pub(super) fn line_at(bytes: &[u8], at: usize) -> u64 {
    bytes[..at.min(bytes.len())].split(|&byte| byte == b'\n').count() as u64
}

/// Whether the bytes are UTF-16, and if so whether big-endian: by the mark, or
/// because nearly every other byte of the beginning is zero.
fn utf16(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(false),
        [0xFE, 0xFF, ..] => return Some(true),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(512) & !1];
    if head.len() < 16 {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let pairs = head.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, low) if low * 10 >= pairs * 9 => Some(false),
        (high, 0) if high * 10 >= pairs * 9 => Some(true),
        _ => None,
    }
}

fn decode_utf16(bytes: &[u8], big_endian: bool) -> Result<MappedText, Problem> {
    let units = bytes.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    });
    let mut text = MappedText::new();
    let mut at = 0;
    for unit in char::decode_utf16(units) {
        let Ok(c) = unit else {
            let reason = format!("not valid UTF-16 at byte {at}; save the file as UTF-8");
            return Err(Problem::new(1 + text.as_str().matches('\n').count() as u64, reason));
        };
        let end = at + 2 * c.len_utf16();
        if c != '\u{FEFF}' || at > 0 {
            text.push_replaced(c.encode_utf8(&mut [0; 4]), at..end);
        }
        at = end;
    }
    Ok(text)
}

/// A declared charset of one byte a character, or windows-1256 when certain.
fn decode_legacy(bytes: &[u8]) -> Option<MappedText> {
    let encoding = match declared(bytes) {
        // The letters of UTF-8 are read in vain as anything else.
        Some(encoding) if encoding == encoding_rs::UTF_8 => return None,
        Some(encoding) => encoding,
        None if is_windows_1256(bytes) => WINDOWS_1256,
        None => return None,
    };
    let table = encoding.is_single_byte().then(|| table(encoding))?;
    let mut text = MappedText::new();
    let mut at = 0;
    while at < bytes.len() {
        let ascii = bytes[at..].iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len() - at);
        text.push_verbatim(std::str::from_utf8(&bytes[at..at + ascii]).ok()?, at);
        at += ascii;
        if let Some(&byte) = bytes.get(at) {
            text.push_replaced(table[usize::from(byte)]?.encode_utf8(&mut [0; 4]), at..at + 1);
            at += 1;
        }
    }
    Some(text)
}

/// What each byte of a one-byte encoding stands for.
fn table(encoding: &'static Encoding) -> [Option<char>; 256] {
    std::array::from_fn(|byte| {
        let byte = [u8::try_from(byte).ok()?];
        let text = encoding.decode_without_bom_handling_and_without_replacement(&byte)?;
        text.chars().next()
    })
}

/// The encoding named in a `charset=` or `encoding=` near the beginning.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let value = head.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
        let end =
            value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c)).unwrap_or(value.len());
        Encoding::for_label(&value.as_bytes()[..end])
    })
}

/// Windows-1256 without a declaration is certain when most of the high bytes
/// are Arabic letters and they come in words.
fn is_windows_1256(bytes: &[u8]) -> bool {
    let table = table(WINDOWS_1256);
    let arabic = |byte: u8| table[usize::from(byte)].is_some_and(|c| ('\u{0621}'..='\u{064A}').contains(&c));
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let letters = bytes.iter().filter(|&&byte| arabic(byte)).count();
    let in_words = bytes.windows(3).filter(|three| three.iter().all(|&byte| arabic(byte))).count();
    letters * 10 >= high * 6 && in_words * 3 >= letters && in_words > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_moves_the_offsets() {
        let text = decode("\u{FEFF}رقائق".into()).unwrap();
        assert_eq!(text.as_str(), "رقائق");
        assert_eq!(text.origin(0..2), 3..5);
    }

    #[test]
    fn utf16_maps_each_character_to_its_two_bytes() {
        let bytes: Vec<u8> = "\u{FEFF}شبكة AI".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let text = decode(bytes).unwrap();
        assert_eq!(text.as_str(), "شبكة AI");
        let at = text.as_str().find("AI").unwrap();
        assert_eq!(text.origin(at..at + 2), 12..16);
    }

    #[test]
    fn utf16_without_a_mark_is_seen_by_its_zeros() {
        let bytes: Vec<u8> = "plain English text".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(bytes).unwrap().as_str(), "plain English text");
    }

    #[test]
    fn windows_1256_is_read_when_certain_and_refused_when_not() {
        let (bytes, _, _) = WINDOWS_1256.encode("الذكاء الاصطناعي (AI) والرقائق");
        let text = decode(bytes.into_owned()).unwrap();
        assert_eq!(text.as_str(), "الذكاء الاصطناعي (AI) والرقائق");
        let at = text.as_str().find("AI").unwrap();
        assert_eq!(text.origin(at..at + 2), 18..20);
        let problem = decode(b"ok\ncaf\xE9 na\xEFve".to_vec()).unwrap_err();
        assert_eq!(problem.line, 2);
        assert!(problem.reason.starts_with("not valid UTF-8 at byte 6"), "{}", problem.reason);
    }

    #[test]
    fn a_declared_charset_is_believed_when_utf8_fails() {
        let text = decode(b"<meta charset=\"iso-8859-1\"><p>caf\xE9".to_vec()).unwrap();
        assert!(text.as_str().ends_with("café"));
    }
}
