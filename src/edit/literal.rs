//! Texts within their literals: what stays keeps its escapes.

use std::ops::Range;

use super::Json;
use super::working::Change;

/// What makes a text of another, given the literal that it stands in, with its quotation marks: only what differs is written
/// anew. `None` where the literal is no text that can be gone through letter by letter.
pub(super) fn text_change(text: &str, literal: &Range<usize>, new: &str) -> Option<Change> {
    let old = letters(&text[literal.clone()])?;
    let new: Vec<char> = new.chars().collect();
    let shortest = old.len().min(new.len());
    let before = (0..shortest).take_while(|place| old[*place].0 == new[*place]).count();
    let is_same_at_end = |back: &usize| old[old.len() - 1 - back].0 == new[new.len() - 1 - back];
    let after = (0..shortest - before).take_while(is_same_at_end).count();
    let place = |letter: usize| literal.start + old.get(letter).map_or(literal.len() - 1, |(_, at)| *at);
    let middle: String = new[before..new.len() - after].iter().collect();
    let written = Json::from(middle).to_string();
    Some((place(before)..place(old.len() - after), written[1..written.len() - 1].to_owned()))
}

/// The letters of a literal, each with where it begins in it.
fn letters(literal: &str) -> Option<Vec<(char, usize)>> {
    let inside = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut letters = Vec::with_capacity(inside.len());
    let mut rest = inside.char_indices();
    while let Some((at, letter)) = rest.next() {
        let read = match letter {
            '\\' => match rest.next()?.1 {
                'u' => {
                    let first = unit(&mut rest)?;
                    if (0xD800..0xDC00).contains(&first) {
                        let is_pair = rest.next()?.1 == '\\' && rest.next()?.1 == 'u';
                        let second = if is_pair { unit(&mut rest)? } else { return None };
                        char::decode_utf16([first, second]).next()?.ok()?
                    } else {
                        char::from_u32(first.into())?
                    }
                }
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{C}',
                same => same,
            },
            same => same,
        };
        letters.push((read, at + 1));
    }
    Some(letters)
}

/// Four hexadecimal digits.
fn unit(rest: &mut std::str::CharIndices<'_>) -> Option<u16> {
    let digits: String = rest.by_ref().take(4).map(|(_, digit)| digit).collect();
    u16::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::text_change;

    #[track_caller]
    fn check(literal: &str, new: &str, expected: &str) {
        let text = format!("[{literal}]");
        let (range, words) = text_change(&text, &(1..text.len() - 1), new).expect("a text");
        let mut changed = text.clone();
        changed.replace_range(range, &words);
        assert_eq!(changed, format!("[{expected}]"));
        let read: Vec<String> = serde_json::from_str(&changed).expect("JSON");
        assert_eq!(read, [new]);
    }

    #[test]
    fn what_stays_keeps_its_escapes() {
        check(r#""a\u00e9b\/c""#, "aéB/c", r#""a\u00e9B\/c""#);
        check(r#""\ud83e\uddfc soap""#, "🧼 salt", r#""\ud83e\uddfc salt""#);
        check(r#""\ud83e\uddfc""#, "🧽", r#""🧽""#);
        check(r#""a\"b""#, "a\"\nb", r#""a\"\nb""#);
        check(r#""""#, "é\\", r#""é\\""#);
        check(r#""abc""#, "", r#""""#);
        check(r#""aa""#, "aaa", r#""aaa""#);
        check(r#""\t\n\b""#, "\t\n\u{8}x", r#""\t\n\bx""#);
    }

    #[test]
    fn what_is_no_text_is_left_to_others() {
        assert_eq!(text_change("12", &(0..2), "a"), None);
        assert_eq!(text_change(r#""\ud83e""#, &(0..8), "a"), None);
    }
}
