//! Which of timeline and chart are seen, and how high each is: decided from the room that there is, without drawing.

use crate::app::{MAX_AUTOMATIC_SHARE, MainView};

/// In a window lower than this, timeline and chart are behind one another; in points.
const LEAST_FOR_BOTH: f32 = 760.0;
/// From this size of text on they are, too.
const LARGE_TEXT: f32 = 1.5;
/// The height that the chart keeps beside the timeline, in points: its title, its key, a plot of 200 and a line of notes.
const LEAST_CHART: f32 = 360.0;
/// The height that the timeline keeps beside the chart, in points.
const LEAST_TIMELINE: f32 = 96.0;

/// What is seen in the middle of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Arrangement {
    /// The timeline alone.
    Timeline,
    /// The chart alone.
    Chart,
    /// The timeline, so many points high, above the chart.
    Both(f32),
    /// One of them, with tabs that lead to the other.
    Tabs {
        /// Whether the chart is in front.
        is_chart: bool,
    },
}

/// What there is to be arranged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    /// The height for timeline and chart together, without the strip between them, in points.
    pub(super) height: f32,
    /// The height of the whole window, in points.
    pub(super) window: f32,
    /// The size of the text, as a multiple of the usual.
    pub(super) text_scale: f32,
    /// The height that the lanes of the timeline need, in points.
    pub(super) timeline: f32,
    /// Whether any fact has a place in time.
    pub(super) has_timeline: bool,
    /// Whether any year has a figure of trade.
    pub(super) has_chart: bool,
}

impl Arrangement {
    /// What is seen of a view in a room; `split` is the part of the height that a person gave the timeline.
    pub(super) fn of(main: MainView, room: &Room, split: Option<f32>, is_chart_in_front: bool) -> Self {
        match main {
            MainView::Timeline => return Self::Timeline,
            MainView::Chart => return Self::Chart,
            MainView::Split | MainView::Table | MainView::Sources => {}
        }
        if !room.has_chart {
            return Self::Timeline;
        }
        if !room.has_timeline {
            return Self::Chart;
        }
        if room.window < LEAST_FOR_BOTH || room.text_scale >= LARGE_TEXT {
            return Self::Tabs { is_chart: is_chart_in_front };
        }
        let wanted =
            split.map_or_else(|| room.timeline.min(room.height * MAX_AUTOMATIC_SHARE), |share| room.height * share);
        Self::Both(wanted.min(room.height - LEAST_CHART).max(LEAST_TIMELINE).round())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room =
        Room { height: 700.0, window: 860.0, text_scale: 1.0, timeline: 240.0, has_timeline: true, has_chart: true };

    fn split(room: Room, share: Option<f32>) -> Arrangement {
        Arrangement::of(MainView::Split, &room, share, false)
    }

    #[test]
    fn the_timeline_has_what_its_lanes_need_and_never_more_than_its_share() {
        assert_eq!(split(ROOM, None), Arrangement::Both(240.0));
        assert_eq!(split(Room { timeline: 900.0, ..ROOM }, None), Arrangement::Both(315.0));
    }

    #[test]
    fn the_chart_keeps_its_height_wherever_the_line_is_drawn() {
        assert_eq!(split(ROOM, Some(0.85)), Arrangement::Both(340.0));
        assert_eq!(split(ROOM, Some(0.05)), Arrangement::Both(LEAST_TIMELINE));
    }

    #[test]
    fn what_has_nothing_to_show_leaves_all_to_the_other() {
        assert_eq!(split(Room { has_chart: false, ..ROOM }, Some(0.3)), Arrangement::Timeline);
        assert_eq!(split(Room { has_timeline: false, ..ROOM }, None), Arrangement::Chart);
        let asked_for = Arrangement::of(MainView::Chart, &Room { has_chart: false, ..ROOM }, None, false);
        assert_eq!(asked_for, Arrangement::Chart, "who asks for it sees why it is empty");
    }

    #[test]
    fn a_low_window_and_large_text_have_one_behind_the_other() {
        for room in [Room { window: 759.0, ..ROOM }, Room { text_scale: 1.5, ..ROOM }] {
            assert_eq!(split(room, None), Arrangement::Tabs { is_chart: false });
            let chart = Arrangement::of(MainView::Split, &room, None, true);
            assert_eq!(chart, Arrangement::Tabs { is_chart: true });
        }
    }
}
