//! What is asked for in the search field.

use super::fold::fold;
use crate::analysis::index::{DossierIndex, Stretch};
use crate::dossier::{Day, Dossier};

/// What is asked for: words that all must be there, and words about theme, flag and year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases, all of which must be found.
    pub(super) terms: Vec<Term>,
    /// How the theme may begin; none for any.
    pub(super) themes: Vec<String>,
    /// How a flag may begin; none for any or none.
    pub(super) flags: Vec<String>,
    /// The years of which a fact must have a day; none for any.
    pub(super) years: Vec<Stretch>,
    /// What was written after `year:` and is none.
    no_years: Vec<String>,
}

/// A word or a phrase, as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) text: String,
    /// Whether the last word of it is there whole; a word that is still being typed may go on.
    pub(super) is_whole: bool,
}

/// A piece of a query: a word, or what stands between quotation marks, with the word and colon before it.
struct Piece {
    key: Option<String>,
    text: String,
    is_phrase: bool,
    is_closed: bool,
}

impl Query {
    /// Reads a query. Nothing that can be typed is an error; what means nothing is found in no fact.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for piece in pieces(text) {
            let folded = fold(piece.text.trim());
            match piece.key.as_deref() {
                _ if folded.is_empty() => {}
                Some("theme") => query.themes.push(folded),
                Some("flag") => query.flags.push(folded),
                Some("year") => match years(&folded) {
                    Some(years) => query.years.push(years),
                    None => query.no_years.push(piece.text),
                },
                _ => query.terms.push(Term { text: folded, is_whole: piece.is_phrase && piece.is_closed }),
            }
        }
        query
    }

    /// Whether every fact passes.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.themes.is_empty() && self.flags.is_empty() && !self.asks_for_years()
    }

    /// Whether it asks for years.
    pub(super) const fn asks_for_years(&self) -> bool {
        !self.years.is_empty() || !self.no_years.is_empty()
    }

    /// What of it can be found in no fact of a dossier, in sentences.
    #[must_use]
    pub fn problems(&self, dossier: &Dossier, digest: &DossierIndex) -> Vec<String> {
        let mut problems = Vec::new();
        for theme in &self.themes {
            if !dossier.themes().iter().any(|known| begins(theme, [&known.id, &known.label])) {
                problems.push(format!("No theme begins with “{theme}”."));
            }
        }
        for flag in &self.flags {
            if !digest.flag_counts().keys().any(|kind| begins(flag, [kind.word(), kind.label()])) {
                problems.push(format!("No fact has a flag that begins with “{flag}”."));
            }
        }
        for text in &self.no_years {
            problems.push(format!("“{text}” is no year; write year:2013, year:2013..2015, year:..1970 or year:44bc."));
        }
        problems
    }
}

/// Whether one of some names begins in a way.
pub(super) fn begins<'a>(how: &str, names: impl IntoIterator<Item = &'a (impl AsRef<str> + ?Sized + 'a)>) -> bool {
    names.into_iter().any(|name| fold(name.as_ref()).starts_with(how))
}

/// The days of `2013`, `201` (2010 to 2019), `2013..2015`, `..1970`, `2000..`.
fn years(text: &str) -> Option<Stretch> {
    let Some((from, to)) = text.split_once("..") else {
        let (first, last) = year(text)?;
        return Some(of_years(Some(first), Some(last)));
    };
    let end = |text: &str| if text.is_empty() { Some(None) } else { year(text).map(Some) };
    let (from, to) = (end(from)?, end(to)?);
    Some(of_years(from.map(|(first, _)| first), to.map(|(_, last)| last)))
}

/// The most digits of a year that is said with a sign or an era.
const MOST_DIGITS: usize = 7;

/// The first and the last year that begins with these digits; four are one year. With a sign before it, or an era behind it, a
/// year is one year, whatever its digits: `-43` and `44bc` are the same one.
fn year(text: &str) -> Option<(i64, i64)> {
    let exactly = |digits: &str, year_of: fn(i64) -> i64| {
        let is_number = (1..=MOST_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let year = year_of(digits.parse().ok().filter(|_| is_number)?);
        Some((year, year))
    };
    if let Some(digits) = text.strip_prefix(['-', '\u{2212}']) {
        return exactly(digits, |year| -year);
    }
    if let Some(digits) = text.strip_suffix("bce").or(text.strip_suffix("bc")) {
        return exactly(digits, |year| 1 - year);
    }
    if let Some(digits) = text.strip_prefix("ad").or(text.strip_suffix("ce")) {
        return exactly(digits, |year| year);
    }
    let digits = text;
    let is_year = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let missing = u32::try_from(4_usize.checked_sub(digits.len())?).ok()?;
    let years = 10_i64.pow(missing);
    let first = digits.parse::<i64>().ok().filter(|_| is_year)? * years;
    Some((first, first + years - 1))
}

fn of_years(first: Option<i64>, last: Option<i64>) -> Stretch {
    let day = |year: i64| i32::try_from(Day::new_year(year).0).unwrap_or(Stretch::FOREVER);
    Stretch { start: first.map_or(-Stretch::FOREVER, day), end: last.map_or(Stretch::FOREVER, |last| day(last + 1)) }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (key, after) = key(rest).map_or((None, rest), |(key, after)| (Some(key), after));
        let quoted = after.strip_prefix(is_quote).filter(|_| key.is_some() || is_quote(first));
        if let Some(quoted) = quoted {
            let (inside, after) =
                quoted.split_once(is_quote).map_or((quoted, None), |(inside, after)| (inside, Some(after)));
            let is_closed = after.is_some();
            pieces.push(Piece { key, text: inside.to_owned(), is_phrase: true, is_closed });
            rest = after.unwrap_or_default().trim_start();
        } else {
            let end = after.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(after.len());
            pieces.push(Piece { key, text: after[..end].to_owned(), is_phrase: false, is_closed: true });
            rest = after[end..].trim_start();
        }
    }
    pieces
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// The word before a colon, where it is one that means something, and what follows.
fn key(text: &str) -> Option<(String, &str)> {
    let (key, after) = text.split_once(':')?;
    let key = key.to_ascii_lowercase();
    matches!(key.as_str(), "theme" | "flag" | "year").then_some((key, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<(String, bool)> {
        Query::parse(text).terms.into_iter().map(|term| (term.text, term.is_whole)).collect()
    }

    fn check(text: &str, expected: &[(&str, bool)]) {
        let expected: Vec<(String, bool)> = expected.iter().map(|(text, whole)| ((*text).to_owned(), *whole)).collect();
        assert_eq!(terms(text), expected, "{text}");
    }

    #[test]
    fn queries_are_words_and_phrases() {
        check("palm oil", &[("palm", false), ("oil", false)]);
        check("\"Palm oil\" [16]", &[("palm oil", true), ("[16]", false)]);
        check("“asian games”", &[("asian games", true)]);
        check(" \"\" ", &[]);
        check("\"open phrase", &[("open phrase", false)]);
        check("http://example.org", &[("http://example.org", false)]);
    }

    #[test]
    fn theme_flag_and_year_are_asked_for_by_their_words() {
        let query = Query::parse("theme:\"Public opinion\" Flag:dub year:2013..2015 year:201 rice");
        assert_eq!((query.themes, query.flags), (vec!["public opinion".to_owned()], vec!["dub".to_owned()]));
        assert_eq!(query.years, [of_years(Some(2013), Some(2015)), of_years(Some(2010), Some(2019))]);
        assert_eq!(query.terms.len(), 1);
        assert!(Query::parse("theme: year:").is_empty(), "a word that is still being typed hides nothing");
    }

    #[test]
    fn years_are_years_or_stretches_of_them() {
        assert_eq!(years("2013"), Some(of_years(Some(2013), Some(2013))));
        assert_eq!(years("20"), Some(of_years(Some(2000), Some(2099))));
        assert_eq!(years("..1970"), Some(of_years(None, Some(1970))));
        assert_eq!(years("2000.."), Some(of_years(Some(2000), None)));
        assert_eq!(years("-43"), Some(of_years(Some(-43), Some(-43))));
        assert_eq!(years("-0043..-42"), Some(of_years(Some(-43), Some(-42))));
        assert_eq!((years("44bc"), years("44bce")), (years("-43"), years("-43")));
        assert_eq!(years("ad79"), Some(of_years(Some(79), Some(79))));
        assert_eq!(years("-170002..2000"), Some(of_years(Some(-170_002), Some(2000))));
        for text in ["20133", "abc", "2013-05", "1..x", "-", "--43", "-4x", "bc", "-12345678", "..bc"] {
            assert_eq!(years(text), None, "{text}");
        }
    }
}
