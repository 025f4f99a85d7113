//! What the desktop is told about the program: icons, entry, types of files, and that all of it says the same.
//!
//! With `UPDATE_PICTURES=1` in the environment the icons are drawn again from their SVGs, and what is packed from them for
//! macOS and Windows is packed again.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

mod containers;
#[expect(dead_code, reason = "shared with other tests")]
#[path = "../common/picture.rs"]
mod picture;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use attache::export::{icon, png};
use attache::load::EXTENSION;
use attache::store::{Overwrite, write_whole};

/// The sides of the icons, in pixels.
const SIDES: [u32; 8] = [16, 24, 32, 48, 64, 128, 256, 512];
/// Those that Windows asks for.
const WINDOWS_SIDES: [u32; 6] = [16, 24, 32, 48, 64, 256];
const PROGRAM: &str = "attache";
const DOSSIER: &str = "application-x-attache-dossier+json";
const MIME_TYPE: &str = "application/x-attache-dossier+json";
/// A channel may differ by this much, of 255, from one processor to the next.
const TOLERANCE: u8 = 3;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/desktop").join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn is_updating() -> bool {
    std::env::var_os("UPDATE_PICTURES").is_some()
}

/// The bytes of an icon, drawn first where that is asked for.
fn icon_file(name: &str, side: u32) -> Vec<u8> {
    let file = path(&format!("icons/{side}/{name}.png"));
    if is_updating() {
        let drawn = icon(&text(&format!("icons/{name}.svg")), side).expect("an icon");
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        // Whole or not at all: another test may be reading it.
        let _ = write_whole(&file, &png(&drawn, 96.0, &[]).expect("packed"), Overwrite::Allowed).expect("written");
    }
    fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}; make it with UPDATE_PICTURES=1", file.display()))
}

#[test]
fn icons_are_their_drawings() {
    for name in [PROGRAM, DOSSIER] {
        let drawing = text(&format!("icons/{name}.svg"));
        for side in SIDES {
            let kept = picture::read_png(&icon_file(name, side)).expect("red, green, blue, alpha");
            let drawn = icon(&drawing, side).expect("an icon");
            assert_eq!((kept.width, kept.height), (side, side), "{name}");
            let is_alike = kept.rgba.iter().zip(&drawn.rgba).all(|(kept, drawn)| kept.abs_diff(*drawn) <= TOLERANCE);
            assert!(is_alike, "{name} at {side} is not its drawing; draw it again with UPDATE_PICTURES=1");
            assert_eq!(drawn.rgba.first_chunk(), Some(&[0; 4]), "the corner of {name} is not transparent");
        }
    }
}

#[test]
fn packed_icons_hold_the_drawn_ones() {
    let manifest = text("windows/attache.manifest");
    let files = |name: &str, sides: &[u32]| -> Vec<(u32, Vec<u8>)> {
        sides.iter().map(|side| (*side, icon_file(name, *side))).collect()
    };
    let resources = containers::Resources {
        icons: &files(PROGRAM, &WINDOWS_SIDES),
        manifest: &manifest,
        version: env!("CARGO_PKG_VERSION"),
        description: "Attaché",
    };
    for (name, bytes) in [
        ("macos/attache.icns", containers::icns(&files(PROGRAM, &SIDES))),
        ("macos/dossier.icns", containers::icns(&files(DOSSIER, &SIDES))),
        ("windows/attache.res", resources.res()),
    ] {
        if is_updating() {
            fs::write(path(name), &bytes).expect("written");
        }
        let kept = fs::read(path(name)).unwrap_or_default();
        assert!(kept == bytes, "{name} is not what it is packed from; pack it again with UPDATE_PICTURES=1");
    }
}

#[track_caller]
fn check_says(name: &str, words: &str) {
    assert!(text(name).contains(words), "{name} does not say {words:?}");
}

#[test]
fn all_say_the_same_version_and_type() {
    let version = env!("CARGO_PKG_VERSION");
    check_says("changelog", &format!("attache ({version}-1) "));
    check_says("attache.1", &format!("\"Attaché {version}\""));
    check_says("attache.metainfo.xml", &format!("<release version=\"{version}\""));
    check_says("macos/Info.plist", &format!("<key>CFBundleShortVersionString</key>\n  <string>{version}</string>"));
    check_says("windows/attache.manifest", &format!("name=\"Attache\" version=\"{version}.0\""));

    check_says("attache.xml", &format!("<mime-type type=\"{MIME_TYPE}\">"));
    check_says("attache.xml", &format!("<glob pattern=\"*{EXTENSION}\""));
    check_says("attache.desktop", &format!("\nMimeType={MIME_TYPE};\n"));
    check_says("attache.metainfo.xml", &format!("<mediatype>{MIME_TYPE}</mediatype>"));
    check_says("macos/Info.plist", &format!("<string>{MIME_TYPE}</string>"));
    check_says("macos/Info.plist", &format!("<string>{}</string>", EXTENSION.trim_start_matches('.')));
    assert_eq!(DOSSIER, MIME_TYPE.replace('/', "-"), "the icon of a type is called like the type");
}

#[test]
fn no_other_file_than_a_dossier_is_claimed() {
    let types = text("attache.xml");
    assert_eq!(types.matches("<glob pattern").count(), 1, "one ending, our own");
    let entry = text("attache.desktop");
    let claimed = entry.lines().find_map(|line| line.strip_prefix("MimeType=")).expect("types");
    assert_eq!(claimed, format!("{MIME_TYPE};"));
}

#[test]
fn the_manual_names_every_command_and_option() {
    let output = Command::new(env!("CARGO_BIN_EXE_attache")).arg("--help").output().expect("it runs");
    let help = String::from_utf8(output.stdout).expect("text");
    let manual = text("attache.1").replace("\\-", "-");
    let (_, rest) = help.split_once("Commands:\n").expect("commands");
    let (commands, rest) = rest.split_once("\n\n").expect("the end of the commands");
    let (rest, _) = rest.split_once("Examples:\n").expect("examples");
    let commands = commands.lines().filter_map(|line| line.split_whitespace().next());
    let options = rest.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2);
    let mut named = 0;
    for word in commands.filter(|command| *command != "help").chain(options) {
        let is_named = manual.lines().any(|line| line.split([' ', ',']).any(|part| part == word));
        assert!(is_named, "the manual misses {word}");
        named += 1;
    }
    assert!(named > 8, "the help is read wrongly: {help}");
}
