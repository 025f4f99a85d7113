//! How the height is shared out: lanes, and rows in each.
//!
//! The shares follow from how many rows the facts of each lane would take up at this zoom, wherever the view stands, so
//! that no lane moves while it pans.

use super::layout::Wanted;
use super::scale::{length, whole_units};

/// The height of a row of marks with their labels, in points.
pub(super) const ROW: f32 = 18.0;
/// The height of a row whose labels may have two lines, in points.
const TALL_ROW: f32 = 32.0;
/// The room above the first and below the last row of a lane, in points.
pub(super) const PAD: f32 = 4.0;
/// More rows than this no lane is given.
pub(super) const MOST_ROWS: usize = 14;

/// The place of a lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Band {
    /// Where it begins, in points below the top of all lanes.
    pub(super) top: f32,
    /// Its height, in points.
    pub(super) height: f32,
    /// How many rows it has.
    pub(super) rows: usize,
    /// The height of each row, in points.
    pub(super) row_height: f32,
    /// How many lines a label may have.
    pub(super) lines: usize,
}

impl Band {
    /// The middle of a row, in points below the top of all lanes.
    pub(super) fn row_middle(&self, row: usize) -> f32 {
        let pad = (self.height - length(self.rows) * self.row_height).max(0.0) / 2.0;
        self.top + pad.min(PAD + 4.0) + (length(row) + 0.5) * self.row_height
    }
}

/// Shares a height out among lanes that want so many rows each.
///
/// On paper all of it is `filled`; on a screen what no lane needs is left free below them.
pub(super) fn bands(wanted: &[Wanted], height: f32, is_filled: bool) -> Vec<Band> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let lanes = length(wanted.len());
    let least = ROW + 2.0 * PAD;
    if height < lanes * least {
        let each = height / lanes;
        let row_height = each.min(ROW);
        let band = |place| Band { top: length(place) * each, height: each, rows: 1, row_height, lines: 1 };
        return (0..wanted.len()).map(band).collect();
    }
    let rows = rows(wanted, whole_units(height - lanes * 2.0 * PAD, ROW));
    let used: f32 = rows.iter().map(|rows| length(*rows) * ROW + 2.0 * PAD).sum();
    let mut extra = (height - used).max(0.0);
    // What is left makes rows taller, so that long labels have a second line: the rows of the fewest first.
    let mut row_heights = vec![ROW; rows.len()];
    if !is_filled {
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|lane| rows[*lane]);
        for lane in order {
            let more = length(rows[lane]) * (TALL_ROW - ROW);
            if more <= extra {
                row_heights[lane] = TALL_ROW;
                extra -= more;
            }
        }
    }
    let extra = if is_filled { extra / lanes } else { 0.0 };
    let mut top = 0.0;
    let mut bands = Vec::new();
    for (rows, row_height) in rows.into_iter().zip(row_heights) {
        let height = length(rows) * row_height + 2.0 * PAD + extra;
        let is_tall = row_height > ROW;
        bands.push(Band { top, height, rows, row_height, lines: if is_tall { 2 } else { 1 } });
        top += height;
    }
    bands
}

/// Gives each lane a row, then row by row to the lane that is furthest from what it wants: first all marks are
/// given room, then their labels.
fn rows(wanted: &[Wanted], available: usize) -> Vec<usize> {
    let mut rows = vec![1; wanted.len()];
    let mut left = available.saturating_sub(wanted.len());
    for want in [|wanted: &Wanted| wanted.for_marks, |wanted: &Wanted| wanted.for_labels] {
        let want: Vec<usize> = wanted.iter().map(want).map(|rows| rows.min(MOST_ROWS)).collect();
        while left > 0 {
            // Compared as fractions, without division; the first of equals wins.
            let neediest = (0..want.len())
                .filter(|lane| rows[*lane] < want[*lane])
                .reduce(|best, lane| if want[lane] * rows[best] > want[best] * rows[lane] { lane } else { best });
            let Some(lane) = neediest else { break };
            rows[lane] += 1;
            left -= 1;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(for_labels: &[usize]) -> Vec<Wanted> {
        for_labels.iter().map(|rows| Wanted { for_marks: rows.div_ceil(3), for_labels: *rows }).collect()
    }

    #[test]
    fn the_height_is_shared_out_whole() {
        for height in [40.0, 160.0, 300.0, 700.0, 2000.0] {
            let bands = bands(&wanted(&[9, 6, 1, 2, 3]), height, true);
            let last = bands[4];
            assert!((last.top + last.height - height).abs() < 0.01, "{height}: {last:?}");
            for pair in bands.windows(2) {
                assert!((pair[0].top + pair[0].height - pair[1].top).abs() < 0.01);
            }
            for band in bands {
                assert!(band.row_middle(band.rows - 1) <= band.top + band.height);
            }
        }
    }

    #[test]
    fn on_a_screen_lanes_are_as_high_as_their_rows_and_what_is_left_makes_second_lines() {
        let wanted = wanted(&[4, 1, 2]);
        let end = |bands: &[Band]| bands.last().map_or(0.0, |last| last.top + last.height);
        let natural = 7.0 * ROW + 3.0 * 2.0 * PAD;
        let bare = bands(&wanted, natural, false);
        assert!((end(&bare) - natural).abs() < 0.01 && bare.iter().all(|band| band.lines == 1));
        let some = bands(&wanted, natural + 45.0, false);
        assert_eq!(some.iter().map(|band| band.lines).collect::<Vec<_>>(), [1, 2, 2]);
        let ample = bands(&wanted, 2000.0, false);
        assert!(ample.iter().all(|band| band.lines == 2) && end(&ample) < 300.0);
    }

    #[test]
    fn busy_lanes_have_more_rows() {
        let rows: Vec<usize> = bands(&wanted(&[9, 6, 1, 2, 3]), 320.0, false).iter().map(|band| band.rows).collect();
        assert!(rows[0] > rows[1] && rows[1] > rows[2], "{rows:?}");
        assert_eq!(rows[2], 1);
    }
}
