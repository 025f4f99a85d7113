//! An empty window: the yardstick for how the program's window starts, and for how large the program is.
//!
//! Nothing is measured here: `scale` starts it, with the argument [`OPEN`].

#![expect(clippy::print_stdout, reason = "the bench that starts it hears on standard output of its first frame")]

#[path = "scale/first_frame.rs"]
mod first_frame;

use first_frame::{FirstFrame, OPEN};

/// An app that shows nothing.
struct Empty;

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |_| {});
    }
}

fn main() -> eframe::Result<()> {
    if !std::env::args().any(|argument| argument == OPEN) {
        return Ok(());
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size(first_frame::WINDOW),
        renderer: eframe::Renderer::Glow,
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native("empty", options, Box::new(|_| Ok(Box::new(FirstFrame::new(Box::new(Empty))))))
}
