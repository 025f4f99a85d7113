//! Tooltips of what is drawn by the hundred.

use egui::{Response, Ui};

/// Whether a tooltip of something can be open: the pointer is at it, or on its way from there into the tooltip.
///
/// Asked first, since hundreds of marks are drawn, and at most one has its tooltip open.
fn can_be_open(response: &Response) -> bool {
    response.contains_pointer() || response.is_tooltip_open()
}

/// Shows a tooltip beside what it belongs to.
pub(super) fn tooltip(response: Response, contents: impl FnOnce(&mut Ui)) {
    if can_be_open(&response) {
        response.on_hover_ui(contents);
    }
}

/// Shows a tooltip at the pointer.
pub(super) fn tooltip_at_pointer(response: Response, contents: impl FnOnce(&mut Ui)) {
    if can_be_open(&response) {
        response.on_hover_ui_at_pointer(contents);
    }
}
