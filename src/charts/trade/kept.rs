//! The words around the chart, kept for as long as what they are about is in view.
//!
//! While the view moves, the notes and sources under the chart follow at a pace of their own: what is wrapped to a new
//! height would shake the chart.

use std::sync::Arc;

use egui::{Id, Ui};
use smol_str::SmolStr;

use super::bars::{Bars, Gap};
use super::scale::Scale;
use super::{TradeInput, notes, sources, texts};
use crate::analysis::{Audit, DerivationIx};
use crate::app::{FrameParts, RivalPolicy, ValueAxis};
use crate::charts::frame::FrameTexts;
use crate::charts::pace::Pace;
use crate::dossier::{Dossier, FigureIx};

/// The words of a frame before, with all that they depend on.
#[derive(Clone)]
struct Kept {
    of: Of,
    about: About,
    head: Head,
    pace: Pace,
    texts: Arc<FrameTexts>,
}

/// Of what the words are, wherever the view stands.
#[derive(Clone)]
struct Of {
    /// Both are held, so that they are known to be the same.
    dossier: Arc<Dossier>,
    audit: Arc<Audit>,
    seen_by: Option<SmolStr>,
    rivals: RivalPolicy,
    axis: ValueAxis,
    frame: FrameParts,
    is_interactive: bool,
}

/// What in view the notes and sources are about.
#[derive(Clone, PartialEq)]
struct About {
    /// The first and the last year in view.
    years: (i64, i64),
    shown: Vec<(i64, FigureIx, Option<DerivationIx>)>,
    gaps: Vec<Gap>,
    are_columns: bool,
    /// The range of values that was asked for, beyond which some may lie.
    value_range: Option<(f64, f64)>,
}

/// What the subtitle depends on, which never waits: the magnitude of the values, and whether the axis starts at zero.
type Head = (i32, bool);

impl Of {
    fn new(input: &TradeInput<'_>) -> Self {
        Self {
            dossier: Arc::clone(input.dossier),
            audit: Arc::clone(input.audit),
            seen_by: input.series.seen_by.clone(),
            rivals: input.rivals,
            axis: input.value_axis,
            frame: input.frame,
            is_interactive: input.is_interactive,
        }
    }

    fn is(&self, other: &Self) -> bool {
        let plain = |of: &Self| (of.rivals, of.axis, of.frame, of.is_interactive);
        Arc::ptr_eq(&self.dossier, &other.dossier)
            && Arc::ptr_eq(&self.audit, &other.audit)
            && self.seen_by == other.seen_by
            && plain(self) == plain(other)
    }
}

impl About {
    fn new(input: &TradeInput<'_>, bars: &Bars<'_>) -> Self {
        let shown = bars.placed.iter().map(|placed| (placed.year, placed.shown.figure, placed.shown.derivation));
        Self {
            years: (input.span.first_day().year(), input.span.last_day().year()),
            shown: shown.collect(),
            gaps: bars.gaps.clone(),
            are_columns: !bars.columns.is_empty(),
            value_range: input.value_range,
        }
    }
}

/// The words around these bars: those of the frame before where they still hold, or may wait.
pub(super) fn words(ui: &Ui, input: &TradeInput<'_>, bars: &Bars<'_>, scale: &Scale) -> Arc<FrameTexts> {
    let id = Id::unique("words around the chart");
    let (of, about, head) = (Of::new(input), About::new(input, bars), (scale.magnitude, scale.starts_at_zero()));
    let kept = ui.data_mut(|data| data.remove_temp::<Option<Kept>>(id)).flatten();
    let kept = match kept.filter(|kept| kept.of.is(&of)) {
        Some(kept) if kept.about == about => Kept { texts: with_head(&kept, head, input, scale), head, ..kept },
        Some(kept) if input.is_interactive && kept.pace.may_wait(ui, input.span) => {
            let pace = kept.pace.wait(ui, input.span);
            Kept { pace, texts: with_head(&kept, head, input, scale), head, ..kept }
        }
        Some(_) | None => {
            let texts = said(input, bars, scale).into();
            Kept { of, about, head, pace: Pace::new(ui, input.span), texts }
        }
    };
    let texts = Arc::clone(&kept.texts);
    ui.data_mut(|data| data.insert_temp(id, Some(kept)));
    texts
}

/// The words that are kept, with the subtitle of now.
fn with_head(kept: &Kept, head: Head, input: &TradeInput<'_>, scale: &Scale) -> Arc<FrameTexts> {
    if kept.head == head {
        return Arc::clone(&kept.texts);
    }
    FrameTexts { subtitle: texts::subtitle(input, scale), ..(*kept.texts).clone() }.into()
}

fn said(input: &TradeInput<'_>, bars: &Bars<'_>, scale: &Scale) -> FrameTexts {
    FrameTexts {
        title: texts::title(input.dossier),
        subtitle: texts::subtitle(input, scale),
        asides: texts::unplaced(input),
        notes: notes::notes(input, bars, scale),
        sources: sources::sources(input, input.frame.sources),
    }
}
