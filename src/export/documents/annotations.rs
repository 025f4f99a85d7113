//! The passages as Web Annotations (W3C): each fact is said of the words that it was taken from.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::Document;
use crate::dossier::{Anchor, Dossier, Fact, Passage, Source};
use crate::format::fact::flag_words;
use crate::format::number::counted;

/// What the addresses begin with of what has none on the web.
const URN: &str = "urn:attache:";

/// The annotations, one for each fact that has a passage.
pub(super) fn annotations(dossier: &Dossier) -> Document {
    let passages: Vec<(&Fact, &Passage)> = dossier
        .facts_by_date()
        .iter()
        .map(|fact| dossier.fact(*fact))
        .filter_map(|fact| Some((fact, fact.passage.as_ref()?)))
        .collect();
    let items: Vec<Value> = passages.iter().map(|(fact, passage)| annotation(dossier, fact, passage)).collect();
    let collection = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"textHash": format!("{URN}text#hash"), "locator": format!("{URN}text#locator")}],
        "id": format!("{URN}annotations"),
        "type": "AnnotationCollection",
        "label": dossier.title(),
        "total": items.len(),
        "first": {
            "id": format!("{URN}annotations:1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    // Plain data is always JSON.
    let mut bytes = serde_json::to_vec_pretty(&collection).unwrap_or_default();
    bytes.push(b'\n');
    Document { bytes, notes: notes(dossier, &passages) }
}

/// What the annotations do not say.
fn notes(dossier: &Dossier, passages: &[(&Fact, &Passage)]) -> Vec<String> {
    let mut notes = Vec::new();
    let without = dossier.facts().len() - passages.len();
    if without > 0 {
        notes.push(format!("{} no passage and no annotation", counted(without, "fact has", "facts have")));
    }
    let bare = passages.iter().filter(|(_, passage)| selectors(passage).is_empty()).count();
    if bare > 0 {
        notes.push(format!(
            "{} only a place such as a paragraph, and no words that an annotation could select",
            counted(bare, "passage names", "passages name")
        ));
    }
    notes
}

fn annotation(dossier: &Dossier, fact: &Fact, passage: &Passage) -> Value {
    let mut bodies = vec![body("describing", &fact.statement, dossier.language())];
    bodies.push(body("tagging", &dossier.theme(fact.theme).label, dossier.language()));
    let doubts = fact.flags.iter().map(|flag| format!("{}: {}", flag.kind.label(), flag_words(flag)));
    bodies.extend(doubts.map(|doubt| body("assessing", &doubt, None)));
    json!({
        "id": format!("{URN}fact:{}", encoded(&fact.id.0)),
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": target(dossier.source(passage.source), passage),
    })
}

fn body(purpose: &str, value: &str, language: Option<&str>) -> Value {
    let mut body = Map::new();
    body.insert("type".to_owned(), "TextualBody".into());
    body.insert("purpose".to_owned(), purpose.into());
    body.insert("value".to_owned(), value.into());
    body.insert("format".to_owned(), "text/plain".into());
    body.extend(language.map(|language| ("language".to_owned(), language.into())));
    body.into()
}

fn target(source: &Source, passage: &Passage) -> Value {
    let mut target = Map::new();
    target.insert("type".to_owned(), "SpecificResource".into());
    let address = source.link().map_or_else(|| format!("{URN}source:{}", encoded(source.id())), str::to_owned);
    target.insert("source".to_owned(), address.into());
    let selectors = selectors(passage);
    if !selectors.is_empty() {
        target.insert("selector".to_owned(), selectors.into());
    }
    target.extend(passage.locator.as_deref().map(|locator| ("locator".to_owned(), locator.into())));
    let hash = passage.anchor.as_ref().and_then(|anchor| anchor.text.as_deref());
    // Whoever has the text can see that it is the one whose words were selected.
    target.extend(hash.map(|hash| ("textHash".to_owned(), hash.into())));
    target.into()
}

fn selectors(passage: &Passage) -> Vec<Value> {
    let Some(Anchor { exact, prefix, suffix, position, text: _ }) = passage.anchor.as_deref() else {
        return Vec::new();
    };
    let quote = exact.as_deref().map(|exact| {
        let mut quote = Map::new();
        quote.insert("type".to_owned(), "TextQuoteSelector".into());
        quote.insert("exact".to_owned(), exact.into());
        quote.extend(prefix.as_deref().map(|prefix| ("prefix".to_owned(), prefix.into())));
        quote.extend(suffix.as_deref().map(|suffix| ("suffix".to_owned(), suffix.into())));
        Value::from(quote)
    });
    let position = position.map(|(start, end)| json!({"type": "TextPositionSelector", "start": start, "end": end}));
    quote.into_iter().chain(position).collect()
}

/// An identifier as a part of an address.
pub(super) fn encoded(id: &str) -> String {
    let mut text = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}
