//! Actions go in, state and effects come out; no window takes part.

use std::path::PathBuf;

use attache::app::{
    Action, AppState, ChartKind, ChartPart, Dialog, Effect, ExportRequest, FactPart, FileAction, FileFormat,
    FilterAction, LayoutAction, LoadOrder, MAX_TEXT_SCALE, MIN_TEXT_SCALE, OpenFile, Panel, Pick, SelectAction,
    Settings, Span, SpanAction, ThemeChoice, TimeAxisTarget, ValueAxis, View, apply,
};
use attache::load::load_shipped;

fn shipped() -> AppState {
    AppState::new(load_shipped().expect("sound"), None, View::default(), Settings::default())
}

/// Carries out what has no effect outside.
fn act(state: &mut AppState, action: Action) {
    assert_eq!(apply(state, action), []);
}

fn select(state: &mut AppState, id: &str) {
    act(state, Action::Select(SelectAction::Fact(id.into())));
}

fn selected(state: &AppState) -> Option<&str> {
    state.selected().map(|fact| state.dossier().fact(fact).id.0.as_str())
}

#[test]
fn selecting_walks_through_what_is_shown_by_date() {
    let mut state = shipped();
    let ids: Vec<String> =
        state.session.shown.facts.iter().map(|fact| state.dossier().fact(*fact).id.0.to_string()).collect();
    act(&mut state, Action::Select(SelectAction::Next));
    assert_eq!(selected(&state), Some(ids[0].as_str()));
    act(&mut state, Action::Select(SelectAction::Next));
    assert_eq!(selected(&state), Some(ids[1].as_str()));
    act(&mut state, Action::Select(SelectAction::Previous));
    act(&mut state, Action::Select(SelectAction::Previous));
    assert_eq!(selected(&state), Some(ids[0].as_str()), "the first stays selected");
    act(&mut state, Action::Select(SelectAction::Last));
    assert_eq!(selected(&state), ids.last().map(String::as_str));
    act(&mut state, Action::Select(SelectAction::Next));
    assert_eq!(selected(&state), ids.last().map(String::as_str), "the last stays selected");
    act(&mut state, Action::Select(SelectAction::Clear));
    assert_eq!(selected(&state), None);
    assert_eq!(state.view.selected, None);
}

#[test]
fn back_and_forward_follow_the_selections() {
    let mut state = shipped();
    for id in ["trade-2012", "trade-2014", "poll-2017"] {
        select(&mut state, id);
    }
    act(&mut state, Action::Select(SelectAction::Back));
    assert_eq!(selected(&state), Some("trade-2014"));
    act(&mut state, Action::Select(SelectAction::Forward));
    assert_eq!(selected(&state), Some("poll-2017"));
    assert_eq!(state.view.selected, Some("poll-2017".into()), "the view remembers it");
}

#[test]
fn a_fact_that_is_not_there_is_said_so() {
    let mut state = shipped();
    select(&mut state, "no-such-fact");
    assert_eq!(selected(&state), None);
    let notice = state.session.notice.expect("a notice");
    assert_eq!(notice.text, "There is no fact “no-such-fact” in this dossier.");
}

#[test]
fn what_is_selected_out_of_view_is_brought_into_view() {
    let mut state = shipped();
    act(&mut state, Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(Span::of_years(1960, 1970))));
    select(&mut state, "trade-2019");
    let span = state.timeline_span();
    assert!(span.contains(Span::of_years(2019, 2019).start_days()), "{span:?}");
    assert!((span.width_days() - Span::of_years(1960, 1970).width_days()).abs() < 1e-6, "the zoom stays");
}

#[test]
fn each_view_has_its_span_until_they_are_locked() {
    let mut state = shipped();
    let (sixties, tens) = (Span::of_years(1960, 1969), Span::of_years(2010, 2019));
    act(&mut state, Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(sixties)));
    act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Set(tens)));
    assert_eq!((state.timeline_span(), state.chart_span()), (sixties, tens));
    act(&mut state, Action::ToggleLock);
    assert_eq!((state.timeline_span(), state.chart_span()), (sixties, sixties));
    act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Set(tens)));
    assert_eq!((state.timeline_span(), state.chart_span()), (tens, tens), "locked, either moves both");
    act(&mut state, Action::ToggleLock);
    act(&mut state, Action::Span(TimeAxisTarget::Timeline, SpanAction::Fit));
    assert_eq!(state.chart_span(), tens, "parted, the chart stays where it was");
}

#[test]
fn zooming_and_panning_keep_what_they_should() {
    let mut state = shipped();
    let span = Span::of_years(2012, 2019);
    act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Set(span)));
    let at = Span::of_years(2015, 2015).start_days();
    act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Zoom { factor: 2.0, at_days: Some(at) }));
    let zoomed = state.chart_span();
    assert!((zoomed.width_days() * 2.0 - span.width_days()).abs() < 1e-6);
    let share = |span: Span| (at - span.start_days()) / span.width_days();
    assert!((share(zoomed) - share(span)).abs() < 1e-9);
    act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Pan(0.5)));
    assert!((state.chart_span().width_days() - zoomed.width_days()).abs() < 1e-6);
    act(&mut state, Action::SetValueRange(Some((0.0, 1e6))));
    act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Fit));
    assert_eq!((state.view.chart, state.view.value_range), (None, None), "fitting takes back both");
}

#[test]
fn nonsense_does_no_harm() {
    let mut state = shipped();
    let before = state.chart_span();
    for factor in [f64::NAN, f64::INFINITY, 0.0, -1.0] {
        act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Zoom { factor, at_days: None }));
        assert!(state.chart_span().width_days() >= 0.99);
        act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Fit));
    }
    act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Pan(f64::NAN)));
    assert!(state.chart_span().is_close_to(before));
    act(&mut state, Action::SetValueRange(Some((2.0, 1.0))));
    assert_eq!(state.view.value_range, None);
    act(&mut state, Action::SetCursor(Some(f64::NAN)));
    assert_eq!(state.session.cursor_days, None);
    act(&mut state, Action::Layout(LayoutAction::SetTextScale(f32::NAN)));
    assert!((state.settings.text_scale - 1.0).abs() < f32::EPSILON);
    act(&mut state, Action::Layout(LayoutAction::SetTextScale(99.0)));
    assert!((state.settings.text_scale - MAX_TEXT_SCALE).abs() < f32::EPSILON);
    act(&mut state, Action::Layout(LayoutAction::SetTextScale(0.0)));
    assert!((state.settings.text_scale - MIN_TEXT_SCALE).abs() < f32::EPSILON);
}

#[test]
fn filters_and_search_hide_and_show_again() {
    let mut state = shipped();
    let all = state.session.shown.facts.len();
    assert_eq!(all, state.dossier().facts().len());
    act(&mut state, Action::Filter(FilterAction::ToggleTheme("trade".to_owned())));
    let without_trade = state.session.shown.facts.len();
    assert!(without_trade < all && state.is_filtered());
    act(&mut state, Action::Filter(FilterAction::OnlyTheme("trade".to_owned())));
    assert_eq!(state.session.shown.facts.len() + without_trade, all);
    act(&mut state, Action::Filter(FilterAction::OnlyTheme("trade".to_owned())));
    assert_eq!(state.session.shown.facts.len(), all, "alone already: all of them again");
    act(&mut state, Action::Filter(FilterAction::Search("[16]".to_owned())));
    let found: Vec<&str> =
        state.session.shown.facts.iter().map(|fact| state.dossier().fact(*fact).id.0.as_str()).collect();
    assert!(found.contains(&"trade-2014") && found.len() < 6, "{found:?}");
    act(&mut state, Action::Filter(FilterAction::Search("PALM oil".to_owned())));
    assert!(!state.session.shown.facts.is_empty(), "upper and lower case are the same");
    act(&mut state, Action::Filter(FilterAction::ToggleFlag("dubious".to_owned())));
    assert!(state.session.shown.facts.is_empty());
    act(&mut state, Action::Filter(FilterAction::Clear));
    assert_eq!(state.session.shown.facts.len(), all);
}

#[test]
fn exporting_asks_for_what_is_on_the_screen() {
    let mut state = shipped();
    let span = Span::of_years(2014, 2016);
    act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Set(span)));
    act(&mut state, Action::SetValueAxis(ValueAxis::Logarithmic));
    act(&mut state, Action::File(FileAction::PrepareExport(ChartKind::Trade)));
    let Some(Dialog::Export(request)) = state.session.dialog.clone() else { panic!("no dialog") };
    assert_eq!((request.span, request.value_axis), (Some(span), ValueAxis::Logarithmic));
    assert_eq!(request.path, PathBuf::from("indonesia-north-korea-chart.png"));
    assert!(!request.may_replace, "nothing is replaced unasked");
    let effects = apply(&mut state, Action::File(FileAction::Export(request.clone())));
    assert_eq!(effects, [Effect::Export(*request.clone())]);
    let effects = apply(&mut state, Action::File(FileAction::AskWhereToExport(request.clone())));
    assert_eq!(effects, [Effect::Pick(Pick::Figure(*request))]);
}

#[test]
fn only_web_links_open() {
    let mut state = shipped();
    let ask = |state: &mut AppState, url: &str| apply(state, Action::AskToOpenLink(url.to_owned()));
    assert_eq!(ask(&mut state, "https://example.org/"), []);
    assert_eq!(state.session.dialog.take(), Some(Dialog::Link("https://example.org/".to_owned())), "it is shown first");
    assert_eq!(ask(&mut state, "file:///etc/passwd"), []);
    assert_eq!(state.session.dialog, None, "what may not be opened is not even offered");
    let open = |state: &mut AppState, url: &str| apply(state, Action::OpenLink(url.to_owned()));
    assert_eq!(open(&mut state, "https://example.org/"), [Effect::OpenLink("https://example.org/".to_owned())]);
    for url in ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/"] {
        assert_eq!(open(&mut state, url), []);
        assert!(state.session.notice.take().is_some_and(|notice| notice.text.contains(url)));
    }
}

#[test]
fn files_and_the_clipboard_are_left_to_the_shell() {
    let mut state = shipped();
    let effects = |state: &mut AppState, action| apply(state, Action::File(action));
    assert_eq!(effects(&mut state, FileAction::AskToOpen), [Effect::Pick(Pick::Dossier)]);
    assert_eq!(
        effects(&mut state, FileAction::Open("a.json".into())),
        [Effect::Load(LoadOrder { number: 1, path: Some("a.json".into()) })]
    );
    assert_eq!(effects(&mut state, FileAction::OpenShipped), [Effect::Load(LoadOrder { number: 2, path: None })]);
    assert_eq!(effects(&mut state, FileAction::Quit), [Effect::Quit]);
    let copy = Action::Copy { what: "the citation".to_owned(), text: "[15]".to_owned() };
    assert_eq!(apply(&mut state, copy), [Effect::Copy("[15]".to_owned())]);
    assert_eq!(state.session.notice.expect("a notice").text, "Copied the citation.");
}

#[test]
fn another_dossier_starts_with_a_view_of_its_own() {
    let mut state = shipped();
    act(&mut state, Action::Span(TimeAxisTarget::Timeline, SpanAction::Set(Span::of_years(1960, 1961))));
    act(&mut state, Action::Filter(FilterAction::Search("palm".to_owned())));
    act(&mut state, Action::Layout(LayoutAction::Toggle(Panel::List)));
    act(&mut state, Action::Layout(LayoutAction::SetTheme(ThemeChoice::Dark)));
    let path = Some("/x/y.dossier.json".into());
    state.replace_file(OpenFile::new(load_shipped().expect("sound"), path, state.audit_options()));
    assert_eq!((state.view.timeline, state.session.query.as_str()), (None, ""));
    assert!(!state.view.is_list_open, "the layout stays");
    assert_eq!(state.settings.theme, ThemeChoice::Dark);
    assert_eq!(state.file.name(), "y.dossier.json");
}

#[test]
fn a_view_survives_as_text_and_forgets_what_is_gone() {
    let mut state = shipped();
    select(&mut state, "trade-2014");
    act(&mut state, Action::Filter(FilterAction::ToggleTheme("aid".to_owned())));
    act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Set(Span::of_years(2014, 2015))));
    let text = serde_json::to_string(&state.view).expect("text");
    let mut view: View = serde_json::from_str(&text).expect("the same view");
    assert_eq!(view, state.view);
    view.hidden_themes.insert("a theme of another dossier".to_owned());
    view.selected = Some("a fact of another dossier".into());
    let again = AppState::new(load_shipped().expect("sound"), None, view, Settings::default());
    assert_eq!(again.selected(), None);
    assert_eq!(again.view.hidden_themes.len(), 1);
}

#[test]
fn actions_are_data() {
    let request = ExportRequest::new(ChartKind::Timeline, FileFormat::Svg, "t.svg".into());
    for action in [
        Action::Select(SelectAction::Fact("trade-2014".into())),
        Action::Span(TimeAxisTarget::Chart, SpanAction::Zoom { factor: 2.0, at_days: None }),
        Action::File(FileAction::Export(Box::new(request))),
        Action::Layout(LayoutAction::Open(Dialog::Shortcuts)),
    ] {
        let text = serde_json::to_string(&action).expect("text");
        assert_eq!(serde_json::from_str::<Action>(&text).expect("the same"), action);
    }
}

#[test]
fn a_figure_is_copied_as_it_is_on_the_screen() {
    let mut state = shipped();
    let span = Span::of_years(2014, 2015);
    act(&mut state, Action::Span(TimeAxisTarget::Chart, SpanAction::Set(span)));
    let copied = |state: &mut AppState, part| {
        let effects = apply(state, Action::CopyChart(ChartKind::Trade, part));
        let [Effect::CopyChart(request, copied)] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!((*copied, request.span), (part, Some(span)));
        request.clone()
    };
    let picture = copied(&mut state, ChartPart::Picture);
    let pixels = attache::export::picture(&state.file, &picture, picture.pixels_per_point()).expect("drawn");
    assert_eq!((pixels.width, pixels.height), (2400, 1500), "twice as fine as the screen");
    let data = copied(&mut state, ChartPart::Data);
    let table = attache::export::render_chart(&state.file, &data).expect("written");
    assert!(table.starts_with(b"year,role,value,"));
    let request = copied(&mut state, ChartPart::Citations);
    let citations = attache::export::citations(&state.file, &request);
    let markers: Vec<&str> = citations.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(markers[..3], ["[16]", "[17]", "[18]"], "of what is in view, and of what has no place: {citations}");
    let request = copied(&mut state, ChartPart::AltText);
    let words = attache::export::description(&state.file, &request);
    assert!(words.contains("2014: US$\u{a0}2.8\u{a0}million") && !words.contains("2019: "), "{words}");
}

/// A pan at a moment.
fn pan(state: &mut AppState, at_secs: f64) {
    state.session.now_secs = at_secs;
    act(state, Action::Span(TimeAxisTarget::Timeline, SpanAction::Pan(0.1)));
}

#[test]
fn what_changes_the_view_can_be_undone_and_done_again() {
    let mut state = shipped();
    let first = state.view.clone();
    act(&mut state, Action::SetValueAxis(ValueAxis::Logarithmic));
    act(&mut state, Action::Filter(FilterAction::ToggleTheme("trade".to_owned())));
    act(&mut state, Action::Layout(LayoutAction::Toggle(Panel::List)));
    let last = state.view.clone();
    let shown = state.session.shown.facts.len();
    for _ in 0..3 {
        act(&mut state, Action::Undo);
    }
    assert_eq!(state.view, first);
    assert_eq!(state.session.shown.facts.len(), state.dossier().facts().len());
    assert!(!state.session.undo.can_undo());
    act(&mut state, Action::Undo);
    for _ in 0..3 {
        act(&mut state, Action::Redo);
    }
    assert_eq!((state.view.clone(), state.session.shown.facts.len()), (last, shown));
    assert!(!state.session.undo.can_redo());
    // What is selected has a way back of its own, and stays.
    select(&mut state, "trade-2014");
    act(&mut state, Action::Undo);
    assert_eq!(selected(&state), Some("trade-2014"));
    // A new change takes the place of what was taken back.
    act(&mut state, Action::ToggleLock);
    assert!(!state.session.undo.can_redo());
}

#[test]
fn one_drag_is_one_step_and_two_are_two() {
    let mut state = shipped();
    for frame in 0..30_u32 {
        pan(&mut state, 1.0 + f64::from(frame) / 60.0);
    }
    let after_first = state.view.clone();
    for frame in 0..30_u32 {
        pan(&mut state, 5.0 + f64::from(frame) / 60.0);
    }
    act(&mut state, Action::Undo);
    assert_eq!(state.view, after_first);
    act(&mut state, Action::Undo);
    assert_eq!(state.view.timeline, None);
    assert!(!state.session.undo.can_undo());
    // What does not change the view is no step.
    act(&mut state, Action::SetCursor(Some(3.0)));
    act(&mut state, Action::Span(TimeAxisTarget::Timeline, SpanAction::Fit));
    assert!(!state.session.undo.can_undo());
}

#[test]
fn a_copied_statement_has_its_doubts_and_sources_with_it() {
    let mut state = shipped();
    let dossier = state.file.dossier.clone();
    for fact in dossier.facts() {
        let effects = apply(&mut state, Action::CopyFact(fact.id.clone(), FactPart::Statement));
        let [Effect::Copy(text)] = effects.as_slice() else { panic!("{effects:?}") };
        assert!(text.starts_with(&*fact.statement));
        assert!(fact.flags.iter().all(|flag| text.contains(flag.kind.label())), "{text}");
        assert_eq!(text.contains("No source is cited"), fact.is_uncited(), "{text}");
    }
}

#[test]
fn a_note_that_was_put_away_is_there_when_its_finding_is_looked_at_again() {
    let mut state = shipped();
    let key = |state: &AppState, place: usize| state.file.audit.findings()[place].key(state.dossier());
    let (finding, other) = (key(&state, 0), key(&state, 1));
    let prepare = |state: &mut AppState, key: &str| {
        act(state, Action::File(FileAction::PrepareReview(key.to_owned())));
        let Some(Dialog::Review(draft)) = state.session.dialog.clone() else { panic!("no dialog") };
        draft
    };
    let mut draft = prepare(&mut state, &finding);
    assert_eq!(draft.note, "");
    draft.note = "Half a sentence".to_owned();
    act(&mut state, Action::Layout(LayoutAction::Open(Dialog::Review(draft))));
    act(&mut state, Action::Layout(LayoutAction::CloseDialog));
    assert_eq!(state.session.dialog, None);
    assert_eq!(prepare(&mut state, &other).note, "", "it is of another finding");
    act(&mut state, Action::Layout(LayoutAction::CloseDialog));
    let mut draft = prepare(&mut state, &finding);
    assert_eq!(draft.note, "Half a sentence");
    draft.note.clear();
    act(&mut state, Action::Layout(LayoutAction::Open(Dialog::Review(draft))));
    act(&mut state, Action::Layout(LayoutAction::CloseDialog));
    assert_eq!(state.session.unfinished_note, None, "nothing is changed any more");
}

#[test]
fn a_filter_selects_and_where_none_is_left_all_are_shown() {
    let mut state = shipped();
    let all = state.session.shown.facts.len();
    let mut click = |id: &str| {
        act(&mut state, Action::Filter(FilterAction::SelectTheme(id.to_owned())));
        let dossier = state.dossier();
        let mut themes: Vec<String> =
            state.session.shown.facts.iter().map(|fact| dossier.theme(dossier.fact(*fact).theme).id.clone()).collect();
        themes.sort();
        themes.dedup();
        (themes, state.session.shown.facts.len())
    };
    assert_eq!(click("trade").0, ["trade"], "a click on trade shows trade");
    assert_eq!(click("aid").0, ["aid", "trade"], "and the next one shows aid with it");
    assert_eq!(click("trade").0, ["aid"]);
    assert_eq!(click("aid").1, all);
}
