//! The list of a review: groups of proposals, each with what was decided, and what was not understood.

use egui::{Align2, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::super::super::cut::wrapped;
use super::super::super::landmarks::landmark;
use crate::app::{Action, Counts, ImportAction, ImportReview, ReviewList, ReviewRow};
use crate::charts::Theme;
use crate::charts::theme::{MARGIN, size, strong, text};
use crate::format::number::count_text;
use crate::import::{Already, Decision, Proposal, Proposals};

/// The height of a row, in points.
const ROW: f32 = 26.0;
/// How far what is in a group stands to the right, in points.
const INDENT: f32 = 16.0;

pub(super) fn list_ui(ui: &mut Ui, review: &ImportReview, actions: &mut Vec<Action>) {
    landmark(ui, "Proposals");
    let Some((read, list)) = review.read() else { return };
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical().id_salt("proposals").auto_shrink(false);
    let id = ui.make_persistent_id("seen of the proposals");
    let (seen, view): (f32, f32) = (ui.data(|data| data.get_temp(id)).unwrap_or(0.0), ui.available_height());
    if let Some(place) = list.place().filter(|_| review.wants_scroll) {
        let top = height_of(place);
        if top < seen || top + ROW > seen + view {
            area = area.vertical_scroll_offset((top - view / 2.0).max(0.0));
        }
    }
    let rows = list.rows();
    let output = area.show_rows(ui, ROW, rows.len(), |ui, places| {
        for row in rows.get(places).unwrap_or_default() {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            row_ui(ui, &read.proposals, list, *row, rect, actions);
        }
    });
    ui.data_mut(|data| data.insert_temp(id, output.state.clamped_offset().y));
}

#[expect(clippy::cast_precision_loss, reason = "a place on a screen needs no more digits")]
fn height_of(rows: usize) -> f32 {
    rows as f32 * ROW
}

fn row_ui(ui: &Ui, proposals: &Proposals, list: &ReviewList, row: ReviewRow, rect: Rect, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let is_selected = list.selected() == Some(row);
    let response = ui.interact(rect, ui.scope_id().with(("row of a review", row_key(row))), Sense::click());
    let spoken = spoken(proposals, list, row);
    response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, is_selected, &spoken));
    let painter = ui.painter();
    if is_selected {
        painter.rect_filled(rect, 0.0, theme.selected);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, theme.hovered);
    }
    if response.has_focus() {
        painter.rect_stroke(rect.shrink(1.0), 2.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    let is_cut = match row {
        ReviewRow::Notes => head_ui(ui, rect, "How the file was read", &count_text(proposals.notes.len()), None),
        ReviewRow::Group(group) => {
            let title = proposals.groups.get(group).map_or("", |group| &group.title);
            head_ui(ui, rect, title, &state_of(list.of_group(group)), Some(list.is_open(row)))
        }
        ReviewRow::NotUnderstood => {
            let count = count_text(proposals.not_understood.len());
            head_ui(ui, rect, "Not understood", &count, Some(list.is_open(row)))
        }
        ReviewRow::Item(place) => proposals.items.get(place).is_some_and(|item| {
            let group = proposals.groups.get(item.group).map_or("", |group| &group.title);
            item_ui(ui, rect, item, group)
        }),
        ReviewRow::Missed(place) => proposals.not_understood.get(place).is_some_and(|part| {
            let words = format!("{}: {}", part.evidence.place(), part.why);
            words_ui(ui, rect, &words, rect.right() - MARGIN, theme.ink_soft)
        }),
    };
    if response.clicked() {
        actions.push(Action::Import(ImportAction::Select(row)));
        let is_heading = matches!(row, ReviewRow::Group(_) | ReviewRow::NotUnderstood);
        let at_mark = response.interact_pointer_pos().is_some_and(|at| at.x < rect.left() + MARGIN + INDENT);
        // A heading that is folded opens with the first click: there is nothing else to be seen of it.
        if is_heading && (at_mark || is_selected || !list.is_open(row)) {
            actions.push(Action::Import(ImportAction::Fold(row)));
        }
    }
    if is_cut {
        response.on_hover_text(spoken);
    }
}

/// What stands for a row in the identifiers of widgets.
const fn row_key(row: ReviewRow) -> (u8, usize) {
    match row {
        ReviewRow::Notes => (0, 0),
        ReviewRow::Group(place) => (1, place),
        ReviewRow::Item(place) => (2, place),
        ReviewRow::NotUnderstood => (3, 0),
        ReviewRow::Missed(place) => (4, place),
    }
}

/// What a screen reader hears of a row.
fn spoken(proposals: &Proposals, list: &ReviewList, row: ReviewRow) -> String {
    match row {
        ReviewRow::Notes => format!("How the file was read, {}", count_text(proposals.notes.len())),
        ReviewRow::Group(group) => {
            let title = proposals.groups.get(group).map_or("", |group| &group.title);
            format!("{title}, {}", state_of(list.of_group(group)))
        }
        ReviewRow::NotUnderstood => format!("Not understood, {}", count_text(proposals.not_understood.len())),
        ReviewRow::Item(place) => proposals.items.get(place).map_or_else(String::new, |item| {
            let doubts = if item.doubts.is_empty() { "" } else { ", with a doubt" };
            format!("{}, {}{doubts}", item.title, decision_words(item))
        }),
        ReviewRow::Missed(place) => proposals
            .not_understood
            .get(place)
            .map_or_else(String::new, |part| format!("{}: {}", part.evidence.place(), part.why)),
    }
}

/// How much of a group is open: “3 of 12 open”, “12 accepted”.
fn state_of(counts: Counts) -> String {
    let all = counts.open + counts.taken() + counts.dropped + counts.settled;
    let parts = [(counts.taken(), "accepted"), (counts.dropped, "dropped"), (counts.settled, "settled")];
    match parts.into_iter().find(|(count, _)| *count == all) {
        Some((count, word)) if counts.open == 0 => format!("{} {word}", count_text(count)),
        _ if counts.open == 0 => format!("{} decided", count_text(all)),
        _ if counts.open == all => format!("{} open", count_text(all)),
        _ => format!("{} of {} open", count_text(counts.open), count_text(all)),
    }
}

/// What was decided of a proposal, in words.
pub(super) fn decision_words(item: &Proposal) -> &'static str {
    match (&item.decision, &item.already) {
        (Decision::Accepted { unread: true }, _) if item.is_settled => "accepted before without being read",
        (Decision::Dropped, _) if item.is_settled => "dropped before",
        (_, Already::Same(..)) if item.is_settled => "in the dossier already",
        _ if item.is_settled => "accepted before",
        (Decision::Accepted { .. } | Decision::Changed(_), _) if item.keeps_both() => "both are kept",
        (Decision::Changed(_), Already::Alike { .. } | Already::Different { .. }) if item.is_source() => {
            "new fields are taken"
        }
        (Decision::Dropped, Already::Alike { .. } | Already::Different { .. }) => "what is there is kept",
        (Decision::Open, _) => "open",
        (Decision::Accepted { .. }, _) => "accepted",
        (Decision::Changed(_), _) => "accepted with a change",
        (Decision::Dropped, _) => "dropped",
    }
}

/// A heading with what stands at its right, and whether it is open, where it can be; tells whether it is cut.
fn head_ui(ui: &Ui, rect: Rect, title: &str, right: &str, is_open: Option<bool>) -> bool {
    let theme = Theme::of(ui);
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.grid));
    if let Some(is_open) = is_open {
        triangle(ui, pos2(rect.left() + MARGIN, rect.center().y), is_open);
    }
    let edge = rect.right() - MARGIN;
    let right =
        painter.text(pos2(edge, rect.center().y), Align2::RIGHT_CENTER, right, text(size::LABEL), theme.ink_soft);
    let left = rect.left() + MARGIN + 10.0;
    let words = wrapped(ui, title, &strong(size::SMALL), theme.ink, right.left() - left - 8.0, 1);
    let is_cut = words.elided || words.text() != title;
    painter.galley(pos2(left, rect.center().y - words.size().y / 2.0), words, theme.ink);
    is_cut
}

/// A triangle that points to what is below, or to the right.
fn triangle(ui: &Ui, at: Pos2, is_open: bool) {
    let ink = Theme::of(ui).ink_soft;
    let points =
        if is_open { [(-4.0, -2.5), (4.0, -2.5), (0.0, 3.5)] } else { [(-2.5, -4.0), (3.5, 0.0), (-2.5, 4.0)] };
    let points = points.map(|(x, y)| at + vec2(x, y)).to_vec();
    ui.painter().add(egui::Shape::convex_polygon(points, ink, Stroke::NONE));
}

/// A proposal, without what the heading of its group says already; tells whether it is cut.
fn item_ui(ui: &Ui, rect: Rect, item: &Proposal, group: &str) -> bool {
    let theme = Theme::of(ui);
    mark(ui, pos2(rect.left() + MARGIN + INDENT, rect.center().y), item);
    let mut right = rect.right() - MARGIN;
    let note = match (&item.already, item.doubts.is_empty(), item.is_settled) {
        (_, _, true) => Some(("settled", theme.ink_soft)),
        (Already::Different { .. }, _, _) => Some(("differs", theme.doubt_ink)),
        (Already::Alike { .. }, _, _) => Some(("there already?", theme.doubt_ink)),
        (_, false, _) => Some(("doubt", theme.doubt_ink)),
        _ => None,
    };
    if let Some((words, ink)) = note {
        let at = pos2(right, rect.center().y);
        right = ui.painter().text(at, Align2::RIGHT_CENTER, words, text(size::LABEL), ink).left() - 8.0;
    }
    let is_over = item.is_settled || item.decision == Decision::Dropped;
    words_ui(ui, rect, without_group(&item.title, group), right, if is_over { theme.ink_soft } else { theme.ink })
}

fn words_ui(ui: &Ui, rect: Rect, words: &str, right: f32, ink: egui::Color32) -> bool {
    let left = rect.left() + MARGIN + INDENT + 14.0;
    let galley = wrapped(ui, words, &text(size::SMALL), ink, right - left, 1);
    let is_cut = galley.elided;
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
    is_cut
}

/// What was decided, as a mark: a ring, a tick, a tick with a dot, a cross, a small dot.
fn mark(ui: &Ui, at: Pos2, item: &Proposal) {
    let theme = Theme::of(ui);
    let painter = ui.painter();
    let line = |points: &[(f32, f32)], ink| {
        let points = points.iter().map(|(x, y)| at + vec2(*x, *y)).collect();
        painter.add(egui::Shape::line(points, Stroke::new(1.8, ink)));
    };
    let tick = [(-4.5, 0.0), (-1.5, 3.5), (4.5, -3.5)];
    match &item.decision {
        _ if item.is_settled => drop(painter.circle_filled(at, 2.0, theme.ink_soft)),
        Decision::Open => drop(painter.circle_stroke(at, 4.0, Stroke::new(1.2, theme.ink_soft))),
        Decision::Accepted { .. } => line(&tick, theme.accent),
        Decision::Changed(_) => {
            line(&tick, theme.accent);
            painter.circle_filled(at + vec2(4.5, 4.0), 1.8, theme.accent);
        }
        Decision::Dropped => {
            line(&[(-3.5, -3.5), (3.5, 3.5)], theme.ink_soft);
            line(&[(-3.5, 3.5), (3.5, -3.5)], theme.ink_soft);
        }
    }
}

/// A title without the words that it shares with the title of its group, where these are more than one.
fn without_group<'a>(title: &'a str, group: &str) -> &'a str {
    let shared: usize =
        title.chars().zip(group.chars()).take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum();
    let (start, rest) = title.split_at(shared);
    let has_words = start.split_whitespace().count() > 1;
    let is_at_word = rest.starts_with([',', ' ', ':']) && !rest.is_empty();
    let rest = rest.trim_start_matches([',', ' ', ':']);
    if has_words && is_at_word && !rest.is_empty() { rest } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_leaves_out_what_its_group_says() {
        let group = "Indonesia’s exports to North Korea";
        let short = |title: &'static str| without_group(title, group);
        assert_eq!(short("Indonesia’s exports to North Korea, 2015: US$ 1,410,000"), "2015: US$ 1,410,000");
        assert_eq!(short("Indonesia’s imports from North Korea, 2015"), "Indonesia’s imports from North Korea, 2015");
        assert_eq!(short("Indonesia’s exports to North Korea"), "Indonesia’s exports to North Korea");
        assert_eq!(without_group("An election", "Article"), "An election");
    }

    #[test]
    fn a_group_says_how_much_of_it_is_open() {
        let counts = |open, accepted, dropped, settled| Counts { open, accepted, changed: 0, dropped, settled };
        assert_eq!(state_of(counts(3, 0, 0, 0)), "3 open");
        assert_eq!(state_of(counts(3, 2, 0, 1)), "3 of 6 open");
        assert_eq!(state_of(counts(0, 4, 0, 0)), "4 accepted");
        assert_eq!(state_of(counts(0, 0, 0, 4)), "4 settled");
        assert_eq!(state_of(counts(0, 2, 2, 0)), "4 decided");
    }
}
