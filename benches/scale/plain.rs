//! Structs of the same shape as a dossier file, without anything that this program knows: what `serde_json` reads the same
//! bytes into is the yardstick for loading.

#![expect(dead_code, reason = "only reading into them is measured")]

use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
pub(crate) struct Dossier {
    format: u64,
    title: String,
    summary: Option<String>,
    language: Option<String>,
    parties: Vec<Party>,
    themes: Vec<Theme>,
    sources: Vec<Map<String, Value>>,
    facts: Vec<Fact>,
}

#[derive(Deserialize)]
struct Party {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Theme {
    id: String,
    label: String,
}

#[derive(Deserialize)]
struct Fact {
    id: String,
    date: Option<String>,
    theme: String,
    title: String,
    statement: String,
    note: Option<String>,
    passage: Option<Citation>,
    #[serde(default)]
    citations: Vec<Citation>,
    #[serde(default)]
    flags: Vec<Flag>,
    #[serde(default)]
    figures: Vec<Figure>,
    #[serde(default)]
    relations: Vec<Relation>,
}

#[derive(Deserialize)]
struct Citation {
    source: String,
    locator: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
struct Flag {
    kind: String,
    scope: Option<String>,
    since: Option<String>,
    reason: Option<String>,
}

#[derive(Deserialize)]
struct Relation {
    kind: String,
    fact: String,
    note: Option<String>,
}

#[derive(Deserialize)]
struct Figure {
    id: String,
    label: Option<String>,
    measure: String,
    commodity: Option<String>,
    flow: Option<String>,
    reporter: Option<String>,
    partner: Option<String>,
    period: Option<String>,
    value: Option<String>,
    bound: Option<String>,
    unit: String,
    valuation: Option<String>,
    basis: String,
    missing: Option<String>,
    change: Option<Change>,
    share: Option<Share>,
    rank: Option<String>,
    rank_reason: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
struct Change {
    percent: String,
    from: String,
}

#[derive(Deserialize)]
struct Share {
    of: String,
    percent: String,
}
