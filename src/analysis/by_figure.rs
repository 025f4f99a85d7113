//! What there is about each figure, found by the figure.

use crate::dossier::FigureIx;

/// Items of which each belongs to a figure, in the order of the figures; those of one figure are in their own order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ByFigure<T> {
    figures: Vec<FigureIx>,
    items: Vec<T>,
}

impl<T> Default for ByFigure<T> {
    fn default() -> Self {
        Self { figures: Vec::new(), items: Vec::new() }
    }
}

impl<T: Ord> FromIterator<(FigureIx, T)> for ByFigure<T> {
    fn from_iter<I: IntoIterator<Item = (FigureIx, T)>>(items: I) -> Self {
        let mut items: Vec<(FigureIx, T)> = items.into_iter().collect();
        items.sort_unstable();
        let (figures, items) = items.into_iter().unzip();
        Self { figures, items }
    }
}

impl<T> ByFigure<T> {
    /// The items of a figure.
    pub(super) fn of(&self, figure: FigureIx) -> &[T] {
        let start = self.figures.partition_point(|other| *other < figure);
        let count = self.figures[start..].partition_point(|other| *other == figure);
        &self.items[start..start + count]
    }
}
