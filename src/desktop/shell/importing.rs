//! Reading a foreign file beside the window: what is open stays usable, how far it is is told, and it can be called off.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use super::opening::Underway;
use super::tasks::{Tasks, event};
use crate::app::{AppState, Event, ImportOrder, ImportedFile, Job};
use crate::edit::Document;
use crate::import::mapped::TablePreview;
use crate::import::{Base, FileRead, ImportError, Kind, Recipe, kept_recipe, kind_of};
use crate::load::Progress;

impl Tasks {
    /// Reads a foreign file for the open dossier; a reading that is under way is called off.
    pub(super) fn import(&mut self, state: &AppState, order: ImportOrder) {
        self.cancel_import();
        let (progress, number) = (Arc::new(Progress::default()), order.number);
        self.importing = Some(Underway::new(number, Arc::clone(&progress)));
        let (dossier, text) = (Arc::clone(&state.file.dossier), Arc::clone(&state.file.text));
        self.spawn(Job::Import(number), move || {
            let base = Document::parse(text).map(|document| Base::of(document, &dossier));
            let (outcome, table) = match base {
                Ok(base) => read(&order, &base, &progress),
                Err(error) => (Err(ImportError::Refused(error.to_string())), None),
            };
            event(Event::ImportRead { number, file: Box::new(ImportedFile { outcome, table, dossier }) })
        });
    }

    /// Calls off the reading that is under way.
    pub(super) fn cancel_import(&mut self) {
        if let Some(underway) = self.importing.take() {
            underway.cancel();
        }
    }
}

/// What a file proposes, and the beginning of the table that it is, where its columns tell how it is read.
fn read(
    order: &ImportOrder,
    base: &Base,
    progress: &Progress,
) -> (Result<FileRead, ImportError>, Option<TablePreview>) {
    let path = &order.path;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (recipe, outcome) = match &order.recipe {
        Some(recipe) => {
            let id = base.import_id(&name, recipe.kind);
            (recipe.clone(), read_as(order, (&name, &id), recipe, base, progress))
        }
        None => first_reading(order, &name, base, progress),
    };
    let kind = match &outcome {
        Ok(read) => read.recipe.kind,
        Err(_) if recipe.kind == Kind::Auto => open(order)
            .and_then(|(file, _)| kind_of(file, progress))
            // The rows of a spreadsheet have to be looked at; it is a table, whatever is in it.
            .map_or(Kind::Auto, |kind| if kind == Kind::Auto { Kind::Table } else { kind }),
        Err(_) => recipe.kind,
    };
    let settled = outcome.as_ref().map_or(&recipe, |read| &read.recipe);
    let preview = || open(order).and_then(|(file, _)| TablePreview::read(file, settled, progress)).ok();
    let table = if kind == Kind::Table { preview() } else { None };
    (outcome, table)
}

/// The endings of texts: what is no table in them is prose.
const TEXTS: [&str; 5] = ["txt", "text", "md", "wiki", "wikitext"];

/// Reads a file as it was read before, where it was, and otherwise as its content shows it to be.
fn first_reading(
    order: &ImportOrder,
    name: &str,
    base: &Base,
    progress: &Progress,
) -> (Recipe, Result<FileRead, ImportError>) {
    let path = &order.path;
    if let Some(earlier) = base.earlier(name, Kind::Auto)
        && let Some(recipe) = kept_recipe(earlier)
    {
        let outcome = read_as(order, (name, &earlier.id), &recipe, base, progress);
        // Another file may have the same name.
        if !matches!(outcome, Err(ImportError::Refused(_))) {
            return (recipe, outcome);
        }
        let id = base.free_id(Kind::Auto);
        return (Recipe::default(), read_as(order, (name, &id), &Recipe::default(), base, progress));
    }
    let id = base.import_id(name, Kind::Auto);
    let outcome = read_as(order, (name, &id), &Recipe::default(), base, progress);
    let is_text = order.text.is_some()
        || path.extension().is_some_and(|ending| TEXTS.iter().any(|text| ending.eq_ignore_ascii_case(text)));
    if is_text && matches!(outcome, Err(ImportError::Refused(_))) {
        let article = Recipe { kind: Kind::Article, ..Recipe::default() };
        let outcome = read_as(order, (name, &id), &article, base, progress);
        return (article, outcome);
    }
    (Recipe::default(), outcome)
}

/// The beginning of an article, as far as it can be read as text; the error says what is wrong.
pub(super) fn beginning(path: &Path) -> Result<String, String> {
    /// What stands before the words of a saved page can be long.
    const LOOKED_AT: u64 = 1 << 19;
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| error.to_string())?;
    file.take(LOOKED_AT).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn read_as(
    order: &ImportOrder,
    names: (&str, &str),
    recipe: &Recipe,
    base: &Base,
    progress: &Progress,
) -> Result<FileRead, ImportError> {
    let (file, bytes) = open(order)?;
    progress.expect(bytes);
    FileRead::read(file, names, recipe, base, progress)
}

/// What is read, and how many bytes it has.
fn open(order: &ImportOrder) -> Result<(Box<dyn Read>, u64), ImportError> {
    if let Some(text) = &order.text {
        return Ok((Box::new(Cursor::new(text.to_string())), text.len() as u64));
    }
    let file =
        File::open(&order.path).map_err(|error| ImportError::Refused(format!("it could not be read ({error})")))?;
    let bytes = file.metadata().map_or(0, |known| known.len());
    Ok((Box::new(file), bytes))
}
