//! The facts that were selected before.

use crate::dossier::FactId;

/// How many steps back are kept.
const MAX_STEPS: usize = 200;

/// The way back from the selected fact to those before it, and forward again; the selected one itself is in the
/// [`View`](super::View).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    back: Vec<FactId>,
    forward: Vec<FactId>,
}

impl History {
    /// Whether there is a way back.
    #[must_use]
    pub const fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Whether there is a way forward again.
    #[must_use]
    pub const fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    /// Selects a fact, or none, in the place of the current one; the way forward is lost.
    pub(super) fn select(&mut self, current: &mut Option<FactId>, fact: Option<FactId>) {
        if fact == *current {
            return;
        }
        if let Some(left) = std::mem::replace(current, fact) {
            self.back.push(left);
            if self.back.len() > MAX_STEPS {
                self.back.remove(0);
            }
        }
        self.forward.clear();
    }

    /// Goes back to what was selected before.
    pub(super) fn go_back(&mut self, current: &mut Option<FactId>) {
        if let Some(earlier) = self.back.pop() {
            self.forward.extend(current.replace(earlier));
        }
    }

    /// Undoes going back.
    pub(super) fn go_forward(&mut self, current: &mut Option<FactId>) {
        if let Some(later) = self.forward.pop() {
            self.back.extend(current.replace(later));
        }
    }

    /// Leaves out the facts that are not in the dossier any more.
    pub(super) fn retain(&mut self, is_known: impl Fn(&FactId) -> bool) {
        self.back.retain(&is_known);
        self.forward.retain(&is_known);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_walk_the_same_way() {
        let (mut history, mut current) = (History::default(), None);
        for id in ["1", "2", "2", "3"] {
            history.select(&mut current, Some(id.into()));
        }
        history.go_back(&mut current);
        history.go_back(&mut current);
        assert_eq!(current, Some("1".into()));
        assert!(!history.can_go_back());
        history.go_back(&mut current);
        assert_eq!(current, Some("1".into()));
        history.go_forward(&mut current);
        assert_eq!(current, Some("2".into()));
        history.select(&mut current, Some("9".into()));
        assert!(!history.can_go_forward());
        history.go_back(&mut current);
        assert_eq!(current, Some("2".into()));
        history.retain(|id| *id != "9".into());
        assert!(!history.can_go_forward());
    }
}
