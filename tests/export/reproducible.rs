//! The same dossier and the same order give the same bytes, wherever and whenever the program runs.

use std::process::Command;

/// What the program prints, or writes into a file, in an environment.
fn bytes(args: &[&str], environment: &[(&str, &str)]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.args(args).envs(environment.iter().copied()).current_dir(folder.path());
    if args.contains(&"--format") && args[0] == "export" {
        command.arg("--out").arg(&out);
    }
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(&out).unwrap_or(output.stdout)
}

#[test]
fn neither_place_nor_time_nor_width_is_seen() {
    let orders: [&[&str]; 9] = [
        &["export", "--view", "trade", "--format", "svg"],
        &["export", "--view", "trade", "--format", "png"],
        &["export", "--view", "timeline", "--format", "pdf"],
        &["export", "--view", "timeline", "--format", "json"],
        &["export", "--view", "trade", "--format", "bundle"],
        &["facts", "--format", "csv"],
        &["audit", "--format", "json"],
        &["cite", "--style", "apa"],
        &["generate", "--facts", "50", "--seed", "3", "--out", "/dev/stdout"],
    ];
    let elsewhere = [
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LANG", "ar_EG.UTF-8"),
        ("TZ", "Pacific/Kiritimati"),
        ("HOME", "/nowhere"),
        ("COLUMNS", "20"),
    ];
    let here = [("LC_ALL", "C"), ("LANG", "C"), ("TZ", "UTC"), ("HOME", "/"), ("COLUMNS", "200")];
    for order in orders {
        assert_eq!(bytes(order, &here), bytes(order, &elsewhere), "{order:?}");
    }
}
