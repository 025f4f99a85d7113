//! What the words of a statement say of its theme, of the direction of trade, and of who reported it.

use crate::import::{Parties, PartyKey};

/// A theme: its identifier and its label.
pub(super) type Theme = (&'static str, &'static str);

const TRADE: &[&str] = &[
    "trade",
    "export",
    "import",
    "exported",
    "imported",
    "exports",
    "imports",
    "commodity",
    "tariff",
    "perdagangan",
    "ekspor",
    "impor",
    "수출",
    "수입",
    "무역",
    "교역",
];
const AID: &[&str] = &["aid", "assistance", "humanitarian", "donated", "donation", "relief", "bantuan", "원조"];
const OPINION: &[&str] = &["poll", "survey", "opinion", "respondents", "여론"];
const CULTURE: &[&str] =
    &["games", "olympic", "athletes", "football", "festival", "music", "museum", "sport", "orchid", "cultural"];

/// The theme that the words of a statement speak of; diplomacy where they speak of no other.
pub(super) fn theme(words: &str) -> Theme {
    let lower = words.to_lowercase();
    let has = |known: &[&str]| {
        let mut said = lower.split(|c: char| !c.is_alphanumeric());
        said.any(|word| known.iter().any(|known| word == *known || !known.is_ascii() && word.contains(known)))
    };
    if has(OPINION) {
        ("opinion", "Public opinion")
    } else if has(AID) {
        ("aid", "Aid")
    } else if has(CULTURE) {
        ("culture", "Culture and sport")
    } else if has(TRADE) {
        ("trade", "Trade")
    } else {
        ("diplomacy", "Diplomacy")
    }
}

/// Who sold to whom, as far as it is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Direction {
    /// `export`, `import` or `total`.
    pub flow: Option<&'static str>,
    /// The party that it is seen from.
    pub from: Option<PartyKey>,
    /// The other one.
    pub other: Option<PartyKey>,
    /// The goods, where they are named.
    pub commodity: Option<String>,
    /// Why no direction was taken from words that seem to say one.
    pub doubt: Option<String>,
}

/// The direction that the words before an amount say.
pub(super) fn direction(words: &str, parties: Option<&Parties>) -> Direction {
    let lower = words.to_lowercase();
    let is_total =
        ["total trade", "trade between", "volume of trade", "trade volume", "bilateral trade", "two-way trade"]
            .iter()
            .any(|said| lower.contains(said));
    if is_total {
        let (from, other) = parties.map(|parties| (parties.first.clone(), parties.second.clone())).unzip();
        return Direction { flow: Some("total"), from, other, ..Direction::default() };
    }
    let Some(parties) = parties else { return Direction::default() };
    if let Some(direction) = korean(words, parties) {
        return direction;
    }
    for (verbs, flow, right, wrong) in
        [(["imported", "imports"], "import", " from ", " to "), (["exported", "exports"], "export", " to ", " from ")]
    {
        let Some((at, verb)) = verbs.iter().filter_map(|verb| lower.find(verb).map(|at| (at, *verb))).min() else {
            continue;
        };
        let Some(who) = last_party(words.get(..at).unwrap_or(""), parties) else { continue };
        let after = words.get(at + verb.len()..).unwrap_or("");
        let other = if who.id == parties.first.id { &parties.second } else { &parties.first };
        let place = after.find(other.name.as_str());
        let said = place.map(|place| after[..place].to_lowercase());
        match said {
            Some(said) if said.ends_with(right) || said.ends_with(&format!("{right}the ")) => {
                let goods = said[..said.rfind(right).unwrap_or(0)].trim().to_owned();
                let is_goods = !goods.is_empty() && goods.split_whitespace().count() <= 3;
                return Direction {
                    flow: Some(flow),
                    from: Some(who.clone()),
                    other: Some(other.clone()),
                    commodity: is_goods.then_some(goods),
                    doubt: None,
                };
            }
            Some(said) if said.ends_with(wrong) => {
                let doubt = format!("“{verb}{wrong}{}” does not say who sold to whom.", other.name);
                return Direction { doubt: Some(doubt), ..Direction::default() };
            }
            _ => {}
        }
    }
    Direction::default()
}

/// “대한민국의 대 인도네시아 수출”: exports of the one to the other.
fn korean(words: &str, parties: &Parties) -> Option<Direction> {
    let (exports, imports) = (words.rfind("수출"), words.rfind("수입"));
    let (at, flow) = match (exports, imports) {
        (None, None) => return None,
        (exports, imports) if exports >= imports => (exports?, "export"),
        (_, imports) => (imports?, "import"),
    };
    let (before, after) = words[..at].rsplit_once("의 대")?;
    let names = |party: &PartyKey| {
        let areas = party.areas.iter();
        areas.flat_map(|area| area.korean.into_iter().chain(area.aliases.iter().copied())).collect::<Vec<_>>()
    };
    let ends = |party: &PartyKey| names(party).iter().any(|name| before.ends_with(name));
    let from = [&parties.first, &parties.second].into_iter().find(|party| ends(party))?;
    let other = if from.id == parties.first.id { &parties.second } else { &parties.first };
    let is_other = names(other).iter().any(|name| after.trim_start().starts_with(name));
    is_other.then(|| Direction {
        flow: Some(flow),
        from: Some(from.clone()),
        other: Some(other.clone()),
        ..Direction::default()
    })
}

/// The party that is named last.
fn last_party<'a>(words: &str, parties: &'a Parties) -> Option<&'a PartyKey> {
    let place = |party: &PartyKey| words.rfind(party.name.as_str());
    match (place(&parties.first), place(&parties.second)) {
        (None, None) => None,
        (Some(_), None) => Some(&parties.first),
        (None, Some(_)) => Some(&parties.second),
        (Some(first), Some(second)) => Some(if first > second { &parties.first } else { &parties.second }),
    }
}

/// The party whose data it is said to be: "according to data from the Indonesian Ministry of Trade".
pub(super) fn reporter<'a>(words: &str, parties: Option<&'a Parties>) -> Option<&'a PartyKey> {
    const FAR: usize = 120;
    let parties = parties?;
    let lower = words.to_lowercase();
    let start =
        ["according to", "data from", "reported by", "menurut"].iter().filter_map(|said| lower.find(said)).min()?;
    let rest = words.get(start..)?;
    let rest = rest.split(',').next().unwrap_or(rest);
    let rest = &rest[..rest.floor_char_boundary(FAR.min(rest.len()))];
    let is_office = ["ministry", "government", "customs", "bureau", "statistics", "agency", "kementerian", "badan"]
        .iter()
        .any(|word| rest.to_lowercase().contains(word));
    if !is_office {
        return None;
    }
    let named = |party: &&PartyKey| rest.contains(party.name.as_str());
    [&parties.first, &parties.second].into_iter().find(named)
}

/// What a percentage of people says, by the words around it.
pub(super) fn opinion(words: &str) -> Option<&'static str> {
    let lower = words.to_lowercase();
    let (negative, positive) = (lower.find("negative"), lower.find("positive"));
    match (negative, positive) {
        (Some(negative), Some(positive)) => {
            Some(if negative < positive { "opinion-negative" } else { "opinion-positive" })
        }
        (Some(_), None) => Some("opinion-negative"),
        (None, Some(_)) => Some("opinion-positive"),
        (None, None) => None,
    }
}
