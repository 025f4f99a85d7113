//! Tables as they are really published, against the values that a person worked out of them by hand: every expected value is
//! imported to the digit, none twice, and what must not be there is not.
//!
//! The extracts in `tests/table_corpus` are our own selection of rows and run everywhere, by `expected.json` beside them. Another
//! folder of whole files is checked in the same way where `ATTACHE_TABLES` names one that has an `expected.json`, or whose files
//! are those that `whole_files.json` speaks of:
//!
//! ```text
//! ATTACHE_TABLES=/path/to/files cargo test --test importing table_corpus -- --nocapture
//! ```

#![expect(clippy::print_stdout, reason = "a run over a folder of files says how much it has checked")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use attache::dossier::ReportedValue;
use attache::edit::{Edit, Json};
use attache::import::decimal::sum;
use attache::import::{Certainty, ImportContext, ImportError, Kind, Pair, Proposals, Recipe, import};
use attache::load::Progress;
use serde::Deserialize;

/// What is expected of one reading of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The file, in the same folder.
    file: String,
    /// The kind of import, as the command line has it; found out where it is not said.
    #[serde(default)]
    kind: Kind,
    /// The two parties, “IDN,PRK”; none where nobody has said.
    #[serde(default)]
    pair: Option<String>,
    /// How the columns are read, where the file does not say it.
    #[serde(default)]
    recipe: Option<Recipe>,
    /// Figures that must be there, each once: reporter, flow, period, value, unit, commodity, and the measure where it is not the
    /// value of goods.
    #[serde(default)]
    figures: Vec<String>,
    /// What no figure may begin with.
    #[serde(default)]
    absent: Vec<String>,
    /// The exact number of figures, where it is known.
    #[serde(default)]
    count: Option<usize>,
    /// The sums of all figures that begin so, in the unit behind it: “IDN export 2014- USD”.
    #[serde(default)]
    sums: BTreeMap<String, String>,
    /// Words of a figure's break in its series, by what the figure begins with.
    #[serde(default)]
    breaks: BTreeMap<String, String>,
    /// Whether nothing may be taken without a person, since the file leaves something open.
    #[serde(default)]
    is_open: bool,
    /// Words of the refusal, where the file must be refused.
    #[serde(default)]
    refused: Option<String>,
    /// Whether the two parties must be asked for.
    #[serde(default)]
    asks_pair: bool,
}

/// A figure in short, with what changed before it.
struct Found {
    words: String,
    value: String,
    change: Option<String>,
    /// What no two figures may have in common.
    key: String,
}

fn figures(proposals: &Proposals) -> Vec<Found> {
    let facts = proposals.items.iter().filter_map(|proposal| {
        let Edit::Insert { value, .. } = &proposal.edit else { return None };
        Some(value)
    });
    facts.flat_map(|fact| fact.get("figures").map(Json::items).unwrap_or_default()).map(found).collect()
}

fn found(figure: &Json) -> Found {
    let text = |key: &str| figure.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let join = |parts: Vec<String>| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let measure = Some(text("measure")).filter(|measure| measure != "trade-value").unwrap_or_default();
    let all = |keys: &[&str]| join(keys.iter().map(|key| text(key)).chain([measure.clone()]).collect());
    Found {
        words: all(&["reporter", "flow", "period", "value", "unit", "commodity"]),
        value: text("value"),
        change: Some(text("series_break")).filter(|change| !change.is_empty()),
        key: all(&["reporter", "partner", "flow", "period", "unit", "commodity", "valuation"]),
    }
}

/// What is wrong with one reading.
fn misses(folder: &Path, expected: &Expected) -> Vec<String> {
    let bytes = std::fs::read(folder.join(&expected.file)).expect("the file");
    let pair = expected.pair.as_ref().and_then(|pair| pair.split_once(','));
    let recipe = Recipe {
        kind: expected.kind,
        pair: pair.map(|(one, other)| Pair(one.into(), other.into())),
        ..expected.recipe.clone().unwrap_or_default()
    };
    let context = ImportContext {
        file_name: expected.file.as_str().into(),
        import_id: "import-1".into(),
        ..ImportContext::default()
    };
    let outcome = import(bytes.as_slice(), &recipe, &context, &Progress::default());
    let proposals = match (outcome, &expected.refused) {
        (Err(ImportError::AskPair { .. }), _) if expected.asks_pair => return Vec::new(),
        (Ok(_), _) if expected.asks_pair => return vec!["the pair is not asked for".to_owned()],
        (Err(error), Some(words)) if error.to_string().contains(words) => return Vec::new(),
        (Ok(_), Some(_)) => return vec!["it is not refused".to_owned()],
        (Err(error), _) => return vec![format!("refused: {error}")],
        (Ok(proposals), None) => proposals,
    };
    let found = figures(&proposals);
    let mut misses = Vec::new();
    for wanted in &expected.figures {
        let count = found.iter().filter(|figure| figure.words == *wanted).count();
        if count != 1 {
            let like = wanted.split(' ').take(3).collect::<Vec<_>>().join(" ");
            let near: Vec<&str> =
                found.iter().map(|figure| figure.words.as_str()).filter(|words| words.starts_with(&like)).collect();
            misses.push(format!("“{wanted}” is there {count} times; there are {near:?}"));
        }
    }
    for begin in &expected.absent {
        misses.extend(
            found
                .iter()
                .filter(|figure| figure.words.starts_with(begin.as_str()))
                .map(|figure| format!("“{}” should not be there", figure.words)),
        );
    }
    let mut keys: BTreeMap<&str, &Found> = BTreeMap::new();
    for figure in &found {
        if let Some(other) = keys.insert(&figure.key, figure) {
            misses.push(format!("twice: “{}” and “{}”", other.words, figure.words));
        }
    }
    if let Some(count) = expected.count.filter(|count| *count != found.len()) {
        misses.push(format!("{} figures, not {count}", found.len()));
    }
    for (what, wanted) in &expected.sums {
        let (begin, unit) = what.rsplit_once(' ').expect("a beginning and a unit");
        let is_of =
            |figure: &&Found| figure.words.starts_with(begin) && figure.words.split(' ').any(|word| word == unit);
        let values = found.iter().filter(is_of).map(|figure| figure.value.as_str());
        let sum = sum(values).and_then(|sum| ReportedValue::parse(&sum).ok());
        let wanted = ReportedValue::parse(wanted).expect("a number");
        if sum.as_ref().map(ReportedValue::nominal) != Some(wanted.nominal()) {
            misses.push(format!("the sum of “{what}” is {sum:?}"));
        }
    }
    for (begin, words) in &expected.breaks {
        let figure = found.iter().find(|figure| figure.words.starts_with(begin.as_str()));
        let change = figure.and_then(|figure| figure.change.as_deref());
        if !change.is_some_and(|change| change.contains(words.as_str())) {
            misses.push(format!("the break before “{begin}” is {change:?}"));
        }
    }
    if expected.is_open && proposals.items.iter().any(|item| item.certainty == Certainty::Exact) {
        misses.push("something is taken for certain that the file leaves open".to_owned());
    }
    misses
}

/// Checks every reading that a list of expectations has of the files in a folder.
fn check(folder: &Path, list: &Path) {
    let text = std::fs::read_to_string(list).expect("the list of what is expected");
    let expected: Vec<Expected> = serde_json::from_str(&text).expect("the list of what is expected");
    assert!(!expected.is_empty());
    let (mut wrong, mut values) = (Vec::new(), 0);
    for expected in &expected {
        let misses = misses(folder, expected);
        values += expected.figures.len() + expected.sums.len();
        let pair = expected.pair.as_deref().unwrap_or("no pair");
        wrong.extend(misses.into_iter().map(|miss| format!("{} for {pair}: {miss}", expected.file)));
    }
    println!("{}: {} readings, {values} values expected, {} misses", folder.display(), expected.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn own_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/table_corpus")
}

#[test]
fn extracts_of_published_tables_are_imported_to_the_digit() {
    check(&own_folder(), &own_folder().join("expected.json"));
}

#[test]
fn whole_files_are_imported_to_the_digit_where_they_are_there() {
    let Some(folder) = std::env::var_os("ATTACHE_TABLES").map(PathBuf::from) else { return };
    let beside = folder.join("expected.json");
    let list = if beside.exists() { beside } else { own_folder().join("whole_files.json") };
    check(&folder, &list);
}
