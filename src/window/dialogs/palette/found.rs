//! What is found for a query.

use egui::Context;

use super::super::super::shortcuts::{Command, REVIEW, TABLE};
use super::rank::distance;
use crate::app::{Action, AppState, Dialog, FileAction, FilterAction, LayoutAction, SelectAction};
use crate::dossier::FactIx;
use crate::format::date::date_label;

/// From so many letters on, facts are looked for.
const LEAST_FOR_FACTS: usize = 2;
/// How many facts are offered.
const MOST_FACTS: usize = 30;
/// How many facts are looked at in one frame.
const STRETCH: usize = 8_192;

/// Something that can be done.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// What it is called.
    pub(super) name: String,
    /// What kind of thing it is, and the keys for it.
    pub(super) aside: String,
    /// What it does.
    pub(super) action: Action,
}

/// What can be done now and is called so: commands, themes and recent files by how well they fit. Facts come after them.
pub(super) fn found(ctx: &Context, state: &AppState, query: &str) -> Vec<Found> {
    let query = query.trim().to_lowercase();
    let mut all = commands(ctx, state);
    if !query.is_empty() {
        all.extend(themes(state));
        all.extend(recent(state));
    }
    let mut ranked: Vec<(usize, Found)> = all
        .into_iter()
        .filter_map(|found| Some((distance(&query, &format!("{} {}", found.name, found.aside))?, found)))
        .collect();
    // What fits equally well stays in the order of the menus.
    ranked.sort_by_key(|(distance, _)| *distance);
    ranked.into_iter().map(|(_, found)| found).collect()
}

fn commands(ctx: &Context, state: &AppState) -> Vec<Found> {
    let is_palette = |action: &Action| *action == Action::Layout(LayoutAction::Open(Dialog::Palette));
    let command = |command: &Command| {
        let action = command.action(state).filter(|action| !is_palette(action))?;
        let group = command.group.label();
        let keys = command.keys_text(ctx).map(|keys| format!("    {keys}")).unwrap_or_default();
        Some(Found { name: command.what.to_owned(), aside: format!("{group}{keys}"), action })
    };
    TABLE.iter().chain(&REVIEW).filter_map(command).collect()
}

fn themes(state: &AppState) -> Vec<Found> {
    let themes = state.dossier().themes().iter();
    let found = |name: String, action| Found { name, aside: "theme".to_owned(), action: Action::Filter(action) };
    themes
        .flat_map(|theme| {
            let verb = if state.view.hidden_themes.contains(&theme.id) { "Show" } else { "Hide" };
            [
                found(format!("Show only {}", theme.label), FilterAction::OnlyTheme(theme.id.clone())),
                found(format!("{verb} {}", theme.label), FilterAction::ToggleTheme(theme.id.clone())),
            ]
        })
        .collect()
}

fn recent(state: &AppState) -> Vec<Found> {
    let name = |path: &std::path::PathBuf| Some(path.file_name()?.to_string_lossy().into_owned());
    let found = |path: &std::path::PathBuf| {
        let action = Action::File(FileAction::Open(path.clone()));
        Some(Found { name: format!("Open {}", name(path)?), aside: "recent file".to_owned(), action })
    };
    state.settings.recent_files.iter().filter_map(found).collect()
}

/// A search for the first facts by date in whose title all words of a query stand; it goes on from frame to frame, so that
/// none has to wait for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FactSearch {
    /// How many facts were looked at.
    looked_at: usize,
    found: usize,
}

impl FactSearch {
    /// Whether there is anything left to look at for a query, and room to offer it.
    pub(super) fn goes_on(&self, state: &AppState, query: &str) -> bool {
        let has_more = self.looked_at < state.dossier().facts_by_date().len() && self.found < MOST_FACTS;
        has_more && query.trim().chars().count() >= LEAST_FOR_FACTS
    }

    /// Looks at the next facts.
    pub(super) fn next(&mut self, state: &AppState, query: &str) -> Vec<Found> {
        if !self.goes_on(state, query) {
            return Vec::new();
        }
        let query = query.to_lowercase();
        let dossier = state.dossier();
        let words: Vec<&str> = query.split_whitespace().collect();
        let has_all = |fact: &&FactIx| {
            let title = dossier.fact(**fact).title.to_lowercase();
            words.iter().all(|word| title.contains(word))
        };
        let found = |fact: &FactIx| {
            let fact = dossier.fact(*fact);
            let aside = fact.date.as_ref().map_or_else(|| "undated".to_owned(), date_label);
            Found { name: fact.title.to_string(), aside, action: Action::Select(SelectAction::Fact(fact.id.clone())) }
        };
        let rest = &dossier.facts_by_date()[self.looked_at..];
        let stretch = &rest[..rest.len().min(STRETCH)];
        self.looked_at += stretch.len();
        let all: Vec<Found> = stretch.iter().filter(has_all).take(MOST_FACTS - self.found).map(found).collect();
        self.found += all.len();
        all
    }
}
