//! The order for a figure.

mod documents;
mod preview;
mod sizes;
mod words;

use std::path::PathBuf;

use egui::{Context, DragValue, Id, ProgressBar, RichText, TextEdit, Ui};

pub(crate) use self::preview::{Preview, PreviewPart};
use self::sizes::{named, while_typed};
use super::super::Surroundings;
use super::super::parts::{doubt, soft};
use super::{Sheet, button, is_enter_free, main_button};
use crate::app::{
    Action, AppState, ChartKind, ChartTheme, Dialog, DocumentFormat, ExportRequest, FileAction, FileFormat,
    LayoutAction, Span, Tone,
};
use crate::charts::theme::{GAP, size, text};
use crate::format::date::day_range_text;

/// The width of the column of labels, in points.
const LABEL_WIDTH: f32 = 84.0;
/// In a dialog narrower than this, labels stand above their fields, in points.
const LABELS_BESIDE: f32 = 340.0;

/// The width of the fields, in points.
const FIELDS_WIDTH: f32 = 500.0;
/// The room between the fields and the preview beside them, in points.
const BETWEEN: f32 = 26.0;

/// The order for a figure: every change of it goes back into the state.
pub(super) fn export_ui(
    ctx: &Context,
    state: &AppState,
    around: &Surroundings,
    request: &ExportRequest,
    actions: &mut Vec<Action>,
) {
    // Where there is room, the preview stands beside the fields, and over them otherwise.
    let full = FIELDS_WIDTH + BETWEEN + preview::SIZE.x;
    let is_wide = ctx.content_rect().width() > full + 80.0;
    let sheet = Sheet::new(ctx, "Export", if is_wide { full } else { FIELDS_WIDTH });
    let first = sheet.id.with("first");
    if sheet.has_just_appeared {
        ctx.data_mut(|data| data.insert_temp(first, request.clone()));
    }
    let is_changed = ctx.data(|data| data.get_temp::<ExportRequest>(first)).is_some_and(|first| first != *request);
    let sheet = sheet.held(is_changed);
    let path_id = sheet.id.with("path");
    // The path of which it is asked whether the file there may be written over.
    let asked = sheet.id.with("asked");
    let mut new = request.clone();
    let hindrance = hindrance(request);
    let progress = state.session.export_share;
    let is_ready = hindrance.is_none() && progress.is_none();
    let wants_export = is_enter_free(ctx, &[path_id]);
    sheet.show(
        ctx,
        actions,
        |ui, actions| {
            let mut fields = |ui: &mut Ui, actions: &mut Vec<Action>| {
                fields_ui(ui, state, &mut new);
                path_ui(ui, path_id, &mut new, actions);
                if sheet.has_just_appeared {
                    ui.memory_mut(|memory| memory.request_focus(path_id));
                }
                cautions_ui(ui, state, request, hindrance.as_deref());
                if ui.data(|data| data.get_temp::<PathBuf>(asked)).is_some_and(|path| path == request.path) {
                    existing_ui(ui, asked, &mut new, actions);
                }
            };
            if is_wide {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = BETWEEN;
                    ui.vertical(|ui| {
                        ui.set_width(FIELDS_WIDTH);
                        ui.spacing_mut().item_spacing.x = GAP;
                        fields(ui, actions);
                    });
                    preview::preview_ui(ui, state, around, request, actions);
                });
            } else {
                preview::preview_ui(ui, state, around, request, actions);
                fields(ui, actions);
            }
        },
        |ui, actions| {
            if ui.add_enabled(is_ready, main_button(ui, "Export", is_ready)).clicked() || (is_ready && wants_export) {
                if request.path.exists() && !request.may_replace {
                    ui.data_mut(|data| data.insert_temp(asked, request.path.clone()));
                } else {
                    actions.push(Action::File(FileAction::Export(Box::new(request.clone()))));
                }
            }
            if ui.add(button("Cancel")).clicked() {
                // While a figure is on its way, that is what is called off.
                actions.push(Action::Layout(LayoutAction::CloseDialog));
            }
            if let Some(share) = progress {
                ui.add(ProgressBar::new(share).desired_width(180.0).desired_height(8.0));
                soft(ui, format!("Writing {}", request.path.file_name().unwrap_or_default().to_string_lossy()));
            }
        },
    );
    // What was changed is shown again, unless this very pass closes the dialog.
    if new != *request && !actions.contains(&Action::Layout(LayoutAction::CloseDialog)) {
        actions.push(Action::Layout(LayoutAction::Open(Dialog::Export(Box::new(new)))));
    }
}

/// What stands in the way, what went wrong the last time, and what the picture leaves out.
fn cautions_ui(ui: &mut Ui, state: &AppState, request: &ExportRequest, hindrance: Option<&str>) {
    if let Some(hindrance) = hindrance {
        doubt(ui, hindrance);
    } else if let Some(notice) = state.session.notice.as_ref().filter(|notice| notice.tone == Tone::Trouble) {
        doubt(ui, &notice.text);
    }
    if request.document.is_none() && !request.format.is_data() && request.frame.hides_doubts() {
        doubt(
            ui,
            "This picture leaves out what a reader needs to judge it. It stays in the description of the file; say it \
             beside the picture too.",
        );
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
    None
}

fn fields_ui(ui: &mut Ui, state: &AppState, new: &mut ExportRequest) {
    documents::what_ui(ui, state, new);
    if new.document.is_some() {
        documents::formats_ui(ui, new);
        return;
    }
    let mut format = new.format;
    let formats: Vec<_> = FileFormat::ALL.iter().map(|format| (*format, format_label(*format))).collect();
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
    let colours = [(ChartTheme::Light, "Light"), (ChartTheme::Dark, "Dark"), (ChartTheme::Greyscale, "Greyscale")];
    field(ui, "Colours", |ui| {
        choice(ui, &mut new.theme, &colours);
    });
    words::words_ui(ui, new);
    span_ui(ui, state, new);
}

/// Which stretch of time a figure shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Screen,
    Everything,
    Years,
}

/// What of time the figure shows.
fn span_ui(ui: &mut Ui, state: &AppState, new: &mut ExportRequest) {
    let on_screen = span_on_screen(state, new.figure);
    let years = |span: Span| (span.first_day().year(), span.last_day().year());
    let shown = match new.span {
        None => Shows::Everything,
        Some(span) if span == on_screen => Shows::Screen,
        Some(_) => Shows::Years,
    };
    let mut chosen = shown;
    let (first, last) = (on_screen.first_day(), on_screen.last_day());
    let screen_words = format!("As on screen, {}", day_range_text(first, last));
    let words = [(Shows::Screen, screen_words.as_str()), (Shows::Everything, "All"), (Shows::Years, "Custom")];
    field(ui, "Range", |ui| {
        choice(ui, &mut chosen, &words);
        if let (Shows::Years, Some(span)) = (shown, new.span) {
            let (first, last) = while_typed(ui, "years", years(span), |ui, (first, last)| {
                let is_first = year_ui(ui, "First year", first);
                ui.label("–");
                is_first | year_ui(ui, "Last year", last)
            });
            if (first.min(last), last.max(first)) != years(span) {
                new.span = Some(Span::of_years(first.min(last), last.max(first)));
            }
        }
    });
    if chosen != shown {
        new.span = match chosen {
            Shows::Screen => Some(on_screen),
            Shows::Everything => None,
            Shows::Years => {
                let (first, last) = years(on_screen);
                Some(Span::of_years(first, last))
            }
        };
        let keeps_range = chosen == Shows::Screen && new.figure == ChartKind::Trade;
        new.value_range = state.view.value_range.filter(|_| keeps_range);
    }
    let hidden = new.hidden_themes.len();
    if new.figure == ChartKind::Timeline && hidden > 0 {
        let themes = super::super::parts::counted(hidden, "theme is", "themes are");
        field(ui, "", |ui| {
            soft(ui, format!("{themes} filtered out, and so not in the picture."));
        });
    }
}

/// A field for a year; whether it has the keyboard.
fn year_ui(ui: &mut Ui, name: &str, year: &mut i64) -> bool {
    let now = format!("{year}").parse().unwrap_or_default();
    named(ui, DragValue::new(year).range(-9999..=9999).speed(0.2), name, now).has_focus()
}

fn span_on_screen(state: &AppState, figure: ChartKind) -> Span {
    match figure {
        ChartKind::Trade => state.chart_span(),
        ChartKind::Timeline => state.timeline_span(),
    }
}

/// Changes what is drawn, and the name of the file with it where that names the figure.
fn set_figure(state: &AppState, new: &mut ExportRequest, figure: ChartKind) {
    let stem = new.path.file_stem().and_then(|stem| stem.to_str());
    let base = stem.and_then(|stem| stem.strip_suffix(&format!("-{}", new.figure.name())));
    if let Some(base) = base {
        new.path = new.path.with_file_name(format!("{base}-{}.{}", figure.name(), new.format.extension()));
    }
    new.figure = figure;
    new.span = new.span.map(|_| span_on_screen(state, figure));
    new.value_range = state.view.value_range.filter(|_| new.span.is_some() && figure == ChartKind::Trade);
}

/// Changes the format, and the ending of the file's name with it.
fn set_format(new: &mut ExportRequest, format: FileFormat) {
    if FileFormat::of_path(&new.path).is_some() {
        new.path.set_extension(format.extension());
    }
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
            if let Some(document) = new.document {
                let asked =
                    DocumentFormat::of_path(&new.path).filter(|format| format.extension() != document.extension());
                new.document = Some(asked.unwrap_or(document));
            } else if let Some(format) = FileFormat::of_path(&new.path).filter(|format| *format != new.format) {
                new.format = format;
            }
            new.may_replace = false;
        }
        if ui.add(button("Choose…")).on_hover_text("Choose a place in a dialog of the desktop").clicked() {
            actions.push(Action::File(FileAction::AskWhereToExport(Box::new(new.clone()))));
        }
    });
}

/// Asks what is to become of a file that is there already; offers to write over it, and a name that is free.
fn existing_ui(ui: &mut Ui, asked: Id, new: &mut ExportRequest, actions: &mut Vec<Action>) {
    let name = new.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let other = free_name(&new.path);
    super::super::parts::doubt_box(ui, |ui| {
        super::super::parts::small(ui, format!("{name} exists already."));
        ui.horizontal_wrapped(|ui| {
            let overwrites = ui.add(button("Overwrite existing file")).clicked();
            let free = other.file_name().unwrap_or_default().to_string_lossy();
            let uses_other = ui.add(button(&format!("Save as {free}"))).clicked();
            if overwrites || uses_other {
                new.may_replace = overwrites;
                if uses_other {
                    new.path.clone_from(&other);
                }
                ui.data_mut(|data| data.remove::<PathBuf>(asked));
                actions.push(Action::File(FileAction::Export(Box::new(new.clone()))));
            }
        });
    });
}

/// The same name with the first number behind it that no file has.
fn free_name(path: &std::path::Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().map(|extension| format!(".{}", extension.to_string_lossy())).unwrap_or_default();
    let numbered = (2_u32..1_000).map(|number| path.with_file_name(format!("{stem}-{number}{extension}")));
    numbered.into_iter().find(|path| !path.exists()).unwrap_or_else(|| path.to_owned())
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

const fn format_label(format: FileFormat) -> &'static str {
    match format {
        FileFormat::Png => "PNG",
        FileFormat::Svg => "SVG",
        FileFormat::Pdf => "PDF",
        FileFormat::Csv => "CSV",
        FileFormat::Json => "JSON",
        FileFormat::Bundle => "Bundle",
    }
}
