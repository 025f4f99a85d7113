//! The timeline and the chart of trade: what is drawn, and that it can be read.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails here, with its message")]

#[path = "../common/frame.rs"]
mod frame;
#[path = "../common/large.rs"]
mod large_fixture;
#[path = "../common/trade_dossiers.rs"]
mod trade_dossiers;

mod large;
mod readable;
mod series_breaks;
mod timeline;
mod trade;
mod words_around;
