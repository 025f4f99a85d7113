//! What the chart says in words: what it shows, in what unit, and what stands at its bars.

use smol_str::SmolStr;

use super::TradeInput;
use super::bars::{Column, PlacedBar, bars};
use super::ink::Kind;
use super::notes::notes;
use super::scale::Scale;
use super::sources::{marker, sources};
use crate::analysis::{Coverage, Direction, MonthValues, NoDataReason, Observation, TradeSeries};
use crate::app::{SourceLine, Span, ValueAxis};
use crate::charts::frame::Aside;
use crate::dossier::{Basis, Dossier, Valuation};
use crate::format::date::{date_text, day_range_text, part_of_year_label};
use crate::format::number::{MINUS, count_text, counted, counting_unit, printed_at, rounded_at, unit_name, value_text};

/// Significant digits of a derived value over its bar.
const DERIVED_DIGITS: u8 = 3;

/// More values without a place than this are counted.
const MOST_UNPLACED: usize = 12;

/// What the chart shows.
#[must_use]
pub fn title(dossier: &Dossier) -> String {
    match dossier.parties() {
        [one, other, ..] => format!("Trade between {} and {}", one.name, other.name),
        _ => "Trade".to_owned(),
    }
}

/// In what unit the values are, who reported them, how they are valued, and how they are spaced.
pub(super) fn subtitle(input: &TradeInput<'_>, scale: &Scale) -> String {
    let series = input.series;
    if series.is_empty() {
        return String::new();
    }
    let mut parts = vec![format!("{} per calendar year", counting_unit(scale.magnitude, &series.unit))];
    parts.push(reporters(input));
    parts.push(valuations(&series.valuations));
    match scale.axis {
        ValueAxis::Logarithmic => parts.push("logarithmic axis: the length of a bar does not show its size".to_owned()),
        ValueAxis::Linear if !scale.starts_at_zero() => parts.push("the axis does not start at zero".to_owned()),
        ValueAxis::Linear => {}
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

fn reporters(input: &TradeInput<'_>) -> String {
    let name = |id: &Option<SmolStr>| id.as_deref().map(|id| input.dossier.party_name(id).to_owned());
    let named: Vec<String> = input.series.reporters.iter().filter_map(name).collect();
    let has_unknown = input.series.reporters.iter().any(Option::is_none);
    match (named.as_slice(), has_unknown) {
        ([], _) => "reporter not stated".to_owned(),
        ([one], false) if input.series.seen_by.is_some() => format!("as seen by {one} only"),
        ([one], false) => format!("as seen by {one}"),
        ([one], true) => format!("as seen by {one} where that is stated"),
        (several, _) => format!("not one series: as seen by {}", several.join(" and by ")),
    }
}

fn valuations(valuations: &[Option<Valuation>]) -> String {
    let word = |valuation: &Option<Valuation>| match valuation {
        None => "valuation not stated",
        Some(Valuation::Fob) => "valued f.o.b.",
        Some(Valuation::Cif) => "valued c.i.f.",
    };
    let words: Vec<&str> = valuations.iter().map(word).collect();
    match words.as_slice() {
        [one] => (*one).to_owned(),
        _ if words.is_empty() => String::new(),
        _ => format!("mixed: {}", words.join(", ")),
    }
}

/// What belongs to the series but to no year, or to another unit.
pub(super) fn unplaced(input: &TradeInput<'_>) -> Vec<Aside> {
    let describe = |observation: &Observation| {
        let fact = input.dossier.fact(observation.figure.fact);
        let figure = input.dossier.figure(observation.figure);
        let why = match &observation.period {
            None => "no period stated".to_owned(),
            Some(period) if figure.unit != input.series.unit => format!("{}, in another unit", date_text(period)),
            Some(period) => date_text(period),
        };
        let value = value_text(figure);
        let marker = marker(input.dossier, observation);
        Aside { fact: fact.id.clone(), text: format!("Not placed: {value} {marker}, {why}.") }
    };
    let all = || input.series.unplaced.iter().filter(|observation| !observation.is_derived());
    let mut asides: Vec<Aside> = all().take(MOST_UNPLACED).map(describe).collect();
    if let Some(next) = all().nth(MOST_UNPLACED) {
        let more = count_text(all().skip(MOST_UNPLACED).count());
        let fact = input.dossier.fact(next.figure.fact).id.clone();
        asides.push(Aside { fact, text: format!("Not placed: {more} more, which are in the data of this chart.") });
    }
    asides
}

/// The value over a bar, counted in a magnitude, with the digits that were printed.
pub(super) fn bar_value(input: &TradeInput<'_>, placed: &PlacedBar<'_>, magnitude: i32) -> String {
    let shown = placed.shown;
    if placed.ink.kind == Kind::Range {
        return range_value(input, placed, magnitude);
    }
    observation_value(input, shown, magnitude)
}

/// An end of a column, to three digits.
pub(super) fn column_value(value: f64, magnitude: i32) -> String {
    let exact = num_rational::BigRational::from_float(value);
    exact.map(|exact| rounded_at(&exact, DERIVED_DIGITS, magnitude)).unwrap_or_default()
}

/// What is said of a column: when, how many values, from where to where.
pub(super) fn column_words(column: &Column, scale: &Scale, unit: &str) -> String {
    let span = Span::new(column.start_days, column.end_days);
    let end = |value: f64| column_value(value, scale.magnitude);
    let Column { values: MonthValues { count, low, high }, .. } = *column;
    let when = day_range_text(span.first_day(), span.last_day());
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let unit = counting_unit(scale.magnitude, unit);
    format!("{when}: {}, from {} to {}, {unit}", counted(count, "value", "values"), end(low), end(high))
}

/// The lowest and the highest of several values.
fn range_value(input: &TradeInput<'_>, placed: &PlacedBar<'_>, magnitude: i32) -> String {
    let all = || std::iter::once(placed.shown).chain(placed.others());
    let text = |value: Option<f64>| {
        let of = all().find(|observation| observation.value == value);
        of.map(|observation| observation_value(input, observation, magnitude)).unwrap_or_default()
    };
    format!("{}–{}", text(placed.foot), text(Some(placed.value)))
}

fn observation_value(input: &TradeInput<'_>, shown: &Observation, magnitude: i32) -> String {
    if shown.is_reported_zero() {
        return "0".to_owned();
    }
    if let Some(derivation) = shown.derivation {
        let nominal = &input.derived.get(derivation).result.nominal;
        return format!("≈ {}", rounded_at(nominal, DERIVED_DIGITS, magnitude));
    }
    let value = &input.dossier.figure(shown.figure).value;
    value.as_ref().map(|value| printed_at(value, magnitude)).unwrap_or_default()
}

/// What stands over the value of a bar, from the bottom up: first the doubt, which no ink shows, as what comes later may have no
/// room.
pub(super) fn bar_words(input: &TradeInput<'_>, placed: &PlacedBar<'_>) -> Vec<String> {
    let shown = placed.shown;
    let mut words = Vec::new();
    if !input.dossier.fact(shown.figure.fact).flags.is_empty() {
        words.push("flagged".to_owned());
    }
    if let Coverage::PartYear { first, last } = shown.coverage {
        words.push(part_of_year_label(first, last));
    }
    match (&shown.commodity, &shown.direction) {
        (Some(goods), _) => words.push(goods.to_string()),
        (None, Direction::OneWay { .. } | Direction::NotStated) => words.push("one way".to_owned()),
        (None, Direction::Both) => {}
    }
    match shown.basis {
        Basis::Derived | Basis::Mirrored | Basis::Estimated => words.push(shown.basis.word().to_owned()),
        Basis::Stated if placed.shown.figure != placed.bar.shown.figure && shown.mirrors(&placed.bar.shown) => {
            words.push("mirrored".to_owned());
        }
        Basis::Stated => {}
    }
    if placed.ink.kind == Kind::Zero {
        words.push("reported zero".to_owned());
    }
    words
}

/// What stands at the foot of a year without a bar.
pub(super) const fn nothing_words(nothing: NoDataReason) -> &'static str {
    match nothing {
        NoDataReason::NotReported => "not reported",
        NoDataReason::Suppressed => "suppressed",
        NoDataReason::OnlyDeprecated => "deprecated",
        NoDataReason::OtherUnit => "other unit",
        NoDataReason::NotInDossier => "no figure",
    }
}

/// What a year without a bar means, in words.
pub(super) const fn nothing_meaning(nothing: NoDataReason, series: &TradeSeries) -> &'static str {
    match nothing {
        NoDataReason::NotInDossier if series.seen_by.is_some() => "no value of this reporter in this dossier",
        NoDataReason::NotReported => "not reported",
        NoDataReason::Suppressed => "reported but suppressed as confidential",
        NoDataReason::OnlyDeprecated => "only a value that the dossier holds to be wrong",
        NoDataReason::OtherUnit => "a value in another unit, not converted",
        NoDataReason::NotInDossier => "not in this dossier",
    }
}

/// The highest and the lowest of several bars, in words.
fn extremes(placed: &[PlacedBar<'_>], say: impl Fn(&PlacedBar<'_>) -> String) -> Option<String> {
    let by_value = |one: &&PlacedBar<'_>, other: &&PlacedBar<'_>| one.value.total_cmp(&other.value);
    let (lowest, highest) = (placed.iter().min_by(by_value)?, placed.iter().max_by(by_value)?);
    (lowest.value < highest.value).then(|| format!("Highest bar: {}. Lowest bar: {}.", say(highest), say(lowest)))
}

/// The chart in a paragraph, for those who do not see it.
#[must_use]
pub fn description(input: &TradeInput<'_>) -> String {
    let bars = bars(input);
    let scale = Scale::fit(input, &bars);
    let years = day_range_text(input.span.first_day(), input.span.last_day());
    let subtitle = subtitle(input, &scale);
    // It may end with an abbreviation.
    let subtitle = subtitle.trim_end_matches('.');
    let mut sentences = vec![format!("Bar chart, {years}. {}. {subtitle}.", title(input.dossier))];
    let unit = unit_name(&input.series.unit);
    let say = |placed: &PlacedBar<'_>| {
        let words = bar_words(input, placed);
        let doubts = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        format!("{}: {}{doubts}", placed.year, bar_value(input, placed, scale.magnitude))
    };
    let values: Vec<String> = bars.placed.iter().map(say).collect();
    let all = bars.columns.iter().map(|column| column.values).fold(MonthValues::default(), MonthValues::and);
    if all.count > 0 {
        let end = |value: f64| column_value(value, scale.magnitude);
        sentences.push(format!("Columns of values between {} and {}.", end(all.low), end(all.high)));
    } else if values.is_empty() {
        sentences.push(format!("No value in {unit} is in view."));
    } else {
        sentences.push(format!("Values: {}.", values.join("; ")));
        sentences.extend(extremes(&bars.placed, say));
    }
    sentences.extend(unplaced(input).into_iter().map(|aside| aside.text));
    sentences.extend(notes(input, &bars, &scale));
    sentences.push(sources(input, SourceLine::Markers));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ").replace(MINUS, "−")
}
