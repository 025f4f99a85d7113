//! The JSON Schema and the loader hold each other: same words, same keys, same verdicts.

use crate::mutate::{Seeded, mutated, scalars};
use attache::dossier::{Basis, Bound, FlagKind, Flow, Missing, Rank, RelationKind, Valuation};
use attache::edit::{Journal, JournalHead};
use attache::load::{SCHEMA, load_bytes};
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

const GOOD: &str = include_str!("../sample/good.dossier.json");
const SHIPPED: &str = include_str!("../../assets/dossiers/indonesia-north-korea.dossier.json");

struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    fn new() -> Self {
        Self::of("")
    }

    /// One of a part of the schema.
    fn of(part: &str) -> Self {
        let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
        let address = schema["$id"].as_str().expect("an address").to_owned();
        let mut compiler = Compiler::new();
        compiler.add_resource(&address, schema).expect("a resource");
        let mut schemas = Schemas::new();
        let index = compiler.compile(&format!("{address}{part}"), &mut schemas).expect("a sound schema");
        Self { schemas, index }
    }

    fn verdict(&self, text: &str) -> Result<(), String> {
        let value: Value = serde_json::from_str(text).expect("JSON");
        self.schemas.validate(&value, self.index).map_err(|error| format!("{error:#}"))
    }
}

#[test]
fn good_dossiers_fit_the_schema() {
    let validator = Validator::new();
    assert_eq!(validator.verdict(GOOD), Ok(()));
    assert_eq!(validator.verdict(SHIPPED), Ok(()));
}

#[test]
fn the_schema_has_the_words_of_the_model() {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let words = |pointer: &str| -> Vec<String> {
        let list = schema.pointer(pointer).and_then(Value::as_array).expect(pointer);
        list.iter().map(|word| word.as_str().expect("a word").to_owned()).collect()
    };
    for (key, expected) in [
        ("figure/properties/flow", Flow::WORDS),
        ("figure/properties/valuation", Valuation::WORDS),
        ("figure/properties/basis", Basis::WORDS),
        ("figure/properties/missing", Missing::WORDS),
        ("figure/properties/bound", Bound::WORDS),
        ("figure/properties/rank", Rank::WORDS),
        ("relation/properties/kind", RelationKind::WORDS),
    ] {
        assert_eq!(words(&format!("/$defs/{key}/enum")), expected, "{key}");
    }
    assert_eq!(words("/$defs/flag/properties/kind/anyOf/0/enum"), FlagKind::known_words().collect::<Vec<_>>());
}

#[test]
fn what_a_schema_can_catch_is_refused_by_both() {
    let validator = Validator::new();
    for (from, to) in [
        ("\"format\": 1,", "\"format\": 2,"),
        ("\"format\": 1,", ""),
        ("\"title\": \"인도네시아와 북한\"", "\"title\": \" \""),
        ("\"language\": \"en\"", "\"langauge\": \"en\""),
        (",\n    {\"id\": \"PRK\", \"name\": \"북한\"}", ""),
        ("\"id\": \"PRK\", ", ""),
        ("\"label\": \"Aid\"", "\"label\": null"),
        ("\"type\": \"document\", ", ""),
        ("\"id\": \"ref-16\"", "\"id\": 16"),
        ("\"statement\": \"Aid was given.\"", "\"statement\": [\"Aid was given.\"]"),
        ("\"date\": \"2019\"", "\"date\": 2019"),
        ("\"passage\": {\"source\": \"ref-16\", ", "\"passage\": {"),
        ("\"note\": \"the total\"", "\"page\": \"1\""),
        ("\"kind\": \"dubious\", ", ""),
        ("\"kind\": \"see-also\"", "\"kind\": \"likes\""),
        ("\"flow\": \"total\"", "\"flow\": \"exports\""),
        ("\"flow\": \"total\", \"reporter\": \"IDN\"", "\"flow\": \"import\""),
        ("\"value\": \"3.26e6\"", "\"value\": \"3,26\""),
        ("\"value\": \"3.26e6\"", "\"value\": true"),
        ("\"value\": \"3.26e6\", ", ""),
        ("\"valuation\": \"cif\"", "\"valuation\": \"CIF\""),
        ("\"basis\": \"estimated\"", "\"basis\": \"guessed\""),
        (", \"basis\": \"estimated\"", ""),
        ("\"missing\": \"suppressed\"", "\"missing\": \"suppressed\", \"value\": 1"),
        (", \"missing\": \"suppressed\"", ""),
        ("\"percent\": -12.5, ", ""),
        ("\"of\": \"total-2019\", ", ""),
        ("\"rank\": \"preferred\"", "\"rank\": 1"),
        ("\"custom\": {\"made\": \"by hand\"}", "\"custom\": []"),
    ] {
        assert_eq!(GOOD.matches(from).count(), 1, "{from}");
        let text = GOOD.replace(from, to);
        assert!(load_bytes(text.as_bytes()).is_err(), "the loader takes {to}");
        assert!(validator.verdict(&text).is_err(), "the schema takes {to}");
    }
}

#[test]
fn what_the_loader_takes_fits_the_schema() {
    let validator = Validator::new();
    let scalars = scalars(GOOD);
    let mut random = Seeded(1_965);
    let mut taken = 0;
    for _ in 0..3_000 {
        let bytes = mutated(GOOD, &mut random, &scalars);
        if load_bytes(&bytes).is_ok() {
            let text = String::from_utf8(bytes).expect("UTF-8, as the loader takes it");
            assert_eq!(validator.verdict(text.trim_start_matches('\u{FEFF}')), Ok(()), "{text}");
            taken += 1;
        }
    }
    assert!(taken > 100, "only {taken} were taken");
}

/// A line of each kind that a journal may have.
const JOURNAL: &str = r#"{"journal":1,"base":"0f","file":"a.dossier.json"}
{"set":{"at":{"fact":"a"},"path":["passage","locator"],"value":"p. 4"}}
{"set":{"at":"dossier","path":["title"],"value":"T"}}
{"unset":{"at":{"source":"s"},"path":["URL"]}}
{"insert":{"list":"facts","before":"b","value":{"id":"c"}}}
{"insert":{"list":{"citations":"a"},"value":{"source":"s"}}}
{"remove":{"at":{"party":"p"}}}
{"remove":{"at":{"theme":"t"},"cascade":true}}
{"remove-item":{"list":{"flags":"a"},"value":{"kind":"when"}}}
{"replace-item":{"list":{"relations":"a"},"old":{"fact":"b"},"value":{"fact":"c"}}}
{"rename":{"at":{"figure":"f"},"id":"g"}}
{"move":{"at":{"import":"i"},"before":"j"}}
{"remove":{"at":{"review":"uncited-fact:a"}}}
{"batch":{"label":"two","edits":[{"insert":{"list":{"figures":"a"},"value":{"id":"f"}}},{"unset":{"at":{"fact":"a"},"path":["date"]}}]}}
{"draft":{"of":"NewFact","record":{"id":""},"new_sources":[]}}
{"draft":null}
"#;

#[test]
fn a_journal_fits_the_schema_and_what_is_none_does_not() {
    let validator = Validator::of("#/$defs/journal-line");
    let journal = Journal::parse(JOURNAL).expect("a journal");
    assert_eq!(journal.edits.len(), JOURNAL.lines().count() - 3);
    for line in JOURNAL.lines() {
        assert_eq!(validator.verdict(line), Ok(()), "{line}");
    }
    // What the program writes is what it reads.
    for (_, edit) in &journal.edits {
        assert_eq!(validator.verdict(&serde_json::to_string(edit).expect("JSON")), Ok(()));
    }
    assert_eq!(validator.verdict(&Journal::draft_line(None)), Ok(()));
    let head = JournalHead { text: Some("{}".to_owned()), ..JournalHead::new("0f", None) };
    assert_eq!(validator.verdict(&serde_json::to_string(&head).expect("JSON")), Ok(()));
    for line in [
        r#"{"journal":2,"base":"0f"}"#,
        r#"{"journal":1}"#,
        r#"{"set":{"at":{"fact":"a"},"value":1}}"#,
        r#"{"set":{"at":{"facts":"a"},"path":[],"value":1}}"#,
        r#"{"insert":{"list":"fact","value":1}}"#,
        r#"{"insert":{"list":{"facts":"a"},"value":1}}"#,
        r#"{"remove":{"at":{"fact":"a"},"cascad":true}}"#,
        r#"{"remove":{"at":{"fact":"a","source":"b"}}}"#,
        r#"{"delete":{"at":{"fact":"a"}}}"#,
        r#"{"batch":{"edits":[]}}"#,
        r#"{"batch":{"label":"x","edits":[{"draft":null}]}}"#,
        r#"{"draft":"so"}"#,
    ] {
        assert!(validator.verdict(line).is_err(), "the schema takes {line}");
        let is_draft = line.starts_with(r#"{"draft""#);
        assert!(is_draft || Journal::parse(&format!("{line}\n")).is_err(), "the program takes {line}");
    }
}
