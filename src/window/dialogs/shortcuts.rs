//! The sheet of shortcuts.

use egui::{Context, Ui};

use super::super::parts::{Words, hairline, heading, section, sides, soft};
use super::super::shortcuts::{Group, TABLE, keys_text};
use super::Sheet;
use crate::app::Action;
use crate::charts::theme::GAP;

/// From this width on the groups stand in two columns, in points.
const TWO_COLUMNS: f32 = 480.0;
/// How many of the groups stand in the first column.
const IN_FIRST: usize = 2;

/// Every shortcut, by group.
pub(super) fn shortcuts_ui(ctx: &Context, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Keyboard shortcuts", 640.0);
    let content = |ui: &mut Ui, _: &mut Vec<Action>| {
        let (first, second) = Group::ALL.split_at(IN_FIRST);
        let (second, window) = second.split_at(2);
        if ui.available_width() >= TWO_COLUMNS {
            ui.spacing_mut().item_spacing.x = GAP * 4.0;
            ui.columns(2, |columns| {
                let [left, right] = columns else { return };
                groups_ui(left, &[first, window].concat());
                groups_ui(right, second);
            });
        } else {
            groups_ui(ui, &Group::ALL);
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
        for (row, shortcut) in TABLE.iter().filter(|shortcut| shortcut.group == *group).enumerate() {
            if row > 0 {
                hairline(ui);
            }
            let keys: Vec<String> = shortcut.keys.first().into_iter().map(|keys| keys_text(ui.ctx(), *keys)).collect();
            sides(ui, Words::plain(shortcut.what), Words::soft(&keys.join(" ")));
        }
    }
}
