//! What kinds of things were done, for reports: names without anything of what they were done with.

use super::{
    Action, EditAction, FileAction, FilterAction, GuideAction, ImportAction, LayoutAction, SelectAction, SpanAction,
};

impl Action {
    /// What kind of thing it is; holds nothing of any dossier.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Select(action) => action.name(),
            Self::Span(_, action) => action.name(),
            Self::ToggleLock => "toggle lock",
            Self::SetValueAxis(_) => "set axis",
            Self::SetValueRange(_) => "set value range",
            Self::SetRivals(_) => "set rivals",
            Self::SetReporter(_) => "set reporter",
            Self::SetChart(_) => "set chart",
            Self::SetCursor(_) => "move cursor",
            Self::Filter(action) => action.name(),
            Self::Layout(action) => action.name(),
            Self::File(action) => action.name(),
            Self::Edit(action) => action.name(),
            Self::Import(action) => action.name(),
            Self::Guide(action) => action.name(),
            Self::CopyChart(..) => "copy figure",
            Self::CopyFact(..) => "copy fact",
            Self::CopyReference(..) => "copy reference",
            Self::CopySelected(_) => "copy selected facts",
            Self::Copy { .. } => "copy",
            Self::AskToOpenLink(_) => "ask to open link",
            Self::OpenLink(_) => "open link",
            Self::DismissNotice => "dismiss notice",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::StepTo(_) => "step in the history",
        }
    }
}

impl SelectAction {
    const fn name(&self) -> &'static str {
        match self {
            Self::Fact(_) => "select fact",
            Self::Next => "select next",
            Self::Previous => "select previous",
            Self::First => "select first",
            Self::Last => "select last",
            Self::Back => "go back",
            Self::Forward => "go forward",
            Self::Clear => "select none",
            Self::Toggle(_) => "select one more",
            Self::ExtendTo(_) | Self::ExtendNext | Self::ExtendPrevious => "extend selection",
            Self::AllShown => "select all",
            Self::Several { .. } => "select several",
            Self::OnlyRead | Self::OnlyShown => "select fewer",
        }
    }
}

impl SpanAction {
    const fn name(self) -> &'static str {
        match self {
            Self::Set(_) => "set span",
            Self::Zoom { .. } => "zoom",
            Self::Pan(_) => "pan",
            Self::Fit => "fit",
            Self::Reveal => "reveal",
        }
    }
}

impl FilterAction {
    const fn name(&self) -> &'static str {
        match self {
            Self::ToggleTheme(_) => "toggle theme",
            Self::SelectTheme(_) => "select theme",
            Self::OnlyTheme(_) => "only theme",
            Self::ToggleFlag(_) => "toggle flag",
            Self::Search(_) => "search",
            Self::Clear => "clear filters",
        }
    }
}

impl LayoutAction {
    const fn name(&self) -> &'static str {
        match self {
            Self::Toggle(_) => "toggle panel",
            Self::ShowSide(_) => "show side",
            Self::SelectSeverity(_) => "select severity",
            Self::SetTheme(_) => "set colours",
            Self::SetTextScale(_) => "set text size",
            Self::SetStaleAfter(_) => "set age",
            Self::ShowMain(_) => "show view",
            Self::BringToFront { .. } => "bring to front",
            Self::SetPanelWidth(..) => "set width of a panel",
            Self::OpenSource(_) => "open source",
            Self::SetTimelineShare(_) => "set height of the timeline",
            Self::Open(_) => "open dialog",
            Self::CloseDialog => "close dialog",
            Self::ToggleNotes => "toggle notes",
            Self::ToggleBoxZoom => "toggle box zoom",
            Self::TogglePreviewSize => "toggle the size of the preview",
            Self::FocusSearch => "focus search",
            Self::StepPanel { .. } => "next panel",
            Self::PutHintAway => "put hint away",
        }
    }
}

impl FileAction {
    const fn name(&self) -> &'static str {
        match self {
            Self::AskToOpen => "ask to open",
            Self::AskToOpenInNewWindow => "ask to open in a new window",
            Self::Open(_) => "open",
            Self::CancelOpening => "call off the opening of a dossier",
            Self::OpenInNewWindow(_) => "open in a new window",
            Self::ClearRecent => "clear recent files",
            Self::OpenShipped => "open the shipped dossier",
            Self::AskForArticle | Self::PrepareArticle(_) => "begin from an article",
            Self::Begin(_) => "begin a dossier",
            Self::Restore(_) => "restore",
            Self::DiscardRecovery(_) => "discard a recovery",
            Self::Save => "save",
            Self::SaveAs => "save as",
            Self::SaveCopy => "save a copy",
            Self::SaveTo(_) => "save to",
            Self::SaveThen(_) => "save first",
            Self::DropThen(_) => "do not save",
            Self::ChooseSide(_) => "choose between two versions",
            Self::Resolve(_) => "settle a conflict",
            Self::PrepareReview(_) => "prepare review",
            Self::PrepareExport(_) => "prepare export",
            Self::PrepareDocument => "prepare a document",
            Self::AskWhereToExport(_) => "ask where to export",
            Self::Export(_) => "export",
            Self::ShowFolder => "show folder",
            Self::ShowLog => "show log",
            Self::KeepReport => "keep report",
            Self::DeleteReport => "delete report",
            Self::Quit => "quit",
        }
    }
}

impl EditAction {
    const fn name(&self) -> &'static str {
        match self {
            Self::Open(_) => "open form",
            Self::Write(_) => "write in form",
            Self::LeaveForm => "leave form",
            Self::DiscardForm => "discard form",
            Self::Apply(_) => "apply form",
            Self::Paste { .. } | Self::PasteNewSource(_) => "paste a source",
            Self::UseSource(_) => "use a source that is there",
            Self::AskToRemove(_) => "ask to remove",
            Self::Remove(_) => "remove",
            Self::Review(_) => "review",
            Self::Several(_) => "change several facts",
            Self::Replace(_) => "replace",
            Self::OpenThemes => "open themes",
            Self::ApplyThemes(_) => "apply themes",
            Self::OpenJson(_) => "open JSON",
            Self::ApplyJson(_) => "apply JSON",
            Self::LetGoJson => "let JSON go",
        }
    }
}

impl GuideAction {
    const fn name(self) -> &'static str {
        match self {
            Self::Open => "open the guide",
            Self::Go(_) => "go through the guide",
            Self::Show => "show a step of the guide",
            Self::Close => "close the guide",
        }
    }
}

impl ImportAction {
    const fn name(&self) -> &'static str {
        match self {
            Self::Ask => "ask what to import",
            Self::Read(_) | Self::ReadText(_) | Self::ReadAnyway(_) => "import",
            Self::CancelReading => "call off an import",
            Self::ReadAs(_) => "import in another way",
            Self::Show(_) => "show part of an import",
            Self::Select(_) => "select proposal",
            Self::Step(_) => "step to proposal",
            Self::Fold(_) => "fold proposals",
            Self::Decide(..) | Self::DecideSelected(_) => "decide proposal",
            Self::Change => "change proposal",
            Self::Apply | Self::ApplyThen(_) => "import what was accepted",
            Self::Close => "close import",
            Self::Leave | Self::LeaveThen(_) => "leave import",
            Self::Return => "return to import",
            Self::TakeFields(_) => "take fields of a proposal",
            Self::KeepBoth => "keep both sources",
        }
    }
}
