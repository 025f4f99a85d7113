//! The program on the command line.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

mod abort;
mod commands;
mod writing;
