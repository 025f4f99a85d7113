//! Proposals as text and as JSON.

use std::io;

use serde::Serialize;

use crate::cli::Streams;
use crate::format::number::counted;
use crate::import::{Already, Certainty, Decision, Evidence, Proposal, Proposals};
use crate::load::plain;

/// A proposal as scripts read it.
#[derive(Serialize)]
struct Row<'a> {
    key: &'a str,
    group: &'a str,
    title: &'a str,
    rule: &'a str,
    why: &'a str,
    certainty: &'static str,
    doubts: &'a [String],
    already: &'static str,
    decision: &'static str,
    place: String,
    fingerprint: &'a str,
    edit: &'a crate::edit::Edit,
}

#[derive(Serialize)]
struct NotUnderstood<'a> {
    place: String,
    what: String,
    why: &'a str,
}

#[derive(Serialize)]
struct All<'a> {
    notes: &'a [String],
    proposals: Vec<Row<'a>>,
    not_understood: Vec<NotUnderstood<'a>>,
}

pub(super) fn json(proposals: &Proposals, streams: &mut Streams<'_>) -> io::Result<()> {
    let row = |item| row(proposals, item);
    let all = All {
        notes: &proposals.notes,
        proposals: proposals.items.iter().map(row).collect(),
        not_understood: proposals
            .not_understood
            .iter()
            .map(|part| NotUnderstood { place: part.evidence.place(), what: what(&part.evidence), why: &part.why })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *streams.results, &all)?;
    writeln!(streams.results)
}

fn row<'a>(proposals: &'a Proposals, item: &'a Proposal) -> Row<'a> {
    Row {
        key: &item.key,
        group: proposals.groups.get(item.group).map_or("", |group| &group.title),
        title: &item.title,
        rule: &item.rule,
        why: &item.why,
        certainty: certainty(item.certainty),
        doubts: &item.doubts,
        already: already(&item.already),
        decision: decision(item),
        place: item.evidence.place(),
        fingerprint: &item.fingerprint,
        edit: &item.edit,
    }
}

pub(super) fn text(proposals: &Proposals, streams: &mut Streams<'_>) -> io::Result<()> {
    let out = &mut streams.results;
    for note in &proposals.notes {
        writeln!(out, "{}", plain(note))?;
    }
    for (place, group) in proposals.groups.iter().enumerate() {
        writeln!(out, "\n{}", plain(&group.title))?;
        for item in proposals.of_group(place) {
            let marks = [certainty(item.certainty), decision(item), already(&item.already)];
            let marks: Vec<&str> = marks.into_iter().filter(|mark| !mark.is_empty()).collect();
            let place = item.evidence.place();
            writeln!(out, "  {} [{}] {place} ({})", plain(&item.title), item.rule, marks.join(", "))?;
            writeln!(out, "    key: {}", item.key)?;
            for doubt in &item.doubts {
                writeln!(out, "    doubt: {}", plain(doubt))?;
            }
            if item.is_source() {
                fields(item, out)?;
            } else if let Already::Different { old, .. } = &item.already {
                writeln!(out, "    in the dossier: {}", plain(&old_values(old)))?;
            }
        }
    }
    if !proposals.not_understood.is_empty() {
        writeln!(out, "\nNot understood: {}", proposals.not_understood.len())?;
        for part in &proposals.not_understood {
            writeln!(out, "  {}: {} {}", part.evidence.place(), plain(&part.why), plain(&what(&part.evidence)))?;
        }
    }
    writeln!(out, "\n{}", counts(proposals))
}

/// What differs between a proposed source and the one that is there: a line each, with what is taken of it.
fn fields(item: &Proposal, out: &mut dyn io::Write) -> io::Result<()> {
    let Some((at, _)) = item.beside() else { return Ok(()) };
    writeln!(out, "    beside: {}", plain(at.id().unwrap_or_default()))?;
    for field in item.fields() {
        let value = |value: &crate::edit::Json| plain(&value.to_string());
        let there = field.there.as_ref().map_or_else(|| "–".to_owned(), value);
        let result = match field.is_taken {
            None => "open".to_owned(),
            Some(true) => value(&field.new),
            Some(false) => there.clone(),
        };
        writeln!(out, "      {}: there {there} | new {} | result {result}", field.path.join(" "), value(&field.new))?;
    }
    Ok(())
}

/// What was written, in one line.
pub(super) fn summary(proposals: &Proposals, path: &str, streams: &mut Streams<'_>) -> io::Result<()> {
    for note in &proposals.notes {
        writeln!(streams.errors, "{}", plain(note))?;
    }
    writeln!(streams.results, "{path}: {}", counts(proposals))
}

fn counts(proposals: &Proposals) -> String {
    let count = |is: &dyn Fn(&Proposal) -> bool| proposals.items.iter().filter(|item| is(item)).count();
    let unread = count(&|item| !item.is_settled && item.decision == Decision::Accepted { unread: true });
    let open = count(&Proposal::is_open);
    let settled = count(&|item| item.is_settled);
    format!(
        "{}: {unread} accepted without being read, {open} open, {settled} settled before; {} not understood",
        counted(proposals.items.len(), "proposal", "proposals"),
        proposals.not_understood.len()
    )
}

/// The figures of a record that is there, in short.
fn old_values(old: &crate::edit::Json) -> String {
    let figures = old.get("figures").map(crate::edit::Json::items).unwrap_or_default();
    let value = |figure: &crate::edit::Json| {
        let text =
            |key: &str| figure.get(key).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        Some(format!("{} {} {}", text("measure")?, text("value")?, text("unit")?))
    };
    figures.iter().filter_map(value).collect::<Vec<_>>().join(", ")
}

/// What stands in the first cells of a part that was not understood.
fn what(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Cells { cells, .. } => {
            let named: Vec<String> =
                cells.iter().take(3).map(|cell| format!("{} (column {})", cell.name, cell.column)).collect();
            named.join(", ")
        }
        Evidence::Text(_) => String::new(),
        Evidence::Entry { excerpt, .. } => excerpt.to_string(),
    }
}

const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Exact => "exact",
        Certainty::Inferred => "inferred",
    }
}

const fn already(already: &Already) -> &'static str {
    match already {
        Already::Nothing => "",
        Already::Same(..) => "the dossier says the same",
        Already::Different { .. } => "the dossier says otherwise",
        Already::Alike { .. } => "the dossier may have it",
    }
}

const fn decision(item: &Proposal) -> &'static str {
    match &item.decision {
        Decision::Open if item.is_settled => "settled",
        Decision::Open => "open",
        Decision::Accepted { unread: true } => "accepted unread",
        Decision::Accepted { unread: false } => "accepted",
        Decision::Changed(_) => "changed",
        Decision::Dropped => "dropped",
    }
}
