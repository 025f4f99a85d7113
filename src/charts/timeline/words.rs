//! What is said at a mark, and how wide it is.

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Painter};

use crate::charts::theme::{self, Theme, size};
use crate::charts::{Letters, whole_numbers};
use crate::dossier::{Dossier, Edge, Fact, FactIx};
use crate::format::date::date_text;
use crate::format::number::count_text;

/// Labels are cut at this width on the screen, where the rest of them is a click away, in points.
const WIDEST_LABEL: f64 = 300.0;
/// Labels are cut at this width on paper, in points.
const WIDEST_ON_PAPER: f64 = 640.0;
/// What stands after a label that tells of a doubt.
pub(super) const DOUBT: &str = "?";
/// The gap before that, in points.
const DOUBT_GAP: f32 = 3.0;

/// The parts of a label.
pub(super) struct LabelText<'a> {
    pub(super) title: &'a str,
    /// What the mark alone cannot say of its ends.
    pub(super) note: &'static str,
    pub(super) is_doubted: bool,
}

impl<'a> LabelText<'a> {
    pub(super) fn of(fact: &'a Fact) -> Self {
        let ends = fact.date.as_ref().map(|date| (date.extent().start, date.extent().end));
        let note = match ends {
            Some((Edge::Unknown, Edge::Unknown)) => " · start and end not stated",
            Some((Edge::Unknown, _)) => " · start not stated",
            Some((_, Edge::Unknown)) => " · end not stated",
            Some((Edge::Day(_) | Edge::Open, Edge::Day(_) | Edge::Open)) | None => "",
        };
        Self { title: &fact.title, note, is_doubted: !fact.flags.is_empty() }
    }

    /// The width that it wants, in points.
    pub(super) fn width(&self, painter: &Painter, is_on_paper: bool) -> f64 {
        let widest = if is_on_paper { WIDEST_ON_PAPER } else { WIDEST_LABEL };
        let title = f64::from(galley(painter, self.title, font(), Color32::PLACEHOLDER).size().x).min(widest);
        title + f64::from(self.tail_width(painter))
    }

    /// No less than [`Self::width`] on the screen, and a few points more at the most.
    pub(super) fn width_at_most(&self, painter: &Painter, measure: &mut Measure) -> f64 {
        let doubt = if self.is_doubted { measure.doubt(painter) } else { 0.0 };
        let mut width = |text: &str| measure.letters.width_of(painter, text);
        f64::from(width(self.title)).min(WIDEST_LABEL) + f64::from(width(self.note) + doubt)
    }

    fn tail_width(&self, painter: &Painter) -> f32 {
        let width = |text: &str, font| galley(painter, text, font, Color32::PLACEHOLDER).size().x;
        let note = if self.note.is_empty() { 0.0 } else { width(self.note, font()) };
        let doubt = if self.is_doubted { width(DOUBT, theme::strong(size::CHART)) + DOUBT_GAP } else { 0.0 };
        note + doubt
    }

    /// The pieces to paint within a width, with the offset of each; the title is cut first, then the note goes.
    pub(super) fn galleys(&self, painter: &Painter, theme: &Theme, room: f32) -> Vec<(f32, Arc<Galley>)> {
        let mut note = self.note;
        let mut tail = self.tail_width(painter);
        if room - tail < 40.0 && !note.is_empty() {
            note = "";
            tail = LabelText { note, ..*self }.tail_width(painter);
        }
        let mut x = 0.0;
        let mut parts = Vec::new();
        let mut push = |galley: Arc<Galley>, gap: f32| {
            let at = x + gap;
            x = at + galley.size().x;
            parts.push((at, galley));
        };
        push(cut(painter, self.title, font(), theme.ink, room - tail), 0.0);
        if !note.is_empty() {
            push(galley(painter, note, font(), theme.ink_soft), 0.0);
        }
        if self.is_doubted {
            push(galley(painter, DOUBT, theme::strong(size::CHART), theme.doubt_ink), DOUBT_GAP);
        }
        parts
    }
}

/// What labels are measured by on the screen.
#[derive(Clone)]
pub(super) struct Measure {
    letters: Letters,
    doubt: Option<f32>,
}

impl Measure {
    pub(super) fn new() -> Self {
        Self { letters: Letters::new(font()), doubt: None }
    }

    fn doubt(&mut self, painter: &Painter) -> f32 {
        let width = || galley(painter, DOUBT, theme::strong(size::CHART), Color32::PLACEHOLDER).size().x + DOUBT_GAP;
        *self.doubt.get_or_insert_with(width)
    }
}

/// The face and size of labels.
pub(super) fn font() -> FontId {
    theme::text(size::CHART)
}

pub(super) fn galley(painter: &Painter, text: &str, font: FontId, colour: Color32) -> Arc<Galley> {
    painter.layout_no_wrap(text.to_owned(), font, colour)
}

/// A text on one line, ending in “…” where it has not enough room.
pub(super) fn cut(painter: &Painter, text: &str, font: FontId, colour: Color32, room: f32) -> Arc<Galley> {
    let text = text.replace(['\n', '\r'], " ");
    let whole = galley(painter, &text, font.clone(), colour);
    if whole.size().x <= room + 0.5 {
        return whole;
    }
    let ellipsis = galley(painter, "…", font.clone(), colour).size().x;
    let glyphs = whole.rows.first().map_or(&[][..], |row| &row.row.glyphs);
    let kept: String =
        glyphs.iter().take_while(|glyph| glyph.max_x() + ellipsis <= room).map(|glyph| glyph.chr).collect();
    galley(painter, &format!("{}…", whole_numbers(&text, &kept)), font, colour)
}

/// A fact as it is read aloud: “Relations established, 16 April 1964, Diplomacy”.
pub(super) fn spoken(dossier: &Dossier, fact: FactIx) -> String {
    let fact = dossier.fact(fact);
    let theme = &dossier.theme(fact.theme).label;
    let mut text = format!("{}, {}, {theme}", fact.title, when(fact));
    for (place, flag) in fact.flags.iter().enumerate() {
        text.push_str(if place == 0 { "; doubted: " } else { ", " });
        text.push_str(flag.kind.label());
    }
    text
}

/// Tells a screen reader where a fact stands in its lane: “fact 4 of 19”.
pub(super) fn name_place(response: &egui::Response, place: usize, count: usize) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_description(format!("fact {} of {}", count_text(place + 1), count_text(count)));
        // Counted from zero; the bus counts from one.
        node.set_position_in_set(place);
        node.set_size_of_set(count);
    });
}

/// When it was, in words.
pub(super) fn when(fact: &Fact) -> String {
    fact.date.as_ref().map_or_else(|| "undated".to_owned(), date_text)
}
