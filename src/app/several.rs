//! What is done to all selected facts at once: one edit, and one step of the history.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::AppState;
use super::form::drop_empty;
use crate::dossier::{FactIx, FlagKind};
use crate::edit::{Edit, FieldProblem, Json, List, Referrer, Target, check_fact, fresh_id, short};
use crate::format::number::counted;

/// A change of all selected facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SeveralEdit {
    /// Put them under this theme, by its identifier.
    Theme(SmolStr),
    /// Put them under a new theme, which is called so.
    NewTheme(String),
    /// Add this flag to those that do not have it.
    Flag(Json),
    /// Add this citation to those that do not have it.
    Citation(Json),
    /// Remove them, and what refers to them.
    Remove,
}

/// More facts than this are not changed at once: each is a change of the text of its own.
pub const MOST_CHANGED: usize = 20_000;

/// A fact that is removed is looked for in all of the text; more bytes than this are not looked through at once.
const MOST_SEARCHED: usize = 40_000_000_000;

impl SeveralEdit {
    /// A flag to be written.
    #[must_use]
    pub fn flag() -> Self {
        Self::Flag(Json::object([("kind", Json::from("dubious"))]))
    }

    /// The change as it would be kept: without what was left empty.
    fn kept(&self) -> Self {
        let kept = |item: &Json, key: &str| {
            let mut item = item.clone();
            drop_empty(&mut item, &[key]);
            item
        };
        match self {
            Self::Flag(flag) => Self::Flag(kept(flag, "kind")),
            Self::Citation(citation) => Self::Citation(kept(citation, "source")),
            Self::NewTheme(label) => Self::NewTheme(label.trim().to_owned()),
            Self::Theme(_) | Self::Remove => self.clone(),
        }
    }
}

impl AppState {
    /// A citation to be written, of the first source; `None` where the dossier has no source.
    #[must_use]
    pub fn new_citation(&self) -> Option<SeveralEdit> {
        let source = self.dossier().sources().first()?.id();
        Some(SeveralEdit::Citation(Json::object([("source", Json::from(source))])))
    }

    /// The selected facts that a change would change; the others are so already.
    #[must_use]
    pub fn changed_by(&self, change: &SeveralEdit) -> Vec<FactIx> {
        let dossier = self.dossier();
        let text = |text: &Option<SmolStr>| text.as_deref().unwrap_or_default().to_owned();
        let has_flag = |fact: FactIx, new: &Json| {
            dossier.fact(fact).flags.iter().any(|flag| {
                flag.kind.word() == new.text_of("kind")
                    && text(&flag.scope) == new.text_of("scope")
                    && text(&flag.reason) == new.text_of("reason")
            })
        };
        let has_citation = |fact: FactIx, new: &Json| {
            dossier.fact(fact).citations.iter().any(|citation| {
                dossier.source(citation.source).id() == new.text_of("source")
                    && text(&citation.locator) == new.text_of("locator")
            })
        };
        let mut facts = self.selection();
        match &change.kept() {
            SeveralEdit::Theme(id) => facts.retain(|fact| dossier.theme(dossier.fact(*fact).theme).id != *id),
            SeveralEdit::Flag(flag) => facts.retain(|fact| !has_flag(*fact, flag)),
            SeveralEdit::Citation(citation) => facts.retain(|fact| !has_citation(*fact, citation)),
            SeveralEdit::NewTheme(_) | SeveralEdit::Remove => {}
        }
        facts
    }

    /// The edit that a change of the selected facts comes to; `None` where there is nothing to change.
    #[must_use]
    pub fn several_edit(&self, change: &SeveralEdit) -> Option<Edit> {
        let dossier = self.dossier();
        let facts = self.changed_by(change);
        if facts.is_empty() {
            return None;
        }
        let ids = || facts.iter().map(|fact| dossier.fact(*fact).id.0.clone());
        let of = counted(facts.len(), "fact", "facts");
        let theme = |id: SmolStr| {
            let sets = ids().map(move |fact| Edit::set(Target::Fact(fact), ["theme"], id.as_str()));
            sets.collect::<Vec<_>>()
        };
        Some(match change.kept() {
            SeveralEdit::Theme(id) => Edit::batch(format!("theme of {of}"), theme(id)),
            SeveralEdit::NewTheme(label) => {
                let is_taken = |id: &str| dossier.themes().iter().any(|theme| theme.id == id);
                let id = fresh_id(&label, is_taken);
                let record = Json::object([("id", Json::from(id.as_str())), ("label", label.as_str().into())]);
                let new = Edit::add(List::Themes, record);
                Edit::batch(format!("new theme ‘{}’ of {of}", short(&label)), [new].into_iter().chain(theme(id.into())))
            }
            SeveralEdit::Flag(flag) => {
                let label = FlagKind::from_word(flag.text_of("kind")).label().to_owned();
                let adds = ids().map(|fact| Edit::add(List::Flags(fact), flag.clone()));
                Edit::batch(format!("flag ‘{}’ of {of}", short(&label)), adds)
            }
            SeveralEdit::Citation(citation) => {
                let source = dossier.sources().iter().find(|source| source.id() == citation.text_of("source"));
                let name = source.map_or("", |source| source.name());
                let adds = ids().map(|fact| Edit::add(List::Citations(fact), citation.clone()));
                Edit::batch(format!("citation of ‘{}’ in {of}", short(name)), adds)
            }
            SeveralEdit::Remove => {
                let removals = ids().map(|fact| Edit::Remove { at: Target::Fact(fact), cascade: true });
                Edit::batch(format!("removal of {of}"), removals)
            }
        })
    }

    /// What is wrong with a change of the selected facts, or worth knowing of it, in the words of the loader; the fields are
    /// those of the flag or the citation.
    #[must_use]
    pub fn several_problems(&self, change: &SeveralEdit) -> Vec<FieldProblem> {
        let own = |message: String, hint: &str| FieldProblem {
            field: "label".to_owned(),
            is_error: true,
            message,
            hint: hint.to_owned(),
        };
        // Of the change as a whole, rather than of a field.
        let whole = |message: String, hint: &str| FieldProblem { field: String::new(), ..own(message, hint) };
        let count = self.selected_count();
        if count > MOST_CHANGED {
            let message = format!("{} are selected", counted(count, "fact", "facts"));
            let most = counted(MOST_CHANGED, "fact", "facts");
            return vec![whole(message, &format!("select at most {most} for one change"))];
        }
        let (list, item) = match change.kept() {
            SeveralEdit::Remove if count.saturating_mul(self.file.text.len()) > MOST_SEARCHED => {
                let most = counted((MOST_SEARCHED / self.file.text.len().max(1)).max(1), "fact", "facts");
                let message =
                    format!("{} of a dossier of this size take too long to remove", counted(count, "fact", "facts"));
                return vec![whole(message, &format!("select at most {most}"))];
            }
            SeveralEdit::Theme(_) | SeveralEdit::Remove => return Vec::new(),
            SeveralEdit::NewTheme(label) => {
                let is_there = self.dossier().themes().iter().any(|theme| theme.label == label);
                return if label.is_empty() {
                    vec![own("A theme needs a name".to_owned(), "write one")]
                } else if is_there {
                    vec![own(format!("There is a theme “{label}” already"), "choose it in the list of themes")]
                } else {
                    Vec::new()
                };
            }
            SeveralEdit::Flag(flag) => ("flags", flag),
            SeveralEdit::Citation(citation) => ("citations", citation),
        };
        let Some(read) = self.selected() else { return Vec::new() };
        let id = &self.dossier().fact(read).id.0;
        let record = self.file.document().and_then(|document| document.record(&Target::fact(id.clone())));
        let Some(mut record) = record else { return Vec::new() };
        // It is checked as that of the fact that is read, and is the last of its list there.
        let Some(items) = record.list_mut(list) else { return Vec::new() };
        items.push(item);
        let path = format!("{list}[{}].", items.len() - 1);
        let problems = check_fact(self.dossier(), &record, Some(id)).into_iter();
        let of_item = |problem: FieldProblem| {
            let field = problem.field.strip_prefix(&path)?.to_owned();
            Some(FieldProblem { field, ..problem })
        };
        problems.filter_map(of_item).collect()
    }

    /// What refers to the selected facts, or to a figure of theirs, and is not selected itself.
    #[must_use]
    pub fn referrers_of_selection(&self) -> Vec<Referrer> {
        let dossier = self.dossier();
        let mut found = Vec::new();
        for (place, fact) in dossier.facts().iter().enumerate() {
            if self.is_selected(FactIx(place)) {
                continue;
            }
            let from = Target::Fact(fact.id.0.clone());
            if fact.relations.iter().any(|relation| self.is_selected(relation.fact)) {
                found.push(Referrer { from: from.clone(), how: "stands in relation to one of them" });
            }
            let is_share = |figure: &crate::dossier::Figure| {
                figure.share.as_ref().is_some_and(|share| self.is_selected(share.of.fact))
            };
            if fact.figures.iter().any(is_share) {
                found.push(Referrer { from, how: "has a figure that is a share of one of theirs" });
            }
        }
        found
    }

    /// The selected facts as they stand in the file, as a list in JSON.
    #[must_use]
    pub fn selection_as_json(&self) -> String {
        let document = self.file.document();
        let facts = self.selection().into_iter();
        let record = |fact: FactIx| {
            let at = Target::Fact(self.dossier().fact(fact).id.0.clone());
            document.and_then(|document| document.text_of(&at))
        };
        let records: Vec<&str> = facts.filter_map(record).collect();
        format!("[\n{}\n]\n", records.join(",\n"))
    }
}
