//! Edits, from the patch of a text to the window.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

#[path = "../common/editor.rs"]
mod editor;
#[path = "../common/program.rs"]
mod program;

mod cases;
mod commands;
mod forms;
mod history;
mod json;
mod pasting;
mod patches;
mod properties;
mod recovery;
mod replacing;
mod saving;
mod selection;
mod source_form;
mod themes;
mod window;
