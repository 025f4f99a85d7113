//! A foreign file under review: what it proposes at the left, what that rests on in the middle, what it will be at the right.

mod answers;
mod beside;
mod columns;
mod evidence;
mod head;
mod list;
mod missed;
mod proposal;
mod record;

use egui::scroll_area::ScrollSource;
use egui::{Frame, Margin, Panel, ProgressBar, ScrollArea, Ui};

use super::super::landmarks::landmark;
use super::super::parts::{quiet_button, soft};
use crate::app::{Action, AppState, ImportAction, ImportReview, ReviewPart, ReviewRow};
use crate::charts::Theme;
use crate::charts::theme::{GAP, MARGIN};
use crate::edit::Json;
use crate::format::number::count_text;
use crate::import::Proposals;

/// From this width on, list, evidence and proposal stand beside each other; in points.
const WIDE: f32 = 860.0;
/// The width of the list, as a part of all, and the least and the most of it in points.
const LIST: (f32, f32, f32) = (0.3, 250.0, 420.0);
/// The width of the proposal, in the same way.
const PROPOSAL: (f32, f32, f32) = (0.36, 300.0, 480.0);

/// The review in the place of timeline and chart.
pub(super) fn import_ui(ui: &mut Ui, state: &AppState, review: &ImportReview, actions: &mut Vec<Action>) {
    landmark(ui, "Import");
    let margin = Margin { left: 14, right: 14, top: 8, bottom: 8 };
    Panel::top("import head").frame(Frame::new().inner_margin(margin)).show(ui, |ui| {
        head::head_ui(ui, state, review, actions);
    });
    if review.is_slow(state.session.now_secs) {
        Panel::bottom("import progress").frame(Frame::new().inner_margin(margin)).show(ui, |ui| {
            progress_ui(ui, review, actions);
        });
    }
    match (review.part, review.table(), review.read()) {
        (ReviewPart::Columns, Some(table), _) => columns::columns_ui(ui, state, review, table, actions),
        (_, _, Some(_)) => parts_ui(ui, state, review, actions),
        (_, _, None) if review.trouble().is_some() => answers::trouble_ui(ui, state, review, actions),
        (_, _, None) => {}
    }
}

/// The list, and what is selected in it.
fn parts_ui(ui: &mut Ui, state: &AppState, review: &ImportReview, actions: &mut Vec<Action>) {
    let all = ui.available_size();
    let part = |(share, least, most): (f32, f32, f32)| (all.x * share).clamp(least, most);
    let has_columns = review.selected().is_some_and(|(_, item)| item.beside().is_some());
    if all.x >= WIDE && has_columns {
        // Three columns need the room of proposal and evidence.
        let list = Panel::left("import list").frame(Frame::new()).resizable(false).exact_size(part(LIST));
        list.show(ui, |ui| list::list_ui(ui, review, actions));
        below_each_other_ui(ui, state, review, actions);
    } else if all.x >= WIDE {
        let list = Panel::left("import list").frame(Frame::new()).resizable(false).exact_size(part(LIST));
        list.show(ui, |ui| list::list_ui(ui, review, actions));
        let right = Panel::right("import proposal").frame(Frame::new().fill(Theme::of(ui).panel));
        right.resizable(false).exact_size(part(PROPOSAL)).show(ui, |ui| {
            landmark(ui, "Proposal");
            proposal_ui(ui, state, review, actions);
        });
        landmark(ui, "Evidence");
        scrolled(ui, "evidence", |ui| evidence_ui(ui, review));
    } else {
        let list = Panel::top("import list above").frame(Frame::new()).resizable(false).exact_size(all.y * 0.38);
        list.show(ui, |ui| list::list_ui(ui, review, actions));
        below_each_other_ui(ui, state, review, actions);
    }
}

/// What is proposed, and what that rests on below it.
fn below_each_other_ui(ui: &mut Ui, state: &AppState, review: &ImportReview, actions: &mut Vec<Action>) {
    landmark(ui, "Proposal and evidence");
    buttons_below(ui, review, actions);
    scrolled(ui, "proposal and evidence", |ui| {
        record_ui(ui, state, review, actions);
        ui.add_space(GAP * 1.5);
        evidence_ui(ui, review);
    });
}

/// A fact as it will be once a change that is under way is made.
pub(in super::super) fn record_as_it_will_be_ui(ui: &mut Ui, state: &AppState, record: &Json) {
    record::fact_ui(ui, &record::Names { state, proposals: &Proposals::default() }, record);
}

/// What is proposed, with the buttons that decide it always in the same place.
fn proposal_ui(ui: &mut Ui, state: &AppState, review: &ImportReview, actions: &mut Vec<Action>) {
    buttons_below(ui, review, actions);
    scrolled(ui, "proposal", |ui| record_ui(ui, state, review, actions));
}

fn buttons_below(ui: &mut Ui, review: &ImportReview, actions: &mut Vec<Action>) {
    let Some(row) = review.read().and_then(|(_, list)| list.selected()) else { return };
    if !matches!(row, ReviewRow::Item(_) | ReviewRow::Group(_)) {
        return;
    }
    let frame = Frame::new().inner_margin(Margin::symmetric(14, 8));
    Panel::bottom("import buttons").frame(frame).show(ui, |ui| proposal::buttons_ui(ui, review, row, actions));
}

fn record_ui(ui: &mut Ui, state: &AppState, review: &ImportReview, actions: &mut Vec<Action>) {
    let Some((read, list)) = review.read() else { return };
    match list.selected() {
        Some(ReviewRow::Item(place)) => proposal::proposal_ui(ui, state, &read.proposals, place, actions),
        Some(ReviewRow::Group(group)) => proposal::group_ui(ui, read, list, group),
        Some(ReviewRow::Notes) => missed::notes_help_ui(ui),
        Some(ReviewRow::NotUnderstood) => missed::all_ui(ui, &read.proposals),
        Some(ReviewRow::Missed(place)) => missed::missed_ui(ui, &read.proposals, place),
        None => {
            soft(ui, "Nothing in the file is about these two countries.");
        }
    }
}

fn evidence_ui(ui: &mut Ui, review: &ImportReview) {
    let Some((read, list)) = review.read() else { return };
    let proposals = &read.proposals;
    let text = proposals.text.as_deref();
    match list.selected() {
        Some(ReviewRow::Item(place)) => {
            if let Some(item) = proposals.items.get(place) {
                evidence::evidence_ui(ui, &item.evidence, text);
            }
        }
        Some(ReviewRow::Missed(place)) => {
            if let Some(part) = proposals.not_understood.get(place) {
                evidence::evidence_ui(ui, &part.evidence, text);
            }
        }
        Some(ReviewRow::Group(group)) => proposal::members_ui(ui, proposals, group),
        Some(ReviewRow::Notes) => missed::notes_ui(ui, proposals),
        Some(ReviewRow::NotUnderstood) | None => {}
    }
}

/// Something with margins that is scrolled where it is long.
fn scrolled(ui: &mut Ui, salt: &str, contents: impl FnOnce(&mut Ui)) {
    let source = ScrollSource::default();
    ScrollArea::vertical().id_salt(salt).scroll_source(source).auto_shrink(false).show(ui, |ui| {
        Frame::NONE.inner_margin(Margin::same(14)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            contents(ui);
        });
    });
}

/// How far the reading has come, and a way to call it off.
fn progress_ui(ui: &mut Ui, review: &ImportReview, actions: &mut Vec<Action>) {
    let advance = review.advance();
    let megabytes = |bytes: u64| count_text(usize::try_from(bytes.div_ceil(1_000_000)).unwrap_or(usize::MAX));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        #[expect(clippy::cast_precision_loss, reason = "it is shown as the length of a bar")]
        let share = if advance.all_bytes == 0 { 0.0 } else { advance.bytes as f32 / advance.all_bytes as f32 };
        let bar = ui.add(ProgressBar::new(share.min(1.0)).desired_width(180.0).desired_height(6.0));
        let (done, all) = (megabytes(advance.bytes), megabytes(advance.all_bytes));
        let words = format!("Reading {}: {done} of {all}\u{A0}MB", review.name());
        bar.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, &words));
        soft(ui, &words);
        if quiet_button(ui, "Cancel", true).clicked() {
            actions.push(Action::Import(ImportAction::CancelReading));
        }
        ui.add_space(MARGIN);
    });
}
