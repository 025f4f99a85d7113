//! Pictures of charts of all the shapes that the trade of two countries has, compared with references.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

mod support;
#[expect(dead_code, reason = "those that are generated are for other tests")]
mod trade_dossiers;

use attache::analysis::{ChartChoice, Flows, Form, Frequency, Measure};
use attache::app::{ChartKind, ChartTheme, ExportRequest, FileFormat, OpenFile, SizePreset, ValueAxis};
use support::assert_picture;

fn chart(name: &str, file: &OpenFile, change: impl FnOnce(&mut ExportRequest)) {
    let mut request = ExportRequest::new(ChartKind::Trade, FileFormat::Png, "unused".into());
    change(&mut request);
    let bytes = attache::export::render_chart(file, &request).expect("drawn");
    assert_picture(&format!("trade-{name}"), &support::read_png(&bytes).expect("a PNG"));
}

#[test]
fn both_reporters_in_every_ground_and_size() {
    let file = trade_dossiers::both_reporters().file;
    chart("both-reporters", &file, |_| {});
    chart("both-reporters-dark", &file, |request| request.theme = ChartTheme::Dark);
    chart("both-reporters-grey", &file, |request| request.theme = ChartTheme::Greyscale);
    chart("both-reporters-600x400", &file, |request| (request.width, request.height) = (600, 400));
    chart("both-reporters-column", &file, |request| request.set_size(SizePreset::Column));
}

#[test]
fn commodities_in_every_ground_and_size() {
    let file = trade_dossiers::commodities().file;
    chart("commodities", &file, |_| {});
    chart("commodities-dark", &file, |request| request.theme = ChartTheme::Dark);
    chart("commodities-grey", &file, |request| request.theme = ChartTheme::Greyscale);
    chart("commodities-600x400", &file, |request| (request.width, request.height) = (600, 400));
    chart("commodities-column", &file, |request| request.set_size(SizePreset::Column));
    chart("commodities-lines", &file, |request| request.chart.form = Some(Form::Lines));
}

#[test]
fn odd_values_in_every_ground_and_on_both_axes() {
    let file = trade_dossiers::odd_values().file;
    chart("odd-values", &file, |_| {});
    chart("odd-values-dark", &file, |request| request.theme = ChartTheme::Dark);
    chart("odd-values-grey", &file, |request| request.theme = ChartTheme::Greyscale);
    chart("odd-values-logarithmic", &file, |request| request.value_axis = ValueAxis::Logarithmic);
    chart("odd-values-column", &file, |request| request.set_size(SizePreset::Column));
}

#[test]
fn long_series_months_and_other_shapes() {
    chart("totals", &trade_dossiers::totals().file, |_| {});
    chart("totals-column", &trade_dossiers::totals().file, |request| request.set_size(SizePreset::Column));
    let months = trade_dossiers::months().file;
    chart("months", &months, |_| {});
    chart("months-by-year", &months, |request| request.chart.frequency = Some(Frequency::Year));
    chart("crowd", &trade_dossiers::crowd().file, |_| {});
    chart("currencies", &trade_dossiers::currencies().file, |_| {});
    chart("single", &trade_dossiers::single().file, |_| {});
}

#[test]
fn every_kind_of_chart() {
    let file = trade_dossiers::both_reporters().file;
    let of = |flows| ChartChoice { flows: Some(flows), ..ChartChoice::default() };
    chart("balance", &file, |request| request.chart = of(Flows::Balance));
    chart("up-and-down", &file, |request| request.chart = of(Flows::UpAndDown));
    chart("compared", &file, |request| request.chart = of(Flows::CompareReporters));
    chart("calculated-totals", &file, |request| request.chart = of(Flows::Totals));
    chart("index", &file, |request| request.chart.measure = Measure::Index(None));
    chart("change", &file, |request| request.chart.measure = Measure::Change);
}
