//! What an edit comes to in the text of the file.

use serde::{Deserialize, Serialize};

/// One piece of a text that takes the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splice {
    /// Where it begins, in bytes, in the text as the splices before it left it.
    pub at: usize,
    /// What stands there.
    pub old: Box<str>,
    /// What is to stand there.
    pub new: Box<str>,
}

/// The splices of a text that an edit comes to, one after another, with all that is needed to take them back exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch(pub Vec<Splice>);

impl Patch {
    /// The patch that makes one text of another: one splice, of what differs.
    #[must_use]
    pub fn between(old: &str, new: &str) -> Self {
        let alike = |(one, other): &(u8, u8)| one == other;
        let mut start = old.bytes().zip(new.bytes()).take_while(alike).count();
        while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
            start -= 1;
        }
        let (old_rest, new_rest) = (&old[start..], &new[start..]);
        let mut end = old_rest.bytes().rev().zip(new_rest.bytes().rev()).take_while(alike).count();
        while !old_rest.is_char_boundary(old_rest.len() - end) || !new_rest.is_char_boundary(new_rest.len() - end) {
            end -= 1;
        }
        let (old, new) = (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);
        if old.is_empty() && new.is_empty() {
            return Self::default();
        }
        Self(vec![Splice { at: start, old: old.into(), new: new.into() }])
    }

    /// The text with the patch; `None` where it is not the text that the patch was made for.
    #[must_use]
    pub fn applied(&self, text: &str) -> Option<String> {
        let mut text = text.to_owned();
        self.0.iter().all(|splice| splice.apply(&mut text)).then_some(text)
    }

    /// The patch that takes this one back, to the byte.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let swapped = |Splice { at, old, new }: &Splice| Splice { at: *at, old: new.clone(), new: old.clone() };
        Self(self.0.iter().rev().map(swapped).collect())
    }

    /// Whether it changes nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Splice {
    /// Carries it out; says whether the text is the one that it was made for, and else leaves it alone.
    fn apply(&self, text: &mut String) -> bool {
        let Some(end) = self.at.checked_add(self.old.len()) else { return false };
        if text.get(self.at..end) != Some(&*self.old) {
            return false;
        }
        text.replace_range(self.at..end, &self.new);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_and_its_inverse_leave_nothing_behind() {
        let splice = |at, old: &str, new: &str| Splice { at, old: old.into(), new: new.into() };
        let patch = Patch(vec![splice(1, "b", "BBB"), splice(4, "é", ""), splice(0, "", "x")]);
        let after = patch.applied("abéd").expect("it fits");
        assert_eq!(after, "xaBBBd");
        assert_eq!(patch.inverse().applied(&after).as_deref(), Some("abéd"));
        assert_eq!(patch.applied("abed"), None);
        assert_eq!(patch.applied(""), None);
    }

    #[test]
    fn what_differs_between_two_texts_is_one_splice() {
        for (old, new, at, gone, came) in [
            ("abcd", "abXcd", 2, "", "X"),
            ("aé", "aè", 1, "é", "è"),
            ("aaa", "aa", 2, "a", ""),
            ("", "x", 0, "", "x"),
            ("가나", "나", 0, "가", ""),
        ] {
            let patch = Patch::between(old, new);
            assert_eq!(patch, Patch(vec![Splice { at, old: gone.into(), new: came.into() }]), "{old} {new}");
            assert_eq!(patch.applied(old).as_deref(), Some(new));
        }
        assert!(Patch::between("ab", "ab").is_empty());
    }
}
