//! Loading: the bytes of a file become a dossier, every reference resolved, every date and number read, everything indexed.

use attache::load::load_bytes;

use crate::clock::fastest_of_two;
use crate::plain;
use crate::run::Run;
use crate::table::{Cell, Row};

pub(crate) fn rows(run: &Run) -> Vec<Row> {
    let cell = |size: &u64| {
        let bytes = run.bytes(*size);
        let (ours, plain) = fastest_of_two(
            run,
            || load_bytes(&bytes).expect("a sound dossier"),
            || serde_json::from_slice::<plain::Dossier>(&bytes).expect("sound JSON"),
        );
        Cell::times(ours, plain)
    };
    vec![Row {
        what: "load a file".to_owned(),
        yardstick: "serde_json into plain structs, same bytes".to_owned(),
        goal: "≤ 1.8×".to_owned(),
        cells: run.sizes.iter().map(cell).collect(),
    }]
}
