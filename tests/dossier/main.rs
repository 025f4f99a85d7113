//! Files, good and bad, and what is read from them.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

#[path = "../common/mutate.rs"]
mod mutate;

mod edtf;
mod hostile;
mod limits;
mod load;
mod schema;
