//! Importing in the window, from the file to the chart: driven by the names that a screen reader hears, with real threads and files.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::program::Program;
use attache::analysis::{Finding, FindingKind};
use attache::app::{
    Action, AfterReview, AppState, Dialog, Effect, Event, FileAction, ImportAction, ImportFrom, ImportOrder,
    ImportReview, ImportedFile, Job, LayoutAction, MainView, ReviewPart, ReviewRow, Settings, View, WindowPlace, apply,
};
use attache::charts::theme;
use attache::dossier::ReportedValue;
use attache::format::number::printed_text;
use attache::import::{Already, Decision, ImportError, Kind};
use attache::load::{Advance, Stage, load};
use attache::window::{Surroundings, window_ui};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const EMPTY: &str = r#"{
  "format": 1,
  "title": "Indonesia–North Korea trade",
  "parties": [{"id": "IDN", "name": "Indonesia"}, {"id": "PRK", "name": "North Korea"}],
  "themes": [],
  "sources": [],
  "facts": []
}
"#;

const COMTRADE: &str = "\
Year,Trade Flow,Commodity Code,Reporter,Partner,Trade Value (US$)
2014,Export,TOTAL,Indonesia,\"Korea, Dem. Rep.\",1210000
2015,Export,TOTAL,Indonesia,\"Korea, Dem. Rep.\",1410000
2016,Export,TOTAL,Indonesia,\"Korea, Dem. Rep.\",990500
2015,Import,TOTAL,Indonesia,\"Korea, Dem. Rep.\",330000
2016,Import,TOTAL,Indonesia,\"Korea, Dem. Rep.\",soon
";

type Shared = Rc<RefCell<Program>>;

/// A window on a dossier in a folder of its own.
struct Window {
    harness: Harness<'static>,
    program: Shared,
    folder: tempfile::TempDir,
}

impl Window {
    fn new(dossier: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("mine.dossier.json");
        fs::write(&path, dossier).expect("written");
        let loaded = load(&path).expect("sound");
        let state = AppState::new(loaded, Some(path), View::default(), Settings::default());
        let program = Rc::new(RefCell::new(Program::new(state)));
        let shared = Rc::clone(&program);
        let around = Surroundings::new(None, String::new());
        let builder = Harness::builder().with_size(egui::vec2(1300.0, 860.0)).with_context_setup(theme::install);
        let harness = builder.build_ui(move |ui| {
            let mut actions = Vec::new();
            let mut program = shared.borrow_mut();
            window_ui(ui, &program.state, &around, &mut actions);
            let window = WindowPlace { width: 1300.0, height: 860.0, is_maximised: false };
            program.apply(Event::Drawn { now_secs: ui.input(|input| input.time), clock: None, window });
            for action in actions {
                program.apply(action);
            }
        });
        Self { harness, program, folder }
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("written");
        path
    }

    fn act(&mut self, action: Action) {
        self.program.borrow_mut().apply(action);
        self.settle();
    }

    /// Waits for what is under way, and draws the window.
    #[track_caller]
    fn settle(&mut self) {
        let is_quiet = |state: &AppState| {
            !state.session.is_editing && !state.session.import.as_ref().is_some_and(|review| review.is_reading())
        };
        for _ in 0..3 {
            self.program.borrow_mut().until(is_quiet);
            self.harness.run_steps(2);
        }
    }

    /// Writes a file and imports it.
    #[track_caller]
    fn import(&mut self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.write(name, text);
        self.act(Action::Import(ImportAction::Read(path)));
    }

    #[track_caller]
    fn press(&mut self, name: &str) {
        let button = self.harness.get_all_by_role_and_label(Role::Button, name).last();
        let button = button.unwrap_or_else(|| panic!("no {name}"));
        assert!(!button.accesskit_node().is_disabled(), "{name} cannot be pressed");
        button.click();
        self.harness.run_steps(2);
        self.settle();
    }

    #[track_caller]
    fn click_row(&mut self, name: &str) {
        let row = self
            .harness
            .get_all_by_role(Role::TreeItem)
            .find(|row| row.accesskit_node().label().is_some_and(|label| label.starts_with(name)));
        row.unwrap_or_else(|| panic!("no row {name}")).click();
        self.harness.run_steps(2);
        self.settle();
    }

    fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.run_steps(2);
        self.settle();
    }

    fn hears(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    fn state<T>(&self, read: impl FnOnce(&AppState) -> T) -> T {
        read(&self.program.borrow().state)
    }

    #[track_caller]
    fn review<T>(&self, read: impl FnOnce(&ImportReview) -> T) -> T {
        self.state(|state| read(state.session.import.as_ref().expect("a review")))
    }

    /// How many are open, accepted, dropped and settled.
    #[track_caller]
    fn counts(&self) -> (usize, usize, usize, usize) {
        self.review(|review| {
            let counts = review.read().unwrap_or_else(|| panic!("{:?}", review.trouble())).1.counts();
            (counts.open, counts.taken(), counts.dropped, counts.settled)
        })
    }

    fn facts(&self) -> usize {
        self.state(|state| state.dossier().facts().len())
    }

    fn text(&self) -> String {
        self.state(|state| state.file.text.to_string())
    }

    fn accept_everything(&mut self) {
        self.key(Key::Home);
        for _ in 0..100 {
            if self.counts().0 == 0 {
                return;
            }
            if self.review(|review| review.selected().is_some_and(|(_, item)| item.is_open())) {
                self.key(Key::A);
            } else {
                self.key(Key::ArrowDown);
            }
        }
        panic!("{:?}", self.counts());
    }
}

#[test]
fn a_table_of_trade_is_reviewed_by_group_and_drawn_and_the_same_file_asks_nothing() {
    let mut window = Window::new(EMPTY);
    let before = window.text();
    window.import("trade.csv", COMTRADE);
    assert_eq!(window.counts(), (4, 0, 0, 0));
    assert!(window.hears("4 open  ·  0 accepted"), "the head counts");
    assert!(window.hears("Not understood, 1"), "what was not understood is listed");
    window.click_row("Indonesia’s exports to North Korea, 3 open");
    window.press("Accept 3");
    assert_eq!(window.counts(), (1, 3, 0, 0));
    window.click_row("Indonesia’s imports from North Korea, 2015");
    window.key(Key::D);
    assert_eq!(window.counts(), (0, 3, 1, 0));
    window.press("Import 3 accepted");
    assert!(window.state(|state| state.session.import.is_none()), "the review is done");
    assert_eq!(window.facts(), 3);
    let years = window.state(|state| state.file.trade(None).years());
    assert!(years.is_some(), "the chart has the series");
    assert!(window.harness.query_by_role_and_label(Role::Region, "Chart").is_some());
    let text = window.text();
    assert!(text.contains("\"imports\"") && text.contains("\"dropped\"") && !text.contains("330000"), "{text}");

    window.act(Action::Import(ImportAction::Read(window.folder.path().join("trade.csv"))));
    assert_eq!(window.counts(), (0, 0, 0, 4), "nothing is asked again");
    window.key(Key::Escape);
    window.key(Key::Escape);
    assert!(window.state(|state| state.session.import.is_none()), "nothing would be lost");

    window.act(Action::Undo);
    assert_eq!(window.text(), before, "one step takes all of it back, to the byte");
}

#[test]
fn a_row_that_has_changed_is_asked_again_with_old_and_new_beside_each_other() {
    let mut window = Window::new(EMPTY);
    window.import("trade.csv", COMTRADE);
    window.accept_everything();
    window.press("Import 4 accepted");
    window.import("trade.csv", COMTRADE.replace("1410000", "1465000"));
    assert_eq!(window.counts(), (1, 0, 0, 3));
    let is_different = window.review(|review| {
        let (_, item) = review.selected().expect("the open one is selected");
        matches!(item.already, Already::Different { .. })
    });
    assert!(is_different);
    assert!(window.hears("In the dossier") && window.hears("In the file"));
    for digits in ["1410000", "1465000"] {
        let amount = printed_text(&ReportedValue::parse(digits).expect("a number"), "USD");
        // What is read aloud is what is drawn, where no number is broken.
        let amount = attache::charts::unbroken(&amount);
        assert!(window.hears(&format!("Trade value {amount}")), "{amount}");
    }
    window.key(Key::A);
    window.press("Import 1 accepted");
    assert_eq!(window.facts(), 4);
    assert!(window.text().contains("1465000") && !window.text().contains("\"1410000\""), "{}", window.text());
}

#[test]
fn what_would_be_lost_is_asked_for_and_a_folded_group_is_not_decided() {
    let mut window = Window::new(EMPTY);
    window.import("trade.csv", COMTRADE);
    window.act(Action::Import(ImportAction::Fold(ReviewRow::Group(0))));
    window.act(Action::Import(ImportAction::Decide(ReviewRow::Group(0), attache::app::Choice::Accept)));
    assert_eq!(window.counts(), (4, 0, 0, 0), "nobody could see what is in it");
    window.act(Action::Import(ImportAction::Fold(ReviewRow::Group(0))));
    window.key(Key::ArrowDown);
    window.key(Key::A);
    assert_eq!(window.counts(), (3, 1, 0, 0));
    window.key(Key::Escape);
    assert_eq!(window.state(|state| state.session.dialog.clone()), Some(Dialog::LeaveImport(None)));
    window.press("Keep reviewing");
    assert_eq!(window.counts(), (3, 1, 0, 0));
    // Another view takes its place meanwhile, and another file asks first.
    window.act(Action::Layout(LayoutAction::ShowMain(MainView::Table)));
    assert!(window.state(|state| state.import_in_view().is_none()));
    window.press("Import");
    assert_eq!(window.counts(), (3, 1, 0, 0));
    let other = window.write("other.csv", COMTRADE);
    window.act(Action::Import(ImportAction::Read(other.clone())));
    assert_eq!(
        window.state(|state| state.session.dialog.clone()),
        Some(Dialog::LeaveImport(Some(AfterReview::Read(ImportFrom::File(other)))))
    );
    window.press("Discard the decisions");
    assert_eq!(window.counts(), (4, 0, 0, 0));
    assert_eq!(window.review(ImportReview::name), "other.csv");
    window.press("Close");
    assert!(window.state(|state| state.session.import.is_none()));
    assert_eq!(window.facts(), 0);
}

#[test]
fn a_proposal_is_changed_in_the_form_of_a_fact() {
    let mut window = Window::new(EMPTY);
    window.import("trade.csv", COMTRADE);
    window.click_row("Indonesia’s exports to North Korea, 2015");
    window.key(Key::E);
    let is_form = |state: &AppState| state.session.form.is_some();
    assert!(window.state(is_form), "a form");
    assert!(!window.hears("to correct or fill in"), "what comes with the import is known");
    let field = window.harness.get_all_by_label("Title").rfind(|node| node.accesskit_node().is_text_input());
    field.expect("a field").focus();
    window.harness.run_steps(2);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.run_steps(1);
    window.harness.event(egui::Event::Text("Exports of 2015".to_owned()));
    window.harness.run_steps(3);
    window.press("Accept with changes");
    assert_eq!(window.counts(), (3, 1, 0, 0));
    window.press("Import 1 accepted");
    let text = window.text();
    assert!(text.contains("Exports of 2015") && text.contains("\"changed\""), "{text}");
    assert_eq!(window.facts(), 1);
}

#[test]
fn any_table_is_read_by_its_columns_and_the_mapping_is_kept() {
    let mut window = Window::new(EMPTY);
    let table =
        "Tahun;Negara;Nilai;Catatan\n2015;Korea Utara;1.410,5;a\n2016;Korea Utara;990,25;b\n2017;Korea Utara;n.n.;c\n";
    window.import("office.csv", table);
    assert_eq!(window.review(|review| review.part), ReviewPart::Columns, "what only a person knows is asked first");
    assert_eq!(window.review(ImportReview::kind), Kind::Table);
    let choose = |window: &mut Window, field: &str, choice: &str| {
        window.harness.get_by_role_and_label(Role::ComboBox, field).click();
        window.harness.run_steps(3);
        window.harness.get_all_by_label(choice).last().expect("a choice").click();
        window.harness.run_steps(3);
        window.settle();
    };
    choose(&mut window, "What “Nilai” is", "Value");
    choose(&mut window, "Direction of “Nilai”", "Exports");
    choose(&mut window, "Scale of “Nilai”", "Thousands");
    let field = window.harness.get_all_by_label("Unit of “Nilai”").rfind(|node| node.accesskit_node().is_text_input());
    field.expect("a field").focus();
    window.harness.run_steps(2);
    window.harness.event(egui::Event::Text("USD".to_owned()));
    window.harness.run_steps(3);
    window.settle();
    assert!(window.hears("2\u{A0}proposals, 1\u{A0}cell does not fit"), "the result is live");
    assert!(window.hears("1 does not fit"), "and each column says how many do not");
    if window.hears("The columns are right as they stand below") {
        window.press("The columns are right as they stand below");
    }
    window.press("Review the proposals");
    assert_eq!(window.counts().0, 2);
    window.accept_everything();
    window.press("Import 2 accepted");
    let text = window.text();
    assert!(text.contains("\"1410.5e3\"") || text.contains("\"1410500\""), "{text}");
    window.act(Action::Import(ImportAction::Read(window.folder.path().join("office.csv"))));
    assert_eq!(window.counts(), (0, 0, 0, 2), "the mapping was kept");
}

#[test]
fn names_with_spaces_are_typed_over_a_column_and_an_empty_one_is_nobody() {
    let mut window = Window::new(EMPTY);
    window.import("countries.csv", "Reporter;Year;North Korea;South Korea\nIndonesia;2015;5;6\nIndonesia;2016;7;8\n");
    assert_eq!(window.review(|review| review.part), ReviewPart::Columns);
    let column =
        |window: &Window| window.review(|review| review.recipe().table.expect("a mapping").columns.swap_remove(2));
    assert_eq!((column(&window).partner.as_deref(), window.counts().0), (Some("PRK"), 2));
    let focus = |window: &mut Window, name: &str| {
        let field = window.harness.get_all_by_label(name).rfind(|node| node.accesskit_node().is_text_input());
        field.expect("a field").focus();
        window.harness.run_steps(2);
    };
    let typed = |window: &mut Window, words: &[&str]| {
        for word in words {
            window.harness.event(egui::Event::Text((*word).to_owned()));
            window.harness.run_steps(2);
            window.settle();
        }
    };
    focus(&mut window, "Measure of “North Korea”");
    typed(&mut window, &["value", " ", "of goods"]);
    assert_eq!(column(&window).value.measure.as_deref(), Some("value of goods"));
    focus(&mut window, "Partner of “North Korea”");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.key(Key::Backspace);
    assert_eq!(column(&window).partner.as_deref(), Some(""), "the field stays to be typed in");
    assert_eq!(window.counts().0, 2, "and the other party of the dossier is meant");
    typed(&mut window, &["South", " ", "Korea"]);
    assert_eq!(column(&window).partner.as_deref(), Some("South Korea"));
    assert_eq!(window.counts().0, 0, "the values of both columns are those with another country");
}

#[test]
fn events_a_bibliography_and_an_article_are_reviewed_on_the_same_screen() {
    let mut window = Window::new(EMPTY);
    window.import(
        "visits.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART;VALUE=DATE:20131020\r\nSUMMARY:A visit to Pyongyang\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    assert_eq!((window.review(ImportReview::kind), window.counts().0), (Kind::Events, 1));
    assert!(window.hears("20 October 2013"), "the date as it was stated");
    window.accept_everything();
    window.press("Import 1 accepted");
    assert_eq!(window.facts(), 1);

    window.import(
        "library.bib",
        "@article{kim2015, author = {Kim, Soo}, title = {Trade of {North Korea}}, year = 2015, doi = {10.1/x}}\n",
    );
    assert_eq!((window.review(ImportReview::kind), window.counts().0), (Kind::Bibliography, 1));
    assert!(window.hears("New source"));
    window.accept_everything();
    window.press("Import 1 accepted");
    assert!(window.text().contains("10.1/x"), "{}", window.text());

    window.import(
        "article.txt",
        "Indonesia–North Korea relations\n\nIndonesia opened an embassy in Pyongyang in 1965.[1] In 2015 trade was worth US$1.41 million.[2]\n",
    );
    assert_eq!(window.review(ImportReview::kind), Kind::Article);
    assert!(window.counts().0 >= 2, "{:?}", window.counts());
    assert!(window.hears("embassy in Pyongyang"), "the words are shown in their text");
    window.accept_everything();
    let taken = window.counts().1;
    window.press(&format!("Import {taken} accepted"));
    assert_eq!(window.facts(), 1 + taken);
    for step in 0..3 {
        assert!(window.state(|state| state.session.undo.can_undo()), "{step}");
        window.act(Action::Undo);
    }
    assert_eq!(window.text(), EMPTY);
}

#[test]
fn a_foreign_file_that_is_opened_is_imported_and_one_that_cannot_be_read_says_why() {
    let mut window = Window::new(EMPTY);
    let path = window.write("trade.csv", COMTRADE);
    window.act(Action::File(FileAction::Open(path)));
    assert_eq!(window.counts().0, 4);
    window.act(Action::Import(ImportAction::Leave));
    window.import("page.csv", "<!DOCTYPE html><html><body>Sorry</body></html>");
    assert!(window.hears("it is a web page and no table"));
    // It may be something else than it seems.
    window.press("Article");
    assert!(
        window.review(|review| review.trouble().is_none() && review.read().is_some()),
        "it is a page of an article"
    );
    window.act(Action::Import(ImportAction::Leave));
    window.act(Action::Import(ImportAction::Read(Path::new("/nowhere/at/all.csv").to_owned())));
    assert!(window.hears("could not be read"));
}

#[test]
fn a_list_in_json_that_is_opened_offers_the_import() {
    let mut window = Window::new(EMPTY);
    let timeline = r#"{"events": [{"start_date": {"year": "1964", "month": "11"}, "text": {"headline": "Sukarno in Pyongyang", "text": "He met Kim Il Sung."}}]}"#;
    let path = window.write("timeline.json", timeline);
    window.program.borrow_mut().apply(Action::File(FileAction::Open(path)));
    window.program.borrow_mut().until(|state| state.session.notice.is_some());
    window.settle();
    assert_eq!(window.state(|state| state.session.dialog.clone()), Some(Dialog::Diagnostics));
    window.key(Key::Escape);
    window.press("Import it…");
    assert_eq!((window.review(ImportReview::kind), window.counts().0), (Kind::Events, 1));
    assert!(window.hears("November 1964"), "no day was made up");
}

#[test]
fn a_table_that_does_not_say_with_whom_is_not_taken_for_the_two_of_the_dossier() {
    let mut window = Window::new(EMPTY);
    window.import("office.csv", "Year,Exports (US$)\n2015,150000000000\n2016,140000000000\n");
    let is_asked = |review: &ImportReview| matches!(review.trouble(), Some(ImportError::AskPair { .. }));
    assert!(window.review(is_asked), "it may be the trade with all the world");
    assert!(window.hears("the table names neither reporter nor partner"));
    window.press("Indonesia reports its trade with North Korea");
    assert_eq!(window.counts().0, 2);
    window.import("trimmed.csv", "Year,Trade Flow,Commodity Code,Trade Value (US$)\n2015,Export,TOTAL,7\n");
    assert!(window.review(is_asked));
    window.press("North Korea reports its trade with Indonesia");
    assert_eq!(window.counts().0, 1);
    window.accept_everything();
    window.press("Import 1 accepted");
    window.act(Action::Import(ImportAction::Read(window.folder.path().join("trimmed.csv"))));
    assert_eq!(window.counts(), (0, 0, 0, 1), "the answer was kept");
}

#[test]
fn what_was_accepted_unread_can_be_read_later() {
    let mut window = Window::new(EMPTY);
    window.import("trade.csv", COMTRADE);
    window.accept_everything();
    window.press("Import 4 accepted");
    // As the command line keeps what an option took.
    let text = window.text().replace("\"accepted\"", "\"unread\"");
    let mut window = Window::new(&text);
    let unread = |window: &Window| {
        let findings = |state: &AppState| {
            let findings = state.file.audit.findings().iter();
            findings.filter(|finding| finding.kind == FindingKind::AcceptedUnread).count()
        };
        window.state(findings)
    };
    assert_eq!(unread(&window), 4);
    let says_why = |state: &AppState| {
        let sentence = |finding: &Finding| finding.sentence(state.dossier());
        state.file.audit.findings().iter().any(|finding| {
            sentence(finding).contains("was imported from trade.csv")
                && sentence(finding).contains("without anybody reading it")
        })
    };
    assert!(window.state(says_why));
    window.import("trade.csv", COMTRADE);
    assert_eq!(window.counts(), (0, 0, 0, 4));
    window.click_row("Indonesia’s exports to North Korea, 2015");
    assert!(window.hears("Accepted before without being read"));
    window.key(Key::A);
    assert_eq!(window.counts(), (0, 1, 0, 3));
    window.press("Import 1 accepted");
    assert_eq!((unread(&window), window.facts()), (3, 4));
}

#[test]
fn what_was_decided_holds_when_the_file_is_read_in_another_way_or_the_dossier_changes() {
    let mut window = Window::new(EMPTY);
    window.import("trade.csv", COMTRADE);
    window.click_row("Indonesia’s exports to North Korea, 2015");
    window.key(Key::A);
    let recipe = window.review(ImportReview::recipe);
    window.act(Action::Import(ImportAction::ReadAs(Box::new(recipe))));
    assert_eq!(window.counts(), (3, 1, 0, 0));
    // Another program adds a theme.
    let path = window.folder.path().join("mine.dossier.json");
    fs::write(&path, EMPTY.replace("\"themes\": []", "\"themes\": [{\"id\": \"aid\", \"label\": \"Aid\"}]"))
        .expect("written");
    window.program.borrow_mut().until(|state| state.dossier().themes().len() == 1);
    window.settle();
    assert_eq!(window.counts(), (3, 1, 0, 0));
    window.press("Import 1 accepted");
    assert_eq!(window.facts(), 1);
    assert!(window.text().contains("\"Aid\""), "{}", window.text());
}

#[test]
fn how_far_the_reading_is_is_told_and_what_comes_of_another_one_is_let_go() {
    let loaded = attache::load::load_bytes(EMPTY.as_bytes()).expect("sound");
    let mut state =
        AppState::new(loaded, Some("/nowhere/mine.dossier.json".into()), View::default(), Settings::default());
    let effects = apply(&mut state, Action::Import(ImportAction::Read("big.csv".into())));
    let [Effect::Import(ImportOrder { number, recipe: None, .. })] = &effects[..] else { panic!("{effects:?}") };
    let number = *number;
    let advance = Advance { stage: Stage::Reading, bytes: 1, all_bytes: 2, facts: 0 };
    assert_eq!(apply(&mut state, Event::ImportAdvanced { number: number + 1, advance }), []);
    let review = |state: &AppState| state.session.import.clone().expect("a review");
    assert_eq!(review(&state).advance(), Advance::default(), "that is another reading");
    assert_eq!(apply(&mut state, Event::ImportAdvanced { number, advance }), []);
    assert_eq!(review(&state).advance(), advance);
    assert!(!review(&state).is_slow(0.1) && review(&state).is_slow(0.2), "a bar would only flicker");
    let file = |dossier| {
        let outcome = Err(ImportError::Refused("it is empty".to_owned()));
        Box::new(ImportedFile { outcome, table: None, dossier })
    };
    let dossier = std::sync::Arc::clone(&state.file.dossier);
    assert_eq!(apply(&mut state, Event::ImportRead { number: number + 1, file: file(dossier.clone()) }), []);
    assert!(review(&state).is_reading());
    assert_eq!(apply(&mut state, Event::ImportRead { number, file: file(dossier) }), []);
    assert!(review(&state).trouble().is_some());
    // Its thread stops by itself while it is read once more.
    let effects = apply(&mut state, Action::Import(ImportAction::ReadAs(Box::default())));
    let [Effect::Import(ImportOrder { number, .. })] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(apply(&mut state, Event::Stopped(Job::Import(*number))), []);
    assert!(!review(&state).is_reading() && state.session.notice.is_some());
    assert_eq!(apply(&mut state, Action::Import(ImportAction::Close)), []);
    assert!(state.session.import.is_none());
}

#[test]
fn a_reading_that_is_called_off_leaves_nothing() {
    let mut window = Window::new(EMPTY);
    let path = window.write("trade.csv", COMTRADE);
    window.program.borrow_mut().apply(Action::Import(ImportAction::Read(path)));
    assert!(window.review(ImportReview::is_reading));
    window.act(Action::Import(ImportAction::CancelReading));
    assert!(window.state(|state| state.session.import.is_none()));
    let decision = Decision::default();
    assert_eq!((window.facts(), decision), (0, Decision::Open));
}
