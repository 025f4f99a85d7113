//! The laws that editing keeps, over dossiers in any layout and any edits of them.

use crate::cases::{Dice, dossier, edit, style};
use attache::edit::{Document, Edit, Json, Patch, Revision, Target, differences, edits, merge};
use proptest::prelude::*;

fn document(text: &str) -> Document {
    Document::parse(text).expect("sound JSON")
}

/// The part of a text that a patch leaves alone, before and behind everything that it touches.
fn untouched<'a>(text: &'a str, patch: &Patch) -> (&'a str, &'a str) {
    let (mut first, mut last, mut grown) = (text.len(), 0, 0_isize);
    for splice in &patch.0 {
        first = first.min(splice.at);
        let end = isize::try_from(splice.at + splice.old.len()).expect("short") - grown.min(0).max(grown);
        last = last.max(usize::try_from(end.max(0)).expect("positive").min(text.len()));
        grown += isize::try_from(splice.new.len()).expect("short") - isize::try_from(splice.old.len()).expect("short");
    }
    (&text[..text.floor_char_boundary(first)], &text[text.ceil_char_boundary(last)..])
}

/// The value below some keys.
fn at<'a>(value: &'a Json, path: &[smol_str::SmolStr]) -> Option<&'a Json> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

/// What an edit promises of the document that it leads to.
fn holds(edit: &Edit, before: &Document, after: &Document) {
    match edit {
        Edit::Set { at: target, path, value } => {
            let record = after.record(target).expect("the record is there");
            assert!(at(&record, path).is_some_and(|now| now.is_same(value)), "{edit:?}\n{record}");
        }
        Edit::Unset { at: target, path } => {
            assert_eq!(at(&after.record(target).expect("the record is there"), path), None);
        }
        Edit::Remove { at: target, .. } => {
            assert_eq!(after.record(target), None);
            assert_eq!(after.referrers(target), []);
        }
        Edit::Rename { at: target, id } => {
            let new = match target {
                Target::Party(_) => Target::Party(id.clone()),
                Target::Theme(_) => Target::Theme(id.clone()),
                Target::Source(_) => Target::Source(id.clone()),
                Target::Fact(_) => Target::Fact(id.clone()),
                Target::Figure(_) => Target::Figure(id.clone()),
                Target::Dossier | Target::Review(_) | Target::Import(_) => panic!("not renamed here"),
            };
            assert_eq!(after.record(target), None);
            assert_eq!(after.referrers(&new).len(), before.referrers(target).len());
            assert_eq!(after.referrers(target), []);
        }
        Edit::Move { at: target, before: None } => {
            assert_eq!(after.ids(&attache::edit::List::Facts).last().as_deref(), target.id());
        }
        Edit::Insert { .. }
        | Edit::RemoveItem { .. }
        | Edit::ReplaceItem { .. }
        | Edit::Move { .. }
        | Edit::Batch { .. } => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    /// Five edits of each dossier one after another: 10,000 in all.
    #[test]
    fn a_patch_and_its_inverse_are_exact(dossier in dossier(), style in style(), dice in any::<u64>()) {
        let text = style.write(&dossier);
        let mut dice = Dice(dice);
        let mut now = document(&text);
        let mut patches = Vec::new();
        for _ in 0..5 {
            let Some(edit) = edit(&now, &mut dice) else { continue };
            let Ok((next, patch)) = now.edited(&edit) else { continue };
            prop_assert!(patch.applied(now.text()).is_some_and(|text| text == next.text()));
            prop_assert!(patch.inverse().applied(next.text()).is_some_and(|text| text == now.text()));
            prop_assert!(next.is_consistent(), "{:?}\n{}", edit, next.text());
            holds(&edit, &now, &next);
            patches.push(patch);
            now = next;
        }
        let back = patches.iter().rev().try_fold(now, |now, patch| now.patched(&patch.inverse()));
        let back = back.expect("each fits");
        prop_assert_eq!(back.text(), text.as_str());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    /// What an edit of one record does not name keeps its bytes, in whatever layout.
    #[test]
    fn the_text_around_the_record_is_untouched(dossier in dossier(), style in style(), dice in any::<u64>()) {
        let now = document(&style.write(&dossier));
        let mut dice = Dice(dice);
        let edit = edit(&now, &mut dice);
        let single = edit.filter(|edit| matches!(edit, Edit::Set { at, .. } | Edit::Unset { at, .. } if *at != Target::Dossier));
        let Some((Edit::Set { at, .. } | Edit::Unset { at, .. }, Ok((next, patch)))) =
            single.map(|edit| (edit.clone(), now.edited(&edit))) else { return Ok(()) };
        let (old, new) = (now.text_of(&at).expect("before"), next.text_of(&at).expect("after"));
        let start = old.as_ptr().addr() - now.text().as_ptr().addr();
        let rest = &now.text()[start + old.len()..];
        prop_assert_eq!(next.text(), format!("{}{new}{rest}", &now.text()[..start]));
        let (before, behind) = untouched(now.text(), &patch);
        prop_assert!(next.text().starts_with(before) && next.text().ends_with(behind));
    }

    /// Whatever is accepted loads without errors, and the journal leads to the same bytes.
    #[test]
    fn what_is_accepted_loads_and_can_be_replayed(dossier in dossier(), style in style(), dice in any::<u64>()) {
        let base = Revision::of(document(&style.write(&dossier)));
        prop_assert!(base.outcome.is_ok(), "{:?}", base.outcome);
        let mut dice = Dice(dice);
        let (mut now, mut lines) = (base.clone(), Vec::new());
        for _ in 0..6 {
            let Some(edit) = edit(&now.document, &mut dice) else { continue };
            let Ok((next, _)) = now.edited(&edit) else { continue };
            prop_assert!(next.outcome.is_ok());
            lines.push(serde_json::to_string(&edit).expect("JSON"));
            now = next;
        }
        let replayed = lines.iter().try_fold(base.document, |now, line| {
            let edit: Edit = serde_json::from_str(line).expect("an edit");
            now.edited(&edit).map(|(next, _)| next)
        });
        let replayed = replayed.expect("each fits");
        prop_assert_eq!(replayed.text(), now.document.text());
    }
    /// What is found to have changed leads from the old version to the new one.
    #[test]
    fn differences_lead_from_one_version_to_the_other(dossier in dossier(), style in style(), dice in any::<u64>()) {
        let old = document(&style.write(&dossier));
        prop_assert_eq!(differences(&old, &old), []);
        let mut dice = Dice(dice);
        let mut now = old.clone();
        for _ in 0..4 {
            let Some(edit) = edit(&now, &mut dice) else { continue };
            now = now.edited(&edit).map_or(now, |(next, _)| next);
        }
        if Revision::of(now.clone()).outcome.is_err() {
            return Ok(());
        }
        let found = differences(&old, &now);
        let there = edits(&found).iter().try_fold(old.clone(), |document, edit| document.edited(edit).map(|(next, _)| next));
        let there = there.expect("each fits");
        prop_assert_eq!(differences(&there, &now), [], "{:?}", found);
        // Who has changed nothing takes all of theirs.
        let merged = merge(&old, &old, &now).expect("it fits");
        prop_assert_eq!(merged.conflicts, []);
        prop_assert_eq!(differences(&merged.document, &now), []);
        for theirs in [&old, &now] {
            let merged = merge(&old, &now, theirs).expect("it fits");
            prop_assert_eq!(merged.document.text(), now.text());
        }
    }
}
