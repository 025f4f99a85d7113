//! A drawing with something of everything.

#![expect(clippy::cast_precision_loss, reason = "sizes of pictures are small")]

use attache::charts::{fonts, theme};
use attache::export::{Drawing, draw};
use egui::epaint::{
    BandPoint, BandShape, CubicBezierShape, EllipseShape, Mesh, PathShape, QuadraticBezierShape, RectShape,
};
use egui::epaint::{PathStroke, TextShape};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};
use egui_plot::{Bar, BarChart, Legend, Line, Plot};

pub(crate) const SIZE: Vec2 = Vec2::new(760.0, 620.0);

/// Draws on a sheet with the bundled fonts.
pub(crate) fn sheet(size: Vec2, contents: impl FnMut(&mut Ui)) -> Drawing {
    draw(
        size,
        |ctx| {
            theme::install(ctx);
            ctx.set_theme(egui::Theme::Light);
        },
        contents,
    )
}

pub(crate) fn scene() -> Drawing {
    sheet(SIZE, |ui| {
        rectangles(ui);
        texts(ui);
        lines(ui);
        meshes(ui);
        plot(ui);
        widgets(ui);
    })
}

fn at(ui: &Ui, x: f32, y: f32, size: f32, family: FontFamily, text: &str) {
    ui.painter().text(pos2(x, y), Align2::LEFT_TOP, text, FontId::new(size, family), Color32::BLACK);
}

fn rectangles(ui: &Ui) {
    let painter = ui.painter();
    let mut x = 10.0;
    for (kind, corners) in [
        (StrokeKind::Inside, CornerRadius::ZERO),
        (StrokeKind::Middle, CornerRadius::same(8)),
        (StrokeKind::Outside, CornerRadius { nw: 12, ne: 0, sw: 4, se: 20 }),
    ] {
        let rect = Rect::from_min_size(pos2(x, 10.0), vec2(50.0, 36.0));
        painter.rect(rect, corners, Color32::from_rgb(220, 235, 250), Stroke::new(3.0, Color32::DARK_BLUE), kind);
        let see_through = Stroke::new(6.0, Color32::from_rgba_unmultiplied(200, 0, 0, 100));
        painter.rect(rect.translate(vec2(0.0, 50.0)), corners, Color32::from_gray(210), see_through, kind);
        x += 66.0;
    }
    let rect = Rect::from_min_size(pos2(x, 14.0), vec2(60.0, 40.0));
    painter.add(RectShape::filled(rect, 6.0, Color32::from_black_alpha(96)).with_blur_width(12.0));
    painter.rect_filled(rect.translate(vec2(-3.0, -3.0)), 6.0, Color32::from_rgb(250, 250, 240));
    let mut turned =
        RectShape::filled(Rect::from_min_size(pos2(x + 10.0, 70.0), vec2(40.0, 20.0)), 0.0, Color32::GREEN);
    turned.angle = 0.4;
    painter.add(turned);
}

fn texts(ui: &Ui) {
    let regular = FontFamily::Proportional;
    at(ui, 300.0, 8.0, 14.0, regular.clone(), "AVATAR");
    at(ui, 370.0, 8.0, 14.0, regular.clone(), "office fi fl");
    at(ui, 460.0, 8.0, 14.0, regular.clone(), "김일성 金日成");
    at(ui, 560.0, 8.0, 14.0, fonts::semibold(), "Semibold");
    at(ui, 640.0, 8.0, 14.0, FontFamily::Monospace, "2013-10-20/..");
    at(ui, 640.0, 30.0, 14.0, regular.clone(), "$1,234 m");
    at(ui, 300.0, 30.0, 14.0, regular.clone(), "1\u{202f}234\u{202f}567 − 42\u{a0}% <&> \"x\"");
    let painter = ui.painter();
    let galley =
        painter.layout_no_wrap("turned −90° Wörter".to_owned(), FontId::new(12.0, regular.clone()), Color32::RED);
    painter.add(TextShape::new(pos2(280.0, 130.0), galley, Color32::RED).with_angle(-std::f32::consts::FRAC_PI_2));

    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(220.0), ..LayoutJob::default() };
    let format = |size: f32, color: Color32| TextFormat::simple(FontId::new(size, regular.clone()), color);
    job.append("Wrapped text in several sections, ", 0.0, format(13.0, Color32::BLACK));
    job.append(
        "underlined",
        0.0,
        TextFormat { underline: Stroke::new(1.0, Color32::BLUE), ..format(13.0, Color32::BLUE) },
    );
    job.append(" and ", 0.0, format(13.0, Color32::BLACK));
    job.append(
        "struck",
        0.0,
        TextFormat { strikethrough: Stroke::new(1.0, Color32::RED), ..format(13.0, Color32::RED) },
    );
    job.append(" or ", 0.0, format(13.0, Color32::BLACK));
    job.append("marked", 0.0, TextFormat { background: Color32::YELLOW, ..format(13.0, Color32::BLACK) });
    job.append(" and ", 0.0, format(13.0, Color32::BLACK));
    job.append("leaning, ", 0.0, TextFormat { italics: true, ..format(13.0, Color32::BLACK) });
    job.append("large", 0.0, format(20.0, Color32::DARK_GREEN));
    job.append(" s p a c e d", 0.0, TextFormat { extra_letter_spacing: 2.0, ..format(13.0, Color32::BLACK) });
    job.append(" spaced", 0.0, TextFormat { extra_letter_spacing: 2.0, ..format(13.0, Color32::BLACK) });
    let galley = painter.layout_job(job);
    painter.add(TextShape::new(pos2(300.0, 50.0), galley, Color32::BLACK));
    let clip = Rect::from_min_size(pos2(540.0, 56.0), vec2(90.0, 12.0));
    let label = "cut off at the edge of its clip rectangle";
    painter.with_clip_rect(clip).text(clip.min, Align2::LEFT_TOP, label, FontId::new(14.0, regular), Color32::BLACK);
    painter.with_clip_rect(clip).circle_filled(pos2(630.0, 60.0), 12.0, Color32::from_rgba_unmultiplied(0, 120, 0, 90));
}

fn lines(ui: &Ui) {
    let painter = ui.painter();
    let stroke = Stroke::new(1.5, Color32::DARK_GRAY);
    painter.extend(Shape::dashed_line(&[pos2(10.0, 130.0), pos2(260.0, 130.0)], stroke, 6.0, 4.0));
    let area = Rect::from_min_size(pos2(10.0, 140.0), vec2(60.0, 50.0));
    for step in 0..14_u8 {
        let x = area.left() - 50.0 + f32::from(step) * 8.0;
        painter.with_clip_rect(area).line_segment([pos2(x, area.bottom()), pos2(x + 50.0, area.top())], stroke);
    }
    painter.circle(pos2(110.0, 165.0), 20.0, Color32::LIGHT_BLUE, Stroke::new(4.0, Color32::DARK_BLUE));
    let ellipse = EllipseShape::filled(pos2(165.0, 165.0), vec2(25.0, 12.0), Color32::LIGHT_RED);
    painter.add(EllipseShape { angle: 0.5, stroke, ..ellipse });
    let zigzag = (0..8_u8).map(|step| pos2(200.0 + f32::from(step) * 9.0, if step % 2 == 0 { 185.0 } else { 145.0 }));
    painter.add(Shape::line(zigzag.collect(), Stroke::new(3.0, Color32::BROWN)));
    let triangle = vec![pos2(10.0, 240.0), pos2(40.0, 200.0), pos2(70.0, 240.0)];
    painter.add(PathShape::convex_polygon(
        triangle.clone(),
        Color32::GOLD,
        PathStroke::new(3.0, Color32::RED).outside(),
    ));
    let moved = triangle.iter().map(|pos| *pos + vec2(80.0, 0.0)).collect();
    painter.add(PathShape::convex_polygon(moved, Color32::GOLD, PathStroke::new(3.0, Color32::RED).inside()));
    let quadratic = [pos2(170.0, 240.0), pos2(200.0, 180.0), pos2(230.0, 240.0)];
    painter.add(QuadraticBezierShape::from_points_stroke(quadratic, false, Color32::TRANSPARENT, stroke));
    let cubic = [pos2(220.0, 240.0), pos2(240.0, 180.0), pos2(260.0, 260.0), pos2(270.0, 200.0)];
    painter.add(CubicBezierShape::from_points_stroke(cubic, false, Color32::TRANSPARENT, stroke));
}

fn meshes(ui: &Ui) {
    let painter = ui.painter();
    let mut area = Mesh::default();
    for (index, height) in [10.0, 30.0, 18.0, 44.0, 25.0].into_iter().enumerate() {
        let x = 20.0 + 15.0 * index as f32;
        area.colored_vertex(pos2(x, 310.0 - height), Color32::from_rgba_unmultiplied(0, 90, 160, 120));
        area.colored_vertex(pos2(x, 310.0), Color32::from_rgba_unmultiplied(0, 90, 160, 120));
    }
    for index in 0..8 {
        area.add_triangle(index, index + 1, index + 2);
    }
    painter.add(area);
    let mut fade = Mesh::default();
    fade.add_colored_rect(Rect::from_min_size(pos2(100.0, 266.0), vec2(70.0, 44.0)), Color32::BLUE);
    for vertex in fade.vertices.iter_mut().filter(|vertex| vertex.pos.x > 110.0) {
        vertex.color = Color32::TRANSPARENT;
    }
    painter.add(fade);
    let band = [(180.0, 4.0), (200.0, 20.0), (230.0, 10.0), (260.0, 30.0)];
    let points = band.map(|(x, width)| BandPoint::from_pos_and_width(Pos2::new(x, 288.0), width)).to_vec();
    painter.add(BandShape::new(points, Color32::LIGHT_GREEN, Stroke::new(1.5, Color32::DARK_GREEN)));
}

fn plot(ui: &mut Ui) {
    let area = Rect::from_min_size(pos2(300.0, 200.0), vec2(440.0, 400.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(area), |ui| {
        Plot::new("plot").legend(Legend::default()).show(ui, |plot_ui| {
            let bars = (2012..=2019).map(|year| Bar::new(f64::from(year), f64::from((year * 7) % 13)).width(0.7));
            plot_ui.bar_chart(BarChart::new("bars 수출", bars.collect()));
            let points = (0..80).map(|step| [2012.0 + f64::from(step) * 0.1, 6.0 + f64::from(step).sin() * 3.0]);
            plot_ui.line(Line::new("a line", points.collect::<Vec<_>>()).fill(2.0));
        });
    });
}

fn widgets(ui: &mut Ui) {
    let area = Rect::from_min_size(pos2(10.0, 330.0), vec2(270.0, 280.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(area), |ui| {
        ui.heading("Widgets");
        let _ = ui.button("A button");
        ui.checkbox(&mut true, "A checkbox");
        let _ = ui.radio(true, "A radio button");
        ui.text_edit_singleline(&mut "a text edit 편집".to_owned());
        egui::ComboBox::from_label("a combo box").selected_text("one").show_ui(ui, |_| {});
        ui.add(egui::Slider::new(&mut 0.4, 0.0..=1.0).text("a slider"));
        ui.hyperlink_to("a link", "https://example.org");
        egui::ScrollArea::vertical().max_height(60.0).show(ui, |ui| {
            for line in 1..20 {
                ui.label(format!("line {line} of a long list"));
            }
        });
        ui.collapsing("a section", |_| {});
    });
}
