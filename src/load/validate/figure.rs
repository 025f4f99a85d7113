//! Figures.

use super::checker::Checker;
use super::fact::{date, word};
use super::names::Names;
use crate::dossier::{
    Basis, Bound, Change, FactIx, Figure, FigureIx, Flow, Missing, Printed, PrintedError, Rank, Share, Valuation,
};
use crate::load::diagnostic::quoted;
use crate::load::path::Path;
use crate::load::raw::{RawChange, RawFigure, RawShare};
use crate::load::read::{Literal, Read};

pub(super) fn figure(check: &mut Checker, names: &Names, raw: RawFigure, path: &Path) -> Figure {
    check.strays(&raw.stray, RawFigure::KEYS, path);
    let said = Said::in_figure(&raw);
    check.custom(raw.custom, path);
    let reporter = check.optional_text(raw.reporter, &path.key("reporter"));
    let partner = check.optional_text(raw.partner, &path.key("partner"));
    if matches!(raw.basis, Read::Absent) {
        check.error(&path.key("basis"), "missing", format!("write one of: {}", Basis::WORDS.join(", ")));
    }
    let basis = word(check, raw.basis, &path.key("basis"), Basis::WORDS, Basis::from_word);
    let change = check.optional(raw.change, &path.key("change"));
    let share = check.optional(raw.share, &path.key("share"));
    let id = check.text(raw.id, &path.key("id"));
    let figure = Figure {
        label: check.optional_text(raw.label, &path.key("label")),
        measure: check.text(raw.measure, &path.key("measure")),
        commodity: check.optional_text(raw.commodity, &path.key("commodity")),
        flow: word(check, raw.flow, &path.key("flow"), Flow::WORDS, Flow::from_word),
        reporter: names.party(check, reporter, &path.key("reporter")),
        partner: names.party(check, partner, &path.key("partner")),
        period: date(check, raw.period, &path.key("period")),
        value: printed(check, raw.value, &path.key("value")),
        bound: word(check, raw.bound, &path.key("bound"), Bound::WORDS, Bound::from_word),
        unit: check.text(raw.unit, &path.key("unit")),
        valuation: word(check, raw.valuation, &path.key("valuation"), Valuation::WORDS, Valuation::from_word),
        basis: basis.unwrap_or(Basis::Stated),
        missing: word(check, raw.missing, &path.key("missing"), Missing::WORDS, Missing::from_word),
        change: change.and_then(|raw| self::change(check, raw, &path.key("change"))),
        share: share.and_then(|raw| self::share(check, names, &id, raw, &path.key("share"))),
        rank: word(check, raw.rank, &path.key("rank"), Rank::WORDS, Rank::from_word).unwrap_or_default(),
        rank_reason: check.optional_text(raw.rank_reason, &path.key("rank_reason")),
        note: check.optional_text(raw.note, &path.key("note")),
        id,
    };
    check_whole(check, &figure, &said, path);
    figure
}

/// Which keys a figure has, well or badly written: what is there but wrong has been noted, and is not missing.
struct Said {
    value: bool,
    number: bool,
    both_ends: bool,
}

impl Said {
    const fn in_figure(raw: &RawFigure) -> Self {
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
fn check_whole(check: &mut Checker, figure: &Figure, said: &Said, path: &Path) {
    if !said.number {
        check.error(
            path,
            "a figure without a number",
            "add value, change or share, or say why there is none with missing",
        );
    }
    if figure.missing.is_some() && said.value {
        check.error(&path.key("missing"), "a figure with a value cannot be missing", "keep one of the two");
    }
    if figure.bound.is_some() && !said.value {
        check.error(&path.key("bound"), "a limit without a value", "add the value, or leave bound out");
    }
    if matches!(figure.flow, Some(Flow::Export | Flow::Import)) && !said.both_ends {
        check.error(
            &path.key("flow"),
            "a direction without both of its ends",
            "add reporter and partner: an export goes from the reporter to the partner, an import comes from the partner",
        );
    }
    if figure.reporter.is_some() && figure.reporter == figure.partner {
        check.error(&path.key("partner"), "reporter and partner are the same party", "name the other party");
    }
}

fn change(check: &mut Checker, raw: RawChange, path: &Path) -> Option<Change> {
    check.strays(&raw.stray, RawChange::KEYS, path);
    if matches!(raw.from, Read::Absent) {
        check.error(&path.key("from"), "missing", "add the period that it changed from");
    }
    let percent = required_printed(check, raw.percent, &path.key("percent"));
    let from = date(check, raw.from, &path.key("from"));
    Some(Change { percent: percent?, from: from? })
}

fn share(check: &mut Checker, names: &Names, own: &str, raw: RawShare, path: &Path) -> Option<Share> {
    check.strays(&raw.stray, RawShare::KEYS, path);
    let of = check.text(raw.of, &path.key("of"));
    if !of.is_empty() && of == own {
        check.error(&path.key("of"), "a figure cannot be a share of itself", "name the figure that it is a part of");
    }
    let percent = required_printed(check, raw.percent, &path.key("percent"));
    let of = names.figure(check, &of, &path.key("of")).unwrap_or(FigureIx { fact: FactIx(0), place: 0 });
    Some(Share { of, percent: percent? })
}

fn required_printed(check: &mut Checker, literal: Literal, path: &Path) -> Option<Printed> {
    if matches!(literal, Literal::Absent) {
        check.error(path, "missing", "add the number");
    }
    printed(check, literal, path)
}

/// A number as printed.
fn printed(check: &mut Checker, literal: Literal, path: &Path) -> Option<Printed> {
    let text = match literal {
        Literal::Absent => return None,
        Literal::Text(text) => text,
        Literal::Wrong(found) => {
            let hint = if found == "null" {
                "where there is no number, leave value out and say why with missing"
            } else {
                "write the number as printed, for example \"3.26e6\""
            };
            check.error(path, format!("{found} instead of a number"), hint);
            return None;
        }
    };
    match Printed::parse(&text) {
        Ok(printed) => Some(printed),
        Err(error) => {
            let hint = match error {
                PrintedError::Empty | PrintedError::NotFinite => {
                    "where there is no number, leave it out and say why with missing"
                }
                PrintedError::NotDecimal => {
                    "write digits with a decimal point and no separators, for example \"3.26e6\""
                }
                PrintedError::OutOfRange => "write it with at most 34 digits and a power of ten between −40 and 40",
            };
            check.error(path, format!("{} {error}", quoted(&text)), hint);
            None
        }
    }
}
