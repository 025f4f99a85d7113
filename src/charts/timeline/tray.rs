//! The tray of facts without a date: they have no place in time, and are not given one.

use egui::{Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::scale::{length, narrowed, whole_units};
use super::words::{self, LabelText};
use super::{TimelineInput, list, marks};
use crate::app::Action;
use crate::charts::fact_click;
use crate::charts::theme::{self, Theme, size};
use crate::charts::tooltip::{fact_tooltip_ui, tooltip};
use crate::dossier::FactIx;

/// The height of a row of chips with the gap below it, in points.
const ROW: f32 = 24.0;
/// The height of a chip.
const CHIP: f32 = 20.0;
/// The room for the dot at a chip's start.
const DOT_ROOM: f32 = 20.0;
const END_ROOM: f32 = 9.0;
const GAP: f32 = 6.0;
/// The room above and below the chips, in points.
const AROUND: f32 = 12.0;
/// The height of a tray with one row of chips, in points.
pub(super) const LEAST_HEIGHT: f32 = CHIP + AROUND;

/// A chip's place, relative to the tray.
struct Chip {
    fact: FactIx,
    rect: Rect,
}

/// Chips in their places, and how many found none.
pub(super) struct Tray<'a> {
    chips: Vec<Chip>,
    hidden: &'a [FactIx],
    more: Option<Rect>,
    pub(super) height: f32,
}

impl<'a> Tray<'a> {
    /// Lays the chips out in rows of a width, in no more than so much height.
    pub(super) fn new(ui: &Ui, input: &TimelineInput<'_>, facts: &'a [FactIx], width: f32, most_height: f32) -> Self {
        if facts.is_empty() {
            return Self { chips: Vec::new(), hidden: &[], more: None, height: 0.0 };
        }
        let rows = whole_units(most_height - 8.0, ROW).clamp(1, 12);
        let widest = if input.is_interactive { (width * 0.42).clamp(90.0, 240.0) } else { width };
        let chip_width = |fact: &FactIx| {
            let label = LabelText::of(input.dossier.fact(*fact));
            (narrowed(label.width(ui.painter(), !input.is_interactive)) + DOT_ROOM + END_ROOM).min(widest).min(width)
        };
        let more_width = words::galley(ui.painter(), "+99,999 more", words::font(), Theme::of(ui).ink).size().x + 14.0;
        let (chips, more) = flow(facts, rows, width, more_width, chip_width);
        let used =
            chips.iter().map(|chip| chip.rect.bottom()).chain(more.map(|more| more.bottom())).fold(0.0, f32::max);
        let hidden = facts.get(chips.len()..).unwrap_or_default();
        Self { chips, hidden, more, height: used + AROUND }
    }

    /// Draws the tray with its top left corner at a place.
    pub(super) fn show(&self, ui: &Ui, input: &TimelineInput<'_>, at: Pos2, actions: &mut Vec<Action>) {
        let theme = Theme::of(ui);
        let offset = at.to_vec2() + vec2(0.0, 6.0);
        for chip in &self.chips {
            chip_ui(ui, input, chip.fact, chip.rect.translate(offset), &theme, actions);
        }
        if let Some(more) = self.more {
            self.more_ui(ui, input, more.translate(offset), &theme, actions);
        }
    }

    fn more_ui(&self, ui: &Ui, input: &TimelineInput<'_>, rect: Rect, theme: &Theme, actions: &mut Vec<Action>) {
        let count = crate::format::number::count_text(self.hidden.len());
        let text = format!("+{count} more");
        let mut colour = theme.ink_soft;
        if input.is_interactive {
            let response = ui.interact(rect, ui.scope_id().with("more undated"), Sense::click());
            let label = format!("{count} more undated facts");
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
            let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
            colour = theme.accent;
            focus_ring(ui, &response, rect, theme);
            list::facts_popup(&response, input, || self.hidden.into(), actions);
        }
        let galley = words::galley(ui.painter(), &text, words::font(), colour);
        ui.painter().galley(pos2(rect.left() + 4.0, rect.center().y - galley.size().y / 2.0), galley, colour);
    }
}

/// The width of the button of the undated facts, in points; none where there are none.
pub(super) fn button_width(ui: &Ui, input: &TimelineInput<'_>) -> f32 {
    match input.time.undated().len() {
        0 => 0.0,
        count => {
            let text = words::galley(ui.painter(), &button_words(count), words::font(), Theme::of(ui).ink);
            text.size().x.ceil() + 2.0 * END_ROOM
        }
    }
}

fn button_words(count: usize) -> String {
    format!("{} undated ▸", crate::format::number::count_text(count))
}

/// The button that the undated facts of a screen are behind, beside the axis; `at` is its left edge and the line of the axis.
pub(super) fn button_ui(
    ui: &Ui,
    input: &TimelineInput<'_>,
    facts: &[FactIx],
    at: (f32, f32),
    room: f32,
    actions: &mut Vec<Action>,
) {
    let theme = Theme::of(ui);
    let is_selected = facts.iter().any(|fact| input.is_selected(*fact));
    let ink = if is_selected { theme.accent } else { theme.ink };
    let text = words::cut(ui.painter(), &button_words(facts.len()), words::font(), ink, room - 2.0 * END_ROOM);
    let size = vec2(text.size().x + 2.0 * END_ROOM, CHIP);
    let rect = Rect::from_min_size(pos2(at.0, at.1 + 2.0), size);
    let response = ui.interact(rect, ui.scope_id().with("undated"), Sense::click());
    let label = crate::format::number::counted(facts.len(), "undated fact", "undated facts");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &label));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let ground = match (is_selected, response.hovered()) {
        (true, _) => theme.selected,
        (false, true) => theme.hovered,
        (false, false) => theme.paper,
    };
    let line = if is_selected { theme.accent } else { theme.hairline };
    let radius = egui::CornerRadius::same(10);
    ui.painter().rect(rect, radius, ground, Stroke::new(1.0, line), StrokeKind::Inside);
    ui.painter().galley(rect.center() - text.size() / 2.0, text, ink);
    focus_ring(ui, &response, rect, &theme);
    list::facts_popup(&response, input, || facts.into(), actions);
    tooltip(response, |ui| {
        ui.label("Facts of which no source says when. Click for the list.");
    });
}

/// Places chips in rows; the last row keeps room for the count of those that found none.
fn flow(
    facts: &[FactIx],
    rows: usize,
    width: f32,
    more_width: f32,
    chip_width: impl Fn(&FactIx) -> f32,
) -> (Vec<Chip>, Option<Rect>) {
    let mut chips: Vec<Chip> = Vec::new();
    let (mut x, mut row) = (0.0_f32, 0);
    for (place, fact) in facts.iter().enumerate() {
        let chip = chip_width(fact);
        let is_last = place + 1 == facts.len();
        let limit = |row: usize| if row + 1 == rows && !is_last { width - more_width - GAP } else { width };
        if x > 0.0 && x + chip > limit(row) {
            (x, row) = (0.0, row + 1);
        }
        if row >= rows || x + chip > limit(row).max(60.0) && x > 0.0 {
            break;
        }
        let at = pos2(x, length(row) * ROW);
        chips.push(Chip { fact: *fact, rect: Rect::from_min_size(at, vec2(chip, CHIP)) });
        x += chip + GAP;
    }
    if chips.len() == facts.len() {
        return (chips, None);
    }
    let after = chips.last().map_or(pos2(0.0, 0.0), |chip| chip.rect.right_top() + vec2(GAP, 0.0));
    let fits = after.x + more_width <= width + 1.0;
    if !fits && chips.len() > 1 {
        chips.pop();
        let after = chips.last().map_or(pos2(0.0, 0.0), |chip| chip.rect.right_top() + vec2(GAP, 0.0));
        return (chips, Some(Rect::from_min_size(after, vec2(more_width, CHIP))));
    }
    (chips, Some(Rect::from_min_size(after, vec2(more_width, CHIP))))
}

fn chip_ui(ui: &Ui, input: &TimelineInput<'_>, fact: FactIx, rect: Rect, theme: &Theme, actions: &mut Vec<Action>) {
    let stated = input.dossier.fact(fact);
    let is_selected = input.is_selected(fact);
    let mut ground = if is_selected { theme.selected } else { theme.paper };
    let mut line = if is_selected { theme.accent } else { theme.hairline };
    if input.is_interactive {
        let response = ui.interact(rect, ui.scope_id().with(("undated", fact)), Sense::click());
        let label = words::spoken(input.dossier, fact);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &label));
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        if response.hovered() && !is_selected {
            (ground, line) = (theme.hovered, theme.ink_soft);
        }
        if response.has_focus() {
            line = theme.accent;
        }
        if response.clicked() {
            actions.push(fact_click(ui, &stated.id));
        }
        tooltip(response, |ui| fact_tooltip_ui(ui, input.dossier, input.dossier.fact(fact)));
    }
    let painter = ui.painter();
    let radius = egui::CornerRadius::same(10);
    painter.rect(rect, radius, ground, Stroke::new(1.0, line), StrokeKind::Inside);
    let look = marks::Look {
        theme: *theme,
        colour: theme.lane(stated.theme.0),
        ground,
        is_doubted: !stated.flags.is_empty(),
        is_selected: false,
    };
    painter.extend(marks::small_dot(pos2(rect.left() + 11.0, rect.center().y), &look));
    let room = rect.width() - DOT_ROOM - END_ROOM;
    for (x, galley) in LabelText::of(stated).galleys(painter, theme, room) {
        let at = pos2(rect.left() + DOT_ROOM + x, rect.center().y - galley.size().y / 2.0);
        painter.galley(at, galley, theme.ink);
    }
}

/// The word before the tray.
pub(super) fn heading(ui: &Ui, theme: &Theme) -> std::sync::Arc<egui::Galley> {
    words::galley(ui.painter(), "Undated", theme::strong(size::CHART), theme.ink_soft)
}

/// Shows where the keyboard is.
pub(super) fn focus_ring(ui: &Ui, response: &egui::Response, rect: Rect, theme: &Theme) {
    ui.painter().extend(focus_shape(response, rect, theme));
}

/// The ring itself, for what is drawn later.
pub(super) fn focus_shape(response: &egui::Response, rect: Rect, theme: &Theme) -> Option<Shape> {
    let ring = || Shape::rect_stroke(rect, 4.0, Stroke::new(1.5, theme.accent), StrokeKind::Outside);
    response.has_focus().then(ring)
}
