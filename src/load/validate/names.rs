//! The identifiers of a file, and what they point to.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::checker::Checker;
use crate::dossier::{FactIx, FigureIx, Party, Source, SourceIx, Theme, ThemeIx};
use crate::load::diagnostic::quoted;
use crate::load::path::Path;
use crate::load::raw::RawFact;
use crate::load::read::Read;

/// What each identifier points to.
#[derive(Default)]
pub(super) struct Names {
    /// By place; a party is referred to by its identifier.
    parties: BTreeMap<String, usize>,
    themes: BTreeMap<String, ThemeIx>,
    sources: BTreeMap<String, SourceIx>,
    facts: BTreeMap<String, FactIx>,
    figures: BTreeMap<String, FigureIx>,
}

impl Names {
    /// Collects the identifiers of all parts; one that stands twice is an error.
    pub(super) fn collect(
        check: &mut Checker,
        parties: &[(Path, Party)],
        themes: &[(Path, Theme)],
        sources: &[(Path, Source)],
        facts: &[(Path, RawFact)],
    ) -> Self {
        let mut names = Self::default();
        for (place, (path, party)) in parties.iter().enumerate() {
            add(check, &mut names.parties, &party.id, place, path);
        }
        for (place, (path, theme)) in themes.iter().enumerate() {
            add(check, &mut names.themes, &theme.id, ThemeIx(place), path);
        }
        for (place, (path, source)) in sources.iter().enumerate() {
            add(check, &mut names.sources, source.id(), SourceIx(place), path);
        }
        for (fact, (path, raw)) in facts.iter().enumerate() {
            let fact = FactIx(fact);
            if let Read::Good(id) = &raw.id {
                add(check, &mut names.facts, id, fact, path);
            }
            let Read::Good(figures) = &raw.figures else { continue };
            let sound = figures.iter().enumerate().filter_map(|(item, figure)| match figure {
                Read::Good(figure) => Some((item, figure)),
                Read::Absent | Read::Wrong(_) => None,
            });
            for (place, (item, figure)) in sound.enumerate() {
                if let Read::Good(id) = &figure.id {
                    let path = path.key("figures").item(item);
                    add(check, &mut names.figures, id, FigureIx { fact, place }, &path);
                }
            }
        }
        names
    }

    pub(super) fn party(&self, check: &mut Checker, id: Option<String>, path: &Path) -> Option<String> {
        let id = id?;
        find(check, &self.parties, &id, "party", path).map(|_place| id)
    }

    pub(super) fn theme(&self, check: &mut Checker, id: &str, path: &Path) -> Option<ThemeIx> {
        find(check, &self.themes, id, "theme", path)
    }

    pub(super) fn source(&self, check: &mut Checker, id: &str, path: &Path) -> Option<SourceIx> {
        find(check, &self.sources, id, "source", path)
    }

    pub(super) fn fact(&self, check: &mut Checker, id: &str, path: &Path) -> Option<FactIx> {
        find(check, &self.facts, id, "fact", path)
    }

    pub(super) fn figure(&self, check: &mut Checker, id: &str, path: &Path) -> Option<FigureIx> {
        find(check, &self.figures, id, "figure", path)
    }
}

/// Notes what an identifier stands for; `path` is that of the object that has it.
fn add<T>(check: &mut Checker, names: &mut BTreeMap<String, T>, id: &str, target: T, path: &Path) {
    if id.is_empty() {
        return;
    }
    match names.entry(id.to_owned()) {
        Entry::Vacant(entry) => {
            entry.insert(target);
        }
        Entry::Occupied(_) => {
            let message = format!("the identifier {} is taken already", quoted(id));
            check.error(&path.key("id"), message, "give each its own");
        }
    }
}

fn find<T: Copy>(check: &mut Checker, names: &BTreeMap<String, T>, id: &str, what: &str, path: &Path) -> Option<T> {
    if id.is_empty() {
        return None;
    }
    let found = names.get(id).copied();
    if found.is_none() {
        let hint = check.closest(id, names.keys().map(String::as_str)).map_or_else(
            || format!("add that {what}, or use the identifier of another"),
            |known| format!("did you mean {}?", quoted(known)),
        );
        check.error(path, format!("there is no {what} {}", quoted(id)), hint);
    }
    found
}
