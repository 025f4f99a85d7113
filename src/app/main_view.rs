//! What the middle of the window shows.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// What the middle of the window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum MainView {
    /// The timeline alone.
    Timeline,
    /// The chart of trade alone.
    Chart,
    /// The timeline above the chart.
    #[default]
    Split,
    /// The facts as a table.
    Table,
    /// The sources, with how often each is cited.
    Sources,
}

impl MainView {
    /// All of them, in the order of the toolbar and of their keys.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name in the toolbar.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Chart => "Chart",
            Self::Split => "Split",
            Self::Table => "Table",
            Self::Sources => "Sources",
        }
    }

    /// What it shows, in a sentence for a tooltip.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Timeline => "The facts in time, a lane for each theme",
            Self::Chart => "Trade per year",
            Self::Split => "Timeline and chart together",
            Self::Table => "The facts as a table",
            Self::Sources => "Every source, how often it is cited and what it lacks",
        }
    }
}
