//! Invented dossiers of the shapes that the trade of two countries really has.

use std::fmt::Write as _;

use attache::app::{AppState, Settings, View};
use attache::load::load_bytes;

/// Numbers that look random and are the same every time.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0x1234_5678_9ABC_DEF1))
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit.max(1)
    }

    pub(crate) fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    /// A number between two, in thousandths of what lies between them.
    fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }
}

/// A dossier that is being written.
pub(crate) struct Writer {
    facts: Vec<String>,
    home: &'static str,
    abroad: &'static str,
}

/// What a figure is, beside its period and its value.
#[derive(Clone, Copy)]
pub(crate) struct Kind<'a> {
    pub(crate) flow: &'a str,
    pub(crate) is_of_home: bool,
    pub(crate) more: &'a str,
}

pub(crate) const fn kind(flow: &str, is_of_home: bool) -> Kind<'_> {
    Kind { flow, is_of_home, more: "" }
}

impl Writer {
    pub(crate) const fn new() -> Self {
        Self { facts: Vec::new(), home: "Norland", abroad: "Sutherby" }
    }

    pub(crate) fn figure(&mut self, kind: Kind<'_>, period: &str, value: Option<&str>) {
        self.fact(kind, period, value, "");
    }

    /// A figure in a fact of its own, which has flags and the like.
    pub(crate) fn fact(&mut self, kind: Kind<'_>, period: &str, value: Option<&str>, of_fact: &str) {
        let (reporter, partner) = if kind.is_of_home { ("NRL", "STB") } else { ("STB", "NRL") };
        let id = self.facts.len();
        let mut figure = format!(
            r#"{{"id":"g{id}","measure":"trade-value","flow":"{}","reporter":"{reporter}","partner":"{partner}","period":"{period}""#,
            kind.flow
        );
        if let Some(value) = value {
            write!(figure, r#","value":"{value}""#).expect("a text");
        }
        if !kind.more.contains("\"unit\"") {
            figure.push_str(r#","unit":"USD""#);
        }
        if !kind.more.contains("\"basis\"") {
            figure.push_str(r#","basis":"stated""#);
        }
        let comma = if kind.more.is_empty() { "" } else { "," };
        write!(figure, "{comma}{}}}", kind.more).expect("a text");
        let comma = if of_fact.is_empty() { "" } else { "," };
        self.facts.push(format!(
            r#"{{"id":"f{id}","date":"{period}","theme":"trade","title":"Trade, {period}","statement":"Trade of {period}.",
            "citations":[{{"source":"s"}}],"figures":[{figure}]{comma}{of_fact}}}"#
        ));
    }

    pub(crate) fn state(self) -> AppState {
        let text = format!(
            r#"{{"format":1,"title":"Trade","parties":[{{"id":"NRL","name":"{}"}},{{"id":"STB","name":"{}"}}],
            "themes":[{{"id":"trade","label":"Trade"}}],"sources":[{{"id":"s","type":"dataset","title":"Yearbook of trade"}}],
            "facts":[{}]}}"#,
            self.home,
            self.abroad,
            self.facts.join(",")
        );
        let loaded = load_bytes(text.as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
        AppState::new(loaded, None, View::default(), Settings::default())
    }
}

/// Exports and imports of 25 years as both report them; of three years only one does.
pub(crate) fn both_reporters() -> AppState {
    let (mut dice, mut writer) = (Dice::new(4), Writer::new());
    let (mut exports, mut imports) = (400_000_000_u64, 900_000_000_u64);
    for year in 2000..2025 {
        exports = exports * dice.between(900, 1_180) / 1_000;
        imports = imports * dice.between(880, 1_150) / 1_000;
        let period = year.to_string();
        let fob = r#""valuation":"fob""#;
        let cif = r#""valuation":"cif""#;
        writer.figure(Kind { more: fob, ..kind("export", true) }, &period, Some(&exports.to_string()));
        writer.figure(Kind { more: cif, ..kind("import", true) }, &period, Some(&(imports * 106 / 100).to_string()));
        if ![2003, 2004, 2013].contains(&year) {
            let mirrored = (imports * 97 / 100).to_string();
            writer.figure(Kind { more: fob, ..kind("export", false) }, &period, Some(&mirrored));
            writer.figure(
                Kind { more: cif, ..kind("import", false) },
                &period,
                Some(&(exports * 108 / 100).to_string()),
            );
        }
    }
    writer.state()
}

/// Totals of 61 years.
pub(crate) fn totals() -> AppState {
    let (mut dice, mut writer, mut value) = (Dice::new(5), Writer::new(), 3_000_000_u64);
    for year in 1962..2023 {
        value = value * dice.between(850, 1_250) / 1_000;
        writer.figure(kind("total", true), &year.to_string(), Some(&value.to_string()));
    }
    writer.state()
}

/// Exports of ten commodities with their total; of one year the parts are more than the whole.
pub(crate) fn commodities() -> AppState {
    let names = [
        "27 Fuels",
        "71 Precious stones",
        "84 Machinery",
        "87 Vehicles",
        "03 Fish",
        "10 Cereals",
        "08 Fruit",
        "30 Medicines",
        "44 Wood",
        "22 Drinks",
    ];
    let (mut dice, mut writer) = (Dice::new(6), Writer::new());
    for year in 2010..2023 {
        let period = year.to_string();
        let mut sum = 0;
        for (rank, name) in (1..).zip(names) {
            let value = dice.between(1_000, 100_000) * 1_000 / rank;
            sum += value;
            let goods = format!(r#""commodity":"{name}""#);
            writer.figure(Kind { more: &goods, ..kind("export", true) }, &period, Some(&value.to_string()));
        }
        let total = sum * if year == 2016 { 95 } else { 108 } / 100;
        writer.figure(kind("export", true), &period, Some(&total.to_string()));
    }
    writer.state()
}

/// Exports and imports by month; the last year ends in September.
pub(crate) fn months() -> AppState {
    let (mut dice, mut writer) = (Dice::new(7), Writer::new());
    for year in 2015..2023 {
        for month in 1..=if year == 2022 { 9 } else { 12 } {
            for flow in ["export", "import"] {
                let value = dice.between(1_000_000, 3_000_000).to_string();
                writer.figure(kind(flow, true), &format!("{year}-{month:02}"), Some(&value));
            }
        }
    }
    writer.state()
}

/// Exports in a currency that was given up.
pub(crate) fn currencies() -> AppState {
    let mut writer = Writer::new();
    for (year, value, unit) in [
        (1995, "412e6", "NLG"),
        (1996, "398e6", "NLG"),
        (1997, "401e6", "NLG"),
        (1999, "180.3e6", "EUR"),
        (2000, "191e6", "EUR"),
    ] {
        let unit = format!(r#""unit":"{unit}""#);
        writer.figure(Kind { more: &unit, ..kind("export", true) }, &year.to_string(), Some(value));
    }
    writer.state()
}

/// From twelve dollars to nine hundred billion, with every kind of doubt and of nothing.
pub(crate) fn odd_values() -> AppState {
    let mut writer = Writer::new();
    let export = kind("export", true);
    writer.figure(export, "2001", Some("12"));
    writer.figure(export, "2002", Some("0"));
    writer.figure(Kind { more: r#""missing":"not-reported""#, ..export }, "2003", None);
    writer.figure(Kind { more: r#""missing":"suppressed""#, ..export }, "2004", None);
    writer.figure(export, "2005", Some("900.4e9"));
    writer.figure(Kind { more: r#""note":"A correction of earlier years.""#, ..export }, "2006", Some("-35e6"));
    for (quarter, value) in [("2007-01/2007-03", "1.5e6"), ("2007-04/2007-06", "2.5e6"), ("2007-07/2007-09", "3.5e6")] {
        writer.figure(export, quarter, Some(value));
    }
    writer.figure(export, "2008-04/2009-03", Some("44.1e6"));
    writer.figure(Kind { more: r#""basis":"estimated""#, ..kind("total", true) }, "2010~", Some("1e9"));
    writer.fact(export, "2011?", Some("2e9"), r#""flags":[{"kind":"dubious","reason":"No source has it."}]"#);
    writer.state()
}

/// Sixty commodities of one year, of both directions and both reporters.
pub(crate) fn crowd() -> AppState {
    let (mut dice, mut writer) = (Dice::new(9), Writer::new());
    for place in 0..60 {
        let goods = format!(r#""commodity":"{} Goods number {place}""#, 10 + place);
        let flow = if dice.one_in(2) { "export" } else { "import" };
        let value = dice.between(100_000, 9_000_000).to_string();
        writer.figure(Kind { more: &goods, ..kind(flow, dice.one_in(2)) }, "2020", Some(&value));
    }
    writer.state()
}

/// One value.
pub(crate) fn single() -> AppState {
    let mut writer = Writer::new();
    writer.figure(kind("total", true), "2019", Some("3.26e6"));
    writer.state()
}

/// A dossier of some shape, by its number.
pub(crate) fn generated(seed: u64) -> AppState {
    let (mut dice, mut writer) = (Dice::new(seed + 100), Writer::new());
    let first = 1950 + dice.below(60);
    let longest = if dice.one_in(4) { 55 } else { 14 };
    let years = 1 + dice.below(longest);
    let scale = 10_u64.pow(u32::try_from(1 + dice.below(10)).expect("small"));
    let (has_total, has_directions, has_partner) = (dice.one_in(2), !dice.one_in(3), dice.one_in(2));
    let goods = if dice.one_in(3) { 1 + dice.below(12) } else { 0 };
    let is_monthly = dice.one_in(8);
    for year in first..first + years {
        if dice.one_in(7) {
            continue;
        }
        let mut kinds = Vec::new();
        if has_total && !dice.one_in(5) {
            kinds.push(kind("total", true));
        }
        if has_directions || !has_total {
            kinds.extend([kind("export", true), kind("import", true)]);
            if has_partner {
                kinds.extend([kind("export", false), kind("import", false)]);
            }
        }
        for one in kinds {
            some_value(&mut dice, &mut writer, one, year, scale, is_monthly);
            for place in 0..if one.is_of_home && one.flow != "total" { goods } else { 0 } {
                let goods = format!(r#""commodity":"Goods {place} of a rather long name""#);
                some_value(&mut dice, &mut writer, Kind { more: &goods, ..one }, year, scale / 10 + 1, false);
            }
        }
    }
    if dice.one_in(3) {
        writer.figure(Kind { more: r#""unit":"EUR""#, ..kind("export", true) }, "2001", Some("3e6"));
    }
    if dice.one_in(2) {
        writer.figure(kind("total", true), &first.to_string(), Some("77e3"));
    }
    writer.state()
}

/// A value of a year, with doubts of all kinds now and then.
fn some_value(dice: &mut Dice, writer: &mut Writer, one: Kind<'_>, year: u64, scale: u64, is_monthly: bool) {
    let digits = dice.between(100, 99_999);
    let value = match dice.below(12) {
        0 => format!("{}e{}", digits % 90 + 10, dice.below(9)),
        1 if one.more.is_empty() => format!("-{digits}"),
        2 => "0".to_owned(),
        _ => (digits * scale / 100).to_string(),
    };
    let period = match dice.below(14) {
        0 => format!("{year}-01/{year}-10"),
        1 => format!("{year}?"),
        2 => format!("{year}~"),
        3 => format!("{year}-04/{}-03", year + 1),
        _ => year.to_string(),
    };
    let flags = if dice.one_in(10) { r#""flags":[{"kind":"dubious","reason":"No source has it."}]"# } else { "" };
    if is_monthly {
        for month in 1..=12 {
            let value = (dice.between(100, 999) * scale / 100).to_string();
            writer.figure(one, &format!("{year}-{month:02}"), Some(&value));
        }
    } else if dice.one_in(14) && one.more.is_empty() {
        writer.figure(Kind { more: r#""missing":"not-reported""#, ..one }, &year.to_string(), None);
    } else {
        writer.fact(one, &period, Some(&value), flags);
    }
}
