//! What the audit finds, and what becomes of a finding.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

mod cases;
#[path = "../common/expected.rs"]
mod expected;
mod properties;
mod reviews;
mod sample;
mod shipped;
