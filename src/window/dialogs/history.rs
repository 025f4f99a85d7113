//! The history as a list: what was done, what was undone, and what is kept of an earlier branch.

use egui::{Align, Button, Context, RichText, ScrollArea, Ui};

use super::super::parts::{counted, soft};
use super::Sheet;
use crate::app::{Action, AppState, ClockTime, HistoryRow, HistoryTime};
use crate::charts::Theme;
use crate::charts::theme::{size, strong, text};
use crate::format::date::day_text;

/// The height of the list, in points.
const LIST_HEIGHT: f32 = 420.0;

pub(super) fn history_ui(ctx: &Context, state: &AppState, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "History", 520.0).tall();
    let undo = &state.session.undo;
    let is_still = !state.session.is_editing;
    // The keyboard goes with the current state.
    let id = sheet.id.with("place");
    let shown: Option<usize> = ctx.data(|data| data.get_temp(id));
    ctx.data_mut(|data| data.insert_temp(id, undo.place()));
    let wants_focus = sheet.has_just_appeared || shown != Some(undo.place());
    sheet.show(
        ctx,
        actions,
        |ui, actions| {
            let (done, all) = (undo.place(), undo.rows().len() - 1);
            soft(
                ui,
                format!(
                    "{} done, {} undone. A click, or Enter, goes to a step; nothing that was undone is lost.",
                    counted(done, "step", "steps"),
                    all - done
                ),
            );
            ScrollArea::vertical().id_salt("steps").max_height(LIST_HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                for row in undo.rows() {
                    if row_ui(ui, &row, undo.clock(), undo.is_cut(), is_still, wants_focus) {
                        actions.push(Action::StepTo(row.place));
                    }
                }
            });
        },
        |ui, actions| {
            if ui.add(super::button("Close")).clicked() {
                actions.push(Action::Layout(crate::app::LayoutAction::CloseDialog));
            }
        },
    );
}

/// The time of a step, with its date where that is not today's.
fn clock_text(ClockTime { day, minute }: ClockTime, now: Option<ClockTime>) -> String {
    let time = format!("{:02}:{:02}", minute / 60, minute % 60);
    if now.is_some_and(|now| now.day == day) { time } else { format!("{}, {time}", day_text(day)) }
}

/// A state that the history leads to; returns whether it is to be gone to.
fn row_ui(
    ui: &mut Ui,
    row: &HistoryRow<'_>,
    now: Option<ClockTime>,
    is_cut: bool,
    is_still: bool,
    wants_focus: bool,
) -> bool {
    let theme = Theme::of(ui);
    let is_current = row.when == HistoryTime::Now;
    let name = match (row.label, row.is_edit) {
        (None, _) if is_cut => "The earliest state that is kept".to_owned(),
        (None, _) => "As it was opened".to_owned(),
        (Some(label), true) => label.to_owned(),
        (Some(label), false) => format!("View: {label}"),
    };
    let font = if is_current { strong(size::SMALL) } else { text(size::SMALL) };
    let ink = if row.is_edit || is_current { theme.ink } else { theme.ink_soft };
    let indent = if row.is_branch { "      " } else { "" };
    let beside = match row {
        HistoryRow { when: HistoryTime::Now, .. } => "now",
        HistoryRow { is_branch: true, .. } => "earlier branch",
        HistoryRow { when: HistoryTime::Undone, .. } => "undone",
        HistoryRow { when: HistoryTime::Before, .. } => "",
    };
    let time = row.done_at.map(|done_at| clock_text(done_at, now)).unwrap_or_default();
    let beside: String = [beside, &time].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("  ");
    let beside_words = RichText::new(&beside).font(text(size::LABEL)).color(theme.ink_soft);
    let words = RichText::new(format!("{indent}{name}")).font(font).color(ink);
    let button = Button::selectable(is_current, words).right_text(beside_words).truncate();
    let height = ui.spacing().interact_size.y;
    let response = ui.add_enabled(is_still, button.min_size(egui::vec2(ui.available_width(), height)));
    response.widget_info(|| {
        let spoken = if beside.is_empty() { name.clone() } else { format!("{name}, {beside}") };
        egui::WidgetInfo::selected(egui::Role::Button, is_still, is_current, spoken)
    });
    if is_current && wants_focus {
        response.scroll_to_me(Some(Align::Center));
        response.request_focus();
    }
    response.clicked() && !is_current
}
