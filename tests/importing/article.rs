//! Encyclopedia articles: which statements are found, with which markers and doubts, and what is not read.

#![expect(clippy::disallowed_types, reason = "time is what one of these tests holds")]

use std::time::Instant;

use attache::edit::Json;
use attache::import::article::{Extract, MarkKind, Reference, Statement, extract, statements};
use attache::import::prose::{Language, Standing};
use attache::load::load_bytes;

const PLAIN: &str = "Indonesia–Malaysia relations

History[edit]

Ties were cut off until 1967 after the confrontation. Under a new government they grew.[5] In March 1966 both met in \
Bangkok[6] and signed on 11 August.[7][needs update]

Trade[edit]

In the period of January – October 2014 the volume of trade between the two countries recorded only 2.8 million US dollars; \
down 82.24 percent over the same period in 2013. Subsequently, Indonesia planned a visit.[16]
In 2015, Malaysia's imports to Indonesia amounted to US$1.41 million, the most exported commodity being rubber consisting \
42 percent of the value priced at US$597 thousand. In return, Malaysia also imported soap from Indonesia worth US$600 \
thousand.[17]
According to data from the Indonesian Ministry of Trade, the total trade amounted to US$3.26 million in 2019, more than the \
previous year's $964,000.[15] Indonesia and Malaysia total trade reaches US$342.9 thousand, while relations since 2014 to \
2019 were imbalanced.[18][dubious – discuss]
Palm oil is used for cooking.

References

  15. ^ \"Trade balance\". Ministry of Trade. Retrieved 24 January 2020.
";

/// Date, values, markers and flags of each statement; `?` before a date that was inferred.
fn lines(extract: &Extract) -> Vec<String> {
    let line = |statement: &Statement| {
        let date = statement.date.as_ref().map_or_else(String::new, |date| {
            format!("{}{}", if date.standing == Standing::Exact { "" } else { "?" }, date.edtf)
        });
        let amounts = statement.amounts.iter().map(|(amount, date)| {
            let date = date.as_ref().map_or("", |date| date.edtf.as_str());
            format!("{} in {date}", amount.number.value)
        });
        let flags = statement.flags.iter().filter_map(|flag| match flag {
            MarkKind::Flag { kind, .. } => Some(kind.as_str()),
            MarkKind::Cites(_) => None,
        });
        let (amounts, flags) = (amounts.collect::<Vec<_>>().join(", "), flags.collect::<Vec<_>>().join(","));
        format!("{date} [{amounts}] {} {flags}", statement.markers.concat()).trim_end().to_owned()
    };
    statements(extract, Language::English).iter().map(line).collect()
}

#[test]
fn each_statement_with_a_date_an_amount_or_a_marker_is_found() {
    let article = extract(PLAIN);
    assert_eq!(article.title.as_deref(), Some("Indonesia–Malaysia relations"));
    let expected = [
        "../1967 []",
        " [] [5]",
        "1966-03 [] [6][7] needs-update",
        "2014-01/2014-10 [2.8e6 in 2014-01/2014-10, 82.24 in 2014-01/2014-10] [16]",
        " [] [16]",
        "2015 [1.41e6 in 2015, 42 in 2015, 597e3 in 2015] [17]",
        "?2015 [600e3 in 2015] [17]",
        "2019 [3.26e6 in 2019, 964e3 in 2018] [15]",
        " [342.9e3 in ] [18] dubious",
        "2014/2019 [] [18] dubious",
    ];
    assert_eq!(lines(&article), expected);
    let found = statements(&article, Language::English);
    assert!(found[3].doubts.iter().any(|doubt| doubt.contains("after the next sentence")));
    assert!(found[6].doubts.iter().any(|doubt| doubt.contains("of the sentence before")));
    for statement in &found {
        let words = &article.text[statement.range.clone()];
        assert!(!words.ends_with(']') && !words.starts_with(' '), "{words}");
    }
}

/// A field of what a marker refers to, as JSON.
fn field(reference: &Reference, name: &str) -> String {
    let value = reference.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    value.map_or_else(String::new, |value: &Json| serde_json::to_string(value).expect("JSON"))
}

#[test]
fn a_list_of_references_is_read() {
    let article = extract(PLAIN);
    assert_eq!(article.references.len(), 1);
    assert_eq!(article.references[0].marker, "[15]");
    assert_eq!(field(&article.references[0], "title"), "\"Trade balance\"");
    assert_eq!(field(&article.references[0], "accessed"), r#"{"date-parts":[[2020,1,24]]}"#);
}

const WIKITEXT: &str = "{{Infobox relations|a=b|c={{flag|Indonesia}}}}
'''Indonesia–Malaysia relations''' are [[Foreign relations of Indonesia|foreign]] [[relations]].<ref name=\"a\">{{cite news
| title=Two [[neighbours]] | last=Doe | first=Jane | date=3 May 2011 | url=https://example.org/a | access-date=4 June 2012 | via=kept}}</ref>

==History==
* They met on 3 May 1966{{citation needed|date=August 2014|reason=no source}} and again in 1970.<ref name=a /><ref>[https://example.org/b Plain] words</ref>
{| class=\"wikitable\"
| 1999 || 5
|}
<!-- in 1980 --> The area is {{convert|5|km}}&nbsp;wide.

==References==
In 1990 nothing.
";

#[test]
fn wikitext_has_its_references_flags_and_what_was_not_read() {
    let article = extract(WIKITEXT);
    let not_read: Vec<&str> = article.opaque.iter().map(|part| part.what.as_str()).collect();
    assert_eq!(not_read, ["Infobox relations", "table"]);
    assert_eq!(lines(&article), [" [] [1]", "1966-05-03 [] [1][2] citation-needed", " [5 in ]"]);
    assert_eq!(article.references.len(), 2);
    let first = &article.references[0];
    assert_eq!(field(first, "title"), "\"Two neighbours\"");
    assert_eq!(field(first, "author"), r#"[{"family":"Doe","given":"Jane"}]"#);
    assert_eq!(field(first, "issued"), r#"{"date-parts":[[2011,5,3]]}"#);
    assert_eq!(field(first, "accessed"), r#"{"date-parts":[[2012,6,4]]}"#);
    assert_eq!(field(first, "custom"), r#"{"wikitext":{"via":"kept"}}"#);
    assert_eq!(field(&article.references[1], "URL"), "\"https://example.org/b\"");
    let flag = article.marks.iter().find(|mark| matches!(mark.kind, MarkKind::Flag { .. })).expect("the flag");
    let expected = MarkKind::Flag {
        kind: "citation-needed".to_owned(),
        since: Some("2014-08".to_owned()),
        reason: Some("no source".to_owned()),
    };
    assert_eq!(flag.kind, expected);
}

#[test]
fn markdown_links_are_their_words() {
    let article = extract("# A\n\n[Kim](https://x.org/a_(b) \"t\") came in [1999](y).\\[1\\]\n");
    assert!(article.text.contains("Kim came in 1999."));
    assert_eq!(lines(&article), ["1999 [] [1]"]);
}

#[test]
fn hostile_texts_take_time_in_proportion_and_bring_nothing_down() {
    let pieces = [
        "{{",
        "}}",
        "[[",
        "]]",
        "<ref>",
        "</ref>",
        "<ref name=a>",
        "<!--",
        "{|",
        "{{a|",
        "[[a|",
        "[1]",
        "[",
        "&amp;",
        "==a==\n",
        "* a 1999\n",
        "In 1999. ",
        "; in 1999 ",
        "\u{202e}",
        "'''",
        "](",
        "[a](b)",
        "<a href=\"",
        "1999[1]\n",
    ];
    for piece in pieces {
        let time = |bytes: usize| {
            let text = format!("'''a''' [[b]] <ref>c</ref>\n{}", piece.repeat(bytes / piece.len()));
            let started = Instant::now();
            let article = extract(&text);
            let found = statements(&article, Language::English);
            assert!(found.len() <= text.len());
            started.elapsed()
        };
        let (short, long) = (time(5_000), time(20_000));
        assert!(long.as_millis() < 20 * short.as_millis().max(50), "{piece:?}: {short:?}, {long:?}");
    }
}

/// A dossier whose one fact has this passage.
fn with_passage(passage: &str) -> String {
    format!(
        r#"{{"format": 1, "title": "T", "language": "en",
        "parties": [{{"id": "IDN", "name": "Indonesia"}}, {{"id": "MYS", "name": "Malaysia"}}],
        "themes": [{{"id": "trade", "label": "Trade"}}], "sources": [{{"id": "a", "type": "webpage", "title": "A"}}],
        "facts": [{{"id": "f", "theme": "trade", "title": "F", "statement": "F.",
        "passage": {{"source": "a", {passage}}}}}]}}"#
    )
}

#[test]
fn a_passage_says_where_its_words_stand() {
    let hash = format!("\"text\": \"sha256:{}\"", "0a".repeat(32));
    let quote = r#"{"type": "TextQuoteSelector", "exact": "in 1967", "prefix": "until ", "suffix": " after"}"#;
    let place = r#"{"type": "TextPositionSelector", "start": 30, "end": 37}"#;
    let text = with_passage(&format!("\"selector\": [{quote}, {place}], {hash}"));
    let loaded = load_bytes(text.as_bytes()).expect("a sound dossier");
    let passage = loaded.dossier.facts()[0].passage.clone().expect("a passage");
    let anchor = passage.anchor.expect("its place");
    assert_eq!(anchor.exact.as_deref(), Some("in 1967"));
    assert_eq!(anchor.position, Some((30, 37)));
    assert_eq!(anchor.suffix.as_deref(), Some(" after"));
    let wrong = |passage: &str, expected: &str| {
        let found = load_bytes(with_passage(passage).as_bytes()).expect_err("refused");
        assert!(found.iter().any(|diagnostic| diagnostic.to_string().contains(expected)), "{passage}: {found:?}");
    };
    wrong(r#""text": "md5:0""#, "not a hash");
    wrong(r#""selector": [{"type": "XPathSelector"}]"#, "not a selector");
    wrong(r#""selector": [{"type": "TextPositionSelector", "start": 9, "end": 9}]"#, "no stretch");
    wrong(r#""selector": [{"type": "TextQuoteSelector"}]"#, "missing");
    wrong(r#""selector": [{"type": "TextQuoteSelector", "exact": "a", "xpath": "b"}]"#, "xpath");
}
