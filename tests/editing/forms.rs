//! The form in the detail panel, and those that were put away: what is written in them is kept, whatever is done beside them.

use attache::app::{
    Action, AppState, Dialog, EditAction, FileAction, FormOf, FormPart, JsonText, LayoutAction, Panel, RecordForm,
    Recovery, SelectAction, Settings, View, apply,
};
use attache::edit::{Journal, Target};
use attache::load::load_shipped;

/// What the fact of 2014 notes.
const NOTE: &str = "Ten months, not comparable with whole years.";

fn state() -> AppState {
    let loaded = load_shipped().expect("it loads");
    AppState::new(loaded, Some("/nowhere/mine.dossier.json".into()), View::default(), Settings::default())
}

/// Opens a form, and writes a title there.
fn write(state: &mut AppState, of: &FormOf, title: &str) {
    assert_eq!(apply(state, Action::Edit(EditAction::Open(of.clone()))), []);
    let mut form = open_form(state).expect("a form").clone();
    form.record.set("title", title);
    assert_eq!(apply(state, Action::Edit(EditAction::Write(Box::new(form)))), []);
}

fn open_form(state: &AppState) -> Option<&RecordForm> {
    state.session.form.as_deref()
}

fn close(state: &mut AppState) {
    assert_eq!(apply(state, Action::Edit(EditAction::LeaveForm)), []);
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
    state.session.form = Some(Box::new(fresh));
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

/// The open form, with a title that somebody has written there.
fn titled(state: &AppState) -> Option<&str> {
    open_form(state).map(|form| form.record.text_of("title"))
}

fn select(state: &mut AppState, fact: &str) {
    apply(state, Action::Select(SelectAction::Fact(fact.into()))).clear();
}

#[test]
fn a_form_stays_beside_what_is_looked_at_once_something_is_written_in_it() {
    let mut state = state();
    select(&mut state, "trade-2014");
    apply(&mut state, Action::Edit(EditAction::Open(FormOf::Fact("trade-2014".into())))).clear();
    select(&mut state, "relations-cut-off");
    assert_eq!(open_form(&state), None, "nothing was written in it");
    write(&mut state, &FormOf::Fact("trade-2014".into()), "Mine");
    for beside in [
        Action::Select(SelectAction::Next),
        Action::ToggleLock,
        Action::Layout(LayoutAction::Open(Dialog::Shortcuts)),
        Action::Layout(LayoutAction::CloseDialog),
        Action::Edit(EditAction::Remove(Target::fact("ties-never-severed"))),
        Action::Undo,
    ] {
        apply(&mut state, beside.clone()).clear();
        assert_eq!(titled(&state), Some("Mine"), "{beside:?}");
    }
    assert!(state.dossier().find("ties-never-severed").is_some(), "the removal was undone");
}

#[test]
fn a_form_unfolds_the_panel_and_folding_it_keeps_what_is_written() {
    let mut state = state();
    let fold = || Action::Layout(LayoutAction::Toggle(Panel::Detail));
    apply(&mut state, fold()).clear();
    write(&mut state, &FormOf::NewFact, "Mine");
    assert!(state.view.is_detail_open);
    apply(&mut state, fold()).clear();
    assert!(!state.view.is_detail_open && open_form(&state).is_none());
    assert_eq!(begun(&state), ["Mine"]);
    apply(&mut state, Action::Edit(EditAction::Open(FormOf::NewFact))).clear();
    assert!(state.view.is_detail_open);
    assert_eq!(titled(&state), Some("Mine"));
    // Discarded, it is gone.
    apply(&mut state, Action::Edit(EditAction::DiscardForm)).clear();
    assert!(begun(&state).is_empty() && open_form(&state).is_none() && !state.is_guarded());
}

#[test]
fn what_is_changed_elsewhere_is_not_taken_back_by_a_form() {
    let mut state = state();
    let of = FormOf::Fact("trade-2014".into());
    let before = state.file.text.clone();
    write(&mut state, &of, "Mine");
    // Another change of the same fact, by its JSON.
    let mut json = JsonText::open(&state, Target::fact("trade-2014")).expect("it is there");
    assert!(json.text.contains(NOTE), "{}", json.text);
    json.text = json.text.replacen(NOTE, "Theirs.", 1);
    apply(&mut state, Action::Edit(EditAction::ApplyJson(Box::new(json)))).clear();
    assert!(state.file.text.contains("Theirs."), "{:?}", state.session.notice);
    let form = open_form(&state).expect("it is still open").clone();
    assert_eq!((form.record.text_of("title"), form.record.text_of("note")), ("Mine", "Theirs."));
    apply(&mut state, Action::Edit(EditAction::Apply(Box::new(form)))).clear();
    let fact = state.dossier().fact(state.dossier().find("trade-2014").expect("there"));
    assert_eq!((&*fact.title, fact.note.as_deref()), ("Mine", Some("Theirs.")));
    // A form in which nothing is written shows what is undone.
    apply(&mut state, Action::Edit(EditAction::Open(of))).clear();
    (0..2).for_each(|_| apply(&mut state, Action::Undo).clear());
    assert_eq!(state.file.text, before);
    assert!(open_form(&state).is_some_and(|form| !form.is_begun(&state) && form.record.text_of("note") == NOTE));
}

#[test]
fn a_form_of_a_fact_that_is_gone_meanwhile_adds_it_again() {
    let mut state = state();
    let id = "ties-never-severed";
    write(&mut state, &FormOf::Fact(id.into()), "Never severed");
    apply(&mut state, Action::Edit(EditAction::Remove(Target::fact(id)))).clear();
    assert!(state.dossier().find(id).is_none());
    let form = open_form(&state).expect("what was written is not lost").clone();
    apply(&mut state, Action::Edit(EditAction::Apply(Box::new(form)))).clear();
    let fact = state.dossier().find(id).map(|fact| state.dossier().fact(fact)).expect("it is there again");
    assert_eq!(&*fact.title, "Never severed");
    // With nothing written in it, it goes with its fact.
    apply(&mut state, Action::Edit(EditAction::Open(FormOf::Fact(id.into())))).clear();
    apply(&mut state, Action::Edit(EditAction::Remove(Target::fact(id)))).clear();
    assert_eq!(open_form(&state), None);
}

#[test]
fn a_part_of_a_fact_is_left_for_the_fact_and_that_for_what_is_read() {
    let mut state = state();
    write(&mut state, &FormOf::Fact("trade-2014".into()), "Mine");
    let mut form = open_form(&state).expect("a form").clone();
    form.part = Some(FormPart::Figure(0));
    apply(&mut state, Action::Edit(EditAction::Write(Box::new(form)))).clear();
    close(&mut state);
    assert_eq!(open_form(&state).map(|form| form.part), Some(None));
    close(&mut state);
    assert_eq!((open_form(&state), begun(&state)), (None, vec!["Mine"]));
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
