//! What leaves the program: figures, tables, documents.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

mod bundle;
mod data;
mod documents;
mod figures;
mod provenance;
mod reproducible;
mod scene;
