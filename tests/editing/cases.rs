//! Dossiers in any layout, and edits of them, for the laws that editing keeps.

use attache::edit::{Document, Edit, Json, List, Target};
use proptest::prelude::*;

/// How a file is written.
#[derive(Clone, Debug)]
pub(crate) struct Style {
    pub(crate) newline: &'static str,
    pub(crate) indent: &'static str,
    pub(crate) colon: &'static str,
    pub(crate) comma: &'static str,
    /// Objects and lists of so many characters or fewer stand on one line.
    pub(crate) width: usize,
    pub(crate) has_mark: bool,
    pub(crate) is_escaped: bool,
}

pub(crate) fn style() -> impl Strategy<Value = Style> {
    let newline = prop_oneof![Just("\n"), Just("\r\n"), Just("")];
    let indent = prop_oneof![Just("  "), Just(" "), Just("\t"), Just("    "), Just("")];
    let colon = prop_oneof![Just(": "), Just(":"), Just(" : "), Just(" :\t")];
    let comma = prop_oneof![Just(","), Just(" ,")];
    (newline, indent, colon, comma, prop_oneof![Just(0_usize), Just(60), Just(100)], any::<bool>(), any::<bool>())
        .prop_map(|(newline, indent, colon, comma, width, has_mark, is_escaped)| Style {
            newline,
            indent,
            colon,
            comma,
            width,
            has_mark,
            is_escaped,
        })
}

impl Style {
    pub(crate) fn write(&self, value: &Json) -> String {
        let mark = if self.has_mark { "\u{FEFF}" } else { "" };
        format!("{mark}{}{}", self.value(value, 0), self.newline)
    }

    fn text(&self, text: &str) -> String {
        let literal = Json::from(text).to_string();
        if !self.is_escaped {
            return literal;
        }
        let escaped =
            |c: char| if c.is_ascii() && c != 'e' { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) };
        let is_plain = literal.chars().all(|c| u32::from(c) < 0x1_0000) && !literal.contains('\\');
        if is_plain { literal.chars().map(escaped).collect() } else { literal }
    }

    fn value(&self, value: &Json, depth: usize) -> String {
        let parts: Vec<String> = match value {
            Json::Object(entries) => entries
                .iter()
                .map(|(key, value)| format!("{}{}{}", self.text(key), self.colon, self.value(value, depth + 1)))
                .collect(),
            Json::List(items) => items.iter().map(|item| self.value(item, depth + 1)).collect(),
            Json::Text(text) => return self.text(text),
            Json::Null | Json::Bool(_) | Json::Number(_) => return value.to_string(),
        };
        let (open, close) = if matches!(value, Json::Object(_)) { ("{", "}") } else { ("[", "]") };
        let is_short = depth > 0 && parts.iter().map(String::len).sum::<usize>() <= self.width;
        if self.newline.is_empty() || parts.is_empty() || is_short {
            return format!("{open}{}{close}", parts.join(&format!("{} ", self.comma)));
        }
        let line = |depth: usize| format!("{}{}", self.newline, self.indent.repeat(depth));
        let inner = line(depth + 1);
        format!("{open}{inner}{}{}{close}", parts.join(&format!("{}{inner}", self.comma)), line(depth))
    }
}

/// Identifiers, some of which have to be escaped, or look like parts of others.
const NAMES: [&str; 8] = ["a", "a-1", "b\"q", "북한", "x+y", "c\\d", "e\u{301}", "a"];

fn name(kind: char, place: usize) -> String {
    format!("{kind}{place}{}", NAMES[place % NAMES.len()])
}

fn text(text: impl Into<String>) -> Json {
    Json::from(text.into())
}

/// A choice for each part of a dossier, by which it is made.
pub(crate) fn dossier() -> impl Strategy<Value = Json> {
    let counts = (2_usize..4, 1_usize..4, 0_usize..5, 0_usize..6, any::<u64>());
    counts.prop_map(|(parties, themes, sources, facts, dice)| {
        let mut dice = Dice(dice);
        let list = |count: usize, make: &mut dyn FnMut(usize) -> Json| Json::List((0..count).map(make).collect());
        let mut entries = vec![
            ("format", Json::Number("1".into())),
            ("title", text("Title „é“\n\"x\"")),
            (
                "parties",
                list(parties, &mut |place| Json::object([("id", text(name('p', place))), ("name", text("P"))])),
            ),
            ("themes", list(themes, &mut |place| Json::object([("label", text("T")), ("id", text(name('t', place)))]))),
            ("sources", list(sources, &mut |place| source(place))),
            ("facts", list(facts, &mut |place| fact(&mut dice, place, [themes, sources, facts, parties]))),
        ];
        if dice.one_in(2) {
            let review = |place: usize| {
                let key = format!("uncited-fact:{}", name('f', place % facts.max(1)));
                Json::object([("finding", text(key)), ("fingerprint", text("0f"))])
            };
            entries.push(("reviews", Json::List((0..dice.up_to(3)).map(review).collect())));
        }
        if dice.one_in(3) {
            entries.insert(1, ("custom", custom()));
        }
        if dice.one_in(3) {
            entries.reverse();
        }
        Json::object(entries)
    })
}

fn custom() -> Json {
    Json::parse(r#"{"z": [1.50, -0.0, 1e300, {"facts": [{"id": "f0a"}]}], "a": {"{": "]\"}"}}"#).expect("JSON")
}

fn source(place: usize) -> Json {
    let id = ("id", text(name('s', place)));
    match place % 3 {
        0 => Json::object([id, ("type", text("webpage"))]),
        1 => Json::object([("custom", custom()), ("type", text("document")), id]),
        _ => Json::object([
            id,
            ("type", text("book")),
            ("issued", Json::parse(r#"{"date-parts": [[2015, 5.0, 1]]}"#).expect("JSON")),
        ]),
    }
}

pub(crate) fn fact(dice: &mut Dice, place: usize, [themes, sources, facts, parties]: [usize; 4]) -> Json {
    let mut entries = vec![("id", text(name('f', place)))];
    if dice.one_in(2) {
        entries.push(("date", text("2013-10-20/2013-11-03")));
    }
    entries.push(("theme", text(name('t', dice.up_to(themes)))));
    entries.push(("title", text(format!("Title {place}"))));
    entries.push(("statement", text("A statement, long enough to fill a line of its own: é, \u{1F600}.")));
    if sources > 0 && dice.one_in(2) {
        entries.push(("passage", Json::object([("source", text(name('s', dice.up_to(sources))))])));
    }
    if sources > 0 && dice.one_in(2) {
        let citation = |dice: &mut Dice| {
            let source = ("source", text(name('s', dice.up_to(sources))));
            if dice.one_in(2) { Json::object([source]) } else { Json::object([("locator", text("p. 3")), source]) }
        };
        entries.push(("citations", Json::List((0..dice.up_to(4)).map(|_| citation(dice)).collect())));
    }
    if dice.one_in(3) {
        let flags = Json::List(vec![Json::object([("kind", text("dubious")), ("scope", text("the day"))])]);
        entries.push(("flags", flags));
    }
    if dice.one_in(2) {
        let figure = |number: usize, dice: &mut Dice| figure(dice, place, number, facts, parties);
        entries.push(("figures", Json::List((0..dice.up_to(3)).map(|number| figure(number, dice)).collect())));
    }
    let other = dice.up_to(facts.max(1));
    if other != place && dice.one_in(2) {
        let relation = Json::object([("kind", text("contradicts")), ("fact", text(name('f', other)))]);
        entries.push(("relations", Json::List(vec![relation])));
    }
    if dice.one_in(3) {
        entries.push(("custom", custom()));
    }
    Json::object(entries)
}

fn figure(dice: &mut Dice, fact: usize, number: usize, _facts: usize, parties: usize) -> Json {
    let mut entries = vec![
        ("id", text(format!("n{fact}-{number}{}", NAMES[(fact + number) % NAMES.len()]))),
        ("measure", text("trade-value")),
    ];
    if dice.one_in(2) {
        entries.push(("reporter", text(name('p', dice.up_to(parties)))));
    }
    entries.push(("value", if dice.one_in(2) { text("3.260e6") } else { Json::Number("3.260e6".into()) }));
    entries.push(("unit", text("USD")));
    entries.push(("basis", text("stated")));
    if number > 0 && dice.one_in(2) {
        let of = text(format!("n{fact}-0{}", NAMES[fact % NAMES.len()]));
        entries.push(("share", Json::object([("of", of), ("percent", text("42"))])));
    }
    Json::object(entries)
}

/// Small numbers out of one large one.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn up_to(&mut self, count: usize) -> usize {
        // A linear congruential generator, of which the upper half is good enough.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % count.max(1)
    }

    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.up_to(count) == 0
    }

    pub(crate) fn pick<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        if of.is_empty() { None } else { Some(of[self.up_to(of.len())].clone()) }
    }
}

/// The identifiers of a list, and of all figures.
fn ids(document: &Document, list: &List) -> Vec<String> {
    document.ids(list).map(String::from).collect()
}

fn any_record(document: &Document, dice: &mut Dice) -> Option<Target> {
    let fact = dice.pick(&ids(document, &List::Facts));
    match dice.up_to(6) {
        0 => dice.pick(&ids(document, &List::Parties)).map(|id| Target::Party(id.into())),
        1 => dice.pick(&ids(document, &List::Themes)).map(|id| Target::Theme(id.into())),
        2 => dice.pick(&ids(document, &List::Sources)).map(|id| Target::Source(id.into())),
        3 => {
            let figures = document.record(&Target::fact(fact?))?.get("figures")?.items().to_vec();
            let id = dice.pick(&figures)?.get("id")?.as_str()?.to_owned();
            Some(Target::figure(id))
        }
        _ => fact.map(Target::fact),
    }
}

/// An edit that fits the document, as often as not one that the loader will accept.
pub(crate) fn edit(document: &Document, dice: &mut Dice) -> Option<Edit> {
    let target = any_record(document, dice)?;
    let fresh = dice.up_to(1_000_000);
    let value = |dice: &mut Dice| match dice.up_to(6) {
        0 => text("new „text“ \"q\" \\ \n é"),
        1 => custom(),
        2 => Json::List(vec![Json::Number("1.50".into()), text("x")]),
        3 => Json::Object(Vec::new()),
        4 => Json::List(Vec::new()),
        _ => text("2014"),
    };
    let list_of_fact = |dice: &mut Dice, id: &str| {
        let source = dice.pick(&ids(document, &List::Sources)).unwrap_or_default();
        match dice.up_to(3) {
            0 => (List::Citations(id.into()), Json::object([("source", text(source)), ("locator", text("§ 4"))])),
            1 => (List::Flags(id.into()), Json::object([("kind", text("when"))])),
            _ => (
                List::Figures(id.into()),
                Json::parse(&format!(
                    r#"{{"id":"new-{fresh}","measure":"m","value":1.50,"unit":"USD","basis":"stated"}}"#
                ))
                .expect("JSON"),
            ),
        }
    };
    Some(match (dice.up_to(12), &target) {
        (0, _) => Edit::set(target, ["custom", "deep", "er"], value(dice)),
        (1, Target::Fact(_)) => Edit::set(target, ["date"], text("1965~")),
        (1, Target::Figure(_)) => Edit::set(target, ["value"], Json::Number("1.50e3".into())),
        (1, _) => Edit::set(Target::Dossier, ["summary"], text("What it is about.")),
        (2, Target::Fact(_)) => Edit::set(target, ["note"], text("A note.")),
        (2, Target::Source(_)) => {
            Edit::set(target, ["issued"], Json::parse(r#"{"date-parts":[[2016,7.0]]}"#).expect("JSON"))
        }
        (2 | 3, _) => {
            Edit::unset(target, [["custom", "note", "date", "locator", "flags", "share", "issued"][dice.up_to(7)]])
        }
        (4, Target::Fact(id)) => {
            let (list, value) = list_of_fact(dice, id);
            Edit::add(list, value)
        }
        (4, _) => {
            let before = dice.pick(&ids(document, &List::Themes)).map(Into::into);
            let id = format!("t{fresh}");
            Edit::Insert { list: List::Themes, before, value: Json::object([("id", text(id)), ("label", text("L"))]) }
        }
        (5, _) => Edit::Remove { at: target, cascade: dice.one_in(2) },
        (6, Target::Fact(id)) => {
            let record = document.record(&target)?;
            let list = [List::Citations(id.clone()), List::Flags(id.clone())][dice.up_to(2)].clone();
            let value = dice.pick(record.get(list.key())?.items())?;
            if dice.one_in(2) {
                Edit::RemoveItem { list, value }
            } else {
                let mut new = value.clone();
                if let Json::Object(entries) = &mut new {
                    entries.push((format!("note{fresh}").into(), text("x")));
                }
                Edit::ReplaceItem { list, old: value, value: new }
            }
        }
        (7 | 6, _) => Edit::Rename { at: target, id: format!("new\"{fresh}é").into() },
        (8, Target::Figure(_)) => Edit::set(target, ["label"], text("L")),
        (8, Target::Fact(_)) => {
            let before = dice.pick(&ids(document, &List::Facts)).map(Into::into);
            Edit::Move { at: target, before }
        }
        (9, Target::Fact(_)) => {
            let mut whole = document.record(&target)?;
            if let Json::Object(entries) = &mut whole {
                let place = dice.up_to(entries.len());
                if entries[place].0 != "id" {
                    entries.remove(place);
                }
                entries.retain(|(key, _)| key != "note");
                entries.push(("note".into(), text("by hand")));
            }
            Edit::Set { at: target, path: Vec::new(), value: whole }
        }
        (9 | 8, _) => {
            let theme = ids(document, &List::Themes).first()?.clone();
            let value = Json::object([
                ("id", text(format!("f{fresh}"))),
                ("theme", text(theme)),
                ("title", text("New")),
                ("statement", text("New.")),
                ("custom", custom()),
            ]);
            let before = if dice.one_in(2) { dice.pick(&ids(document, &List::Facts)).map(Into::into) } else { None };
            Edit::Insert { list: List::Facts, before, value }
        }
        (10, _) => Edit::add(
            List::Reviews,
            Json::object([("finding", text(format!("stale-fact:f{fresh}"))), ("fingerprint", text("0e"))]),
        ),
        (_, _) => {
            let first = edit(document, dice)?;
            let (edited, _) = document.edited(&first).ok()?;
            Edit::batch("both", [first, edit(&edited, dice)?])
        }
    })
}
