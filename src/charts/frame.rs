//! The frame around a figure: title and subtitle above it, notes and sources below.
//!
//! On the screen and in an export it is the same, so that no figure leaves without its doubts and its sources.

use std::borrow::Cow;
use std::sync::Arc;

use egui::{
    Align, Color32, FontSelection, Frame, Galley, Label, Layout, Margin, Panel, RichText, TextWrapMode, Ui, Vec2,
    WidgetText,
};

use super::theme::{self, GAP, MARGIN, Theme, size};
use super::unbroken;
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
pub(super) const LEAST_FIGURE: f32 = 130.0;
/// The height of a figure from which on all of its own words have room, in points.
const AMPLE_FIGURE: f32 = 190.0;

/// Draws a figure in its frame into the space that is there.
///
/// `parts` says what of it is drawn. `legend` and `figure` draw the key and the figure itself, which has a least height; an
/// aside selects its fact where `is_interactive`. Where it is not, and the words under the figure would leave less than that
/// height, one line says where they are. Whether there was ample room is returned.
pub fn frame_ui(
    ui: &mut Ui,
    texts: &FrameTexts,
    parts: FrameParts,
    is_interactive: bool,
    actions: &mut Vec<Action>,
    legend: impl FnOnce(&mut Ui),
    (least_height, figure): (f32, impl FnOnce(&mut Ui, &mut Vec<Action>)),
) -> bool {
    let theme = Theme::of(ui);
    let all = ui.available_rect_before_wrap();
    if parts.ground {
        ui.painter().rect_filled(all, 0.0, theme.paper);
    }
    let texts = &*texts.only(parts);
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
        let mut foot = foot(ui, texts, is_interactive);
        let mut room = left - foot_height(ui, &foot);
        is_ample = is_interactive || room >= AMPLE_FIGURE;
        let elsewhere = elsewhere();
        if !is_interactive && room < least_height {
            foot = self::foot(ui, &elsewhere, false);
            room = left - foot_height(ui, &foot);
        }
        let height = if is_interactive { room.max(least_height) } else { room.max(1.0) };
        let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), egui::Sense::hover());
        let mut figure_ui = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
        figure(&mut figure_ui, actions);
        ui.add_space(GAP);
        foot_ui(ui, foot, is_interactive, actions);
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
    fn only(&self, parts: FrameParts) -> Cow<'_, Self> {
        let has_sources = parts.sources != SourceLine::None;
        if parts.title && parts.subtitle && parts.notes && has_sources {
            return Cow::Borrowed(self);
        }
        let Self { title, subtitle, asides, notes, sources } = self;
        let text = |text: &String, is_drawn: bool| if is_drawn { text.clone() } else { String::new() };
        Cow::Owned(Self {
            title: text(title, parts.title),
            subtitle: text(subtitle, parts.subtitle),
            asides: if parts.notes { asides.clone() } else { Vec::new() },
            notes: if parts.notes { notes.clone() } else { Vec::new() },
            sources: text(sources, has_sources),
        })
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
        wrapped(
            ui,
            RichText::new(unbroken(&texts.title)).font(theme::strong(size::TITLE)).color(theme.ink),
            is_selectable,
        );
    }
    if !texts.subtitle.is_empty() {
        let subtitle = RichText::new(unbroken(&texts.subtitle)).font(theme::text(size::SMALL)).color(theme.ink_soft);
        wrapped(ui, subtitle, is_selectable);
    }
    if ui.min_rect().height() > 0.0 {
        ui.add_space(4.0);
    }
}

/// A line under the figure, wrapped to its width; an aside has the fact that says it.
struct FootLine<'a> {
    fact: Option<&'a FactId>,
    galley: Arc<Galley>,
}

/// The lines under the figure, laid out once for their height and for what is painted.
fn foot<'a>(ui: &Ui, texts: &'a FrameTexts, is_interactive: bool) -> Vec<FootLine<'a>> {
    let theme = Theme::of(ui);
    let aside_ink = if is_interactive { theme.accent } else { theme.ink };
    let asides = texts.asides.iter().map(|aside| (Some(&aside.fact), &aside.text, aside_ink));
    let rest = texts.notes.iter().chain([&texts.sources]).map(|line| (None, line, theme.ink_soft));
    let lines = asides.chain(rest).filter(|(_, text, _)| !text.is_empty());
    let lay_out = |(fact, text, ink): (_, &String, _)| {
        let text = WidgetText::from(RichText::new(unbroken(text)).font(theme::text(size::CHART)).color(ink));
        let wrap = Some(TextWrapMode::Wrap);
        FootLine { fact, galley: text.into_galley(ui, wrap, ui.available_width(), FontSelection::Default) }
    };
    lines.map(lay_out).collect()
}

/// The height that the lines under the figure take.
fn foot_height(ui: &Ui, foot: &[FootLine<'_>]) -> f32 {
    let gap = ui.spacing().item_spacing.y;
    let height: f32 = foot.iter().map(|line| line.galley.size().y + gap).sum();
    if height > 0.0 { height + GAP + 2.0 } else { 0.0 }
}

fn foot_ui(ui: &mut Ui, foot: Vec<FootLine<'_>>, is_interactive: bool, actions: &mut Vec<Action>) {
    for FootLine { fact, galley } in foot {
        let label = Label::new(galley).wrap();
        let Some(fact) = fact.filter(|_| is_interactive) else {
            ui.add(label.selectable(is_interactive));
            continue;
        };
        let response = ui.add(label.sense(egui::Sense::click())).on_hover_cursor(egui::CursorIcon::PointingHand);
        if response.on_hover_text("Show the fact that says so").clicked() {
            actions.push(Action::Select(SelectAction::Fact(fact.clone())));
        }
    }
}

fn wrapped(ui: &mut Ui, text: RichText, is_selectable: bool) {
    ui.add(Label::new(text).wrap().selectable(is_selectable));
}
