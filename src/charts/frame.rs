//! The frame around a figure: title and subtitle above it, notes and sources below.
//!
//! On the screen and in an export it is the same, so that no figure leaves without its doubts and its sources.

use egui::{Align, Color32, Frame, Label, Layout, Margin, Panel, RichText, Ui, Vec2};

use super::theme::{self, GAP, MARGIN, Theme, size};
use crate::app::{Action, FrameParts, SelectAction, SourceLine};
use crate::cite::reference;
use crate::dossier::{FactId, Source};

/// The words of a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameTexts {
    /// What the figure shows.
    pub title: String,
    /// In what unit, and as seen by whom.
    pub subtitle: String,
    /// What belongs to the figure but could not be drawn in it.
    pub asides: Vec<Aside>,
    /// What must be known to read it rightly.
    pub notes: Vec<String>,
    /// Where its numbers come from.
    pub sources: String,
}

/// Something that belongs to a figure but could not be drawn in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The fact that says it.
    pub fact: FactId,
    /// What it says.
    pub text: String,
}

/// The least height of the figure itself, in points: where the words around it leave less, the screen scrolls.
const LEAST_FIGURE: f32 = 130.0;
/// The height of a figure from which on all of its own words have room, in points.
const AMPLE_FIGURE: f32 = 190.0;

/// Draws a figure in its frame into the space that is there.
///
/// `parts` says what of it is drawn. `legend` and `figure` draw the key and the figure itself; an aside selects its fact
/// where `is_interactive`. Where it is not, and the words under the figure would leave no room for it, one line says where
/// they are. Whether there was ample room is returned.
pub fn frame_ui(
    ui: &mut Ui,
    texts: &FrameTexts,
    parts: FrameParts,
    is_interactive: bool,
    actions: &mut Vec<Action>,
    legend: impl FnOnce(&mut Ui),
    figure: impl FnOnce(&mut Ui, &mut Vec<Action>),
) -> bool {
    let theme = Theme::of(ui);
    let all = ui.available_rect_before_wrap();
    if parts.ground {
        ui.painter().rect_filled(all, 0.0, theme.paper);
    }
    let texts = &texts.only(parts);
    let inner = all.shrink2(Vec2::new(MARGIN, MARGIN - 2.0));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Min)));
    ui.set_clip_rect(ui.clip_rect().intersect(all));
    let mut is_ample = true;
    let contents = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.set_width(ui.available_width());
        head_ui(ui, texts, is_interactive, &theme);
        if parts.legend {
            legend(ui);
        }
        ui.add_space(2.0);
        let left = inner.height() - ui.min_rect().height();
        let height = left - foot_height(ui, texts);
        is_ample = is_interactive || height >= AMPLE_FIGURE;
        let is_whole = is_interactive || height >= LEAST_FIGURE;
        let elsewhere = elsewhere();
        let texts = if is_whole { texts } else { &elsewhere };
        let room = left - foot_height(ui, texts);
        let height = if is_interactive { room.max(LEAST_FIGURE) } else { room.max(1.0) };
        let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), egui::Sense::hover());
        let mut figure_ui = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
        figure(&mut figure_ui, actions);
        ui.add_space(GAP);
        foot_ui(ui, texts, is_interactive, actions);
    };
    if is_interactive {
        egui::ScrollArea::vertical().id_salt("figure").auto_shrink(false).show(&mut ui, contents);
    } else {
        contents(&mut ui);
    }
    is_ample
}

/// Says, at the very bottom, that a figure has letters that cannot be drawn; the figure has the rest of the room.
pub fn lacking_ui(ui: &mut Ui, parts: FrameParts) {
    let theme = Theme::of(ui);
    let ground = if parts.ground { theme.paper } else { Color32::TRANSPARENT };
    let frame = Frame::new().fill(ground).inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 12 });
    Panel::bottom("letters that cannot be drawn").frame(frame).show_separator_line(false).show(ui, |ui| {
        let words = "□ stands for a letter that cannot be drawn here; the description of this file has it.";
        wrapped(ui, RichText::new(words).font(theme::text(size::CHART)).color(theme.doubt_ink), false);
    });
}

impl FrameTexts {
    /// Those of the words that are to be drawn.
    fn only(&self, parts: FrameParts) -> Self {
        let Self { title, subtitle, asides, notes, sources } = self;
        let text = |text: &String, is_drawn: bool| if is_drawn { text.clone() } else { String::new() };
        Self {
            title: text(title, parts.title),
            subtitle: text(subtitle, parts.subtitle),
            asides: if parts.notes { asides.clone() } else { Vec::new() },
            notes: if parts.notes { notes.clone() } else { Vec::new() },
            sources: text(sources, parts.sources != SourceLine::None),
        }
    }
}

/// What stands under a figure that is too small for its words.
fn elsewhere() -> FrameTexts {
    let text = "Too small for its notes, doubts and sources: they are in the description of this file.";
    FrameTexts { notes: vec![text.to_owned()], ..FrameTexts::default() }
}

/// A full reference behind its marker.
pub(super) fn marked_reference(source: &Source) -> String {
    match source.marker() {
        Some(marker) => format!("{marker} {}", reference(source)),
        None => reference(source),
    }
}

/// Sources in one line, or full references on a line each.
pub(super) fn source_line(sources: &[String], style: SourceLine, between: &str) -> String {
    match (sources, style) {
        ([], _) => String::new(),
        (_, SourceLine::References) => format!("Sources\n{}", sources.join("\n")),
        (_, SourceLine::Markers | SourceLine::None) => format!("Sources: {}.", sources.join(between)),
    }
}

fn head_ui(ui: &mut Ui, texts: &FrameTexts, is_selectable: bool, theme: &Theme) {
    if !texts.title.is_empty() {
        wrapped(ui, RichText::new(&texts.title).font(theme::strong(size::TITLE)).color(theme.ink), is_selectable);
    }
    if !texts.subtitle.is_empty() {
        let subtitle = RichText::new(&texts.subtitle).font(theme::text(size::SMALL)).color(theme.ink_soft);
        wrapped(ui, subtitle, is_selectable);
    }
    if ui.min_rect().height() > 0.0 {
        ui.add_space(4.0);
    }
}

fn foot_lines(texts: &FrameTexts) -> impl Iterator<Item = &str> {
    let asides = texts.asides.iter().map(|aside| aside.text.as_str());
    let rest = texts.notes.iter().map(String::as_str).chain([texts.sources.as_str()]);
    asides.chain(rest).filter(|line| !line.is_empty())
}

/// The height that the lines under the figure take, wrapped to its width.
fn foot_height(ui: &Ui, texts: &FrameTexts) -> f32 {
    let gap = ui.spacing().item_spacing.y;
    let heights = foot_lines(texts).map(|line| {
        let galley =
            ui.painter().layout(line.to_owned(), theme::text(size::CHART), Color32::PLACEHOLDER, ui.available_width());
        galley.size().y + gap
    });
    let height: f32 = heights.sum();
    if height > 0.0 { height + GAP + 2.0 } else { 0.0 }
}

fn foot_ui(ui: &mut Ui, texts: &FrameTexts, is_interactive: bool, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    for aside in &texts.asides {
        let text = RichText::new(&aside.text).font(theme::text(size::CHART));
        if is_interactive {
            let link = Label::new(text.color(theme.accent)).sense(egui::Sense::click()).wrap();
            let response = ui.add(link).on_hover_cursor(egui::CursorIcon::PointingHand);
            if response.on_hover_text("Show the fact that says so").clicked() {
                actions.push(Action::Select(SelectAction::Fact(aside.fact.clone())));
            }
        } else {
            ui.add(Label::new(text.color(theme.ink)).wrap().selectable(false));
        }
    }
    let rest = texts.notes.iter().chain([&texts.sources]).filter(|line| !line.is_empty());
    for line in rest {
        wrapped(ui, RichText::new(line).font(theme::text(size::CHART)).color(theme.ink_soft), is_interactive);
    }
}

fn wrapped(ui: &mut Ui, text: RichText, is_selectable: bool) {
    ui.add(Label::new(text).wrap().selectable(is_selectable));
}
