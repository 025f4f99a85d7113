//! Which brackets belong together, found in one pass with a stack of its own.

use std::collections::BTreeMap;

/// Brackets that nest deeper than this are text.
const MAX_DEPTH: usize = 100;

/// Where each opening bracket is closed.
pub(super) struct Pairs {
    ends: BTreeMap<usize, usize>,
    closers: std::collections::BTreeSet<usize>,
    /// The places of closing tags, by name.
    tags: BTreeMap<&'static str, Vec<usize>>,
}

/// Tags whose content is not text.
const TAGS: [&str; 9] = ["ref", "nowiki", "math", "gallery", "timeline", "syntaxhighlight", "score", "script", "style"];

impl Pairs {
    /// The pairs of a text.
    pub(super) fn of(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut pairs =
            Self { ends: BTreeMap::new(), closers: std::collections::BTreeSet::new(), tags: BTreeMap::new() };
        let mut open: Vec<(u8, usize)> = Vec::new();
        let mut at = 0;
        while at + 1 < bytes.len() {
            let pair = (bytes[at], bytes[at + 1]);
            let opens = match pair {
                (b'{', b'{') => Some(b'}'),
                (b'{', b'|') => Some(b'|'),
                (b'[', b'[') => Some(b']'),
                _ => None,
            };
            if let Some(closer) = opens {
                if open.len() == MAX_DEPTH {
                    // What nests so deeply is no article; what is open stays text.
                    open.clear();
                }
                open.push((closer, at));
                at += 2;
                continue;
            }
            let closes = match pair {
                (b'}', b'}') => Some(b'}'),
                (b'|', b'}') if open.last().is_some_and(|(closer, _)| *closer == b'|') => Some(b'|'),
                (b']', b']') => Some(b']'),
                _ => None,
            };
            if let Some(closer) = closes {
                if let Some(place) = open.iter().rposition(|(known, _)| *known == closer) {
                    let start = open[place].1;
                    open.truncate(place);
                    pairs.ends.insert(start, at + 2);
                    if closer == b']' {
                        pairs.closers.insert(at);
                    }
                }
                at += 2;
                continue;
            }
            if pair == (b'<', b'/') {
                let length = bytes[at + 2..].iter().take(20).take_while(|byte| byte.is_ascii_alphabetic()).count();
                let name = source[at + 2..at + 2 + length].to_ascii_lowercase();
                if let Some(known) = TAGS.iter().find(|known| **known == name)
                    && bytes.get(at + 2 + length) == Some(&b'>')
                {
                    pairs.tags.entry(*known).or_default().push(at + 2 + length + 1);
                }
            }
            at += 1;
        }
        pairs
    }

    /// Where what opens here ends.
    pub(super) fn end(&self, at: usize) -> Option<usize> {
        self.ends.get(&at).copied()
    }

    /// Whether the closing brackets of a link stand here.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.closers.contains(&at)
    }

    /// The end of the next closing tag of a name.
    pub(super) fn close_tag(&self, name: &str, from: usize) -> Option<usize> {
        let places = self.tags.get(name)?;
        places.get(places.partition_point(|place| *place <= from)).copied()
    }
}

/// The end of a tag that opens here, quotes respected.
pub(super) fn tag_end(source: &str, at: usize) -> Option<usize> {
    const FAR: usize = 500;
    let mut quote = None;
    for (offset, byte) in source.as_bytes()[at..].iter().take(FAR).enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return Some(at + offset + 1),
            (None, b'<') => return None,
            (None, b'"') => quote = Some(b'"'),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute of a tag.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.find(name)? + name.len();
    let rest = tag[at..].trim_start().strip_prefix('=')?.trim_start();
    let value = match rest.as_bytes().first()? {
        b'"' => rest[1..].split('"').next()?,
        b'\'' => rest[1..].split('\'').next()?,
        _ => rest.split([' ', '>', '/']).next()?,
    };
    (!value.trim().is_empty()).then(|| value.trim())
}

/// The character of an entity and the length of its text.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 12;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let character = match name {
        "nbsp" => '\u{a0}',
        "thinsp" => '\u{2009}',
        "ndash" => '–',
        "mdash" => '—',
        "minus" => '−',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "euro" => '€',
        "pound" => '£',
        "yen" => '¥',
        "eacute" => 'é',
        "hellip" => '…',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|character| !character.is_control())?
        }
    };
    Some((character, end + 1))
}
