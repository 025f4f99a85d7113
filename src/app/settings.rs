//! What a person chose once for all dossiers.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::analysis::AuditOptions;

/// The smallest text scale.
pub const MIN_TEXT_SCALE: f32 = 0.75;
/// The largest text scale.
pub const MAX_TEXT_SCALE: f32 = 2.0;
/// The longest time after which something may be called old, in years.
pub const MAX_STALE_AFTER: u32 = 200;
/// How wide and high a window may be, in points.
const SIDES: std::ops::RangeInclusive<f32> = 100.0..=32_000.0;
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
        }
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
