//! Sources for other programs: BibTeX, RIS and CSL-JSON.

use std::collections::BTreeSet;

use super::csl_date::{CslDate, Parts, year_words};
use super::markup::{Piece, Tag, pieces, plain};
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
    let publisher = match kind {
        "techreport" => "institution",
        "phdthesis" => "school",
        _ => "publisher",
    };
    let text = |field: &str| source.text(field).map(|text| format!("{{{}}}", tex(text)));
    let mut fields: Vec<(&str, Option<String>)> = vec![
        ("author", tex_names(source, "author")),
        ("editor", tex_names(source, "editor")),
        // A second pair of braces keeps the capitals as they are.
        ("title", source.text("title").map(|title| format!("{{{{{}}}}}", tex_markup(title)))),
        (container, text("container-title")),
        (publisher, text("publisher").filter(|_| source.text("publisher") != source.text("container-title"))),
        ("address", text("publisher-place")),
        ("volume", number(source, "volume").map(|number| format!("{{{}}}", tex(&number)))),
        (
            "number",
            number(source, "issue").or_else(|| number(source, "number")).map(|number| format!("{{{}}}", tex(&number))),
        ),
        ("type", text("genre")),
        ("edition", number(source, "edition").map(|edition| format!("{{{}}}", tex(&edition)))),
        ("pages", source.text("page").map(|pages| format!("{{{}}}", tex(&pages.replace(['–', '-'], "--"))))),
    ];
    if let Some(date) = CslDate::of(source, "issued") {
        fields.push(("year", tex_year(&date).map(|year| format!("{{{}}}", tex(&year).replace('–', "--")))));
        let month = date.start.and_then(|start| start.month).filter(|_| date.end.is_none() && date.season.is_none());
        fields.push(("month", month.map(|month| month.to_string())));
        fields.push(("date", edtf(&date).map(|date| format!("{{{date}}}"))));
    }
    fields.push(("doi", text("DOI")));
    // An address is taken as it stands, but for what would end the field.
    let address = source.text("URL").map(|url| format!("{{{}}}", url.replace(['{', '}', '\\'], "")));
    fields.push(("url", address));
    let accessed = CslDate::of(source, "accessed").and_then(|date| edtf(&date));
    fields.push(("urldate", accessed.map(|date| format!("{{{date}}}"))));
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
            // BibTeX takes words that begin small for particles, and all of a name in braces for one word.
            Name::Parts { family, given, suffix: None } => Some(format!("{}, {}", tex(&family), tex(&given))),
            Name::Parts { family, given, suffix: Some(suffix) } => {
                Some(format!("{}, {}, {}", tex(&family), tex(&suffix), tex(&given)))
            }
        })
        .collect();
    (!names.is_empty()).then(|| format!("{{{}}}", names.join(" and ")))
}

/// A name as other programs want it.
enum Name {
    Whole(String),
    Parts { family: String, given: String, suffix: Option<String> },
}

impl Name {
    fn of(name: &Csl) -> Option<Self> {
        let part = |key: &str| name.get(key).and_then(Csl::as_str).map(str::trim).filter(|part| !part.is_empty());
        if let Some(literal) = part("literal") {
            return Some(Self::Whole(literal.to_owned()));
        }
        let particles = [part("dropping-particle"), part("non-dropping-particle"), part("family")];
        let family = particles.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let suffix = part("suffix").map(str::to_owned);
        match (family.is_empty(), part("given")) {
            (true, None) => None,
            (true, Some(given)) => Some(Self::Whole(given.to_owned())),
            (false, None) => {
                Some(Self::Whole([Some(family), suffix].into_iter().flatten().collect::<Vec<_>>().join(" ")))
            }
            (false, Some(given)) => Some(Self::Parts { family, given: given.to_owned(), suffix }),
        }
    }
}

/// A field that is a number or a text.
fn number(source: &Source, field: &str) -> Option<String> {
    let value = source.csl().get(field)?;
    value.as_str().map(str::to_owned).or_else(|| value.as_number().map(ToString::to_string))
}

/// A date as BibLaTeX reads it (EDTF): `2013-10-20`, `2012-12/2013-01`, `2010-21` for spring, `1890~` for about 1890. It counts a
/// year 0, so that 43 BC is `-0042` (BibLaTeX manual, 2.3.8). `None` where there are only words.
fn edtf(date: &CslDate) -> Option<String> {
    let start = date.start?;
    let season = date.season.filter(|_| date.end.is_none());
    let text = match (season, date.end) {
        (Some(season), _) => format!("{}-{:02}", Parts { month: None, day: None, ..start }.iso(), season + 20),
        (None, Some(end)) => format!("{}/{}", start.iso(), end.iso()),
        (None, None) => start.iso(),
    };
    Some(if date.is_circa { format!("{text}~") } else { text })
}

/// The year for programs that print it as it stands.
fn tex_year(date: &CslDate) -> Option<String> {
    let Some(start) = date.start else { return date.words.clone() };
    let years = match date.end {
        Some(end) if end.year != start.year => format!("{}–{}", year_words(start.year), year_words(end.year)),
        Some(_) | None => year_words(start.year),
    };
    Some(if date.is_circa { format!("c. {years}") } else { years })
}

/// A title with its markup as TeX has it.
fn tex_markup(text: &str) -> String {
    let piece = |piece: Piece<'_>| {
        piece.tags.iter().rev().fold(tex(piece.text), |text, tag| match tag {
            Tag::Italic => format!("\\emph{{{text}}}"),
            Tag::Bold => format!("\\textbf{{{text}}}"),
            Tag::SmallCapitals => format!("\\textsc{{{text}}}"),
            Tag::Subscript => format!("\\textsubscript{{{text}}}"),
            Tag::Superscript => format!("\\textsuperscript{{{text}}}"),
            Tag::NoCase => format!("{{{text}}}"),
            Tag::Span => text,
        })
    };
    pieces(text).into_iter().map(piece).collect()
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
            // RIS: family name, given names, suffix.
            Name::Parts { family, given, suffix } => {
                let suffix = suffix.map(|suffix| format!(", {suffix}")).unwrap_or_default();
                (tag, format!("{family}, {given}{suffix}"))
            }
        }));
    }
    for (tag, field) in [("TI", "title"), ("T2", "container-title"), ("PB", "publisher"), ("CY", "publisher-place")] {
        lines.extend(source.text(field).map(|text| (tag, plain(text))));
    }
    if let Some(date) = CslDate::of(source, "issued") {
        let year = date.start.map(|start| start.year).filter(|year| (0..10_000).contains(year));
        lines.extend(year.map(|year| ("PY", format!("{year:04}"))));
        lines.push(("DA", slashed(&date)));
    }
    // A report's number goes by either tag, depending on the program.
    if let Some(number) = number(source, "number") {
        lines.push(("M1", number.clone()));
        lines.extend((kind == "RPRT").then_some(("SN", number)));
    }
    lines.extend(source.text("genre").map(|genre| ("M3", genre.to_owned())));
    lines.extend(number(source, "edition").map(|edition| ("ET", edition)));
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
    lines.extend(CslDate::of(source, "accessed").map(|date| ("Y2", slashed(&date))));
    lines.push(("ER", String::new()));
    let line = |(tag, text): (&str, String)| format!("{tag}  - {}\r\n", text.replace(['\r', '\n'], " "));
    lines.into_iter().map(line).collect()
}

/// A date as RIS has it: `2013/10/20/`, with what is not known left empty and what has no place in it as words behind.
fn slashed(date: &CslDate) -> String {
    let is_plain = date.end.is_none() && date.season.is_none() && !date.is_circa;
    let parts = date.start.filter(|start| (0..10_000).contains(&start.year));
    let part = |part: Option<u8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    let (year, month, day) = match parts {
        Some(parts) => (format!("{:04}", parts.year), part(parts.month), part(parts.day)),
        None => Default::default(),
    };
    let words = date.in_words().filter(|_| !is_plain || parts.is_none());
    format!("{year}/{month}/{day}{}", words.map(|words| format!("/{words}")).unwrap_or_default())
}

/// Sources as CSL-JSON, with every field that they came with.
pub(super) fn csl_json(sources: &[&Source]) -> String {
    let items: Vec<_> = sources.iter().map(|source| source.csl()).collect();
    // Values that were read as JSON are written as JSON.
    let text = serde_json::to_string_pretty(&items).unwrap_or_default();
    format!("{text}\n")
}
