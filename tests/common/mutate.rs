//! Damaging a JSON text in ways that look random and are the same on each run.

use std::ops::Range;

/// Numbers that look random and are the same on each run (`SplitMix64`).
pub(crate) struct Seeded(pub(crate) u64);

impl Seeded {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).expect("below end")
    }
}

/// The byte ranges of the scalar values and keys of a JSON text.
pub(crate) fn scalars(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let start = at;
        at += 1;
        if bytes[start] == b'"' {
            while bytes[at] != b'"' {
                at += 1 + usize::from(bytes[at] == b'\\');
            }
            at += 1;
        } else if bytes[start].is_ascii_alphanumeric() || bytes[start] == b'-' {
            while !b",]} \n".contains(&bytes[at]) {
                at += 1;
            }
        } else {
            continue;
        }
        found.push(start..at);
    }
    found
}

/// A JSON text with some damage: flipped bits, a cut, swapped values, a wrong value, or a part that stands twice.
pub(crate) fn mutated(text: &str, random: &mut Seeded, scalars: &[Range<usize>]) -> Vec<u8> {
    const TOKENS: [&str; 12] = [
        "null",
        "\"\"",
        "-1",
        "1e999",
        "[]",
        "{}",
        "\"\\u0000\"",
        "\"../..\"",
        "\"Y9E9\"",
        "\"김\"",
        "[[{}]]",
        "\"2019-XX-31\"",
    ];
    let mut bytes = text.as_bytes().to_vec();
    match random.below(5) {
        0 => {
            for _ in 0..=random.below(4) {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
        }
        1 => bytes.truncate(random.below(bytes.len())),
        2 => {
            let (one, other) = (random.below(scalars.len()), random.below(scalars.len()));
            let (first, second) = (&scalars[one.min(other)], &scalars[one.max(other)]);
            let (first_text, second_text) = (bytes[first.clone()].to_vec(), bytes[second.clone()].to_vec());
            bytes.splice(second.clone(), first_text);
            bytes.splice(first.clone(), second_text);
        }
        3 => {
            let token = TOKENS[random.below(TOKENS.len())].bytes();
            bytes.splice(scalars[random.below(scalars.len())].clone(), token);
        }
        _ => {
            let start = random.below(bytes.len());
            let end = (start + random.below(40)).min(bytes.len());
            let part = bytes[start..end].to_vec();
            let at = random.below(bytes.len());
            bytes.splice(at..at, part);
        }
    }
    bytes
}
