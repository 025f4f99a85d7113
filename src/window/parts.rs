//! Small pieces that several panels are made of.

use egui::{Align, Button, Context, FontId, Frame, Label, Layout, Link, Margin, Response, RichText, Ui, Vec2};

use crate::charts::theme::{GAP, size, strong, text};
use crate::charts::{Theme, unbroken};
pub(super) use crate::format::number::counted;

/// The space between the letters of a section's heading, in points.
const HEADING_SPACING: f32 = 0.8;
/// The largest share of a line that its right side may take before the two go below each other.
const MAX_RIGHT_SHARE: f32 = 0.62;

/// The heading of a section, in small capital letters; the accessible name keeps its case.
pub(super) fn heading(ui: &mut Ui, words: &str) -> Response {
    let soft = Theme::of(ui).ink_soft;
    let capitals =
        RichText::new(words.to_uppercase()).font(text(size::LABEL)).color(soft).extra_letter_spacing(HEADING_SPACING);
    let response = ui.add(Label::new(capitals).selectable(false));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, words));
    response
}

/// A heading with the space before it that sets its section off.
pub(super) fn section(ui: &mut Ui, words: &str) {
    ui.add_space(GAP * 1.5);
    heading(ui, words);
}

/// Text that is read second.
pub(super) fn soft(ui: &mut Ui, words: impl AsRef<str>) -> Response {
    let colour = Theme::of(ui).ink_soft;
    ui.add(Label::new(RichText::new(unbroken(words.as_ref())).font(text(size::SMALL)).color(colour)).wrap())
}

/// Text that is looked up, in the main ink.
pub(super) fn small(ui: &mut Ui, words: impl AsRef<str>) -> Response {
    ui.add(Label::new(RichText::new(unbroken(words.as_ref())).font(text(size::SMALL))).wrap())
}

/// A link within the program.
pub(super) fn link(ui: &mut Ui, words: impl Into<String>) -> Response {
    ui.add(Link::new(RichText::new(words).font(text(size::SMALL))))
}

/// A button without a frame, for what is offered beside a text.
pub(super) fn quiet_button(ui: &mut Ui, words: &str, is_enabled: bool) -> Response {
    let theme = Theme::of(ui);
    let ink = if is_enabled { theme.accent } else { theme.ink_soft };
    let words = RichText::new(words).font(text(size::SMALL)).color(ink);
    // Its words stay on one line; in a row that is full, it begins the next.
    let button = Button::new(words).frame_when_inactive(false).wrap_mode(egui::TextWrapMode::Extend);
    let padding = std::mem::replace(&mut ui.spacing_mut().button_padding, egui::vec2(4.0, 2.0));
    let response = ui.add_enabled(is_enabled, button);
    ui.spacing_mut().button_padding = padding;
    response
}

/// A button for what is there to be done.
pub(super) fn main_button<'a>(ui: &Ui, words: &'a str) -> Button<'a> {
    let theme = Theme::of(ui);
    let words = RichText::new(words).font(strong(size::SMALL)).color(theme.paper);
    Button::new(words).min_size(egui::vec2(72.0, 0.0)).fill(theme.accent)
}

/// Something with the margins of a panel around it.
pub(super) fn padded(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui)) {
    Frame::NONE.inner_margin(Margin { left: 14, right: 14, top: 4, bottom: 8 }).show(ui, add_contents);
}

/// A line from side to side.
pub(super) fn hairline(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, egui::Stroke::new(1.0, Theme::of(ui).hairline));
}

/// A box that holds a doubt.
pub(super) fn doubt_box(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    Frame::NONE
        .fill(theme.doubt_ground)
        .stroke(egui::Stroke::new(1.0, theme.doubt_line))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(10, 7))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.visuals_mut().override_text_color = Some(theme.doubt_ink);
            add_contents(ui);
        });
}

/// A sentence that is a doubt.
pub(super) fn doubt(ui: &mut Ui, words: &str) {
    doubt_box(ui, |ui| {
        small(ui, words);
    });
}

/// A line of two texts, one at each side; the left one wraps, and where the right one needs most of the width they go
/// below each other. The response is that of the right one.
pub(super) fn sides(ui: &mut Ui, left: Words<'_>, right: Words<'_>) -> Response {
    let width = ui.available_width();
    let right_width = right.width(ui.ctx()).ceil() + 1.0;
    if right_width > width * MAX_RIGHT_SHARE {
        left.label(ui);
        return ui.with_layout(Layout::top_down(Align::Max), |ui| right.label(ui)).inner;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let left_width = (width - right_width - GAP).max(0.0);
        ui.allocate_ui_with_layout(Vec2::new(left_width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(left_width);
            left.label(ui);
        });
        ui.add_space(GAP);
        ui.allocate_ui_with_layout(Vec2::new(right_width, 0.0), Layout::top_down(Align::Max), |ui| {
            ui.set_width(right_width);
            right.label(ui)
        })
        .inner
    })
    .inner
}

/// A text with how it is set.
#[derive(Clone)]
pub(super) struct Words<'a> {
    text: &'a str,
    font: FontId,
    is_soft: bool,
    is_link: bool,
}

impl<'a> Words<'a> {
    /// In the main ink.
    pub(super) const fn plain(words: &'a str) -> Self {
        Self { text: words, font: text(size::SMALL), is_soft: false, is_link: false }
    }

    /// To be found at a glance.
    pub(super) fn strong(words: &'a str) -> Self {
        Self { text: words, font: strong(size::SMALL), is_soft: false, is_link: false }
    }

    /// To be read second.
    pub(super) const fn soft(words: &'a str) -> Self {
        Self { text: words, font: text(size::SMALL), is_soft: true, is_link: false }
    }

    /// The same, to be clicked.
    pub(super) fn linked(self) -> Self {
        Self { is_link: true, ..self }
    }

    fn width(&self, ctx: &Context) -> f32 {
        let galley = ctx.fonts_mut(|fonts| {
            fonts.layout_no_wrap(unbroken(self.text).into_owned(), self.font.clone(), egui::Color32::PLACEHOLDER)
        });
        galley.size().x
    }

    fn label(self, ui: &mut Ui) -> Response {
        let mut rich = RichText::new(unbroken(self.text)).font(self.font);
        if self.is_soft {
            rich = rich.color(Theme::of(ui).ink_soft);
        }
        if self.is_link { ui.add(Link::new(rich)) } else { ui.add(Label::new(rich).wrap()) }
    }
}

/// Whether something with this identifier is drawn now that was not drawn in the pass before.
pub(super) fn has_just_appeared(ctx: &Context, id: egui::Id) -> bool {
    let pass = ctx.cumulative_pass_nr();
    let last = ctx.data_mut(|data| data.get_temp::<u64>(id));
    ctx.data_mut(|data| data.insert_temp(id, pass));
    last.is_none_or(|last| last != pass && last + 1 != pass)
}
