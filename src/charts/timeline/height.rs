//! How high the timeline needs to be: so that its lanes have the rows that their facts ask for.

use std::sync::{Arc, Weak};

use egui::{Id, Rect, Ui, pos2, vec2};

use super::kept::Kept;
use super::lanes::{PAD, ROW};
use super::scale::{Scale, length};
use super::{AXIS, GUTTER_GAP, LEFT, RIGHT, TOP, TimelineInput, gutter_width};
use crate::analysis::TimeIndex;
use crate::app::Span;

/// Rows that a lane has for columns of counts, where its facts are too many for marks.
const CROWD_ROWS: usize = 3;

/// What was found for some facts at one width.
#[derive(Clone)]
struct Known {
    /// Known to be the same, and not kept alive.
    time: Weak<TimeIndex>,
    width: f32,
    pixels_per_point: f32,
    height: f32,
}

/// The height that the timeline needs in so much width when all of time is in view, in points; closer views need no
/// more, so that it does not change while somebody zooms.
#[must_use]
pub fn wanted_height(ui: &Ui, input: &TimelineInput<'_>, fit: Span, width: f32) -> f32 {
    let id = Id::unique("wanted height of the timeline");
    let pixels_per_point = ui.ctx().pixels_per_point();
    let is_same = |known: &Known| {
        std::ptr::eq(known.time.as_ptr(), Arc::as_ptr(input.time))
            && (known.width - width).abs() < 0.5
            && (known.pixels_per_point - pixels_per_point).abs() < 1e-4
    };
    if let Some(known) = ui.data(|data| data.get_temp::<Known>(id)).filter(is_same) {
        return known.height;
    }
    let lanes = input.time.lanes();
    let left = LEFT + gutter_width(ui, input, lanes, width) + GUTTER_GAP;
    let plot = Rect::from_min_size(pos2(left, 0.0), vec2((width - left - RIGHT).max(1.0), 1.0));
    let rows = Kept::new(ui, input).wanted(input, &Scale::new(plot, fit));
    let rows = rows.into_iter().zip(lanes).map(|(wanted, lane)| if lane.is_crowded() { CROWD_ROWS } else { wanted });
    let lanes_height: f32 = rows.map(|rows| length(rows) * ROW + 2.0 * PAD).sum();
    let height = TOP + lanes_height + AXIS;
    let known = Known { time: Arc::downgrade(input.time), width, pixels_per_point, height };
    ui.data_mut(|data| data.insert_temp(id, known));
    height
}
