//! Where a series is not comparable with its earlier values: told by the import, kept in the dossier, drawn in the chart, said in
//! its notes and its data.

use std::path::Path;
use std::process::Command;

/// Imports a table and exports the chart of it: the figure as SVG and its data as CSV.
fn chart_of(table: &str, pair: &str, options: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(path("table.csv"), table).expect("a table");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_attache")).args(arguments).output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let (dossier, svg, csv) = (path("new.dossier.json"), path("chart.svg"), path("chart.csv"));
    run(&["import", "auto", &path("table.csv"), "--pair", pair, "--accept", "all", "--out", &dossier]);
    let order: Vec<&str> = ["export", &dossier, "--view", "trade", "--out", &svg, "--out", &csv]
        .into_iter()
        .chain(options.iter().copied())
        .collect();
    run(&order);
    let read = |path: &str| std::fs::read_to_string(Path::new(path)).expect("a file");
    (read(&svg), read(&csv))
}

const HEADER: &str = "typeCode,freqCode,refYear,refMonth,period,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,classificationCode,cmdCode,primaryValue,isReported,isAggregate";

fn row(year: u32, code: u32, value: u32) -> String {
    format!("C,A,{year},52,{year},360,IDN,X,{code},DEU,S1,TOTAL,{value},true,false\n")
}

#[test]
fn a_country_whose_code_changed_breaks_the_series() {
    let years: String = (1986..=1990).map(|year| row(year, 280, year * 1000)).collect();
    let later: String = (1991..=1995).map(|year| row(year, 276, year * 1000)).collect();
    let table = format!("{HEADER}\n{years}{later}");
    for form in ["bars", "lines"] {
        let (svg, csv) = chart_of(&table, "IDN,Germany", &["--form", form]);
        assert!(svg.contains("not comparable with earlier values"), "{form}");
        assert!(svg.contains("Germany (code 276) is counted instead of"), "the notes say what changed ({form})");
        // The line between them is broken: each dash is a shape of its own.
        let (unbroken, _) = chart_of(&table.replace(",280,", ",276,"), "IDN,Germany", &["--form", form]);
        assert!(svg.matches('<').count() > unbroken.matches('<').count() + 20, "nothing is drawn ({form})");
        assert!(!unbroken.contains("not comparable"), "{form}");
        let line = csv.lines().find(|line| line.starts_with("1991,")).expect("1991");
        assert!(line.contains("from 1991 on Germany (code 276) is counted instead of"), "{line}");
        assert!(csv.lines().filter(|line| line.contains("code 276")).count() == 1);
    }
}

#[test]
fn a_break_that_an_office_marks_is_one() {
    let table = "Year,Reporter,Partner,Export (EUR million)\n2017,Germany,North Korea,2.1\n2018,Germany,North Korea,2.4\n\
                 2019,Germany,North Korea,3.5 b\n2020,Germany,North Korea,3.7\n";
    let (svg, csv) = chart_of(table, "DEU,PRK", &[]);
    assert!(svg.contains("marked so by the source"));
    let line = csv.lines().find(|line| line.starts_with("2019,")).expect("2019");
    assert!(line.contains("marked so by the source"), "{line}");
}
