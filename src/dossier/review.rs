//! Reviews: findings that a person has looked at.

use serde::{Deserialize, Serialize};

/// A finding that a person has looked at, with what it rested on then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The finding's key.
    pub key: String,
    /// The fingerprint of what the finding rested on; where that has changed, the review holds no longer.
    pub fingerprint: String,
    /// What the person noted.
    pub note: Option<String>,
}

/// What a person wants changed in the reviews of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReviewChange {
    /// A finding has been looked at; takes the place of an earlier review of it.
    Mark(Review),
    /// A finding is to be looked at again, by its key.
    Unmark(String),
}

impl ReviewChange {
    /// The key of the finding that it is about.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Mark(review) => &review.key,
            Self::Unmark(key) => key,
        }
    }
}
