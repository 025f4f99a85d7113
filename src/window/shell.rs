//! The window itself: it draws the state, carries out what was done, and everything that reaches outside.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use egui::Context;
use egui_system_font_provider::SystemFontProvider;

use super::memory::{self, Memory};
use super::parts::counted;
use super::{Surroundings, window_ui};
use crate::app::{
    Action, AppState, Dialog, Effect, ExportRequest, FigurePart, FileAction, LayoutAction, Notice, OpenFile, Pick,
    ReviewOrder, Settings, ThemeChoice, WindowPlace, apply,
};
use crate::charts::theme;
use crate::dossier::Day;
use crate::export::{
    ExportError, Overwrite, Pixels, Provenance, citations, description, export, figure, picture, write_whole,
};
use crate::load::{EXTENSION, LoadError, Loaded, SHIPPED_NAME, load, load_reviewed, load_shipped};

/// A native dialog that answers "nothing" faster than this was never seen by anybody.
const SHOWN_DIALOG: Duration = Duration::from_millis(350);

/// The program in a window.
pub(super) struct Shell {
    state: AppState,
    around: Surroundings,
    answers: Receiver<Answer>,
    ask: Sender<Answer>,
    /// How many answers are awaited.
    awaited: usize,
    memory: Option<PathBuf>,
    /// The title of the window, as it was set last.
    title: String,
    /// The settings as they were applied to the context last.
    applied: Option<(ThemeChoice, f32)>,
    /// Whether a dialog was open when the last frame began.
    had_dialog: bool,
}

/// What comes back from a thread.
enum Answer {
    Picked { pick: Pick, path: Option<PathBuf>, was_shown: bool },
    Loaded { path: Option<PathBuf>, result: Box<Result<Loaded, LoadError>> },
    Reopened { path: PathBuf, figure: Box<Provenance> },
    Exported { request: Box<ExportRequest>, result: Result<(), ExportError> },
    Copied { name: String, copied: Result<Clip, ExportError> },
    Reviewed { order: ReviewOrder, result: Box<Result<Loaded, String>> },
}

/// What goes on the clipboard.
enum Clip {
    Picture(Pixels),
    Text(String),
}

impl Shell {
    pub(super) fn new(
        creation: &eframe::CreationContext<'_>,
        mut state: AppState,
        figure: Option<PathBuf>,
        renderer: String,
    ) -> Self {
        state.settings.export_folder =
            state.settings.export_folder.filter(|folder| folder.is_dir()).or_else(first_folder);
        let ctx = &creation.egui_ctx;
        theme::install(ctx);
        // Hanja that our own fonts lack are to be drawn as Korean readers know them.
        ctx.add_font_provider(Arc::new(SystemFontProvider::new().with_locale(Some("ko"))));
        let (ask, answers) = channel();
        let today = today();
        let state = state.with_today(today);
        let around = Surroundings { today, renderer };
        let mut shell = Self {
            state,
            around,
            answers,
            ask,
            awaited: 0,
            memory: memory::path(),
            title: String::new(),
            applied: None,
            had_dialog: false,
        };
        if let Some(figure) = figure {
            shell.act(ctx, Action::File(FileAction::Open(figure)));
        }
        shell
    }

    fn act(&mut self, ctx: &Context, action: Action) {
        for effect in apply(&mut self.state, action) {
            self.carry_out(ctx, effect);
        }
    }

    fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::OpenLink(url) => ctx.open_url(egui::OpenUrl::new_tab(url)),
            Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Effect::Load(path) => self.on_thread(ctx, move || {
                let path = std::path::absolute(&path).unwrap_or(path);
                if let Some(figure) = figure_in(&path) {
                    return Answer::Reopened { path, figure: Box::new(figure) };
                }
                Answer::Loaded { result: Box::new(load(&path)), path: Some(path) }
            }),
            Effect::LoadShipped => {
                self.on_thread(ctx, || Answer::Loaded { path: None, result: Box::new(load_shipped()) });
            }
            Effect::Export(request) => {
                self.state.session.notice = Some(Notice::done(format!("Writing {} …", request.path.display())));
                let file = self.state.file.clone();
                self.on_thread(ctx, move || {
                    let result = export(&file, &request);
                    Answer::Exported { request: Box::new(request), result }
                });
            }
            Effect::CopyFigure(request, part) => {
                let file = self.state.file.clone();
                self.on_thread(ctx, move || {
                    let copied = copied(&file, &request, part);
                    Answer::Copied { name: format!("the {} of the {}", part.name(), request.figure.name()), copied }
                });
            }
            Effect::Review(order) => self.on_thread(ctx, move || {
                let result = save_review(&order);
                Answer::Reviewed { order, result: Box::new(result) }
            }),
            Effect::Pick(pick) => self.on_thread(ctx, move || {
                let (path, was_shown) = timed_pick(&pick);
                Answer::Picked { pick, path, was_shown }
            }),
        }
    }

    /// Does something long without holding up the window.
    fn on_thread(&mut self, ctx: &Context, work: impl FnOnce() -> Answer + Send + 'static) {
        let (ask, ctx) = (self.ask.clone(), ctx.clone());
        self.awaited += 1;
        std::thread::spawn(move || {
            // Nobody listens any more where the window was closed meanwhile.
            if ask.send(work()).is_ok() {
                ctx.request_repaint();
            }
        });
    }

    fn receive(&mut self, ctx: &Context) {
        while let Ok(answer) = self.answers.try_recv() {
            self.awaited = self.awaited.saturating_sub(1);
            match answer {
                Answer::Picked { pick, path, was_shown } => self.picked(ctx, pick, path, was_shown),
                Answer::Loaded { path, result } => self.loaded(path, *result),
                Answer::Reopened { path, figure } => self.reopened(&path, &figure),
                Answer::Exported { request, result } => self.exported(&request, result),
                Answer::Copied { name, copied } => self.copied(ctx, &name, copied),
                Answer::Reviewed { order, result } => self.reviewed(order, *result),
            }
        }
    }

    fn picked(&mut self, ctx: &Context, pick: Pick, path: Option<PathBuf>, was_shown: bool) {
        match (pick, path) {
            (Pick::Dossier, Some(path)) => self.act(ctx, Action::File(FileAction::Open(path))),
            (Pick::Dossier, None) if !was_shown => self.state.session.dialog = Some(Dialog::OpenFile),
            (Pick::Figure(request), Some(path)) => {
                // The desktop's dialog has asked already whether the file may be replaced.
                let request = ExportRequest { path, may_replace: true, ..request };
                self.act(ctx, Action::Layout(LayoutAction::Open(Dialog::Export(Box::new(request)))));
            }
            (Pick::Figure(_), None) if !was_shown => {
                let text = "This desktop offers no dialog for files. Type the path of the file into the field.";
                self.state.session.notice = Some(Notice::trouble(text, Vec::new()));
            }
            (Pick::Dossier | Pick::Figure(_), None) => {}
        }
    }

    fn loaded(&mut self, path: Option<PathBuf>, result: Result<Loaded, LoadError>) {
        match result {
            Ok(loaded) => {
                if let Some(path) = &path {
                    self.state.settings.remember_file(path.clone());
                }
                self.state.session.notice = None;
                self.state.replace_file(loaded, path);
            }
            Err(error) => {
                let text = format!("{} could not be opened: {}.", error.path().display(), error.summary());
                self.state.session.notice = Some(Notice::trouble(text, Vec::new()));
                if !error.diagnostics().is_empty() {
                    self.state.session.refused = Some((error.path().to_owned(), error.diagnostics().to_vec()));
                    self.state.session.dialog = Some(Dialog::Diagnostics);
                }
            }
        }
    }

    /// Shows what a figure shows, on the dossier that it was drawn from, and says what has changed in that since.
    fn reopened(&mut self, path: &Path, figure: &Provenance) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if self.state.file.sha256 != figure.sha256 {
            match self.dossier_of(path, figure) {
                Some((loaded, dossier)) if loaded.sha256 == figure.sha256 => self.loaded(dossier, Ok(loaded)),
                _ if self.state.file.name() == figure.file => {}
                Some((loaded, dossier)) => self.loaded(dossier, Ok(loaded)),
                None => {
                    let text = format!(
                        "{name} was drawn from “{}” ({}), which was found neither beside it nor among the recent files. \
                         Open that dossier, then open the figure again.",
                        figure.dossier, figure.file
                    );
                    self.state.session.notice = Some(Notice::trouble(text, Vec::new()));
                    return;
                }
            }
        }
        self.state.restore_view(&figure.view);
        let differences = figure.differences(&self.state.file);
        self.state.session.notice = Some(if differences.is_empty() {
            Notice::done(format!("This is what {name} shows; nothing of it has changed since."))
        } else {
            let count = counted(differences.len(), "difference", "differences");
            let text = format!("This is the view of {name}. The dossier has changed since it was drawn: {count}.");
            Notice::trouble(text, differences)
        });
    }

    /// The dossier that a figure was drawn from, as it is now: beside the figure, among the recent files, or the shipped
    /// one.
    fn dossier_of(&self, path: &Path, figure: &Provenance) -> Option<(Loaded, Option<PathBuf>)> {
        let recent = self.state.settings.recent_files.iter();
        let recent = recent.filter(|file| file.file_name().is_some_and(|name| name.to_string_lossy() == figure.file));
        let files = std::iter::once(path.with_file_name(&figure.file)).chain(recent.cloned());
        let found: Vec<(Loaded, Option<PathBuf>)> = files
            .filter_map(|file| Some((load(&file).ok()?, Some(file))))
            .chain((figure.file == SHIPPED_NAME).then(|| Some((load_shipped().ok()?, None))).flatten())
            .collect();
        // The very file comes first, and then one of its name.
        let is_same = |(loaded, _): &(Loaded, Option<PathBuf>)| loaded.sha256 == figure.sha256;
        let place = found.iter().position(is_same).unwrap_or(0);
        found.into_iter().nth(place)
    }

    fn exported(&mut self, request: &ExportRequest, result: Result<(), ExportError>) {
        self.state.session.notice = Some(match result {
            Ok(()) => {
                self.state.session.dialog = None;
                self.state.settings.export_folder = request.path.parent().map(std::path::Path::to_owned);
                Notice::done(format!("The {} is in {}.", request.figure.name(), request.path.display()))
            }
            Err(error) => Notice::trouble(error.to_string(), Vec::new()),
        });
    }

    fn copied(&mut self, ctx: &Context, name: &str, copied: Result<Clip, ExportError>) {
        self.state.session.notice = Some(match copied {
            Ok(clip) => {
                match clip {
                    Clip::Text(text) => ctx.copy_text(text),
                    Clip::Picture(Pixels { width, height, rgba }) => {
                        let size = [width as usize, height as usize];
                        ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied(size, &rgba));
                    }
                }
                Notice::done(format!("Copied {name}."))
            }
            Err(error) => Notice::trouble(error.to_string(), Vec::new()),
        });
    }

    fn reviewed(&mut self, order: ReviewOrder, result: Result<Loaded, String>) {
        match result {
            // Another dossier may have been opened meanwhile; then there is nothing to show again.
            Ok(loaded) if self.state.file.path == order.from => {
                self.state.session.dialog = None;
                let is_copy = order.from.is_none();
                let text = if is_copy { "The copy with your review is open: " } else { "Your review is in " };
                self.state.session.notice = Some(Notice::done(format!("{text}{}.", order.to.display())));
                if is_copy {
                    self.state.settings.remember_file(order.to.clone());
                }
                self.state.refresh_file(loaded, Some(order.to));
            }
            Ok(_) => {}
            Err(error) => self.state.session.notice = Some(Notice::trouble(error, Vec::new())),
        }
    }

    /// Files that were dropped on the window; the first is opened.
    fn take_dropped(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            self.act(ctx, Action::File(FileAction::Open(path)));
        }
    }

    fn apply_settings(&mut self, ctx: &Context) {
        let Settings { theme, text_scale, .. } = self.state.settings;
        if self.applied == Some((theme, text_scale)) {
            return;
        }
        self.applied = Some((theme, text_scale));
        ctx.set_theme(match theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        ctx.set_zoom_factor(text_scale);
    }

    /// Notes the size of the window, to open it like that the next time.
    fn note_place(&mut self, ctx: &Context) {
        let size = ctx.content_rect().size() * ctx.zoom_factor();
        let is_maximised = ctx.input(|input| input.viewport().maximized.unwrap_or(false));
        let size = match self.state.settings.window {
            // What it was before it filled the screen is what it goes back to.
            Some(before) if is_maximised => egui::vec2(before.width, before.height),
            Some(_) | None => size,
        };
        self.state.settings.window = Some(WindowPlace { width: size.x, height: size.y, is_maximised });
    }

    fn set_title(&mut self, ctx: &Context) {
        let title = format!("{} – Attaché", self.state.dossier().title());
        if self.title != title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for Shell {
    fn raw_input_hook(&mut self, _ctx: &Context, raw_input: &mut egui::RawInput) {
        let is_open = self.state.session.dialog.is_some();
        if !std::mem::replace(&mut self.had_dialog, is_open) && is_open {
            // A tooltip stays while the pointer rests on what it belongs to, over a dialog too. The pointer is back with
            // its next movement or click.
            raw_input.events.push(egui::Event::PointerGone);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.receive(&ctx);
        self.apply_settings(&ctx);
        self.take_dropped(&ctx);
        self.note_place(&ctx);
        self.set_title(&ctx);
        let mut actions = Vec::new();
        window_ui(ui, &self.state, &self.around, &mut actions);
        // What a view asked for once was done by drawing it.
        self.state.session.wants_search_focus = false;
        self.state.session.wants_scroll_to_selected = false;
        let has_changed = !actions.is_empty();
        for action in actions {
            self.act(&ctx, action);
        }
        if has_changed || self.state.session.dialog.is_some() != self.had_dialog {
            ctx.request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        let Some(path) = &self.memory else { return };
        let memory = Memory {
            settings: self.state.settings.clone(),
            file: self.state.file.path.clone(),
            view: self.state.view.clone(),
        };
        // The window is gone: there is nobody to tell, and nothing of the dossier can be lost.
        let _ = memory::write(path, &memory);
    }
}

/// Whether a file may be a figure, by its name.
pub(super) fn is_figure(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["png", "svg"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// What a file was drawn from, where it is a figure.
fn figure_in(path: &Path) -> Option<Provenance> {
    let bytes = is_figure(path).then(|| std::fs::read(path).ok())??;
    Provenance::read(&bytes)
}

/// A part of a figure, ready for the clipboard.
fn copied(file: &OpenFile, request: &ExportRequest, part: FigurePart) -> Result<Clip, ExportError> {
    Ok(match part {
        FigurePart::Picture => Clip::Picture(picture(file, request)?),
        FigurePart::Data => Clip::Text(String::from_utf8_lossy(&figure(file, request)?).into_owned()),
        FigurePart::Citations => Clip::Text(citations(file, request)),
        FigurePart::AltText => Clip::Text(description(file, request)),
    })
}

/// Writes a dossier file with its reviews changed: whole or not at all, and read back from what is in it now.
fn save_review(order: &ReviewOrder) -> Result<Loaded, String> {
    let not_saved = |error: &dyn std::fmt::Display| format!("The review was not saved: {error}");
    let (bytes, loaded) =
        load_reviewed(order.from.as_deref(), &order.change).map_err(|error| not_saved(&error.summary()))?;
    let is_same = order.from.as_ref() == Some(&order.to);
    let overwrite = if is_same { Overwrite::Allowed } else { Overwrite::Refused };
    write_whole(&order.to, &bytes, overwrite).map_err(|error| not_saved(&error))?;
    Ok(loaded)
}

/// Asks the desktop for a file, and tells whether it can have shown a dialog: one that answers at once has shown none.
#[expect(clippy::disallowed_types, reason = "how long a dialog stood open reaches no file")]
fn timed_pick(pick: &Pick) -> (Option<PathBuf>, bool) {
    let asked = std::time::Instant::now();
    let path = pick_file(pick);
    (path, asked.elapsed() > SHOWN_DIALOG)
}

/// Asks for a file with the desktop's own dialog; `None` where there is none, or nothing was chosen.
fn pick_file(pick: &Pick) -> Option<PathBuf> {
    match pick {
        Pick::Dossier => rfd::FileDialog::new()
            .set_title("Open a dossier")
            .add_filter(format!("Dossiers (*{EXTENSION})"), &["json"])
            .pick_file(),
        Pick::Figure(request) => {
            let dialog = rfd::FileDialog::new().set_title(format!("Export the {}", request.figure.name()));
            let extension = request.format.extension();
            let name = request.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            dialog.add_filter(extension.to_uppercase(), &[extension]).set_file_name(name).save_file()
        }
    }
}

/// Where a figure goes that nobody said a folder for.
fn first_folder() -> Option<PathBuf> {
    let folders = directories::UserDirs::new()?;
    Some(folders.document_dir().filter(|folder| folder.is_dir()).unwrap_or(folders.home_dir()).to_owned())
}

/// Today in the time zone of the machine.
fn today() -> Option<Day> {
    let date = jiff::ZonedDateTime::now().date();
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Some(Day::from_civil(i64::from(date.year()), month, day))
}
