//! What an edit makes of the text of a file: nothing but what it says, in the layout of the file.

use attache::edit::{Document, Edit, Json, List, Revision, Target};

const SHIPPED: &str = include_str!("../../assets/dossiers/indonesia-north-korea.dossier.json");

fn json(text: &str) -> Json {
    Json::parse(text).expect("JSON")
}

fn document(text: &str) -> Document {
    Document::parse(text).expect("sound JSON")
}

/// What stands in the place of `old` once the edit is made; everything else must be as it was.
#[track_caller]
fn check(text: &str, edit: &Edit, old: &str, new: &str) {
    let (after, patch) = document(text).edited(edit).expect("it fits");
    assert_eq!(text.matches(old).count(), 1, "the place has to be one");
    assert_eq!(after.text(), text.replacen(old, new, 1));
    assert_eq!(patch.inverse().applied(after.text()).as_deref(), Some(text));
}

#[track_caller]
fn refused(text: &str, edit: &Edit, expected: &str) {
    let error = document(text).edited(edit).expect_err("it does not fit");
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn one_field_is_one_splice() {
    check(
        SHIPPED,
        &Edit::set(Target::fact("relations-cut-off"), ["date"], "1966/1972"),
        "\"date\": \"/1972\"",
        "\"date\": \"1966/1972\"",
    );
    check(
        SHIPPED,
        &Edit::set(Target::fact("relations-cut-off"), ["passage", "locator"], "paragraph 3"),
        "\"passage\": {\"source\": \"article\", \"locator\": \"paragraph 2\"},\n      \"flags\": [\n        {\"kind\": \"when\", \"scope\": \"start of the break\"",
        "\"passage\": {\"source\": \"article\", \"locator\": \"paragraph 3\"},\n      \"flags\": [\n        {\"kind\": \"when\", \"scope\": \"start of the break\"",
    );
}

#[test]
fn a_new_field_stands_where_people_look_for_it() {
    check(
        SHIPPED,
        &Edit::set(Target::fact("kimilsungia-1965-04-13"), ["note"], "A note."),
        "as the day of the orchid Kimilsungia at Bogor.\",\n",
        "as the day of the orchid Kimilsungia at Bogor.\",\n      \"note\": \"A note.\",\n",
    );
    check(
        SHIPPED,
        &Edit::set(Target::source("new-mandala"), ["DOI"], "10.1000/x"),
        "memories-of-the-cold-war/\",\n      \"title\": \"Indonesia and North Korea: warm memories of the Cold War\"",
        "memories-of-the-cold-war/\",\n      \"title\": \"Indonesia and North Korea: warm memories of the Cold War\",\n      \"DOI\": \"10.1000/x\"",
    );
    check(
        SHIPPED,
        &Edit::set(Target::Party("PRK".into()), ["custom", "iso"], "408"),
        "{\"id\": \"PRK\", \"name\": \"North Korea\"}",
        "{\"id\": \"PRK\", \"name\": \"North Korea\", \"custom\": {\"iso\": \"408\"}}",
    );
}

#[test]
fn a_new_record_looks_like_its_neighbours() {
    let fact = json(
        r#"{"id":"new","date":"2024","theme":"trade","title":"New","statement":"A new fact, which says enough for a line of its own.","citations":[{"source":"new-mandala","locator":"p. 3"}],"figures":[{"id":"n1","measure":"trade-value","flow":"total","reporter":"IDN","partner":"PRK","period":"2024","value":"1.50e6","unit":"USD","basis":"stated"}]}"#,
    );
    let edit = Edit::Insert { list: List::Facts, before: Some("kimilsungia-1965-04-15".into()), value: fact };
    check(
        SHIPPED,
        &edit,
        "    {\n      \"id\": \"kimilsungia-1965-04-15\"",
        concat!(
            "    {\n      \"id\": \"new\",\n      \"date\": \"2024\",\n      \"theme\": \"trade\",\n      \"title\": \"New\",\n",
            "      \"statement\": \"A new fact, which says enough for a line of its own.\",\n",
            "      \"citations\": [{\"source\": \"new-mandala\", \"locator\": \"p. 3\"}],\n      \"figures\": [\n        {\n",
            "          \"id\": \"n1\",\n          \"measure\": \"trade-value\",\n          \"flow\": \"total\",\n",
            "          \"reporter\": \"IDN\",\n          \"partner\": \"PRK\",\n          \"period\": \"2024\",\n",
            "          \"value\": \"1.50e6\",\n          \"unit\": \"USD\",\n          \"basis\": \"stated\"\n        }\n      ]\n    },\n",
            "    {\n      \"id\": \"kimilsungia-1965-04-15\"",
        ),
    );
    check(
        SHIPPED,
        &Edit::add(List::Themes, json(r#"{"id":"x","label":"X"}"#)),
        "{\"id\": \"culture\", \"label\": \"Culture and sport\"}",
        "{\"id\": \"culture\", \"label\": \"Culture and sport\"},\n    {\"id\": \"x\", \"label\": \"X\"}",
    );
    let compact = r#"{"themes":[{"id":"a","label":"A"}],"facts":[]}"#;
    check(compact, &Edit::add(List::Facts, json(r#"{"id":"f","n":[1.50]}"#)), "[]", r#"[{"id":"f","n":[1.50]}]"#);
    check(
        "{\r\n\t\"facts\": []\r\n}",
        &Edit::add(List::Facts, json(r#"{"id":"f"}"#)),
        "[]",
        "[\r\n\t\t{\r\n\t\t\t\"id\": \"f\"\r\n\t\t}\r\n\t]",
    );
}

#[test]
fn lists_of_a_fact_are_made_and_emptied() {
    let fact = || "kimilsungia-1965-04-13".into();
    let citation = json(r#"{"source": "new-mandala"}"#);
    let first = "\"citations\": [{\"source\": \"blog-orchid\"}]";
    check(
        SHIPPED,
        &Edit::add(List::Citations(fact()), citation),
        first,
        "\"citations\": [{\"source\": \"blog-orchid\"}, {\"source\": \"new-mandala\"}]",
    );
    let blog = json(r#"{"source": "blog-orchid"}"#);
    check(
        SHIPPED,
        &Edit::RemoveItem { list: List::Citations(fact()), value: blog.clone() },
        first,
        "\"citations\": []",
    );
    let located = json(r#"{"source": "blog-orchid", "locator": "entry 2"}"#);
    check(
        SHIPPED,
        &Edit::ReplaceItem { list: List::Citations(fact()), old: blog, value: located },
        first,
        "\"citations\": [{\"source\": \"blog-orchid\", \"locator\": \"entry 2\"}]",
    );
    let bare = "{\n \"facts\": [\n  {\n   \"id\": \"f\"\n  }\n ]\n}";
    check(
        bare,
        &Edit::add(List::Flags("f".into()), json(r#"{"kind":"when"}"#)),
        "\"id\": \"f\"",
        "\"id\": \"f\",\n   \"flags\": [\n    {\n     \"kind\": \"when\"\n    }\n   ]",
    );
}

#[test]
fn a_new_name_reaches_everything_that_refers_to_it() {
    let text = r#"{"sources": [{"id": "s"}], "facts": [
        {"id": "a", "citations": [{"source": "s"}], "passage": {"source": "\u0073"}, "relations": [{"kind": "supports", "fact": "b"}],
         "figures": [{"id": "n", "reporter": "P", "share": {"of": "m"}}, {"id": "m", "partner": "P"}]},
        {"id": "b", "theme": "t"}], "themes": [{"id": "t"}], "parties": [{"id": "P"}],
        "reviews": [{"finding": "x:b+a", "fingerprint": "0"}, {"finding": "y:b-a"}]}"#;
    let renamed = |at: Target, id: &str| {
        let (after, _) = document(text).edited(&Edit::Rename { at, id: id.into() }).expect("it fits");
        after.text().to_owned()
    };
    let source = renamed(Target::source("s"), "z\"z");
    assert_eq!(source, text.replace("\"s\"", r#""z\"z""#).replace("\"\\u0073\"", r#""z\"z""#));
    assert_eq!(renamed(Target::fact("b"), "c"), text.replace("\"b\"", "\"c\"").replace("x:b+a", "x:c+a"));
    assert_eq!(renamed(Target::figure("m"), "k"), text.replace("\"m\"", "\"k\""));
    assert_eq!(renamed(Target::Theme("t".into()), "u"), text.replace("\"t\"", "\"u\""));
    assert_eq!(renamed(Target::Party("P".into()), "Q"), text.replace("\"P\"", "\"Q\""));
    refused(text, &Edit::Rename { at: Target::fact("a"), id: "b".into() }, "taken already");
    refused(text, &Edit::Rename { at: Target::fact("a"), id: " ".into() }, "blank");
}

#[test]
fn what_is_cited_goes_with_its_citations_or_not_at_all() {
    let at = Target::source("new-mandala");
    let edit = |cascade| Edit::Remove { at: at.clone(), cascade };
    let before = document(SHIPPED);
    let error = before.edited(&edit(false)).expect_err("it is cited");
    assert!(error.referrers().len() == 2, "{error}");
    assert!(error.to_string().starts_with("source “new-mandala” is still referred to: fact “"), "{error}");
    let revision = Revision::of(before);
    let (after, patch) = revision.edited(&edit(true)).expect("it loads");
    assert_eq!(after.document.referrers(&at), []);
    assert!(!after.document.text().contains("\"new-mandala\""));
    assert_eq!(after.patched(&patch.inverse()).expect("back").document.text(), SHIPPED);
    // Facts cannot be without a theme.
    refused(SHIPPED, &Edit::Remove { at: Target::Theme("trade".into()), cascade: true }, "stands in it");
}

#[test]
fn themes_are_put_in_another_order() {
    let text = "{\"themes\": [\n {\"id\": \"a\"},\n {\"id\": \"b\" },\n {\"id\": \"c\"}\n]}";
    let moved = |id: &str, before: Option<&str>| {
        let edit = Edit::Move { at: Target::Theme(id.into()), before: before.map(Into::into) };
        document(text).edited(&edit).expect("it fits").0.text().to_owned()
    };
    assert_eq!(moved("a", None), "{\"themes\": [\n {\"id\": \"b\" },\n {\"id\": \"c\"},\n {\"id\": \"a\"}\n]}");
    assert_eq!(moved("c", Some("a")), "{\"themes\": [\n {\"id\": \"c\"},\n {\"id\": \"a\"},\n {\"id\": \"b\" }\n]}");
    assert_eq!(moved("a", Some("b")), text);
    assert_eq!(moved("b", Some("b")), text);
}

#[test]
fn what_would_not_load_is_refused_with_the_words_of_the_loader() {
    let revision = Revision::of(document(SHIPPED));
    let error = revision.edited(&Edit::set(Target::fact("relations-cut-off"), ["date"], "yesterday"));
    let error = error.expect_err("no date");
    assert!(error.diagnostics()[0].message.contains("“yesterday” is not a date"), "{error}");
    refused(SHIPPED, &Edit::set(Target::Dossier, ["facts"], Json::List(Vec::new())), "one by one");
    refused(SHIPPED, &Edit::set(Target::fact("nobody"), ["date"], "2012"), "there is no fact “nobody”");
    refused(SHIPPED, &Edit::set(Target::fact("relations-cut-off"), ["id"], "x"), "rename");
    refused(SHIPPED, &Edit::add(List::Facts, json(r#"{"title":"x"}"#)), "needs “id”");
    refused(SHIPPED, &Edit::add(List::Facts, json(r#"{"id":"relations-cut-off"}"#)), "taken already");
    refused(SHIPPED, &Edit::set(Target::fact("relations-cut-off"), ["date", "year"], "x"), "is no object");
    // All of a batch, or nothing.
    let batch = Edit::batch(
        "two",
        [Edit::set(Target::Dossier, ["title"], "x"), Edit::Remove { at: Target::fact("nobody"), cascade: true }],
    );
    refused(SHIPPED, &batch, "there is no fact “nobody”");
    assert!(Document::parse("{").is_err() && Document::parse("[]").is_err());
}
