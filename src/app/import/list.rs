//! The list of a review: groups of proposals that can be opened and folded, and what was not understood.

use smol_str::SmolStr;

use super::{Choice, ReviewRow, Step};
use crate::dossier::ImportVerdict;
use crate::import::{Decision, Proposal, Proposals};

/// Groups are open from the beginning as long as their rows are no more than this: they fit on a screen.
const MOST_AT_FIRST: usize = 24;

/// What was decided of some proposals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many wait for a person.
    pub open: usize,
    /// How many are accepted.
    pub accepted: usize,
    /// How many are accepted with something changed in them.
    pub changed: usize,
    /// How many are dropped.
    pub dropped: usize,
    /// How many were decided before, or are in the dossier already.
    pub settled: usize,
}

impl Counts {
    fn add(&mut self, item: &Proposal) {
        let count = match &item.decision {
            _ if item.is_settled => &mut self.settled,
            Decision::Open => &mut self.open,
            Decision::Accepted { .. } => &mut self.accepted,
            Decision::Changed(_) => &mut self.changed,
            Decision::Dropped => &mut self.dropped,
        };
        *count += 1;
    }

    /// How many go into the dossier.
    #[must_use]
    pub const fn taken(&self) -> usize {
        self.accepted + self.changed
    }

    /// How many were decided now.
    #[must_use]
    pub const fn decided(&self) -> usize {
        self.taken() + self.dropped
    }
}

/// The rows of a review, which of them is selected, and how much is decided.
#[derive(Clone, Debug, Default)]
pub struct ReviewList {
    rows: Vec<ReviewRow>,
    members: Vec<Vec<usize>>,
    is_open: Vec<bool>,
    is_missed_open: bool,
    counts: Vec<Counts>,
    all: Counts,
    selected: Option<ReviewRow>,
}

impl ReviewList {
    /// The list of what was read; groups stay open that were, by their names.
    pub(super) fn new(proposals: &Proposals, earlier: Option<(&Self, &Proposals)>) -> Self {
        let mut members = vec![Vec::new(); proposals.groups.len()];
        for (place, item) in proposals.items.iter().enumerate() {
            if let Some(members) = members.get_mut(item.group) {
                members.push(place);
            }
        }
        let mut room = MOST_AT_FIRST;
        let opened = |(place, members): (usize, &Vec<usize>)| {
            let key = &proposals.groups[place].key;
            let before = earlier.and_then(|(list, old)| {
                let place = old.groups.iter().position(|group| group.key == *key)?;
                list.is_open.get(place).copied()
            });
            let fits = members.len() <= room;
            room = room.saturating_sub(members.len() + 1);
            before.unwrap_or(fits)
        };
        let is_open = members.iter().enumerate().map(opened).collect();
        let is_missed_open = earlier.map_or(room > 0, |(list, _)| list.is_missed_open);
        let mut list = Self { members, is_open, is_missed_open, ..Self::default() };
        list.arrange(proposals);
        list.count(proposals);
        list.selected = earlier.and_then(|(old_list, old)| list.again(old_list.selected?, old, proposals));
        if list.selected.is_none() {
            let is_open = |row: &&ReviewRow| matches!(row, ReviewRow::Item(item) if proposals.items[*item].is_open());
            list.selected = list.rows.iter().find(is_open).or_else(|| list.rows.first()).copied();
        }
        list
    }

    /// The row of another reading that is about the same.
    fn again(&self, row: ReviewRow, old: &Proposals, new: &Proposals) -> Option<ReviewRow> {
        let found = match row {
            ReviewRow::Item(place) => {
                let key = &old.items.get(place)?.key;
                ReviewRow::Item(new.items.iter().position(|item| item.key == *key)?)
            }
            ReviewRow::Group(place) => {
                let key = &old.groups.get(place)?.key;
                ReviewRow::Group(new.groups.iter().position(|group| group.key == *key)?)
            }
            ReviewRow::Notes | ReviewRow::NotUnderstood | ReviewRow::Missed(_) => row,
        };
        self.rows.contains(&found).then_some(found)
    }

    /// Puts the rows together anew.
    fn arrange(&mut self, proposals: &Proposals) {
        self.rows.clear();
        if !proposals.notes.is_empty() {
            self.rows.push(ReviewRow::Notes);
        }
        for (group, members) in self.members.iter().enumerate().filter(|(_, members)| !members.is_empty()) {
            self.rows.push(ReviewRow::Group(group));
            if self.is_open[group] {
                self.rows.extend(members.iter().map(|item| ReviewRow::Item(*item)));
            }
        }
        let missed = proposals.not_understood.len();
        if missed > 0 {
            self.rows.push(ReviewRow::NotUnderstood);
            if self.is_missed_open {
                self.rows.extend((0..missed).map(ReviewRow::Missed));
            }
        }
    }

    fn count(&mut self, proposals: &Proposals) {
        self.counts = vec![Counts::default(); self.members.len()];
        self.all = Counts::default();
        for item in &proposals.items {
            self.all.add(item);
            if let Some(counts) = self.counts.get_mut(item.group) {
                counts.add(item);
            }
        }
    }

    /// The rows from top to bottom.
    #[must_use]
    pub fn rows(&self) -> &[ReviewRow] {
        &self.rows
    }

    /// The row that is selected.
    #[must_use]
    pub const fn selected(&self) -> Option<ReviewRow> {
        self.selected
    }

    /// The place of the selected row.
    #[must_use]
    pub fn place(&self) -> Option<usize> {
        self.rows.iter().position(|row| Some(*row) == self.selected)
    }

    /// What was decided of a group.
    #[must_use]
    pub fn of_group(&self, group: usize) -> Counts {
        self.counts.get(group).copied().unwrap_or_default()
    }

    /// What was decided of all.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.all
    }

    /// Whether the proposals under a heading are on the screen.
    #[must_use]
    pub fn is_open(&self, row: ReviewRow) -> bool {
        match row {
            ReviewRow::Group(group) => self.is_open.get(group).copied().unwrap_or(false),
            ReviewRow::NotUnderstood => self.is_missed_open,
            ReviewRow::Notes | ReviewRow::Item(_) | ReviewRow::Missed(_) => false,
        }
    }

    pub(super) fn select(&mut self, row: ReviewRow) {
        if self.rows.contains(&row) {
            self.selected = Some(row);
        }
    }

    pub(super) fn step(&mut self, step: Step) {
        let last = self.rows.len().saturating_sub(1);
        let place = match (step, self.place()) {
            (Step::Next, Some(place)) => (place + 1).min(last),
            (Step::Previous, Some(place)) => place.saturating_sub(1),
            (Step::Next | Step::First, _) => 0,
            (Step::Previous | Step::Last, _) => last,
        };
        self.selected = self.rows.get(place).copied();
    }

    pub(super) fn fold(&mut self, row: ReviewRow, proposals: &Proposals) {
        match row {
            ReviewRow::Group(group) => {
                if let Some(is_open) = self.is_open.get_mut(group) {
                    *is_open = !*is_open;
                }
            }
            ReviewRow::NotUnderstood => self.is_missed_open = !self.is_missed_open,
            ReviewRow::Notes | ReviewRow::Item(_) | ReviewRow::Missed(_) => return,
        }
        self.selected = Some(row);
        self.arrange(proposals);
    }

    /// Decides a proposal, or those of a group that is open: what nobody could see is not decided.
    pub(super) fn decide(&mut self, row: ReviewRow, choice: Choice, proposals: &mut Proposals) {
        let places = match row {
            ReviewRow::Item(item) => vec![item],
            ReviewRow::Group(group) if self.is_open(row) => {
                let is_meant = |item: &&usize| match choice {
                    // Which of two that may be one stays, is said of each by itself.
                    Choice::Accept => proposals.items[**item].is_open() && !proposals.items[**item].is_double(),
                    Choice::Drop => proposals.items[**item].is_open(),
                    Choice::Reopen => true,
                };
                self.members[group].iter().filter(is_meant).copied().collect()
            }
            ReviewRow::Group(_) | ReviewRow::Notes | ReviewRow::NotUnderstood | ReviewRow::Missed(_) => return,
        };
        let decision = match choice {
            Choice::Accept => Decision::Accepted { unread: false },
            Choice::Drop => Decision::Dropped,
            Choice::Reopen => Decision::Open,
        };
        for place in places {
            if choice == Choice::Accept && proposals.items[place].is_double() {
                proposals.take_all_fields(place);
            } else {
                proposals.decide_at(place, decision.clone());
            }
        }
        self.count(proposals);
    }

    /// Takes some fields of a proposal into the record that is there.
    pub(super) fn take_fields(&mut self, place: usize, paths: &[Vec<SmolStr>], proposals: &mut Proposals) {
        proposals.take_fields(place, paths);
        self.count(proposals);
    }

    /// Keeps a proposed source beside the one that is there.
    pub(super) fn keep_both(&mut self, place: usize, is_taken: impl Fn(&str) -> bool, proposals: &mut Proposals) {
        proposals.keep_both(place, is_taken);
        self.count(proposals);
    }

    /// Takes another record in the place of one that is proposed.
    pub(super) fn change(&mut self, place: usize, decision: Decision, proposals: &mut Proposals) {
        proposals.decide_at(place, decision);
        self.count(proposals);
    }

    /// Selects the next proposal that is open, of those on the screen; the next row where there is none.
    pub(super) fn go_on(&mut self, proposals: &Proposals) {
        let after = self.place().map_or(0, |place| place + 1);
        let is_open = |row: &&ReviewRow| matches!(row, ReviewRow::Item(item) if proposals.items[*item].is_open());
        match self.rows.get(after..).unwrap_or_default().iter().find(is_open) {
            Some(row) => self.selected = Some(*row),
            None => self.step(Step::Next),
        }
    }
}

/// Whether a person can still decide something of a proposal: it is not settled, or was accepted without being read.
#[must_use]
pub(super) fn can_decide(item: &Proposal) -> bool {
    !item.is_settled || item.before == Some(ImportVerdict::Unread)
}
