//! `attache import`: a foreign file becomes proposals, and what is accepted of them a dossier.

mod listing;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use smol_str::SmolStr;

use super::open::{exit_of, name_of};
use super::{Exit, Streams, note_written};
use crate::dossier::Date;
use crate::edit::{Document, Edit, Revision, Target};
use crate::import::{Acceptance, Base, Decision, FileRead, ImportError, Kind, Pair, Proposals, Recipe};
use crate::load::{Loaded, Progress, load};
use crate::store::{Overwrite, Written, write_whole};

pub(super) const EXAMPLES: &str = "\
Nothing is taken into a dossier that nobody has accepted. --list prints the proposals, each with its key; --decide FILE
accepts and drops those that it names, one a line: “accept KEY”, “drop KEY”. Of a source that may be there already, “keep
KEY” leaves what is there, “take KEY” takes the new fields into it, “both KEY” keeps both. --accept exact takes the open ones that the
file says in so many words, --accept all takes what had to be inferred as well, and both are recorded as not read. What was
decided is kept in the dossier, and the same file asks nothing again.

Examples:
  attache import comtrade trade.csv --pair IDN,PRK --list              what the file says of the two countries
  attache import comtrade trade.csv.gz --pair IDN,PRK --accept exact --out new.dossier.json
  attache import comtrade newer.csv --into my.dossier.json --accept exact
  attache import bibliography library.bib --into my.dossier.json --list  which sources are new, and which may be there already
  attache import article article.txt --list                            what an encyclopedia article says, fact by fact
  attache import table office.xlsx --recipe office.json --list         any table, by a mapping
  duckdb -csv -c \"SELECT * FROM 'all.parquet' WHERE …\" | attache import comtrade - --pair IDN,PRK --list";

/// The arguments of `attache import`.
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("to").required(true).multiple(true))]
pub struct ImportArgs {
    /// What the file is
    #[arg(value_enum)]
    kind: Kind,

    /// The file to read, gzip or not; - is standard input
    input: PathBuf,

    /// The two countries that it is read for, by ISO code, name or Comtrade's number, such as IDN,PRK
    #[arg(long, value_name = "A,B", value_parser = parse_pair)]
    pair: Option<Pair>,

    /// How the columns are to be read: a file as --print-recipe writes it, or as a dossier keeps it
    #[arg(long, value_name = "FILE")]
    recipe: Option<PathBuf>,

    /// Write a new dossier with what is accepted
    #[arg(long, value_name = "NEW", group = "to", conflicts_with_all = ["into", "list", "print_recipe"])]
    out: Option<PathBuf>,

    /// Add what is accepted to a dossier
    #[arg(long, value_name = "DOSSIER", group = "to")]
    into: Option<PathBuf>,

    /// Print the proposals and what was not understood, and write nothing; with --into, beside what is there
    #[arg(long, group = "to", conflicts_with = "print_recipe")]
    list: bool,

    /// Print how the columns were taken, as a recipe to change and use again, and write nothing
    #[arg(long, group = "to")]
    print_recipe: bool,

    /// What to accept without anybody reading it
    #[arg(long, value_enum, default_value_t = Acceptance::None)]
    accept: Acceptance,

    /// What a person has decided: lines of accept, drop, keep, take or both, and a key that --list prints
    #[arg(long, value_name = "FILE")]
    decide: Option<PathBuf>,

    /// How to print the list
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The day of the import, for its record, such as 2026-01-15
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    date: Option<Date>,

    /// Replace the file of --out where it is there already
    #[arg(long, alias = "overwrite")]
    force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line each, in groups
    Text,
    /// One object
    Json,
}

fn parse_pair(text: &str) -> Result<Pair, String> {
    match text.split_once(',').map(|(a, b)| (a.trim(), b.trim())) {
        Some((a, b)) if !a.is_empty() && !b.is_empty() => Ok(Pair(a.into(), b.into())),
        _ => Err("write two countries with a comma between them, such as IDN,PRK".to_owned()),
    }
}

/// Reads a day.
pub(super) fn parse_day(text: &str) -> Result<Date, String> {
    let date = Date::parse(text).map_err(|error| error.to_string())?;
    let is_day = date.first_day().is_some() && date.first_day() == date.last_day();
    if is_day { Ok(date) } else { Err("write a day, such as 2026-01-15".to_owned()) }
}

/// Why a run ends early.
enum Stop {
    /// The exit code, after everything has been said.
    Said(Exit),
    /// What to say of the input.
    Import(ImportError),
    /// What to say, of which file.
    File(String, String),
}

pub(super) fn run(args: &ImportArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let stop = match try_run(args, streams) {
        Ok(done) => return done,
        Err(stop) => stop,
    };
    match stop {
        Stop::Said(exit) => Ok(exit),
        Stop::Import(error) => {
            let hint = if matches!(error, ImportError::AskPair { .. }) { "" } else { "; nothing was written" };
            writeln!(streams.errors, "{}: error: {error}{hint}", name_of(&args.input))?;
            Ok(Exit::Unusable)
        }
        Stop::File(file, message) => {
            writeln!(streams.errors, "{file}: error: {message}")?;
            Ok(Exit::Unusable)
        }
    }
}

fn try_run(args: &ImportArgs, streams: &mut Streams<'_>) -> Result<io::Result<Exit>, Stop> {
    let recipe = recipe(args)?;
    let base = base(args, streams)?;
    let mut read = read(&args.input, &recipe, &base)?;
    if args.print_recipe {
        return Ok(print_recipe(&read.recipe, streams));
    }
    decide(args, &base, &mut read.proposals)?;
    read.proposals.accept(args.accept);
    let Some(path) = args.out.as_ref().or(args.into.as_ref()).filter(|_| !args.list) else {
        let listed = match args.format {
            Format::Text => listing::text(&read.proposals, streams),
            Format::Json => listing::json(&read.proposals, streams),
        };
        return Ok(listed.map(|()| Exit::Clean));
    };
    read.file.date = args.date.as_ref().map(|date| date.text().to_owned());
    let written = write(args, path, &base.document, &read.edit(&base))?;
    let said = note_written(path, &written, streams);
    Ok(said.and_then(|()| listing::summary(&read.proposals, &name_of(path), streams)).map(|()| Exit::Clean))
}

/// The recipe of a file, with what the options say in its place.
fn recipe(args: &ImportArgs) -> Result<Recipe, Stop> {
    let mut recipe = match &args.recipe {
        Some(path) => {
            let fail = |message: String| Stop::File(name_of(path), message);
            let text =
                std::fs::read_to_string(path).map_err(|error| fail(format!("it could not be read ({error})")))?;
            serde_json::from_str(&text).map_err(|error| fail(format!("it is no recipe: {error}")))?
        }
        None => Recipe::default(),
    };
    if args.kind != Kind::Auto {
        recipe.kind = args.kind;
    }
    if args.pair.is_some() {
        recipe.pair.clone_from(&args.pair);
    }
    Ok(recipe)
}

/// Takes over what a person has written down of the proposals.
fn decide(args: &ImportArgs, base: &Base, proposals: &mut Proposals) -> Result<(), Stop> {
    let Some(path) = &args.decide else { return Ok(()) };
    let fail = |message: String| Stop::File(name_of(path), message);
    let text = std::fs::read_to_string(path).map_err(|error| fail(format!("it could not be read ({error})")))?;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let decision = match line.split_once(' ') {
            Some((word @ ("accept" | "drop" | "keep" | "take" | "both"), key)) => Some((word, key.trim())),
            _ => None,
        };
        let Some((word, key)) = decision else {
            return Err(fail(format!(
                "line {number}: write “accept KEY”, “drop KEY”, “keep KEY”, “take KEY” or “both KEY”"
            )));
        };
        let unknown = || fail(format!("line {number}: nothing is proposed under {key}; --list prints the keys"));
        match word {
            "accept" | "drop" => {
                let accepted = Decision::Accepted { unread: false };
                let decision = if word == "accept" { accepted } else { Decision::Dropped };
                if !proposals.decide(key, &decision) {
                    return Err(unknown());
                }
            }
            _ => {
                let place = proposals.items.iter().position(|item| item.key == key).ok_or_else(unknown)?;
                let item = &proposals.items[place];
                if item.beside().is_none() && !item.is_settled {
                    return Err(fail(format!(
                        "line {number}: nothing is there beside {key}; write “accept” or “drop”"
                    )));
                }
                match word {
                    "keep" => proposals.take_fields(place, &[]),
                    "take" => proposals.take_all_fields(place),
                    _ => proposals.keep_both(place, |id| base.document.record(&Target::source(id)).is_some()),
                }
            }
        }
    }
    Ok(())
}

/// The dossier that is added to, or one with nothing in it.
fn base(args: &ImportArgs, streams: &mut Streams<'_>) -> Result<Base, Stop> {
    let Some(path) = &args.into else {
        return Base::empty(&title(args), "en").map_err(|error| Stop::File(name_of(&args.input), error.to_string()));
    };
    let Loaded { dossier, .. } = load(path).map_err(|error| {
        let _ = writeln!(streams.errors, "{error}");
        Stop::Said(exit_of(&error))
    })?;
    let fail = |message: String| Stop::File(name_of(path), message);
    let text = std::fs::read_to_string(path).map_err(|error| fail(format!("it could not be read ({error})")))?;
    let document = Document::parse(text).map_err(|error| fail(error.to_string()))?;
    Ok(Base::of(document, &dossier))
}

/// What a new dossier is called: after the two countries.
fn title(args: &ImportArgs) -> String {
    let name =
        |text: &SmolStr| crate::import::find_area(text).map_or_else(|| text.to_string(), |area| area.name.to_owned());
    match &args.pair {
        Some(Pair(a, b)) => format!("{}–{} relations", name(a), name(b)),
        None => format!("Imported from {}", file_name(&args.input)),
    }
}

/// The name of the file without its folder; of a compressed one as it is.
fn file_name(path: &Path) -> String {
    match path.file_name() {
        Some(name) if path.as_os_str() != "-" => name.to_string_lossy().into_owned(),
        _ => "standard input".to_owned(),
    }
}

/// Reads the input once, and takes its hash on the way.
fn read(input: &Path, recipe: &Recipe, base: &Base) -> Result<FileRead, Stop> {
    let unreadable = |error: io::Error| Stop::File(name_of(input), format!("it could not be read ({error})"));
    let stream: Box<dyn Read + Send> =
        if input.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(File::open(input).map_err(unreadable)?) };
    let name = file_name(input);
    let id = base.import_id(&name, recipe.kind);
    FileRead::read(stream, (&name, &id), recipe, base, &Progress::default()).map_err(Stop::Import)
}

fn print_recipe(recipe: &Recipe, streams: &mut Streams<'_>) -> io::Result<Exit> {
    serde_json::to_writer_pretty(&mut *streams.results, recipe)?;
    writeln!(streams.results)?;
    Ok(Exit::Clean)
}

/// Writes the dossier with the edit in it, if that is a sound one.
fn write(args: &ImportArgs, path: &Path, document: &Document, edit: &Edit) -> Result<Written, Stop> {
    let fail = |message: String| Stop::File(name_of(path), message);
    let (edited, _) = document.edited(edit).map_err(|error| fail(error.to_string()))?;
    let revision = Revision::of(edited);
    if let Err(diagnostics) = &revision.outcome {
        let first = diagnostics.first().map(ToString::to_string).unwrap_or_default();
        return Err(fail(format!("the dossier would not be sound, and was not written: {first}")));
    }
    let may_replace = args.into.is_some() || args.force;
    let overwrite = Overwrite::allowed_if(may_replace);
    write_whole(path, revision.document.text().as_bytes(), overwrite).map_err(|error| fail(error.to_string()))
}
