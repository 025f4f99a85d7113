//! The two parties that a file is read for, with every code and name that it may call them by.

use smol_str::SmolStr;

use super::areas::{Area, areas, areas_by_iso3, find_area};
use super::trade::PartyRef;
use crate::import::{ImportError, Pair};

/// Which of the two parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The first.
    First,
    /// The second.
    Second,
}

/// One of the two parties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartyKey {
    /// What the dossier calls it.
    pub id: SmolStr,
    /// Its name.
    pub name: SmolStr,
    /// The areas that it has been or is: one country may have had several codes. The one in use is first.
    pub areas: Vec<&'static Area>,
}

/// The two parties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// The one that the file is looked at from.
    pub first: PartyKey,
    /// The other one.
    pub second: PartyKey,
}

impl PartyKey {
    fn of_area(area: &'static Area) -> Self {
        let areas = match area.iso3 {
            Some(iso3) => areas_by_iso3(iso3).collect(),
            None => vec![area],
        };
        Self { id: area.party_id().into(), name: area.name.into(), areas }
    }

    /// The party that somebody means by a code or a name; `known` are those of the dossier, by identifier and name.
    fn find(text: &str, known: &[(SmolStr, SmolStr)]) -> Result<Self, ImportError> {
        let text = text.trim();
        let of_dossier = known.iter().find(|(id, name)| {
            id.eq_ignore_ascii_case(text) || super::areas::folded(name) == super::areas::folded(text)
        });
        if let Some((id, name)) = of_dossier {
            let area = find_area(id).or_else(|| find_area(name));
            let areas = area.map(|area| Self::of_area(area).areas).unwrap_or_default();
            return Ok(Self { id: id.clone(), name: name.clone(), areas });
        }
        let Some(area) = find_area(text) else {
            let near = areas()
                .iter()
                .map(|area| area.name)
                .map(|name| (strsim::jaro_winkler(&name.to_lowercase(), &text.to_lowercase()), name));
            let best = near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(likeness, _)| *likeness > 0.85);
            let hint = best.map_or_else(String::new, |(_, name)| format!("; did you mean “{name}”?"));
            return Err(ImportError::Refused(format!(
                "{} is no country, area or code that is known here{hint}",
                super::quoted(text)
            )));
        };
        // Whichever of its codes was typed, the party is the dossier's where that has it.
        let key = Self::of_area(area);
        Ok(match known.iter().find(|(id, _)| *id == key.id) {
            Some((id, name)) => Self { id: id.clone(), name: name.clone(), ..key },
            None => key,
        })
    }

    /// The party as a fact names it.
    #[must_use]
    pub fn party(&self) -> PartyRef {
        let area = self.areas.first().filter(|area| area.name == self.name);
        let in_sentence = area.map_or_else(|| self.name.clone(), |area| area.name_in_sentence().into());
        PartyRef { id: self.id.clone(), name: self.name.clone(), in_sentence }
    }
}

impl Parties {
    /// The parties of a pair.
    ///
    /// # Errors
    ///
    /// Where one of them is not known, or both are the same.
    pub fn of_pair(pair: &Pair, known: &[(SmolStr, SmolStr)]) -> Result<Self, ImportError> {
        let parties = Self { first: PartyKey::find(&pair.0, known)?, second: PartyKey::find(&pair.1, known)? };
        if parties.first.id == parties.second.id {
            return Err(ImportError::Refused(format!("both of the pair are {}", parties.first.name)));
        }
        Ok(parties)
    }

    pub(super) fn of_areas(first: &'static Area, second: &'static Area) -> Self {
        Self { first: PartyKey::of_area(first), second: PartyKey::of_area(second) }
    }

    /// Which of the two an area is.
    #[must_use]
    pub fn side_of(&self, area: &Area) -> Option<Side> {
        let is = |party: &PartyKey| party.areas.iter().any(|own| std::ptr::eq(*own, area));
        match (is(&self.first), is(&self.second)) {
            (true, _) => Some(Side::First),
            (false, true) => Some(Side::Second),
            (false, false) => None,
        }
    }

    /// One of the two.
    #[must_use]
    pub const fn get(&self, side: Side) -> &PartyKey {
        match side {
            Side::First => &self.first,
            Side::Second => &self.second,
        }
    }

    /// The other of the two.
    #[must_use]
    pub const fn other(&self, side: Side) -> &PartyKey {
        match side {
            Side::First => &self.second,
            Side::Second => &self.first,
        }
    }
}
