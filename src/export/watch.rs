//! Watching over long work, and calling it off.

use std::ops::ControlFlow;

/// What long work tells how much of it is done, from 0 to 1, and what says whether it is to go on.
pub type Watch<'a> = &'a dyn Fn(f32) -> ControlFlow<()>;

/// Nobody looks on: the work goes on to its end.
pub const UNWATCHED: Watch<'static> = &|_| ControlFlow::Continue(());
