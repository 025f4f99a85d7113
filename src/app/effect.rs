//! What only a shell can do.

use std::path::PathBuf;
use std::sync::Arc;

use super::{ChartPart, EditOrder, ExportRequest, Filters, ImportOrder};
use crate::analysis::AuditOptions;
use crate::dossier::FactIx;

/// Something that reaches outside: the shell carries it out, and answers with an [`Event`](super::Event) where there is an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask for a file.
    Pick(Pick),
    /// Open a file; an opening that is under way is called off.
    Load(LoadOrder),
    /// Call off the opening of a dossier file.
    CancelLoad,
    /// Read a foreign file for the open dossier; a reading that is under way is called off.
    Import(ImportOrder),
    /// Read the beginning of an article, for the countries that it names.
    ReadBeginning(PathBuf),
    /// Call off the reading of a foreign file.
    CancelImport,
    /// Open a dossier file in a window of its own.
    NewWindow(PathBuf),
    /// Audit the open dossier by other options.
    Audit(AuditOptions),
    /// Draw a figure into a file.
    Export(ExportRequest),
    /// Call off the figure that is being drawn into a file.
    CancelExport,
    /// Find out which of very many facts are shown.
    Find(FindOrder),
    /// Change the dossier beside the window.
    Edit(Box<EditOrder>),
    /// Write the dossier to a file.
    Save(Box<SaveOrder>),
    /// Remove a recovery file of an earlier window, once what was restored of it is kept anew.
    DropRecovery(PathBuf),
    /// Give a recovery file of an earlier window another name, under which it is offered no more.
    SetRecoveryAside(PathBuf),
    /// Put a part of a figure on the clipboard.
    CopyChart(ExportRequest, ChartPart),
    /// Put a text on the clipboard.
    Copy(String),
    /// Put facts on the clipboard as text, with all that is known and doubted of them.
    CopyFacts(Vec<FactIx>),
    /// Open a link in the browser.
    OpenLink(String),
    /// Show the folder that the log is in.
    ShowLog,
    /// Show a folder in the file manager.
    ShowFolder(PathBuf),
    /// Keep the report of a crash under another name.
    KeepReport,
    /// Delete the report of a crash.
    DeleteReport,
    /// End the program.
    Quit,
}

/// The opening of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadOrder {
    /// Which opening it is.
    pub number: u64,
    /// The file; `None` for the shipped dossier.
    pub path: Option<PathBuf>,
}

/// A search through very many facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindOrder {
    /// Which search it is; a later one makes it void.
    pub number: u64,
    /// What decides which facts are shown.
    pub filters: Filters,
}

/// The saving of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveOrder {
    /// The file that the dossier was in; `None` where it was in none.
    pub from: Option<PathBuf>,
    /// The file to write.
    pub to: PathBuf,
    /// What is written.
    pub text: Arc<str>,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// What may be there.
    pub onto: Onto,
    /// Whether it is a copy: the dossier stays where it is, and stays unsaved.
    pub is_copy: bool,
}

/// What may be at the place of a file that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Onto {
    /// Nothing, or what has this SHA-256.
    Version(String),
    /// Nothing.
    Nothing,
    /// Whatever it is: a person has said so.
    Anything,
}

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "passed on one at a time, never kept in numbers")]
pub enum Pick {
    /// A dossier to open.
    Dossier,
    /// A dossier to open in a window of its own.
    DossierForNewWindow,
    /// A foreign file to import.
    Foreign,
    /// The file of an article to begin a dossier from.
    Article,
    /// A place for a figure; the path is a proposal.
    Figure(ExportRequest),
    /// A place for the dossier, or for a copy of it.
    Save {
        /// A proposal.
        path: PathBuf,
        /// Whether it is for a copy.
        is_copy: bool,
    },
}
