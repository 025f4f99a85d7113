//! The parts of a fact that have a form of their own, and a way back to the fact.

use serde::{Deserialize, Serialize};

use super::form::RecordForm;
use crate::edit::Json;

/// A part of a fact that is written apart from the rest; items of lists by their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FormPart {
    /// A citation, with the source where that is new.
    Citation(usize),
    /// A figure.
    Figure(usize),
    /// A flag.
    Flag(usize),
    /// A relation to another fact.
    Relation(usize),
    /// The passage of the text that the dossier was made from.
    Passage,
}

impl FormPart {
    /// The key that it has in the record of a fact.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Citation(_) => "citations",
            Self::Figure(_) => "figures",
            Self::Flag(_) => "flags",
            Self::Relation(_) => "relations",
            Self::Passage => "passage",
        }
    }

    /// The place in the list under that key; `None` where it is no list.
    #[must_use]
    pub const fn place(self) -> Option<usize> {
        match self {
            Self::Citation(place) | Self::Figure(place) | Self::Flag(place) | Self::Relation(place) => Some(place),
            Self::Passage => None,
        }
    }

    /// The path of it in the record: `figures[0]`.
    #[must_use]
    pub fn path(self) -> String {
        self.place().map_or_else(|| self.key().to_owned(), |place| format!("{}[{place}]", self.key()))
    }

    /// One of them as a noun.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Citation(_) => "citation",
            Self::Figure(_) => "figure",
            Self::Flag(_) => "flag",
            Self::Relation(_) => "relation",
            Self::Passage => "passage",
        }
    }

    /// The parts that a record of a fact has, in the order of the form.
    #[must_use]
    pub fn all(record: &Json) -> Vec<Self> {
        let lists: [fn(usize) -> Self; 4] = [Self::Citation, Self::Figure, Self::Flag, Self::Relation];
        let count = |key: &str| record.get(key).map_or(0, |list| list.items().len());
        let listed = lists.into_iter().flat_map(|part| (0..count(part(0).key())).map(part));
        let has_passage = record.get(Self::Passage.key()).is_some_and(|passage| !passage.entries().is_empty());
        listed.chain(has_passage.then_some(Self::Passage)).collect()
    }
}

impl RecordForm {
    /// What a part holds.
    #[must_use]
    pub fn part_value(&self, part: FormPart) -> Option<&Json> {
        let value = self.record.get(part.key())?;
        part.place().map_or(Some(value), |place| value.items().get(place))
    }

    /// The new source that a citation names, by its place among the new sources.
    #[must_use]
    pub fn new_source_of(&self, citation: usize) -> Option<usize> {
        let id = self.part_value(FormPart::Citation(citation))?.text_of("source");
        self.new_sources.iter().position(|source| source.text_of("id") == id)
    }

    /// Whether what is wrong with a field, by its path, is wrong with this part.
    #[must_use]
    pub fn is_of_part(&self, field: &str, part: FormPart) -> bool {
        let is_below = |path: &str| {
            field
                .strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || rest.starts_with('['))
        };
        let new_source = if let FormPart::Citation(place) = part { self.new_source_of(place) } else { None };
        is_below(&part.path()) || new_source.is_some_and(|place| is_below(&format!("new_sources[{place}]")))
    }

    /// Removes a part, and the new source that only it cites; where it was the one that is written, the fact is.
    pub fn remove_part(&mut self, part: FormPart) {
        let new_source = if let FormPart::Citation(place) = part { self.new_source_of(place) } else { None };
        match part.place() {
            Some(place) => {
                if let Some(list) = self.record.list_mut(part.key()).filter(|list| place < list.len()) {
                    list.remove(place);
                }
            }
            // What is empty is not kept.
            None => self.record.set(part.key(), Json::Object(Vec::new())),
        }
        self.part = None;
        let Some(id) = new_source.map(|place| self.new_sources[place].text_of("id").to_owned()) else { return };
        let citations = self.record.get("citations").map(Json::items).unwrap_or_default();
        if !citations.iter().any(|citation| citation.text_of("source") == id) {
            self.new_sources.retain(|source| source.text_of("id") != id);
            self.pasted.retain(|report| report.source != id.as_str());
            self.added_anyway.retain(|known| *known != id.as_str());
        }
    }

    /// Adds a part at the end of its list, and goes on with it.
    pub fn add_part(&mut self, part: fn(usize) -> FormPart, value: Json) {
        if let Some(list) = self.record.list_mut(part(0).key()) {
            list.push(value);
            self.part = Some(part(list.len() - 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{AppState, FormOf, Settings, View};
    use crate::load::load_shipped;

    fn form(of: FormOf) -> Option<RecordForm> {
        let state = AppState::new(load_shipped().ok()?, None, View::default(), Settings::default());
        RecordForm::open(&state, of)
    }

    #[test]
    fn a_problem_belongs_to_the_part_that_its_path_names() {
        let form = form(FormOf::Fact("trade-2014".into())).unwrap_or_else(|| unreachable!("it is there"));
        assert!(form.is_of_part("figures[1].value", FormPart::Figure(1)));
        assert!(form.is_of_part("figures[1]", FormPart::Figure(1)));
        for (field, part) in [("figures[1].value", FormPart::Figure(0)), ("figures[10].value", FormPart::Figure(1))] {
            assert!(!form.is_of_part(field, part), "{field}");
        }
        assert!(form.is_of_part("passage.source", FormPart::Passage));
    }

    #[test]
    fn a_new_source_goes_with_the_citation_that_alone_names_it() {
        let mut form = form(FormOf::NewFact).unwrap_or_else(|| unreachable!("it opens"));
        form.add_source();
        assert_eq!(form.part, Some(FormPart::Citation(0)));
        assert!(form.is_of_part("new_sources[0].type", FormPart::Citation(0)));
        let copy = form.part_value(FormPart::Citation(0)).cloned().unwrap_or_else(|| unreachable!("it cites"));
        form.add_part(FormPart::Citation, copy);
        form.remove_part(FormPart::Citation(0));
        assert_eq!((form.new_sources.len(), form.part), (1, None));
        form.remove_part(FormPart::Citation(0));
        assert_eq!(form.new_sources, []);
    }
}
