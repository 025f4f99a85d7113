//! `attache export`: a figure, without a window.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::open::open_file;
use super::{Exit, Streams};
use crate::analysis::AuditOptions;
use crate::app::{ExportRequest, FigureKind, FigureTheme, FileFormat, OpenFile, RivalPolicy, Span, ValueAxis};
use crate::export::export;

pub(super) const EXAMPLES: &str = "\
Examples:
  attache export --view trade --out chart.png                        the chart of trade per year
  attache export --view trade --out chart.pdf --from 2014 --to 2019  some years of it, as PDF
  attache export --view trade --out chart.svg --out chart.csv        the chart and its data
  attache export --view timeline --out t.png --size 2400x1500 --dpi 192 --theme dark";

/// The arguments of `attache export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The dossier, - for standard input; without it, the one that comes with the program
    file: Option<PathBuf>,

    /// What to draw
    #[arg(long, value_enum)]
    view: View,

    /// Where to write it; may be given several times, for several formats
    #[arg(long, value_name = "PATH", required = true)]
    out: Vec<PathBuf>,

    /// The format; without it, what the name of the file ends in
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// The first year to show; without it, the first there is
    #[arg(long, value_name = "YEAR", allow_negative_numbers = true, value_parser = clap::value_parser!(i64).range(-9999..=9999))]
    from: Option<i64>,

    /// The last year to show; without it, the last there is
    #[arg(long, value_name = "YEAR", allow_negative_numbers = true, value_parser = clap::value_parser!(i64).range(-9999..=9999))]
    to: Option<i64>,

    /// Width and height in pixels, or on paper, such as 85mmx106mm or 6inx4in
    #[arg(long, value_name = "WxH", default_value = "1200x750", value_parser = parse_size)]
    size: (Side, Side),

    /// Dots per inch: at 192, everything is drawn twice as large in pixels as at 96
    #[arg(long, value_name = "N", default_value_t = 96, value_parser = clap::value_parser!(u32).range(24..=2400))]
    dpi: u32,

    /// The colours
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,

    /// How the values of the chart are spaced
    #[arg(long, value_enum, default_value_t = Axis::Linear)]
    axis: Axis,

    /// What the chart draws where several values are there for the same thing
    #[arg(long, value_enum, default_value_t = Rivals::Preferred)]
    rivals: Rivals,

    /// Draw only what this party reports, by its identifier
    #[arg(long, value_name = "ID")]
    reporter: Option<String>,

    /// In an SVG, draw text as outlines, which look alike everywhere and can be neither selected nor searched
    #[arg(long)]
    outlines: bool,

    /// Replace the file if it is there already
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum View {
    /// The chart of trade per year
    Trade,
    /// The timeline
    Timeline,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Pixels
    Png,
    /// Vectors, with text as text and the fonts inside
    Svg,
    /// A page of vectors
    Pdf,
    /// The data of what the figure shows, for a spreadsheet
    Csv,
    /// The same, for a program
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeName {
    /// Dark on white
    Light,
    /// Light on dark
    Dark,
    /// Greys on white, for print
    Greyscale,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Rivals {
    /// The preferred value as the bar, the others as ticks
    Preferred,
    /// A bar for each value
    All,
    /// A bar from the lowest to the highest value
    Range,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Axis {
    /// Equal steps for equal differences
    Linear,
    /// Equal steps for equal ratios
    Log,
}

/// The largest width or height, in pixels.
const MAX_PIXELS: u32 = 20_000;
/// The smallest width or height, in pixels.
const MIN_PIXELS: u32 = 100;

pub(super) fn run(args: &ExportArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let loaded = match open_file(args.file.as_deref(), streams)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let file = OpenFile::new(loaded, args.file.clone(), AuditOptions::default());
    // What is wrong with any of the orders is said before the first is carried out.
    let requests: Result<Vec<ExportRequest>, String> = args.out.iter().map(|out| request(args, out, &file)).collect();
    let done = requests.and_then(|requests| {
        requests.iter().try_for_each(|request| export(&file, request).map_err(|error| error.to_string()))
    });
    if let Err(error) = done {
        writeln!(streams.errors, "attache: error: {error}")?;
        return Ok(Exit::Unusable);
    }
    Ok(Exit::Clean)
}

/// The order that the arguments make; the error is a sentence.
fn request(args: &ExportArgs, out: &Path, file: &OpenFile) -> Result<ExportRequest, String> {
    let figure = match args.view {
        View::Trade => FigureKind::Trade,
        View::Timeline => FigureKind::Timeline,
    };
    let format = match args.format {
        Some(Format::Png) => FileFormat::Png,
        Some(Format::Svg) => FileFormat::Svg,
        Some(Format::Pdf) => FileFormat::Pdf,
        Some(Format::Csv) => FileFormat::Csv,
        Some(Format::Json) => FileFormat::Json,
        None => FileFormat::of_path(out).ok_or_else(|| {
            format!(
                "{} does not say what format it is to have; let it end in .png, .svg, .pdf, .csv or .json, or give --format",
                out.display()
            )
        })?,
    };
    let (width, height) = (args.size.0.pixels(args.dpi)?, args.size.1.pixels(args.dpi)?);
    Ok(ExportRequest {
        may_replace: args.force,
        span: span(args, file, figure)?,
        value_axis: match args.axis {
            Axis::Linear => ValueAxis::Linear,
            Axis::Log => ValueAxis::Logarithmic,
        },
        rivals: match args.rivals {
            Rivals::Preferred => RivalPolicy::Preferred,
            Rivals::All => RivalPolicy::All,
            Rivals::Range => RivalPolicy::Range,
        },
        reporter: reporter(args, file)?,
        width,
        height,
        dpi: args.dpi,
        outlines_text: args.outlines,
        theme: match args.theme {
            ThemeName::Light => FigureTheme::Light,
            ThemeName::Dark => FigureTheme::Dark,
            ThemeName::Greyscale => FigureTheme::Greyscale,
        },
        ..ExportRequest::new(figure, format, out.to_owned())
    })
}

/// The reporter that was asked for, if it is one.
fn reporter(args: &ExportArgs, file: &OpenFile) -> Result<Option<String>, String> {
    let known: Vec<&str> = file.reporters().collect();
    match &args.reporter {
        Some(id) if !known.contains(&id.as_str()) => {
            Err(format!("“{id}” reports no trade in this dossier; those who do are: {}", known.join(", ")))
        }
        reporter => Ok(reporter.clone()),
    }
}

/// The span of the years that were asked for; `None` where none were.
fn span(args: &ExportArgs, file: &OpenFile, figure: FigureKind) -> Result<Option<Span>, String> {
    if args.from.is_none() && args.to.is_none() {
        return Ok(None);
    }
    let fit = match figure {
        FigureKind::Trade => file.chart_fit(),
        FigureKind::Timeline => file.timeline_fit(),
    };
    let from = args.from.unwrap_or_else(|| fit.first_day().year());
    let to = args.to.unwrap_or_else(|| fit.last_day().year());
    if to < from {
        return Err(format!("the years {from} to {to} run backwards; give --from a year that is not after --to"));
    }
    Ok(Some(Span::of_years(from, to)))
}

/// A width or height as typed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Pixels(u32),
    Inches(f64),
}

/// Millimetres in an inch.
const MM_PER_INCH: f64 = 25.4;

impl Side {
    fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let length = |number: &str, per_inch: f64| match number.trim().parse::<f64>() {
            Ok(length) if length.is_finite() && length > 0.0 => Ok(Self::Inches(length / per_inch)),
            Ok(_) | Err(_) => Err(format!("“{text}” is no length")),
        };
        if let Some(number) = text.strip_suffix("mm") {
            return length(number, MM_PER_INCH);
        }
        if let Some(number) = text.strip_suffix("in") {
            return length(number, 1.0);
        }
        let pixels = text.parse().map_err(|error| format!("“{text}” is no number of pixels ({error})"))?;
        Self::Pixels(pixels).checked(pixels)
    }

    /// So many pixels at so many dots per inch.
    fn pixels(self, dpi: u32) -> Result<u32, String> {
        let pixels = match self {
            Self::Pixels(pixels) => pixels,
            Self::Inches(inches) => {
                // What is beyond all pixels is refused like any other length that is too long.
                let pixels = (inches * f64::from(dpi)).round().min(f64::from(u32::MAX));
                format!("{pixels:.0}").parse().unwrap_or(u32::MAX)
            }
        };
        self.checked(pixels).map(|_| pixels)
    }

    fn checked(self, pixels: u32) -> Result<Self, String> {
        if (MIN_PIXELS..=MAX_PIXELS).contains(&pixels) {
            Ok(self)
        } else {
            Err(format!("{pixels} is not between {MIN_PIXELS} and {MAX_PIXELS} pixels"))
        }
    }
}

fn parse_size(text: &str) -> Result<(Side, Side), String> {
    let (width, height) =
        text.split_once(['x', '×']).ok_or("write it as WIDTHxHEIGHT, for example 1200x750 or 85mmx106mm")?;
    Ok((Side::parse(width)?, Side::parse(height)?))
}

#[cfg(test)]
mod tests {
    use super::{Side, parse_size};

    #[test]
    fn sizes_are_pixels_or_lengths() {
        assert_eq!(parse_size("1200x750"), Ok((Side::Pixels(1200), Side::Pixels(750))));
        assert_eq!(parse_size("6000×4000"), Ok((Side::Pixels(6000), Side::Pixels(4000))));
        let on_paper = |text: &str| {
            let (width, height) = parse_size(text).expect(text);
            (width.pixels(300), height.pixels(300))
        };
        assert_eq!(on_paper("85mmx106mm"), (Ok(1004), Ok(1252)));
        assert_eq!(on_paper("6in x 4.5in"), (Ok(1800), Ok(1350)));
        assert!(on_paper("1mmx9000in").0.is_err() && on_paper("1mmx9000in").1.is_err());
        for bad in
            ["", "1200", "x", "1200x", "-1x5", "99x100", "1200x999999", "1e3x5", "mmx5mm", "NaNinx5in", "-5mmx5mm"]
        {
            assert!(parse_size(bad).is_err(), "{bad}");
        }
    }
}
