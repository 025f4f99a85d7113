//! Arguments as typed.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use super::Exit;
use super::audit::AuditArgs;
use super::check::CheckArgs;
use super::cite::CiteArgs;
use super::compare::CompareArgs;
use super::diff::DiffArgs;
use super::edit::EditArgs;
use super::export::ExportArgs;
use super::facts::FactsArgs;
use super::generate::GenerateArgs;
use super::help::HelpArgs;
use super::import::ImportArgs;
use super::merge::MergeArgs;

/// The end of every `--help`.
const EXIT_CODES: &str = "\
Exit codes:
  0  success
  1  errors were found in a dossier
  2  a file could not be read, or the command was not understood
  134  memory ran out (so a shell on Linux and macOS says); the last line of standard error says how many bytes could not be had";

/// What stands below the list of commands in `attache --help`.
const EXAMPLES: &str = "\
Examples:
  attache                                  open the dossier that comes with the program
  attache my.dossier.json                  open a dossier of your own
  attache ./facts                          open a file that is called like a command
  make-dossier | attache -                 open a dossier from standard input
  attache check my.dossier.json            say what is wrong with it, line by line
  attache facts --format csv > facts.csv   the facts as a table
  attache export --view trade --out t.png  the chart of trade as a picture";

/// The whole command line, as typed.
#[derive(Debug, Parser)]
#[command(
    name = "attache",
    version,
    about = "Reads dossiers of cited facts about the relations between two countries",
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}\n\nattache help lists what else there is to read.")
)]
struct Args {
    /// The dossier to open in the window, - for standard input; without it, the one that was open last
    file: Option<PathBuf>,

    /// Draw the window with this renderer only, instead of trying one after the other
    #[arg(long, value_enum, env = "ATTACHE_RENDERER")]
    renderer: Option<Renderer>,

    #[command(subcommand)]
    command: Option<Command>,
}

/// What the program is asked to do.
#[derive(Debug)]
pub enum Invocation {
    /// Open the window.
    Window {
        /// The dossier to open; the shipped one where there is none.
        file: Option<PathBuf>,
        /// The only renderer to try, where one is given.
        renderer: Option<Renderer>,
    },
    /// Run a command and end.
    Command(Command),
}

/// What draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    /// OpenGL
    Glow,
    /// Vulkan, Metal, Direct3D or WebGPU
    Wgpu,
}

/// A command that needs no window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Validate dossiers and say what is wrong, where, and what to do
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::check::EXAMPLES))]
    Check(CheckArgs),
    /// Print the facts with their figures, doubts and citations
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::facts::EXAMPLES))]
    Facts(FactsArgs),
    /// Print what speaks against what, what follows from what, and what only a person can settle
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::audit::EXAMPLES))]
    Audit(AuditArgs),
    /// Print what has changed in a dossier since a figure was drawn from it
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::compare::EXAMPLES))]
    Compare(CompareArgs),
    /// Print references to the sources, in a citation style or for another program
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::cite::EXAMPLES))]
    Cite(CiteArgs),
    /// Apply edits, one a line, to a dossier; what they do not name keeps its bytes
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::edit::EXAMPLES))]
    Edit(EditArgs),
    /// Print what has changed from one version of a dossier to another, fact by fact
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::diff::EXAMPLES))]
    Diff(DiffArgs),
    /// Merge two versions of a dossier that were made from one
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::merge::EXAMPLES))]
    Merge(MergeArgs),
    /// Draw the chart of trade or the timeline into a file, or write the whole dossier in another format
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::export::EXAMPLES))]
    Export(Box<ExportArgs>),
    /// Read a foreign file and propose what it holds: trade tables and lists of events
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::import::EXAMPLES))]
    Import(Box<ImportArgs>),
    /// Write an invented dossier of any size, to measure with
    #[command(hide = true, after_help = format!("{}\n\n{EXIT_CODES}", super::generate::EXAMPLES))]
    Generate(GenerateArgs),
    /// Print the JSON Schema of the dossier format
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::schema::EXAMPLES))]
    Schema,
    /// Print what there is to know, by topic: the file, dates, figures, importing, exporting, editing, keys
    #[command(after_help = format!("{}\n\n{EXIT_CODES}", super::help::EXAMPLES))]
    Help(HelpArgs),
}

/// The grammar of the command line.
pub(super) fn command() -> clap::Command {
    Args::command()
}

/// The help of a command, as `--help` prints it.
pub(super) fn help_of(command: &clap::Command) -> String {
    command.clone().bin_name(format!("attache {}", command.get_name())).render_long_help().to_string()
}

/// An answer to arguments that ask for no run: help, the version, or what could not be understood.
#[derive(Debug)]
pub struct Reply(clap::Error);

/// Reads the arguments, the name of the program first.
///
/// # Errors
///
/// A [`Reply`] where they ask for help or for the version, or could not be understood.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Invocation, Reply> {
    let Args { file, renderer, command } = Args::try_parse_from(args).map_err(Reply)?;
    Ok(match command {
        Some(command) => Invocation::Command(command),
        None => Invocation::Window { file, renderer },
    })
}

impl Reply {
    /// Whether it says what could not be understood, rather than what was asked for.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.0.use_stderr()
    }

    /// The exit code that goes with it.
    #[must_use]
    pub fn exit(&self) -> Exit {
        if self.is_error() { Exit::Unusable } else { Exit::Clean }
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.render().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parsed(args: &[&str]) -> Result<Invocation, Reply> {
        parse(["attache"].iter().chain(args).map(OsString::from))
    }

    #[track_caller]
    fn check_window(args: &[&str], expected_file: Option<&str>, expected_renderer: Option<Renderer>) {
        let Ok(Invocation::Window { file, renderer }) = parsed(args) else { panic!("{args:?} opens no window") };
        assert_eq!((file, renderer), (expected_file.map(PathBuf::from), expected_renderer), "{args:?}");
    }

    #[test]
    fn the_grammar_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn without_a_command_the_window_opens() {
        check_window(&[], None, None);
        check_window(&["a.dossier.json"], Some("a.dossier.json"), None);
        check_window(&["./facts"], Some("./facts"), None);
        check_window(&["--", "facts"], Some("facts"), None);
        check_window(&["--renderer", "wgpu", "a b.json"], Some("a b.json"), Some(Renderer::Wgpu));
    }

    #[test]
    fn a_command_is_a_command_even_where_a_file_is_called_so() {
        assert!(matches!(parsed(&["facts"]), Ok(Invocation::Command(Command::Facts(_)))));
        assert!(matches!(parsed(&["check", "facts"]), Ok(Invocation::Command(Command::Check(_)))));
        assert!(matches!(parsed(&["schema"]), Ok(Invocation::Command(Command::Schema))));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for args in [
            &["check"][..],
            &["facts", "a", "b"],
            &["facts", "--format", "xml"],
            &["--nonsense"],
            &["a", "b"],
            &["a", "--renderer", "software"],
        ] {
            let reply = parsed(args).expect_err("refused");
            assert!(reply.is_error() && reply.exit() == Exit::Unusable, "{args:?}");
        }
        for args in [["--help"], ["--version"]] {
            let reply = parsed(&args).expect_err("answered");
            assert!(!reply.is_error() && reply.exit() == Exit::Clean, "{args:?}");
        }
    }
}
