//! The text of a record as it stands in the file, while it is edited as such.

use serde::{Deserialize, Serialize};

use super::editing::{order, send};
use super::{AppState, Dialog, EditStep, Effect, TextChange};
use crate::edit::{Edit, FieldProblem, Json, Patch, Target, check_fact, check_source, short};

/// The text of a record while it is edited: with its layout and its digits, but for the indentation that it has in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JsonText {
    /// The record.
    pub at: Target,
    /// Its text as it was when it was opened.
    pub before: String,
    /// Its text as it is written so far.
    pub text: String,
    /// Whether it is asked if what was written is to be let go.
    pub is_leaving: bool,
}

impl JsonText {
    /// The text of a record of the open dossier; `None` where there is no such record.
    #[must_use]
    pub fn open(state: &AppState, at: Target) -> Option<Self> {
        let raw = state.file.document()?.text_of(&at)?;
        let text = outdented(raw);
        Some(Self { at, before: text.clone(), text, is_leaving: false })
    }

    /// Whether something was written that is not in the dossier.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.text.trim() != self.before
    }

    /// What is wrong with it as it is written so far, or worth knowing of it, in the words of the loader.
    #[must_use]
    pub fn problems(&self, state: &AppState) -> Vec<FieldProblem> {
        let problem = |message: String, hint: &str| {
            vec![FieldProblem { field: String::new(), is_error: true, message, hint: hint.to_owned() }]
        };
        let record = match Json::parse(self.text.trim()) {
            Ok(record) => record,
            Err(error) => {
                return problem(format!("Invalid JSON: {error}"), "commas, quotation marks and brackets have to match");
            }
        };
        if !matches!(record, Json::Object(_)) {
            let message = format!("A {} is one object, in braces", self.at.noun());
            return problem(message, "put what it holds between { and }");
        }
        let is_there = Self::open(state, self.at.clone()).is_some_and(|now| now.before == self.before);
        if !is_there {
            let message = format!("This {} has been changed meanwhile", self.at.noun());
            return problem(message, "copy what you wrote, and open it anew");
        }
        match &self.at {
            Target::Fact(id) => check_fact(state.dossier(), &record, Some(id)),
            Target::Source(id) => check_source(state.dossier(), &record, Some(id)),
            // The others are checked with the whole dossier, when they are applied.
            Target::Dossier
            | Target::Party(_)
            | Target::Theme(_)
            | Target::Figure(_)
            | Target::Review(_)
            | Target::Import(_) => Vec::new(),
        }
    }

    /// What it changes in the file; `None` where nothing. The text is taken as it is written; another identifier is one for
    /// all that refers to it.
    #[must_use]
    pub fn change(&self, state: &AppState) -> Option<TextChange> {
        if !self.is_changed() {
            return None;
        }
        let document = state.file.document()?;
        let record = Json::parse(self.text.trim()).ok()?;
        let id = record.get("id").and_then(Json::as_str);
        if let Some(id) = id.filter(|id| Some(*id) != self.at.id()) {
            let now = match &self.at {
                Target::Fact(_) => Target::fact(id),
                Target::Source(_) => Target::source(id),
                Target::Dossier
                | Target::Party(_)
                | Target::Theme(_)
                | Target::Figure(_)
                | Target::Review(_)
                | Target::Import(_) => return None,
            };
            let set = Edit::Set { at: now, path: Vec::new(), value: record.clone() };
            let label = format!("text of {} ‘{}’", self.at.noun(), short(id));
            return Some(TextChange::Edit(Edit::batch(
                label,
                [Edit::Rename { at: self.at.clone(), id: id.into() }, set],
            )));
        }
        let range = document.range_of(&self.at)?;
        let old = document.text();
        let new = indented(self.text.trim(), &old[range.clone()]);
        let text = format!("{}{new}{}", &old[..range.start], &old[range.end..]);
        let patch = Patch::between(old, &text);
        (!patch.is_empty()).then_some(TextChange::Patch(patch))
    }
}

impl AppState {
    /// The text of a record, with what was written in it and put away before it was kept.
    pub(super) fn json_of(&mut self, at: Target) -> Option<Box<JsonText>> {
        let unfinished = self.session.unfinished_json.extract_if(.., |json| json.at == at).next();
        unfinished.or_else(|| JsonText::open(self, at)).map(Box::new)
    }

    /// Whether something was written in the text of a record, be it open or put away, that is not in the dossier.
    pub(super) fn has_unfinished_json(&self) -> bool {
        let is_open = matches!(&self.session.dialog, Some(Dialog::Json(json)) if json.is_changed());
        is_open || !self.session.unfinished_json.is_empty()
    }

    /// Puts a text away that something else takes the place of, where something was written in it.
    pub(super) fn put_json_away(&mut self, json: JsonText) {
        self.session.unfinished_json.retain(|other| other.at != json.at);
        if json.is_changed() {
            self.session.unfinished_json.push(json);
        }
    }
}

/// What stands before every line of a record but its first, as far as it is that before its last.
fn indent_of(raw: &str) -> &str {
    let last = raw.rsplit('\n').next().unwrap_or_default();
    let indent = &last[..last.len() - last.trim_start_matches([' ', '\t']).len()];
    let has_it = raw.split('\n').skip(1).all(|line| line.starts_with(indent));
    if raw.contains('\n') && has_it { indent } else { "" }
}

/// The text of a record without the indentation that it has in the file, its lines ending as on any screen.
fn outdented(raw: &str) -> String {
    let indent = indent_of(raw);
    let bare = |line: &str| line.strip_prefix(indent).unwrap_or(line).trim_end_matches('\r').to_owned();
    let lines = raw.split('\n').enumerate();
    lines
        .map(|(place, line)| if place == 0 { line.trim_end_matches('\r').to_owned() } else { bare(line) })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The same with the indentation and the ends of lines of the record that it takes the place of.
fn indented(text: &str, raw: &str) -> String {
    let indent = indent_of(raw);
    let end = if raw.contains("\r\n") { "\r\n" } else { "\n" };
    text.split('\n').map(|line| line.trim_end_matches('\r')).collect::<Vec<_>>().join(&format!("{end}{indent}"))
}

/// Takes what was written into the dossier.
pub(super) fn apply_json(state: &mut AppState, json: JsonText) -> Vec<Effect> {
    let is_wrong = json.problems(state).iter().any(|problem| problem.is_error);
    let change = if is_wrong { None } else { json.change(state) };
    let is_changed = json.is_changed();
    let label = format!("text of {}", called(state, &json.at));
    // It stays until it is in the dossier, so that nothing that was written is lost where that fails.
    state.session.dialog = (is_wrong || is_changed).then(|| Dialog::Json(Box::new(json)));
    match change {
        Some(TextChange::Edit(edit)) => order(state, edit),
        Some(change @ TextChange::Patch(_)) => send(state, change, label, EditStep::New),
        None => {
            if !is_wrong {
                state.session.dialog = None;
            }
            Vec::new()
        }
    }
}

/// A record in a sentence.
fn called(state: &AppState, at: &Target) -> String {
    let dossier = state.dossier();
    let name = match at {
        Target::Fact(id) => dossier.find(id).map(|fact| dossier.fact(fact).title.to_string()),
        Target::Source(id) => {
            dossier.sources().iter().find(|source| source.id() == id).map(|source| source.name().to_owned())
        }
        Target::Dossier
        | Target::Party(_)
        | Target::Theme(_)
        | Target::Figure(_)
        | Target::Review(_)
        | Target::Import(_) => None,
    };
    name.map_or_else(|| at.to_string(), |name| format!("{} ‘{}’", at.noun(), short(&name)))
}

#[cfg(test)]
mod tests {
    use super::{indented, outdented};

    #[test]
    fn a_text_that_was_not_changed_goes_back_as_it_was() {
        for raw in [
            "{\"a\": 1}",
            "{\n      \"a\": 1,\n\n      \"b\": [\n        2\n      ]\n    }",
            "{\n      \"a\": 1,\n      \"b\": [\n        2\n      ]\n    }",
            "{\r\n\t\t\"a\": 1.50\r\n\t}",
            "{\n\"a\": 1\n  }",
            "{\"a\": 1,\n   \"b\": 2}",
            "{\n  \"a\": 1  \n}",
        ] {
            let shown = outdented(raw);
            assert_eq!(indented(&shown, raw), raw, "{shown}");
        }
        assert_eq!(outdented("{\n      \"a\": 1\n    }"), "{\n  \"a\": 1\n}");
        assert_eq!(
            indented("{\n  \"a\": 2,\n  \"b\": 3\n}", "{\r\n    \"a\": 1\r\n  }"),
            "{\r\n    \"a\": 2,\r\n    \"b\": 3\r\n  }"
        );
    }
}
