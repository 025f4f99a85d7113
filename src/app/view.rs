//! What is looked at, and how: the part of the state that is kept from one session to the next.

use std::collections::BTreeSet;
use strum::VariantArray;

use serde::{Deserialize, Serialize};

use super::{MainView, Span};
use crate::analysis::ChartChoice;
use crate::dossier::FactId;

/// How the window looks at a dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is switched independently of the others")]
pub struct View {
    /// The timeline's span; `None` shows everything.
    pub timeline: Option<Span>,
    /// The chart's span; `None` shows everything.
    pub chart: Option<Span>,
    /// Whether timeline and chart share the timeline's span.
    pub is_locked: bool,
    /// The lowest and the highest value on the chart's axis, in the unit of its series; `None` fits what is in view.
    pub value_range: Option<(f64, f64)>,
    /// How the chart's values are spaced.
    pub value_axis: ValueAxis,
    /// What the chart draws where several values are there for the same thing.
    pub rivals: RivalPolicy,
    /// The only reporter whose values the chart draws, by identifier; `None` draws all.
    pub reporter: Option<String>,
    /// Which series the chart draws, and how.
    pub chart_choice: ChartChoice,
    /// Whether the notes and sources of the chart are open.
    pub are_notes_open: bool,
    /// Whether the left button draws a box to zoom the chart into, rather than moving it.
    pub is_box_zoom: bool,
    /// Themes that are filtered out, by identifier.
    pub hidden_themes: BTreeSet<String>,
    /// Flags of which a fact must have one to be shown, by their word; none means that all are shown.
    pub wanted_flags: BTreeSet<String>,
    /// The selected fact.
    pub selected: Option<FactId>,
    /// Whether the panel on the left is open.
    pub is_list_open: bool,
    /// What the panel on the left lists.
    pub side: Side,
    /// Findings that are filtered out, by the word of their severity.
    pub hidden_severities: BTreeSet<String>,
    /// Whether the detail panel is open.
    pub is_detail_open: bool,
    /// What the middle of the window shows.
    pub main: MainView,
    /// Of timeline and chart, whether the chart is the one that is seen where there is room for one of them only.
    pub is_chart_in_front: bool,
    /// The part of the height that the timeline takes beside the chart, from 0 to 1, where a person has chosen it; `None`
    /// gives it what its lanes need, up to [`MAX_AUTOMATIC_SHARE`].
    pub split: Option<f32>,
    /// The source that is looked at closely, by its identifier.
    pub source: Option<String>,
}

/// The part of the height that timeline and chart keep at least.
const MIN_SHARE: f32 = 0.15;
/// The largest part of the height that the timeline takes beside the chart where nobody has chosen one.
pub const MAX_AUTOMATIC_SHARE: f32 = 0.45;

impl View {
    /// The same with every number where it may be: what was read need not have been written by this program.
    #[must_use]
    pub fn sound(mut self) -> Self {
        self.split = self.split.filter(|share| share.is_finite());
        if let Some(share) = self.split {
            self.share_height(share);
        }
        self.value_range = self.value_range.filter(is_sound_range);
        self
    }

    /// Gives the timeline a part of the height, as far as both have room.
    pub(super) fn share_height(&mut self, timeline: f32) {
        self.split = Some(timeline.clamp(MIN_SHARE, 1.0 - MIN_SHARE));
    }
}

/// Whether a range of values can be shown.
pub(super) fn is_sound_range((low, high): &(f64, f64)) -> bool {
    low.is_finite() && high.is_finite() && low < high
}

/// How values are spaced on the chart's vertical axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueAxis {
    /// Equal steps for equal differences, from zero.
    #[default]
    Linear,
    /// Equal steps for equal ratios; has no zero.
    Logarithmic,
}

/// What a chart draws where several values are there for the same thing. None of them averages anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum RivalPolicy {
    /// The preferred value as the bar, the others as ticks.
    #[default]
    Preferred,
    /// A bar for each value, beside each other.
    All,
    /// A bar from the lowest to the highest value.
    Range,
}

impl RivalPolicy {
    /// All of them, in the order of the menu.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name in the menu.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Preferred => "Preferred value, alternatives marked",
            Self::All => "A bar for each value",
            Self::Range => "Range (min–max)",
        }
    }
}

/// What the panel on the left lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The facts.
    #[default]
    Facts,
    /// What the audit found.
    Findings,
}

impl Default for View {
    fn default() -> Self {
        Self {
            timeline: None,
            chart: None,
            is_locked: false,
            value_range: None,
            value_axis: ValueAxis::default(),
            rivals: RivalPolicy::default(),
            reporter: None,
            chart_choice: ChartChoice::default(),
            are_notes_open: false,
            is_box_zoom: false,
            hidden_themes: BTreeSet::new(),
            wanted_flags: BTreeSet::new(),
            selected: None,
            is_list_open: true,
            side: Side::default(),
            hidden_severities: BTreeSet::new(),
            is_detail_open: true,
            main: MainView::default(),
            is_chart_in_front: false,
            split: None,
            source: None,
        }
    }
}
