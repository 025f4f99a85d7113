//! A source out of what somebody pasted: it fills the fields with what it says, and nothing else.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::form::{FormOf, RecordForm};
use super::{AppState, Effect, Notice};
use crate::edit::{FieldProblem, Json};
use crate::format::number::counted;
use crate::import::bibliography::{Likeness, Pasted, WorkNames};

/// The field under which a source is said to be in the dossier already.
const DOUBLE: &str = "double";

/// What came of pasting into a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasteReport {
    /// The source, by what it is called in the form; empty for the record itself.
    pub source: SmolStr,
    /// What was pasted, as one would say it: `BibTeX`, `a DOI`; `None` where it was not understood.
    pub what: Option<String>,
    /// The fields that were filled.
    pub filled: Vec<SmolStr>,
    /// What was pasted for fields in which something else is written, which stays.
    pub others: Vec<(SmolStr, Json)>,
    /// What was not understood.
    pub not_understood: Vec<String>,
}

/// A new source that the dossier may have already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// The new one, by what it is called in the form; empty for the record itself.
    pub source: SmolStr,
    /// The one that is there, by its identifier.
    pub known: SmolStr,
    /// What that is called.
    pub name: String,
    /// By what they are alike.
    pub likeness: Likeness,
}

impl Double {
    pub(super) fn problem(&self) -> FieldProblem {
        FieldProblem {
            field: DOUBLE.to_owned(),
            is_error: true,
            message: self.sentence(),
            hint: "use it, or add this one anyway".to_owned(),
        }
    }

    /// What is there, and why it may be the same.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("There is already “{}” with {}", self.name, self.likeness.name())
    }
}

impl RecordForm {
    /// The record that is called so in the form: a new source, or the one that the form is for.
    fn source_mut(&mut self, source: &str) -> Option<&mut Json> {
        if source.is_empty() {
            return self.is_source.then_some(&mut self.record);
        }
        self.new_sources.iter_mut().find(|new| new.text_of("id") == source)
    }

    /// What came of pasting into a source.
    #[must_use]
    pub fn paste_report(&self, source: &str) -> Option<&PasteReport> {
        self.pasted.iter().find(|report| report.source == source)
    }

    /// Fills the fields of a source with what an item says; what is written there already stays.
    fn fill(&mut self, source: &str, what: Option<&str>, item: &Json, not_understood: Vec<String>) {
        let is_new = !matches!(self.of, FormOf::Source(_));
        let Some(record) = self.source_mut(source) else { return };
        let (mut filled, mut others) = (Vec::new(), Vec::new());
        for (key, value) in item.entries() {
            let is_free = match record.get(key) {
                None => true,
                Some(Json::Text(text)) => text.trim().is_empty() || (is_new && key == "type"),
                Some(Json::Object(entries)) => entries.is_empty(),
                Some(Json::List(items)) => items.is_empty(),
                Some(Json::Null | Json::Bool(_) | Json::Number(_)) => false,
            };
            if is_free {
                record.set(key, value.clone());
                filled.push(key.clone());
            } else if record.get(key).is_some_and(|known| !known.is_same(value)) {
                others.push((key.clone(), value.clone()));
            }
        }
        let what = what.map(str::to_owned);
        self.pasted.retain(|report| report.source != source);
        self.pasted.push(PasteReport { source: source.into(), what, filled, others, not_understood });
    }

    /// Puts what was pasted in the place of what was written before.
    pub fn take_pasted(&mut self, source: &str) {
        let Some(report) = self.pasted.iter_mut().find(|report| report.source == source) else { return };
        let others = std::mem::take(&mut report.others);
        report.filled.extend(others.iter().map(|(key, _)| key.clone()));
        if let Some(record) = self.source_mut(source) {
            for (key, value) in others {
                record.set(&key, value);
            }
        }
    }

    /// The new sources that the dossier may have already, as long as nobody has said that they are added anyway.
    #[must_use]
    pub fn doubles(&self, state: &AppState) -> Vec<Double> {
        let own = (self.of == FormOf::NewSource).then_some(("", &self.record));
        let new = own.into_iter().chain(self.new_sources.iter().map(|source| (source.text_of("id"), source)));
        let open = new.filter(|(id, _)| !self.added_anyway.iter().any(|known| known == id));
        open.filter_map(|(id, source)| {
            let names = WorkNames::of(source);
            let known = state.file.work_names().iter().enumerate();
            let alike = known.filter_map(|(place, known)| Some((names.like(known)?, place)));
            // What names a work for good comes before its title and year.
            let (likeness, place) = alike.min()?;
            let known = state.dossier().sources().get(place)?;
            let name =
                known.marker().map_or_else(|| known.name().to_owned(), |marker| format!("{marker} {}", known.name()));
            Some(Double { source: id.into(), known: known.id().into(), name, likeness })
        })
        .collect()
    }

    /// Cites a source that is there in the place of a new one.
    pub fn use_known(&mut self, source: &str, known: &str) {
        self.new_sources.retain(|new| new.text_of("id") != source);
        self.pasted.retain(|report| report.source != source);
        self.added_anyway.retain(|id| id != source);
        let citations = self.record.get("citations").map(Json::items).unwrap_or_default();
        let is_cited = citations.iter().any(|citation| citation.text_of("source") == known);
        let Some(citations) = (!citations.is_empty()).then(|| self.record.list_mut("citations")).flatten() else {
            return;
        };
        citations.retain_mut(|citation| {
            let is_it = citation.text_of("source") == source;
            if is_it {
                citation.set("source", known);
            }
            // One that says nothing more than another one is none.
            !(is_it && is_cited && citation.text_of("locator").is_empty())
        });
    }
}

impl AppState {
    /// Takes in what was pasted into a source of a form; `source` is what it is called there, or none for one that is begun now.
    pub(super) fn paste(&mut self, mut form: Box<RecordForm>, source: Option<SmolStr>, text: &str) -> Vec<Effect> {
        let Pasted { what, mut items, not_understood } = Pasted::read(text);
        if items.len() > 1 {
            // What was written meanwhile is there again when the form is opened once more.
            self.show_form(form);
            self.put_form_away();
            let effects = self.import_text(text.to_owned());
            let count = counted(items.len(), "source was", "sources were");
            self.session.notice = Some(Notice::done(format!("{count} pasted: decide which of them are added.")));
            return effects;
        }
        let source = source.unwrap_or_else(|| {
            if form.is_source {
                return SmolStr::default();
            }
            form.add_source();
            form.new_sources.last().map(|new| new.text_of("id").into()).unwrap_or_default()
        });
        let item = items.pop().unwrap_or_else(|| Json::Object(Vec::new()));
        form.fill(&source, what, &item, not_understood);
        self.show_form(form);
        Vec::new()
    }

    /// Begins a source with what was pasted where nothing is being written.
    pub(super) fn paste_new_source(&mut self, text: &str) -> Vec<Effect> {
        if Pasted::read(text).what.is_none() {
            let text = "What was pasted is no source: BibTeX, RIS, CSL-JSON, a DOI or an address begins one.";
            self.session.notice = Some(Notice::trouble(text, Vec::new()));
            return Vec::new();
        }
        let Some(form) = self.form_of(FormOf::NewSource) else { return Vec::new() };
        self.paste(form, Some(SmolStr::default()), text)
    }
}
