//! Charts of all the shapes that the trade of two countries has: what is drawn of them can be read.
//!
//! Each is drawn off screen, as for an export, and its shapes are looked through: texts, places, colours.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::frame::drawn as frame_drawn;
use crate::trade_dossiers::{
    both_reporters, commodities, crowd, currencies, generated, months, odd_values, single, totals,
};
use attache::analysis::{ChartChoice, ChartPlan, Doubt, Doubts, Flows, Form, Frequency, Goods, Measure, SeriesColour};
use attache::app::{
    Action, AppState, ChartKind, ExportRequest, FileFormat, FrameParts, LayoutAction, OpenFile, RivalPolicy, Span,
    ValueAxis, apply,
};
use attache::charts::theme::{self, Theme};
use attache::charts::trade::{TradeInput, trade_chart_ui};
use attache::export::{description, draw, render_chart};
use attache::window::{Surroundings, window_ui};
use egui::{Color32, FontFamily, Rect, Shape, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// The size of a usual figure, in points.
const USUAL: Vec2 = vec2(1200.0, 750.0);

/// What was drawn of a chart.
struct Drawn {
    name: String,
    size: Vec2,
    /// Each text with its place, where it may be seen, and whether it is strong.
    texts: Vec<(String, Rect, Rect, bool)>,
    /// The filled rectangles and the other shapes, each with where it may be seen.
    shapes: Vec<(Shape, Rect)>,
    /// From axis to axis.
    plot: Rect,
}

fn drawn(name: &str, file: &OpenFile, choice: &ChartChoice, size: Vec2, axis: ValueAxis) -> (Drawn, ChartPlan) {
    let plan = file.chart_plan(None, choice);
    let input = TradeInput {
        dossier: &file.dossier,
        derived: &file.derived,
        audit: &file.audit,
        plan: &plan,
        span: file.fit_of(&plan),
        value_axis: axis,
        rivals: RivalPolicy::Preferred,
        value_range: None,
        selected: None,
        cursor_days: None,
        frame: FrameParts::default(),
        are_notes_open: false,
        is_box_zoom: false,
        tools_width: 0.0,
        found: None,
        is_interactive: false,
    };
    let setup = |ctx: &egui::Context| {
        theme::install(ctx);
        ctx.set_theme(egui::Theme::Light);
    };
    let drawing = draw(size, setup, |ui| {
        trade_chart_ui(ui, &input, &mut Vec::new());
    });
    let mut drawn = Drawn { name: name.to_owned(), size, texts: Vec::new(), shapes: Vec::new(), plot: Rect::NOTHING };
    let mut clips: Vec<(Rect, usize)> = Vec::new();
    for clipped in drawing.shapes {
        let mut rest = vec![clipped.shape];
        while let Some(shape) = rest.pop() {
            if let Shape::Vec(several) = shape {
                rest.extend(several);
            } else if let Shape::Text(text) = shape {
                drawn.add_text(&text, clipped.clip_rect);
            } else if !matches!(shape, Shape::Noop) {
                match clips.iter_mut().find(|(clip, _)| *clip == clipped.clip_rect) {
                    Some((_, count)) => *count += 1,
                    None => clips.push((clipped.clip_rect, 1)),
                }
                drawn.shapes.push((shape, clipped.clip_rect));
            }
        }
    }
    // Marks are clipped by the plot, and nothing else is.
    let is_plot = |(clip, _): &&(Rect, usize)| clip.height() < size.y * 0.97 && clip.width() < size.x * 0.999;
    drawn.plot = clips.iter().filter(is_plot).max_by_key(|(_, count)| *count).map_or(Rect::NOTHING, |(clip, _)| *clip);
    (drawn, ChartPlan::clone(&plan))
}

impl Drawn {
    /// Keeps a text row by row, as far as it is seen: a text may begin far from its first letter.
    fn add_text(&mut self, text: &egui::epaint::TextShape, clip: Rect) {
        let mut sections = text.galley.job.sections.iter();
        let is_strong =
            sections.next().is_some_and(|section| section.format.font_id.family != FontFamily::Proportional);
        for row in &text.galley.rows {
            let letters = row.row.glyphs.iter().filter(|glyph| !glyph.chr.is_whitespace());
            let ends = letters.map(|glyph| (glyph.pos.x, glyph.pos.x + glyph.advance_width));
            let Some((left, right)) = ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))) else {
                continue;
            };
            let at = text.pos + row.pos.to_vec2();
            let rect = Rect::from_x_y_ranges(at.x + left..=at.x + right, at.y..=at.y + row.row.size.y);
            let words: String = row.row.glyphs.iter().map(|glyph| glyph.chr).collect();
            self.texts.push((words, rect, clip, is_strong));
        }
    }

    fn check_texts(&self) {
        let name = &self.name;
        let canvas = Rect::from_min_size(egui::Pos2::ZERO, self.size);
        let texts: Vec<_> = self.texts.iter().filter(|(words, ..)| !words.trim().is_empty()).collect();
        for (place, (words, rect, clip, _)) in texts.iter().enumerate() {
            let ink = rect.shrink2(vec2(0.5, 2.5));
            assert!(canvas.contains_rect(ink), "{name}: {words:?} at {rect:?} is outside of the figure");
            assert!(clip.expand(2.0).contains_rect(ink), "{name}: {words:?} at {rect:?} is cut by {clip:?}");
            for (other, other_rect, ..) in &texts[place + 1..] {
                let other_ink = other_rect.shrink2(vec2(0.5, 2.5));
                assert!(
                    !ink.intersects(other_ink),
                    "{name}: {words:?} at {rect:?} lies on {other:?} at {other_rect:?}"
                );
            }
        }
    }

    /// The values beside marks have three digits at the most.
    fn check_digits(&self) -> usize {
        let mut labels = 0;
        for (words, rect, clip, is_strong) in &self.texts {
            let is_label = *is_strong && *clip == self.plot && self.plot.expand(2.0).contains_rect(*rect);
            if !is_label {
                continue;
            }
            for number in words.split('–') {
                let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
                let significant = digits.replace('.', "");
                let significant = significant.trim_start_matches('0');
                assert!(significant.len() <= 3, "{}: {words:?} has {} digits", self.name, significant.len());
                labels += usize::from(!digits.is_empty());
            }
        }
        labels
    }

    /// The labels of an axis are told apart: those to the left of the plot, those under it.
    fn check_ticks(&self) {
        let values: Vec<&str> = self
            .texts
            .iter()
            .filter(|(_, rect, ..)| {
                rect.right() <= self.plot.left() + 1.0 && self.plot.y_range().contains(rect.center().y)
            })
            .map(|(words, ..)| words.as_str())
            .collect();
        let distinct: BTreeSet<&str> = values.iter().copied().collect();
        assert_eq!(values.len(), distinct.len(), "{}: ticks alike: {values:?}", self.name);
        assert!(values.iter().all(|tick| !tick.contains('e')), "{}: {values:?}", self.name);
    }

    fn is_in_plot(&self, clip: Rect) -> bool {
        clip == self.plot
    }

    /// Every colour of a series that is drawn is named: in the key over the plot or beside the end of a line.
    fn check_colours(&self) {
        let theme = Theme::of_mode(false);
        let mut palette = vec![
            SeriesColour::Exports,
            SeriesColour::Imports,
            SeriesColour::Total,
            SeriesColour::Balance,
            SeriesColour::NotStated,
            SeriesColour::Other,
        ];
        palette.extend((0..8).map(SeriesColour::Commodity));
        let (mut inside, mut outside) = (BTreeSet::new(), BTreeSet::new());
        for (shape, clip) in &self.shapes {
            for colour in colours_of(shape) {
                if palette.iter().any(|one| theme.series(*one) == colour) {
                    let side = if self.is_in_plot(*clip) { &mut inside } else { &mut outside };
                    side.insert(colour.to_array());
                }
            }
        }
        // One colour alone is that of the title.
        if inside.len() > 1 {
            assert!(inside.is_subset(&outside), "{}: {inside:?} are drawn, {outside:?} are in the key", self.name);
        }
    }

    /// No doubted value is drawn as a plain one, and what is disputed has its mark.
    fn check_doubts(&self, plan: &ChartPlan) -> usize {
        let theme = Theme::of_mode(false);
        let solid = self
            .shapes
            .iter()
            .filter(|(shape, clip)| {
                let Shape::Rect(rect) = shape else { return false };
                let is_series = plan.series.iter().any(|series| theme.series(series.colour) == rect.fill);
                is_series && self.is_in_plot(*clip)
            })
            .count();
        let triangles = self
            .shapes
            .iter()
            .filter(|(shape, clip)| {
                matches!(shape, Shape::Path(path) if path.points.len() == 3 && path.fill == theme.paper)
                    && self.is_in_plot(*clip)
            })
            .count();
        let bars = || plan.points().filter(|(series, _)| !series.is_overlay).map(|(_, point)| point);
        let is_plain = |doubts: attache::analysis::Doubts| doubts.without(Doubt::Disputed).is_none();
        let disputed = bars().filter(|point| point.doubts.has(Doubt::Disputed)).count();
        let doubted = bars().filter(|point| !point.doubts.is_none()).count();
        if plan.chosen.form == Form::Lines {
            return doubted;
        }
        let is_drawn_plain = |(series, point): &(&attache::analysis::ChartSeries, &attache::analysis::Point)| {
            is_plain(point.doubts)
                && !point.is_reported_zero()
                && !series.is_overlay
                && series.colour != SeriesColour::Rest
        };
        let undoubted = plan.points().filter(is_drawn_plain).count();
        assert_eq!(solid, undoubted, "{}: undoubted values, and bars without a pattern", self.name);
        assert_eq!(triangles, disputed, "{}: disputed values, and their marks", self.name);
        doubted
    }

    fn check_plot(&self) {
        let share = self.plot.height() / self.size.y;
        assert!(share >= 0.5, "{}: the plot has {:.0} % of the height", self.name, share * 100.0);
        assert!(self.plot.width() / self.size.x > 0.6, "{}: the plot is {} points wide", self.name, self.plot.width());
    }
}

fn check(name: &str, file: &OpenFile, choice: &ChartChoice) -> (usize, usize) {
    let (drawn, plan) = drawn(name, file, choice, USUAL, ValueAxis::Linear);
    assert!(!plan.is_empty(), "{name}: nothing is drawn");
    drawn.check_texts();
    drawn.check_ticks();
    drawn.check_colours();
    drawn.check_plot();
    (drawn.check_digits(), drawn.check_doubts(&plan))
}

fn shapes() -> Vec<(&'static str, AppState)> {
    vec![
        ("both reporters", both_reporters()),
        ("totals", totals()),
        ("commodities", commodities()),
        ("months", months()),
        ("currencies", currencies()),
        ("odd values", odd_values()),
        ("crowd", crowd()),
        ("single", single()),
    ]
}

/// The colours of a shape.
fn colours_of(shape: &Shape) -> Vec<Color32> {
    if let Shape::Rect(rect) = shape {
        vec![rect.fill, rect.stroke.color]
    } else if let Shape::Circle(circle) = shape {
        vec![circle.fill, circle.stroke.color]
    } else if let Shape::LineSegment { stroke, .. } = shape {
        vec![stroke.color]
    } else if let Shape::Path(path) = shape {
        let stroke = if let egui::epaint::ColorMode::Solid(colour) = path.stroke.color { Some(colour) } else { None };
        [path.fill].into_iter().chain(stroke).collect()
    } else {
        Vec::new()
    }
}

#[test]
fn what_is_sensible_for_a_dossier_is_chosen() {
    let chosen = |file: &OpenFile| {
        let chosen = file.chart_plan(None, &ChartChoice::default()).chosen.clone();
        (chosen.flows, chosen.goods, chosen.frequency, chosen.form)
    };
    let expected = [
        (Flows::SideBySide, Goods::All, Frequency::Year, Form::Bars),
        (Flows::Totals, Goods::All, Frequency::Year, Form::Lines),
        (Flows::Exports, Goods::ByCommodity, Frequency::Year, Form::Bars),
        (Flows::SideBySide, Goods::All, Frequency::Month, Form::Lines),
        (Flows::Exports, Goods::All, Frequency::Year, Form::Bars),
        (Flows::AsReported, Goods::All, Frequency::Year, Form::Bars),
        (Flows::SideBySide, Goods::ByCommodity, Frequency::Year, Form::Bars),
        (Flows::Totals, Goods::All, Frequency::Year, Form::Bars),
    ];
    for ((name, state), expected) in shapes().iter().zip(expected) {
        assert_eq!(chosen(&state.file), expected, "{name}");
    }
    let plan = currencies().file.chart_plan(None, &ChartChoice::default());
    assert_eq!((plan.unit.as_str(), plan.other_units.as_slice()), ("NLG", &[("EUR".to_owned(), 2)][..]));
}

#[test]
fn every_shape_of_trade_can_be_read() {
    for (name, AppState { file, .. }) in shapes() {
        let (labels, _) = check(name, &file, &ChartChoice::default());
        assert!(labels > 0 || name == "crowd", "{name}: no value has a label; those of parts of a stack lie on them");
    }
}

#[test]
fn every_choice_can_be_read() {
    let file = both_reporters().file;
    for flows in Flows::ALL.iter().copied() {
        check(flows.label(), &file, &ChartChoice { flows: Some(flows), ..ChartChoice::default() });
    }
    for measure in [Measure::Index(None), Measure::Index(Some(2010)), Measure::Change] {
        check(measure.label(), &file, &ChartChoice { measure, ..ChartChoice::default() });
    }
    for (name, AppState { file, .. }) in shapes() {
        for form in Form::ALL.iter().copied() {
            check(name, &file, &ChartChoice { form: Some(form), ..ChartChoice::default() });
        }
    }
    for frequency in Frequency::ALL.iter().copied() {
        check(frequency.label(), &months().file, &ChartChoice { frequency: Some(frequency), ..ChartChoice::default() });
    }
    let some = Goods::Only(["27 Fuels".to_owned(), "03 Fish".to_owned()].into());
    check("some commodities", &commodities().file, &ChartChoice { goods: Some(some), ..ChartChoice::default() });
}

/// A fifth of five hundred generated dossiers, so that they are looked through beside each other.
fn check_generated(fifth: u64) {
    let (mut labels, mut doubted, mut drawn) = (0, 0, 0);
    for seed in (0..500).filter(|seed| seed % 5 == fifth) {
        let file = generated(seed).file;
        let plan = file.chart_plan(None, &ChartChoice::default());
        if plan.is_empty() {
            continue;
        }
        drawn += 1;
        let found = check(&format!("generated {seed}"), &file, &ChartChoice::default());
        labels += found.0;
        doubted += found.1;
    }
    assert!(drawn > 90 && labels > 400 && doubted > 300, "{drawn} charts, {labels} labels, {doubted} doubted values");
}

macro_rules! generated_tests {
    ($($name:ident: $fifth:literal),+ $(,)?) => {
        $(#[test]
        fn $name() {
            check_generated($fifth);
        })+
    };
}

generated_tests! {
    generated_dossiers_can_be_read_1: 0,
    generated_dossiers_can_be_read_2: 1,
    generated_dossiers_can_be_read_3: 2,
    generated_dossiers_can_be_read_4: 3,
    generated_dossiers_can_be_read_5: 4,
}

#[test]
fn months_stand_under_an_axis_of_months_alone() {
    let file = months().file;
    let plan = file.chart_plan(None, &ChartChoice::default());
    assert_eq!(plan.years(), Some((2015, 2022)));
    let words = |file: &OpenFile, choice: &ChartChoice| {
        let order = ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into());
        let order = ExportRequest { span: Some(Span::of_years(2016, 2016)), chart: choice.clone(), ..order };
        let text = String::from_utf8(render_chart(file, &order).expect("drawn")).expect("UTF-8");
        text.split_once("</metadata>").expect("metadata").1.to_owned()
    };
    assert!(words(&file, &ChartChoice::default()).contains(">Feb"));
    let by_year = ChartChoice { frequency: Some(Frequency::Year), ..ChartChoice::default() };
    assert!(!words(&file, &by_year).contains(">Feb"), "a year is not a month");
}

#[test]
fn a_year_of_months_is_whole_only_with_twelve() {
    let file = months().file;
    let by_year = ChartChoice { frequency: Some(Frequency::Year), ..ChartChoice::default() };
    let plan = file.chart_plan(None, &by_year);
    for (_, point) in plan.points() {
        let months = point.computed().and_then(|computed| computed.months);
        let is_last = point.slot_year == 2022;
        assert_eq!(months, Some(if is_last { 9 } else { 12 }), "{}", point.slot_year);
        assert!(point.doubts.has(Doubt::Derived));
        assert_eq!(point.doubts.has(Doubt::PartOfPeriod), is_last, "{}", point.slot_year);
    }
    let order = ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into());
    let words = description(&file, &ExportRequest { chart: by_year, ..order });
    assert!(words.contains("2022: exports sum of 9 of 12 months"), "{words}");
}

#[test]
fn a_balance_is_exports_less_imports_of_one_reporter_with_its_interval() {
    let mut writer = crate::trade_dossiers::Writer::new();
    let kind = crate::trade_dossiers::kind;
    writer.figure(kind("export", true), "2001", Some("3.2e6"));
    writer.figure(kind("import", true), "2001", Some("5e6"));
    // Of this year each direction is reported by another one.
    writer.figure(kind("export", true), "2002", Some("3e6"));
    writer.figure(kind("export", false), "2002", Some("4e6"));
    writer.figure(kind("export", true), "2003", Some("3e6"));
    let file = writer.state().file;
    let plan = file.chart_plan(None, &ChartChoice { flows: Some(Flows::Balance), ..ChartChoice::default() });
    let points: Vec<_> = plan.points().map(|(_, point)| (point.slot_year, point.value, point.range)).collect();
    assert_eq!(points, [(2001, -1_800_000.0, Some((-2_350_000.0, -1_250_000.0)))]);
    let totals = file.chart_plan(None, &ChartChoice { flows: Some(Flows::Totals), ..ChartChoice::default() });
    let points: Vec<_> = totals.points().map(|(_, point)| (point.slot_year, point.value, point.doubts)).collect();
    assert_eq!(
        points,
        [(2001, 8_200_000.0, Doubts::NONE.with(Doubt::Derived))],
        "nothing is added up where a part is missing"
    );
}

#[test]
fn what_only_the_partner_reports_is_its_mirror_value() {
    let mut writer = crate::trade_dossiers::Writer::new();
    let kind = crate::trade_dossiers::kind;
    for (year, is_of_home) in [("2001", true), ("2001", false), ("2002", false)] {
        writer.figure(kind("export", is_of_home), year, Some("3e6"));
        writer.figure(kind("import", is_of_home), year, Some("5e6"));
    }
    let file = writer.state().file;
    let plan = file.chart_plan(None, &ChartChoice::default());
    let exports: Vec<_> = plan.series[0]
        .points
        .iter()
        .map(|point| (point.slot_year, point.value, point.mirrors.len(), point.doubts.has(Doubt::Mirror)))
        .collect();
    assert_eq!(plan.series[0].name, "Exports to Sutherby");
    assert_eq!(exports, [(2001, 3_000_000.0, 1, false), (2002, 5_000_000.0, 0, true)]);
    let from_abroad = ChartChoice { looking_from: Some("STB".into()), ..ChartChoice::default() };
    let plan = file.chart_plan(None, &from_abroad);
    assert_eq!(plan.series[0].name, "Exports to Norland");
    assert!(plan.points().all(|(_, point)| !point.doubts.has(Doubt::Mirror)), "Sutherby reports both years");
}

#[test]
fn commodities_leave_what_is_not_broken_down_and_never_exceed_the_whole_unsaid() {
    let file = commodities().file;
    let plan = file.chart_plan(None, &ChartChoice::default());
    let names: Vec<&str> = plan.series.iter().map(|series| series.name.as_str()).collect();
    assert_eq!(names.len(), 9, "seven, the others, and the rest: {names:?}");
    assert_eq!(names[7..], ["Other commodities", "Not broken down"]);
    assert_eq!(plan.excesses.iter().map(|excess| excess.year).collect::<Vec<_>>(), [2016]);
    let sum = |year: i64| -> f64 {
        plan.points().filter(|(_, point)| point.slot_year == year).map(|(_, point)| point.value).sum()
    };
    for whole in &plan.wholes {
        let year = whole.first.year();
        let stated = whole.stated.value.expect("a value");
        assert!(year == 2016 || (sum(year) - stated).abs() < 1.0, "{year}: {} of {stated}", sum(year));
    }
    let words = description(&file, &ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into()));
    assert!(words.contains("2016: the commodities exceed the stated total of US$"), "{words}");
}

#[test]
fn a_commodity_within_another_is_not_stacked_upon_it() {
    let mut writer = crate::trade_dossiers::Writer::new();
    let kind = crate::trade_dossiers::kind("export", true);
    let goods = [
        ("HS 27", "2001", "100"),
        ("HS 2709", "2001", "80"),
        ("HS 03", "2001", "10"),
        ("S3 333", "2001", "80"),
        // Of this year only the parts are there.
        ("HS 2709", "2002", "70"),
        ("HS 2710", "2002", "20"),
    ];
    for (goods, year, value) in goods {
        let goods = format!(r#""commodity":"{goods}""#);
        writer.figure(crate::trade_dossiers::Kind { more: &goods, ..kind }, year, Some(value));
    }
    for year in ["2001", "2002"] {
        writer.figure(kind, year, Some("120"));
    }
    let file = writer.state().file;
    let plan = file.chart_plan(None, &ChartChoice { goods: Some(Goods::ByCommodity), ..ChartChoice::default() });
    let of = |year| -> Vec<(&str, f64)> {
        let of_year = plan.points().filter(|(_, point)| point.slot_year == year);
        of_year.map(|(series, point)| (series.name.as_str(), point.value)).collect()
    };
    assert_eq!(of(2001), [("HS 27", 100.0), ("HS 03", 10.0), ("Not broken down", 10.0)]);
    assert_eq!(of(2002), [("HS 2709", 70.0), ("HS 2710", 20.0), ("Not broken down", 30.0)]);
    assert_eq!((plan.not_apart, plan.not_chosen), (2, 0));
    let words = description(&file, &ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "unused".into()));
    assert!(words.contains("values of single commodities are not stacked"), "{words}");
}

#[test]
fn an_index_a_change_and_a_discrepancy_are_calculated() {
    let mut writer = crate::trade_dossiers::Writer::new();
    let kind = crate::trade_dossiers::kind;
    for (year, value) in [("2001", "200"), ("2002", "250"), ("2004", "300")] {
        writer.figure(kind("export", true), year, Some(value));
    }
    writer.figure(kind("import", false), "2001", Some("250"));
    let file = writer.state().file;
    let values = |choice: ChartChoice| -> Vec<(i64, f64)> {
        file.chart_plan(None, &choice).points().map(|(_, point)| (point.slot_year, point.value)).collect()
    };
    let measured = |measure| ChartChoice { measure, ..ChartChoice::default() };
    assert_eq!(values(measured(Measure::Index(None))), [(2001, 100.0), (2002, 125.0), (2004, 150.0)]);
    assert_eq!(values(measured(Measure::Change)), [(2002, 25.0)], "2003 is not there, and nothing is joined across it");
    let compared = ChartChoice { flows: Some(Flows::CompareReporters), ..ChartChoice::default() };
    assert_eq!(values(compared), [(2001, 20.0)], "50 more of 250");
}

#[test]
fn small_figures_and_logarithmic_axes_have_whole_texts() {
    for (name, AppState { file, .. }) in shapes() {
        for (size, axis) in [
            (vec2(600.0, 400.0) / 0.86, ValueAxis::Linear),
            (vec2(321.0, 397.0) / 0.73, ValueAxis::Linear),
            (USUAL, ValueAxis::Logarithmic),
        ] {
            let (drawn, _) = drawn(name, &file, &ChartChoice::default(), size, axis);
            drawn.check_texts();
            drawn.check_ticks();
            drawn.check_digits();
        }
    }
}

/// The window with the chart in front.
fn window(state: AppState, size: Vec2) -> (Harness<'static>, Rc<RefCell<AppState>>) {
    let state = Rc::new(RefCell::new(state));
    let _ = apply(&mut state.borrow_mut(), Action::Layout(LayoutAction::BringToFront { is_chart: true }));
    let (shared, around) = (Rc::clone(&state), Surroundings::new(None, String::new()));
    let builder = Harness::builder().with_size(size).with_context_setup(theme::install);
    let mut harness = builder.build_ui(move |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &shared.borrow(), &around, &mut actions);
        frame_drawn(ui, &mut shared.borrow_mut(), actions);
    });
    harness.run_steps(4);
    (harness, state)
}

/// The height from axis to axis, and that of the pane of the chart, in the window.
fn heights_in_window(state: AppState, size: Vec2) -> (f32, f32) {
    let (harness, _) = window(state, size);
    let pane = harness.get_by_role_and_label(egui::accesskit::Role::Region, "Chart").rect();
    (harness.get_by_label("Value axis").rect().height(), pane.height())
}

#[test]
fn the_plot_has_most_of_the_pane_of_every_shape() {
    for (size, least) in [(vec2(1360.0, 860.0), 0.55), (vec2(1024.0, 640.0), 0.45)] {
        for (name, state) in shapes() {
            let (plot, pane) = heights_in_window(state, size);
            assert!(plot >= least * pane && plot >= 200.0, "{name} at {size}: {plot} of {pane}");
        }
    }
}

#[test]
fn of_very_many_values_the_one_under_the_pointer_answers_whatever_its_series() {
    let mut writer = crate::trade_dossiers::Writer::new();
    for (year, month) in (2000..2025).flat_map(|year| (1..=12).map(move |month| (year, month))) {
        let period = format!("{year}-{month:02}");
        writer.figure(crate::trade_dossiers::kind("export", true), &period, Some("1000"));
        writer.figure(crate::trade_dossiers::kind("import", true), &period, Some("2000"));
    }
    let (mut harness, state) = window(writer.state(), vec2(1360.0, 860.0));
    let plot = harness.get_by_label("Time axis").rect();
    let height = harness.get_by_label("Value axis").rect().height();
    let mut named = Vec::new();
    // Both lines are level, wherever they are.
    for step in 0_u8..80 {
        let at = egui::pos2(plot.center().x, plot.top() - height * f32::from(step) / 80.0);
        harness.hover_at(at);
        harness.run_steps(2);
        for name in ["Exports to Sutherby", "Imports from Sutherby"] {
            if harness.query_by_label_contains(&format!(", {name}")).is_some() && !named.contains(&name) {
                named.push(name);
                for pressed in [true, false] {
                    let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
                    harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
                }
                harness.run_steps(2);
                assert!(state.borrow().selected().is_some(), "a click on one of the {name} selects its fact");
            }
        }
    }
    assert_eq!(named, ["Exports to Sutherby", "Imports from Sutherby"]);
}
