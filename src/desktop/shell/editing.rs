//! Changing a large dossier beside the window.

use super::tasks::{Tasks, event};
use crate::app::{AppState, EditOrder, Event, Job};

impl Tasks {
    /// Changes the dossier, and tells what came of it.
    pub(super) fn edit(&self, state: &AppState, order: EditOrder) {
        let (file, options) = (state.file.clone(), state.audit_options());
        self.spawn(Job::Edit, move || {
            let result = order.carried_out(&file, options).map(Box::new);
            event(Event::Edited { order: Box::new(order), result })
        });
    }
}
