//! What the chart says in words: what it shows, in what unit, and what stands at its marks.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::TradeInput;
use super::place::{Column, Placed, place};
use super::scale::{OWN_MAGNITUDE, Scale, USUAL_HEIGHT};
use super::sources::{cited, figures_drawn, marker, sources};
use super::{notes, place, tooltip};
use crate::analysis::{
    ChartSeries, Coverage, Doubt, Flows, Form, Frequency, Goods, Measure, MonthValues, NoDataReason, Observation,
    Point, SeriesColour,
};
use crate::app::{SourceLine, Span, ValueAxis};
use crate::charts::frame::Aside;
use crate::dossier::{Dossier, Valuation};
use crate::format::date::{date_label, date_text, day_range_text, part_of_year_label};
use crate::format::number::{
    MINUS, count_text, counted, counting_unit, label_at, label_of, label_text, printed_text, unit_name, value_text,
};

/// More values without a place than this are counted.
const MOST_UNPLACED: usize = 12;
/// The same under a figure.
const MOST_ASIDES: usize = 2;
/// More values of a series than this are not read out one by one.
const MOST_READ_OUT: usize = 60;
/// A name in a word over a bar is shortened to this, in letters.
const LONGEST_GOODS: usize = 24;

/// What the chart shows.
#[must_use]
pub fn title(input: &TradeInput<'_>) -> String {
    let dossier: &Dossier = input.dossier;
    let chosen = &input.plan.chosen;
    let party = |id: &Option<SmolStr>| id.as_deref().map(|id| dossier.party_name(id).to_owned());
    let (Some(home), Some(abroad)) = (party(&chosen.home), party(&chosen.abroad)) else { return "Trade".to_owned() };
    let [one, other, ..] = dossier.parties() else { return "Trade".to_owned() };
    let title = match chosen.flows {
        Flows::Exports => format!("Exports of {home} to {abroad}"),
        Flows::Imports => format!("Imports of {home} from {abroad}"),
        Flows::Balance => format!("Trade balance of {home} with {abroad}"),
        Flows::CompareReporters => {
            format!("Trade between {home} and {abroad}: how far the two reporters differ")
        }
        Flows::AsReported | Flows::SideBySide | Flows::Totals | Flows::UpAndDown => {
            format!("Trade between {} and {}", one.name, other.name)
        }
    };
    match &chosen.goods {
        Goods::ByCommodity if chosen.flows.has_goods() => format!("{title}, by commodity"),
        Goods::Only(goods) if chosen.flows.has_goods() && goods.len() == 1 => {
            format!("{title}: {}", goods.iter().next().map_or("", String::as_str))
        }
        Goods::Only(_) if chosen.flows.has_goods() => format!("{title}: some commodities"),
        Goods::All | Goods::ByCommodity | Goods::Only(_) => title,
    }
}

/// In what unit the values are, who reported them, how they are valued, and how they are spaced.
///
/// `basis` says who reported them and how they are valued: see [`basis`].
pub(super) fn subtitle(input: &TradeInput<'_>, scale: &Scale, basis: &[String; 2]) -> String {
    let plan = input.plan;
    if plan.is_empty() {
        return String::new();
    }
    let per = match plan.chosen.frequency {
        Frequency::Year => "year",
        Frequency::Quarter => "quarter",
        Frequency::Month => "month",
    };
    let mut parts = vec![match (plan.chosen.flows, plan.chosen.measure) {
        (Flows::CompareReporters, _) => {
            "importer’s value less the exporter’s, in per cent of the larger; shaded: the 6–10% that freight and insurance explain"
                .to_owned()
        }
        (_, Measure::Index(base)) => {
            let base = base.map_or_else(|| "first year".to_owned(), |base| base.to_string());
            format!("index, {base} = 100, calculated from values in {}", unit_name(&plan.years.unit))
        }
        (_, Measure::Share) => "per cent of the reporter’s trade with the world, calculated".to_owned(),
        (_, Measure::Change) => "change on the year before in per cent, calculated".to_owned(),
        (Flows::Balance, Measure::Value) => {
            format!("exports − imports, calculated; {} per {per}", counting_unit(scale.magnitude, &plan.unit))
        }
        _ => format!("{} per {per}", counting_unit(scale.magnitude, &plan.unit)),
    }];
    if plan.is_stacked() && plan.lanes() == 2 {
        parts.push("left bars exports, right bars imports".to_owned());
    }
    parts.extend(basis.iter().cloned());
    let is_bars = plan.chosen.form == Form::Bars;
    match scale.axis {
        ValueAxis::Logarithmic if is_bars => {
            parts.push("logarithmic axis: the length of a bar does not show its size".to_owned());
        }
        ValueAxis::Logarithmic => parts.push("logarithmic axis".to_owned()),
        ValueAxis::Linear if !scale.starts_at_zero() => parts.push("the axis does not start at zero".to_owned()),
        ValueAxis::Linear => {}
    }
    parts.retain(|part| !part.is_empty());
    let text = parts.join("; ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Who reported the values of the plan, and how they are valued.
pub(super) fn basis(input: &TradeInput<'_>) -> [String; 2] {
    [reporters(input), valuations(input)]
}

/// What is drawn of everything in the plan.
fn drawn<'a>(input: &TradeInput<'a>) -> impl Iterator<Item = (&'a ChartSeries, &'a Point)> + use<'a> {
    let plan: &'a crate::analysis::ChartPlan = input.plan;
    plan.points().filter(move |(series, _)| place::is_shown(plan, series))
}

fn reporters(input: &TradeInput<'_>) -> String {
    let plan = input.plan;
    let reporters: BTreeSet<Option<&str>> =
        drawn(input).flat_map(|(_, point)| point.inputs().map(|one| one.reporter.as_deref())).collect();
    let named: Vec<&str> = reporters.iter().flatten().map(|id| input.dossier.party_name(id)).collect();
    match (named.as_slice(), reporters.contains(&None)) {
        ([], _) => "reporter not stated".to_owned(),
        ([one], false) if plan.years.seen_by.is_some() => format!("reported by {one} only"),
        ([one], false) => format!("reported by {one}"),
        ([one], true) => format!("reported by {one} where that is stated"),
        (several, _) if plan.chosen.flows == Flows::CompareReporters => {
            format!("reported by {}", several.join(" and "))
        }
        (several, _) => format!("not comparable throughout: reported by {}", several.join(" and by ")),
    }
}

fn valuations(input: &TradeInput<'_>) -> String {
    let word = |valuation: Option<Valuation>| match valuation {
        None => "FOB/CIF not specified",
        Some(Valuation::Fob) => "f.o.b.",
        Some(Valuation::Cif) => "c.i.f.",
    };
    let mut by_flow: BTreeSet<(Option<crate::dossier::Flow>, Option<Valuation>)> = BTreeSet::new();
    for input_of in drawn(input).flat_map(|(_, point)| point.inputs()) {
        by_flow.insert((input.dossier.figure(input_of.figure).flow, input_of.valuation));
    }
    let all: BTreeSet<Option<Valuation>> = by_flow.iter().map(|(_, valuation)| *valuation).collect();
    if let (1, Some(one)) = (all.len(), all.first()) {
        return if one.is_none() { word(None).to_owned() } else { format!("valued {}", word(*one)) };
    }
    let flows: BTreeSet<_> = by_flow.iter().map(|(flow, _)| *flow).collect();
    let name = |flow: Option<crate::dossier::Flow>| match flow {
        Some(crate::dossier::Flow::Export) => "exports",
        Some(crate::dossier::Flow::Import) => "imports",
        Some(crate::dossier::Flow::Total) => "totals",
        None => "others",
    };
    let of_flow = |flow: &Option<crate::dossier::Flow>| {
        let words: Vec<&str> =
            by_flow.iter().filter(|(of, _)| of == flow).map(|(_, valuation)| word(*valuation)).collect();
        format!("{} {}", name(*flow), words.join(" or "))
    };
    flows.iter().map(of_flow).collect::<Vec<_>>().join(", ")
}

/// What belongs to the trade but to no period, or to another unit.
pub(super) fn unplaced(input: &TradeInput<'_>) -> Vec<Aside> {
    unplaced_up_to(input, MOST_UNPLACED)
}

/// The same under a figure, where the rest is counted.
pub(super) fn asides(input: &TradeInput<'_>) -> Vec<Aside> {
    unplaced_up_to(input, MOST_ASIDES)
}

fn unplaced_up_to(input: &TradeInput<'_>, most: usize) -> Vec<Aside> {
    let plan = input.plan;
    if plan.years.unplaced.is_empty() {
        return Vec::new();
    }
    let drawn = figures_drawn(plan);
    let describe = |observation: &Observation| {
        let fact = input.dossier.fact(observation.figure.fact);
        let figure = input.dossier.figure(observation.figure);
        let why = observation.period.as_ref().map_or_else(|| "no period stated".to_owned(), date_text);
        let value = value_text(figure);
        let marker = marker(input.dossier, observation);
        Aside { fact: fact.id.clone(), text: format!("Not plotted: {value} {marker}, {why}.") }
    };
    let is_here = |observation: &&Observation| {
        !observation.is_derived()
            && input.dossier.figure(observation.figure).unit == plan.years.unit
            && !drawn.contains(&observation.figure)
    };
    let all = || plan.years.unplaced.iter().filter(is_here);
    let mut asides: Vec<Aside> = all().take(most).map(describe).collect();
    if let Some(next) = all().nth(most) {
        let more = count_text(all().skip(most).count());
        let fact = input.dossier.fact(next.figure.fact).id.clone();
        asides.push(Aside { fact, text: format!("Not plotted: {more} more, which are in the data of this chart.") });
    }
    asides
}

/// The value of a mark, counted in a magnitude: three digits, or those that were printed.
pub(super) fn value_label(input: &TradeInput<'_>, placed: &Placed<'_>, magnitude: i32) -> String {
    if placed.is_range {
        let all = || placed.reported().into_iter().chain(placed.others());
        let text = |value: Option<f64>| {
            let of = all().find(|observation| observation.value == value);
            of.map(|observation| observation_label(input, observation, magnitude)).unwrap_or_default()
        };
        return format!("{}–{}", text(placed.foot), text(Some(placed.head)));
    }
    if let Some(observation) = placed.reported() {
        return observation_label(input, observation, magnitude);
    }
    let Some(computed) = placed.point.computed() else { return String::new() };
    let label = number_label(&computed.exact.nominal, &input.plan.unit, magnitude);
    let is_among_reported = placed.doubts.has(Doubt::Derived) && !placed.series.is_computed;
    let percent =
        if input.plan.unit == "percent" && !matches!(input.plan.chosen.measure, Measure::Index(_)) { "%" } else { "" };
    if is_among_reported { format!("≈ {label}{percent}") } else { format!("{label}{percent}") }
}

/// The value of a mark with all digits that were printed: a description rounds nothing that a label would.
fn full_value(input: &TradeInput<'_>, placed: &Placed<'_>, magnitude: i32) -> String {
    if placed.is_range { value_label(input, placed, magnitude) } else { tooltip::value_of(input, placed) }
}

/// A number that is far below what the axis counts in is said with its own unit; where the axis counts in no magnitude of
/// its own, each is said in its own.
fn number_label(nominal: &num_rational::BigRational, unit: &str, magnitude: i32) -> String {
    use num_traits::{Signed, Zero};
    let least = crate::format::number::ten_to(magnitude - 2);
    if magnitude == OWN_MAGNITUDE {
        return label_text(nominal, "");
    }
    if magnitude > 0 && !nominal.is_zero() && nominal.abs() < least {
        return label_text(nominal, unit);
    }
    label_of(nominal, magnitude)
}

fn observation_label(input: &TradeInput<'_>, shown: &Observation, magnitude: i32) -> String {
    let unit = &input.plan.years.unit;
    if shown.is_reported_zero() {
        return "0".to_owned();
    }
    if let Some(derivation) = shown.derivation {
        return format!("≈ {}", number_label(&input.derived.get(derivation).result.nominal, unit, magnitude));
    }
    let Some(value) = &input.dossier.figure(shown.figure).value else { return String::new() };
    let number = number_label(&value.nominal(), unit, magnitude);
    // Digits that were not printed are not shown.
    match number.contains(crate::format::number::NO_BREAK_SPACE) || magnitude == OWN_MAGNITUDE {
        true if value.digits() >= 1_000 => number,
        true => printed_text(value, if magnitude == OWN_MAGNITUDE { "" } else { unit }),
        false => label_at(value, magnitude),
    }
}

/// The stated whole of the stack that a part is the top of.
pub(super) fn stack_label(input: &TradeInput<'_>, top: &Placed<'_>, magnitude: i32) -> Option<String> {
    let wholes = &input.plan.wholes;
    let is_it = |whole: &&crate::analysis::Whole| whole.lane == top.series.lane && whole.first == top.point.first;
    let is_exceeded =
        input.plan.excesses.iter().any(|excess| excess.year == top.point.slot_year && excess.lane == top.series.lane);
    let whole = wholes.iter().find(is_it).filter(|_| input.plan.asked.alone.is_empty() && !is_exceeded)?;
    Some(observation_label(input, &whole.stated, magnitude))
}

/// An end of a column, to three digits.
pub(super) fn column_value(value: f64, magnitude: i32) -> String {
    let exact = num_rational::BigRational::from_float(value);
    exact.map(|exact| label_of(&exact, magnitude)).unwrap_or_default()
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

/// What must be known of a value, in words that stand over it, from the bottom up: first what no pattern shows.
pub(super) fn bar_words(placed: &Placed<'_>) -> Vec<String> {
    let doubts = placed.doubts;
    let shown = placed.reported().or_else(|| placed.point.inputs().next());
    let mut words = Vec::new();
    if doubts.has(Doubt::Disputed) {
        words.push("disputed".to_owned());
    }
    if doubts.has(Doubt::OneCommodity) {
        words.extend(shown.and_then(|shown| shown.commodity.as_deref()).map(shortened));
    }
    if let Some(months) = placed.point.computed().and_then(|computed| computed.months).filter(|months| *months < 12) {
        words.push(format!("{months} of 12 months"));
    } else if doubts.has(Doubt::PartOfPeriod)
        && let Some(Coverage::PartYear { first, last }) = shown.map(|shown| shown.coverage)
    {
        words.push(part_of_year_label(first, last));
    }
    let period = shown.and_then(|shown| shown.period.as_ref());
    if doubts.has(Doubt::OtherPeriod) || doubts.has(Doubt::PeriodUncertain) {
        words.extend(period.map(date_label));
    }
    if doubts.has(Doubt::PeriodUncertain) {
        words.push(
            if period.is_some_and(crate::dossier::Date::is_uncertain) { "year uncertain" } else { "about this year" }
                .to_owned(),
        );
    }
    for (doubt, text) in
        [(Doubt::Derived, "calculated"), (Doubt::Mirror, "mirror data"), (Doubt::Estimated, "estimated")]
    {
        if doubts.has(doubt) && !placed.series.is_computed {
            words.push(text.to_owned());
        }
    }
    if placed.is_zero() {
        words.push("reported zero".to_owned());
    }
    words
}

/// A name that fits over a bar.
pub(super) fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_GOODS {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LONGEST_GOODS - 1).collect();
    format!("{}…", kept.trim_end())
}

/// What stands at the foot of a year without a bar.
pub(super) const fn nothing_words(nothing: NoDataReason) -> &'static str {
    match nothing {
        NoDataReason::NotReported => "not reported",
        NoDataReason::Suppressed => "suppressed",
        NoDataReason::OnlyDeprecated => "deprecated",
        NoDataReason::OtherUnit => "other unit",
        NoDataReason::NotChosen => "not chosen",
        NoDataReason::NotInDossier => "no data",
    }
}

/// What a year without a value means, in words.
pub(super) const fn nothing_meaning(nothing: NoDataReason, is_of_one_reporter: bool) -> &'static str {
    match nothing {
        NoDataReason::NotInDossier if is_of_one_reporter => "no value of this reporter in this dossier",
        NoDataReason::NotReported => "not reported",
        NoDataReason::Suppressed => "reported but suppressed as confidential",
        NoDataReason::OnlyDeprecated => "only a value that the dossier holds to be wrong",
        NoDataReason::OtherUnit => "a value in another unit, not converted",
        NoDataReason::NotChosen => "a value of another kind than is shown here",
        NoDataReason::NotInDossier => "not in this dossier",
    }
}

/// When a value was: its year, or its month.
pub(super) fn when(point: &Point, frequency: Frequency) -> String {
    if frequency == Frequency::Year {
        return crate::format::date::year_text(point.slot_year);
    }
    format!("{} {}", part_of_year_label(point.first, point.last), crate::format::date::year_text(point.first.year()))
}

/// The values of a series in words: all of them, or where they are many the first, the last, the highest and the lowest.
fn series_words(input: &TradeInput<'_>, of: &[&Placed<'_>], scale: &Scale) -> String {
    let say = |placed: &&Placed<'_>| {
        let words = bar_words(placed);
        let doubts = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        let when = when(placed.point, input.plan.chosen.frequency);
        format!("{when}: {}{doubts}", full_value(input, placed, scale.magnitude))
    };
    if of.len() <= MOST_READ_OUT {
        return of.iter().map(say).collect::<Vec<_>>().join("; ");
    }
    let by_value = |one: &&&Placed<'_>, other: &&&Placed<'_>| one.head.total_cmp(&other.head);
    let (first, last) = (of.first().map(say), of.last().map(say));
    let (lowest, highest) = (of.iter().min_by(by_value).map(say), of.iter().max_by(by_value).map(say));
    let parts = [("first", first), ("last", last), ("highest", highest), ("lowest", lowest)];
    let parts: Vec<String> = parts.into_iter().filter_map(|(what, said)| Some(format!("{what} {}", said?))).collect();
    format!("{}: {}", counted(of.len(), "value", "values"), parts.join("; "))
}

/// The highest and the lowest of several bars, in words.
fn extremes(input: &TradeInput<'_>, placed: &[Placed<'_>], scale: &Scale) -> Option<String> {
    let by_value = |one: &&Placed<'_>, other: &&Placed<'_>| one.head.total_cmp(&other.head);
    let (lowest, highest) = (placed.iter().min_by(by_value)?, placed.iter().max_by(by_value)?);
    let say = |placed| series_words(input, &[placed], scale);
    (lowest.head < highest.head).then(|| format!("Highest: {}. Lowest: {}.", say(highest), say(lowest)))
}

/// From when to when the data in view are, which is less than the axis shows where that reaches beyond them.
fn years_seen(input: &TradeInput<'_>) -> String {
    let (first, last) = (input.span.first_day(), input.span.last_day());
    let data = input.plan.years().map(|(first, last)| Span::of_years(first, last));
    let of_data = data.map(|data| (data.first_day().max(first), data.last_day().min(last)));
    let (first, last) = of_data.filter(|(first, last)| first <= last).unwrap_or((first, last));
    day_range_text(first, last)
}

/// The chart in a paragraph, for those who do not see it.
#[must_use]
pub fn description(input: &TradeInput<'_>) -> String {
    let placement = place(input, None);
    let scale = Scale::fit(input, &placement, USUAL_HEIGHT, 0);
    let years = years_seen(input);
    let subtitle = subtitle(input, &scale, &basis(input));
    let form = if placement.are_lines { "Line chart" } else { "Bar chart" };
    // It may end with an abbreviation.
    let mut sentences = vec![format!("{form}, {years}. {}. {}.", title(input), subtitle.trim_end_matches('.'))];
    let all = placement.columns.iter().map(|column| column.values).fold(MonthValues::default(), MonthValues::and);
    if all.count > 0 {
        let end = |value: f64| column_value(value, scale.magnitude);
        sentences.push(format!("Columns of values between {} and {}.", end(all.low), end(all.high)));
    } else if placement.placed.is_empty() {
        sentences.push(format!("No value in {} is in view.", unit_name(&input.plan.unit)));
    } else {
        let is_one = input.plan.series.len() == 1 || input.plan.is_packed();
        for (of, series) in input.plan.series.iter().enumerate() {
            let points: Vec<&Placed<'_>> = placement.placed.iter().filter(|placed| placed.of == of).collect();
            if points.is_empty() {
                continue;
            }
            let goods = points[0].reported().and_then(|shown| shown.commodity.as_deref());
            let goods = goods.filter(|_| input.plan.is_packed()).map(|goods| format!(", {goods}")).unwrap_or_default();
            let lane = if input.plan.is_stacked() && input.plan.lanes() > 1 {
                [" (exports)", " (imports)"].get(series.lane).copied().unwrap_or_default()
            } else {
                ""
            };
            let name = if is_one && input.plan.series.len() == 1 {
                "Values".to_owned()
            } else {
                format!("{}{goods}{lane}", series.name)
            };
            sentences.push(format!("{name}: {}.", series_words(input, &points, &scale)));
        }
        if is_one {
            sentences.extend(extremes(input, &placement.placed, &scale));
        }
    }
    sentences.extend(unplaced(input).into_iter().map(|aside| aside.text));
    sentences.extend(notes::notes(input, &placement, &scale).into_iter().map(|note| note.text));
    sentences.push(sources(input, cited(input), SourceLine::Markers, usize::MAX));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ").replace(MINUS, "−")
}

/// The short name of what a value is about, where a year has several.
pub(super) fn short_subject(input: &TradeInput<'_>, placed: &Placed<'_>) -> String {
    let goods = placed.reported().and_then(|shown| shown.commodity.as_deref());
    if let (Some(goods), true) = (goods, input.plan.is_packed()) {
        return shortened(goods);
    }
    match placed.series.colour {
        SeriesColour::Exports => "exports".to_owned(),
        SeriesColour::Imports => "imports".to_owned(),
        SeriesColour::Total => "total".to_owned(),
        SeriesColour::Balance
        | SeriesColour::NotStated
        | SeriesColour::Commodity(_)
        | SeriesColour::Other
        | SeriesColour::Rest => shortened(&placed.series.name),
    }
}
