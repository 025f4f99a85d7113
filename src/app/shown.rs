//! Which facts are shown: what the filters and the search let pass, sorted out for everything that shows it.

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::sync::Arc;

use super::{ListedFindings, OpenFile};
use crate::analysis::{FactSummary, Query, Scan, SearchText, Severity, TimeIndex};
use crate::dossier::{Dossier, FactIx};

/// Facts that are looked at before it is asked whether anybody still wants to know.
const STRETCH: usize = 8_192;
/// The same at first, so that the list is filled soon.
const FIRST_STRETCH: usize = 512;
/// Facts that fill the list on any screen.
const PAGE: usize = 100;

/// What decides which facts and findings are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// What is searched for.
    pub query: String,
    /// Themes that are filtered out, by identifier.
    pub hidden_themes: BTreeSet<String>,
    /// Flags of which a fact must have one, by their word; none means that all pass.
    pub wanted_flags: BTreeSet<String>,
    /// Findings that are filtered out, by the word of their severity.
    pub hidden_severities: BTreeSet<String>,
}

/// The facts and findings that are shown.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The facts, by date, undated ones last.
    pub facts: Vec<FactIx>,
    /// The same facts, in time.
    pub time: Arc<TimeIndex>,
    /// The findings that are listed.
    pub findings: ListedFindings,
    /// For each fact of the dossier, its place among those shown, counted from 1.
    places: Vec<Option<NonZeroU32>>,
}

/// Finds what is to be shown, and keeps the text of the dossier for as long as somebody searches in it.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    text: SearchText,
    /// The dossier whose text it is; held, so that it is known to be the same.
    dossier: Option<Arc<Dossier>>,
}

impl Finder {
    /// Finds what is to be shown; `None` where nobody wants to know any more.
    ///
    /// Where that takes a while, `first` is told the first facts as soon as they fill a list.
    pub fn find(
        &mut self,
        file: &OpenFile,
        filters: &Filters,
        is_cancelled: &dyn Fn() -> bool,
        first: &mut dyn FnMut(Vec<FactIx>),
    ) -> Option<Shown> {
        let query = Query::parse(&filters.query);
        let passes = filters.passing(file);
        if query.is_empty() {
            *self = Self::default();
            let briefs = file.digest.briefs().iter().filter(|brief| passes(brief));
            return Some(Shown::new(file, filters, &briefs.copied().collect::<Vec<_>>()));
        }
        if !self.dossier.as_ref().is_some_and(|dossier| Arc::ptr_eq(dossier, &file.dossier)) {
            *self = Self { text: SearchText::default(), dossier: Some(Arc::clone(&file.dossier)) };
        }
        let dossier = &file.dossier;
        let mut scan = Scan::new(dossier, &file.digest, &query);
        let all = dossier.facts().len();
        let mut found: Vec<FactSummary> = Vec::new();
        let mut of_stretch = Vec::new();
        let mut has_told = false;
        let (mut start, mut stretch) = (0, FIRST_STRETCH);
        while start < all {
            if is_cancelled() {
                return None;
            }
            let end = (start + stretch).min(all);
            self.text.gather(dossier, end);
            scan.find(&self.text, start..end, &mut of_stretch);
            found.extend(of_stretch.drain(..).filter(&passes));
            if !has_told && found.len() >= PAGE && end < all {
                has_told = true;
                first(found.iter().take(PAGE).map(|brief| brief.fact).collect());
            }
            (start, stretch) = (end, (stretch * 2).min(STRETCH));
        }
        (!is_cancelled()).then(|| Shown::new(file, filters, &found))
    }
}

impl Shown {
    /// All of a dossier.
    pub(super) fn everything(file: &OpenFile) -> Self {
        Self::new(file, &Filters::default(), file.digest.briefs())
    }

    /// Sorts out facts that come by date.
    fn new(file: &OpenFile, filters: &Filters, briefs: &[FactSummary]) -> Self {
        let time = TimeIndex::new(briefs.iter().copied(), file.dossier.themes().len()).into();
        let facts = briefs.iter().map(|brief| brief.fact).collect();
        let mut places = vec![None; file.dossier.facts().len()];
        for (place, brief) in (1..).zip(briefs) {
            places[brief.fact.0] = NonZeroU32::new(place);
        }
        let mut shown = Self { facts, time, places, findings: ListedFindings::default() };
        shown.list_findings(file, filters);
        shown
    }

    /// Sorts out which findings are listed.
    pub(super) fn list_findings(&mut self, file: &OpenFile, filters: &Filters) {
        let is_wanted = |severity: Severity| !filters.hidden_severities.contains(severity.word());
        let is_shown = |fact| self.place_of(fact).is_some();
        self.findings = ListedFindings::new(&file.audit, &file.dossier, is_wanted, is_shown);
    }

    /// The place of a fact among those that are shown.
    #[must_use]
    pub fn place_of(&self, fact: FactIx) -> Option<usize> {
        let place = self.places.get(fact.0).copied().flatten()?;
        usize::try_from(place.get() - 1).ok()
    }
}

impl Filters {
    /// Whether the filters for themes and flags let a fact pass.
    fn passing<'a>(&'a self, file: &'a OpenFile) -> impl Fn(&FactSummary) -> bool + use<'a> {
        let dossier = &file.dossier;
        let is_visible: Vec<bool> =
            dossier.themes().iter().map(|theme| !self.hidden_themes.contains(&theme.id)).collect();
        let bits = file.digest.flag_bits(|kind| self.wanted_flags.contains(kind.word()));
        move |brief| {
            let look = || {
                let mut flags = dossier.fact(brief.fact).flags.iter();
                flags.any(|flag| self.wanted_flags.contains(flag.kind.word()))
            };
            let has_wanted = || bits.map_or_else(look, |bits| brief.flags & bits != 0);
            let theme = usize::try_from(brief.theme).ok();
            let is_visible = theme.and_then(|theme| is_visible.get(theme)).copied().unwrap_or(true);
            is_visible && (self.wanted_flags.is_empty() || has_wanted())
        }
    }
}
