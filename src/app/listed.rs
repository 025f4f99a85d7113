//! What of the audit the panel on the left lists, sorted out whenever filters or findings change.

use std::collections::BTreeMap;

use crate::analysis::{Audit, FindingKind, ReviewState, Severity};
use crate::dossier::{Dossier, FactIx};

/// The findings that pass the filters, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedFindings {
    /// One group for each kind, in order.
    pub groups: Vec<FindingGroup>,
    /// How many findings the filters hide.
    pub left_out: usize,
    /// How many findings there are of each severity, in the order of [`Severity::ALL`], hidden ones too.
    pub by_severity: Vec<usize>,
}

/// The findings of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingGroup {
    /// The kind.
    pub kind: FindingKind,
    /// Their places among the findings of the audit; those that a person has looked at come last.
    pub places: Vec<usize>,
    /// How many of them a person has looked at.
    pub reviewed: usize,
    /// Whether one of them needs a person.
    pub needs_person: bool,
}

impl ListedFindings {
    /// Sorts out the findings of an audit: those of a wanted severity, about something shown or about no fact at all.
    #[must_use]
    pub fn new(
        audit: &Audit,
        dossier: &Dossier,
        is_wanted: impl Fn(Severity) -> bool,
        is_shown: impl Fn(FactIx) -> bool,
    ) -> Self {
        let mut groups: BTreeMap<FindingKind, (Vec<usize>, Vec<usize>, bool)> = BTreeMap::new();
        let mut listed = Self { by_severity: vec![0; Severity::ALL.len()], ..Self::default() };
        for (place, finding) in audit.findings().iter().enumerate() {
            if let Some(of) = Severity::ALL.iter().position(|severity| *severity == finding.severity) {
                listed.by_severity[of] += 1;
            }
            let is_about_shown = finding.facts().next().is_none() || finding.facts().any(&is_shown);
            if !is_about_shown || !is_wanted(finding.severity) {
                listed.left_out += 1;
                continue;
            }
            let (open, reviewed, needs_person) = groups.entry(finding.kind).or_default();
            let is_reviewed = ReviewState::of(finding, dossier).is_reviewed();
            (if is_reviewed { reviewed } else { open }).push(place);
            *needs_person |= finding.severity == Severity::NeedsPerson;
        }
        let group = |(kind, (mut places, mut late, needs_person)): (FindingKind, (Vec<usize>, Vec<usize>, bool))| {
            let reviewed = late.len();
            places.append(&mut late);
            FindingGroup { kind, places, reviewed, needs_person }
        };
        listed.groups = groups.into_iter().map(group).collect();
        listed
    }
}
