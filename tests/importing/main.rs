//! Tables, events, articles and bibliographies, from a file to what was decided on.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

#[path = "../common/program.rs"]
mod program;

mod article;
mod article_commands;
mod article_page;
mod bibliography;
mod commands;
mod duckdb;
mod from_article;
mod hostile;
mod prose;
mod sentences;
mod table_corpus;
mod table_shapes;
mod window;
