//! References, in styles and in the formats of other programs.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

mod exchange;
mod references;
