//! Which extension is what.

use super::{CorpusReader, READERS};

/// What to do with a file, by its name.
#[derive(Clone, Copy)]
pub(super) enum Format {
    /// Read it so.
    Known(&'static dyn CorpusReader),
    /// No extension, or one that says nothing: look at the content.
    ByContent,
    /// An article format that has no reader yet.
    NotYet(&'static str),
    /// Never an article: code, images, settings.
    Foreign,
    /// Unheard of.
    Unknown,
}

/// Formats of articles and translations without a reader so far.
const NOT_YET: [(&str, &[&str]); 10] = [
    ("PO", &["po", "pot"]),
    ("TMX", &["tmx"]),
    ("XLIFF", &["xliff", "xlf", "sdlxliff", "mxliff"]),
    ("CSV", &["csv"]),
    ("TSV", &["tsv"]),
    ("Parquet", &["parquet"]),
    ("XML", &["xml"]),
    ("bzip2", &["bz2"]),
    ("PDF", &["pdf"]),
    ("word processor", &["docx", "doc", "odt", "rtf", "epub"]),
];

/// Extensions of what is never an article.
const FOREIGN: &str = "\
    png jpg jpeg gif svg webp ico bmp avif woff woff2 ttf otf eot mp3 mp4 webm wav ogg mov \
    css scss sass less js mjs cjs ts tsx jsx vue svelte astro py rb rs go c h cc cpp hpp cs java kt swift php pl sh \
    bash zsh ps1 bat sql r lua scala toml yml yaml ini cfg conf lock map wasm zip tar 7z xz rar so dll exe o a \
    jar class pyc sum mod gradle cmake proto graphql db sqlite sqlite3";

/// Compressed files are named after what is in them.
const COMPRESSED: [&str; 3] = ["gz", "zst", "zstd"];

/// A file name without the extension of its compression.
pub(super) fn uncompressed(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, extension)) if COMPRESSED.iter().any(|known| extension.eq_ignore_ascii_case(known)) => {
            stem
        }
        _ => name,
    }
}

/// The extension in lower case, compression aside; empty for none.
pub(super) fn extension(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or_default();
    match uncompressed(name).rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
        _ => String::new(),
    }
}

/// The format of a file of that name.
pub(super) fn of_name(name: &str) -> Format {
    let extension = extension(name);
    if extension.is_empty() {
        return Format::ByContent;
    }
    if let Some(reader) = READERS.iter().find(|reader| reader.extensions().contains(&extension.as_str())) {
        return Format::Known(*reader);
    }
    match NOT_YET.iter().find(|(_, extensions)| extensions.contains(&extension.as_str())) {
        Some((name, _)) => Format::NotYet(name),
        None if FOREIGN.split_whitespace().any(|foreign| foreign == extension) => Format::Foreign,
        None => Format::Unknown,
    }
}

/// The format of a file that begins like this, or what it is instead.
pub(super) fn of_content(head: &[u8]) -> Result<&'static dyn CorpusReader, &'static str> {
    const MAGIC: [(&[u8], &str); 5] = [
        (b"PAR1", "Parquet"),
        (b"%PDF", "PDF"),
        (b"PK\x03\x04", "word processor"),
        (b"BZh", "bzip2"),
        (b"\xFD7zXZ", "xz"),
    ];
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(name);
    }
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let recognised = READERS.iter().find(|reader| reader.recognises(text));
    let plain = recognised.is_none_or(|reader| reader.name() == "plain text");
    match text.get(..5) {
        Some("<?xml") if plain => Err("XML"),
        Some("msgid") if plain => Err("PO"),
        // PlainReader recognises everything.
        _ => recognised.copied().ok_or("binary"),
    }
}

/// Why a file of a format without a reader was left out.
pub(super) fn not_yet(name: &str) -> String {
    format!("{name} files are not read yet; save it as text, Markdown, HTML or JSON")
}
