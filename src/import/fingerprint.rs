//! Fingerprints of what was proposed: short texts that change with the data, and with nothing else.

/// FNV-1a, 64 bits.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The way in which fingerprints are made now.
const VERSION: u32 = 1;

/// Gathers the data words of a proposal; sentences and names for people are never among them.
#[derive(Clone, Debug)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(OFFSET)
    }
}

impl Fingerprint {
    /// Adds a word of the file's or the format's own vocabulary, and where it ends.
    #[must_use]
    pub fn word(mut self, word: &str) -> Self {
        for byte in word.as_bytes().iter().chain(&[0xFF]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
        self
    }

    /// Adds a word that may not be there.
    #[must_use]
    pub fn maybe(self, word: Option<&str>) -> Self {
        match word {
            Some(word) => self.word("+").word(word),
            None => self.word("-"),
        }
    }

    /// The fingerprint, with its version before it: `1:0123456789abcdef`.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{VERSION}:{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn words_are_kept_apart() {
        let text = |words: &[&str]| words.iter().fold(Fingerprint::default(), |all, word| all.word(word)).text();
        assert_eq!(text(&["a", "b"]), text(&["a", "b"]));
        assert_ne!(text(&["a", "b"]), text(&["ab"]));
        assert_ne!(text(&["a", "b"]), text(&["b", "a"]));
        assert_ne!(Fingerprint::default().maybe(None).text(), Fingerprint::default().maybe(Some("")).text());
        assert!(text(&[]).starts_with("1:") && text(&[]).len() == 18);
    }
}
