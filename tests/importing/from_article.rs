//! From an article to a dossier, and a review that would be lost is asked for: driven in the window, with real threads.

use std::cell::RefCell;
use std::rc::Rc;

use crate::program::Program;
use attache::app::{
    Action, AfterReview, AppState, Choice, Dialog, Effect, FileAction, ImportAction, ImportFrom, LayoutAction, Pick,
    ReviewRow, Settings, View,
};
use attache::charts::theme;
use attache::load::load_shipped;
use attache::window::{Surroundings, window_ui};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const ARTICLE: &str = "Netherlands–Suriname relations

Suriname became independent from the Netherlands on 25 November 1975.[1] In 2014, the Netherlands exported goods worth \
US$2.8 million to Suriname.[2] Belgium, Belgium and Belgium are named as well.
";

struct Window {
    harness: Harness<'static>,
    program: Rc<RefCell<Program>>,
}

impl Window {
    fn new() -> Self {
        let state = AppState::new(load_shipped().expect("it loads"), None, View::default(), Settings::default());
        let program = Rc::new(RefCell::new(Program::new(state)));
        let shared = Rc::clone(&program);
        let around = Surroundings::new(None, String::new());
        let builder = Harness::builder().with_size(egui::vec2(1300.0, 860.0)).with_context_setup(theme::install);
        let harness = builder.build_ui(move |ui| {
            let mut actions = Vec::new();
            let mut program = shared.borrow_mut();
            window_ui(ui, &program.state, &around, &mut actions);
            for action in actions {
                program.apply(action);
            }
        });
        let mut window = Self { harness, program };
        window.harness.run_steps(3);
        window
    }

    fn act(&mut self, action: Action) {
        self.program.borrow_mut().apply(action);
        self.harness.run_steps(3);
    }

    #[track_caller]
    fn press(&mut self, name: &str) {
        let found = self.harness.get_all_by_role_and_label(Role::Button, name).last();
        let button = found.unwrap_or_else(|| panic!("no {name}"));
        assert!(!button.accesskit_node().is_disabled(), "{name} cannot be pressed");
        button.click();
        self.harness.run_steps(4);
    }

    #[track_caller]
    fn read(&mut self) {
        self.program.borrow_mut().until(|state| {
            state.session.import.as_ref().is_some_and(|review| !review.is_reading() && review.read().is_some())
        });
        self.harness.run_steps(3);
    }

    fn left(&self) -> Vec<Effect> {
        std::mem::take(&mut self.program.borrow_mut().left)
    }

    fn dialog(&self) -> Option<Dialog> {
        self.program.borrow().state.session.dialog.clone()
    }
}

#[test]
fn a_pasted_article_becomes_a_dossier_under_review() {
    let mut window = Window::new();
    window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.harness.run_steps(4);
    window.harness.event(Event::Paste(ARTICLE.to_owned()));
    window.harness.run_steps(3);
    window.press("Continue");
    let Some(Dialog::NewDossier(new)) = window.dialog() else { panic!("{:?}", window.dialog()) };
    assert_eq!(new.title(), "Netherlands–Suriname relations");
    assert_eq!(new.article, Some(ImportFrom::Text(ARTICLE.to_owned())));
    window.press("Create");
    window.read();
    {
        let program = window.program.borrow();
        let state = &program.state;
        let parties: Vec<&str> = state.dossier().parties().iter().map(|party| party.id.as_str()).collect();
        assert_eq!(parties, ["NLD", "SUR"]);
        let items = &state.session.import.as_ref().expect("a review").read().expect("read").0.proposals.items;
        assert!(
            items.iter().any(|item| item.title.contains("independent")),
            "{:?}",
            items.iter().map(|i| &i.title).collect::<Vec<_>>()
        );
        assert!(state.is_unsaved() && state.file.path.is_none());
    }
    window.act(Action::Import(ImportAction::Decide(ReviewRow::Item(0), Choice::Accept)));
    window.act(Action::Import(ImportAction::Apply));
    assert_eq!(window.program.borrow().state.dossier().facts().len(), 1);
    // It is saved as any other.
    let _ = window.left();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.harness.run_steps(3);
    window.program.borrow_mut().until(|state| matches!(state.session.dialog, Some(Dialog::SaveAs(_))));
}

#[test]
fn a_saved_page_is_read_for_its_countries_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("relations.html");
    let page = "<!DOCTYPE html><html><head><title>Chad–Oman relations</title></head><body><div class=\"mw-parser-output\">\
                <p>Chad opened an embassy in Oman in 1975.</p></div></body></html>";
    std::fs::write(&path, page).expect("written");
    let mut window = Window::new();
    window.act(Action::File(FileAction::PrepareArticle(ImportFrom::File(path.clone()))));
    window.program.borrow_mut().until(|state| matches!(state.session.dialog, Some(Dialog::NewDossier(_))));
    window.harness.run_steps(3);
    let Some(Dialog::NewDossier(new)) = window.dialog() else { panic!("{:?}", window.dialog()) };
    assert_eq!(new.parties.map(|party| party.chosen), [Some("TCD".into()), Some("OMN".into())]);
    window.press("Create");
    window.read();
    let program = window.program.borrow();
    let review = program.state.session.import.as_ref().expect("a review");
    assert_eq!((review.name().as_str(), review.read().expect("read").0.proposals.items.len()), ("relations.html", 1));
    drop(program);
    // A file that is not there is told, and nothing is begun.
    window.act(Action::File(FileAction::PrepareArticle(ImportFrom::File("/nowhere/at/all.txt".into()))));
    window.program.borrow_mut().until(|state| {
        state
            .session
            .notice
            .as_ref()
            .is_some_and(|notice| notice.text.starts_with("/nowhere/at/all.txt could not be read"))
    });
    assert_eq!(window.dialog(), None);
    let effects = {
        window.act(Action::File(FileAction::AskForArticle));
        window.left()
    };
    assert!(effects.iter().all(|effect| *effect != Effect::Pick(Pick::Foreign)));
}

/// A review of an article with one decision.
fn decided() -> Window {
    let mut window = Window::new();
    window.act(Action::Import(ImportAction::ReadText(ARTICLE.to_owned())));
    window.read();
    window.act(Action::Import(ImportAction::Decide(ReviewRow::Item(0), Choice::Accept)));
    window
}

#[test]
fn quitting_asks_what_becomes_of_the_decisions() {
    let quit = || Action::File(FileAction::Quit);
    let asked = Some(Dialog::LeaveImport(Some(AfterReview::Do(Box::new(FileAction::Quit)))));
    // It stays.
    let mut window = decided();
    assert!(window.program.borrow().state.must_ask_before_closing(), "by the window's own button, too");
    window.act(quit());
    assert_eq!((window.dialog(), window.left()), (asked.clone(), Vec::new()));
    window.press("Keep reviewing");
    assert!(window.dialog().is_none() && window.program.borrow().state.session.import.is_some());
    // They are let go.
    window.act(quit());
    window.press("Discard the decisions");
    assert_eq!(window.left(), [Effect::Quit]);
    // They are kept: the dossier is unsaved by them, and that is asked for.
    let mut window = decided();
    let before = window.program.borrow().state.dossier().facts().len();
    window.act(quit());
    window.press("Import 1 accepted");
    assert_eq!(window.program.borrow().state.dossier().facts().len(), before + 1);
    assert!(
        matches!(window.dialog(), Some(Dialog::AskToSave(ask)) if *ask.next == FileAction::Quit),
        "{:?}",
        window.dialog()
    );
    assert_eq!(window.left(), []);
    window.press("Don’t save");
    assert_eq!(window.left(), [Effect::Quit]);
    // Where nothing was decided, nothing is asked.
    let mut window = Window::new();
    window.act(Action::Import(ImportAction::ReadText(ARTICLE.to_owned())));
    window.read();
    window.act(quit());
    assert_eq!((window.dialog(), window.left()), (None, vec![Effect::Quit]));
    window.act(Action::Layout(LayoutAction::CloseDialog));
}

#[test]
fn countries_are_chosen_by_keys_however_fast_they_are_typed() {
    let mut window = Window::new();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    window.harness.run_steps(4);
    for name in ["indonesia", "united states"] {
        // On a slow machine, all of this is one frame: Enter takes the first of what was typed before it.
        window.harness.event(Event::Text(name.to_owned()));
        window.harness.key_press(Key::Enter);
        window.harness.run_steps(3);
    }
    let Some(Dialog::NewDossier(new)) = window.dialog() else { panic!("{:?}", window.dialog()) };
    let chosen: Vec<Option<String>> =
        new.parties.iter().map(|party| party.chosen.as_ref().map(ToString::to_string)).collect();
    assert_eq!(chosen, [Some("IDN".to_owned()), Some("USA".to_owned())]);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.harness.run_steps(4);
    assert_eq!(window.program.borrow().state.dossier().title(), "Indonesia–United States relations");
}
