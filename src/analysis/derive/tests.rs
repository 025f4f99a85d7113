use super::super::samples::{at, date, dossier, fact, poll, printed, total};
use super::*;
use crate::dossier::{Change, Share};
use crate::format::number::NO_BREAK_SPACE;

fn changed(figure: Figure, percent: &str, from: &str) -> Figure {
    Figure { change: Some(Change { percent: printed(percent), from: date(from) }.into()), ..figure }
}

fn share_of(figure: Figure, percent: &str, of: FigureIx) -> Figure {
    Figure { share: Some(Share { of, percent: printed(percent) }.into()), ..figure }
}

/// One line for each derivation: formula = result (interval).
fn lines(derived: &Derived) -> Vec<String> {
    let line = |derivation: &Arc<Derivation>| {
        let Derivation { formula, result, .. } = &**derivation;
        format!("{formula} = {} ({})", result.rounded(), result.range())
    };
    derived.derivations().iter().map(line).map(|line| line.replace(NO_BREAK_SPACE, " ")).collect()
}

#[track_caller]
fn check(figures: Vec<Figure>, expected: &[&str]) -> (Dossier, Derived) {
    let dossier = dossier(vec![fact("f", figures)]);
    let derived = Derived::of(&dossier);
    assert_eq!(lines(&derived), expected);
    (dossier, derived)
}

#[test]
fn a_change_gives_the_earlier_value() {
    let (_, derived) = check(
        vec![changed(total("a", "2014-01/2014-10", "2.8e6"), "-82.24", "2013-01/2013-10")],
        &["US$ 2.8 million ÷ (1 − 82.24%) = US$ 15.8 million (US$ 15.48–16.05 million)"],
    );
    let derivation = &derived.derivations()[0];
    assert_eq!(derivation.kind, DerivationKind::EarlierValue);
    assert_eq!(derivation.period.as_ref().map(Date::text), Some("2013-01/2013-10"));
    assert_eq!((derivation.like, derivation.fills), (at(0, 0), None));
    assert_eq!(derived.for_figure(at(0, 0)), [DerivationIx(0)]);
    assert_eq!(derived.series_values().count(), 1);
}

#[test]
fn a_change_gives_the_later_value_and_checks_two_stated_ones() {
    let (dossier, derived) = check(
        vec![changed(total("a", "2014", ""), "50", "2013"), total("b", "2013", "2.0e6")],
        &["US$ 2.0 million × (1 + 50%) = US$ 3.00 million (US$ 2.91–3.09 million)"],
    );
    assert_eq!(derived.filling(at(0, 0)), Some(DerivationIx(0)));
    assert!(derived.input(&dossier, at(0, 0)).is_some());
    let (_, derived) = check(
        vec![changed(total("a", "2014", "3.0e6"), "50", "2013"), total("b", "2013", "2.0e6")],
        &["US$ 3.0 million ÷ US$ 2.0 million = 1.50 times (1.439–1.564 times)"],
    );
    assert!(derived.checks()[0].is_passed);
}

#[test]
fn a_share_gives_the_part_or_the_whole_or_a_check() {
    check(
        vec![total("whole", "2015", "1.41e6"), share_of(total("part", "2015", ""), "42", at(0, 0))],
        &["US$ 1.41 million × 42% = US$ 592 thousand (US$ 583–601 thousand)"],
    );
    check(
        vec![total("whole", "2015", ""), share_of(total("part", "2015", "597e3"), "42", at(0, 0))],
        &["US$ 597 thousand ÷ 42% = US$ 1.42 million (US$ 1.403–1.440 million)"],
    );
    let (_, derived) =
        check(vec![total("whole", "2015", "1.41e6"), share_of(total("part", "2015", "597e3"), "42", at(0, 0))], &[]);
    assert!(derived.checks()[0].is_passed);
    let (_, derived) =
        check(vec![total("whole", "2015", "1.41e6"), share_of(total("part", "2015", "602e3"), "42", at(0, 0))], &[]);
    assert!(!derived.checks()[0].is_passed);
}

#[test]
fn percentages_of_one_poll_leave_a_remainder_and_a_net() {
    check(
        vec![poll("n", "opinion-negative", "46"), poll("p", "opinion-positive", "17")],
        &["100% − 46% − 17% = 37% (36–38%)", "17% − 46% = −29 percentage points (−30 to −28 percentage points)"],
    );
    check(vec![poll("n", "growth-exports", "46"), poll("p", "growth-imports", "17")], &[]);
    let (_, derived) = check(vec![poll("n", "opinion-a", "83"), poll("p", "opinion-b", "17")], &[]);
    assert!(derived.checks()[0].is_passed);
    let (_, derived) = check(vec![poll("n", "opinion-a", "83"), poll("p", "opinion-b", "19")], &[]);
    assert!(!derived.checks()[0].is_passed);
}

#[test]
fn value_by_quantity_is_a_unit_price() {
    let tonnes = Figure { unit: "t".into(), measure: "aid-quantity".into(), ..total("q", "2012", "1465") };
    check(
        vec![total("v", "2012", "2e6"), tonnes.clone()],
        &["US$ 2 million ÷ 1,465 t = US$ 1,365 a tonne (US$ 1,023–1,707 a tonne)"],
    );
    check(vec![total("v", "2012", "2e6"), Figure { period: Some(date("2013")), ..tonnes }], &[]);
}

#[test]
fn neighbouring_totals_have_a_ratio() {
    check(
        vec![total("a", "2019", "3.26e6"), total("b", "2018", "964e3"), total("c", "2016", "1e3")],
        &["US$ 3.26 million ÷ US$ 964 thousand = 3.38 times (3.37–3.39 times)"],
    );
    check(vec![total("a", "2019", "3.26e6"), total("b", "2018", "964e3"), total("c", "2018", "9e3")], &[]);
}

#[test]
fn derivations_chain() {
    let (dossier, derived) = check(
        vec![
            total("a", "2015", "1000e3"),
            share_of(total("b", "2015", ""), "50", at(0, 0)),
            share_of(total("c", "2015", ""), "50", at(0, 1)),
        ],
        &[
            "US$ 1.000 million × 50% = US$ 500 thousand (US$ 495–505 thousand)",
            "US$ 500 thousand × 50% = US$ 250 thousand (US$ 245–255 thousand)",
        ],
    );
    assert_eq!(derived.derivations()[1].depth, 2);
    assert_eq!(derived.input(&dossier, at(0, 2)).map(|input| input.operand), Some(Operand::Derived(DerivationIx(1))));
}

#[test]
fn a_circle_names_its_members() {
    let (_, derived) = check(
        vec![
            share_of(total("a", "2015", ""), "50", at(0, 1)),
            share_of(total("b", "2015", ""), "50", at(0, 2)),
            share_of(total("c", "2015", ""), "50", at(0, 0)),
            share_of(total("d", "2015", ""), "50", at(0, 0)),
        ],
        &[],
    );
    assert_eq!(derived.circles(), [vec![at(0, 0), at(0, 1), at(0, 2)]]);
}

#[test]
fn a_divisor_that_may_be_zero_derives_nothing_and_says_so() {
    let (_, derived) = check(vec![changed(total("a", "2014", "2e6"), "-100", "2013")], &[]);
    assert_eq!(derived.refusals()[0].reason, RefusalReason::DividesByZero);
    let (_, derived) =
        check(vec![total("whole", "2015", ""), share_of(total("part", "2015", "5"), "0", at(0, 0))], &[]);
    assert_eq!(derived.refusals()[0].reason, RefusalReason::DividesByZero);
    let (_, derived) = check(vec![total("a", "2019", "3e6"), total("b", "2018", "0")], &[]);
    assert_eq!(derived.refusals()[0].reason, RefusalReason::DividesByZero);
}

#[test]
fn limits_and_deprecated_figures_take_no_part() {
    let limit = Figure { bound: Some(Bound::MoreThan), ..total("a", "2014", "2.8e6") };
    check(vec![changed(limit, "-82.24", "2013")], &[]);
    let wrong = Figure { rank: Rank::Deprecated, ..total("a", "2019", "2.8e6") };
    check(vec![wrong, total("b", "2018", "3e6")], &[]);
}

#[test]
fn several_bases_derive_nothing_and_say_so() {
    let (_, derived) = check(
        vec![
            changed(total("a", "2014-01", ""), "50", "2013-01"),
            total("b", "2013-01", "2e6"),
            total("c", "2013-01", "9e6"),
        ],
        &[],
    );
    assert_eq!(derived.refusals()[0].reason, RefusalReason::SeveralBases);
}

#[test]
fn a_long_chain_is_cut_off() {
    let mut figures = vec![total("f-00", "2015", "1e6")];
    for place in 1..40 {
        figures.push(share_of(total(&format!("f-{place:02}"), "2015", ""), "50", at(0, place - 1)));
    }
    let derived = Derived::of(&dossier(vec![fact("f", figures)]));
    assert_eq!(derived.derivations().len(), 32);
    assert_eq!(derived.refusals()[0].reason, RefusalReason::TooManySteps);
}

#[test]
fn a_stated_change_is_checked_against_every_figure_at_the_period_of_comparison() {
    let mut figures: Vec<Figure> = (0..20).map(|number| total(&format!("base-{number:02}"), "2018", "2e6")).collect();
    figures.push(total("odd-one", "2018", "9e6"));
    figures.push(changed(total("later", "2019", "3.0e6"), "50", "2018"));
    let derived = Derived::of(&dossier(vec![fact("f", figures)]));
    assert_eq!(derived.checks().len(), 21);
    assert_eq!(derived.checks().iter().filter(|check| !check.is_passed).count(), 1);
}
