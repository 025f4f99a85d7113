//! Cutting a text without cutting its numbers.

/// The beginning of a text, without a number that the cut would shorten: 964,000 must not be read as 964.
#[must_use]
pub fn whole_numbers<'a>(text: &str, kept: &'a str) -> &'a str {
    kept[..last_whole(text, kept.len())].trim_end_matches([' ', ',', '.', ';', ':', '–', '('])
}

/// Where a text can be cut at the latest, but not later than at some place, without a number being shortened.
#[must_use]
pub fn last_whole(text: &str, latest: usize) -> usize {
    let is_magnitude = |word: &str| matches!(word, "thousand" | "million" | "billion" | "trillion");
    let mut end = latest;
    let mut number_start = None;
    let mut at = 0;
    for word in text.split(' ') {
        let is_number = word.contains(|c: char| c.is_ascii_digit()) || word.ends_with('$');
        let goes_on = number_start.is_some() && is_magnitude(word);
        number_start = if is_number || goes_on { number_start.or(Some(at)) } else { None };
        if let Some(start) = number_start.filter(|start| *start < end && end < at + word.len()) {
            end = start;
        }
        at += word.len() + 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::whole_numbers;

    #[test]
    fn a_number_is_shown_whole_or_not_at_all() {
        for (text, kept, expected) in [
            ("Total trade US$ 964,000", "Total trade US$ 964,0", "Total trade"),
            ("Total trade US$ 964,000", "Total trade US$ 964,", "Total trade"),
            ("Total trade US$ 3.26 million", "Total trade US$ 3.26 mil", "Total trade"),
            ("Total trade US$ 3.26 million", "Total trade US$ 3.26 ", "Total trade"),
            ("Total trade US$\u{A0}3.26\u{A0}million", "Total trade US$\u{A0}3.2", "Total trade"),
            ("Total trade US$\u{A0}3.26\u{A0}million", "Total trade US", "Total trade"),
            ("Poll: 46 per cent negative", "Poll: 46 per ce", "Poll: 46 per ce"),
            ("Trade, January–October 2014", "Trade, January–October 20", "Trade, January–October"),
            ("Trade, January–October 2014", "Trade, January–Oct", "Trade, January–Oct"),
            ("Embassy staff leave", "Embassy st", "Embassy st"),
        ] {
            assert_eq!(whole_numbers(text, kept), expected, "{text:?} cut at {kept:?}");
        }
    }
}
