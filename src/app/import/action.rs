//! What can be done with a file that is imported.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::app::FileAction;
use crate::import::Recipe;

/// Importing a file, and deciding what of it is taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ImportAction {
    /// Ask for a file, and import it.
    Ask,
    /// Import this file.
    Read(PathBuf),
    /// Import this text.
    ReadText(String),
    /// Import this, whatever was decided of another one and not kept.
    ReadAnyway(ImportFrom),
    /// Call off the reading.
    CancelReading,
    /// Read the file again in another way; what was decided of the same data stays.
    ReadAs(Box<Recipe>),
    /// Look at another part of the review.
    Show(ReviewPart),
    /// Select a row of the list.
    Select(ReviewRow),
    /// Select another row than the one that is.
    Step(Step),
    /// Open a group of the list, or fold it.
    Fold(ReviewRow),
    /// Decide one proposal, or the open ones of a group that is open on the screen.
    Decide(ReviewRow, Choice),
    /// Decide what is selected, and go on to what is open next.
    DecideSelected(Choice),
    /// Take these fields of the selected proposal into the record that is there; none of them keeps that as it is.
    TakeFields(Vec<Vec<SmolStr>>),
    /// Keep the selected source beside the one that is there.
    KeepBoth,
    /// Change the selected proposal in a form.
    Change,
    /// Take what was accepted into the dossier, and keep what was decided.
    Apply,
    /// Take what was accepted into the dossier, keep what was decided, and then do this.
    ApplyThen(Box<FileAction>),
    /// End the review, forget what was decided, and then do this.
    LeaveThen(Box<FileAction>),
    /// End the review; asks first where decisions would be lost.
    Close,
    /// End the review, and forget what was decided.
    Leave,
    /// Show the review again, after something else was looked at.
    Return,
}

/// Where what is imported comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportFrom {
    /// A file.
    File(PathBuf),
    /// A text that somebody pasted.
    Text(String),
}

impl ImportFrom {
    /// What it is called for people.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => crate::app::loading::file_name(path),
            Self::Text(_) => "The pasted text".to_owned(),
        }
    }
}

/// The parts of a review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReviewPart {
    /// What is proposed, and what was not understood.
    #[default]
    Proposals,
    /// What the columns of a table are taken for.
    Columns,
}

/// A row of the list of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReviewRow {
    /// How the file was read.
    Notes,
    /// A group of proposals, by its place.
    Group(usize),
    /// A proposal, by its place.
    Item(usize),
    /// What was not understood.
    NotUnderstood,
    /// One part of that, by its place.
    Missed(usize),
}

/// Going through the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// One row down.
    Next,
    /// One row up.
    Previous,
    /// The first row.
    First,
    /// The last row.
    Last,
}

/// What a person can decide with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// Take it.
    Accept,
    /// Leave it.
    Drop,
    /// Decide it later.
    Reopen,
}

/// A file that is to be read for the open dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportOrder {
    /// Which reading it is; what comes of an earlier one is let go.
    pub number: u64,
    /// The file; where it is a text, what that is called.
    pub path: PathBuf,
    /// The text, where it was pasted.
    pub text: Option<Arc<str>>,
    /// How it is read; `None` as it was read before, or as its content shows it to be.
    pub recipe: Option<Recipe>,
}
