//! The order for a figure.

mod sizes;

use std::path::PathBuf;

use egui::{Context, DragValue, Id, Response, RichText, TextEdit, Ui};

use super::super::parts::{doubt, soft};
use super::{Sheet, button, is_enter_free, main_button};
use crate::analysis::date_words::stretch_words;
use crate::app::{
    Action, AppState, Dialog, ExportRequest, FigureKind, FigureTheme, FileAction, FileFormat, LayoutAction, Tone,
};
use crate::charts::theme::{GAP, size, text};

/// The width of the column of labels, in points.
const LABEL_WIDTH: f32 = 84.0;
/// In a dialog narrower than this, labels stand above their fields, in points.
const LABELS_BESIDE: f32 = 340.0;

/// The order for a figure: every change of it goes back into the state.
pub(super) fn export_ui(ctx: &Context, state: &AppState, request: &ExportRequest, actions: &mut Vec<Action>) {
    let sheet = Sheet::new(ctx, "Export a figure", 500.0);
    let path_id = sheet.id.with("path");
    let mut new = request.clone();
    let hindrance = hindrance(request);
    let wants_export = is_enter_free(ctx, &[path_id]);
    sheet.show(
        ctx,
        actions,
        |ui, actions| {
            fields_ui(ui, state, &mut new);
            path_ui(ui, path_id, &mut new, actions);
            if sheet.has_just_appeared {
                ui.memory_mut(|memory| memory.request_focus(path_id));
            }
            if let Some(hindrance) = &hindrance {
                doubt(ui, hindrance);
            } else if let Some(notice) = state.session.notice.as_ref().filter(|notice| notice.tone == Tone::Trouble) {
                doubt(ui, &notice.text);
            }
        },
        |ui, actions| {
            let export = ui.add_enabled(hindrance.is_none(), main_button(ui, "Export", hindrance.is_none()));
            if hindrance.is_none() && (export.clicked() || wants_export) {
                actions.push(Action::File(FileAction::Export(Box::new(request.clone()))));
            }
            if ui.add(button("Cancel")).clicked() {
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
        },
    );
    // What was changed is shown again, unless this very pass closes the dialog.
    if new != *request && !actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::Export(Box::new(new)))));
    }
}

/// Why the figure cannot be exported as it is ordered, with what to do.
fn hindrance(request: &ExportRequest) -> Option<String> {
    let path = &request.path;
    if path.file_name().is_none() {
        return Some("Say what the file is to be called, and in which folder.".to_owned());
    }
    if path.is_dir() {
        return Some("That is a folder. Add the name of a file to it.".to_owned());
    }
    if path.exists() && !request.may_replace {
        return Some("There is a file of this name already. Choose another name, or let it be replaced.".to_owned());
    }
    None
}

fn fields_ui(ui: &mut Ui, state: &AppState, new: &mut ExportRequest) {
    let kinds = [(FigureKind::Trade, "Trade chart"), (FigureKind::Timeline, "Timeline")];
    let mut figure = new.figure;
    field(ui, "Figure", |ui| choice(ui, &mut figure, &kinds));
    if figure != new.figure {
        set_figure(state, new, figure);
    }
    let mut format = new.format;
    let formats = FileFormat::ALL.map(|format| (format, format_label(format)));
    field(ui, "Format", |ui| choice(ui, &mut format, &formats));
    if format != new.format {
        set_format(new, format);
    }
    if new.format.is_data() {
        span_ui(ui, state, new);
        return;
    }
    sizes::sizes_ui(ui, new);
    if new.format == FileFormat::Svg {
        field(ui, "Text", |ui| {
            choice(ui, &mut new.outlines_text, &[(false, "Text, with its fonts"), (true, "Outlines")]);
        });
    }
    let colours =
        [(FigureTheme::Light, "Light"), (FigureTheme::Dark, "Dark"), (FigureTheme::Greyscale, "Greys, for print")];
    field(ui, "Colours", |ui| choice(ui, &mut new.theme, &colours));
    span_ui(ui, state, new);
}

/// What of time the figure shows.
fn span_ui(ui: &mut Ui, state: &AppState, new: &mut ExportRequest) {
    let span = new.span.unwrap_or_else(|| span_on_screen(state, new.figure));
    let on_screen = format!("As on the screen, {}", stretch_words(span.first_day(), span.last_day()));
    let mut is_everything = new.span.is_none();
    field(ui, "Shows", |ui| choice(ui, &mut is_everything, &[(false, on_screen.as_str()), (true, "Everything")]));
    if is_everything != new.span.is_none() {
        new.span = (!is_everything).then_some(span);
        new.value_range = state.view.value_range.filter(|_| !is_everything && new.figure == FigureKind::Trade);
    }
    let hidden = new.hidden_themes.len();
    if new.figure == FigureKind::Timeline && hidden > 0 {
        let themes = super::super::parts::counted(hidden, "theme is", "themes are");
        field(ui, "", |ui| {
            soft(ui, format!("{themes} filtered out, and so not in the picture."));
        });
    }
}

fn span_on_screen(state: &AppState, figure: FigureKind) -> crate::app::Span {
    match figure {
        FigureKind::Trade => state.chart_span(),
        FigureKind::Timeline => state.timeline_span(),
    }
}

/// Changes what is drawn, and the name of the file with it where that names the figure.
fn set_figure(state: &AppState, new: &mut ExportRequest, figure: FigureKind) {
    let stem = new.path.file_stem().and_then(|stem| stem.to_str());
    let base = stem.and_then(|stem| stem.strip_suffix(&format!("-{}", new.figure.name())));
    if let Some(base) = base {
        new.path = new.path.with_file_name(format!("{base}-{}.{}", figure.name(), new.format.extension()));
    }
    new.figure = figure;
    new.span = new.span.map(|_| span_on_screen(state, figure));
    new.value_range = state.view.value_range.filter(|_| new.span.is_some() && figure == FigureKind::Trade);
}

/// Changes the format, and the ending of the file's name with it.
fn set_format(new: &mut ExportRequest, format: FileFormat) {
    if FileFormat::of_path(&new.path).is_some() {
        new.path.set_extension(format.extension());
    }
    sizes::keep_size(new, format);
    new.format = format;
}

fn path_ui(ui: &mut Ui, id: Id, new: &mut ExportRequest, actions: &mut Vec<Action>) {
    field(ui, "File", |ui| {
        let mut typed = new.path.to_string_lossy().into_owned();
        let width = (ui.available_width() - 90.0).max(100.0);
        let edit = TextEdit::singleline(&mut typed).id(id).desired_width(width).font(text(size::SMALL));
        let response = ui.add(edit);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "File"));
        if response.changed() {
            new.path = PathBuf::from(&typed);
            // A name that ends in a known format asks for it.
            if let Some(format) = FileFormat::of_path(&new.path).filter(|format| *format != new.format) {
                sizes::keep_size(new, format);
                new.format = format;
            }
            new.may_replace = false;
        }
        if ui.add(button("Choose…")).on_hover_text("Choose a place in a dialog of the desktop").clicked() {
            actions.push(Action::File(FileAction::AskWhereToExport(Box::new(new.clone()))));
        }
    });
    field(ui, "", |ui| {
        let words = RichText::new("Replace the file that is there").font(text(size::SMALL));
        ui.checkbox(&mut new.may_replace, words);
    });
}

/// A label and what belongs to it, beside each other where there is room.
fn field(ui: &mut Ui, label: &str, contents: impl FnOnce(&mut Ui)) {
    if ui.available_width() < LABELS_BESIDE {
        if !label.is_empty() {
            soft(ui, label);
        }
        ui.horizontal_wrapped(contents);
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let height = ui.spacing().interact_size.y;
        let (rect, _) = ui.allocate_exact_size(egui::vec2(LABEL_WIDTH, height), egui::Sense::hover());
        if !label.is_empty() {
            let mut place = ui.new_child(egui::UiBuilder::new().max_rect(rect.translate(egui::vec2(0.0, 3.0))));
            soft(&mut place, label);
        }
        ui.spacing_mut().item_spacing.x = GAP;
        ui.horizontal_wrapped(contents);
    });
}

/// A choice of one among a few, all of them to be seen.
fn choice<Value: PartialEq + Copy>(ui: &mut Ui, current: &mut Value, values: &[(Value, &str)]) {
    ui.spacing_mut().item_spacing.x = GAP * 1.5;
    for (value, words) in values {
        ui.radio_value(current, *value, RichText::new(*words).font(text(size::SMALL)));
    }
}

/// A field for a whole number, by its name.
fn number(ui: &mut Ui, name: &str, value: &mut u32, range: std::ops::RangeInclusive<u32>) -> Response {
    let response = ui.add(DragValue::new(value).range(range).speed(1.0));
    let (now, enabled) = (f64::from(*value), ui.is_enabled());
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::drag_value(enabled, now);
        info.label = Some(name.to_owned());
        info
    });
    response.on_hover_text(name)
}

const fn format_label(format: FileFormat) -> &'static str {
    match format {
        FileFormat::Png => "PNG",
        FileFormat::Svg => "SVG",
        FileFormat::Pdf => "PDF",
        FileFormat::Csv => "CSV data",
        FileFormat::Json => "JSON data",
    }
}
