//! `attache edit`, `attache diff` and `attache merge`: files, exit codes and both streams.

use std::fs;
use std::path::Path;
use std::process::Command;

const GOOD: &str = include_str!("../sample/good.dossier.json");
const SHIPPED: &str = include_str!("../../assets/dossiers/indonesia-north-korea.dossier.json");

/// Exit code, standard output and standard error.
fn attache(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_attache")).args(args).current_dir(folder).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn read(folder: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("it is there")
}

const DATE: &str = r#"{"set":{"at":{"fact":"relations-cut-off"},"path":["date"],"value":"1966/1972"}}"#;

#[test]
fn edits_change_what_they_say_and_nothing_else() {
    let folder = folder(&[("a.json", SHIPPED), ("edits.ndjson", DATE)]);
    let expected = SHIPPED.replace("\"/1972\"", "\"1966/1972\"");
    let answer = attache(folder.path(), &["edit", "a.json", "edits.ndjson", "--out", "b.json"]);
    assert_eq!(answer, (Some(0), String::new(), String::new()));
    assert_eq!((read(&folder, "a.json").as_str(), read(&folder, "b.json")), (SHIPPED, expected.clone()));
    let (code, printed, _) = attache(folder.path(), &["edit", "a.json", "edits.ndjson", "--out", "-"]);
    assert_eq!((code, &printed), (Some(0), &expected));
    assert_eq!(attache(folder.path(), &["edit", "a.json", "edits.ndjson"]).0, Some(0));
    assert_eq!(read(&folder, "a.json"), expected);
}

#[test]
fn another_file_is_replaced_with_force_only() {
    let other = |name: &'static str| (name, "something else");
    let files = [("a.json", SHIPPED), ("edits.ndjson", DATE), other("b.json"), other("c.json")];
    let folder = folder(&files);
    for (args, out) in [
        (&["edit", "a.json", "edits.ndjson", "--out", "b.json"][..], "b.json"),
        (&["merge", "a.json", "a.json", "a.json", "--out", "c.json"], "c.json"),
    ] {
        let (code, _, errors) = attache(folder.path(), args);
        assert_eq!((code, read(&folder, out).as_str()), (Some(2), "something else"), "{errors}");
        assert!(errors.contains(out) && errors.contains("may be replaced"), "{errors}");
        assert_eq!(attache(folder.path(), &[args, &["--force"]].concat()).0, Some(0));
        assert!(read(&folder, out).starts_with('{'));
    }
    assert_eq!(attache(folder.path(), &["edit", "a.json", "edits.ndjson", "--out", "a.json"]).0, Some(0));
    assert!(read(&folder, "a.json").contains("1966/1972"));
}

#[test]
fn an_edit_that_does_not_fit_is_named_and_nothing_is_written() {
    let cut = r#"{"set":{"at":{"fact":"relations-cut-off"},"path":["date"],"value":"tomorrow"}}"#;
    let remove = r#"{"remove":{"at":{"source":"new-mandala"}}}"#;
    let files = [
        ("a.json", SHIPPED),
        ("invalid.ndjson", &format!("{DATE}\n{cut}\n")),
        ("cited.ndjson", remove),
        ("typo.ndjson", "{\"sett\":{}}\n"),
        ("other.ndjson", &format!("{{\"journal\":1,\"base\":\"00\"}}\n{DATE}\n")),
    ];
    let folder = folder(&files);
    for (edits, expected_place, expected) in [
        ("invalid.ndjson", "invalid.ndjson:2:1: error: ", "“tomorrow” is not a date"),
        ("cited.ndjson", "cited.ndjson:1:1: error: ", "is still referred to: fact “kim-il-sung-visit-1965” cites it"),
        ("typo.ndjson", "typo.ndjson:1:", "unknown variant `sett`"),
        ("other.ndjson", "other.ndjson:1:1: error: ", "another version of the dossier"),
    ] {
        let (code, printed, errors) = attache(folder.path(), &["edit", "a.json", edits]);
        assert_eq!((code, printed.as_str()), (Some(1), ""), "{errors}");
        assert!(errors.starts_with(expected_place) && errors.contains(expected), "{errors}");
        assert_eq!(read(&folder, "a.json"), SHIPPED);
    }
    assert_eq!(attache(folder.path(), &["edit", "a.json", "nothing.ndjson"]).0, Some(2));
    assert_eq!(attache(folder.path(), &["edit", "nothing.json", "typo.ndjson"]).0, Some(2));
}

#[test]
fn differences_are_said_fact_by_fact_and_lead_from_one_file_to_the_other() {
    let edits = [
        DATE,
        r#"{"insert":{"list":{"citations":"relations-cut-off"},"value":{"source":"new-mandala","locator":"p. 3"}}}"#,
        r#"{"remove":{"at":{"fact":"kimilsungia-1965-04-13"},"cascade":true}}"#,
        r#"{"set":{"at":{"source":"bbc-2002"},"path":["issued","date-parts"],"value":[[2002,3,29]]}}"#,
        r#"{"move":{"at":{"theme":"trade"},"before":"diplomacy"}}"#,
        r#"{"insert":{"list":"themes","value":{"id":"law","label":"Law"}}}"#,
    ];
    let folder = folder(&[("old.json", SHIPPED), ("edits.ndjson", &edits.join("\n"))]);
    let (code, _, errors) = attache(folder.path(), &["edit", "old.json", "edits.ndjson", "--out", "new.json"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let (code, said, _) = attache(folder.path(), &["diff", "old.json", "new.json"]);
    assert_eq!(code, Some(0));
    for line in [
        "fact ‘Relations cut off until 1972’: date: “/1972” is now “1966/1972”\n",
        "fact ‘Relations cut off until 1972’: citation: source “new-mandala”, locator “p. 3” is new\n",
        "fact ‘Orchid Kimilsungia: 13 April, a blog says’: is gone\n",
        "source ‘N Korea pressed to resume dialogue’: issued date-parts: [[2002,3,28]] is now [[2002,3,29]]\n",
        "theme ‘Law’: is new\n",
        "theme ‘Trade’: stands before “diplomacy” now\n",
    ] {
        assert!(said.contains(line), "{line}{said}");
    }
    let (_, json, _) = attache(folder.path(), &["diff", "old.json", "new.json", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(said.lines().count()));
    let (_, edits, _) = attache(folder.path(), &["diff", "old.json", "new.json", "--format", "edits"]);
    fs::write(folder.path().join("found.ndjson"), edits).expect("written");
    assert_eq!(attache(folder.path(), &["edit", "old.json", "found.ndjson", "--out", "again.json"]).0, Some(0));
    let none = (Some(0), String::new(), String::new());
    assert_eq!(attache(folder.path(), &["diff", "again.json", "new.json"]), none);
    // Neither layout nor the order of keys is a difference.
    let value: serde_json::Value = serde_json::from_str(SHIPPED).expect("JSON");
    fs::write(folder.path().join("compact.json"), value.to_string()).expect("written");
    assert_eq!(attache(folder.path(), &["diff", "old.json", "compact.json"]), none);
}

#[test]
fn two_versions_become_one_where_they_do_not_collide() {
    let ours = SHIPPED.replace("\"label\": \"Trade\"", "\"label\": \"Commerce\"");
    let theirs = SHIPPED.replace("\"/1972\"", "\"1966/1972\"").replace("\"label\": \"Aid\"", "\"label\": \"Help\"");
    let other = SHIPPED.replace("\"label\": \"Trade\"", "\"label\": \"Goods\"").replace("\"/1972\"", "\"1966/1972\"");
    let folder =
        folder(&[("base.json", SHIPPED), ("ours.json", &ours), ("theirs.json", &theirs), ("other.json", &other)]);
    let merge = |theirs: &str, more: &[&str]| {
        let args = [&["merge", "base.json", "ours.json", theirs, "--out", "merged.json"], more].concat();
        attache(folder.path(), &args)
    };
    let (code, _, errors) = merge("other.json", &[]);
    assert_eq!(
        (code, errors.as_str()),
        (
            Some(1),
            "key: theme “trade” label\n\
             conflict: ours: theme ‘Trade’: label: “Trade” is now “Commerce”\n\
             conflict: theirs: theme ‘Trade’: label: “Trade” is now “Goods”\n"
        )
    );
    assert!(!folder.path().join("merged.json").exists());
    assert_eq!(merge("theirs.json", &[]), (Some(0), String::new(), String::new()));
    let both = ours.replace("\"/1972\"", "\"1966/1972\"").replace("\"label\": \"Aid\"", "\"label\": \"Help\"");
    assert_eq!(read(&folder, "merged.json"), both);
    assert_eq!(merge("other.json", &["--keep-ours", "--force"]).0, Some(0));
    assert_eq!(read(&folder, "merged.json"), ours.replace("\"/1972\"", "\"1966/1972\""));
    // Of each conflict the side that is written down; what is not written down is no choice.
    let decide = |line: &str| {
        fs::write(folder.path().join("sides"), line).expect("written");
        merge("other.json", &["--decide", "sides", "--force"])
    };
    assert_eq!(
        decide(""),
        (Some(1), String::new(), "key: theme “trade” label: neither “ours” nor “theirs” is said\n".into())
    );
    assert!(decide("theirs theme “aid” label").2.contains("nothing differs under"));
    assert_eq!(decide("theirs theme “trade” label\n"), (Some(0), String::new(), String::new()));
    let theirs = ours.replace("\"Commerce\"", "\"Goods\"").replace("\"/1972\"", "\"1966/1972\"");
    assert_eq!(read(&folder, "merged.json"), theirs);
    assert_eq!(decide("ours theme “trade” label\n").0, Some(0));
    assert_eq!(read(&folder, "merged.json"), ours.replace("\"/1972\"", "\"1966/1972\""));
}

#[test]
fn what_one_removes_and_the_other_works_on_is_a_conflict() {
    let folder = folder(&[("base.json", SHIPPED)]);
    let edited = |name: &str, edit: &str| {
        fs::write(folder.path().join("edit.ndjson"), edit).expect("written");
        let answer = attache(folder.path(), &["edit", "base.json", "edit.ndjson", "--out", name]);
        assert_eq!(answer.0, Some(0), "{}", answer.2);
    };
    edited("gone.json", r#"{"remove":{"at":{"fact":"relations-cut-off"},"cascade":true}}"#);
    edited("dated.json", DATE);
    edited("cites.json", r#"{"insert":{"list":{"citations":"relations-cut-off"},"value":{"source":"viva-2015"}}}"#);
    for (ours, theirs) in [("gone.json", "dated.json"), ("dated.json", "gone.json"), ("cites.json", "gone.json")] {
        let (code, _, errors) = attache(folder.path(), &["merge", "base.json", ours, theirs, "--out", "merged.json"]);
        assert_eq!(code, Some(1), "{errors}");
        assert!(errors.contains("fact ‘Relations cut off until 1972’: is gone"), "{errors}");
    }
    assert!(!folder.path().join("merged.json").exists());
}

#[test]
fn what_does_not_load_is_neither_edited_nor_compared() {
    let folder = folder(&[("bad.json", "{\"format\": 1}"), ("good.json", GOOD), ("edits.ndjson", DATE)]);
    for args in [
        &["edit", "bad.json", "edits.ndjson"][..],
        &["diff", "bad.json", "good.json"],
        &["diff", "good.json", "bad.json"],
    ] {
        let (code, _, errors) = attache(folder.path(), args);
        assert_eq!(code, Some(1));
        assert!(errors.starts_with("bad.json:1:"), "{errors}");
    }
}
