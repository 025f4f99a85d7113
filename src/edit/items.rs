//! Adding items to a list of the text, and taking them out.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Json;
use super::layout::{Form, Layout, indent_at};
use super::working::Change;

/// What adds an item to a list at a place, and how far behind the beginning of the change the item then begins.
pub(super) fn insertion(
    text: &str,
    layout: &Layout,
    list: &Range<usize>,
    items: &[Range<usize>],
    place: usize,
    value: &Json,
    form: Form,
) -> (Change, usize) {
    let (indent, column, own_form) = surroundings(text, layout, list, items);
    let form = if own_form == Form::Line { Form::Line } else { form };
    insertion_of_text(text, layout, list, items, place, &layout.value(value, &indent, column, form))
}

/// The same for an item that is there as text.
pub(super) fn insertion_of_text(
    text: &str,
    layout: &Layout,
    list: &Range<usize>,
    items: &[Range<usize>],
    place: usize,
    item: &str,
) -> (Change, usize) {
    let Some(lowest) = items.last() else {
        let outer = indent_at(text, list.start);
        let inside = list.start + 1..list.end - 1;
        if layout.is_compact() || !is_on_own_line(text, list.start) {
            return ((inside, item.to_owned()), 0);
        }
        let open = layout.line(&layout.deeper(outer));
        return ((inside, format!("{open}{item}{}", layout.line(outer))), open.len());
    };
    let separator = separator(text, layout, list, items);
    match items.get(place) {
        Some(next) => ((next.start..next.start, format!("{item}{separator}")), 0),
        None => ((lowest.end..lowest.end, format!("{separator}{item}")), separator.len()),
    }
}

/// What takes an item out of a list.
pub(super) fn removal(list: &Range<usize>, items: &[Range<usize>], place: usize) -> Range<usize> {
    match (place.checked_sub(1).and_then(|before| items.get(before)), items.get(place + 1)) {
        (Some(before), _) => before.end..items[place].end,
        (None, Some(next)) => items[place].start..next.start,
        (None, None) => list.start + 1..list.end - 1,
    }
}

/// What takes several items out of a list, as one after the other would; by their places.
pub(super) fn removals(list: &Range<usize>, items: &[Range<usize>], gone: &BTreeSet<usize>) -> Vec<Range<usize>> {
    if !gone.is_empty() && gone.len() == items.len() {
        return std::iter::once(list.start + 1..list.end - 1).collect();
    }
    let mut ranges = Vec::new();
    let mut places = gone.iter().copied().peekable();
    while let Some(first) = places.next() {
        let mut end = first;
        while places.next_if_eq(&(end + 1)).is_some() {
            end += 1;
        }
        ranges.push(match first.checked_sub(1) {
            Some(before) => items[before].end..items[end].end,
            None => items[first].start..items[end + 1].start,
        });
    }
    ranges
}

/// Whether the line of a list begins with its key, so that its items can stand below it.
fn is_on_own_line(text: &str, list: usize) -> bool {
    let line = text[..list].rfind('\n').map_or(0, |newline| newline + 1);
    let before = text[line..list].trim_start();
    before.starts_with('"') && !before.contains(['{', '['])
}

/// What stands between two items of a list that has at least one.
fn separator(text: &str, layout: &Layout, list: &Range<usize>, items: &[Range<usize>]) -> String {
    if let [.., before, last] = items {
        return text[before.end..last.start].to_owned();
    }
    let lead = items.first().map_or("", |first| &text[list.start + 1..first.start]);
    if lead.contains('\n') { format!(",{lead}") } else { layout.comma() }
}

/// What stands at the beginning of the line of a new item, the column that it begins at, and how it must be written.
fn surroundings(text: &str, layout: &Layout, list: &Range<usize>, items: &[Range<usize>]) -> (String, usize, Form) {
    let Some(lowest) = items.last() else {
        let outer = indent_at(text, list.start);
        let is_line = !is_on_own_line(text, list.start);
        let indent = layout.deeper(outer);
        let column = indent.chars().count();
        return (indent, column, if is_line { Form::Line } else { Form::Fitting });
    };
    let indent = indent_at(text, lowest.start);
    let is_first_on_line = text[..lowest.start].ends_with(indent)
        && text[..lowest.start - indent.len()].chars().next_back().is_none_or(|c| c == '\n');
    let form = if is_first_on_line { Form::Fitting } else { Form::Line };
    (indent.to_owned(), indent.chars().count(), form)
}
