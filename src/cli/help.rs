//! `attache help`: what there is to know beside the options, by topic.

use std::fmt::Write as _;
use std::io;

use clap::builder::PossibleValuesParser;
use clap::{Args, Command};

use super::{Exit, Streams};
use crate::app::GUIDE;
use crate::window::keyboard;

pub(super) const EXAMPLES: &str = "\
Examples:
  attache help               the topics
  attache help dates         how a dossier says when
  attache help export        the options of a command, as `attache export --help`";

/// The arguments of `attache help`.
#[derive(Args, Debug)]
pub struct HelpArgs {
    /// A topic, or a command
    #[arg(value_name = "TOPIC", value_parser = names(), hide_possible_values = true)]
    topic: Option<String>,
}

/// Something that can be read about.
struct Topic {
    name: &'static str,
    /// What it is about, in the list of topics.
    about: &'static str,
    text: Text,
}

enum Text {
    /// A file of `assets/help`.
    File(&'static str),
    /// Made of what the program does by.
    Made(fn() -> String),
}

impl Topic {
    const fn file(name: &'static str, about: &'static str, text: &'static str) -> Self {
        Self { name, about, text: Text::File(text) }
    }

    fn text(&self) -> String {
        match self.text {
            Text::File(text) => text.to_owned(),
            Text::Made(text) => text(),
        }
    }
}

static TOPICS: [Topic; 11] = [
    Topic {
        name: "tour",
        about: "the program in nine steps, as the guide in the window has them",
        text: Text::Made(tour),
    },
    Topic::file("format", "the dossier file", include_str!("../../assets/help/format.md")),
    Topic::file("dates", "how a dossier says when", include_str!("../../assets/help/dates.md")),
    Topic::file("figures", "how a dossier says how much", include_str!("../../assets/help/figures.md")),
    Topic::file("chart", "reading and changing the chart of trade", include_str!("../../assets/help/chart.md")),
    Topic::file(
        "importing",
        "tables, lists, bibliographies and articles",
        include_str!("../../assets/help/importing.md"),
    ),
    Topic::file("exporting", "figures, web pages, data and citations", include_str!("../../assets/help/exporting.md")),
    Topic::file("editing", "writing facts and sources, undoing, saving", include_str!("../../assets/help/editing.md")),
    Topic::file("reviewing", "search, filters and findings", include_str!("../../assets/help/reviewing.md")),
    Topic::file("window", "renderers, files, privacy, access", include_str!("../../assets/help/window.md")),
    Topic { name: "keyboard", about: "every key of the window", text: Text::Made(keys) },
];

/// The commands that help is offered for.
fn commands() -> impl Iterator<Item = Command> {
    let all: Vec<Command> = super::args::command().get_subcommands().cloned().collect();
    all.into_iter().filter(|command| !command.is_hide_set() && command.get_name() != "help")
}

/// The names of topics and commands.
fn names() -> PossibleValuesParser {
    // The commands are asked for while their arguments are made, and so are named here.
    let commands =
        ["check", "facts", "audit", "compare", "cite", "edit", "diff", "merge", "export", "import", "schema"];
    PossibleValuesParser::new(TOPICS.iter().map(|topic| topic.name).chain(commands))
}

pub(super) fn run(args: &HelpArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let wanted = args.topic.as_deref();
    let text = match TOPICS.iter().find(|topic| Some(topic.name) == wanted) {
        Some(topic) => topic.text(),
        None => match commands().find(|command| Some(command.get_name()) == wanted) {
            Some(command) => super::args::help_of(&command),
            None => overview(),
        },
    };
    writeln!(streams.results, "{}", text.trim_end())?;
    Ok(Exit::Clean)
}

/// The topics and the commands, a line each.
fn overview() -> String {
    let mut text =
        "attache opens the window; attache FILE opens a dossier in it.\n\nTopics (attache help TOPIC):\n".to_owned();
    for topic in &TOPICS {
        let _ = writeln!(text, "  {:<10} {}", topic.name, topic.about);
    }
    text.push_str("\nCommands (attache COMMAND --help):\n");
    for command in commands() {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(text, "  {:<10} {about}", command.get_name());
    }
    text
}

/// The steps of the guide in the window.
fn tour() -> String {
    let mut text =
        "# Two minutes\n\nStart attache. F1 shows these steps in the window, each with a button.\n".to_owned();
    for (place, step) in GUIDE.iter().enumerate() {
        let _ = write!(text, "\n{}. {}\n", place + 1, step.title);
        for line in lines(step.text, 74) {
            let _ = writeln!(text, "   {line}");
        }
    }
    text
}

/// Every key of the window, as its sheet of shortcuts has them.
fn keys() -> String {
    let mut text = "# The keyboard\n\nTab goes from one control to the next, Space or Enter presses it,\nF6 goes from panel to panel.\n".to_owned();
    for (group, commands) in keyboard() {
        let _ = write!(text, "\n{group}\n\n");
        for (keys, what) in commands {
            let _ = writeln!(text, "    {keys:<16} {what}");
        }
    }
    text
}

/// A text in lines of at most so many characters.
fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let is_full = lines.last().is_some_and(|line| line.chars().count() + 1 + word.chars().count() > most);
        if is_full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::command;
    use crate::dossier::Date;
    use std::collections::BTreeSet;

    const README: &str = include_str!("../../README.md");

    /// All that is told in words: the topics, and the README.
    fn texts() -> Vec<(&'static str, String)> {
        let topics = TOPICS.iter().map(|topic| (topic.name, topic.text()));
        topics.chain([("README", README.to_owned())]).collect()
    }

    /// The words of a line of a shell, without its comment.
    fn words(line: &str) -> Vec<String> {
        let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
        for letter in line.chars().chain([' ']) {
            match (quote, letter) {
                (None, '"' | '\'') => quote = Some(letter),
                (Some(open), _) if open == letter => quote = None,
                (None, ' ') if word == "#" => return words,
                (None, ' ') => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
                (_, _) => word.push(letter),
            }
        }
        words
    }

    #[test]
    fn every_command_that_is_shown_is_understood() {
        let mut seen = 0;
        for (name, text) in texts() {
            for line in text.lines().map(str::trim) {
                let Some(start) =
                    line.rfind("| attache ").map(|at| at + 2).or(line.starts_with("attache ").then_some(0))
                else {
                    continue;
                };
                // What begins a sentence is no command.
                if line[start..].ends_with(['.', ';', ':', ',']) && !line.contains(" --") {
                    continue;
                }
                seen += 1;
                let parsed = crate::cli::parse(words(&line[start..]).into_iter().map(Into::into));
                if let Err(reply) = parsed {
                    assert!(!reply.is_error(), "{name}: {line}: {reply}");
                }
            }
        }
        assert!(seen > 30, "only {seen} commands were found");
    }

    #[test]
    fn every_option_that_is_named_is_there() {
        let mut known = BTreeSet::from(["--release", "--open", "--help", "--version"].map(str::to_owned));
        for command in command().get_subcommands().chain([&command()]) {
            known.extend(command.get_arguments().filter_map(|arg| Some(format!("--{}", arg.get_long()?))));
        }
        for (name, text) in texts() {
            for word in text.split(|letter: char| !letter.is_ascii_lowercase() && letter != '-') {
                let is_option = word.starts_with("--") && word.len() > 2 && !word.starts_with("---");
                assert!(!is_option || known.contains(word), "{name}: {word} is no option");
            }
        }
    }

    #[test]
    fn every_key_that_is_named_does_something() {
        let known: BTreeSet<String> = crate::window::all_keys().collect();
        // Keys of the pointer, of a dialog, and those that fields have everywhere.
        let others = ["Shift+click", "Ctrl+click", "Alt+↑", "Alt+↓", "Ctrl+V", "Ctrl", "Shift", "Alt"];
        let mut seen = 0;
        for (name, text) in texts().into_iter().filter(|(name, _)| *name != "keyboard") {
            let text = text.replace("Ctrl++", "Ctrl+＋");
            for word in text.split(|letter: char| letter.is_whitespace() || "(),.;:`*“”|[]".contains(letter)) {
                let word = word.replace('＋', "+");
                let is_letter = word.chars().count() == 1 && word.chars().all(|letter| letter.is_ascii_uppercase());
                let is_function = word.strip_prefix('F').is_some_and(|rest| rest.parse::<u8>().is_ok());
                let has_modifier = ["Ctrl+", "Shift+", "Alt+"].iter().any(|modifier| word.starts_with(modifier));
                if is_letter || is_function || has_modifier {
                    seen += 1;
                    assert!(known.contains(&word) || others.contains(&word.as_str()), "{name}: {word} is no key");
                }
            }
        }
        assert!(seen > 40, "only {seen} keys were found");
    }

    #[test]
    fn every_date_that_is_shown_is_one() {
        let text = include_str!("../../assets/help/dates.md");
        let dates: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("    ")?.split_whitespace().next()).collect();
        assert!(dates.len() > 8, "{dates:?}");
        for date in dates {
            assert!(Date::parse(date).is_ok(), "{date}");
        }
    }

    #[test]
    fn the_dossier_that_is_shown_is_sound() {
        let text = include_str!("../../assets/help/format.md");
        let json: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("    ")).collect();
        let end = json.iter().position(|line| *line == "}").expect("it ends");
        let loaded = crate::load::load_bytes(json[..=end].join("\n").as_bytes()).expect("sound");
        assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    }

    #[test]
    fn every_command_is_offered_by_name() {
        let parser = names();
        let offered: Vec<String> = clap::builder::TypedValueParser::possible_values(&parser)
            .into_iter()
            .flatten()
            .map(|value| value.get_name().to_owned())
            .collect();
        for command in commands() {
            assert!(offered.iter().any(|name| name == command.get_name()), "{}", command.get_name());
        }
        assert_eq!(offered.len(), TOPICS.len() + commands().count(), "each once");
    }

    #[test]
    fn topics_fit_a_terminal() {
        for topic in &TOPICS {
            for line in topic.text().lines().filter(|line| !line.starts_with("    ")) {
                assert!(line.chars().count() <= 80, "{}: {line}", topic.name);
            }
        }
    }
}
