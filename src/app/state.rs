//! The whole state of the program.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Dialog, ExportRequest, FigureKind, History, ListedFindings, Notice, Settings, Span, Undo, View};
use crate::analysis::derive::Derived;
use crate::analysis::{
    Audit, AuditOptions, Brief, Digest, Finding, ReviewState, SearchIndex, Severity, TimeIndex, TradeSeries, audit,
};
use crate::dossier::{Day, Dossier, FactIx};
use crate::load::{Diagnostic, LoadError, Loaded};

/// Everything that the program knows while it runs.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The open dossier and what was computed from it once.
    pub file: OpenFile,
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
    /// What is odd about the file.
    pub warnings: Vec<Diagnostic>,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// What is asked of it again and again.
    pub digest: Arc<Digest>,
    /// What follows from its figures.
    pub derived: Arc<Derived>,
    /// Its trade, year by year, as seen by everybody.
    trade: Arc<TradeSeries>,
    /// The same as seen by one reporter each, by identifier.
    trade_by_reporter: Arc<BTreeMap<String, TradeSeries>>,
    /// What there is to say about it.
    pub audit: Arc<Audit>,
    /// How many findings wait for a person who has not looked at them yet.
    pub waiting: usize,
    search: Arc<SearchIndex>,
}

/// What is forgotten when the program ends.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for or shown independently of the others")]
pub struct Session {
    /// Today, where anybody knows.
    pub today: Option<Day>,
    /// The selected fact, and those before it.
    pub history: History,
    /// What can be undone of the changes of the view.
    pub undo: Undo,
    /// How long the program has been running, in seconds; what follows quickly is one step for undoing.
    pub now_secs: f64,
    /// What is searched for.
    pub query: String,
    /// The facts that pass the filters and the search, by date, undated ones last.
    pub shown: Vec<FactIx>,
    /// For each fact, its place among them.
    places: Vec<Option<std::num::NonZeroU32>>,
    /// The facts that are shown, in time.
    pub time: Arc<TimeIndex>,
    /// The findings that are listed.
    pub findings: ListedFindings,
    /// Where the cursor stands that runs through timeline and chart, in days since 1970-01-01.
    pub cursor_days: Option<f64>,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// The latest message.
    pub notice: Option<Notice>,
    /// What was wrong with the file that could not be opened last, and its name.
    pub refused: Option<(PathBuf, Vec<Diagnostic>)>,
    /// Whether the open file cannot be read any more as it is on disk, and the last sound version is on the screen.
    pub is_file_broken: bool,
    /// How much of a figure is exported, from 0 to 1, while one is.
    pub export_share: Option<f32>,
    /// Whether the search field asks for the keyboard.
    pub wants_search_focus: bool,
    /// Whether the keyboard moves on by a panel: `Some(true)` to the one before.
    pub wants_panel_step: Option<bool>,
    /// Whether the hint for beginners is shown.
    pub shows_hint: bool,
    /// Whether the selected fact is to be scrolled to.
    pub wants_scroll_to_selected: bool,
}

impl Session {
    /// Forgets what was asked for once, and done by drawing the window.
    pub const fn drawn(&mut self) {
        self.wants_search_focus = false;
        self.wants_scroll_to_selected = false;
        self.wants_panel_step = None;
    }

    /// Says why a file could not be opened, with all that is wrong in it where it could be read.
    pub fn refuse(&mut self, error: &LoadError) {
        let text = format!("{} could not be opened: {}.", error.path().display(), error.summary());
        self.notice = Some(Notice::trouble(text, Vec::new()));
        if !error.diagnostics().is_empty() {
            self.refused = Some((error.path().to_owned(), error.diagnostics().to_vec()));
            self.dialog = Some(Dialog::Diagnostics);
        }
    }

    /// Forgets what was wrong with the open file, which is sound again.
    pub fn mend(&mut self) {
        if std::mem::take(&mut self.is_file_broken) {
            self.refused = None;
            self.notice = None;
        }
    }
}

impl AppState {
    /// The state just after a dossier was opened, with a view and settings from before.
    #[must_use]
    pub fn new(loaded: Loaded, path: Option<PathBuf>, view: View, settings: Settings) -> Self {
        let options = AuditOptions { today: None, stale_after_years: settings.stale_after_years };
        let file = OpenFile::new(loaded, path, options);
        let mut state = Self { file, view, settings, session: Session::default() };
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
    pub(super) fn audit_again(&mut self) {
        let options = self.audit_options();
        let file = &mut self.file;
        file.audit = audit(&file.dossier, &file.derived, &options).into();
        file.waiting = waiting(&file.audit, &file.dossier);
        self.update_findings();
    }

    /// Shows the same dossier, whose file has changed; all that is looked at stays.
    pub fn refresh_file(&mut self, loaded: Loaded, path: Option<PathBuf>) {
        let new = OpenFile::new(loaded, path, self.audit_options());
        let old = std::mem::replace(&mut self.file, new);
        let dossier = &self.file.dossier;
        self.session.history.follow(|fact| dossier.find(&old.dossier.fact(fact).id.0));
        self.view.selected = self.session.history.current().map(|fact| dossier.fact(fact).id.clone());
        self.view_replaced();
    }

    /// Looks at the dossier as a figure did: its stretch of time, its axis, its policies and its filters.
    pub fn restore_view(&mut self, figure: &ExportRequest) {
        let view = &mut self.view;
        match figure.figure {
            FigureKind::Trade => {
                view.is_locked = false;
                view.chart = figure.span;
                view.value_axis = figure.value_axis;
                view.value_range = figure.value_range;
                view.rivals = figure.rivals;
                view.reporter.clone_from(&figure.reporter);
            }
            FigureKind::Timeline => {
                view.timeline = figure.span;
                view.hidden_themes = figure.hidden_themes.iter().cloned().collect();
            }
        }
        self.adopt_view();
    }

    const fn audit_options(&self) -> AuditOptions {
        AuditOptions { today: self.session.today, stale_after_years: self.settings.stale_after_years }
    }

    /// Shows another dossier; settings stay, the view starts anew.
    pub fn replace_file(&mut self, loaded: Loaded, path: Option<PathBuf>) {
        self.file = OpenFile::new(loaded, path, self.audit_options());
        let View { is_list_open, is_detail_open, timeline_share, .. } = self.view;
        self.view = View { is_list_open, is_detail_open, timeline_share, ..View::default() };
        let old = std::mem::take(&mut self.session);
        let Session { today, now_secs, notice, shows_hint, .. } = old;
        self.session = Session { today, now_secs, notice, shows_hint, ..Session::default() };
        self.adopt_view();
    }

    /// Brings the session in line with a view that came from outside.
    fn adopt_view(&mut self) {
        self.keep_known();
        let dossier = &self.file.dossier;
        let selected = self.view.selected.as_ref().and_then(|id| dossier.find(&id.0));
        self.session.history.select(selected);
        self.session.wants_scroll_to_selected = selected.is_some();
        self.update_shown();
    }

    /// Brings the session in line with a view that has taken the place of another of the same dossier.
    pub(super) fn view_replaced(&mut self) {
        self.keep_known();
        self.update_shown();
    }

    /// Drops from the view what the dossier does not know.
    fn keep_known(&mut self) {
        let dossier = &self.file.dossier;
        self.view.reporter = self.view.reporter.take().filter(|id| self.file.reporters().any(|known| known == id));
        self.view.hidden_themes.retain(|id| dossier.themes().iter().any(|theme| theme.id == *id));
    }

    /// The dossier.
    #[must_use]
    pub fn dossier(&self) -> &Dossier {
        &self.file.dossier
    }

    /// The selected fact.
    #[must_use]
    pub const fn selected(&self) -> Option<FactIx> {
        self.session.history.current()
    }

    /// Computes anew which facts are shown.
    pub(super) fn update_shown(&mut self) {
        let shown: Vec<Brief> = {
            let found = self.file.search.matches(&self.session.query);
            let passes = self.filter();
            let briefs = self.file.digest.briefs().iter();
            briefs.filter(|brief| found.contains(brief.fact) && passes(brief)).copied().collect()
        };
        self.session.time = TimeIndex::new(shown.iter().copied(), self.file.dossier.themes().len()).into();
        self.session.shown = shown.iter().map(|brief| brief.fact).collect();
        let mut places = vec![None; self.file.dossier.facts().len()];
        for (place, fact) in (1..).zip(&self.session.shown) {
            places[fact.0] = std::num::NonZeroU32::new(place);
        }
        self.session.places = places;
        self.update_findings();
    }

    /// Computes anew which findings are listed.
    pub(super) fn update_findings(&mut self) {
        let hidden = &self.view.hidden_severities;
        let is_wanted = |severity: Severity| !hidden.contains(severity.word());
        let is_shown = |fact| self.is_shown(fact);
        self.session.findings = ListedFindings::new(&self.file.audit, &self.file.dossier, is_wanted, is_shown);
    }

    /// Whether the filters for themes and flags let a fact pass.
    fn filter(&self) -> impl Fn(&Brief) -> bool + use<'_> {
        let View { hidden_themes, wanted_flags, .. } = &self.view;
        let dossier = &self.file.dossier;
        let is_visible: Vec<bool> = dossier.themes().iter().map(|theme| !hidden_themes.contains(&theme.id)).collect();
        let bits = self.file.digest.flag_bits(|kind| wanted_flags.contains(kind.word()));
        move |brief| {
            let fact = dossier.fact(brief.fact);
            let has_wanted = || match bits {
                Some(bits) => brief.flags & bits != 0,
                None => fact.flags.iter().any(|flag| wanted_flags.contains(flag.kind.word())),
            };
            is_visible.get(fact.theme.0).copied().unwrap_or(true) && (wanted_flags.is_empty() || has_wanted())
        }
    }

    /// Whether a fact passes the filters and the search.
    #[must_use]
    pub fn is_shown(&self, fact: FactIx) -> bool {
        self.place_of(fact).is_some()
    }

    /// The place of a fact among those that are shown.
    #[must_use]
    pub fn place_of(&self, fact: FactIx) -> Option<usize> {
        let place = self.session.places.get(fact.0).copied().flatten()?;
        usize::try_from(place.get() - 1).ok()
    }

    /// Whether anything is filtered out.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.session.shown.len() < self.file.dossier.facts().len()
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
        self.view.chart.unwrap_or_else(|| self.file.chart_fit())
    }
}

impl OpenFile {
    /// A dossier with all that is computed from it once.
    #[must_use]
    pub fn new(Loaded { dossier, warnings, sha256 }: Loaded, path: Option<PathBuf>, options: AuditOptions) -> Self {
        let derived = Derived::of(&dossier);
        let trade = TradeSeries::new(&dossier, &derived, None);
        let reporters = TradeSeries::all_reporters(&dossier).into_iter();
        let trade_by_reporter: BTreeMap<String, TradeSeries> = reporters
            .map(|reporter| {
                let series = TradeSeries::new(&dossier, &derived, Some(&reporter));
                (reporter, series)
            })
            .collect();
        let search = SearchIndex::new(&dossier);
        let digest = Digest::new(&dossier);
        let audit = audit(&dossier, &derived, &options);
        Self {
            waiting: waiting(&audit, &dossier),
            dossier: dossier.into(),
            path,
            is_input: false,
            warnings,
            sha256,
            digest: digest.into(),
            derived: derived.into(),
            trade: trade.into(),
            trade_by_reporter: trade_by_reporter.into(),
            audit: audit.into(),
            search: search.into(),
        }
    }

    /// Its trade, year by year, as seen by one reporter, or by everybody where there is no such reporter.
    #[must_use]
    pub fn trade(&self, reporter: Option<&str>) -> &TradeSeries {
        reporter.and_then(|reporter| self.trade_by_reporter.get(reporter)).unwrap_or(&self.trade)
    }

    /// Everybody who reported trade, by identifier.
    pub fn reporters(&self) -> impl Iterator<Item = &str> {
        self.trade_by_reporter.keys().map(String::as_str)
    }

    /// The name of the file, without its folder.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.path.as_ref().and_then(|path| path.file_name());
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

    /// A stretch of time that holds every year of the trade series, with a margin.
    #[must_use]
    pub fn chart_fit(&self) -> Span {
        match self.trade.years() {
            Some((first, last)) => Span::of_years(first, last).with_margin(0.03),
            None => self.timeline_fit(),
        }
    }
}

/// How many findings need a person, and have not been looked at as they are now.
fn waiting(audit: &Audit, dossier: &Dossier) -> usize {
    let is_waiting = |finding: &&Finding| {
        finding.severity == Severity::NeedsPerson && !ReviewState::of(finding, dossier).is_reviewed()
    };
    audit.findings().iter().filter(is_waiting).count()
}
