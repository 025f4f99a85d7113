//! Numbers, dates and what is known of them as text: the one place where a value becomes what people read.
//!
//! Exact values go in, text comes out. Nothing here knows files, screens or the clock.

pub mod date;
pub mod fact;
pub mod figure;
pub mod markdown;
pub mod number;
