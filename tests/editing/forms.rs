//! Forms that were put away: each is kept with what was written in it, in the window and after a crash.

use attache::app::{
    Action, AppState, Dialog, EditAction, FileAction, FormOf, LayoutAction, RecordForm, Recovery, Settings, View, apply,
};
use attache::edit::Journal;
use attache::load::load_shipped;

fn state() -> AppState {
    let loaded = load_shipped().expect("it loads");
    AppState::new(loaded, Some("/nowhere/mine.dossier.json".into()), View::default(), Settings::default())
}

/// Opens a form, and writes a title there.
fn write(state: &mut AppState, of: &FormOf, title: &str) {
    assert_eq!(apply(state, Action::Edit(EditAction::Open(of.clone()))), []);
    let mut form = open_form(state).expect("a form").clone();
    form.record.set("title", title);
    assert_eq!(apply(state, Action::Layout(LayoutAction::Open(Dialog::Form(Box::new(form))))), []);
}

fn open_form(state: &AppState) -> Option<&RecordForm> {
    if let Some(Dialog::Form(form)) = &state.session.dialog { Some(form) } else { None }
}

fn close(state: &mut AppState) {
    assert_eq!(apply(state, Action::Layout(LayoutAction::CloseDialog)), []);
}

fn forms() -> [(FormOf, &'static str); 3] {
    [
        (FormOf::Fact("trade-2014".into()), "First"),
        (FormOf::NewFact, "Second"),
        (FormOf::Source("cnn-indonesia-2021".into()), "Third"),
    ]
}

fn begun(state: &AppState) -> Vec<&str> {
    state.drafts().map(|form| form.record.text_of("title")).collect()
}

#[test]
fn a_second_form_does_not_take_the_place_of_the_first() {
    let mut state = state();
    for (of, title) in &forms() {
        write(&mut state, of, title);
        close(&mut state);
    }
    assert_eq!(begun(&state), ["Third", "Second", "First"]);
    for (of, title) in &forms() {
        apply(&mut state, Action::Edit(EditAction::Open(of.clone()))).clear();
        assert_eq!(open_form(&state).map(|form| form.record.text_of("title")), Some(*title));
        close(&mut state);
    }
    // What is as it was is not kept, and the others are.
    apply(&mut state, Action::Edit(EditAction::Open(FormOf::NewFact))).clear();
    let fresh = RecordForm::open(&state, FormOf::NewFact).expect("a form");
    state.session.dialog = Some(Dialog::Form(Box::new(fresh)));
    close(&mut state);
    assert_eq!(begun(&state), ["Third", "First"]);
    // They are asked for before they would be lost.
    assert_eq!(apply(&mut state, Action::File(FileAction::Quit)), []);
    assert!(matches!(state.session.dialog, Some(Dialog::AskToSave(_))), "{:?}", state.session.dialog);
}

#[test]
fn what_opens_over_a_form_puts_it_away() {
    for over in [
        Action::Edit(EditAction::Open(FormOf::NewFact)),
        Action::File(FileAction::Open("/nowhere/trade.csv".into())),
        Action::File(FileAction::OpenInNewWindow("/nowhere/other.dossier.json".into())),
    ] {
        let mut state = state();
        write(&mut state, &FormOf::Fact("trade-2014".into()), "First");
        apply(&mut state, over.clone()).clear();
        assert_eq!(begun(&state), ["First"], "{over:?}");
    }
}

#[test]
fn all_of_them_come_back_after_a_crash() {
    let mut before = state();
    for (of, title) in &forms() {
        write(&mut before, of, title);
        close(&mut before);
    }
    let journal = before.journal().expect("something is kept");
    let head = journal.head.as_ref().expect("a head");
    let text =
        Journal::text(head, journal.edits.iter().map(|(_, edit)| edit)) + &Journal::draft_line(journal.draft.as_ref());
    let read = |_: Option<&std::path::PathBuf>| Ok(load_shipped().expect("it loads"));
    let recovery = Recovery::of("/nowhere/a.journal".into(), &text, &read).expect("something to restore");
    let mut after = state();
    apply(&mut after, Action::File(FileAction::Restore(Box::new(recovery)))).clear();
    assert_eq!(begun(&after), ["Third", "Second", "First"]);
    for (of, title) in &forms() {
        apply(&mut after, Action::Edit(EditAction::Open(of.clone()))).clear();
        assert_eq!(open_form(&after).map(|form| form.record.text_of("title")), Some(*title));
    }
    // One form alone is kept as it was before there could be more.
    let mut alone = state();
    write(&mut alone, &FormOf::NewFact, "Alone");
    let draft = alone.journal().and_then(|journal| journal.draft).expect("a draft");
    assert_eq!(draft.get("put_away"), None);
}
