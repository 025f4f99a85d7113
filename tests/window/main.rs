//! The window without a screen: actions, events, and what a person finds.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

#[path = "../common/expected.rs"]
mod expected;
#[path = "../common/frame.rs"]
mod frame;
#[path = "../common/large.rs"]
mod large_fixture;
#[path = "../common/mutate.rs"]
mod mutate;
#[path = "../common/program.rs"]
mod program;

mod actions;
mod flows;
mod large;
mod loading;
mod panels;
mod popups;
mod reload;
mod wording;
