//! Reviews: findings that a person has looked at.

/// A finding that a person has looked at, with what it rested on then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The finding's key.
    pub key: String,
    /// The fingerprint of what the finding rested on; where that has changed, the review holds no longer.
    pub fingerprint: String,
    /// What the person noted.
    pub note: Option<String>,
}
