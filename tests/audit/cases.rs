//! Small dossiers with everything that the audit must find in them.

use crate::sample::*;
use attache::analysis::{AuditOptions, Derived, Finding, FindingKind, audit};
use attache::dossier::{
    Bound, Citation, Dossier, Fact, FactIx, Figure, FlagKind, Flow, ImportVerdict, Missing, Origin, Parts, Rank,
    RelationKind, SourceIx, Valuation,
};

/// The findings as `severity key`, without how the citations of the whole dossier are spread.
fn keys(parts: Parts) -> Vec<String> {
    let is_spread = |finding: &&Finding| {
        finding.kind == FindingKind::OneSidedSourcing
            && finding.facts().next().is_none()
            && finding.figures().next().is_none()
    };
    let (audit, dossier) = (audited(parts.clone()), Dossier::new(parts));
    audit
        .findings()
        .iter()
        .filter(|finding| !is_spread(finding))
        .map(|finding| format!("{} {}", finding.severity.word(), finding.key(&dossier)))
        .collect()
}

/// The same fact, as it came out of a file.
fn imported(fact: Fact, verdict: ImportVerdict) -> Fact {
    Fact { origin: Some(Origin { import: "table-1".into(), rule: "cell".into(), verdict }.into()), ..fact }
}

struct Case {
    name: &'static str,
    facts: Vec<Fact>,
    expected: &'static [&'static str],
}

fn case(name: &'static str, facts: Vec<Fact>, expected: &'static [&'static str]) -> Case {
    Case { name, facts, expected }
}

/// A case of one fact with these figures.
fn figures(name: &'static str, figures: Vec<Figure>, expected: &'static [&'static str]) -> Case {
    case(name, vec![fact("f", figures)], expected)
}

#[track_caller]
fn check(cases: Vec<Case>) {
    for Case { name, facts, expected } in cases {
        assert_eq!(keys(parts(facts)), expected, "{name}");
    }
}

#[test]
fn facts_by_themselves() {
    let bare =
        |fact: Fact| Fact { citations: [Citation { source: SourceIx(0), locator: None, note: None }].into(), ..fact };
    let f = || fact("f", Vec::new());
    check(vec![
        case("nothing to say", vec![f()], &[]),
        case("an undated fact is no finding", vec![Fact { date: None, ..f() }], &[]),
        case("uncited", vec![f(), uncited(fact("g", Vec::new()))], &["needs-person uncited-fact:g"]),
        case(
            "a passage is no citation",
            vec![f(), standing_in(uncited(fact("g", Vec::new())), 0)],
            &["needs-person uncited-fact:g"],
        ),
        case("no locator", vec![bare(f())], &["note citation-without-locator:f"]),
        case("dubious", vec![flagged(f(), FlagKind::Dubious, None)], &["needs-person flagged-fact:f"]),
        case(
            "two flags, one finding",
            vec![flagged(flagged(f(), FlagKind::Dubious, None), FlagKind::Who, None)],
            &["needs-person flagged-fact:f"],
        ),
        case(
            "an unknown flag is a flag",
            vec![flagged(f(), FlagKind::Other("peacock".into()), None)],
            &["needs-person flagged-fact:f"],
        ),
        case(
            "imported and read by nobody",
            vec![imported(f(), ImportVerdict::Unread)],
            &["needs-person accepted-unread:f"],
        ),
        case("imported and read", vec![imported(f(), ImportVerdict::Accepted)], &[]),
        case("imported and changed", vec![imported(f(), ImportVerdict::Changed)], &[]),
        case(
            "needs update",
            vec![flagged(f(), FlagKind::NeedsUpdate, None)],
            &["needs-person flagged-fact:f", "needs-person stale-fact:f"],
        ),
        case(
            "unbalanced opinion",
            vec![flagged(f(), FlagKind::UnbalancedOpinion, None)],
            &["needs-person flagged-fact:f", "note one-sided-sourcing:f"],
        ),
        case(
            "ambiguous, but not in direction",
            vec![flagged(f(), FlagKind::Ambiguous, Some("the sum"))],
            &["needs-person flagged-fact:f"],
        ),
        case(
            "ambiguous in direction",
            vec![flagged(f(), FlagKind::Ambiguous, Some("direction of the imbalance"))],
            &["needs-person flagged-fact:f", "needs-person ambiguous-direction:f"],
        ),
        case(
            "contradiction, said once",
            vec![related(f(), RelationKind::Contradicts, 1), fact("g", Vec::new())],
            &["needs-person contradiction:f+g"],
        ),
        case(
            "contradiction, said from both sides",
            vec![
                related(fact("g", Vec::new()), RelationKind::Contradicts, 1),
                related(f(), RelationKind::Contradicts, 0),
            ],
            &["needs-person contradiction:f+g"],
        ),
        case("support is no contradiction", vec![related(f(), RelationKind::Supports, 1), fact("g", Vec::new())], &[]),
    ]);
}

#[test]
fn rivals() {
    let one = || total("a", "2019", "3.26e6");
    check(vec![
        figures("two that do not meet", vec![one(), total("b", "2019", "9e6")], &["needs-person rivals:a+b"]),
        figures("two that meet", vec![one(), total("b", "2019", "3.3e6")], &[]),
        figures("another year", vec![one(), total("b", "2017", "9e6")], &[]),
        figures(
            "two spellings of one year",
            vec![one(), total("b", "2019-01/2019-12", "9e6")],
            &["needs-person rivals:a+b"],
        ),
        figures(
            "one of three agrees with both",
            vec![one(), total("b", "2019", "3e6"), total("c", "2019", "2.9e6")],
            &["needs-person rivals:a+c"],
        ),
        figures("preferred", vec![ranked(one(), Rank::Preferred), total("b", "2019", "9e6")], &["note rivals:a+b"]),
        figures("deprecated", vec![ranked(one(), Rank::Deprecated), total("b", "2019", "9e6")], &["note rivals:a+b"]),
        figures("goods of one kind", vec![one(), of(total("b", "2019", "2e6"), "soap")], &[]),
        figures("another unit", vec![one(), Figure { unit: "EUR".into(), ..total("b", "2019", "9e6") }], &[]),
        figures("a limit", vec![one(), bound(total("b", "2019", "9e6"), Bound::MoreThan)], &[]),
        figures("not reported", vec![one(), missing(total("b", "2019", ""), Missing::NotReported)], &[]),
        figures("a reported zero", vec![one(), total("b", "2019", "0")], &["needs-person rivals:a+b"]),
        figures(
            "FOB and CIF are about one thing",
            vec![one(), Figure { valuation: Some(Valuation::Cif), ..total("b", "2019", "9e6") }],
            &["needs-person rivals:a+b"],
        ),
        figures(
            "a mirror figure",
            vec![flow(one(), Flow::Export), swapped(flow(total("b", "2019", "9e6"), Flow::Import))],
            &["needs-person rivals:a+b"],
        ),
        figures("two directions", vec![flow(one(), Flow::Export), flow(total("b", "2019", "9e6"), Flow::Import)], &[]),
        figures("ten months of a year", vec![one(), total("b", "2019-01/2019-10", "2e6")], &[]),
        figures(
            "ten months above their year",
            vec![one(), total("b", "2019-01/2019-10", "4e6")],
            &["needs-person rivals:a+b"],
        ),
        figures("years that overlap", vec![one(), total("b", "2018-07/2019-06", "9e6")], &["note rivals:a+b"]),
        figures(
            "no period",
            vec![one(), total("u", "", "342.9e3")],
            &["needs-person rivals:u", "note period-not-stated:u"],
        ),
        figures("no period, and no rival", vec![one(), total("u", "", "3.26e6")], &["note period-not-stated:u"]),
    ]);
}

#[test]
fn arithmetic() {
    check(vec![
        figures(
            "an earlier value",
            vec![changed(total("a", "2014-01/2014-10", "2.8e6"), "-82.24", "2013-01/2013-10")],
            &["note stale-fact:f", "fine derived-value:a+earlier-value"],
        ),
        figures(
            "a later value",
            vec![changed(total("a", "2019", ""), "50", "2018"), total("b", "2018", "2e6")],
            &["fine derived-value:a+later-value"],
        ),
        figures(
            "a change that fits",
            vec![changed(total("a", "2019", "3e6"), "50", "2017"), total("b", "2017", "2e6")],
            &["fine check-passed:a+b+change"],
        ),
        figures(
            "a change that does not",
            vec![changed(total("a", "2019", "9e6"), "50", "2017"), total("b", "2017", "2e6")],
            &["needs-person check-failed:a+b+change"],
        ),
        figures("a fall to nothing", vec![changed(total("a", "2019", "2e6"), "-100", "2017")], &["note not-derived:a"]),
        figures(
            "a part",
            vec![total("a", "2019", "1e6"), of(share(total("b", "2019", ""), "42", (0, 0)), "soap")],
            &["fine derived-value:b+part"],
        ),
        figures(
            "a whole",
            vec![total("a", "2019", ""), of(share(total("b", "2019", "1e6"), "42", (0, 0)), "soap")],
            &["fine derived-value:a+whole+b"],
        ),
        figures(
            "a share that fits",
            vec![total("a", "2019", "1.41e6"), of(share(total("b", "2019", "597e3"), "42", (0, 0)), "soap")],
            &["fine check-passed:b+a+share"],
        ),
        figures(
            "a share that does not",
            vec![total("a", "2019", "1.41e6"), of(share(total("b", "2019", "700e3"), "42", (0, 0)), "soap")],
            &["needs-person check-failed:b+a+share"],
        ),
        figures(
            "a share in another unit",
            vec![total("a", "2019", "1.41e6"), share(tonnes("b", "2018", "7"), "42", (0, 0))],
            &["note not-derived:b+a+part"],
        ),
        figures(
            "a circle",
            vec![share(total("a", "2019", ""), "50", (0, 1)), share(total("b", "2018", ""), "50", (0, 0))],
            &["needs-person circle:a+b"],
        ),
        figures("tied to itself", vec![share(total("a", "2019", ""), "50", (0, 0))], &["needs-person circle:a"]),
        figures(
            "a poll",
            vec![poll("n", "opinion-negative", "46"), poll("p", "opinion-positive", "17")],
            &["fine derived-value:n+remainder", "fine derived-value:p+net"],
        ),
        figures(
            "a whole poll",
            vec![poll("n", "opinion-x", "46"), poll("p", "opinion-y", "54")],
            &["fine check-passed:n+p+hundred"],
        ),
        figures(
            "more than a whole poll",
            vec![poll("n", "opinion-x", "46"), poll("p", "opinion-y", "64")],
            &["needs-person check-failed:n+p+hundred"],
        ),
        figures("rates of growth are no parts", vec![poll("n", "growth-x", "46"), poll("p", "growth-y", "17")], &[]),
        figures(
            "a unit price",
            vec![of(total("v", "2019", "2e6"), "palm oil"), of(tonnes("q", "2019", "1465"), "palm oil")],
            &["fine derived-value:v+unit-price"],
        ),
        figures(
            "a price of other goods",
            vec![of(total("v", "2019", "2e6"), "soap"), of(tonnes("q", "2019", "1465"), "palm oil")],
            &[],
        ),
        figures(
            "a ratio",
            vec![total("a", "2019", "3.26e6"), total("b", "2018", "964e3")],
            &["fine derived-value:a+ratio"],
        ),
        figures(
            "a ratio to nothing",
            vec![total("a", "2019", "3.26e6"), total("b", "2018", "0")],
            &["note not-derived:a+b+ratio"],
        ),
        figures("a ratio across a gap", vec![total("a", "2019", "3.26e6"), total("b", "2017", "964e3")], &[]),
        figures("an old total", vec![total("a", "2010", "3e6")], &["note stale-fact:f"]),
        figures("an old total with a newer one", vec![total("a", "2010", "3e6"), total("b", "2019", "3e6")], &[]),
        figures(
            "trade without a direction",
            vec![Figure { flow: None, ..total("a", "2019", "3e6") }],
            &["needs-person ambiguous-direction:f"],
        ),
    ]);
}

#[test]
fn a_balance_of_trade_has_no_direction_to_be_unclear() {
    let balance = Figure { flow: None, measure: "trade-balance".into(), ..total("a", "2019", "3e6") };
    check(vec![figures("a balance", vec![balance], &[])]);
}

#[test]
fn commodities_that_exceed_their_total() {
    let goods = |id: &str, name: &str, value: &str| of(total(id, "2019", value), name);
    check(vec![
        figures(
            "more than the total, however they were rounded",
            vec![total("a", "2019", "5e6"), goods("b", "rice", "3e6"), goods("c", "tea", "3.6e6")],
            &["needs-person parts-exceed-total:a"],
        ),
        figures(
            "no more than the total may be",
            vec![total("a", "2019", "5e6"), goods("b", "rice", "3e6"), goods("c", "tea", "2.4e6")],
            &[],
        ),
        figures(
            "a part of another commodity",
            vec![total("a", "2019", "5e6"), goods("b", "HS 27", "4e6"), goods("c", "HS 2709", "4e6")],
            &[],
        ),
        figures(
            "another year",
            vec![total("a", "2019", "5e6"), goods("b", "rice", "3e6"), {
                Figure { period: Some(date("2018")), ..goods("c", "tea", "3.6e6") }
            }],
            &[],
        ),
    ]);
}

#[test]
fn sources() {
    let mut unused = parts(vec![fact("f", Vec::new())]);
    unused.sources.push(source("ref-2", &[("title", "Unread.")]));
    assert_eq!(keys(unused.clone()), ["note source-never-cited:ref-2"]);
    unused.facts[0] = standing_in(unused.facts[0].clone(), 1);
    assert_eq!(keys(unused), [""; 0]);
    let twice = parts(vec![fact("f", Vec::new()), fact("g", Vec::new())]);
    let (audit, dossier) = (audited(twice.clone()), Dossier::new(twice));
    let spread = audit.find(&dossier, "one-sided-sourcing:publisher").expect("a finding");
    assert_eq!(spread.sentence(&dossier), "Of 2\u{A0}citations, by publisher: A press 2 (100%).");
    assert_eq!(spread.arithmetic(&dossier).as_deref(), Some("A press: 2\nnot known: 0\nall: 2"));
    assert!(keys(parts(Vec::new())).contains(&"note source-never-cited:ref-1".to_owned()));
}

#[test]
fn sentences_read_as_an_editor_would_say_them() {
    let named = |label: &str, figure: Figure| Figure { label: Some(label.into()), ..figure };
    let sentence = |figures: Vec<Figure>, key: &str| {
        let parts = parts(vec![fact("Fact", figures)]);
        let (audit, dossier) = (audited(parts.clone()), Dossier::new(parts));
        audit.find(&dossier, key).expect(key).sentence(&dossier).replace(['\u{A0}', '\u{202F}'], " ")
    };
    assert_eq!(
        sentence(
            vec![named("Ten months", changed(total("a", "2014-01/2014-10", "2.8e6"), "-82.24", "2013-01/2013-10"))],
            "derived-value:a+earlier-value"
        ),
        "“Ten months” is US$ 2.8 million after a fall of 82.24%; in January to October 2013 it was then about \
         US$ 15.8 million (US$ 15.48–16.05 million)."
    );
    assert_eq!(
        sentence(
            vec![total("a", "2015", "1.41e6"), named("Residue", share(total("b", "2014", "597e3"), "42", (0, 0)))],
            "check-passed:b+a+share"
        ),
        "“Residue” is stated as US$ 597 thousand; 42% of US$ 1.41 million is US$ 583–601 thousand: consistent."
    );
    assert_eq!(
        sentence(
            vec![named("Total", total("a", "2019", "3.26e6")), named("“Total”", total("u", "", "342.9e3"))],
            "rivals:u"
        ),
        "“‘Total’” says US$ 342.9 thousand and states no period. It is a rival of each of these if it means the same \
         time, and is placed at no year: “Total” (US$ 3.26 million, 9.51 times as large)."
    );
    assert_eq!(
        sentence(vec![total("a", "2019", "3e6"), total("b", "2019", "9e6")], "rivals:a+b"),
        "Figures for the same thing in 2019 do not agree: “trade value, total, Indonesia with North Korea, 2019” says \
         US$ 3 million and “trade value, total, Indonesia with North Korea, 2019” says US$ 9 million. None of them is \
         preferred."
    );
}

#[test]
fn of_very_many_rivals_a_few_are_named_and_the_rest_are_counted() {
    let rival = |number: usize| total(&format!("rival-{number:02}"), "2019", &format!("{}e6", 3 + 2 * number));
    let parts = parts(vec![fact("Fact", (0..20).map(rival).collect())]);
    let (audit, dossier) = (audited(parts.clone()), Dossier::new(parts));
    let found: Vec<&Finding> = audit.findings().iter().filter(|finding| finding.kind == FindingKind::Rivals).collect();
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding.figures().count(), 20);
    let ids: Vec<String> = (0..16).map(|number| format!("rival-{number:02}")).collect();
    assert_eq!(finding.key(&dossier), format!("rivals:{}+20", ids.join("+")));
    let sentence = finding.sentence(&dossier);
    assert_eq!(sentence.matches(" says US$").count(), 8, "{sentence}");
    assert!(sentence.contains(" and 12 more."), "{sentence}");
    let arithmetic = finding.arithmetic(&dossier).expect("some");
    assert_eq!(arithmetic.lines().last(), Some("and 12 more"));
}

#[test]
fn a_large_dossier_is_audited_in_any_order_of_its_facts() {
    let mut bytes = Vec::new();
    attache::cli::generate(&mut bytes, 2_500, 1).expect("memory can be written to");
    let mut turned: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    turned["facts"].as_array_mut().expect("facts").reverse();
    let found = |bytes: &[u8]| {
        let dossier = attache::load::load_bytes(bytes).expect("sound").dossier;
        let audit = audit(&dossier, &Derived::of(&dossier), &AuditOptions::default());
        let place = |finding: &Finding| (finding.severity, finding.kind, finding.key(&dossier));
        assert!(audit.findings().is_sorted_by_key(place));
        let line = |finding: &Finding| [finding.key(&dossier), finding.sentence(&dossier)];
        audit.findings().iter().map(line).collect::<Vec<_>>()
    };
    let straight = found(&bytes);
    for kind in ["rivals:", "derived-value:", "flagged-fact:", "citation-without-locator:"] {
        assert!(straight.iter().any(|[key, _]| key.starts_with(kind)), "{kind}");
    }
    assert_eq!(found(turned.to_string().as_bytes()), straight);
}

#[test]
fn a_finding_is_found_by_its_key_and_names_the_facts_and_sources_that_it_is_about() {
    let citation =
        |locator: Option<&str>| Citation { source: SourceIx(0), locator: locator.map(Into::into), note: None };
    let bare = Fact { citations: [citation(None), citation(Some("p. 4"))].into(), ..fact("f", Vec::new()) };
    let parts = parts(vec![fact("g", Vec::new()), uncited(bare.clone()), Fact { id: "h".into(), ..bare }]);
    let (audit, dossier) = (audited(parts.clone()), Dossier::new(parts));
    let finding = audit.find(&dossier, "citation-without-locator:h").expect("a finding");
    assert_eq!(finding.key(&dossier), "citation-without-locator:h");
    assert_eq!(finding.facts().collect::<Vec<_>>(), [FactIx(2)]);
    assert_eq!(finding.sources(&dossier), [SourceIx(0)], "the other citation has a place");
    let uncited = audit.find(&dossier, "uncited-fact:f").expect("a finding");
    assert_eq!((uncited.facts().collect(), uncited.sources(&dossier)), (vec![FactIx(1)], Vec::new()));
    for key in ["uncited-fact:h", "uncited-fact", "h", "", "citation-without-locator:"] {
        assert_eq!(audit.find(&dossier, key), None, "{key}");
    }
}

#[test]
fn findings_that_share_their_bases_concern_each_of_them_once() {
    let tied = |id: &str, period: &str| Figure { value: None, ..changed(total(id, period, "1e6"), "50", "2013") };
    let parts = parts(vec![
        fact("f", vec![total("a", "2013", "2e6"), total("b", "2013", "2e6")]),
        fact("g", vec![tied("c", "2014")]),
        fact("h", vec![tied("d", "2014"), total("e", "2013", "2e6")]),
    ]);
    let (audit, dossier) = (audited(parts.clone()), Dossier::new(parts));
    let finding = audit.find(&dossier, "not-derived:d+a+b+e").expect("a finding");
    let ids: Vec<&str> = finding.figures().map(|figure| dossier.figure(figure).id.as_str()).collect();
    assert_eq!(ids, ["d", "a", "b", "e"]);
    assert_eq!(finding.facts().collect::<Vec<_>>(), [FactIx(2), FactIx(0)], "the bases are in the fact, too");
    let keys = |fact| {
        let refused = audit.for_fact(FactIx(fact)).filter(|finding| finding.kind == FindingKind::NotDerived);
        refused.map(|finding| finding.key(&dossier)).collect::<Vec<_>>()
    };
    assert_eq!(keys(0), ["not-derived:c+a+b+e", "not-derived:d+a+b+e"]);
    assert_eq!(keys(1), ["not-derived:c+a+b+e"]);
    assert_eq!(keys(2), ["not-derived:c+a+b+e", "not-derived:d+a+b+e"]);
}

#[test]
fn a_figure_may_be_one_of_its_own_bases() {
    let tied = |id: &str| Figure { value: None, ..changed(total(id, "2013", "1e6"), "50", "2013") };
    let parts = parts(vec![fact("f", vec![tied("a"), tied("b")])]);
    let (audit, dossier) = (audited(parts.clone()), Dossier::new(parts));
    let finding = audit.find(&dossier, "not-derived:b+a+b").expect("a finding");
    let ids: Vec<&str> = finding.figures().map(|figure| dossier.figure(figure).id.as_str()).collect();
    assert_eq!(ids, ["b", "a"]);
    assert_eq!(finding.facts().collect::<Vec<_>>(), [FactIx(0)]);
}
