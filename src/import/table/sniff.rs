//! What parts the cells of a table of text, found out from its beginning.

use csv_core::{ReadRecordResult, ReaderBuilder};

/// How a table of text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What stands between two cells.
    pub separator: u8,
    /// Whether the first line only names the separator, as Excel writes it.
    pub has_separator_line: bool,
}

impl Layout {
    /// The separator as people call it.
    #[must_use]
    pub const fn separator_name(self) -> &'static str {
        match self.separator {
            b';' => "semicolon",
            b'\t' => "tab",
            b'|' => "vertical bar",
            _ => "comma",
        }
    }
}

const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
/// So many rows are looked at.
const ROWS: usize = 60;

/// The layout of a text, of which the beginning is given.
pub(super) fn sniff(head: &[u8], is_whole: bool) -> Layout {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = first.strip_suffix(b"\r").unwrap_or(first);
    if let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] = first {
        return Layout { separator: *separator, has_separator_line: true };
    }
    // SDMX-CSV says it itself: the character after the first word.
    for word in [&b"STRUCTURE"[..], b"DATAFLOW"] {
        let rest = first.strip_prefix(b"\"").unwrap_or(first).strip_prefix(word);
        if let Some(rest) = rest {
            let rest = rest.strip_prefix(b"[;]").unwrap_or(rest);
            let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
            if let Some(separator) = rest.first().filter(|byte| CANDIDATES.contains(byte)) {
                return Layout { separator: *separator, has_separator_line: false };
            }
        }
    }
    // Eurostat's tables have commas within their first cell, and tabs between the others.
    let of_eurostat = first.iter().position(|byte| *byte == b'\\').zip(first.iter().position(|byte| *byte == b'\t'));
    if of_eurostat.is_some_and(|(over, tab)| over < tab) && first[..first.len().min(200)].contains(&b',') {
        return Layout { separator: b'\t', has_separator_line: false };
    }
    let best = CANDIDATES.into_iter().max_by_key(|separator| score(head, is_whole, *separator));
    Layout { separator: best.unwrap_or(b','), has_separator_line: false }
}

/// How well a separator fits: in how many rows it makes as many cells as in most, and how many.
fn score(head: &[u8], is_whole: bool, separator: u8) -> (usize, usize, u8) {
    let counts = cell_counts(head, is_whole, separator);
    let mut tally: Vec<(usize, usize)> = Vec::new();
    for count in counts.into_iter().filter(|count| *count > 1) {
        match tally.iter_mut().find(|(known, _)| *known == count) {
            Some((_, rows)) => *rows += 1,
            None => tally.push((count, 1)),
        }
    }
    let (cells, rows) = tally.into_iter().max_by_key(|(cells, rows)| (*rows, *cells)).unwrap_or((0, 0));
    // A comma that is a decimal sign, too, makes rows of many lengths; of equal ones the more usual separator.
    (rows, cells, u8::from(separator == b','))
}

fn cell_counts(head: &[u8], is_whole: bool, separator: u8) -> Vec<usize> {
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let (mut output, mut ends) = (vec![0; head.len() + 1], vec![0; 2_000]);
    let (mut input, mut counts, mut cells) = (head, Vec::new(), 0);
    while counts.len() < ROWS {
        if input.is_empty() && !is_whole {
            break;
        }
        let (result, read, _, ended) = reader.read_record(input, &mut output, &mut ends);
        input = &input[read..];
        cells += ended;
        match result {
            ReadRecordResult::Record => {
                counts.push(cells);
                cells = 0;
            }
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::End | ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => break,
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, separator: u8) {
        assert_eq!(sniff(text.as_bytes(), true).separator, separator, "{text}");
    }

    #[test]
    fn the_separator_is_what_parts_rows_evenly() {
        check("a,b,c\n1,2,3\n", b',');
        check("Jahr;Wert\n2010;1,5\n2011;2,25\n2012;3\n", b';');
        check("a\tb, c\n1\t2\n3\t4, 5\n", b'\t');
        check("a|b\n1|2\n", b'|');
        check("\"a;b\",c\n\"1;2\",3\n\"4;5\",6\n", b',');
        check("sep=;\na,b;c\n", b';');
        check("DATAFLOW;FREQ;OBS_VALUE\nX:Y(1.0);A;1,5\n", b';');
        check("STRUCTURE[;],STRUCTURE_ID,OBS_VALUE\nDATAFLOW,a;b,2\n", b',');
        check("a\n1\n", b',');
    }
}
