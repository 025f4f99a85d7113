//! Everything that can be done, as plain data.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{
    ChartKind, ChartPart, EditAction, ExportRequest, GuideAction, ImportAction, ImportFrom, JsonText, MainView,
    NewDossier, Recovery, Replacement, RivalPolicy, SeveralEdit, Side, Span, ThemeChoice, ThemesForm, ValueAxis,
};
use crate::analysis::ChartChoice;
use crate::cite::Style;
use crate::dossier::FactId;
use crate::edit::Target;

/// Something to do, proposed by a view, a key, a menu, a script or a test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Action {
    /// Select a fact.
    Select(SelectAction),
    /// Change the stretch of time that the timeline or the chart shows.
    Span(TimeAxisTarget, SpanAction),
    /// Make the two spans one, or part them again.
    ToggleLock,
    /// Space the chart's values otherwise.
    SetValueAxis(ValueAxis),
    /// Show only values between these two, in the unit of the series; `None` fits what is in view.
    SetValueRange(Option<(f64, f64)>),
    /// Draw rival values otherwise.
    SetRivals(RivalPolicy),
    /// Draw the values of this reporter alone, by identifier; `None` draws all.
    SetReporter(Option<String>),
    /// Draw other series in the chart, or draw them otherwise; what is left open is chosen for the dossier.
    SetChart(Box<ChartChoice>),
    /// Move the cursor that runs through timeline and chart, in days since 1970-01-01.
    SetCursor(Option<f64>),
    /// Choose which facts are shown.
    Filter(FilterAction),
    /// Arrange the window.
    Layout(LayoutAction),
    /// Open, export, quit.
    File(FileAction),
    /// Change the dossier.
    Edit(EditAction),
    /// Import a foreign file.
    Import(ImportAction),
    /// Use the guide for newcomers.
    Guide(GuideAction),
    /// Put what a figure on the screen shows on the clipboard.
    CopyChart(ChartKind, ChartPart),
    /// Put a text on the clipboard.
    Copy {
        /// What it is, for the message that it was copied.
        what: String,
        /// The text.
        text: String,
    },
    /// Copy the reference to a source, by its identifier, in a style; what the style has no field for is said.
    CopyReference(SmolStr, Style),
    /// Copy all selected facts.
    CopySelected(SelectedAs),
    /// Copy a part of a fact, by its identifier.
    CopyFact(FactId, FactPart),
    /// Show a link in full, and ask whether it is to be opened.
    AskToOpenLink(String),
    /// Open a link in the browser.
    OpenLink(String),
    /// Put the message away.
    DismissNotice,
    /// Take back the last change of the view or of the dossier.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Go to a place in the history: so many steps after its beginning.
    StepTo(usize),
}

/// Which of the two views of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeAxisTarget {
    /// The timeline.
    Timeline,
    /// The chart.
    Chart,
}

/// As what selected facts are copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SelectedAs {
    /// Plain text, with all that is known and doubted of them.
    Text,
    /// Their records, as they stand in the file.
    Json,
}

/// What of a fact can be copied alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactPart {
    /// Its statement, with its doubts and sources in brackets.
    Statement,
    /// Its citations, a line each.
    Citations,
}

/// Selecting facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SelectAction {
    /// This one.
    Fact(FactId),
    /// The next of those shown, by date.
    Next,
    /// The previous of those shown, by date.
    Previous,
    /// The first of those shown.
    First,
    /// The last of those shown.
    Last,
    /// The one that was selected before.
    Back,
    /// The one that was gone back from.
    Forward,
    /// None.
    Clear,
    /// This one beside those that are selected, or no longer.
    Toggle(FactId),
    /// All that are shown from the one where the selection began to this one.
    ExtendTo(FactId),
    /// The same to the one after that which is read.
    ExtendNext,
    /// The same to the one before that which is read.
    ExtendPrevious,
    /// All that are shown.
    AllShown,
    /// These.
    Several {
        /// The facts.
        facts: Vec<FactId>,
        /// Whether those that are selected already stay so.
        is_added: bool,
    },
    /// Of those that are selected, only the one that is read.
    OnlyRead,
    /// Of those that are selected, only those that are shown.
    OnlyShown,
}

/// Changing a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum SpanAction {
    /// Show this.
    Set(Span),
    /// Show less or more of it.
    Zoom {
        /// How many times as long everything becomes on the screen.
        factor: f64,
        /// The moment that stays where it is, in days; the middle where there is none.
        at_days: Option<f64>,
    },
    /// Move later by a share of the width; earlier where negative.
    Pan(f64),
    /// Show everything.
    Fit,
    /// Move just as far as needed to show the selected fact.
    Reveal,
}

/// Choosing which facts are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilterAction {
    /// Show or hide a theme, by identifier.
    ToggleTheme(String),
    /// Select a theme, by identifier: the first one shows it alone, more of them are shown with it, and each is left out
    /// again the second time. Where none is left, all are shown.
    SelectTheme(String),
    /// Show this theme alone; all of them where it is alone already.
    OnlyTheme(String),
    /// Want a flag, by its word, or no longer.
    ToggleFlag(String),
    /// Search for a text.
    Search(String),
    /// Show everything again.
    Clear,
}

/// Arranging the window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LayoutAction {
    /// Open or fold a panel.
    Toggle(Panel),
    /// List facts or findings on the left; opens the panel where it is folded.
    ShowSide(Side),
    /// Select the findings of a severity, by its word, as themes are selected.
    SelectSeverity(String),
    /// Light, dark, or as the system has it.
    SetTheme(ThemeChoice),
    /// The size of everything.
    SetTextScale(f32),
    /// After how many years the newest poll or statistic of its kind is called old.
    SetStaleAfter(u32),
    /// Show this in the middle of the window.
    ShowMain(MainView),
    /// Of timeline and chart, bring one to the front where there is room for one of them only.
    BringToFront {
        /// Whether the chart, and not the timeline.
        is_chart: bool,
    },
    /// The part of the height that the timeline takes beside the chart, from 0 to 1; `None` gives it what it needs.
    SetTimelineShare(Option<f32>),
    /// The width of a panel, in points.
    SetPanelWidth(Panel, f32),
    /// Look closely at a source, by its identifier; `None` folds it again.
    OpenSource(Option<String>),
    /// Open a dialog.
    Open(Dialog),
    /// Close the dialog.
    CloseDialog,
    /// Open or fold the notes and sources under the chart.
    ToggleNotes,
    /// Let the left button draw a box to zoom the chart into, or move it again.
    ToggleBoxZoom,
    /// Show the preview of an export as large as the file will be, or as large as the room for it.
    TogglePreviewSize,
    /// Put the keyboard into the search field.
    FocusSearch,
    /// Move the keyboard to the next panel, or to the one before.
    StepPanel {
        /// Whether to the one before.
        is_back: bool,
    },
    /// Put the hint for beginners away for good.
    PutHintAway,
}

/// The panels that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Panel {
    /// The list of facts.
    List,
    /// The detail panel.
    Detail,
}

/// The dialogs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Dialog {
    /// Everything that can be done, to be found by its name.
    Palette,
    /// A link in full, before it is opened.
    Link(String),
    /// The sheet of shortcuts.
    Shortcuts,
    /// What this program is.
    About,
    /// What is odd about the open file, or wrong with one that could not be opened.
    Diagnostics,
    /// Where a number comes from: the figure of this identifier.
    TraceFigure(SmolStr),
    /// Where a derived number comes from: the derivation at this place.
    TraceDerivation(usize),
    /// The choice of a file to open, where the desktop offers none.
    OpenFile,
    /// The report of a crash.
    Report,
    /// The data behind a figure as a table.
    Table(ChartKind),
    /// The order for a figure.
    Export(Box<ExportRequest>),
    /// The note on a finding that has been looked at.
    Review(ReviewDraft),
    /// Whether a record is to be removed.
    Remove(Target),
    /// The text of a record as it stands in the file, which can be written in.
    Json(Box<JsonText>),
    /// The themes while they are ordered and named.
    Themes(Box<ThemesForm>),
    /// What is to be replaced in titles and statements.
    Replace(Box<Replacement>),
    /// A change of all selected facts that is being written.
    Several(Box<SeveralEdit>),
    /// Whether what was decided of an import is to be forgotten, before something else where there is that.
    LeaveImport(Option<AfterReview>),
    /// Whether what is not saved is to be saved, before something else is done.
    AskToSave(AskToSave),
    /// Where the dossier is to be saved, where the desktop offers no dialog.
    SaveAs(SaveTo),
    /// What is to be done where another program has changed the file, while there is something that is not saved.
    Conflict,
    /// Whether what a killed window had not saved is to be restored.
    Restore(Box<Recovery>),
    /// What was done and undone, step by step.
    History,
    /// A dossier that is being begun.
    NewDossier(Box<NewDossier>),
    /// The text of an article that a dossier is begun from.
    NewArticle(String),
}

impl Dialog {
    /// Whether a person writes in it, and nothing keeps what was written when something else takes its place.
    #[must_use]
    pub fn is_lost_when_put_away(&self) -> bool {
        match self {
            Self::Themes(_) | Self::Replace(_) | Self::Several(_) => true,
            Self::NewDossier(new) => **new != NewDossier::default(),
            Self::NewArticle(text) => !text.is_empty(),
            Self::Palette
            | Self::Link(_)
            | Self::Shortcuts
            | Self::About
            | Self::Diagnostics
            | Self::TraceFigure(_)
            | Self::TraceDerivation(_)
            | Self::OpenFile
            | Self::Report
            | Self::Table(_)
            | Self::Export(_)
            | Self::Review(_)
            | Self::Remove(_)
            | Self::Json(_)
            | Self::LeaveImport(_)
            | Self::AskToSave(_)
            | Self::SaveAs(_)
            | Self::Conflict
            | Self::Restore(_)
            | Self::History => false,
        }
    }
}

/// What waits for an answer to what becomes of the decisions on an import.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AfterReview {
    /// Something else is imported.
    Read(ImportFrom),
    /// Something is done that would end the review.
    Do(Box<FileAction>),
}

/// What waits for an answer to whether it is to be saved first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AskToSave {
    /// What is to be done then.
    pub next: Box<FileAction>,
}

/// Where a dossier is to be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveTo {
    /// The file.
    pub path: PathBuf,
    /// Whether it is a copy: the dossier stays where it is.
    pub is_copy: bool,
    /// Whether a file that is there may be replaced.
    pub may_replace: bool,
}

/// What is done where another program has changed the file, while there is something that is not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Resolution {
    /// What is open stays, and takes the place of the file when it is saved.
    KeepMine,
    /// What the file holds now is opened; what was not saved can be undone to.
    TakeTheirs,
    /// What was chosen of both is put together.
    Merge,
}

/// A review while it is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDraft {
    /// The key of the finding.
    pub finding: String,
    /// The note so far.
    pub note: String,
}

/// Opening, saving, exporting, quitting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FileAction {
    /// Ask for a dossier and open it.
    AskToOpen,
    /// Ask for a dossier and open it in a window of its own.
    AskToOpenInNewWindow,
    /// Open this dossier.
    Open(PathBuf),
    /// Call off the opening of a dossier that is under way.
    CancelOpening,
    /// Open this dossier in a window of its own.
    OpenInNewWindow(PathBuf),
    /// Forget which files were open before.
    ClearRecent,
    /// Open the shipped dossier.
    OpenShipped,
    /// Ask for the file of an article to begin a dossier from.
    AskForArticle,
    /// Begin a dossier from an article: the countries that it names are offered.
    PrepareArticle(ImportFrom),
    /// Begin a new dossier.
    Begin(Box<NewDossier>),
    /// Restore what a killed window had not saved.
    Restore(Box<Recovery>),
    /// Let go what a killed window had not saved, by its recovery file.
    DiscardRecovery(PathBuf),
    /// Save the dossier in its file; where it has none, ask for one.
    Save,
    /// Ask for a file, and save the dossier there.
    SaveAs,
    /// Ask for a file, and save a copy there.
    SaveCopy,
    /// Save the dossier, or a copy, there.
    SaveTo(SaveTo),
    /// Save the dossier, and then do this.
    SaveThen(Box<Self>),
    /// Do this, and let go what is not saved.
    DropThen(Box<Self>),
    /// Choose of what differs between the file and what is open here.
    ChooseSide(super::SideChoice),
    /// Settle what another program has done to the file.
    Resolve(Resolution),
    /// Prepare the review of a finding, by its key.
    PrepareReview(String),
    /// Prepare an export of what is on the screen.
    PrepareExport(ChartKind),
    /// Opens the order for the whole dossier in another format.
    PrepareDocument,
    /// Ask where to put the figure.
    AskWhereToExport(Box<ExportRequest>),
    /// Export.
    Export(Box<ExportRequest>),
    /// Show the folder that the latest message speaks of.
    ShowFolder,
    /// Show the folder that the log is in.
    ShowLog,
    /// Keep the report of a crash, and speak of it no more.
    KeepReport,
    /// Delete the report of a crash.
    DeleteReport,
    /// End the program.
    Quit,
}
