//! A foreign file under review: how it is read, what it proposes, and what was decided.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use smol_str::SmolStr;

use super::list::can_decide;
use super::{ReviewList, ReviewPart, ReviewRow};
use crate::dossier::Dossier;
use crate::import::mapped::TablePreview;
use crate::import::{Decision, FileRead, ImportError, Kind, Proposal, Recipe};
use crate::load::Advance;

/// What came of reading a file.
#[derive(Debug)]
pub struct ImportedFile {
    /// What it proposes, or why it could not be read.
    pub outcome: Result<FileRead, ImportError>,
    /// Where it is a table that is read by its columns: its beginning.
    pub table: Option<TablePreview>,
    /// The dossier that it was read for.
    pub dossier: Arc<Dossier>,
}

/// What is known of a file that was read.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it proposes, or why it could not be read.
    pub outcome: Result<(FileRead, ReviewList), ImportError>,
    /// Where it is a table that is read by its columns: its beginning.
    pub table: Option<TablePreview>,
    /// The dossier that it was compared with.
    pub(super) dossier: Arc<Dossier>,
}

/// A foreign file under review.
#[derive(Clone, Debug)]
pub struct ImportReview {
    /// The file; where it is a text, what that is called.
    pub path: PathBuf,
    /// The text, where it was pasted.
    pub(super) text: Option<Arc<str>>,
    /// How it is to be read, where somebody has said so.
    pub(super) recipe: Option<Recipe>,
    /// The reading that is under way: its number, and when it began.
    pub(super) reading: Option<(u64, f64)>,
    /// How far that has come.
    pub(super) advance: Advance,
    /// What came of the last reading.
    pub(super) found: Option<Found>,
    /// What is looked at.
    pub part: ReviewPart,
    /// Whether something else is in the middle of the window meanwhile.
    pub is_aside: bool,
    /// Whether the selected row is to be scrolled to.
    pub wants_scroll: bool,
    /// Whether what was accepted is on its way into the dossier.
    pub(in crate::app) is_applying: bool,
    /// What was decided, by the key and the fingerprint of the proposal: it holds whenever the file is read again.
    kept: BTreeMap<(SmolStr, SmolStr), Decision>,
}

impl ImportReview {
    pub(super) fn new(path: PathBuf, text: Option<Arc<str>>, recipe: Option<Recipe>, reading: (u64, f64)) -> Self {
        Self {
            path,
            text,
            recipe,
            reading: Some(reading),
            advance: Advance::default(),
            found: None,
            part: ReviewPart::default(),
            is_aside: false,
            wants_scroll: true,
            is_applying: false,
            kept: BTreeMap::new(),
        }
    }

    /// The name of the file, without its folder.
    #[must_use]
    pub fn name(&self) -> String {
        crate::app::loading::file_name(&self.path)
    }

    /// What was read; `None` before the first reading has ended, and where it could not be read.
    #[must_use]
    pub fn read(&self) -> Option<(&FileRead, &ReviewList)> {
        let (read, list) = self.found.as_ref()?.outcome.as_ref().ok()?;
        Some((read, list))
    }

    /// Why the file could not be read, or not without an answer.
    #[must_use]
    pub fn trouble(&self) -> Option<&ImportError> {
        self.found.as_ref()?.outcome.as_ref().err()
    }

    /// The beginning of the table, where it is one that is read by its columns.
    #[must_use]
    pub fn table(&self) -> Option<&TablePreview> {
        self.found.as_ref()?.table.as_ref()
    }

    /// How the file is read, or is about to be.
    #[must_use]
    pub fn recipe(&self) -> Recipe {
        let of_table = || self.table().map(|table| Recipe { table: Some(table.mapping.clone()), ..Recipe::default() });
        let settled = self.read().map(|(read, _)| read.recipe.clone());
        self.recipe.clone().or(settled).or_else(of_table).unwrap_or_default()
    }

    /// What the file is read as; [`Kind::Auto`] as long as nobody knows.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.recipe().kind
    }

    /// Whether the file is being read, for so long that it is worth saying.
    #[must_use]
    pub fn is_slow(&self, now_secs: f64) -> bool {
        const UNSHOWN_SECS: f64 = 0.15;
        self.reading.is_some_and(|(_, since)| now_secs - since > UNSHOWN_SECS)
    }

    /// Whether the file is being read.
    #[must_use]
    pub const fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// How far the reading has come.
    #[must_use]
    pub const fn advance(&self) -> Advance {
        self.advance
    }

    /// Whether something was decided that is kept nowhere yet.
    #[must_use]
    pub fn has_decisions(&self) -> bool {
        match self.read() {
            Some((_, list)) => list.counts().decided() > 0,
            None => !self.kept.is_empty(),
        }
    }

    /// The proposal of the selected row.
    #[must_use]
    pub fn selected(&self) -> Option<(usize, &Proposal)> {
        let (read, list) = self.read()?;
        let Some(ReviewRow::Item(place)) = list.selected() else { return None };
        Some((place, read.proposals.items.get(place)?))
    }

    /// Whether a row can be decided: a proposal that is not settled, or a group that is open on the screen.
    #[must_use]
    pub fn can_decide(&self, row: ReviewRow) -> bool {
        let Some((read, list)) = self.read() else { return false };
        match row {
            ReviewRow::Item(place) => read.proposals.items.get(place).is_some_and(can_decide),
            ReviewRow::Group(group) => list.is_open(row) && list.of_group(group).open > 0,
            ReviewRow::Notes | ReviewRow::NotUnderstood | ReviewRow::Missed(_) => false,
        }
    }

    /// The proposal of a key, with its place.
    #[must_use]
    pub fn proposal(&self, key: &str) -> Option<(usize, &Proposal)> {
        let items = &self.read()?.0.proposals.items;
        items.iter().enumerate().find(|(_, item)| item.key == key)
    }

    /// What was read together with the list, to be decided; what was changed there has to be kept afterwards.
    pub(super) fn read_mut(&mut self) -> Option<(&mut FileRead, &mut ReviewList)> {
        let (read, list) = self.found.as_mut()?.outcome.as_mut().ok()?;
        Some((read, list))
    }

    /// Keeps what was decided, for when the file is read again.
    pub(super) fn keep(&mut self) {
        let Some((read, _)) = self.found.as_ref().and_then(|found| found.outcome.as_ref().ok()) else { return };
        for item in read.proposals.items.iter().filter(|item| !item.is_settled) {
            let key = (item.key.clone(), item.fingerprint.clone());
            if item.decision == Decision::Open {
                self.kept.remove(&key);
            } else {
                self.kept.insert(key, item.decision.clone());
            }
        }
    }

    /// Takes in what came of reading the file.
    pub(super) fn take(&mut self, ImportedFile { outcome, table, dossier }: ImportedFile) {
        let outcome = outcome.map(|mut read| {
            for place in 0..read.proposals.items.len() {
                let item = &read.proposals.items[place];
                if let Some(decision) = self.kept.get(&(item.key.clone(), item.fingerprint.clone())) {
                    let decision = decision.clone();
                    read.proposals.decide_at(place, decision);
                }
            }
            let earlier = self.read().map(|(read, list)| (list, &read.proposals));
            let list = ReviewList::new(&read.proposals, earlier);
            (read, list)
        });
        let is_first = self.found.is_none();
        let is_to_be_mapped = table.as_ref().is_some_and(|table| !table.mapping.questions.is_empty());
        if is_first && table.is_some() && (outcome.is_err() || is_to_be_mapped) {
            self.part = ReviewPart::Columns;
        }
        if table.is_none() {
            self.part = ReviewPart::Proposals;
        }
        self.found = Some(Found { outcome, table, dossier });
        self.wants_scroll = true;
    }

    /// Whether what was read was compared with another dossier than this one.
    pub(super) fn is_of_another(&self, dossier: &Arc<Dossier>) -> bool {
        self.found.as_ref().is_some_and(|found| !Arc::ptr_eq(&found.dossier, dossier))
    }
}
