//! Looking through all facts for the few that matter.

use std::panic::resume_unwind;
use std::thread;

use crate::dossier::{Dossier, Fact, FactIx, Figure, FigureIx};

/// From so many facts on, two threads share the work.
const FACTS_FOR_THREADS: usize = 8_000;

/// Two things done on a dossier, beside each other where it is large.
pub(super) fn beside<A: Send, B>(
    dossier: &Dossier,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if dossier.facts().len() < FACTS_FOR_THREADS {
        return (one(), other());
    }
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| resume_unwind(panic)), other)
    })
}

/// What is picked of each fact, in the order of the facts; nearly all of the time goes into fetching them.
pub(super) fn gathered<'a, T: Send, I: IntoIterator<Item = T>>(
    dossier: &'a Dossier,
    pick: impl Fn(FactIx, &'a Fact) -> I + Sync,
) -> Vec<T> {
    let (first, second) = dossier.facts().split_at(dossier.facts().len() / 2);
    let of = |facts: &'a [Fact], start: usize| -> Vec<T> {
        facts.iter().enumerate().flat_map(|(at, fact)| pick(FactIx(start + at), fact)).collect()
    };
    let (second, mut picked) = beside(dossier, || of(second, first.len()), || of(first, 0));
    picked.extend(second);
    picked
}

/// The figures of a fact.
pub(super) fn figures_of(fact: FactIx, stated: &Fact) -> impl Iterator<Item = (FigureIx, &Figure)> {
    stated.figures.iter().enumerate().map(move |(place, figure)| (FigureIx { fact, place }, figure))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{dossier, fact, total};
    use super::*;

    #[test]
    fn what_is_picked_is_in_the_order_of_the_facts_however_many_there_are() {
        for count in [0, 1, FACTS_FOR_THREADS - 1, FACTS_FOR_THREADS + 1] {
            let of = |at: usize| fact(&format!("f{at}"), vec![total(&format!("v{at}"), "2019", "1e6")]);
            let dossier = dossier((0..count).map(of).collect());
            let every_third = |ix: FactIx, fact| figures_of(ix, fact).filter(move |_| ix.0.is_multiple_of(3));
            let picked = gathered(&dossier, |ix, fact| every_third(ix, fact).map(|(ix, figure)| (ix, &figure.id)));
            let expected = dossier.figures().filter(|(ix, _)| ix.fact.0.is_multiple_of(3));
            assert_eq!(picked, expected.map(|(ix, figure)| (ix, &figure.id)).collect::<Vec<_>>(), "{count}");
        }
    }
}
