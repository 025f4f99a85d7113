//! Templates: what they say, or what doubt they are.

use crate::import::prose::{self, Language, TimeMention};

use super::super::extract::flag_kind;

/// No template has more parts that are looked at.
const MAX_PARTS: usize = 200;

/// A template cut at its bars.
pub(super) struct Template<'a> {
    parts: Vec<&'a str>,
}

impl<'a> Template<'a> {
    /// Cuts the content of a template at the bars that stand in no template or link of it.
    pub(super) fn parse(content: &'a str) -> Self {
        let bytes = content.as_bytes();
        let (mut parts, mut start, mut depth, mut at) = (Vec::new(), 0, 0_usize, 0);
        while at < bytes.len() && parts.len() < MAX_PARTS {
            let two = bytes.get(at..at + 2);
            match (bytes[at], two) {
                (_, Some(b"{{" | b"[[")) => {
                    depth += 1;
                    at += 1;
                }
                (_, Some(b"}}" | b"]]")) => {
                    depth = depth.saturating_sub(1);
                    at += 1;
                }
                (b'|', _) if depth == 0 => {
                    parts.push(&content[start..at]);
                    start = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        parts.push(&content[start..]);
        Self { parts }
    }

    /// Its name.
    pub(super) fn name(&self) -> &'a str {
        self.parts.first().map_or("", |name| name.trim())
    }

    /// The values by name.
    pub(super) fn named(&self) -> impl Iterator<Item = (String, &'a str)> {
        self.parts.iter().skip(1).filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            Some((name.trim().to_lowercase(), value.trim()))
                .filter(|(name, value)| !name.is_empty() && !value.is_empty())
        })
    }

    /// The values without a name.
    fn plain(&self) -> impl DoubleEndedIterator<Item = &'a str> {
        self.parts.iter().skip(1).filter(|part| !part.contains('=')).map(|part| part.trim())
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        self.named().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The doubt that it is: its kind, since when, and why.
    pub(super) fn flag(&self) -> Option<(String, Option<String>, Option<String>)> {
        let kind = flag_kind(self.name())?;
        let since = self.value("date").and_then(month);
        let reason = self.value("reason").or_else(|| self.value("talk")).map(str::to_owned);
        Some((kind, since, reason))
    }

    /// What it shows, where that is a text in it.
    pub(super) fn words(&self) -> Option<String> {
        let name = self.name().to_lowercase();
        match name.as_str() {
            "lang" | "transl" | "transliteration" => self.plain().next_back().map(str::to_owned),
            "nowrap" | "small" | "nobold" | "abbr" | "tooltip" | "us$" | "circa" | "c." | "flag" | "flagu"
            | "flagcountry" | "sic" | "em" | "strong" => {
                let first = self.plain().next().unwrap_or("");
                Some(match name.as_str() {
                    "us$" => format!("US${first}"),
                    "circa" | "c." => format!("c. {first}"),
                    _ => first.to_owned(),
                })
            }
            "convert" | "cvt" => {
                let mut parts = self.plain();
                Some(format!("{} {}", parts.next()?, parts.next()?))
            }
            "start date" | "end date" | "date" | "dts" => Some(
                self.plain()
                    .filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
                    .collect::<Vec<_>>()
                    .join("-"),
            ),
            "nbsp" | "spaces" => Some("\u{a0}".to_owned()),
            "ndash" | "snd" | "spnd" | "spaced ndash" => Some(" – ".to_owned()),
            "mdash" => Some("—".to_owned()),
            "usd" => Some(format!("US${}", self.plain().next()?)),
            "krw" => Some(format!("₩{}", self.plain().next()?)),
            _ if name.starts_with("lang-") => self.plain().next().map(str::to_owned),
            _ => None,
        }
    }

    /// Whether it is a box or a table, which is listed as not read.
    pub(super) fn is_box(&self) -> bool {
        let name = self.name().to_lowercase();
        name.starts_with("infobox")
            || name.contains("table")
            || name.contains("chart")
            || name.contains("graph")
            || name.contains("timeline")
    }
}

/// A month or day in words, in EDTF.
pub(in super::super) fn month(words: &str) -> Option<String> {
    prose::read(words, Language::English).times.into_iter().find_map(|time| match time {
        TimeMention::Date(date) => date.edtf(),
        TimeMention::Length(_) | TimeMention::Every { .. } | TimeMention::Vague { .. } => None,
    })
}
