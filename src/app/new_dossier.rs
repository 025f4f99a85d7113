//! Beginning a dossier: two countries, a title, and themes to start with.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{AppState, Effect, Notice, OpenFile, Unsaved};
use crate::edit::{Document, Edit, Json, List, fresh_id};
use crate::import::{area_of_party, countries_like, empty_dossier};
use crate::load::load_bytes;

/// A dossier while it is being begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDossier {
    /// The two countries.
    pub parties: [PartyChoice; 2],
    /// The title, where a person has written one; else it is made of the countries.
    pub title: Option<String>,
    /// The themes, each with whether it is wanted.
    pub themes: Vec<(String, bool)>,
}

/// A country that is being chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyChoice {
    /// What is searched for.
    pub query: String,
    /// The one that was chosen, by its identifier.
    pub chosen: Option<SmolStr>,
}

/// The themes that are offered, and whether they are wanted unless a person says otherwise.
const THEMES: [(&str, bool); 5] =
    [("Diplomacy", true), ("Trade", true), ("Aid", false), ("Public opinion", false), ("Culture and sport", false)];

impl Default for NewDossier {
    fn default() -> Self {
        let themes = THEMES.map(|(label, is_wanted)| (label.to_owned(), is_wanted)).to_vec();
        Self { parties: Default::default(), title: None, themes }
    }
}

impl PartyChoice {
    /// The name of the country that was chosen.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        area_of_party(self.chosen.as_deref()?).map(|area| area.name)
    }

    /// The countries that what is searched for can mean, the likeliest first.
    #[must_use]
    pub fn found(&self) -> Vec<(String, &'static str)> {
        countries_like(&self.query).into_iter().map(|area| (area.party_id(), area.name)).collect()
    }
}

impl NewDossier {
    /// The title that it will have.
    #[must_use]
    pub fn title(&self) -> String {
        self.title.clone().unwrap_or_else(|| self.suggested_title())
    }

    /// The title that is made of the countries; empty where they are not chosen yet.
    #[must_use]
    pub fn suggested_title(&self) -> String {
        let [first, second] = &self.parties;
        match (first.name(), second.name()) {
            (Some(first), Some(second)) => format!("{first}–{second} relations"),
            _ => String::new(),
        }
    }

    /// What is still to be done, where something is.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let [first, second] = &self.parties;
        if first.chosen.is_none() || second.chosen.is_none() {
            return Some("Choose two countries.");
        }
        if first.chosen == second.chosen {
            return Some("Choose two different countries.");
        }
        if self.title().trim().is_empty() {
            return Some("Give it a title.");
        }
        (!self.themes.iter().any(|(_, is_wanted)| *is_wanted)).then_some("Choose a theme at least: each fact has one.")
    }

    /// The text of the file.
    fn text(&self) -> Option<String> {
        let party = |party: &PartyChoice| {
            let (id, name) = (party.chosen.as_deref()?, party.name()?);
            Some(Edit::add(List::Parties, Json::object([("id", id.into()), ("name", name.into())])))
        };
        let theme = |label: &str| {
            let id = fresh_id(label, |_| false);
            Edit::add(List::Themes, Json::object([("id", id.as_str().into()), ("label", label.into())]))
        };
        let parties = self.parties.iter().map(party).collect::<Option<Vec<_>>>()?;
        let wanted = self.themes.iter().filter(|(_, is_wanted)| *is_wanted);
        let edit = Edit::batch("new dossier", parties.into_iter().chain(wanted.map(|(label, _)| theme(label))));
        let empty = Document::parse(empty_dossier(self.title().trim(), "en")).ok()?;
        Some(empty.edited(&edit).ok()?.0.text().to_owned())
    }
}

impl AppState {
    /// Opens a new dossier, which is in no file yet.
    pub(super) fn begin_dossier(&mut self, new: &NewDossier) -> Vec<Effect> {
        let text = new.text().filter(|_| new.problem().is_none());
        let Some(Ok(loaded)) = text.map(|text| load_bytes(text.as_bytes())) else { return Vec::new() };
        let mut file = OpenFile::new(loaded, None, self.audit_options());
        file.is_new = true;
        self.call_off_opening();
        self.show(file);
        self.unsaved = Unsaved::whole(&self.file);
        self.session.notice = Some(Notice::done("A new dossier. N adds its first fact; Ctrl+S saves it."));
        vec![Effect::CancelLoad]
    }
}
