//! Figures.

use std::borrow::Cow;

use smol_str::SmolStr;

use super::checker::Checker;
use super::fact::{date, word};
use super::names::Names;
use super::unit;
use crate::dossier::{
    Basis, Bound, Change, FactIx, Figure, FigureIx, Flow, Missing, Rank, ReportedValue, ReportedValueError, Share,
    Valuation,
};
use crate::load::diagnostic::quoted;
use crate::load::path::At;
use crate::load::raw::{RawChange, RawFigure, RawShare};
use crate::load::read::{Literal, Read, Record as _};

/// A figure, with the identifier of the one that it is a share of, which is looked up when all are there.
pub(super) fn figure<'de>(
    check: &mut Checker,
    names: &Names,
    raw: RawFigure<'de>,
    at: At<'_>,
) -> (Figure, Option<Cow<'de, str>>) {
    check.strays(&raw.stray, RawFigure::KEYS, at);
    let said = Said::in_figure(&raw);
    check.custom(raw.custom, at);
    let reporter = check.optional_name(raw.reporter, at.key("reporter"));
    let partner = check.optional_name(raw.partner, at.key("partner"));
    if matches!(raw.basis, Read::Absent) {
        check.error(at.key("basis"), "missing", format!("write one of: {}", Basis::WORDS.join(", ")));
    }
    let basis = word(check, raw.basis, at.key("basis"), Basis::WORDS, Basis::from_word);
    let change = check.optional(raw.change, at.key("change"));
    let share = check.optional(raw.share, at.key("share"));
    let id: SmolStr = check.text(raw.id, at.key("id"));
    let (share, whole) = share.map(|raw| self::share(check, &id, raw, at.key("share"))).unwrap_or_default();
    let figure = Figure {
        label: check.optional_text(raw.label, at.key("label")),
        measure: check.text(raw.measure, at.key("measure")),
        commodity: check.optional_text(raw.commodity, at.key("commodity")),
        flow: word(check, raw.flow, at.key("flow"), Flow::WORDS, Flow::from_word),
        reporter: names.party(check, reporter, at.key("reporter")),
        partner: names.party(check, partner, at.key("partner")),
        period: date(check, raw.period, at.key("period")),
        value: printed(check, raw.value, at.key("value")),
        bound: word(check, raw.bound, at.key("bound"), Bound::WORDS, Bound::from_word),
        unit: check.text(raw.unit, at.key("unit")),
        valuation: word(check, raw.valuation, at.key("valuation"), Valuation::WORDS, Valuation::from_word),
        basis: basis.unwrap_or(Basis::Stated),
        missing: word(check, raw.missing, at.key("missing"), Missing::WORDS, Missing::from_word),
        change: change.and_then(|raw| self::change(check, raw, at.key("change"))).map(Box::new),
        share: share.map(Box::new),
        rank: word(check, raw.rank, at.key("rank"), Rank::WORDS, Rank::from_word).unwrap_or_default(),
        rank_reason: check.optional_text(raw.rank_reason, at.key("rank_reason")),
        series_break: check.optional_text(raw.series_break, at.key("series_break")),
        note: check.optional_text(raw.note, at.key("note")),
        id,
    };
    check_whole(check, &figure, &said, at);
    if let Some(remedy) = unit::remedy(&figure.unit) {
        let message = format!("{} is no unit that values are compared or plotted in", quoted(&figure.unit));
        check.warning(at.key("unit"), message, remedy);
    }
    (figure, whole)
}

/// Which keys a figure has, well or badly written: what is there but wrong has been noted, and is not missing.
struct Said {
    value: bool,
    number: bool,
    both_ends: bool,
}

impl Said {
    const fn in_figure(raw: &RawFigure<'_>) -> Self {
        let value = !matches!(raw.value, Literal::Absent);
        let tied = !matches!((&raw.change, &raw.share), (Read::Absent, Read::Absent));
        Self {
            value,
            number: value || tied || !matches!(raw.missing, Read::Absent),
            both_ends: !matches!(raw.reporter, Read::Absent) && !matches!(raw.partner, Read::Absent),
        }
    }
}

/// Rules that concern more than one key.
fn check_whole(check: &mut Checker, figure: &Figure, said: &Said, at: At<'_>) {
    if !said.number {
        check.error(
            at,
            "a figure without a number",
            "add value, change or share, or say why there is none with missing",
        );
    }
    if figure.missing.is_some() && said.value {
        check.error(at.key("missing"), "a figure with a value cannot be missing", "keep one of the two");
    }
    if figure.bound.is_some() && !said.value {
        check.error(at.key("bound"), "a limit without a value", "add the value, or leave bound out");
    }
    if matches!(figure.flow, Some(Flow::Export | Flow::Import)) && !said.both_ends {
        check.error(
            at.key("flow"),
            "a direction without both of its ends",
            "add reporter and partner: an export goes from the reporter to the partner, an import comes from the partner",
        );
    }
    if figure.reporter.is_some() && figure.reporter == figure.partner {
        check.error(at.key("partner"), "reporter and partner are the same party", "name the other party");
    }
}

fn change(check: &mut Checker, raw: RawChange<'_>, at: At<'_>) -> Option<Change> {
    check.strays(&raw.stray, RawChange::KEYS, at);
    if matches!(raw.from, Read::Absent) {
        check.error(at.key("from"), "missing", "add the period that it changed from");
    }
    let percent = required_printed(check, raw.percent, at.key("percent"));
    let from = date(check, raw.from, at.key("from"));
    Some(Change { percent: percent?, from: from? })
}

/// A share, with the identifier of the whole.
fn share<'de>(
    check: &mut Checker,
    own: &str,
    raw: RawShare<'de>,
    at: At<'_>,
) -> (Option<Share>, Option<Cow<'de, str>>) {
    check.strays(&raw.stray, RawShare::KEYS, at);
    let of = check.name(raw.of, at.key("of"));
    if !of.is_empty() && of == own {
        check.error(at.key("of"), "a figure cannot be a share of itself", "name the figure that it is a part of");
    }
    let percent = required_printed(check, raw.percent, at.key("percent"));
    let share = percent.map(|percent| Share { of: FigureIx { fact: FactIx(0), place: 0 }, percent });
    (share, Some(of).filter(|of| !of.is_empty()))
}

fn required_printed(check: &mut Checker, literal: Literal<'_>, at: At<'_>) -> Option<ReportedValue> {
    if matches!(literal, Literal::Absent) {
        check.error(at, "missing", "add the number");
    }
    printed(check, literal, at)
}

/// A number as printed.
fn printed(check: &mut Checker, literal: Literal<'_>, at: At<'_>) -> Option<ReportedValue> {
    let text = match literal {
        Literal::Absent => return None,
        Literal::Text(text) => text,
        Literal::Wrong(found) => {
            let hint = if found == "null" {
                "where there is no number, leave value out and say why with missing"
            } else {
                "write the number as printed, for example \"3.26e6\""
            };
            check.error(at, format!("{found} instead of a number"), hint);
            return None;
        }
    };
    match ReportedValue::parse(&text) {
        Ok(printed) => Some(printed),
        Err(error) => {
            let hint = match error {
                ReportedValueError::Empty | ReportedValueError::NotFinite => {
                    "where there is no number, leave it out and say why with missing"
                }
                ReportedValueError::NotDecimal => {
                    "write digits with a decimal point and no separators, for example \"3.26e6\""
                }
                ReportedValueError::OutOfRange => {
                    "write it with at most 34 digits and a power of ten between −40 and 40"
                }
            };
            check.error(at, format!("{} {error}", quoted(&text)), hint);
            None
        }
    }
}
