//! What is said at a mark, and how wide it is.

use std::borrow::Cow;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Painter, Vec2, vec2};

use crate::charts::theme::{self, Theme, size};
use crate::charts::{Letters, unbroken, whole_numbers};
use crate::dossier::{Date, Dossier, Edge, Fact, FactIx};
use crate::format::date::{date_label, date_text};
use crate::format::number::count_text;
use crate::limits::LABEL_CHARS;

/// Labels are cut at this width on the screen, where the rest of them is a click away, in points.
const WIDEST_LABEL: f64 = 300.0;
/// Labels are cut at this width on paper, in points.
const WIDEST_ON_PAPER: f64 = 640.0;
/// The height of a line of a label, in points.
const LINE: f32 = 15.0;
/// Fewer letters than these say nothing.
pub(super) const LEAST_LETTERS: usize = 12;
/// A note of a date has room in a label from this width on, in points.
const LEAST_FOR_NOTE: f32 = 40.0;
/// What stands after a label that tells of a doubt.
pub(super) const DOUBT: &str = "?";
/// The gap before that, in points.
const DOUBT_GAP: f32 = 3.0;

/// The parts of a label.
pub(super) struct LabelText<'a> {
    pub(super) title: &'a str,
    /// What the mark alone cannot say of its date.
    pub(super) note: Cow<'a, str>,
    pub(super) is_doubted: bool,
}

impl<'a> LabelText<'a> {
    pub(super) fn of(fact: &'a Fact) -> Self {
        let note = fact.date.as_ref().map_or(Cow::Borrowed(""), date_note);
        Self { title: begun(&fact.title, LABEL_CHARS), note, is_doubted: !fact.flags.is_empty() }
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
        f64::from(width(self.title)).min(WIDEST_LABEL) + f64::from(width(&self.note) + doubt)
    }

    fn tail_width(&self, painter: &Painter) -> f32 {
        let width = |text: &str, font| galley(painter, text, font, Color32::PLACEHOLDER).size().x;
        let note = if self.note.is_empty() { 0.0 } else { width(&self.note, font()) };
        let doubt = if self.is_doubted { width(DOUBT, theme::strong(size::CHART)) + DOUBT_GAP } else { 0.0 };
        note + doubt
    }

    /// The pieces to paint within a width and so many lines, with their places around the middle of the label's left
    /// edge; `None` where fewer letters of the title than [`LEAST_LETTERS`] would be left of it.
    pub(super) fn block(&self, painter: &Painter, theme: &Theme, room: f32, lines: usize) -> Option<Block> {
        let on_one_line = self.galleys(painter, theme, room);
        let is_whole = |galley: &Arc<Galley>| galley.text() == self.title.replace(['\n', '\r'], " ");
        let is_cut = on_one_line.first().is_some_and(|(_, galley)| !is_whole(galley));
        if is_cut && lines > 1 {
            return self.wrapped(painter, theme, room, lines);
        }
        let letters = on_one_line.first().map_or(0, |(_, galley)| galley.text().chars().count() - usize::from(is_cut));
        if is_cut && letters < LEAST_LETTERS {
            // Without the note there may be room for the title.
            let bare = LabelText { note: Cow::Borrowed(""), ..*self };
            return if self.note.is_empty() { None } else { bare.block(painter, theme, room, lines) };
        }
        let width = on_one_line.last().map_or(0.0, |(x, galley)| x + galley.size().x);
        let place = |(x, galley): (f32, Arc<Galley>)| (vec2(x, -galley.size().y / 2.0), galley);
        Some(Block { size: vec2(width, LINE), parts: on_one_line.into_iter().map(place).collect() })
    }

    /// The same over several lines, the last of which ends in “…” where there is more.
    fn wrapped(&self, painter: &Painter, theme: &Theme, room: f32, lines: usize) -> Option<Block> {
        let tail = self.tail_width(painter);
        let has_note = !self.note.is_empty() && room - tail > LEAST_FOR_NOTE;
        let doubt = if self.is_doubted {
            galley(painter, DOUBT, theme::strong(size::CHART), theme.doubt_ink).size().x + DOUBT_GAP
        } else {
            0.0
        };
        let mut job = LayoutJob::single_section(
            unbroken(self.title).into_owned(),
            TextFormat { line_height: Some(LINE), ..TextFormat::simple(font(), theme.ink) },
        );
        if has_note {
            job.append(
                &self.note,
                0.0,
                TextFormat { line_height: Some(LINE), ..TextFormat::simple(font(), theme.ink_soft) },
            );
        }
        job.wrap = TextWrapping { max_width: room - doubt, max_rows: lines, ..TextWrapping::default() };
        let text = painter.layout_job(job);
        let shown: usize = text.rows.iter().map(|row| row.row.glyphs.len()).sum();
        let widest = text.rows.iter().map(|row| row.row.size.x).fold(0.0, f32::max);
        if text.elided && shown <= LEAST_LETTERS || widest > room + 0.5 {
            return None;
        }
        let top = -text.size().y / 2.0;
        let last = text.rows.last().map_or(egui::Rect::ZERO, egui::epaint::text::PlacedRow::rect);
        let mut parts = vec![(vec2(0.0, top), text)];
        let mut width = widest;
        if self.is_doubted {
            let mark = galley(painter, DOUBT, theme::strong(size::CHART), theme.doubt_ink);
            let x = last.right() + DOUBT_GAP;
            width = width.max(x + mark.size().x);
            parts.push((vec2(x, top + last.center().y - mark.size().y / 2.0), mark));
        }
        let height = parts[0].1.size().y;
        Some(Block { size: vec2(width, height), parts })
    }

    /// The pieces to paint within a width, with the offset of each; the title is cut first, then the note goes.
    pub(super) fn galleys(&self, painter: &Painter, theme: &Theme, room: f32) -> Vec<(f32, Arc<Galley>)> {
        let mut note: &str = &self.note;
        let mut tail = self.tail_width(painter);
        if room - tail < 40.0 && !note.is_empty() {
            note = "";
            tail = LabelText { note: Cow::Borrowed(""), ..*self }.tail_width(painter);
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

/// A label as it is painted: its size, and its pieces with their places around the middle of its left edge.
pub(super) struct Block {
    pub(super) size: Vec2,
    pub(super) parts: Vec<(Vec2, Arc<Galley>)>,
}

/// What a mark alone cannot say of a date: that an end is not stated, and of what was some time within a stretch, when it may have
/// been.
fn date_note(date: &Date) -> Cow<'static, str> {
    if date.is_possibility() {
        return format!(" · {}", date_label(date)).into();
    }
    let extent = date.extent();
    Cow::Borrowed(match (extent.start, extent.end) {
        (Edge::Unknown, Edge::Unknown) => " · start and end date unknown",
        (Edge::Unknown, _) => " · start date unknown",
        (_, Edge::Unknown) => " · end date unknown",
        (Edge::Open, Edge::Open) => " · start and end open",
        (Edge::Day(_) | Edge::Open, Edge::Day(_) | Edge::Open) => "",
    })
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

/// As much of a text as is laid out, in characters.
pub(super) fn begun(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
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
