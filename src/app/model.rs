//! The state behind the one door through which it can be changed.

use std::ops::Deref;

use super::{AppState, Effect, Input, apply};

/// The state of the running program: anybody who has it can read it, and only [`Model::apply`] changes it.
#[derive(Debug)]
pub struct Model(AppState);

impl Model {
    /// The state that the program begins with.
    #[must_use]
    pub const fn new(state: AppState) -> Self {
        Self(state)
    }

    /// Carries out what was done, or takes in what has happened; what reaches outside comes back as effects.
    #[must_use]
    pub fn apply(&mut self, input: impl Into<Input>) -> Vec<Effect> {
        apply(&mut self.0, input)
    }
}

impl Deref for Model {
    type Target = AppState;

    fn deref(&self) -> &AppState {
        &self.0
    }
}
