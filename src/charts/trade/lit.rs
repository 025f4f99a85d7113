//! What is brought forward: the series of a legend's entry or the years of a note that the pointer is over.

use std::collections::BTreeSet;

use egui::{Id, Ui};

use super::TradeInput;
use super::place::{Placed, Placement};
use crate::dossier::FactIx;

/// What the pointer brings forward; nothing, where it is over no entry and no note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lit {
    /// The name of the series in the legend.
    pub(super) series: Option<String>,
    /// The years of a note.
    pub(super) years: Vec<i64>,
    /// The facts that a search found, where any of what is drawn is of one of them.
    facts: Option<BTreeSet<FactIx>>,
}

/// The same, with the frame that it was seen in.
#[derive(Clone, Debug, Default)]
struct Seen {
    lit: Lit,
    frame: u64,
}

fn id() -> Id {
    Id::unique("what the chart brings forward")
}

/// Brings the values of some years forward, as the pointer is over a note about them.
pub(crate) fn lit_years(ui: &Ui, years: &[i64]) {
    Lit::of_years(years.to_vec()).keep(ui);
}

impl Lit {
    /// A series, by its name in the legend.
    pub(super) fn of_series(name: String) -> Self {
        Self { series: Some(name), ..Self::default() }
    }

    fn of_years(years: Vec<i64>) -> Self {
        Self { years, ..Self::default() }
    }

    /// The same, and what a search found; where nothing in view is of that, nothing steps back for it.
    pub(super) fn and_found(self, input: &TradeInput<'_>, placement: &Placement<'_>) -> Self {
        let Some(found) = input.found else { return self };
        let all = placement.placed.iter().flat_map(facts);
        let facts: BTreeSet<FactIx> = all.filter(|fact| found.place_of(*fact).is_some()).collect();
        Self { facts: Some(facts).filter(|facts| !facts.is_empty()), ..self }
    }

    /// What the pointer was over in the frame before.
    pub(super) fn of(ui: &Ui) -> Self {
        let frame = ui.ctx().cumulative_frame_nr();
        let seen = ui.data(|data| data.get_temp::<Seen>(id()));
        seen.filter(|seen| seen.frame + 1 >= frame).map(|seen| seen.lit).unwrap_or_default()
    }

    /// Keeps it for the frame that follows.
    pub(super) fn keep(self, ui: &Ui) {
        if Self::of(ui) != self {
            ui.ctx().request_repaint();
        }
        let frame = ui.ctx().cumulative_frame_nr();
        ui.data_mut(|data| data.insert_temp(id(), Seen { lit: self, frame }));
    }

    pub(super) fn is_lit(&self, placed: &Placed<'_>) -> bool {
        self.series.as_ref().is_none_or(|name| *name == placed.series.name)
            && (self.years.is_empty() || self.years.contains(&placed.point.slot_year))
            && self.facts.as_ref().is_none_or(|found| facts(placed).any(|fact| found.contains(&fact)))
    }
}

/// The facts that a value is of, or rests on.
fn facts(placed: &Placed<'_>) -> impl Iterator<Item = FactIx> {
    let instead = placed.instead.map(|instead| instead.figure.fact);
    let inputs = placed.point.inputs().filter(move |_| instead.is_none()).map(|one| one.figure.fact);
    instead.into_iter().chain(inputs)
}
