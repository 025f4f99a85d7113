//! What is seen, compared with pictures that people have looked at; `UPDATE_PICTURES=1` writes them anew.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

#[path = "../common/picture.rs"]
mod picture;
#[path = "../common/program.rs"]
mod program;
#[expect(dead_code, reason = "those that are generated are for other tests")]
#[path = "../common/trade_dossiers.rs"]
mod trade_dossiers;

mod forms;
mod imports;
mod trade;
mod window;
