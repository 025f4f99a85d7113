//! The look of the web page: the colours of the charts, and the same page on screens of all sizes and on paper.

use std::fmt::Write as _;

use crate::charts::theme::{DARK, LIGHT, Theme};

/// How many colours lanes have.
const LANES: usize = 8;

/// The style sheet of the page.
pub(super) fn style() -> String {
    let (light, dark) = (colours(&LIGHT), colours(&DARK));
    let mut style = format!(":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n");
    for lane in 0..LANES {
        // Writing to a string cannot fail.
        let _ = writeln!(style, ".lane-{lane}{{color:var(--lane-{lane})}}");
    }
    style + RULES
}

/// The class of a theme’s name.
pub(super) fn lane_class(place: usize) -> String {
    format!("lane-{}", place % LANES)
}

fn colours(theme: &Theme) -> String {
    let named = [
        ("paper", theme.paper),
        ("panel", theme.panel),
        ("ink", theme.ink),
        ("soft", theme.ink_soft),
        ("line", theme.hairline),
        ("accent", theme.accent),
        ("doubt-paper", theme.doubt_ground),
        ("doubt-ink", theme.doubt_ink),
        ("doubt-line", theme.doubt_line),
    ];
    let mut colours = format!("color-scheme:{};", if theme.is_dark { "dark" } else { "light" });
    let lanes = (0..LANES).map(|lane| (format!("lane-{lane}"), theme.lane(lane)));
    for (name, colour) in named.map(|(name, colour)| (name.to_owned(), colour)).into_iter().chain(lanes) {
        let [red, green, blue, _] = colour.to_array();
        // Writing to a string cannot fail.
        let _ = write!(colours, "--{name}:#{red:02x}{green:02x}{blue:02x};");
    }
    colours
}

const RULES: &str = include_str!("page.css");
