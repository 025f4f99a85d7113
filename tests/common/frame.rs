//! What follows a frame, as in the window.

use attache::app::{Action, AppState, Event, WindowPlace, apply};

/// Tells the state that a frame was drawn, and carries out what was done in it; what reaches outside is let go.
pub(crate) fn drawn(ui: &egui::Ui, state: &mut AppState, actions: Vec<Action>) {
    let size = ui.ctx().content_rect().size();
    let window = WindowPlace { width: size.x, height: size.y, is_maximised: false };
    let _ = apply(state, Event::Drawn { now_secs: ui.input(|input| input.time), clock: None, window });
    for action in actions {
        let _ = apply(state, action);
    }
}
