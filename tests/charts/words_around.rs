//! What stands around a figure, and what it is drawn on.

use std::io::Cursor;

use attache::app::{
    AppState, ChartKind, ExportRequest, FileFormat, FrameParts, OpenFile, Settings, SizePreset, SourceLine, Span, View,
};
use attache::export::{description, render_chart};
use attache::load::{load_bytes, load_shipped};
use resvg::usvg::roxmltree::{self, Document};

fn shipped() -> OpenFile {
    AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default()).file
}

/// Red, green, blue and alpha of the pixel at the top left of a PNG.
fn first_pixel(bytes: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().expect("a PNG");
    reader.next_row().expect("a row").expect("one at least").data()[..4].to_vec()
}

fn svg(file: &OpenFile, kind: ChartKind, frame: FrameParts) -> String {
    let request = ExportRequest { frame, ..ExportRequest::new(kind, FileFormat::Svg, "unused".into()) };
    let text = String::from_utf8(render_chart(file, &request).expect("drawn")).expect("UTF-8");
    let (_, drawn) = text.split_once("</metadata>").expect("the metadata come before what is drawn");
    drawn.to_owned()
}

#[test]
fn a_transparent_figure_has_no_colour_behind_it() {
    let file = shipped();
    for kind in [ChartKind::Trade, ChartKind::Timeline] {
        let corner = |ground: bool| {
            let frame = FrameParts { ground, ..FrameParts::default() };
            let request = ExportRequest { frame, ..ExportRequest::new(kind, FileFormat::Png, "unused".into()) };
            first_pixel(&render_chart(&file, &request).expect("drawn"))
        };
        assert_eq!((corner(true)[3], corner(false)), (255, vec![0, 0, 0, 0]), "{kind:?}");
    }
}

#[test]
fn full_references_name_every_source_in_view() {
    let file = shipped();
    let frame = FrameParts { sources: SourceLine::References, ..FrameParts::default() };
    for kind in [ChartKind::Trade, ChartKind::Timeline] {
        let mut request = ExportRequest::new(kind, FileFormat::Svg, "unused".into());
        (request.width, request.height) = (1800, 1800);
        request.frame = frame;
        let bytes = render_chart(&file, &request).expect("drawn");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let (_, drawn) = text.split_once("</metadata>").expect("metadata");
        let hosts = attache::export::citations(&file, &request);
        let hosts: Vec<&str> = hosts.split_whitespace().filter(|word| word.starts_with("https://")).collect();
        assert!(hosts.len() > 2, "{kind:?}");
        for address in hosts {
            // A long address is wrapped; its beginning is not.
            let start: String = address.chars().take(16).collect();
            assert!(drawn.contains(&start), "{address} is not in the {kind:?}");
        }
    }
}

#[test]
fn the_subtitle_says_of_which_years_the_facts_are_not_how_far_the_axis_reaches() {
    let order = ExportRequest::new(ChartKind::Timeline, FileFormat::Svg, "unused".into());
    let subtitle = |file: &OpenFile, span: Option<Span>| {
        let words = description(file, &ExportRequest { span, ..order.clone() });
        let (_, rest) = words.split_once(". ").expect("a title after the kind of figure");
        rest.split(". ").nth(1).expect("a subtitle").trim_end_matches('.').to_owned()
    };
    let file = shipped();
    assert_eq!(subtitle(&file, None), "46 facts, 1961–2025");
    let some = subtitle(&file, Some(Span::of_years(1963, 1966)));
    assert!(some.contains("facts, 1964–1965; "), "{some}");
    let of_dates = |dates: [&str; 2]| {
        let fact = |(place, date): (usize, &str)| {
            format!(r#"{{"id":"f{place}","date":"{date}","theme":"d","title":"T","statement":"So.","citations":[]}}"#)
        };
        let facts: Vec<String> = dates.into_iter().filter(|date| !date.is_empty()).enumerate().map(fact).collect();
        let json = format!(
            r#"{{"format":1,"title":"Far apart","parties":[{{"id":"A","name":"A"}},{{"id":"B","name":"B"}}],
            "themes":[{{"id":"d","label":"D"}}],"sources":[],"facts":[{}]}}"#,
            facts.join(",")
        );
        AppState::new(load_bytes(json.as_bytes()).expect("sound"), None, View::default(), Settings::default()).file
    };
    assert_eq!(subtitle(&of_dates(["", ""]), None), "0 facts");
    assert_eq!(subtitle(&of_dates(["1980/..", "../1972"]), Some(Span::of_years(1900, 2020))), "2 facts, 1972–1980");
    let far_apart = of_dates(["-9999", "9999"]);
    for span in [None, Some(Span::of_years(-9999, 9999))] {
        assert_eq!(subtitle(&far_apart, span), "2 facts, 10,000 BC–9999", "{span:?}");
    }
}

#[test]
fn no_months_stand_under_bars_of_years() {
    let file = shipped();
    let drawn = |first: i64, last: i64| {
        let order = ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into());
        let order = ExportRequest { span: Some(Span::of_years(first, last)), ..order };
        let text = String::from_utf8(render_chart(&file, &order).expect("drawn")).expect("UTF-8");
        text.split_once("</metadata>").expect("metadata").1.to_owned()
    };
    for (first, last) in [(2012, 2012), (2014, 2014), (2015, 2015), (2014, 2015), (2018, 2019)] {
        assert!(!drawn(first, last).contains(">Feb"), "{first} to {last}: the bars stand in their years");
    }
}

#[test]
fn a_note_on_one_of_several_bars_of_a_year_says_which_one() {
    let words = description(&shipped(), &ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into()));
    let words = words.replace('\u{A0}', " ");
    for note in [
        "2015: imports marked ambiguous (direction)",
        "2015: soap marked ambiguous (relation to the larger sum)",
        "2015: imports as reported by North Korea",
        "2013–2014: Jan–Oct only",
        "2013–2014: contradicted by",
    ] {
        assert!(words.contains(note), "{note}: {words}");
    }
}

#[test]
fn values_beyond_the_axis_are_written_at_its_edge_and_named_below() {
    let file = shipped();
    let order = ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into());
    let figure_of = |range: Option<(f64, f64)>| {
        let order = ExportRequest { value_range: range, ..order.clone() };
        let text = String::from_utf8(render_chart(&file, &order).expect("drawn")).expect("UTF-8");
        let words = description(&file, &order);
        (text.split_once("</metadata>").expect("metadata").1.to_owned(), words.replace('\u{A0}', " "))
    };
    let (whole, words) = figure_of(None);
    assert!(!words.contains("Beyond the axis"), "{words}");
    let some = "Beyond the axis, where arrows point: 2012 (US$ 62 million), 2013 (≈ US$ 15.8 million (US$ 15.48–16.05 million)), \
        2014 (US$ 2.8 million), 2015 (";
    for (range, of_others) in [
        ((0.0, 1e6), "US$ 1.41 million), 2019 (US$ 3.26 million)."),
        ((0.0, 1.0), "US$ 600 thousand), 2015 (US$ 1.41 million), 2018 (US$ 964 thousand), 2019 (US$ 3.26 million)."),
        ((-5e6, -1e6), "US$ 600 thousand), 2015 (US$ 1.41 million), 2018 (US$ 964 thousand), 2019 (US$ 3.26 million)."),
    ] {
        let (drawn, words) = figure_of(Some(range));
        assert!(words.contains(&format!("{some}{of_others}")), "{range:?}: {words}");
        assert!(drawn.len() < 3 * whole.len(), "{range:?}: {} bytes, {} of the whole", drawn.len(), whole.len());
        // The axis counts in what fits its range.
        let pieces = drawn.split('<').filter_map(|piece| piece.split_once('>'));
        let written = pieces.map(|(tag, text)| if tag == "/text" { format!("\n{text}") } else { text.to_owned() });
        let written: String = written.collect();
        for (million, thousand) in [
            ("62", "62,000"),
            ("15.8", "15,800"),
            ("2.8", "2,800"),
            ("1.41", "1,410"),
            ("0.600", "600"),
            ("0.964", "964"),
            ("3.26", "3,260"),
        ] {
            let is_written = written.lines().any(|line| line.ends_with(million) || line.ends_with(thousand));
            assert!(is_written, "{range:?}: {million} is not written");
        }
        let disputed = drawn.matches("disputed</t").count();
        assert!(disputed >= 5, "{range:?}: the doubt of four values stays with them, and is in the key: {disputed}");
        assert!(drawn.matches("data</t").count() >= 2, "{range:?}: a year without a value says so");
        assert!(words.contains("2016–2017: not in this dossier"), "{range:?}: {words}");
    }
    let (drawn, words) = figure_of(Some((1.5e6, 1e7)));
    assert!(words.contains("2012 (US$ 62 million)"), "{words}");
    for on_the_axis in ["2018 (US$ 964 thousand)", "2019 (US$ 3.26 million)"] {
        assert!(!words.contains(on_the_axis), "bars begin at zero, whatever was asked for: {words}");
    }
    assert!(drawn.contains("0.964</t") && drawn.contains("62</t") && drawn.contains("3.26</t"));
}

#[test]
fn the_names_of_lanes_have_room_under_each_other_or_the_notes_give_way() {
    let mut bytes = Vec::new();
    attache::cli::generate(&mut bytes, 10_000, 1).expect("memory can be written to");
    let loaded = load_bytes(&bytes).expect("sound");
    let file = AppState::new(loaded, None, View::default(), Settings::default()).file;
    let mut are_notes_there = [false; 2];
    for height in [300, 500, 640, 660, 680, 700, 900] {
        let mut request = ExportRequest::new(ChartKind::Timeline, FileFormat::Svg, "unused".into());
        (request.width, request.height) = (1000, height);
        request.span = Some(Span::of_years(1996, 2001));
        let text = String::from_utf8(render_chart(&file, &request).expect("drawn")).expect("UTF-8");
        let drawn = Document::parse(&text).expect("XML");
        let words = |text: roxmltree::Node<'_, '_>| -> String {
            text.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect()
        };
        let place = |name: &str| {
            let text = drawn.descendants().find(|node| node.has_tag_name("text") && words(*node) == name);
            let place = text.and_then(|text| text.attribute("y")?.parse::<f64>().ok());
            place.unwrap_or_else(|| panic!("{height} points high: {name} is not there"))
        };
        // Four lanes lie between these two.
        let apart = (place("Security") - place("Diplomacy")) / 5.0;
        assert!(apart > 14.0, "{height} points high: {apart} from name to name");
        let are_elsewhere =
            drawn.descendants().any(|node| node.has_tag_name("text") && words(node).starts_with("Too small"));
        are_notes_there[usize::from(!are_elsewhere)] = true;
    }
    assert_eq!(are_notes_there, [true; 2], "both are seen");
}

#[test]
fn letters_that_no_font_has_are_boxes_and_the_figure_says_so() {
    let text = r#"{"format": 1, "title": "יחסים", "parties": [{"id": "A", "name": "المملكة"}, {"id": "B", "name": "Bland"}],
        "themes": [{"id": "t", "label": "T"}], "sources": [],
        "facts": [{"id": "f", "date": "1999", "theme": "t", "title": "ביקור", "statement": "It was so."}]}"#;
    let loaded = load_bytes(text.as_bytes()).expect("sound");
    assert_eq!(loaded.warnings.len(), 1, "the window says so too");
    let file = AppState::new(loaded, None, View::default(), Settings::default()).file;
    for (kind, whole) in [(ChartKind::Trade, "المملكة"), (ChartKind::Timeline, "ביקור")] {
        let drawn = svg(&file, kind, FrameParts::default());
        let boxes = drawn.matches('□').count();
        assert!(boxes > whole.chars().count() && drawn.contains("stands "), "{kind:?}");
        assert!(description(&file, &ExportRequest::new(kind, FileFormat::Svg, "unused".into())).contains(whole));
    }
    assert!(
        !svg(&shipped(), ChartKind::Trade, FrameParts::default()).contains("□"),
        "where none lack, nothing is said"
    );
}

#[test]
fn every_size_that_can_be_ordered_is_drawn_to_the_pixel() {
    let file = shipped();
    let mut sizes: Vec<(u32, u32, u32)> = SizePreset::ALL.iter().copied().map(SizePreset::pixels).collect();
    sizes.extend([(300, 200, 96), (200, 300, 96), (3000, 300, 96), (300, 3000, 96), (100, 100, 96), (6000, 4000, 384)]);
    for (width, height, dpi) in sizes {
        let request = ExportRequest {
            width,
            height,
            dpi,
            ..ExportRequest::new(ChartKind::Trade, FileFormat::Png, "unused".into())
        };
        let bytes = render_chart(&file, &request).expect("drawn");
        let mut decoder = png::Decoder::new(Cursor::new(&bytes)).read_info().expect("a PNG");
        assert_eq!((decoder.info().width, decoder.info().height), (width, height));
        decoder.finish().expect("whole");
    }
}

#[test]
fn no_print_is_smaller_than_six_points_on_paper() {
    let file = shipped();
    let mut sizes: Vec<(u32, u32, u32)> = SizePreset::ALL.iter().copied().map(SizePreset::pixels).collect();
    sizes.extend([(300, 200, 96), (400, 300, 96), (1200, 300, 96)]);
    for (width, height, dpi) in sizes {
        for kind in [ChartKind::Trade, ChartKind::Timeline] {
            let request = ExportRequest { width, height, dpi, ..ExportRequest::new(kind, FileFormat::Svg, "x".into()) };
            let text = String::from_utf8(render_chart(&file, &request).expect("drawn")).expect("UTF-8");
            let document = Document::parse(&text).expect("XML");
            let root = document.root_element();
            let number = |text: Option<&str>| text.and_then(|text| text.parse::<f64>().ok()).expect("a number");
            let view = root.attribute("viewBox").and_then(|view| view.split(' ').nth(2));
            // SVG has 96 units to the inch, print 72 points.
            let points_per_unit = number(root.attribute("width")) / number(view) * 72.0 / 96.0;
            let sizes = document.descendants().filter_map(|node| node.attribute("font-size"));
            let smallest = sizes.map(|size| number(Some(size))).fold(f64::INFINITY, f64::min) * points_per_unit;
            assert!(smallest.is_finite() && smallest >= 6.0, "{smallest} pt in the {kind:?} of {width} × {height}");
        }
    }
}
