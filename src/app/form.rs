//! A record while it is being written in a form.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::AppState;
use super::form_part::FormPart;
use super::paste::{Double, PasteReport};
use crate::dossier::FactId;
use crate::edit::{Document, Edit, FieldProblem, Json, List, Target, check_fact, check_source, fresh_id};

/// What a form is opened for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormOf {
    /// A fact that is there.
    Fact(FactId),
    /// A new fact.
    NewFact,
    /// A new fact that begins as a copy of this one.
    CopyOfFact(FactId),
    /// A source that is there, by its identifier.
    Source(SmolStr),
    /// A new source.
    NewSource,
    /// What an import proposes, by the key of the proposal.
    Proposed(SmolStr),
}

/// A record while it is being written: what is typed is in it as it is typed, right or wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordForm {
    /// What it was opened for.
    pub of: FormOf,
    /// The record as it is written so far, with every key that it came with.
    pub record: Json,
    /// The record as the dossier had it when the form was opened, or followed it last; `None` where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Json>,
    /// What of it is being written apart from the rest; `None` for the record as a whole.
    #[serde(skip)]
    pub part: Option<FormPart>,
    /// Sources that are new with it, and cited by it.
    pub new_sources: Vec<Json>,
    /// Whether it is for a source, rather than for a fact.
    pub is_source: bool,
    /// What was pasted into its sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pasted: Vec<PasteReport>,
    /// The new sources that are added though the dossier may have them already, by what they are called in the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added_anyway: Vec<SmolStr>,
}

impl RecordForm {
    /// The form for a record of the open dossier; `None` where there is no such record.
    #[must_use]
    pub fn open(state: &AppState, of: FormOf) -> Option<Self> {
        let document = state.file.document()?;
        let record = match &of {
            FormOf::Fact(id) => document.record(&Target::Fact(id.0.clone()))?,
            FormOf::Source(id) => document.record(&Target::Source(id.clone()))?,
            FormOf::NewFact => {
                let theme = state.dossier().themes().first().map_or("", |theme| &theme.id);
                Json::object(
                    [("id", ""), ("theme", theme), ("title", ""), ("statement", "")].map(|(k, v)| (k, v.into())),
                )
            }
            FormOf::NewSource => new_source(""),
            FormOf::CopyOfFact(id) => copied(document.record(&Target::Fact(id.0.clone()))?),
            FormOf::Proposed(key) => state.session.import.as_ref()?.proposal(key)?.1.record()?,
        };
        let is_source = match &of {
            FormOf::Source(_) | FormOf::NewSource => true,
            FormOf::Proposed(key) => state.session.import.as_ref()?.proposal(key)?.1.is_source(),
            FormOf::Fact(_) | FormOf::NewFact | FormOf::CopyOfFact(_) => false,
        };
        Some(Self {
            of,
            base: Some(record.clone()),
            record,
            part: None,
            new_sources: Vec::new(),
            is_source,
            pasted: Vec::new(),
            added_anyway: Vec::new(),
        })
    }

    /// Whether something was written in it that is neither in the dossier nor in the import that it is of.
    #[must_use]
    pub fn is_begun(&self, state: &AppState) -> bool {
        match Self::open(state, self.of.clone()) {
            Some(fresh) => Self { part: self.part, ..fresh } != *self,
            // A proposal goes with its import.
            None => !matches!(self.of, FormOf::Proposed(_)),
        }
    }

    /// Whether it is as it was when it was opened.
    pub(super) fn is_untouched(&self) -> bool {
        self.base.as_ref() == Some(&self.record) && self.new_sources.is_empty() && self.pasted.is_empty()
    }

    /// Whether it is for a fact, rather than for a source.
    #[must_use]
    pub const fn is_fact(&self) -> bool {
        !self.is_source
    }

    /// What the form is called.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        match self.of {
            FormOf::Fact(_) => "Edit fact",
            FormOf::NewFact | FormOf::CopyOfFact(_) => "New fact",
            FormOf::Source(_) => "Edit source",
            FormOf::NewSource => "New source",
            FormOf::Proposed(_) => "Change proposal",
        }
    }

    /// The identifier that the record has in the dossier; `None` where it is new.
    #[must_use]
    pub fn own_id(&self) -> Option<&str> {
        match &self.of {
            FormOf::Fact(id) => Some(&id.0),
            FormOf::Source(id) => Some(id),
            FormOf::Proposed(_) => Some(self.record.text_of("id")),
            FormOf::NewFact | FormOf::CopyOfFact(_) | FormOf::NewSource => None,
        }
    }

    /// Begins a new source, which the fact cites.
    pub fn add_source(&mut self) {
        let is_free = |id: &String| !self.new_sources.iter().any(|source| source.text_of("id") == id);
        let id = (0..=self.new_sources.len()).map(|number| format!("\u{1}{number}")).find(is_free).unwrap_or_default();
        self.new_sources.push(new_source(&id));
        if let Some(citations) = self.record.list_mut("citations") {
            citations.push(Json::object([("source", id.as_str().into())]));
            self.part = Some(FormPart::Citation(citations.len() - 1));
        }
    }

    /// Takes in what was changed in its record elsewhere since it was opened: what is written in it stays, the rest follows.
    pub(super) fn follow(&mut self, state: &AppState) {
        let at = match &self.of {
            FormOf::Fact(id) => Target::Fact(id.0.clone()),
            FormOf::Source(id) => Target::Source(id.clone()),
            FormOf::NewFact | FormOf::CopyOfFact(_) | FormOf::NewSource | FormOf::Proposed(_) => return,
        };
        let Some(now) = state.file.document().and_then(|document| document.record(&at)) else { return };
        if let Some(base) = self.base.take().filter(|base| *base != now) {
            let is_written = |record: &Json, key: &str| match (record.get(key), base.get(key)) {
                (Some(written), Some(base)) => !written.is_same(base),
                (None, None) => false,
                (Some(_), None) | (None, Some(_)) => true,
            };
            let written = &self.record;
            let mut followed = now.clone();
            for (key, value) in written.entries().iter().filter(|(key, _)| is_written(written, key)) {
                followed.set(key, value.clone());
            }
            if let Json::Object(entries) = &mut followed {
                entries.retain(|(key, _)| written.get(key).is_some() || !is_written(written, key));
            }
            self.record = followed;
        }
        self.base = Some(now);
    }

    /// The new sources as they would be kept, each with the identifier that stands for it in the form.
    fn kept_sources(&self, state: &AppState) -> Vec<(String, Json)> {
        let mut kept: Vec<(String, Json)> = Vec::new();
        for source in &self.new_sources {
            let is_taken = |id: &str| is_source(state, id) || kept.iter().any(|(_, other)| other.text_of("id") == id);
            let id = fresh_id(&source_name(source), is_taken);
            let mut new = source.clone();
            new.set("id", id);
            drop_empty(&mut new, &["id", "type"]);
            kept.push((source.text_of("id").to_owned(), new));
        }
        kept
    }

    /// The new sources as they would be kept.
    pub(super) fn kept_new_sources(&self, state: &AppState) -> Vec<Json> {
        self.kept_sources(state).into_iter().map(|(_, source)| source).collect()
    }

    /// The record as it would be kept: without what was left empty, and with identifiers where new things have none.
    #[must_use]
    pub fn kept(&self, state: &AppState) -> Json {
        let mut record = self.record.clone();
        let sources = self.kept_sources(state);
        if !sources.is_empty() {
            for citation in record.list_mut("citations").into_iter().flatten() {
                if let Some((_, new)) = sources.iter().find(|(id, _)| id == citation.text_of("source")) {
                    citation.set("source", new.text_of("id"));
                }
            }
        }
        let Json::Object(entries) = &mut record else { return record };
        let dossier = state.dossier();
        if self.own_id().is_none() {
            let title = entries.iter().find(|(key, _)| key == "title").and_then(|(_, title)| title.as_str());
            let id = match self.of {
                FormOf::NewSource => fresh_id(&source_name(&self.record), |id| is_source(state, id)),
                FormOf::Fact(_) | FormOf::NewFact | FormOf::CopyOfFact(_) | FormOf::Source(_) | FormOf::Proposed(_) => {
                    fresh_id(title.unwrap_or_default(), |id| dossier.find(id).is_some())
                }
            };
            set(entries, "id", id.into());
        }
        if self.of == FormOf::NewSource {
            drop_empty(&mut record, &["id", "type"]);
            return record;
        }
        let fact = entries.iter().find(|(key, _)| key == "id").and_then(|(_, id)| id.as_str()).unwrap_or_default();
        let fact = fact.to_owned();
        for (key, value) in entries.iter_mut() {
            if key == "figures"
                && let Json::List(figures) = value
            {
                name_figures(figures, &fact, &|id| dossier.figures().any(|(_, figure)| figure.id == id));
            }
        }
        drop_empty(&mut record, &KEPT_EMPTY);
        record
    }

    /// What the loader has to say about the record as it is written so far.
    #[must_use]
    pub fn problems(&self, state: &AppState) -> Vec<FieldProblem> {
        let kept = self.kept(state);
        if !self.is_fact() {
            let mut problems = check_source(state.dossier(), &kept, self.own_id());
            problems.extend(self.doubles(state).iter().map(Double::problem));
            return problems;
        }
        let sources = self.kept_sources(state);
        let is_new = |id: &str| sources.iter().any(|(_, source)| source.text_of("id") == id);
        let mut problems = check_fact(state.dossier(), &kept, self.own_id());
        // A source that is new with the fact is not in the dossier yet.
        problems.retain(|problem| {
            let is_of_source = problem.field.starts_with("citations[") && problem.field.ends_with("].source");
            !is_of_source || !cited(&kept, &problem.field).is_some_and(is_new)
        });
        if matches!(self.of, FormOf::Proposed(_)) {
            // Neither is what comes with the import.
            problems.retain(|problem| !comes_with_import(state, &kept, &problem.field));
        }
        for (place, (_, source)) in sources.iter().enumerate() {
            let of_source = check_source(state.dossier(), source, None).into_iter();
            let field = |field: &str| format!("new_sources[{place}].{field}");
            problems.extend(of_source.map(|problem| FieldProblem { field: field(&problem.field), ..problem }));
        }
        problems.extend(self.doubles(state).iter().map(Double::problem));
        problems
    }

    /// The edit that keeps it; `None` where nothing was changed.
    #[must_use]
    pub fn edit(&self, state: &AppState) -> Option<Edit> {
        let record = self.kept(state);
        let own = match &self.of {
            FormOf::Fact(id) => Some(Target::Fact(id.0.clone())),
            FormOf::Source(id) => Some(Target::Source(id.clone())),
            FormOf::NewFact | FormOf::CopyOfFact(_) | FormOf::NewSource | FormOf::Proposed(_) => None,
        };
        // A record that is there no more is added again, rather than lost.
        let before = own.as_ref().and_then(|at| state.file.document()?.record(at));
        let edit = match own.zip(before) {
            Some((at, mut before)) => {
                // What is empty in the file is no change of the person's, and stays.
                drop_empty(&mut before, &KEPT_EMPTY);
                if before.is_same(&record) && self.new_sources.is_empty() {
                    return None;
                }
                changed_keys(&at, &before, &record, state.file.document()?)
            }
            None if self.is_source => Edit::add(List::Sources, record),
            None => Edit::add(List::Facts, record),
        };
        if self.new_sources.is_empty() {
            return Some(edit);
        }
        let label = edit.label(state.file.document()?);
        let sources = self.kept_sources(state).into_iter().map(|(_, source)| Edit::add(List::Sources, source));
        Some(Edit::batch(label, sources.chain([edit])))
    }
}

/// A source of which nothing is written yet.
fn new_source(id: &str) -> Json {
    Json::object([("id", id.into()), ("type", "webpage".into()), ("title", "".into())])
}

/// What the identifier of a new source is made of.
fn source_name(source: &Json) -> String {
    let known = ["title", "publisher", "URL", "DOI"].into_iter().map(|key| source.text_of(key));
    known.into_iter().find(|text| !text.is_empty()).unwrap_or("source").to_owned()
}

fn is_source(state: &AppState, id: &str) -> bool {
    state.dossier().sources().iter().any(|source| source.id() == id)
}

/// The edit of what differs between two versions of a record, key by key: it says nothing of the others, and fits where those
/// are not the same.
fn changed_keys(at: &Target, old: &Json, new: &Json, document: &Document) -> Edit {
    let whole = Edit::Set { at: at.clone(), path: Vec::new(), value: new.clone() };
    let is_other = |key: &str, value: &Json| old.get(key).is_none_or(|old| !old.is_same(value));
    let set = new.entries().iter().filter(|(key, value)| is_other(key, value));
    let set = set.map(|(key, value)| Edit::set(at.clone(), [key.clone()], value.clone()));
    let gone = old.entries().iter().filter(|(key, _)| new.get(key).is_none());
    let mut edits: Vec<Edit> = set.chain(gone.map(|(key, _)| Edit::unset(at.clone(), [key.clone()]))).collect();
    match (edits.pop(), edits.is_empty()) {
        (Some(only), true) => only,
        (Some(last), false) => Edit::batch(whole.label(document), edits.into_iter().chain([last])),
        (None, _) => whole,
    }
}

/// A copy of a fact: with a title that says so, and without the identifiers of the original.
fn copied(mut record: Json) -> Json {
    if let Json::Object(entries) = &mut record {
        let title =
            entries.iter().find(|(key, _)| key == "title").and_then(|(_, title)| title.as_str()).unwrap_or_default();
        let title = format!("{title} (copy)");
        set(entries, "title", title.into());
        set(entries, "id", "".into());
        for (key, value) in entries.iter_mut() {
            if key == "figures"
                && let Json::List(figures) = value
            {
                for figure in figures {
                    if let Json::Object(entries) = figure {
                        set(entries, "id", "".into());
                    }
                }
            }
        }
    }
    record
}

fn set(entries: &mut Vec<(SmolStr, Json)>, key: &str, value: Json) {
    match entries.iter_mut().find(|(known, _)| known == key) {
        Some((_, old)) => *old = value,
        None => entries.push((key.into(), value)),
    }
}

/// Gives figures without an identifier one that is made of that of their fact.
fn name_figures(figures: &mut [Json], fact: &str, is_taken: &dyn Fn(&str) -> bool) {
    let id = |figure: &Json| figure.get("id").and_then(Json::as_str).unwrap_or_default().to_owned();
    let mut own: Vec<String> = figures.iter().map(id).filter(|id| !id.is_empty()).collect();
    for figure in figures {
        if !id(figure).is_empty() {
            continue;
        }
        let new = fresh_id(&format!("{fact}-figure"), |id| own.iter().any(|other| other == id) || is_taken(id));
        own.push(new.clone());
        if let Json::Object(entries) = figure {
            entries.retain(|(key, _)| key != "id");
            entries.insert(0, ("id".into(), new.into()));
        }
    }
}

/// What stays in a record though it is empty, so that it is missed.
const KEPT_EMPTY: [&str; 5] = ["id", "title", "statement", "theme", "type"];

/// Takes out empty texts, lists and objects, which are not there rather than empty; `kept` stay, so that they are missed.
pub(super) fn drop_empty(value: &mut Json, kept: &[&str]) {
    match value {
        Json::Object(entries) => {
            for (key, value) in entries.iter_mut() {
                if key != "custom" {
                    drop_empty(
                        value,
                        &["id", "source", "kind", "fact", "measure", "unit", "basis", "of", "percent", "from"],
                    );
                }
            }
            entries.retain(|(key, value)| {
                let is_empty = match value {
                    Json::Text(text) => text.trim().is_empty(),
                    Json::Object(entries) => entries.is_empty() && key != "custom",
                    Json::List(items) => items.is_empty(),
                    Json::Null | Json::Bool(_) | Json::Number(_) => false,
                };
                !is_empty || kept.contains(&key.as_str())
            });
        }
        Json::List(items) => items.iter_mut().for_each(|item| {
            drop_empty(item, &["id", "source", "kind", "fact", "measure", "unit", "basis", "of", "percent", "from"]);
        }),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {}
    }
}

/// Whether what a field names comes into the dossier with the import that proposes the record.
fn comes_with_import(state: &AppState, record: &Json, field: &str) -> bool {
    if field == "origin.import" {
        return true;
    }
    let (whole, key) = field.rsplit_once('.').unwrap_or(("", field));
    let list = match key {
        "source" => List::Sources,
        "theme" => List::Themes,
        "reporter" | "partner" => List::Parties,
        _ => return false,
    };
    let item = match whole.split_once('[') {
        None if whole.is_empty() => Some(record),
        None => record.get(whole),
        Some((name, place)) => {
            let place: Option<usize> = place.strip_suffix(']').and_then(|place| place.parse().ok());
            record.get(name).zip(place).and_then(|(list, place)| list.items().get(place))
        }
    };
    item.is_some_and(|item| state.comes_with_import(&list, item.text_of(key)))
}

/// The source that the citation of a path such as `citations[1].source` names.
fn cited<'a>(record: &'a Json, field: &str) -> Option<&'a str> {
    let place: usize = field.strip_prefix("citations[")?.split_once(']')?.0.parse().ok()?;
    record.get("citations")?.items().get(place)?.get("source")?.as_str()
}
