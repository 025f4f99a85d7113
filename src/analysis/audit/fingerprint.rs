//! Fingerprints: short texts that change with what a finding rests on, and with nothing else.

use std::fmt::Write;

use super::Finding;
use crate::dossier::{Citation, Dossier, FactIx, Figure, Flag};

/// FNV-1a, 64 bits.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

impl Finding {
    /// Stands for everything that it rests on, and changes with it: its words, and the facts and figures that it concerns,
    /// in no order. Sixteen hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self, dossier: &Dossier) -> String {
        let facts = self.facts().map(|fact| of_fact(dossier, fact));
        let figures = self.figures().map(|figure| of_figure(dossier, dossier.figure(figure)));
        let mut parts: Vec<u64> = facts.chain(figures).collect();
        parts.sort_unstable();
        let mut hash = Hash::new();
        hash.text(&self.sentence(dossier));
        hash.text(self.arithmetic(dossier).as_deref().unwrap_or_default());
        for part in parts {
            hash.bytes(&part.to_le_bytes());
        }
        format!("{:016x}", hash.0)
    }
}

fn of_fact(dossier: &Dossier, fact: FactIx) -> u64 {
    let fact = dossier.fact(fact);
    let mut hash = Hash::new();
    hash.text(&fact.id.0);
    hash.text(fact.date.as_ref().map_or("", |date| date.text()));
    hash.text(&fact.statement);
    hash.text(fact.note.as_deref().unwrap_or_default());
    for Citation { source, locator, note } in &fact.citations {
        hash.text(dossier.source(*source).id());
        hash.text(locator.as_deref().unwrap_or_default());
        hash.text(note.as_deref().unwrap_or_default());
    }
    for Flag { kind, scope, since, reason } in &fact.flags {
        hash.text(kind.word());
        hash.text(scope.as_deref().unwrap_or_default());
        hash.text(since.as_ref().map_or("", |since| since.text()));
        hash.text(reason.as_deref().unwrap_or_default());
    }
    for relation in &fact.relations {
        hash.text(relation.kind.word());
        hash.text(&dossier.fact(relation.fact).id.0);
        hash.text(relation.note.as_deref().unwrap_or_default());
    }
    hash.0
}

fn of_figure(dossier: &Dossier, figure: &Figure) -> u64 {
    let mut text = String::new();
    let Figure { id, measure, commodity, flow, reporter, partner, unit, valuation, basis, missing, rank, .. } = figure;
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "{id}|{measure}|{commodity:?}|{flow:?}|{reporter:?}|{partner:?}|{unit}|{valuation:?}|{basis:?}|{missing:?}|{rank:?}|{:?}|{:?}",
        figure.bound, figure.rank_reason
    );
    let mut hash = Hash::new();
    hash.text(&text);
    hash.text(figure.period.as_ref().map_or("", |period| period.text()));
    hash.text(figure.value.as_ref().map_or("", |value| value.text()));
    if let Some(change) = &figure.change {
        hash.text(change.percent.text());
        hash.text(change.from.text());
    }
    if let Some(share) = &figure.share {
        hash.text(share.percent.text());
        hash.text(&dossier.figure(share.of).id);
    }
    hash.0
}

struct Hash(u64);

impl Hash {
    const fn new() -> Self {
        Self(OFFSET)
    }

    /// Adds a text and where it ends.
    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0xFF]);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
    }
}
