//! What the program knows while it runs, and the one way to change it.
//!
//! Views read an [`AppState`] and push [`Action`]s; threads and the system tell [`Event`]s. [`apply()`] takes in either and returns
//! the [`Effect`]s that only a shell with files, a clipboard and a window can have. No module below the window needs more than
//! this to be driven, so tests, scripts, menu, keys and mouse all go the same way.

mod action;
mod apply;
mod charts;
mod conflict;
mod copy;
mod document_format;
mod editing;
mod effect;
mod event;
mod form;
mod form_part;
mod frame_parts;
mod guide;
mod history;
mod import;
mod json_text;
mod listed;
mod loading;
mod main_view;
mod model;
mod names;
mod new_dossier;
mod notice;
mod open_form;
mod opening;
mod paste;
mod pending;
mod recovery;
mod replace;
mod request;
mod saving;
mod selection;
mod session;
mod settings;
mod several;
mod sheet;
mod shown;
mod span;
mod state;
mod take_in;
mod themes;
mod undo;
mod unsaved;
mod view;
mod written;

pub use action::{
    Action, AfterReview, AskToSave, Dialog, FactPart, FileAction, FilterAction, LayoutAction, Panel, Resolution,
    ReviewDraft, SaveTo, SelectAction, SelectedAs, SpanAction, TimeAxisTarget,
};
pub use apply::apply;
pub use conflict::{Comparison, Conflict, SideChoice, Theirs};
pub use document_format::DocumentFormat;
pub use editing::{EditAction, EditOrder, EditStep, Edited, TextChange};
pub use effect::{Effect, FindOrder, LoadOrder, Onto, Pick, SaveOrder};
pub use event::{
    ChartDossier, Event, ExportedChart, FileChanges, Input, Job, NotExported, NotSaved, Revalidated, Started,
};
pub use form::{FormOf, RecordForm};
pub use form_part::FormPart;
pub use frame_parts::{FrameParts, SourceLine};
pub use guide::{GUIDE, Guide, GuideAction, GuideStep};
pub use history::History;
pub use import::{
    Choice, Counts, Found, ImportAction, ImportFrom, ImportOrder, ImportReview, ImportedFile, ReviewList, ReviewPart,
    ReviewRow, Step, is_foreign,
};
pub use json_text::JsonText;
pub use listed::{FindingGroup, ListedFindings};
pub use loading::Loading;
pub use main_view::MainView;
pub use model::Model;
pub use new_dossier::{NewDossier, PartyChoice};
pub use notice::{Notice, Tone};
pub use opening::Opening;
pub use paste::{Double, PasteReport};
pub use pending::PendingChange;
pub use recovery::{RecoveredEdit, Recovery};
pub use replace::{FoundText, MOST_REPLACED, Replacement, TextField};
pub use request::{ChartKind, ChartPart, ChartTheme, ExportRequest, FileFormat};
pub use selection::Selection;
pub use session::{Search, Session};
pub use settings::{
    ExportSize, MAX_STALE_AFTER, MAX_TEXT_SCALE, MIN_TEXT_SCALE, PanelWidths, Settings, ThemeChoice, WindowPlace,
};
pub use several::{MOST_CHANGED, SeveralEdit};
pub use sheet::{LengthUnit, MAX_SIDE, MIN_SIDE, SizePreset, TYPE_PERCENT};
pub use shown::{Filters, Finder, Shown};
pub use span::Span;
pub use state::{AppState, OpenFile};
pub use themes::{RemovedTheme, ThemeLine, ThemesForm, fact_counts};
pub use undo::{ClockTime, HistoryRow, HistoryTime, Undo};
pub use unsaved::{Unsaved, UnsavedChange};
pub use view::{MAX_AUTOMATIC_SHARE, RivalPolicy, Side, ValueAxis, View};
pub use written::WrittenTexts;
