//! The countries that a text is about, as its title or its beginning names them: offered, never decided.

use std::collections::BTreeMap;

use super::areas::{Area, mentions};
use super::article::is_page;

/// As much of a text is looked at, in bytes.
const BEGINNING: usize = 6_000;

/// The countries that the beginning of an article names: those of its title first, then those that are named most often.
#[must_use]
pub fn countries_in(text: &str) -> Vec<&'static Area> {
    let plain = if is_page(text) { without_tags(text) } else { text.to_owned() };
    let beginning = &plain[..plain.floor_char_boundary(plain.len().min(BEGINNING))];
    let mut found: Vec<&'static Area> = Vec::new();
    let title = beginning.lines().find(|line| line.chars().any(char::is_alphabetic)).unwrap_or_default();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let named = named(beginning);
    for area in &named {
        *counts.entry(area.name).or_default() += 1;
    }
    let mut by_count = named.clone();
    // What is named as often stays in the order of the text.
    by_count.sort_by_key(|area| std::cmp::Reverse(counts.get(area.name).copied().unwrap_or_default()));
    for area in self::named(title).into_iter().chain(by_count) {
        if !found.iter().any(|known| known.party_id() == area.party_id()) {
            found.push(area);
        }
    }
    found
}

/// Every country that a text names, as often as it does, in its order; a name begins with a capital letter, where its script has
/// such.
fn named(text: &str) -> Vec<&'static Area> {
    mentions(text, usize::MAX, |name| {
        name.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
    })
}

/// The title of a page and its words, without scripts and tags.
fn without_tags(page: &str) -> String {
    // What stands before the body of a page can be long.
    const LOOKED_AT: usize = 400_000;
    let page = &page[..page.floor_char_boundary(page.len().min(LOOKED_AT))];
    let lower = page.to_ascii_lowercase();
    let between = |open: &str, close: &str| {
        let start = lower.find(open)?;
        let start = start + lower[start..].find('>')? + 1;
        Some(&page[start..start + lower[start..].find(close)?])
    };
    let title = between("<title", "</title").unwrap_or_default();
    let body = lower.find("mw-parser-output").or_else(|| lower.find("<body")).unwrap_or(0);
    let mut plain = String::from(title);
    plain.push('\n');
    let mut rest = &page[body..];
    while let Some(open) = rest.find('<') {
        plain.push_str(&rest[..open]);
        plain.push(' ');
        let tag = &rest[open..];
        let is_script = ["<script", "<style"]
            .into_iter()
            .find(|name| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
        let end = match is_script {
            Some("<script") => tag.find("</script").unwrap_or(tag.len()),
            Some(_) => tag.find("</style").unwrap_or(tag.len()),
            None => tag.find('>').map_or(tag.len(), |end| end + 1),
        };
        rest = &tag[end.max(1).min(tag.len())..];
        if plain.len() > BEGINNING {
            break;
        }
    }
    plain.replace("&ndash;", "–").replace("&#8211;", "–").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::countries_in;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = countries_in(text).iter().map(|area| area.party_id()).collect();
        assert_eq!(found.iter().map(String::as_str).take(expected.len()).collect::<Vec<_>>(), expected, "{text}");
        if expected.is_empty() {
            assert_eq!(found, [""; 0]);
        }
    }

    #[test]
    fn the_title_comes_first_and_then_what_is_named_most() {
        check("Indonesia–North Korea relations\n\nChina and China and China.", &["IDN", "PRK", "CHN"]);
        check(
            "== History ==\nIn 1975 Suriname left the Netherlands. The Netherlands paid Suriname. Belgium did not.",
            &["SUR", "NLD"],
        );
        check("'''[[Papua New Guinea]]–[[Guinea-Bissau]] relations''' are", &["PNG", "GNB"]);
        check("Trade between Côte d’Ivoire and South Korea", &["CIV", "KOR"]);
        check("Indonesia’s relations with North Korea\n\nChina and China.", &["IDN", "PRK", "CHN"]);
        check("Suriname sold rice for US$4 million and US$5 million to the Netherlands", &["SUR", "NLD"]);
        check("인도네시아 관계", &["IDN"]);
        check("a turkey on china; relations with Korea", &[]);
        check("", &[]);
    }

    #[test]
    fn pages_are_read_by_their_title_and_their_words() {
        let page = "<!DOCTYPE html><html><head><title>Chad&ndash;Oman relations - Wikipedia</title><script>\"Peru\"</script></head>\
                    <body><style>.Cuba{}</style><p>Peru, <b>Chad</b></p></body></html>";
        check(page, &["TCD", "OMN", "PER"]);
        assert_eq!(countries_in(page).len(), 3);
    }
}
