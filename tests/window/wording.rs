//! Every sentence that the program says, gathered from its own tables and held against files that people have read: a change of
//! wording is a difference to review. `UPDATE_EXPECTED=1 cargo test --test window wording` writes the files anew.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::Command;
use std::rc::Rc;

use attache::analysis::{AuditOptions, Derived, FindingKind, Flows, Form, Frequency, Measure, Severity, audit};
use attache::app::{
    Action, AppState, ChartKind, Dialog, DocumentFormat, EditAction, ExportRequest, FileAction, FileFormat, FormOf,
    GUIDE, ImportAction, LayoutAction, MainView, RivalPolicy, SelectAction, Settings, Side, SizePreset, SourceLine,
    View, apply,
};
use attache::charts::theme;
use attache::cli::generate;
use attache::dossier::{Basis, Day, FlagKind};
use attache::export::{description, document};
use attache::load::{Loaded, load_bytes, load_shipped};
use attache::window::{Surroundings, window_ui};
use egui::Vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::expected::assert_expected;
use super::mutate::{Seeded, mutated, scalars};

const GOOD: &str = include_str!("../sample/good.dossier.json");
/// What no usual dossier has: figures in a circle, parts beyond their total, a passage of another text, facts that nobody has read.
const ODD: &str = include_str!("../sample/odd.dossier.json");

fn opened(loaded: Loaded) -> AppState {
    AppState::new(loaded, None, View::default(), Settings::default())
}

/// A program's answer to arguments: what it says, and its exit code.
fn answer(args: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_attache")).args(args).current_dir(sample()).output().expect("it runs");
    let (results, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("$ attache {}\n{results}{errors}exit code {}\n\n", args.join(" "), output.status.code().unwrap_or(-1))
}

fn sample() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample")
}

#[test]
fn of_the_command_line() {
    let overview = answer(&["help"]);
    let (_, commands) = overview.split_once("Commands").expect("commands");
    let commands: Vec<&str> = commands
        .lines()
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 8, "{overview}");
    let mut text = overview.clone() + &answer(&["--help"]);
    for command in commands {
        text += &answer(&[command, "--help"]);
    }
    text += &answer(&["help", "tour"]);
    text += &answer(&["help", "keyboard"]);
    assert_expected("wording/command-line-help.txt", &text);

    let mut text = String::new();
    for args in [
        &["help", "date"][..],
        &["nonsense.dossier.json", "more"],
        &["check"],
        &["check", "missing.dossier.json"],
        &["check", "article.html"],
        &["check", "good.dossier.json"],
        &["facts", "missing.dossier.json"],
        &["facts", "--format", "xml"],
        &["audit", "good.dossier.json"],
        &["cite", "good.dossier.json", "--style", "harvard"],
        &["cite", "good.dossier.json", "--style", "apa", "--fact", "nobody"],
        &["export", "--view", "trade", "--out", "chart.gif"],
        &["export", "--view", "trade", "--out", "no-such-folder/chart.png"],
        &["export", "--view", "trade", "--out", "x.png", "--from", "2020", "--to", "2010"],
        &["export", "--view", "trade", "--out", "x.png", "--size", "big"],
        &["export", "--view", "trade", "--out", "x.png", "--size", "9999999x10"],
        &["export", "--view", "trade", "--out", "x.png", "--reporter", "XXX"],
        &["export", "--view", "trade", "--out", "x.png", "--unit", "XXX"],
        &["export", "--view", "trade", "--out", "x.png", "--measure", "weight"],
        &["export", "--view", "timeline", "--out", "x.png", "--hide-theme", "weather"],
        &["export", "--view", "dossier", "--out", "x.png"],
        &["import", "auto", "article.html", "--pair", "IDN"],
        &["import", "auto", "missing.csv", "--list"],
        &["import", "comtrade", "article.html", "--pair", "IDN,PRK", "--list"],
        &["import", "table", "good.dossier.json", "--list"],
        &["edit", "good.dossier.json", "missing.ndjson"],
        &["diff", "good.dossier.json", "missing.dossier.json"],
        &["merge", "good.dossier.json", "good.dossier.json", "missing.dossier.json", "--out", "x.json"],
        &["compare", "article.html", "good.dossier.json"],
    ] {
        text += &answer(args);
    }
    assert_expected("wording/command-line-errors.txt", &text);
}

#[test]
fn of_the_findings() {
    let options = AuditOptions { today: Some(Day::from_civil(2026, 1, 15)), stale_after_years: 5 };
    let mut kinds: BTreeMap<FindingKind, BTreeSet<String>> = BTreeMap::new();
    let mut generated = Vec::new();
    generate(&mut generated, 300, 1).expect("writing into memory does not fail");
    let all = [
        load_shipped().expect("sound"),
        load_bytes(ODD.as_bytes()).expect("sound"),
        load_bytes(&generated).expect("sound"),
    ];
    for loaded in all {
        let dossier = &loaded.dossier;
        for finding in audit(dossier, &Derived::of(dossier), &options).findings() {
            let sentences = kinds.entry(finding.kind).or_default();
            // Three of each kind show how they are made.
            if sentences.len() < 3 {
                let arithmetic =
                    finding.arithmetic(dossier).map(|lines| format!("\n    | {}", lines.replace('\n', "\n    | ")));
                sentences.insert(format!("{}{}", finding.sentence(dossier), arithmetic.unwrap_or_default()));
            }
        }
    }
    let mut text = String::new();
    for severity in Severity::ALL {
        writeln!(text, "{}: {}", severity.word(), severity.label()).expect("a text");
    }
    for kind in FindingKind::ALL {
        writeln!(text, "\n{}: {}", kind.word(), kind.label()).expect("a text");
        let sentences = kinds.get(kind).unwrap_or_else(|| panic!("no dossier here has: {}", kind.label()));
        for sentence in sentences {
            writeln!(text, "  {sentence}").expect("a text");
        }
    }
    assert_expected("wording/findings.txt", &text);
}

/// What is said of damaged dossiers, each sentence once: quoted values are left out, since there is no end of them.
#[test]
fn of_the_file_check() {
    let mut said = BTreeSet::new();
    let places = scalars(GOOD);
    for seed in 0..4000 {
        let bytes = mutated(GOOD, &mut Seeded(seed), &places);
        for diagnostic in load_bytes(&bytes).err().into_iter().flatten() {
            let (message, hint) = (without_values(&diagnostic.message), without_values(&diagnostic.hint));
            said.insert(format!("{}: {message}; {hint}", diagnostic.severity.word()));
        }
    }
    assert!(said.len() > 60, "{said:#?}");
    assert_expected("wording/file-check.txt", &(said.into_iter().collect::<Vec<_>>().join("\n") + "\n"));
}

/// A sentence with … in the place of what it quotes, and of numbers.
fn without_values(text: &str) -> String {
    let mut short = String::new();
    let mut is_quoted = false;
    for letter in text.chars() {
        match letter {
            '“' => is_quoted = true,
            '”' => is_quoted = false,
            _ if is_quoted => continue,
            _ if letter.is_ascii_digit() => {
                if !short.ends_with('0') {
                    short.push('0');
                }
                continue;
            }
            _ => {}
        }
        short.push(letter);
    }
    short
}

#[test]
fn of_the_choices() {
    let mut text = String::new();
    let mut list = |what: &str, labels: Vec<String>| writeln!(text, "{what}: {}", labels.join(" · ")).expect("a text");
    list("flows", Flows::ALL.iter().map(|one| one.label().to_owned()).collect());
    list("periods", Frequency::ALL.iter().map(|one| one.label().to_owned()).collect());
    list("forms", Form::ALL.iter().map(|one| one.label().to_owned()).collect());
    list("measures", Measure::ALL.iter().map(|one| one.label().to_owned()).collect());
    list("conflicting values", RivalPolicy::ALL.iter().map(|one| one.label().to_owned()).collect());
    list("views", MainView::ALL.iter().map(|one| format!("{} ({})", one.label(), one.meaning())).collect());
    list("sizes", SizePreset::ALL.iter().map(|one| one.label().to_owned()).collect());
    list("sources under a figure", SourceLine::ALL.iter().map(|one| one.label().to_owned()).collect());
    list(
        "files of a dossier",
        DocumentFormat::ALL.iter().map(|one| format!("{} ({})", one.name(), one.purpose())).collect(),
    );
    list("basis", Basis::WORDS.iter().map(|word| (*word).to_owned()).collect());
    list("guide", GUIDE.iter().map(|step| step.title.to_owned()).collect());
    for word in FlagKind::known_words() {
        let kind = FlagKind::from_word(word);
        list(word, vec![kind.label().to_owned(), kind.meaning().to_owned()]);
    }
    assert_expected("wording/choices.txt", &text);
}

#[test]
fn of_the_exports() {
    let mut text = String::new();
    let mut generated = Vec::new();
    generate(&mut generated, 80, 1).expect("writing into memory does not fail");
    for loaded in [load_shipped().expect("sound"), load_bytes(&generated).expect("sound")] {
        let file = opened(loaded).file;
        writeln!(text, "# {}\n", file.dossier.title()).expect("a text");
        for figure in [ChartKind::Trade, ChartKind::Timeline] {
            let request = ExportRequest::new(figure, FileFormat::Png, "figure.png".into());
            let description = description(&file, &request);
            let beginning: Vec<&str> = description.lines().take(12).collect();
            writeln!(text, "{}\n", beginning.join("\n")).expect("a text");
        }
        for format in DocumentFormat::ALL {
            for note in document(&file, *format, None).expect("a document").notes {
                writeln!(text, "{}: {note}", format.name()).expect("a text");
            }
        }
        text.push('\n');
    }
    assert_expected("wording/exports.txt", &text);
}

/// The window, with what is asked for done after each frame; what reaches outside is let go.
fn harness(state: Rc<RefCell<AppState>>) -> Harness<'static> {
    let builder = Harness::builder().with_size(Vec2::new(1360.0, 860.0)).with_step_dt(0.1).with_max_steps(60);
    builder.with_context_setup(theme::install).build_ui(move |ui| {
        let mut actions = Vec::new();
        window_ui(ui, &state.borrow(), &Surroundings::default(), &mut actions);
        for action in actions {
            let _ = apply(&mut state.borrow_mut(), action);
        }
    })
}

/// The names of all that a screen reader finds, in the order of the window.
fn names(harness: &Harness<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for node in harness.root().children_recursive() {
        let node = node.accesskit_node();
        let name = node.label().filter(|name| !name.trim().is_empty());
        names.extend(name.map(|name| name.replace('\n', " ")));
    }
    names
}

#[test]
fn of_the_window() {
    let mut text = String::new();
    let mut known = BTreeSet::new();
    let mut add = |what: &str, names: Vec<String>| {
        writeln!(text, "# {what}").expect("a text");
        for name in names {
            if known.insert(name.clone()) {
                writeln!(text, "{name}").expect("a text");
            }
        }
    };
    let open = |dialog: Dialog| Action::Layout(LayoutAction::Open(dialog));
    let scenes = [
        ("At first", vec![]),
        ("A fact", vec![Action::Select(SelectAction::Fact("trade-2015-north-korea-sales".into()))]),
        ("Findings", vec![Action::Layout(LayoutAction::ShowSide(Side::Findings))]),
        ("Table", vec![Action::Layout(LayoutAction::ShowMain(MainView::Table))]),
        ("Sources", vec![Action::Layout(LayoutAction::ShowMain(MainView::Sources))]),
        ("Shortcuts", vec![open(Dialog::Shortcuts)]),
        ("About", vec![open(Dialog::About)]),
        ("Diagnostics", vec![open(Dialog::Diagnostics)]),
        ("Calculation", vec![open(Dialog::TraceDerivation(0))]),
        ("Chart data", vec![open(Dialog::Table(ChartKind::Trade))]),
        ("Link", vec![open(Dialog::Link("https://example.net/".to_owned()))]),
        ("History", vec![open(Dialog::History)]),
        (
            "Form of a fact",
            vec![
                Action::Select(SelectAction::Fact("trade-2019".into())),
                Action::Edit(EditAction::Open(FormOf::NewFact)),
            ],
        ),
        ("Form of a source", vec![Action::Edit(EditAction::Open(FormOf::NewSource))]),
        ("Themes", vec![Action::Edit(EditAction::OpenThemes)]),
        ("New dossier", vec![open(Dialog::NewDossier(Box::default()))]),
        ("New from an article", vec![open(Dialog::NewArticle(String::new()))]),
        ("Export of a chart", vec![Action::File(FileAction::PrepareExport(ChartKind::Trade))]),
        ("Export of the dossier", vec![Action::File(FileAction::PrepareDocument)]),
        ("Import that is refused", vec![Action::Import(ImportAction::Read("no.csv".into()))]),
    ];
    for (what, actions) in scenes {
        let state = Rc::new(RefCell::new(opened(load_shipped().expect("sound"))));
        for action in actions {
            let _ = apply(&mut state.borrow_mut(), action);
        }
        let mut harness = harness(state);
        harness.run_steps(4);
        add(what, names(&harness));
    }
    let mut harness = harness(Rc::new(RefCell::new(opened(load_shipped().expect("sound")))));
    harness.run_steps(2);
    for menu in ["File", "Edit", "View", "Go", "Help"] {
        harness.get_by_label(menu).click();
        harness.run_steps(4);
        add(&format!("Menu {menu}"), names(&harness));
        harness.key_press(egui::Key::Escape);
        harness.run_steps(4);
    }
    assert_expected("wording/window.txt", &text);
}
