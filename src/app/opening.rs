//! A file on its way into the window.

use crate::load::{Advance, Stage};

/// A file that is being opened, and how far that has come; the dossier before it stays as it is meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The name of the file, without its folder.
    pub name: String,
    /// How far it has come.
    pub advance: Advance,
}

impl Opening {
    /// How much of it is done, from 0 to 1, as far as anybody can tell.
    #[must_use]
    pub fn share(&self) -> f32 {
        // Reading from the disk is the shortest part, and of the last one nobody knows how far it is.
        const READ: f32 = 0.1;
        const CHECKED: f32 = 0.7;
        let Advance { stage, bytes, all_bytes, .. } = self.advance;
        #[expect(clippy::cast_precision_loss, reason = "it is shown as the length of a bar")]
        let share = if all_bytes == 0 { 0.0 } else { (bytes as f32 / all_bytes as f32).min(1.0) };
        match stage {
            Stage::Reading => READ * share,
            Stage::Checking => READ + (CHECKED - READ) * share,
            Stage::Arranging => CHECKED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_grows_from_stage_to_stage() {
        let share = |stage, bytes| {
            Opening { name: String::new(), advance: Advance { stage, bytes, all_bytes: 100, facts: 0 } }.share()
        };
        let shares = [
            share(Stage::Reading, 0),
            share(Stage::Reading, 90),
            share(Stage::Checking, 0),
            share(Stage::Checking, 50),
            share(Stage::Arranging, 100),
        ];
        assert!(shares.is_sorted() && shares[0] == 0.0 && shares[3] > shares[2] && shares[4] < 1.0, "{shares:?}");
    }
}
