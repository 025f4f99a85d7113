//! The whole state of the program.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use smol_str::SmolStr;

use super::charts::KeptPlans;
use super::{
    ChartKind, Dialog, Effect, ExportRequest, Filters, FindOrder, Finder, Search, Session, Settings, Shown, Span,
    Unsaved, View,
};
use crate::analysis::derive::Derived;
use crate::analysis::{
    Audit, AuditOptions, ChartChoice, DossierIndex, Finding, ReviewState, Severity, TradeSeries, audit,
};
use crate::dossier::{Day, Dossier, FactIx};
use crate::edit::{Document, fresh_id};
use crate::import::bibliography::WorkNames;
use crate::load::{Diagnostic, EXTENSION, Loaded};

/// Everything that the program knows while it runs.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The open dossier and what was computed from it once.
    pub file: OpenFile,
    /// What of it is not in its file yet.
    pub unsaved: Unsaved,
    /// How it is looked at; kept from one session to the next.
    pub view: View,
    /// What was chosen once for all dossiers; kept as well.
    pub settings: Settings,
    /// What is forgotten when the program ends.
    pub session: Session,
}

/// The open dossier and what was computed from it once.
#[derive(Clone, Debug)]
pub struct OpenFile {
    /// The dossier.
    pub dossier: Arc<Dossier>,
    /// Where it came from; `None` for the shipped one, and for what came from standard input.
    pub path: Option<PathBuf>,
    /// Whether it came from standard input.
    pub is_input: bool,
    /// Whether it was begun here, and was never in a file.
    pub is_new: bool,
    /// What is odd about the file.
    pub warnings: Vec<Diagnostic>,
    /// The SHA-256 of its text, in hexadecimal digits.
    pub sha256: String,
    /// All that is in it; where it was changed, its file may still hold something else.
    pub text: Arc<str>,
    /// Where each record stands in the text, once that is asked for.
    document: Arc<OnceLock<Option<Document>>>,
    /// What each source is known by, once that is asked for.
    work_names: Arc<OnceLock<Vec<WorkNames>>>,
    /// What is asked of it again and again.
    pub digest: Arc<DossierIndex>,
    /// What follows from its figures.
    pub derived: Arc<Derived>,
    /// Its trade, year by year, as seen by everybody.
    trade: Arc<TradeSeries>,
    /// The same as seen by one reporter each, by identifier.
    trade_by_reporter: Arc<BTreeMap<SmolStr, Arc<TradeSeries>>>,
    /// The series of charts that were worked out already.
    pub(super) plans: Arc<KeptPlans>,
    /// What there is to say about it.
    pub audit: Arc<Audit>,
    /// What that goes by.
    audited_by: AuditOptions,
    /// How many findings wait for a person who has not looked at them yet.
    pub waiting: usize,
    /// What is shown where nothing is filtered out.
    everything: Arc<Shown>,
}

/// Up to so many facts are searched at once, within a frame.
const MOST_AT_ONCE: usize = 3_000;

impl AppState {
    /// The state just after a dossier was opened, with a view and settings from before.
    #[must_use]
    pub fn new(loaded: Loaded, path: Option<PathBuf>, view: View, settings: Settings) -> Self {
        let options = AuditOptions { today: None, stale_after_years: settings.stale_after_years };
        let file = OpenFile::new(loaded, path, options);
        let unsaved = Unsaved::none(&file);
        let mut state = Self { file, unsaved, view, settings, session: Session::default() };
        state.adopt_view();
        state
    }

    /// The same state, with the audit knowing what day it is.
    #[must_use]
    pub fn with_today(mut self, today: Option<Day>) -> Self {
        self.session.today = today;
        self.audit_again();
        self
    }

    /// Audits the open dossier again, after something else than the dossier has changed.
    fn audit_again(&mut self) {
        self.file = self.file.audited(self.audit_options());
        self.update_findings();
    }

    /// The same where that takes no longer than a frame; what takes longer is due from now on.
    pub(super) fn audit_soon(&mut self) {
        if self.file.dossier.facts().len() <= MOST_AT_ONCE {
            self.audit_again();
        }
    }

    /// The options that the open dossier is to be audited by, where it was audited by others and nobody is at it.
    pub(super) fn take_due_audit(&mut self) -> Option<AuditOptions> {
        let is_due = self.file.audited_by != self.audit_options() && !self.session.is_auditing;
        self.session.is_auditing |= is_due;
        is_due.then(|| self.audit_options())
    }

    /// Takes in a dossier that was audited by other options, where it is the open one and these are still wanted.
    pub(super) fn audited(&mut self, file: OpenFile) -> Vec<Effect> {
        self.session.is_auditing = false;
        if !Arc::ptr_eq(&file.dossier, &self.file.dossier) || file.audited_by != self.audit_options() {
            return Vec::new();
        }
        self.file = file;
        // A search that is on its way would tell of the findings of before.
        if self.session.search.is_running {
            return self.filters_changed();
        }
        self.update_findings();
        Vec::new()
    }

    /// Shows the same dossier, whose file has changed; all that is looked at stays.
    pub fn refresh_file(&mut self, loaded: Loaded, path: Option<PathBuf>) {
        let file = OpenFile::new(loaded, path, self.audit_options());
        self.unsaved = Unsaved::none(&file);
        self.refresh(file);
    }

    /// The same with what was computed from the new version already.
    pub fn refresh(&mut self, new: OpenFile) {
        let before = std::mem::replace(&mut self.file, new);
        self.session.selection.follow(&before.dossier, &self.file.dossier);
        if matches!(self.session.dialog, Some(Dialog::TraceDerivation(_))) {
            // The derivation at that place may be another one now.
            self.session.dialog = None;
        }
        self.forms_follow();
        self.keep_known();
        self.update_shown();
    }

    /// Looks at the dossier as a figure did: its stretch of time, its axis, its policies and its filters.
    pub fn restore_view(&mut self, figure: &ExportRequest) {
        let view = &mut self.view;
        match figure.figure {
            ChartKind::Trade => {
                view.is_locked = false;
                view.chart = figure.span;
                view.value_axis = figure.value_axis;
                view.value_range = figure.value_range;
                view.rivals = figure.rivals;
                view.reporter.clone_from(&figure.reporter);
                view.chart_choice.clone_from(&figure.chart);
            }
            ChartKind::Timeline => {
                view.timeline = figure.span;
                view.hidden_themes = figure.hidden_themes.iter().cloned().collect();
            }
        }
        self.adopt_view();
    }

    /// What the audit of the open dossier goes by.
    #[must_use]
    pub const fn audit_options(&self) -> AuditOptions {
        AuditOptions { today: self.session.today, stale_after_years: self.settings.stale_after_years }
    }

    /// Shows another dossier; settings stay, the view starts anew.
    pub fn replace_file(&mut self, file: OpenFile) {
        self.unsaved = Unsaved::none(&file);
        self.file = file;
        let View { is_list_open, is_detail_open, main, is_chart_in_front, split, .. } = self.view;
        self.view = View { is_list_open, is_detail_open, main, is_chart_in_front, split, ..View::default() };
        let old = std::mem::take(&mut self.session);
        let Session { today, now_secs, notice, crash_report, shows_hint, guide, .. } = old;
        let Session { openings, is_auditing, closes_when_saved, import, imports, .. } = old;
        let Session { recoveries, offers_recoveries, restoring, unfinished_article, .. } = old;
        let search = Search { number: old.search.number, ..Search::default() };
        let kept = Session { today, now_secs, search, notice, guide, crash_report, shows_hint, ..Session::default() };
        self.session = Session {
            is_auditing,
            unfinished_article,
            import,
            imports,
            recoveries,
            offers_recoveries,
            restoring,
            openings,
            closes_when_saved,
            ..kept
        };
        self.adopt_view();
    }

    /// Looks at the dossier as somebody did before.
    pub fn take_view(&mut self, view: View) {
        self.view = view;
        self.adopt_view();
    }

    /// Brings the session in line with a view that came from outside.
    fn adopt_view(&mut self) {
        self.select_only_read();
        self.keep_known();
        self.session.wants_scroll_to_selected = self.view.selected.is_some();
        self.update_shown();
    }

    /// Brings the session in line with a view that has taken the place of another of the same dossier, with these filters.
    pub(super) fn view_replaced(&mut self, before: &Filters) -> Vec<Effect> {
        self.keep_known();
        if self.filters() == *before { Vec::new() } else { self.filters_changed() }
    }

    /// Drops from the view what the dossier does not know.
    fn keep_known(&mut self) {
        let dossier = &self.file.dossier;
        self.view.reporter = self.view.reporter.take().filter(|id| self.file.reporters().any(|known| known == id));
        let choice = &mut self.view.chart_choice;
        choice.looking_from =
            choice.looking_from.take().filter(|id| dossier.parties().iter().any(|party| party.id == *id));
        self.view.hidden_themes.retain(|id| dossier.themes().iter().any(|theme| theme.id == *id));
        let is_known = |id: &String| dossier.sources().iter().any(|source| source.id() == id);
        self.view.source = self.view.source.take().filter(is_known);
        self.view.selected.take_if(|id| dossier.find(&id.0).is_none());
        self.session.history.retain(|id| dossier.find(&id.0).is_some());
        self.mend_selection();
    }

    /// The dossier.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        &self.file.dossier
    }

    /// The selected fact.
    #[must_use]
    pub fn selected(&self) -> Option<FactIx> {
        self.file.dossier.find(&self.view.selected.as_ref()?.0)
    }

    pub(super) fn filters(&self) -> Filters {
        let View { hidden_themes, wanted_flags, hidden_severities, .. } = self.view.clone();
        Filters { query: self.session.query.clone(), hidden_themes, wanted_flags, hidden_severities }
    }

    /// Computes anew which facts are shown.
    pub(super) fn update_shown(&mut self) {
        let filters = self.filters();
        if let Some(everything) = self.unfiltered(&filters) {
            self.session.finder = Finder::default();
            self.session.shown = everything;
        } else {
            let shown = self.session.finder.find(&self.file, &filters, &|| false, &mut |_| {});
            self.session.shown = shown.unwrap_or_default().into();
        }
        self.session.search = Search { number: self.session.search.number + 1, ..Search::default() };
    }

    /// What is shown where nothing is filtered out, which is known already; `None` where something is.
    fn unfiltered(&self, filters: &Filters) -> Option<Arc<Shown>> {
        (*filters == Filters::default()).then(|| Arc::clone(&self.file.everything))
    }

    /// Computes anew which facts are shown, or asks for it where they are too many for a frame.
    pub(super) fn filters_changed(&mut self) -> Vec<Effect> {
        if self.file.dossier.facts().len() <= MOST_AT_ONCE || self.unfiltered(&self.filters()).is_some() {
            self.update_shown();
            return Vec::new();
        }
        let number = self.session.search.number + 1;
        self.session.search = Search { number, is_running: true, first: Vec::new() };
        vec![Effect::Find(FindOrder { number, filters: self.filters() })]
    }

    /// Takes in the first facts that a search has found, while it goes on.
    pub(super) fn found_first(&mut self, number: u64, first: Vec<FactIx>) {
        if self.session.search.number == number && self.session.search.is_running {
            self.session.search.first = first;
        }
    }

    /// Takes in what a search has found; what an earlier one has found is dropped.
    pub(super) fn found(&mut self, number: u64, shown: Shown) {
        if self.session.search.number == number {
            self.session.shown = shown.into();
            self.session.search = Search { number, ..Search::default() };
        }
    }

    /// A search has stopped by itself.
    pub(super) fn search_stopped(&mut self, number: u64) {
        if self.session.search.number == number {
            self.session.search = Search { number, ..Search::default() };
        }
    }

    /// Computes anew which findings are listed.
    pub(super) fn update_findings(&mut self) {
        let filters = self.filters();
        match self.unfiltered(&filters) {
            Some(everything) => self.session.shown = everything,
            None => Arc::make_mut(&mut self.session.shown).list_findings(&self.file, &filters),
        }
    }

    /// The facts to list: those that are shown, or the first that a search has found while it is on its way.
    #[must_use]
    pub fn listed(&self) -> &[FactIx] {
        let Session { shown, search, .. } = &self.session;
        if search.first.is_empty() { &shown.facts } else { &search.first }
    }

    /// Whether a fact passes the filters and the search.
    #[must_use]
    pub fn is_shown(&self, fact: FactIx) -> bool {
        self.place_of(fact).is_some()
    }

    /// The place of a fact among those that are shown.
    #[must_use]
    pub fn place_of(&self, fact: FactIx) -> Option<usize> {
        self.session.shown.place_of(fact)
    }

    /// Whether anything is filtered out.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.session.shown.facts.len() < self.file.dossier.facts().len()
    }

    /// Whether facts are filtered out by their theme or their flags.
    #[must_use]
    pub fn has_filters(&self) -> bool {
        !self.view.hidden_themes.is_empty() || !self.view.wanted_flags.is_empty()
    }

    /// Whether the first dossier is still on its way, and nothing can be said of any.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.session.opening.is_some() && self.dossier().facts().is_empty()
    }

    /// The stretch of time that the timeline shows.
    #[must_use]
    pub fn timeline_span(&self) -> Span {
        self.view.timeline.unwrap_or_else(|| self.file.timeline_fit())
    }

    /// The stretch of time that the chart shows.
    #[must_use]
    pub fn chart_span(&self) -> Span {
        if self.view.is_locked {
            return self.timeline_span();
        }
        self.view.chart.unwrap_or_else(|| self.file.fit_of(&self.chart_plan()))
    }
}

impl OpenFile {
    /// A dossier with all that is computed from it once.
    #[must_use]
    pub fn new(
        Loaded { dossier, warnings, sha256, text }: Loaded,
        path: Option<PathBuf>,
        options: AuditOptions,
    ) -> Self {
        let derived = Derived::of(&dossier);
        let ((trade, trade_by_reporter, digest), audit) = std::thread::scope(|scope| {
            let beside = scope.spawn(|| {
                let (trade, by_reporter) = TradeSeries::all(&dossier, &derived);
                (trade, by_reporter, DossierIndex::new(&dossier))
            });
            let audit = audit(&dossier, &derived, &options);
            (beside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), audit)
        });
        let mut file = Self {
            waiting: waiting(&audit, &dossier),
            dossier: dossier.into(),
            path,
            is_input: false,
            is_new: false,
            warnings,
            sha256,
            text,
            document: Arc::default(),
            work_names: Arc::default(),
            digest: digest.into(),
            derived: derived.into(),
            trade: trade.into(),
            trade_by_reporter: Arc::new(trade_by_reporter.into_iter().map(|(id, trade)| (id, trade.into())).collect()),
            plans: Arc::default(),
            audit: audit.into(),
            audited_by: options,
            everything: Arc::default(),
        };
        file.everything = Shown::everything(&file).into();
        file
    }

    /// Where each record stands in the text; `None` where there is no text yet.
    #[must_use]
    pub fn document(&self) -> Option<&Document> {
        self.document.get_or_init(|| Document::parse(Arc::clone(&self.text)).ok()).as_ref()
    }

    /// What each source is known by, in their order.
    #[must_use]
    pub fn work_names(&self) -> &[WorkNames] {
        self.work_names.get_or_init(|| self.dossier.sources().iter().map(WorkNames::of_source).collect())
    }

    /// The same where that is known already.
    #[must_use]
    pub(super) fn with_document(mut self, document: Document) -> Self {
        self.document = Arc::new(OnceLock::from(Some(document)));
        self
    }

    /// The same dossier, audited by other options.
    #[must_use]
    pub fn audited(&self, options: AuditOptions) -> Self {
        let audit = audit(&self.dossier, &self.derived, &options);
        let waiting = waiting(&audit, &self.dossier);
        let plans = Arc::default();
        let mut file = Self { waiting, audit: audit.into(), audited_by: options, plans, ..self.clone() };
        file.everything = Shown::everything(&file).into();
        file
    }

    /// Its trade, year by year, as seen by one reporter, or by everybody where there is no such reporter.
    #[must_use]
    pub fn trade(&self, reporter: Option<&str>) -> &TradeSeries {
        reporter.and_then(|reporter| self.trade_by_reporter.get(reporter)).unwrap_or(&self.trade)
    }

    /// The same, to be kept.
    pub(super) fn trade_shared(&self, reporter: Option<&str>) -> Arc<TradeSeries> {
        Arc::clone(reporter.and_then(|reporter| self.trade_by_reporter.get(reporter)).unwrap_or(&self.trade))
    }

    /// Everybody who reported trade, by identifier.
    pub fn reporters(&self) -> impl Iterator<Item = &str> {
        self.trade_by_reporter.keys().map(SmolStr::as_str)
    }

    /// The name of the file, without its folder.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.path.as_ref().and_then(|path| path.file_name());
        if self.is_new && name.is_none() {
            return fresh_id(self.dossier.title(), |_| false) + EXTENSION;
        }
        let without_path = if self.is_input { crate::load::INPUT_NAME } else { crate::load::SHIPPED_NAME };
        name.map_or_else(|| without_path.to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// A stretch of time that holds every dated fact, with a margin.
    #[must_use]
    pub fn timeline_fit(&self) -> Span {
        match self.digest.days() {
            Some((first, last)) => Span::of_days(first, last).with_margin(0.04),
            None => Span::of_years(1950, 2030),
        }
    }

    /// A stretch of time that holds everything: every fact and every year of the trade series.
    #[must_use]
    pub fn whole_span(&self) -> Span {
        self.timeline_fit().joined(self.chart_fit())
    }

    /// A stretch of time that holds what the chart shows where nothing was chosen, with a margin.
    #[must_use]
    pub fn chart_fit(&self) -> Span {
        self.fit_of(&self.chart_plan(None, &ChartChoice::default()))
    }
}

/// How many findings need a person, and have not been looked at as they are now.
fn waiting(audit: &Audit, dossier: &Dossier) -> usize {
    let is_waiting = |finding: &&Finding| {
        finding.severity == Severity::NeedsPerson && !ReviewState::of(finding, dossier).is_reviewed()
    };
    audit.findings().iter().filter(is_waiting).count()
}
