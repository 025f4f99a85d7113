//! `attache facts`: the facts with their figures, doubts and citations.

mod json;
mod table;
mod text;

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::open::open;
use super::{Exit, Streams};
use crate::dossier::{Bound, Dossier, Fact, Figure, Interval, Printed};

pub(super) const EXAMPLES: &str = "\
The facts come in the order of their dates, undated ones last. In JSON and CSV, low and high are the ends of
what rounds to the printed value; a value that the source gives as a limit only has no other end.

Examples:
  attache facts
  attache facts my.dossier.json --format csv > facts.csv
  attache facts --format json | jq '.[] | select(.citations == []) | .id'";

/// The arguments of `attache facts`.
#[derive(Args, Debug)]
pub struct FactsArgs {
    /// The dossier; without it, the one that comes with the program
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,

    /// How to print the facts
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A list with every field of every fact
    Json,
    /// A table with a row for each figure, and one for each fact without figures
    Csv,
    /// Paragraphs to read
    Text,
}

pub(super) fn run(args: &FactsArgs, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let dossier = match open(args.file.as_deref(), streams)? {
        Ok(dossier) => dossier,
        Err(exit) => return Ok(exit),
    };
    match args.format {
        Format::Json => json::print(&dossier, streams.results)?,
        Format::Csv => table::print(&dossier, streams.results)?,
        Format::Text => text::print(&dossier, streams.results)?,
    }
    Ok(Exit::Clean)
}

/// The facts in the order in which they are printed.
fn in_order(dossier: &Dossier) -> impl Iterator<Item = &Fact> {
    dossier.facts_by_date().iter().map(|fact| dossier.fact(*fact))
}

/// The ends of what a number may stand for, as exact decimals.
#[derive(Default)]
struct Ends {
    low: Option<String>,
    high: Option<String>,
}

impl Ends {
    /// The ends of what rounds to a printed number.
    fn of(printed: &Printed) -> Self {
        let interval = printed.interval();
        Self { low: decimal(&interval, Interval::low), high: decimal(&interval, Interval::high) }
    }

    /// The ends of a figure's value; where the value is a limit, nothing is known of the side beyond it.
    fn of_figure(figure: &Figure) -> Self {
        let ends = figure.value.as_ref().map(Self::of).unwrap_or_default();
        match figure.bound {
            Some(Bound::MoreThan) => Self { high: None, ..ends },
            Some(Bound::LessThan) => Self { low: None, ..ends },
            None => ends,
        }
    }
}

/// The most decimal places that the end of a printed number's interval can have.
const MAX_PLACES: usize = 100;

/// One end of an interval as an exact decimal; every end of a printed number has one.
fn decimal(interval: &Interval, end: impl Fn(&Interval) -> &num_rational::BigRational) -> Option<String> {
    let ten = num_bigint::BigInt::from(10);
    let mut scaled = end(interval).clone();
    let mut places = 0;
    while !scaled.is_integer() {
        places += 1;
        scaled *= &ten;
        if places > MAX_PLACES {
            return None;
        }
    }
    let number = scaled.to_integer();
    let digits = format!("{:0>width$}", number.magnitude().to_string(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if number.sign() == num_bigint::Sign::Minus { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_exact_decimals() {
        let ends = |text: &str| {
            let ends = Ends::of(&Printed::parse(text).expect(text));
            (ends.low.expect("low"), ends.high.expect("high"))
        };
        let check = |text: &str, low: &str, high: &str| assert_eq!(ends(text), (low.to_owned(), high.to_owned()));
        check("3.26e6", "3255000", "3265000");
        check("1465", "1464.5", "1465.5");
        check("-82.24", "-82.245", "-82.235");
        check("0", "-0.5", "0.5");
        check("0.01", "0.005", "0.015");
        check("1e-40", &format!("0.{}5", "0".repeat(40)), &format!("0.{}15", "0".repeat(39)));
    }
}
