//! Beginning a dossier: two countries, a title, and themes to start with.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::apply::put_dialog_away;
use super::{AppState, Dialog, Effect, ImportFrom, Notice, OpenFile, Unsaved};
use crate::edit::{Document, Edit, Json, List, fresh_id};
use crate::import::{Kind, Recipe, area_of_party, countries_in, countries_like, empty_dossier};
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
    /// The article that it is begun from: its facts are reviewed once the dossier is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<ImportFrom>,
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
        Self { parties: Default::default(), title: None, themes, article: None }
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
    /// A dossier from an article, with the two countries that its beginning names.
    #[must_use]
    pub fn of_article(from: ImportFrom, beginning: &str) -> Self {
        let mut found = countries_in(beginning).into_iter();
        let mut party = || {
            let area = found.next()?;
            Some(PartyChoice { query: area.name.to_owned(), chosen: Some(area.party_id().into()) })
        };
        let parties = [party().unwrap_or_default(), party().unwrap_or_default()];
        Self { parties, article: Some(from), ..Self::default() }
    }

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
        let mut effects = vec![Effect::CancelLoad];
        let text = if let Some(article) = new.article.clone() {
            let recipe = Recipe { kind: Kind::Article, ..Recipe::default() };
            effects.push(self.begin_import(article, Some(recipe)));
            "A new dossier. Decide which facts of the article it takes; Ctrl+S saves it."
        } else {
            "A new dossier. N adds its first fact; Ctrl+S saves it."
        };
        self.session.notice = Some(Notice::done(text));
        effects
    }

    /// Offers the countries that an article names.
    pub(super) fn prepare_article(&mut self, from: ImportFrom) -> Vec<Effect> {
        match from {
            ImportFrom::File(path) => return vec![Effect::ReadBeginning(path)],
            ImportFrom::Text(text) => {
                let new = NewDossier::of_article(ImportFrom::Text(text.clone()), &text);
                self.put_article_away(text);
                self.session.dialog = Some(Dialog::NewDossier(Box::new(new)));
            }
        }
        Vec::new()
    }

    /// Takes in the beginning of an article.
    pub(super) fn article_found(&mut self, path: PathBuf, text: Result<String, String>) {
        match text {
            Ok(text) => {
                put_dialog_away(self);
                let new = NewDossier::of_article(ImportFrom::File(path), &text);
                self.session.dialog = Some(Dialog::NewDossier(Box::new(new)));
            }
            Err(error) => {
                let text = format!("{} could not be read: {error}.", path.display());
                self.session.notice = Some(Notice::trouble(text, Vec::new()));
            }
        }
    }
}
