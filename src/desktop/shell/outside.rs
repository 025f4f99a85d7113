//! What the window does outside of itself: files, the desktop's dialogs, the clipboard, the clock.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::app::{ClockTime, Pick};
use crate::dossier::Day;
use crate::load::EXTENSION;

/// A native dialog that answers "nothing" faster than this was never seen by anybody.
const SHOWN_DIALOG: Duration = Duration::from_millis(350);

/// The endings of files that are usually imported.
const IMPORTED: [&str; 19] = [
    "csv", "tsv", "tab", "txt", "gz", "xlsx", "xlsm", "xls", "ods", "json", "bib", "ris", "ics", "xml", "timeline",
    "md", "wiki", "wikitext", "text",
];

/// Asks the desktop for a file, and tells whether it can have shown a dialog: one that answers at once has shown none.
#[expect(clippy::disallowed_types, reason = "how long a dialog stood open reaches no file")]
pub(super) fn timed_pick(pick: &Pick) -> (Option<PathBuf>, bool) {
    let asked = std::time::Instant::now();
    let path = pick_file(pick);
    (path, asked.elapsed() > SHOWN_DIALOG)
}

/// Asks for a file with the desktop's own dialog; `None` where there is none, or nothing was chosen.
fn pick_file(pick: &Pick) -> Option<PathBuf> {
    let name_of = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match pick {
        Pick::Save { path, is_copy } => {
            let title = if *is_copy { "Save a copy of the dossier" } else { "Save the dossier as" };
            let dialog = rfd::FileDialog::new().set_title(title).set_file_name(name_of(path));
            let dialog = dialog.add_filter(format!("Dossiers (*{EXTENSION})"), &["json"]);
            match path.parent().filter(|folder| folder.is_dir()) {
                Some(folder) => dialog.set_directory(folder).save_file(),
                None => dialog.save_file(),
            }
        }
        Pick::Dossier | Pick::DossierForNewWindow => rfd::FileDialog::new()
            .set_title("Open a dossier")
            .add_filter(format!("Dossiers (*{EXTENSION})"), &["json"])
            .pick_file(),
        Pick::Foreign => rfd::FileDialog::new()
            .set_title("Import a file")
            .add_filter("Tables, lists, bibliographies, texts", &IMPORTED)
            .add_filter("All files", &["*"])
            .pick_file(),
        Pick::Article => rfd::FileDialog::new()
            .set_title("Begin a dossier from an article")
            .add_filter("Texts and web pages", &["txt", "text", "md", "wiki", "wikitext", "htm", "html"])
            .add_filter("All files", &["*"])
            .pick_file(),
        Pick::Figure(request) => {
            let dialog = rfd::FileDialog::new().set_title(format!("Export the {}", request.name()));
            let extension = request.document.map_or(request.format.extension(), |document| document.extension());
            dialog.add_filter(extension.to_uppercase(), &[extension]).set_file_name(name_of(&request.path)).save_file()
        }
    }
}

/// Starts the program once more with a file, and leaves it alone; the error is a sentence for people.
///
/// A window of its own is a process of its own: whatever happens to one dossier happens to no other.
pub(super) fn new_window(path: &Path) -> Result<(), String> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let explain = |error: std::io::Error| format!("No other window could be opened: {error}.");
    let program = std::env::current_exe().map_err(explain)?;
    let mut other = Command::new(program).arg(path).stdin(Stdio::null()).spawn().map_err(explain)?;
    // Waited for by nobody else, it would stay in the list of processes when it has ended.
    std::thread::spawn(move || other.wait());
    Ok(())
}

/// Shows a folder in the desktop's file manager; where there is none, nothing happens, and the path can be copied.
pub(super) fn show_folder(folder: &Path) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    match Command::new(program).arg(folder).stdin(Stdio::null()).spawn() {
        Ok(mut shown) => drop(std::thread::spawn(move || shown.wait())),
        Err(error) => log::warn!("{program} could not be started: {error}"),
    }
}

/// Where a figure goes that nobody said a folder for.
pub(super) fn first_folder() -> Option<PathBuf> {
    let folders = directories::UserDirs::new()?;
    Some(folders.document_dir().filter(|folder| folder.is_dir()).unwrap_or(folders.home_dir()).to_owned())
}

/// Today in the time zone of the machine.
pub(in crate::desktop) fn today() -> Option<Day> {
    clock().map(|clock| clock.day)
}

/// The day and the time in the time zone of the machine.
pub(super) fn clock() -> Option<ClockTime> {
    let now = jiff::ZonedDateTime::now();
    let (month, day) = (u8::try_from(now.month()).ok()?, u8::try_from(now.day()).ok()?);
    let minute = u16::try_from(i32::from(now.hour()) * 60 + i32::from(now.minute())).ok()?;
    Some(ClockTime { day: Day::from_civil(i64::from(now.year()), month, day), minute })
}
