//! Looking through all facts for the few that matter.

use std::panic::resume_unwind;
use std::thread;

use crate::dossier::{Dossier, Fact, FactIx, Figure, FigureIx};

/// From so many facts on, two threads look through half of them each: nearly all of the time goes into fetching them.
const FACTS_FOR_THREADS: usize = 8_000;

/// What is picked of each fact, in the order of the facts.
pub(super) fn gathered<'a, T: Send, I: IntoIterator<Item = T>>(
    dossier: &'a Dossier,
    pick: impl Fn(FactIx, &'a Fact) -> I + Sync,
) -> Vec<T> {
    let (first, second) = dossier.facts().split_at(dossier.facts().len() / 2);
    let of = |facts: &'a [Fact], start: usize| -> Vec<T> {
        facts.iter().enumerate().flat_map(|(at, fact)| pick(FactIx(start + at), fact)).collect()
    };
    let second_half = || of(second, first.len());
    if dossier.facts().len() < FACTS_FOR_THREADS {
        return of(first, 0).into_iter().chain(second_half()).collect();
    }
    thread::scope(|scope| {
        let second = scope.spawn(second_half);
        let mut picked = of(first, 0);
        picked.extend(second.join().unwrap_or_else(|panic| resume_unwind(panic)));
        picked
    })
}

/// The figures of a fact.
pub(super) fn figures_of(fact: FactIx, stated: &Fact) -> impl Iterator<Item = (FigureIx, &Figure)> {
    stated.figures.iter().enumerate().map(move |(place, figure)| (FigureIx { fact, place }, figure))
}
