//! How large a figure becomes.

use egui::{ComboBox, DragValue, Response, RichText, Ui};
use num_rational::BigRational;

use super::super::super::parts::{has_just_appeared, soft};
use super::field;
use crate::app::{ExportRequest, LengthUnit, SizePreset, TYPE_PERCENT};
use crate::charts::theme::{size, text};
use crate::format::number::{count_text, rounded_text};

/// Pixels in an inch of a screen.
const SCREEN_DPI: u32 = 96;
/// Points of a printer, 72 to the inch, for each point of a drawing, 96 to the inch.
const POINTS_PER_POINT: f64 = 0.75;

/// How fine a picture may be, in dots per inch.
const FINENESS: std::ops::RangeInclusive<u32> = 48..=1_200;

/// A choice of usual sizes, the sides, the fineness, and what that means in print.
pub(super) fn sizes_ui(ui: &mut Ui, new: &mut ExportRequest) {
    field(ui, "Size", |ui| {
        presets_ui(ui, new);
        (new.width, new.height) = (side_ui(ui, "Width", new.width, new), {
            ui.label("×");
            side_ui(ui, "Height", new.height, new)
        });
        unit_ui(ui, new);
    });
    if new.format.has_pixels() {
        field(ui, "Resolution", |ui| {
            let mut dpi = new.dpi;
            named(ui, DragValue::new(&mut dpi).range(FINENESS).speed(1.0), "Dots per inch", f64::from(new.dpi));
            if dpi != new.dpi {
                new.set_dpi(dpi);
            }
            soft(ui, "DPI");
        });
    }
    field(ui, "Type size", |ui| {
        let shown = f64::from(new.type_percent);
        let percent = &mut new.type_percent;
        named(ui, DragValue::new(percent).range(TYPE_PERCENT).speed(1.0).suffix("%"), "Type size in per cent", shown);
        soft(ui, smallest(new));
    });
    field(ui, "", |ui| {
        soft(ui, meaning(new));
    });
}

/// One side, in the unit that was chosen.
fn side_ui(ui: &mut Ui, name: &str, pixels: u32, request: &ExportRequest) -> u32 {
    let shown = request.length(pixels);
    let decimals = match request.unit {
        LengthUnit::Pixels => 0,
        LengthUnit::Millimetres => 1,
        LengthUnit::Inches => 2,
    };
    let speed = request.unit.per_inch(request.dpi) / 96.0;
    // What is on its way to a number need not be one that a side may have.
    let length = while_typed(ui, name, shown, |ui, length| {
        named(ui, DragValue::new(length).max_decimals(decimals).speed(speed), name, shown).has_focus()
    });
    // What is only rounded on the screen stays what it is.
    if (length - shown).abs() < f64::EPSILON { pixels } else { request.side(length) }
}

/// A value as it is typed: for as long as `edit` says that a field has the keyboard, it is not replaced by what was made of
/// it.
pub(super) fn while_typed<T: Copy + Send + Sync + 'static>(
    ui: &mut Ui,
    name: &str,
    shown: T,
    edit: impl FnOnce(&mut Ui, &mut T) -> bool,
) -> T {
    let id = egui::Id::unique(("typed", name));
    // What was being typed when the dialog was closed is over.
    let is_new = has_just_appeared(ui.ctx(), id);
    let mut value = ui.data(|data| data.get_temp(id)).filter(|_| !is_new).unwrap_or(shown);
    if edit(ui, &mut value) {
        ui.data_mut(|data| data.insert_temp(id, value));
    } else {
        ui.data_mut(|data| data.remove::<T>(id));
    }
    value
}

fn unit_ui(ui: &mut Ui, new: &mut ExportRequest) {
    let words = RichText::new(new.unit.symbol()).font(text(size::SMALL));
    let response = ComboBox::from_id_salt("unit").selected_text(words).width(48.0).show_ui(ui, |ui| {
        for unit in LengthUnit::ALL.iter().copied() {
            ui.selectable_value(&mut new.unit, unit, unit.symbol());
        }
    });
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Unit"));
}

fn presets_ui(ui: &mut Ui, new: &mut ExportRequest) {
    let is_chosen = |preset: &SizePreset| preset.pixels() == (new.width, new.height, new.dpi);
    let chosen = SizePreset::ALL.iter().copied().find(is_chosen);
    let words = RichText::new(chosen.map_or("Own size", SizePreset::label)).font(text(size::SMALL));
    let response = ComboBox::from_id_salt("usual sizes").selected_text(words).width(170.0).show_ui(ui, |ui| {
        for preset in SizePreset::ALL.iter().copied() {
            if ui.selectable_label(chosen == Some(preset), preset.label()).clicked() {
                new.set_size(preset);
            }
        }
    });
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Usual sizes"));
}

/// A field for a number, by its name.
pub(super) fn named(ui: &mut Ui, field: DragValue<'_>, name: &str, now: f64) -> Response {
    let response = ui.add(field);
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::drag_value(enabled, now);
        info.label = Some(name.to_owned());
        info
    });
    response.on_hover_text(name)
}

/// How large the smallest print becomes: in pixels, or in points of a printer.
fn smallest(request: &ExportRequest) -> String {
    let points = f64::from(size::LABEL * request.type_scale());
    match request.unit {
        LengthUnit::Pixels => {
            let pixels = points * f64::from(request.dpi) / f64::from(SCREEN_DPI);
            format!("smallest print {pixels:.0} px")
        }
        LengthUnit::Millimetres | LengthUnit::Inches => format!("smallest print {:.1} pt", points * POINTS_PER_POINT),
    }
}

/// What the numbers mean: how many pixels, how large in print.
fn meaning(request: &ExportRequest) -> String {
    let centimetres = |side: u32| {
        let side = BigRational::new((u64::from(side) * 254).into(), (u64::from(request.dpi.max(1)) * 100).into());
        rounded_text(&side, 3, "cm")
    };
    let print = format!("{} × {} in print", centimetres(request.width), centimetres(request.height));
    if !request.format.has_pixels() {
        return format!("{print}, sharp at any size");
    }
    let side = |side: u32| count_text(usize::try_from(side).unwrap_or(usize::MAX));
    format!("{} × {} pixels, {print}", side(request.width), side(request.height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{ChartKind, FileFormat};

    fn request(width: u32, height: u32, dpi: u32, unit: LengthUnit) -> ExportRequest {
        let request = ExportRequest::new(ChartKind::Trade, FileFormat::Png, "x.png".into());
        ExportRequest { width, height, dpi, unit, ..request }
    }

    /// The same with ordinary blanks before units, and none in numbers.
    fn plainly(request: &ExportRequest) -> String {
        meaning(request).replace('\u{202f}', "").replace('\u{a0}', " ")
    }

    #[test]
    fn a_drawing_keeps_its_size_from_format_to_format() {
        let mut request = request(2400, 1500, 192, LengthUnit::Pixels);
        assert_eq!((request.length(request.width), request.side(2400.0)), (2400.0, 2400));
        let in_print = meaning(&request);
        request.format = FileFormat::Pdf;
        assert_eq!((request.length(request.width), request.side(1200.0)), (1200.0, 2400));
        assert!(in_print.contains(meaning(&request).split(',').next().expect("a size")), "{in_print}");
    }

    #[test]
    fn finer_pixels_leave_the_size_on_paper() {
        let mut request = request(1004, 1240, 300, LengthUnit::Millimetres);
        request.set_dpi(600);
        assert_eq!((request.width, request.height), (2008, 2480));
        assert_eq!(plainly(&request), "2,008 × 2,480 pixels, 8.50 cm × 10.5 cm in print");
    }

    #[test]
    fn usual_sizes_say_how_large_they_are_in_print() {
        let mut request = request(1200, 750, 96, LengthUnit::Pixels);
        request.set_size(SizePreset::Column);
        assert_eq!(plainly(&request), "1,004 × 1,240 pixels, 8.50 cm × 10.5 cm in print");
        assert_eq!(request.unit, LengthUnit::Millimetres);
    }
}
