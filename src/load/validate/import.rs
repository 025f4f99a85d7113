//! The files that facts came from.

use smol_str::SmolStr;

use super::checker::Checker;
use super::fact::{date, word};
use super::names::taken;
use crate::dossier::{Csl, Date, ImportDecision, ImportRecord, ImportVerdict};
use crate::load::path::At;
use crate::load::raw::{List, RawDecision, RawImport};
use crate::load::read::{Read, Record as _};

pub(super) fn imports(check: &mut Checker, list: List<RawImport<'_>>, at: At<'_>) -> Vec<ImportRecord> {
    let mut ids: Vec<SmolStr> = Vec::new();
    let mut build = |check: &mut Checker, raw: RawImport<'_>, at: At<'_>| {
        check.strays(&raw.stray, RawImport::KEYS, at);
        let id: SmolStr = check.text(raw.id, at.key("id"));
        if !id.is_empty() && ids.contains(&id) {
            taken(check, &id, at);
        }
        ids.push(id.clone());
        let bytes = check.optional(raw.bytes, at.key("bytes"));
        let recipe = check.optional(raw.recipe, at.key("recipe"));
        ImportRecord {
            id,
            kind: check.text(raw.kind, at.key("kind")),
            file: check.text(raw.file, at.key("file")),
            sha256: check.text(raw.sha256, at.key("sha256")),
            bytes: bytes.unwrap_or_default(),
            date: date(check, raw.date, at.key("date")).map(|date: Date| date.text().into()),
            program: check.optional_text(raw.program, at.key("program")),
            recipe: recipe.map_or(Csl::Null, |kept| check.kept(kept, at.key("recipe"))),
            decisions: check.list(raw.decisions, at.key("decisions"), decision),
        }
    };
    check.list(list, at, |check, raw, at| build(check, raw, at)).into_vec()
}

fn decision(check: &mut Checker, raw: RawDecision<'_>, at: At<'_>) -> ImportDecision {
    check.strays(&raw.stray, RawDecision::KEYS, at);
    if matches!(raw.decision, Read::Absent) {
        check.error(at.key("decision"), "missing", format!("write one of: {}", ImportVerdict::WORDS.join(", ")));
    }
    let verdict = word(check, raw.decision, at.key("decision"), ImportVerdict::WORDS, ImportVerdict::from_word);
    ImportDecision {
        proposal: check.text(raw.proposal, at.key("proposal")),
        fingerprint: check.text(raw.fingerprint, at.key("fingerprint")),
        decision: verdict.unwrap_or(ImportVerdict::Dropped),
    }
}
