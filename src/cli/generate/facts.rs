//! Invented facts.

use super::dice::Dice;
use super::json::Object;
use super::vocabulary::{ACTORS, AFTERTHOUGHTS, DEEDS, DOUBTS, THEMES, TOPICS};
use super::{World, dates, figures, source_id};

/// The dice of the theme of a fact, which other facts must be able to throw again to name it.
const OF_THEMES: u64 = 2;
/// The dice of everything else in a fact.
const OF_FACTS: u64 = 3;
/// The place of trade among the themes: so many facts of a hundred are about it.
const TRADE: usize = 1;
const TRADE_PERCENT: u64 = 22;

pub(super) fn fact(world: &World, place: u64) -> Object {
    let mut dice = world.dice(OF_FACTS, place);
    let dice = &mut dice;
    let id = fact_id(world, place);
    let theme = theme_of(world, place);
    let year = dates::year(dice);
    let (theme_id, _) = THEMES[theme];
    let fact = Object::new().text("id", &id);
    if theme == TRADE {
        let report = figures::report(world, dice, &id, year);
        let fact = fact.text("date", &report.date).text("theme", theme_id);
        let fact = fact.text("title", &report.title).text("statement", &report.statement);
        return rest(world, dice, fact, place).list("figures", &report.figures);
    }
    let (actor, deed, topic) = (dice.one_of(ACTORS), dice.one_of(DEEDS), dice.one_of(TOPICS));
    let mut statement = format!("{actor} {deed} {}.", topic.1);
    for _ in 0..[0, 1, 1, 2][dice.place(4)] {
        statement += " ";
        statement += dice.one_of(AFTERTHOUGHTS);
    }
    let fact = fact.maybe("date", dates::date(dice, year).as_deref()).text("theme", theme_id);
    let fact = fact.text("title", &format!("{actor}: {}", topic.0)).text("statement", &statement);
    let figures = figures::beside(dice, &id, theme_id, year);
    rest(world, dice, fact, place).list("figures", &figures)
}

/// What any fact may have.
fn rest(world: &World, dice: &mut Dice, fact: Object, place: u64) -> Object {
    let note = dice.hits(4).then_some("Entered from a summary; the full text was not seen.");
    let fact = fact.maybe("note", note);
    let fact = if dice.hits(30) {
        let locator = format!("paragraph {}", dice.below(400) + 1);
        fact.object("passage", Object::new().text("source", &source_id(0)).text("locator", &locator))
    } else {
        fact
    };
    let citations: Vec<Object> = (0..[0, 1, 1, 1, 1, 1, 2, 2, 3][dice.place(9)])
        .map(|_| {
            let citation = Object::new().text("source", &source_id(dice.below(world.sources)));
            let page = format!("p. {}", dice.below(600) + 1);
            citation.maybe("locator", dice.hits(35).then_some(page.as_str()))
        })
        .collect();
    let flags = if dice.hits(9) { vec![flag(dice)] } else { Vec::new() };
    let relations = if dice.hits(8) { relation(world, dice, place) } else { None };
    fact.list("citations", &citations)
        .list("flags", &flags)
        .list("relations", &relations.into_iter().collect::<Vec<_>>())
}

fn flag(dice: &mut Dice) -> Object {
    let (kind, reason) = dice.one_of(DOUBTS);
    let flag = Object::new().text("kind", kind);
    let since = format!("20{:02}-{:02}", dice.below(25), dice.below(12) + 1);
    flag.maybe("since", dice.hits(40).then_some(since.as_str())).text("reason", reason)
}

/// A relation to any other fact, where there is one.
fn relation(world: &World, dice: &mut Dice, place: u64) -> Option<Object> {
    let other = dice.below(world.facts);
    if other == place {
        return None;
    }
    let kind = dice.one_of(&["see-also", "supports", "contradicts", "sharpens", "fulfils"]);
    let relation = Object::new().text("kind", kind).text("fact", &fact_id(world, other));
    Some(relation.maybe("note", dice.hits(50).then_some("The two reports differ in what they leave out.")))
}

fn fact_id(world: &World, place: u64) -> String {
    format!("{}-{place}", THEMES[theme_of(world, place)].0)
}

fn theme_of(world: &World, place: u64) -> usize {
    let mut dice = world.dice(OF_THEMES, place);
    if dice.hits(TRADE_PERCENT) {
        return TRADE;
    }
    let other = dice.place(THEMES.len() - 1);
    if other < TRADE { other } else { other + 1 }
}
