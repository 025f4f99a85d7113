//! The shipped dossier's findings, pinned in full: `tests/expected/shipped_audit.txt` is read by people against what
//! the dossier must contain. `UPDATE_EXPECTED=1` writes it anew.

use std::fmt::Write;

use attache::analysis::{Audit, AuditOptions, Derived, audit};
use attache::dossier::{Day, Dossier};

use super::expected::assert_expected;

fn shipped_audit() -> (Audit, Dossier) {
    let dossier = attache::load::load_shipped().expect("the shipped dossier").dossier;
    let options = AuditOptions { today: Some(Day::from_civil(2026, 11, 24)), stale_after_years: 5 };
    (audit(&dossier, &Derived::of(&dossier), &options), dossier)
}

#[test]
fn the_findings_are_those_that_were_read() {
    let mut text = String::new();
    let (audit, dossier) = shipped_audit();
    for finding in audit.findings() {
        writeln!(text, "{} {}", finding.severity.word(), finding.key(&dossier)).expect("a string");
        writeln!(text, "    {}", finding.sentence(&dossier)).expect("a string");
        for line in finding.arithmetic(&dossier).iter().flat_map(|arithmetic| arithmetic.lines()) {
            writeln!(text, "    | {line}").expect("a string");
        }
    }
    assert_expected("shipped_audit.txt", &text);
}

#[test]
fn what_the_passages_ask_for_is_found() {
    let (audit, dossier) = shipped_audit();
    for (key, words) in [
        ("derived-value:total-2014-ten-months+earlier-value", "US$ 15.8 million (US$ 15.48–16.05 million)"),
        ("check-passed:vegetable-residue-2015+sales-2015+share", "US$ 583–601 thousand: consistent"),
        ("derived-value:opinion-negative-2017+remainder", "46% and 17% leave 37% (36–38%)"),
        ("derived-value:opinion-positive-2017+net", "−29 percentage points"),
        ("derived-value:aid-value-2012+unit-price", "US$ 1,365 a tonne (US$ 1,023–1,707 a tonne)"),
        ("derived-value:total-2019+ratio", "3.38 times (3.37–3.39 times) “Total trade, 2018”: +238%"),
        ("rivals:total-undated", "“Total trade, 2019” (US$ 3.26 million, 9.51 times as large)"),
        ("contradiction:relations-cut-off+ties-never-severed", "contradict each other"),
        ("uncited-fact:relations-cut-off", "cites no source"),
        ("uncited-fact:training-course-2013", "cites no source"),
        ("flagged-fact:relations-continue", "“Dubious”, “Needs update” and “Unbalanced opinion”"),
        ("stale-fact:poll-2017", "needing an update"),
        ("ambiguous-direction:trade-2015-north-korea-sales", "not clear in which direction"),
        ("period-not-stated:total-undated", "does not say what time it is about"),
    ] {
        let sentence = audit.find(&dossier, key).expect(key).sentence(&dossier).replace(['\u{A0}', '\u{202F}'], " ");
        assert!(sentence.contains(words), "{key}: {sentence}");
    }
}
