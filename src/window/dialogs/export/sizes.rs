//! How large a figure becomes.

use egui::{ComboBox, RichText, Ui};
use num_rational::BigRational;

use super::super::super::parts::soft;
use super::{field, number};
use crate::analysis::words::{count_text, rounded_text};
use crate::app::{ExportRequest, FileFormat};
use crate::charts::theme::{size, text};

/// What a side may measure, in pixels or points.
const SIDES: std::ops::RangeInclusive<u32> = 200..=16_000;
/// How fine a picture may be, in dots per inch.
const FINENESS: std::ops::RangeInclusive<u32> = 48..=1_200;
/// Points in an inch of a drawing.
const POINTS_PER_INCH: u32 = 96;

/// A usual size, in points, and how fine its pixels are.
struct Preset {
    name: &'static str,
    width: u32,
    height: u32,
    dpi: u32,
}

const PRESETS: [Preset; 7] = [
    Preset { name: "Screen", width: 1200, height: 750, dpi: 96 },
    Preset { name: "Screen, twice as fine", width: 1200, height: 750, dpi: 192 },
    Preset { name: "Slide, 16 : 9", width: 1280, height: 720, dpi: 144 },
    Preset { name: "Social, 1200 × 630", width: 1200, height: 630, dpi: 96 },
    Preset { name: "Column, 85 mm wide", width: 321, height: 400, dpi: 300 },
    Preset { name: "Page, 170 mm wide", width: 643, height: 450, dpi: 300 },
    Preset { name: "A4 across", width: 1030, height: 650, dpi: 300 },
];

impl Preset {
    /// The sides as a format counts them: pixels of a PNG, points otherwise.
    const fn sides(&self, format: FileFormat) -> (u32, u32) {
        match format {
            FileFormat::Png => (self.width * self.dpi / POINTS_PER_INCH, self.height * self.dpi / POINTS_PER_INCH),
            FileFormat::Svg | FileFormat::Pdf | FileFormat::Csv | FileFormat::Json => (self.width, self.height),
        }
    }

    fn is_chosen(&self, request: &ExportRequest) -> bool {
        let is_as_fine = request.format != FileFormat::Png || request.dpi == self.dpi;
        is_as_fine && self.sides(request.format) == (request.width, request.height)
    }
}

/// A choice of usual sizes, the sides, the fineness, and what that means in print.
pub(super) fn sizes_ui(ui: &mut Ui, new: &mut ExportRequest) {
    field(ui, "Size", |ui| {
        number(ui, "Width", &mut new.width, SIDES);
        ui.label("×");
        number(ui, "Height", &mut new.height, SIDES);
        presets_ui(ui, new);
    });
    if new.format == FileFormat::Png {
        field(ui, "Fineness", |ui| {
            number(ui, "Dots per inch", &mut new.dpi, FINENESS);
            soft(ui, "dots per inch");
        });
    }
    field(ui, "", |ui| {
        soft(ui, meaning(new));
    });
}

fn presets_ui(ui: &mut Ui, new: &mut ExportRequest) {
    let chosen = PRESETS.iter().find(|preset| preset.is_chosen(new));
    let words = RichText::new(chosen.map_or("Own size", |preset| preset.name)).font(text(size::SMALL));
    let combo = ComboBox::from_id_salt("usual sizes").selected_text(words).width(150.0);
    let response = combo.show_ui(ui, |ui| {
        for preset in &PRESETS {
            let (width, height) = preset.sides(new.format);
            let words = format!("{}: {width} × {height}", preset.name);
            if ui.selectable_label(preset.is_chosen(new), words).clicked() {
                (new.width, new.height) = (width, height);
                new.dpi = preset.dpi;
            }
        }
    });
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Usual sizes"));
}

/// Keeps the drawing as large as it was when a format counts in another unit.
pub(super) fn keep_size(request: &mut ExportRequest, format: FileFormat) {
    let dpi = request.dpi.max(1);
    let scaled = |side: u32, times: u32, by: u32| {
        let side = u64::from(side) * u64::from(times) / u64::from(by);
        u32::try_from(side).unwrap_or(*SIDES.end()).clamp(*SIDES.start(), *SIDES.end())
    };
    let (times, by) = match (request.format == FileFormat::Png, format == FileFormat::Png) {
        (true, false) => (POINTS_PER_INCH, dpi),
        (false, true) => (dpi, POINTS_PER_INCH),
        (true, true) | (false, false) => return,
    };
    request.width = scaled(request.width, times, by);
    request.height = scaled(request.height, times, by);
}

/// What the numbers mean: how many pixels, how large in print.
fn meaning(request: &ExportRequest) -> String {
    let per_inch = if request.format == FileFormat::Png { request.dpi } else { POINTS_PER_INCH };
    let centimetres = |side: u32| {
        let side = BigRational::new((u64::from(side) * 254).into(), (u64::from(per_inch.max(1)) * 100).into());
        rounded_text(&side, 3, "cm")
    };
    let print = format!("{} × {} in print", centimetres(request.width), centimetres(request.height));
    if request.format != FileFormat::Png {
        return format!("{print}, sharp at any size");
    }
    let side = |side: u32| count_text(usize::try_from(side).unwrap_or(usize::MAX));
    format!("{} × {} pixels, {print}", side(request.width), side(request.height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::FigureKind;

    #[test]
    fn a_drawing_keeps_its_size_from_format_to_format() {
        let mut request = ExportRequest::new(FigureKind::Trade, FileFormat::Png, "x.png".into());
        (request.width, request.height, request.dpi) = (2400, 1500, 192);
        keep_size(&mut request, FileFormat::Pdf);
        assert_eq!((request.width, request.height), (1200, 750));
        request.format = FileFormat::Pdf;
        keep_size(&mut request, FileFormat::Svg);
        assert_eq!((request.width, request.height), (1200, 750));
        keep_size(&mut request, FileFormat::Png);
        assert_eq!((request.width, request.height), (2400, 1500));
    }

    #[test]
    fn usual_sizes_are_allowed_ones() {
        for preset in &PRESETS {
            for format in FileFormat::ALL {
                let (width, height) = preset.sides(format);
                assert!(SIDES.contains(&width) && SIDES.contains(&height), "{}", preset.name);
            }
            assert!(FINENESS.contains(&preset.dpi), "{}", preset.name);
        }
    }

    #[test]
    fn sizes_are_told_in_centimetres() {
        let request = ExportRequest::new(FigureKind::Trade, FileFormat::Svg, "x.svg".into());
        assert_eq!(meaning(&request).replace('\u{A0}', " "), "31.8 cm × 19.8 cm in print, sharp at any size");
    }
}
