//! Files: written whole or not at all, changed one after the other, and listed.
//!
//! [`write_whole`] puts a new file into its place in one step; [`save()`] and [`update`] do so where the file is still what it was
//! taken for, so that nobody's work is lost to anybody else's; [`Queues`] keeps what one window does to one file in its order;
//! [`RecoveryFile`] keeps what it has not saved.

mod descriptor;
mod error;
mod keep;
mod listing;
mod place;
mod queue;
mod read;
mod recovery;
mod save;
mod temporary;
#[cfg(test)]
mod tests;
mod write;

pub use error::WriteError;
pub use keep::NotKept;
pub(crate) use listing::{Entry, Listing};
pub use queue::Queues;
pub use read::read_bounded;
pub use recovery::{LeftRecovery, RecoveryFile};
pub use save::{UpdateError, save, update};
pub use write::{Overwrite, Written, write_whole, write_whole_with};
