//! The words around the chart, kept for as long as what they are about is in view.
//!
//! While the view moves, the notes and sources under the chart follow at a pace of their own: what is wrapped to a new
//! height would shake the chart.

use std::sync::Arc;

use egui::{Id, Ui};

use super::place::{Gap, Placement};
use super::scale::Scale;
use super::{TradeInput, notes, sources, texts};
use crate::analysis::{Audit, ChartPlan};
use crate::app::{FrameParts, RivalPolicy, SourceLine, ValueAxis};
use crate::charts::frame::{Aside, Foot, FrameTexts};
use crate::charts::pace::Pace;
use crate::dossier::{Day, Dossier};

/// The height of a figure for each line of its notes, in points: 750 points have five.
const HEIGHT_OF_A_NOTE: f32 = 150.0;

/// The words of a frame before, with all that they depend on.
#[derive(Clone)]
struct Kept {
    of: Of,
    about: About,
    head: Head,
    pace: Pace,
    fixed: Arc<Fixed>,
    texts: Arc<FrameTexts>,
}

/// What holds wherever the view stands.
struct Fixed {
    title: String,
    basis: [String; 2],
    asides: Vec<Aside>,
}

/// Of what the words are, wherever the view stands.
#[derive(Clone)]
struct Of {
    /// All are held, so that they are known to be the same.
    dossier: Arc<Dossier>,
    audit: Arc<Audit>,
    plan: Arc<ChartPlan>,
    rivals: RivalPolicy,
    axis: ValueAxis,
    frame: FrameParts,
    foot: Foot,
}

/// What in view the notes and sources are about.
#[derive(Clone, PartialEq)]
struct About {
    /// The first and the last year in view.
    years: (i64, i64),
    shown: Vec<(usize, Day)>,
    gaps: Vec<Gap>,
    are_columns: bool,
    /// The range of values that was asked for, beyond which some may lie.
    value_range: Option<(f64, f64)>,
}

/// What the subtitle depends on, which never waits: the magnitude of the values, and whether the axis starts at zero.
type Head = (i32, bool);

impl Of {
    fn new(input: &TradeInput<'_>, foot: Foot) -> Self {
        Self {
            dossier: Arc::clone(input.dossier),
            audit: Arc::clone(input.audit),
            plan: Arc::clone(input.plan),
            rivals: input.rivals,
            axis: input.value_axis,
            frame: input.frame,
            foot,
        }
    }

    fn is(&self, other: &Self) -> bool {
        let plain = |of: &Self| (of.rivals, of.axis, of.frame, of.foot);
        Arc::ptr_eq(&self.dossier, &other.dossier)
            && Arc::ptr_eq(&self.audit, &other.audit)
            && Arc::ptr_eq(&self.plan, &other.plan)
            && plain(self) == plain(other)
    }
}

impl Fixed {
    fn new(input: &TradeInput<'_>) -> Self {
        Self { title: texts::title(input), basis: texts::basis(input), asides: texts::asides(input) }
    }
}

impl About {
    fn new(input: &TradeInput<'_>, placement: &Placement<'_>) -> Self {
        let key = |place: usize| placement.placed.get(place).map(|placed| (placed.of, placed.point.first));
        let shown: Vec<_> = if placement.are_lines {
            // Of points that follow each other the ends tell which they are.
            placement.runs.iter().flat_map(|run| [key(run.start), key(run.end - 1)]).flatten().collect()
        } else {
            (0..placement.placed.len()).filter_map(key).collect()
        };
        Self {
            years: (input.span.first_day().year(), input.span.last_day().year()),
            shown,
            gaps: placement.gaps.clone(),
            are_columns: !placement.columns.is_empty(),
            value_range: input.value_range,
        }
    }
}

/// The words around what is placed: those of the frame before where they still hold, or may wait.
pub(super) fn words(ui: &Ui, input: &TradeInput<'_>, placement: &Placement<'_>, scale: &Scale) -> Arc<FrameTexts> {
    let id = Id::unique("words around the chart");
    let foot = if input.is_interactive {
        Foot::Folded { is_open: input.are_notes_open }
    } else {
        Foot::Rows { most: ((ui.available_height() / HEIGHT_OF_A_NOTE) as usize).max(1) }
    };
    let (of, about) = (Of::new(input, foot), About::new(input, placement));
    let head = (scale.magnitude, scale.starts_at_zero());
    let kept = ui.data_mut(|data| data.remove_temp::<Option<Kept>>(id)).flatten();
    let width = ui.available_width();
    let kept = match kept.filter(|kept| kept.of.is(&of)) {
        Some(kept) if kept.about == about => Kept { texts: with_head(&kept, head, input, scale), head, ..kept },
        Some(kept) if input.is_interactive && kept.pace.may_wait(ui, input.span) => {
            let pace = kept.pace.wait(ui, input.span);
            Kept { pace, texts: with_head(&kept, head, input, scale), head, ..kept }
        }
        before => {
            let fixed = before.map_or_else(|| Arc::new(Fixed::new(input)), |kept| kept.fixed);
            let texts = said(input, placement, scale, &fixed, (foot, width)).into();
            Kept { of, about, head, pace: Pace::new(ui, input.span), fixed, texts }
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
    FrameTexts { subtitle: texts::subtitle(input, scale, &kept.fixed.basis), ..(*kept.texts).clone() }.into()
}

fn said(
    input: &TradeInput<'_>,
    placement: &Placement<'_>,
    scale: &Scale,
    fixed: &Fixed,
    (foot, width): (Foot, f32),
) -> FrameTexts {
    let notes = notes::notes(input, placement, scale);
    let letters = match foot {
        Foot::Rows { .. } => sources::letters_for(width),
        Foot::Whole | Foot::Folded { .. } => usize::MAX,
    };
    let style = if input.frame.sources == SourceLine::None { SourceLine::Markers } else { input.frame.sources };
    let cited = sources::cited(input);
    FrameTexts {
        title: fixed.title.clone(),
        subtitle: texts::subtitle(input, scale, &fixed.basis),
        asides: fixed.asides.clone(),
        note_years: notes.iter().map(|note| note.years.clone()).collect(),
        notes: notes.into_iter().map(|note| note.text).collect(),
        source_count: cited.count(),
        sources: sources::sources(input, cited, style, letters),
        foot,
        head_inset: input.tools_width,
    }
}
