//! Setting keys of an object of the text, changing as little of it as can be.

use std::ops::Range;

use smol_str::SmolStr;

use super::error::EditError;
use super::items;
use super::layout::{Form, Layout, indent_at, is_block};
use super::scan::{Node, Shape};
use super::working::Change;
use super::{Json, literal, order};

/// What gives the value below these keys of an object another value.
pub(super) fn set(
    text: &str,
    layout: &Layout,
    node: &Node,
    path: &[SmolStr],
    value: &Json,
    what: &str,
) -> Result<Vec<Change>, EditError> {
    let Some((key, rest)) = path.split_first() else { return Ok(replacement(text, layout, node, value)) };
    if !matches!(node.shape, Shape::Object(_)) {
        let message = format!("{what}: what is to get “{key}” is no object");
        return Err(EditError::refused(message, "set the whole value instead"));
    }
    if let Some(member) = node.member(key) {
        return set(text, layout, &member.value, rest, value, what);
    }
    let wrapped = rest.iter().rev().fold(value.clone(), |value, key| Json::object([(key.clone(), value)]));
    Ok(vec![insertion(text, layout, node, key, &wrapped, Form::Fitting)])
}

/// What puts a value in the place of another; what is in both of them stays as it stands.
pub(super) fn replacement(text: &str, layout: &Layout, node: &Node, value: &Json) -> Vec<Change> {
    match (&node.shape, value) {
        (Shape::Object(members), Json::Object(entries)) if is_simple(members, entries) => {
            replaced_object(text, layout, node, entries)
        }
        (Shape::List(_), Json::List(new)) => replaced_list(text, layout, node, new),
        _ if Json::of_node(text, node) == *value => Vec::new(),
        (Shape::Scalar, Json::Text(new)) => {
            let change = literal::text_change(text, &node.range, new);
            vec![change.unwrap_or_else(|| (node.range.clone(), whole(text, layout, node, value)))]
        }
        _ => vec![(node.range.clone(), whole(text, layout, node, value))],
    }
}

/// Whether no key stands on either side twice, and some key is on both.
fn is_simple(members: &[super::scan::Member], entries: &[(SmolStr, Json)]) -> bool {
    let is_twice = |place: usize| members[..place].iter().any(|member| member.name == members[place].name);
    let is_again = |place: usize| entries[..place].iter().any(|(key, _)| *key == entries[place].0);
    let is_shared = |(key, _): &(SmolStr, Json)| members.iter().any(|member| member.name == *key);
    !(0..members.len()).any(is_twice) && !(0..entries.len()).any(is_again) && entries.iter().any(is_shared)
}

fn replaced_object(text: &str, layout: &Layout, node: &Node, entries: &[(SmolStr, Json)]) -> Vec<Change> {
    let members = node.members();
    let stays = |place: usize| entries.iter().any(|(key, _)| members[place].name == *key);
    let mut changes = Vec::new();
    // Some key stays, so that runs of those that go have a neighbour that does not.
    let first_staying = (0..members.len()).find(|place| stays(*place)).unwrap_or(0);
    if first_staying > 0 {
        changes.push((members[0].key.start..members[first_staying].key.start, String::new()));
    }
    for (place, member) in members.iter().enumerate().skip(first_staying) {
        match entries.iter().find(|(key, _)| member.name == *key) {
            Some((_, value)) => changes.extend(replacement(text, layout, &member.value, value)),
            None => changes.push((removal(node, place), String::new())),
        }
    }
    let mut new: Vec<&(SmolStr, Json)> = entries.iter().filter(|(key, _)| node.member(key).is_none()).collect();
    new.sort_by_key(|(key, _)| order::rank(key));
    let mut added: Vec<(usize, String)> = Vec::new();
    for (key, value) in new {
        let staying = |place: &usize| stays(*place);
        let (after, text) = addition(text, layout, node, key, value, Form::Fitting, &staying);
        match added.iter_mut().find(|(other, _)| *other == after) {
            Some((_, before)) => before.push_str(&text),
            None => added.push((after, text)),
        }
    }
    changes.extend(added.into_iter().map(|(at, text)| (at..at, text)));
    joined(changes)
}

/// Changes that touch become one: what is taken out behind a value, and what is added there.
fn joined(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by_key(|(range, new)| (range.start, range.end, new.is_empty()));
    let mut joined: Vec<Change> = Vec::new();
    for (range, new) in changes {
        match joined.last_mut() {
            Some((last, text)) if last.end == range.start => {
                last.end = range.end;
                text.push_str(&new);
            }
            Some(_) | None => joined.push((range, new)),
        }
    }
    joined
}

fn replaced_list(text: &str, layout: &Layout, node: &Node, new: &[Json]) -> Vec<Change> {
    let nodes = node.items();
    let old: Vec<Json> = nodes.iter().map(|item| Json::of_node(text, item)).collect();
    let shortest = old.len().min(new.len());
    let before = (0..shortest).take_while(|place| old[*place].is_same(&new[*place])).count();
    let is_same_at_end = |back: &usize| old[old.len() - 1 - back].is_same(&new[new.len() - 1 - back]);
    let after = (0..shortest - before).take_while(is_same_at_end).count();
    let (gone, come) = (&nodes[before..nodes.len() - after], &new[before..new.len() - after]);
    if gone.len() == come.len() {
        let pairs = gone.iter().zip(come);
        return pairs.flat_map(|(node, value)| replacement(text, layout, node, value)).collect();
    }
    let ranges: Vec<Range<usize>> = nodes.iter().map(|item| item.range.clone()).collect();
    if gone.is_empty() && !nodes.is_empty() {
        let at = nodes.len() - after;
        let form = if nodes.last().is_some_and(|last| is_block(text, last)) { Form::Block } else { Form::Fitting };
        let added = come.iter().map(|value| items::insertion(text, layout, &node.range, &ranges, at, value, form).0);
        let texts: Vec<Change> = added.collect();
        let Some((range, _)) = texts.first() else { return Vec::new() };
        return vec![(range.clone(), texts.iter().map(|(_, text)| text.as_str()).collect())];
    }
    if come.is_empty() && (before > 0 || after > 0) {
        let (first, last) = (before, nodes.len() - after - 1);
        let range = match before.checked_sub(1) {
            Some(staying) => ranges[staying].end..ranges[last].end,
            None => ranges[first].start..ranges[last + 1].start,
        };
        return vec![(range, String::new())];
    }
    vec![(node.range.clone(), whole(text, layout, node, &Json::List(new.to_vec())))]
}

/// A value as it is written in the place of another.
fn whole(text: &str, layout: &Layout, node: &Node, value: &Json) -> String {
    let indent = indent_at(text, node.range.start);
    let line = text[..node.range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let column = text[line..node.range.start].chars().count();
    let is_scalar = matches!(node.shape, Shape::Scalar);
    let form = if !is_scalar && is_block(text, node) { Form::Block } else { Form::Fitting };
    // What stands within a line cannot be laid out on several.
    let begins = text[line..node.range.start].trim_start();
    let is_within = begins.contains(['{', '[']);
    layout.value(value, indent, column, if is_within { Form::Line } else { form })
}

/// What adds a key to an object.
pub(super) fn insertion(text: &str, layout: &Layout, node: &Node, key: &str, value: &Json, form: Form) -> Change {
    let (at, added) = addition(text, layout, node, key, value, form, &|_| true);
    if node.members().is_empty() { (node.range.start + 1..node.range.end - 1, added) } else { (at..at, added) }
}

/// Where a key is added to an object, and the text that adds it: behind the members that stay and come before it.
fn addition(
    text: &str,
    layout: &Layout,
    node: &Node,
    key: &str,
    value: &Json,
    form: Form,
    stays: &dyn Fn(&usize) -> bool,
) -> (usize, String) {
    let members = node.members();
    let is_line = !is_block(text, node) || layout.is_compact();
    let indent = members.first().map_or("", |first| indent_at(text, first.key.start));
    let form = if is_line { Form::Line } else { form };
    let member = layout.member(key, value, indent, form);
    let rank = order::rank(key);
    let staying: Vec<usize> = (0..members.len()).filter(|place| stays(place)).collect();
    // The last that comes before it, wherever one that comes behind it stands.
    let before = staying.iter().copied().filter(|place| order::rank(&members[*place].name) <= rank).max();
    match (before, staying.first()) {
        (Some(before), _) => {
            let lead = if is_line { layout.comma() } else { format!(",{}", layout.line(indent)) };
            (members[before].value.range.end, format!("{lead}{member}"))
        }
        (None, Some(first)) => {
            let tail = if is_line { layout.comma() } else { format!(",{}", layout.line(indent)) };
            (members[*first].key.start, format!("{member}{tail}"))
        }
        (None, None) => (node.range.start + 1, member),
    }
}

/// What takes a member out of an object.
pub(super) fn removal(node: &Node, place: usize) -> Range<usize> {
    let members = node.members();
    match (place.checked_sub(1).and_then(|before| members.get(before)), members.get(place + 1)) {
        (Some(before), _) => before.value.range.end..members[place].value.range.end,
        (None, Some(next)) => members[place].key.start..next.key.start,
        (None, None) => node.range.start + 1..node.range.end - 1,
    }
}
