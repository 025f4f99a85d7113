//! The window itself: it draws the state, carries out what was done, and everything that reaches outside.

mod answers;
mod charts;
mod opening;
mod outside;
mod reload;
mod remember;
mod saving;
mod search;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::Context;

use self::answers::Answer;
pub(super) use self::charts::is_figure;
use self::charts::{Underway, copied};
use self::opening::Underway as OpeningUnderway;
pub(super) use self::opening::{FirstFile, nothing_yet};
pub(super) use self::outside::today;
use self::outside::{first_folder, new_window, show_folder, timed_pick};
use self::reload::Watched;
use self::remember::Remembered;
use self::saving::Saving;
use super::crash::{self, CrashContext};
use super::prewarm::{DrawingContext, fit_atlas, set_theme};
use super::saved_session;
use super::saved_session::SavedSession;
use super::system_fonts::SystemFonts;
use crate::app::{Action, AppState, Effect, FileAction, Settings, ThemeChoice, WindowPlace, apply};
use crate::load::plain;
use crate::window::{Surroundings, window_ui};
use search::Searches;

/// The program in a window.
pub(super) struct Shell {
    state: AppState,
    around: Surroundings,
    answers: Receiver<Answer>,
    ask: Sender<Answer>,
    memory: Option<PathBuf>,
    /// The title of the window, as it was set last.
    title: String,
    /// The settings as they were applied to the context last.
    applied: Option<(ThemeChoice, f32)>,
    /// Whether a dialog was open when the last frame began.
    had_dialog: bool,
    /// Whether a frame was drawn.
    has_drawn: bool,
    /// Whether the window was compared with the screen.
    was_fitted: bool,
    watched: Watched,
    underway: Underway,
    /// Searches through very many facts.
    searches: Searches,
    remembered: Remembered,
    saving: Saving,
    /// The report of a crash that is offered.
    report: Option<PathBuf>,
    crash_context: CrashContext,
    opening: Option<OpeningUnderway>,
    /// The fonts of the system, until they are looked for.
    fonts: Option<SystemFonts>,
}

/// What a window opens when it is there.
#[derive(Clone)]
pub(super) enum First {
    /// Nothing: its state shows it already.
    Ready,
    /// A figure, which says what it shows.
    Figure(PathBuf),
    /// A file that takes a while.
    File(Box<FirstFile>),
}

/// What the shell is given when the window opens.
pub(super) struct Start {
    /// What is shown first.
    pub(super) state: AppState,
    /// What is opened then.
    pub(super) first: First,
    /// What draws the window.
    pub(super) renderer: String,
    /// What was remembered when the program began.
    pub(super) memory: SavedSession,
    /// Where the log is.
    pub(super) log: Option<PathBuf>,
    /// Who tells in a report what was done.
    pub(super) crash_context: CrashContext,
}

impl Shell {
    pub(super) fn new(drawing: DrawingContext, start: Start) -> Self {
        let Start { mut state, first, renderer, memory, log, crash_context } = start;
        state.settings.export_folder =
            state.settings.export_folder.filter(|folder| folder.is_dir()).or_else(first_folder);
        let DrawingContext { ctx, fonts } = drawing;
        let (ask, answers) = channel();
        let report = crash::latest();
        state.session.crash_report = report.as_ref().map(|(_, text)| text.clone());
        crash_context.note_renderer(&renderer);
        log::info!("Attaché {} begins, drawn by {renderer}", env!("CARGO_PKG_VERSION"));
        let around = Surroundings { log, ..Surroundings::new(state.session.today, renderer) };
        let mut shell = Self {
            state,
            around,
            answers,
            ask,
            memory: saved_session::path(),
            title: String::new(),
            applied: None,
            had_dialog: false,
            has_drawn: false,
            was_fitted: false,
            watched: Watched::default(),
            underway: Underway::default(),
            searches: Searches::default(),
            remembered: Remembered::of(memory),
            saving: Saving::default(),
            report: report.map(|(path, _)| path),
            crash_context,
            opening: None,
            fonts: Some(fonts),
        };
        shell.apply_settings(&ctx);
        match first {
            First::Ready => {}
            First::Figure(figure) => shell.open(&ctx, figure),
            First::File(file) => shell.open_first(&ctx, *file),
        }
        shell
    }

    fn act(&mut self, ctx: &Context, action: Action) {
        if !matches!(action, Action::SetCursor(_)) {
            self.crash_context.note_action(action.name());
        }
        panic_for_test(&action);
        for effect in apply(&mut self.state, action) {
            self.carry_out(ctx, effect);
        }
    }

    fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::Copy(text) => ctx.copy_text(text),
            Effect::OpenLink(url) => ctx.open_url(egui::OpenUrl::new_tab(url)),
            Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Effect::ShowLog => {
                if let Some(folder) = self.around.log.as_deref().and_then(Path::parent) {
                    show_folder(folder);
                }
            }
            Effect::ShowFolder(folder) => show_folder(&folder),
            Effect::KeepReport => self.report.take().iter().for_each(|path| crash::keep(path)),
            Effect::DeleteReport => self.report.take().iter().for_each(|path| crash::delete(path)),
            Effect::Load(path) => self.open(ctx, path),
            Effect::LoadShipped => self.open_shipped(ctx),
            Effect::CancelLoad => self.cancel_opening(),
            Effect::NewWindow(path) => self.on_thread(ctx, move || Answer::NewWindow(new_window(&path).err())),
            Effect::Export(request) => self.export(ctx, request),
            Effect::CancelExport => self.cancel_export(),
            Effect::CopyChart(request, part) => {
                let file = self.state.file.clone();
                self.on_thread(ctx, move || {
                    let copied = copied(&file, &request, part);
                    Answer::Copied { name: format!("the {} of the {}", part.name(), request.figure.name()), copied }
                });
            }
            Effect::Find(order) => self.find(ctx, order),
            Effect::Review(order) => self.save(ctx, order),
            Effect::Pick(pick) => self.on_thread(ctx, move || {
                let (path, was_shown) = timed_pick(&pick);
                Answer::Picked { pick, path, was_shown }
            }),
        }
    }

    /// Does something long without holding up the window.
    fn on_thread(&self, ctx: &Context, work: impl FnOnce() -> Answer + Send + 'static) {
        std::thread::spawn(self.answering(ctx, work));
    }

    /// Something long, to be done elsewhere: its answer comes back to the window.
    fn answering(
        &self,
        ctx: &Context,
        work: impl FnOnce() -> Answer + Send + 'static,
    ) -> impl FnOnce() + Send + 'static {
        let (ask, ctx) = (self.ask.clone(), ctx.clone());
        move || {
            // What stops by itself is told by the hook that watches over all threads.
            let answer = catch_unwind(AssertUnwindSafe(work)).unwrap_or(Answer::Stopped);
            // Nobody listens any more where the window was closed meanwhile.
            if ask.send(answer).is_ok() {
                ctx.request_repaint();
            }
        }
    }

    /// Files that were dropped on the window: the first is opened here, the others in windows of their own.
    fn take_dropped(&mut self, ctx: &Context) {
        let dropped = ctx
            .input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect::<Vec<PathBuf>>());
        for (place, path) in dropped.into_iter().enumerate() {
            let action = if place == 0 { FileAction::Open(path) } else { FileAction::OpenInNewWindow(path) };
            self.act(ctx, Action::File(action));
        }
    }

    fn apply_settings(&mut self, ctx: &Context) {
        let Settings { theme, text_scale, .. } = self.state.settings;
        if self.applied == Some((theme, text_scale)) {
            return;
        }
        self.applied = Some((theme, text_scale));
        set_theme(ctx, theme);
        ctx.set_zoom_factor(text_scale);
        // The window is cleared before anything is drawn in it: where that was with the ground of another theme, the next
        // frame is right.
        ctx.request_repaint();
    }

    /// Audits the open dossier by the options of now, where it was audited by others.
    fn keep_audit(&mut self, ctx: &Context) {
        if let Some(options) = self.state.take_due_audit() {
            let file = self.state.file.clone();
            self.on_thread(ctx, move || Answer::Audited(Box::new(file.audited(options))));
        }
    }

    /// Fills a small screen: a window of its size would hang out at the bottom, since its frame needs room too.
    fn fit_to_screen(&mut self, ctx: &Context) {
        const FRAME: f32 = 40.0;
        let screen = ctx.input(|input| input.viewport().monitor_size);
        let Some(screen) = screen.filter(|screen| !self.was_fitted && screen.y > 0.0) else { return };
        self.was_fitted = true;
        let size = ctx.content_rect().size() * ctx.zoom_factor();
        if size.x > screen.x || size.y > screen.y - FRAME {
            ctx.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
        }
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
        const MOST_CHARS: usize = 120;
        // What takes the title is not ours, and need not bear whatever a file may hold.
        let title: String = plain(self.state.dossier().title()).chars().take(MOST_CHARS).collect();
        let title = format!("{title} – Attaché");
        if self.title != title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for Shell {
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn raw_input_hook(&mut self, ctx: &Context, raw_input: &mut egui::RawInput) {
        fit_atlas(ctx, raw_input);
        let is_open = self.state.session.dialog.is_some();
        if !std::mem::replace(&mut self.had_dialog, is_open) && is_open {
            // A tooltip stays while the pointer rests on what it belongs to, over a dialog too. The pointer is back with
            // its next movement or click.
            raw_input.events.push(egui::Event::PointerGone);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        // Not before the first frame is painted: a small machine has its hands full with that.
        if std::mem::replace(&mut self.has_drawn, true)
            && let Some(fonts) = self.fonts.take()
        {
            fonts.look();
        }
        let unfinished = self.unfinished();
        self.receive(&ctx);
        self.take_dropped(&ctx);
        self.watch_file(&ctx);
        self.watch_opening(&ctx);
        self.watch_closing(&ctx, &unfinished);
        self.fit_to_screen(&ctx);
        self.note_place(&ctx);
        self.set_title(&ctx);
        let mut actions = Vec::new();
        window_ui(ui, &self.state, &self.around, &mut actions);
        // What a view asked for once was done by drawing it.
        self.state.session.drawn();
        self.state.session.now_secs = ctx.input(|input| input.time);
        let has_changed = !actions.is_empty();
        for action in actions {
            self.act(&ctx, action);
        }
        self.apply_settings(&ctx);
        self.keep_audit(&ctx);
        self.keep_preview(&ctx);
        self.remember(&ctx);
        if has_changed || self.state.session.dialog.is_some() != self.had_dialog {
            ctx.request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.finish_saving();
        self.remember_at_end();
        log::info!("ends");
    }
}

/// Stops where a test asks for it, instead of ending: nothing else would do so at a chosen moment.
fn panic_for_test(action: &Action) {
    if cfg!(debug_assertions)
        && *action == Action::File(FileAction::Quit)
        && std::env::var_os("ATTACHE_PANIC").is_some()
    {
        panic!("a test asked for it");
    }
}
