//! Two versions of a dossier that were made from one, change by change, for a person to choose from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::Json;
use super::compare::{Difference, differences, edits};
use super::document::Document;
use super::error::EditError;
use super::merge::{collide, is_same, placed};
use super::operation::{List, Target};
use super::words::{item_noun, key_in_words, named};

/// Which of two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The one that somebody else has written.
    Theirs,
    /// One's own.
    Mine,
}

/// Everything in which two versions of one dossier have gone apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Divergences {
    /// What both have changed in the same way.
    pub agreed: Vec<Difference>,
    /// What one of them has changed, or both and not in the same way; what belongs to one record stands together.
    pub things: Vec<Divergence>,
}

/// A thing that one version has changed, or both and not in the same way: one of the two is taken as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The record that it concerns; for a figure the fact that it stands in.
    pub record: Target,
    /// What that record is called.
    pub name: String,
    /// What they did.
    pub theirs: Vec<Difference>,
    /// What we did.
    pub mine: Vec<Difference>,
    /// What differs, field by field.
    pub fields: Vec<DivergedField>,
}

/// A field of a record in both versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DivergedField {
    /// What it is called, in words.
    pub name: String,
    /// Its key, or that of the list that it stands in.
    pub key: SmolStr,
    /// What it was in the version that both were made from; nothing where there was none.
    pub base: Option<Json>,
    /// What they have.
    pub theirs: Option<Json>,
    /// What we have.
    pub mine: Option<Json>,
}

impl Divergence {
    /// Whether both have changed it, and not in the same way.
    #[must_use]
    pub const fn is_conflict(&self) -> bool {
        !self.theirs.is_empty() && !self.mine.is_empty()
    }

    /// The version that has changed it, where only one has.
    #[must_use]
    pub const fn changed_by(&self) -> Option<Side> {
        match (self.theirs.is_empty(), self.mine.is_empty()) {
            (false, true) => Some(Side::Theirs),
            (true, false) => Some(Side::Mine),
            (true, true) | (false, false) => None,
        }
    }

    /// What it is known by where it is to be chosen by name: its record and its first field, such as `fact “a” date`.
    #[must_use]
    pub fn key(&self) -> String {
        let field = self.fields.first().map(|field| format!(" {}", field.name)).unwrap_or_default();
        format!("{}{field}", self.record)
    }

    const fn changes(&self, side: Side) -> &Vec<Difference> {
        match side {
            Side::Theirs => &self.theirs,
            Side::Mine => &self.mine,
        }
    }
}

/// The three versions, while what differs between them is put together.
struct Versions<'a> {
    base: &'a Document,
    theirs: &'a Document,
    mine: &'a Document,
}

/// Compares two versions with the one that both were made from.
#[must_use]
pub fn divergences(base: &Document, theirs: &Document, mine: &Document) -> Divergences {
    let mut groups = Groups::default();
    let mut items: BTreeMap<(List, SmolStr), [Vec<Difference>; 2]> = BTreeMap::new();
    let mut mine_left: Vec<Difference> = Vec::new();
    let mut theirs_left: Vec<Difference> = Vec::new();
    for (side, changes, left) in
        [(0, differences(base, theirs), &mut theirs_left), (1, differences(base, mine), &mut mine_left)]
    {
        for change in changes {
            match item_place(&change) {
                Some(place) => items.entry(place).or_default()[side].push(change),
                None => left.push(change),
            }
        }
    }
    // What both have done goes first: what is left of ours keeps its places from then on.
    theirs_left.retain(|theirs| {
        let same = mine_left.iter().position(|mine| is_agreed(mine, theirs));
        groups.agreed.extend(same.map(|place| mine_left.remove(place)));
        same.is_none()
    });
    for theirs in theirs_left {
        groups.add(theirs, &mine_left);
    }
    let mut found = groups.finish(mine_left);
    for [theirs, mine] in items.into_values() {
        split_items(theirs, mine, &mut found);
    }
    let versions = Versions { base, theirs, mine };
    found.things.iter_mut().for_each(|thing| versions.describe(thing));
    // What has to be chosen comes first; what belongs to one record stays together.
    let mut ranks: BTreeMap<Target, (bool, usize)> = BTreeMap::new();
    for (place, thing) in found.things.iter().enumerate() {
        let rank = ranks.entry(thing.record.clone()).or_insert((true, place));
        rank.0 &= !thing.is_conflict();
    }
    found.things.sort_by_key(|thing| (ranks.get(&thing.record).copied(), !thing.is_conflict()));
    found
}

/// One of the versions with what was chosen of each thing, in the layout of its text.
///
/// # Errors
///
/// Where the choices do not go together, such as a citation with the removal of its source.
pub fn resolved(
    base: &Document,
    onto: &Document,
    divergences: &Divergences,
    chosen: &[Side],
) -> Result<Document, EditError> {
    let things = divergences.things.iter().zip(chosen).flat_map(|(thing, side)| thing.changes(*side));
    let wanted: Vec<Difference> = divergences.agreed.iter().chain(things).cloned().collect();
    let mut result = base.clone();
    for edit in edits(&wanted) {
        let edit = placed(edit, &result);
        result = result.edited(&edit)?.0;
    }
    let mut document = onto.clone();
    for edit in edits(&differences(onto, &result)) {
        let edit = placed(edit, &document);
        document = document.edited(&edit)?.0;
    }
    Ok(document)
}

/// The list and the key of an item without an identifier; items of one key may be versions of each other.
fn item_place(change: &Difference) -> Option<(List, SmolStr)> {
    match change {
        Difference::ItemAdded { list, value } | Difference::ItemRemoved { list, value } => {
            Some((list.clone(), value.text_of(list.item_key()).into()))
        }
        Difference::Added { .. }
        | Difference::Removed { .. }
        | Difference::Changed { .. }
        | Difference::Moved { .. } => None,
    }
}

/// Items of one list and key: one thing where something was taken out or replaced, and where not each its own.
fn split_items(theirs: Vec<Difference>, mine: Vec<Difference>, found: &mut Divergences) {
    let (agreed, theirs): (Vec<Difference>, Vec<Difference>) =
        theirs.into_iter().partition(|change| mine.iter().any(|mine| is_same(mine, change)));
    let mine: Vec<Difference> =
        mine.into_iter().filter(|mine| !agreed.iter().any(|same| is_same(same, mine))).collect();
    let is_removal = |change: &Difference| matches!(change, Difference::ItemRemoved { .. });
    let is_replaced = agreed.iter().chain(&theirs).chain(&mine).any(is_removal);
    found.agreed.extend(agreed);
    if is_replaced {
        if !theirs.is_empty() || !mine.is_empty() {
            found.things.push(Divergence::of(theirs, mine));
        }
    } else {
        found.things.extend(theirs.into_iter().map(|change| Divergence::of(vec![change], Vec::new())));
        found.things.extend(mine.into_iter().map(|change| Divergence::of(Vec::new(), vec![change])));
    }
}

/// Whether both changes come to the same, also in the order of a list.
fn is_agreed(mine: &Difference, theirs: &Difference) -> bool {
    match (mine, theirs) {
        (Difference::Moved { .. }, Difference::Moved { .. }) => mine == theirs,
        _ => is_same(mine, theirs),
    }
}

/// Whether only one of two changes can be had.
fn meet(mine: &Difference, theirs: &Difference) -> bool {
    let is_move = |change: &Difference| matches!(change, Difference::Moved { .. });
    let both_move = is_move(mine) && is_move(theirs) && mine.target() == theirs.target();
    both_move || collide(mine, theirs)
}

/// Changes that cannot be had apart from each other, while they are gathered.
#[derive(Default)]
struct Groups {
    agreed: Vec<Difference>,
    /// Theirs, with the places of ours.
    found: Vec<(Vec<Difference>, Vec<usize>)>,
    /// The group that each of ours is in, by its place.
    group_of: BTreeMap<usize, usize>,
}

impl Groups {
    fn add(&mut self, change: Difference, mine: &[Difference]) {
        let against: Vec<usize> =
            mine.iter().enumerate().filter(|(_, mine)| meet(mine, &change)).map(|(place, _)| place).collect();
        let mut known: Vec<usize> = against.iter().filter_map(|place| self.group_of.get(place).copied()).collect();
        known.sort_unstable();
        known.dedup();
        let group = known.first().copied().unwrap_or_else(|| {
            self.found.push(Default::default());
            self.found.len() - 1
        });
        for other in known.into_iter().skip(1) {
            let (theirs, ours) = std::mem::take(&mut self.found[other]);
            self.group_of.extend(ours.iter().map(|place| (*place, group)));
            self.found[group].0.extend(theirs);
            self.found[group].1.extend(ours);
        }
        for place in against {
            if self.group_of.insert(place, group).is_none() {
                self.found[group].1.push(place);
            }
        }
        self.found[group].0.push(change);
    }

    fn finish(self, mine: Vec<Difference>) -> Divergences {
        let mut mine: Vec<Option<Difference>> = mine.into_iter().map(Some).collect();
        let mut things = Vec::new();
        for (theirs, mut ours) in self.found.into_iter().filter(|(theirs, _)| !theirs.is_empty()) {
            ours.sort_unstable();
            let ours = ours.into_iter().filter_map(|place| mine[place].take()).collect();
            things.push(Divergence::of(theirs, ours));
        }
        things.extend(mine.into_iter().flatten().map(|change| Divergence::of(Vec::new(), vec![change])));
        Divergences { agreed: self.agreed, things }
    }
}

impl Divergence {
    /// One that is not described yet.
    fn of(theirs: Vec<Difference>, mine: Vec<Difference>) -> Self {
        let record = theirs.iter().chain(&mine).next().map_or(Target::Dossier, Difference::target);
        Self { record, name: String::new(), theirs, mine, fields: Vec::new() }
    }
}

impl Versions<'_> {
    /// The three in the order in which a name is looked for.
    const fn all(&self) -> [&Document; 3] {
        [self.mine, self.theirs, self.base]
    }

    fn describe(&self, thing: &mut Divergence) {
        let mut fields: Vec<DivergedField> = Vec::new();
        let is_removal = |change: &Difference| matches!(change, Difference::ItemRemoved { .. });
        let is_replaced = thing.is_conflict() || thing.theirs.iter().chain(&thing.mine).any(is_removal);
        for change in thing.theirs.iter().chain(&thing.mine) {
            for field in self.fields_of(change, is_replaced) {
                let is_known = |known: &DivergedField| known.name == field.name && known.key == field.key;
                if !fields.iter().any(is_known) {
                    fields.push(field);
                }
            }
        }
        thing.fields = fields;
        if let Target::Figure(id) = &thing.record
            && let Some(fact) = self.all().into_iter().find_map(|document| document.fact_of_figure(id))
        {
            thing.record = Target::Fact(fact);
        }
        let holder = self.all().into_iter().find(|document| document.record(&thing.record).is_some());
        thing.name = named(&thing.record, holder.unwrap_or(self.base));
    }

    fn fields_of(&self, change: &Difference, is_replaced: bool) -> Vec<DivergedField> {
        let at = change.target();
        // A figure is one of several of its fact, and is named with each of its fields.
        let prefix = if let Target::Figure(id) = &at { format!("figure “{id}”, ") } else { String::new() };
        match change {
            Difference::Changed { path, .. } => {
                vec![self.field(format!("{prefix}{}", key_in_words(path)), &path[0], |document| {
                    let record = document.record(&at)?;
                    path.iter().try_fold(record, |value, key| value.get(key).cloned())
                })]
            }
            Difference::Added { .. } | Difference::Removed { .. } => {
                let records: Vec<Json> = self.all().into_iter().filter_map(|document| document.record(&at)).collect();
                let mut keys: Vec<&SmolStr> = Vec::new();
                for (key, _) in records.iter().flat_map(Json::entries) {
                    if !keys.contains(&key) && key != "id" {
                        keys.push(key);
                    }
                }
                let of_key = |key: &SmolStr| {
                    let name = format!("{prefix}{}", key_in_words(std::slice::from_ref(key)));
                    self.field(name, key, |document| document.record(&at)?.get(key).cloned())
                };
                keys.into_iter().map(of_key).collect()
            }
            Difference::ItemAdded { list, value } | Difference::ItemRemoved { list, value } => {
                let key = value.text_of(list.item_key());
                // Where one takes the place of another, both versions of it are shown; one that is new stands alone.
                let is_meant = |item: &&Json| {
                    if is_replaced { item.text_of(list.item_key()) == key } else { item.is_same(value) }
                };
                let items = |document: &Document| {
                    let record = document.record(&at)?;
                    let mut items: Vec<Json> =
                        record.get(list.key())?.items().iter().filter(is_meant).cloned().collect();
                    if items.len() < 2 { items.pop() } else { Some(Json::List(items)) }
                };
                vec![self.field(format!("{} {key}", item_noun(list)), list.key(), items)]
            }
            Difference::Moved { .. } => {
                let order = |document: &Document| {
                    let list = super::index::list_of(&at)?;
                    let mut ids = document.ids(&list);
                    ids.by_ref().find(|id| Some(id.as_ref()) == at.id())?;
                    let next = ids.next().map(|next| format!("before {next}"));
                    Some(Json::from(next.unwrap_or_else(|| "last".to_owned()).as_str()))
                };
                vec![self.field("place in the list".to_owned(), "", order)]
            }
        }
    }

    fn field(&self, name: String, key: &str, value: impl Fn(&Document) -> Option<Json>) -> DivergedField {
        let (base, theirs, mine) = (value(self.base), value(self.theirs), value(self.mine));
        DivergedField { name, key: key.into(), base, theirs, mine }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = r#"{"title": "T", "sources": [{"id": "s"}, {"id": "u"}], "facts": [
        {"id": "a", "title": "A", "date": "2001", "citations": [{"source": "s", "locator": "1"}], "figures": [{"id": "g", "value": "1"}]},
        {"id": "b", "title": "B"},
        {"id": "c", "title": "C"}]}"#;

    fn document(replace: &[(&str, &str)]) -> Document {
        let mut text = BASE.to_owned();
        for (from, to) in replace {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        Document::parse(text).expect("sound")
    }

    /// What is found, a line each: the record, its fields with both values, and who has changed it.
    fn lines(theirs: &Document, mine: &Document) -> Vec<String> {
        let found = divergences(&document(&[]), theirs, mine);
        let words = |value: &Option<Json>| value.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
        let field = |field: &DivergedField| format!("{} {}|{}", field.name, words(&field.theirs), words(&field.mine));
        let line = |thing: &Divergence| {
            let fields: Vec<String> = thing.fields.iter().map(field).collect();
            let by = thing.changed_by().map_or("both", |side| if side == Side::Mine { "mine" } else { "theirs" });
            format!("{}: {} by {by}", thing.name, fields.join("; "))
        };
        found.things.iter().map(line).collect()
    }

    #[test]
    fn what_both_did_alike_does_not_part_a_change_from_the_one_against_it() {
        let removed = ",\n        {\"id\": \"b\", \"title\": \"B\"}";
        let theirs = document(&[("\"A\"", "\"Ay\""), (removed, "")]);
        let mine = document(&[("\"A\"", "\"Ay\""), ("\"B\"", "\"Bee\""), ("\"C\"", "\"Sea\"")]);
        let found = divergences(&document(&[]), &theirs, &mine);
        let conflicts: Vec<_> = found.things.iter().filter(|thing| thing.is_conflict()).collect();
        assert_eq!(conflicts.len(), 1, "{:?}", found.things);
        assert_eq!(conflicts[0].record, Target::fact("b"));
        assert!(matches!(&conflicts[0].mine[..], [change] if change.target() == Target::fact("b")));
    }

    #[test]
    fn what_both_changed_comes_first_and_what_is_alike_is_no_question() {
        let theirs = document(&[("2001", "2002"), ("\"B\"", "\"Bee\""), ("\"C\"", "\"Sea\"")]);
        let mine = document(&[("2001", "2003"), ("\"C\"", "\"Sea\""), ("\"T\"", "\"Title\"")]);
        assert_eq!(
            lines(&theirs, &mine),
            [
                "fact ‘A’: date \"2002\"|\"2003\" by both",
                "fact ‘B’: title \"Bee\"|\"B\" by theirs",
                "the dossier: title \"T\"|\"Title\" by mine",
            ]
        );
    }

    #[test]
    fn citations_and_figures_stand_with_their_fact() {
        let theirs =
            document(&[("\"locator\": \"1\"", "\"locator\": \"2\""), ("\"value\": \"1\"", "\"value\": \"5\"")]);
        let mine = document(&[("\"locator\": \"1\"", "\"locator\": \"3\"")]);
        assert_eq!(
            lines(&theirs, &mine),
            [
                r#"fact ‘A’: citation s {"source":"s","locator":"2"}|{"source":"s","locator":"3"} by both"#,
                "fact ‘A’: figure “g”, value \"5\"|\"1\" by theirs",
            ]
        );
        // Two that are new can both be had.
        let add =
            |id: &str| document(&[("\"locator\": \"1\"}", &format!("\"locator\": \"1\"}}, {{\"source\": \"{id}\"}}"))]);
        assert_eq!(lines(&add("s"), &add("u")).len(), 2);
    }

    #[test]
    fn a_record_that_one_took_out_and_the_other_changed_is_shown_whole() {
        let theirs = document(&[(",\n        {\"id\": \"b\", \"title\": \"B\"}", "")]);
        let mine = document(&[("\"B\"", "\"Bee\"")]);
        assert_eq!(lines(&theirs, &mine), ["fact ‘Bee’: title -|\"Bee\" by both"]);
    }

    #[track_caller]
    fn check(theirs: &Document, mine: &Document, side: Side, expected: &str) {
        let base = document(&[]);
        let found = divergences(&base, theirs, mine);
        let chosen = vec![side; found.things.len()];
        let document = resolved(&base, theirs, &found, &chosen).expect("it goes together");
        assert_eq!(document.text(), expected);
    }

    #[test]
    fn the_result_has_what_was_chosen_in_the_layout_of_theirs() {
        let theirs = document(&[("\"2001\"", " \"2002\""), ("\"C\"", "\"Sea\"")]);
        let mine = document(&[("\"2001\"", "\"2003\""), ("{\"id\": \"b\", \"title\": \"B\"},\n        ", "")]);
        check(&theirs, &mine, Side::Theirs, theirs.text());
        let expected = document(&[("\"2001\"", " \"2003\""), (",\n        {\"id\": \"b\", \"title\": \"B\"}", "")]);
        check(&theirs, &mine, Side::Mine, expected.text());
    }

    #[test]
    fn what_does_not_go_together_is_said() {
        let (base, theirs) = (document(&[]), document(&[(", {\"id\": \"u\"}", "")]));
        let mine = document(&[("\"locator\": \"1\"}", "\"locator\": \"1\"}, {\"source\": \"u\"}")]);
        let found = divergences(&base, &theirs, &mine);
        assert_eq!(found.things.len(), 2);
        let chosen: Vec<Side> = found.things.iter().map(|thing| thing.changed_by().expect("one")).collect();
        assert!(resolved(&base, &theirs, &found, &chosen).is_err(), "the source that is cited would be gone");
    }
}
