//! How long something takes.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::run::Run;

/// How long one cell of the table may take.
const BUDGET: Duration = Duration::from_secs(6);
const MOST_ROUNDS: usize = 100;

/// The fastest time of each of two works, which take turns so that both meet the same disturbances.
///
/// What the works give back is dropped outside of the measured time.
pub(crate) fn fastest_of_two<A, B>(
    run: &Run,
    mut one: impl FnMut() -> A,
    mut other: impl FnMut() -> B,
) -> (Duration, Duration) {
    let started = Instant::now();
    let mut fastest = (Duration::MAX, Duration::MAX);
    let mut rounds = 0;
    while rounds == 0 || (!run.is_smoke && rounds < MOST_ROUNDS && (rounds < 3 || started.elapsed() < BUDGET)) {
        fastest.0 = fastest.0.min(time(&mut one));
        fastest.1 = fastest.1.min(time(&mut other));
        rounds += 1;
    }
    fastest
}

/// How long a work takes this once.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let started = Instant::now();
    let result = black_box(work());
    let elapsed = started.elapsed();
    drop(result);
    elapsed
}
