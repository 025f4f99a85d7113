//! The audit, with all that it rests on: what follows from the figures, rivals, findings and their fingerprints.

use attache::analysis::derive::Derived;
use attache::analysis::{Audit, AuditOptions, audit};
use attache::dossier::Dossier;
use attache::load::load_bytes;

use crate::clock::fastest_of_two;
use crate::run::Run;
use crate::table::{Cell, Row};

pub(crate) fn rows(run: &Run) -> Vec<Row> {
    let sizes = run.sizes.iter();
    let dossiers: Vec<Dossier> =
        sizes.map(|size| load_bytes(&run.bytes(*size)).expect("a sound dossier").dossier).collect();
    let against_a_pass = dossiers.iter().map(|dossier| {
        let (ours, pass) = fastest_of_two(run, || audited(dossier), || one_pass(dossier));
        Cell::times(ours, pass)
    });
    // In turns: a smaller one that has the processor's cache to itself time after time would not be the same work.
    let growth = dossiers.windows(2).map(|pair| {
        let (tenth, whole) = fastest_of_two(run, || audited(&pair[0]), || audited(&pair[1]));
        Cell::times(whole, tenth)
    });
    vec![
        Row {
            what: "audit of everything".to_owned(),
            yardstick: "one pass over the figures".to_owned(),
            goal: "report".to_owned(),
            cells: against_a_pass.collect(),
        },
        Row {
            what: "audit, against a tenth of the facts".to_owned(),
            yardstick: "the dossier of the column before".to_owned(),
            goal: "≤ 11×".to_owned(),
            cells: std::iter::once(Cell::NoDataReason).chain(growth).collect(),
        },
    ]
}

/// The audit, with what follows from the figures, which it rests on.
fn audited(dossier: &Dossier) -> (Derived, Audit) {
    let derived = Derived::of(dossier);
    let audit = audit(dossier, &derived, &AuditOptions::default());
    (derived, audit)
}

/// The least that any audit must do: look at each figure's value as an interval.
fn one_pass(dossier: &Dossier) -> usize {
    let values = dossier.figures().filter_map(|(_, figure)| figure.value.as_ref());
    values.filter(|value| value.interval().low() < value.interval().high()).count()
}
