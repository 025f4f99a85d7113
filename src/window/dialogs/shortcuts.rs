//! The sheet of shortcuts.

use egui::{Context, Ui};

use super::super::parts::{Words, hairline, heading, section, sides, soft};
use super::super::shortcuts::{Group, REVIEW, TABLE};
use super::Sheet;
use crate::app::Action;
use crate::charts::theme::GAP;

/// From this width on the groups stand in two columns, in points.
const TWO_COLUMNS: f32 = 480.0;
/// How many of the groups stand in the first column.
const IN_FIRST: usize = 2;

/// Every command that has keys, by group.
pub(super) fn shortcuts_ui(ctx: &Context, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Keyboard shortcuts", 640.0);
    let content = |ui: &mut Ui, _: &mut Vec<Action>| {
        let (first, second) = Group::ALL.split_at(IN_FIRST);
        if ui.available_width() >= TWO_COLUMNS {
            ui.spacing_mut().item_spacing.x = GAP * 4.0;
            ui.columns(2, |columns| {
                let [left, right] = columns else { return };
                groups_ui(left, first);
                groups_ui(right, second);
            });
        } else {
            groups_ui(ui, Group::ALL);
        }
        ui.add_space(GAP);
        soft(
            ui,
            "Tab goes from one control to the next, Space or Enter presses it. On timeline and chart, the wheel \
                  zooms at the pointer and dragging moves along.",
        );
    };
    sheet.show(ctx, actions, content, |ui, actions| sheet.close_button(ui, actions));
}

fn groups_ui(ui: &mut Ui, groups: &[Group]) {
    ui.spacing_mut().item_spacing = egui::vec2(GAP, 3.0);
    for (place, group) in groups.iter().enumerate() {
        if place == 0 {
            heading(ui, group.label());
        } else {
            section(ui, group.label());
        }
        let commands = TABLE.iter().chain(&REVIEW);
        let commands = commands.filter(|command| command.group == *group && !command.keys.is_empty());
        for (row, command) in commands.enumerate() {
            if row > 0 {
                hairline(ui);
            }
            sides(ui, Words::plain(command.what), Words::soft(&command.keys_text(ui.ctx()).unwrap_or_default()));
        }
    }
}
