//! The facts of a file, read one by one; what they say of each other is resolved once all are there.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::mpsc::sync_channel;

use serde::de::{Error as _, SeqAccess};
use smol_str::SmolStr;

use super::checker::Checker;
use super::fact::fact;
use super::names::{Names, taken, unknown};
use crate::dossier::{Fact, FactIx, FigureIx, Ids};
use crate::load::LONG_BYTES;
use crate::load::path::At;
use crate::load::progress::Progress;
use crate::load::raw::RawFact;
use crate::load::read::{Read, Taker};

/// So many facts are read between two reports of how far it has come, and handed on together.
const FACTS_PER_REPORT: usize = 64;
/// So many batches of facts may wait to be checked.
const BATCHES_WAITING: usize = 4;

/// The facts so far, with what is wrong with them.
pub(super) struct Draft<'de, 'p> {
    pub(super) check: Checker,
    pub(super) names: Names,
    pub(super) facts: Vec<Fact>,
    pub(super) by_id: Ids<FactIx>,
    figures_by_id: Ids<FigureIx>,
    references: References<'de>,
    /// Whether what facts refer to has been taken over.
    pub(super) has_names: bool,
    /// How many items the list of facts had so far, sound or not.
    items: usize,
    text: &'de str,
    progress: &'p Progress,
}

/// What facts say of each other, by identifier.
pub(super) type References<'de> = Vec<Reference<'de>>;

/// A reference from a fact to another, or from a figure to another.
pub(super) struct Reference<'de> {
    /// The item of the list of facts, and that of its list of relations or figures.
    pub(super) from: (usize, usize),
    pub(super) kind: ReferenceKind,
    /// The identifier of what it refers to.
    pub(super) id: Cow<'de, str>,
}

/// What refers to what.
#[derive(Clone, Copy)]
pub(super) enum ReferenceKind {
    /// A relation to a fact.
    Relation,
    /// A share to a figure.
    Share,
    /// The origin of a fact, to an import.
    Import,
}

/// What a reference leads to.
enum Target {
    Fact(FactIx),
    Figure(FigureIx),
}

impl<'de, 'p> Draft<'de, 'p> {
    pub(super) fn new(text: &'de str, progress: &'p Progress) -> Self {
        Self {
            check: Checker::default(),
            names: Names::default(),
            facts: Vec::new(),
            by_id: Ids::default(),
            figures_by_id: Ids::default(),
            references: Vec::new(),
            has_names: false,
            items: 0,
            text,
            progress,
        }
    }

    fn add(&mut self, item: Read<RawFact<'de>>) {
        let place = self.items;
        self.items += 1;
        let at = At::Key(&At::Top, "facts");
        let at = at.item(place);
        let Some(raw) = self.check.optional(item, at) else { return };
        if place.is_multiple_of(FACTS_PER_REPORT) {
            self.report(&raw);
        }
        let ix = FactIx(self.facts.len());
        let fact = fact(&mut self.check, &self.names, &mut self.references, raw, at);
        self.facts.push(fact);
        let Self { facts, by_id, figures_by_id, check, .. } = self;
        let id = &facts[ix.0].id.0;
        if !id.is_empty() && !by_id.insert(id, ix, |ix| facts[ix.0].id.0.as_str()) {
            taken(check, id, at);
        }
        let id_of = |ix: FigureIx| facts[ix.fact.0].figures[ix.place].id.as_str();
        for (place, figure) in facts[ix.0].figures.iter().enumerate() {
            let figure_ix = FigureIx { fact: ix, place };
            if !figure.id.is_empty() && !figures_by_id.insert(&figure.id, figure_ix, id_of) {
                taken(check, &figure.id, at.key("figures").item(place));
            }
        }
    }

    /// Says how far it has come: as far as the identifier of this fact, where that stands as it is in the text.
    fn report(&self, raw: &RawFact<'de>) {
        if let Read::Good(Cow::Borrowed(id)) = &raw.id {
            let offset = id.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
            self.progress.reach(offset.min(self.text.len()) as u64);
        }
        self.progress.count(self.items as u64);
    }

    /// Resolves what the facts say of each other, and of the imports, by identifier.
    pub(super) fn resolve(&mut self, imports: &[SmolStr]) {
        self.progress.reach(self.text.len() as u64);
        self.progress.count(self.items as u64);
        let resolved = self.targets(imports);
        // Where an item was left out, the places are not those of the file; but then there is no dossier either.
        for ((fact, item), target) in resolved {
            let Some(fact) = self.facts.get_mut(fact) else { continue };
            match target {
                Target::Fact(target) => {
                    if let Some(relation) = fact.relations.get_mut(item) {
                        relation.fact = target;
                    }
                }
                Target::Figure(target) => {
                    if let Some(share) = fact.figures.get_mut(item).and_then(|figure| figure.share.as_mut()) {
                        share.of = target;
                    }
                }
            }
        }
    }

    /// What each reference leads to, with where it stands; those that lead nowhere are noted.
    fn targets(&mut self, imports: &[SmolStr]) -> Vec<((usize, usize), Target)> {
        let Self { references, facts, by_id, figures_by_id, check, .. } = self;
        let id_of = |ix: FactIx| facts[ix.0].id.0.as_str();
        let figure_id_of = |ix: FigureIx| facts[ix.fact.0].figures[ix.place].id.as_str();
        // In their order, once one that is not there has been looked for.
        let (ids, figure_ids) = (OnceCell::new(), OnceCell::new());
        let mut targets = Vec::with_capacity(references.len());
        for Reference { from, kind, id } in references.iter() {
            let target = match kind {
                ReferenceKind::Relation => by_id.find(id, id_of).map(Target::Fact),
                ReferenceKind::Share => figures_by_id.find(id, figure_id_of).map(Target::Figure),
                ReferenceKind::Import if imports.iter().any(|import| *import == **id) => continue,
                ReferenceKind::Import => None,
            };
            if let Some(target) = target {
                targets.push((*from, target));
                continue;
            }
            let at = At::Key(&At::Top, "facts");
            let at = at.item(from.0);
            match kind {
                ReferenceKind::Relation => {
                    let known = ids.get_or_init(|| sorted(facts.iter().map(|fact| fact.id.0.as_str())));
                    unknown(check, id, "fact", known.iter().copied(), at.key("relations").item(from.1).key("fact"));
                }
                ReferenceKind::Import => {
                    let known = imports.iter().map(SmolStr::as_str);
                    unknown(check, id, "import", known, at.key("origin").key("import"));
                }
                ReferenceKind::Share => {
                    let figures = facts.iter().flat_map(|fact| &fact.figures);
                    let known = figure_ids.get_or_init(|| sorted(figures.map(|figure| figure.id.as_str())));
                    let known = known.iter().copied();
                    unknown(check, id, "figure", known, at.key("figures").item(from.1).key("share").key("of"));
                }
            }
        }
        targets
    }
}

fn sorted<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut ids: Vec<&str> = ids.filter(|id| !id.is_empty()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl<'de> Taker<'de> for &mut Draft<'de, '_> {
    type Good = ();

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<()>, A::Error> {
        let progress = self.progress;
        let mut read = |take: &mut dyn FnMut(Read<RawFact<'de>>)| {
            while let Some(item) = list.next_element()? {
                take(item);
                if progress.is_cancelled() {
                    return Err(A::Error::custom("cancelled"));
                }
            }
            Ok(Some(()))
        };
        if self.text.len() < LONG_BYTES {
            return read(&mut |item| self.add(item));
        }
        std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel::<Vec<_>>(BATCHES_WAITING);
            scope.spawn(move || receiver.into_iter().flatten().for_each(|item| self.add(item)));
            let mut batch = Vec::with_capacity(FACTS_PER_REPORT);
            // Nobody takes what is sent only where the other thread panics, and then this one does when it ends.
            let send = |batch: &mut Vec<_>| drop(sender.send(std::mem::take(batch)));
            let result = read(&mut |item| {
                batch.push(item);
                if batch.len() == FACTS_PER_REPORT {
                    send(&mut batch);
                    batch.reserve_exact(FACTS_PER_REPORT);
                }
            });
            send(&mut batch);
            result
        })
    }
}
