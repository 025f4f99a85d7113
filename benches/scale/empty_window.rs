//! Where the program is that opens an empty window.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Its name among the benches.
const NAME: &str = "empty_window";

/// The program, built as this one is; `None`, said on standard error, where it cannot be built.
pub(crate) fn program() -> Option<PathBuf> {
    static PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let program = PROGRAM.get_or_init(|| {
        let built = build();
        if built.is_none() {
            eprintln!("  the empty window, which is the yardstick, cannot be built");
        }
        built
    });
    program.clone()
}

/// Asks cargo for it, which has built it already where all benches were asked for, and says where it lies.
fn build() -> Option<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let as_this = if cfg!(debug_assertions) { "test" } else { "bench" };
    let mut command = Command::new(cargo);
    command.args([as_this, "--no-run", "--quiet", "--bench", NAME, "--message-format", "json"]);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).stderr(Stdio::inherit()).output().ok()?;
    let messages = String::from_utf8(output.stdout).ok()?;
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut of_it = messages.filter(|message| message["target"]["name"] == NAME);
    of_it.find_map(|message| message["executable"].as_str().map(PathBuf::from))
}
