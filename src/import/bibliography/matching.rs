//! Whether two items are the same work: by what names a work for good, then by title and year.

use crate::dossier::Source;
use crate::edit::Json;

/// By what two items are alike; offered to a person, never acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same DOI.
    Doi,
    /// The same address.
    Url,
    /// The same ISBN.
    Isbn,
    /// The same title and year.
    TitleAndYear,
}

impl Likeness {
    /// In words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Doi => "the same DOI",
            Self::Url => "the same address",
            Self::Isbn => "the same ISBN",
            Self::TitleAndYear => "the same title and year",
        }
    }
}

/// What an item is known by, in a form that is the same however it is written; empty where it is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkNames {
    doi: String,
    url: String,
    isbn: String,
    title: String,
    year: String,
}

impl WorkNames {
    /// Those of a CSL item.
    #[must_use]
    pub fn of(item: &Json) -> Self {
        Self::found(|field| item.get(field).and_then(Json::as_str), year(item).unwrap_or_default().to_owned())
    }

    /// Those of a source of the dossier.
    #[must_use]
    pub fn of_source(source: &Source) -> Self {
        let year = source.date_parts("issued").and_then(|parts| parts.first().map(ToString::to_string));
        Self::found(|field| source.text(field), year.unwrap_or_default())
    }

    fn found<'a>(text: impl Fn(&str) -> Option<&'a str>, year: String) -> Self {
        let plain = |field: &str, plain: fn(&str) -> String| text(field).map(plain).unwrap_or_default();
        Self {
            doi: plain("DOI", plain_doi),
            url: plain("URL", plain_url),
            isbn: plain("ISBN", plain_isbn),
            title: plain("title", plain_title),
            year,
        }
    }

    /// By what two items are alike, if they are.
    #[must_use]
    pub fn like(&self, other: &Self) -> Option<Likeness> {
        let same = |one: &str, other: &str| !one.is_empty() && one == other;
        if same(&self.doi, &other.doi) {
            return Some(Likeness::Doi);
        }
        if same(&self.url, &other.url) {
            return Some(Likeness::Url);
        }
        if same(&self.isbn, &other.isbn) {
            return Some(Likeness::Isbn);
        }
        (same(&self.year, &other.year) && same(&self.title, &other.title)).then_some(Likeness::TitleAndYear)
    }
}

/// By what two items are alike, if they are.
#[must_use]
pub fn like(one: &Json, other: &Json) -> Option<Likeness> {
    WorkNames::of(one).like(&WorkNames::of(other))
}

fn plain_doi(doi: &str) -> String {
    let lower = doi.trim().to_lowercase();
    ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix))
        .unwrap_or(&lower)
        .trim()
        .to_owned()
}

/// Without scheme, `www.`, fragment and the last slash.
fn plain_url(url: &str) -> String {
    let url = url.trim();
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    let url = url.strip_prefix("www.").unwrap_or(url);
    url.split('#').next().unwrap_or(url).trim_end_matches('/').to_owned()
}

/// The digits of the first number; one of ten digits and its thirteen are the same from the fourth on.
fn plain_isbn(isbn: &str) -> String {
    let digits: String = isbn
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .chars()
        .take_while(|c| !matches!(c, ',' | ';'))
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let core = digits.strip_prefix("978").filter(|_| digits.len() == 13).unwrap_or(&digits);
    core.get(..core.len().saturating_sub(1)).unwrap_or_default().to_owned()
}

/// Letters and digits only, in small letters.
fn plain_title(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn year(item: &Json) -> Option<&str> {
    match item.get("issued")?.get("date-parts")?.items().first()?.items().first()? {
        Json::Number(year) => Some(year.as_str()),
        Json::Text(year) => Some(year),
        Json::Null | Json::Bool(_) | Json::List(_) | Json::Object(_) => None,
    }
}
