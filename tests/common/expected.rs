//! Texts that people have read and found right, kept in `tests/expected`; `UPDATE_EXPECTED=1` writes them anew.

use std::path::PathBuf;

/// Holds a text against the file of a name, line by line.
#[track_caller]
pub(crate) fn assert_expected(name: &str, text: &str) {
    let file = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/expected")).join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(&file, text).expect("the file");
    }
    let expected = std::fs::read_to_string(&file).expect("the file");
    for (line, (found, expected)) in text.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{name}, line {}", line + 1);
    }
    assert_eq!(text.lines().count(), expected.lines().count(), "{name}");
}
