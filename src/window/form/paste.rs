//! Pasting a source: what was pasted fills its fields, and what the dossier may have already is offered instead.

use egui::{Context, Event, Id, Key, RichText, TextEdit, Ui, WidgetInfo};
use smol_str::SmolStr;

use super::super::parts::{doubt, doubt_box, quiet_button, small, soft};
use super::fields::{Fields, label_ui};
use crate::app::{Action, Double, EditAction, FormOf, PasteReport, RecordForm};
use crate::charts::theme::{size, text};
use crate::cite::reference;
use crate::dossier::Source;
use crate::import::bibliography::Pasted;

/// What the field is called.
const LABEL: &str = "Paste a source";

/// An entry that was pasted anywhere in the form but where sources are pasted: it begins a source, wherever the keyboard is.
pub(super) fn entry_pasted(ctx: &Context, form: &RecordForm, id: Id) -> Option<Action> {
    let focused = ctx.memory(egui::Memory::focused);
    let mut sources = form.new_sources.iter().map(|source| source.text_of("id")).chain([""]);
    if sources.any(|source| focused == Some(field_id(id, source))) {
        return None;
    }
    let found = ctx.input(|input| {
        input.events.iter().find_map(|event| if let Event::Paste(text) = event { Some(text.clone()) } else { None })
    });
    let text = found.filter(|text| Pasted::read(text).is_entry())?;
    take_paste(ctx);
    Some(Action::Edit(EditAction::Paste { form: Box::new(form.clone()), source: None, text }))
}

fn field_id(form: Id, source: &str) -> Id {
    form.with(("paste", source))
}

/// What is pasted in this frame, which nothing else takes then.
fn take_paste(ctx: &Context) -> Option<String> {
    ctx.input_mut(|input| {
        let place = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
        if let Event::Paste(text) = input.events.remove(place) { Some(text) } else { None }
    })
}

/// The field to paste into, what came of it, and what the dossier may have already.
pub(super) fn paste_ui(
    ui: &mut Ui,
    fields: &Fields<'_>,
    form: &mut RecordForm,
    source: &str,
    wants_focus: bool,
) -> Option<Action> {
    let mut action = field_ui(ui, fields, form, source, wants_focus);
    if let Some(report) = form.paste_report(source).cloned() {
        report_ui(ui, form, &report);
    }
    for double in form.doubles(fields.state).into_iter().filter(|double| double.source == source) {
        action = action.or(double_ui(ui, form, &double));
    }
    action
}

fn field_ui(ui: &mut Ui, fields: &Fields<'_>, form: &RecordForm, source: &str, wants_focus: bool) -> Option<Action> {
    label_ui(ui, LABEL);
    let id = field_id(fields.id, source);
    let mut typed: String = ui.data_mut(|data| data.get_temp(id).unwrap_or_default());
    // A field of one line would make one line of it.
    let pasted = ui.memory(|memory| memory.has_focus(id)).then(|| take_paste(ui.ctx())).flatten();
    let hint = "Ctrl+V: an entry in BibTeX, RIS or CSL-JSON, a DOI or an address";
    let hint = RichText::new(hint).font(text(size::SMALL));
    let field = TextEdit::singleline(&mut typed).id(id).desired_width(f32::INFINITY).font(text(size::SMALL));
    let response = ui.add(field.hint_text(hint));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, LABEL));
    if wants_focus {
        response.request_focus();
    }
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let entered = (is_entered && !typed.trim().is_empty()).then(|| std::mem::take(&mut typed));
    ui.data_mut(|data| data.insert_temp(id, typed));
    let text = pasted.or(entered)?;
    Some(Action::Edit(EditAction::Paste { form: Box::new(form.clone()), source: Some(source.into()), text }))
}

/// What was filled and what was not, and how the source is cited now.
fn report_ui(ui: &mut Ui, form: &mut RecordForm, report: &PasteReport) {
    match &report.what {
        Some(what) if report.filled.is_empty() => soft(ui, format!("Nothing new in what was pasted ({what}).")),
        Some(what) => soft(ui, format!("Filled from {what}: {}.", names(report.filled.iter()))),
        None => soft(ui, "What was pasted is no source, and was not taken."),
    };
    for missed in &report.not_understood {
        doubt(ui, &format!("Not understood: {missed}"));
    }
    if !report.others.is_empty() {
        ui.horizontal_wrapped(|ui| {
            let others = names(report.others.iter().map(|(key, _)| key));
            soft(ui, format!("Not replaced, as something else is written there: {others}."));
            if quiet_button(ui, "Replace with what was pasted", true).clicked() {
                form.take_pasted(&report.source);
            }
        });
    }
    let record = if report.source.is_empty() {
        Some(&form.record)
    } else {
        form.new_sources.iter().find(|new| new.text_of("id") == report.source)
    };
    if report.what.is_some()
        && let Some(csl) = record.and_then(|record| serde_json::from_str(&record.to_string()).ok())
    {
        small(ui, reference(&Source::new(SmolStr::default(), csl)));
    }
}

/// A source that the dossier has, instead of the new one.
fn double_ui(ui: &mut Ui, form: &mut RecordForm, double: &Double) -> Option<Action> {
    let mut action = None;
    doubt_box(ui, |ui| {
        small(ui, format!("{}.", double.sentence()));
        ui.horizontal_wrapped(|ui| {
            if quiet_button(ui, "Use it", true).clicked() {
                if form.of == FormOf::NewSource {
                    action = Some(Action::Edit(EditAction::UseSource(double.known.clone())));
                } else {
                    form.use_known(&double.source, &double.known);
                }
            }
            if quiet_button(ui, "Add anyway", true).clicked() {
                form.added_anyway.push(double.source.clone());
            }
        });
    });
    action
}

/// Fields in the words of the form.
fn names<'a>(keys: impl Iterator<Item = &'a SmolStr>) -> String {
    let name = |key: &SmolStr| match key.as_str() {
        "container-title" => "newspaper, site or book".to_owned(),
        "issued" => "date".to_owned(),
        "accessed" => "date of access".to_owned(),
        "URL" => "address".to_owned(),
        "page" => "pages".to_owned(),
        "citation-key" => "key".to_owned(),
        "custom" => "fields that CSL has no place for".to_owned(),
        other => other.replace(['-', '_'], " "),
    };
    keys.map(name).collect::<Vec<_>>().join(", ")
}
