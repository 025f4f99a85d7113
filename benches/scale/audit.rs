//! The audit, with all that it rests on: what follows from the figures, rivals, findings and their fingerprints.

use attache::analysis::derive::Derived;
use attache::analysis::{AuditOptions, audit};
use attache::dossier::Dossier;
use attache::load::load_bytes;

use crate::clock::fastest_of_two;
use crate::run::Run;
use crate::table::{Cell, Row};

pub(crate) fn rows(run: &Run) -> Vec<Row> {
    let mut seconds = Vec::new();
    let mut cells = Vec::new();
    for size in &run.sizes {
        let dossier = load_bytes(&run.bytes(*size)).expect("a sound dossier").dossier;
        let work = || {
            let derived = Derived::of(&dossier);
            audit(&dossier, &derived, &AuditOptions::default())
        };
        let (ours, pass) = fastest_of_two(run, work, || one_pass(&dossier));
        seconds.push(ours.as_secs_f64());
        cells.push(Cell::times(ours, pass));
    }
    let growth = seconds.windows(2).map(|pair| pair[1] / pair[0]);
    let growth = std::iter::once(Cell::Nothing).chain(growth.map(|times| Cell::Plain(format!("{times:.1}×"))));
    vec![
        Row {
            what: "audit of everything".to_owned(),
            yardstick: "one pass over the figures".to_owned(),
            goal: "report".to_owned(),
            cells,
        },
        Row {
            what: "audit, against a tenth of the facts".to_owned(),
            yardstick: "the column before".to_owned(),
            goal: "≤ 11×".to_owned(),
            cells: growth.collect(),
        },
    ]
}

/// The least that any audit must do: look at each figure's value as an interval.
fn one_pass(dossier: &Dossier) -> usize {
    let values = dossier.figures().filter_map(|(_, figure)| figure.value.as_ref());
    values.filter(|value| value.interval().low() < value.interval().high()).count()
}
