//! What people type for a date or an amount, as the file has it: offered, and never put in by itself.

mod amount;
mod date;

pub use amount::{TypedAmount, amounts};
pub use date::dates;
