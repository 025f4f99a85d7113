//! Invented figures.

use super::World;
use super::dice::Dice;
use super::json::Object;
use super::vocabulary::COMMODITIES;
use crate::format::date::MONTHS;

/// What a customs office, or somebody who quotes it, says of one month or year.
pub(super) struct Report {
    pub(super) date: String,
    pub(super) title: String,
    pub(super) statement: String,
    pub(super) figures: Vec<Object>,
}

/// A country, its neighbour, and its name.
type Side = (&'static str, &'static str, &'static str);
const SIDES: [Side; 2] = [("XAA", "XBB", "Arvania"), ("XBB", "XAA", "Borsia")];
/// A report on trade: mostly one commodity in one month, now and then a whole year with its parts or its change.
pub(super) fn report(world: &World, dice: &mut Dice, fact: &str, year: u64) -> Report {
    let side = dice.one_of(&SIDES);
    if dice.hits(8) { of_year(world, dice, fact, year, side) } else { of_month(world, dice, fact, year, side) }
}

fn of_month(world: &World, dice: &mut Dice, fact: &str, year: u64, side: Side) -> Report {
    let commodity = dice.place(world.commodities);
    let month = dice.place(12);
    let period = format!("{year}-{:02}", month + 1);
    let is_export = dice.hits(50);
    let (flow, valuation) = if is_export { ("export", "fob") } else { ("import", "cif") };
    let usd = usual_usd(commodity, year, month);
    let name = COMMODITIES[commodity];
    let figure = |id: &str| {
        let figure = Object::new().text("id", &format!("{fact}-{id}")).text("measure", "trade-value");
        let figure = figure.text("commodity", name).text("flow", flow).text("reporter", side.0).text("partner", side.1);
        figure.text("period", &period)
    };
    let stated = |figure: Object, value: &str, basis: &str| {
        figure.text("value", value).text("unit", "USD").text("valuation", valuation).text("basis", basis)
    };
    let mut figures = Vec::new();
    match dice.below(100) {
        0..3 => {
            let missing = if dice.hits(60) { "not-reported" } else { "suppressed" };
            figures.push(figure("v").text("unit", "USD").text("basis", "stated").text("missing", missing));
        }
        3..9 => {
            // A second source that says something else of the same thing.
            let basis = dice.one_of(&["stated", "estimated", "mirrored"]);
            figures.push(stated(figure("v"), &printed(dice, usd), "stated"));
            let rival = usd * (60 + dice.below(80)) / 100;
            let rival = stated(figure("r"), &printed(dice, rival), basis);
            figures.push(match dice.below(3) {
                0 => rival.text("rank", "deprecated").text("rank_reason", "Withdrawn in the next volume."),
                1 => rival.text("note", "From the partner’s yearbook."),
                _ => rival,
            });
        }
        9..12 => {
            let bound = if dice.hits(50) { "more-than" } else { "less-than" };
            figures.push(stated(figure("v").text("bound", bound), &printed(dice, usd), "stated"));
        }
        _ => figures.push(stated(figure("v"), &printed(dice, usd), "stated")),
    }
    let title = format!("{} {flow}s of {name}, {} {year}", side.2, MONTHS[month]);
    let statement = format!(
        "In {} {year} the customs office of {} recorded {flow}s of {name} {} its neighbour.",
        MONTHS[month],
        side.2,
        if is_export { "to" } else { "from" }
    );
    Report { date: period, title, statement, figures }
}

/// A year's total with the shares of two commodities in it, or with its change against the year before.
fn of_year(world: &World, dice: &mut Dice, fact: &str, year: u64, side: Side) -> Report {
    let period = year.to_string();
    let figure = |id: &str| {
        let figure = Object::new().text("id", &format!("{fact}-{id}")).text("measure", "trade-value");
        figure.text("flow", "total").text("reporter", side.0).text("partner", side.1).text("period", &period)
    };
    let end = |figure: Object| figure.text("unit", "USD").text("basis", "stated");
    let usd: u64 = (0..12).map(|month| usual_usd(0, year, month) * 20).sum();
    let total = end(figure("t").text("value", &printed(dice, usd)));
    let mut figures = vec![total];
    if dice.hits(50) {
        let of = format!("{fact}-t");
        let half = world.commodities / 2;
        for (id, commodity) in [("p", dice.place(half)), ("q", half + dice.place(half))] {
            let percent = format!("{}.{}", dice.below(38) + 1, dice.below(10));
            let share = Object::new().text("of", &of).text("percent", &percent);
            figures.push(end(figure(id).text("commodity", COMMODITIES[commodity]).object("share", share)));
        }
    } else if year > 1945 {
        let percent = format!("{}{}.{}", if dice.hits(45) { "-" } else { "" }, dice.below(60), dice.below(10));
        let change = Object::new().text("percent", &percent).text("from", &(year - 1).to_string());
        figures.push(end(figure("c").object("change", change)));
    }
    let title = format!("Trade of {} with its neighbour in {year}", side.2);
    let statement = format!("The yearbook of {} gives the whole trade with the other country in {year}.", side.2);
    Report { date: period.clone(), title, statement, figures }
}

/// A number that stands in a fact which is not about trade; in most there is none.
pub(super) fn beside(dice: &mut Dice, fact: &str, theme: &str, year: u64) -> Vec<Object> {
    let (measure, unit, most) = match theme {
        "aid" => ("aid-value", "USD", 9_000_000),
        "opinion" => ("opinion-positive", "percent", 90),
        "culture" => ("visitors", "persons", 40_000),
        _ => return Vec::new(),
    };
    if !dice.hits(20) {
        return Vec::new();
    }
    let figure = Object::new().text("id", &format!("{fact}-n")).text("measure", measure);
    let figure = figure.text("reporter", SIDES[dice.place(2)].0).text("period", &year.to_string());
    let value = (dice.below(most) + 1).to_string();
    vec![figure.text("value", &value).text("unit", unit).text("basis", "stated")]
}

/// What is traded of a commodity in a month, in US dollars: some goods more than others, more as the years pass, and
/// less in winter.
fn usual_usd(commodity: usize, year: u64, month: usize) -> u64 {
    let goods = 200_000 + (commodity as u64 * 79_190) % 900_000;
    let season = 100 - (month as u64).abs_diff(6) * 6;
    goods * (year - 1900) / 60 * season / 100
}

/// A value as somebody prints it: every digit, or rounded to thousands or to a few digits.
fn printed(dice: &mut Dice, usd: u64) -> String {
    let usd = usd * (9_960 + dice.below(80)) / 10_000;
    match dice.below(4) {
        0 => usd.to_string(),
        1 => format!("{}e3", usd / 1_000),
        2 => format!("{}.{}e3", usd / 1_000, usd % 1_000 / 100),
        _ => format!("{}.{:02}e6", usd / 1_000_000, usd % 1_000_000 / 10_000),
    }
}
