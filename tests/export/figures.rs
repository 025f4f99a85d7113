//! A varied drawing, translated, rendered and packed.

#![expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "sizes of pictures are small")]

use std::io::Cursor;
use std::process::Command;

use crate::scene::{self, scene, sheet};
use attache::export::{Drawing, PdfTexts, Pixels, SvgOptions, draw, pdf, pixels, png, svg};
use egui::epaint::TextShape;
use egui::{Color32, Pos2, Rect, Shape, Vec2};
use resvg::usvg::roxmltree::Document;

fn options() -> SvgOptions {
    SvgOptions {
        title: "Trade & <aid>".to_owned(),
        description: "A scene \u{0}\u{b}of shapes".to_owned(),
        ground: Some(Color32::WHITE),
        ..SvgOptions::default()
    }
}

fn translated(drawing: &Drawing, options: &SvgOptions) -> String {
    svg(drawing, options).expect("everything in the scene can be translated")
}

fn texts() -> PdfTexts<'static> {
    PdfTexts { title: "김일성", description: "a scene (drawn)", provenance: "{\"a\": \"<1 & 2>\"}" }
}

/// Writes what a person may want to look at into `target/pictures`.
fn keep(name: &str, bytes: &[u8]) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    std::fs::write(folder.join(name), bytes).expect("written");
}

#[test]
fn the_same_scene_is_the_same_bytes() {
    let make = || {
        let drawing = scene();
        let plain = translated(&drawing, &options());
        let embedded = translated(&drawing, &SvgOptions { embeds_fonts: true, ..options() });
        let outlined = translated(&drawing, &SvgOptions { outlines_text: true, ..options() });
        let picture = pixels(&plain, &drawing, 1.0).expect("rendered");
        let packed = png(&picture, 96.0, &[("Title", "김일성")]).expect("packed");
        let page = pdf(&plain, &drawing, &texts()).expect("packed");
        [plain.into_bytes(), embedded.into_bytes(), outlined.into_bytes(), packed, page]
    };
    let (first, second) = (make(), make());
    for (name, (one, other)) in ["scene.svg", "embedded.svg", "outlined.svg", "scene.png", "scene.pdf"]
        .into_iter()
        .zip(first.iter().zip(&second))
    {
        keep(name, one);
        assert!(one == other, "{name} differs between two runs");
    }
}

#[test]
fn the_document_is_sound_and_says_what_it_shows() {
    for options in
        [options(), SvgOptions { embeds_fonts: true, ..options() }, SvgOptions { outlines_text: true, ..options() }]
    {
        let text = translated(&scene(), &options);
        let document = Document::parse(&text).expect("valid XML");
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let first_text = |tag: &str| root.children().find(|node| node.has_tag_name(tag)).and_then(|node| node.text());
        assert_eq!(first_text("title"), Some("Trade & <aid>"));
        assert_eq!(first_text("desc"), Some("A scene of shapes"));
        assert!(!text.contains("NaN") && !text.contains("inf") && !text.contains("\"-0\""));
    }
}

#[test]
fn text_stays_text_word_by_word() {
    let text = translated(&scene(), &options());
    let document = Document::parse(&text).expect("valid XML");
    let texts: Vec<String> = document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .map(|node| node.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten()).collect())
        .collect();
    for expected in
        ["AVATAR", "office fi fl", "김일성 金日成", "Semibold", "cut off at the edge of its clip rectangle", "$1,234 m"]
    {
        assert!(texts.iter().any(|text| text == expected), "{expected:?} is not among {texts:#?}");
    }
    assert!(text.contains(">office </tspan>") && text.contains(">fi </tspan>"), "one tspan for each word");
    assert!(text.contains("font-family=\"'Noto Sans SemiBold', 'Noto Sans', sans-serif\""));
    assert!(text.contains("font-family=\"'Noto Sans CJK KR', sans-serif\""));
    let outlines = translated(&scene(), &SvgOptions { outlines_text: true, ..options() });
    assert!(!outlines.contains("<text"), "outlines are no text");
}

/// The letters behind a ligature once lay on it: the rest of a ligature has no width, which was taken for kerning.
#[test]
fn letters_behind_a_ligature_keep_their_distance() {
    let drawing = draw(Vec2::new(400.0, 100.0), attache::charts::theme::install, |ui| {
        ui.label("specified fields of the flag, different offices");
    });
    let text = translated(&drawing, &SvgOptions { embeds_fonts: true, ..options() });
    let (_, rest) = text.split_once("data:font/ttf;base64,").expect("a face");
    let (encoded, _) = rest.split_once(')').expect("an end");
    let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, encoded).expect("base64");
    let face = ttf_parser::Face::parse(&bytes, 0).expect("a face");
    let kern = face.tables().kern.expect("kerning");
    for pair in ["ie", "la", "fe", "ic", "ff"] {
        let glyph = |place: usize| face.glyph_index(pair.chars().nth(place).expect("two")).expect("a glyph");
        let units = kern.subtables.into_iter().find_map(|table| table.glyphs_kerning(glyph(0), glyph(1)));
        let least = -i32::from(face.units_per_em()) / 20;
        assert!(units.is_none_or(|units| i32::from(units) > least), "{pair} by {units:?}");
    }
}

#[test]
fn clip_rectangles_are_written_once() {
    let text = translated(&scene(), &options());
    let document = Document::parse(&text).expect("valid XML");
    let clips: Vec<_> =
        document.descendants().filter(|node| node.has_tag_name("clipPath")).map(|node| &text[node.range()]).collect();
    let rects: std::collections::BTreeSet<_> =
        clips.iter().map(|clip| clip.split_once('>').expect("an inside").1).collect();
    assert_eq!(rects.len(), clips.len(), "{clips:#?}");
}

#[test]
fn what_has_no_translation_is_named() {
    let picture = egui::epaint::Mesh::with_texture(egui::TextureId::User(7));
    let varied = egui::epaint::PathStroke::new_uv(2.0, |_, _| Color32::RED);
    let line = vec![Pos2::new(1.0, 2.0), Pos2::new(3.0, 4.0)];
    for (shape, what) in [
        (Shape::from(picture), "a picture"),
        (Shape::line(line, varied), "a stroke whose colour varies"),
        (Shape::circle_filled(Pos2::new(f32::NAN, 0.0), 1.0, Color32::RED), "no number"),
    ] {
        let drawing = sheet(Vec2::splat(50.0), |ui| {
            ui.painter().add(shape.clone());
        });
        let error = svg(&drawing, &options()).expect_err("nothing is left out in silence").to_string();
        assert!(error.contains(what), "{error}");
    }
}

#[test]
fn png_has_size_resolution_and_texts() {
    let drawing = scene();
    let picture = pixels(&translated(&drawing, &options()), &drawing, 2.0).expect("rendered");
    assert_eq!(Vec2::new(picture.width as f32, picture.height as f32), scene::SIZE * 2.0);
    let bytes = png(&picture, 300.0, &[("Title", "김일성")]).expect("packed");
    keep("scene-2x.png", &bytes);
    let mut decoder = png::Decoder::new(Cursor::new(&bytes)).read_info().expect("a PNG");
    decoder.finish().expect("whole");
    let info = decoder.info();
    assert_eq!(info.pixel_dims.map(|dims| (dims.xppu, dims.yppu)), Some((11811, 11811)));
    assert_eq!(info.utf8_text.first().and_then(|chunk| chunk.get_text().ok()).as_deref(), Some("김일성"));
    assert!(pixels("<svg/>", &drawing, 100.0).expect_err("too large").to_string().contains("gibibyte"));
}

#[test]
fn pdf_is_a_page_with_text() {
    let drawing = scene();
    let bytes = pdf(&translated(&drawing, &options()), &drawing, &texts()).expect("packed");
    assert!(bytes.starts_with(b"%PDF"));
    assert!(!bytes.windows(13).any(|window| window == b"/CreationDate"), "no clock");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scene.pdf");
    std::fs::write(&path, &bytes).expect("written");
    // Not installed everywhere; where it is, it must find what a reader would search for.
    let Ok(output) = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output() else { return };
    let text = String::from_utf8_lossy(&output.stdout);
    for word in ["김일성", "金日成", "AVATAR", "office", "Semibold"] {
        assert!(text.contains(word), "{word} is not in\n{text}");
    }
}

/// The ink of each word lies where egui's own layout has its glyphs, to a pixel at two pixels per point. It is rendered
/// finer than that, so that the raster of the picture does not count.
#[test]
fn words_lie_where_egui_put_them() {
    let (scale, tolerance_pt) = (8.0, 0.5);
    for (words, size) in [
        ("AVATAR Ya To", 13.0),
        ("office fi fl first", 15.0),
        ("김일성 金日成 Kim", 14.0),
        ("1 234 567 − 42 % → ≈", 12.0),
        ("Waffle AVAVAVAV Tolling", 30.0),
    ] {
        for family in [egui::FontFamily::Proportional, attache::charts::fonts::semibold(), egui::FontFamily::Monospace]
        {
            let font = egui::FontId::new(size, family);
            let drawing = sheet(Vec2::new(480.0, 60.0), |ui| {
                ui.painter().text(Pos2::new(10.3, 10.6), egui::Align2::LEFT_TOP, words, font.clone(), Color32::BLACK);
            });
            let shapes: Vec<&TextShape> = drawing
                .shapes
                .iter()
                .filter_map(|clipped| if let Shape::Text(text) = &clipped.shape { Some(text) } else { None })
                .collect();
            let [shape] = shapes[..] else { panic!("one text") };
            let picture =
                pixels(&translated(&drawing, &SvgOptions { title: String::new(), ..options() }), &drawing, scale)
                    .expect("rendered");
            for expected in word_rects(shape) {
                let found = ink(&picture, (expected * scale).expand(4.0)).expect("ink") / scale;
                let off = [
                    found.left() - expected.left(),
                    found.right() - expected.right(),
                    found.top() - expected.top(),
                    found.bottom() - expected.bottom(),
                ];
                assert!(
                    off.iter().all(|off| off.abs() <= tolerance_pt),
                    "{words:?} in {font:?}: {expected:?} {found:?}"
                );
            }
        }
    }
}

/// The ink of each word, from the vertices of egui's own mesh. Each glyph has a margin of a pixel in the atlas.
fn word_rects(shape: &TextShape) -> Vec<Rect> {
    let margin = 1.0 / shape.galley.pixels_per_point;
    let mut rects = vec![Rect::NOTHING];
    for row in &shape.galley.rows {
        for glyph in &row.glyphs {
            if glyph.chr.is_whitespace() {
                rects.push(Rect::NOTHING);
            } else if !glyph.uv_rect.is_nothing() {
                let min = shape.pos + row.pos.to_vec2() + glyph.pos.to_vec2() + glyph.uv_rect.offset;
                let rect = Rect::from_min_size(min, glyph.uv_rect.size);
                rects.last_mut().expect("one").extend_with(rect.shrink(margin).min);
                rects.last_mut().expect("one").extend_with(rect.shrink(margin).max);
            }
        }
    }
    rects.retain(egui::Rect::is_positive);
    rects
}

/// The bounds of what is darker than the ground, within `area`.
fn ink(picture: &Pixels, area: Rect) -> Option<Rect> {
    let mut found = Rect::NOTHING;
    for (index, pixel) in picture.rgba.chunks_exact(4).enumerate() {
        let (x, y) = (index as u32 % picture.width, index as u32 / picture.width);
        let pos = Pos2::new(x as f32, y as f32);
        if pixel[0] < 200 && area.contains(pos) {
            found.extend_with(pos);
            found.extend_with(pos + Vec2::splat(1.0));
        }
    }
    found.is_positive().then_some(found)
}
