//! From the records of a file to the model, with everything that is wrong on the way.

mod checker;
mod fact;
mod figure;
mod names;

use serde_json::{Map, Value};

use self::checker::Checker;
pub(super) use self::checker::Problem;
use self::names::Names;
use super::FORMAT;
use super::kept::Kept;
use super::path::Path;
use super::raw::{List, RawDossier, RawParty, RawReview, RawTheme};
use super::read::Read;
use crate::dossier::{Dossier, Parts, Party, Review, Source, Theme};

/// Builds the model out of the records; what is wrong with them comes back in the order of the file's parts.
///
/// There is a dossier exactly where none of the problems is an error.
pub(super) fn validate(read: Read<RawDossier>) -> (Option<Dossier>, Vec<Problem>) {
    let mut check = Checker::default();
    let top = Path::default();
    let Some(raw) =
        check.required(read, &top, "an object with the keys format, title, parties, themes, sources and facts")
    else {
        return (None, check.problems);
    };
    if !check_format(&mut check, &raw.format, &top.key("format")) {
        return (None, check.problems);
    }
    check.strays(&raw.stray, RawDossier::KEYS, &top);
    check.optional(raw.schema, &top.key("$schema"));
    check.custom(raw.custom, &top);
    let parties = parties(&mut check, raw.parties, &top.key("parties"));
    let themes = themes(&mut check, raw.themes, &top.key("themes"));
    let sources = sources(&mut check, raw.sources, &top.key("sources"));
    let facts = check.list(raw.facts, &top.key("facts"), true);
    let names = Names::collect(&mut check, &parties, &themes, &sources, &facts);
    let parts = Parts {
        title: check.text(raw.title, &top.key("title")),
        summary: check.optional_text(raw.summary, &top.key("summary")),
        language: check.optional_text(raw.language, &top.key("language")),
        parties: records(parties),
        themes: records(themes),
        sources: records(sources),
        facts: facts.into_iter().map(|(path, raw)| fact::fact(&mut check, &names, raw, &path)).collect(),
        reviews: reviews(&mut check, raw.reviews, &top.key("reviews")),
    };
    let dossier = (!check.has_errors()).then(|| Dossier::new(parts));
    (dossier, check.problems)
}

/// Whether the rest is worth looking at: in a file of another format, nearly all of it would be called wrong.
fn check_format(check: &mut Checker, format: &Read<u64>, path: &Path) -> bool {
    match format {
        Read::Good(FORMAT) => {}
        Read::Good(other) => {
            check.error(
                path,
                format!("format {other} is not one that this program reads"),
                format!("it reads format {FORMAT}; look for a newer version of it"),
            );
            return false;
        }
        Read::Absent => check.error(path, "missing", format!("add \"format\": {FORMAT}")),
        Read::Wrong(found) => {
            check.error(path, format!("{found} instead of a whole number"), format!("write {FORMAT}"));
        }
    }
    true
}

fn parties(check: &mut Checker, list: List<RawParty>, path: &Path) -> Vec<(Path, Party)> {
    let mut parties = Vec::new();
    let is_list = matches!(list, Read::Good(_));
    for (path, raw) in check.list(list, path, true) {
        check.strays(&raw.stray, RawParty::KEYS, &path);
        check.custom(raw.custom, &path);
        let party = Party { id: check.text(raw.id, &path.key("id")), name: check.text(raw.name, &path.key("name")) };
        parties.push((path, party));
    }
    if is_list && parties.len() < 2 {
        let hint = "name the two countries that the dossier is about";
        check.error(path, format!("{} of the two parties", if parties.is_empty() { "none" } else { "only one" }), hint);
    }
    parties
}

fn themes(check: &mut Checker, list: List<RawTheme>, path: &Path) -> Vec<(Path, Theme)> {
    let mut themes = Vec::new();
    for (path, raw) in check.list(list, path, true) {
        check.strays(&raw.stray, RawTheme::KEYS, &path);
        check.custom(raw.custom, &path);
        let theme = Theme { id: check.text(raw.id, &path.key("id")), label: check.text(raw.label, &path.key("label")) };
        themes.push((path, theme));
    }
    themes
}

fn sources(check: &mut Checker, list: List<Kept>, path: &Path) -> Vec<(Path, Source)> {
    let mut sources = Vec::new();
    for (path, kept) in check.list(list, path, true) {
        let csl = check.kept(kept, &path);
        let id = check.text(text(&csl, "id"), &path.key("id"));
        let kind = text(&csl, "type");
        if matches!(kind, Read::Absent) {
            let hint = "add \"type\", for example \"webpage\", \"article-newspaper\" or \"document\"";
            check.error(&path.key("type"), "the CSL type of the source is missing", hint);
        }
        check.optional_text(kind, &path.key("type"));
        sources.push((path, Source::new(id, csl)));
    }
    sources
}

fn reviews(check: &mut Checker, list: List<RawReview>, path: &Path) -> Vec<Review> {
    let mut reviews = Vec::new();
    for (path, raw) in check.list(list, path, false) {
        check.strays(&raw.stray, RawReview::KEYS, &path);
        reviews.push(Review {
            key: check.text(raw.finding, &path.key("finding")),
            fingerprint: check.text(raw.fingerprint, &path.key("fingerprint")),
            note: check.optional_text(raw.note, &path.key("note")),
        });
    }
    reviews
}

/// A text field of a CSL item.
fn text(csl: &Map<String, Value>, field: &str) -> Read<String> {
    match csl.get(field) {
        None => Read::Absent,
        Some(Value::String(text)) => Read::Good(text.clone()),
        Some(Value::Number(_)) => Read::Wrong("a number"),
        Some(Value::Null) => Read::Wrong("null"),
        Some(Value::Bool(true)) => Read::Wrong("true"),
        Some(Value::Bool(false)) => Read::Wrong("false"),
        Some(Value::Array(_)) => Read::Wrong("a list"),
        Some(Value::Object(_)) => Read::Wrong("an object"),
    }
}

/// The records without their paths.
fn records<T>(located: Vec<(Path, T)>) -> Vec<T> {
    located.into_iter().map(|(_, record)| record).collect()
}
