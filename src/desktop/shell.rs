//! The window itself: it draws the state, hands on what was done and what has happened, and has the effects carried out.

mod charts;
mod editing;
mod importing;
mod opening;
mod outside;
mod preview;
mod recovery;
mod reload;
mod remember;
mod saving;
mod search;
mod tasks;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use egui::Context;

pub use self::charts::Clip;
pub(super) use self::charts::is_figure;
pub(super) use self::opening::nothing_yet;
pub(super) use self::outside::today;
use self::outside::{first_folder, show_folder};
use self::remember::Remembered;
pub use self::tasks::{Report, Tasks};
use super::crash::{self, CrashContext};
use super::prewarm::{DrawingContext, fit_atlas, set_theme};
use super::saved_session;
use super::saved_session::SavedSession;
use super::system_fonts::SystemFonts;
use crate::app::{
    Action, AppState, Effect, Event, ExportRequest, FileAction, Input, Model, Settings, Started, ThemeChoice, View,
    WindowPlace,
};
use crate::export::fact_text;
use crate::load::{LoadError, plain};
use crate::window::{Surroundings, window_ui};

/// The program in a window.
pub(super) struct Shell {
    state: Model,
    around: Surroundings,
    tasks: Tasks,
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
    /// The order whose preview is being drawn.
    previewing: Option<ExportRequest>,
    remembered: Remembered,
    /// The report of a crash that is offered.
    report: Option<PathBuf>,
    crash_context: CrashContext,
    /// The number of the opening of the file that the window was started with, and who is told why it could not be opened.
    first: Option<(u64, Arc<OnceLock<Arc<LoadError>>>)>,
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

/// The file that the window was started with, where it is so large that the window opens before it.
#[derive(Clone)]
pub(super) struct FirstFile {
    /// The file.
    pub(super) path: PathBuf,
    /// How it was looked at before.
    pub(super) view: View,
    /// Told why it could not be opened.
    pub(super) refused: Arc<OnceLock<Arc<LoadError>>>,
}

/// How often the bar of a file on its way is drawn anew; where the processor draws the window, that is taken from the opening.
const REDRAWN_EVERY: Duration = Duration::from_millis(200);

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
        let Start { state, first, renderer, memory, log, crash_context } = start;
        let DrawingContext { ctx, fonts } = drawing;
        let report = crash::latest();
        crash_context.note_renderer(&renderer);
        log::info!("Attaché {} begins, drawn by {renderer}", env!("CARGO_PKG_VERSION"));
        let around = Surroundings { log, ..Surroundings::new(state.session.today, renderer) };
        let export_folder = state.settings.export_folder.clone().filter(|folder| folder.is_dir()).or_else(first_folder);
        let waker = ctx.clone();
        let mut shell = Self {
            state: Model::new(state),
            around,
            tasks: Tasks::new(move || waker.request_repaint()),
            memory: saved_session::path(),
            title: String::new(),
            applied: None,
            had_dialog: false,
            has_drawn: false,
            was_fitted: false,
            previewing: None,
            remembered: Remembered::of(memory),
            report: report.as_ref().map(|(path, _)| path.clone()),
            crash_context,
            first: None,
            fonts: Some(fonts),
        };
        if let Some(folder) = shell.memory.as_deref().and_then(Path::parent) {
            shell.tasks.keep_unsaved_in(folder.to_owned());
        }
        shell.apply_settings(&ctx);
        let (first, refused) = match first {
            First::Ready => (None, None),
            First::Figure(figure) => (Some((figure, None)), None),
            First::File(file) => (Some((file.path, Some(file.view))), Some(file.refused)),
        };
        let crash_report = report.map(|(_, text)| text);
        let started = Started { export_folder, crash_report, first };
        for effect in shell.state.apply(Event::Started(Box::new(started))) {
            if let (Effect::Load(order), Some(refused)) = (&effect, &refused) {
                shell.first = Some((order.number, Arc::clone(refused)));
            }
            shell.carry_out(&ctx, effect);
        }
        shell
    }

    /// Carries out what was done.
    fn act(&mut self, ctx: &Context, action: Action) {
        if !matches!(action, Action::SetCursor(_)) {
            self.crash_context.note_action(action.name());
        }
        panic_for_test(&action);
        self.apply(ctx, action.into());
    }

    /// Takes in what has happened.
    fn take_in(&mut self, ctx: &Context, event: Event) {
        if let Event::Opened { opening, result: Err(error) } = &event
            && let Some((_, refused)) = self.first.take_if(|(number, _)| number == opening)
        {
            let _first_of_all = refused.set(Arc::clone(error));
        }
        self.apply(ctx, event.into());
    }

    fn apply(&mut self, ctx: &Context, input: Input) {
        for effect in self.state.apply(input) {
            self.carry_out(ctx, effect);
        }
    }

    fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        match self.tasks.run(&self.state, effect) {
            None => {}
            Some(Effect::Copy(text)) => ctx.copy_text(text),
            Some(Effect::CopyFacts(facts)) => {
                let texts: Vec<String> = facts.iter().map(|fact| fact_text(self.state.dossier(), *fact)).collect();
                ctx.copy_text(texts.join("\n"));
            }
            Some(Effect::OpenLink(url)) => ctx.open_url(egui::OpenUrl::new_tab(url)),
            Some(Effect::Quit) => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Some(Effect::ShowLog) => {
                if let Some(folder) = self.around.log.as_deref().and_then(Path::parent) {
                    show_folder(folder);
                }
            }
            Some(Effect::KeepReport) => self.report.take().iter().for_each(|path| crash::keep(path)),
            Some(Effect::DeleteReport) => self.report.take().iter().for_each(|path| crash::delete(path)),
            Some(other) => log::error!("nobody carries out {other:?}"),
        }
    }

    /// Takes in all that has come back from threads.
    fn receive(&mut self, ctx: &Context) {
        if let Some(event) = self.tasks.advance() {
            self.take_in(ctx, event);
            ctx.request_repaint_after(REDRAWN_EVERY);
        }
        while let Some(report) = self.tasks.receive(&self.state) {
            match report {
                Report::Event(event) => self.take_in(ctx, event),
                Report::Clip { name, clip } => self.copy(ctx, name, clip),
                Report::Preview { request, sha256, is_true_size, clip } => {
                    self.previewed(ctx, (*request, sha256, is_true_size), clip);
                }
            }
        }
        self.tasks.watch_file(&self.state, ctx.input(|input| input.focused));
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

    /// The size of the window, to open it like that the next time.
    fn place(&self, ctx: &Context) -> WindowPlace {
        let size = ctx.content_rect().size() * ctx.zoom_factor();
        let is_maximised = ctx.input(|input| input.viewport().maximized.unwrap_or(false));
        let size = match self.state.settings.window {
            // What it was before it filled the screen is what it goes back to.
            Some(before) if is_maximised => egui::vec2(before.width, before.height),
            Some(_) | None => size,
        };
        WindowPlace { width: size.x, height: size.y, is_maximised }
    }

    fn set_title(&mut self, ctx: &Context) {
        const MOST_CHARS: usize = 120;
        // What takes the title is not ours, and need not bear whatever a file may hold.
        let title: String = plain(self.state.dossier().title()).chars().take(MOST_CHARS).collect();
        let mark = if self.state.is_unsaved() { "• " } else { "" };
        let title = format!("{mark}{title} – Attaché");
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
        let unfinished = self.tasks.unfinished();
        self.receive(&ctx);
        self.take_dropped(&ctx);
        self.watch_closing(&ctx, unfinished);
        self.fit_to_screen(&ctx);
        self.set_title(&ctx);
        let mut actions = Vec::new();
        window_ui(ui, &self.state, &self.around, &mut actions);
        let now_secs = ctx.input(|input| input.time);
        let drawn = Event::Drawn { now_secs, clock: outside::clock(), window: self.place(&ctx) };
        self.take_in(&ctx, drawn);
        let has_changed = !actions.is_empty();
        for action in actions {
            self.act(&ctx, action);
        }
        self.apply_settings(&ctx);
        self.keep_preview(&ctx);
        self.remember(&ctx);
        self.tasks.keep_unsaved(&self.state);
        if has_changed || self.state.session.dialog.is_some() != self.had_dialog {
            ctx.request_repaint();
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.tasks.finish_saving();
        self.tasks.keep_unsaved(&self.state);
        self.tasks.finish_keeping();
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
