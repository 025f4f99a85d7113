//! Which findings concern a fact.

use std::sync::Arc;

use super::Finding;
use crate::analysis::derive::Bases;
use crate::analysis::multimap::Lists;
use crate::dossier::{FactIx, Lookup};

/// The findings of each fact, as places in the list of findings.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ByFact {
    /// For each fact, where its own places end; they begin where those of the fact before end.
    ends: Vec<u32>,
    places: Vec<u32>,
    /// For all bases that findings share, the places of these: hundreds of findings may have hundreds of facts in common.
    by_bases: Vec<Vec<u32>>,
    /// For each fact of such bases, which they are.
    bases: Lists<FactIx, usize>,
}

impl ByFact {
    pub(super) fn new(facts: usize, findings: &[Finding]) -> Self {
        let concerned = || {
            (0_u32..).zip(findings).flat_map(|(at, finding)| finding.own_facts().iter().map(move |fact| (fact.0, at)))
        };
        let mut ends = vec![0_u32; facts];
        for (fact, _) in concerned() {
            ends[fact] += 1;
        }
        let mut start = 0;
        for end in &mut ends {
            // Where the next place goes; it moves to the end as they are put there.
            (start, *end) = (start + *end, start);
        }
        let mut places = vec![0; start as usize];
        for (fact, at) in concerned() {
            places[ends[fact] as usize] = at;
            ends[fact] += 1;
        }
        let (mut by_bases, mut all): (Vec<Vec<u32>>, Vec<&Bases>) = (Vec::new(), Vec::new());
        let mut known = Lookup::default();
        for (at, bases) in (0..).zip(findings).filter_map(|(at, finding)| Some((at, finding.bases()?))) {
            let bases_at = *known.entry(Arc::as_ptr(bases)).or_insert(all.len());
            if bases_at == all.len() {
                all.push(bases);
                by_bases.push(Vec::new());
            }
            by_bases[bases_at].push(at);
        }
        let bases = (0..).zip(all).flat_map(|(at, bases)| bases.facts.iter().map(move |fact| (*fact, at))).collect();
        Self { ends, places, by_bases, bases }
    }

    /// The places of the findings that concern a fact, in order.
    pub(super) fn of(&self, fact: FactIx) -> Vec<u32> {
        let start = fact.0.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let own = self.ends.get(fact.0).map_or(&[][..], |end| &self.places[start as usize..*end as usize]);
        let shared = self.bases.of(&fact).iter().flat_map(|bases| &self.by_bases[*bases]);
        let mut places: Vec<u32> = own.iter().chain(shared).copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}
