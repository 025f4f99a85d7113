//! Taking in what has happened outside.

use std::path::{Path, PathBuf};

use super::apply::apply_action;
use super::event::{ChartDossier, Event, ExportedChart, FileChanges, Job, NotExported, Revalidated, Started};
use super::loading::file_name;
use super::{
    Action, AppState, Dialog, Effect, ExportRequest, FileAction, ImportFrom, LayoutAction, Notice, Pick, Theirs,
    Unsaved,
};
use crate::format::number::counted;

/// Changes the state by what has happened.
pub(super) fn take_in(state: &mut AppState, event: Event) -> Vec<Effect> {
    match event {
        Event::Started(started) => return begin(state, *started),
        Event::Drawn { now_secs, clock, window } => {
            // What a view asked for once was done by drawing it.
            state.session.drawn();
            state.session.now_secs = now_secs;
            state.session.undo.set_clock(clock);
            state.settings.window = Some(window);
        }
        Event::Advanced { opening, advance } => state.opening_advanced(opening, advance),
        Event::Opened { opening, result } => {
            let effects = state.opened(opening, result);
            state.offer_recoveries();
            return effects;
        }
        Event::ChartOpened { opening, chart } => return chart_opened(state, opening, *chart),
        Event::Revalidated { path, found } => revalidated(state, path, found),
        Event::RecoveriesFound(found) => state.recoveries_found(found),
        Event::Saved { order, result } => return state.saved(&order, result),
        Event::Edited { order, result } => {
            state.edited(&order, result.map(|edited| *edited));
            return super::undo::go_on(state);
        }
        Event::ImportAdvanced { number, advance } => state.import_advanced(number, advance),
        Event::ImportRead { number, file } => state.import_read(number, *file),
        Event::BeginningRead { path, text } => state.article_found(path, text),
        Event::Audited(file) => return state.audited(*file),
        Event::FoundFirst { number, facts } => state.found_first(number, facts),
        Event::Found { number, shown: Some(shown) } => state.found(number, *shown),
        Event::Picked { pick, path, was_shown } => return picked(state, pick, path, was_shown),
        Event::ExportAdvanced(share) if state.session.export_share.is_some() => {
            state.session.export_share = Some(share);
        }
        Event::ExportAdvanced(_) | Event::Found { shown: None, .. } => {}
        Event::Exported { request, result } => exported(state, &request, result),
        Event::Copied { name, result } => {
            state.session.notice = Some(match result {
                Ok(()) => Notice::done(format!("Copied {name}.")),
                Err(error) => Notice::trouble(error, Vec::new()),
            });
        }
        Event::StillSaving(files) => {
            let files: Vec<String> = files.iter().map(|file| file_name(file)).collect();
            let text = format!("Saving {}. The window closes when that is done.", files.join(", "));
            state.session.closes_when_saved = true;
            state.session.notice = Some(Notice::done(text));
        }
        Event::CloseRequested => return apply_action(state, Action::File(FileAction::Quit)),
        Event::AllSaved => state.session.closes_when_saved = false,
        Event::Failed(text) => state.session.notice = Some(Notice::trouble(text, Vec::new())),
        Event::Stopped(job) => return stopped(state, job),
    }
    Vec::new()
}

fn begin(state: &mut AppState, Started { export_folder, crash_report, first }: Started) -> Vec<Effect> {
    state.settings.export_folder = export_folder;
    state.session.crash_report = crash_report;
    let Some((path, view)) = first else { return Vec::new() };
    vec![state.begin_first_opening(path, view)]
}

/// Shows what a chart shows, on the dossier that it was drawn from, and says what has changed in that since.
fn chart_opened(state: &mut AppState, opening: u64, chart: ExportedChart) -> Vec<Effect> {
    if state.end_opening(opening).is_none() {
        return Vec::new();
    }
    let ExportedChart { path, title, file, view, dossier, differences } = chart;
    let name = file_name(&path);
    match dossier {
        // Another dossier, or another version of it, is open by now: the chart is to be compared with that.
        ChartDossier::Open(sha256) if sha256 != state.file.sha256 => return vec![state.begin_opening(Some(path))],
        ChartDossier::Open(_) => {}
        ChartDossier::Other(_) if state.is_guarded() => {
            state.ask_to_save(FileAction::Open(path));
            return Vec::new();
        }
        ChartDossier::Other(file) => state.show(*file),
        ChartDossier::NotFound => {
            let text = format!(
                "{name} was drawn from “{title}” ({file}), which was found neither beside it nor among the recent files. \
                 Open that dossier, then open the figure again."
            );
            state.session.notice = Some(Notice::trouble(text, Vec::new()));
            return Vec::new();
        }
    }
    state.restore_view(&view);
    state.session.notice = Some(if differences.is_empty() {
        Notice::done(format!("This is what {name} shows; nothing of it has changed since."))
    } else {
        let count = counted(differences.len(), "difference", "differences");
        let text = format!("This is the view of {name}. The dossier has changed since it was drawn: {count}.");
        Notice::trouble(text, differences)
    });
    Vec::new()
}

/// Says what the open file holds now, and shows it where it is sound; where something is not saved, asks what is to be done.
pub(super) fn revalidated(state: &mut AppState, path: PathBuf, found: Revalidated) {
    if state.file.path.as_ref() != Some(&path) {
        return;
    }
    let name = state.file.name();
    let is_unsaved = state.is_unsaved();
    let session = &mut state.session;
    match found {
        Revalidated::Same => {
            let was_otherwise = session.is_file_broken || session.conflict.is_some();
            settled(state);
            if was_otherwise {
                state.session.notice = Some(Notice::done(format!("{name} is sound again, and as it was.")));
            }
        }
        Revalidated::Unreadable(what) => {
            session.is_file_broken = true;
            if is_unsaved {
                return state.conflict(Theirs::Gone(what));
            }
            let text = format!("{name} cannot be read any more: {what}. What is on the screen is what it held last.");
            session.notice = Some(Notice::trouble(text, Vec::new()));
        }
        Revalidated::Broken { summary, diagnostics } => {
            let lines = diagnostics.iter().map(ToString::to_string).collect();
            session.is_file_broken = true;
            session.refused = Some((path, diagnostics));
            if is_unsaved {
                return state.conflict(Theirs::Broken(summary));
            }
            let text = format!(
                "{name} was saved with {}. The last sound version stays on the screen until the file is sound again.",
                summary.trim_end_matches(" in it")
            );
            session.notice = Some(Notice::trouble(text, lines).opened());
        }
        // Our own saving was read back already.
        Revalidated::New(file, _) if file.sha256 == state.unsaved.base_sha256() => settled(state),
        // Somebody has saved what is open here.
        Revalidated::New(file, _) if file.sha256 == state.file.sha256 => {
            state.unsaved = Unsaved::none(&file);
            settled(state);
        }
        Revalidated::New(file, _) if is_unsaved => state.conflict_with(*file),
        Revalidated::New(file, changes) => {
            settled(state);
            state.unsaved = Unsaved::none(&file);
            // It is a step like any other: what was done before can still be undone.
            state.step_to(*file, "change by another program");
            state.session.notice = Some(changed(&name, changes));
        }
    }
}

/// There is nothing left that another program has done to the file.
fn settled(state: &mut AppState) {
    state.session.mend();
    state.session.conflict = None;
    state.session.dialog.take_if(|dialog| *dialog == Dialog::Conflict);
}

/// What is said of a file that was read again.
fn changed(name: &str, changes: FileChanges) -> Notice {
    let FileChanges { added, removed, changed, lines } = changes;
    let parts: Vec<String> = [(added, "added"), (removed, "removed"), (changed, "changed")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", counted(count, "fact", "facts")))
        .collect();
    let what = if parts.is_empty() { "no fact says anything else".to_owned() } else { parts.join(", ") };
    Notice::done_with(format!("{name} has changed and was read again: {what}."), lines).opened()
}

fn picked(state: &mut AppState, pick: Pick, path: Option<PathBuf>, was_shown: bool) -> Vec<Effect> {
    match (pick, path) {
        (Pick::Save { path: proposal, is_copy }, path) => {
            return state.place_picked(proposal, is_copy, path, was_shown);
        }
        (Pick::Dossier, Some(path)) => return apply_action(state, Action::File(FileAction::Open(path))),
        (Pick::DossierForNewWindow, Some(path)) => {
            return apply_action(state, Action::File(FileAction::OpenInNewWindow(path)));
        }
        (Pick::Foreign, Some(path)) => {
            return apply_action(state, Action::Import(super::ImportAction::Read(path)));
        }
        (Pick::Article, Some(path)) => {
            return apply_action(state, Action::File(FileAction::PrepareArticle(ImportFrom::File(path))));
        }
        (Pick::Article, None) if !was_shown => {
            let text = "This desktop offers no dialog for files. Paste the text of the article, or drop its file on a new dossier.";
            state.session.notice = Some(Notice::trouble(text, Vec::new()));
        }
        (Pick::Dossier | Pick::DossierForNewWindow | Pick::Foreign, None) if !was_shown => {
            state.session.dialog = Some(Dialog::OpenFile);
        }
        (Pick::Figure(request), Some(path)) => {
            // The desktop's dialog has asked already whether the file may be replaced.
            let request = ExportRequest { path, may_replace: true, ..request };
            return apply_action(state, Action::Layout(LayoutAction::Open(Dialog::Export(Box::new(request)))));
        }
        (Pick::Figure(_), None) if !was_shown => {
            let text = "This desktop offers no dialog for files. Type the path of the file into the field.";
            state.session.notice = Some(Notice::trouble(text, Vec::new()));
        }
        (Pick::Dossier | Pick::DossierForNewWindow | Pick::Foreign | Pick::Article | Pick::Figure(_), None) => {}
    }
    Vec::new()
}

fn exported(state: &mut AppState, request: &ExportRequest, result: Result<Option<String>, NotExported>) {
    state.session.export_share = None;
    state.session.notice = Some(match result {
        Ok(note) => {
            state.session.dialog = None;
            let folder = request.path.parent().filter(|folder| !folder.as_os_str().is_empty());
            state.settings.export_folder = folder.map(Path::to_owned);
            let text = format!("The {} is in {}.", request.name(), request.path.display());
            let notice = Notice::done_with(text, note.into_iter().collect()).opened();
            notice.in_folder(state.settings.export_folder.clone())
        }
        Err(NotExported::Cancelled) => Notice::done("The export was called off; no file was written."),
        Err(NotExported::Failed(error)) => Notice::trouble(error, Vec::new()),
    });
}

/// Nothing waits any longer for what a thread was at that has stopped.
fn stopped(state: &mut AppState, job: Job) -> Vec<Effect> {
    match job {
        Job::Load(opening) => state.opening_stopped(opening),
        Job::Find(number) => state.search_stopped(number),
        Job::Import(number) => state.import_stopped(number),
        Job::Audit => state.session.is_auditing = false,
        Job::Export => state.session.export_share = None,
        Job::Edit => {
            (state.session.is_editing, state.session.applied_form, state.session.pending) = (false, None, None);
        }
        Job::Save => (state.session.is_saving, state.session.after_saving) = (false, None),
        Job::Other => {}
    }
    let text = "Something went wrong within Attaché, and was not done. A report is beside the log.";
    state.session.notice = Some(Notice::trouble(text, Vec::new()));
    Vec::new()
}
