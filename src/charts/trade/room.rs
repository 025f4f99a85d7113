//! Room for words in the plot.

use std::sync::Arc;

use egui::{Align2, Color32, Galley, Pos2, Rect, Shape, Vec2};

/// Words keep this far from each other and from marks, in points.
pub(super) const WORD_GAP: f32 = 3.0;
/// So far words may reach out of the plot, in points: they are seen whole even so.
const OUT: f32 = 1.0;
/// The plot is cut into strips of this width, so that words are compared with what is near; in points.
const STRIP: f32 = 32.0;

/// Where words may stand: inside the plot, whole, and clear of bars and of each other. A number cut at the edge would be
/// another number, and one on another bar would seem to be that bar's.
pub(super) struct Room {
    frame: Rect,
    /// What is taken in each strip of the plot, from left to right.
    taken: Vec<Vec<Rect>>,
    /// Of that, the words that lie on bars.
    on_bars: Vec<Rect>,
}

impl Room {
    /// The room in a plot that these bars leave.
    pub(super) fn new(frame: Rect, bars: impl Iterator<Item = Rect>) -> Self {
        let mut room = Self { frame, taken: vec![Vec::new(); strip(frame.width()) + 1], on_bars: Vec::new() };
        for bar in bars {
            room.keep_free_of_words(bar);
        }
        room
    }

    /// The plot.
    pub(super) const fn frame(&self) -> Rect {
        self.frame
    }

    fn strips(&self, rect: Rect) -> std::ops::RangeInclusive<usize> {
        let last = self.taken.len() - 1;
        let strip = |x: f32| strip(x - self.frame.left()).min(last);
        strip(rect.left())..=strip(rect.right())
    }

    /// Leaves no room for words in a rectangle.
    pub(super) fn keep_free_of_words(&mut self, rect: Rect) {
        for strip in self.strips(rect) {
            self.taken[strip].push(rect);
        }
    }

    /// The place of words over a bar, or under one that goes down; see [`Self::over`].
    pub(super) fn beside(&self, bar: Rect, edge: f32, size: Vec2, is_down: bool) -> Option<Rect> {
        let over = self.over(bar, edge, size)?;
        Some(if is_down { over.translate(Vec2::new(0.0, size.y)) } else { over })
    }

    /// Keeps the place of words for them.
    pub(super) fn keep(&mut self, words: Rect) {
        self.keep_free_of_words(words.expand2(Vec2::new(1.0, 0.0)).shrink2(Vec2::new(0.0, 2.0)));
    }

    /// Leaves no room for words along a line.
    pub(super) fn keep_free_of_line(&mut self, from: Pos2, to: Pos2) {
        let steps = ((to.x - from.x).abs().max((to.y - from.y).abs()) / 6.0).ceil().clamp(1.0, 400.0);
        let mut done = 0.0;
        while done < steps {
            let (start, end) = (from.lerp(to, done / steps), from.lerp(to, (done + 1.0) / steps));
            self.keep_free_of_words(Rect::from_two_pos(start, end).expand(1.0));
            done += 1.0;
        }
    }

    /// Whether no mark and no words are in a place.
    pub(super) fn is_free_of_marks(&self, rect: Rect) -> bool {
        !self.strips(rect).any(|strip| self.taken[strip].iter().any(|other| other.intersects(rect)))
    }

    /// The place of words over a bar, moved to where all of them are seen; `None` where too little of the bar is seen
    /// for them to belong to it.
    pub(super) fn over(&self, bar: Rect, bottom: f32, size: Vec2) -> Option<Rect> {
        let seen = bar.x_range().intersection(self.frame.x_range());
        if seen.span() < bar.width().min(size.x / 2.0) {
            return None;
        }
        let rect = Align2::CENTER_BOTTOM.anchor_size(Pos2::new(bar.center().x, bottom), size);
        Some(self.aside(rect))
    }

    /// Words moved to where neither side of the plot cuts them.
    pub(super) fn aside(&self, words: Rect) -> Rect {
        let shift = (self.frame.left() - words.left()).max(0.0) + (self.frame.right() - words.right()).min(0.0);
        words.translate(Vec2::new(shift, 0.0))
    }

    /// Puts words where they are whole and meet nothing else; whether they were put.
    pub(super) fn put(&mut self, galley: Arc<Galley>, rect: Rect, colour: Color32, shapes: &mut Vec<Shape>) -> bool {
        let has_room = self.is_free(rect);
        if has_room {
            self.keep(rect);
            shapes.push(Shape::galley(rect.min, galley, colour));
        }
        has_room
    }

    /// Puts words on whatever bars are there, on a ground of their own, where they are whole and meet no others there; whether
    /// they were put.
    pub(super) fn put_on_bars(
        &mut self,
        galley: Arc<Galley>,
        rect: Rect,
        (ground, colour): (Color32, Color32),
        shapes: &mut Vec<Shape>,
    ) -> bool {
        let has_room = self.frame.expand(OUT).contains_rect(rect)
            && !self.on_bars.iter().any(|other| other.intersects(around(rect)));
        if has_room {
            self.on_bars.push(around(rect));
            self.keep_free_of_words(around(rect));
            shapes.push(Shape::rect_filled(rect.expand2(Vec2::new(2.0, 0.0)), 0.0, ground));
            shapes.push(Shape::galley(rect.min, galley, colour));
        }
        has_room
    }

    /// Whether words are whole in a place and meet nothing else.
    pub(super) fn is_free(&self, rect: Rect) -> bool {
        let around = around(rect);
        self.frame.expand(OUT).contains_rect(rect)
            && !self.strips(around).any(|strip| self.taken[strip].iter().any(|other| other.intersects(around)))
    }
}

/// The place that words keep for themselves.
fn around(words: Rect) -> Rect {
    words.expand2(Vec2::new(WORD_GAP, 0.0)).shrink2(Vec2::new(0.0, 2.0))
}

/// The strip at a distance from the left edge of the plot; what is before the first counts as in it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and rounded down")]
fn strip(points: f32) -> usize {
    (points / STRIP).max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_over_a_low_bar_do_not_stand_on_its_tall_neighbour() {
        let frame = Rect::from_min_max(Pos2::ZERO, Pos2::new(500.0, 200.0));
        let tall = Rect::from_min_max(Pos2::new(100.0, 20.0), Pos2::new(110.0, 200.0));
        let low = Rect::from_min_max(Pos2::new(114.0, 150.0), Pos2::new(124.0, 200.0));
        let mut room = Room::new(frame, [tall, low].into_iter());
        let rect = |width: f32| room.over(low, 147.0, Vec2::new(width, 14.0)).expect("the bar is in view");
        let (narrow, wide) = (rect(10.0), rect(40.0));
        assert!(!room.is_free(wide), "it would lie on the tall bar");
        assert!(room.is_free(narrow));
        room.keep_free_of_words(narrow);
        assert!(!room.is_free(narrow), "its room is taken now");
    }

    #[test]
    fn strips_of_the_plot_miss_nothing_that_is_in_the_way() {
        let frame = Rect::from_min_max(Pos2::new(40.0, 10.0), Pos2::new(641.0, 210.0));
        let mut state = 7_u32;
        let mut next = |below: u16| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from(u16::try_from(state >> 16).expect("16 bits") % below)
        };
        let mut rect =
            || Rect::from_min_size(Pos2::new(next(700), next(220)), Vec2::new(1.0 + next(90), 6.0 + next(12)));
        let taken: Vec<Rect> = (0..60).map(|_| rect()).collect();
        let room = Room::new(frame, taken.iter().copied());
        let mut free = 0;
        for _ in 0..2_000 {
            let words = rect();
            let is_free =
                frame.expand(1.0).contains_rect(words) && !taken.iter().any(|other| other.intersects(around(words)));
            assert_eq!(room.is_free(words), is_free, "{words:?}");
            free += usize::from(is_free);
        }
        assert!((50..1_500).contains(&free), "{free}");
    }

    #[test]
    fn words_over_a_bar_are_whole_or_not_there() {
        let frame = Rect::from_min_max(Pos2::new(100.0, 0.0), Pos2::new(500.0, 200.0));
        let room = Room::new(frame, std::iter::empty());
        let size = Vec2::new(40.0, 14.0);
        let over = |left: f32, right: f32| {
            let bar = Rect::from_min_max(Pos2::new(left, 150.0), Pos2::new(right, 200.0));
            room.over(bar, 140.0, size).map(|rect| (rect.left(), rect.right()))
        };
        assert_eq!(over(200.0, 260.0), Some((210.0, 250.0)));
        assert_eq!(over(60.0, 125.0), Some((100.0, 140.0)), "moved in from the left");
        assert_eq!(over(470.0, 540.0), Some((460.0, 500.0)), "moved in from the right");
        assert_eq!(over(60.0, 110.0), None, "a sliver of a bar has no words");
        assert_eq!(over(20.0, 90.0), None, "a bar out of view has no words");
    }
}
