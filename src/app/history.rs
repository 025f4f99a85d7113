//! The facts that were selected one after another.

use crate::dossier::FactIx;

/// How many steps back are kept.
const MAX_STEPS: usize = 200;

/// The facts that were selected one after another, with a way back and forward again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    current: Option<FactIx>,
    back: Vec<FactIx>,
    forward: Vec<FactIx>,
}

impl History {
    /// The selected fact.
    #[must_use]
    pub const fn current(&self) -> Option<FactIx> {
        self.current
    }

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

    /// Selects a fact, or none; the way forward is lost.
    pub fn select(&mut self, fact: Option<FactIx>) {
        if fact == self.current {
            return;
        }
        if let Some(left) = self.current {
            self.back.push(left);
            if self.back.len() > MAX_STEPS {
                self.back.remove(0);
            }
        }
        self.forward.clear();
        self.current = fact;
    }

    /// Goes back to what was selected before.
    pub fn go_back(&mut self) {
        if let Some(earlier) = self.back.pop() {
            self.forward.extend(self.current.replace(earlier));
        }
    }

    /// Follows the facts to their places in another version of the dossier; those that are not in it are left out.
    pub(super) fn follow(&mut self, new_place: impl Fn(FactIx) -> Option<FactIx>) {
        let follow = |steps: &mut Vec<FactIx>| *steps = steps.iter().filter_map(|fact| new_place(*fact)).collect();
        follow(&mut self.back);
        follow(&mut self.forward);
        self.current = self.current.and_then(&new_place);
    }

    /// Undoes going back.
    pub fn go_forward(&mut self) {
        if let Some(later) = self.forward.pop() {
            self.back.extend(self.current.replace(later));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_walk_the_same_way() {
        let mut history = History::default();
        for fact in [1, 2, 2, 3] {
            history.select(Some(FactIx(fact)));
        }
        history.go_back();
        history.go_back();
        assert_eq!(history.current(), Some(FactIx(1)));
        assert!(!history.can_go_back());
        history.go_back();
        assert_eq!(history.current(), Some(FactIx(1)));
        history.go_forward();
        assert_eq!(history.current(), Some(FactIx(2)));
        history.select(Some(FactIx(9)));
        assert!(!history.can_go_forward());
        history.go_back();
        assert_eq!(history.current(), Some(FactIx(2)));
    }
}
