//! Statements as proposals.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use crate::edit::{Edit, Json, List};
use crate::import::prose::{Amount, Language, Standing};
use crate::import::run::parties_of;
use crate::import::trade::{entry, origin};
use crate::import::{
    Already, Certainty, Decision, Evidence, Fingerprint, Group, ImportContext, ImportError, NotUnderstood, Pair,
    Parties, Proposal, Proposals, Recipe, area_by_name, countries_named,
};

use super::anchor::Anchors;
use super::extract::{Extract, MarkKind, Reference};
use super::facts::{Dated, Statement, statements};
use super::figures::{capitalised, figures};
use super::says;

/// The longest title of a fact, in characters.
const MAX_TITLE: usize = 64;

/// Proposes the facts of an article.
///
/// # Errors
///
/// Where the two countries are neither given nor named in the title.
pub(in crate::import) fn propose(
    given: &str,
    recipe: &Recipe,
    context: &ImportContext,
) -> Result<Proposals, ImportError> {
    let extract = super::extract(given);
    if extract.blocks.is_empty() && super::is_page(given) {
        let why =
            "it is a web page in which no heading and no paragraph was found; save the page of the article itself";
        return Err(ImportError::Refused(why.to_owned()));
    }
    let language = recipe.language.as_deref().map_or_else(|| language_of(&extract.text), Language::of_tag);
    let parties = match parties_of(recipe, context)? {
        Some(parties) => Some(parties),
        None => pair_of_title(&extract).map(|pair| Parties::of_pair(&pair, &context.parties)).transpose()?,
    };
    if parties.is_none() {
        let why = "the title of the article does not name two countries".to_owned();
        return Err(ImportError::AskPair { why, candidates: Vec::new() });
    }
    let found = statements(&extract, language);
    let mut maker = Maker {
        extract: &extract,
        context,
        parties,
        anchors: Anchors::of(&extract.text),
        made: Proposals::default(),
        themes: BTreeMap::new(),
        markers: Vec::new(),
        known_markers: BTreeSet::new(),
        groups: BTreeMap::new(),
        counted: (0, 0),
    };
    for statement in &found {
        maker.statement(statement);
    }
    if maker.made.items.is_empty() {
        maker
            .made
            .notes
            .push("No statement of the text has a date, an amount or the marker of a reference.".to_owned());
    }
    maker.foundation(language);
    maker.made.text = Some(extract.text.as_str().into());
    for opaque in &extract.opaque {
        let evidence =
            Evidence::Entry { place: line_of(given, opaque.range.start), excerpt: opaque.excerpt.as_str().into() };
        let article = if opaque.what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        let why = format!("{article} {} was not read; take from it by hand what is needed", opaque.what);
        maker.made.not_understood.push(NotUnderstood { evidence, why });
    }
    let text = Some(maker.anchors.hash().into());
    maker.made.recipe = Some(Box::new(Recipe { text, ..recipe.clone() }));
    Ok(maker.made)
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> u64 {
    text.get(..at).map_or(0, |before| before.matches('\n').count() as u64) + 1
}

/// The language of a text by its letters and its commonest words.
fn language_of(text: &str) -> Language {
    let start = &text[..text.floor_char_boundary(text.len().min(20_000))];
    let letters = start.chars().filter(|c| c.is_alphabetic()).count();
    let hangul = start.chars().filter(|c| ('\u{ac00}'..='\u{d7a3}').contains(c)).count();
    if hangul * 3 > letters {
        return Language::Korean;
    }
    let count = |words: &[&str]| {
        start.split(|c: char| !c.is_alphabetic()).filter(|word| words.contains(&word.to_lowercase().as_str())).count()
    };
    if count(&["yang", "dan", "di", "pada", "dengan", "untuk"]) > count(&["the", "and", "of", "in", "to"]) {
        Language::Indonesian
    } else {
        Language::English
    }
}

/// The two countries that the title, or the first paragraph, names: "Indonesia–North Korea relations".
fn pair_of_title(extract: &Extract) -> Option<Pair> {
    const LOOKED_AT: usize = 4;
    let first = extract.blocks.iter().take(LOOKED_AT).map(|block| &extract.text[block.range.clone()]);
    let of_relations = extract.title.as_deref().into_iter().chain(first).find_map(|line| {
        let lower = line.to_lowercase();
        let end = lower.find("relations").or_else(|| lower.find("관계")).unwrap_or(line.len().min(80));
        let names = line.get(..end)?.trim_start_matches("Hubungan ").trim();
        let (one, other) = names
            .split_once(['–', '—', '-'])
            .or_else(|| names.split_once(" dengan "))
            .or_else(|| names.split_once(" and "))?;
        let (one, other) = (one.trim(), other.trim());
        (area_by_name(one).is_some() && area_by_name(other).is_some()).then(|| Pair(one.into(), other.into()))
    });
    // “Guyana and Suriname agree on a ferry”
    of_relations.or_else(|| match countries_named(extract.title.as_deref()?).as_slice() {
        [one, other] => Some(Pair(one.party_id().into(), other.party_id().into())),
        _ => None,
    })
}

/// An amount with the date of its own, if it has one.
type Figured = (Amount, Option<Dated>);

struct Maker<'a> {
    extract: &'a Extract,
    context: &'a ImportContext,
    parties: Option<Parties>,
    anchors: Anchors<'a>,
    made: Proposals,
    themes: BTreeMap<&'static str, (usize, &'static str)>,
    /// The markers that facts are cited by, in the order in which they came, and which they are.
    markers: Vec<String>,
    known_markers: BTreeSet<String>,
    /// The groups by their titles.
    groups: BTreeMap<String, usize>,
    /// The last paragraph and how many facts it has so far.
    counted: (usize, usize),
}

impl Maker<'_> {
    /// The proposals of a statement: one, or one for each date that its amounts have.
    fn statement(&mut self, statement: &Statement) {
        let mut by_date: Vec<(Option<&Dated>, Vec<&Figured>)> = Vec::new();
        for amount in &statement.amounts {
            let date = amount.1.as_ref().or(statement.date.as_ref());
            match by_date.iter_mut().find(|(known, _)| known.map(|known| &known.edtf) == date.map(|date| &date.edtf)) {
                Some((_, amounts)) => amounts.push(amount),
                None => by_date.push((date, vec![amount])),
            }
        }
        if by_date.is_empty() {
            by_date.push((statement.date.as_ref(), Vec::new()));
        }
        let is_split = by_date.len() > 1;
        for (date, amounts) in by_date {
            self.fact(statement, date, &amounts, is_split);
        }
    }

    fn fact(&mut self, statement: &Statement, date: Option<&Dated>, amounts: &[&Figured], is_split: bool) {
        let extract = self.extract;
        let words = extract.text[statement.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let words = without_marks(&words);
        if !words.contains(char::is_alphanumeric) {
            let evidence = Evidence::Text(self.anchors.points(&statement.range));
            let why = "A reference or a mark without words; add its statement by hand.".to_owned();
            self.made.not_understood.push(NotUnderstood { evidence, why });
            return;
        }
        if is_bare_date(statement, &extract.text) {
            return;
        }
        let (theme, label) = says::theme(&words);
        let order = self.themes.len();
        self.themes.entry(theme).or_insert((order, label));
        let count = if self.counted.0 == statement.paragraph { self.counted.1 + 1 } else { 1 };
        self.counted = (statement.paragraph, count);
        let key = format!("p{}-{}", statement.paragraph, count);
        let id = format!("{}-{key}", self.context.import_id);
        let figures = figures(&extract.text, statement, amounts, &id, self.parties.as_ref(), theme);
        let mut doubts = statement.doubts.clone();
        doubts.extend(figures.doubts.iter().cloned());
        if let Some(date) = date.filter(|date| date.standing == Standing::Inferred) {
            doubts.push(format!("The date {} is read from what stands before.", date.edtf));
        }
        if is_split {
            doubts.push("The sentence says amounts of several dates; this is the fact of one of them.".to_owned());
        }
        doubts.sort();
        doubts.dedup();
        let title = title(&words, date, amounts, &extract.text, is_split);
        let mut fact = vec![entry("id", id.as_str())];
        fact.extend(date.map(|date| entry("date", date.edtf.as_str())));
        fact.push(entry("theme", theme));
        fact.push(entry("title", title.as_str()));
        fact.push(entry("statement", words.as_str()));
        let source = self.context.import_id.clone();
        fact.push(("passage", self.anchors.passage(&source, statement.paragraph, &statement.range)));
        let citations: Vec<Json> = statement
            .markers
            .iter()
            .map(|marker| Json::object([entry("source", self.source_id(marker).as_str())]))
            .collect();
        for marker in &statement.markers {
            if self.known_markers.insert(marker.clone()) {
                self.markers.push(marker.clone());
            }
        }
        push_list(&mut fact, "citations", citations);
        push_list(&mut fact, "flags", flags(statement, &figures.flags));
        push_list(&mut fact, "figures", figures.list);
        let rule = rule(date, amounts);
        fact.push(("origin", origin(&self.context.import_id, &rule, "accepted")));
        let heading = statement.heading.clone();
        let group_title = heading.map_or_else(
            || "Article".to_owned(),
            |range| extract.text[range].trim_matches(['=', '#', ' ']).trim_end_matches("[edit]").to_owned(),
        );
        let made = &mut self.made;
        let group = *self.groups.entry(group_title).or_insert_with_key(|title| {
            made.groups.push(Group { key: title.as_str().into(), title: title.clone() });
            made.groups.len() - 1
        });
        let mut print = Fingerprint::default().word("article").word(&words).maybe(date.map(|date| date.edtf.as_str()));
        for word in &figures.words {
            print = print.word(word);
        }
        let points = self.anchors.points(&statement.range);
        self.made.items.push(Proposal {
            key: key.into(),
            group,
            title,
            edit: Edit::Insert { list: List::Facts, before: None, value: Json::object(fact) },
            evidence: Evidence::Text(points),
            why: why(date, amounts, statement),
            rule: rule.into(),
            certainty: if doubts.is_empty() { Certainty::Exact } else { Certainty::Inferred },
            doubts,
            fingerprint: print.text().into(),
            already: Already::Nothing,
            decision: Decision::Open,
            is_settled: false,
            before: None,
        });
    }

    fn source_id(&self, marker: &str) -> SmolStr {
        let plain: String = marker.chars().filter(|c| c.is_alphanumeric()).collect();
        format!("{}-ref-{plain}", self.context.import_id).into()
    }

    /// The parties, the themes, the article itself and what it refers to.
    fn foundation(&mut self, language: Language) {
        let insert = |list, value| Edit::Insert { list, before: None, value };
        let mut edits = Vec::new();
        if let Some(parties) = &self.parties {
            for party in [&parties.first, &parties.second] {
                let value = Json::object([entry("id", party.id.as_str()), entry("name", party.name.as_str())]);
                edits.push(insert(List::Parties, value));
            }
        }
        let mut themes: Vec<_> = self.themes.iter().collect();
        themes.sort_by_key(|(_, (order, _))| *order);
        for (id, (_, label)) in themes {
            edits.push(insert(List::Themes, Json::object([entry("id", *id), entry("label", *label)])));
        }
        let tag = match language {
            Language::English => "en",
            Language::Indonesian => "id",
            Language::Korean => "ko",
        };
        let title = self.extract.title.as_deref().unwrap_or(&self.context.file_name);
        let mut article = vec![
            entry("id", self.context.import_id.as_str()),
            entry("type", "entry-encyclopedia"),
            entry("title", title),
            entry("language", tag),
        ];
        let whence = if let Some(address) = &self.extract.address {
            article.push(entry("URL", address.as_str()));
            "as it was saved from its page, which may have changed since"
        } else {
            "where it was published is not known"
        };
        article.push(entry("note", format!("The text of the file {}; {whence}.", self.context.file_name).as_str()));
        edits.push(insert(List::Sources, Json::object(article)));
        let known = self.extract.references.iter().filter(|reference| !reference.fields.is_empty());
        let by_marker: BTreeMap<&str, &Reference> =
            known.map(|reference| (reference.marker.as_str(), reference)).collect();
        for marker in &self.markers {
            let id = self.source_id(marker);
            edits.push(insert(List::Sources, source(id.as_str(), marker, by_marker.get(marker.as_str()).copied())));
        }
        self.made.foundation = edits;
    }
}

/// Whether a statement is its date and nothing else, as the heads of lists are: “1970s”.
fn is_bare_date(statement: &Statement, text: &str) -> bool {
    let Some(date) = statement.date.as_ref().filter(|date| statement.range.contains(&date.range.start)) else {
        return false;
    };
    let around = [text.get(statement.range.start..date.range.start), text.get(date.range.end..statement.range.end)];
    statement.amounts.is_empty()
        && statement.markers.is_empty()
        && statement.flags.is_empty()
        && around.into_iter().flatten().all(|words| !words.contains(char::is_alphanumeric))
}

/// What a marker refers to, with all that is known of it and nothing else.
fn source(id: &str, marker: &str, known: Option<&Reference>) -> Json {
    let mut fields: Vec<(SmolStr, Json)> = vec![("id".into(), id.into())];
    let mark = |custom: Option<&Json>| {
        let mut entries: Vec<(SmolStr, Json)> = vec![("marker".into(), marker.into())];
        entries.extend(custom.map(Json::entries).unwrap_or_default().iter().cloned());
        Json::Object(entries)
    };
    if let Some(reference) = known {
        let custom = reference.fields.iter().find(|(name, _)| name == "custom").map(|(_, value)| value);
        let others = reference.fields.iter().filter(|(name, _)| name != "custom");
        fields.extend(others.map(|(name, value)| (name.as_str().into(), value.clone())));
        fields.push(("custom".into(), mark(custom)));
    } else {
        let note = "Known only as a marker of the article; its author, title, publisher and date are not known.";
        fields.push(("type".into(), "document".into()));
        fields.push(("note".into(), note.into()));
        fields.push(("custom".into(), mark(None)));
    }
    Json::Object(fields)
}

fn push_list(fact: &mut Vec<(&'static str, Json)>, key: &'static str, list: Vec<Json>) {
    if !list.is_empty() {
        fact.push((key, Json::List(list)));
    }
}

/// The flags of the article, and those that its words call for.
fn flags(statement: &Statement, own: &[(&'static str, &'static str, String)]) -> Vec<Json> {
    let mut flags: Vec<Json> = statement
        .flags
        .iter()
        .filter_map(|flag| match flag {
            MarkKind::Flag { kind, since, reason } => {
                let mut entries = vec![entry("kind", kind.as_str())];
                entries.extend(since.as_deref().map(|since| entry("since", since)));
                entries.push(entry("reason", reason.as_deref().unwrap_or("Marked so in the article.")));
                Some(Json::object(entries))
            }
            MarkKind::Cites(_) => None,
        })
        .collect();
    for (kind, scope, reason) in own {
        let flag = Json::object([entry("kind", *kind), entry("scope", *scope), entry("reason", reason.as_str())]);
        if !flags.contains(&flag) {
            flags.push(flag);
        }
    }
    flags
}

/// The rule that made a proposal: that of its first amount, or that of its date, or its marker.
fn rule(date: Option<&Dated>, amounts: &[&Figured]) -> String {
    match (amounts.first(), date) {
        (Some((amount, _)), _) => amount.rule.name().to_owned(),
        (None, Some(date)) => date.rule.to_owned(),
        (None, None) => "marker".to_owned(),
    }
}

fn why(date: Option<&Dated>, amounts: &[&Figured], statement: &Statement) -> String {
    let mut parts = Vec::new();
    parts.extend(date.map(|date| format!("date by the rule “{}”", date.rule)));
    parts.extend(amounts.iter().map(|(amount, _)| format!("amount by the rule “{}”", amount.rule.name())));
    if !statement.markers.is_empty() {
        parts.push(format!("cited by {}", statement.markers.join(", ")));
    }
    parts.dedup();
    if parts.is_empty() {
        "An editor’s doubt stands beside it.".to_owned()
    } else {
        format!("{}.", capitalised(&parts.join("; ")))
    }
}

/// Words without the markers that stand within them.
fn without_marks(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(open) = rest.find('[') {
        let (before, mark) = rest.split_at(open);
        let close = mark.find(']').filter(|close| *close <= 40);
        let inner = close.map_or("", |close| mark[1..close].trim_end_matches('\\'));
        let inner = inner.strip_prefix('^').unwrap_or(inner);
        let is_mark = !inner.is_empty()
            && (inner.bytes().all(|byte| byte.is_ascii_digit()) || super::extract::flag_kind(inner).is_some());
        match close {
            Some(close) if is_mark => {
                plain.push_str(before.trim_end_matches('\\'));
                rest = &mark[close + 1..];
            }
            _ => {
                plain.push_str(before);
                plain.push('[');
                rest = &mark[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// A title out of the statement's own words; a fact of one of several dates is told by its amount and date.
fn title(words: &str, date: Option<&Dated>, amounts: &[&Figured], text: &str, is_split: bool) -> String {
    let mut start = words;
    for lead in ["However, ", "Subsequently, ", "In return, ", "Moreover, ", "In addition, "] {
        start = start.strip_prefix(lead).unwrap_or(start);
    }
    if let Some((lead, rest)) = start.split_once(", ")
        && (lead.starts_with("In ")
            || lead.starts_with("On ")
            || lead.starts_with("According to")
            || lead.starts_with("Pada "))
        && rest.len() > 20
    {
        // “On May 28, 2007, the paper …”
        let after_year = rest.split_once(", ").filter(|(year, _)| year.len() == 4 && year.parse::<u16>().is_ok());
        start = after_year.map_or(rest, |(_, rest)| rest);
    }
    let mut short = String::new();
    for word in start.split_whitespace() {
        if short.chars().count() + word.chars().count() + 1 > MAX_TITLE {
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    let short = capitalised(short.trim_end_matches(['.', ',', ';', ':']));
    match (is_split, amounts.first(), date) {
        (true, Some((amount, _)), Some(date)) => format!("{}, {}", &text[amount.range.clone()], date.edtf),
        (true, Some((amount, _)), None) => text[amount.range.clone()].to_owned(),
        _ => short,
    }
}
