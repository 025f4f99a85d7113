//! What must hold of intervals and of the audit whatever the numbers are.

use crate::sample::*;
use attache::analysis::{Derived, Finding, FindingKind};
use attache::dossier::{Dossier, Fact, FactIx, Figure, Flow, Interval, Rank, Relation, RelationKind, ReportedValue};
use attache::format::number::{interval_text, printed_text, rounded_text};
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

/// A printed number with the number that was rounded to it.
fn rounded_number() -> impl Strategy<Value = (ReportedValue, BigRational)> {
    (-9_999_i64..=9_999, -3_i32..=3, -500_i64..=500).prop_map(|(digits, power, thousandths)| {
        let printed = printed(&format!("{digits}e{power}"));
        let unit = if power < 0 {
            ratio(1, 10_i64.pow(power.unsigned_abs()))
        } else {
            ratio(10_i64.pow(power.unsigned_abs()), 1)
        };
        let truth = (ratio(digits, 1) + ratio(thousandths, 1_000)) * unit;
        (printed, truth)
    })
}

fn ratio(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

/// What is shown of a finding, without positions, which the order of the facts may change.
fn shown(parts: &attache::dossier::Parts, is_wanted: impl Fn(&Finding) -> bool) -> Vec<[String; 4]> {
    let (audit, dossier) = (audited(parts.clone()), Dossier::new(parts.clone()));
    let line = |finding: &Finding| {
        let arithmetic = finding.arithmetic(&dossier).unwrap_or_default();
        [finding.key(&dossier), finding.sentence(&dossier), arithmetic, finding.fingerprint(&dossier)]
    };
    audit.findings().iter().filter(|finding| is_wanted(finding)).map(line).collect()
}

fn figure(number: usize) -> impl Strategy<Value = Figure> {
    let period = prop::sample::select(vec!["2017", "2018", "2019", "2018-01/2018-06", "2017/2018", ""]);
    let value = prop::sample::select(vec!["1e6", "2.5e6", "964e3", "0", "-3", ""]);
    let flow = prop::sample::select(vec![Some(Flow::Total), Some(Flow::Export), Some(Flow::Import), None]);
    let unit = prop::sample::select(vec!["USD", "t"]);
    let rank = prop::sample::select(vec![Rank::Normal, Rank::Normal, Rank::Preferred, Rank::Deprecated]);
    let change = prop::option::of(prop::sample::select(vec!["-82.24", "50", "-100"]));
    (period, value, flow, unit, rank, any::<bool>(), change).prop_map(
        move |(period, value, flow, unit, rank, is_swapped, change)| {
            let figure = Figure { flow, rank, unit: unit.into(), ..total(&format!("figure-{number}"), period, value) };
            let figure = if is_swapped { swapped(figure) } else { figure };
            match change {
                Some(percent) => changed(figure, percent, "2017"),
                None => figure,
            }
        },
    )
}

/// Eight facts with two figures each, some tied to or contradicting a fact elsewhere.
fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let figures: Vec<_> = (0..16).map(figure).collect();
    let ties = prop::collection::vec(prop::option::of((0..8_usize, prop::sample::select(vec!["42", "50", "0"]))), 8);
    let relations = prop::collection::vec(prop::option::of(0..8_usize), 8);
    (figures, ties, relations).prop_map(|(figures, ties, relations)| {
        let mut facts = Vec::new();
        for (at, pair) in figures.chunks(2).enumerate() {
            let mut pair = pair.to_vec();
            if let Some((other, percent)) = ties[at] {
                pair[0] = share(pair[0].clone(), percent, (other, 1));
            }
            let mut fact = fact(&format!("fact-{at}"), pair);
            if let Some(other) = relations[at] {
                fact = related(fact, RelationKind::Contradicts, other);
            }
            facts.push(if at % 3 == 0 { uncited(fact) } else { fact });
        }
        facts
    })
}

/// The same facts in another order, with every reference following its fact.
fn reordered(facts: &[Fact], order: &[usize]) -> Vec<Fact> {
    let place = |old: FactIx| FactIx(order.iter().position(|at| *at == old.0).expect("a permutation"));
    let moved = |old: &usize| {
        let mut fact = facts[*old].clone();
        for figure in &mut fact.figures {
            if let Some(share) = &mut figure.share {
                share.of.fact = place(share.of.fact);
            }
        }
        fact.relations =
            fact.relations.into_iter().map(|relation| Relation { fact: place(relation.fact), ..relation }).collect();
        fact
    };
    order.iter().map(moved).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn interval_arithmetic_contains_the_true_result((one, a) in rounded_number(), (two, b) in rounded_number()) {
        let (one, two) = (one.interval(), two.interval());
        prop_assert!(one.contains(&a) && two.contains(&b));
        prop_assert!(one.plus(&two).contains(&(&a + &b)));
        prop_assert!(one.minus(&two).contains(&(&a - &b)));
        prop_assert!(one.times(&two).contains(&(&a * &b)));
        match one.divided_by(&two) {
            Ok(quotient) => prop_assert!(quotient.contains(&(a / b))),
            Err(_divides_by_zero) => prop_assert!(two.contains(&BigRational::zero())),
        }
    }

    #[test]
    fn a_derived_interval_contains_the_true_value((value, truth) in rounded_number(), (percent, share_truth) in rounded_number()) {
        let hundred = ratio(100, 1);
        let later = Figure { value: Some(value.clone()), change: Some(attache::dossier::Change { percent: percent.clone(), from: date("2018") }.into()), ..total("a", "2019", "") };
        let part = Figure { share: Some(attache::dossier::Share { of: at(0, 0), percent }.into()), ..total("b", "2015", "") };
        let dossier = Dossier::new(parts(vec![fact("f", vec![later, part])]));
        let derived = Derived::of(&dossier);
        for derivation in derived.derivations() {
            let truth = if derivation.fills.is_some() {
                &truth * &share_truth / &hundred
            } else {
                &truth / (ratio(1, 1) + &share_truth / &hundred)
            };
            prop_assert!(derivation.result.interval.contains(&truth), "{}", derivation.formula);
            prop_assert!(derivation.result.interval.contains(&derivation.result.nominal));
        }
        prop_assert_eq!(derived.derivations().len() + derived.refusals().len(), 2);
    }

    #[test]
    fn every_number_has_words((value, truth) in rounded_number(), (other, _) in rounded_number()) {
        let range = Interval::between(value.nominal(), other.nominal());
        for unit in ["USD", "t", "percent", "USD/t", "percentage-points"] {
            prop_assert!(!printed_text(&value, unit).contains('-'));
            prop_assert!(!rounded_text(&truth, 3, unit).contains('-'));
            prop_assert!(!interval_text(&range, unit).contains('-'));
        }
    }

    #[test]
    fn the_audit_does_not_depend_on_the_order_of_the_facts(
        facts in facts(),
        order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let all = |_: &Finding| true;
        prop_assert_eq!(shown(&parts(reordered(&facts, &order)), all), shown(&parts(facts), all));
    }

    #[test]
    fn an_unrelated_fact_changes_no_finding_about_the_others(facts in facts(), place in 0..=8_usize) {
        // How citations are spread is a finding about the whole dossier, and does change.
        let is_about_facts = |finding: &Finding| finding.kind != FindingKind::OneSidedSourcing;
        let before = shown(&parts(facts.clone()), is_about_facts);
        let rice = Figure { measure: "quota".into(), ..of(total("rice", "2018", "7e6"), "rice") };
        let mut more = facts;
        more.push(fact("unrelated", vec![rice]));
        let mut order: Vec<usize> = (0..8).collect();
        order.insert(place, 8);
        let after = shown(&parts(reordered(&more, &order)), is_about_facts);
        prop_assert_eq!(after, before);
    }

    #[test]
    fn no_two_findings_are_known_by_one_key(facts in facts()) {
        let mut keys: Vec<String> = shown(&parts(facts), |_| true).into_iter().map(|[key, ..]| key).collect();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), all);
    }

    #[test]
    fn whatever_changes_what_a_finding_says_changes_its_fingerprint(
        facts in facts(),
        at in 0..8_usize,
        other in figure(16),
        title in prop::option::of(Just("Another title")),
    ) {
        let before = shown(&parts(facts.clone()), |_| true);
        let mut changed = facts;
        let figure = &mut changed[at].figures[0];
        *figure = Figure { id: figure.id.clone(), share: figure.share.clone(), ..other };
        if let Some(title) = title {
            changed[at].title = title.into();
        }
        for [key, sentence, arithmetic, fingerprint] in shown(&parts(changed), |_| true) {
            let earlier = before.iter().find(|[earlier, ..]| *earlier == key);
            if let Some([_, said, computed, old]) = earlier {
                let is_same = (said, computed) == (&sentence, &arithmetic);
                prop_assert!(is_same || *old != fingerprint, "{}: {} {}, then {} {}", key, said, computed, sentence, arithmetic);
            }
        }
    }
}
