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
        let mut rest = &self.0[..];
        while !rest.is_empty() {
            let (length, is_backward) = length_of_run(rest);
            let (run, later) = rest.split_at(length);
            match run {
                [only] => only.apply(&mut text).then_some(())?,
                several => text = applied_at_once(&text, several, is_backward)?,
            }
            rest = later;
        }
        Some(text)
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

/// How many splices, from the first on, go from the end of the text to its beginning, or from its beginning to its end, so
/// that none of them stands in another; and whether they go backward.
fn length_of_run(splices: &[Splice]) -> (usize, bool) {
    let run = |is_next: fn(&Splice, &Splice) -> bool| {
        1 + splices.windows(2).take_while(|pair| is_next(&pair[0], &pair[1])).count()
    };
    let backward = run(|one, next| next.at.checked_add(next.old.len()).is_some_and(|end| end <= one.at));
    let forward = run(|one, next| one.at.checked_add(one.new.len()).is_some_and(|end| end <= next.at));
    (backward.max(forward).min(splices.len()), backward >= forward)
}

/// A text with the splices of a run, written in one pass; `None` where it is not the one that they were made for.
fn applied_at_once(text: &str, run: &[Splice], is_backward: bool) -> Option<String> {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    let mut take = |splice: &Splice| {
        // Backward, each is named by where it stands in the text as it was; forward, as those before it left it.
        let start = if is_backward { splice.at } else { at + splice.at.checked_sub(new.len())? };
        let end = start.checked_add(splice.old.len())?;
        if text.get(start..end)? != &*splice.old {
            return None;
        }
        new.push_str(text.get(at..start)?);
        new.push_str(&splice.new);
        at = end;
        Some(())
    };
    if is_backward {
        run.iter().rev().try_for_each(&mut take)?;
    } else {
        run.iter().try_for_each(&mut take)?;
    }
    new.push_str(text.get(at..)?);
    Some(new)
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

    /// In one pass as one by one, to and fro.
    #[test]
    fn many_splices_do_what_they_do_one_by_one() {
        let splice = |at, old: &str, new: &str| Splice { at, old: old.into(), new: new.into() };
        let text = "abcdéfgh";
        for splices in [
            vec![splice(7, "g", ""), splice(4, "é", "--"), splice(1, "", "x"), splice(0, "a", "AAA")],
            vec![splice(0, "a", "AAA"), splice(4, "c", ""), splice(4, "", "y"), splice(6, "é", "e")],
            vec![splice(2, "", "1"), splice(2, "", "2"), splice(2, "", "3")],
            vec![
                splice(0, "ab", "x"),
                splice(0, "x", "ab"),
                splice(3, "d", "D"),
                splice(2, "c", "C"),
                splice(8, "h", "H"),
            ],
        ] {
            let patch = Patch(splices);
            let mut one_by_one = text.to_owned();
            assert!(patch.0.iter().all(|splice| splice.apply(&mut one_by_one)), "{patch:?}");
            assert_eq!(patch.applied(text).as_deref(), Some(&*one_by_one), "{patch:?}");
            assert_eq!(patch.inverse().applied(&one_by_one).as_deref(), Some(text), "{patch:?}");
            assert_eq!(patch.applied("z"), None);
        }
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
