//! Foreign tables and lists through the real way in: what a right import says of them, to the digit and no number twice.

use std::collections::BTreeMap;

use attache::dossier::{Dossier, Flow};
use attache::edit::{Document, Revision};
use attache::import::{
    Acceptance, Already, Certainty, Decision, ImportContext, ImportError, ImportFile, Kind, Pair, Proposals, Recipe,
    empty_dossier, import,
};
use attache::load::Progress;
use proptest::prelude::*;

fn read(text: &[u8], recipe: &Recipe) -> Result<Proposals, ImportError> {
    let context = ImportContext {
        file_name: "t.csv".into(),
        import_id: "import-1".into(),
        parties: Vec::new(),
        ..ImportContext::default()
    };
    import(text, recipe, &context, &Progress::default())
}

fn recipe(kind: Kind, pair: &str) -> Recipe {
    let pair = pair.split_once(',').map(|(a, b)| Pair(a.into(), b.into()));
    Recipe { kind, pair, ..Recipe::default() }
}

fn comtrade(text: &str) -> Proposals {
    read(text.as_bytes(), &recipe(Kind::Comtrade, "IDN,PRK")).expect("a table")
}

/// A dossier with everything that is accepted, and its text.
fn dossier(mut proposals: Proposals, acceptance: Acceptance) -> (Dossier, String) {
    let document = Document::parse(empty_dossier("Test", "en")).expect("JSON");
    proposals.compare(&document);
    proposals.accept(acceptance);
    let file = ImportFile {
        id: "import-1".into(),
        kind: "table".into(),
        name: "t.csv".into(),
        sha256: "0".into(),
        ..ImportFile::default()
    };
    let (edited, _) = document.edited(&proposals.edit(&document, &file, None)).expect("an edit that fits");
    let text = edited.text().to_owned();
    let revision = Revision::of(edited);
    (revision.outcome.expect("a sound dossier").dossier.clone(), text)
}

/// The values of trade of a dossier: flow, reporter, period and value.
fn values(dossier: &Dossier) -> Vec<(String, String, String, String)> {
    let figures = dossier.figures().filter(|(_, figure)| figure.measure == "trade-value");
    let mut values: Vec<_> = figures
        .map(|(_, figure)| {
            let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
            (
                figure.flow.map(Flow::word).unwrap_or_default().to_owned(),
                text(figure.reporter.as_deref()),
                text(figure.period.as_ref().map(attache::dossier::Date::text)),
                text(figure.value.as_ref().map(attache::dossier::ReportedValue::text)),
            )
        })
        .collect();
    values.sort();
    values
}

fn row(flow: &str, reporter: &str, period: &str, value: &str) -> (String, String, String, String) {
    (flow.into(), reporter.into(), period.into(), value.into())
}

const HEADER: &str = "typeCode,freqCode,refYear,refMonth,period,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,partner2Code,classificationCode,cmdCode,customsCode,motCode,netWgt,cifvalue,fobvalue,primaryValue,isReported,isAggregate,";

#[test]
fn a_total_is_taken_once_whatever_is_beside_it() {
    let proposals = comtrade(&format!(
        "{HEADER}\n\
         C,A,2015,52,2015,360,IDN,X,408,PRK,0,H4,TOTAL,C00,0,0,,1410000,1410000,false,true,\n\
         C,A,2015,52,2015,360,IDN,X,408,PRK,0,H4,TOTAL,C01,0,0,,1000000,1000000,true,false,\n\
         C,A,2015,52,2015,360,IDN,X,408,PRK,0,H4,TOTAL,C00,1,0,,1410000,1410000,true,false,\n\
         C,A,2015,52,2015,360,IDN,M,408,PRK,0,H4,TOTAL,C00,0,0,330000,300000,330000,true,false,\n\
         C,A,2015,52,2015,408,PRK,M,360,IDN,0,H4,TOTAL,C00,0,0,0,0,1500000,true,false,\n\
         C,A,2015,52,2015,360,IDN,X,410,KOR,0,H4,TOTAL,C00,0,0,,7654321,7654321,true,false,\n\
         C,A,2015,52,2015,360,IDN,RX,408,PRK,0,H4,TOTAL,C00,0,0,,5,5,true,false,\n\
         C,A,2014,52,2014,360,IDN,X,408,PRK,0,H4,TOTAL,C00,0,0,0,0,0,true,false,\n"
    ));
    assert!(proposals.items.iter().all(|item| item.certainty == Certainty::Exact), "{proposals:?}");
    let (dossier, text) = dossier(proposals, Acceptance::Exact);
    let expected = [
        row("export", "IDN", "2014", "0"),
        row("export", "IDN", "2015", "1410000"),
        row("import", "IDN", "2015", "300000"),
        row("import", "IDN", "2015", "330000"),
        row("import", "PRK", "2015", "1500000"),
    ];
    assert_eq!(values(&dossier), expected);
    assert!(text.contains("\"re-export-value\"") && text.contains("\"unread\""), "{text}");
    let basis: Vec<&str> = dossier.figures().map(|(_, figure)| figure.basis.word()).collect();
    assert!(basis.contains(&"derived") && basis.contains(&"stated"), "{basis:?}");
}

#[test]
fn old_and_trimmed_downloads_say_the_same() {
    let legacy = "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,Commodity Code,Commodity,Qty Unit Code,Qty Unit,Qty,Netweight (kg),Trade Value (US$),Flag\n\
                  H4,2015,2015,2015,0,0,2,Export,360,Indonesia,IDN,408,Dem. People's Rep. of Korea,PRK,TOTAL,All Commodities,1,No Quantity,,,1410000,0\n";
    let bulk = "Year,Reporter Code,Trade Flow Code,Partner Code,Classification,Commodity Code,Netweight (kg),Value,Estimation Code\n2015,360,2,408,H4,TOTAL,,1410000,0\n";
    let trimmed = "\u{FEFF}Year;Trade Flow;Commodity Code;Reporter;Partner;Trade Value (US$);\r\n2015;Export;TOTAL;Indonesia;Korea, Dem. Rep.;1410000;\r\n";
    let moved = format!("{HEADER}\nA,2015,52,2015,360,IDN,X,408,PRK,0,H4,TOTAL,C00,0,0,,1410000,1410000,false,true,\n");
    for text in [legacy, bulk, trimmed] {
        let (dossier, _) = dossier(comtrade(text), Acceptance::Exact);
        assert_eq!(values(&dossier), [row("export", "IDN", "2015", "1410000")], "{text}");
    }
    let latin: Vec<u8> = trimmed
        .replace("Indonesia", "Côte d'Ivoire")
        .replace('\u{FEFF}', "")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin-1"))
        .collect();
    let proposals = read(&latin, &recipe(Kind::Auto, "CIV,PRK")).expect("a table");
    assert_eq!(proposals.items.len(), 1, "{proposals:?}");
    let utf_16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(trimmed.trim_start_matches('\u{FEFF}').encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let proposals = read(&utf_16, &recipe(Kind::Auto, "IDN,PRK")).expect("a table");
    assert_eq!(proposals.items.len(), 1, "{proposals:?}");
    assert!(
        comtrade(&moved).items.iter().all(|item| item.certainty == Certainty::Inferred),
        "a moved header is no sure thing"
    );
}

#[test]
fn a_value_and_what_it_was_rounded_from_are_one() {
    let proposals = comtrade(&format!(
        "{HEADER}\nC,A,2018,52,2018,360,IDN,M,408,PRK,0,H5,TOTAL,C00,0,0,82338795.514,,82338795,true,false,\n"
    ));
    let (dossier, text) = dossier(proposals, Acceptance::Exact);
    assert_eq!(values(&dossier), [row("import", "IDN", "2018", "82338795")]);
    assert!(text.contains("\"cif\""), "{text}");
}

#[test]
fn doubts_are_said_and_never_accepted_as_exact() {
    let line = |year: u32, partner: u32, iso: &str, value: &str| {
        format!("C,A,{year},52,{year},360,IDN,X,{partner},{iso},0,H4,TOTAL,C00,0,0,,,{value},true,false,\n")
    };
    let mut text = format!("{HEADER}\n");
    for (year, north, south) in [
        (2010, "1200000", "12500000000"),
        (2011, "900000", "16000000000"),
        (2012, "15000000000", "15049000000"),
        (2013, "1400000", "11400000000"),
    ] {
        text += &line(year, 408, "PRK", north);
        text += &line(year, 410, "KOR", south);
    }
    let proposals = comtrade(&text);
    let suspected: Vec<&str> =
        proposals.items.iter().filter(|item| !item.doubts.is_empty()).map(|item| item.key.as_str()).collect();
    assert_eq!(suspected, ["comtrade-idn-prk-export-2012"]);
    // Two values for one thing, a code that contradicts its ISO code, a period that is none.
    let text = format!(
        "{HEADER}\n{}{}{}{}",
        line(2015, 408, "PRK", "1"),
        line(2015, 408, "PRK", "2"),
        line(2016, 408, "KOR", "3"),
        line(2015, 408, "PRK", "4").replace("2015,52,2015", "2015,52,201513")
    );
    let proposals = comtrade(&text);
    assert_eq!(proposals.items.len(), 1);
    assert_eq!(proposals.items[0].certainty, Certainty::Inferred);
    assert_eq!(proposals.not_understood.len(), 2, "{:?}", proposals.not_understood);
    let (dossier, _) = dossier(proposals, Acceptance::Exact);
    assert!(values(&dossier).is_empty());
}

#[test]
fn ended_states_are_another_thing_and_the_break_is_said() {
    let line = |year: u32, code: u32| {
        format!("C,A,{year},52,{year},360,IDN,X,{code},DEU,0,S1,TOTAL,C00,0,0,,,{year},true,false,\n")
    };
    let text = format!("{HEADER}\n{}{}", line(1990, 280), line(1991, 276));
    let proposals = read(text.as_bytes(), &recipe(Kind::Comtrade, "IDN,Germany")).expect("a table");
    let certainties: Vec<Certainty> = proposals.items.iter().map(|item| item.certainty).collect();
    assert_eq!(certainties, [Certainty::Inferred, Certainty::Exact]);
    let (_, text) = dossier(proposals, Acceptance::All);
    assert!(text.contains("series_break") && text.contains("from 1991 on Germany (code 276) is counted"), "{text}");
}

#[test]
fn what_is_no_table_is_refused_with_its_own_words() {
    let message = "Query complexity: your query is too complex. Please simplify.\nResultset count: 0\n";
    for kind in [Kind::Comtrade, Kind::Auto, Kind::Table] {
        let error = read(message.as_bytes(), &recipe(kind, "IDN,PRK")).expect_err("no table");
        assert!(error.to_string().contains("Query complexity"), "{error}");
    }
    let pairless = "Year,Trade Flow,Commodity Code,Commodity,Trade Value (US$)\n2012,Import,5208,Cotton,1447049838\n";
    let error = read(pairless.as_bytes(), &recipe(Kind::Auto, "")).expect_err("no pair");
    assert!(matches!(error, ImportError::AskPair { .. }), "{error}");
    for bad in
        [b"".as_slice(), b"<!DOCTYPE html><html>", b"a,b\n1,\0\n", b"{\"statusCode\": 429, \"message\": \"slow\"}"]
    {
        assert!(read(bad, &recipe(Kind::Auto, "IDN,PRK")).is_err(), "{bad:?}");
    }
}

#[test]
fn a_hostile_table_is_bounded() {
    struct Endless(&'static [u8], u64);
    impl std::io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            for (byte, place) in buffer.iter_mut().zip(self.1..) {
                *byte = self.0[usize::try_from(place).expect("small") % self.0.len()];
            }
            self.1 += buffer.len() as u64;
            Ok(buffer.len())
        }
    }
    let context = ImportContext::default();
    for (bytes, expected) in [(&b"x"[..], "longer than"), (b"a,", "columns")] {
        let error = import(Endless(bytes, 0), &recipe(Kind::Comtrade, "IDN,PRK"), &context, &Progress::default());
        let message = error.expect_err("bounded").to_string();
        assert!(message.contains(expected) && message.contains("row 1"), "{message}");
    }
    let progress = Progress::default();
    progress.cancel();
    let text = format!(
        "{HEADER}\n{}",
        "C,A,2015,52,2015,360,IDN,X,408,PRK,0,H4,TOTAL,C00,0,0,,,1,true,false,\n".repeat(9_000)
    );
    let result = import(text.as_bytes(), &recipe(Kind::Comtrade, "IDN,PRK"), &context, &progress);
    assert_eq!(result.expect_err("stopped"), ImportError::Cancelled);
}

#[test]
fn the_same_file_asks_nothing_and_a_changed_row_asks_anew() {
    let table = |value: &str| {
        format!(
            "{HEADER}\n\
            C,A,2015,52,2015,360,IDN,X,408,PRK,0,H4,TOTAL,C00,0,0,,,{value},true,false,\n\
            C,A,2016,52,2016,360,IDN,X,408,PRK,0,H4,TOTAL,C00,0,0,,,7,true,false,\n"
        )
    };
    let (dossier, text) = dossier(comtrade(&table("5")), Acceptance::Exact);
    let document = Document::parse(text).expect("JSON");
    let again = |value: &str| {
        let mut proposals = comtrade(&table(value));
        proposals.compare(&document);
        proposals.recall(dossier.imports());
        proposals
    };
    assert_eq!(again("5").open_count(), 0);
    let mut changed = again("6");
    assert_eq!(changed.open_count(), 1);
    let item = changed.items.iter().find(|item| item.is_open()).expect("the changed one");
    assert!(matches!(&item.already, Already::Different { .. }), "{item:?}");
    changed
        .items
        .iter_mut()
        .filter(|item| item.is_open())
        .for_each(|item| item.decision = Decision::Accepted { unread: false });
    let file = ImportFile {
        id: "import-1".into(),
        kind: "comtrade".into(),
        name: "t.csv".into(),
        sha256: "1".into(),
        ..ImportFile::default()
    };
    let (edited, _) = document.edited(&changed.edit(&document, &file, dossier.import("import-1"))).expect("an edit");
    let dossier = Revision::of(edited).outcome.expect("sound").dossier.clone();
    assert_eq!(values(&dossier), [row("export", "IDN", "2015", "6"), row("export", "IDN", "2016", "7")]);
    assert_eq!(dossier.imports().len(), 1);
    assert_eq!(dossier.imports()[0].decisions.len(), 2);
}

#[test]
fn other_tables_are_read_by_their_headings() {
    let wits = "\u{FEFF}Reporter Name,Partner Name,Year,Trade Flow,Export Share (%),Export (US$ Thousand),Import (US$ Thousand)\r\n\
                Indonesia,\"Korea, Dem. Rep.\",2015,Exports & Imports,0.1,1410.50,x\r\n\
                Indonesia,\"Korea, Rep.\",2015,Exports & Imports,0.1,5,6\r\n";
    let proposals = read(wits.as_bytes(), &recipe(Kind::Auto, "IDN,PRK")).expect("a table");
    assert_eq!(proposals.not_understood.len(), 1, "{:?}", proposals.not_understood);
    let (found, _) = dossier(proposals, Acceptance::Exact);
    assert_eq!(values(&found), [row("export", "IDN", "2015", "1410.50e3")]);

    let wide = "Reporter,Partner,Product categories,Indicator Type,Indicator,2015,2014\n\
                Indonesia,\"Korea, Dem. Rep.\",All Products,Export,Exports (in US$ Mil),   1.41,   \n\
                Indonesia,\"Korea, Dem. Rep.\",All Products,Tariff,Duty Free Imports (US$ Thousand),99,98\n";
    let (found, _) =
        dossier(read(wide.as_bytes(), &recipe(Kind::Auto, "IDN,PRK")).expect("a table"), Acceptance::Exact);
    assert_eq!(values(&found), [row("export", "IDN", "2015", "1.41e6")]);

    let baci = "t,i,j,k,v,q\n2015,360,408,340111,0.964,NA\n2015,360,410,340111,5,1\n";
    let (found, _) =
        dossier(read(baci.as_bytes(), &recipe(Kind::Auto, "IDN,PRK")).expect("a table"), Acceptance::Exact);
    assert_eq!(values(&found), [row("export", "IDN", "2015", "0.964e3")]);

    let office = "Table 4;;;\nPeriode;Nilai Ekspor (US $);Nilai Impor (US $);Catatan\nJanuari 2014;1.234,5;2;\nFebruari 2014;7;-;\nSumber: BPS;;;\n";
    let (found, _) =
        dossier(read(office.as_bytes(), &recipe(Kind::Table, "IDN,PRK")).expect("a table"), Acceptance::Exact);
    let expected = [
        row("export", "IDN", "2014-01", "1234.5"),
        row("export", "IDN", "2014-02", "7"),
        row("import", "IDN", "2014-01", "2"),
    ];
    assert_eq!(values(&found), expected);

    let sdmx = "DATAFLOW;REF_AREA;COUNTERPART_AREA;INDICATOR;TIME_PERIOD;OBS_VALUE;UNIT_MULT;UNIT_MEASURE;OBS_STATUS\n\
                IMF:DOT(1.0);ID;KP;TXG_FOB_USD;2015;1.41;6;USD;A\nIMF:DOT(1.0);ID;KP;TXG_FOB_USD;2016;NaN;6;USD;M\n";
    let (found, text) =
        dossier(read(sdmx.as_bytes(), &recipe(Kind::Auto, "IDN,PRK")).expect("a table"), Acceptance::Exact);
    assert_eq!(values(&found), [row("export", "IDN", "2015", "1.41e6"), row("export", "IDN", "2016", "")]);
    assert!(text.contains("not-reported"));
}

#[test]
fn what_only_a_person_can_say_is_asked_and_the_answer_is_a_recipe() {
    let table = "country,year,amount\nNorth Korea,2015,12\nSouth Korea,2015,13\n";
    let guessed = read(table.as_bytes(), &recipe(Kind::Table, "IDN,PRK"));
    let proposals = guessed.expect("a table");
    assert!(proposals.items.iter().all(|item| item.certainty == Certainty::Inferred), "{proposals:?}");
    let mut answered = *proposals.recipe.expect("the recipe that was found");
    let mapping = answered.table.as_mut().expect("a mapping");
    mapping.questions.clear();
    let value = &mut mapping.columns.iter_mut().find(|column| column.column == "amount").expect("the column").value;
    (value.unit, value.scale, value.flow) = (Some("USD".into()), Some(6), Some("export".into()));
    let proposals = read(table.as_bytes(), &answered).expect("a table");
    let (dossier, _) = dossier(proposals, Acceptance::Exact);
    assert_eq!(values(&dossier), [row("export", "IDN", "2015", "12e6")]);
}

#[test]
fn event_lists_keep_the_precision_that_they_state() {
    let dates = |text: &str| {
        let proposals = read(text.as_bytes(), &recipe(Kind::Auto, "IDN,PRK")).expect("a list");
        let (dossier, _) = dossier(proposals, Acceptance::All);
        let fact = |fact: &attache::dossier::Fact| {
            (fact.title.to_string(), fact.date.as_ref().map(|date| date.text().to_owned()).unwrap_or_default())
        };
        dossier.facts().iter().map(fact).collect::<Vec<_>>()
    };
    let pair = |title: &str, date: &str| (title.to_owned(), date.to_owned());
    let sheet = "Year,Month,Day,Time,End Year,End Month,End Day,Headline,Text,Type\n,,,,,,,All,,title\n1815,12,10,,1852,11,27,Ada,\"two\nlines\",\n1951,,,,,,,Computer,x,\n";
    assert_eq!(dates(sheet), [pair("Ada", "1815-12-10/1852-11-27"), pair("Computer", "1951")]);
    let list = "date,type,event,description\n1968-11-01,Other,Landing,\"From October 30th\"\n2026-08-20,Missile,Launch,\"Fired\"\n2026-08-20,Missile,Launch,\"Fired again\"\n";
    let found = dates(list);
    assert_eq!(found.len(), 3, "the same name on the same day is not the same event: {found:?}");
    assert!(found.iter().any(|(_, date)| date.contains('?')), "{found:?}");
    let timeline = "<?xml version=\"1.0\"?><timeline><timetype>gregoriantime</timetype><events><event><start>2013-03-30 23:16:00</start><end>2013-03-30 23:16:00</end><text>A</text></event></events></timeline>";
    assert_eq!(dates(timeline), [pair("A", "2013-03-30")]);
}

/// How generated tables split their numbers: customs procedures, modes of transport, second partners; and which wholes they
/// have.
#[derive(Clone, Debug)]
struct Plan {
    /// For each year its parts: customs procedure, mode of transport, second partner, value.
    years: Vec<Vec<(u8, u8, u8, u32)>>,
    /// Whether there are rows for all of each column together.
    wholes: [bool; 3],
}

fn plan() -> impl Strategy<Value = Plan> {
    let part = (0_u8..3, 0_u8..3, 0_u8..3, 1_u32..1_000_000);
    let year = proptest::collection::vec(part, 1..8);
    (proptest::collection::vec(year, 2..5), any::<[bool; 3]>()).prop_map(|(years, wholes)| Plan { years, wholes })
}

/// The rows of a year: every part, and every whole that the plan has.
fn rows(parts: &[(u8, u8, u8, u32)], wholes: [bool; 3]) -> BTreeMap<[Option<u8>; 3], u64> {
    let mut rows = BTreeMap::new();
    let choices = |is_whole: bool, code: u8| if is_whole { vec![Some(code), None] } else { vec![Some(code)] };
    for (customs, transport, second, value) in parts {
        for a in choices(wholes[0], *customs) {
            for b in choices(wholes[1], *transport) {
                for c in choices(wholes[2], *second) {
                    *rows.entry([a, b, c]).or_insert(0) += u64::from(*value);
                }
            }
        }
    }
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_number_is_counted_twice_or_left_out(plan in plan(), order in any::<u64>()) {
        let mut lines = Vec::new();
        for (year, parts) in (2000..).zip(&plan.years) {
            for ([customs, transport, second], value) in rows(parts, plan.wholes) {
                let code = |code: Option<u8>, all: &str, name: &dyn Fn(u8) -> String| code.map_or_else(|| all.to_owned(), name);
                let customs = code(customs, "C00", &|code| format!("C{:02}", code + 1));
                let transport = code(transport, "0", &|code| format!("{}", u32::from(code) * 1_000 + 1_000));
                let second = code(second, "0", &|code| format!("{}", 700 + u32::from(code)));
                lines.push(format!("C,A,{year},52,{year},360,IDN,X,408,PRK,{second},H4,TOTAL,{customs},{transport},0,,,{value},true,false,"));
            }
        }
        // In any order of rows.
        let mut seed = order;
        lines.sort_by_cached_key(|_| { seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1); seed >> 33 });
        let proposals = comtrade(&format!("{HEADER}\n{}\n", lines.join("\n")));
        let (dossier, _) = dossier(proposals, Acceptance::All);
        let found: u64 = values(&dossier).iter().map(|(.., value)| value.parse::<u64>().expect("a whole number")).sum();
        let planted: u64 = plan.years.iter().flatten().map(|(.., value)| u64::from(*value)).sum();
        prop_assert_eq!(found, planted);
    }
}

/// The numbers of all figures of a dossier that fit a case, with `*` for any.
fn fitting(dossier: &Dossier, case: &[&str]) -> Vec<num_rational::BigRational> {
    let [_, _, _, measure, flow, reporter, commodity, period, ..] = case else { return Vec::new() };
    let is = |wanted: &str, found: Option<&str>| wanted == "*" || wanted == found.unwrap_or_default();
    let year = period.strip_prefix("sum:");
    let fits = |figure: &attache::dossier::Figure| {
        let when = figure.period.as_ref().map(attache::dossier::Date::text);
        is(measure, Some(figure.measure.as_str()))
            && is(flow, figure.flow.map(Flow::word))
            && is(reporter, figure.reporter.as_deref())
            && is(commodity, figure.commodity.as_deref())
            && year.map_or_else(|| is(period, when), |year| when.is_some_and(|when| when.starts_with(year)))
    };
    let values = dossier.figures().filter(|(_, figure)| fits(figure)).filter_map(|(_, figure)| figure.value.as_ref());
    let values: Vec<num_rational::BigRational> = values.map(attache::dossier::ReportedValue::nominal).collect();
    if year.is_some() { vec![values.into_iter().sum()] } else { values }
}

/// What is wrong with one case; nothing where it holds.
fn miss(folder: &std::path::Path, case: &[&str]) -> Option<String> {
    let [file, kind, pair, measure, .., expected] = case else { return Some("a case has nine cells".to_owned()) };
    let bytes = std::fs::read(folder.join(file)).map_err(|error| error.to_string());
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return Some(error),
    };
    let recipe = recipe(Kind::from_word(kind).unwrap_or_default(), pair);
    let proposals = match (read(&bytes, &recipe), expected.strip_prefix("error:")) {
        (Ok(proposals), None) => proposals,
        (Ok(_), Some(words)) => return Some(format!("it was read, and should have failed with {words}")),
        (Err(error), Some(words)) => {
            return (!error.to_string().contains(words)).then(|| format!("it failed with {error}"));
        }
        (Err(error), None) => return Some(error.to_string()),
    };
    if *measure == "events" {
        let count = proposals.items.len().to_string();
        return (count != *expected).then(|| format!("it has {count} events"));
    }
    let (dossier, _) = dossier(proposals, Acceptance::All);
    let found = fitting(&dossier, case);
    let wanted = attache::dossier::ReportedValue::parse(expected).map(|value| value.nominal());
    let holds = match (&wanted, found.as_slice()) {
        (Err(_), []) => true,
        (Ok(wanted), [only]) => wanted == only,
        _ => false,
    };
    (!holds).then(|| format!("{found:?}"))
}

/// Cases worked out by hand, in `cases.tsv` of the folder that `ATTACHE_IMPORT_CASES` names: file, kind, pair, measure, flow,
/// reporter, commodity, period and the value, of which there must be exactly one; `-` where there must be none.
#[test]
fn every_case_worked_out_by_hand_holds() {
    let Some(folder) = std::env::var_os("ATTACHE_IMPORT_CASES").map(std::path::PathBuf::from) else {
        println!("ATTACHE_IMPORT_CASES names no folder; nothing was compared");
        return;
    };
    let cases = std::fs::read_to_string(folder.join("cases.tsv")).expect("cases");
    let mut misses = Vec::new();
    for line in cases.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let case: Vec<&str> = line.split('\t').collect();
        misses.extend(miss(&folder, &case).map(|why| format!("{line}: {why}")));
    }
    assert!(misses.is_empty(), "{} misses:\n{}", misses.len(), misses.join("\n"));
}
