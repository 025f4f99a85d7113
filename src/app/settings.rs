//! What a person chose once for all dossiers.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{ExportRequest, LengthUnit, MAX_SIDE, MIN_SIDE, Panel, TYPE_PERCENT};
use crate::analysis::AuditOptions;

/// The smallest text scale.
pub const MIN_TEXT_SCALE: f32 = 0.75;
/// The largest text scale.
pub const MAX_TEXT_SCALE: f32 = 2.0;
/// The longest time after which something may be called old, in years.
pub const MAX_STALE_AFTER: u32 = 200;
/// How wide and high a window may be, in points.
const SIDES: std::ops::RangeInclusive<f32> = 100.0..=32_000.0;
/// More dots per inch than this are asked for by nobody.
const MAX_DPI: u32 = 2_400;
/// How many files are remembered.
const RECENT_FILES: usize = 10;

/// What a person chose once for all dossiers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system has it.
    pub theme: ThemeChoice,
    /// The size of everything, as a multiple of the usual.
    pub text_scale: f32,
    /// The files that were open last, the latest first.
    pub recent_files: Vec<PathBuf>,
    /// The folder that the last figure was exported to.
    pub export_folder: Option<PathBuf>,
    /// Where the window was.
    pub window: Option<WindowPlace>,
    /// After how many years the newest poll or statistic of its kind is called old.
    pub stale_after_years: u32,
    /// Whether the hint for beginners was put away.
    pub has_seen_hint: bool,
    /// How wide the panels at the sides are.
    pub panels: PanelWidths,
    /// The size that was last chosen for an export.
    pub export_size: Option<ExportSize>,
}

/// How wide the panels at the sides were drawn, in points; `None` where nobody has drawn one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanelWidths {
    /// The sidebar at the left.
    pub list: Option<f32>,
    /// The details at the right.
    pub detail: Option<f32>,
}

/// A size of an exported chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportSize {
    width: u32,
    height: u32,
    dpi: u32,
    unit: LengthUnit,
    type_percent: u32,
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The size of the window, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Its inner width.
    pub width: f32,
    /// Its inner height.
    pub height: f32,
    /// Whether it fills the screen.
    pub is_maximised: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            text_scale: 1.0,
            recent_files: Vec::new(),
            export_folder: None,
            window: None,
            stale_after_years: AuditOptions::default().stale_after_years,
            has_seen_hint: false,
            panels: PanelWidths::default(),
            export_size: None,
        }
    }
}

impl PanelWidths {
    /// Remembers the width of a panel.
    pub const fn set(&mut self, panel: Panel, width: f32) {
        match panel {
            Panel::List => self.list = Some(width),
            Panel::Detail => self.detail = Some(width),
        }
    }

    /// The same without what no panel can have.
    fn sound(self) -> Self {
        let sound = |width: Option<f32>| width.filter(|width| SIDES.contains(width));
        Self { list: sound(self.list), detail: sound(self.detail) }
    }
}

impl ExportSize {
    /// The size that is asked for.
    #[must_use]
    pub const fn of(request: &ExportRequest) -> Self {
        let ExportRequest { width, height, dpi, unit, type_percent, .. } = *request;
        Self { width, height, dpi, unit, type_percent }
    }

    /// Asks for this size.
    pub const fn give(self, request: &mut ExportRequest) {
        (request.width, request.height) = (self.width, self.height);
        (request.dpi, request.unit, request.type_percent) = (self.dpi, self.unit, self.type_percent);
    }

    /// Whether a chart can be ordered in it.
    fn is_sound(&self) -> bool {
        let is_side = |side| (MIN_SIDE..=MAX_SIDE).contains(&side);
        is_side(self.width)
            && is_side(self.height)
            && (1..=MAX_DPI).contains(&self.dpi)
            && TYPE_PERCENT.contains(&self.type_percent)
    }
}

impl Settings {
    /// The same with every number where it may be: what was read need not have been written by this program.
    #[must_use]
    pub fn sound(mut self) -> Self {
        if !(MIN_TEXT_SCALE..=MAX_TEXT_SCALE).contains(&self.text_scale) {
            self.text_scale = 1.0;
        }
        self.stale_after_years = self.stale_after_years.clamp(1, MAX_STALE_AFTER);
        self.panels = self.panels.sound();
        self.export_size = self.export_size.filter(ExportSize::is_sound);
        self.window = self.window.filter(|place| [place.width, place.height].iter().all(|side| SIDES.contains(side)));
        self
    }

    /// Puts a file on top of those that were open last.
    pub fn remember_file(&mut self, path: PathBuf) {
        self.recent_files.retain(|known| *known != path);
        self.recent_files.insert(0, path);
        self.recent_files.truncate(RECENT_FILES);
    }
}
