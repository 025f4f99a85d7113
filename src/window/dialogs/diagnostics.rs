//! What is wrong with a file that could not be opened, or odd about the one that is open.

use std::fmt::Write as _;

use egui::{Context, Frame, Label, Margin, RichText, Ui};

use super::super::parts::{counted, hairline, small, soft};
use super::{Sheet, button};
use crate::app::{Action, AppState};
use crate::charts::Theme;
use crate::charts::theme::{GAP, size, strong, text};
use crate::load::{Diagnostic, Severity};

/// So many are shown; all of them can be copied.
const SHOWN: usize = 200;

/// The diagnostics with their places, hints and excerpts.
pub(super) fn diagnostics_ui(ctx: &Context, state: &AppState, actions: &mut Vec<Action>) {
    let report = Report::of(state);
    let sheet = Sheet::new(ctx, "Validation report", 620.0);
    let content = |ui: &mut Ui, _: &mut Vec<Action>| content_ui(ui, &report);
    sheet.show(ctx, actions, content, |ui, actions| {
        sheet.close_button(ui, actions);
        if !report.diagnostics.is_empty() && ui.add(button("Copy all")).clicked() {
            let what = counted(report.diagnostics.len(), "line", "lines");
            actions.push(Action::Copy { what, text: report.plain() });
        }
    });
}

/// What is reported on which file.
struct Report<'a> {
    file: String,
    standing: Standing,
    diagnostics: &'a [Diagnostic],
}

/// How the file stands to what is on the screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It is what is on the screen.
    Open,
    /// It could not be opened.
    Refused,
    /// It was open, and has been saved with errors since.
    Broken,
}

impl<'a> Report<'a> {
    /// A file that could not be opened comes before the open one.
    fn of(state: &'a AppState) -> Self {
        match &state.session.refused {
            Some((path, diagnostics)) => {
                let standing = if state.session.is_file_broken { Standing::Broken } else { Standing::Refused };
                Self { file: path.display().to_string(), standing, diagnostics }
            }
            None => Self { file: state.file.name(), standing: Standing::Open, diagnostics: &state.file.warnings },
        }
    }

    fn summary(&self) -> String {
        let count = self.diagnostics.len();
        let wrong = || counted(count, "thing is wrong", "things are wrong");
        match (self.standing, count) {
            (Standing::Refused, _) => format!("was not opened: {} in it.", wrong()),
            (Standing::Broken, _) => {
                format!("was saved with errors: {} in it. The last sound version is open.", wrong())
            }
            (Standing::Open, 0) => "is sound: nothing odd was found in it.".to_owned(),
            (Standing::Open, _) => format!("is open, with {}.", counted(count, "warning", "warnings")),
        }
    }

    /// One line for each, as the command line prints them.
    fn plain(&self) -> String {
        let mut lines = String::new();
        for diagnostic in self.diagnostics {
            let _ = writeln!(lines, "{}:{diagnostic}", self.file);
        }
        lines
    }
}

fn content_ui(ui: &mut Ui, report: &Report<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(RichText::new(&report.file).font(strong(size::BODY)));
        ui.label(RichText::new(report.summary()).font(text(size::BODY)));
    });
    for diagnostic in report.diagnostics.iter().take(SHOWN) {
        ui.add_space(GAP * 0.5);
        hairline(ui);
        diagnostic_ui(ui, diagnostic);
    }
    if let Some(more) = report.diagnostics.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        ui.add_space(GAP);
        soft(ui, format!("… and {more} more, which “Copy all” has too."));
    }
}

fn diagnostic_ui(ui: &mut Ui, diagnostic: &Diagnostic) {
    let theme = Theme::of(ui);
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let place = format!("{}:{}", diagnostic.place.line, diagnostic.place.column);
        ui.label(RichText::new(place).monospace().color(theme.ink_soft)).on_hover_text("Line and column");
        let ink = if diagnostic.severity == Severity::Error { theme.doubt_ink } else { theme.ink_soft };
        ui.label(RichText::new(diagnostic.severity.word()).font(strong(size::SMALL)).color(ink));
        if !diagnostic.path.is_empty() {
            ui.add(Label::new(RichText::new(&diagnostic.path).monospace().color(theme.ink_soft)).wrap());
        }
    });
    small(ui, sentence(&diagnostic.message));
    if !diagnostic.hint.is_empty() {
        soft(ui, sentence(&diagnostic.hint));
    }
    if !diagnostic.excerpt.is_empty() {
        Frame::NONE.fill(theme.hovered).corner_radius(3).inner_margin(Margin::symmetric(8, 4)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(RichText::new(&diagnostic.excerpt).monospace()).wrap());
        });
    }
}

/// A message as a sentence of its own.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if message.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn messages_become_sentences() {
        assert_eq!(sentence("the file is empty"), "The file is empty.");
        assert_eq!(sentence("was it cut off?"), "Was it cut off?");
    }
}
