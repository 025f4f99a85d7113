//! What a person has written in the text of a record, or pasted as an article, and what keeps it: nothing that was written is
//! lost because something else came in between.

use serde::{Deserialize, Serialize};

use super::{AppState, Dialog, ImportFrom, JsonText};
use crate::edit::Json;

/// The key under which the draft of a journal has the texts of records that were not applied.
const RECORD_TEXTS: &str = "record_texts";
/// The key under which it has the text of an article that a dossier is being begun from.
const ARTICLE: &str = "article";
/// A longer article is not kept beside the settings, in bytes: it is in a file of its own for sure.
const MOST_ARTICLE: usize = 8 << 20;

/// Texts that were written and are in no dossier yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenTexts {
    /// Texts of records, the one that is open first.
    pub records: Vec<JsonText>,
    /// The text of an article that a dossier is being begun from.
    pub article: Option<String>,
}

impl WrittenTexts {
    /// Whether there is nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.records.is_empty() && self.article.is_none()
    }

    /// Puts them into the draft of a journal.
    pub(super) fn put_into(&self, draft: &mut Option<Json>) {
        if self.is_empty() {
            return;
        }
        let draft = draft.get_or_insert_with(|| Json::Object(Vec::new()));
        let json = |text: &JsonText| Json::parse(&serde_json::to_string(text).ok()?).ok();
        let records: Vec<Json> = self.records.iter().filter_map(json).collect();
        if !records.is_empty() {
            draft.set(RECORD_TEXTS, Json::List(records));
        }
        if let Some(article) = &self.article {
            draft.set(ARTICLE, article.as_str());
        }
    }

    /// Those of the draft of a journal.
    pub(super) fn of_draft(draft: &Json) -> Self {
        let text = |record: &Json| serde_json::from_str(&record.to_string()).ok();
        let records = draft.get(RECORD_TEXTS).map(Json::items).unwrap_or_default();
        let article = draft.get(ARTICLE).and_then(Json::as_str).map(str::to_owned);
        Self { records: records.iter().filter_map(text).collect(), article }
    }
}

impl AppState {
    /// What is written in texts of records and pasted as an article, and would be lost if the program were killed.
    #[must_use]
    pub fn written_texts(&self) -> WrittenTexts {
        // What a person has said may be lost is not kept.
        if self.session.drops_unsaved {
            return WrittenTexts::default();
        }
        let open = match &self.session.dialog {
            Some(Dialog::Json(json)) if json.is_changed() => Some(json.as_ref()),
            Some(_) | None => None,
        };
        let records = open.into_iter().chain(self.session.unfinished_json.iter().rev()).cloned().collect();
        let article = match &self.session.dialog {
            Some(Dialog::NewArticle(text)) => Some(text),
            Some(Dialog::NewDossier(new)) => match &new.article {
                Some(ImportFrom::Text(text)) => Some(text),
                Some(ImportFrom::File(_)) | None => None,
            },
            Some(_) | None => None,
        };
        let put_away = self.session.unfinished_article.as_ref();
        let article = article.or(put_away).filter(|text| !text.trim().is_empty() && text.len() <= MOST_ARTICLE);
        WrittenTexts { records, article: article.cloned() }
    }

    /// Opens the dialog for an article, with what was pasted and put away before.
    pub(super) fn with_unfinished_article(&self, dialog: Dialog) -> Dialog {
        let is_open = matches!(self.session.dialog, Some(Dialog::NewArticle(_)));
        match (dialog, &self.session.unfinished_article) {
            (Dialog::NewArticle(text), Some(kept)) if text.is_empty() && !is_open => Dialog::NewArticle(kept.clone()),
            (dialog, _) => dialog,
        }
    }

    /// Keeps the text of an article that something else takes the place of; an empty one is let go.
    pub(super) fn put_article_away(&mut self, text: String) {
        self.session.unfinished_article = Some(text).filter(|text| !text.trim().is_empty());
    }

    /// Puts back what was written before the program was killed: the latest is opened, where no form is.
    pub(super) fn restore_written(&mut self, written: WrittenTexts) {
        let WrittenTexts { records, article } = written;
        for record in records.into_iter().rev() {
            self.put_json_away(record);
        }
        if let Some(article) = article {
            self.put_article_away(article);
        }
        if self.session.dialog.is_some() || self.session.form.is_some() {
            return;
        }
        let record = self.session.unfinished_json.pop().map(|json| Dialog::Json(Box::new(json)));
        self.session.dialog = record.or_else(|| self.session.unfinished_article.clone().map(Dialog::NewArticle));
    }
}
