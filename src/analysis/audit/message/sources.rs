//! What is said of sources.

use num_rational::BigRational;

use super::names::{counted, list, source_name};
use crate::analysis::audit::sourcing::Spread;
use crate::dossier::Source;
use crate::format::number::{rounded_text, ten_to};

/// So many of those cited most are named in a sentence; the arithmetic lists more.
const NAMED: usize = 3;
/// So many lines are listed in the arithmetic.
const LISTED: usize = 20;

/// No fact cites it.
pub(super) fn never_cited(source: &Source) -> String {
    format!("No fact cites {}.", source_name(source))
}

/// How citations are spread, by the names that are cited most.
pub(super) fn spread(spread: &Spread) -> String {
    let Spread { by, counts, unknown, .. } = spread;
    let total = spread.total();
    let share = |count: usize| {
        let percent = BigRational::new(count.into(), total.max(1).into()) * ten_to(2);
        rounded_text(&percent, 3, "percent")
    };
    let mut named: Vec<String> =
        counts.iter().take(NAMED).map(|(name, count)| format!("{name} {count} ({})", share(*count))).collect();
    let others: usize = counts.iter().skip(NAMED).map(|(_, count)| count).sum();
    if others > 0 {
        let rest = counted(counts.len() - NAMED, &format!("other {}", by.word()));
        named.push(format!("{rest} {others} ({})", share(others)));
    }
    if *unknown > 0 {
        named.push(format!("not known {unknown} ({})", share(*unknown)));
    }
    format!("Of {}, by {}: {}.", counted(total, "citation"), by.word(), list(&named))
}

/// The counts, line by line.
pub(super) fn counts(spread: &Spread) -> String {
    let Spread { counts, unknown, .. } = spread;
    let mut lines: Vec<String> = counts.iter().take(LISTED).map(|(name, count)| format!("{name}: {count}")).collect();
    if counts.len() > LISTED {
        let rest: usize = counts.iter().skip(LISTED).map(|(_, count)| count).sum();
        lines.push(format!("{} others: {rest}", counts.len() - LISTED));
    }
    lines.push(format!("not known: {unknown}"));
    lines.push(format!("all: {}", spread.total()));
    lines.join("\n")
}
