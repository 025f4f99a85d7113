use super::*;
use crate::analysis::samples;
use crate::analysis::{DossierIndex, FactSummary};
use crate::dossier::{Citation, Date, Flag, FlagKind, Parts, SourceIx, Theme, ThemeIx};

fn dossier() -> Dossier {
    let fact = |id: &str, title: &str, date: &str, theme: usize| {
        let mut fact = samples::fact(id, Vec::new());
        fact.title = title.into();
        fact.statement = format!("The statement of {id}.").into();
        fact.date = Some(Date::parse(date).expect(date));
        fact.theme = ThemeIx(theme);
        fact.citations = Box::default();
        fact
    };
    let cites = |source| Citation { source: SourceIx(source), locator: None, note: None };
    let flag = |kind| Flag { kind, scope: None, since: None, reason: None };
    let mut oil = fact("oil", "Palm oil to P’yŏngyang", "2013-05", 0);
    oil.flags = [flag(FlagKind::Dubious)].into();
    let mut visit = fact("visit", "Oil minister visits; 한국 대사관", "1964-04-16", 1);
    visit.citations = [cites(0)].into();
    let mut games = fact("games", "Asian Games of 2018", "2018", 1);
    games.citations = [cites(1), cites(0)].into();
    games.flags = [flag(FlagKind::NeedsUpdate)].into();
    let mut treaty = fact("treaty", "Turmoil over a treaty", "1970/..", 1);
    treaty.citations = [cites(1)].into();
    let theme = |id: &str, label: &str| Theme { id: id.to_owned(), label: label.to_owned() };
    Dossier::new(Parts {
        themes: vec![theme("trade", "Trade"), theme("dip", "Diplomacy")],
        sources: vec![
            samples::source("ref-1", &[("title", "Antara"), ("URL", "https://www.antaranews.com/1")]),
            samples::source("ref-2", &[("title", "Yearbook of trade"), ("publisher", "Ministry")]),
        ],
        facts: vec![oil, visit, games, treaty],
        ..Parts::default()
    })
}

/// Every fact that a query finds, by date.
fn find_all(dossier: &Dossier, digest: &DossierIndex, query: &Query) -> Vec<FactIx> {
    let mut text = SearchText::default();
    text.gather(dossier, dossier.facts().len());
    let mut found: Vec<FactSummary> = Vec::new();
    Scan::new(dossier, digest, query).find(&text, 0..dossier.facts().len(), &mut found);
    found.into_iter().map(|brief| brief.fact).collect()
}

#[track_caller]
fn check(query: &str, expected: &[&str]) {
    let dossier = dossier();
    let digest = DossierIndex::new(&dossier);
    let found = find_all(&dossier, &digest, &Query::parse(query));
    let ids: Vec<&str> = found.iter().map(|fact| dossier.fact(*fact).id.0.as_str()).collect();
    assert_eq!(ids, expected, "{query}");
}

#[test]
fn words_are_found_from_their_beginning_whatever_their_case_and_accents() {
    check("", &["visit", "treaty", "oil", "games"]);
    check("oil", &["visit", "oil"]);
    check("PYONG", &["oil"]);
    check("p'yong", &["oil"]);
    check("P’yŏng", &["oil"]);
    check("palm mini", &[]);
    check("oil mini", &["visit"]);
    check("2018", &["games"]);
    check("018", &[]);
}

#[test]
fn phrases_are_whole_words_in_a_row() {
    check("\"palm oil\"", &["oil"]);
    check("\"oil palm\"", &[]);
    check("\"palm oi\"", &[]);
    check("\"palm oi", &["oil"]);
    check("“asian games”", &["games"]);
}

#[test]
fn hangul_is_found_while_it_is_typed_and_within_words() {
    for query in ["ㅎ", "하", "한ㄱ", "한국", "대사", "사관", "한국 대사관"] {
        check(query, &["visit"]);
    }
    check("\"한국 대사관\"", &["visit"]);
    check("한글", &[]);
}

#[test]
fn sources_themes_and_flags_are_searched_too() {
    check("antaranews", &["visit", "games"]);
    check("antara asian", &["games"]);
    check("ministry", &["treaty", "games"]);
    check("diplomacy", &["visit", "treaty", "games"]);
    check("trade", &["treaty", "oil", "games"]);
    check("dubious", &["oil"]);
}

#[test]
fn theme_flag_and_year_narrow_a_search() {
    check("theme:trade", &["oil"]);
    check("theme:diplo oil", &["visit"]);
    check("theme:nothing", &[]);
    check("flag:dub", &["oil"]);
    check("flag:dub flag:needs", &["oil", "games"]);
    check("year:2013", &["treaty", "oil"]);
    check("year:2013..2018 theme:dip", &["treaty", "games"]);
    check("year:..1969", &["visit"]);
    check("year:196", &["visit"]);
    check("year:soon", &[]);
}

#[test]
fn what_cannot_be_found_is_explained() {
    let dossier = dossier();
    let digest = DossierIndex::new(&dossier);
    let problems = |query: &str| Query::parse(query).problems(&dossier, &digest);
    assert_eq!(problems("theme:trade flag:dubious year:2013 oil"), Vec::<String>::new());
    assert_eq!(problems("theme:x"), ["No theme begins with “x”."]);
    assert_eq!(problems("flag:x"), ["No fact has a flag that begins with “x”."]);
    assert!(problems("year:x")[0].starts_with("“x” is no year"));
}

#[test]
fn a_stretch_at_a_time_finds_what_a_search_of_everything_finds() {
    let dossier = dossier();
    let digest = DossierIndex::new(&dossier);
    for query in ["oil", "antara", "theme:dip t", "year:19", "the"] {
        let query = Query::parse(query);
        let whole = find_all(&dossier, &digest, &query);
        let mut text = SearchText::default();
        text.gather(&dossier, 0);
        let mut found = Vec::new();
        let mut scan = Scan::new(&dossier, &digest, &query);
        for place in 0..dossier.facts().len() {
            text.gather(&dossier, place + 1);
            scan.find(&text, place..place + 1, &mut found);
        }
        assert_eq!(found.iter().map(|brief| brief.fact).collect::<Vec<_>>(), whole);
    }
}

#[test]
fn what_stands_at_the_border_of_two_facts_belongs_to_the_one_it_stands_in() {
    // By date: visit, treaty, oil, games. Each text ends with the date.
    check("2013-05", &["oil"]);
    check("1970/..", &["treaty"]);
    check("palm", &["oil"]);
    check("asian", &["games"]);
    check("\"2013-05 asian\"", &[]);
    check("\"2013-05\" \"asian\"", &[]);
}

#[test]
fn a_source_that_comes_late_is_found_in_the_facts_that_cite_it_and_in_no_others() {
    let dossier = dossier();
    let digest = DossierIndex::new(&dossier);
    let query = Query::parse("yearbook");
    let (mut text, mut scan, mut found) = (SearchText::default(), Scan::new(&dossier, &digest, &query), Vec::new());
    let mut counts = Vec::new();
    for place in 0..dossier.facts().len() {
        text.gather(&dossier, place + 1);
        scan.find(&text, place..place + 1, &mut found);
        counts.push((text.sources.len(), found.len()));
    }
    // The first fact cites another source, the third none, the last both of them.
    assert_eq!(counts, [(1, 0), (2, 1), (2, 1), (2, 2)]);
}
