//! How well a name fits what was typed.

/// How far a name is from a query in lower case: less is better, `None` where it does not fit.
///
/// All words of the query at the beginnings of words come first, then within words, then its letters in their order.
pub(super) fn distance(query: &str, name: &str) -> Option<usize> {
    let name = name.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        return Some(0);
    }
    let places: Option<Vec<usize>> = words.iter().map(|word| place(&name, word)).collect();
    if let Some(places) = places {
        return Some(places.into_iter().sum::<usize>() + name.chars().count());
    }
    let letters = words.concat();
    scattered(&name, &letters).map(|gaps| FAR + gaps * 10 + name.chars().count())
}

/// From here on, only the letters fit and no word does.
const FAR: usize = 100_000;
/// How much further a word within another is than one at a beginning.
const WITHIN: usize = 1000;

/// Where a word stands in a name, with a preference for the beginnings of words.
fn place(name: &str, word: &str) -> Option<usize> {
    let mut best = None;
    for (at, _) in name.match_indices(word) {
        let is_beginning = name[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        let distance = if is_beginning { at } else { WITHIN + at };
        best = Some(best.map_or(distance, |best: usize| best.min(distance)));
    }
    best
}

/// How many other letters stand between these, where they all are there in their order.
fn scattered(name: &str, letters: &str) -> Option<usize> {
    let mut rest = name.chars();
    let mut gaps = 0;
    let mut is_first = true;
    for letter in letters.chars() {
        let skipped = rest.position(|other| other == letter)?;
        gaps += if is_first { 0 } else { skipped };
        is_first = false;
    }
    Some(gaps)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[track_caller]
    fn check_order(query: &str, names: &[&str], expected: &[&str]) {
        let mut found: Vec<(usize, &str)> =
            names.iter().filter_map(|name| Some((distance(query, name)?, *name))).collect();
        found.sort_unstable();
        assert_eq!(found.into_iter().map(|(_, name)| name).collect::<Vec<_>>(), expected, "{query}");
    }

    #[test]
    fn beginnings_come_before_middles_and_words_before_letters() {
        let names = ["Export the chart…", "Fit the chart", "Search", "Show all facts", "Light", "Quit"];
        check_order("fit", &names, &["Fit the chart"]);
        check_order("chart", &names, &["Fit the chart", "Export the chart…"]);
        check_order("ex ch", &names, &["Export the chart…"]);
        check_order("arch", &names, &["Search"]);
        check_order("etc", &names, &["Export the chart…"]);
        check_order("zzz", &names, &[]);
        assert_eq!(distance("", "anything"), Some(0));
    }
}
