//! All sources: how often each is cited, what is not known of it, and the facts that rest on it.

use std::sync::{Arc, Weak};

use egui::{Align, Align2, Id, Panel, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::cut::wrapped;
use super::super::landmarks::landmark;
use super::super::parts::{counted, padded, quiet_button, small, soft};
use crate::analysis::{SourceUses, lacking};
use crate::app::{Action, AppState, EditAction, FormOf, LayoutAction};
use crate::charts::theme::{MARGIN, size, strong, text};
use crate::charts::{Theme, fact_click};
use crate::cite::reference;
use crate::dossier::{Dossier, Source, SourceIx};
use crate::format::date::date_label;
use crate::format::number::count_text;

/// The height of a row, in points.
const ROW: f32 = 42.0;
/// The height of a row of a fact, in points.
const FACT_ROW: f32 = 24.0;
/// The column of the markers, in points.
const MARKER: f32 = 46.0;
/// The column of the counts, in points.
const COUNT: f32 = 72.0;
/// In a list narrower than this, what is missing is said of the source that is looked at closely only; in points.
const LEAST_FOR_LACKING: f32 = 460.0;
/// What is missing has at most this part of the width.
const LACKING_SHARE: f32 = 0.34;

/// The list of sources with the one that is looked at closely below it.
pub(super) fn sources_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    landmark(ui, "Sources");
    let uses = uses(ui, state);
    let dossier = state.dossier();
    let open = state.view.source.as_deref();
    let open = open.and_then(|id| dossier.sources().iter().position(|source| source.id() == id)).map(SourceIx);
    if let Some(open) = open {
        let most = (ui.available_height() * 0.6).max(ROW * 2.0);
        let panel = Panel::bottom("source").default_size(most.min(220.0)).size_range(ROW * 1.5..=most);
        panel.frame(egui::Frame::new().fill(Theme::of(ui).panel)).show(ui, |ui| {
            source_ui(ui, state, open, &uses, actions);
        });
    }
    padded(ui, |ui| head_ui(ui, dossier, &uses, actions));
    super::super::parts::hairline(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let count = dossier.sources().len();
    ScrollArea::vertical().id_salt("sources").auto_shrink(false).show_rows(ui, ROW, count, |ui, rows| {
        for place in rows {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            row_ui(ui, dossier, SourceIx(place), (rect, open == Some(SourceIx(place))), &uses, actions);
        }
    });
}

/// The facts of each source, gathered again only where the dossier is another one.
fn uses(ui: &Ui, state: &AppState) -> Arc<SourceUses> {
    type Known = (Weak<Dossier>, Arc<SourceUses>);
    let id = Id::unique("uses of sources");
    let known = ui.data(|data| data.get_temp::<Known>(id));
    let is_same = |(dossier, _): &Known| std::ptr::eq(dossier.as_ptr(), Arc::as_ptr(&state.file.dossier));
    known
        .filter(is_same)
        .unwrap_or_else(|| {
            let known: Known = (Arc::downgrade(&state.file.dossier), Arc::new(SourceUses::new(state.dossier())));
            ui.data_mut(|data| data.insert_temp(id, known.clone()));
            known
        })
        .1
}

fn head_ui(ui: &mut Ui, dossier: &Dossier, uses: &SourceUses, actions: &mut Vec<Action>) {
    ui.add_space(6.0);
    let all = dossier.sources().len();
    let uncited = (0..all).filter(|place| uses.facts_of(SourceIx(*place)).is_empty()).count();
    let uncited = if uncited == 0 { String::new() } else { format!(", {} never cited", count_text(uncited)) };
    let words = format!("{}{uncited}. Click one to see the facts that rest on it.", counted(all, "source", "sources"));
    ui.horizontal_wrapped(|ui| {
        soft(ui, words);
        if quiet_button(ui, "New source", true).on_hover_text("Shift+N, or paste one with Ctrl+V").clicked() {
            actions.push(Action::Edit(EditAction::Open(FormOf::NewSource)));
        }
    });
}

/// What to call a source, and what is known of it besides.
fn names(source: &Source) -> (String, String) {
    let name = source.name().to_owned();
    let mut parts = source.names("author");
    let publisher = source.text("container-title").or_else(|| source.text("publisher"));
    parts.extend(publisher.filter(|publisher| *publisher != name).map(str::to_owned));
    parts.extend(source.date_parts("issued").and_then(|parts| parts.first().map(ToString::to_string)));
    parts.extend(source.kind().map(|kind| kind.replace('-', " ")));
    if source.text("title").is_none() && publisher.is_none() {
        return ("Details unknown".to_owned(), parts.join(" · "));
    }
    (name, parts.join(" · "))
}

fn row_ui(
    ui: &Ui,
    dossier: &Dossier,
    ix: SourceIx,
    (rect, is_open): (Rect, bool),
    uses: &SourceUses,
    actions: &mut Vec<Action>,
) {
    let theme = Theme::of(ui);
    let source = dossier.source(ix);
    let cited = uses.facts_of(ix).len();
    let (name, known) = names(source);
    let lacking = lacking(source);
    let response = ui.interact(rect, ui.scope_id().with(("source", ix.0)), Sense::click());
    let cited_words = if cited == 0 { "never cited".to_owned() } else { counted(cited, "fact", "facts") };
    response.widget_info(|| {
        let marker = source.marker().unwrap_or_default();
        WidgetInfo::selected(Role::ListItem, true, is_open, format!("{marker} {name}, {cited_words}").trim())
    });
    let painter = ui.painter();
    if is_open {
        painter.rect_filled(rect, 0.0, theme.selected);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, theme.hovered);
    }
    if response.has_focus() {
        painter.rect_stroke(rect.shrink(1.0), 2.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.grid));
    let right = rect.right() - MARGIN;
    let top = rect.top() + 6.0;
    let ink = if cited == 0 { theme.doubt_ink } else { theme.ink_soft };
    painter.text(pos2(right, top), Align2::RIGHT_TOP, &cited_words, text(size::SMALL), ink);
    let has_room = rect.width() >= LEAST_FOR_LACKING;
    let lacks = if lacking.is_empty() || !has_room { String::new() } else { format!("Lacks {}", lacking.join(", ")) };
    let room = if has_room { (rect.width() - MARKER - COUNT) * LACKING_SHARE } else { 0.0 };
    let lacks = wrapped(ui, &lacks, &text(size::SMALL), theme.doubt_ink, room, 2);
    let lacks_left = right - COUNT - room;
    let middle = rect.center().y - lacks.size().y / 2.0;
    painter.galley(pos2(lacks_left, middle), lacks, theme.doubt_ink);
    let left = rect.left() + MARGIN;
    if let Some(marker) = source.marker() {
        let marker = wrapped(ui, marker, &strong(size::SMALL), theme.ink, MARKER - 4.0, 1);
        painter.galley(pos2(left, top), marker, theme.ink);
    }
    let room = lacks_left - left - MARKER - 12.0;
    let name = wrapped(ui, &name, &text(size::SMALL), theme.ink, room, 1);
    let known = wrapped(ui, &known, &text(size::SMALL), theme.ink_soft, room, 1);
    let second = top + name.size().y;
    painter.galley(pos2(left + MARKER, top), name, theme.ink);
    painter.galley(pos2(left + MARKER, second), known, theme.ink_soft);
    if response.clicked() {
        let id = (!is_open).then(|| source.id().to_owned());
        actions.push(Action::Layout(LayoutAction::OpenSource(id)));
    }
}

/// The source that is looked at closely: its reference, and the facts that cite it.
fn source_ui(ui: &mut Ui, state: &AppState, ix: SourceIx, uses: &SourceUses, actions: &mut Vec<Action>) {
    let dossier = state.dossier();
    let source = dossier.source(ix);
    let facts = uses.facts_of(ix);
    padded(ui, |ui| {
        ui.add_space(4.0);
        ui.horizontal_top(|ui| {
            let width = (ui.available_width() - 210.0).max(120.0);
            ui.allocate_ui_with_layout(vec2(width, 0.0), egui::Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                small(ui, reference(source));
                if let Some(note) = source.note() {
                    soft(ui, note);
                }
            });
            if quiet_button(ui, "Edit", true).clicked() {
                actions.push(Action::Edit(EditAction::Open(FormOf::Source(source.id().into()))));
            }
            if let Some(url) = source.link()
                && quiet_button(ui, "Open link", true).on_hover_text(url).clicked()
            {
                actions.push(Action::AskToOpenLink(url.to_owned()));
            }
            if quiet_button(ui, "Close", true).clicked() {
                actions.push(Action::Layout(LayoutAction::OpenSource(None)));
            }
        });
        let lacking = lacking(source);
        if !lacking.is_empty() {
            super::super::parts::doubt(ui, &format!("Lacks {}.", lacking.join(", ")));
        }
        if facts.is_empty() {
            soft(ui, "No fact cites it.");
        }
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt(("facts of a source", ix.0)).auto_shrink(false);
    area.show_rows(ui, FACT_ROW, facts.len(), |ui, rows| {
        for fact in facts.get(rows).unwrap_or_default() {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FACT_ROW), Sense::hover());
            fact_ui(ui, state, *fact, rect, actions);
        }
    });
}

fn fact_ui(ui: &Ui, state: &AppState, ix: crate::dossier::FactIx, rect: Rect, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let fact = state.dossier().fact(ix);
    let response = ui.interact(rect, ui.scope_id().with(("fact", ix.0)), Sense::click());
    let is_selected = state.is_selected(ix);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_selected, &fact.title));
    let painter = ui.painter();
    if is_selected || response.hovered() {
        painter.rect_filled(rect, 0.0, if is_selected { theme.selected } else { theme.hovered });
    }
    if response.has_focus() {
        painter.rect_stroke(rect.shrink(1.0), 2.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    let (left, middle) = (rect.left() + MARGIN, rect.center().y);
    let date = fact.date.as_ref().map_or_else(|| "undated".to_owned(), date_label);
    let date = wrapped(ui, &date, &text(size::SMALL), theme.ink_soft, 112.0, 1);
    painter.galley(pos2(left, middle - date.size().y / 2.0), date, theme.ink_soft);
    painter.circle_filled(pos2(left + 124.0, middle), 3.6, theme.lane(fact.theme.0));
    let title = wrapped(ui, &fact.title, &text(size::SMALL), theme.ink, rect.right() - left - 150.0, 1);
    painter.galley(pos2(left + 136.0, middle - title.size().y / 2.0), title, theme.ink);
    if response.clicked() {
        actions.push(fact_click(ui, &fact.id));
    }
}
