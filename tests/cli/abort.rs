//! A window that runs out of memory is aborted without a panic: the next start has a report of it all the same.
#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The signal of an abort.
const SIGABRT: i32 = 6;
/// With so much memory (of addresses) nothing fails, in bytes.
const ENOUGH: u64 = 4 << 30;

/// Opens a window where there is no screen: the dossier is read all the same, before that is said.
fn open(folder: &Path, memory: u64) -> Output {
    let script = format!("ulimit -v {}; exec \"$0\" x.dossier.json", memory >> 10);
    let mut command = Command::new("bash");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_attache")]).current_dir(folder);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command.env("ATTACHE_CONFIG_DIR", folder.join("config")).output().expect("it runs")
}

fn files(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("config")).into_iter().flatten();
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix))).collect()
}

#[test]
fn the_next_start_has_a_report_of_each_allocation_that_failed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut dossier = Vec::new();
    attache::cli::generate(&mut dossier, 4_000, 1).expect("memory can be written to");
    fs::write(folder.path().join("x.dossier.json"), dossier).expect("written");
    let (mut memory, mut aborted) = (32_u64 << 20, 0);
    let said = loop {
        let output = open(folder.path(), memory);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // Too little memory for the file alone is an error as any other, and no abort.
        if said.contains("no window could be opened") {
            break said;
        }
        // What came before standard error led into a file was said where it can be read.
        if output.status.signal() == Some(SIGABRT) && !said.contains("memory allocation of ") {
            aborted += 1;
        }
        assert!(memory < ENOUGH, "{:?}: {said}", output.status);
        memory += 8 << 20;
    };
    assert!(aborted > 0, "it was never aborted");
    // What is said where nothing is aborted comes out as if nothing stood between.
    assert!(said.starts_with("attache: error: no window"), "{said}");
    let reports = files(folder.path(), "crash-");
    assert_eq!(files(folder.path(), "stderr-"), Vec::<PathBuf>::new());
    let texts = reports.iter().map(|report| fs::read_to_string(report).expect("a report"));
    let of_memory: Vec<String> = texts.filter(|text| text.contains("memory allocation of ")).collect();
    assert_eq!(of_memory.len(), aborted, "{of_memory:?}");
    for text in of_memory {
        // Two threads may have written at once; a number stands there in any case.
        let bytes = text.split_once(" bytes failed").and_then(|(before, _)| before.rsplit(' ').next());
        assert!(bytes.is_some_and(|bytes| bytes.parse::<u64>().is_ok()), "{text}");
        assert!(text.contains("When: 20") && text.contains("there was not enough memory"), "{text}");
    }
}

#[test]
fn a_command_says_how_many_bytes_could_not_be_had() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut dossier = Vec::new();
    attache::cli::generate(&mut dossier, 4_000, 1).expect("memory can be written to");
    fs::write(folder.path().join("x.dossier.json"), dossier).expect("written");
    let mut codes = Vec::new();
    for memory in (16_u64 << 20..256 << 20).step_by(8 << 20) {
        let script = format!("ulimit -v {}; \"$0\" audit x.dossier.json > /dev/null", memory >> 10);
        let output = Command::new("bash")
            .args(["-c", &script, env!("CARGO_BIN_EXE_attache")])
            .current_dir(folder.path())
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = output.status.code();
        if code == Some(134) {
            assert!(said.contains("memory allocation of ") && said.contains(" bytes failed"), "{said}");
        }
        codes.push(code);
    }
    assert!(codes.contains(&Some(134)) && codes.last() == Some(&Some(0)), "{codes:?}");
}
