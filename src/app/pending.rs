//! A change that is made beside the window, as it will be: seen at once, and said to be under way until the whole dossier has
//! been checked with it.

use smol_str::SmolStr;

use super::{AppState, EditOrder, TextChange};
use crate::dossier::FactIx;
use crate::edit::{Document, Edit, Json, List, Patch, Target};

/// Of a change of more facts than this, none is shown before it is made.
const MOST_FACTS: usize = 20;

/// A change that is being made beside the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PendingChange {
    /// What it is, in words.
    pub label: String,
    /// The facts that it is of, by their identifiers, as they will be; nothing for one that goes.
    pub facts: Vec<(SmolStr, Option<Json>)>,
}

impl PendingChange {
    /// A fact as it will be, where the change is of it: nothing inside where it goes.
    #[must_use]
    pub fn of(&self, fact: &str) -> Option<Option<&Json>> {
        self.facts.iter().find(|(id, _)| id == fact).map(|(_, record)| record.as_ref())
    }

    /// The facts that are new.
    pub fn added<'a>(&'a self, state: &'a AppState) -> impl Iterator<Item = &'a Json> {
        let is_new = |(id, _): &&(SmolStr, Option<Json>)| state.dossier().find(id).is_none();
        self.facts.iter().filter(is_new).filter_map(|(_, record)| record.as_ref())
    }
}

impl AppState {
    /// What a change will be, as far as it can be told without making it.
    pub(super) fn pending(&self, order: &EditOrder) -> PendingChange {
        let facts = match &order.change {
            TextChange::Edit(edit) => self.facts_after(edit),
            TextChange::Patch(patch) => self.fact_after_patch(patch).into_iter().collect(),
        };
        PendingChange { label: order.label.clone(), facts }
    }

    /// The fact under an identifier, as it stands in the text.
    fn text_of_fact(&self, id: &str) -> Option<&str> {
        let place = self.dossier().find(id)?.0;
        self.file.document()?.text_of_fact_at(place, id)
    }

    /// The facts that an edit is of, made in a dossier of nothing but these.
    fn facts_after(&self, edit: &Edit) -> Vec<(SmolStr, Option<Json>)> {
        let parts = edit.parts();
        let mut ids: Vec<SmolStr> = Vec::new();
        let note = |ids: &mut Vec<SmolStr>, id: &str| {
            if !ids.iter().any(|known| known == id) {
                ids.push(id.into());
            }
        };
        // A figure is known by its own identifier; the fact that it stands in is the one that is read.
        let read = self.selected().map(|fact| self.dossier().fact(fact).id.0.clone());
        for part in &parts {
            match part {
                Edit::Set { at, .. } | Edit::Unset { at, .. } | Edit::Remove { at, .. } => match at {
                    Target::Fact(id) => note(&mut ids, id),
                    Target::Figure(_) => read.iter().for_each(|id| note(&mut ids, id)),
                    Target::Dossier
                    | Target::Party(_)
                    | Target::Theme(_)
                    | Target::Source(_)
                    | Target::Review(_)
                    | Target::Import(_) => {}
                },
                Edit::Insert { list, value, .. } if *list == List::Facts => note(&mut ids, value.text_of("id")),
                Edit::Insert { list, .. } | Edit::RemoveItem { list, .. } | Edit::ReplaceItem { list, .. } => {
                    list.fact().into_iter().for_each(|id| note(&mut ids, id));
                }
                Edit::Rename { .. } | Edit::Move { .. } | Edit::Batch { .. } => {}
            }
            if ids.len() > MOST_FACTS {
                return Vec::new();
            }
        }
        let texts: Vec<&str> = ids.iter().filter_map(|id| self.text_of_fact(id)).collect();
        let Ok(mut document) = Document::parse(format!("{{\"facts\": [{}]}}", texts.join(", "))) else {
            return Vec::new();
        };
        for part in parts {
            // What is of something else does not fit here, and is not seen here either.
            let part = if let Edit::Insert { list, value, .. } = part {
                Edit::add(list.clone(), value.clone())
            } else {
                part.clone()
            };
            if let Ok((next, _)) = document.edited(&part) {
                document = next;
            }
        }
        let after = |id: SmolStr| {
            let record = document.record(&Target::Fact(id.clone()));
            (id, record)
        };
        ids.into_iter().map(after).collect()
    }

    /// The fact that all of a patch lies in.
    fn fact_after_patch(&self, patch: &Patch) -> Option<(SmolStr, Option<Json>)> {
        let document = self.file.document()?;
        let [splice] = &patch.0[..] else { return None };
        let (id, range) = document.fact_at_byte(splice.at)?;
        if splice.at + splice.old.len() > range.end {
            return None;
        }
        let text = &document.text()[range.clone()];
        let (from, to) = (splice.at - range.start, splice.at - range.start + splice.old.len());
        let record = Json::parse(&format!("{}{}{}", text.get(..from)?, splice.new, text.get(to..)?)).ok()?;
        (record.text_of("id") == id).then_some((id, Some(record)))
    }

    /// What becomes of a fact by a change that is under way: nothing inside where it goes.
    #[must_use]
    pub fn pending_of(&self, fact: FactIx) -> Option<Option<&Json>> {
        self.session.pending.as_ref()?.of(&self.dossier().fact(fact).id.0)
    }
}
