//! From a stream of bytes and a recipe to proposals.

use std::fmt;
use std::io::Read;

use smol_str::SmolStr;

use super::parties::Parties;
use super::table::{Input, Opened, TableError};
use super::trade::{THEME, TradeDraft, entry};
use super::{Group, Kind, Proposals, Recipe, comtrade};
use crate::edit::{Edit, Json, List};
use crate::load::Progress;

/// Why nothing could be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// What is wrong, where, and what to do.
    Refused(String),
    /// The file does not say which two parties it is read for.
    AskPair {
        /// Why it has to be asked.
        why: String,
        /// The pairs in it with how many rows each has, the most first.
        candidates: Vec<(SmolStr, SmolStr, u64)>,
    },
    /// Somebody asked for it to stop.
    Cancelled,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(message) => f.write_str(message),
            Self::Cancelled => f.write_str("it was stopped"),
            Self::AskPair { why, candidates } => {
                write!(f, "{why}: say which two countries it is read for, for example --pair IDN,PRK")?;
                let named: Vec<String> =
                    candidates.iter().take(12).map(|(a, b, count)| format!("{a},{b} ({count} rows)")).collect();
                if !named.is_empty() {
                    write!(f, "; in it are {}", named.join(", "))?;
                }
                if candidates.len() > named.len() {
                    write!(f, " and {} more pairs", candidates.len() - named.len())?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for ImportError {}

/// What is known besides the bytes and the recipe.
#[derive(Clone, Debug, Default)]
pub struct ImportContext {
    /// What the file is called, for its source.
    pub file_name: String,
    /// What the import is called in the dossier: its facts and its source name it.
    pub import_id: String,
    /// The parties of the dossier, by identifier and name; the first two are the pair where the recipe has none.
    pub parties: Vec<(SmolStr, SmolStr)>,
    /// The values of trade that the dossier holds already: a new one that fits another country's better is suspected.
    pub known: Vec<super::KnownValue>,
}

/// Reads a file and proposes what it holds.
///
/// # Errors
///
/// [`ImportError`] where it is no such file, or cannot be read without an answer first.
pub fn import(
    input: impl Read,
    recipe: &Recipe,
    context: &ImportContext,
    progress: &Progress,
) -> Result<Proposals, ImportError> {
    let input = Input::new(input, progress)?;
    if input.is_empty() {
        return Err(ImportError::Refused("it is empty".to_owned()));
    }
    let mut notes = Vec::new();
    if let Some(encoding) = input.odd_encoding() {
        notes.push(format!("The text is not UTF-8; it was read as {encoding}."));
    }
    if input.is_packed() {
        notes.push("It was compressed with gzip.".to_owned());
    }
    if !input.is_spreadsheet() {
        refuse_messages(&input.beginning(), recipe.kind)?;
    }
    let kind = if recipe.kind == Kind::Auto { input.kind() } else { recipe.kind };
    let recipe = &Recipe { kind, ..recipe.clone() };
    let mut proposals = read(input, recipe, context)?;
    notes.append(&mut proposals.notes);
    proposals.notes = notes;
    if proposals.recipe.is_none() {
        proposals.recipe = Some(Box::new(recipe.clone()));
    }
    Ok(proposals)
}

/// What the beginning of a file shows it to be; [`Kind::Auto`] for a spreadsheet, whose rows have to be looked at.
///
/// # Errors
///
/// [`ImportError`] where it cannot be read.
pub fn kind_of(input: impl Read, progress: &Progress) -> Result<Kind, ImportError> {
    Ok(Input::new(input, progress)?.kind())
}

fn read(input: Input<'_>, recipe: &Recipe, context: &ImportContext) -> Result<Proposals, ImportError> {
    let (separator, sheet) = recipe.table.as_ref().map_or((None, None), |mapping| {
        (mapping.separator.and_then(|separator| u8::try_from(separator).ok()), mapping.sheet.clone())
    });
    let sheet = sheet.as_deref();
    match recipe.kind {
        Kind::Comtrade => comtrade(input.open(separator, sheet)?, recipe, context),
        Kind::Sdmx => super::sdmx::read(input.open(separator, sheet)?, recipe, context),
        Kind::Table | Kind::Auto if input.is_spreadsheet() => {
            let mut table = input.open(separator, sheet)?;
            let is_comtrade = recipe.kind == Kind::Auto && table.has_header(comtrade::is_comtrade);
            if is_comtrade {
                return comtrade(table, recipe, context);
            }
            super::mapped::read(table, &Recipe { kind: Kind::Table, ..recipe.clone() }, context)
        }
        Kind::Table | Kind::Auto => {
            super::mapped::read(input.open(separator, sheet)?, &Recipe { kind: Kind::Table, ..recipe.clone() }, context)
        }
        Kind::Events => super::events::read(input, recipe, context),
        Kind::Bibliography => super::bibliography::propose(&input.text()?),
        Kind::Article => super::article::propose(&input.text()?, recipe, context),
    }
}

/// Refuses what was saved as a table and is a page or an error message.
fn refuse_messages(beginning: &str, kind: Kind) -> Result<(), ImportError> {
    let start = beginning.trim_start();
    let lower: String = start.chars().take(200).collect::<String>().to_ascii_lowercase();
    let is_page = super::article::is_page(start);
    let is_message = lower.starts_with('{') && lower.contains("\"statuscode\"") && lower.contains("\"message\"");
    let is_article = match kind {
        Kind::Article => true,
        Kind::Auto => super::article::is_page_of_article(start),
        Kind::Comtrade | Kind::Sdmx | Kind::Table | Kind::Events | Kind::Bibliography => false,
    };
    if is_article {
        return Ok(());
    }
    if is_page || is_message {
        let (what, or) = if is_page {
            ("a web page", ", or import it as an article if it is one")
        } else {
            ("an error message", "")
        };
        return Err(ImportError::Refused(format!(
            "it is {what} and no table: {}; download the file again{or}",
            super::quoted(start)
        )));
    }
    Ok(())
}

fn comtrade(mut table: Opened<'_>, recipe: &Recipe, context: &ImportContext) -> Result<Proposals, ImportError> {
    let parties = parties_of(recipe, context)?;
    let mut scan = comtrade::Scan::read(&mut table, parties, recipe.pair.is_some())?;
    let (drafts, mut more) = comtrade::propose(&scan);
    let mut proposals = Proposals {
        not_understood: std::mem::take(&mut scan.not_understood),
        notes: std::mem::take(&mut scan.notes),
        ..Proposals::default()
    };
    proposals.not_understood.append(&mut more);
    note_sheets(&table, &mut proposals.notes);
    if drafts.is_empty() && proposals.not_understood.is_empty() {
        proposals.notes.push("No row is about the two countries.".to_owned());
    }
    let source = Json::object([
        entry("id", context.import_id.as_str()),
        entry("type", "dataset"),
        entry("title", "UN Comtrade Database"),
        entry("publisher", "United Nations Statistics Division"),
        entry("URL", "https://comtradeplus.un.org/"),
        entry("note", format!("Read from the file {}.", context.file_name)),
    ]);
    let parties = scan.parties();
    finish_trade(&mut proposals, drafts, parties, source, context);
    Ok(proposals)
}

/// The pair of the recipe, or that of the dossier.
pub(super) fn parties_of(recipe: &Recipe, context: &ImportContext) -> Result<Option<Parties>, ImportError> {
    let pair = recipe.pair.clone().or_else(|| match context.parties.as_slice() {
        [(one, _), (two, _), ..] => Some(super::Pair(one.clone(), two.clone())),
        _ => None,
    });
    pair.map(|pair| Parties::of_pair(&pair, &context.parties)).transpose()
}

/// Says which other sheets a file has.
pub(super) fn note_sheets(table: &Opened<'_>, notes: &mut Vec<String>) {
    if let Opened::Sheet(sheet) = table
        && !sheet.others.is_empty()
    {
        let others: Vec<String> = sheet.others.iter().map(|name| format!("“{name}”")).collect();
        notes.push(format!("The sheet “{}” was read; not read: {}.", sheet.name, others.join(", ")));
    }
}

/// Makes proposals of drafts, in the order of their series, with what they rest on before them.
pub(super) fn finish_trade(
    proposals: &mut Proposals,
    drafts: Vec<TradeDraft>,
    pair: &Parties,
    source: Json,
    context: &ImportContext,
) {
    let mut parties = std::collections::BTreeMap::new();
    let mut groups = std::collections::BTreeMap::new();
    let mut keys: std::collections::BTreeMap<SmolStr, usize> = std::collections::BTreeMap::new();
    let mut order: Vec<(usize, SmolStr)> = Vec::new();
    // Also where no row is about them: a dossier is about two.
    for party in [&pair.first, &pair.second] {
        order.push((order.len(), party.id.clone()));
        parties.insert(party.id.clone(), party.name.clone());
    }
    let mut drafts = drafts;
    super::mixup::suspect(&mut drafts, &context.known, &[]);
    let repeated = without_repetitions(&mut drafts);
    if repeated > 0 {
        proposals.notes.push(format!("Said once more in the very same words and numbers, and taken once: {repeated}."));
    }
    for mut draft in drafts {
        draft.doubt_negatives();
        // Two things under one identifier would be one thing for the dossier; neither may be lost.
        let key = draft.key();
        let count = keys.entry(key).and_modify(|count| *count += 1).or_insert(1);
        if *count > 1 {
            draft.variant.push(format!("{count}").into());
            draft.doubts.push("The file says this a second time, and not the same.".to_owned());
        }
        for party in std::iter::once(&draft.reporter).chain(&draft.partner) {
            if !parties.contains_key(&party.id) {
                order.push((order.len(), party.id.clone()));
                parties.insert(party.id.clone(), party.name.clone());
            }
        }
        let title = draft.group_title();
        let group = *groups.entry(draft.group_key()).or_insert_with_key(|key| {
            proposals.groups.push(Group { key: key.as_str().into(), title });
            proposals.groups.len() - 1
        });
        proposals.items.push(draft.proposal(group, &context.import_id, &context.import_id));
    }
    proposals.items.sort_by_key(|item| item.group);
    let insert = |list, value| Edit::Insert { list, before: None, value };
    for (_, id) in order {
        let value = Json::object([entry("id", id.as_str()), entry("name", parties[&id].as_str())]);
        proposals.foundation.push(insert(List::Parties, value));
    }
    let theme = Json::object([entry("id", THEME.0), entry("label", THEME.1)]);
    proposals.foundation.push(insert(List::Themes, theme));
    proposals.foundation.push(insert(List::Sources, source));
}

/// Takes out what says the very same of the same parties, goods and period as one before it; how many they were.
fn without_repetitions(drafts: &mut Vec<TradeDraft>) -> usize {
    let before = drafts.len();
    let mut seen = std::collections::BTreeMap::new();
    // Names of goods that differ in their signs alone have one identifier; a number that the file marks is not the one without.
    let said = |draft: &TradeDraft| (draft.commodity.clone(), draft.commodity_name.clone(), draft.figures.clone());
    drafts.retain(|draft| {
        let own = said(draft);
        let is_new = seen.get(&draft.key()).is_none_or(|other| *other != own || own.2.is_empty());
        seen.entry(draft.key()).or_insert(own);
        is_new
    });
    before - drafts.len()
}

impl From<TableError> for ImportError {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Refused(message) => Self::Refused(message),
            TableError::Cancelled => Self::Cancelled,
        }
    }
}
