//! The frame around a figure: title and subtitle above it, notes and sources below.
//!
//! On the screen and in an export it is the same, so that no figure leaves without its doubts and its sources.

mod folded;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Align, Color32, FontSelection, Frame, Galley, Label, Layout, Margin, Panel, RichText, TextWrapMode, Ui, Vec2,
    WidgetText,
};

use super::fonts::letter_codes;
use super::theme::{self, GAP, MARGIN, Theme, size};
use super::{cut_to, unbroken};
use crate::app::{Action, FrameParts, SelectAction, SourceLine};
use crate::cite::reference;
use crate::dossier::{FactId, Source};
use crate::limits::TITLE_CHARS;

/// The words of a frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrameTexts {
    /// What the figure shows.
    pub title: String,
    /// In what unit, and as seen by whom.
    pub subtitle: String,
    /// What belongs to the figure but could not be drawn in it.
    pub asides: Vec<Aside>,
    /// What must be known to read it rightly.
    pub notes: Vec<String>,
    /// The years that each note is about, where it is about some.
    pub note_years: Vec<Vec<i64>>,
    /// Where its numbers come from.
    pub sources: String,
    /// How many sources that are.
    pub source_count: usize,
    /// How notes and sources stand under it.
    pub foot: Foot,
    /// The width that something else takes beside the title, in points.
    pub head_inset: f32,
}

/// How notes and sources stand under a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Foot {
    /// All of them.
    #[default]
    Whole,
    /// The notes in so many lines; what has no room there is counted.
    Rows {
        /// How many lines.
        most: usize,
    },
    /// In one line that opens.
    Folded {
        /// Whether it is open.
        is_open: bool,
    },
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
/// The part of the room under the head that open notes may take.
const MOST_OPEN: f32 = 0.42;
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
    let is_folded = matches!(texts.foot, Foot::Folded { .. });
    let contents = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.set_width(ui.available_width());
        head_ui(ui, texts, is_interactive, &theme);
        if parts.legend {
            legend(ui);
        }
        ui.add_space(2.0);
        let left = inner.height() - ui.min_rect().height();
        let open_height = left * MOST_OPEN;
        let mut foot = if is_folded { Vec::new() } else { foot(ui, texts, is_interactive) };
        let folded_height = if is_folded { folded::height(texts, open_height) } else { 0.0 };
        let mut room = left - foot_height(ui, &foot) - folded_height;
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
        if is_folded {
            folded::foot_ui(ui, texts, folded_height, actions);
            return;
        }
        ui.add_space(GAP);
        foot_ui(ui, foot, is_interactive, actions);
    };
    if is_interactive && !is_folded {
        egui::ScrollArea::vertical().id_salt("figure").auto_shrink(false).show(&mut ui, contents);
    } else {
        contents(&mut ui);
    }
    is_ample
}

/// Says, at the very bottom, which letters of a figure cannot be drawn; the figure has the rest of the room.
pub fn lacking_ui(ui: &mut Ui, letters: &BTreeSet<char>, parts: FrameParts) {
    let theme = Theme::of(ui);
    let ground = if parts.ground { theme.paper } else { Color32::TRANSPARENT };
    let frame = Frame::new().fill(ground).inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 12 });
    Panel::bottom("letters that cannot be drawn").frame(frame).show_separator_line(false).show(ui, |ui| {
        let names = letter_codes(letters);
        let words =
            format!("□ stands for letters that cannot be drawn here ({names}); the description of this file has them.");
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
        let Self { title, subtitle, asides, notes, note_years, sources, source_count, foot, head_inset } = self;
        let text = |text: &String, is_drawn: bool| if is_drawn { text.clone() } else { String::new() };
        Cow::Owned(Self {
            title: text(title, parts.title),
            subtitle: text(subtitle, parts.subtitle),
            asides: if parts.notes { asides.clone() } else { Vec::new() },
            notes: if parts.notes { notes.clone() } else { Vec::new() },
            note_years: note_years.clone(),
            sources: text(sources, has_sources),
            source_count: *source_count,
            foot: *foot,
            head_inset: *head_inset,
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
        let size = if texts.head_inset > 0.0 { size::SMALL_TITLE } else { size::TITLE };
        let title =
            RichText::new(unbroken(&cut_to(&texts.title, TITLE_CHARS))).font(theme::strong(size)).color(theme.ink);
        // Beside tools it is narrower.
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - texts.head_inset).max(1.0));
            wrapped(ui, title, is_selectable);
        });
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
    let lay_out = |text: &str, ink: Color32| {
        let text = WidgetText::from(RichText::new(unbroken(text)).font(theme::text(size::CHART)).color(ink));
        text.into_galley(ui, Some(TextWrapMode::Wrap), ui.available_width(), FontSelection::Default)
    };
    let asides = texts.asides.iter().filter(|aside| !aside.text.is_empty());
    let mut lines: Vec<FootLine<'a>> =
        asides.map(|aside| FootLine { fact: Some(&aside.fact), galley: lay_out(&aside.text, aside_ink) }).collect();
    let notes: Vec<&str> = texts.notes.iter().map(String::as_str).filter(|note| !note.is_empty()).collect();
    match texts.foot {
        Foot::Rows { most } => {
            let galley =
                notes_in_rows(&notes, most.saturating_sub(lines.len()).max(1), |text| lay_out(text, theme.ink_soft));
            lines.extend(galley.map(|galley| FootLine { fact: None, galley }));
        }
        Foot::Whole | Foot::Folded { .. } => {
            lines.extend(notes.iter().map(|note| FootLine { fact: None, galley: lay_out(note, theme.ink_soft) }));
        }
    }
    if !texts.sources.is_empty() {
        lines.push(FootLine { fact: None, galley: lay_out(&texts.sources, theme.ink_soft) });
    }
    lines
}

/// As many notes, one after the other, as have room in so many lines; the rest is counted.
fn notes_in_rows(notes: &[&str], most: usize, lay_out: impl Fn(&str) -> Arc<Galley>) -> Option<Arc<Galley>> {
    let all = lay_out(&notes.join(" "));
    if notes.is_empty() || all.rows.len() <= most {
        return (!notes.is_empty()).then_some(all);
    }
    let with_rest = |count: usize| {
        let rest = notes.len() - count;
        let notes_are = if rest == 1 { "more note is" } else { "more notes are" };
        let where_rest = format!("{rest} {notes_are} in the description and the data of this figure.");
        lay_out(&notes[..count].iter().copied().chain([where_rest.as_str()]).collect::<Vec<_>>().join(" "))
    };
    // The largest number that has room, found by halves.
    let (mut low, mut high) = (0, notes.len());
    while low + 1 < high {
        let middle = usize::midpoint(low, high);
        if with_rest(middle).rows.len() <= most { low = middle } else { high = middle }
    }
    Some(with_rest(low))
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
