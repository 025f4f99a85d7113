//! The identifiers of a file, and what they point to.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use smol_str::SmolStr;

use super::checker::Checker;
use crate::dossier::{Ids, Party, Source, SourceIx, Theme, ThemeIx};
use crate::load::diagnostic::quoted;
use crate::load::path::At;

/// What facts refer to, other than each other: collected before the first of them is read.
#[derive(Default)]
pub(super) struct Names {
    pub(super) parties: Vec<Party>,
    pub(super) themes: Vec<Theme>,
    pub(super) sources: Vec<Source>,
    parties_by_id: BTreeMap<String, usize>,
    themes_by_id: BTreeMap<String, ThemeIx>,
    sources_by_id: Ids<SourceIx>,
    /// The identifiers of the sources in their order, once somebody has looked for one that is not there.
    sorted_sources: OnceCell<Vec<SourceIx>>,
}

impl Names {
    pub(super) fn add_party(&mut self, check: &mut Checker, party: Party, at: At<'_>) {
        add(check, &mut self.parties_by_id, &party.id, self.parties.len(), at);
        self.parties.push(party);
    }

    pub(super) fn add_theme(&mut self, check: &mut Checker, theme: Theme, at: At<'_>) {
        add(check, &mut self.themes_by_id, &theme.id, ThemeIx(self.themes.len()), at);
        self.themes.push(theme);
    }

    pub(super) fn add_source(&mut self, check: &mut Checker, source: Source, at: At<'_>) {
        let ix = SourceIx(self.sources.len());
        self.sources.push(source);
        let Self { sources, sources_by_id, .. } = self;
        let id = sources[ix.0].id();
        if !id.is_empty() && !sources_by_id.insert(id, ix, |ix| sources[ix.0].id()) {
            taken(check, id, at);
        }
    }

    pub(super) fn party(&self, check: &mut Checker, id: Option<Cow<'_, str>>, at: At<'_>) -> Option<SmolStr> {
        let id = id?;
        find(check, &self.parties_by_id, &id, "party", at).map(|_place| id.into())
    }

    pub(super) fn theme(&self, check: &mut Checker, id: &str, at: At<'_>) -> Option<ThemeIx> {
        find(check, &self.themes_by_id, id, "theme", at)
    }

    pub(super) fn source(&self, check: &mut Checker, id: &str, at: At<'_>) -> Option<SourceIx> {
        if id.is_empty() {
            return None;
        }
        let id_of = |ix: SourceIx| self.sources[ix.0].id();
        let found = self.sources_by_id.find(id, id_of);
        if found.is_none() {
            let sorted = self.sorted_sources.get_or_init(|| {
                let mut sorted: Vec<SourceIx> = (0..self.sources.len()).map(SourceIx).collect();
                sorted.sort_by_key(|ix| id_of(*ix));
                sorted
            });
            unknown(check, id, "source", sorted.iter().map(|ix| id_of(*ix)), at);
        }
        found
    }
}

/// Notes what an identifier stands for; `at` is where the object stands that has it.
fn add<T>(check: &mut Checker, names: &mut BTreeMap<String, T>, id: &str, target: T, at: At<'_>) {
    if id.is_empty() {
        return;
    }
    match names.entry(id.to_owned()) {
        Entry::Vacant(entry) => {
            entry.insert(target);
        }
        Entry::Occupied(_) => taken(check, id, at),
    }
}

fn find<T: Copy>(check: &mut Checker, names: &BTreeMap<String, T>, id: &str, what: &str, at: At<'_>) -> Option<T> {
    if id.is_empty() {
        return None;
    }
    let found = names.get(id).copied();
    if found.is_none() {
        unknown(check, id, what, names.keys().map(String::as_str), at);
    }
    found
}

/// Says of an object that its identifier is that of another one.
pub(super) fn taken(check: &mut Checker, id: &str, at: At<'_>) {
    let message = format!("the identifier {} is taken already", quoted(id));
    check.error(at.key("id"), message, "give each its own");
}

/// Says that nothing has an identifier; the known ones come in their own order.
pub(super) fn unknown<'a>(
    check: &mut Checker,
    id: &str,
    what: &str,
    known: impl IntoIterator<Item = &'a str>,
    at: At<'_>,
) {
    let hint = check.closest(id, known).map_or_else(
        || format!("add that {what}, or use the identifier of another"),
        |known| format!("did you mean {}?", quoted(known)),
    );
    check.error(at, format!("there is no {what} {}", quoted(id)), hint);
}
