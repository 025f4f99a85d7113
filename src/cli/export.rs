//! `attache export`: a figure, or the whole dossier in another format, without a window.

mod names;

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use self::names::{Format, Part, View};
use super::chart_options::ChartOptions;
use super::import::parse_day;
use super::lengths::{Side, parse_size, parse_values};
use super::open::open_file;
use super::{Exit, Streams, note_written};
use crate::analysis::AuditOptions;
use crate::app::{
    ChartKind, ChartTheme, ExportRequest, FileFormat, FrameParts, OpenFile, RivalPolicy, SizePreset, SourceLine, Span,
    ValueAxis,
};
use crate::dossier::Date;
use crate::export::{DocumentFormat, UNWATCHED, document, export};
use crate::load::plain;
use crate::store::{Overwrite, write_whole};

pub(super) const EXAMPLES: &str = "\
Examples:
  attache export --view trade --out chart.png                        the chart of trade per year
  attache export --view trade --out chart.pdf --from 2014 --to 2019  some years of it, as PDF
  attache export --view trade --out chart.svg --out chart.csv        the chart and its data
  attache export --view trade --out b.png --flows balance            exports − imports
  attache export --view trade --out g.png --goods by-commodity       the largest commodities upon each other
  attache export --view trade --out chart.zip --preset column        all formats, data and citations, 85 mm wide
  attache export --view timeline --out t.png --size 2400x1500 --dpi 192 --theme dark
  attache export --view dossier --out page.html                      the whole dossier as one web page, which needs nothing else
  attache export --view dossier --out d.md --out d.ics --out d.csv   Markdown with footnotes, a calendar, the facts as a table
  attache export --view dossier --format timelinejs --out t.json     for TimelineJS; timelinejs-csv for its spreadsheet
  attache export --view dossier --out all.zip --date 2026-11-27      all of it with the dossier, as a research object (RO-Crate)";

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
    preset: Option<SizePreset>,

    /// Dots per inch: at 192, everything is drawn twice as large in pixels as at 96; without it, 96, or 300 on paper
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(24..=2400))]
    dpi: Option<u32>,

    /// The colours
    #[arg(long, value_enum, default_value_t = ChartTheme::Light)]
    theme: ChartTheme,

    #[command(flatten)]
    chart: ChartOptions,

    /// How the values of the chart are spaced
    #[arg(help_heading = CHART_HEADING, long, value_enum, default_value_t = ValueAxis::Linear)]
    axis: ValueAxis,

    /// Show only values between these two on the chart's axis, in whole units: 0..5e6 up to US$ 5 million, whatever the axis
    /// counts in; without it, all in view
    #[arg(help_heading = CHART_HEADING, long, value_name = "LOW..HIGH", value_parser = parse_values, allow_hyphen_values = true)]
    values: Option<(f64, f64)>,

    /// What the chart draws where several values are there for the same thing
    #[arg(help_heading = CHART_HEADING, long, value_enum, default_value_t = RivalPolicy::Preferred)]
    rivals: RivalPolicy,

    /// Draw only what this party reports, by its identifier
    #[arg(help_heading = CHART_HEADING, long, value_name = "ID")]
    reporter: Option<String>,

    /// Leave this out of the picture; it stays in the description of the file
    #[arg(long, value_enum, value_name = "PART", value_delimiter = ',')]
    without: Vec<Part>,

    /// How the sources are named under the figure
    #[arg(long, value_enum, default_value_t = SourceLine::Markers)]
    sources: SourceLine,

    /// Draw no colour behind the figure
    #[arg(long)]
    transparent: bool,

    /// In a timeline, leave out a theme, by its identifier; may be given several times
    #[arg(long, value_name = "ID")]
    hide_theme: Vec<String>,

    /// In an SVG, draw text as outlines, which look alike everywhere and can be neither selected nor searched
    #[arg(long)]
    outlines: bool,

    /// The day of publication that a bundle and a calendar say, such as 2026-11-27; without it, none
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    date: Option<Date>,

    /// Replace the file if it is there already
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &ExportArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let loaded = match open_file(args.file.as_deref(), streams)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(exit),
    };
    let file = OpenFile::new(loaded, args.file.clone(), AuditOptions::default());
    for option in without_effect(args) {
        writeln!(streams.errors, "attache: note: {option} changes nothing in this view")?;
    }
    let done = match args.view {
        View::Trade => figures(args, ChartKind::Trade, &file, streams)?,
        View::Timeline => figures(args, ChartKind::Timeline, &file, streams)?,
        View::Dossier => documents(args, &file, streams)?,
    };
    match done {
        Ok(()) => Ok(Exit::Clean),
        Err(error) => {
            writeln!(streams.errors, "attache: error: {error}")?;
            Ok(Exit::Unusable)
        }
    }
}

/// Writes the figures that were asked for; the error is a sentence.
fn figures(
    args: &ExportArgs,
    figure: ChartKind,
    file: &OpenFile,
    streams: &mut Streams<'_>,
) -> io::Result<Result<(), String>> {
    // What is wrong with any of the orders is said before the first is carried out.
    let requests: Result<Vec<ExportRequest>, String> =
        args.out.iter().map(|out| request(args, figure, out, file)).collect();
    let requests = match requests {
        Ok(requests) => requests,
        Err(error) => return Ok(Err(error)),
    };
    for request in &requests {
        match export(file, request, UNWATCHED) {
            Ok(written) => note_written(&request.path, &written, streams)?,
            Err(error) => return Ok(Err(error.to_string())),
        }
    }
    Ok(Ok(()))
}

/// Writes the whole dossier in the formats that were asked for; the error is a sentence.
fn documents(args: &ExportArgs, file: &OpenFile, streams: &mut Streams<'_>) -> io::Result<Result<(), String>> {
    let formats: Result<Vec<DocumentFormat>, String> = args.out.iter().map(|out| document_format(args, out)).collect();
    let formats = match formats {
        Ok(formats) => formats,
        Err(error) => return Ok(Err(error)),
    };
    let overwrite = Overwrite::allowed_if(args.force);
    for (out, format) in args.out.iter().zip(formats) {
        let document = match document(file, format, args.date.as_ref()) {
            Ok(document) => document,
            Err(error) => return Ok(Err(error.to_string())),
        };
        match write_whole(out, &document.bytes, overwrite) {
            Ok(written) => note_written(out, &written, streams)?,
            Err(error) => return Ok(Err(error.to_string())),
        }
        for note in &document.notes {
            let name = plain(&out.to_string_lossy());
            writeln!(streams.errors, "attache: note: {name}: {}", plain(note.trim_end_matches('.')))?;
        }
    }
    Ok(Ok(()))
}

/// The format of a file of the whole dossier; the error is a sentence.
fn document_format(args: &ExportArgs, out: &Path) -> Result<DocumentFormat, String> {
    no_stream(out)?;
    let endings = "let it end in .html, .md, .ics, .csv, .json, .jsonld, .bib, .ris or .zip, or give --format";
    match args.format {
        Some(format) => format.of_dossier().ok_or_else(|| {
            "the whole dossier is no picture; take --view timeline or --view trade for one, or another --format"
                .to_owned()
        }),
        None => DocumentFormat::of_path(out)
            .ok_or_else(|| format!("{} does not say what format it is to have; {endings}", out.display())),
    }
}

/// A file is written whole or not at all, and what has been sent to a stream cannot be taken back.
fn no_stream(out: &Path) -> Result<(), String> {
    if out == Path::new("-") {
        return Err("a figure goes into a file, and - is none; name one, such as chart.csv".to_owned());
    }
    Ok(())
}

/// The options that were given and that the figure does not heed.
fn without_effect(args: &ExportArgs) -> Vec<&'static str> {
    let of_trade = [
        ("--axis", args.axis != ValueAxis::Linear),
        ("--values", args.values.is_some()),
        ("--rivals", args.rivals != RivalPolicy::Preferred),
        ("--reporter", args.reporter.is_some()),
    ];
    let of_timeline = [("--hide-theme", !args.hide_theme.is_empty())];
    let of_figure = [
        ("--from", args.from.is_some()),
        ("--to", args.to.is_some()),
        ("--size", args.size.is_some()),
        ("--preset", args.preset.is_some()),
        ("--dpi", args.dpi.is_some()),
        ("--theme", args.theme != ChartTheme::Light),
        ("--without", !args.without.is_empty()),
        ("--sources", args.sources != SourceLine::Markers),
        ("--transparent", args.transparent),
        ("--outlines", args.outlines),
    ];
    let others: Vec<(&'static str, bool)> = match args.view {
        View::Trade => of_timeline.to_vec(),
        View::Timeline => of_trade.to_vec(),
        View::Dossier => of_timeline.into_iter().chain(of_trade).chain(of_figure).collect(),
    };
    let of_choice = (!matches!(args.view, View::Trade)).then(|| args.chart.given()).into_iter().flatten();
    others.into_iter().filter(|(_, is_given)| *is_given).map(|(option, _)| option).chain(of_choice).collect()
}

/// The order that the arguments make; the error is a sentence.
fn request(args: &ExportArgs, figure: ChartKind, out: &Path, file: &OpenFile) -> Result<ExportRequest, String> {
    no_stream(out)?;
    let format = match args.format {
        Some(format) => format
            .of_figure()
            .ok_or("this format is there for the whole dossier only; give --view dossier, or another --format")?,
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
        value_axis: args.axis,
        value_range: args.values,
        rivals: args.rivals,
        reporter: reporter(args, file)?,
        chart: args.chart.choice(file)?,
        frame: frame(args),
        hidden_themes: hidden_themes(args, file)?,
        published: args.date.as_ref().map(|date| date.text().to_owned()),
        outlines_text: args.outlines,
        theme: args.theme,
        ..ExportRequest::new(figure, format, out.to_owned())
    };
    set_size(args, &mut request)?;
    Ok(request)
}

/// Gives a figure the size that was asked for.
fn set_size(args: &ExportArgs, request: &mut ExportRequest) -> Result<(), String> {
    if let Some(preset) = args.preset {
        request.set_size(preset);
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
        sources: args.sources,
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
