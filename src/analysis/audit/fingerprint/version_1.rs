//! Fingerprints of version 1, which hashed the English sentence and, with that, the day: understood so that a review which
//! was made with one is not lost, and never written.

use std::fmt::Write;

use super::Finding;
use crate::analysis::audit::finding::FindingBody;
use crate::analysis::audit::message::Message;
use crate::dossier::{Citation, Dossier, FactIx, Figure, Flag};
use crate::format::number::{NO_BREAK_SPACE, THIN_SPACE};

/// FNV-1a, 64 bits.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// A sentence that names its day is looked for on so many days before today.
const DAYS_BACK: i64 = 366;

/// Whether a fingerprint of version 1 is that of a finding; where its sentence names the day, on any day of the last year.
pub(super) fn is_of(fingerprint: &str, finding: &Finding, dossier: &Dossier) -> bool {
    let parts = parts(finding, dossier);
    let is_of = |finding: &Finding| fingerprint_of(finding, dossier, &parts) == fingerprint;
    let FindingBody::Any(detail) = &finding.body else { return is_of(finding) };
    let Message::Stale(Some(today)) = detail.message else { return is_of(finding) };
    (0..=DAYS_BACK).any(|days| {
        let mut detail = detail.clone();
        detail.message = Message::Stale(Some(today.plus(-days)));
        is_of(&Finding { body: FindingBody::Any(detail), ..*finding })
    })
}

/// The fingerprint of version 1: sixteen hexadecimal digits.
fn fingerprint_of(finding: &Finding, dossier: &Dossier, parts: &[u64]) -> String {
    let mut hash = Hash::new();
    hash.text(&as_written_then(&finding.sentence(dossier)));
    hash.text(&as_written_then(finding.arithmetic(dossier).as_deref().unwrap_or_default()));
    for part in parts {
        hash.bytes(&part.to_le_bytes());
    }
    format!("{:016x}", hash.0)
}

/// A text as it was written then: digits grouped by narrow spaces, a space before a sign of per cent, and an end of a date that is
/// not known called not stated. What is quoted is of the file, and its numbers stay as they are.
fn as_written_then(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let (mut quotes, mut before) = (0_usize, ' ');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '“' => quotes += 1,
            '”' => quotes = quotes.saturating_sub(1),
            _ => {}
        }
        let is_in_number = quotes == 0 && before.is_ascii_digit();
        match letter {
            ',' if is_in_number && letters.peek().is_some_and(char::is_ascii_digit) => written.push(THIN_SPACE),
            '%' if is_in_number => written.extend([NO_BREAK_SPACE, '%']),
            _ => written.push(letter),
        }
        before = letter;
    }
    written.replace(" date unknown", " not stated")
}

fn parts(finding: &Finding, dossier: &Dossier) -> Vec<u64> {
    let facts = finding.facts().map(|fact| of_fact(dossier, fact));
    let figures = finding.figures().map(|figure| of_figure(dossier, dossier.figure(figure)));
    let mut parts: Vec<u64> = facts.chain(figures).collect();
    parts.sort_unstable();
    parts
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
