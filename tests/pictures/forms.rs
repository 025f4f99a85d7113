//! Pictures of the forms, and of what is asked about what is not saved, drawn without display or GPU and compared with references.

use crate::picture::assert_picture;
use attache::analysis::AuditOptions;
use attache::app::{
    Action, AppState, Dialog, EditAction, Event, FileAction, FileChanges, FormOf, FormPart, ImportFrom, JsonText,
    LayoutAction, MainView, NewDossier, OpenFile, RecordForm, RecoveredEdit, Recovery, Replacement, Revalidated,
    SaveTo, SelectAction, Settings, SeveralEdit, ThemesForm, View, WrittenTexts, apply,
};
use attache::charts::theme;
use attache::edit::{Edit, Target};
use attache::export::{DossierDifferences, Pixels, SvgOptions, draw, pixels, svg};
use attache::load::{load_bytes, load_shipped};
use attache::window::{Surroundings, window_ui};
use egui::{Theme, Vec2};

fn act(state: &mut AppState, action: EditAction) {
    assert!(apply(state, Action::Edit(action)).is_empty(), "nothing reaches outside");
}

/// The shipped dossier as a file of somebody's own, with a form open.
fn form(of: FormOf) -> AppState {
    let loaded = load_shipped().expect("it loads");
    let mut state =
        AppState::new(loaded, Some("/home/ada/my.dossier.json".into()), View::default(), Settings::default());
    let _ = apply(&mut state, Action::Select(SelectAction::Fact("trade-2014".into())));
    act(&mut state, EditAction::Open(of));
    state
}

fn window(state: &AppState, size: Vec2, mode: Theme, pixels_per_point: f32) -> Pixels {
    let around = Surroundings::new(None, "none".to_owned());
    let setup = |ctx: &egui::Context| {
        theme::install(ctx);
        ctx.set_theme(mode);
    };
    let drawing = draw(size, setup, |ui| {
        let mut actions = Vec::new();
        window_ui(ui, state, &around, &mut actions);
        assert_eq!(actions, [], "a form at rest wants nothing");
    });
    let options = SvgOptions { ground: Some(drawing.ground), ..SvgOptions::default() };
    let svg = svg(&drawing, &options).expect("everything can be translated");
    pixels(&svg, &drawing, pixels_per_point).expect("rendered")
}

const USUAL: Vec2 = Vec2::new(1360.0, 860.0);
/// The smallest window that is promised to be of use.
const SMALL: Vec2 = Vec2::new(1024.0, 640.0);

/// The same with a part of the fact open.
fn with_part(mut state: AppState, part: FormPart) -> AppState {
    let Some(form) = &mut state.session.form else { panic!("a form") };
    form.part = Some(part);
    state
}

#[test]
fn a_fact_in_light_and_dark_and_at_twice_the_size() {
    let state = form(FormOf::Fact("trade-2014".into()));
    assert_picture("form-fact", &window(&state, USUAL, Theme::Light, 1.0));
    assert_picture("form-fact-dark", &window(&state, USUAL, Theme::Dark, 1.0));
    assert_picture("form-fact-large", &window(&state, USUAL / 2.0, Theme::Light, 2.0));
    // A small screen, and the size of text that some need: what is applied stays in sight.
    assert_picture("form-fact-small", &window(&state, SMALL, Theme::Light, 1.0));
    assert_picture("form-fact-small-large", &window(&state, SMALL / 2.0, Theme::Dark, 2.0));
}

#[test]
fn the_parts_of_a_fact() {
    let state = form(FormOf::Fact("trade-2014".into()));
    assert_picture("form-figure", &window(&with_part(state.clone(), FormPart::Figure(0)), USUAL, Theme::Light, 1.0));
    let large = with_part(state.clone(), FormPart::Figure(0));
    assert_picture("form-figure-large", &window(&large, SMALL / 1.5, Theme::Dark, 1.5));
    assert_picture("form-relation", &window(&with_part(state, FormPart::Relation(0)), USUAL, Theme::Dark, 1.0));
}

#[test]
fn what_is_typed_is_understood_or_said_to_be_wrong() {
    let mut state = form(FormOf::NewFact);
    let Some(form) = &mut state.session.form else { panic!("a form") };
    form.record.set("date", "03/04/2013");
    form.record.set("title", "Soap for Pyongyang");
    form.record.list_mut("figures").expect("a list").push(
        attache::edit::Json::parse(
            r#"{"id":"","measure":"trade-value","value":"2,8 Mio. €","period":"spring of that year","unit":"USD","basis":"stated"}"#,
        )
        .expect("JSON"),
    );
    form.add_source();
    form.part = None;
    assert_picture("form-new-fact", &window(&state, USUAL, Theme::Light, 1.0));
    let figure = with_part(state.clone(), FormPart::Figure(0));
    assert_picture("form-figure-wrong", &window(&figure, USUAL, Theme::Light, 1.0));
    let citation = with_part(state, FormPart::Citation(0));
    assert_picture("form-new-source", &window(&citation, USUAL, Theme::Light, 1.0));
}

#[test]
fn forms_that_were_put_away_are_named_beside_what_is_read() {
    let mut state = form(FormOf::Fact("relations-cut-off".into()));
    for (of, title) in
        [(FormOf::Fact("relations-cut-off".into()), "Relations cut off until 1973"), (FormOf::NewFact, "Soap")]
    {
        act(&mut state, EditAction::Open(of));
        let mut form = state.session.form.clone().expect("a form");
        form.record.set("title", title);
        act(&mut state, EditAction::Write(form));
    }
    act(&mut state, EditAction::LeaveForm);
    assert_picture("form-put-away", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn a_source_and_a_removal() {
    let state = form(FormOf::Source("cnn-indonesia-2021".into()));
    assert_picture("form-source", &window(&state, USUAL, Theme::Dark, 1.0));
    let mut state = form(FormOf::NewFact);
    act(&mut state, EditAction::AskToRemove(Target::fact("ties-never-severed")));
    assert_picture("form-remove", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn a_source_that_was_pasted_and_is_there_already() {
    let mut state = form(FormOf::NewSource);
    let text = "@article{a, title = {Kim Il-sung and Sukarno}, author = {Kim, Soo-ah and {Ministry of Trade}}, year = 2021, \
                url = {https://www.cnnindonesia.com/x}, shelf = {3b}}\n@book{b, title = {B";
    act(&mut state, EditAction::PasteNewSource(text.to_owned()));
    let Some(mut form) = state.session.form.clone() else { panic!("a form") };
    let there = state.dossier().sources().iter().find_map(|source| source.link()).expect("an address").to_owned();
    act(&mut state, EditAction::Paste { form: form.clone(), source: Some("".into()), text: there.clone() });
    form.record.set("URL", there);
    state.session.form = Some(form);
    assert_picture("form-pasted", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn the_history() {
    let mut state = unsaved();
    assert_eq!(apply(&mut state, Action::ToggleLock), []);
    assert_eq!(apply(&mut state, Action::StepTo(1)), []);
    act(&mut state, EditAction::Open(FormOf::Fact("trade-2014".into())));
    let Some(mut form) = state.session.form.clone() else { panic!("a form") };
    form.record.set("title", "Trade from January to October 2014");
    act(&mut state, EditAction::Apply(form));
    assert_eq!(apply(&mut state, Action::Undo), []);
    state.session.dialog = Some(Dialog::History);
    state.session.notice = None;
    assert_picture("history", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn an_article_that_a_dossier_is_begun_from() {
    let loaded = load_shipped().expect("it loads");
    let mut state = AppState::new(loaded, None, View::default(), Settings::default());
    let text =
        "Netherlands–Suriname relations\n\nSuriname became independent from the Netherlands on 25 November 1975.[1]";
    state.session.dialog = Some(Dialog::NewArticle(text.to_owned()));
    assert_picture("new-article", &window(&state, USUAL, Theme::Light, 1.0));
    let from = ImportFrom::Text(text.to_owned());
    assert_eq!(apply(&mut state, Action::File(FileAction::PrepareArticle(from))), []);
    assert_picture("new-article-countries", &window(&state, USUAL, Theme::Dark, 1.0));
}

#[test]
fn the_list_of_sources() {
    let loaded = load_shipped().expect("it loads");
    let mut state = AppState::new(loaded, None, View::default(), Settings::default());
    for action in
        [LayoutAction::ShowMain(MainView::Sources), LayoutAction::OpenSource(Some("cnn-indonesia-2021".to_owned()))]
    {
        assert_eq!(apply(&mut state, Action::Layout(action)), []);
    }
    assert_picture("sources", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn several_facts_at_once() {
    let mut state = form(FormOf::NewFact);
    state.session.dialog = None;
    for fact in ["relations-cut-off", "ties-never-severed"] {
        let _ = apply(&mut state, Action::Select(SelectAction::Toggle(fact.into())));
    }
    assert_picture("several", &window(&state, USUAL, Theme::Light, 1.0));
    state.session.dialog = Some(Dialog::Several(Box::new(SeveralEdit::flag())));
    assert_picture("several-flag", &window(&state, USUAL / 2.0, Theme::Dark, 2.0));
    state.session.dialog = Some(Dialog::Several(Box::new(SeveralEdit::Remove)));
    assert_picture("several-remove", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn find_and_replace_with_every_change() {
    let mut state = form(FormOf::NewFact);
    let mut replacement =
        Replacement { find: "pyongyang".to_owned(), with: "P’yŏngyang".to_owned(), ..Replacement::default() };
    let found = state.found_texts(&replacement).0[0].clone();
    let fact = state.dossier().fact(found.fact).clone();
    replacement.set_wanted(&fact, found.field, &found.ranges[0], false);
    state.session.dialog = Some(Dialog::Replace(Box::new(replacement)));
    assert_picture("replace", &window(&state, USUAL, Theme::Light, 1.0));
    let replacement = Replacement { find: "Pjöngjang".to_owned(), ..Replacement::default() };
    state.session.dialog = Some(Dialog::Replace(Box::new(replacement)));
    assert_picture("replace-nothing", &window(&state, USUAL / 2.0, Theme::Dark, 2.0));
}

#[test]
fn the_themes_and_the_text_of_a_record() {
    let mut state = form(FormOf::NewFact);
    let mut themes = ThemesForm::open(&state);
    themes.move_line(4, 0);
    themes.remove(2);
    themes.add();
    state.session.dialog = Some(Dialog::Themes(Box::new(themes)));
    assert_picture("themes", &window(&state, USUAL, Theme::Light, 1.0));
    let mut json = JsonText::open(&state, Target::fact("trade-2014")).expect("it is there");
    state.session.dialog = Some(Dialog::Json(Box::new(json.clone())));
    assert_picture("json", &window(&state, USUAL, Theme::Light, 1.0));
    json.text = json.text.replacen("2014", "the year 2014", 1).replacen("\"title\"", "\"titel\"", 1);
    json.is_leaving = true;
    state.session.dialog = Some(Dialog::Json(Box::new(json)));
    assert_picture("json-wrong", &window(&state, USUAL, Theme::Dark, 1.0));
}

/// A dossier with two changes that are not saved.
fn unsaved() -> AppState {
    let mut state = form(FormOf::Fact("relations-cut-off".into()));
    for (key, value) in [("date", "1966/1972"), ("note", "Both governments said so, each of the other.")] {
        act(&mut state, EditAction::Open(FormOf::Fact("relations-cut-off".into())));
        let Some(mut form) = state.session.form.clone() else { panic!("a form") };
        form.record.set(key, value);
        act(&mut state, EditAction::Apply(form));
    }
    state
}

#[test]
fn what_is_not_saved_is_asked_for() {
    let mut state = unsaved();
    assert_eq!(apply(&mut state, Action::File(FileAction::Quit)), []);
    assert_picture("ask-to-save", &window(&state, USUAL, Theme::Light, 1.0));
    // With a form that was not applied, and at twice the size.
    let mut state = unsaved();
    act(&mut state, EditAction::Open(FormOf::NewFact));
    let Some(form) = &mut state.session.form else { panic!("a form") };
    form.record.set("title", "Soap for Pyongyang");
    assert_eq!(apply(&mut state, Action::File(FileAction::OpenShipped)), []);
    assert_picture("ask-to-save-form", &window(&state, USUAL / 2.0, Theme::Dark, 2.0));
    let path = "/home/ada/Documents/relations/soap and other goods/my.dossier.json".into();
    state.session.dialog = Some(Dialog::SaveAs(SaveTo { path, is_copy: false, may_replace: false }));
    assert_picture("save-as", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn a_change_by_another_program_is_shown_beside_what_is_not_saved() {
    let theirs = |replace: &[(&str, &str)]| {
        let mut text = load_shipped().expect("it loads").text.to_string();
        for (from, to) in replace {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        let path = "/home/ada/my.dossier.json";
        let loaded = load_bytes(text.as_bytes()).expect("sound");
        let old = load_shipped().expect("it loads").dossier;
        let found = DossierDifferences::between(&old, &loaded.dossier);
        let DossierDifferences { added, removed, changed, lines } = found;
        let file = OpenFile::new(loaded, Some(path.into()), AuditOptions::default());
        let changes = FileChanges { added, removed, changed, lines };
        Event::Revalidated { path: path.into(), found: Revalidated::New(Box::new(file), changes) }
    };
    let mut state = unsaved();
    let _ = apply(&mut state, theirs(&[("Soap", "Soap and other goods"), ("\"/1972\"", "\"1965/1972\"")]));
    assert_picture("conflict", &window(&state, USUAL, Theme::Light, 1.0));
    let mut state = unsaved();
    let _ = apply(&mut state, theirs(&[("Soap", "Soap and other goods")]));
    assert_picture("conflict-dark", &window(&state, Vec2::new(700.0, 620.0), Theme::Dark, 1.0));
    let found = Revalidated::Unreadable("there is no such file; check its name and folder".to_owned());
    let _ = apply(&mut state, Event::Revalidated { path: "/home/ada/my.dossier.json".into(), found });
    assert_picture("conflict-gone", &window(&state, USUAL, Theme::Light, 1.0));
}

#[test]
fn a_new_dossier_and_what_a_killed_window_had_not_saved() {
    let mut state = form(FormOf::NewFact);
    let mut new = NewDossier::default();
    state.session.dialog = Some(Dialog::NewDossier(Box::new(new.clone())));
    assert_picture("new-dossier-empty", &window(&state, Vec2::new(700.0, 620.0), Theme::Dark, 1.0));
    for (party, (id, query)) in new.parties.iter_mut().zip([("NLD", "Netherlands"), ("SUR", "sur")]) {
        (party.chosen, party.query) = (Some(id.into()), query.to_owned());
    }
    state.session.dialog = Some(Dialog::NewDossier(Box::new(new.clone())));
    assert_picture("new-dossier", &window(&state, USUAL, Theme::Light, 1.0));
    state.session.dialog = None;
    let _ = apply(&mut state, Action::File(FileAction::Begin(Box::new(new))));
    assert_picture("new-dossier-begun", &window(&state, USUAL, Theme::Light, 1.0));

    let edit = |label: &str, problem: Option<&str>| RecoveredEdit {
        edit: Edit::unset(Target::Dossier, ["summary"]),
        label: label.to_owned(),
        is_wanted: problem.is_none(),
        problem: problem.map(str::to_owned),
    };
    let recovery = Recovery {
        journal: "/home/ada/.config/attache/unsaved-x.ndjson".into(),
        path: Some("/home/ada/Documents/relations/soap and other goods/my.dossier.json".into()),
        text: None,
        name: "my.dossier.json".to_owned(),
        problem: Some("my.dossier.json has been changed since: not all of this need fit.".to_owned()),
        edits: vec![
            edit("date and note of fact ‘Relations cut off until 1972’", None),
            edit("removal of fact ‘Ties never severed’", Some("there is no fact “ties-never-severed”")),
            edit(
                "review of ‘The dossier says both that relations were cut off and that they never were, and whi…’",
                None,
            ),
        ],
        draft: Some(Box::new(RecordForm::open(&state, FormOf::NewFact).expect("a form"))),
        put_away: Vec::new(),
        written: WrittenTexts::default(),
    };
    state.session.recoveries = vec![recovery.clone()];
    state.session.dialog = Some(Dialog::Restore(Box::new(recovery)));
    assert_picture("restore", &window(&state, USUAL, Theme::Light, 1.0));
    assert_picture("restore-large", &window(&state, USUAL / 2.0, Theme::Dark, 2.0));
}
