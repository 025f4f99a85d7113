//! Which findings a person has reviewed, and which reviews no longer hold.

use std::collections::BTreeMap;

use crate::dossier::Review;

use super::audit::Finding;

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

/// The state of each finding, in the order of the findings; of several reviews of one finding the last counts.
#[must_use]
pub fn review_states<'a>(findings: &[Finding], reviews: &'a [Review]) -> Vec<ReviewState<'a>> {
    let by_key: BTreeMap<&str, &Review> = reviews.iter().map(|review| (review.key.as_str(), review)).collect();
    let state = |finding: &Finding| match by_key.get(finding.key.as_str()) {
        None => ReviewState::Open,
        Some(review) if review.fingerprint == finding.fingerprint => ReviewState::Reviewed(review),
        Some(review) => ReviewState::Outdated(review),
    };
    findings.iter().map(state).collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{dossier, fact};
    use super::super::{AuditOptions, Derived, audit};
    use super::*;

    #[test]
    fn a_review_holds_until_what_it_rests_on_changes() {
        let mut uncited = fact("f", Vec::new());
        uncited.citations.clear();
        let audited = |fact| {
            let dossier = dossier(vec![fact]);
            audit(&dossier, &Derived::of(&dossier), &AuditOptions::default()).find("uncited-fact:f").cloned()
        };
        let finding = audited(uncited.clone()).expect("a finding");
        let review =
            |fingerprint: &str| Review { key: finding.key.clone(), fingerprint: fingerprint.to_owned(), note: None };
        let reviews = [review("old"), review(&finding.fingerprint)];
        let findings = [finding.clone()];
        assert_eq!(review_states(&findings, &reviews), [ReviewState::Reviewed(&reviews[1])]);
        assert_eq!(review_states(&findings, &[]), [ReviewState::Open]);
        let changed =
            [audited(crate::dossier::Fact { statement: "Another.".to_owned(), ..uncited }).expect("a finding")];
        assert_eq!(review_states(&changed, &reviews), [ReviewState::Outdated(&reviews[1])]);
    }
}
