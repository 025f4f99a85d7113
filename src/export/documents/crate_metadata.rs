//! What an archive says of itself to programs: the metadata of a research object (RO-Crate 1.2).

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::annotations::encoded;
use crate::app::OpenFile;
use crate::dossier::{Date, Source};

/// The name that the specification gives the file.
pub(in crate::export) const NAME: &str = "ro-crate-metadata.json";

/// The file that says who has a say in what.
const LICENCE: &str = "LICENCE.txt";

/// An archive that is to be described.
pub(in crate::export) struct Crate<'a> {
    pub(in crate::export) name: String,
    pub(in crate::export) description: String,
    /// The day that it says it is of, where anybody says so.
    pub(in crate::export) published: Option<&'a Date>,
    pub(in crate::export) files: Vec<CrateFile>,
    pub(in crate::export) sources: Vec<&'a Source>,
}

/// A file of an archive.
#[derive(Clone, Debug)]
pub(in crate::export) struct CrateFile {
    pub(in crate::export) name: String,
    pub(in crate::export) what: String,
    pub(in crate::export) bytes: u64,
    /// Whether it is the dossier itself, which all others were made from.
    pub(in crate::export) is_dossier: bool,
}

impl Crate<'_> {
    /// The metadata. Without a day there is none: nobody is to read one that nobody stated.
    pub(in crate::export) fn metadata(&self, file: &OpenFile) -> Vec<u8> {
        let mut graph = vec![
            json!({
                "@id": NAME, "@type": "CreativeWork", "about": id("./"),
                "conformsTo": id("https://w3id.org/ro/crate/1.2"),
            }),
            self.root(),
        ];
        graph.extend(self.files.iter().map(file_entity));
        let dossier = self.files.iter().find(|file| file.is_dossier);
        let dossier = dossier.map_or_else(|| "#dossier".to_owned(), |file| file.name.clone());
        if dossier.starts_with('#') {
            graph.push(json!({
                "@id": dossier, "@type": "CreativeWork", "name": file.dossier.title(),
                "alternateName": file.name(), "identifier": format!("sha256:{}", file.sha256),
            }));
        }
        let made: Vec<Value> = self.files.iter().filter(|file| !file.is_dossier).map(|file| id(&file.name)).collect();
        graph.push(json!({
            "@id": "#export", "@type": "CreateAction", "name": "Export from the dossier",
            "instrument": id("#attache"), "object": id(&dossier), "result": made,
        }));
        graph.push(json!({
            "@id": "#attache", "@type": "CreativeWork", "additionalType": "http://schema.org/SoftwareApplication",
            "name": "Attaché", "version": env!("CARGO_PKG_VERSION"),
        }));
        let mut described = BTreeSet::new();
        let each_once = self.sources.iter().filter(|source| described.insert(source_id(source)));
        graph.extend(each_once.map(|source| source_entity(source)));
        let all = json!({"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": graph});
        // Plain data is always JSON.
        let mut bytes = serde_json::to_vec_pretty(&all).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    fn root(&self) -> Value {
        let mut root = Map::new();
        root.insert("@id".to_owned(), "./".into());
        root.insert("@type".to_owned(), "Dataset".into());
        root.insert("name".to_owned(), self.name.as_str().into());
        root.insert("description".to_owned(), self.description.as_str().into());
        root.extend(self.published.map(|date| ("datePublished".to_owned(), date.text().into())));
        root.insert("license".to_owned(), id(LICENCE));
        root.insert("hasPart".to_owned(), self.files.iter().map(|file| id(&file.name)).collect::<Vec<_>>().into());
        // A citation is an address; a source without one is mentioned.
        let (cited, mentioned): (Vec<&Source>, Vec<&Source>) =
            self.sources.iter().partition(|source| source.link().is_some());
        let known = |source: &&Source| id(&source_id(source));
        let mentions: Vec<Value> = std::iter::once(id("#export")).chain(mentioned.iter().map(known)).collect();
        root.insert("mentions".to_owned(), one_or_more(mentions));
        // Several sources may be read at one address.
        let mut named = BTreeSet::new();
        let citations: Vec<Value> = cited.iter().filter(|source| named.insert(source_id(source))).map(known).collect();
        if !citations.is_empty() {
            root.insert("citation".to_owned(), one_or_more(citations));
        }
        root.into()
    }
}

fn id(id: &str) -> Value {
    json!({ "@id": id })
}

/// A list of one is written as that one.
fn one_or_more(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { values.into() }
}

/// What a source is known by: its address, or its identifier in the dossier.
fn source_id(source: &Source) -> String {
    source.link().map_or_else(|| format!("#source-{}", encoded(source.id())), str::to_owned)
}

fn file_entity(file: &CrateFile) -> Value {
    let kind = if file.name == LICENCE { json!(["File", "CreativeWork"]) } else { json!("File") };
    json!({
        "@id": file.name, "@type": kind, "name": file.name, "description": file.what,
        "encodingFormat": media_type(&file.name), "contentSize": file.bytes.to_string(),
    })
}

/// A source with what is known of it: its reference, and its address where it has one.
fn source_entity(source: &Source) -> Value {
    let mut entity = Map::new();
    entity.insert("@id".to_owned(), source_id(source).into());
    entity.insert("@type".to_owned(), "CreativeWork".into());
    entity.insert("name".to_owned(), crate::cite::reference(source).into());
    entity.into()
}

/// The media type of a file, by what its name ends in.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        "csv" => "text/csv",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "bib" => "application/x-bibtex",
        "html" => "text/html",
        "md" => "text/markdown",
        "ics" => "text/calendar",
        _ => "text/plain",
    }
}
