//! What the audit found, in groups; choosing a finding selects what it is about.

mod sight;

use egui::{Button, Frame, Label, Margin, RichText, ScrollArea, Sense, Ui};

use super::parts::{counted, doubt, link, padded, quiet_button, soft};
use crate::analysis::{Finding, ReviewState, Severity};
use crate::app::{
    Action, AppState, Dialog, EditAction, FileAction, FindingGroup, LayoutAction, MAX_STALE_AFTER, SelectAction, Side,
};
use crate::charts::theme::{self, size};
use crate::charts::{Theme, unbroken};
use crate::dossier::{FactIx, ReviewChange};
use crate::format::figure::name;
use crate::format::number::{count_text, value_text};
use sight::Heights;

/// Facts that a finding names, up to which each gets a link.
const MAX_LINKS: usize = 6;
/// Findings of a kind that are listed at once.
const PAGE: usize = 25;

/// The two things that the panel on the left can list.
pub(super) fn side_tabs_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    padded(ui, |ui| {
        ui.horizontal(|ui| {
            let waiting = state.file.waiting;
            for (side, words, hint) in [
                (Side::Facts, "Facts".to_owned(), "What the dossier says"),
                (
                    Side::Findings,
                    format!("To review ({})", count_text(waiting)),
                    "What the audit found; the number is of those to be reviewed",
                ),
            ] {
                let text = RichText::new(words).font(theme::text(size::SMALL));
                if ui.add(Button::selectable(state.view.side == side, text)).on_hover_text(hint).clicked() {
                    actions.push(Action::Layout(LayoutAction::ShowSide(side)));
                }
            }
        });
    });
}

/// The findings, by kind; those about facts that are filtered out are left out and counted.
pub(super) fn findings_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    let listed = &state.session.shown.findings;
    padded(ui, |ui| severities_ui(ui, state, actions));
    super::parts::hairline(ui);
    ScrollArea::vertical().id_salt("findings").auto_shrink(false).show(ui, |ui| {
        padded(ui, |ui| {
            if listed.groups.is_empty() {
                soft(ui, "Nothing to say about what is shown.");
            }
            let mut heights = Heights::take(ui, state);
            for group in &listed.groups {
                group_ui(ui, state, group, &mut heights, actions);
            }
            heights.keep(ui);
            threshold_ui(ui, state, actions);
            let left_out = listed.left_out;
            if left_out > 0 {
                let is_one = left_out == 1;
                let are = if is_one { "is" } else { "are" };
                soft(ui, format!("{} {are} hidden by filters.", counted(left_out, "finding", "findings")));
            }
        });
    });
}

/// The chips that show and hide findings by how much they ask of people.
fn severities_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (severity, count) in Severity::ALL.iter().copied().zip(&state.session.shown.findings.by_severity) {
            let hidden = &state.view.hidden_severities;
            let is_on = !hidden.is_empty() && !hidden.contains(severity.word());
            let text =
                RichText::new(format!("{} {}", severity.label(), count_text(*count))).font(theme::text(size::SMALL));
            let hint = match (is_on, hidden.is_empty()) {
                (true, _) => "Shown. Click to leave them out.",
                (false, true) => "Click to show only these.",
                (false, false) => "Hidden. Click to show them as well.",
            };
            if ui.add(Button::selectable(is_on, text).small()).on_hover_text(hint).clicked() {
                actions.push(Action::Layout(LayoutAction::SelectSeverity(severity.word().to_owned())));
            }
        }
    });
}

fn group_ui(ui: &mut Ui, state: &AppState, group: &FindingGroup, heights: &mut Heights, actions: &mut Vec<Action>) {
    let FindingGroup { kind, places, reviewed, needs_person } = group;
    let count = count_text(places.len());
    let count = if *reviewed == 0 { count } else { format!("{count}, {} reviewed", count_text(*reviewed)) };
    let title = RichText::new(format!("{} ({count})", kind.label())).font(theme::strong(size::SMALL));
    let header = egui::CollapsingHeader::new(title).id_salt(kind.word()).default_open(*needs_person);
    header.show_unindented(ui, |ui| {
        let id = ui.make_persistent_id("page");
        let last_page = (places.len().max(1) - 1) / PAGE;
        let page = ui.data(|data| data.get_temp::<usize>(id)).unwrap_or(0).min(last_page);
        for place in places.iter().skip(page * PAGE).take(PAGE) {
            if let Some(finding) = state.file.audit.findings().get(*place) {
                heights.show(ui, *place, |ui| finding_ui(ui, state, finding, actions));
            }
        }
        if last_page > 0 {
            let page = pages_ui(ui, page, places.len());
            ui.data_mut(|data| data.insert_temp(id, page));
        }
        ui.add_space(6.0);
    });
}

/// Which of many findings are listed, and the ways to those before and after them; returns the page that is wanted.
fn pages_ui(ui: &mut Ui, page: usize, count: usize) -> usize {
    let mut wanted = page;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let (first, last) = (page * PAGE + 1, ((page + 1) * PAGE).min(count));
        soft(ui, format!("{}–{} of {}", count_text(first), count_text(last), count_text(count)));
        if quiet_button(ui, "← Before", page > 0).on_hover_text("The findings before these").clicked() {
            wanted -= 1;
        }
        if quiet_button(ui, "After →", last < count).on_hover_text("The findings after these").clicked() {
            wanted += 1;
        }
    });
    wanted
}

/// After how many years the newest poll or statistic of its kind is called old.
fn threshold_ui(ui: &mut Ui, state: &AppState, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        soft(ui, "Flag data older than");
        let mut years = state.settings.stale_after_years;
        let field = egui::DragValue::new(&mut years).range(1..=MAX_STALE_AFTER).speed(0.1);
        let response = ui.add(field).on_hover_text("Where none of their kind is newer");
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::drag_value(true, f64::from(years));
            info.label = Some("Years after which data is flagged as old".to_owned());
            info
        });
        if years != state.settings.stale_after_years {
            actions.push(Action::Layout(LayoutAction::SetStaleAfter(years)));
        }
        soft(ui, "years");
        if state.session.is_auditing {
            soft(ui, "· being worked out …");
        }
    });
}

fn finding_ui(ui: &mut Ui, state: &AppState, finding: &Finding, actions: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let is_selected = state.selected().is_some_and(|selected| finding.facts().any(|fact| fact == selected));
    let ground = if is_selected { theme.selected } else { theme.panel };
    Frame::NONE.fill(ground).corner_radius(4).inner_margin(Margin::symmetric(8, 5)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        let sentences = finding.sentence(state.dossier());
        // What it is comes first, with a mark of how much it asks of people; the rest is read second.
        let first_end = sentences.find(". ").map_or(sentences.len(), |end| end + 1);
        let (first, rest) = sentences.split_at(first_end);
        let response = ui
            .horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                severity_ui(ui, finding.severity, &theme);
                let sentence = RichText::new(unbroken(first)).font(theme::text(size::SMALL)).color(theme.ink);
                ui.add(Label::new(sentence).wrap().selectable(false).sense(Sense::click()))
            })
            .inner;
        if !rest.is_empty() {
            soft(ui, rest.trim_start());
        }
        if let Some(first) = finding.facts().next() {
            let response =
                response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text("Select what it is about");
            if response.clicked() {
                actions.push(select(state, first));
            }
        }
        let review = ReviewState::of(finding, state.dossier());
        let noted = review.note().map(|note| format!(": {note}")).unwrap_or_default();
        match review {
            ReviewState::Open => {}
            ReviewState::Reviewed(_) => {
                soft(ui, format!("✔ Reviewed{noted}"));
            }
            ReviewState::Outdated(_) => doubt(ui, &format!("Reviewed, but what it rests on has changed since{noted}")),
        }
        if let Some(arithmetic) = finding.arithmetic(state.dossier()) {
            let text = RichText::new(unbroken(&arithmetic)).font(theme::text(size::CHART)).color(theme.ink_soft);
            ui.add(Label::new(text).wrap());
        }
        if finding.facts().nth(1).is_some() {
            for fact in finding.facts().take(MAX_LINKS) {
                if link(ui, &*state.dossier().fact(fact).title).clicked() {
                    actions.push(select(state, fact));
                }
            }
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if let Some(derivation) = finding.derivation()
                && quiet_button(ui, "Show calculation", true)
                    .on_hover_text("How the number was calculated, step by step")
                    .clicked()
            {
                actions.push(Action::Layout(LayoutAction::Open(Dialog::TraceDerivation(derivation.0))));
            }
            for figure in finding.figures().filter(|_| finding.derivation().is_none()).take(MAX_LINKS) {
                let figure = state.dossier().figure(figure);
                let hint = format!("Where this number comes from: {}", name(figure));
                if quiet_button(ui, &value_text(figure), true).on_hover_text(hint).clicked() {
                    actions.push(Action::Layout(LayoutAction::Open(Dialog::TraceFigure(figure.id.clone()))));
                }
            }
            review_buttons_ui(ui, state, finding, review, actions);
            if quiet_button(ui, "Copy", true).clicked() {
                let text = [Some(finding.sentence(state.dossier())), finding.arithmetic(state.dossier())];
                let text = text.into_iter().flatten().collect::<Vec<_>>().join("\n");
                actions.push(Action::Copy { what: "the finding".to_owned(), text });
            }
        });
    });
}

/// A mark of how much a finding asks of people.
fn severity_ui(ui: &mut Ui, severity: Severity, theme: &Theme) {
    let (mark, ink) = match severity {
        Severity::NeedsPerson => ("!", theme.doubt_ink),
        Severity::Note => ("i", theme.accent),
        Severity::Fine => ("✔", theme.ink_soft),
    };
    let mark = RichText::new(mark).font(theme::strong(size::SMALL)).color(ink);
    let response = ui.add(Label::new(mark).selectable(false));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, severity.label()));
}

/// What a person says of the finding: that it has been looked at, or that it is to be looked at again.
fn review_buttons_ui(
    ui: &mut Ui,
    state: &AppState,
    finding: &Finding,
    review: ReviewState<'_>,
    actions: &mut Vec<Action>,
) {
    let prepare = Action::File(FileAction::PrepareReview(finding.key(state.dossier())));
    let words = if review.is_reviewed() { "Edit note…" } else { "Mark as reviewed…" };
    let hint = "Note that you have looked at it; it comes back when what it rests on changes";
    if quiet_button(ui, words, true).on_hover_text(hint).clicked() {
        actions.push(prepare);
    }
    if review.is_reviewed() && quiet_button(ui, "Unmark", true).on_hover_text("Take the review back").clicked() {
        actions.push(Action::Edit(EditAction::Review(ReviewChange::Unmark(finding.key(state.dossier())))));
    }
}

fn select(state: &AppState, fact: FactIx) -> Action {
    Action::Select(SelectAction::Fact(state.dossier().fact(fact).id.clone()))
}
