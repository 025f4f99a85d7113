//! Carrying actions out.

use super::copy::fact_text;
use super::selection::apply_select;
use super::take_in::take_in;
use super::undo::{self, Change};
use super::view::is_sound_range;
use super::{
    Action, AfterReview, AppState, ChartKind, ChartPart, Dialog, DocumentFormat, Effect, ExportRequest, ExportSize,
    FactPart, FileAction, FileFormat, FilterAction, Input, LayoutAction, MAX_STALE_AFTER, MAX_TEXT_SCALE,
    MIN_TEXT_SCALE, Notice, Panel, Pick, ReviewDraft, SelectedAs, SizePreset, Span, SpanAction, TimeAxisTarget,
};
use crate::analysis::{ChartChoice, Severity};
use crate::cite::{Style, left_out, references};
use crate::dossier::{FactId, is_control_or_bidi, is_web_link};
use crate::format::number::counted;

/// Carries an action out on the state, or takes in an event; what reaches outside comes back as effects for the shell.
#[must_use]
pub fn apply(state: &mut AppState, input: impl Into<Input>) -> Vec<Effect> {
    let mut effects = match input.into() {
        Input::Action(action) => apply_action(state, action),
        Input::Event(event) => take_in(state, event),
    };
    state.keep_comparison_current();
    effects.extend(state.take_due_audit().map(Effect::Audit));
    effects.extend(state.take_due_import());
    effects.extend(state.after_import());
    effects
}

/// Carries an action out on the state.
pub(super) fn apply_action(state: &mut AppState, action: Action) -> Vec<Effect> {
    let change = Change::begin(state, &action);
    let effects = carry_out(state, action);
    change.end(state);
    effects
}

/// The same without a step of its own in the history.
pub(super) fn carry_out(state: &mut AppState, action: Action) -> Vec<Effect> {
    match action {
        Action::Select(action) => {
            apply_select(state, action);
            state.leave_unwritten_form();
        }
        Action::Span(which, action) => apply_span(state, which, action),
        Action::ToggleLock => apply_lock(state),
        Action::SetValueAxis(axis) => {
            state.view.value_axis = axis;
            state.view.value_range = None;
        }
        Action::SetValueRange(range) => state.view.value_range = range.filter(is_sound_range),
        Action::SetRivals(policy) => {
            state.view.rivals = policy;
            state.view.value_range = None;
        }
        Action::SetReporter(reporter) => {
            state.view.reporter = reporter.filter(|id| state.file.reporters().any(|known| known == id));
            state.view.value_range = None;
        }
        Action::SetChart(choice) => apply_choice(state, *choice),
        Action::SetCursor(days) => state.session.cursor_days = days.filter(|days| days.is_finite()),
        Action::Filter(action) => return apply_filter(state, action),
        // The dialog of a figure on its way stays until that is called off.
        Action::Layout(LayoutAction::CloseDialog) if state.session.export_share.is_some() => {
            return vec![Effect::CancelExport];
        }
        Action::Layout(action) => apply_layout(state, action),
        Action::File(action) => return apply_file(state, action),
        Action::Edit(action) => return super::editing::apply_edit(state, action),
        Action::Import(action) => return super::import::apply_import(state, action),
        Action::Guide(action) => return super::guide::apply_guide(state, action),
        Action::CopyChart(figure, part) => return copy_chart(state, figure, part),
        Action::Copy { what, text } => {
            state.session.notice = Some(Notice::done(format!("Copied {what}.")));
            return vec![Effect::Copy(text)];
        }
        Action::CopyReference(id, style) => return copy_reference(state, &id, style),
        Action::CopyFact(id, part) => return copy_fact(state, &id, part),
        Action::CopySelected(kind) => return copy_selected(state, kind),
        Action::AskToOpenLink(url) if is_web_link(&url) => state.session.dialog = Some(Dialog::Link(url)),
        Action::OpenLink(url) if is_web_link(&url) => {
            state.session.dialog = None;
            return vec![Effect::OpenLink(url)];
        }
        Action::AskToOpenLink(url) | Action::OpenLink(url) => {
            let text = format!("“{url}” is not a web address that may be opened; only http and https are.");
            state.session.notice = Some(Notice::trouble(text, Vec::new()));
        }
        Action::DismissNotice => state.session.notice = None,
        Action::Undo => return undo::undo(state),
        Action::Redo => return undo::redo(state),
        Action::StepTo(place) => return undo::step_to(state, place),
    }
    Vec::new()
}

/// Draws other series; where that shows values of another kind or of other years, the view of them starts anew.
fn apply_choice(state: &mut AppState, choice: ChartChoice) {
    let before = state.chart_plan();
    state.view.chart_choice = choice;
    let after = state.chart_plan();
    if before.unit != after.unit || before.chosen != after.chosen {
        state.view.value_range = None;
    }
    if before.years() != after.years() && !state.view.is_locked {
        state.view.chart = None;
    }
}

pub(super) fn apply_span(state: &mut AppState, which: TimeAxisTarget, action: SpanAction) {
    let is_timeline = which == TimeAxisTarget::Timeline || state.view.is_locked;
    let current = if is_timeline { state.timeline_span() } else { state.chart_span() };
    let middle = f64::midpoint(current.start_days(), current.end_days());
    let new = match action {
        SpanAction::Set(span) => Some(span),
        SpanAction::Zoom { factor, at_days } => {
            let factor = if factor.is_finite() { factor.clamp(0.01, 100.0) } else { 1.0 };
            Some(current.zoomed(factor, at_days.unwrap_or(middle)))
        }
        SpanAction::Pan(share) => Some(current.panned(if share.is_finite() { share } else { 0.0 })),
        SpanAction::Fit => None,
        SpanAction::Reveal => match revealed(state, current) {
            Some(span) => Some(span),
            None => return,
        },
    };
    if which == TimeAxisTarget::Chart && action == SpanAction::Fit {
        state.view.value_range = None;
    }
    if is_timeline {
        state.view.timeline = new;
    } else {
        // Where nothing is any more there is nothing to look for.
        let plan = state.chart_plan();
        state.view.chart = new.map(|span| span.within(state.file.fit_of(&plan)));
    }
}

/// The span moved so that the selected fact lies in it; `None` where it does already, or has no date.
fn revealed(state: &AppState, current: Span) -> Option<Span> {
    let date = state.file.dossier.fact(state.selected()?).date.as_ref()?;
    let first = date.first_day().or(date.last_day())?;
    let last = date.last_day().unwrap_or(first);
    let fact = Span::of_days(first, last);
    let is_in_view = fact.end_days() > current.start_days() && fact.start_days() < current.end_days();
    (!is_in_view).then(|| current.centred(f64::midpoint(fact.start_days(), fact.end_days())))
}

fn apply_lock(state: &mut AppState) {
    // Parting leaves both where they are; locking gives both the timeline's span.
    if state.view.is_locked {
        state.view.chart = Some(state.timeline_span());
    }
    state.view.is_locked = !state.view.is_locked;
}

fn apply_filter(state: &mut AppState, action: FilterAction) -> Vec<Effect> {
    let themes = state.file.dossier.themes();
    match action {
        FilterAction::ToggleTheme(id) => toggle(&mut state.view.hidden_themes, id),
        FilterAction::SelectTheme(id) => {
            let all = themes.iter().map(|theme| theme.id.clone());
            select_of(&mut state.view.hidden_themes, id, all);
        }
        FilterAction::OnlyTheme(id) => {
            let others: std::collections::BTreeSet<String> =
                themes.iter().map(|theme| theme.id.clone()).filter(|other| *other != id).collect();
            let is_alone = state.view.hidden_themes == others;
            state.view.hidden_themes = if is_alone { std::collections::BTreeSet::new() } else { others };
        }
        FilterAction::ToggleFlag(word) => toggle(&mut state.view.wanted_flags, word),
        FilterAction::Search(query) => state.session.query = query,
        FilterAction::Clear => {
            state.view.hidden_themes.clear();
            state.view.wanted_flags.clear();
            state.session.query.clear();
        }
    }
    state.filters_changed()
}

/// Selects one of all, given those that are hidden: the first is shown alone, others with it, and where none is left all are.
fn select_of(hidden: &mut std::collections::BTreeSet<String>, word: String, all: impl Iterator<Item = String>) {
    let all: std::collections::BTreeSet<String> = all.collect();
    if hidden.is_empty() {
        *hidden = all.into_iter().filter(|other| *other != word).collect();
    } else if !hidden.remove(&word) {
        hidden.insert(word);
        if all.iter().all(|word| hidden.contains(word)) {
            hidden.clear();
        }
    }
}

fn toggle(set: &mut std::collections::BTreeSet<String>, word: String) {
    if !set.remove(&word) {
        set.insert(word);
    }
}

fn apply_layout(state: &mut AppState, action: LayoutAction) {
    let view = &mut state.view;
    match action {
        LayoutAction::Toggle(Panel::List) => view.is_list_open = !view.is_list_open,
        LayoutAction::Toggle(Panel::Detail) => {
            view.is_detail_open = !view.is_detail_open;
            // A form that cannot be seen would be one more thing to keep in mind.
            state.put_form_away();
        }
        LayoutAction::ShowSide(side) => {
            view.side = side;
            view.is_list_open = true;
        }
        LayoutAction::SelectSeverity(word) => {
            let all = Severity::ALL.iter().map(|severity| severity.word().to_owned());
            select_of(&mut view.hidden_severities, word, all);
            state.update_findings();
        }
        LayoutAction::SetStaleAfter(years) => {
            state.settings.stale_after_years = years.clamp(1, MAX_STALE_AFTER);
            state.audit_soon();
        }
        LayoutAction::SetTheme(theme) => state.settings.theme = theme,
        LayoutAction::SetTextScale(scale) if scale.is_finite() => {
            state.settings.text_scale = scale.clamp(MIN_TEXT_SCALE, MAX_TEXT_SCALE);
        }
        LayoutAction::SetTimelineShare(Some(share)) if share.is_finite() => view.share_height(share),
        LayoutAction::SetTimelineShare(None) => view.split = None,
        LayoutAction::ShowMain(main) => {
            view.main = main;
            // What is under review stays, and can be come back to.
            if let Some(review) = &mut state.session.import {
                review.is_aside = true;
            }
        }
        LayoutAction::BringToFront { is_chart } => view.is_chart_in_front = is_chart,
        LayoutAction::SetPanelWidth(panel, width) if width.is_finite() => {
            state.settings.panels.set(panel, width);
        }
        LayoutAction::OpenSource(source) => view.source = source,
        LayoutAction::SetTextScale(_) | LayoutAction::SetTimelineShare(_) | LayoutAction::SetPanelWidth(..) => {}
        LayoutAction::Open(dialog) => {
            if let Dialog::Export(request) = &dialog {
                state.settings.export_size = Some(ExportSize::of(request));
            }
            state.session.dialog = Some(state.with_unfinished_article(dialog));
        }
        LayoutAction::CloseDialog => match &mut state.session.dialog {
            // What was written is not let go unasked; asked once more, it is gone on with.
            Some(Dialog::Json(json)) if json.is_changed() => json.is_leaving = !json.is_leaving,
            Some(_) | None => close_dialog(state),
        },
        LayoutAction::ToggleNotes => view.are_notes_open = !view.are_notes_open,
        LayoutAction::ToggleBoxZoom => view.is_box_zoom = !view.is_box_zoom,
        LayoutAction::TogglePreviewSize => {
            state.session.is_preview_true_size = !state.session.is_preview_true_size;
        }
        LayoutAction::FocusSearch => state.session.wants_search_focus = true,
        LayoutAction::StepPanel { is_back } => state.session.wants_panel_step = Some(is_back),
        LayoutAction::PutHintAway => {
            state.settings.has_seen_hint = true;
            state.session.shows_hint = false;
        }
    }
}

pub(super) fn apply_file(state: &mut AppState, action: FileAction) -> Vec<Effect> {
    if state.keeps_json_open(&action) {
        return Vec::new();
    }
    if state.must_ask_about_import(&action) {
        put_dialog_away(state);
        state.session.dialog = Some(Dialog::LeaveImport(Some(AfterReview::Do(Box::new(action)))));
        return Vec::new();
    }
    if state.must_ask_before(&action) {
        state.ask_to_save(action);
        return Vec::new();
    }
    match action {
        FileAction::AskForArticle => vec![Effect::Pick(Pick::Article)],
        FileAction::PrepareArticle(from) => state.prepare_article(from),
        FileAction::Begin(new) => state.begin_dossier(&new),
        FileAction::Restore(recovery) => state.restore(*recovery),
        FileAction::DiscardRecovery(journal) => state.discard_recovery(journal),
        FileAction::Save => state.save(),
        FileAction::SaveAs => state.ask_where(false),
        FileAction::SaveCopy => state.ask_where(true),
        FileAction::SaveTo(to) => state.save_to(to),
        FileAction::SaveThen(next) => state.save_then(*next),
        FileAction::DropThen(next) => state.drop_then(*next),
        FileAction::ChooseSide(choice) => super::conflict::choose(state, choice),
        FileAction::Resolve(resolution) => super::conflict::resolve(state, resolution),
        FileAction::AskToOpen => vec![Effect::Pick(Pick::Dossier)],
        FileAction::AskToOpenInNewWindow => vec![Effect::Pick(Pick::DossierForNewWindow)],
        FileAction::Open(_) if state.session.dialog.as_ref().is_some_and(Dialog::is_lost_when_put_away) => {
            let text = "Finish or close the dialog first: what is written in it would be lost.";
            state.session.notice = Some(Notice::trouble(text.to_owned(), Vec::new()));
            Vec::new()
        }
        FileAction::Open(path) if super::is_foreign(&path) => {
            put_dialog_away(state);
            super::import::apply_import(state, super::ImportAction::Read(path))
        }
        FileAction::Open(path) => {
            put_dialog_away(state);
            vec![state.begin_opening(Some(path))]
        }
        FileAction::CancelOpening => {
            state.call_off_opening();
            state.offer_recoveries();
            vec![Effect::CancelLoad]
        }
        FileAction::OpenInNewWindow(path) => {
            put_dialog_away(state);
            vec![Effect::NewWindow(path)]
        }
        FileAction::ClearRecent => {
            state.settings.recent_files.clear();
            Vec::new()
        }
        FileAction::OpenShipped => vec![state.begin_opening(None)],
        FileAction::PrepareReview(finding) => {
            let draft = review_draft(state, finding);
            state.session.dialog = Some(Dialog::Review(draft));
            Vec::new()
        }
        FileAction::PrepareExport(figure) => {
            let request = export_of_screen(state, figure);
            state.session.dialog = Some(Dialog::Export(Box::new(request)));
            Vec::new()
        }
        FileAction::PrepareDocument => {
            let mut request = export_of_screen(state, ChartKind::Trade);
            request.set_document(DocumentFormat::Html);
            state.session.dialog = Some(Dialog::Export(Box::new(request)));
            Vec::new()
        }
        FileAction::AskWhereToExport(request) => vec![Effect::Pick(Pick::Figure(*request))],
        // One at a time.
        FileAction::Export(_) if state.session.export_share.is_some() => Vec::new(),
        FileAction::Export(request) => {
            state.session.export_share = Some(0.0);
            vec![Effect::Export(*request)]
        }
        FileAction::ShowFolder => {
            let folder = state.session.notice.as_ref().and_then(|notice| notice.folder.clone());
            folder.map(Effect::ShowFolder).into_iter().collect()
        }
        FileAction::ShowLog => vec![Effect::ShowLog],
        FileAction::KeepReport => {
            state.session.crash_report = None;
            vec![Effect::KeepReport]
        }
        FileAction::DeleteReport => {
            state.session.crash_report = None;
            state.session.dialog = None;
            vec![Effect::DeleteReport]
        }
        FileAction::Quit => vec![Effect::Quit],
    }
}

/// Closes the dialog; a note that was changed there is there again when the finding is looked at once more.
pub(super) fn close_dialog(state: &mut AppState) {
    state.session.is_preview_true_size = false;
    let draft = match state.session.dialog.take() {
        Some(Dialog::Json(json)) => {
            state.put_json_away(*json);
            return;
        }
        Some(Dialog::NewArticle(text)) => {
            state.put_article_away(text);
            return;
        }
        Some(Dialog::Review(draft)) => draft,
        Some(_) | None => return,
    };
    let is_as_kept = draft.note == note_of(state, &draft.finding);
    let unfinished = &mut state.session.unfinished_note;
    if !is_as_kept {
        *unfinished = Some(draft);
    } else if unfinished.as_ref().is_some_and(|earlier| earlier.finding == draft.finding) {
        *unfinished = None;
    }
}

/// Puts dialog and form away for something else; what was written in them is there again when they are opened once more.
pub(super) fn put_dialog_away(state: &mut AppState) {
    close_dialog(state);
    state.put_form_away();
}

/// The note of the review of a finding; empty where there is none.
fn note_of(state: &AppState, finding: &str) -> String {
    state.dossier().review(finding).and_then(|review| review.note.clone()).unwrap_or_default()
}

/// A review with the note that was not kept yet, or that of the earlier one, where there is one.
fn review_draft(state: &AppState, finding: String) -> ReviewDraft {
    if let Some(draft) = state.session.unfinished_note.as_ref().filter(|draft| draft.finding == finding) {
        return draft.clone();
    }
    let note = note_of(state, &finding);
    ReviewDraft { finding, note }
}

fn copy_fact(state: &mut AppState, id: &FactId, part: FactPart) -> Vec<Effect> {
    let Some(fact) = state.file.dossier.find(&id.0) else { return Vec::new() };
    let text = fact_text(&state.file.dossier, state.file.dossier.fact(fact), part);
    let what = match part {
        FactPart::Statement => "the statement with its sources",
        FactPart::Citations => "the citations",
    };
    state.session.notice = Some(Notice::done(format!("Copied {what}.")));
    vec![Effect::Copy(text)]
}

fn copy_reference(state: &mut AppState, id: &str, style: Style) -> Vec<Effect> {
    let Some(source) = state.file.dossier.sources().iter().find(|source| source.id() == id) else { return Vec::new() };
    // The styles are part of the program; a test holds that they can be used.
    let text = references(&[source], style).unwrap_or_default();
    let fields: Vec<String> = left_out(&[source], style).into_iter().map(|(field, _)| field).collect();
    let label = style.label();
    let without = if fields.is_empty() {
        ".".to_owned()
    } else {
        format!(", without what {label} has no field for: {}.", fields.join(", "))
    };
    state.session.notice =
        Some(Notice::done(format!("Copied the reference {} as {label}{without}", source.short_name())));
    vec![Effect::Copy(text)]
}

fn copy_selected(state: &mut AppState, kind: SelectedAs) -> Vec<Effect> {
    let facts = state.selection();
    let count = counted(facts.len(), "fact", "facts");
    let (what, effect) = match kind {
        SelectedAs::Text => ("with their doubts and citations", Effect::CopyFacts(facts)),
        SelectedAs::Json => ("as JSON", Effect::Copy(state.selection_as_json())),
    };
    state.session.notice = Some(Notice::done(format!("Copied {count} {what}.")));
    vec![effect]
}

fn copy_chart(state: &AppState, figure: ChartKind, part: ChartPart) -> Vec<Effect> {
    let mut request = export_of_screen(state, figure);
    if part == ChartPart::Data {
        request.format = FileFormat::Csv;
    }
    request.set_size(SizePreset::FineScreen);
    vec![Effect::CopyChart(request, part)]
}

/// An order for a figure of what is on the screen.
fn export_of_screen(state: &AppState, figure: ChartKind) -> ExportRequest {
    let name = state.file.name();
    let stem = name.strip_suffix(crate::load::EXTENSION).or(name.strip_suffix(".json")).unwrap_or(&name);
    // A name that does not read as it is written would be passed on to the next file.
    let stem: String = stem.chars().filter(|c| !is_control_or_bidi(*c)).collect();
    let name = format!("{stem}-{}.{}", figure.name(), FileFormat::Png.extension());
    let path = state.settings.export_folder.as_ref().map_or_else(|| name.clone().into(), |folder| folder.join(&name));
    let span = match figure {
        ChartKind::Trade => state.chart_span(),
        ChartKind::Timeline => state.timeline_span(),
    };
    let mut request = ExportRequest {
        span: Some(span),
        value_axis: state.view.value_axis,
        value_range: state.view.value_range,
        rivals: state.view.rivals,
        reporter: state.view.reporter.clone(),
        chart: state.view.chart_choice.clone(),
        hidden_themes: state.view.hidden_themes.iter().cloned().collect(),
        ..ExportRequest::new(figure, FileFormat::Png, path)
    };
    if let Some(size) = state.settings.export_size {
        size.give(&mut request);
    }
    request
}
