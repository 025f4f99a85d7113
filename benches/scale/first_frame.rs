//! A window that says on standard output that its first frame is on the screen, and closes.

use std::io::Write as _;

use eframe::App;
use egui::{Context, RawInput, Ui};

/// The size of every window that is measured, in points.
pub(crate) const WINDOW: [f32; 2] = [1400.0, 900.0];
/// The argument with which the empty window opens; cargo starts every bench without it.
pub(crate) const OPEN: &str = "open";
/// What is said when the first frame is on the screen.
pub(crate) const PAINTED: &str = "painted";

/// An app that is closed after its first frame.
pub(crate) struct FirstFrame {
    app: Box<dyn App>,
    /// Whether a frame of the window was drawn; the context may know of others.
    was_drawn: bool,
    was_told: bool,
}

impl FirstFrame {
    pub(crate) fn new(app: Box<dyn App>) -> Self {
        Self { app, was_drawn: false, was_told: false }
    }
}

impl App for FirstFrame {
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.app.clear_color(visuals)
    }

    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        self.app.logic(ctx, frame);
        if !std::mem::replace(&mut self.was_drawn, true) {
            // A frame has been painted for certain when the next one begins.
            ctx.request_repaint();
        } else if !std::mem::replace(&mut self.was_told, true) {
            println!("{PAINTED}");
            // Whoever listens no longer cares.
            let _ = std::io::stdout().flush();
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, frame);
    }

    fn raw_input_hook(&mut self, ctx: &Context, raw_input: &mut RawInput) {
        self.app.raw_input_hook(ctx, raw_input);
    }

    fn on_exit(&mut self, gl: Option<&eframe::glow::Context>) {
        self.app.on_exit(gl);
    }
}
