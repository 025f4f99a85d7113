//! Orders for figures.

use std::path::PathBuf;
use strum::VariantArray;

use serde::{Deserialize, Serialize};

use super::sheet::{SCREEN_DPI, TYPE_PERCENT, USUAL_PERCENT, whole_side};
use super::{DocumentFormat, FrameParts, LengthUnit, RivalPolicy, SizePreset, Span, ValueAxis};
use crate::analysis::ChartChoice;

/// An order for a figure: all that is needed to draw it, apart from the dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExportRequest {
    /// What to draw.
    pub figure: ChartKind,
    /// In which format.
    pub format: FileFormat,
    /// Where to put it.
    pub path: PathBuf,
    /// Whether a file that is there already may be replaced.
    pub may_replace: bool,
    /// The stretch of time to show; `None` shows everything.
    pub span: Option<Span>,
    /// How values are spaced, in a chart.
    pub value_axis: ValueAxis,
    /// What a chart draws where several values are there for the same thing.
    pub rivals: RivalPolicy,
    /// The only reporter whose values a chart draws, by identifier; `None` draws all.
    pub reporter: Option<String>,
    /// Which series a chart draws, and how.
    #[serde(default)]
    pub chart: ChartChoice,
    /// The lowest and the highest value of a chart, in the unit of its series; `None` fits what is in view.
    pub value_range: Option<(f64, f64)>,
    /// The width, in pixels.
    pub width: u32,
    /// The height, in pixels.
    pub height: u32,
    /// Dots per inch: how large the pixels are in print. A format without pixels is as large as its pixels would be.
    pub dpi: u32,
    /// The unit that a person sees the sides in.
    #[serde(default)]
    pub unit: LengthUnit,
    /// How large everything in the picture is drawn, in per cent of the usual.
    #[serde(default = "usual_percent")]
    pub type_percent: u32,
    /// Light or dark.
    pub theme: ChartTheme,
    /// What of the words around the figure is drawn, and what it is drawn on.
    #[serde(default)]
    pub frame: FrameParts,
    /// Whether the text of an SVG is drawn as outlines.
    pub outlines_text: bool,
    /// Themes that are filtered out on the screen, by identifier, and so in a timeline.
    pub hidden_themes: Vec<String>,
    /// The day that the metadata of a bundle say it is published on, in EDTF; nobody but a person knows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The format of the whole dossier, where that is wanted, and no chart of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentFormat>,
}

/// Everything as large as usual.
const fn usual_percent() -> u32 {
    USUAL_PERCENT
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    /// The chart of trade per year.
    Trade,
    /// The timeline.
    Timeline,
}

/// What of a figure can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum ChartPart {
    /// The picture.
    Picture,
    /// The data of what it shows, as a table.
    Data,
    /// References to the sources of what it shows.
    Citations,
    /// What it shows in words, for those who do not see it.
    AltText,
}

/// The formats of exported files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum FileFormat {
    /// Pixels.
    Png,
    /// Vectors, with the fonts embedded and the text kept as text.
    Svg,
    /// Vectors on a page, with the fonts embedded.
    Pdf,
    /// The data of what is in view, as a table.
    Csv,
    /// The data of what is in view, for programs.
    Json,
    /// Figure, data, citations and licence note in one ZIP archive.
    Bundle,
}

/// The colours of an exported figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartTheme {
    /// Dark on white.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// Dark on white, in greys of the same lightness as the colours, for print.
    Greyscale,
}

impl ExportRequest {
    /// The usual order for a figure: 1200 × 750 at 96 dots per inch, everything shown.
    #[must_use]
    pub fn new(figure: ChartKind, format: FileFormat, path: PathBuf) -> Self {
        Self {
            figure,
            format,
            path,
            may_replace: false,
            span: None,
            value_axis: ValueAxis::Linear,
            rivals: RivalPolicy::default(),
            reporter: None,
            chart: ChartChoice::default(),
            value_range: None,
            width: 1200,
            height: 750,
            dpi: SCREEN_DPI,
            unit: LengthUnit::default(),
            type_percent: USUAL_PERCENT,
            theme: ChartTheme::Light,
            frame: FrameParts::default(),
            outlines_text: false,
            hidden_themes: Vec::new(),
            published: None,
            document: None,
        }
    }

    /// What is ordered, in a sentence.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        if self.document.is_some() { "dossier" } else { self.figure.name() }
    }

    /// The name of the dossier in the name of the file, where that is one that was proposed.
    #[must_use]
    pub fn base_name(&self) -> Option<String> {
        let stem = self.path.file_stem()?.to_str()?;
        let suffix =
            self.document.map_or_else(|| format!("-{}", self.figure.name()), |format| format.suffix().to_owned());
        stem.strip_suffix(&suffix).map(str::to_owned)
    }

    /// Orders the whole dossier in a format, under the name of the dossier where no other was typed.
    pub fn set_document(&mut self, format: DocumentFormat) {
        let base = self.base_name();
        self.document = Some(format);
        self.may_replace = false;
        match base {
            Some(base) => {
                self.path = self.path.with_file_name(format!("{base}{}.{}", format.suffix(), format.extension()));
            }
            None => {
                self.path.set_extension(format.extension());
            }
        }
    }

    /// Orders a chart again, and no document.
    pub fn set_chart(&mut self) {
        let base = self.base_name();
        if self.document.take().is_none() {
            return;
        }
        self.may_replace = false;
        match base {
            Some(base) => {
                let name = format!("{base}-{}.{}", self.figure.name(), self.format.extension());
                self.path = self.path.with_file_name(name);
            }
            None => {
                self.path.set_extension(self.format.extension());
            }
        }
    }

    /// Pixels for each point of the drawing: at 192 dots per inch, a drawing half as large is rendered twice as fine.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "resolutions are far below 2²⁴")]
    pub fn pixels_per_point(&self) -> f32 {
        self.dpi as f32 / SCREEN_DPI as f32
    }

    /// How large everything in the picture is drawn, as a multiple of the usual.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "per cents are far below 2²⁴")]
    pub fn type_scale(&self) -> f32 {
        self.type_percent.clamp(*TYPE_PERCENT.start(), *TYPE_PERCENT.end()) as f32 / USUAL_PERCENT as f32
    }

    /// A side in the unit that it is seen in.
    #[must_use]
    pub fn length(&self, pixels: u32) -> f64 {
        f64::from(pixels) / f64::from(self.dpi.max(1)) * self.unit.per_inch(self.unit_dpi())
    }

    /// A side that is given in the unit that it is seen in, as pixels; kept within what can be ordered.
    #[must_use]
    pub fn side(&self, length: f64) -> u32 {
        whole_side(length / self.unit.per_inch(self.unit_dpi()) * f64::from(self.dpi))
    }

    /// Changes the fineness, and keeps the sides as they are seen: so many pixels, or so long on paper.
    pub fn set_dpi(&mut self, dpi: u32) {
        let (width, height) = (self.length(self.width), self.length(self.height));
        self.dpi = dpi;
        (self.width, self.height) = (self.side(width), self.side(height));
    }

    /// Takes on a usual size.
    pub fn set_size(&mut self, preset: SizePreset) {
        (self.width, self.height, self.dpi) = preset.pixels();
        self.unit = preset.unit();
        self.type_percent = preset.type_percent();
    }

    /// The pixels of an inch as this format counts them.
    const fn unit_dpi(&self) -> u32 {
        if self.format.has_pixels() { self.dpi } else { SCREEN_DPI }
    }
}

impl FileFormat {
    /// Every format, in the order of a menu.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// What the names of such files end in, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Bundle => "zip",
        }
    }

    /// Whether its size is one of pixels, and not of paper alone.
    #[must_use]
    pub const fn has_pixels(self) -> bool {
        matches!(self, Self::Png | Self::Bundle)
    }

    /// Whether it is data, and so has neither size nor colours.
    #[must_use]
    pub const fn is_data(self) -> bool {
        matches!(self, Self::Csv | Self::Json)
    }

    /// The format that a file's name asks for.
    #[must_use]
    pub fn of_path(path: &std::path::Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|format| format.extension() == extension)
    }
}

impl ChartPart {
    /// All of them, in the order of a menu.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name in a menu and in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Data => "data",
            Self::Citations => "citations",
            Self::AltText => "alt text",
        }
    }
}

impl ChartKind {
    /// Its name in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Trade => "chart",
            Self::Timeline => "timeline",
        }
    }
}
