//! Starting the window, with whatever can draw it.

use std::fmt;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::NativeOptions;

use super::abort_report::{self, StderrFile};
use super::crash::{self, CrashContext};
use super::log_file;
use super::prewarm::{self, DrawingContext};
use super::saved_session::{self, SavedSession};
use super::shell::{First, Shell, Start, is_figure};
use super::startup::{FirstState, Startup};
use crate::app::{Notice, Settings};
use crate::export::{self, Pixels};
use crate::load::LoadError;

/// What can draw the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// OpenGL.
    Glow,
    /// Vulkan, Metal or Direct3D.
    Wgpu,
}

/// Why there is no window.
#[derive(Debug)]
pub enum RunError {
    /// The dossier could not be opened; where there was a window, it said so, and another dossier stood in it.
    Load(Arc<LoadError>),
    /// Nothing could draw a window; what each renderer said.
    Window(Vec<(Renderer, String)>),
}

/// Makes of the program what the window is to run.
pub type Around<'a> = &'a dyn Fn(Box<dyn eframe::App>) -> Box<dyn eframe::App>;

/// The class of the window, by which desktops find its icon and entry.
const APP_ID: &str = "attache";
/// The least size of the window, in points without any scale.
const LEAST_SIZE: egui::Vec2 = egui::vec2(420.0, 320.0);

/// Opens a dossier, or the one that was open last, or the shipped one, in a window, and stays until it is closed.
///
/// Without a wish, OpenGL is tried first: where there is no graphics card, it is much the faster. Where another one
/// than the first draws it, `warn` is told, and so is whoever reads the window.
///
/// A file that cannot be opened is no reason not to open the window: whoever clicked on it would see nothing at all.
///
/// # Errors
///
/// [`RunError`] where the file that was asked for could not be opened, or where nothing can draw a window.
pub fn run(file: Option<PathBuf>, renderer: Option<Renderer>, warn: &dyn Fn(&str)) -> Result<(), RunError> {
    run_within(file, renderer, warn, &|program| program)
}

/// As [`run`], with the program inside of what `around` makes of it: who measures the window sees each frame there.
///
/// # Errors
///
/// As [`run`].
pub fn run_within(
    file: Option<PathBuf>,
    renderer: Option<Renderer>,
    warn: &dyn Fn(&str),
    around: Around<'_>,
) -> Result<(), RunError> {
    abort_report::report_aborts();
    let (memory, mut memory_notice) =
        saved_session::path().map_or_else(Default::default, |path| saved_session::read(&path));
    let trusted = memory.clone().after_crashes(crash::unseen());
    if trusted != memory {
        let text = "Attaché has stopped by itself several times, and begins without what was open the last time.";
        memory_notice.get_or_insert_with(|| text.to_owned());
    }
    let crash_context = CrashContext::default();
    crash::install_panic_hook(&crash_context);
    let log = log_file::start();
    let stderr = StderrFile::start();
    // A figure is opened by the window, which shows what it shows.
    let (figure, file) = if file.as_deref().is_some_and(is_figure) { (file, None) } else { (None, file) };
    let settings = trusted.settings.clone();
    let startup = Startup::start(file, trusted, memory_notice);
    let opening = Opening { startup, figure, settings, memory, log, crash_context, stderr, warn, around };
    let order = match renderer {
        Some(Renderer::Wgpu) => vec![Renderer::Wgpu],
        Some(Renderer::Glow) => vec![Renderer::Glow],
        None => vec![Renderer::Glow, Renderer::Wgpu],
    };
    let mut failures = Vec::new();
    for renderer in order {
        let result = opening.window(renderer, &failures);
        let FirstState { refused, large, .. } = opening.startup.wait().map_err(RunError::Load)?;
        match result {
            Ok(()) => {
                let later = large.as_ref().and_then(|large| large.refused.get());
                return refused.as_ref().or(later).map_or(Ok(()), |error| Err(RunError::Load(Arc::clone(error))));
            }
            Err(error) => {
                let has_display = !matches!(error, eframe::Error::WinitEventLoop(_));
                failures.push((renderer, error.to_string()));
                if !has_display {
                    break;
                }
            }
        }
    }
    let refused = opening.startup.wait().map_err(RunError::Load)?.refused.clone();
    Err(refused.map_or(RunError::Window(failures), RunError::Load))
}

/// A window that is to be opened, with one renderer or another.
struct Opening<'a> {
    startup: Arc<Startup>,
    /// A figure, which says itself what it shows.
    figure: Option<PathBuf>,
    /// The settings that the window begins with.
    settings: Settings,
    memory: SavedSession,
    log: Option<PathBuf>,
    crash_context: CrashContext,
    /// Where standard error leads to, unless it is read.
    stderr: Option<StderrFile>,
    warn: &'a dyn Fn(&str),
    around: Around<'a>,
}

impl Opening<'_> {
    /// Opens the window and stays until it is closed; other renderers have failed before.
    fn window(&self, renderer: Renderer, failures: &[(Renderer, String)]) -> eframe::Result<()> {
        let viewport = egui::ViewportBuilder::default()
            .with_app_id(APP_ID)
            .with_icon(icon())
            .with_title("Attaché")
            .with_inner_size(prewarm::window_size(&self.settings))
            .with_min_inner_size(LEAST_SIZE / self.settings.text_scale)
            .with_maximized(self.settings.window.is_some_and(|place| place.is_maximised))
            .with_drag_and_drop(true);
        let options = NativeOptions {
            viewport,
            renderer: match renderer {
                Renderer::Glow => eframe::Renderer::Glow,
                Renderer::Wgpu => eframe::Renderer::Wgpu,
            },
            // The fonts of the system stand behind ours, and are chosen by the shell.
            system_font_fallback: false,
            ..NativeOptions::default()
        };
        // What is left of a context whose window failed is not relied on.
        let is_first = failures.is_empty();
        let drawing = if is_first { self.startup.drawing() } else { DrawingContext::new(&self.settings) };
        let ctx = drawing.ctx.clone();
        let create: eframe::AppCreator<'_> = Box::new(move |_| {
            let start = self.start(renderer, failures)?;
            if is_first {
                self.startup.prewarm();
            }
            if !failures.is_empty() {
                let warn = || (self.warn)(&format!("drawn by {}", start.renderer));
                match &self.stderr {
                    Some(stderr) => stderr.outside(warn),
                    None => warn(),
                }
            }
            Ok((self.around)(Box::new(Shell::new(drawing, start))))
        });
        eframe::run_native_ext(APP_ID, options, Some(ctx), create)
    }

    /// What the shell begins with.
    fn start(&self, renderer: Renderer, failures: &[(Renderer, String)]) -> Result<Start, Arc<LoadError>> {
        let FirstState { state, large, .. } = self.startup.wait()?;
        let mut state = state.clone();
        let mut description = renderer.name().to_owned();
        for (failed, error) in failures {
            let _ = write!(description, "; {} did not start: {error}", failed.name());
            let text =
                format!("{} did not start, so {} draws the window; it may be slower.", failed.name(), renderer.name());
            state.session.notice.get_or_insert(Notice::trouble(text, vec![error.clone()]));
        }
        let first = match (&self.figure, large) {
            (Some(figure), _) => First::Figure(figure.clone()),
            (None, Some(large)) => First::File(Box::new(large.clone())),
            (None, None) => First::Ready,
        };
        Ok(Start {
            state,
            first,
            renderer: description,
            memory: self.memory.clone(),
            log: self.log.clone(),
            crash_context: self.crash_context.clone(),
        })
    }
}

/// The icon of the window; nothing where it could not be drawn, since a window without it is still a window.
fn icon() -> egui::IconData {
    const ICON: &str = include_str!("../../assets/desktop/icons/attache.svg");
    const SIDE_PIXELS: u32 = 128;
    export::icon(ICON, SIDE_PIXELS)
        .map(|Pixels { width, height, rgba }| egui::IconData { rgba, width, height })
        .unwrap_or_default()
}

impl Renderer {
    /// Its name, for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Glow => "OpenGL (glow)",
            Self::Wgpu => "wgpu",
        }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Load(error) => error.fmt(f),
            Self::Window(failures) => {
                f.write_str("no window could be opened")?;
                for (renderer, error) in failures {
                    write!(f, "\n  {}: {error}", renderer.name())?;
                }
                f.write_str(
                    "\nIs there a display, and something that draws on it? On Debian, libegl1 and libgl1-mesa-dri draw without a \
                     graphics card. Without a display, `attache facts`, `attache export` and the other commands still work; see \
                     `attache --help`.",
                )
            }
        }
    }
}

impl std::error::Error for RunError {}
