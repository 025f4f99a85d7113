//! What has changed from one version of a dossier to another, record by record.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use smol_str::SmolStr;

use super::document::Document;
use super::index::id_key;
use super::index::list_of;
use super::operation::{Edit, List, Target};
use super::{Json, order};

/// One change from a version of a dossier to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// A record is new.
    Added {
        /// The list that it stands in.
        list: List,
        /// Its identifier.
        id: SmolStr,
        /// The identifier of the record that it stands before; none for the last.
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<SmolStr>,
        /// The record.
        value: Json,
    },
    /// A record is gone.
    Removed {
        /// The list that it stood in.
        list: List,
        /// The record.
        at: Target,
        /// What it was.
        value: Json,
    },
    /// A value of a record is another one, is new, or is gone.
    Changed {
        /// The record.
        at: Target,
        /// The keys down to the value.
        path: Vec<SmolStr>,
        /// What it was; nothing where there was none.
        #[serde(skip_serializing_if = "Option::is_none")]
        old: Option<Json>,
        /// What it is; nothing where there is none.
        #[serde(skip_serializing_if = "Option::is_none")]
        new: Option<Json>,
    },
    /// An item without an identifier, such as a citation, is new.
    ItemAdded {
        /// The list.
        list: List,
        /// The item.
        value: Json,
    },
    /// An item without an identifier is gone.
    ItemRemoved {
        /// The list.
        list: List,
        /// The item.
        value: Json,
    },
    /// A record stands at another place of its list.
    Moved {
        /// The record.
        at: Target,
        /// The identifier of the record that it stands before now; none for the last.
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<SmolStr>,
    },
}

/// What makes a target of an identifier.
type ToTarget = fn(SmolStr) -> Target;
/// What makes a list of the identifier of a fact.
type ToList = fn(SmolStr) -> List;

/// The lists of a dossier, with what their records are; a record without an identifier is no target.
const LISTS: [(List, ToTarget); 6] = [
    (List::Parties, Target::Party),
    (List::Themes, Target::Theme),
    (List::Sources, Target::Source),
    (List::Facts, Target::Fact),
    (List::Reviews, Target::Review),
    (List::Imports, Target::Import),
];

/// What has changed from one version to another; the order of keys, white space and escapes do not count.
#[must_use]
pub fn differences(old: &Document, new: &Document) -> Vec<Difference> {
    let mut found = Vec::new();
    let top = |document: &Document| document.record(&Target::Dossier).unwrap_or(Json::Null);
    fields(&Target::Dossier, &top(old), &top(new), &|_| false, &mut found);
    for (list, target) in LISTS {
        // Of several reviews of one finding the last counts, wherever the others stand.
        let is_cut = list != List::Reviews;
        let (before, behind) = if is_cut { same_ends(old, new, &list) } else { (0, 0) };
        let records = |document: &Document| {
            document.records_in(&list, before..document.count(&list) - behind).collect::<Vec<_>>()
        };
        let after = document_id(new, &list, new.count(&list) - behind);
        lists(&list, target, (&records(old), &records(new)), after.as_ref(), &mut found);
    }
    found
}

/// How many records at the beginning and at the end of a list are written alike in both versions: they need not be read.
fn same_ends(old: &Document, new: &Document, list: &List) -> (usize, usize) {
    let (mut old, mut new) = (old.texts_of_records(list), new.texts_of_records(list));
    let least = old.len().min(new.len());
    let first = old.by_ref().zip(new.by_ref()).take_while(|(old, new)| old == new).count();
    if first == least {
        return (first, 0);
    }
    // The record that differs was taken out of both already.
    let behind = old.rev().zip(new.rev()).take_while(|(old, new)| old == new).count();
    (first, behind)
}

/// The identifier of the record at a place of a list, where there is one.
fn document_id(document: &Document, list: &List, place: usize) -> Option<SmolStr> {
    let record = document.records_in(list, place..place + 1).next();
    record.and_then(|record| id(&record, list).map(SmolStr::from))
}

fn id<'a>(record: &'a Json, list: &List) -> Option<&'a str> {
    record.get(list.item_key()).and_then(Json::as_str)
}

/// Compares two lists, of which records that are the same may have been cut off at both ends; `after` is the one that follows.
fn lists(
    list: &List,
    target: ToTarget,
    (old, new): (&[Json], &[Json]),
    after: Option<&SmolStr>,
    found: &mut Vec<Difference>,
) {
    // Of several of one name the last, as for reviews; others are not in a valid dossier.
    let by_id = |records: &[Json]| -> BTreeMap<String, usize> {
        records.iter().enumerate().filter_map(|(place, record)| Some((id(record, list)?.to_owned(), place))).collect()
    };
    let (old_by_id, new_by_id) = (by_id(old), by_id(new));
    for (place, name, record) in
        old.iter().enumerate().filter_map(|(place, record)| Some((place, id(record, list)?, record)))
    {
        // Reviews of one finding share its key, and go together.
        if !new_by_id.contains_key(name) && old_by_id.get(name) == Some(&place) {
            found.push(Difference::Removed { list: list.clone(), at: target(name.into()), value: record.clone() });
        }
    }
    let mut kept: Vec<(&str, usize)> = Vec::new();
    for (place, record) in new.iter().enumerate() {
        let Some(name) = id(record, list) else { continue };
        if new_by_id.get(name) != Some(&place) {
            continue;
        }
        let next = || new[place + 1..].iter().find_map(|record| id(record, list)).map(Into::into).or(after.cloned());
        match old_by_id.get(name) {
            None => {
                let (id, value) = (name.into(), record.clone());
                found.push(Difference::Added { list: list.clone(), id, before: next(), value });
            }
            Some(was) => {
                kept.push((name, *was));
                let at = target(name.into());
                if *list == List::Facts {
                    fact(&at, name, &old[*was], record, found);
                } else {
                    fields(&at, &old[*was], record, &|_| false, found);
                }
            }
        }
    }
    let staying = longest_rising(&kept.iter().map(|(_, was)| *was).collect::<Vec<_>>());
    for (place, (name, _)) in kept.iter().enumerate().rev() {
        if !staying.contains(&place) {
            let before = kept.get(place + 1).map(|(next, _)| (*next).into()).or(after.cloned());
            found.push(Difference::Moved { at: target((*name).into()), before });
        }
    }
}

/// The places of a longest rising part of a list of numbers.
fn longest_rising(numbers: &[usize]) -> BTreeSet<usize> {
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (place, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() { ends.push(place) } else { ends[length] = place }
    }
    std::iter::successors(ends.last().copied(), |place| before[*place]).collect()
}

const ITEMS: [(&str, ToList); 3] =
    [("citations", List::Citations), ("flags", List::Flags), ("relations", List::Relations)];

/// A fact, whose citations, flags, relations and figures are compared one by one.
fn fact(at: &Target, name: &str, old: &Json, new: &Json, found: &mut Vec<Difference>) {
    let is_list = |key: &str| key == "figures" || ITEMS.iter().any(|(item, _)| *item == key);
    fields(at, old, new, &is_list, found);
    for (key, list) in ITEMS {
        let items = |record: &Json| record.get(key).map(|list| list.items().to_vec()).unwrap_or_default();
        let (mut gone, mut come) = (items(old), items(new));
        // Each item stands for one of the other side.
        come.retain(|item| {
            let same = gone.iter().position(|other| other.is_same(item));
            same.is_none_or(|place| {
                gone.remove(place);
                false
            })
        });
        let list = || list(name.into());
        found.extend(gone.into_iter().map(|value| Difference::ItemRemoved { list: list(), value }));
        found.extend(come.into_iter().map(|value| Difference::ItemAdded { list: list(), value }));
    }
    let figures = |record: &Json| record.get("figures").map(|list| list.items().to_vec()).unwrap_or_default();
    lists(&List::Figures(name.into()), Target::Figure, (&figures(old), &figures(new)), None, found);
}

fn fields(at: &Target, old: &Json, new: &Json, skips: &dyn Fn(&str) -> bool, found: &mut Vec<Difference>) {
    let mut keys: Vec<&SmolStr> = old.entries().iter().chain(new.entries()).map(|(key, _)| key).collect();
    keys.sort_by_key(|key| (order::rank(key), (*key).clone()));
    keys.dedup();
    for key in keys {
        if skips(key) || (*at == Target::Dossier && id_key(key).is_some()) {
            continue;
        }
        field(at, vec![key.clone()], old.get(key), new.get(key), found);
    }
}

fn field(at: &Target, path: Vec<SmolStr>, old: Option<&Json>, new: Option<&Json>, found: &mut Vec<Difference>) {
    match (old, new) {
        (Some(Json::Object(before)), Some(Json::Object(after))) if !before.is_empty() && !after.is_empty() => {
            let mut keys: Vec<&SmolStr> = before.iter().chain(after).map(|(key, _)| key).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                let below = path.iter().chain([key]).cloned().collect();
                field(at, below, old.and_then(|old| old.get(key)), new.and_then(|new| new.get(key)), found);
            }
        }
        (Some(old), Some(new)) if old.is_same(new) => {}
        (old, new) => {
            found.push(Difference::Changed { at: at.clone(), path, old: old.cloned(), new: new.cloned() });
        }
    }
}

impl Difference {
    /// The record that it concerns, as it is called in the old version; that of a new one in the new version.
    #[must_use]
    pub fn target(&self) -> Target {
        match self {
            Self::Removed { at, .. } | Self::Changed { at, .. } | Self::Moved { at, .. } => at.clone(),
            Self::ItemAdded { list, .. } | Self::ItemRemoved { list, .. } => {
                list.fact().map_or(Target::Dossier, Target::fact)
            }
            Self::Added { list, id, .. } => target_in(list, id.clone()),
        }
    }

    /// The edits that make it.
    fn edits(&self, is_elsewhere: bool) -> Vec<Edit> {
        match self.clone() {
            Self::Added { list, before, value, .. } => vec![Edit::Insert { list, before, value }],
            // Whatever refers to a figure that moves to another fact still does.
            Self::Removed { list: list @ List::Figures(_), value, .. } if is_elsewhere => {
                vec![Edit::RemoveItem { list, value }]
            }
            Self::Removed { at, value, .. } => {
                // Records that go together may refer to each other.
                let figures = value.get("figures").map(Json::items).unwrap_or_default();
                let shares = figures.iter().filter_map(|figure| {
                    let id = figure.get("id")?.as_str()?;
                    figure.get("share").map(|_| Edit::unset(Target::figure(id), ["share"]))
                });
                let own = ["relations", "share"].into_iter().filter(|key| value.get(key).is_some());
                let own = own.map(|key| Edit::unset(at.clone(), [key]));
                shares.chain(own).chain([Edit::Remove { at: at.clone(), cascade: false }]).collect()
            }
            Self::Changed { at, path, new: Some(value), .. } => vec![Edit::Set { at, path, value }],
            Self::Changed { at, path, new: None, .. } => vec![Edit::Unset { at, path }],
            Self::ItemAdded { list, value } => vec![Edit::Insert { list, before: None, value }],
            Self::ItemRemoved { list, value } => vec![Edit::RemoveItem { list, value }],
            Self::Moved { at, before } => vec![Edit::Move { at, before }],
        }
    }
}

fn target_in(list: &List, id: SmolStr) -> Target {
    match list {
        List::Parties => Target::Party(id),
        List::Themes => Target::Theme(id),
        List::Sources => Target::Source(id),
        List::Facts => Target::Fact(id),
        List::Reviews => Target::Review(id),
        List::Imports => Target::Import(id),
        List::Figures(_) => Target::Figure(id),
        List::Citations(_) | List::Flags(_) | List::Relations(_) => Target::Dossier,
    }
}

/// The edits that lead from the old version to the new one, in an order in which each fits.
///
/// What is new comes from the end of its list to the beginning, so that the record that it stands before is there; what is
/// gone goes when nothing refers to it any more. Where records that stay have moved, those that are new follow them.
#[must_use]
pub fn edits(differences: &[Difference]) -> Vec<Edit> {
    let removals = differences.iter().filter(|difference| matches!(difference, Difference::Removed { .. }));
    let additions = differences.iter().filter(|difference| matches!(difference, Difference::Added { .. }));
    let moves = differences.iter().filter(|difference| matches!(difference, Difference::Moved { .. }));
    let others = differences.iter().filter(|difference| {
        !matches!(difference, Difference::Removed { .. } | Difference::Added { .. } | Difference::Moved { .. })
    });
    let added: BTreeSet<Target> = additions.clone().map(Difference::target).collect();
    // What refers goes before what it refers to: all preparations first, then facts before sources and themes.
    let removals = removals.rev().map(|removal| removal.edits(added.contains(&removal.target())));
    let (mut prepared, mut removed) = (Vec::new(), Vec::new());
    for mut edits in removals {
        removed.extend(edits.pop());
        prepared.append(&mut edits);
    }
    // What was added before a record that has moved since goes after it, again from the end to the beginning.
    let followed = additions.clone().rev().filter_map(|difference| {
        let Difference::Added { list, before, .. } = difference else { return None };
        let has_moves = moves.clone().any(|moved| list_of(&moved.target()).as_ref() == Some(list));
        has_moves.then(|| Edit::Move { at: difference.target(), before: before.clone() })
    });
    let followed: Vec<Edit> = followed.collect();
    let rest = additions.rev().chain(moves).flat_map(|difference| difference.edits(false)).chain(followed);
    others.flat_map(|difference| difference.edits(false)).chain(prepared).chain(removed).chain(rest).collect()
}
