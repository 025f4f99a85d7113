//! One record checked by the loader's own rules, while it is being written.

use smol_str::SmolStr;

use super::Json;
use crate::dossier::Dossier;
use crate::load::{Diagnostic, Severity, load_bytes};

/// Something that is wrong with a record, or worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field, as a path below the record: `date`, `citations[1].source`; empty for the record as a whole.
    pub field: String,
    /// Whether the record cannot be kept like this.
    pub is_error: bool,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// What the loader has to say about a fact, as one of this dossier; `own` is the identifier that it has there already.
///
/// Only the record is looked at, and what it refers to: it costs the same in a dossier of a million facts.
#[must_use]
pub fn check_fact(dossier: &Dossier, record: &Json, own: Option<&str>) -> Vec<FieldProblem> {
    let text = |key: &str, value: &str| (SmolStr::from(key), Json::from(value));
    let list = |key: &str| record.get(key).map(Json::items).unwrap_or_default();
    let named = |key: &str, field: &str| {
        list(key).iter().filter_map(|item| item.get(field)?.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let passage = record.get("passage").and_then(|passage| passage.get("source")).and_then(Json::as_str);
    let mut cited = named("citations", "source");
    cited.extend(passage.map(str::to_owned));
    cited.sort();
    cited.dedup();
    let is_source = |id: &String| dossier.sources().iter().any(|source| source.id() == id);
    let sources = cited.iter().filter(|id| is_source(id));
    let sources = sources.map(|id| Json::object([text("id", id), text("type", "document")])).collect();
    let themes = dossier.themes().iter().map(|theme| Json::object([text("id", &theme.id), text("label", "x")]));
    let parties = dossier.parties().iter().map(|party| Json::object([text("id", &party.id), text("name", "x")]));
    let theme = dossier.themes().first().map_or("", |theme| &theme.id);
    let stub = |id: &str, figures: Vec<Json>| {
        let entries = [text("id", id), text("theme", theme), text("title", "x"), text("statement", "x")];
        Json::object(entries.into_iter().chain([("figures".into(), Json::List(figures))]))
    };
    let id = record.get("id").and_then(Json::as_str).unwrap_or_default();
    let mut others = named("relations", "fact");
    others.extend(Some(id.to_owned()));
    others.sort();
    others.dedup();
    let is_other = |other: &String| Some(other.as_str()) != own && dossier.find(other).is_some();
    let mut facts: Vec<Json> = others.iter().filter(|other| is_other(other)).map(|id| stub(id, Vec::new())).collect();
    facts.extend(other_figures(dossier, record, own).map(|figures| stub("\u{1}", figures)));
    let place = facts.len();
    facts.push(record.clone());
    let import = record.get("origin").map_or("", |origin| origin.text_of("import"));
    let imports = dossier.import(import).map(|known| {
        let texts = [text("id", &known.id), text("kind", &known.kind), text("file", &known.file)];
        Json::object(texts.into_iter().chain([text("sha256", &known.sha256)]))
    });
    let whole = Json::object([
        ("format", Json::Number("1".into())),
        ("title", "x".into()),
        ("parties", Json::List(parties.collect())),
        ("themes", Json::List(themes.collect())),
        ("sources", Json::List(sources)),
        ("imports", Json::List(imports.into_iter().collect())),
        ("facts", Json::List(facts)),
    ]);
    problems(&whole, &format!("facts[{place}]"))
}

/// What the loader has to say about a source, as one of this dossier; `own` is the identifier that it has there already.
#[must_use]
pub fn check_source(dossier: &Dossier, record: &Json, own: Option<&str>) -> Vec<FieldProblem> {
    let id = record.get("id").and_then(Json::as_str).unwrap_or_default();
    let is_taken = Some(id) != own && dossier.sources().iter().any(|source| source.id() == id);
    let mut sources = Vec::new();
    if is_taken {
        sources.push(Json::object([("id", Json::from(id)), ("type", "document".into())]));
    }
    let place = sources.len();
    sources.push(record.clone());
    let party = |id: &str| Json::object([("id", Json::from(id)), ("name", id.into())]);
    let whole = Json::object([
        ("format", Json::Number("1".into())),
        ("title", "x".into()),
        ("parties", Json::List(vec![party("a"), party("b")])),
        ("themes", Json::List(Vec::new())),
        ("sources", Json::List(sources)),
        ("facts", Json::List(Vec::new())),
    ]);
    problems(&whole, &format!("sources[{place}]"))
}

/// The figures of other facts that a record refers to, or whose identifiers it takes; nothing where there are none.
fn other_figures(dossier: &Dossier, record: &Json, own: Option<&str>) -> Option<Vec<Json>> {
    let figures = record.get("figures").map(Json::items).unwrap_or_default();
    let own_id = |figure: &Json| figure.get("id").and_then(Json::as_str).map(str::to_owned);
    let whole = |figure: &Json| figure.get("share")?.get("of")?.as_str().map(str::to_owned);
    let named: Vec<String> =
        figures.iter().flat_map(|figure| own_id(figure).into_iter().chain(whole(figure))).collect();
    if named.is_empty() {
        return None;
    }
    let mut found: Vec<Json> = Vec::new();
    for (ix, figure) in dossier.figures() {
        if Some(dossier.fact(ix.fact).id.0.as_str()) != own && named.iter().any(|id| *id == figure.id) {
            let value = |key: &'static str, value: &str| (key, Json::from(value));
            found.push(Json::object([
                value("id", &figure.id),
                value("measure", "x"),
                value("value", "1"),
                value("unit", "x"),
                value("basis", "stated"),
            ]));
        }
    }
    (!found.is_empty()).then_some(found)
}

fn problems(whole: &Json, record: &str) -> Vec<FieldProblem> {
    let found = match load_bytes(whole.to_string().as_bytes()) {
        Ok(loaded) => loaded.warnings,
        Err(diagnostics) => diagnostics,
    };
    let below = |path: &str| path.strip_prefix(record).map(|field| field.trim_start_matches('.').to_owned());
    let problem = |Diagnostic { severity, path, message, hint, .. }: Diagnostic| {
        let is_error = severity == Severity::Error;
        // What concerns no field is said of the whole.
        Some(FieldProblem { field: below(&path).unwrap_or_default(), is_error, message, hint })
    };
    found.into_iter().filter_map(problem).collect()
}

/// An identifier that is free in a dossier, made of a text: `Soap for Pyongyang, 2013` gives `soap-for-pyongyang-2013`.
#[must_use]
pub fn fresh_id(text: &str, is_taken: impl Fn(&str) -> bool) -> String {
    const MOST_CHARS: usize = 40;
    let mut id = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            id.push(c);
        } else if !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
        if id.chars().count() >= MOST_CHARS {
            break;
        }
    }
    let id = id.trim_matches('-').to_owned();
    let id = if id.is_empty() { "new".to_owned() } else { id };
    if !is_taken(&id) {
        return id;
    }
    (2_u32..u32::MAX).map(|number| format!("{id}-{number}")).find(|id| !is_taken(id)).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Document, Target};
    use crate::load::load_shipped;

    fn shipped() -> (Dossier, Document) {
        let text = include_str!("../../assets/dossiers/indonesia-north-korea.dossier.json");
        (load_shipped().expect("it loads").dossier, Document::parse(text).expect("sound"))
    }

    #[test]
    fn every_record_of_a_sound_dossier_is_sound_alone() {
        let (dossier, document) = shipped();
        for fact in dossier.facts() {
            let record = document.record(&Target::Fact(fact.id.0.clone())).expect("it is there");
            assert_eq!(check_fact(&dossier, &record, Some(&fact.id.0)), [], "{}", fact.id);
        }
        for source in dossier.sources() {
            let record = document.record(&Target::source(source.id())).expect("it is there");
            assert_eq!(check_source(&dossier, &record, Some(source.id())), []);
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_the_words_of_the_loader() {
        let (dossier, document) = shipped();
        let id = "relations-cut-off";
        let set = |key: &str, value: Json| {
            let mut record = document.record(&Target::fact(id)).expect("it is there");
            if let Json::Object(entries) = &mut record {
                entries.retain(|(other, _)| other != key);
                entries.push((key.into(), value));
            }
            record
        };
        let first = |record: &Json, own: Option<&str>| check_fact(&dossier, record, own).swap_remove(0);
        let problem = first(&set("date", "yesterday".into()), Some(id));
        assert_eq!((problem.field.as_str(), problem.is_error), ("date", true));
        assert!(problem.message.contains("is not a date"), "{}", problem.message);
        assert_eq!(first(&set("title", " ".into()), Some(id)).field, "title");
        let cited = Json::parse(r#"[{"source": "nobody"}]"#).expect("JSON");
        assert_eq!(first(&set("citations", cited), Some(id)).field, "citations[0].source");
        assert_eq!(first(&set("theme", "nothing".into()), Some(id)).field, "theme");
        // A new fact cannot take the identifier of another, nor can its figures.
        let taken = first(&set("id", id.into()), None);
        assert!(taken.field == "id" && taken.message.contains("taken already"), "{taken:?}");
        let figure = dossier.figures().next().expect("a figure").1.id.to_string();
        let figures = format!(r#"[{{"id":"{figure}","measure":"m","value":"1","unit":"x","basis":"stated"}}]"#);
        let taken = first(&set("figures", Json::parse(&figures).expect("JSON")), Some(id));
        assert!(taken.field == "figures[0].id" && taken.message.contains("taken already"), "{taken:?}");
    }

    #[test]
    fn a_fact_that_was_imported_is_sound_alone() {
        let text = r#"{"format": 1, "title": "t", "parties": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
            "themes": [{"id": "x", "label": "X"}], "sources": [],
            "imports": [{"id": "table-1", "kind": "table", "file": "a.csv", "sha256": "0", "bytes": 1, "decisions": []}],
            "facts": [{"id": "f", "theme": "x", "title": "t", "statement": "s",
                       "origin": {"import": "table-1", "rule": "cell", "as": "accepted"}}]}"#;
        let dossier = load_bytes(text.as_bytes()).expect("sound").dossier;
        let record = Document::parse(text).expect("sound").record(&Target::fact("f")).expect("it is there");
        assert_eq!(check_fact(&dossier, &record, Some("f")), []);
    }

    #[test]
    fn identifiers_are_made_of_titles() {
        assert_eq!(fresh_id("Soap for Pyongyang, 2013!", |_| false), "soap-for-pyongyang-2013");
        assert_eq!(fresh_id("Soap", |id| id == "soap" || id == "soap-2"), "soap-3");
        assert_eq!(fresh_id(" – ", |_| false), "new");
        assert_eq!(fresh_id("북한", |_| false), "북한");
    }
}
