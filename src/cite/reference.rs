//! Plain references.

use super::csl_date::CslDate;
use super::markup;
use crate::dossier::{Citation, Dossier, Passage, Source};

/// A full reference with what is known of a source: marker, authors, title, where and by whom it was published, when,
/// and its address.
///
/// Of a source of which nothing is known but its marker, it says that.
#[must_use]
pub fn reference(source: &Source) -> String {
    line(source, None)
}

/// A citation in one line: the reference of its source, with the place in it and what part of the fact it speaks for.
#[must_use]
pub fn citation_line(citation: &Citation, dossier: &Dossier) -> String {
    let line = line(dossier.source(citation.source), citation.locator.as_deref());
    match &citation.note {
        Some(note) => format!("{line} ({note})"),
        None => line,
    }
}

/// A citation as one would paste it: marker, reference with its address, locator, note.
#[must_use]
pub fn citation_text(dossier: &Dossier, citation: &Citation) -> String {
    let line = citation_line(citation, dossier);
    match dossier.source(citation.source).note() {
        Some(note) => format!("{line} ({note})"),
        None => line,
    }
}

/// Where in which text a passage stands.
#[must_use]
pub fn passage_text(dossier: &Dossier, passage: &Passage) -> String {
    let source = dossier.source(passage.source);
    let container = source.text("container-title").map(|container| format!("{container}: ")).unwrap_or_default();
    let locator = passage.locator.as_ref().map(|locator| format!(", {locator}")).unwrap_or_default();
    format!("{container}{}{locator}", source.name())
}

fn line(source: &Source, locator: Option<&str>) -> String {
    let marker = source.marker().map(|marker| format!("{marker} ")).unwrap_or_default();
    let known = known(source);
    let address = address(source);
    if known.is_empty() && address.is_none() {
        let name = if marker.is_empty() { format!("{}: ", source.id()) } else { marker };
        let locator = locator.map(|locator| format!("; {locator}")).unwrap_or_default();
        return format!("{name}Bibliographic details unknown{locator}.");
    }
    let said: Vec<String> = known.into_iter().chain(locator.map(str::to_owned)).collect();
    let said = ended(&said.join(", "));
    let address = address.map(|address| if said.is_empty() { address } else { format!(" {address}") });
    format!("{marker}{said}{}", address.unwrap_or_default())
}

/// What is known of a source, in the order of a reference, without its address.
fn known(source: &Source) -> Vec<String> {
    let text = |field: &str| source.text(field).map(str::to_owned);
    [
        people(source),
        source.text("title").map(|title| format!("“{}”", markup::plain(title))),
        text("container-title"),
        text("publisher").filter(|publisher| Some(publisher.as_str()) != source.text("container-title")),
        issue(source),
        date_text(source, "issued"),
        text("page").map(|page| if is_one_page(&page) { format!("p. {page}") } else { format!("pp. {page}") }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn date_text(source: &Source, field: &str) -> Option<String> {
    CslDate::of(source, field)?.in_words()
}

/// Who wrote it, or else who edited it.
fn people(source: &Source) -> Option<String> {
    let editors = source.names("editor");
    let editor = if editors.len() == 1 { "ed." } else { "eds" };
    joined(&source.names("author")).or_else(|| joined(&editors).map(|names| format!("{names} ({editor})")))
}

fn is_one_page(page: &str) -> bool {
    page.chars().all(char::is_alphanumeric)
}

/// Names as they follow each other in a sentence.
fn joined(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.clone()),
        [first @ .., last] => Some(format!("{} and {last}", first.join(", "))),
    }
}

fn issue(source: &Source) -> Option<String> {
    let field = |field: &str| {
        let value = source.csl().get(field)?;
        value.as_str().map(str::to_owned).or_else(|| value.as_number().map(ToString::to_string))
    };
    match (field("volume"), field("issue")) {
        (Some(volume), Some(issue)) => Some(format!("vol. {volume}, no. {issue}")),
        (Some(volume), None) => Some(format!("vol. {volume}")),
        (None, Some(issue)) => Some(format!("no. {issue}")),
        (None, None) => None,
    }
}

/// Where to find it, and when somebody last looked.
fn address(source: &Source) -> Option<String> {
    let doi = source.text("DOI").map(|doi| match doi.strip_prefix("10.") {
        Some(_) => format!("https://doi.org/{doi}"),
        None => doi.to_owned(),
    });
    let address = source.text("URL").map(str::to_owned).or(doi)?;
    Some(match date_text(source, "accessed") {
        Some(accessed) => format!("{address} (accessed {accessed})"),
        None => address,
    })
}

/// A text that ends like a sentence.
fn ended(text: &str) -> String {
    let bare = text.strip_suffix('”').unwrap_or(text);
    let has_end = text.is_empty() || bare.ends_with(['.', '?', '!', '…']);
    format!("{text}{}", if has_end { "" } else { "." })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{citation_line, citation_text, reference};
    use crate::dossier::{Citation, Dossier, Parts, Source, SourceIx};

    fn source(csl: Value) -> Source {
        Source::new("ref-16".into(), serde_json::from_value(csl).expect("any JSON"))
    }

    #[track_caller]
    fn check(csl: Value, expected: &str) {
        assert_eq!(reference(&source(csl)), expected);
    }

    #[test]
    fn nothing_is_invented_where_nothing_is_known() {
        check(json!({"type": "document", "custom": {"marker": "[16]"}}), "[16] Bibliographic details unknown.");
        check(json!({"type": "document"}), "ref-16: Bibliographic details unknown.");
        check(
            json!({"title": "", "author": [], "issued": {"date-parts": [[]]}}),
            "ref-16: Bibliographic details unknown.",
        );
    }

    #[test]
    fn what_is_known_is_said_in_order() {
        check(
            json!({"publisher": "MINA", "issued": {"date-parts": [[2015, 2, 13]]}, "URL": "https://minanews.net/x/"}),
            "MINA, 13 February 2015. https://minanews.net/x/",
        );
        check(
            json!({
                "title": "Why Indonesia loves North Korea", "container-title": "Asia Times", "publisher": "Asia Times",
                "issued": {"date-parts": [[2018, 9]]}, "custom": {"marker": "[5]"},
            }),
            "[5] “Why Indonesia loves North Korea”, Asia Times, September 2018.",
        );
        check(
            json!({"title": "Who remembers?", "volume": 12, "issue": "3", "page": "45–67", "DOI": "10.1000/x"}),
            "“Who remembers?”, vol. 12, no. 3, pp. 45–67. https://doi.org/10.1000/x",
        );
        check(json!({"title": "Who remembers?"}), "“Who remembers?”");
        check(
            json!({"URL": "https://example.org/", "accessed": {"date-parts": [[2026, 11, 23]]}}),
            "https://example.org/ (accessed 23 November 2026)",
        );
    }

    #[test]
    fn korean_and_indonesian_names_stand_as_their_bearers_write_them() {
        check(
            json!({"author": [{"literal": "황석영"}, {"family": "김", "given": "연철"}], "title": "여행"}),
            "황석영 and 김연철, “여행”.",
        );
        check(
            json!({"author": [{"literal": "Sukarno"}, {"family": "Natalegawa", "given": "Marty"}, {"family": "Retno"}]}),
            "Sukarno, Marty Natalegawa and Retno.",
        );
        check(json!({"editor": [{"literal": "Kementerian Luar Negeri"}]}), "Kementerian Luar Negeri (ed.).");
    }

    #[test]
    fn a_copied_citation_has_its_marker_once_and_its_address() {
        let source = source(json!({
            "title": "Trade", "URL": "https://example.org/x", "note": "Date not known.", "custom": {"marker": "[16]"}
        }));
        let dossier = Dossier::new(Parts { sources: vec![source], ..Parts::default() });
        let citation = Citation { source: SourceIx(0), locator: Some("p. 3".into()), note: Some("the total".into()) };
        assert_eq!(
            citation_text(&dossier, &citation),
            "[16] “Trade”, p. 3. https://example.org/x (the total) (Date not known.)"
        );
    }

    #[test]
    fn a_citation_line_has_the_place_and_what_it_speaks_for() {
        let known = source(json!({"publisher": "MINA", "URL": "https://minanews.net/x/"}));
        let unknown = source(json!({"custom": {"marker": "[18]"}}));
        let dossier = Dossier::new(Parts { sources: vec![known, unknown], ..Parts::default() });
        let line = |source, locator: Option<&str>, note: Option<&str>| {
            let citation =
                Citation { source: SourceIx(source), locator: locator.map(Into::into), note: note.map(Into::into) };
            citation_line(&citation, &dossier)
        };
        assert_eq!(line(0, None, None), "MINA. https://minanews.net/x/");
        assert_eq!(
            line(0, Some("paragraph 4"), Some("the total only")),
            "MINA, paragraph 4. https://minanews.net/x/ (the total only)"
        );
        assert_eq!(line(1, Some("p. 3"), None), "[18] Bibliographic details unknown; p. 3.");
    }
}
