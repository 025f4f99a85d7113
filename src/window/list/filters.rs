//! The filters above the list: themes and flags.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Color32, Popup, PopupCloseBehavior, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2};

use crate::app::{Action, AppState, FilterAction};
use crate::charts::theme::{size, text};
use crate::charts::{Pill, Theme};
use crate::dossier::ThemeIx;

use super::super::cut::wrapped;
use super::super::parts::counted;

const DOT_RADIUS: f32 = 3.6;
/// The gap between the dot and the words, in points.
const DOT_GAP: f32 = 6.0;
const CHIP_PADDING: f32 = 9.0;
const CHIP_HEIGHT: f32 = 22.0;

/// A chip for each theme, and a menu for the flags.
pub(super) fn filters_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(5.0);
        for (place, theme) in state.dossier().themes().iter().enumerate() {
            chip(ui, state, ThemeIx(place), &theme.id, &theme.label, actions);
        }
        flags_ui(ui, state, actions);
    });
}

fn chip(ui: &mut Ui, state: &AppState, ix: ThemeIx, id: &str, label: &str, actions: &mut Vec<Action>) {
    let is_on = !state.view.hidden_themes.contains(id);
    let is_chosen = is_on && !state.view.hidden_themes.is_empty();
    let response = chip_response(ui, &Theme::of(ui), label, Theme::of(ui).lane(ix.0), (is_on, is_chosen));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_chosen, label));
    if response.clicked() {
        actions.push(Action::Filter(FilterAction::SelectTheme(id.to_owned())));
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(280.0);
        let facts = counted(state.file.digest.theme_count(ix.0), "fact", "facts");
        super::super::parts::small(ui, format!("{label}: {facts}"));
        let words = match (is_on, is_chosen) {
            (_, true) => "Shown. Click to leave them out.",
            (true, false) => "Click to show only these.",
            (false, false) => "Hidden. Click to show them as well.",
        };
        super::soft(ui, words);
    });
}

/// Draws a chip: on the ground of what is selected where it is chosen, with a ring and soft words where it is hidden.
fn chip_response(
    ui: &mut Ui,
    theme: &Theme,
    label: &str,
    colour: Color32,
    (is_on, is_chosen): (bool, bool),
) -> Response {
    let ink = if is_on { theme.ink } else { theme.ink_soft };
    let around = 2.0 * (DOT_RADIUS + CHIP_PADDING) + DOT_GAP;
    let galley = wrapped(ui, label, &text(size::SMALL), ink, ui.max_rect().width() - around, 1);
    let width = galley.size().x + around;
    let height = CHIP_HEIGHT.max(galley.size().y + 4.0);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
    let ground = match (response.hovered(), is_on) {
        _ if is_chosen => theme.selected,
        (true, _) => theme.hovered,
        (false, true) => theme.paper,
        (false, false) => Color32::TRANSPARENT,
    };
    let line = match (response.has_focus(), is_chosen) {
        (true, _) => Stroke::new(1.5, theme.accent),
        (false, true) => Stroke::new(1.0, theme.accent),
        (false, false) => Stroke::new(1.0, theme.hairline),
    };
    let painter = ui.painter();
    painter.add(Pill { rect, ground: Color32::TRANSPARENT, outline: line, fill: ground }.shape(ui.pixels_per_point()));
    let dot = pos2(rect.left() + CHIP_PADDING + DOT_RADIUS, rect.center().y);
    let at = pos2(dot.x + DOT_RADIUS + DOT_GAP, rect.center().y - galley.size().y / 2.0);
    if is_on {
        painter.circle_filled(dot, DOT_RADIUS, colour);
    } else {
        painter.circle_stroke(dot, DOT_RADIUS - 0.5, Stroke::new(1.0, theme.ink_soft));
    }
    painter.galley(at, galley, ink);
    response
}

fn flags_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let counts = state.file.digest.flag_counts();
    if counts.is_empty() {
        return;
    }
    let wanted = &state.view.wanted_flags;
    let label = match wanted.len() {
        0 => "Flags ▾".to_owned(),
        count => format!("Flags: {count} ▾"),
    };
    let button = egui::Button::new(egui::RichText::new(label).font(text(size::SMALL)))
        .corner_radius(11)
        .min_size(Vec2::new(0.0, CHIP_HEIGHT))
        .selected(!wanted.is_empty());
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (response, _) = MenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.set_min_width(200.0);
        super::soft(ui, "Show only facts with one of");
        for (kind, count) in counts {
            let mut is_wanted = wanted.contains(kind.word());
            let facts = crate::format::number::count_text(*count);
            let words = format!("{} ({facts})", kind.label());
            if ui.checkbox(&mut is_wanted, words).on_hover_text(kind.meaning()).changed() {
                actions.push(Action::Filter(FilterAction::ToggleFlag(kind.word().to_owned())));
            }
        }
    });
    if !Popup::is_any_open(ui.ctx()) {
        response.on_hover_text("Show only facts that an editor has marked with a doubt of a certain kind");
    }
}
