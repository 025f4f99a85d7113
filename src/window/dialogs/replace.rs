//! Find and replace in titles and statements, with every change shown before it is made.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat};
use egui::{Checkbox, Color32, Context, Id, Key, Label, Modifiers, RichText, TextEdit, Ui, WidgetInfo};

use super::super::parts::{counted, doubt, hairline, quiet_button, soft};
use super::{Sheet, button, main_button};
use crate::app::{Action, AppState, Dialog, EditAction, FoundText, LayoutAction, MOST_REPLACED, Replacement, Tone};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, text};
use crate::dossier::Fact;
use crate::format::date::date_label;
use crate::format::number::count_text;

const WIDTH: f32 = 720.0;
/// So many changes are shown at first, and more by a button.
const PAGE: usize = 60;
/// So many letters stand on each side of a match that can be left out by itself.
const AROUND: usize = 12;

/// What was found, kept by egui while neither the dossier nor what is looked for changes.
#[derive(Clone)]
struct Kept {
    sha256: String,
    of: Replacement,
    found: Arc<Vec<FoundText>>,
    has_more: bool,
    /// How many are shown.
    shown: usize,
}

pub(super) fn replace_ui(ctx: &Context, state: &AppState, replacement: &Replacement, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Find and replace", WIDTH).tall().held(true);
    let mut new = replacement.clone();
    let mut kept = found(ctx, sheet.id.with("found"), state, replacement, sheet.has_just_appeared);
    let changes = changes(state, replacement, &kept.found);
    let can_replace = changes.texts > 0 && changes.blank == 0 && !state.session.is_editing;
    let mut wants_replace = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    sheet.show(
        ctx,
        actions,
        |ui, _| {
            fields_ui(ui, sheet.id, state, &mut new, sheet.has_just_appeared);
            summary_ui(ui, replacement, &kept, &changes);
            if let Some(notice) = state.session.notice.as_ref().filter(|notice| notice.tone == Tone::Trouble) {
                doubt(ui, &notice.text);
            }
            list_ui(ui, state, &mut new, &mut kept);
        },
        |ui, actions| {
            let count = if changes.matches > 0 { count_text(changes.matches) } else { String::new() };
            let words = format!("Replace {count}");
            let words = words.trim_end();
            let replace = ui.add_enabled(can_replace, main_button(ui, words, can_replace));
            wants_replace |= replace.on_hover_text("Ctrl+Enter").clicked();
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
            if changes.texts > 0 {
                soft(ui, "One step: Undo (Ctrl+Z) takes all of it back.");
            }
        },
    );
    ctx.data_mut(|data| data.insert_temp(sheet.id.with("found"), kept));
    if actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        return;
    }
    if new != *replacement {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::Replace(Box::new(new)))));
    } else if wants_replace && can_replace {
        actions.push(Action::Edit(EditAction::Replace(Box::new(new))));
    }
}

/// What is found, looked for anew where something else is looked for, or somewhere else.
fn found(ctx: &Context, id: Id, state: &AppState, replacement: &Replacement, is_new: bool) -> Kept {
    let looked_for =
        Replacement { with: String::new(), left_out: std::collections::BTreeSet::new(), ..replacement.clone() };
    let old = ctx.data(|data| data.get_temp::<Kept>(id)).filter(|_| !is_new);
    old.filter(|kept| kept.sha256 == state.file.sha256 && kept.of == looked_for).unwrap_or_else(|| {
        let (found, has_more) = state.found_texts(&looked_for);
        Kept { sha256: state.file.sha256.clone(), of: looked_for, found: found.into(), has_more, shown: PAGE }
    })
}

/// How much would change.
struct Changes {
    texts: usize,
    matches: usize,
    left_out: usize,
    /// Texts that would be empty.
    blank: usize,
}

fn changes(state: &AppState, replacement: &Replacement, found: &[FoundText]) -> Changes {
    let mut changes = Changes { texts: 0, matches: 0, left_out: 0, blank: 0 };
    for FoundText { fact, field, ranges } in found {
        let fact = state.dossier().fact(*fact);
        let old = field.of(fact);
        let wanted = replacement.wanted(fact, *field, ranges);
        changes.left_out += ranges.len() - wanted.len();
        let differs = wanted.iter().filter(|range| old[(*range).clone()] != *replacement.with).count();
        changes.matches += differs;
        changes.texts += usize::from(differs > 0);
        let is_blank = replacement.with.trim().is_empty() && replacement.replaced(old, &wanted).0.trim().is_empty();
        changes.blank += usize::from(is_blank);
    }
    changes
}

fn fields_ui(ui: &mut Ui, id: Id, state: &AppState, new: &mut Replacement, is_new: bool) {
    let field = |ui: &mut Ui, words: &str, value: &mut String, hint: &str| {
        ui.vertical(|ui| {
            soft(ui, words);
            let edit = TextEdit::singleline(value).id(id.with(words)).desired_width(f32::INFINITY);
            let hint = RichText::new(hint).font(text(size::SMALL));
            let response = ui.add(edit.font(text(size::SMALL)).hint_text(hint));
            response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, words));
            response
        })
        .inner
    };
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            let find = field(left, "Find", &mut new.find, "In titles and statements");
            if is_new {
                find.request_focus();
            }
            field(right, "Replace with", &mut new.with, "Empty takes it out");
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP * 1.5;
        let mut check = |value: &mut bool, words: &str| {
            ui.add(Checkbox::new(value, RichText::new(words).font(text(size::SMALL))));
        };
        check(&mut new.matches_case, "Match case");
        check(&mut new.is_whole_word, "Whole words");
        let selected = state.selected_count();
        if selected > 1 || new.is_in_selection {
            let words = format!("Only in the {}", counted(selected, "selected fact", "selected facts"));
            check(&mut new.is_in_selection, &words);
        }
    });
    soft(ui, "Passages quote their source and stay as they are; so do notes, figures, citations and sources.");
}

/// How much was found, and how much of it would change.
fn summary_ui(ui: &mut Ui, replacement: &Replacement, kept: &Kept, changes: &Changes) {
    ui.add_space(GAP * 0.5);
    if replacement.find.is_empty() {
        return;
    }
    if kept.found.is_empty() {
        let words = format!("Nothing found: no title and no statement has “{}” in it.", replacement.find);
        doubt(ui, &words);
        return;
    }
    let matches: usize = kept.found.iter().map(|found| found.ranges.len()).sum();
    let mut facts: Vec<_> = kept.found.iter().map(|found| found.fact).collect();
    facts.dedup();
    let found = format!("{} in {}", counted(matches, "match", "matches"), counted(facts.len(), "fact", "facts"));
    let left_out = (changes.left_out > 0).then(|| format!("; {} left out", count_text(changes.left_out)));
    let same = (changes.matches + changes.left_out < matches).then_some("; the rest already reads so");
    soft(ui, format!("{found}{}{}.", left_out.unwrap_or_default(), same.unwrap_or_default()));
    if kept.has_more {
        let most = count_text(MOST_REPLACED);
        doubt(ui, &format!("Only the first {most} texts are replaced at once. Replace them, and then the rest."));
    }
    if changes.blank > 0 {
        doubt(ui, "A title or a statement would be empty. Leave it out, or write something to replace it with.");
    }
}

/// The changes, each with what stands there and what would.
fn list_ui(ui: &mut Ui, state: &AppState, new: &mut Replacement, kept: &mut Kept) {
    if kept.found.len() > 1 {
        ui.horizontal(|ui| {
            if quiet_button(ui, "Take all", !new.left_out.is_empty()).clicked() {
                new.left_out.clear();
            }
            if quiet_button(ui, "Leave all out", true).clicked() {
                for found in kept.found.iter() {
                    let fact = state.dossier().fact(found.fact);
                    found.ranges.iter().for_each(|range| new.set_wanted(fact, found.field, range, false));
                }
            }
        });
    }
    let found = Arc::clone(&kept.found);
    for one in found.iter().take(kept.shown) {
        hairline(ui);
        change_ui(ui, state.dossier().fact(one.fact), one, new);
    }
    if found.len() > kept.shown {
        hairline(ui);
        let rest = found.len() - kept.shown;
        soft(ui, format!("{} below are not shown yet, and are replaced as well.", counted(rest, "text", "texts")));
        if quiet_button(ui, "Show more", true).clicked() {
            kept.shown += PAGE;
        }
    }
}

fn change_ui(ui: &mut Ui, fact: &Fact, found: &FoundText, new: &mut Replacement) {
    let theme = Theme::of(ui);
    let date = fact.date.as_ref().map_or_else(|| "undated".to_owned(), date_label);
    let of = if found.field == crate::app::TextField::Title { String::new() } else { format!(" · {}", fact.title) };
    let words = format!("{} · {date}{of}", found.field.label());
    let count = new.wanted(fact, found.field, &found.ranges).len();
    let mut is_wanted = count > 0;
    let check = Checkbox::new(&mut is_wanted, RichText::new(&words).font(text(size::SMALL)).color(theme.ink_soft));
    let response = ui.add(check.indeterminate(count > 0 && count < found.ranges.len()));
    if response.changed() {
        // What is taken in part is taken as a whole first.
        let is_wanted = count < found.ranges.len();
        found.ranges.iter().for_each(|range| new.set_wanted(fact, found.field, range, is_wanted));
    }
    let old = found.field.of(fact);
    ui.indent(("change", fact.id.0.as_str(), found.field), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if found.ranges.len() > 1 {
            matches_ui(ui, fact, found, new);
        }
        let wanted = new.wanted(fact, found.field, &found.ranges);
        let (after, marks) = new.replaced(old, &wanted);
        line_ui(ui, "Before", old, &found.ranges, theme.doubt_ground);
        if !wanted.is_empty() {
            line_ui(ui, "After", &after, &marks, theme.found);
        }
    });
}

/// The matches of one text, each with the words around it, to be left out one by one.
fn matches_ui(ui: &mut Ui, fact: &Fact, found: &FoundText, new: &mut Replacement) {
    let old = found.field.of(fact);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP * 1.5;
        for (place, range) in found.ranges.iter().enumerate() {
            let mut is_wanted = new.is_wanted(fact, found.field, range);
            let words = RichText::new(around(old, range)).font(text(size::SMALL));
            let response = ui.add(Checkbox::new(&mut is_wanted, words));
            let spoken = format!("Match {}: {}", place + 1, around(old, range));
            response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, is_wanted, &spoken));
            if response.changed() {
                new.set_wanted(fact, found.field, range, is_wanted);
            }
        }
    });
}

/// A match with some letters around it.
fn around(text: &str, range: &Range<usize>) -> String {
    let start = text[..range.start].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = text[range.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| range.end + at);
    let (before, after) = (if start > 0 { "…" } else { "" }, if end < text.len() { "…" } else { "" });
    format!("{before}{}{after}", text[start..end].trim())
}

/// A text with words marked in it.
fn line_ui(ui: &mut Ui, name: &str, words: &str, marks: &[Range<usize>], ground: Color32) {
    let format = TextFormat::simple(text(size::SMALL), Theme::of(ui).ink);
    let mut job = LayoutJob { text: words.to_owned(), ..LayoutJob::default() };
    let mut section = |range: Range<usize>, background: Color32| {
        if !range.is_empty() {
            job.sections.push(LayoutSection {
                leading_space: 0.0,
                byte_range: ByteIndex(range.start)..ByteIndex(range.end),
                format: TextFormat { background, ..format.clone() },
            });
        }
    };
    let mut at = 0;
    for mark in marks {
        section(at..mark.start, Color32::TRANSPARENT);
        section(mark.clone(), ground);
        at = mark.end;
    }
    section(at..words.len(), Color32::TRANSPARENT);
    let response = ui.add(Label::new(job).wrap());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {words}")));
}
