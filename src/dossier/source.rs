//! Sources, as CSL-JSON items.

use smol_str::SmolStr;

use super::Csl;
use super::letters::is_default_ignorable;

/// Which source of the dossier, by position in [`Dossier::sources`](super::Dossier::sources).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceIx(pub usize);

/// A source: a CSL-JSON item with every field that it came with.
///
/// What is not known of a source is absent from it; nothing is filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    id: SmolStr,
    csl: Csl,
}

impl Source {
    /// A source from its CSL item; the caller has read `id` out of it.
    #[must_use]
    pub const fn new(id: SmolStr, csl: Csl) -> Self {
        Self { id, csl }
    }

    /// The identifier that citations use.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The whole CSL item.
    #[must_use]
    pub const fn csl(&self) -> &Csl {
        &self.csl
    }

    /// A text field of the item, such as `title`, where it is there and not empty.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.csl.get(field).and_then(Csl::as_str).filter(|text| !text.is_empty())
    }

    /// The CSL type, such as `webpage` or `article-newspaper`.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.text("type")
    }

    /// The marker under which the passages cite it, such as `[15]`.
    #[must_use]
    pub fn marker(&self) -> Option<&str> {
        self.custom("marker")
    }

    /// What an editor noted on what is known of this source and what is not.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.text("note")
    }

    /// A text under `custom`.
    #[must_use]
    pub fn custom(&self, field: &str) -> Option<&str> {
        self.csl.get("custom")?.get(field)?.as_str().filter(|text| !text.is_empty())
    }

    /// The names of a CSL name field, each as one would say it in a running text.
    #[must_use]
    pub fn names(&self, field: &str) -> Vec<String> {
        let names = self.csl.get(field).map(Csl::items).unwrap_or_default();
        names.iter().filter_map(name_in_words).collect()
    }

    /// The parts of a CSL date field: year, then month and day where they are known.
    #[must_use]
    pub fn date_parts(&self, field: &str) -> Option<Vec<i64>> {
        let parts = self.csl.get(field)?.get("date-parts")?.items().first()?.items();
        let numbers: Vec<i64> = parts.iter().map_while(Csl::whole_number).collect();
        (!numbers.is_empty()).then_some(numbers)
    }

    /// The address of the source, where it is a web link that may be opened.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        self.text("URL").filter(|url| is_web_link(url))
    }

    /// The shortest thing to call it: its marker, or its title, or its publisher, or its identifier.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.marker().unwrap_or_else(|| self.name())
    }

    /// What to call it where its marker stands beside: the title, or else who published it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text("title")
            .or_else(|| self.text("container-title"))
            .or_else(|| self.text("publisher"))
            .unwrap_or(&self.id)
    }
}

/// Whether an address is one that may be opened: http or https, with a host, and every character of it to be seen.
///
/// Blanks, control characters and what turns the direction of writing are no part of an address, and could make it look
/// like another one.
#[must_use]
pub fn is_web_link(url: &str) -> bool {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let rest = if lower.starts_with("https://") {
        url.get(8..)
    } else if lower.starts_with("http://") {
        url.get(7..)
    } else {
        None
    };
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && !url.chars().any(|c| c.is_whitespace() || c.is_control() || is_default_ignorable(c))
}

fn name_in_words(name: &Csl) -> Option<String> {
    if let Some(literal) = name.get("literal").and_then(Csl::as_str) {
        return Some(literal.to_owned());
    }
    let part = |key: &str| name.get(key).and_then(Csl::as_str).filter(|text| !text.is_empty());
    if let (Some(family), Some(given)) = (part("family"), part("given"))
        && family.chars().all(is_east_asian)
    {
        // Written in Hangul or hanja, a name has the family first and no space: 김일성.
        return Some(format!("{family}{given}"));
    }
    let words: Vec<&str> = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"]
        .into_iter()
        .filter_map(part)
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Whether a character is Hangul, hanja or kana.
const fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3040}'..='\u{318F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Source, is_web_link};

    #[test]
    fn names_stand_in_the_order_of_their_script() {
        let csl = json!({"author": [
            {"family": "김", "given": "일성"},
            {"family": "金", "given": "日成"},
            {"family": "Sukarnoputri", "given": "Megawati"},
            {"literal": "Kementerian Luar Negeri"},
            {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"},
            {"given": ""},
        ]});
        let csl = serde_json::from_value(csl).expect("any JSON");
        let names = Source::new("s".into(), csl).names("author");
        assert_eq!(
            names,
            ["김일성", "金日成", "Megawati Sukarnoputri", "Kementerian Luar Negeri", "Charles de Gaulle"]
        );
    }

    #[test]
    fn only_http_and_https_with_a_host_may_be_opened() {
        for good in ["http://example.org", "https://example.org/a?b#c", "HTTPS://EXAMPLE.ORG"] {
            assert!(is_web_link(good), "{good}");
        }
        for bad in [
            "",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "http://a b",
            "ftp://x",
            "example.org",
            "https://a\nb",
            "https://example.org/\u{202E}gnp.exe",
            "https://un\u{200B}.org/",
            "https://un\u{AD}.org/",
            "--version",
        ] {
            assert!(!is_web_link(bad), "{bad}");
        }
    }
}
