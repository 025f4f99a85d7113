//! The charts of very many facts and figures: what has no room is joined, and says so.

use std::cell::RefCell;
use std::rc::Rc;

use crate::large_fixture::{act, harness, state};
use attache::analysis::{ChartChoice, Form, Goods};
use attache::app::{
    Action, AppState, ChartKind, ExportRequest, FileFormat, RivalPolicy, Settings, Span, SpanAction, TimeAxisTarget,
    View,
};
use attache::charts::theme;
use attache::load::load_bytes;
use egui::{Rect, Shape, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// Monthly exports of twelve goods over thirty years, one figure to a fact; the one of goods 3 in May 1990 is the highest.
fn monthly() -> AppState {
    let fact = |year: u32, month: u32, goods: u32| {
        let value =
            if (year, month, goods) == (1990, 5, 3) { 99_000 } else { 1_000 + year * 10 + month * 7 + goods * 113 };
        let period = format!("{year}-{month:02}");
        format!(
            r#"{{"id":"f-{period}-{goods}","date":"{period}","theme":"trade","title":"Goods {goods}","statement":"So much.",
            "citations":[{{"source":"s"}}],"figures":[{{"id":"v-{period}-{goods}","measure":"trade-value","flow":"export",
            "reporter":"A","partner":"B","commodity":"Goods {goods}","period":"{period}","value":"{value}","unit":"USD",
            "basis":"stated"}}]}}"#
        )
    };
    let months = (1980..2010).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let facts: Vec<String> =
        months.flat_map(|(year, month)| (0..12).map(move |goods| fact(year, month, goods))).collect();
    let json = format!(
        r#"{{"format":1,"title":"Monthly","parties":[{{"id":"A","name":"Aland"}},{{"id":"B","name":"Bland"}}],
        "themes":[{{"id":"trade","label":"Trade"}}],"sources":[{{"id":"s","type":"report","title":"Yearbook"}}],"facts":[{}]}}"#,
        facts.join(",")
    );
    AppState::new(load_bytes(json.as_bytes()).expect("sound"), None, View::default(), Settings::default())
}

#[test]
fn bars_narrower_than_a_pixel_are_columns_that_say_what_they_show() {
    let state = monthly();
    let request = |span: Span| {
        let mut request = ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into());
        request.span = Some(span);
        let goods = (0..12).map(|goods| format!("Goods {goods}")).collect();
        request.chart =
            ChartChoice { form: Some(Form::Bars), goods: Some(Goods::Only(goods)), ..ChartChoice::default() };
        request
    };
    let (all, year, month) = (Span::of_years(1980, 2009), Span::of_years(1990, 1990), Span::new(7425.0, 7455.0));
    let words = |span| attache::export::description(&state.file, &request(span));
    let whole = words(all);
    assert!(whole.contains("Columns of values between 20.8 and 99.0."), "{whole}");
    assert!(whole.contains("Sources: Yearbook (1980–2009)."), "{whole}");
    assert!(whole.contains("nothing is added up or averaged"), "{whole}");
    assert!(!words(year).contains("Columns of values"), "a year of them has room for a bar each");
    let of_month = words(month);
    assert!(of_month.contains("Goods 3") && !of_month.contains("Jun"), "only what is in view: {of_month}");
    let svg =
        String::from_utf8(attache::export::render_chart(&state.file, &request(all)).expect("drawn")).expect("UTF-8");
    let shapes: usize = ["<path", "<rect", "<line"].iter().map(|element| svg.matches(element).count()).sum();
    assert!(shapes < 2_500, "{shapes}");
}

#[test]
fn the_words_under_a_moving_chart_are_right_as_soon_as_it_rests() {
    let state = Rc::new(RefCell::new(monthly()));
    let look_at = |year: i64| {
        act(&state, Action::Span(TimeAxisTarget::Chart, SpanAction::Set(Span::of_years(year, year))));
    };
    let mut harness = harness(Rc::clone(&state));
    let said =
        |harness: &Harness<'_>, years: &str| harness.query_by_label(&format!("Sources: Yearbook ({years}).")).is_some();
    look_at(1985);
    harness.run();
    assert!(said(&harness, "1985"));
    // Long enough at rest for the first step of the move to be followed at once; the next ones come quickly.
    harness.run_steps(20);
    for year in 1986..1990 {
        look_at(year);
        harness.step();
        assert!(said(&harness, "1986"), "{year}: nobody reads on the way");
    }
    harness.run();
    assert!(said(&harness, "1989"));
    for year in 1990..2009 {
        look_at(year);
        harness.step();
    }
    assert!(!said(&harness, "1989"), "on a long way they follow now and then");
    // A frame after the last move is asked for, and is the only one that is needed.
    harness.step();
    assert!(said(&harness, "2008"));
}

#[test]
fn a_bar_for_each_of_very_many_rivals_is_a_column() {
    let figure = |n: usize| {
        format!(
            r#"{{"id":"v{n}","measure":"trade-value","flow":"total","reporter":"A","partner":"B","period":"1990",
            "value":"{}","unit":"USD","basis":"stated"}}"#,
            1_000 + n
        )
    };
    let drawn = |count: usize| {
        let figures: Vec<String> = (0..count).map(figure).collect();
        let json = format!(
            r#"{{"format":1,"title":"Rivals","parties":[{{"id":"A","name":"Aland"}},{{"id":"B","name":"Bland"}}],
            "themes":[{{"id":"trade","label":"Trade"}}],"sources":[],"facts":[{{"id":"f","date":"1990","theme":"trade",
            "title":"Trade","statement":"So much.","citations":[],"figures":[{}]}}]}}"#,
            figures.join(",")
        );
        let loaded = load_bytes(json.as_bytes()).expect("sound");
        let file = AppState::new(loaded, None, View::default(), Settings::default()).file;
        let request = ExportRequest {
            rivals: RivalPolicy::All,
            ..ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into())
        };
        let svg = String::from_utf8(attache::export::render_chart(&file, &request).expect("drawn")).expect("UTF-8");
        (attache::export::description(&file, &request), svg.matches("<rect").count() + svg.matches("<path").count())
    };
    let (few, shapes_of_few) = drawn(60);
    assert!(few.contains("1990: US$\u{a0}1,059") && !few.contains("Columns of values"), "{few}");
    let (many, shapes_of_many) = drawn(3_000);
    assert!(many.contains("Columns of values between 1.00 and 4.00."), "{many}");
    assert!(shapes_of_many < shapes_of_few, "{shapes_of_many} for many, {shapes_of_few} for few");
}

#[test]
fn rivals_are_drawn_in_a_chart_of_hundreds_of_bars() {
    let fact = |year: u32, rival: u32| {
        format!(
            r#"{{"id":"f-{year}-{rival}","date":"{year}","theme":"trade","title":"Trade in {year}","statement":"So much.","citations":[],
            "figures":[{{"id":"v-{year}-{rival}","measure":"trade-value","flow":"total","reporter":"A","partner":"B",
            "period":"{year}","value":"{}","unit":"USD","basis":"stated"}}]}}"#,
            1_000_000 + year * 1_000 + rival * 500_000
        )
    };
    let facts: Vec<String> = (1700..2000).flat_map(|year| (0..2).map(move |rival| fact(year, rival))).collect();
    let json = format!(
        r#"{{"format":1,"title":"Rivals","parties":[{{"id":"A","name":"Aland"}},{{"id":"B","name":"Bland"}}],
        "themes":[{{"id":"trade","label":"Trade"}}],"sources":[],"facts":[{}]}}"#,
        facts.join(",")
    );
    let file =
        AppState::new(load_bytes(json.as_bytes()).expect("sound"), None, View::default(), Settings::default()).file;
    let mut request = ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into());
    request.chart.form = Some(Form::Bars);
    let svg = String::from_utf8(attache::export::render_chart(&file, &request).expect("drawn")).expect("UTF-8");
    let ticks = svg.matches("stroke-width=\"2\"").count();
    assert!(ticks >= 300, "{ticks} ticks of rivals");
}

/// The texts that a window paints.
fn texts(harness: &Harness<'_>) -> Vec<String> {
    let painted = painted(harness).into_iter();
    let texts = painted
        .filter_map(|shape| if let Shape::Text(text) = shape { Some(text.galley.text().to_owned()) } else { None });
    texts.collect()
}

/// What a window paints, shape by shape.
fn painted(harness: &Harness<'_>) -> Vec<Shape> {
    painted_in_order(harness).into_iter().map(|(_, shape)| shape).collect()
}

/// The same, what lies above after what lies below, each with where it is to be seen.
fn painted_in_order(harness: &Harness<'_>) -> Vec<(Rect, Shape)> {
    let mut all = Vec::new();
    for clipped in &harness.output().shapes {
        let mut rest = vec![clipped.shape.clone()];
        while let Some(shape) = rest.pop() {
            if let Shape::Vec(several) = shape {
                rest.extend(several.into_iter().rev());
            } else {
                all.push((clipped.clip_rect, shape));
            }
        }
    }
    all
}

#[test]
fn no_count_of_the_timeline_is_cut_or_covered() {
    let state = Rc::new(RefCell::new(state()));
    let mut harness = harness(Rc::clone(&state));
    let mut counts = 0;
    // From years with a density and marks in turns to a few weeks.
    for (years, start) in [3.0, 1.0, 0.4, 0.1].into_iter().flat_map(|years| (0..12).map(move |start| (years, start))) {
        let first = 9_000.0 + f64::from(start) * 41.7;
        act(&state, Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(Span::new(first, first + years * 365.0))));
        harness.run_steps(2);
        let painted = painted_in_order(&harness);
        for (place, (clip, shape)) in painted.iter().enumerate() {
            let Shape::Text(text) = shape else { continue };
            let words = text.galley.text().trim_end_matches(['?', '\u{a0}']);
            let words = words.strip_suffix("\u{a0}facts").or(words.strip_suffix("\u{a0}fact")).unwrap_or(words);
            let is_number = !words.is_empty() && words.chars().all(|letter| letter.is_ascii_digit());
            // Nothing else in the window has small and strong letters.
            let font = text.galley.job.sections.first().map(|section| section.format.font_id.clone());
            if !is_number || font != Some(theme::strong(11.0)) {
                continue;
            }
            let rect = shape.visual_bounding_rect();
            let seen = rect.intersect(*clip);
            assert!(
                !seen.is_positive() || rect.width() - seen.width() < 0.5,
                "{years} years from {first}: {words} is cut"
            );
            let is_over = |(clip, shape): &&(Rect, Shape)| {
                let covered = if let Shape::Rect(above) = shape
                    && above.fill.is_opaque()
                {
                    above.rect
                } else if let Shape::Mesh(above) = shape {
                    return clip.contains(rect.center()) && covers(above, rect.center());
                } else {
                    return false;
                };
                covered.intersect(*clip).contains(rect.center())
            };
            let above = painted[place..].iter().find(is_over);
            assert_eq!(
                above.map(|(_, shape)| shape),
                None,
                "{years} years from {first}: {words} at {rect:?} is covered"
            );
            counts += 1;
        }
    }
    assert!(counts > 400, "{counts}");
}

/// Whether an opaque triangle of a mesh lies over a point.
fn covers(mesh: &egui::Mesh, at: egui::Pos2) -> bool {
    mesh.indices.chunks_exact(3).any(|corners| {
        let [a, b, c] = [corners[0], corners[1], corners[2]].map(|corner| mesh.vertices[corner as usize]);
        let side = |from: egui::Pos2, to: egui::Pos2| (to - from).rot90().dot(at - from);
        let sides = [side(a.pos, b.pos), side(b.pos, c.pos), side(c.pos, a.pos)];
        let is_within = sides.iter().all(|side| *side >= 0.0) || sides.iter().all(|side| *side <= 0.0);
        is_within && [a, b, c].iter().all(|corner| corner.color.is_opaque())
    })
}

/// How many ticks of rivals and markers of them are seen in views of a chart; no tick runs through a marker.
fn ticks_and_markers(state: AppState, views: impl Iterator<Item = (i64, i64)>) -> (usize, usize) {
    let state = Rc::new(RefCell::new(state));
    act(&state, Action::SetChart(Box::new(ChartChoice { form: Some(Form::Bars), ..ChartChoice::default() })));
    let mut harness = harness(Rc::clone(&state));
    let (mut ticks_seen, mut markers) = (0, 0);
    for years in views {
        act(&state, Action::Span(TimeAxisTarget::Chart, SpanAction::Set(Span::of_years(years.0, years.1))));
        harness.step();
        let painted = painted(&harness);
        let lines = painted.iter().filter_map(|shape| {
            let Shape::LineSegment { points, stroke } = shape else { return None };
            let is_tick = stroke.width > 1.9 && (points[0].y - points[1].y).abs() < 0.01;
            is_tick.then_some(*points)
        });
        let ticks: Vec<_> = lines.collect();
        ticks_seen += ticks.len();
        for shape in &painted {
            let Shape::Text(text) = shape else { continue };
            // A marker stands by itself: [409], or several of them.
            let words = text.galley.text();
            if !words.starts_with('[') || !words.ends_with(']') {
                continue;
            }
            markers += 1;
            let ink = text.visual_bounding_rect().shrink2(vec2(0.0, 2.0));
            for [left, right] in &ticks {
                let is_through = left.x < ink.right() && ink.left() < right.x && ink.y_range().contains(left.y);
                assert!(!is_through, "{years:?}: a tick at {left:?} runs through {words} at {ink:?}");
            }
        }
    }
    (ticks_seen, markers)
}

#[test]
fn no_tick_runs_through_the_marker_of_another_bars_rival() {
    let views = (1946..2020).step_by(4).flat_map(|first| [1, 6, 25].map(|more| (first, first + more)));
    let (ticks, _) = ticks_and_markers(state(), views);
    assert!(ticks > 500, "{ticks} ticks");
    let loaded = load_bytes(include_bytes!("../sample/marks.dossier.json")).expect("sound");
    let marks = AppState::new(loaded, None, View::default(), Settings::default());
    let (ticks, markers) = ticks_and_markers(marks, [(2009, 2012), (2010, 2015), (2010, 2019)].into_iter());
    assert!(ticks >= 3 && markers >= 3, "{ticks} ticks, {markers} markers");
}

#[test]
fn what_is_said_of_a_density_is_right_as_soon_as_the_view_rests() {
    let state = Rc::new(RefCell::new(state()));
    let counts = |harness: &Harness<'_>| {
        let mut texts = texts(harness);
        texts.retain(|text| text.contains(" doubted"));
        texts.sort();
        texts
    };
    let look_at = |year: i64| {
        act(&state, Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(Span::of_years(year, year + 40))));
    };
    let fresh = |year: i64| {
        let mut harness = harness(Rc::clone(&state));
        look_at(year);
        harness.run();
        counts(&harness)
    };
    let expected: Vec<Vec<String>> = (1950..1980).map(fresh).collect();
    assert!(expected[0].len() >= 4 && expected[0] != expected[29], "{:?}", expected[0]);
    let mut harness = harness(Rc::clone(&state));
    look_at(1950);
    harness.run();
    assert_eq!(counts(&harness), expected[0]);
    let mut said_anew = 0;
    let mut before = expected[0].clone();
    for year in 1951..1980 {
        look_at(year);
        harness.step();
        said_anew += usize::from(counts(&harness) != before);
        before = counts(&harness);
    }
    assert!((1..20).contains(&said_anew), "{said_anew}: on the way they follow now and then");
    // A frame after the last move is asked for, and is the only one that is needed.
    harness.step();
    assert_eq!(counts(&harness), expected[29]);
}

#[test]
fn notes_under_a_figure_have_five_lines_and_say_where_the_rest_is() {
    let figure = |year: u32, rival: u32| {
        format!(
            r#"{{"id":"v-{year}-{rival}","measure":"trade-value","flow":"total","reporter":"A","partner":"B",
            "period":"{year}-0{}/{year}-1{rival}","value":"{}","unit":"USD","basis":"stated"}}"#,
            1 + year % 9,
            1_000_000 + year * 1_000 + rival * 10_007
        )
    };
    let fact = |year: u32| {
        format!(
            r#"{{"id":"f-{year}","date":"{year}","theme":"trade","title":"Trade in {year}","statement":"So much.","citations":[],
            "figures":[{}],"flags":[{{"kind":"dubious","scope":"the figure of {year}, which stands on page {year} of a very long book"}}]}}"#,
            figure(year, year % 3)
        )
    };
    let facts: Vec<String> = (1990..2025).map(fact).collect();
    let json = format!(
        r#"{{"format":1,"title":"Doubts","parties":[{{"id":"A","name":"Aland"}},{{"id":"B","name":"Bland"}}],
        "themes":[{{"id":"trade","label":"Trade"}}],"sources":[],"facts":[{}]}}"#,
        facts.join(",")
    );
    let state = AppState::new(load_bytes(json.as_bytes()).expect("sound"), None, View::default(), Settings::default());
    let request = ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into());
    let words = attache::export::description(&state.file, &request);
    assert!(words.contains("page 1990 of") && words.contains("page 2024 of"), "all of them are in the description");
    let svg = String::from_utf8(attache::export::render_chart(&state.file, &request).expect("drawn")).expect("UTF-8");
    let drawn = svg.split_once("</metadata>").expect("metadata").1;
    let shown = (1990..2025)
        .filter(|year| drawn.contains(&format!(">{year} ")) || drawn.contains(&format!("page {year}")))
        .count();
    assert!(shown < 35 && drawn.contains("more "), "{shown} of 35 notes are shown, and the rest is counted");
    let mut harness = harness(Rc::new(RefCell::new(state)));
    harness.run();
    let folded = harness.query_by_label_contains("Notes (").is_some();
    assert!(folded, "on the screen they are one line");
}
