//! The program's window, observed from within: when it has drawn its dossier, what a step of panning takes, and how many
//! frames it paints while nobody touches it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use eframe::App;
use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Ui, pos2, vec2};

/// What was observed.
#[derive(Clone, Copy)]
pub(crate) struct Observed {
    /// From the start until the frame that shows the dossier was on the screen.
    pub(crate) drawn: Duration,
    /// From one frame of panning to the next.
    pub(crate) pan_step: Duration,
    /// Frames while nobody touched anything.
    pub(crate) idle_frames: usize,
}

impl Observed {
    /// For another process.
    pub(crate) fn words(&self) -> String {
        format!("{} {} {}", self.drawn.as_secs_f64(), self.pan_step.as_secs_f64(), self.idle_frames)
    }

    /// What another process says.
    pub(crate) fn parse(words: &str) -> Option<Self> {
        let mut words = words.split_whitespace();
        let mut seconds = || words.next()?.parse().ok().map(Duration::from_secs_f64);
        let (drawn, pan_step) = (seconds()?, seconds()?);
        Some(Self { drawn, pan_step, idle_frames: words.next()?.parse().ok()? })
    }
}

/// A window that is opening a file is never quiet for so long.
const DRAWN: Duration = Duration::from_secs(1);
/// After so long without a frame, nothing is left to be done: what is remembered is written two seconds after a change.
const AT_REST: Duration = Duration::from_secs(4);
/// A window that is not at rest after so long never will be.
const LONGEST: Duration = Duration::from_mins(10);
const PAN_STEPS: u32 = 20;
/// Where the drag over the timeline begins, and how far a step of it leads, in points.
const DRAGGED_FROM: Pos2 = pos2(760.0, 240.0);
const STEP: f32 = -14.0;

/// An app whose frames are told to somebody.
struct Guest {
    app: Box<dyn App>,
    frames: Sender<(Instant, Context)>,
    /// How many frames of the drag are still to come.
    to_drag: Arc<AtomicU32>,
}

/// Puts an app into a window that is observed; what was observed during so many idle seconds is told when it closes.
pub(crate) fn observe(
    app: Box<dyn App>,
    started: Instant,
    idle: Duration,
    tell: impl FnOnce(Observed) + Send + 'static,
) -> Box<dyn App> {
    let (frames, seen) = channel();
    let to_drag = Arc::new(AtomicU32::new(0));
    let observer = Observer { seen, to_drag: Arc::clone(&to_drag), started };
    std::thread::spawn(move || {
        if let Some((observed, ctx)) = observer.observe(idle) {
            tell(observed);
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            ctx.request_repaint();
        }
    });
    Box::new(Guest { app, frames, to_drag })
}

/// Who looks at the frames, on a thread of its own.
struct Observer {
    seen: Receiver<(Instant, Context)>,
    to_drag: Arc<AtomicU32>,
    started: Instant,
}

impl Observer {
    /// `None` where the window was closed meanwhile.
    fn observe(&self, idle: Duration) -> Option<(Observed, Context)> {
        let (last, ctx) = self.quiet(DRAWN)?;
        self.to_drag.store(PAN_STEPS + 2, Ordering::Relaxed);
        ctx.request_repaint();
        let mut begins = Vec::new();
        for _ in 0..PAN_STEPS + 2 {
            begins.push(self.seen.recv().ok()?.0);
        }
        // The first frame presses the button.
        let pan_step = (begins[begins.len() - 1] - begins[1]) / PAN_STEPS;
        self.quiet(AT_REST.min(idle))?;
        let until = Instant::now() + idle;
        let mut idle_frames = 0;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            match self.seen.recv_timeout(left) {
                Ok(_) => idle_frames += 1,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        // When the last frame began is known, and how long a frame takes until the next may begin.
        Some((Observed { drawn: last - self.started + pan_step, pan_step, idle_frames }, ctx))
    }

    /// Waits until no frame has come for so long; the last that has.
    fn quiet(&self, for_so_long: Duration) -> Option<(Instant, Context)> {
        let mut last = self.seen.recv().ok()?;
        while last.0 < self.started + LONGEST {
            match self.seen.recv_timeout(for_so_long) {
                Ok(frame) => last = frame,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(last)
    }
}

impl App for Guest {
    fn raw_input_hook(&mut self, ctx: &Context, raw_input: &mut RawInput) {
        // Nobody listens any more where everything was observed.
        let _ = self.frames.send((Instant::now(), ctx.clone()));
        let left = self.to_drag.load(Ordering::Relaxed);
        if left > 0 {
            self.to_drag.store(left - 1, Ordering::Relaxed);
            raw_input.events.extend(drag(PAN_STEPS + 2 - left));
            ctx.request_repaint();
        }
        self.app.raw_input_hook(ctx, raw_input);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.app.clear_color(visuals)
    }

    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.app.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, frame);
    }

    fn on_exit(&mut self, gl: Option<&eframe::glow::Context>) {
        self.app.on_exit(gl);
    }
}

/// What the mouse does in a frame of the drag.
#[expect(clippy::cast_precision_loss, reason = "some twenty steps")]
fn drag(step: u32) -> Vec<Event> {
    let pos = DRAGGED_FROM + vec2(STEP * step as f32, 0.0);
    let button =
        |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    match step {
        0 => vec![Event::PointerMoved(pos), button(true)],
        last if last > PAN_STEPS => vec![button(false), Event::PointerGone],
        _ => vec![Event::PointerMoved(pos)],
    }
}
