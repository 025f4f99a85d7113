//! Bytes of any usual encoding become UTF-8.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Which encoding the beginning of a file shows it to be in, and how long the mark before it is.
pub(super) fn detect(head: &[u8], is_whole: bool) -> (&'static Encoding, usize) {
    if let Some((encoding, length)) = Encoding::for_bom(head) {
        return (encoding, length);
    }
    if let Some(encoding) = utf_16_without_mark(head) {
        return (encoding, 0);
    }
    match std::str::from_utf8(head) {
        Ok(_) => (UTF_8, 0),
        // A character may be cut off where the head ends.
        Err(error) if error.error_len().is_none() && !is_whole => (UTF_8, 0),
        Err(_) => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(head, is_whole);
            let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
            // Of the encodings with two bytes a letter only those are believed in which every letter is sound.
            let has_errors = guess.decode_without_bom_handling(head).1;
            (if has_errors && !guess.is_single_byte() { WINDOWS_1252 } else { guess }, 0)
        }
    }
}

/// UTF-16 without a mark: every other byte is zero in text that is mostly ASCII.
fn utf_16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.chunks_exact(2).take(2_000);
    let count = pairs.len();
    let zeros = |place: usize| pairs.clone().filter(|pair| pair[place] == 0 && pair[1 - place] != 0).count();
    match (zeros(0), zeros(1)) {
        _ if count < 4 => None,
        (_, little) if little * 4 > count * 3 => Some(UTF_16LE),
        (big, _) if big * 4 > count * 3 => Some(UTF_16BE),
        _ => None,
    }
}

/// A stream of UTF-8 out of one of UTF-16; encodings that keep ASCII as it is need none.
pub(super) struct Utf8Reader<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_start: usize,
    raw_end: usize,
    out: Vec<u8>,
    out_start: usize,
    is_over: bool,
}

impl<R: Read> Utf8Reader<R> {
    pub(super) fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 1 << 16],
            raw_start: 0,
            raw_end: 0,
            out: Vec::with_capacity(1 << 18),
            out_start: 0,
            is_over: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.out.clear();
        self.out_start = 0;
        while self.out.is_empty() && !self.is_over {
            if self.raw_start == self.raw_end {
                self.raw_start = 0;
                self.raw_end = self.input.read(&mut self.raw)?;
            }
            let is_last = self.raw_end == 0;
            self.out.resize(1 << 18, 0);
            let raw = &self.raw[self.raw_start..self.raw_end];
            let (result, read, written, _) = self.decoder.decode_to_utf8(raw, &mut self.out, is_last);
            self.out.truncate(written);
            self.raw_start += read;
            self.is_over = is_last && result == CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.out_start == self.out.len() {
            self.fill()?;
        }
        let count = buffer.len().min(self.out.len() - self.out_start);
        buffer[..count].copy_from_slice(&self.out[self.out_start..self.out_start + count]);
        self.out_start += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_from_their_bytes() {
        let name = |head: &[u8]| detect(head, true).0.name();
        assert_eq!(name("a,é".as_bytes()), "UTF-8");
        assert_eq!(detect(b"\xEF\xBB\xBFa", true), (UTF_8, 3));
        assert_eq!(name(b"Reporter,Value\nC\xF4te d'Ivoire,12\nT\xFCrkiye,3\nCura\xE7ao,4\n"), "windows-1252");
        assert_eq!(name(b"a\0,\0b\0\n\0c\0,\0d\0\n\0"), "UTF-16LE");
        assert_eq!(name(b"\0a\0,\0b\0\n\0c\0,\0d\0\n"), "UTF-16BE");
        let cut = "한".as_bytes();
        assert_eq!(detect(&cut[..2], false).0.name(), "UTF-8");
    }

    #[test]
    fn utf_16_becomes_utf_8() {
        let text = "code,국가\n408,북한\n";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut out = String::new();
        Utf8Reader::new(&bytes[..], UTF_16LE).read_to_string(&mut out).expect("read");
        assert_eq!(out, text);
    }
}
