//! The themes while they are ordered, named, added and removed.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::AppState;
use super::several::MOST_CHANGED;
use crate::dossier::Theme;
use crate::edit::{Edit, Json, List, Target, fresh_id, short};
use crate::format::number::counted;

/// The themes as they are to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemesForm {
    /// Those that stay or are new, in their order.
    pub lines: Vec<ThemeLine>,
    /// Those that are to be removed.
    pub removed: Vec<RemovedTheme>,
    /// How many new ones there were.
    added: u32,
}

/// A theme that stays, or a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeLine {
    /// Its identifier; a stand-in where it is new.
    pub id: SmolStr,
    /// Whether it is new.
    pub is_new: bool,
    /// What it is called.
    pub label: String,
}

/// A theme that is to be removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedTheme {
    /// Its identifier.
    pub id: SmolStr,
    /// The theme that its facts are put under, by its identifier, once that is chosen.
    pub heir: Option<SmolStr>,
}

impl ThemesForm {
    /// The themes of the open dossier.
    #[must_use]
    pub fn open(state: &AppState) -> Self {
        let line =
            |theme: &Theme| ThemeLine { id: theme.id.as_str().into(), is_new: false, label: theme.label.clone() };
        Self { lines: state.dossier().themes().iter().map(line).collect(), removed: Vec::new(), added: 0 }
    }

    /// Begins a new theme, the last.
    pub fn add(&mut self) {
        self.added += 1;
        let id = format!("\u{1}{}", self.added).into();
        self.lines.push(ThemeLine { id, is_new: true, label: String::new() });
    }

    /// Puts a theme to another place; nothing happens where there is none.
    pub fn move_line(&mut self, from: usize, to: usize) {
        if from < self.lines.len() && to < self.lines.len() {
            let line = self.lines.remove(from);
            self.lines.insert(to, line);
        }
    }

    /// Takes a theme out.
    pub fn remove(&mut self, place: usize) {
        if place >= self.lines.len() {
            return;
        }
        let line = self.lines.remove(place);
        if !line.is_new {
            for other in &mut self.removed {
                other.heir.take_if(|heir| *heir == line.id);
            }
            self.removed.push(RemovedTheme { id: line.id, heir: None });
        }
    }

    /// Keeps a theme after all, as the last.
    pub fn keep(&mut self, place: usize, state: &AppState) {
        if place < self.removed.len() {
            let RemovedTheme { id, .. } = self.removed.remove(place);
            let label = state.dossier().themes().iter().find(|theme| theme.id == id).map(|theme| theme.label.clone());
            self.lines.push(ThemeLine { id, is_new: false, label: label.unwrap_or_default() });
        }
    }

    /// What is wrong with it, in a sentence that says what to do.
    #[must_use]
    pub fn problem(&self, state: &AppState) -> Option<String> {
        for (place, line) in self.lines.iter().enumerate() {
            let label = line.label.trim();
            if label.is_empty() {
                return Some("A theme needs a name. Write one, or remove the theme.".to_owned());
            }
            if self.lines[..place].iter().any(|other| other.label.trim() == label) {
                return Some(format!("Two themes are called “{label}”. Give each a name of its own."));
            }
        }
        let counts = fact_counts(state);
        let of = |id: &str| counts.iter().find(|(known, _)| known == id).map_or(0, |(_, count)| *count);
        for removed in &self.removed {
            let count = of(&removed.id);
            if count > MOST_CHANGED {
                let facts = counted(count, "fact", "facts");
                return Some(format!(
                    "{facts} stand under a theme that is to be removed: too many to be changed at once."
                ));
            }
            if count > 0 && removed.heir.is_none() {
                let facts = counted(count, "fact", "facts");
                return Some(format!("Choose the theme that the {facts} of the removed one are put under."));
            }
        }
        None
    }

    /// The edit that it comes to; `None` where nothing is changed.
    #[must_use]
    pub fn edit(&self, state: &AppState) -> Option<Edit> {
        let dossier = state.dossier();
        let old = |id: &str| dossier.themes().iter().find(|theme| theme.id == id);
        let mut edits = Vec::new();
        let mut order: Vec<SmolStr> = Vec::new();
        let mut taken: Vec<SmolStr> = Vec::new();
        let mut renamed = Vec::new();
        for line in &self.lines {
            let label = line.label.trim();
            if line.is_new {
                let is_taken = |id: &str| old(id).is_some() || taken.iter().any(|other| other == id);
                let id: SmolStr = fresh_id(label, is_taken).into();
                edits.push(Edit::add(
                    List::Themes,
                    Json::object([("id", Json::from(id.as_str())), ("label", label.into())]),
                ));
                taken.push(id.clone());
                order.push(id);
            } else {
                if old(&line.id).is_some_and(|theme| theme.label != label) {
                    renamed.push(label);
                    edits.push(Edit::set(Target::Theme(line.id.clone()), ["label"], label));
                }
                order.push(line.id.clone());
            }
        }
        for RemovedTheme { id, heir } in &self.removed {
            let facts = dossier.facts().iter().filter(|fact| dossier.theme(fact.theme).id == *id);
            let heirs = heir.iter().flat_map(|heir| facts.clone().map(move |fact| (fact, heir)));
            edits
                .extend(heirs.map(|(fact, heir)| Edit::set(Target::Fact(fact.id.0.clone()), ["theme"], heir.as_str())));
            edits.push(Edit::Remove { at: Target::Theme(id.clone()), cascade: false });
        }
        let is_kept = |id: &SmolStr| self.removed.iter().all(|removed| removed.id != *id);
        let kept = dossier.themes().iter().map(|theme| SmolStr::from(&theme.id)).filter(is_kept);
        let moves = moves(kept.chain(taken.iter().cloned()).collect(), &order);
        let label = match (edits.len(), moves.is_empty(), &renamed[..]) {
            (0, true, _) => return None,
            (0, false, _) => "order of the themes".to_owned(),
            (1, true, [only]) => format!("name of theme ‘{}’", short(only)),
            _ => "themes".to_owned(),
        };
        Some(Edit::batch(label, edits.into_iter().chain(moves)))
    }
}

/// How many facts stand under each theme, by its identifier.
#[must_use]
pub fn fact_counts(state: &AppState) -> Vec<(String, usize)> {
    let dossier = state.dossier();
    let mut counts = vec![0; dossier.themes().len()];
    for fact in dossier.facts() {
        if let Some(count) = counts.get_mut(fact.theme.0) {
            *count += 1;
        }
    }
    dossier.themes().iter().map(|theme| theme.id.clone()).zip(counts).collect()
}

/// The moves that bring themes into an order: from the front or from the back, whichever are fewer.
fn moves(now: Vec<SmolStr>, order: &[SmolStr]) -> Vec<Edit> {
    let step =
        |at: &SmolStr, before: Option<&SmolStr>| Edit::Move { at: Target::Theme(at.clone()), before: before.cloned() };
    let (mut from_front, mut current) = (Vec::new(), now.clone());
    for (place, id) in order.iter().enumerate() {
        let before = current.get(place).cloned();
        if before.as_ref() != Some(id) {
            current.retain(|other| other != id);
            current.insert(place.min(current.len()), id.clone());
            from_front.push(step(id, before.as_ref()));
        }
    }
    let (mut from_back, mut current) = (Vec::new(), now);
    for (place, id) in order.iter().enumerate().rev() {
        if current.get(place) != Some(id) {
            let before = order.get(place + 1);
            current.retain(|other| other != id);
            current.insert(place.min(current.len()), id.clone());
            from_back.push(step(id, before));
        }
    }
    if from_back.len() < from_front.len() { from_back } else { from_front }
}
