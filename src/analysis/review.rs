//! Which findings a person has reviewed, and which reviews no longer hold.

use crate::dossier::{Dossier, Review};

use super::audit::{AuditOptions, Finding, audit, is_of_this_version};
use super::derive::Derived;

/// Whether a person has looked at a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState<'a> {
    /// Nobody has.
    Open,
    /// Somebody has, and what it rests on is still the same.
    Reviewed(&'a Review),
    /// Somebody has, and what it rests on has changed since.
    Outdated(&'a Review),
}

impl<'a> ReviewState<'a> {
    /// The state of a finding on a dossier.
    #[must_use]
    pub fn of(finding: &Finding, dossier: &'a Dossier) -> Self {
        // Most dossiers have none, and then no key need be put together.
        let review = if dossier.reviews().is_empty() { None } else { dossier.review(&finding.key(dossier)) };
        match review {
            None => Self::Open,
            Some(review) if finding.has_fingerprint(&review.fingerprint, dossier) => Self::Reviewed(review),
            Some(review) => Self::Outdated(review),
        }
    }

    /// Whether a person has looked at the finding as it is now.
    #[must_use]
    pub const fn is_reviewed(self) -> bool {
        matches!(self, Self::Reviewed(_))
    }

    /// The word for scripts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reviewed(_) => "reviewed",
            Self::Outdated(_) => "outdated",
        }
    }

    /// What the person noted, now or before something changed.
    #[must_use]
    pub fn note(self) -> Option<&'a str> {
        match self {
            Self::Open => None,
            Self::Reviewed(review) | Self::Outdated(review) => review.note.as_deref(),
        }
    }
}

/// The reviews of a dossier as they are to be saved: where one holds by a fingerprint of an earlier version, it has that of this
/// version, which neither the day nor the wording of a sentence changes.
#[must_use]
pub fn renewed_reviews(dossier: &Dossier, options: &AuditOptions) -> Vec<Review> {
    let mut reviews = dossier.reviews().to_vec();
    if reviews.iter().all(|review| is_of_this_version(&review.fingerprint)) {
        return reviews;
    }
    let audit = audit(dossier, &Derived::of(dossier), options);
    for review in reviews.iter_mut().filter(|review| !is_of_this_version(&review.fingerprint)) {
        if let Some(finding) = audit.find(dossier, &review.key)
            && finding.has_fingerprint(&review.fingerprint, dossier)
        {
            review.fingerprint = finding.fingerprint(dossier);
        }
    }
    reviews
}

#[cfg(test)]
mod tests {
    use super::super::samples::{dossier, fact};
    use super::super::{AuditOptions, Derived, audit};
    use super::*;
    use crate::dossier::{Fact, Parts};

    #[test]
    fn a_review_holds_until_what_it_rests_on_changes() {
        let mut uncited = fact("f", Vec::new());
        uncited.citations = Box::default();
        let state = |fact: &Fact, reviews: &[Review]| {
            let plain = dossier(vec![fact.clone()]);
            let parts = Parts { reviews: reviews.to_vec(), ..plain.into_parts() };
            let dossier = Dossier::new(parts);
            let audit = audit(&dossier, &Derived::of(&dossier), &AuditOptions::default());
            let finding = audit.find(&dossier, "uncited-fact:f").expect("a finding").clone();
            let word = ReviewState::of(&finding, &dossier).word();
            (finding, word)
        };
        let (finding, word) = state(&uncited, &[]);
        assert_eq!(word, "open");
        let review = |fingerprint: &str| Review {
            key: "uncited-fact:f".to_owned(),
            fingerprint: fingerprint.to_owned(),
            note: None,
        };
        let reviews = [review("old"), review(&finding.fingerprint(&dossier(vec![uncited.clone()])))];
        assert_eq!(state(&uncited, &reviews).1, "reviewed");
        assert_eq!(state(&uncited, &reviews[..1]).1, "outdated");
        assert_eq!(state(&Fact { statement: "Another.".into(), ..uncited }, &reviews).1, "outdated");
    }
}
