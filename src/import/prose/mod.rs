//! Dates and amounts in prose, found by named rules: no model, no network, the same every time.
//!
//! A text is cut into windows (a line each, or a piece of a very long one) and these into tokens; each rule looks at the
//! tokens from one place on and never back over what was taken, so that the time is linear in the text and the memory is
//! that of one window and of what was found. What is found carries its range in the text and the rule that found it.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a rule looks at the tokens that it begins with and passes all others by"
)]

mod amounts;
mod dates;
mod lexicon;
mod moment;
mod sentences;
mod token;

pub use amounts::{Amount, AmountRule, AmountUnit, Change, KnownUnit, PrintedNumber, Qualifier};
pub(super) use dates::is_heading;
pub use dates::{Bound, DateMention, Length, Point, Rule, Standing, TimeMention};
pub use moment::{Grain, Moment, Part, Unit};
pub use sentences::sentences;

/// The language whose separators, number words and date forms are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, and what is not known to be another.
    #[default]
    English,
    /// Indonesian: decimal comma, `juta`, day before month.
    Indonesian,
    /// Korean: `년`, `월`, `일`, `만`, `억`, `조`.
    Korean,
}

impl Language {
    /// The language of a BCP 47 tag; English where the tag is another or none.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        match tag.split(['-', '_']).next() {
            Some(primary) if primary.eq_ignore_ascii_case("id") => Self::Indonesian,
            Some(primary) if primary.eq_ignore_ascii_case("ko") => Self::Korean,
            _ => Self::English,
        }
    }
}

/// The times and the amounts of a text, each in its order.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The times.
    pub times: Vec<TimeMention>,
    /// The amounts, lengths of time among them.
    pub amounts: Vec<Amount>,
}

/// Every time and every amount that a text says.
///
/// A month or a day without its year is read from the running date, which a heading ends; such a date is
/// [`Standing::Inferred`].
#[must_use]
pub fn read(text: &str, language: Language) -> Reading {
    let mut reading = Reading::default();
    let mut running = dates::Running::default();
    let mut taken = Vec::new();
    token::windows(text, |window| {
        let before = reading.times.len();
        dates::read(window, language, &mut running, &mut reading.times);
        taken.clear();
        taken.extend(
            reading.times[before..]
                .iter()
                .filter(|time| matches!(time, TimeMention::Date(_)))
                .map(|time| time.range().clone()),
        );
        amounts::read(window, language, &taken, &mut reading.amounts);
    });
    reading
}
