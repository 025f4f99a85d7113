//! Tables as offices really lay them out, each shape with a file made up for it: what a statistician would read in it, to the
//! digit, and nothing else.

use attache::edit::{Document, Json};
use attache::import::mapped::DayOrder;
use attache::import::{
    Acceptance, Base, Certainty, FileRead, ImportContext, ImportError, Kind, Pair, Proposal, Proposals, Recipe,
    empty_dossier, import,
};
use attache::load::{Progress, load_bytes};

fn try_read(text: &str, pair: &str, recipe: Recipe) -> Result<Proposals, ImportError> {
    let pair = pair.split_once(',').map(|(a, b)| Pair(a.into(), b.into()));
    let context = ImportContext { file_name: "t.csv".into(), import_id: "import-1".into(), ..ImportContext::default() };
    import(text.as_bytes(), &Recipe { kind: Kind::Table, pair, ..recipe }, &context, &Progress::default())
}

fn read(text: &str, pair: &str) -> Proposals {
    try_read(text, pair, Recipe::default()).expect("a table")
}

/// A value in short: “IDN export 2019 1.4e6 USD”, with its measure where that is not the value of goods.
fn said(proposal: &Proposal) -> Vec<String> {
    let attache::edit::Edit::Insert { value: fact, .. } = &proposal.edit else { return Vec::new() };
    let figures = fact.get("figures").map(Json::items).unwrap_or_default();
    let text = |figure: &Json, key: &str| figure.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    figures
        .iter()
        .map(|figure| {
            let measure = Some(text(figure, "measure")).filter(|measure| measure != "trade-value");
            let parts = ["reporter", "flow", "period", "value", "unit", "commodity"].map(|key| text(figure, key));
            let parts = parts.into_iter().chain(measure).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        })
        .collect()
}

fn text_of(proposal: &Proposal) -> String {
    serde_json::to_string(&proposal.edit).expect("JSON")
}

#[track_caller]
fn check(text: &str, pair: &str, expected: &[&str]) -> Proposals {
    let proposals = read(text, pair);
    let mut found: Vec<String> = proposals.items.iter().flat_map(said).collect();
    let mut expected: Vec<String> = expected.iter().map(|text| (*text).to_owned()).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{:#?}", proposals.notes);
    proposals
}

fn is_exact(proposals: &Proposals) -> bool {
    proposals.items.iter().all(|item| item.certainty == Certainty::Exact)
}

#[test]
fn months_as_rows_and_years_as_columns_are_months_and_the_line_above_says_what_they_are() {
    let text = "Nilai Ekspor Indonesia ke Korea Utara (Juta US$);;\n;;\nBulan;2019;2020\nJanuari;1.204,5;987,3\n\
                Februari;0,7;-\nJumlah;1.205,2;987,3\nRata-rata;602,6;987,3\nSumber: Kantor Statistik;;\n";
    let proposals = check(
        text,
        "IDN,PRK",
        &["IDN export 2019-01 1204.5e6 USD", "IDN export 2020-01 987.3e6 USD", "IDN export 2019-02 0.7e6 USD"],
    );
    assert!(is_exact(&proposals));
    assert!(proposals.notes.iter().any(|note| note.contains("2 rows of totals or averages")), "{:?}", proposals.notes);
    let recipe = proposals.recipe.expect("a recipe").table.expect("a mapping");
    assert_eq!(recipe.publisher.as_deref(), Some("Kantor Statistik"));
    // The same table read for another pair is about others, and not by accident about them.
    check(text, "IDN,KOR", &[]);
    check(
        text,
        "PRK,IDN",
        &["IDN export 2019-01 1204.5e6 USD", "IDN export 2020-01 987.3e6 USD", "IDN export 2019-02 0.7e6 USD"],
    );
}

#[test]
fn exporter_and_importer_are_told_apart_and_codes_of_goods_lose_the_number_of_their_section() {
    let text = "\"Year\",\"Exporter Country ID\",\"Exporter Country\",\"Importer Country ID\",\"Importer Country\",\"HS4 ID\",\"HS4\",\"Trade Value\"\n\
                2019,asidn,Indonesia,asprk,North Korea,20901,Coffee,120345\n\
                2019,asidn,Indonesia,askor,South Korea,20901,Coffee,12034500\n\
                2019,asprk,North Korea,asidn,Indonesia,115407,Yarn,4567\n";
    let proposals = check(text, "IDN,PRK", &["IDN export 2019 120345 USD 0901", "PRK export 2019 4567 USD 5407"]);
    assert!(proposals.items[0].title.contains("(0901)"), "{}", proposals.items[0].title);
}

#[test]
fn countries_as_columns_are_partners() {
    let text = "Reporter,Indicator,Year,\"Korea, Dem. Rep.\",\"Korea, Rep.\",World\n\
                Indonesia,Export (US$ Thousand),2015,20.5,766442.1,1503662.3\n\
                Indonesia,Import (US$ Thousand),2015,1.4,842717.3,1426948.1\n";
    check(text, "IDN,PRK", &["IDN export 2015 20.5e3 USD", "IDN import 2015 1.4e3 USD"]);
    check(text, "IDN,W00", &["IDN export 2015 1503662.3e3 USD", "IDN import 2015 1426948.1e3 USD"]);
}

#[test]
fn headings_of_several_rows_may_have_the_year_in_the_middle() {
    let text = "Trade of the Netherlands,,,,\nCountry,Exports (FOB),,Imports (CIF),\n,2018,2019,2018,2019\n\
                ,EUR million,EUR million,EUR million,EUR million\nSuriname,1.2,1.4,0.5,..\nGuyana,9.1,7.2,9.0,8.4\nTotal,10.3,8.6,9.5,8.4\n";
    check(text, "NLD,SUR", &["NLD export 2018 1.2e6 EUR", "NLD export 2019 1.4e6 EUR", "NLD import 2018 0.5e6 EUR"]);
}

#[test]
fn headings_that_name_both_countries_and_a_year_are_of_those_countries() {
    let text = "Bilateral trade\nUnit: US Dollar thousand\n\nProduct code\tProduct label\tSuriname's exports to Guyana\t\tGuyana's imports from world\t\n\
                \t\tValue in 2017\tValue in 2018\tValue in 2017\tValue in 2018\n\
                'TOTAL\tAll products\t1404\t1190\t3777000\t2600000\n'09\tCoffee\t12\t3\t100\t200\n";
    check(
        text,
        "SUR,GUY",
        &[
            "SUR export 2017 1404e3 USD",
            "SUR export 2018 1190e3 USD",
            "SUR export 2017 12e3 USD 09",
            "SUR export 2018 3e3 USD 09",
        ],
    );
    check(
        text,
        "GUY,W00",
        &[
            "GUY import 2017 3777000e3 USD",
            "GUY import 2018 2600000e3 USD",
            "GUY import 2017 100e3 USD 09",
            "GUY import 2018 200e3 USD 09",
        ],
    );
}

#[test]
fn marks_are_kept_beside_numbers_and_years_and_words_for_nothing_are_nothing() {
    let text = "Table 7. Trade of Indonesia with North Korea,,,,\n(US$ thousand),,,,\nYear,Exports,Imports,Total trade,Balance\n\
                2011,\"2,100\",\"1,050\",\"3,150\",\"1,050\"\n2012r,\"1,900\",\"2,300\",\"4,200\",(400)\n\
                2013*,n.a.,..,.,x\n2014 p,\"1,020e\",0,\"1,020\",-\nTotal,\"5,020\",\"3,350\",\"8,370\",650\n* No data.,,,,\n";
    let proposals = check(
        text,
        "IDN,PRK",
        &[
            "IDN export 2011 2100e3 USD",
            "IDN import 2011 1050e3 USD",
            "IDN total 2011 3150e3 USD",
            "IDN 2011 1050e3 USD trade-balance",
            "IDN export 2012 1900e3 USD",
            "IDN import 2012 2300e3 USD",
            "IDN total 2012 4200e3 USD",
            "IDN 2012 -400e3 USD trade-balance",
            "IDN export 2014 1020e3 USD",
            "IDN import 2014 0e3 USD",
            "IDN total 2014 1020e3 USD",
        ],
    );
    assert_eq!(proposals.not_understood.len(), 1, "{:?}", proposals.not_understood);
    let with = |title: &str| {
        let item = proposals.items.iter().find(|item| item.title.starts_with(title)).expect("an item");
        text_of(item)
    };
    let estimated = with("Indonesia’s exports to North Korea, 2014");
    assert!(estimated.contains("\"estimated\"") && estimated.contains("provisional"), "{estimated}");
    assert!(with("Indonesia’s exports to North Korea, 2012").contains("“r”: revised"));
    let balance = proposals.items.iter().find(|item| item.title.contains("balance")).expect("a balance");
    assert!(balance.title.starts_with("Indonesia’s trade balance with North Korea, 2011"), "{}", balance.title);
    assert!(proposals.notes.iter().any(|note| note.contains("“* No data.”")), "{:?}", proposals.notes);
}

#[test]
fn korean_headings_and_the_unit_above_them_are_read() {
    let text = "국가별 수출입실적,,,,,\n단위: 천 달러,,,,,\n기간,국가,수출 금액,수입 금액,무역수지,수출 중량\n\
                2019,수리남,\"7,650\",\"8,820\",\"-1,170\",\"1,234\"\n2020,북한,\"3,935\",0,\"3,935\",22\n총계,,\"11,585\",\"8,820\",\"2,765\",\"1,256\"\n";
    check(
        text,
        "KOR,PRK",
        &["KOR export 2020 3935e3 USD", "KOR import 2020 0e3 USD", "KOR 2020 3935e3 USD trade-balance"],
    );
}

#[test]
fn german_french_and_spanish_tables_are_read_with_their_countries() {
    let text = "Ausfuhr nach Ländern;;;\nJahr;Land;Ausfuhr: Wert (Tsd. EUR);Einfuhr: Wert (Tsd. EUR)\n\
                2018;Nordkorea;2.300,4;5.600,1\n2018;Südkorea;17.200.300,0;12.100.000,5\n2019;Nordkorea;1.999,9;.\n";
    check(
        text,
        "DEU,PRK",
        &["DEU export 2018 2300.4e3 EUR", "DEU import 2018 5600.1e3 EUR", "DEU export 2019 1999.9e3 EUR"],
    );
    let text = "Année\tPays partenaire\tExportations (milliers EUR)\n2018\tCorée du Nord\t2300,4\n2018\tCorée du Sud\t17200300,0\n";
    check(text, "FRA,PRK", &["FRA export 2018 2300.4e3 EUR"]);
    let text = "pais;año;flujo;euros (EUR);dolares (USD)\nCorea del Norte;2019;E;12.345,67;13.820,11\n\
                Corea del Sur;2019;E;2.345.678.901,00;2.600.000.000,10\n";
    let proposals = check(text, "ESP,PRK", &["ESP export 2019 12345.67 EUR", "ESP export 2019 13820.11 USD"]);
    assert_eq!(proposals.items.len(), 1, "two currencies are two figures of one fact");
}

#[test]
fn the_country_of_destination_makes_exports_and_that_of_origin_imports() {
    let text = "Negara Tujuan,Tahun,Nilai FOB (US$),Berat Bersih (Kg)\nKOREA UTARA,2018,1200345.67,33000\nKOREA SELATAN,2018,95,9\n";
    check(text, "IDN,PRK", &["IDN export 2018 1200345.67 USD", "IDN export 2018 33000 kg net-weight"]);
    let text = "Country of origin,Year,Value (US$)\nNorth Korea,2018,500\nSouth Korea,2018,900000\n";
    check(text, "IDN,PRK", &["IDN import 2018 500 USD"]);
}

#[test]
fn what_is_written_once_for_several_rows_holds_for_them_and_is_said() {
    let text = "Reporter,Partner,Year,Export value (US$ thousand)\nIndonesia,North Korea,2018,1200\n,,2019,1400\n\
                ,South Korea,2018,9532100\n,,2019,7234400\n,Total,,10\n,,,20\n";
    let proposals = check(text, "IDN,PRK", &["IDN export 2018 1200e3 USD", "IDN export 2019 1400e3 USD"]);
    assert_eq!(proposals.items[0].certainty, Certainty::Exact);
    assert_eq!(proposals.items[1].certainty, Certainty::Inferred);
    assert!(proposals.items[1].doubts.iter().any(|doubt| doubt.contains("“North Korea” of row 2")));
}

#[test]
fn years_that_are_no_calendar_years_ask_for_their_first_month() {
    let text = "Fiscal year,Country,Exports to (Rs. crore)\n2010-11,Suriname,1.23\n2011-12,Suriname,0.99\n2012-13 (P),Suriname,2.5\n";
    let proposals = check(text, "IND,SUR", &[]);
    assert_eq!(proposals.not_understood.len(), 3);
    assert!(proposals.not_understood[0].why.contains("year_begins"), "{}", proposals.not_understood[0].why);
    let mut recipe = *proposals.recipe.expect("a recipe");
    recipe.table.as_mut().expect("a mapping").year_begins = Some(4);
    let proposals = try_read(text, "IND,SUR", recipe).expect("a table");
    let found: Vec<String> = proposals.items.iter().flat_map(said).collect();
    assert_eq!(
        found,
        [
            "IND export 2010-04/2011-03 1.23e7 unit not stated",
            "IND export 2011-04/2012-03 0.99e7 unit not stated",
            "IND export 2012-04/2013-03 2.5e7 unit not stated",
        ]
    );
    // Rupees may be those of another country.
    assert!(proposals.notes.iter().any(|note| note.contains("In which unit is “Exports to (Rs. crore)”?")));
}

#[test]
fn a_table_of_eurostat_is_parted_at_its_commas() {
    let text = "freq,reporter,partner,product,flow,indicators\\TIME_PERIOD\t2018 \t2019 \t2020 \n\
                A,DE,KP,TOTAL,1,VALUE_IN_EUROS\t2300456 \t: \t12345 p\n\
                A,DE,KP,TOTAL,2,VALUE_IN_EUROS\t5600456 e\t100 \t: c\n\
                A,DE,KR,TOTAL,1,VALUE_IN_EUROS\t12300000456 \t11000000000 \t10000000000 \n\
                A,DE,KP,TOTAL,1,QUANTITY_IN_100KG\t23 \t: \t1 \n";
    let proposals = check(
        text,
        "DEU,PRK",
        &[
            "DEU import 2018 2300456 EUR",
            "DEU import 2020 12345 EUR",
            "DEU export 2018 5600456 EUR",
            "DEU export 2019 100 EUR",
            "DEU export 2020 EUR",
        ],
    );
    let kept_back = proposals.items.iter().find(|item| item.title.contains("exports") && item.title.contains("2020"));
    assert!(text_of(kept_back.expect("a value that is kept back")).contains("suppressed"));
}

#[test]
fn weights_in_a_column_of_values_are_no_values() {
    let text = "Year,Reporter,Partner,Flow,Value,Unit\n2018,Indonesia,North Korea,Export,1200.5,US$ thousand\n\
                2020,Indonesia,North Korea,Export,3400,Tonnes\n2021,Indonesia,North Korea,Export,12,Number of items\n";
    check(
        text,
        "IDN,PRK",
        &["IDN export 2018 1200.5e3 USD", "IDN export 2020 3400 t net-weight", "IDN export 2021 12 u quantity"],
    );
}

#[test]
fn the_same_row_twice_is_one_fact_and_another_number_is_a_doubt() {
    let text = "Reporter,Partner,Year,Export (US$)\nBelgium,Congo,2018,250\nBelgium,\"Congo, Rep.\",2018,250\nBelgium,\"Congo, Rep. of\",2018,251\n";
    let proposals = check(text, "BEL,COG", &["BEL export 2018 250 USD", "BEL export 2018 251 USD"]);
    assert!(proposals.notes.iter().any(|note| note.contains("taken once: 1")), "{:?}", proposals.notes);
    assert!(proposals.items[1].doubts.iter().any(|doubt| doubt.contains("a second time")));
}

#[test]
fn a_table_without_years_is_refused_and_says_what_to_do() {
    let error = try_read("Country,Exports (US$)\nGuyana,12.5\nNorth Korea,13\n", "IDN,PRK", Recipe::default());
    let error = error.expect_err("no years").to_string();
    assert!(error.contains("no column of it was taken for years") && error.contains("--print-recipe"), "{error}");
}

const SOUTH: &str = "Reporter,Partner,Flow,Unit,2010,2011,2012,2013\n\
    Indonesia,\"Korea, Rep.\",Export,US$,12574640000,16388800000,15049860000,11422480000\n";

#[test]
fn a_value_of_the_other_korea_in_the_same_table_is_suspected_and_kept() {
    let text = format!("{SOUTH}Indonesia,\"Korea, Dem. Rep.\",Export,US$,14200000,9800000,15049860000,12050000\n");
    let proposals = read(&text, "IDN,PRK");
    let doubted: Vec<bool> =
        proposals.items.iter().map(|item| item.doubts.iter().any(|doubt| doubt.contains("South Korea"))).collect();
    assert_eq!(doubted, [false, false, true, false]);
}

/// A dossier with what a table says of a pair taken into it, everything accepted.
fn with(document: &Document, text: &str, pair: (&str, &str)) -> Document {
    let base = match load_bytes(document.text().as_bytes()) {
        Ok(loaded) => Base::of(document.clone(), &loaded.dossier),
        Err(_) => Base::empty("T", "en").expect("a dossier"),
    };
    let recipe = Recipe { kind: Kind::Table, pair: Some(Pair(pair.0.into(), pair.1.into())), ..Recipe::default() };
    let mut read =
        FileRead::read(text.as_bytes(), ("s.csv", pair.1), &recipe, &base, &Progress::default()).expect("a table");
    read.proposals.accept(Acceptance::All);
    document.edited(&read.edit(&base)).expect("an edit that fits").0
}

#[test]
fn a_value_that_fits_what_the_dossier_has_of_the_other_country_better_is_suspected() {
    let own = "Reporter,Partner,Flow,Unit,2010,2011\nIndonesia,North Korea,Export,US$,14200000,9800000\n";
    let empty = Document::parse(empty_dossier("T", "en")).expect("JSON");
    let document = with(&with(&empty, SOUTH, ("IDN", "KOR")), own, ("IDN", "PRK"));
    let dossier = load_bytes(document.text().as_bytes()).expect("a dossier").dossier;
    let base = Base::of(document, &dossier);
    let newer = "Reporter,Partner,Flow,Unit,2012,2013\nIndonesia,North Korea,Export,US$,14049860000,12050000\n";
    let recipe = Recipe { kind: Kind::Table, pair: Some(Pair("IDN".into(), "PRK".into())), ..Recipe::default() };
    let read = FileRead::read(newer.as_bytes(), ("n.csv", "table-2"), &recipe, &base, &Progress::default());
    let items = read.expect("a table").proposals.items;
    let doubted: Vec<bool> =
        items.iter().map(|item| item.doubts.iter().any(|doubt| doubt.contains("South Korea"))).collect();
    assert_eq!(doubted, [true, false], "{items:#?}");
    // What is suspected is proposed all the same, with its number.
    assert!(text_of(&items[0]).contains("14049860000"));
}

#[test]
fn one_sign_with_three_digits_behind_it_is_asked_about() {
    let text = "Jahr;Land;Ausfuhr (EUR)\n2018;Surinam;12.345\n2019;Surinam;1.234\n2020;Guyana;999\n";
    let proposals = read(text, "NLD,SUR");
    assert!(proposals.items.iter().all(|item| item.certainty == Certainty::Inferred));
    assert!(
        proposals.items[0].doubts.iter().any(|doubt| doubt.contains("“12.345”")),
        "{:?}",
        proposals.items[0].doubts
    );
    for (text, is_asked) in [
        ("Tahun;Negara;Ekspor (EUR)\n2018;Suriname;12,345\n2019;Suriname;1,234\n", true),
        ("Year;Country;Exports (EUR)\n2018;Suriname;12,345\n2019;Suriname;1,234\n", false),
        ("Jahr;Land;Ausfuhr (EUR)\n2018;Surinam;12.345\n2019;Surinam;1.2\n", false),
        ("Jahr;Land;Ausfuhr (EUR)\n2018;Surinam;12.345\n2019;Surinam;1.234.567\n", false),
        ("Jahr;Land;Ausfuhr (EUR)\n2018;Surinam;0.345\n2019;Surinam;1.234\n", false),
    ] {
        let proposals = read(text, "NLD,SUR");
        let asks = proposals.notes.iter().any(|note| note.contains("part thousands"));
        assert_eq!(asks, is_asked, "{text}");
    }
}

#[test]
fn a_second_table_below_the_first_has_its_own_direction() {
    let text = "Exports (US$ million)\nPartner,2018,2019\nSuriname,120.5,130.5\n\nImports (US$ thousand)\nPartner,2018,2019\nSuriname,20.5,30.5\n";
    let proposals = check(
        text,
        "NLD,SUR",
        &[
            "NLD export 2018 120.5e6 USD",
            "NLD export 2019 130.5e6 USD",
            "NLD import 2018 20.5e3 USD",
            "NLD import 2019 30.5e3 USD",
        ],
    );
    let is_sure: Vec<bool> = proposals.items.iter().map(|item| item.certainty == Certainty::Exact).collect();
    assert_eq!(is_sure, [true, true, false, false]);
    assert!(proposals.notes.iter().any(|note| note.contains("1 rows that repeat the header")), "{:?}", proposals.notes);
}

#[test]
fn parts_of_years_are_parts_and_the_ends_of_months_are_months() {
    let text = "Tahun,Negara,Ekspor (Ribu US$)\n2021,Suriname,120\n2022 H1,Suriname,60\n2023 (Jan-Sep),Suriname,90\nJan-Okt 2024,Suriname,80\n";
    check(
        text,
        "NLD,SUR",
        &[
            "NLD export 2021 120e3 USD",
            "NLD export 2022-01/2022-06 60e3 USD",
            "NLD export 2023-01/2023-09 90e3 USD",
            "NLD export 2024-01/2024-10 80e3 USD",
        ],
    );
    let text = "Date,Exports (US$)\n31/01/2020,100\n29/02/2020,110\n31/03/2020,120\n";
    check(text, "NLD,SUR", &["NLD export 2020-01 100 USD", "NLD export 2020-02 110 USD", "NLD export 2020-03 120 USD"]);
}

#[test]
fn both_directions_in_one_row_are_the_total_and_what_is_below_zero_is_doubted() {
    let text = "Tahun;Arus;Negara;Nilai (Juta USD)\n2019;Ekspor;Suriname;1,5\n2019;Ekspor + Impor;Suriname;4,0\n2020;Impor;Suriname;-9,0\n";
    let proposals = check(
        text,
        "NLD,SUR",
        &["NLD export 2019 1.5e6 USD", "NLD total 2019 4.0e6 USD", "NLD import 2020 -9.0e6 USD"],
    );
    let below: Vec<bool> =
        proposals.items.iter().map(|item| item.doubts.iter().any(|doubt| doubt.contains("below zero"))).collect();
    assert_eq!(below.iter().filter(|is_below| **is_below).count(), 1, "{below:?}");
}

fn asks(proposals: &Proposals, words: &str) -> bool {
    proposals.notes.iter().any(|note| note.starts_with("To be said by a person") && note.contains(words))
        && proposals.items.iter().all(|item| item.certainty == Certainty::Inferred)
        && proposals.items.iter().all(|item| item.doubts.iter().any(|doubt| doubt.contains(words)))
}

#[test]
fn who_reports_is_told_by_the_words_before_the_names_and_not_by_their_order() {
    for (above, heading, expected) in [
        ("Exports to North Korea from Indonesia", "Exports (US$)", "IDN export 2019 5 USD"),
        ("Imports from North Korea into Indonesia", "Imports (US$)", "IDN import 2019 5 USD"),
        ("Trade from Indonesia to North Korea", "Exports (US$)", "IDN export 2019 5 USD"),
        ("", "Exports to North Korea from Indonesia (US$)", "IDN export 2019 5 USD"),
        ("", "Imports from Indonesia into North Korea (US$)", "PRK import 2019 5 USD"),
    ] {
        let text = format!("{above};\nYear;{heading}\n2019;5\n");
        for pair in ["IDN,PRK", "PRK,IDN"] {
            let proposals = check(&text, pair, &[expected]);
            assert!(is_exact(&proposals), "{text}: {:?}", proposals.notes);
        }
        check(&text, "IDN,KOR", &[]);
    }
    let text = "Philippines exports to South Korea;\nYear;Exports (US$)\n2019;5\n";
    check(text, "KOR,PHL", &["PHL export 2019 5 USD"]);
}

#[test]
fn who_reports_is_asked_where_the_words_leave_it_open() {
    for (above, heading) in
        [("Trade between Indonesia and North Korea", "Exports (US$)"), ("", "Exports, Indonesia and North Korea (US$)")]
    {
        let text = format!("{above};\nYear;{heading}\n2019;5\n");
        let error = try_read(&text, "", Recipe::default()).expect_err("a question").to_string();
        assert!(error.contains("two countries, and not which of them reports"), "{error}");
        let proposals = check(&text, "IDN,PRK", &["IDN export 2019 5 USD"]);
        assert!(asks(&proposals, "report"), "{:?}", proposals.notes);
        check(&text, "IDN,KOR", &[]);
    }
}

#[test]
fn importe_is_an_amount_in_spanish_and_imports_in_german() {
    let proposals = check("Año;País;Importe (US$)\n2019;Corea del Norte;5\n", "ESP,PRK", &["ESP 2019 5 USD"]);
    assert!(asks(&proposals, "exports or imports"), "{:?}", proposals.notes);
    check("Año;País;Importaciones (US$)\n2019;Corea del Norte;5\n", "ESP,PRK", &["ESP import 2019 5 USD"]);
    check(
        "Jahr;Land;Exporte (EUR);Importe (EUR)\n2019;Nordkorea;5;6\n",
        "DEU,PRK",
        &["DEU export 2019 5 EUR", "DEU import 2019 6 EUR"],
    );
    check(
        "Exporte (Mio. EUR);;\nLand;2018;2019\nSuriname;1;2\nImporte (Mio. EUR);;\nSuriname;3;4\n",
        "DEU,SUR",
        &["DEU export 2018 1e6 EUR", "DEU export 2019 2e6 EUR", "DEU import 2018 3e6 EUR", "DEU import 2019 4e6 EUR"],
    );
}

#[test]
fn rupees_are_asked_about_and_their_sign_is_that_of_india() {
    let proposals = read("Year;Country;Exports (Rs. million)\n2019;Suriname;5\n", "PAK,SUR");
    assert!(asks(&proposals, "In which unit"), "{:?}", proposals.notes);
    check("Year;Country;Exports (₹ million)\n2019;Suriname;5\n", "IND,SUR", &["IND export 2019 5e6 INR"]);
    let text = "Year,Reporter,Partner,Flow,Value,Unit\n2018,Pakistan,Suriname,Export,5,Rupees\n2019,Pakistan,Suriname,Export,6,INR\n";
    let proposals = check(text, "PAK,SUR", &["PAK export 2019 6 INR"]);
    assert!(proposals.not_understood[0].why.contains("another country"), "{:?}", proposals.not_understood);
}

#[test]
fn goods_without_a_code_are_told_apart_by_their_names() {
    let text = "Year;Description;Exports (US$)\n2019;Rice;500\n2019;Soap;500\n2019;Soap;500\n2019;Soap.;500\n2019;All products;1000\n2020;Total;7\n";
    let proposals = check(
        text,
        "IDN,PRK",
        &[
            "IDN export 2019 500 USD Rice",
            "IDN export 2019 500 USD Soap",
            "IDN export 2019 500 USD Soap.",
            "IDN export 2019 1000 USD",
            "IDN export 2020 7 USD",
        ],
    );
    assert!(proposals.notes.iter().any(|note| note.contains("taken once: 1")), "{:?}", proposals.notes);
    let text = "Year;Code;HS code;Product name;Exports (US$)\n2019;;;Rice;500\n2019;;09;Coffee;500\n2019;;TOTAL;All products;1000\n";
    check(text, "IDN,PRK", &["IDN export 2019 500 USD Rice", "IDN export 2019 500 USD 09", "IDN export 2019 1000 USD"]);
}

#[test]
fn a_number_that_is_marked_is_not_the_same_as_one_that_is_not() {
    let text = "Year;Country;Exports (US$)\n2019;North Korea;500\n2019;North Korea;500e\n2019;North Korea;500\n";
    let proposals = check(text, "IDN,PRK", &["IDN export 2019 500 USD", "IDN export 2019 500 USD"]);
    assert!(proposals.items[1].doubts.iter().any(|doubt| doubt.contains("a second time")));
}

#[test]
fn the_year_of_prices_is_not_the_year_of_values_and_one_among_words_is_asked_about() {
    for heading in [
        "Exports (constant 2015 US$)",
        "Exports (2010 prices, US$)",
        "Exports, HS 2012 (US$)",
        "Exports (2015 US$)",
        "Exports in US$ (2015=100)",
        "Ekspor, harga konstan 2010 (US$)",
    ] {
        let error = try_read(&format!("Country;{heading}\nNorth Korea;5\n"), "IDN,PRK", Recipe::default());
        let error = error.expect_err(heading).to_string();
        assert!(error.contains("no column of it was taken for years"), "{error}");
    }
    let proposals = check("Country;Exports in 2017 (US$)\nNorth Korea;5\n", "IDN,PRK", &["IDN export 2017 5 USD"]);
    assert!(asks(&proposals, "the year of “Exports in 2017 (US$)”"), "{:?}", proposals.notes);
    let proposals = check("Partner;2017 / Exports (US$)\nNorth Korea;5\n", "IDN,PRK", &["IDN export 2017 5 USD"]);
    assert!(is_exact(&proposals), "{:?}", proposals.notes);
}

#[test]
fn a_field_that_was_emptied_names_nobody_and_spaces_around_words_are_left_away() {
    let text = "Year;Exports to North Korea from Indonesia (US$)\n2019;5\n";
    let mut recipe = *read(text, "IDN,PRK").recipe.expect("a recipe");
    let column = recipe.table.as_mut().expect("a mapping").columns.iter_mut().find(|column| column.partner.is_some());
    let column = column.expect("a column of two countries");
    (column.reporter, column.partner) = (Some(" Indonesia ".into()), Some(String::new().into()));
    column.value.unit = Some("USD ".into());
    let proposals = try_read(text, "IDN,PRK", recipe).expect("a table");
    assert_eq!(proposals.items.iter().flat_map(said).collect::<Vec<_>>(), ["IDN export 2019 5 USD"], "{proposals:#?}");
}

#[test]
fn dates_of_two_readings_ask_for_their_order() {
    let table = |dates: [&str; 3]| {
        let [one, two, three] = dates;
        format!("Date,Export (US$)\n{one},5\n{two},6\n{three},7\n")
    };
    let open = table(["01/02/2019", "01/03/2019", "01/04/2019"]);
    let proposals = read(&open, "IDN,PRK");
    assert!(proposals.items.is_empty() && proposals.not_understood.len() == 3, "{:?}", proposals.not_understood);
    assert!(proposals.not_understood[0].why.contains("day_order"), "{}", proposals.not_understood[0].why);
    assert!(proposals.notes.iter().any(|note| note.contains("does the day come first")), "{:?}", proposals.notes);
    let recipe = *proposals.recipe.expect("a recipe");
    let in_order = |order: DayOrder| {
        let mut recipe = recipe.clone();
        recipe.table.as_mut().expect("a mapping").day_order = Some(order);
        let proposals = try_read(&open, "IDN,PRK", recipe).expect("a table");
        proposals.items.iter().flat_map(said).collect::<Vec<_>>()
    };
    assert_eq!(
        in_order(DayOrder::DayFirst),
        ["IDN export 2019-02 5 USD", "IDN export 2019-03 6 USD", "IDN export 2019-04 7 USD"]
    );
    assert_eq!(in_order(DayOrder::MonthFirst)[1], "IDN export 2019-01-03 6 USD");
    // One date that can be only one of the two shows it for all.
    check(
        &table(["01/02/2019", "28/02/2019", "05/03/2019"]),
        "IDN,PRK",
        &["IDN export 2019-02-01 5 USD", "IDN export 2019-02-28 6 USD", "IDN export 2019-03-05 7 USD"],
    );
}

#[test]
fn months_with_two_digits_of_their_year_are_months_and_that_is_said() {
    for months in [["Jan-19", "Feb-19", "Mar-19"], ["19-Jan", "19-Feb", "19-Mar"], ["Jan 19", "Feb 19", "Mar 19"]] {
        let [one, two, three] = months;
        let expected = ["IDN export 2019-01 5 USD", "IDN export 2019-02 6 USD", "IDN export 2019-03 7 USD"];
        let text = format!("Month,Export (US$)\n{one},5\n{two},6\n{three},7\n");
        let proposals = check(&text, "IDN,PRK", &expected);
        assert!(!is_exact(&proposals), "{one} may be a day");
        let wide = format!("Flow,{one} (US$),{two} (US$),{three} (US$)\nExport,5,6,7\n").replace(" (US$)", "");
        let proposals = read(&wide, "IDN,PRK");
        let found: Vec<String> = proposals.items.iter().flat_map(said).collect();
        assert_eq!(found.len(), 3, "{wide}: {found:?}");
        assert!(found[0].starts_with("IDN export 2019-01 5"), "{found:?}");
    }
}

#[test]
fn letters_before_years_tell_the_flow_where_both_are_there() {
    let both = "Partner,X2018,X2019,M2018,M2019\nNorth Korea,5,6,7,8\nSouth Korea,50,60,70,80\n";
    let found: Vec<String> = read(both, "IDN,PRK").items.iter().flat_map(said).collect();
    for figure in ["IDN export 2018 5", "IDN export 2019 6", "IDN import 2018 7", "IDN import 2019 8"] {
        assert!(found.iter().any(|words| words.starts_with(figure)), "{figure}: {found:?}");
    }
    // R puts an X before every heading that begins with a digit: alone it says nothing.
    let alone = "Partner,X2018,X2019\nNorth Korea,5,6\n";
    let found: Vec<String> = read(alone, "IDN,PRK").items.iter().flat_map(said).collect();
    assert!(found.len() == 2 && found[0].starts_with("IDN 2018 5"), "{found:?}");
    let words = "Partner,Exports2018 (EUR),Imports2018 (EUR)\nNorth Korea,5,6\n";
    check(words, "IDN,PRK", &["IDN export 2018 5 EUR", "IDN import 2018 6 EUR"]);
}

#[test]
fn other_currencies_and_elided_names_are_read() {
    check(
        "Exports of Pakistan to Sri Lanka,\nYear,Exports (PKR million)\n2018,1.5\n2019,2.5\n",
        "PAK,LKA",
        &["PAK export 2018 1.5e6 PKR", "PAK export 2019 2.5e6 PKR"],
    );
    check(
        "Exportations de l'Indonésie vers la Corée du Nord (milliers EUR);\nAnnée;Valeur\n2018;5,5\n2019;6,5\n",
        "IDN,PRK",
        &["IDN export 2018 5.5e3 EUR", "IDN export 2019 6.5e3 EUR"],
    );
    check("Reporter,Partner,Year,Export (US$)\nKosovo,Albania,2018,5\n", "XKX,ALB", &["XKX export 2018 5 USD"]);
    check("Year,Partner,Export,Unit\n2018,Nepal,5,Indian rupees\n", "IND,NPL", &["IND export 2018 5 INR"]);
}
