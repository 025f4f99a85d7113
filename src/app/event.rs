//! What happens outside of the program: what threads found out, and what the system tells.

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Action, ClockTime, EditOrder, Edited, ExportRequest, ImportedFile, OpenFile, Pick, Recovery, SaveOrder, Shown,
    View, WindowPlace,
};
use crate::dossier::FactIx;
use crate::load::{Advance, Diagnostic, LoadError};

/// What can change the state: something that a person does, or something that happens.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "passed on one at a time, never kept in numbers")]
pub enum Input {
    /// Somebody does something.
    Action(Action),
    /// Something has happened.
    Event(Event),
}

impl From<Action> for Input {
    fn from(action: Action) -> Self {
        Self::Action(action)
    }
}

impl From<Event> for Input {
    fn from(event: Event) -> Self {
        Self::Event(event)
    }
}

impl Input {
    /// What kind of thing it is; holds nothing of any dossier.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Action(action) => action.name(),
            Self::Event(event) => event.name(),
        }
    }
}

/// Something that has happened outside: the shell tells of it, and [`apply`](super::apply()) says what it changes.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "passed on one at a time, never kept in numbers")]
pub enum Event {
    /// The window is there.
    Started(Box<Started>),
    /// A frame was drawn, so many seconds after the program began.
    Drawn {
        /// That time, in seconds.
        now_secs: f64,
        /// The day and the time where the user is.
        clock: Option<ClockTime>,
        /// The window as it was then.
        window: WindowPlace,
    },
    /// How far the opening of a file has come.
    Advanced {
        /// The number of the opening.
        opening: u64,
        /// How far it has come.
        advance: Advance,
    },
    /// A dossier was opened, or could not be.
    Opened {
        /// The number of the opening.
        opening: u64,
        /// The dossier, or why there is none.
        result: Result<Box<OpenFile>, Arc<LoadError>>,
    },
    /// What was opened is no dossier, but a chart that was exported.
    ChartOpened {
        /// The number of the opening.
        opening: u64,
        /// The chart.
        chart: Box<ExportedChart>,
    },
    /// The open file was read again, after it had changed on disk.
    Revalidated {
        /// The file.
        path: PathBuf,
        /// What it holds now.
        found: Revalidated,
    },
    /// The dossier was written to a file, or could not be.
    Saved {
        /// What was asked for.
        order: Box<SaveOrder>,
        /// What could not be kept of the old file, where something could not, or why nothing was written.
        result: Result<Option<String>, NotSaved>,
    },
    /// Killed windows have left what they had not saved.
    RecoveriesFound(Vec<Recovery>),
    /// The dossier was changed beside the window, or could not be.
    Edited {
        /// What was asked for.
        order: Box<EditOrder>,
        /// Its next version, or why there is none.
        result: Result<Box<Edited>, String>,
    },
    /// How far the reading of a foreign file has come.
    ImportAdvanced {
        /// The number of the reading.
        number: u64,
        /// How far it has come.
        advance: Advance,
    },
    /// A foreign file was read, or could not be.
    ImportRead {
        /// The number of the reading.
        number: u64,
        /// What came of it.
        file: Box<ImportedFile>,
    },
    /// The beginning of an article was read, or could not be; a sentence says why.
    BeginningRead {
        /// The file.
        path: PathBuf,
        /// Its beginning.
        text: Result<String, String>,
    },
    /// The open dossier was audited by other options.
    Audited(Box<OpenFile>),
    /// A search has found so many facts that they fill the list, and goes on.
    FoundFirst {
        /// The number of the search.
        number: u64,
        /// The first facts that it has found.
        facts: Vec<FactIx>,
    },
    /// A search has come to its end.
    Found {
        /// The number of the search.
        number: u64,
        /// What is to be shown; `None` where a later search has made it void.
        shown: Option<Box<Shown>>,
    },
    /// The desktop's dialog for files has been closed.
    Picked {
        /// What it asked for.
        pick: Pick,
        /// The file that was chosen.
        path: Option<PathBuf>,
        /// Whether there can have been a dialog at all.
        was_shown: bool,
    },
    /// So much of a chart is exported, from 0 to 1.
    ExportAdvanced(f32),
    /// A chart was exported, or could not be.
    Exported {
        /// What was asked for.
        request: Box<ExportRequest>,
        /// What is to be known of the file, where there is anything, or why there is none.
        result: Result<Option<String>, NotExported>,
    },
    /// Something was put on the clipboard, or could not be.
    Copied {
        /// What it is.
        name: String,
        /// Why it was not.
        result: Result<(), String>,
    },
    /// The window is asked to close.
    CloseRequested,
    /// It waits until these files are written.
    StillSaving(Vec<PathBuf>),
    /// They are.
    AllSaved,
    /// Something that was asked for could not be done; a sentence says what and why.
    Failed(String),
    /// A thread has stopped by itself, and what it was at was not done.
    Stopped(Job),
}

/// What is known when the window is there.
#[derive(Debug, Default)]
pub struct Started {
    /// Where charts go that nobody said a folder for.
    pub export_folder: Option<PathBuf>,
    /// The report of the last crash, which nobody has seen yet.
    pub crash_report: Option<String>,
    /// What is to be opened first, and how it was looked at before, where it was.
    pub first: Option<(PathBuf, Option<View>)>,
}

/// Why a dossier was not saved; the file is as it was.
#[derive(Debug)]
pub enum NotSaved {
    /// Another program has changed the file, or taken it away.
    Changed(Box<Revalidated>),
    /// There is a file already where there was to be none.
    Exists,
    /// It could not be written; a sentence says why.
    Failed(String),
}

/// A chart that was exported, read from its file.
#[derive(Debug)]
pub struct ExportedChart {
    /// Its file.
    pub path: PathBuf,
    /// The title of the dossier that it was drawn from.
    pub title: String,
    /// The name of the file of that dossier.
    pub file: String,
    /// How it was drawn.
    pub view: ExportRequest,
    /// The dossier to show it on.
    pub dossier: ChartDossier,
    /// What has changed in that dossier since it was drawn, line by line.
    pub differences: Vec<String>,
}

/// The dossier to show an exported chart on.
#[derive(Debug)]
pub enum ChartDossier {
    /// The one that was open when the chart was read, by the SHA-256 of its file.
    Open(String),
    /// Another one.
    Other(Box<OpenFile>),
    /// It was not found.
    NotFound,
}

/// What the open file holds, after it has changed on disk.
#[derive(Debug)]
pub enum Revalidated {
    /// What is on the screen.
    Same,
    /// It is not there, or cannot be read; what happened.
    Unreadable(String),
    /// It is no dossier any more, or not yet again.
    Broken {
        /// How much is wrong.
        summary: String,
        /// What is wrong.
        diagnostics: Vec<Diagnostic>,
    },
    /// Another version.
    New(Box<OpenFile>, FileChanges),
}

/// What differs between two versions of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileChanges {
    /// How many facts are new.
    pub added: usize,
    /// How many facts are gone.
    pub removed: usize,
    /// How many facts say something else.
    pub changed: usize,
    /// All of it, line by line.
    pub lines: Vec<String>,
}

/// Why a chart was not exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotExported {
    /// Somebody called it off.
    Cancelled,
    /// It failed; a sentence says why.
    Failed(String),
}

/// What a thread was at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// Opening a file, the opening of this number.
    Load(u64),
    /// A search, the one of this number.
    Find(u64),
    /// Reading a foreign file, the reading of this number.
    Import(u64),
    /// Auditing by other options.
    Audit,
    /// Exporting a chart.
    Export,
    /// Changing the dossier.
    Edit,
    /// Saving the dossier.
    Save,
    /// Anything else, which nothing waits for.
    Other,
}

impl Event {
    /// What kind of thing it is; holds nothing of any dossier.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Started(_) => "started",
            Self::Drawn { .. } => "drawn",
            Self::Advanced { .. } => "opening goes on",
            Self::Opened { .. } => "opened",
            Self::ChartOpened { .. } => "chart opened",
            Self::Revalidated { .. } => "read again",
            Self::Saved { .. } => "saved",
            Self::RecoveriesFound(_) => "recoveries found",
            Self::Edited { .. } => "edited",
            Self::ImportAdvanced { .. } => "import goes on",
            Self::ImportRead { .. } => "import read",
            Self::BeginningRead { .. } => "beginning read",
            Self::Audited(_) => "audited",
            Self::FoundFirst { .. } => "found first",
            Self::Found { .. } => "found",
            Self::Picked { .. } => "file chosen",
            Self::ExportAdvanced(_) => "export goes on",
            Self::Exported { .. } => "exported",
            Self::Copied { .. } => "copied",
            Self::CloseRequested => "asked to close",
            Self::StillSaving(_) => "still saving",
            Self::AllSaved => "all saved",
            Self::Failed(_) => "failed",
            Self::Stopped(_) => "thread stopped",
        }
    }
}
