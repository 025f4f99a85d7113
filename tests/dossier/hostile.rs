//! A dossier that means harm: names that are paths, links that are none, letters that turn the direction of writing or
//! steer a terminal, numbers and nesting at the limit. `tests/offline.sh` watches the real program on the same file.

use std::path::{Path, PathBuf};
use std::process::Command;

use attache::analysis::AuditOptions;
use attache::app::{
    Action, AppState, ChartKind, Dialog, ExportRequest, FileAction, FileFormat, LayoutAction, OpenFile, SelectAction,
    Settings, Span, ValueAxis, View, apply,
};
use attache::charts::theme;
use attache::dossier::is_control_or_bidi;
use attache::export::{SvgOptions, draw, render_chart, svg};
use attache::load::{Loaded, load, load_bytes};
use attache::window::{Surroundings, window_ui};

const HOSTILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample/hostile.dossier.json");

fn hostile() -> Loaded {
    load(Path::new(HOSTILE)).expect("nothing in it breaks a rule of the format")
}

#[test]
fn only_web_links_that_read_as_they_are_can_be_opened() {
    let loaded = hostile();
    let sources = loaded.dossier.sources();
    let links: Vec<&str> = sources.iter().filter_map(|source| source.link().map(|_| source.id())).collect();
    assert_eq!(links, ["good"]);
    let mut state = AppState::new(loaded, None, View::default(), Settings::default());
    let urls: Vec<String> =
        state.dossier().sources().iter().filter_map(|source| Some(source.text("URL")?.to_owned())).collect();
    assert!(urls.len() > 5);
    for url in urls.iter().filter(|url| !url.contains("aaa")) {
        assert_eq!(apply(&mut state, Action::OpenLink(url.clone())), [], "{url}");
        assert_eq!(apply(&mut state, Action::AskToOpenLink(url.clone())), [], "{url}");
        assert_eq!(state.session.dialog, None, "{url}");
    }
}

#[test]
fn every_fact_is_drawn_and_every_dialog_opens() {
    let mut state = AppState::new(hostile(), None, View::default(), Settings::default());
    let facts: Vec<_> = state.dossier().facts().iter().map(|fact| fact.id.clone()).collect();
    let mut steps: Vec<Action> = facts.into_iter().map(|id| Action::Select(SelectAction::Fact(id))).collect();
    let link = state.dossier().sources().iter().find_map(|source| source.link()).expect("one").to_owned();
    steps.push(Action::AskToOpenLink(link));
    steps.push(Action::Layout(LayoutAction::Open(Dialog::Diagnostics)));
    steps.push(Action::File(FileAction::PrepareExport(ChartKind::Timeline)));
    for step in steps {
        assert_eq!(apply(&mut state, step.clone()), []);
        let drawing = draw(egui::vec2(1200.0, 800.0), theme::install, |ui| {
            window_ui(ui, &state, &Surroundings::default(), &mut Vec::new());
        });
        let svg = svg(&drawing, &SvgOptions::default()).expect("it can be translated");
        assert!(!svg.contains(steers_but_breaks), "{step:?}");
    }
}

/// Whether a character steers; the breaks of lines in the file itself do not.
fn steers_but_breaks(c: char) -> bool {
    is_control_or_bidi(c) && !matches!(c, '\n' | '\r')
}

#[test]
fn figures_carry_nothing_that_acts() {
    let file = OpenFile::new(hostile(), Some(HOSTILE.into()), AuditOptions::default());
    for kind in [ChartKind::Trade, ChartKind::Timeline] {
        let written =
            |format| render_chart(&file, &ExportRequest::new(kind, format, PathBuf::new())).expect("it is drawn");
        let svg = String::from_utf8(written(FileFormat::Svg)).expect("text");
        let drawing = svg.split("</metadata>").nth(1).expect("the drawing comes after what is said of it");
        assert!(!drawing.contains(steers_but_breaks));
        for acting in ["<script", "<image", "<a ", "<foreignObject", "<!", "onload", "href=\"file", "href=\"http"] {
            assert!(!svg.contains(acting), "{acting}");
        }
        let pdf = written(FileFormat::Pdf);
        for acting in [&b"/JavaScript"[..], b"/Launch", b"/URI", b"/OpenAction", b"/EmbeddedFile"] {
            assert!(!pdf.windows(acting.len()).any(|part| part == acting), "{}", String::from_utf8_lossy(acting));
        }
        let csv = String::from_utf8(written(FileFormat::Csv)).expect("text");
        assert!(!csv.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r')));
    }
}

#[test]
fn the_name_of_a_figure_reads_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings { export_folder: Some(folder.path().to_owned()), ..Settings::default() };
    let file = PathBuf::from("/in/a\u{202E}gpj\u{1b}[2J\n.dossier.json");
    let mut state = AppState::new(hostile(), Some(file), View::default(), settings);
    let _ = apply(&mut state, Action::File(FileAction::PrepareExport(ChartKind::Trade)));
    let Some(Dialog::Export(request)) = &state.session.dialog else { panic!("no dialog") };
    assert_eq!(request.path, folder.path().join("agpj[2J-chart.png"));
}

#[test]
fn no_command_steers_the_terminal() {
    let commands: [&[&str]; 9] = [
        &["check"],
        &["audit"],
        &["facts"],
        &["facts", "--format", "csv"],
        &["facts", "--format", "json"],
        &["cite", "--style", "apa"],
        &["cite", "--style", "mla"],
        &["cite", "--style", "bibtex"],
        &["cite", "--style", "ris"],
    ];
    for command in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_attache")).args(command).arg(HOSTILE).output().expect("it runs");
        assert!(output.status.success(), "{command:?}");
        let said = String::from_utf8(output.stdout).expect("text") + &String::from_utf8_lossy(&output.stderr);
        let steering: Vec<char> = said.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r')).collect();
        assert!(steering.is_empty(), "{command:?}: {steering:?}");
    }
}

#[test]
fn depth_and_size_have_limits() {
    let nested = |depth: usize| {
        let custom = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let parties = r#"[{"id": "A", "name": "A"}, {"id": "B", "name": "B"}]"#;
        let start = format!(r#"{{"format": 1, "title": "t", "parties": {parties}, "themes": [], "sources": []"#);
        format!(r#"{start}, "facts": [], "custom": {{"a": {custom}}}}}"#)
    };
    assert!(load_bytes(nested(60).as_bytes()).is_ok());
    for depth in [200, 100_000, 3_000_000] {
        assert!(load_bytes(nested(depth).as_bytes()).is_err(), "{depth}");
    }
}

#[test]
fn no_view_from_outside_breaks_the_window() {
    let ranges =
        [(5.0, -5.0), (0.0, 0.0), (f64::MAX, f64::MIN), (f64::MIN, f64::MAX), (1e-320, 2e-320), (1e300, 2e300)];
    let spans = [Span::of_years(-9000, 9000), serde_json::from_str("[1e308, -1e308]").expect("it is read")];
    for (range, axis) in
        ranges.into_iter().flat_map(|range| [ValueAxis::Linear, ValueAxis::Logarithmic].map(|axis| (range, axis)))
    {
        for span in spans {
            let mut state = AppState::new(hostile(), None, View::default(), Settings::default());
            let order = ExportRequest {
                span: Some(span),
                value_axis: axis,
                value_range: Some(range),
                reporter: Some("../canary".to_owned()),
                hidden_themes: vec!["../canary".to_owned()],
                ..ExportRequest::new(ChartKind::Trade, FileFormat::Svg, "/etc/canary".into())
            };
            state.restore_view(&order);
            state.restore_view(&ExportRequest { figure: ChartKind::Timeline, ..order });
            draw(egui::vec2(900.0, 700.0), theme::install, |ui| {
                window_ui(ui, &state, &Surroundings::default(), &mut Vec::new());
            });
            assert_eq!(state.view.reporter, None, "there is no such reporter");
        }
    }
}
