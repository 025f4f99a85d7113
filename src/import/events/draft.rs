//! Events that are to be facts.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::edit::{Edit, Json, List};
use crate::import::trade::{entry, origin, slug};
use crate::import::{
    Already, Certainty, Decision, Evidence, Fingerprint, ImportContext, NotUnderstood, Proposal, Proposals, wording,
};

/// An event as a list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EventDraft {
    /// What the list knows it by, where it has identifiers.
    pub(super) id: Option<SmolStr>,
    /// Its name.
    pub(super) title: String,
    /// What is said of it.
    pub(super) text: String,
    /// When, in EDTF; `None` where the list does not say.
    pub(super) date: Option<SmolStr>,
    /// The lane that the list puts it in.
    pub(super) theme: Option<String>,
    /// Context: addresses that the list names as sources, dates as it displays them.
    pub(super) note: Vec<String>,
    /// Where it stands, for the citation.
    pub(super) locator: String,
    /// The same, to be shown.
    pub(super) evidence: Evidence,
    /// What is not certain about it.
    pub(super) doubts: Vec<String>,
    /// The rule that read it.
    pub(super) rule: &'static str,
    /// Why it was read so.
    pub(super) why: String,
}

/// The events of a list, and what was not understood.
#[derive(Default)]
pub(super) struct Events {
    pub(super) list: Vec<EventDraft>,
    pub(super) not_understood: Vec<NotUnderstood>,
    pub(super) notes: Vec<String>,
    /// The rows that name several sources in one cell.
    pub(super) glued: Vec<u64>,
    /// What the list calls itself.
    pub(super) title: Option<String>,
}

const THEME: &str = "Events";

impl Events {
    /// The proposals of all events, in the order of the list.
    pub(super) fn proposals(self, context: &ImportContext, parties: &[(SmolStr, SmolStr)]) -> Proposals {
        let mut proposals =
            Proposals { not_understood: self.not_understood, notes: self.notes, ..Proposals::default() };
        let insert = |list, value| Edit::Insert { list, before: None, value };
        for (id, name) in parties {
            let value = Json::object([entry("id", id.as_str()), entry("name", name.as_str())]);
            proposals.foundation.push(insert(List::Parties, value));
        }
        let mut themes: Vec<String> = Vec::new();
        for event in &self.list {
            let theme = event.theme.clone().unwrap_or_else(|| THEME.to_owned());
            if !themes.iter().any(|other| slug(other) == slug(&theme)) {
                themes.push(theme);
            }
        }
        for theme in &themes {
            let value = Json::object([entry("id", slug(theme)), entry("label", theme.as_str())]);
            proposals.foundation.push(insert(List::Themes, value));
        }
        let source = Json::object([
            entry("id", context.import_id.as_str()),
            entry("type", "dataset"),
            entry("title", self.title.unwrap_or_else(|| context.file_name.clone())),
        ]);
        proposals.foundation.push(insert(List::Sources, source));
        let mut keys: BTreeMap<String, usize> = BTreeMap::new();
        for mut event in self.list {
            event.keep_only_sound_dates();
            let group = proposals.group(event.theme.as_deref().unwrap_or(THEME), || {
                event.theme.clone().unwrap_or_else(|| THEME.to_owned())
            });
            let key = event.key();
            let count = keys.entry(key.clone()).and_modify(|count| *count += 1).or_insert(1);
            // The same name on the same day is another event until a person says otherwise.
            let key = if *count > 1 { format!("{key}-{count}") } else { key };
            proposals.items.push(event.proposal(key.into(), group, context));
        }
        proposals.items.sort_by_key(|item| item.group);
        proposals
    }
}

impl EventDraft {
    /// A date that no dossier can hold, thousands of millions of years ago, is said in words instead.
    fn keep_only_sound_dates(&mut self) {
        let is_sound = self.date.as_deref().is_none_or(|date| crate::dossier::Date::parse(date).is_ok());
        if let (false, Some(date)) = (is_sound, &self.date) {
            self.note.push(format!("The list dates it {date}, which is beyond the dates that a dossier can hold."));
            self.doubts.push("Its date cannot be written as a date of a dossier.".to_owned());
            self.date = None;
        }
    }

    fn key(&self) -> String {
        let id = self.id.as_deref().map_or_else(|| short_slug(&self.title), short_slug);
        let date = self.date.as_deref().map_or_else(|| "undated".to_owned(), slug);
        format!("event-{id}-{date}")
    }

    fn proposal(self, key: SmolStr, group: usize, context: &ImportContext) -> Proposal {
        let date_text = self.date.as_deref().map_or_else(|| "undated".to_owned(), wording::period);
        let print = Fingerprint::default().word("event").word(&self.title).word(&self.text).maybe(self.date.as_deref());
        let theme = slug(self.theme.as_deref().unwrap_or(THEME));
        let mut fact = vec![entry("id", key.as_str())];
        fact.extend(self.date.as_deref().map(|date| entry("date", date)));
        fact.push(entry("theme", theme));
        fact.push(entry("title", self.title.as_str()));
        fact.push(entry("statement", if self.text.is_empty() { self.title.as_str() } else { self.text.as_str() }));
        if !self.note.is_empty() {
            fact.push(entry("note", self.note.join(" ")));
        }
        let citation =
            Json::object([entry("source", context.import_id.as_str()), entry("locator", self.locator.as_str())]);
        fact.push(("citations", vec![citation].into()));
        if !self.doubts.is_empty() {
            let flag = |doubt: &String| {
                Json::object([entry("kind", "when"), entry("scope", "date"), entry("reason", doubt.as_str())])
            };
            fact.push(("flags", self.doubts.iter().map(flag).collect::<Vec<_>>().into()));
        }
        fact.push(("origin", origin(&context.import_id, self.rule, "accepted")));
        Proposal {
            key,
            group,
            title: format!("{date_text}: {}", self.title),
            edit: Edit::Insert { list: List::Facts, before: None, value: Json::object(fact) },
            evidence: self.evidence,
            rule: self.rule.into(),
            why: self.why,
            certainty: if self.doubts.is_empty() { Certainty::Exact } else { Certainty::Inferred },
            doubts: self.doubts,
            fingerprint: print.text().into(),
            already: Already::Nothing,
            decision: Decision::Open,
            is_settled: false,
            before: None,
        }
    }
}

fn short_slug(text: &str) -> String {
    let slug = slug(text);
    let short: String = slug.chars().take(48).collect();
    let short = short.trim_end_matches('-');
    if short.is_empty() { "event".to_owned() } else { short.to_owned() }
}

/// A text without HTML tags, its entities as characters, its blanks as one each.
pub(super) fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let tag = &rest[start..];
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match tag.find('>') {
            Some(end) if is_tag => {
                let name: String = tag[1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
                let breaks = ["p", "/p", "br", "br/", "div", "/div", "li", "blockquote", "/blockquote"];
                if breaks.contains(&name.to_ascii_lowercase().as_str()) {
                    text.push(' ');
                }
                rest = &tag[end + 1..];
            }
            _ => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(rest);
    let decoded = text
        .replace("&nbsp;", " ")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The addresses in a text; two that were glued together are two.
pub(super) fn addresses(text: &str) -> Vec<String> {
    let starts: Vec<usize> = text
        .match_indices("http")
        .map(|(at, _)| at)
        .filter(|at| text[*at..].starts_with("http://") || text[*at..].starts_with("https://"))
        .collect();
    let mut found = Vec::new();
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(text.len());
        let part = text[*start..end]
            .split(|c: char| c.is_whitespace() || matches!(c, ';' | '|' | '"' | '<'))
            .next()
            .unwrap_or_default();
        // What stands between glued addresses is a label of the next one.
        let part = part.trim_end_matches([',', '.', ')']);
        let part = part.strip_suffix("Video:").or_else(|| part.strip_suffix("video:")).unwrap_or(part);
        if !part.is_empty() {
            found.push(part.to_owned());
        }
    }
    found
}

/// The beginning of a text as a title.
pub(super) fn title_of(text: &str) -> String {
    const CHARS: usize = 80;
    let line: String = text.chars().take(CHARS).collect();
    if line.len() == text.len() {
        return line;
    }
    let cut = line.rfind(' ').unwrap_or(line.len());
    format!("{}…", &line[..cut])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_lose_their_markup() {
        assert_eq!(plain_text("<p>Take <a href=\"x\">Ada</a>&nbsp;&amp; co.</p><p>3 < 4</p>"), "Take Ada & co. 3 < 4");
        assert_eq!(plain_text("a <b"), "a <b");
    }

    #[test]
    fn glued_addresses_are_two() {
        let found = addresses("https://a.org/x.htmlVideo:https://b.org/y");
        assert_eq!(found, ["https://a.org/x.html", "https://b.org/y"]);
        assert!(addresses("").is_empty());
    }
}
