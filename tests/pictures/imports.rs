//! Pictures of the review of what is imported and of the columns of a table, drawn without display or GPU and compared with references.

use std::fs;

use crate::picture::assert_picture;
use crate::program::Program;
use attache::app::{Action, AppState, Choice, Event, ImportAction, ReviewPart, ReviewRow, Settings, View, WindowPlace};
use attache::charts::theme;
use attache::export::{Pixels, SvgOptions, draw, pixels, svg};
use attache::load::load;
use attache::window::{Surroundings, window_ui};
use egui::{Theme, Vec2};
use egui_kittest::kittest::Queryable as _;

const EMPTY: &str = r#"{"format": 1, "title": "Indonesia–North Korea trade",
  "parties": [{"id": "IDN", "name": "Indonesia"}, {"id": "PRK", "name": "North Korea"}],
  "themes": [], "sources": [], "facts": []}"#;

const COMTRADE: &str = "\
Year,Trade Flow,Commodity Code,Reporter,Partner,Trade Value (US$)
2014,Export,TOTAL,Indonesia,\"Korea, Dem. Rep.\",1210000
2015,Export,TOTAL,Indonesia,\"Korea, Dem. Rep.\",1410000
2016,Export,TOTAL,Indonesia,\"Korea, Dem. Rep.\",990500
2017,Export,TOTAL,Indonesia,\"Korea, Dem. Rep.\",0
2015,Import,TOTAL,Indonesia,\"Korea, Dem. Rep.\",330000
2016,Import,TOTAL,Indonesia,\"Korea, Dem. Rep.\",soon
2015,Export,0306,Indonesia,\"Korea, Dem. Rep.\",41000
2015,Import,TOTAL,\"Korea, Dem. Rep.\",Indonesia,1500000
";

const OFFICE: &str = "\
Direktorat Statistik Distribusi;;;;
Tahun;Negara;Nilai Ekspor (US$ ribu);품목명 – 수산물, 가공식품 및 기타 농산물;Berat (kg)
2015;Korea Utara;1.410,5;수산물;120.000
2016;Korea Utara;990,25;농산물;95.500
2017;Korea Utara;n.n.;농산물;–
2018;Korea Selatan;7.654.321,0;농산물;1.000.000
2019;Korea Utara;1.005,75;Ikan beku dan udang dalam kemasan yang sangat panjang namanya;42
Catatan: angka sementara;;;;
";

const ARTICLE: &str = "\
Indonesia–North Korea relations

== History ==
Indonesia and North Korea established diplomatic relations in April 1964.[1] President Sukarno visited Pyongyang in November 1964.[1]

== Trade ==
According to Indonesia's Ministry of Trade, trade between both countries was worth US$1.41 million in 2015.[2] In 2016 it fell by 82.24 percent.[2][needs update]
";

/// A program on a dossier, with a file under review.
fn reviewed(dossier: &str, name: &str, text: &str) -> (Program, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.dossier.json");
    fs::write(&path, dossier).expect("written");
    let loaded = load(&path).expect("sound");
    let mut program = Program::new(AppState::new(loaded, Some(path), View::default(), Settings::default()));
    import(&mut program, &folder, name, text);
    (program, folder)
}

fn import(program: &mut Program, folder: &tempfile::TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("written");
    program.apply(Action::Import(ImportAction::Read(path)));
    program.until(|state| state.session.import.as_ref().is_some_and(|review| !review.is_reading()));
}

fn select(program: &mut Program, is_it: impl Fn(&AppState, ReviewRow) -> bool) {
    let row = {
        let review = program.state.session.import.as_ref().expect("a review");
        let rows = review.read().expect("read").1.rows().to_vec();
        rows.into_iter().find(|row| is_it(&program.state, *row)).expect("such a row")
    };
    program.apply(Action::Import(ImportAction::Select(row)));
}

/// The row of the proposal whose title contains words.
fn select_item(program: &mut Program, words: &str) {
    select(program, |state, row| {
        let review = state.session.import.as_ref().expect("a review");
        let items = &review.read().expect("read").0.proposals.items;
        matches!(row, ReviewRow::Item(place) if items[place].title.contains(words))
    });
}

fn window(program: &Program, size: Vec2, mode: Theme) -> Pixels {
    let around = Surroundings::new(None, "none".to_owned());
    let setup = |ctx: &egui::Context| {
        theme::install(ctx);
        ctx.set_theme(mode);
    };
    let drawing = draw(size, setup, |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &program.state, &around, &mut actions);
        assert_eq!(actions, [], "a review at rest wants nothing");
    });
    let options = SvgOptions { ground: Some(drawing.ground), ..SvgOptions::default() };
    let svg = svg(&drawing, &options).expect("everything can be translated");
    pixels(&svg, &drawing, 1.0).expect("rendered")
}

const USUAL: Vec2 = Vec2::new(1360.0, 860.0);
const SMALL: Vec2 = Vec2::new(1024.0, 640.0);
const NARROW: Vec2 = Vec2::new(720.0, 900.0);

#[test]
fn trade_in_groups() {
    let (mut program, folder) = reviewed(EMPTY, "comtrade-2014-2017.csv", COMTRADE);
    select_item(&mut program, "North Korea, 2015");
    program.apply(Action::Import(ImportAction::DecideSelected(Choice::Accept)));
    program.apply(Action::Import(ImportAction::DecideSelected(Choice::Drop)));
    select_item(&mut program, "North Korea, 2015");
    assert_picture("import-trade", &window(&program, USUAL, Theme::Light));
    assert_picture("import-trade-dark", &window(&program, SMALL, Theme::Dark));
    assert_picture("import-trade-narrow", &window(&program, NARROW, Theme::Light));
    select(&mut program, |_, row| matches!(row, ReviewRow::Group(0)));
    assert_picture("import-group", &window(&program, SMALL, Theme::Light));
    select(&mut program, |_, row| matches!(row, ReviewRow::Missed(0)));
    assert_picture("import-missed", &window(&program, SMALL, Theme::Light));
    // What changed since is shown beside what is there.
    program.apply(Action::Import(ImportAction::Apply));
    program.until(|state| state.session.import.is_none());
    import(&mut program, &folder, "comtrade-2014-2017.csv", &COMTRADE.replace("1410000", "1465000"));
    program.apply(Action::DismissNotice);
    select_item(&mut program, "North Korea, 2015");
    assert_picture("import-changed", &window(&program, USUAL, Theme::Light));
    select_item(&mut program, "2014");
    program.apply(Action::Import(ImportAction::Change));
    let window_place = WindowPlace { width: 1360.0, height: 860.0, is_maximised: false };
    program.apply(Event::Drawn { now_secs: 1.0, clock: None, window: window_place });
    assert!(program.state.session.form.is_some());
    assert_picture("import-form", &window(&program, USUAL, Theme::Light));
}

#[test]
fn the_columns_of_a_table() {
    let (mut program, _folder) = reviewed(EMPTY, "ekspor_bps.csv", OFFICE);
    program.apply(Action::Import(ImportAction::Show(ReviewPart::Columns)));
    assert_picture("import-columns", &window(&program, USUAL, Theme::Light));
    assert_picture("import-columns-dark", &window(&program, SMALL, Theme::Dark));
}

#[test]
fn an_article_and_a_bibliography() {
    let (mut program, folder) = reviewed(EMPTY, "article.txt", ARTICLE);
    select_item(&mut program, "82.24");
    assert_picture("import-article", &window(&program, USUAL, Theme::Light));
    program.apply(Action::Import(ImportAction::Leave));
    let bib = "@book{kim2015, author = {Kim, Soo-jin and {World Bank}}, title = {남북한과 인도네시아: Trade and Aid in a Very Long Title that Goes On and On}, publisher = {서울대학교출판부}, year = 2015, doi = {10.1000/xyz}}\n";
    import(&mut program, &folder, "library.bib", bib);
    assert_picture("import-source-dark", &window(&program, SMALL, Theme::Dark));
}

#[test]
fn a_source_that_may_be_there_in_three_columns() {
    const THERE: &str = r#"{"format": 1, "title": "A and B", "parties": [{"id": "IDN", "name": "Indonesia"}, {"id": "PRK", "name": "North Korea"}],
        "themes": [{"id": "trade", "label": "Trade"}], "facts": [], "sources": [
        {"id": "ref-7", "type": "book", "title": "Trade and Aid between Indonesia and the Democratic People's Republic of Korea, 1965–2015",
         "author": [{"family": "Kim", "given": "S."}], "issued": {"date-parts": [[2015]]}, "DOI": "10.1000/xyz", "custom": {"marker": "[7]"}}]}"#;
    const BIB: &str = "@book{kim2015, author = {Kim, Soo-jin and {World Bank}}, title = {Trade and Aid between Indonesia and the DPRK: Five Decades of a Relation in Figures, with Sources and a Critical Commentary on Mirror Data}, \
        publisher = {서울대학교출판부}, year = 2015, doi = {10.1000/xyz}, abstract = {A long abstract that says what the book is about, chapter by chapter, and why its figures differ from those of the ministry.}}\n\
        @misc{other, title = {Another one}, year = 2001}\n";
    let (mut program, _folder) = reviewed(THERE, "library.bib", BIB);
    select_item(&mut program, "Trade and Aid");
    assert_picture("import-source-there", &window(&program, USUAL, Theme::Light));
    // A click takes a field, and the others stay as they are there.
    let actions = std::cell::RefCell::new(Vec::new());
    let around = Surroundings::new(None, String::new());
    let builder = egui_kittest::Harness::builder().with_size(USUAL).with_context_setup(theme::install);
    let mut harness = builder.build_ui(|ui| window_ui(ui, &program.state, &around, &mut actions.borrow_mut()));
    harness.run_steps(2);
    harness.get_by_label("In the file, publisher: 서울대학교출판부").click();
    harness.run_steps(2);
    drop(harness);
    let taken = actions.into_inner().into_iter().find(|action| matches!(action, Action::Import(_)));
    assert_eq!(taken, Some(Action::Import(ImportAction::TakeFields(vec![vec!["publisher".into()]]))));
    program.apply(taken.expect("just seen"));
    assert_picture("import-source-there-dark", &window(&program, Vec2::new(1024.0, 640.0), Theme::Dark));
    program.apply(Action::Import(ImportAction::KeepBoth));
    select_item(&mut program, "Trade and Aid");
    let item = program.state.session.import.as_ref().and_then(|review| review.selected()).map(|(_, item)| item.clone());
    assert!(item.is_some_and(|item| item.keeps_both()));
    assert_picture("import-source-there-both", &window(&program, SMALL, Theme::Light));
}

#[test]
fn a_file_that_cannot_be_read_and_what_would_be_lost() {
    let (mut program, folder) = reviewed(EMPTY, "page.csv", "<!DOCTYPE html><html><body>Sorry</body></html>");
    assert_picture("import-refused", &window(&program, SMALL, Theme::Light));
    program.apply(Action::Import(ImportAction::Leave));
    import(&mut program, &folder, "trade.csv", COMTRADE);
    program.apply(Action::Import(ImportAction::DecideSelected(Choice::Accept)));
    program.apply(Action::Import(ImportAction::Close));
    assert_picture("import-leave", &window(&program, SMALL, Theme::Light));
}
