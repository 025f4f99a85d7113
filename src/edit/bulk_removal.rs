//! Many facts are taken out at once: what refers to them is looked for in one pass, and goes with them in a second.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use smol_str::SmolStr;

use super::error::EditError;
use super::items;
use super::members;
use super::operation::{Edit, Target};
use super::scan::Node;
use super::working::{Change, Working, missing};

/// The identifiers of what goes.
#[derive(Default)]
struct Gone {
    places: BTreeSet<usize>,
    facts: BTreeSet<SmolStr>,
    figures: BTreeSet<SmolStr>,
}

/// How many edits, from the first on, take facts out with all that refers to them, each another one.
pub(super) fn length_of_removals(edits: &[Edit]) -> usize {
    let mut facts = BTreeSet::new();
    let is_removal = |edit: &&Edit| matches!(edit, Edit::Remove { at: Target::Fact(fact), cascade: true } if facts.insert(fact.clone()));
    edits.iter().take_while(is_removal).count()
}

impl Working {
    /// Takes facts out, with all that refers to them; leads to the bytes that removing one after the other leads to.
    pub(super) fn remove_facts(&mut self, edits: &[Edit]) -> Result<(), EditError> {
        let gone = self.gone(edits)?;
        let references = self.references_to(&gone);
        self.change_all(references);
        let Some(member) = self.index.member("facts") else { return Ok(()) };
        let ranges: Vec<Range<usize>> = member.records.iter().map(|record| record.range.clone()).collect();
        let removals = items::removals(&member.value, &ranges, &gone.places);
        self.change_all(removals.into_iter().map(|range| (range, String::new())).collect());
        Ok(())
    }

    fn gone(&self, edits: &[Edit]) -> Result<Gone, EditError> {
        let places: BTreeMap<_, _> = self.places_of_facts();
        let mut gone = Gone::default();
        for edit in edits {
            let Edit::Remove { at, .. } = edit else { continue };
            let place = at.id().and_then(|id| places.get(id).copied()).ok_or_else(|| missing(at))?;
            let node = self.index.records("facts")[place].node(&self.text).ok_or_else(|| missing(at))?;
            gone.places.insert(place);
            gone.facts.extend(at.id().map(SmolStr::from));
            let figures = node.get("figures").map(Node::items).unwrap_or_default();
            gone.figures.extend(figures.iter().filter_map(|figure| figure.get("id")?.string(&self.text)));
        }
        Ok(gone)
    }

    /// What takes relations and shares out that refer to what goes, in the facts that stay.
    fn references_to(&self, gone: &Gone) -> Vec<Change> {
        let keys = [memchr::memmem::Finder::new(b"\"relations\""), memchr::memmem::Finder::new(b"\"share\"")];
        let mut changes = Vec::new();
        for (place, record) in self.index.records("facts").iter().enumerate() {
            let bytes = &self.text.as_bytes()[record.range.clone()];
            // A key may be escaped, and then does not stand there as it is read.
            let may_refer = keys.iter().any(|key| key.find(bytes).is_some()) || memchr::memchr(b'\\', bytes).is_some();
            if !may_refer || gone.places.contains(&place) {
                continue;
            }
            let Some(fact) = record.node(&self.text) else { continue };
            let is_gone = |node: Option<&Node>, ids: &BTreeSet<SmolStr>| {
                node.and_then(|id| id.string(&self.text)).is_some_and(|id| ids.contains(&id))
            };
            if let Some(list) = fact.get("relations") {
                let related = list.items().iter().enumerate();
                let places = related.filter(|(_, item)| is_gone(item.get("fact"), &gone.facts));
                let places: BTreeSet<usize> = places.map(|(place, _)| place).collect();
                let ranges: Vec<Range<usize>> = list.items().iter().map(|item| item.range.clone()).collect();
                let removals = items::removals(&list.range, &ranges, &places);
                changes.extend(removals.into_iter().map(|range| (range, String::new())));
            }
            for figure in fact.get("figures").map(Node::items).unwrap_or_default() {
                if is_gone(figure.get("share").and_then(|share| share.get("of")), &gone.figures)
                    && let Some(place) = figure.members().iter().position(|member| member.name == "share")
                {
                    changes.push((members::removal(figure, place), String::new()));
                }
            }
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use crate::edit::{Document, Edit, Target};

    /// A dossier whose facts stand in relation to their neighbours, and whose figures are shares of each other.
    fn dossier(facts: usize) -> String {
        let fact = |place: usize| {
            let space = " ".repeat(place % 4);
            let (one, other) = ((place + 1) % facts, (place + 7) % facts);
            let share = if place.is_multiple_of(3) {
                format!(r#", "share": {{"of": "g{one}", "percent": "10"}}"#)
            } else {
                String::new()
            };
            format!(
                r#"{{{space}"id": "f{place}", "relations": [{{"fact": "f{one}"}},{space}{{"fact": "f{other}"}}],{space} "figures": [{{"id": "g{place}"{share}, "unit": "t"}}]}}"#
            )
        };
        let facts: Vec<String> = (0..facts).map(fact).collect();
        format!("{{\"themes\": [],\n  \"facts\": [\n    {}\n  ]\n}}\n", facts.join(",\n\n    "))
    }

    fn removal(place: usize) -> Edit {
        Edit::Remove { at: Target::fact(format!("f{place}")), cascade: true }
    }

    #[track_caller]
    fn check(places: &[usize]) {
        let document = Document::parse(dossier(40)).expect("sound");
        let mut one_by_one = document.clone();
        for place in places {
            one_by_one = one_by_one.edited(&removal(*place)).expect("it fits").0;
        }
        let edit = Edit::batch("all", places.iter().map(|place| removal(*place)));
        let (at_once, patch) = document.edited(&edit).expect("it fits");
        assert_eq!(at_once.text(), one_by_one.text());
        assert!(at_once.is_consistent());
        assert_eq!(patch.applied(document.text()).as_deref(), Some(at_once.text()));
        assert_eq!(patch.inverse().applied(at_once.text()).as_deref(), Some(document.text()));
    }

    #[test]
    fn facts_that_go_together_leave_the_bytes_that_they_leave_one_by_one() {
        check(&[0, 1, 2]);
        check(&[39, 38]);
        check(&[5, 3, 4, 20, 0, 39]);
        check(&[1, 0, 7, 8, 14]);
        check(&(0..40).collect::<Vec<_>>());
        check(&(0..40).rev().step_by(2).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_not_there_is_said_and_nothing_goes() {
        let document = Document::parse(dossier(40)).expect("sound");
        let error = document.edited(&Edit::batch("all", [removal(3), removal(77)])).expect_err("it is not there");
        assert!(error.to_string().contains("f77"), "{error}");
    }

    /// One by one, each of them moves all of the text behind it, and looks for what refers to it in all of it.
    #[test]
    fn a_hundred_facts_go_in_the_passes_that_two_take() {
        let text = dossier(400);
        let passes = |count: usize| {
            let document = Document::parse(text.as_str()).expect("sound");
            let mut working = super::super::working::Working::new(document.text(), document.index().clone());
            let edits: Vec<Edit> = (0..count).map(|place| removal(place * 3)).collect();
            working.apply_all(&edits).expect("they fit");
            working.passes
        };
        assert_eq!(passes(100), passes(2));
        assert!(passes(100) <= 2, "{}", passes(100));
    }
}
