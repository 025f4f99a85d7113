//! Mending a line that the citation processor has printed.

use std::ops::Range;

use crate::dossier::{Csl, Source};

/// A line without what the style says of every source of a kind and this one does not, and without what is left of it.
///
/// No text of the source itself is changed: where it has the same in it, the line stays.
pub(super) fn tidied(line: &str, source: &Source) -> String {
    const MENDED: [(&str, &str); 6] =
        [(", ahead of print,", ","), (", ahead of print", ""), (",.", "."), (", .", "."), (",,", ","), (" ,", ",")];
    let texts: Vec<&str> = source.csl().entries().iter().filter_map(|(_, value)| value.as_str()).collect();
    let is_said = |part: &str| texts.iter().any(|text| text.contains(part.trim()) && text.contains(part));
    let mut line = line.to_owned();
    for (wrong, right) in MENDED {
        if line.contains(wrong) && !is_said(wrong) {
            line = line.replace(wrong, right);
        }
    }
    // “3 : 1–2”: the space belongs to an issue that is not there.
    let has_issue = source.csl().get("issue").is_some_and(|issue| !matches!(issue, Csl::Null));
    if !has_issue && !is_said(" : ") {
        line = line.replace(" : ", ": ");
    }
    line
}

/// A line with the date of one line to that of another: “2012, December–2013, January”.
pub(super) fn joined_dates(first: &str, last: &str) -> String {
    with_dates(first, last, |first, last| if last.is_empty() { first.to_owned() } else { format!("{first}–{last}") })
}

/// A line with words in the place of that in which it differs from another one.
pub(super) fn replaced_dates(line: &str, other: &str, words: &str) -> String {
    with_dates(line, other, |_, _| words.to_owned())
}

fn with_dates(line: &str, other: &str, date: impl Fn(&str, &str) -> String) -> String {
    let mut out = String::with_capacity(line.len());
    let mut end = 0;
    for (here, there) in differences(line, other) {
        out.push_str(&line[end..here.start]);
        out.push_str(&date(&line[here.clone()], &other[there]));
        end = here.end;
    }
    out.push_str(&line[end..]);
    out
}

/// The most comparisons that are made; lines that ask for more differ as a whole.
const MAX_COMPARISONS: usize = 4_000_000;

/// Where two lines differ, as parts of both; what is only a full stop, a comma or a blank apart is one difference.
fn differences(one: &str, other: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let (left, right) = (tokens(one), tokens(other));
    let text = |line: &'_ str, token: &Range<usize>| line[token.clone()].to_owned();
    let same = |a: usize, b: usize| text(one, &left[a]) == text(other, &right[b]);
    if left.len().saturating_mul(right.len()) > MAX_COMPARISONS {
        return Vec::new();
    }
    // The length of the longest common sequence from each pair of places on.
    let width = right.len() + 1;
    let mut longest = vec![0_u32; (left.len() + 1) * width];
    for a in (0..left.len()).rev() {
        for b in (0..right.len()).rev() {
            longest[a * width + b] = if same(a, b) {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let place = |tokens: &[Range<usize>], at: usize, line: &str| tokens.get(at).map_or(line.len(), |token| token.start);
    while a < left.len() || b < right.len() {
        if a < left.len() && b < right.len() && same(a, b) {
            (a, b) = (a + 1, b + 1);
            continue;
        }
        let (from, to) = (a, b);
        while (a < left.len() || b < right.len()) && !(a < left.len() && b < right.len() && same(a, b)) {
            if b == right.len() || (a < left.len() && longest[(a + 1) * width + b] >= longest[a * width + b + 1]) {
                a += 1;
            } else {
                b += 1;
            }
        }
        let mut here = place(&left, from, one)..end_of(&left, from, a, one);
        let mut there = place(&right, to, other)..end_of(&right, to, b, other);
        // The full stop of a shortened month belongs to it.
        let is_shortened = |line: &str, range: &Range<usize>| {
            line[range.end..].starts_with('.') && range.len() <= 4 && !range.is_empty()
        };
        if is_shortened(one, &here) && line_is_word(one, &here) {
            here.end += 1;
            there.end += usize::from(other[there.end..].starts_with('.'));
        }
        match found.last_mut() {
            Some((before, other_before))
                if is_small(one, before.end, here.start) && is_small(other, other_before.end, there.start) =>
            {
                before.end = before.end.max(here.end);
                other_before.end = other_before.end.max(there.end);
            }
            _ => found.push((here, there)),
        }
    }
    found
}

fn line_is_word(line: &str, range: &Range<usize>) -> bool {
    line[range.clone()].chars().all(char::is_alphabetic)
}

fn end_of(tokens: &[Range<usize>], from: usize, to: usize, line: &str) -> usize {
    if from == to { tokens.get(to).map_or(line.len(), |token| token.start) } else { tokens[to - 1].end }
}

/// Whether nothing but commas, full stops and blanks lies between two places.
fn is_small(line: &str, from: usize, to: usize) -> bool {
    from >= to || line[from..to].chars().all(|c| matches!(c, ' ' | ',' | '.'))
}

/// Words and numbers, and each other character by itself.
fn tokens(line: &str) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut in_word = false;
    for (place, c) in line.char_indices() {
        let end = place + c.len_utf8();
        match tokens.last_mut() {
            Some(last) if in_word && c.is_alphanumeric() => last.end = end,
            _ => tokens.push(place..end),
        }
        in_word = c.is_alphanumeric();
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::{joined_dates, replaced_dates};

    #[test]
    fn a_stretch_of_time_is_what_differs() {
        assert_eq!(
            joined_dates(
                "Kim, A. (2012, December). A double issue. Weekly.",
                "Kim, A. (2013, January). A double issue. Weekly."
            ),
            "Kim, A. (2012, December–2013, January). A double issue. Weekly."
        );
        assert_eq!(joined_dates("Weekly, Dec. 2012.", "Weekly, Jan. 2013."), "Weekly, Dec. 2012–Jan. 2013.");
        assert_eq!(
            joined_dates("2012. “A.” Weekly, December.", "2013. “A.” Weekly, January."),
            "2012–2013. “A.” Weekly, December–January."
        );
        assert_eq!(joined_dates("(2013, October 20)", "(2013, November 3)"), "(2013, October 20–November 3)");
        assert_eq!(joined_dates("the same", "the same"), "the same");
    }

    #[test]
    fn words_stand_where_the_lines_differ() {
        assert_eq!(replaced_dates("(2010, January). A.", "(2010, February). A.", "Spring"), "(2010, Spring). A.");
        assert_eq!(replaced_dates("vol. 4, Jan. 2010.", "vol. 4, Feb. 2010.", "Spring"), "vol. 4, Spring 2010.");
        assert_eq!(replaced_dates("(4001). A.", "(6001). A.", "musim semi 1965"), "(musim semi 1965). A.");
    }
}
