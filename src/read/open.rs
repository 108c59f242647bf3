//! Opens files, compressed or not.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

const GZIP: &[u8] = &[0x1F, 0x8B];
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];
const BUFFER: usize = 1 << 16;

/// A file's content, or standard input for no path, after decompression.
pub(super) fn open(path: Option<&Path>) -> io::Result<Box<dyn BufRead>> {
    match path {
        Some(path) => decompressed(BufReader::with_capacity(BUFFER, File::open(path)?)),
        None => decompressed(BufReader::with_capacity(BUFFER, io::stdin())),
    }
}

/// Decompresses by what the content says, whatever the name is.
fn decompressed<R: Read + 'static>(mut input: BufReader<R>) -> io::Result<Box<dyn BufRead>> {
    let head = input.fill_buf()?;
    if head.starts_with(GZIP) {
        let decoder = flate2::bufread::MultiGzDecoder::new(input);
        return Ok(Box::new(BufReader::with_capacity(BUFFER, decoder)));
    }
    if head.starts_with(ZSTD) {
        let decoder = zstd::stream::read::Decoder::with_buffer(input)?;
        return Ok(Box::new(BufReader::with_capacity(BUFFER, decoder)));
    }
    Ok(Box::new(input))
}
