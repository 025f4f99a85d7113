//! A text while it is being edited: each edit becomes splices of it.

use std::ops::Range;

use smol_str::SmolStr;

use super::error::EditError;
use super::index::{Index, Record, id_key, list_of};
use super::items;
use super::layout::{Form, Layout, is_block};
use super::operation::{Edit, List, Target};
use super::patch::{Patch, Splice};
use super::references::{self, Reference};
use super::scan::{Cursor, MAX_DEPTH, Member, Node, Shape};
use super::{Json, members};

/// A piece of the text, and what is to stand in its place.
pub(super) type Change = (Range<usize>, String);

/// A text while it is being edited.
pub(super) struct Working {
    pub(super) text: String,
    pub(super) index: Index,
    layout: Layout,
    pub(super) splices: Vec<Splice>,
    /// How often all of the text was gone through to change it.
    pub(super) passes: usize,
}

impl Working {
    pub(super) fn new(text: &str, index: Index) -> Self {
        let layout = Layout::of(text, index.top.start);
        Self { text: text.to_owned(), index, layout, splices: Vec::new(), passes: 0 }
    }

    pub(super) fn finish(self) -> (String, Index, Patch) {
        (self.text, self.index, Patch(self.splices))
    }

    pub(super) fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::Set { at, path, value } => self.set(at, path, value),
            Edit::Unset { at, path } => self.unset(at, path),
            Edit::Insert { list, before, value } => self.insert(list, before.as_deref(), value),
            Edit::Remove { at, cascade } => self.remove(at, *cascade),
            Edit::RemoveItem { list, value } => self.remove_item(list, value),
            Edit::ReplaceItem { list, old, value } => self.replace_item(list, old, value),
            Edit::Rename { at, id } => self.rename(at, id),
            Edit::Move { at, before } => self.move_to(at, before.as_deref()),
            Edit::Batch { edits, .. } => self.apply_all(edits),
        }
    }

    /// Carries out changes that do not overlap, all of them meant for the text as it is.
    fn change(&mut self, mut changes: Vec<Change>) {
        changes.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
        for (range, new) in changes {
            if self.text[range.clone()] == new {
                continue;
            }
            self.passes += 1;
            self.index.spliced(&range, new.len());
            let splice = Splice { at: range.start, old: self.text[range.clone()].into(), new: new.as_str().into() };
            self.text.replace_range(range, &new);
            self.splices.push(splice);
        }
    }

    /// Looks at the text anew, after its outermost object has got another member or lost one.
    pub(super) fn scan(&mut self) {
        if let Some(index) = Index::of(&self.text, self.index.top.start) {
            self.index = index;
        }
    }

    fn node(&self, at: &Target) -> Result<Node, EditError> {
        let node = match at {
            Target::Dossier => Some(self.top()),
            Target::Figure(id) => references::figure(&self.text, &self.index, id).map(|(_, node)| node),
            Target::Party(_)
            | Target::Theme(_)
            | Target::Source(_)
            | Target::Fact(_)
            | Target::Review(_)
            | Target::Import(_) => self.record(at).and_then(|(_, record)| record.node(&self.text)),
        };
        node.ok_or_else(|| missing(at))
    }

    /// The place of a record in its list, and the record; nothing for figures, which are no records of their own.
    fn record(&self, at: &Target) -> Option<(usize, &Record)> {
        let list = list_of(at)?;
        let place = self.index.place(&self.text, list.key(), at.id()?)?;
        Some((place, &self.index.records(list.key())[place]))
    }

    /// The outermost object; the lists of records, which may be long, are not looked into.
    fn top(&self) -> Node {
        let member = |member: &super::index::TopMember| Member {
            name: member.name.clone(),
            key: member.key.clone(),
            value: if id_key(&member.name).is_some() {
                Node { range: member.value.clone(), shape: Shape::Scalar }
            } else {
                let value = Cursor::new(&self.text, member.value.start).node(MAX_DEPTH);
                value.unwrap_or(Node { range: member.value.clone(), shape: Shape::Scalar })
            },
        };
        let members = self.index.members.iter().map(member).collect();
        Node { range: self.index.top.clone(), shape: Shape::Object(members) }
    }

    fn set(&mut self, at: &Target, path: &[SmolStr], value: &Json) -> Result<(), EditError> {
        let node = self.node(at)?;
        let changes = self.set_changes(at, &node, path, value)?;
        self.change(changes);
        if *at == Target::Dossier {
            self.scan();
        }
        if path.is_empty() {
            self.look_again(at, node.range.start);
        }
        Ok(())
    }

    /// What giving a key of a record a value changes in the text.
    pub(super) fn set_changes(
        &self,
        at: &Target,
        node: &Node,
        path: &[SmolStr],
        value: &Json,
    ) -> Result<Vec<Change>, EditError> {
        let id_key = list_of(at).map_or("id", |list| list.item_key());
        match path {
            [] if *at == Target::Dossier => return Err(protected(at, "as a whole")),
            [] => {
                let same_id = value.get(id_key).and_then(Json::as_str) == at.id();
                if !same_id || !matches!(value, Json::Object(_)) {
                    let hint = "rename it with “rename”";
                    return Err(EditError::refused(format!("{at} has to keep its “{id_key}”"), hint));
                }
            }
            [first, ..] if *at == Target::Dossier && super::index::id_key(first).is_some() => {
                return Err(protected(at, first));
            }
            [first, ..] if *at != Target::Dossier && first == id_key => {
                return Err(EditError::refused(format!("“{id_key}” of {at} cannot be set"), "rename it with “rename”"));
            }
            [_, ..] => {}
        }
        members::set(&self.text, &self.layout, node, path, value, &at.to_string())
    }

    /// Looks at a record anew, after it was written as a whole; it begins where it began.
    fn look_again(&mut self, at: &Target, start: usize) {
        let Some(list) = list_of(at) else { return };
        let place = self.index.records(list.key()).iter().position(|record| record.range.start == start);
        if let (Some(place), Some(record)) = (place, Record::at(&self.text, start, list.item_key())) {
            self.index.remove_record(list.key(), place);
            self.index.add_record(list.key(), place, record);
        }
    }

    fn unset(&mut self, at: &Target, path: &[SmolStr]) -> Result<(), EditError> {
        let mut node = self.node(at)?;
        let Some((last, way)) = path.split_last() else { return Err(protected(at, "as a whole")) };
        if way.is_empty() && *at == Target::Dossier && id_key(last).is_some() {
            return Err(protected(at, last));
        }
        for key in way {
            let Some(below) = node.get(key) else { return Ok(()) };
            node = below.clone();
        }
        let Some(place) = node.members().iter().position(|member| member.name == *last) else { return Ok(()) };
        self.change(vec![(members::removal(&node, place), String::new())]);
        if *at == Target::Dossier {
            self.scan();
        }
        Ok(())
    }

    fn insert(&mut self, list: &List, before: Option<&str>, value: &Json) -> Result<(), EditError> {
        let key = list.item_key();
        let id = value.get(key).and_then(Json::as_str).filter(|id| !id.trim().is_empty());
        let Some(id) = id else {
            let message = format!("an item of “{}” needs “{key}”, a text that is not blank", list.key());
            return Err(EditError::refused(message, "add it"));
        };
        if let List::Figures(_) = list
            && references::figure(&self.text, &self.index, id).is_some()
        {
            return Err(taken("figure", id));
        }
        if let Some(fact) = list.fact() {
            return self.insert_in_fact(list, fact, before, value);
        }
        if *list != List::Reviews && self.index.place(&self.text, list.key(), id).is_some() {
            return Err(taken(list.key(), id));
        }
        let Some(member) = self.index.member(list.key()) else {
            let value = Json::List(vec![value.clone()]);
            let changes = members::insertion(&self.text, &self.layout, &self.top(), list.key(), &value, Form::Block);
            self.change(vec![changes]);
            self.scan();
            return Ok(());
        };
        if self.text.as_bytes()[member.value.start] != b'[' {
            return Err(EditError::refused(format!("“{}” is no list", list.key()), "correct the file first"));
        }
        let records = &member.records;
        let place = match before {
            None => records.len(),
            Some(other) => {
                let place = self.index.place(&self.text, list.key(), other);
                place.ok_or_else(|| no_such_item(list, other))?
            }
        };
        let ranges: Vec<Range<usize>> = records.iter().map(|record| record.range.clone()).collect();
        let form = self.form_of_new_record(list, records);
        let (change, offset) = items::insertion(&self.text, &self.layout, &member.value, &ranges, place, value, form);
        let start = change.0.start + offset;
        self.change(vec![change]);
        if let Some(record) = Record::at(&self.text, start, key) {
            self.index.add_record(list.key(), place, record);
        }
        Ok(())
    }

    /// How a record that is added to a list of the dossier is written: like the one before it.
    fn form_of_new_record(&self, list: &List, records: &[Record]) -> Form {
        let is_long = matches!(list, List::Sources | List::Facts);
        match records.last().and_then(|record| record.node(&self.text)) {
            Some(node) if is_block(&self.text, &node) => Form::Block,
            Some(node) if !node.members().is_empty() => Form::Line,
            Some(_) | None if is_long => Form::Block,
            Some(_) | None => Form::Fitting,
        }
    }

    fn insert_in_fact(&mut self, list: &List, fact: &str, before: Option<&str>, value: &Json) -> Result<(), EditError> {
        let node = self.node(&Target::fact(fact))?;
        let change = self.insertion_in_fact(&node, list, before, value)?;
        self.change(change.into_iter().collect());
        Ok(())
    }

    /// What adding an item to a list of a fact changes in the text.
    pub(super) fn insertion_in_fact(
        &self,
        node: &Node,
        list: &List,
        before: Option<&str>,
        value: &Json,
    ) -> Result<Option<Change>, EditError> {
        let key = list.item_key();
        if value.get(key).and_then(Json::as_str).is_none_or(|id| id.trim().is_empty()) {
            let message = format!("an item of “{}” needs “{key}”, a text that is not blank", list.key());
            return Err(EditError::refused(message, "add it"));
        }
        let Some(member) = node.member(list.key()) else {
            let value = Json::List(vec![value.clone()]);
            let insertion = members::insertion(&self.text, &self.layout, node, list.key(), &value, Form::Fitting);
            return Ok(Some(insertion));
        };
        let Shape::List(nodes) = &member.value.shape else {
            return Err(EditError::refused(format!("“{}” is no list", list.key()), "correct the file first"));
        };
        let is_other = |node: &Node, id: &str| {
            node.get(list.item_key()).and_then(|own| own.string(&self.text)).is_some_and(|own| own == id)
        };
        let place = match before {
            None => nodes.len(),
            Some(other) => {
                nodes.iter().position(|node| is_other(node, other)).ok_or_else(|| no_such_item(list, other))?
            }
        };
        let ranges: Vec<Range<usize>> = nodes.iter().map(|node| node.range.clone()).collect();
        let form = match nodes.last() {
            Some(node) if is_block(&self.text, node) => Form::Block,
            Some(_) | None => Form::Fitting,
        };
        let (change, _) = items::insertion(&self.text, &self.layout, &member.value.range, &ranges, place, value, form);
        Ok(Some(change))
    }

    fn remove(&mut self, at: &Target, cascade: bool) -> Result<(), EditError> {
        loop {
            let node = self.node(at)?;
            let references = match at {
                Target::Fact(_) => references::of_fact_and_figures(&self.text, &self.index, at, &node),
                Target::Figure(_)
                | Target::Dossier
                | Target::Party(_)
                | Target::Theme(_)
                | Target::Source(_)
                | Target::Review(_)
                | Target::Import(_) => references::of(&self.text, &self.index, at),
            };
            let can_go = cascade && references.iter().all(|reference| reference.removal.is_some());
            if !can_go && !references.is_empty() {
                let by = references.into_iter().map(Reference::referrer).collect();
                return Err(EditError::referenced(at.clone(), by));
            }
            // The places of the others may be others once one is taken out.
            let Some(removal) = references.into_iter().find_map(|reference| reference.removal) else { break };
            self.apply(&removal)?;
        }
        self.take_out(at)
    }

    fn take_out(&mut self, at: &Target) -> Result<(), EditError> {
        if let Target::Figure(id) = at {
            let found = references::figure(&self.text, &self.index, id);
            let (fact, figure) = found.ok_or_else(|| missing(at))?;
            let fact = self.index.records("facts")[fact].node(&self.text);
            let Some(list) = fact.as_ref().and_then(|fact| fact.get("figures")) else { return Err(missing(at)) };
            let place = list.items().iter().position(|item| item.range == figure.range);
            let ranges: Vec<Range<usize>> = list.items().iter().map(|item| item.range.clone()).collect();
            let removal = place.map(|place| (items::removal(&list.range, &ranges, place), String::new()));
            self.change(removal.into_iter().collect());
            return Ok(());
        }
        let Some(list) = list_of(at) else { return Err(protected(at, "as a whole")) };
        // Of several reviews of one finding none is to be left.
        while let Some((place, _)) = self.record(at) {
            let Some(member) = self.index.member(list.key()) else { break };
            let ranges: Vec<Range<usize>> = member.records.iter().map(|record| record.range.clone()).collect();
            let removal = items::removal(&member.value, &ranges, place);
            self.index.remove_record(list.key(), place);
            self.change(vec![(removal, String::new())]);
        }
        Ok(())
    }

    /// The list of a fact, and the place of the first of its items that is equal to this one.
    fn item(&self, list: &List, value: &Json) -> Result<(Node, usize), EditError> {
        let Some(fact) = list.fact() else {
            let message = format!("the items of “{}” have identifiers", list.key());
            return Err(EditError::refused(message, "use “set” and “remove”"));
        };
        let node = self.node(&Target::fact(fact))?;
        let found = node.get(list.key()).and_then(|list| {
            let place = list.items().iter().position(|item| Json::of_node(&self.text, item).is_same(value))?;
            Some((list.clone(), place))
        });
        found.ok_or_else(|| {
            let message = format!("there is no such item in “{}” of {}: {value}", list.key(), Target::fact(fact));
            EditError::refused(message, "it may have been changed meanwhile")
        })
    }

    fn remove_item(&mut self, list: &List, value: &Json) -> Result<(), EditError> {
        let (node, place) = self.item(list, value)?;
        let ranges: Vec<Range<usize>> = node.items().iter().map(|item| item.range.clone()).collect();
        self.change(vec![(items::removal(&node.range, &ranges, place), String::new())]);
        Ok(())
    }

    fn replace_item(&mut self, list: &List, old: &Json, value: &Json) -> Result<(), EditError> {
        let (node, place) = self.item(list, old)?;
        let changes = members::replacement(&self.text, &self.layout, &node.items()[place], value);
        self.change(changes);
        Ok(())
    }

    fn rename(&mut self, at: &Target, id: &str) -> Result<(), EditError> {
        let node = self.node(at)?;
        let Some(old) = at.id().filter(|_| !matches!(at, Target::Review(_))) else {
            return Err(EditError::refused(format!("{at} has no identifier of its own"), ""));
        };
        if old == id {
            return Ok(());
        }
        if id.trim().is_empty() {
            return Err(EditError::refused("an identifier cannot be blank", "write something there"));
        }
        let is_taken = match list_of(at) {
            Some(list) => self.index.place(&self.text, list.key(), id).is_some(),
            None => references::figure(&self.text, &self.index, id).is_some(),
        };
        if is_taken {
            return Err(taken(at.noun(), id));
        }
        let Some(own) = node.get("id") else { return Err(missing(at)) };
        let literal = Json::from(id).to_string();
        let mut changes: Vec<Change> = vec![(own.range.clone(), literal.clone())];
        let references = references::of(&self.text, &self.index, at);
        changes.extend(references.into_iter().map(|reference| (reference.literal, literal.clone())));
        if !matches!(at, Target::Theme(_) | Target::Import(_)) {
            let reviews = references::renamed_reviews(&self.text, &self.index, old, id);
            changes.extend(reviews.into_iter().map(|(range, key)| (range, Json::from(key).to_string())));
        }
        self.change(changes);
        Ok(())
    }

    fn move_to(&mut self, at: &Target, before: Option<&str>) -> Result<(), EditError> {
        let (Some(list), Some((from, record))) = (list_of(at), self.record(at)) else { return Err(missing(at)) };
        let raw = self.text[record.range.clone()].to_owned();
        let other = match before {
            None => None,
            Some(id) if at.id() == Some(id) => return Ok(()),
            Some(id) => {
                let place = self.index.place(&self.text, list.key(), id);
                Some(place.ok_or_else(|| no_such_item(&list, id))?)
            }
        };
        let Some(member) = self.index.member(list.key()) else { return Err(missing(at)) };
        let count = member.records.len();
        // It is there already.
        if other.unwrap_or(count) == from + 1 {
            return Ok(());
        }
        let ranges: Vec<Range<usize>> = member.records.iter().map(|record| record.range.clone()).collect();
        let removal = items::removal(&member.value, &ranges, from);
        self.index.remove_record(list.key(), from);
        self.change(vec![(removal, String::new())]);
        let to = other.map_or(count - 1, |other| if other > from { other - 1 } else { other });
        let Some(member) = self.index.member(list.key()) else { return Err(missing(at)) };
        let ranges: Vec<Range<usize>> = member.records.iter().map(|record| record.range.clone()).collect();
        let (change, offset) = items::insertion_of_text(&self.text, &self.layout, &member.value, &ranges, to, &raw);
        let start = change.0.start + offset;
        self.change(vec![change]);
        if let Some(record) = Record::at(&self.text, start, list.item_key()) {
            self.index.add_record(list.key(), to, record);
        }
        Ok(())
    }
}

pub(super) fn missing(at: &Target) -> EditError {
    EditError::refused(format!("there is no {at}"), "it may have been renamed or removed")
}

fn protected(at: &Target, what: &str) -> EditError {
    let message = format!("{at}: “{what}” cannot be set or removed");
    EditError::refused(message, "add, change and remove its records one by one")
}

fn taken(what: &str, id: &str) -> EditError {
    let message = format!("the identifier “{}” is taken already ({what})", crate::load::plain(id));
    EditError::refused(message, "give each its own")
}

fn no_such_item(list: &List, id: &str) -> EditError {
    let message = format!("there is nothing “{}” in “{}”", crate::load::plain(id), list.key());
    EditError::refused(message, "it may have been renamed or removed")
}
