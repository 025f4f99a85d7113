//! Starting the window, with whatever can draw it.

use std::cell::OnceCell;
use std::fmt;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use eframe::NativeOptions;

use super::crash::{self, Witness};
use super::journal;
use super::memory::{self, Memory};
use super::shell::{First, FirstFile, Shell, Start, is_figure, nothing_yet};
use crate::app::{AppState, Notice, View};
use crate::export::{self, Pixels};
use crate::load::{LoadError, Loaded, load, load_input, load_shipped};

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
    Load(LoadError),
    /// Nothing could draw a window; what each renderer said.
    Window(Vec<(Renderer, String)>),
}

/// The class of the window, by which desktops find its icon and entry.
const APP_ID: &str = "attache";
/// What is given in the place of a file for standard input.
const INPUT: &str = "-";
const FIRST_SIZE: [f32; 2] = [1360.0, 860.0];
const LEAST_SIZE: [f32; 2] = [420.0, 320.0];

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
    let (memory, mut memory_notice) = memory::path().map_or_else(Default::default, |path| memory::read(&path));
    let trusted = memory.clone().after_crashes(crash::unseen());
    if trusted != memory {
        let text = "Attaché has stopped by itself several times, and begins without what was open the last time.";
        memory_notice.get_or_insert_with(|| text.to_owned());
    }
    let witness = Witness::default();
    crash::watch(&witness);
    let log = journal::start();
    // A figure is opened by the window, which shows what it shows.
    let (figure, file) = if file.as_deref().is_some_and(is_figure) { (file, None) } else { (None, file) };
    let FirstState { state, refused, large } = first_state(file, trusted, memory_notice)?;
    let first = match (figure, &large) {
        (Some(figure), _) => First::Figure(figure),
        (None, Some(large)) => First::File(Box::new(large.clone())),
        (None, None) => First::Ready,
    };
    let order = match renderer {
        Some(Renderer::Wgpu) => vec![Renderer::Wgpu],
        Some(Renderer::Glow) => vec![Renderer::Glow],
        None => vec![Renderer::Glow, Renderer::Wgpu],
    };
    let mut failures = Vec::new();
    for renderer in order {
        let start = Start {
            state: state.clone(),
            first: first.clone(),
            renderer: String::new(),
            memory: memory.clone(),
            log: log.clone(),
            witness: witness.clone(),
        };
        match open_window(start, renderer, &failures, warn) {
            Ok(()) => {
                drop(first);
                // Nobody else holds it now that the window is closed.
                let later = large.and_then(|large| Rc::into_inner(large.refused)).and_then(OnceCell::into_inner);
                return refused.or(later).map_or(Ok(()), |error| Err(RunError::Load(error)));
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
    Err(refused.map_or(RunError::Window(failures), RunError::Load))
}

/// A file of at least this size is opened by the window, which shows how far that is; in bytes.
const LARGE: u64 = 4_000_000;

/// What the window shows first.
struct FirstState {
    state: AppState,
    /// Why it is not what was asked for.
    refused: Option<LoadError>,
    /// What was asked for, where it takes a while.
    large: Option<FirstFile>,
}

/// What the window shows first, and why it is not what was asked for.
fn first_state(file: Option<PathBuf>, memory: Memory, memory_notice: Option<String>) -> Result<FirstState, RunError> {
    let Memory { settings, file: last_file, view } = memory;
    let mut notice = memory_notice.map(|text| Notice::trouble(text, Vec::new()));
    let mut opened: Option<(Loaded, Option<PathBuf>, View)> = None;
    let (mut refused, mut large) = (None, None);
    let is_large = |path: &Path| std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() >= LARGE);
    let later = |path: PathBuf, view: View| FirstFile { path, view, refused: Rc::default() };
    let is_input = file.as_deref().is_some_and(|file| file.as_os_str() == INPUT);
    if is_input {
        opened = Some((load_input(std::io::stdin().lock()).map_err(RunError::Load)?, None, View::default()));
    } else if let Some(path) = file {
        let path = std::path::absolute(&path).unwrap_or(path);
        let is_last = last_file.as_ref() == Some(&path);
        let view = if is_last { view } else { View::default() };
        if is_large(&path) {
            opened = Some((nothing_yet(&path), None, View::default()));
            large = Some(later(path, view));
        } else {
            match load(&path) {
                Ok(loaded) => opened = Some((loaded, Some(path), view)),
                Err(error) => refused = Some(error),
            }
        }
    } else if let Some(path) = last_file.as_ref().filter(|path| is_large(path)) {
        opened = Some((nothing_yet(path), None, View::default()));
        large = Some(later(path.clone(), view));
    } else if let Some(path) = last_file {
        match load(&path) {
            Ok(loaded) => opened = Some((loaded, Some(path), view)),
            Err(error) => {
                let text = format!(
                    "The dossier that was open last could not be opened: {}: {}.",
                    path.display(),
                    error.summary()
                );
                notice = Some(Notice::trouble(text, error.to_string().lines().map(str::to_owned).collect()));
            }
        }
    } else {
        opened = Some((load_shipped().map_err(RunError::Load)?, None, view));
    }
    let (loaded, path, view) = match opened {
        Some(opened) => opened,
        None => (load_shipped().map_err(RunError::Load)?, None, View::default()),
    };
    let mut state = AppState::new(loaded, path.clone(), view, settings);
    state.file.is_input = is_input;
    if let Some(path) = path {
        state.settings.remember_file(path);
    }
    state.session.notice = notice;
    if let Some(error) = &refused {
        state.session.refuse(error);
    }
    Ok(FirstState { state, refused, large })
}

fn open_window(
    mut start: Start,
    renderer: Renderer,
    failures: &[(Renderer, String)],
    warn: &dyn Fn(&str),
) -> eframe::Result<()> {
    let place = start.state.settings.window;
    let size = place.map_or(FIRST_SIZE, |place| [place.width, place.height]);
    let viewport = egui::ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_icon(icon())
        .with_title("Attaché")
        .with_inner_size(size)
        .with_min_inner_size(LEAST_SIZE)
        .with_maximized(place.is_some_and(|place| place.is_maximised))
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
    let mut description = renderer.name().to_owned();
    for (failed, error) in failures {
        let _ = write!(description, "; {} did not start: {error}", failed.name());
        let text =
            format!("{} did not start, so {} draws the window; it may be slower.", failed.name(), renderer.name());
        start.state.session.notice.get_or_insert(Notice::trouble(text, vec![error.clone()]));
    }
    let create: eframe::AppCreator<'_> = Box::new(|creation| {
        if !failures.is_empty() {
            warn(&format!("drawn by {description}"));
        }
        start.renderer = description;
        Ok(Box::new(Shell::new(creation, start)))
    });
    eframe::run_native(APP_ID, options, create)
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
