//! Sources for other programs: BibTeX, RIS and CSL-JSON.

use std::collections::BTreeSet;

use crate::dossier::{Csl, Source};

/// Sources as BibTeX, each under a key made of its identifier.
pub(super) fn bibtex(sources: &[&Source]) -> String {
    let mut taken = BTreeSet::new();
    let entries: Vec<String> = sources.iter().map(|source| bibtex_entry(source, &mut taken)).collect();
    entries.join("\n")
}

fn bibtex_entry(source: &Source, taken: &mut BTreeSet<String>) -> String {
    let kind = match source.kind().unwrap_or_default() {
        "article-journal" | "article-magazine" | "article-newspaper" | "article" => "article",
        "book" => "book",
        "chapter" | "entry-encyclopedia" | "entry-dictionary" => "incollection",
        "report" => "techreport",
        "thesis" => "phdthesis",
        "paper-conference" => "inproceedings",
        _ => "misc",
    };
    let container = match kind {
        "article" => "journal",
        "incollection" | "inproceedings" => "booktitle",
        _ => "howpublished",
    };
    let publisher = if kind == "techreport" { "institution" } else { "publisher" };
    let text = |field: &str| source.text(field).map(|text| format!("{{{}}}", tex(text)));
    let mut fields: Vec<(&str, Option<String>)> = vec![
        ("author", tex_names(source, "author")),
        ("editor", tex_names(source, "editor")),
        // A second pair of braces keeps the capitals as they are.
        ("title", text("title").map(|title| format!("{{{title}}}"))),
        (container, text("container-title")),
        (publisher, text("publisher").filter(|_| source.text("publisher") != source.text("container-title"))),
        ("address", text("publisher-place")),
        ("volume", number(source, "volume").map(|number| format!("{{{}}}", tex(&number)))),
        ("number", number(source, "issue").map(|number| format!("{{{}}}", tex(&number)))),
        ("pages", source.text("page").map(|pages| format!("{{{}}}", tex(&pages.replace(['–', '-'], "--"))))),
    ];
    if let Some(parts) = source.date_parts("issued") {
        fields.push(("year", parts.first().map(|year| format!("{{{year}}}"))));
        fields.push(("month", parts.get(1).map(ToString::to_string)));
        fields.push(("date", Some(format!("{{{}}}", dashed(&parts)))));
    }
    fields.push(("doi", text("DOI")));
    // An address is taken as it stands, but for what would end the field.
    let address = source.text("URL").map(|url| format!("{{{}}}", url.replace(['{', '}', '\\'], "")));
    fields.push(("url", address));
    fields.push(("urldate", source.date_parts("accessed").map(|parts| format!("{{{}}}", dashed(&parts)))));
    fields.push(("isbn", text("ISBN")));
    fields.push(("issn", text("ISSN")));
    fields.push(("langid", text("language")));
    // Of a source of which nothing is known, its marker at least.
    let is_unknown = fields.iter().all(|(_, value)| value.is_none());
    fields.push(("note", source.marker().filter(|_| is_unknown).map(|marker| format!("{{{}}}", tex(marker)))));
    let lines: Vec<String> =
        fields.into_iter().filter_map(|(field, value)| Some(format!("  {field} = {},\n", value?))).collect();
    format!("@{kind}{{{},\n{}}}\n", key(source.id(), taken), lines.concat())
}

/// A key of its own with the characters that every program reads.
fn key(id: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || ":-_.".contains(c) { c } else { '-' }).collect();
    let mut key = plain.clone();
    let mut count = 1;
    while !taken.insert(key.clone()) {
        count += 1;
        key = format!("{plain}-{count}");
    }
    key
}

/// A text with the characters that TeX would act on made harmless.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' | '#' | '$' | '%' | '&' | '_' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\n' | '\r' | '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// A list of names; one that is said in one piece is kept in one piece.
fn tex_names(source: &Source, field: &str) -> Option<String> {
    let names: Vec<String> = source
        .csl()
        .get(field)?
        .items()
        .iter()
        .filter_map(|name| match Name::of(name)? {
            Name::Whole(name) => Some(format!("{{{}}}", tex(&name))),
            Name::Parts(family, given) => Some(format!("{}, {}", tex(&family), tex(&given))),
        })
        .collect();
    (!names.is_empty()).then(|| format!("{{{}}}", names.join(" and ")))
}

/// A name as other programs want it.
enum Name {
    Whole(String),
    Parts(String, String),
}

impl Name {
    fn of(name: &Csl) -> Option<Self> {
        let part = |key: &str| name.get(key).and_then(Csl::as_str).map(str::trim).filter(|part| !part.is_empty());
        if let Some(literal) = part("literal") {
            return Some(Self::Whole(literal.to_owned()));
        }
        let particle = part("non-dropping-particle").or_else(|| part("dropping-particle"));
        let family = particle.into_iter().chain(part("family")).collect::<Vec<_>>().join(" ");
        match (family.is_empty(), part("given")) {
            (true, None) => None,
            (true, Some(given)) => Some(Self::Whole(given.to_owned())),
            (false, None) => Some(Self::Whole(family)),
            (false, Some(given)) => Some(Self::Parts(family, given.to_owned())),
        }
    }
}

/// A field that is a number or a text.
fn number(source: &Source, field: &str) -> Option<String> {
    let value = source.csl().get(field)?;
    value.as_str().map(str::to_owned).or_else(|| value.as_number().map(ToString::to_string))
}

/// Year, month and day as far as they are known: `2013-10-20`.
fn dashed(parts: &[i64]) -> String {
    match parts {
        [year] => format!("{year:04}"),
        [year, month] => format!("{year:04}-{month:02}"),
        [year, month, day, ..] => format!("{year:04}-{month:02}-{day:02}"),
        [] => String::new(),
    }
}

/// Sources as RIS.
pub(super) fn ris(sources: &[&Source]) -> String {
    sources.iter().map(|source| ris_entry(source)).collect::<Vec<_>>().join("\r\n")
}

fn ris_entry(source: &Source) -> String {
    let kind = match source.kind().unwrap_or_default() {
        "article-journal" => "JOUR",
        "article-newspaper" => "NEWS",
        "article-magazine" => "MGZN",
        "book" => "BOOK",
        "chapter" => "CHAP",
        "entry-encyclopedia" => "ENCYC",
        "entry-dictionary" => "DICT",
        "report" => "RPRT",
        "thesis" => "THES",
        "paper-conference" => "CPAPER",
        "webpage" => "ELEC",
        "post-weblog" => "BLOG",
        _ => "GEN",
    };
    let mut lines = vec![("TY", kind.to_owned()), ("ID", source.id().to_owned())];
    for (tag, field) in [("AU", "author"), ("ED", "editor")] {
        let names = source.csl().get(field).map(Csl::items).unwrap_or_default();
        lines.extend(names.iter().filter_map(Name::of).map(|name| match name {
            Name::Whole(name) => (tag, name),
            Name::Parts(family, given) => (tag, format!("{family}, {given}")),
        }));
    }
    for (tag, field) in [("TI", "title"), ("T2", "container-title"), ("PB", "publisher"), ("CY", "publisher-place")] {
        lines.extend(source.text(field).map(|text| (tag, text.to_owned())));
    }
    if let Some(parts) = source.date_parts("issued") {
        lines.extend(parts.first().map(|year| ("PY", format!("{year:04}"))));
        lines.push(("DA", slashed(&parts)));
    }
    lines.extend(number(source, "volume").map(|number| ("VL", number)));
    lines.extend(number(source, "issue").map(|number| ("IS", number)));
    if let Some(pages) = source.text("page") {
        let (first, last) = pages.split_once(['–', '-']).map_or((pages, None), |(first, last)| (first, Some(last)));
        lines.push(("SP", first.trim().to_owned()));
        lines.extend(last.map(|last| ("EP", last.trim_start_matches('-').trim().to_owned())));
    }
    for (tag, field) in [("DO", "DOI"), ("UR", "URL"), ("LA", "language")] {
        lines.extend(source.text(field).map(|text| (tag, text.to_owned())));
    }
    lines.extend(source.date_parts("accessed").map(|parts| ("Y2", slashed(&parts))));
    lines.push(("ER", String::new()));
    let line = |(tag, text): (&str, String)| format!("{tag}  - {}\r\n", text.replace(['\r', '\n'], " "));
    lines.into_iter().map(line).collect()
}

/// Year, month and day as RIS has them: `2013/10/20`, with what is not known left empty.
fn slashed(parts: &[i64]) -> String {
    let part = |place: usize| parts.get(place).map(|part| format!("{part:02}")).unwrap_or_default();
    format!("{:04}/{}/{}", parts.first().copied().unwrap_or_default(), part(1), part(2))
}

/// Sources as CSL-JSON, with every field that they came with.
pub(super) fn csl_json(sources: &[&Source]) -> String {
    let items: Vec<_> = sources.iter().map(|source| source.csl()).collect();
    // Values that were read as JSON are written as JSON.
    let text = serde_json::to_string_pretty(&items).unwrap_or_default();
    format!("{text}\n")
}
