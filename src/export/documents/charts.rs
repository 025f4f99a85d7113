//! The charts of a page, light and dark, with the letters of all of them in one style.

use std::path::PathBuf;

use super::super::chart::{ExportError, description, title};
use super::super::offscreen::Drawing;
use super::super::order::{drawing, trade_plan};
use super::super::svg::{SvgOptions, svgs};
use crate::app::{ChartKind, ChartTheme, ExportRequest, FileFormat, FrameParts, OpenFile};

/// A chart of a page.
pub(super) struct PageChart {
    /// Which of them, for the address of its place.
    pub(super) name: &'static str,
    pub(super) title: String,
    pub(super) light: String,
    pub(super) dark: String,
}

/// The charts that a dossier has something to show in, and the style that their letters need.
pub(super) fn charts(file: &OpenFile) -> Result<(Vec<PageChart>, String), ExportError> {
    let has_trade = !trade_plan(file, &order(ChartKind::Trade, ChartTheme::Light)).is_empty();
    let timeline = (!file.dossier.facts().is_empty()).then_some(ChartKind::Timeline);
    let kinds: Vec<ChartKind> = timeline.into_iter().chain(has_trade.then_some(ChartKind::Trade)).collect();
    let orders = kinds.iter().flat_map(|kind| [ChartTheme::Light, ChartTheme::Dark].map(|theme| order(*kind, theme)));
    let pictures: Vec<(Drawing, SvgOptions)> =
        orders.map(|order| picture(file, &order)).collect::<Result<_, ExportError>>()?;
    let (drawn, style) = svgs(&pictures).map_err(ExportError::Drawing)?;
    let charts = kinds.into_iter().zip(drawn.chunks(2)).filter_map(|(kind, drawn)| {
        let [light, dark] = drawn else { return None };
        let title = match kind {
            ChartKind::Timeline => "Timeline".to_owned(),
            ChartKind::Trade => title(file, &order(kind, ChartTheme::Light)),
        };
        Some(PageChart { name: kind.name(), title, light: light.clone(), dark: dark.clone() })
    });
    Ok((charts.collect(), style))
}

/// The order for a chart that stands on the page, under a heading that says its title.
fn order(kind: ChartKind, theme: ChartTheme) -> ExportRequest {
    let frame = FrameParts { title: false, ground: false, ..FrameParts::default() };
    ExportRequest { theme, frame, ..ExportRequest::new(kind, FileFormat::Svg, PathBuf::new()) }
}

fn picture(file: &OpenFile, order: &ExportRequest) -> Result<(Drawing, SvgOptions), ExportError> {
    let drawing = drawing(file, order).map_err(ExportError::Drawing)?;
    let shade = if order.theme == ChartTheme::Dark { "dark" } else { "light" };
    let options = SvgOptions {
        title: title(file, order),
        description: description(file, order),
        id_prefix: format!("{}-{shade}-", order.figure.name()),
        ..SvgOptions::default()
    };
    Ok((drawing, options))
}
