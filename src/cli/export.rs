//! `attache export`: a figure, without a window.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::chart_options::ChartOptions;
use super::lengths::{Side, parse_size, parse_values};
use super::open::open_file;
use super::{Exit, Streams, note_written};
use crate::analysis::AuditOptions;
use crate::app::{
    ChartKind, ChartTheme, ExportRequest, FileFormat, FrameParts, OpenFile, RivalPolicy, SizePreset, SourceLine, Span,
    ValueAxis,
};
use crate::export::{UNWATCHED, export};

pub(super) const EXAMPLES: &str = "\
Examples:
  attache export --view trade --out chart.png                        the chart of trade per year
  attache export --view trade --out chart.pdf --from 2014 --to 2019  some years of it, as PDF
  attache export --view trade --out chart.svg --out chart.csv        the chart and its data
  attache export --view trade --out b.png --flows balance            exports − imports
  attache export --view trade --out g.png --goods by-commodity       the largest commodities upon each other
  attache export --view trade --out chart.zip --preset column        all formats, data and citations, 85 mm wide
  attache export --view timeline --out t.png --size 2400x1500 --dpi 192 --theme dark";

/// Over which options of the chart stand in `--help`.
const CHART_HEADING: &str = "Trade chart: what it shows";

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

    /// Width and height in pixels, or on paper, such as 85mmx106mm or 6inx4in; 1200x750 without it
    #[arg(long, value_name = "WxH", conflicts_with = "preset", value_parser = parse_size)]
    size: Option<(Side, Side)>,

    /// A usual size
    #[arg(long, value_enum)]
    preset: Option<Preset>,

    /// Dots per inch: at 192, everything is drawn twice as large in pixels as at 96; without it, 96, or 300 on paper
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(24..=2400))]
    dpi: Option<u32>,

    /// The colours
    #[arg(long, value_enum, default_value_t = ThemeName::Light)]
    theme: ThemeName,

    #[command(flatten)]
    chart: ChartOptions,

    /// How the values of the chart are spaced
    #[arg(help_heading = CHART_HEADING, long, value_enum, default_value_t = Axis::Linear)]
    axis: Axis,

    /// Show only values between these two on the chart's axis, in whole units: 0..5e6 up to US$ 5 million, whatever the axis
    /// counts in; without it, all in view
    #[arg(help_heading = CHART_HEADING, long, value_name = "LOW..HIGH", value_parser = parse_values, allow_hyphen_values = true)]
    values: Option<(f64, f64)>,

    /// What the chart draws where several values are there for the same thing
    #[arg(help_heading = CHART_HEADING, long, value_enum, default_value_t = Rivals::Preferred)]
    rivals: Rivals,

    /// Draw only what this party reports, by its identifier
    #[arg(help_heading = CHART_HEADING, long, value_name = "ID")]
    reporter: Option<String>,

    /// Leave this out of the picture; it stays in the description of the file
    #[arg(long, value_enum, value_name = "PART", value_delimiter = ',')]
    without: Vec<Part>,

    /// How the sources are named under the figure
    #[arg(long, value_enum, default_value_t = Sources::Markers)]
    sources: Sources,

    /// Draw no colour behind the figure
    #[arg(long)]
    transparent: bool,

    /// In a timeline, leave out a theme, by its identifier; may be given several times
    #[arg(long, value_name = "ID")]
    hide_theme: Vec<String>,

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
    /// Figure, data, citations and licence note in a ZIP archive
    Bundle,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Preset {
    /// 1200 × 750 pixels
    Screen,
    /// 2400 × 1500 pixels, as large on paper
    FineScreen,
    /// 16 : 9, 1920 × 1080 pixels
    Slide,
    /// The card that social networks show, 1200 × 630 pixels
    Social,
    /// A column of a journal, 85 mm wide
    Column,
    /// The text of a page, 170 mm wide
    Page,
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Part {
    /// What the figure shows
    Title,
    /// In what unit, and as seen by whom
    Subtitle,
    /// What the inks mean
    Legend,
    /// What must be known to read it rightly
    Notes,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sources {
    /// By their markers and names
    Markers,
    /// By full references
    References,
    /// Not at all
    None,
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

pub(super) fn run(args: &ExportArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let loaded = match open_file(args.file.as_deref(), streams)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let file = OpenFile::new(loaded, args.file.clone(), AuditOptions::default());
    // What is wrong with any of the orders is said before the first is carried out.
    let requests: Result<Vec<ExportRequest>, String> = args.out.iter().map(|out| request(args, out, &file)).collect();
    for option in without_effect(args) {
        writeln!(streams.errors, "attache: note: {option} changes nothing in this view")?;
    }
    let requests = match requests {
        Ok(requests) => requests,
        Err(error) => {
            writeln!(streams.errors, "attache: error: {error}")?;
            return Ok(Exit::Unusable);
        }
    };
    for request in &requests {
        match export(&file, request, UNWATCHED) {
            Ok(written) => note_written(&request.path, &written, streams)?,
            Err(error) => {
                writeln!(streams.errors, "attache: error: {error}")?;
                return Ok(Exit::Unusable);
            }
        }
    }
    Ok(Exit::Clean)
}

/// The options that were given and that the figure does not heed.
fn without_effect(args: &ExportArgs) -> Vec<&'static str> {
    let of_trade = [
        ("--axis", !matches!(args.axis, Axis::Linear)),
        ("--values", args.values.is_some()),
        ("--rivals", !matches!(args.rivals, Rivals::Preferred)),
        ("--reporter", args.reporter.is_some()),
    ];
    let of_timeline = [("--hide-theme", !args.hide_theme.is_empty())];
    let others: &[(&'static str, bool)] = match args.view {
        View::Trade => &of_timeline,
        View::Timeline => &of_trade,
    };
    let of_choice = matches!(args.view, View::Timeline).then(|| args.chart.given()).into_iter().flatten();
    others.iter().filter(|(_, is_given)| *is_given).map(|(option, _)| *option).chain(of_choice).collect()
}

/// The order that the arguments make; the error is a sentence.
fn request(args: &ExportArgs, out: &Path, file: &OpenFile) -> Result<ExportRequest, String> {
    if out == Path::new("-") {
        return Err("a figure goes into a file, and - is none; name one, such as chart.csv".to_owned());
    }
    let figure = match args.view {
        View::Trade => ChartKind::Trade,
        View::Timeline => ChartKind::Timeline,
    };
    let format = match args.format {
        Some(Format::Png) => FileFormat::Png,
        Some(Format::Svg) => FileFormat::Svg,
        Some(Format::Pdf) => FileFormat::Pdf,
        Some(Format::Csv) => FileFormat::Csv,
        Some(Format::Json) => FileFormat::Json,
        Some(Format::Bundle) => FileFormat::Bundle,
        None => FileFormat::of_path(out).ok_or_else(|| {
            format!(
                "{} does not say what format it is to have; let it end in .png, .svg, .pdf, .csv, .json or .zip, or give --format",
                out.display()
            )
        })?,
    };
    let mut request = ExportRequest {
        may_replace: args.force,
        span: span(args, file, figure)?,
        value_axis: match args.axis {
            Axis::Linear => ValueAxis::Linear,
            Axis::Log => ValueAxis::Logarithmic,
        },
        value_range: args.values,
        rivals: match args.rivals {
            Rivals::Preferred => RivalPolicy::Preferred,
            Rivals::All => RivalPolicy::All,
            Rivals::Range => RivalPolicy::Range,
        },
        reporter: reporter(args, file)?,
        chart: args.chart.choice(file)?,
        frame: frame(args),
        hidden_themes: hidden_themes(args, file)?,
        outlines_text: args.outlines,
        theme: match args.theme {
            ThemeName::Light => ChartTheme::Light,
            ThemeName::Dark => ChartTheme::Dark,
            ThemeName::Greyscale => ChartTheme::Greyscale,
        },
        ..ExportRequest::new(figure, format, out.to_owned())
    };
    set_size(args, &mut request)?;
    Ok(request)
}

/// Gives a figure the size that was asked for.
fn set_size(args: &ExportArgs, request: &mut ExportRequest) -> Result<(), String> {
    if let Some(preset) = args.preset {
        request.set_size(match preset {
            Preset::Screen => SizePreset::Screen,
            Preset::FineScreen => SizePreset::FineScreen,
            Preset::Slide => SizePreset::Slide,
            Preset::Social => SizePreset::Social,
            Preset::Column => SizePreset::Column,
            Preset::Page => SizePreset::Page,
        });
        if let Some(dpi) = args.dpi {
            request.set_dpi(dpi);
        }
    } else if let Some((width, height)) = args.size {
        request.unit = width.unit;
        request.dpi = args.dpi.unwrap_or(width.unit.usual_dpi());
        request.width = width.unit.to_pixels(width.length, request.dpi)?;
        request.height = height.unit.to_pixels(height.length, request.dpi)?;
    } else if let Some(dpi) = args.dpi {
        request.dpi = dpi;
    }
    Ok(())
}

/// What of the words around the figure is drawn.
fn frame(args: &ExportArgs) -> FrameParts {
    let has = |part: Part| !args.without.contains(&part);
    FrameParts {
        title: has(Part::Title),
        subtitle: has(Part::Subtitle),
        legend: has(Part::Legend),
        notes: has(Part::Notes),
        sources: match args.sources {
            Sources::Markers => SourceLine::Markers,
            Sources::References => SourceLine::References,
            Sources::None => SourceLine::None,
        },
        ground: !args.transparent,
    }
}

/// The themes that are to be left out, if they are ones.
fn hidden_themes(args: &ExportArgs, file: &OpenFile) -> Result<Vec<String>, String> {
    let known: Vec<&str> = file.dossier.themes().iter().map(|theme| theme.id.as_str()).collect();
    match args.hide_theme.iter().find(|id| !known.contains(&id.as_str())) {
        Some(id) => Err(format!("this dossier has no theme “{id}”; it has: {}", known.join(", "))),
        None => Ok(args.hide_theme.clone()),
    }
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
fn span(args: &ExportArgs, file: &OpenFile, figure: ChartKind) -> Result<Option<Span>, String> {
    if args.from.is_none() && args.to.is_none() {
        return Ok(None);
    }
    let fit = match figure {
        ChartKind::Trade => file.fit_of(&file.chart_plan(args.reporter.as_deref(), &args.chart.choice(file)?)),
        ChartKind::Timeline => file.timeline_fit(),
    };
    let from = args.from.unwrap_or_else(|| fit.first_day().year());
    let to = args.to.unwrap_or_else(|| fit.last_day().year());
    if to < from && (args.from.is_none() || args.to.is_none()) {
        let (option, other) = if args.from.is_some() { ("--from", "--to") } else { ("--to", "--from") };
        return Err(format!("there is nothing from {from} to {to}; give {other} as well as {option}"));
    }
    if to < from {
        return Err(format!("the years {from} to {to} run backwards; give --from a year that is not after --to"));
    }
    Ok(Some(Span::of_years(from, to)))
}
