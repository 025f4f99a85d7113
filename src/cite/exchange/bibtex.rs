//! Sources as BibTeX, with the fields of `BibLaTeX` where BibTeX has none: its styles pass over what they do not know.

use std::collections::BTreeSet;

use super::{Fields, Name, Written, page_range, text_of};
use crate::cite::csl_date::{CslDate, Parts, year_words};
use crate::cite::markup::{Piece, Tag, pieces};
use crate::dossier::Source;

/// Sources as BibTeX, each under the key that it came with, or one made of its identifier.
pub(in crate::cite) fn bibtex(sources: &[&Source]) -> Written {
    let (mut taken, mut written) = (BTreeSet::new(), Written::default());
    for source in sources {
        let mut fields = Fields::of(source);
        if !written.text.is_empty() {
            written.text.push('\n');
        }
        written.text.push_str(&entry(&mut fields, &mut taken));
        fields.count(&mut written.left_out);
    }
    written
}

/// Fields that are texts and are called otherwise, in the order in which they are written.
const TEXTS: [(&str, &str); 21] = [
    ("series", "collection-title"),
    ("shorttitle", "title-short"),
    ("shortjournal", "container-title-short"),
    ("address", "publisher-place"),
    ("volume", "volume"),
    ("volumes", "number-of-volumes"),
    ("chapter", "chapter-number"),
    ("edition", "edition"),
    ("type", "genre"),
    ("version", "version"),
    ("eventtitle", "event-title"),
    ("venue", "event-place"),
    ("pagetotal", "number-of-pages"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("pmid", "PMID"),
    ("pmcid", "PMCID"),
    ("langid", "language"),
    ("library", "call-number"),
    ("pubstate", "status"),
    ("keywords", "keyword"),
];

/// Fields that TeX takes as they stand.
const VERBATIM: [&str; 9] = ["doi", "url", "urlraw", "uri", "file", "pdf", "eprint", "verba", "verbb"];

/// The entry type for a CSL type, and the CSL type that this is read as.
fn entry_type(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "article-journal" | "article-magazine" | "article-newspaper" | "article" => ("article", "article-journal"),
        "book" => ("book", "book"),
        "chapter" | "entry-encyclopedia" | "entry-dictionary" => ("incollection", "chapter"),
        "report" => ("techreport", "report"),
        "thesis" => ("phdthesis", "thesis"),
        "paper-conference" => ("inproceedings", "paper-conference"),
        "manuscript" => ("unpublished", "manuscript"),
        _ => ("misc", "document"),
    }
}

/// The fields of an entry, in the order in which they are written.
#[derive(Default)]
struct Lines(Vec<(String, String)>);

impl Lines {
    /// A field between braces.
    fn push(&mut self, field: &str, value: Option<String>) {
        if let Some(value) = value {
            self.0.push((field.to_owned(), format!("{{{value}}}")));
        }
    }

    fn has(&self, field: &str) -> bool {
        self.0.iter().any(|(known, _)| known == field)
    }
}

fn entry(fields: &mut Fields<'_>, taken: &mut BTreeSet<String>) -> String {
    let kind = fields.text("type").unwrap_or_default();
    let (mut entry_type, read_as) = entry_type(&kind);
    let own_type =
        fields.own("bibtex").iter().find(|(key, _)| key == "entrytype").and_then(|(_, value)| value.as_str());
    if let Some(own) = own_type.filter(|own| kind == "document" && own.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    {
        entry_type = own;
        fields.take("custom.bibtex.entrytype");
    }
    let mut lines = Lines::default();
    for (field, names) in [
        ("author", "author"),
        ("editor", "editor"),
        ("translator", "translator"),
        ("bookauthor", "container-author"),
        ("director", "director"),
        ("holder", "authority"),
    ] {
        lines.push(field, tex_names(fields, names));
    }
    let subtype = match kind.as_str() {
        "" => None,
        known if known == read_as => None,
        "article-newspaper" => Some("newspaper".to_owned()),
        "article-magazine" => Some("magazine".to_owned()),
        other => Some(tex(other)),
    };
    // A second pair of braces keeps the capitals as they are.
    lines.push("title", fields.text("title").map(|title| format!("{{{}}}", tex_markup(&title))));
    containers(fields, entry_type, &mut lines);
    numbers(fields, entry_type, &mut lines);
    for (field, csl) in TEXTS {
        lines.push(field, fields.text(csl).map(|text| tex(&text)));
    }
    lines.push("pages", fields.text("page").map(|pages| tex(&dashed(&pages))));
    issued(fields, &mut lines);
    lines.push("doi", fields.text("DOI").map(|doi| verbatim(&doi)));
    // An address is taken as it stands, but for what would end the field.
    lines.push("url", fields.text("URL").map(|url| verbatim(&url)));
    for (field, csl) in [("urldate", "accessed"), ("origdate", "original-date"), ("eventdate", "event-date")] {
        let date = other_date(fields, csl);
        lines.push(field, date);
    }
    lines.push("entrysubtype", subtype);
    lines.push("abstract", fields.text("abstract").map(|text| tex(&text)));
    // Of a source of which nothing is known, its marker at least.
    let is_unknown = lines.0.iter().all(|(field, _)| field == "entrysubtype");
    let marker = fields.source.marker().filter(|_| is_unknown);
    if marker.is_some() {
        fields.take("custom.marker");
    }
    lines.push("note", marker.map(tex));
    // What an editor notes on a source is no part of a reference, where “note” would be printed.
    lines.push("annote", fields.text("note").map(|note| tex(&note)));
    own_fields(fields, &mut lines);
    let lines: Vec<String> = lines.0.into_iter().map(|(field, value)| format!("  {field} = {value},\n")).collect();
    let own_key = fields.text("citation-key");
    let key = key(own_key.as_deref().unwrap_or(fields.source.id()), taken);
    if own_key.is_some_and(|own| own != key) {
        fields.lose("citation-key");
    }
    format!("@{entry_type}{{{key},\n{}}}\n", lines.concat())
}

/// Where it was published, and by whom.
fn containers(fields: &mut Fields<'_>, entry_type: &str, lines: &mut Lines) {
    let container = fields.text("container-title").map(|text| tex(&text));
    let medium = fields.text("medium").map(|text| tex(&text));
    match entry_type {
        "article" => lines.push("journal", container.clone()),
        "incollection" | "inproceedings" => lines.push("booktitle", container.clone()),
        // BibTeX's styles print the one, and a program that reads the file knows the other.
        _ if medium.is_none() => {
            lines.push("journaltitle", container.clone());
            lines.push("howpublished", container.clone());
        }
        _ => lines.push("journaltitle", container.clone()),
    }
    if medium.is_some() && medium == container {
        // Of the two, one is read again.
        fields.lose("medium");
    }
    lines.push("howpublished", medium);
    let publisher = match entry_type {
        "techreport" => "institution",
        "phdthesis" => "school",
        _ => "publisher",
    };
    lines.push(publisher, fields.text("publisher").map(|text| tex(&text)));
}

/// The numbers of an issue, of a report, in a series: BibTeX has one field for all of them.
fn numbers(fields: &mut Fields<'_>, entry_type: &str, lines: &mut Lines) {
    let mut text = |field: &str| fields.text(field).map(|text| tex(&text));
    match entry_type {
        "article" => {
            lines.push("number", text("issue"));
            lines.push("eid", text("number"));
        }
        "book" | "incollection" | "inproceedings" => {
            let is_in_series = fields.source.text("collection-title").is_some();
            let field = if is_in_series { "collection-number" } else { "number" };
            lines.push("number", fields.text(field).map(|text| tex(&text)));
            lines.push("issue", fields.text("issue").map(|text| tex(&text)));
        }
        _ => {
            lines.push("number", text("number"));
            lines.push("issue", text("issue"));
        }
    }
}

/// The date, for programs that read it and for those that print its year as it stands.
fn issued(fields: &mut Fields<'_>, lines: &mut Lines) {
    let Some((date, beside)) = fields.date("issued") else { return };
    let exact = beside.filter(|words| is_edtf(words, &date));
    let words = beside.filter(|_| exact.is_none());
    let year = words.map(str::to_owned).or_else(|| tex_year(&date));
    lines.push("year", year.map(|year| tex(&year).replace('–', "--")));
    let month = date.start.and_then(|start| start.month).filter(|_| date.end.is_none() && date.season.is_none());
    if let Some(month) = month.filter(|_| words.is_none()) {
        lines.0.push(("month".to_owned(), month.to_string()));
    }
    lines.push("date", exact.map(str::to_owned).or_else(|| edtf(&date)));
}

/// A date of another kind; one in words is written in words.
fn other_date(fields: &mut Fields<'_>, field: &str) -> Option<String> {
    let (date, beside) = fields.date(field)?;
    let exact = beside.filter(|words| is_edtf(words, &date));
    if beside.is_some() && exact.is_none() {
        fields.lose(format!("{field}.literal"));
    }
    exact.map(str::to_owned).or_else(|| edtf(&date)).or_else(|| date.in_words().map(|words| tex(&words)))
}

/// Whether words beside the parts of a date are the same date in EDTF, with more than the parts can say.
fn is_edtf(words: &str, date: &CslDate) -> bool {
    let is_plain = words.chars().all(|c| c.is_ascii_digit() || "-/.XYTZ:~?%+".contains(c));
    let begins = date.start.is_some_and(|start| {
        let year = format!("{:04}", start.astronomical_year().unsigned_abs());
        words.contains(&year)
    });
    is_plain && begins
}

/// What an earlier BibTeX file had that CSL has no place for.
fn own_fields(fields: &mut Fields<'_>, lines: &mut Lines) {
    for (name, value) in fields.own("bibtex") {
        let is_name =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let Some(text) = text_of(value).filter(|_| is_name && name != "entrytype" && !lines.has(name)) else {
            continue;
        };
        fields.take(&format!("custom.bibtex.{name}"));
        let is_balanced = text.matches('{').count() == text.matches('}').count();
        let text = if VERBATIM.contains(&name.as_str()) && is_balanced { text } else { tex(&text) };
        lines.push(name, Some(text));
    }
}

/// A key of its own with the characters that every program reads.
fn key(id: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || ":-_./+".contains(c) { c } else { '-' }).collect();
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

/// A text that TeX takes as it stands, without what would end the field.
fn verbatim(text: &str) -> String {
    text.trim().replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(char::is_whitespace, "%20")
}

/// Pages with the dash of TeX between them.
fn dashed(pages: &str) -> String {
    match page_range(pages) {
        Some((first, last)) => format!("{first}--{last}"),
        None => pages.replace('–', "--"),
    }
}

/// A list of names; one that is said in one piece is kept in one piece.
fn tex_names(fields: &mut Fields<'_>, field: &str) -> Option<String> {
    let names = fields.names(field);
    let mut words = Vec::new();
    for name in &names {
        words.push(match name {
            Name::Whole(name) => format!("{{{}}}", tex(name)),
            Name::Parts { particle, family, given, suffix } => {
                let family = match particle {
                    // BibTeX takes words that begin small for particles, and no others.
                    Some(particle) if particle.text.split_whitespace().all(begins_small) => {
                        if particle.is_dropping {
                            fields.lose(format!("{field}.dropping-particle"));
                        }
                        format!("{} {}", tex(&particle.text), name_part(family))
                    }
                    Some(particle) => {
                        fields.lose(format!("{field}.non-dropping-particle"));
                        name_part(&format!("{} {family}", particle.text))
                    }
                    None => name_part(family),
                };
                match suffix {
                    None => format!("{family}, {}", name_part(given)),
                    Some(suffix) => format!("{family}, {}, {}", name_part(suffix), name_part(given)),
                }
            }
        });
    }
    (!words.is_empty()).then(|| words.join(" and "))
}

/// A part of a name, in braces where BibTeX would take it apart.
fn name_part(part: &str) -> String {
    let has_and = part.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    let is_apart = part.contains(',') || has_and || part.split_whitespace().any(begins_small);
    if is_apart { format!("{{{}}}", tex(part)) } else { tex(part) }
}

fn begins_small(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
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
    let Some(start) = date.start else {
        let words = date.words.clone()?;
        return Some(if date.is_circa { format!("c. {words}") } else { words });
    };
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
