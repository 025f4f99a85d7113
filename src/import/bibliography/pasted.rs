//! A text that somebody pasted where a source is written: an entry of a bibliography, a DOI, an address, or words around them.

use smol_str::SmolStr;

use super::{Format, read, text};
use crate::dossier::is_web_link;
use crate::edit::Json;

/// What a pasted text says of sources. Nothing of it is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// What it is, as one would say it: `BibTeX`, `a DOI`; `None` where nothing in it was understood.
    pub what: Option<&'static str>,
    /// What it says, as CSL items without an identifier. A DOI or an address is an item of this field alone, without a type.
    pub items: Vec<Json>,
    /// What was not understood, each in a sentence or in its own words.
    pub not_understood: Vec<String>,
}

impl Pasted {
    /// Reads a text.
    #[must_use]
    pub fn read(given: &str) -> Self {
        let Some(format) = Format::of_text(given) else { return Self::of_words(given) };
        let found = read(given);
        let not_understood = found
            .problems
            .into_iter()
            .map(|problem| format!("line {}, column {}: {}", problem.line, problem.column, problem.message))
            .collect();
        let items: Vec<Json> = found.entries.into_iter().map(|entry| without_id(&entry.item)).collect();
        if items.is_empty() && format == Format::CslJson {
            // A bracket may as well be the beginning of a reference in words.
            let words = Self::of_words(given);
            if words.what.is_some() {
                return words;
            }
        }
        Self { what: (!items.is_empty()).then(|| format.name()), items, not_understood }
    }

    /// Whether it is an entry of a bibliography, or several, rather than words that may as well be a text to write.
    #[must_use]
    pub fn is_entry(&self) -> bool {
        self.items.iter().any(|item| item.get("type").is_some())
    }

    /// The first DOI and the first address of some words; the others are told.
    fn of_words(given: &str) -> Self {
        let (mut doi, mut address): (Option<String>, Option<String>) = (None, None);
        let mut rest: Vec<&str> = Vec::new();
        for word in given.split_whitespace() {
            if let (None, Some(found)) = (&doi, doi_of(word)) {
                doi = Some(found);
            } else if let (None, Some(found)) = (&address, address_of(word)) {
                address = Some(found.to_owned());
            } else if !word.eq_ignore_ascii_case("doi:") && !word.eq_ignore_ascii_case("url:") {
                rest.push(word);
            }
        }
        let what = match (&doi, &address) {
            (Some(_), Some(_)) => Some("a DOI and an address"),
            (Some(_), None) => Some("a DOI"),
            (None, Some(_)) => Some("an address"),
            (None, None) => None,
        };
        let fields = [("DOI", doi), ("URL", address)];
        let fields = fields.into_iter().filter_map(|(key, value)| Some((key, text(&value?))));
        let items = if what.is_some() { vec![Json::object(fields)] } else { Vec::new() };
        let not_understood = if rest.is_empty() { Vec::new() } else { vec![crate::import::quoted(&rest.join(" "))] };
        Self { what, items, not_understood }
    }
}

/// The DOI that a word is, with or without what stands before it: `doi:10.1000/182`, `https://doi.org/10.1000/182`.
fn doi_of(word: &str) -> Option<String> {
    let word = bare(word);
    let lower = word.to_ascii_lowercase();
    let before = ["https://", "http://", ""].iter().find(|scheme| lower.starts_with(**scheme)).map_or(0, |s| s.len());
    let rest = &lower[before..];
    let host = ["dx.doi.org/", "www.doi.org/", "doi.org/"].iter().find(|host| rest.starts_with(**host));
    let is_address = before > 0;
    let skipped = match host {
        Some(host) => before + host.len(),
        None if is_address => return None,
        None => ["doi:", "doi="].iter().find(|lead| rest.starts_with(**lead)).map_or(0, |lead| lead.len()),
    };
    let doi = word.get(skipped..)?;
    let (registrant, suffix) = doi.strip_prefix("10.")?.split_once('/')?;
    let is_registrant = registrant.len() >= 4
        && registrant.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    (is_registrant && !suffix.is_empty()).then(|| doi.to_owned())
}

/// The address that a word is.
fn address_of(word: &str) -> Option<&str> {
    let word = bare(word);
    is_web_link(word).then_some(word)
}

/// A word without what opens or closes a sentence, a quotation or a bracket around it.
fn bare(word: &str) -> &str {
    let mut word = word.trim_start_matches(['<', '(', '[', '"', '“']);
    loop {
        let shorter = word.trim_end_matches(['>', '"', '”', ',', ';', '.']);
        let is_closed = |open: char, close: char| {
            shorter.ends_with(close) && shorter.matches(open).count() < shorter.matches(close).count()
        };
        let shorter = if is_closed('(', ')') || is_closed('[', ']') { &shorter[..shorter.len() - 1] } else { shorter };
        if shorter.len() == word.len() {
            return word;
        }
        word = shorter;
    }
}

/// An item as it is taken into a form: its own identifier is the key that it is cited by elsewhere.
fn without_id(item: &Json) -> Json {
    let own = match item.get("id") {
        Some(Json::Text(id)) if !id.is_empty() => Some(id.clone()),
        Some(Json::Number(id)) => Some(id.as_str().into()),
        Some(Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Object(_)) | None => None,
    };
    let has_key = item.get("citation-key").is_some();
    let mut entries: Vec<(SmolStr, Json)> = item.entries().iter().filter(|(key, _)| key != "id").cloned().collect();
    entries.extend(own.filter(|_| !has_key).map(|own| ("citation-key".into(), Json::Text(own))));
    Json::Object(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &str, what: Option<&str>, fields: &[(&str, &str)], not_understood: &[&str]) {
        let pasted = Pasted::read(given);
        assert_eq!(
            (pasted.what, pasted.not_understood),
            (what, not_understood.iter().map(|s| (*s).to_owned()).collect())
        );
        for (key, value) in fields {
            assert_eq!(pasted.items[0].text_of(key), *value, "{given}: {key}");
        }
        assert_eq!(pasted.items.len(), usize::from(what.is_some()), "{given}");
    }

    #[test]
    fn dois_and_addresses_are_found_among_words() {
        for doi in [
            "10.1000/182",
            "doi:10.1000/182",
            "DOI: 10.1000/182",
            "https://dx.doi.org/10.1000/182",
            "doi.org/10.1000/182.",
        ] {
            check(doi, Some("a DOI"), &[("DOI", "10.1000/182"), ("URL", "")], &[]);
        }
        check(" https://example.org/a(b) \n", Some("an address"), &[("URL", "https://example.org/a(b)")], &[]);
        check(
            "Kim, S. (2015). Soap. https://example.org/soap (doi:10.1234/x.(1)1).",
            Some("a DOI and an address"),
            &[("URL", "https://example.org/soap"), ("DOI", "10.1234/x.(1)1")],
            &["“Kim, S. (2015). Soap.”"],
        );
        check("[15] Soap, https://example.org/soap", Some("an address"), &[], &["“[15] Soap,”"]);
        for nothing in ["", "10.5/3", "soap", "ftp://example.org", "https://", "10.1000/", "www.example.org"] {
            assert_eq!(Pasted::read(nothing).what, None, "{nothing}");
        }
    }

    #[test]
    fn an_entry_keeps_its_key_and_says_what_is_wrong_with_the_others() {
        let pasted = Pasted::read("@article{kim2015, title = {Soap}, year = 2015}\n@book{broken, title = {x}");
        assert_eq!((pasted.what, pasted.items.len(), pasted.is_entry()), (Some("BibTeX"), 1, true));
        assert_eq!(pasted.items[0].text_of("citation-key"), "kim2015");
        assert_eq!(pasted.items[0].get("id"), None);
        assert_eq!(pasted.not_understood.len(), 1, "{:?}", pasted.not_understood);
        let ris = Pasted::read("TY  - JOUR\r\nID  - 7\r\nTI  - Soap\r\nER  - \r\n");
        assert_eq!((ris.what, ris.items[0].text_of("citation-key")), (Some("RIS"), "7"));
        let csl = Pasted::read(r#"[{"id": 12, "type": "book", "title": "Soap"}]"#);
        assert_eq!((csl.what, csl.items[0].text_of("citation-key")), (Some("CSL-JSON"), "12"));
        assert!(!Pasted::read("https://example.org").is_entry());
    }
}
