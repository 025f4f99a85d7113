//! The one writer of everything that goes to standard output and standard error: what a dossier or a file name holds can do
//! nothing to a terminal.

use std::cell::Cell;
use std::io::{self, Write};

use crate::dossier::is_control_or_bidi;

/// What is written to standard output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text for people: what steers a terminal is spelled out, as `\u{1b}`.
    #[default]
    Text,
    /// JSON, where it can be spelled out without a loss, as `\u001b`.
    Json,
    /// What another program reads and has no such spelling: as it is, unless it goes to a terminal.
    Data,
}

/// Spells out what steers a terminal; pieces may be cut anywhere.
pub(super) struct Terminal<'a, W> {
    out: W,
    kind: &'a Cell<Kind>,
    is_interactive: bool,
    /// The beginning of a character whose end has not come yet.
    begun: Vec<u8>,
}

impl<'a, W: Write> Terminal<'a, W> {
    pub(super) const fn new(out: W, kind: &'a Cell<Kind>, is_interactive: bool) -> Self {
        Self { out, kind, is_interactive, begun: Vec::new() }
    }

    /// What may go out unchanged.
    fn is_harmless(&self, c: char) -> bool {
        match self.kind.get() {
            Kind::Text | Kind::Json => matches!(c, '\n' | '\t') || !is_control_or_bidi(c),
            Kind::Data => !self.is_interactive || matches!(c, '\n' | '\t' | '\r') || !is_control_or_bidi(c),
        }
    }

    fn spell(&mut self, c: char) -> io::Result<()> {
        match self.kind.get() {
            Kind::Json => write!(self.out, "\\u{:04x}", u32::from(c)),
            Kind::Text | Kind::Data => write!(self.out, "{}", c.escape_unicode()),
        }
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        let mut rest = text;
        while let Some(place) = rest.find(|c| !self.is_harmless(c)) {
            self.out.write_all(&rest.as_bytes()[..place])?;
            let mut chars = rest[place..].chars();
            if let Some(c) = chars.next() {
                self.spell(c)?;
            }
            rest = chars.as_str();
        }
        self.out.write_all(rest.as_bytes())
    }

    /// Bytes that are no text: some terminals take single bytes above ASCII for commands.
    fn put_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.kind.get() == Kind::Data && !self.is_interactive {
            return self.out.write_all(bytes);
        }
        write!(self.out, "{}", bytes.escape_ascii())
    }
}

impl<W: Write> Write for Terminal<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = std::mem::take(&mut self.begun);
        all.extend_from_slice(bytes);
        let mut chunks = all.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.put(chunk.valid())?;
            // A character that is cut off at the end may go on in the next piece.
            let may_go_on = chunks.peek().is_none() && is_beginning(chunk.invalid());
            if may_go_on {
                self.begun = chunk.invalid().to_vec();
            } else {
                self.put_bytes(chunk.invalid())?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let begun = std::mem::take(&mut self.begun);
        self.put_bytes(&begun)?;
        self.out.flush()
    }
}

/// Whether bytes may be the beginning of a character.
fn is_beginning(bytes: &[u8]) -> bool {
    !bytes.is_empty() && std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: Kind, is_terminal: bool, pieces: &[&[u8]]) -> String {
        let (kind, mut out) = (Cell::new(kind), Vec::new());
        let mut terminal = Terminal::new(&mut out, &kind, is_terminal);
        for piece in pieces {
            terminal.write_all(piece).expect("memory can be written to");
        }
        terminal.flush().expect("memory can be written to");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn what_steers_a_terminal_is_spelled_out() {
        let evil = "a\u{1b}]0;title\u{7}\u{9b}2J\u{202e}\r b\n\t김".as_bytes();
        assert_eq!(written(Kind::Text, false, &[evil]), "a\\u{1b}]0;title\\u{7}\\u{9b}2J\\u{202e}\\u{d} b\n\t김");
        let json = written(Kind::Json, false, &["\"\u{9b}\u{202e}\u{7f}\"".as_bytes()]);
        assert_eq!(json, "\"\\u009b\\u202e\\u007f\"");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), "\u{9b}\u{202e}\u{7f}");
        assert_eq!(written(Kind::Data, false, &["\u{9b}\r\n".as_bytes()]), "\u{9b}\r\n");
        assert_eq!(written(Kind::Data, true, &["\u{9b}\r\n".as_bytes()]), "\\u{9b}\r\n");
    }

    #[test]
    fn a_character_may_be_cut_in_two_and_single_bytes_are_none() {
        let text = "김\u{9b}x".as_bytes();
        for cut in 0..=text.len() {
            assert_eq!(written(Kind::Text, false, &[&text[..cut], &text[cut..]]), "김\\u{9b}x", "{cut}");
        }
        assert_eq!(written(Kind::Text, false, &[b"a\x9b2J\xffz\xea"]), "a\\x9b2J\\xffz\\xea");
    }
}
