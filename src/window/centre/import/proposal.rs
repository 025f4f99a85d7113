//! A proposal as the fact or source that it will be, and what can be done with it.

use egui::{Button, RichText, Ui, vec2};

use super::super::super::parts::{doubt_box, heading, section, small, soft};
use super::beside::beside_ui;
use super::list::decision_words;
use super::record::{Names, fact_ui, source_ui, title_ui};
use crate::app::{Action, AppState, Choice, ImportAction, ImportReview, ReviewList, ReviewRow};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, strong, text};
use crate::format::number::count_text;
use crate::import::{Already, Certainty, FileRead, Proposal, Proposals};

/// So many proposals of a group are written out beside it.
const MOST_MEMBERS: usize = 400;

/// What is proposed, why, and what is there already.
pub(super) fn proposal_ui(
    ui: &mut Ui,
    state: &AppState,
    proposals: &Proposals,
    place: usize,
    actions: &mut Vec<Action>,
) {
    let Some(item) = proposals.items.get(place) else { return };
    let is_source = item.is_source();
    let what = match (&item.already, is_source) {
        (Already::Nothing, false) => "New fact",
        (Already::Nothing, true) => "New source",
        (Already::Same(..), _) => "In the dossier already",
        (Already::Different { .. }, false) => "Changes a fact that is there",
        (Already::Different { .. }, true) => "Changes a source that is there",
        (Already::Alike { .. }, _) => "May be a source that is there",
    };
    heading(ui, what);
    soft(ui, capitalised(decision_words(item)));
    ui.add_space(4.0);
    let Some(record) = item.record() else { return };
    if item.beside().is_some() {
        title_ui(ui, &item.title);
        beside_ui(ui, item, actions);
    }
    if is_source {
        if item.beside().is_none() {
            source_ui(ui, &record);
        }
    } else {
        if item.beside().is_some() {
            section(ui, "As it will be");
        }
        fact_ui(ui, &Names { state, proposals }, &record);
    }
    doubts_ui(ui, item);
    section(ui, "Why");
    small(ui, &item.why);
    let certainty = match item.certainty {
        Certainty::Exact => "the file says so",
        Certainty::Inferred => "inferred, or with a doubt",
    };
    soft(ui, format!("Rule: {}  ·  {certainty}", item.rule.replace('-', " ")));
}

/// What speaks against it and is no flag of the fact.
fn doubts_ui(ui: &mut Ui, item: &Proposal) {
    let record = item.record();
    let flags = record.as_ref().and_then(|record| record.get("flags")).map(crate::edit::Json::items);
    let is_flag = |doubt: &String| flags.unwrap_or_default().iter().any(|flag| flag.text_of("reason") == doubt);
    let doubts: Vec<&String> = item.doubts.iter().filter(|doubt| !is_flag(doubt)).collect();
    if doubts.is_empty() {
        return;
    }
    ui.add_space(GAP);
    doubt_box(ui, |ui| {
        for words in doubts {
            small(ui, words);
        }
    });
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What a group holds and how much of it is decided.
pub(super) fn group_ui(ui: &mut Ui, read: &FileRead, list: &ReviewList, group: usize) {
    let title = read.proposals.groups.get(group).map_or("", |group| &group.title);
    heading(ui, "Group");
    title_ui(ui, title);
    let counts = list.of_group(group);
    for (count, words) in [
        (counts.open, "open"),
        (counts.accepted, "accepted"),
        (counts.changed, "accepted with a change"),
        (counts.dropped, "dropped"),
        (counts.settled, "settled before, or in the dossier already"),
    ] {
        if count > 0 {
            small(ui, format!("{} {words}", count_text(count)));
        }
    }
    let doubtful = read.proposals.of_group(group).filter(|item| item.is_open() && !item.doubts.is_empty()).count();
    if doubtful > 0 {
        ui.add_space(4.0);
        doubt_box(ui, |ui| {
            small(ui, format!("{} of the open ones come with a doubt. Look at each of them.", count_text(doubtful)));
        });
    }
    ui.add_space(4.0);
    if list.is_open(ReviewRow::Group(group)) {
        soft(ui, "What is decided here concerns all that is open in the group.");
    } else {
        soft(ui, "Open the group to decide all of it at once: nothing is accepted that was not on the screen.");
    }
}

/// The proposals of a group, one below the other.
pub(super) fn members_ui(ui: &mut Ui, proposals: &Proposals, group: usize) {
    heading(ui, "What it holds");
    let mut members = proposals.of_group(group);
    for item in members.by_ref().take(MOST_MEMBERS) {
        small(ui, &item.title);
    }
    let more = members.count();
    if more > 0 {
        soft(ui, format!("and {} more", count_text(more)));
    }
}

/// The buttons that decide what is selected.
pub(super) fn buttons_ui(ui: &mut Ui, review: &ImportReview, row: ReviewRow, actions: &mut Vec<Action>) {
    let can_decide = review.can_decide(row);
    let open = match (row, review.read()) {
        (ReviewRow::Group(group), Some((read, list))) => {
            let is_double = |item: &&Proposal| item.is_open() && item.is_double();
            Some((list.of_group(group).open, read.proposals.of_group(group).filter(is_double).count()))
        }
        _ => None,
    };
    let item = review.selected().map(|(_, item)| item);
    let can_keep_both = item.is_some_and(Proposal::can_keep_both);
    let (accept, drop) = match open {
        Some((open, doubles)) => {
            (format!("Accept {}", count_text(open - doubles)), format!("Drop {}", count_text(open)))
        }
        None if can_keep_both => ("Take the new fields".to_owned(), "Keep what is there".to_owned()),
        None => ("Accept".to_owned(), "Drop".to_owned()),
    };
    let is_decided = review.selected().is_some_and(|(_, item)| !item.is_settled && !item.is_open());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let theme = Theme::of(ui);
        let main = RichText::new(&accept).font(strong(size::SMALL));
        let main = if can_decide { Button::new(main.color(theme.paper)).fill(theme.accent) } else { Button::new(main) };
        if ui.add_enabled(can_decide, main.min_size(vec2(84.0, 24.0))).on_hover_text("A").clicked() {
            actions.push(Action::Import(ImportAction::DecideSelected(Choice::Accept)));
        }
        let mut plain = |ui: &mut Ui, words: &str, hint: &str, is_enabled: bool, action: ImportAction| {
            let button = Button::new(RichText::new(words).font(text(size::SMALL))).min_size(vec2(64.0, 24.0));
            if ui.add_enabled(is_enabled, button).on_hover_text(hint).clicked() {
                actions.push(Action::Import(action));
            }
        };
        if open.is_none() {
            plain(ui, "Change…", "E", can_decide, ImportAction::Change);
        }
        if can_keep_both {
            plain(ui, "Keep both", "B", can_decide, ImportAction::KeepBoth);
        }
        plain(ui, &drop, "D", can_decide, ImportAction::DecideSelected(Choice::Drop));
        if is_decided {
            plain(ui, "Decide later", "Backspace", true, ImportAction::DecideSelected(Choice::Reopen));
        }
    });
}
