//! What is written by the binary: nothing is replaced that nobody said may be, and nothing is left half.

#![cfg(unix)]
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn export(out: &str, more: &[&str], stdout: Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.args(["export", "--view", "trade", "--format", "csv", "--out", out]).args(more);
    command.stdout(stdout).stderr(Stdio::piped()).output().expect("it runs")
}

#[test]
fn a_file_that_is_there_is_replaced_with_force_only_however_its_path_is_spelled() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.csv");
    fs::write(&path, "old").expect("written");
    let link = folder.path().join("link.csv");
    std::os::unix::fs::symlink(&path, &link).expect("linked");
    let bare = path.to_string_lossy().into_owned();
    for spelling in
        [bare.clone(), format!("/dev/..{bare}"), format!("/proc/self/root{bare}"), link.to_string_lossy().into_owned()]
    {
        let output = export(&spelling, &[], Stdio::piped());
        assert_eq!(output.status.code(), Some(2), "{spelling}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("is there already"), "{spelling}");
        assert_eq!(fs::read_to_string(&path).expect("kept"), "old", "{spelling}");
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("permitted");
    assert!(export(&bare, &["--force"], Stdio::piped()).status.success());
    assert!(fs::read_to_string(&path).expect("new").starts_with("year,"));
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
    let generated =
        Command::new(env!("CARGO_BIN_EXE_attache")).args(["generate", "--facts", "1", "--out", &bare]).output();
    assert_eq!(generated.expect("it runs").status.code(), Some(2), "generate asks, too");
}

#[test]
fn what_the_program_was_started_with_is_written_to() {
    let piped = export("/dev/stdout", &[], Stdio::piped());
    assert!(piped.status.success() && piped.stdout.starts_with(b"year,"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.csv");
    for spelling in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let output = export(spelling, &[], File::create(&path).expect("made").into());
        assert!(output.status.success(), "{spelling}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(fs::read(&path).expect("written"), piped.stdout, "{spelling}");
    }
}

#[test]
fn leftovers_of_killed_runs_are_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(".attache-killed.part"), "half").expect("written");
    assert!(export(&folder.path().join("x.csv").to_string_lossy(), &[], Stdio::piped()).status.success());
    let names: Vec<_> =
        fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(names, [Path::new("x.csv")]);
}

/// A dossier whose identifiers hold what steers a terminal.
const STEERS: &str = r#"{"format": 1, "title": "t", "parties": [{"id": "A", "name": "A"}, {"id": "B", "name": "B"}],
 "themes": [{"id": "t", "label": "T"}], "sources": [{"id": "s\u001b]0;x\u0007", "type": "book", "title": "\u009b2Jx\u202e"}],
 "facts": [{"id": "f\u001b[2J\u0007\u009bx", "theme": "t", "title": "x\u001b[31m", "statement": "y\ufffe", "citations": [{"source": "s\u001b]0;x\u0007"}],
 "figures": [{"id": "g\u001b", "measure": "trade-value", "flow": "total", "period": "2019", "value": "1", "unit": "USD", "basis": "stated"}]}]}"#;

#[test]
fn nothing_that_is_printed_steers_a_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "a\u{1b}[2J\n\u{9b}b.dossier.json";
    fs::write(folder.path().join(name), STEERS).expect("written");
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_attache"))
            .args(args)
            .current_dir(folder.path())
            .output()
            .expect("it runs");
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    };
    let commands: [&[&str]; 10] = [
        &["check", name],
        &["check", "no\u{1b}[2J.json"],
        &["facts", name],
        &["facts", name, "--format", "json"],
        &["audit", name],
        &["audit", name, "--format", "json"],
        &["cite", name, "--style", "apa"],
        &["cite", name, "--fact", "\u{1b}[2J"],
        &["export", name, "--view", "trade", "--out", "\u{1b}[2J/x.svg"],
        &["\u{1b}[2J\u{7}"],
    ];
    for command in commands {
        let said = run(command);
        let steers = |c: char| attache::dossier::is_control_or_bidi(c) && !matches!(c, '\n' | '\t');
        assert!(!said.contains(steers), "{command:?}: {said:?}");
    }
    // What cannot be drawn or kept in a format does not stand in the way of comparing.
    for (view, format) in
        [("trade", "svg"), ("timeline", "svg"), ("timeline", "pdf"), ("timeline", "png"), ("timeline", "zip")]
    {
        let figure = format!("{view}.{format}");
        assert_eq!(run(&["export", name, "--view", view, "--out", &figure]), "", "{figure}");
        assert_eq!(run(&["compare", &figure, name]), "", "{figure}");
    }
}
