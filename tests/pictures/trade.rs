//! Pictures of charts of all the shapes that the trade of two countries has, compared with references.

use crate::picture::assert_picture;
use attache::analysis::{ChartChoice, Flows, Form, Frequency, Measure};
use attache::app::{
    AppState, ChartKind, ChartTheme, ExportRequest, FileFormat, OpenFile, Settings, SizePreset, ValueAxis, View,
};

fn chart(name: &str, file: &OpenFile, change: impl FnOnce(&mut ExportRequest)) {
    let mut request = ExportRequest::new(ChartKind::Trade, FileFormat::Png, "unused".into());
    change(&mut request);
    let bytes = attache::export::render_chart(file, &request).expect("drawn");
    assert_picture(&format!("trade-{name}"), &crate::picture::read_png(&bytes).expect("a PNG"));
}

/// A chart on each ground and in each size.
fn on_every_ground_and_in_every_size(name: &str, file: &OpenFile) {
    chart(name, file, |_| {});
    chart(&format!("{name}-dark"), file, |request| request.theme = ChartTheme::Dark);
    chart(&format!("{name}-grey"), file, |request| request.theme = ChartTheme::Greyscale);
    chart(&format!("{name}-600x400"), file, |request| (request.width, request.height) = (600, 400));
    chart(&format!("{name}-column"), file, |request| request.set_size(SizePreset::Column));
}

macro_rules! shape_tests {
    ($($shape:ident: $name:literal),+ $(,)?) => {
        $(#[test]
        fn $shape() {
            on_every_ground_and_in_every_size($name, &crate::trade_dossiers::$shape().file);
        })+
    };
}

shape_tests! {
    both_reporters: "both-reporters",
    commodities: "commodities",
    odd_values: "odd-values",
    totals: "totals",
    months: "months",
    crowd: "crowd",
    currencies: "currencies",
    single: "single",
}

#[test]
fn shipped() {
    let loaded = attache::load::load_shipped().expect("it loads");
    let state = AppState::new(loaded, None, View::default(), Settings::default());
    on_every_ground_and_in_every_size("shipped", &state.file);
}

#[test]
fn other_axes_forms_and_stretches_of_time() {
    let file = crate::trade_dossiers::commodities().file;
    chart("commodities-lines", &file, |request| request.chart.form = Some(Form::Lines));
    let file = crate::trade_dossiers::odd_values().file;
    chart("odd-values-logarithmic", &file, |request| request.value_axis = ValueAxis::Logarithmic);
    let file = crate::trade_dossiers::months().file;
    chart("months-by-year", &file, |request| request.chart.frequency = Some(Frequency::Year));
}

#[test]
fn every_kind_of_chart() {
    let file = crate::trade_dossiers::both_reporters().file;
    let of = |flows| ChartChoice { flows: Some(flows), ..ChartChoice::default() };
    chart("balance", &file, |request| request.chart = of(Flows::Balance));
    chart("up-and-down", &file, |request| request.chart = of(Flows::UpAndDown));
    chart("compared", &file, |request| request.chart = of(Flows::CompareReporters));
    chart("calculated-totals", &file, |request| request.chart = of(Flows::Totals));
    chart("index", &file, |request| request.chart.measure = Measure::Index(None));
    chart("change", &file, |request| request.chart.measure = Measure::Change);
}
