//! Recall, precision and F1.

use std::fmt;

/// What was right of what was found, and of what there was to find.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    pub(crate) right: usize,
    pub(crate) found: usize,
    pub(crate) gold: usize,
}

impl Score {
    /// In per cent.
    pub(crate) fn precision(self) -> f64 {
        percent(self.right, self.found)
    }

    /// In per cent.
    pub(crate) fn recall(self) -> f64 {
        percent(self.right, self.gold)
    }

    /// In per cent.
    pub(crate) fn f1(self) -> f64 {
        2.0 * percent(self.right, self.found + self.gold)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 * 100.0 }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P {:5.1}  R {:5.1}  F1 {:5.1}", self.precision(), self.recall(), self.f1())
    }
}
