//! Where each top-level member and each record of a dossier file stands.

use std::ops::Range;

use smol_str::SmolStr;

use super::operation::{List, Target};
use super::scan::{Cursor, MAX_DEPTH, Node};

/// Where everything stands that an edit can name, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Index {
    /// The outermost object.
    pub(super) top: Range<usize>,
    /// Its members, in the order of the text.
    pub(super) members: Vec<TopMember>,
}

/// A member of the outermost object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TopMember {
    pub(super) name: SmolStr,
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
    /// The records, where it is a list of them.
    pub(super) records: Vec<Record>,
}

/// A record of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) range: Range<usize>,
    /// Its identifier, as it stands in the text with its quotation marks.
    pub(super) id: Option<Range<usize>>,
}

/// The lists of records, with the key by which a record of each is known.
const LISTS: [(&str, &str); 6] = [
    ("parties", "id"),
    ("themes", "id"),
    ("sources", "id"),
    ("facts", "id"),
    ("reviews", "finding"),
    ("imports", "id"),
];

/// The key of the records in a list of the outermost object; `None` for what is no such list.
pub(super) fn id_key(list: &str) -> Option<&'static str> {
    LISTS.iter().find(|(name, _)| *name == list).map(|(_, key)| *key)
}

/// The list that the record stands in; `None` for the dossier, and for figures, which stand in facts.
pub(super) const fn list_of(target: &Target) -> Option<List> {
    match target {
        Target::Dossier | Target::Figure(_) => None,
        Target::Party(_) => Some(List::Parties),
        Target::Theme(_) => Some(List::Themes),
        Target::Source(_) => Some(List::Sources),
        Target::Fact(_) => Some(List::Facts),
        Target::Review(_) => Some(List::Reviews),
        Target::Import(_) => Some(List::Imports),
    }
}

impl Index {
    /// Scans a text that is known to be sound JSON; `None` where it is no object.
    pub(super) fn of(text: &str, start: usize) -> Option<Self> {
        let mut cursor = Cursor::new(text, start);
        cursor.blank();
        let start = cursor.at;
        if cursor.peek() != Some(b'{') {
            return None;
        }
        let mut members: Vec<TopMember> = Vec::new();
        cursor.object(|cursor, name, key| {
            let start = cursor.at;
            // Of a key that stands there twice the first is the one that is read.
            let is_first = members.iter().all(|member| member.name != name);
            let records = match id_key(&name) {
                Some(id_key) if is_first && cursor.peek() == Some(b'[') => records(cursor, id_key)?,
                Some(_) | None => {
                    cursor.skip();
                    Vec::new()
                }
            };
            if is_first {
                members.push(TopMember { name, key, value: start..cursor.at, records });
            }
            Some(())
        })?;
        Some(Self { top: start..cursor.at, members })
    }

    pub(super) fn member(&self, name: &str) -> Option<&TopMember> {
        self.members.iter().find(|member| member.name == name)
    }

    pub(super) fn records(&self, list: &str) -> &[Record] {
        self.member(list).map_or(&[], |member| &member.records)
    }

    /// The place of a record in its list; of several reviews of one finding that of the last, which is the one that counts.
    pub(super) fn place(&self, text: &str, list: &str, id: &str) -> Option<usize> {
        let records = self.records(list);
        let is_it = |record: &Record| record.is(text, id);
        if list == "reviews" { records.iter().rposition(is_it) } else { records.iter().position(is_it) }
    }

    /// Moves everything along that stands behind a piece of the text that was replaced.
    pub(super) fn spliced(&mut self, old: &Range<usize>, new_length: usize) {
        let length = old.end - old.start;
        let moved = |range: &mut Range<usize>| {
            if range.start >= old.end {
                range.start = range.start + new_length - length;
            }
            if range.end >= old.end && range.end > old.start {
                range.end = range.end + new_length - length;
            } else if range.end > old.start {
                // It stood in the piece; whoever takes out what is known here looks at the text anew.
                *range = old.start..old.start;
            }
        };
        moved(&mut self.top);
        for member in &mut self.members {
            moved(&mut member.key);
            moved(&mut member.value);
            for record in &mut member.records {
                moved(&mut record.range);
                record.id.as_mut().map(moved);
            }
        }
    }

    /// Notes a record that was added to a list.
    pub(super) fn add_record(&mut self, list: &str, place: usize, record: Record) {
        if let Some(member) = self.members.iter_mut().find(|member| member.name == list) {
            member.records.insert(place, record);
        }
    }

    /// Forgets a record that was taken out of a list.
    pub(super) fn remove_record(&mut self, list: &str, place: usize) {
        if let Some(member) = self.members.iter_mut().find(|member| member.name == list) {
            member.records.remove(place);
        }
    }
}

impl Record {
    /// A record whose text begins here.
    pub(super) fn at(text: &str, start: usize, id_key: &str) -> Option<Self> {
        record(&mut Cursor::new(text, start), id_key)
    }

    /// Its identifier, as it is read.
    pub(super) fn id<'a>(&self, text: &'a str) -> Option<std::borrow::Cow<'a, str>> {
        let literal = &text[self.id.clone()?];
        let inside = &literal[1..literal.len() - 1];
        if inside.contains('\\') { serde_json::from_str(literal).ok() } else { Some(inside.into()) }
    }

    pub(super) fn is(&self, text: &str, id: &str) -> bool {
        self.id(text).is_some_and(|own| own == id)
    }

    /// All that stands in it.
    pub(super) fn node(&self, text: &str) -> Option<Node> {
        Cursor::new(text, self.range.start).node(MAX_DEPTH)
    }
}

fn records(cursor: &mut Cursor<'_>, id_key: &str) -> Option<Vec<Record>> {
    let mut records = Vec::new();
    cursor.list(|cursor| {
        records.push(record(cursor, id_key)?);
        Some(())
    })?;
    Some(records)
}

fn record(cursor: &mut Cursor<'_>, id_key: &str) -> Option<Record> {
    let start = cursor.at;
    let mut id = None;
    if cursor.peek() == Some(b'{') {
        cursor.object(|cursor, name, _| {
            let start = cursor.at;
            let is_text = cursor.peek() == Some(b'"');
            cursor.skip();
            if id.is_none() && is_text && name == id_key {
                id = Some(start..cursor.at);
            }
            Some(())
        })?;
    } else {
        cursor.skip();
    }
    Some(Record { range: start..cursor.at, id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_found_by_their_identifiers() {
        let text =
            r#"{"x": [1], "facts" : [ {"n": {"id": "no"}, "id": "\u0061", "id": "b"} , 3, {"id":"c"}], "facts": []}"#;
        let index = Index::of(text, 0).expect("an object");
        let names: Vec<&str> = index.members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["x", "facts"]);
        assert_eq!(&text[index.top.clone()], text);
        let ids: Vec<_> = index.records("facts").iter().map(|record| record.id(text)).collect();
        assert_eq!(ids, [Some("a".into()), None, Some("c".into())]);
        assert_eq!(index.place(text, "facts", "a"), Some(0));
        assert_eq!(index.place(text, "facts", "b"), None);
        assert_eq!(Index::of("[]", 0), None);
    }

    #[test]
    fn of_several_reviews_of_one_finding_the_last_counts() {
        let text = r#"{"reviews": [{"finding": "a"}, {"finding": "b"}, {"finding": "a"}]}"#;
        let index = Index::of(text, 0).expect("an object");
        assert_eq!(index.place(text, "reviews", "a"), Some(2));
    }
}
