//! Articles and bibliographies through the real way in: what is proposed, with which markers, doubts and passages.

use attache::analysis::{AuditOptions, Derived, FindingKind, audit};
use attache::dossier::{Dossier, Fact};
use attache::edit::{Document, Edit, Revision};
use attache::import::{
    Acceptance, Certainty, Evidence, ImportContext, ImportError, ImportFile, Kind, Proposals, Recipe, empty_dossier,
    import,
};
use attache::load::Progress;

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

fn read(text: &str) -> Result<Proposals, ImportError> {
    let context = ImportContext {
        file_name: "a.txt".into(),
        import_id: "a".into(),
        parties: Vec::new(),
        ..ImportContext::default()
    };
    let recipe = Recipe { kind: Kind::Article, ..Recipe::default() };
    import(text.as_bytes(), &recipe, &context, &Progress::default())
}

/// The dossier with everything accepted.
fn dossier(mut proposals: Proposals) -> Dossier {
    let document = Document::parse(empty_dossier("Test", "en")).expect("JSON");
    proposals.compare(&document);
    proposals.accept(Acceptance::All);
    let file = ImportFile { id: "a".into(), kind: "article".into(), name: "a.txt".into(), ..ImportFile::default() };
    let file = ImportFile { sha256: "0".into(), ..file };
    let (edited, _) = document.edited(&proposals.edit(&document, &file, None)).expect("an edit that fits");
    Revision::of(edited).outcome.expect("a sound dossier").dossier.clone()
}

fn date(fact: &Fact) -> &str {
    fact.date.as_ref().map_or("", |date| date.text())
}

fn values(fact: &Fact) -> Vec<&str> {
    fact.figures.iter().filter_map(|figure| figure.value.as_ref().map(attache::dossier::ReportedValue::text)).collect()
}

/// Date, values, markers and flags of each fact.
fn lines(dossier: &Dossier) -> Vec<String> {
    let line = |fact: &Fact| {
        let markers = fact.citations.iter().filter_map(|citation| dossier.source(citation.source).marker());
        let flags = fact.flags.iter().map(|flag| flag.kind.word());
        format!(
            "{} {:?} {} {}",
            date(fact),
            values(fact),
            markers.collect::<String>(),
            flags.collect::<Vec<_>>().join(",")
        )
        .trim_end()
        .to_owned()
    };
    dossier.facts().iter().map(line).collect()
}

#[test]
fn each_statement_with_a_date_an_amount_or_a_marker_is_proposed() {
    let dossier = dossier(read(PLAIN).expect("an article"));
    let expected = [
        "../1967 []",
        " [] [5]",
        "1966-03 [] [6][7] needs-update",
        "2014-01/2014-10 [\"2.8e6\"] [16]",
        " [] [16]",
        "2015 [\"1.41e6\", \"597e3\"] [17] ambiguous",
        "2015 [\"600e3\"] [17]",
        "2019 [\"3.26e6\"] [15]",
        "2018 [\"964e3\"] [15]",
        " [\"342.9e3\"] [18] dubious",
        "2014/2019 [] [18] dubious",
    ];
    assert_eq!(lines(&dossier), expected);
    let names: Vec<&str> = dossier.parties().iter().map(|party| party.name.as_str()).collect();
    assert_eq!(names, ["Indonesia", "Malaysia"]);
    let cited = dossier.sources().iter().find(|source| source.marker() == Some("[15]")).expect("the reference");
    assert_eq!(cited.text("title"), Some("Trade balance"));
}

#[test]
fn what_was_assumed_is_never_exact() {
    let proposals = read(PLAIN).expect("an article");
    let of = |words: &str| proposals.items.iter().find(|item| item.title.contains(words)).expect(words);
    assert_eq!(of("Ties were cut").certainty, Certainty::Exact);
    assert_eq!(of("$964,000").certainty, Certainty::Inferred);
    assert!(of("$964,000").doubts.iter().any(|doubt| doubt.contains("whose dollar")));
    assert_eq!(of("Malaysia also imported soap").certainty, Certainty::Inferred);
    assert!(of("Malaysia's imports to Indonesia").doubts.iter().any(|doubt| doubt.contains("does not say who sold")));
}

#[test]
fn a_passage_is_its_words_in_the_text() {
    let proposals = read(PLAIN).expect("an article");
    let chars: Vec<char> = PLAIN.chars().collect();
    for item in &proposals.items {
        let Evidence::Text(range) = &item.evidence else { panic!("a text") };
        let words: String = chars[range.clone()].iter().collect();
        let Edit::Insert { value, .. } = &item.edit else { panic!("an insert") };
        let passage = value.get("passage").expect("a passage");
        let exact =
            passage.get("selector").and_then(|list| list.items()[0].get("exact")).and_then(|exact| exact.as_str());
        assert_eq!(exact, Some(words.as_str()));
    }
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
    let proposals = read(WIKITEXT).expect("an article");
    let not_read: Vec<&str> = proposals.not_understood.iter().map(|part| part.why.as_str()).collect();
    assert_eq!(not_read.len(), 2, "{not_read:?}");
    let dossier = dossier(proposals);
    assert_eq!(lines(&dossier), [" [] [1]", "1966-05-03 [] [1][2] citation-needed", " [\"5\"]"]);
    let source = dossier.sources().iter().find(|source| source.marker() == Some("[1]")).expect("the reference");
    assert_eq!(source.text("title"), Some("Two neighbours"));
    assert_eq!(source.date_parts("accessed"), Some(vec![2012, 6, 4]));
    assert_eq!(source.names("author"), ["Jane Doe"]);
    assert!(serde_json::to_string(source.csl()).expect("JSON").contains(r#""via":"kept""#));
    let flag = &dossier.facts()[1].flags[0];
    assert_eq!(flag.since.as_ref().map(attache::dossier::Date::text), Some("2014-08"));
}

#[test]
fn a_web_page_or_no_pair_is_said_and_nothing_done() {
    assert!(
        matches!(read("<!DOCTYPE html><html>"), Err(ImportError::Refused(message)) if message.contains("web page"))
    );
    assert!(matches!(read("In 1999 it rained.\n"), Err(ImportError::AskPair { .. })));
}

#[test]
fn a_bibliography_proposes_sources_and_says_what_may_be_there() {
    let library = "@article{new, title = {New}, year = 2011}\n@article{again, title = {Trade}, year = 2012, doi = {10.1/X}}\n\
                   @article{new, title = {Other}}\n@book{broken, title = {\n";
    let context = ImportContext {
        file_name: "l.bib".into(),
        import_id: "l".into(),
        parties: Vec::new(),
        ..ImportContext::default()
    };
    let recipe = Recipe { kind: Kind::Auto, ..Recipe::default() };
    let mut proposals = import(library.as_bytes(), &recipe, &context, &Progress::default()).expect("a library");
    let there = empty_dossier("Test", "en").replace(
        "\"sources\": []",
        "\"sources\": [{\"id\": \"there\", \"type\": \"article-journal\", \"title\": \"Trade\", \"DOI\": \"10.1/x\"}]",
    );
    proposals.compare(&Document::parse(there).expect("JSON"));
    let said: Vec<(&str, Certainty, usize)> =
        proposals.items.iter().map(|item| (item.key.as_str(), item.certainty, item.doubts.len())).collect();
    let expected = [("new", Certainty::Exact, 0), ("again", Certainty::Inferred, 1), ("new-2", Certainty::Inferred, 1)];
    assert_eq!(said, expected);
    assert!(proposals.items[1].doubts[0].contains("there has the same DOI"));
    assert_eq!(proposals.not_understood.len(), 1);
    assert!(proposals.not_understood[0].why.starts_with("line 4, column 1"));
}

/// A dossier after a file has been read into it.
fn read_into(document: &Document, text: &str, acceptance: Acceptance) -> Document {
    let imports = match Revision::of(document.clone()).outcome {
        Ok(loaded) => loaded.dossier.imports().to_vec(),
        // There is nothing in it yet.
        Err(_) => Vec::new(),
    };
    let mut proposals = read(text).expect("an article");
    proposals.compare(document);
    proposals.recall(&imports);
    proposals.accept(acceptance);
    let recipe = serde_json::to_string(&proposals.recipe).expect("JSON");
    let file = ImportFile { id: "a".into(), kind: "article".into(), name: "a.txt".into(), ..ImportFile::default() };
    let file = ImportFile { sha256: "0".into(), recipe: attache::edit::Json::parse(&recipe).ok(), ..file };
    let earlier = imports.iter().find(|record| record.id == "a");
    document.edited(&proposals.edit(document, &file, earlier)).expect("an edit that fits").0
}

/// The facts whose passages are orphaned, and all passages.
fn orphans(document: &Document) -> (Vec<String>, Vec<Option<attache::dossier::Passage>>) {
    let loaded = Revision::of(document.clone()).outcome.expect("a sound dossier");
    let dossier = &loaded.dossier;
    let audit = audit(dossier, &Derived::of(dossier), &AuditOptions::default());
    let found = audit.findings().iter().filter(|finding| finding.kind == FindingKind::Orphaned);
    let orphans = found
        .map(|finding| {
            assert!(finding.sentence(dossier).contains("has changed since"), "{}", finding.sentence(dossier));
            assert_eq!(finding.sources(dossier).len(), 1);
            finding.facts().map(|fact| dossier.fact(fact).id.to_string()).collect()
        })
        .collect();
    (orphans, dossier.facts().iter().map(|fact| fact.passage.clone()).collect())
}

#[test]
fn a_text_that_has_changed_orphans_its_passages_and_moves_none() {
    let empty = Document::parse(empty_dossier("Test", "en")).expect("JSON");
    let first = read_into(&empty, PLAIN, Acceptance::All);
    let (found, passages) = orphans(&first);
    assert!(found.is_empty() && passages.len() > 5, "{found:?}");
    // The same text again changes nothing.
    assert_eq!(orphans(&read_into(&first, PLAIN, Acceptance::None)).0, Vec::<String>::new());
    // A sentence more at its beginning: every passage has moved, though all words still stand there.
    let changed = PLAIN.replacen("Ties were", "Both are neighbours. Ties were", 1);
    let second = read_into(&first, &changed, Acceptance::None);
    let (found, still) = orphans(&second);
    assert_eq!(found.len(), passages.len());
    assert_eq!(still, passages, "no passage is moved by likeness");
    // A person, or an option that is recorded, takes the passages as they stand now.
    let third = read_into(&second, &changed, Acceptance::All);
    let (found, moved) = orphans(&third);
    assert_eq!(found, Vec::<String>::new());
    assert_ne!(moved, passages);
}

/// Measure, value, and what it changed from, of each figure of a text about Guyana and Suriname.
fn figures_of(sentence: &str) -> Vec<String> {
    let text = format!("Guyana–Suriname relations\n\n{sentence}\n");
    let dossier = dossier(read(&text).expect("an article"));
    let figures = dossier.figures().map(|(_, figure)| {
        let value = figure.value.as_ref().map_or("", |value| value.text());
        let change =
            figure.change.as_ref().map(|change| format!("{}% from {}", change.percent.text(), change.from.text()));
        let label = figure.label.as_deref().unwrap_or_default();
        let period = figure.period.as_ref().map_or("", |period| period.text());
        [&*figure.measure, period, value, &*figure.unit, &change.unwrap_or_default(), label]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    });
    figures.collect()
}

#[test]
fn what_something_changed_by_is_a_change_and_no_share() {
    for (sentence, expected) in [
        ("Trade fell by 82.24 percent in 2013.", vec!["change 2013 -82.24 percent"]),
        ("In 2013 exports were down 82.24 percent.", vec!["change 2013 -82.24 percent"]),
        ("In 2013 trade grew 12 percent compared with 2010.", vec!["change 2013 12 percent Change against 2010"]),
        (
            "In 2013 exports were US$4 million, up 12% from a year earlier.",
            vec!["trade-value 2013 4e6 USD 12% from 2012"],
        ),
        (
            "In 2013 exports rose 12 percent to US$4 million compared with 2010.",
            vec!["trade-value 2013 4e6 USD 12% from 2010"],
        ),
        ("In 2013 trade rose by 3 percentage points.", vec!["change 2013 3 percentage-points"]),
        ("Pada tahun 2013 ekspor naik 12 persen.", vec!["change 2013 12 percent"]),
        // What makes up a part is a part.
        ("In 2013 rice made up 42 percent of exports.", vec!["share 2013 42 percent"]),
        ("In 2013 rice made up 42 percent.", vec!["share 2013 42 percent"]),
    ] {
        assert_eq!(figures_of(sentence), expected, "{sentence}");
    }
    let third = figures_of("Trade rose by a third to US$45 million in 2018.");
    assert_eq!(third, ["trade-value 2018 45e6 USD"], "a third is no printed number");
}

#[test]
fn a_change_is_against_what_is_said_of_it_and_of_nothing_else() {
    for (sentence, expected) in [
        // Every year of the period is moved.
        (
            "From November 2017 to February 2018 exports were US$4 million, up 12% from a year earlier.",
            vec!["trade-value 2017-11/2018-02 4e6 USD 12% from 2016-11/2017-02"],
        ),
        (
            "From January to October 2014 exports were US$4 million, up 12% over the same period in 2012.",
            vec!["trade-value 2014-01/2014-10 4e6 USD 12% from 2012-01/2012-10"],
        ),
        // What the next amount is compared with is not what this one is.
        (
            "In 2018 exports rose 12 percent from 2010 and imports fell 5 percent from the previous year.",
            vec!["change 2018 12 percent Change against 2010", "change 2018 -5 percent Change against 2017"],
        ),
        (
            "In 2018 exports rose 12 percent from a year ago and imports fell 5 percent from 2010.",
            vec!["change 2018 12 percent Change against 2017", "change 2018 -5 percent Change against 2010"],
        ),
        (
            "In 2018 trade rose 12 percent from US$3 million in 2010.",
            vec!["change 2018 12 percent Change against 2010", "trade-value 2010 3e6 USD"],
        ),
        // A number of things is no year, nor is one that is too far from today.
        (
            "Exports rose 12 percent in 2018, over 1500 tonnes.",
            vec!["change 2018 12 percent", "trade-quantity 2018 1500 t"],
        ),
        ("Exports rose 12 percent in 2018, over 1900 days.", vec!["change 2018 12 percent"]),
        ("In 2018 exports rose 12 percent, from Dock 1234.", vec!["change 2018 12 percent"]),
    ] {
        assert_eq!(figures_of(sentence), expected, "{sentence}");
    }
}

#[test]
fn korean_says_who_exports_to_whom_and_what_changed() {
    let text = "> This article is converted from Wikipedia: [대한민국-인도네시아 관계](https://ko.wikipedia.org/wiki/x).\n\n\
                2008년 대한민국의 대 인니 수출은 61.3억불(전년대비 12.4%증가)이며 수입은 82.1억불(전년대비 1.5%감소)이다.\n";
    let proposals = import(
        text.as_bytes(),
        &Recipe::default(),
        &ImportContext { file_name: "k.md".into(), import_id: "a".into(), ..ImportContext::default() },
        &Progress::default(),
    );
    let dossier = dossier(proposals.expect("an article, by its title"));
    let found: Vec<String> = dossier
        .figures()
        .map(|(_, figure)| {
            let change = figure.change.as_ref().expect("a change");
            format!(
                "{} {} {} {}% from {}",
                figure.reporter.as_deref().unwrap_or_default(),
                figure.flow.map_or("", attache::dossier::Flow::word),
                figure.value.as_ref().map_or("", |value| value.text()),
                change.percent.text(),
                change.from.text()
            )
        })
        .collect();
    assert_eq!(found, ["KOR export 61.3e8 12.4% from 2007", "KOR import 82.1e8 -1.5% from 2007"]);
}

#[test]
fn markdown_has_footnotes_and_tables_and_is_known_by_its_title() {
    let text = "# Guyana–Suriname relations\n\n**Guyana–Suriname relations** are those of [Guyana](https://x.org/g) and Suriname.[^1]\n\n\
                ## Trade[edit]\n\n- In 2012 a ferry began.[^b]\n\n| Year | Exports |\n|------|---------|\n| 2012 | 1.2 |\n\n\
                [^1]: \"Ties\". News. 2012.\n[^b]: Ministry report.\n";
    let recipe = Recipe::default();
    let context = ImportContext { file_name: "a.md".into(), import_id: "a".into(), ..ImportContext::default() };
    let proposals = import(text.as_bytes(), &recipe, &context, &Progress::default()).expect("an article");
    assert_eq!(proposals.groups.last().map(|group| group.title.as_str()), Some("Trade"));
    assert!(proposals.not_understood.iter().any(|part| part.why.contains("a table was not read")));
    let dossier = dossier(proposals);
    assert_eq!(lines(&dossier), [" [] [1]", "2012 [] [b]"]);
    assert!(dossier.sources().iter().any(|source| source.text("title") == Some("Ties")));
    assert!(dossier.facts().iter().all(|fact| !fact.statement.contains("[^")));
}
