//! Amounts and periods as they stand in titles and statements.

use crate::dossier::{Date, ReportedValue};
use crate::format::date::date_text;
use crate::format::number::printed_text;

/// A number with its unit, every digit in it.
#[must_use]
pub(super) fn amount(value: &str, unit: &str) -> String {
    ReportedValue::parse(value).map_or_else(|_not_plain| format!("{value} {unit}"), |value| printed_text(&value, unit))
}

/// A date or period in words.
#[must_use]
pub(super) fn period(edtf: &str) -> String {
    Date::parse(edtf).map_or_else(|_not_a_date| edtf.to_owned(), |date| date_text(&date))
}
