//! A bundle: everything about a figure in one archive.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use attache::app::{AppState, ChartKind, ExportRequest, FileFormat, OpenFile, Settings, View};
use attache::dossier::{Basis, Figure, ReportedValue};
use attache::export::render_chart;
use attache::load::load_shipped;

fn shipped() -> OpenFile {
    AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default()).file
}

fn order(kind: ChartKind, format: FileFormat) -> ExportRequest {
    ExportRequest::new(kind, format, "unused".into())
}

/// The files of a bundle, by name.
fn bundle(file: &OpenFile, kind: ChartKind) -> BTreeMap<String, Vec<u8>> {
    let bytes = render_chart(file, &order(kind, FileFormat::Bundle)).expect("packed");
    assert_eq!(
        bytes,
        render_chart(file, &order(kind, FileFormat::Bundle)).expect("packed"),
        "the same order, the same bytes"
    );
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("sound");
        files.insert(entry.name().expect("UTF-8").into_owned(), content);
    }
    files
}

#[test]
fn a_bundle_has_the_figure_its_data_its_citations_and_the_terms() {
    let file = shipped();
    let files = bundle(&file, ChartKind::Timeline);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let expected = [
        "LICENCE.txt",
        "README.txt",
        "citations.bib",
        "citations.csl.json",
        "data.csv",
        "data.json",
        "ro-crate-metadata.json",
        "timeline.pdf",
        "timeline.png",
        "timeline.svg",
    ];
    assert_eq!(names, expected);
    for format in [FileFormat::Png, FileFormat::Svg, FileFormat::Pdf] {
        let alone = render_chart(&file, &order(ChartKind::Timeline, format)).expect("drawn");
        assert!(files[&format!("timeline.{}", format.extension())] == alone, "{format:?} is the same file");
    }
    let text = |name: &str| String::from_utf8(files[name].clone()).expect("UTF-8");
    assert!(text("README.txt").contains(&file.sha256));
    let library = biblatex::Bibliography::parse(&text("citations.bib")).expect("BibTeX");
    let items: Vec<serde_json::Value> = serde_json::from_slice(&files["citations.csl.json"]).expect("a list");
    assert!(library.len() == items.len() && items.len() > 20, "{} and {}", library.len(), items.len());
}

#[test]
fn the_data_of_a_bundle_loads_back_to_the_same_numbers() {
    let file = shipped();
    let files = bundle(&file, ChartKind::Trade);
    let figures: BTreeMap<&str, &Figure> =
        file.dossier.facts().iter().flat_map(|fact| &fact.figures).map(|figure| (figure.id.as_str(), figure)).collect();
    let mut compared = 0;
    for row in csv::Reader::from_reader(files["data.csv"].as_slice()).deserialize() {
        let row: BTreeMap<String, String> = row.expect("a row");
        let Some(figure) = figures.get(row["figure"].as_str()).filter(|_| row["basis"] != Basis::Derived.word()) else {
            continue;
        };
        let value = figure.value.as_ref().expect("what is drawn has a value");
        let read = ReportedValue::parse(&row["value"]).expect("a number");
        assert_eq!((read.text(), read.interval()), (value.text(), value.interval()), "{}", figure.id);
        let end = |name: &str| ReportedValue::parse(&row[name]).expect("a number").nominal();
        assert_eq!((&end("low"), &end("high")), (value.interval().low(), value.interval().high()), "{}", figure.id);
        assert_eq!(row["period"], figure.period.as_ref().map(ToString::to_string).unwrap_or_default());
        compared += 1;
    }
    assert!(compared >= 7, "{compared} numbers were compared");
}
