//! The running date, from which a month without its year is read.

use super::super::moment::{Grain, Moment};

/// The date that a text last said, as far as one goes on from it.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Running {
    /// The last date with a year.
    last: Option<Moment>,
}

impl Running {
    /// Nothing goes on from before a heading.
    pub(super) fn reset(&mut self) {
        self.last = None;
    }

    /// The last date.
    pub(super) fn last(&self) -> Option<Moment> {
        self.last
    }

    /// The year that one goes on from.
    pub(super) fn year(&self) -> Option<i32> {
        self.last.filter(|last| last.grain <= Grain::Year).and_then(|last| last.year)
    }

    /// The year of a month that comes without one: the running one, or the next where the months have gone round from
    /// the end of a year to the beginning of another.
    pub(super) fn year_of(&self, month: u8) -> Option<i32> {
        let year = self.year()?;
        let before = self.last.filter(|last| last.grain <= Grain::Month).map_or(0, |last| last.month);
        Some(if month <= 12 && month + 6 <= before { year + 1 } else { year })
    }

    /// A date was said: one goes on from it.
    pub(super) fn set(&mut self, moment: Moment) {
        if moment.year.is_some() {
            self.last = Some(moment);
        }
    }
}
