//! UN Comtrade: its downloads of all ages, filtered to a pair while they are read.

mod breaks;
mod columns;
mod pick;
mod propose;
mod row;
mod scan;

pub(super) use propose::propose;
pub(super) use scan::{Scan, is_comtrade};
