//! The facts as a table for people: a row for each figure, numbers with their units at the right of their column.

use std::sync::Arc;

use egui::{Id, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::cut::wrapped;
use super::super::landmarks::landmark;
use super::super::parts::{counted, padded, soft};
use crate::app::{Action, AppState, Shown};
use crate::charts::theme::{MARGIN, size, strong, text};
use crate::charts::{Theme, fact_click, fact_menu};
use crate::dossier::{Basis, Dossier, Fact, FactIx, Figure};
use crate::format::date::date_label;
use crate::format::figure::name;
use crate::format::number::value_text;

/// The height of a row, in points.
const ROW: f32 = 25.0;
/// The room between two columns, in points.
const BETWEEN: f32 = 14.0;

/// The least room for titles, in points: columns that leave them less are not there.
const LEAST_TITLE: f32 = 170.0;

/// A column: what it is called, its width in points, and how long it stays where there is little room: the lowest goes first.
struct Column {
    head: &'static str,
    width: f32,
    rank: u8,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Date,
    Theme,
    Title,
    Figure,
    Value,
    Period,
    Basis,
    Sources,
    Flags,
}

/// The columns from left to right; the title has what the others leave.
const COLUMNS: [Column; 9] = [
    Column { head: "Date", width: 132.0, rank: 8, kind: Kind::Date },
    Column { head: "Theme", width: 122.0, rank: 3, kind: Kind::Theme },
    Column { head: "Fact", width: 0.0, rank: 9, kind: Kind::Title },
    Column { head: "Measure", width: 196.0, rank: 5, kind: Kind::Figure },
    Column { head: "Value", width: 128.0, rank: 7, kind: Kind::Value },
    Column { head: "Period", width: 150.0, rank: 2, kind: Kind::Period },
    Column { head: "Type", width: 78.0, rank: 1, kind: Kind::Basis },
    Column { head: "Sources", width: 92.0, rank: 6, kind: Kind::Sources },
    Column { head: "Flags", width: 130.0, rank: 4, kind: Kind::Flags },
];

/// Where each column that there is room for begins and how wide it is.
struct Layout(Vec<(&'static Column, f32, f32)>);

/// A row: a fact, and which of its figures.
type Row = (FactIx, u32);

/// The rows of what is shown, found again only where that changes.
#[derive(Clone)]
struct Rows {
    shown: Arc<Shown>,
    rows: Arc<[Row]>,
}

/// The facts that are shown, by date, with their figures.
pub(super) fn facts_table_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    landmark(ui, "Table");
    let rows = rows(ui, state);
    padded(ui, |ui| {
        ui.add_space(6.0);
        let facts = counted(state.session.shown.facts.len(), "fact", "facts");
        soft(ui, format!("{facts}, {}. Click one for its sources and flags.", counted(rows.len(), "row", "rows")));
    });
    let layout = Layout::new(ui.available_width());
    head_ui(ui, &layout);
    ui.spacing_mut().item_spacing.y = 0.0;
    let wanted = state.selected().filter(|_| state.session.wants_scroll_to_selected);
    let wanted = wanted.and_then(|fact| rows.iter().position(|(of, _)| *of == fact));
    let view = ui.available_height();
    let mut area = ScrollArea::vertical().id_salt("table of facts").auto_shrink(false);
    let id = ui.make_persistent_id("seen of the table");
    let seen: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(0.0);
    if let Some(place) = wanted {
        let top = height_of(place);
        if top < seen || top + ROW > seen + view {
            area = area.vertical_scroll_offset((top - view / 2.0).max(0.0));
        }
    }
    let output = area.show_rows(ui, ROW, rows.len(), |ui, places| {
        for place in places {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            row_ui(ui, state, &layout, (rows[place], place, rows.len()), rect, actions);
        }
    });
    ui.data_mut(|data| data.insert_temp(id, output.state.clamped_offset().y));
}

#[expect(clippy::cast_precision_loss, reason = "a place on a screen needs no more digits")]
fn height_of(rows: usize) -> f32 {
    rows as f32 * ROW
}

fn rows(ui: &Ui, state: &AppState) -> Arc<[Row]> {
    let id = Id::unique("rows of the table of facts");
    let shown = &state.session.shown;
    let known = ui.data(|data| data.get_temp::<Rows>(id)).filter(|known| Arc::ptr_eq(&known.shown, shown));
    let known = known.unwrap_or_else(|| {
        let figures = |fact: &FactIx| u32::try_from(state.dossier().fact(*fact).figures.len().max(1)).unwrap_or(1);
        let rows = shown.facts.iter().flat_map(|fact| (0..figures(fact)).map(move |figure| (*fact, figure)));
        let known = Rows { shown: Arc::clone(shown), rows: rows.collect() };
        ui.data_mut(|data| data.insert_temp(id, known.clone()));
        known
    });
    known.rows
}

impl Layout {
    fn new(width: f32) -> Self {
        let mut there: Vec<&Column> = COLUMNS.iter().collect();
        let title_beside = |there: &[&Column]| {
            let fixed: f32 = there.iter().map(|column| column.width + BETWEEN).sum();
            width - 2.0 * MARGIN - fixed + BETWEEN
        };
        while title_beside(&there) < LEAST_TITLE && there.len() > 2 {
            let least = there.iter().map(|column| column.rank).min().unwrap_or_default();
            there.retain(|column| column.rank != least);
        }
        let title = title_beside(&there).max(80.0);
        let mut left = MARGIN;
        let place = |column: &'static Column| {
            let width = if column.kind == Kind::Title { title } else { column.width };
            let at = left;
            left += width + BETWEEN;
            (column, at, width)
        };
        Self(there.into_iter().map(place).collect())
    }
}

fn head_ui(ui: &mut Ui, layout: &Layout) {
    let theme = Theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    for (column, left, width) in &layout.0 {
        let words = wrapped(ui, column.head, &strong(size::SMALL), theme.ink_soft, *width, 1);
        let left = if column.kind == Kind::Value { left + width - words.size().x } else { *left };
        let at = pos2(rect.left() + left, rect.center().y - words.size().y / 2.0);
        let cell = Rect::from_min_size(at, words.size());
        let response = ui.interact(cell, ui.scope_id().with(("head", column.head)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, column.head));
        ui.painter().galley(at, words, theme.ink_soft);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.hairline));
}

fn row_ui(
    ui: &Ui,
    state: &AppState,
    layout: &Layout,
    ((ix, figure), place, count): (Row, usize, usize),
    rect: Rect,
    actions: &mut Vec<Action>,
) {
    let theme = Theme::of(ui);
    let dossier = state.dossier();
    let fact = dossier.fact(ix);
    let stated = usize::try_from(figure).ok().and_then(|figure| fact.figures.get(figure));
    let is_selected = state.is_selected(ix);
    let response = ui.interact(rect, ui.scope_id().with((ix.0, figure)), Sense::click());
    response.widget_info(|| {
        let value = stated.map(|figure| format!(": {}, {}", name(figure), value_text(figure))).unwrap_or_default();
        WidgetInfo::selected(Role::Row, true, is_selected, format!("{}{value}", fact.title))
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(place);
        node.set_size_of_set(count);
    });
    let painter = ui.painter();
    if is_selected {
        painter.rect_filled(rect, 0.0, theme.selected);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, theme.hovered);
    }
    if response.has_focus() {
        painter.rect_stroke(rect.shrink(1.0), 2.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.grid));
    for (column, left, width) in &layout.0 {
        // What is the same as in the row above, since it is of the same fact, stands there once.
        let is_first = figure == 0;
        let words = cell(dossier, fact, stated, column.kind, is_first);
        if words.is_empty() {
            continue;
        }
        let (ink, font) = match column.kind {
            Kind::Title | Kind::Figure => (theme.ink, text(size::SMALL)),
            Kind::Value => (theme.ink, strong(size::SMALL)),
            Kind::Flags => (theme.doubt_ink, text(size::SMALL)),
            Kind::Date | Kind::Theme | Kind::Period | Kind::Basis | Kind::Sources => {
                (theme.ink_soft, text(size::SMALL))
            }
        };
        let mut left = rect.left() + left;
        if column.kind == Kind::Theme {
            painter.circle_filled(pos2(left + 3.6, rect.center().y), 3.6, theme.lane(fact.theme.0));
            left += 13.0;
        }
        let room = if column.kind == Kind::Theme { width - 13.0 } else { *width };
        let words = wrapped(ui, &words, &font, ink, room, 1);
        let left = if column.kind == Kind::Value { left + width - words.size().x } else { left };
        painter.galley(pos2(left, rect.center().y - words.size().y / 2.0), words, ink);
    }
    if response.clicked() {
        actions.push(fact_click(ui, &fact.id));
    }
    fact_menu(&response, dossier, ix, None, actions);
    if let Some(note) = stated.and_then(|figure| figure.note.as_ref()) {
        response.on_hover_text(note.as_str());
    }
}

/// What stands in a cell.
fn cell(dossier: &Dossier, fact: &Fact, figure: Option<&Figure>, kind: Kind, is_first: bool) -> String {
    let of_fact = |words: String| if is_first { words } else { String::new() };
    match kind {
        Kind::Date => of_fact(fact.date.as_ref().map_or_else(|| "undated".to_owned(), date_label)),
        Kind::Theme => of_fact(dossier.theme(fact.theme).label.clone()),
        Kind::Title => of_fact(fact.title.to_string()),
        Kind::Figure => figure.map(name).unwrap_or_default(),
        Kind::Value => figure.map(value_text).unwrap_or_default(),
        Kind::Period => figure
            .map(|figure| figure.period.as_ref().map_or_else(|| "no period".to_owned(), date_label))
            .unwrap_or_default(),
        Kind::Basis => figure.map(|figure| basis_label(figure.basis).to_owned()).unwrap_or_default(),
        Kind::Sources => of_fact(sources(dossier, fact)),
        Kind::Flags => {
            let mut flags: Vec<&str> = fact.flags.iter().map(|flag| flag.kind.label()).collect();
            flags.dedup();
            of_fact(flags.join(", "))
        }
    }
}

/// The markers of the sources, and how many have none.
fn sources(dossier: &Dossier, fact: &Fact) -> String {
    if fact.is_uncited() {
        return "none".to_owned();
    }
    let sources = || fact.citations.iter().map(|citation| dossier.source(citation.source));
    let mut markers: Vec<&str> = sources().filter_map(crate::dossier::Source::marker).collect();
    markers.dedup();
    let others = sources().filter(|source| source.marker().is_none()).count();
    match (markers.is_empty(), others) {
        (true, others) => counted(others, "source", "sources"),
        (false, 0) => markers.join(", "),
        (false, others) => format!("{} +{others}", markers.join(", ")),
    }
}

/// Who computed a figure, in a word.
const fn basis_label(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "As reported",
        Basis::Derived => "Calculated",
        Basis::Mirrored => "Mirror data",
        Basis::Estimated => "Estimated",
    }
}
