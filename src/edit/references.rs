//! What refers to what in a dossier file.

use std::ops::Range;

use smol_str::SmolStr;

use super::Json;
use super::error::Referrer;
use super::index::Index;
use super::operation::{Edit, List, Target};
use super::scan::Node;

/// A reference to a record.
pub(super) struct Reference {
    /// The fact or figure that refers.
    pub(super) from: Target,
    /// How, in words.
    pub(super) how: &'static str,
    /// The identifier that it refers by, as it stands in the text with its quotation marks.
    pub(super) literal: Range<usize>,
    /// What takes the reference out, where the referring record can do without it.
    pub(super) removal: Option<Edit>,
}

impl Reference {
    pub(super) fn referrer(self) -> Referrer {
        Referrer { from: self.from, how: self.how }
    }
}

/// The place of the fact that a figure stands in, and the figure.
pub(super) fn figure(text: &str, index: &Index, id: &str) -> Option<(usize, Node)> {
    facts(text, index, id).find_map(|(place, fact)| {
        let is_it = |figure: &&Node| figure.get("id").and_then(|own| own.string(text)).is_some_and(|own| own == id);
        let figure = fact.get("figures")?.items().iter().find(is_it)?;
        Some((place, figure.clone()))
    })
}

/// The facts in whose text an identifier may occur, with their places.
fn facts<'a>(text: &'a str, index: &'a Index, id: &str) -> impl Iterator<Item = (usize, Node)> + use<'a> {
    let finder = memchr::memmem::Finder::new(id.as_bytes()).into_owned();
    let records = index.records("facts").iter().enumerate();
    records.filter_map(move |(place, record)| {
        let bytes = &text.as_bytes()[record.range.clone()];
        // An identifier may be escaped, and then does not stand there as it is read.
        let may_have_it = finder.find(bytes).is_some() || memchr::memchr(b'\\', bytes).is_some();
        may_have_it.then(|| record.node(text)).flatten().map(|node| (place, node))
    })
}

/// Everything that refers to a record, in the order of the text.
pub(super) fn of(text: &str, index: &Index, target: &Target) -> Vec<Reference> {
    let Some(id) = target.id() else { return Vec::new() };
    let mut found = Vec::new();
    for (_, fact) in facts(text, index, id) {
        let Some(fact_id) = fact.get("id").and_then(|id| id.string(text)) else { continue };
        let mut finder = InFact { text, id, fact: &fact, fact_id, found: &mut found };
        match target {
            Target::Source(_) => {
                finder.items("citations", "source", "cites it", List::Citations);
                finder.within("passage", "source", "has its passage in it");
            }
            Target::Import(_) => finder.within("origin", "import", "came from it"),
            Target::Fact(_) => finder.items("relations", "fact", "stands in relation to it", List::Relations),
            Target::Theme(_) => {
                let theme = finder.literal(Some(&fact), "theme");
                finder.note(theme, finder.own(), "stands in it", None);
            }
            Target::Party(_) => finder.figures(|finder, figure, target| {
                for (key, how) in [("reporter", "is reported by it"), ("partner", "has it as partner")] {
                    finder.note(finder.literal(Some(figure), key), target.clone(), how, None);
                }
            }),
            Target::Figure(_) => finder.figures(|finder, figure, target| {
                let removal = Some(Edit::unset(target.clone(), ["share"]));
                finder.note(finder.literal(figure.get("share"), "of"), target, "is a share of it", removal);
            }),
            Target::Dossier | Target::Review(_) => {}
        }
    }
    found
}

/// Everything outside of a fact that refers to it or to one of its figures.
pub(super) fn of_fact_and_figures(text: &str, index: &Index, fact: &Target, node: &Node) -> Vec<Reference> {
    let mut found = of(text, index, fact);
    for figure in node.get("figures").map(Node::items).unwrap_or_default() {
        let id = figure.get("id").and_then(|id| id.string(text));
        found.extend(id.into_iter().flat_map(|id| of(text, index, &Target::Figure(id))));
    }
    found.retain(|reference| !node.range.contains(&reference.literal.start));
    found
}

/// The reviews whose findings are about an identifier: where their keys stand, and the keys with another in its place.
pub(super) fn renamed_reviews(text: &str, index: &Index, from: &str, to: &str) -> Vec<(Range<usize>, String)> {
    let renamed = |key: &str| {
        let (kind, ids) = key.split_once(':')?;
        let ids: Vec<&str> = ids.split('+').map(|id| if id == from { to } else { id }).collect();
        // An identifier may have the sign in it that stands between two.
        let ids = if key[kind.len() + 1..] == *from { to.to_owned() } else { ids.join("+") };
        Some(format!("{kind}:{ids}")).filter(|new| new != key)
    };
    let reviews = index.records("reviews").iter();
    reviews.filter_map(|review| Some((review.id.clone()?, renamed(&review.id(text)?)?))).collect()
}

struct InFact<'a> {
    text: &'a str,
    id: &'a str,
    fact: &'a Node,
    fact_id: SmolStr,
    found: &'a mut Vec<Reference>,
}

impl InFact<'_> {
    fn own(&self) -> Target {
        Target::Fact(self.fact_id.clone())
    }

    /// The literal of a key, where it is the identifier that is looked for.
    fn literal(&self, node: Option<&Node>, key: &str) -> Option<Range<usize>> {
        let value = node?.get(key)?;
        value.string(self.text).is_some_and(|id| id == self.id).then(|| value.range.clone())
    }

    fn note(&mut self, literal: Option<Range<usize>>, from: Target, how: &'static str, removal: Option<Edit>) {
        self.found.extend(literal.map(|literal| Reference { from, how, literal, removal }));
    }

    /// References from the items of a list of the fact.
    fn items(&mut self, list: &str, key: &str, how: &'static str, of_fact: impl Fn(SmolStr) -> List) {
        for item in self.fact.get(list).map(Node::items).unwrap_or_default() {
            let literal = self.literal(Some(item), key);
            let value = || Json::of_node(self.text, item);
            let removal =
                literal.is_some().then(|| Edit::RemoveItem { list: of_fact(self.fact_id.clone()), value: value() });
            self.note(literal, self.own(), how, removal);
        }
    }

    /// A reference from an object of the fact, which goes as a whole.
    fn within(&mut self, object: &str, key: &str, how: &'static str) {
        let literal = self.literal(self.fact.get(object), key);
        let removal = Edit::unset(self.own(), [object]);
        self.note(literal, self.own(), how, Some(removal));
    }

    fn figures(&mut self, mut take: impl FnMut(&mut Self, &Node, Target)) {
        let fact = self.fact;
        for figure in fact.get("figures").map(Node::items).unwrap_or_default() {
            if let Some(id) = figure.get("id").and_then(|id| id.string(self.text)) {
                take(self, figure, Target::Figure(id));
            }
        }
    }
}
