//! `attache generate`: an invented dossier of any size, for measuring the program with.

mod dates;
mod dice;
mod facts;
mod figures;
mod json;
mod vocabulary;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use self::dice::Dice;
use self::json::Object;
use self::vocabulary::{COMMODITIES, OUTLETS, PARTIES, PEOPLE, THEMES, TOPICS};
use super::{Exit, Streams, note_written};
use crate::load::FORMAT;
use crate::store::{Overwrite, write_whole_with};

pub(super) const EXAMPLES: &str = "\
Everything in the file is invented; the same number and seed always give the same bytes.

Example:
  attache generate --facts 100000 --seed 1 --out large.dossier.json";

/// The arguments of `attache generate`.
#[derive(Args, Debug)]
pub struct GenerateArgs {
    /// How many facts
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=MOST_FACTS))]
    facts: u64,

    /// Which of the many dossiers of that size
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,

    /// Where to write it
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    /// Replace the file if it is there already
    #[arg(long)]
    force: bool,
}

/// More facts than this make a file that is larger than what the program reads.
const MOST_FACTS: u64 = 1_500_000;

pub(super) fn run(args: &GenerateArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let overwrite = Overwrite::allowed_if(args.force);
    match write_whole_with(&args.out, overwrite, |out| generate(out, args.facts, args.seed)) {
        Ok(written) => {
            note_written(&args.out, &written, streams)?;
            Ok(Exit::Clean)
        }
        Err(error) => {
            writeln!(streams.errors, "attache: error: {error}")?;
            Ok(Exit::Unusable)
        }
    }
}

/// Writes an invented dossier of so many facts, one to a line, as it comes; the same number and seed give the same bytes.
///
/// Dates of every kind that EDTF has lie between 1945 and 2025, thicker towards the end. There are sources with markers,
/// flags, relations between facts, and figures: monthly values of up to fifty commodities as both parties report them,
/// with rivals, shares and changes. Some of the texts are in Hangul.
///
/// # Errors
///
/// Those of `out`.
pub fn generate(out: &mut dyn Write, facts: u64, seed: u64) -> io::Result<()> {
    let world = World::new(facts, seed);
    writeln!(out, "{{\n  \"format\": {FORMAT},\n  \"title\": \"An invented dossier of {facts} facts\",")?;
    writeln!(out, "  \"summary\": \"Drawn by lot from seed {seed}, to measure with. Nothing in it is so.\",")?;
    writeln!(out, "  \"language\": \"en\",")?;
    list(out, "parties", PARTIES.iter().map(|(id, name)| Object::new().text("id", id).text("name", name)), ",")?;
    list(out, "themes", THEMES.iter().map(|(id, label)| Object::new().text("id", id).text("label", label)), ",")?;
    list(out, "sources", (0..world.sources).map(|place| source(&world, place)), ",")?;
    list(out, "facts", (0..facts).map(|place| facts::fact(&world, place)), "")?;
    writeln!(out, "}}")
}

/// What all parts of one invented dossier share.
struct World {
    facts: u64,
    seed: u64,
    sources: u64,
    /// How many of the commodities are traded.
    commodities: usize,
}

impl World {
    fn new(facts: u64, seed: u64) -> Self {
        let commodities = usize::try_from(facts / 100).unwrap_or(usize::MAX);
        Self { facts, seed, sources: 4 + facts / 20, commodities: commodities.clamp(3, COMMODITIES.len()) }
    }

    /// The dice of one thing, which fall the same way whatever was thrown before.
    fn dice(&self, kind: u64, place: u64) -> Dice {
        Dice::new(&[self.seed, kind, place])
    }
}

/// The dice of sources; facts have their own.
const OF_SOURCES: u64 = 1;

fn list(out: &mut dyn Write, key: &str, items: impl Iterator<Item = Object>, end: &str) -> io::Result<()> {
    write!(out, "  \"{key}\": [")?;
    for (place, item) in items.enumerate() {
        write!(out, "{}\n    {}", if place == 0 { "" } else { "," }, item.end())?;
    }
    writeln!(out, "\n  ]{end}")
}

fn source_id(place: u64) -> String {
    format!("ref-{}", place + 1)
}

fn source(world: &World, place: u64) -> Object {
    let mut dice = world.dice(OF_SOURCES, place);
    let year = dates::year(&mut dice);
    let kind = dice.one_of(&["article-newspaper", "webpage", "report", "document", "book"]);
    let source = Object::new().text("id", &source_id(place)).text("type", kind);
    let marker = Object::new().text("marker", &format!("[{}]", place + 1));
    if kind == "document" {
        return source
            .text("note", "Known only as a marker; its author, title and date are not known.")
            .object("custom", marker);
    }
    let person = dice.one_of(PEOPLE);
    let author = if person.chars().any(|c| c >= '\u{1100}') || dice.hits(10) {
        Object::new().text("literal", person)
    } else {
        let (given, family) = person.split_once(' ').unwrap_or(("", person));
        Object::new().text("family", family).text("given", given)
    };
    let topic = dice.one_of(TOPICS);
    let title = format!("{}: {year} in review, part {}", topic.0, dice.below(40) + 1);
    let month = if dice.hits(70) { format!(", {}", dice.below(12) + 1) } else { String::new() };
    source
        .text("title", &title)
        .list("author", &[author])
        .text("container-title", dice.one_of(OUTLETS))
        .object("issued", Object::new().raw("date-parts", &format!("[[{year}{month}]]")))
        .text("URL", &format!("https://archive.example/{year}/{}", place + 1))
        .object("custom", marker)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::load::load_bytes;

    fn bytes(facts: u64, seed: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        generate(&mut bytes, facts, seed).expect("memory can be written to");
        bytes
    }

    #[test]
    fn the_same_number_and_seed_give_the_same_bytes() {
        assert_eq!(bytes(200, 7), bytes(200, 7));
        assert_ne!(bytes(200, 7), bytes(200, 8));
    }

    #[test]
    fn what_is_generated_is_a_sound_dossier_with_everything_in_it() {
        for facts in [1, 100, 3_000] {
            let loaded = load_bytes(&bytes(facts, 1)).unwrap_or_else(|errors| panic!("{}", errors[0]));
            assert_eq!(loaded.warnings, [], "{facts}");
            assert_eq!(loaded.dossier.facts().len() as u64, facts);
        }
        let dossier = load_bytes(&bytes(3_000, 1)).expect("sound").dossier;
        let facts = dossier.facts();
        let themes: BTreeSet<_> = facts.iter().map(|fact| fact.theme.0).collect();
        assert_eq!(themes.len(), THEMES.len());
        let kinds = ["/..", "../", "~", "?", "X", "[", "{", "-21", "T"];
        for kind in kinds {
            let is_of_kind =
                |fact: &crate::dossier::Fact| fact.date.as_ref().is_some_and(|date| date.text().contains(kind));
            assert!(facts.iter().any(is_of_kind), "{kind}");
        }
        for fact in facts {
            // A decade and a winter reach beyond their year.
            let year = |day: Option<crate::dossier::Day>| day.is_none_or(|day| (1940..=2029).contains(&day.year()));
            assert!(
                fact.date.as_ref().is_none_or(|date| year(date.first_day()) && year(date.last_day())),
                "{}",
                fact.id
            );
        }
        let commodities: BTreeSet<_> =
            dossier.figures().filter_map(|(_, figure)| figure.commodity.as_deref()).collect();
        assert_eq!(commodities.len(), 30);
        let has = |what: &str, found: bool| assert!(found, "{what}");
        has("Hangul", facts.iter().any(|fact| fact.title.contains('단')));
        has("a diacritic", facts.iter().any(|fact| fact.statement.contains('é')));
        has("an undated fact", facts.iter().any(|fact| fact.date.is_none()));
        has("a flag", facts.iter().any(|fact| !fact.flags.is_empty()));
        has("a relation", facts.iter().any(|fact| !fact.relations.is_empty()));
        has("an uncited fact", facts.iter().any(crate::dossier::Fact::is_uncited));
        has("a share", dossier.figures().any(|(_, figure)| figure.share.is_some()));
        has("a change", dossier.figures().any(|(_, figure)| figure.change.is_some()));
        has("rivals", !crate::analysis::Rivals::new(&dossier).groups().is_empty());
    }
}
