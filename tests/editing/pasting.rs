//! Pasting a source in the window: what was pasted fills the fields, and what is there already is offered instead of a double.

use std::cell::RefCell;
use std::rc::Rc;

use crate::program::Program;
use attache::app::{Action, AppState, EditAction, FormOf, MainView, RecordForm, Settings, View};
use attache::charts::theme;
use attache::edit::{Document, Json, Target};
use attache::load::load_bytes;
use attache::window::{Surroundings, window_ui};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const DOSSIER: &str = r#"{
  "format": 1,
  "title": "Netherlands–Suriname relations",
  "parties": [{"id": "NLD", "name": "Netherlands"}, {"id": "SUR", "name": "Suriname"}],
  "themes": [{"id": "trade", "label": "Trade"}],
  "sources": [{"id": "soap", "type": "article-journal", "title": "Soap for Paramaribo", "DOI": "10.1234/soap", "issued": {"date-parts": [[2015]]}, "custom": {"marker": "[7]"}}],
  "facts": []
}
"#;

const BIBTEX: &str = "@techreport{cbs2014,
  author = {{Centraal Bureau voor de Statistiek} and van der Berg, Jan},
  title = {Handel met {Suriname}},
  number = {14/2},
  year = 2014, month = mar,
  institution = {CBS},
  shelf = {3b}
}
";

const RIS: &str = "TY  - JOUR\r\nTI  - Soap for Paramaribo\r\nPY  - 2015\r\nJO  - Journal of Soap\r\nER  - \r\n";

/// A window with real threads.
struct Window {
    harness: Harness<'static>,
    program: Rc<RefCell<Program>>,
}

impl Window {
    fn new() -> Self {
        let loaded = load_bytes(DOSSIER.as_bytes()).expect("sound");
        let path = Some("/nowhere/mine.dossier.json".into());
        let state = AppState::new(loaded, path, View::default(), Settings::default());
        let program = Rc::new(RefCell::new(Program::new(state)));
        let shared = Rc::clone(&program);
        let around = Surroundings::new(None, String::new());
        let builder = Harness::builder().with_size(egui::vec2(1300.0, 1600.0)).with_context_setup(theme::install);
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

    fn act(&mut self, action: EditAction) {
        self.program.borrow_mut().apply(Action::Edit(action));
        self.harness.run_steps(4);
    }

    fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.harness.run_steps(4);
    }

    #[track_caller]
    fn press(&mut self, name: &str) {
        let found = self.harness.get_all_by_role_and_label(Role::Button, name).last();
        let button = found.unwrap_or_else(|| panic!("no {name}"));
        assert!(!button.accesskit_node().is_disabled(), "{name} cannot be pressed");
        button.click();
        self.harness.run_steps(4);
    }

    fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    #[track_caller]
    fn form(&self) -> RecordForm {
        let form = self.program.borrow().state.session.form.clone();
        *form.expect("a form")
    }

    fn apply_form(&mut self) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        self.harness.run_steps(4);
    }

    fn source(&self, id: &str) -> Option<Json> {
        let document = Document::parse(self.program.borrow().state.file.text.clone()).expect("sound");
        document.record(&Target::source(id))
    }

    fn count(&self) -> usize {
        self.program.borrow().state.dossier().sources().len()
    }
}

#[test]
fn an_entry_pasted_into_the_window_becomes_a_source() {
    let mut window = Window::new();
    window.paste(BIBTEX);
    assert_eq!(window.form().of, FormOf::NewSource);
    assert!(window.says("Filled from BibTeX"));
    window.apply_form();
    let source = window.source("handel-met-suriname").expect("it is there");
    assert_eq!((source.text_of("type"), source.text_of("number")), ("report", "14/2"));
    assert_eq!(source.text_of("citation-key"), "cbs2014");
    assert_eq!(source.get("issued").map(ToString::to_string).as_deref(), Some(r#"{"date-parts":[[2014,3]]}"#));
    let authors = source.get("author").map(Json::items).unwrap_or_default();
    assert_eq!(authors[0].text_of("literal"), "Centraal Bureau voor de Statistiek");
    assert_eq!(authors[1].text_of("non-dropping-particle"), "van der");
    // What CSL has no place for is not lost.
    assert!(source.get("custom").is_some_and(|custom| custom.to_string().contains("3b")), "{source}");
}

#[test]
fn a_doi_that_is_there_is_offered_and_the_fact_cites_it() {
    let mut window = Window::new();
    window.act(EditAction::Open(FormOf::NewFact));
    window.press("Cite a new source");
    // The keyboard is where a source is pasted.
    window.paste("https://doi.org/10.1234/SOAP (accessed yesterday)");
    assert!(window.says("Not understood: “(accessed yesterday)”"));
    assert!(window.says("There is already “[7] Soap for Paramaribo” with the same DOI"));
    // Nothing is added as long as that has no answer.
    assert!(window.form().problems(&window.program.borrow().state).iter().any(|problem| problem.field == "double"));
    window.press("Use it");
    let form = window.form();
    assert_eq!(form.new_sources, []);
    assert_eq!(form.record.get("citations").expect("a list").items()[0].text_of("source"), "soap");
    assert_eq!(form.doubles(&window.program.borrow().state), []);
}

#[test]
fn a_title_of_the_same_year_is_offered_and_can_be_added_anyway() {
    let mut window = Window::new();
    window.act(EditAction::Open(FormOf::NewSource));
    window.paste(RIS);
    assert!(window.says("with the same title and year"));
    window.apply_form();
    assert_eq!(window.count(), 1, "nobody has said that it is added");
    window.press("Add anyway");
    window.apply_form();
    assert_eq!(window.count(), 2);
    let source = window.source("soap-for-paramaribo").expect("it is there");
    assert_eq!(source.text_of("container-title"), "Journal of Soap");
    // The one that is there is shown where it is used.
    window.act(EditAction::PasteNewSource("doi:10.1234/soap".to_owned()));
    window.press("Use it");
    let program = window.program.borrow();
    assert_eq!((program.state.session.form.is_none(), program.state.view.main), (true, MainView::Sources));
    assert_eq!(program.state.view.source.as_deref(), Some("soap"));
}

#[test]
fn what_is_written_already_stays_until_somebody_says_otherwise() {
    let mut window = Window::new();
    window.act(EditAction::Open(FormOf::Source("soap".into())));
    let form = Box::new(window.form());
    let text = "@book{x, title = {Soap}, publisher = {Soap Press}, year = 2015}".to_owned();
    window.act(EditAction::Paste { form, source: Some("".into()), text });
    let record = window.form().record;
    assert_eq!((record.text_of("title"), record.text_of("publisher")), ("Soap for Paramaribo", "Soap Press"));
    assert_eq!(record.text_of("type"), "article-journal");
    assert!(window.says("Not replaced, as something else is written there: type, title"));
    window.press("Replace with what was pasted");
    let record = window.form().record;
    assert_eq!((record.text_of("title"), record.text_of("type")), ("Soap", "book"));
    assert_eq!(record.text_of("DOI"), "10.1234/soap");
}

#[test]
fn several_entries_are_reviewed_and_a_form_that_was_begun_is_kept() {
    let mut window = Window::new();
    window.act(EditAction::Open(FormOf::NewFact));
    let mut form = window.form();
    form.record.set("title", "Soap");
    window.act(EditAction::Paste {
        form: Box::new(form),
        source: None,
        text: format!("{BIBTEX}{BIBTEX}@misc{{b, title = {{B}}}}"),
    });
    window.program.borrow_mut().until(|state| {
        state.session.import.as_ref().is_some_and(|review| !review.is_reading() && review.read().is_some())
    });
    window.harness.run_steps(3);
    {
        let program = window.program.borrow();
        let review = program.state.session.import.as_ref().expect("a review");
        assert_eq!(review.read().expect("read").0.proposals.items.len(), 3);
        assert!(program.state.form_in_view().is_none());
    }
    window.act(EditAction::Open(FormOf::NewFact));
    assert_eq!(window.form().record.text_of("title"), "Soap");
}

#[test]
fn what_is_no_source_is_said_to_be_none() {
    let mut window = Window::new();
    window.paste("soap");
    let notice = window.program.borrow().state.session.notice.clone().expect("a message");
    assert!(notice.text.contains("is no source"), "{}", notice.text);
    assert!(window.program.borrow().state.session.form.is_none());
    // In a field, it is a text like any other.
    window.act(EditAction::Open(FormOf::NewFact));
    window.paste("Soap of 2015, see https://example.org");
    assert_eq!(window.form().record.text_of("title"), "Soap of 2015, see https://example.org");
    assert_eq!(window.form().new_sources, []);
    // But an entry is a source, wherever the keyboard is.
    window.paste(BIBTEX);
    assert_eq!(window.form().new_sources[0].text_of("title"), "Handel met Suriname");
}
