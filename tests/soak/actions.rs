//! Something that can be done in a window, by lot.

use attache::analysis::ChartChoice;
use attache::app::{
    Action, AppState, ChartKind, Dialog, EditAction, FactPart, FileAction, FilterAction, FormOf, JsonText,
    LayoutAction, MainView, Panel, RecordForm, Replacement, RivalPolicy, SelectAction, SelectedAs, SeveralEdit, Side,
    Span, SpanAction, ThemesForm, TimeAxisTarget, ValueAxis,
};
use attache::dossier::{FactId, Review, ReviewChange};
use attache::edit::{Json, Target};

use crate::dice::Dice;

/// What somebody may type.
const TEXTS: [&str; 14] = [
    "",
    " ",
    "trade",
    "1965~",
    "2013-10-20/2013-11-03",
    "../1972",
    "[1961,1964]",
    "XXXX",
    "year:-43",
    "theme:x flag:y \"open",
    "김일성 “q” \\ \" {",
    "a\nb\u{0}c\u{1b}[31m",
    "@article{k, title={T}, year=1999}",
    "{\"x\": 1.50}",
];

/// Something that can be done.
pub(crate) fn action(state: &AppState, dice: &Dice) -> Action {
    match dice.below(8) {
        0 | 1 => view_action(state, dice),
        2 => select_action(state, dice),
        3 => layout_action(state, dice),
        4 => [Action::Undo, Action::Redo, Action::StepTo(dice.below(state.session.undo.rows().len() + 1))]
            [dice.below(3)]
        .clone(),
        5 => file_action(state, dice),
        _ => edit_action(state, dice).unwrap_or(Action::DismissNotice),
    }
}

fn number(dice: &Dice) -> f64 {
    const ODD: [f64; 6] = [0.0, -1.0, 1e300, f64::NAN, f64::INFINITY, 0.5];
    let thousandth = u32::try_from(dice.below(20_000)).expect("small");
    if dice.below(6) == 0 { dice.of(&ODD) } else { f64::from(thousandth) / 1_000.0 - 10.0 }
}

fn text(dice: &Dice) -> String {
    dice.of(&TEXTS).to_owned()
}

/// A fact, or what is none.
fn fact(state: &AppState, dice: &Dice) -> FactId {
    let facts = state.dossier().facts();
    facts.get(dice.below(facts.len() + 1)).map_or_else(|| FactId("none".into()), |fact| fact.id.clone())
}

/// The identifier of a theme, or of none.
fn theme(state: &AppState, dice: &Dice) -> String {
    let themes = state.dossier().themes();
    themes.get(dice.below(themes.len() + 1)).map_or_else(|| "none".to_owned(), |theme| theme.id.clone())
}

/// The identifier of a source, or of none.
fn source(state: &AppState, dice: &Dice) -> String {
    let sources = state.dossier().sources();
    sources.get(dice.below(sources.len() + 1)).map_or_else(|| "none".to_owned(), |source| source.id().to_owned())
}

/// The key of a finding, or of none.
fn finding(state: &AppState, dice: &Dice) -> String {
    let findings = state.file.audit.findings();
    let finding = findings.get(dice.below(findings.len() + 1));
    finding.map_or_else(|| "none".to_owned(), |finding| finding.key(state.dossier()))
}

fn view_action(state: &AppState, dice: &Dice) -> Action {
    let which = dice.of(&[TimeAxisTarget::Timeline, TimeAxisTarget::Chart]);
    match dice.below(17) {
        0 => Action::Span(which, SpanAction::Zoom { factor: number(dice), at_days: None }),
        1 => Action::Span(which, SpanAction::Zoom { factor: 1.5, at_days: Some(number(dice) * 1e3) }),
        2 => Action::Span(which, SpanAction::Pan(number(dice))),
        3 => Action::Span(which, dice.of(&[SpanAction::Fit, SpanAction::Reveal])),
        4 => Action::Span(which, SpanAction::Set(Span::new(number(dice) * 1e4, number(dice) * 1e5))),
        5 => Action::ToggleLock,
        6 => Action::SetValueAxis(dice.of(&[ValueAxis::Linear, ValueAxis::Logarithmic])),
        7 => Action::SetValueRange(dice.of(&[None, Some((0.0, 1e6)), Some((5.0, -5.0)), Some((f64::NAN, 1.0))])),
        8 => Action::SetRivals(dice.of(RivalPolicy::ALL)),
        9 => Action::SetReporter(dice.of(&[None, Some("IDN".to_owned()), Some("nobody".to_owned())])),
        10 => {
            let flows = dice.of(attache::analysis::Flows::ALL);
            let looking_from = dice.of(&[None, Some("PRK".into()), Some("nobody".into())]);
            Action::SetChart(Box::new(ChartChoice { looking_from, flows: Some(flows), ..ChartChoice::default() }))
        }
        11 => Action::SetCursor(Some(number(dice) * 1e4)),
        12 => Action::Filter(FilterAction::ToggleTheme(theme(state, dice))),
        13 => Action::Filter(FilterAction::OnlyTheme(theme(state, dice))),
        14 => Action::Filter(FilterAction::ToggleFlag("dubious".to_owned())),
        15 => Action::Filter(FilterAction::Search(text(dice))),
        _ => Action::Filter(FilterAction::Clear),
    }
}

fn select_action(state: &AppState, dice: &Dice) -> Action {
    use SelectAction as S;
    Action::Select(match dice.below(8) {
        0 | 1 => S::Fact(fact(state, dice)),
        2 => S::Toggle(fact(state, dice)),
        3 => S::ExtendTo(fact(state, dice)),
        4 => S::Several {
            facts: vec![fact(state, dice), fact(state, dice), fact(state, dice)],
            is_added: dice.below(2) == 0,
        },
        5 => dice.of(&[S::Next, S::Previous, S::First, S::Last]),
        6 => dice.of(&[S::Back, S::Forward, S::Clear]),
        _ => dice.of(&[S::ExtendNext, S::ExtendPrevious, S::AllShown, S::OnlyRead, S::OnlyShown]),
    })
}

fn layout_action(state: &AppState, dice: &Dice) -> Action {
    use LayoutAction as L;
    let panel = dice.of(&[Panel::List, Panel::Detail]);
    let dialogs = [
        Dialog::Palette,
        Dialog::Shortcuts,
        Dialog::About,
        Dialog::Diagnostics,
        Dialog::History,
        Dialog::Table(ChartKind::Trade),
        Dialog::TraceDerivation(dice.below(100)),
        Dialog::TraceFigure("none".into()),
        Dialog::Link("https://example.org".to_owned()),
        Dialog::Replace(Box::default()),
    ];
    Action::Layout(match dice.below(12) {
        0 => L::Toggle(panel),
        1 => L::ShowSide(dice.of(&[Side::Facts, Side::Findings])),
        2 => L::SelectSeverity(dice.of(&["note", "none"]).to_owned()),
        3 => L::SetTextScale(dice.of(&[f32::NAN, 0.0, 1.0, 9.0])),
        4 => L::SetStaleAfter(u32::try_from(dice.below(20)).expect("small")),
        5 => L::ShowMain(dice.of(MainView::ALL)),
        6 => L::SetTimelineShare(dice.of(&[None, Some(0.3), Some(7.0), Some(f32::NAN)])),
        7 => L::SetPanelWidth(panel, dice.of(&[f32::NAN, -5.0, 300.0, 1e9])),
        8 => L::OpenSource(dice.of(&[None, Some(source(state, dice))])),
        9 => dice.of(&[L::CloseDialog, L::ToggleNotes, L::ToggleBoxZoom, L::FocusSearch, L::PutHintAway]),
        10 => L::StepPanel { is_back: dice.below(2) == 0 },
        _ => L::Open(dice.of(&dialogs)),
    })
}

fn file_action(state: &AppState, dice: &Dice) -> Action {
    let kind = dice.of(&[ChartKind::Trade, ChartKind::Timeline]);
    match dice.below(8) {
        0 => Action::File(FileAction::PrepareExport(kind)),
        1 => Action::File(FileAction::PrepareDocument),
        2 => Action::File(FileAction::PrepareReview(finding(state, dice))),
        3 => Action::File(FileAction::Quit),
        4 => Action::CopySelected(dice.of(&[SelectedAs::Text, SelectedAs::Json])),
        5 => Action::CopyFact(fact(state, dice), dice.of(&[FactPart::Statement, FactPart::Citations])),
        6 => Action::DismissNotice,
        _ => Action::File(FileAction::Save),
    }
}

/// A change of the dossier, as the forms make it; `None` where there is nothing to change.
fn edit_action(state: &AppState, dice: &Dice) -> Option<Action> {
    let record = || match dice.below(3) {
        0 => Target::Source(source(state, dice).into()),
        1 => Target::Theme(theme(state, dice).into()),
        _ => Target::Fact(fact(state, dice).0),
    };
    Some(Action::Edit(match dice.below(12) {
        0 => EditAction::Open(dice.of(&[FormOf::NewFact, FormOf::NewSource, FormOf::Fact(fact(state, dice))])),
        1 | 2 => EditAction::Apply(Box::new(written(state, dice, FormOf::Fact(fact(state, dice)))?)),
        3 => {
            let of = dice.of(&[FormOf::NewFact, FormOf::CopyOfFact(fact(state, dice))]);
            let mut form = written(state, dice, of)?;
            form.record.set("title", format!("New {}", dice.below(100)));
            form.record.set("statement", "What is so.");
            EditAction::Apply(Box::new(form))
        }
        4 => {
            let mut form = RecordForm::open(state, FormOf::NewSource)?;
            form.record.set("type", "book");
            form.record.set("title", text(dice));
            EditAction::Apply(Box::new(form))
        }
        5 => EditAction::Remove(record()),
        6 => {
            let changes = [
                SeveralEdit::Theme(theme(state, dice).into()),
                SeveralEdit::NewTheme(text(dice)),
                SeveralEdit::flag(),
                SeveralEdit::Remove,
            ];
            EditAction::Several(Box::new(dice.of(&changes)))
        }
        7 => {
            let [find, with] = [text(dice), text(dice)];
            let is_whole_word = dice.below(2) == 0;
            let find = if find.trim().is_empty() { "e".to_owned() } else { find };
            EditAction::Replace(Box::new(Replacement { find, with, is_whole_word, ..Replacement::default() }))
        }
        8 => {
            let mut form = ThemesForm::open(state);
            let places = form.lines.len();
            match dice.below(3) {
                0 => form.move_line(dice.below(places), dice.below(places)),
                1 => form.remove(dice.below(places)),
                _ => form.add(),
            }
            if let Some(line) = form.lines.last_mut() {
                line.label = format!("Theme {}", dice.below(1_000));
            }
            for removed in &mut form.removed {
                removed.heir = form.lines.first().filter(|line| !line.is_new).map(|line| line.id.clone());
            }
            EditAction::ApplyThemes(Box::new(form))
        }
        9 => {
            let mut json = JsonText::open(state, record())?;
            let at = json.text.floor_char_boundary(dice.below(json.text.len()));
            json.text.insert_str(at, dice.of(&[" ", "\n", "7", "\"", "김", ",", "}"]));
            EditAction::ApplyJson(Box::new(json))
        }
        10 => EditAction::PasteNewSource(text(dice)),
        _ => {
            let key = finding(state, dice);
            let found = state.file.audit.find(state.dossier(), &key);
            let fingerprint = found.map_or_else(String::new, |finding| finding.fingerprint(state.dossier()));
            let review = Review { key: key.clone(), fingerprint, note: Some(text(dice)) };
            EditAction::Review(dice.of(&[ReviewChange::Mark(review), ReviewChange::Unmark(key)]))
        }
    }))
}

/// A form of a fact in which something was written.
fn written(state: &AppState, dice: &Dice, of: FormOf) -> Option<RecordForm> {
    let mut form = RecordForm::open(state, of)?;
    match dice.below(6) {
        0 => form.record.set("date", text(dice)),
        1 => form.record.set("theme", theme(state, dice)),
        2 => {
            let citation =
                [("source", Json::from(source(state, dice).as_str())), ("locator", text(dice).as_str().into())];
            form.record.set("citations", Json::List(vec![Json::object(citation)]));
        }
        3 => form.record.set("statement", text(dice)),
        _ => form.record.set("title", format!("{} {}", text(dice), dice.below(1_000))),
    }
    Some(form)
}
