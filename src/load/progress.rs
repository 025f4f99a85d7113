//! How far loading has come, for whoever waits for it.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};

/// How far loading has come; it is watched, and may be stopped, from another thread than the one that loads.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicU8,
    bytes: AtomicU64,
    all_bytes: AtomicU64,
    facts: AtomicU64,
    is_cancelled: AtomicBool,
}

/// What is being done with a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Its bytes are read from the disk.
    #[default]
    Reading,
    /// They become facts.
    Checking,
    /// What follows from the facts is worked out.
    Arranging,
}

/// How far loading had come at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Advance {
    /// What was being done.
    pub stage: Stage,
    /// How many bytes of the file that was done with.
    pub bytes: u64,
    /// How many bytes the file has; 0 where nobody knows.
    pub all_bytes: u64,
    /// How many facts have been read.
    pub facts: u64,
}

impl Progress {
    /// How far it has come.
    #[must_use]
    pub fn advance(&self) -> Advance {
        let stage = match self.stage.load(Ordering::Relaxed) {
            0 => Stage::Reading,
            1 => Stage::Checking,
            _ => Stage::Arranging,
        };
        let number = |number: &AtomicU64| number.load(Ordering::Relaxed);
        Advance { stage, bytes: number(&self.bytes), all_bytes: number(&self.all_bytes), facts: number(&self.facts) }
    }

    /// Asks the loading to stop.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the loading has been asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    /// Begins a stage.
    pub fn begin(&self, stage: Stage) {
        self.stage.store(stage as u8, Ordering::Relaxed);
        if stage != Stage::Arranging {
            self.bytes.store(0, Ordering::Relaxed);
        }
    }

    /// Tells how many bytes the file has.
    pub(crate) fn expect(&self, all_bytes: u64) {
        self.all_bytes.store(all_bytes, Ordering::Relaxed);
    }

    /// Tells how many bytes are done with.
    pub(crate) fn reach(&self, bytes: u64) {
        self.bytes.store(bytes, Ordering::Relaxed);
    }

    pub(super) fn count(&self, facts: u64) {
        self.facts.store(facts, Ordering::Relaxed);
    }
}
