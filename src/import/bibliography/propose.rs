//! Entries of a bibliography as proposals of sources.

use std::collections::BTreeMap;

use super::{Format, Likeness, WorkNames, read};
use crate::edit::{Document, Edit, Json, List, Target};
use crate::import::trade::slug;
use crate::import::{
    Already, Certainty, Decision, Evidence, Fingerprint, ImportError, NotUnderstood, Proposal, Proposals,
};

/// As much of an entry as is shown beside its proposal, in characters.
const MAX_EXCERPT: usize = 600;

/// Proposes a source for each entry.
///
/// # Errors
///
/// Where the text is in none of the formats.
pub(in crate::import) fn propose(given: &str) -> Result<Proposals, ImportError> {
    let Some(format) = Format::of_text(given) else {
        let message = "it is neither CSL-JSON nor BibTeX nor RIS; export the library again in one of them";
        return Err(ImportError::Refused(message.to_owned()));
    };
    let found = read(given);
    let mut made = Proposals::default();
    let group = made.group("sources", || "Sources".to_owned());
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for (index, entry) in found.entries.into_iter().enumerate() {
        let text = |field: &str| entry.item.get(field).and_then(Json::as_str).filter(|text| !text.trim().is_empty());
        let title = text("title").or_else(|| text("container-title")).unwrap_or("without a title").to_owned();
        let own = text("citation-key").or_else(|| text("id")).unwrap_or(&title);
        let plain = Some(slug(own)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "source".to_owned());
        let count = *taken.entry(plain.clone()).and_modify(|count| *count += 1).or_insert(1);
        let id = if count == 1 { plain } else { format!("{plain}-{count}") };
        let mut doubts = Vec::new();
        if count > 1 {
            doubts.push("Another entry of the file has the same key.".to_owned());
        }
        let excerpt: String = given.get(entry.range.clone()).unwrap_or("").trim().chars().take(MAX_EXCERPT).collect();
        let item = with_id(&entry.item, &id);
        let fingerprint = Fingerprint::default().word("source").word(&item.to_string()).text();
        made.items.push(Proposal {
            key: id.as_str().into(),
            group,
            title,
            edit: Edit::Insert { list: List::Sources, before: None, value: item },
            evidence: Evidence::Entry { place: index as u64 + 1, excerpt: excerpt.into() },
            rule: format.name().into(),
            why: format!("An entry of the bibliography, in {}.", format.name()),
            certainty: if doubts.is_empty() { Certainty::Exact } else { Certainty::Inferred },
            doubts,
            fingerprint: fingerprint.into(),
            already: Already::Nothing,
            decision: Decision::Open,
            is_settled: false,
            before: None,
        });
    }
    for problem in found.problems {
        let line: String = given.lines().nth(problem.line.saturating_sub(1)).unwrap_or("").chars().take(160).collect();
        let evidence = Evidence::Entry { place: problem.line as u64, excerpt: line.into() };
        let why = format!("line {}, column {}: {}", problem.line, problem.column, problem.message);
        made.not_understood.push(NotUnderstood { evidence, why });
    }
    Ok(made)
}

/// The item under an identifier of the dossier; the one of the file stays where it is another.
fn with_id(item: &Json, id: &str) -> Json {
    let own = item.get("id").and_then(Json::as_str).filter(|own| *own != id);
    let has_key = item.get("citation-key").is_some();
    let mut entries = vec![("id".into(), Json::from(id))];
    entries.extend(own.filter(|_| !has_key).map(|own| ("citation-key".into(), Json::from(own))));
    entries.extend(item.entries().iter().filter(|(key, _)| key != "id").cloned());
    Json::Object(entries)
}

/// Says of each proposed source which of the dossier it may be; a person decides whether both stay.
pub(in crate::import) fn say_what_is_alike(proposals: &mut Proposals, document: &Document) {
    let is_source = |item: &Proposal| matches!(&item.edit, Edit::Insert { list: List::Sources, .. });
    if !proposals.items.iter().any(is_source) {
        return;
    }
    let there: Vec<(WorkNames, Json)> =
        document.records(&List::Sources).map(|record| (WorkNames::of(&record), record)).collect();
    for item in proposals.items.iter_mut().filter(|item| is_source(item)) {
        let Edit::Insert { value, .. } = &item.edit else { continue };
        let id = value.get("id").and_then(Json::as_str);
        let mut doubts = Vec::new();
        let mut closest: Option<(Likeness, &Json)> = None;
        let names = WorkNames::of(value);
        for (known_names, known) in &there {
            let known_id = known.get("id").and_then(Json::as_str).unwrap_or_default();
            let likeness = names.like(known_names);
            if id == Some(known_id) && likeness.is_none() && known != value {
                doubts.push(format!("The dossier has another source under the identifier {known_id}."));
            } else if let Some(likeness) = likeness.filter(|_| id != Some(known_id)) {
                doubts.push(format!("The dossier may have it already: {known_id} has {}.", likeness.name()));
                if closest.is_none_or(|(by, _)| likeness < by) {
                    closest = Some((likeness, known));
                }
            }
        }
        if !doubts.is_empty() {
            item.doubts.append(&mut doubts);
            item.certainty = Certainty::Inferred;
        }
        if let Some((by, old)) = closest {
            item.already = Already::Alike { at: Target::source(old.text_of("id")), old: old.clone(), by };
        }
    }
}
