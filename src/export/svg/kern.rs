//! A `kern` table for a subset of a face, which has lost the one that it came with.

use std::collections::BTreeMap;

/// Adds the kerning of `pairs`, in units of the face, to a TrueType file. A file that it cannot read is returned
/// as it came: it is still a face, with its letters as far apart as they are by themselves.
pub(super) fn with_kerning(file: Vec<u8>, pairs: &BTreeMap<(char, char), i16>) -> Vec<u8> {
    let table = ttf_parser::Face::parse(&file, 0).ok().and_then(|face| kern_table(&face, pairs));
    table.and_then(|table| with_table(&file, *b"kern", table)).unwrap_or(file)
}

/// One horizontal subtable of format 0.
fn kern_table(face: &ttf_parser::Face<'_>, pairs: &BTreeMap<(char, char), i16>) -> Option<Vec<u8>> {
    let pairs: BTreeMap<(u16, u16), i16> = pairs
        .iter()
        .filter_map(|((left, right), units)| Some(((face.glyph_index(*left)?.0, face.glyph_index(*right)?.0), *units)))
        .collect();
    let count = u16::try_from(pairs.len()).ok().filter(|count| *count > 0)?;
    let length = count.checked_mul(6)?.checked_add(14)?;
    let power = 1_u16.checked_shl(count.ilog2())?;
    let range = power.checked_mul(6)?;
    let mut table = Vec::new();
    let selector = u16::try_from(count.ilog2()).ok()?;
    for field in [0, 1, 0, length, 1, count, range, selector, count.checked_mul(6)? - range] {
        table.extend(field.to_be_bytes());
    }
    for ((left, right), units) in pairs {
        table.extend(left.to_be_bytes());
        table.extend(right.to_be_bytes());
        table.extend(units.to_be_bytes());
    }
    Some(table)
}

/// The file with one table more.
fn with_table(file: &[u8], tag: [u8; 4], content: Vec<u8>) -> Option<Vec<u8>> {
    let count = usize::from(u16::from_be_bytes(file.get(4..6)?.try_into().ok()?));
    let mut tables: BTreeMap<[u8; 4], Vec<u8>> = BTreeMap::new();
    for record in file.get(12..12 + 16 * count)?.chunks_exact(16) {
        let field = |at: usize| -> Option<usize> {
            usize::try_from(u32::from_be_bytes(record.get(at..at + 4)?.try_into().ok()?)).ok()
        };
        let (start, length) = (field(8)?, field(12)?);
        tables.insert(record.get(..4)?.try_into().ok()?, file.get(start..start.checked_add(length)?)?.to_vec());
    }
    tables.insert(tag, content);
    // The checksum of the whole is computed with its own field at zero.
    tables.get_mut(b"head")?.get_mut(8..12)?.fill(0);

    let count = u16::try_from(tables.len()).ok()?;
    let range = 16 * 1_u16.checked_shl(count.ilog2())?;
    let mut out = file.get(..4)?.to_vec();
    for field in [count, range, u16::try_from(count.ilog2()).ok()?, 16 * count - range] {
        out.extend(field.to_be_bytes());
    }
    let mut start = 12 + 16 * tables.len();
    let mut head = 0;
    for (tag, content) in &tables {
        if tag == b"head" {
            head = start;
        }
        out.extend(tag);
        out.extend(checksum(content).to_be_bytes());
        out.extend(u32::try_from(start).ok()?.to_be_bytes());
        out.extend(u32::try_from(content.len()).ok()?.to_be_bytes());
        start += content.len().next_multiple_of(4);
    }
    for content in tables.values() {
        out.extend(content);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&out));
    out.get_mut(head + 8..head + 12)?.copy_from_slice(&adjustment.to_be_bytes());
    Some(out)
}

/// The sum of the file's 32-bit numbers.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        for (to, from) in word.iter_mut().zip(chunk) {
            *to = *from;
        }
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}
