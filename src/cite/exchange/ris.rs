//! Sources as RIS.

use super::{Fields, Name, Written, page_range, text_of};
use crate::cite::csl_date::CslDate;
use crate::cite::markup::plain;
use crate::dossier::{Csl, Source};

/// Sources as RIS, under their identifiers.
pub(in crate::cite) fn ris(sources: &[&Source]) -> Written {
    let mut written = Written::default();
    for source in sources {
        let mut fields = Fields::of(source);
        if !written.text.is_empty() {
            written.text.push_str("\r\n");
        }
        written.text.push_str(&record(&mut fields));
        fields.count(&mut written.left_out);
    }
    written
}

/// The RIS type of a CSL type; `None` where there is none that means the same.
fn record_type(kind: &str) -> Option<&'static str> {
    Some(match kind {
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
        "motion_picture" => "MPCT",
        "song" => "SOUND",
        "map" => "MAP",
        "patent" => "PAT",
        "legislation" => "STAT",
        "bill" => "BILL",
        "legal_case" => "CASE",
        "dataset" => "DATA",
        "software" => "COMP",
        "personal_communication" => "PCOMM",
        "manuscript" => "UNPB",
        "document" => "GEN",
        _ => return None,
    })
}

/// Fields that are texts, and their tags, in the order in which they are written.
const TEXTS: [(&str, &str); 25] = [
    ("TI", "title"),
    ("ST", "title-short"),
    ("T2", "container-title"),
    ("J2", "container-title-short"),
    ("T3", "collection-title"),
    ("RI", "reviewed-title"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    // A report's number goes by either tag, depending on the program.
    ("M1", "number"),
    ("M3", "genre"),
    ("ET", "edition"),
    ("VL", "volume"),
    ("NV", "number-of-volumes"),
    ("IS", "issue"),
    ("SE", "section"),
    ("DO", "DOI"),
    ("UR", "URL"),
    ("LA", "language"),
    ("KW", "keyword"),
    ("CN", "call-number"),
    ("AV", "archive_location"),
    ("DP", "source"),
    ("C6", "PMID"),
    ("LB", "citation-key"),
    ("AB", "abstract"),
];

/// Roles, and their tags.
const ROLES: [(&str, &str); 4] =
    [("AU", "author"), ("ED", "editor"), ("A3", "collection-editor"), ("A4", "translator")];

fn record(fields: &mut Fields<'_>) -> String {
    let kind = fields.source.kind().unwrap_or_default();
    let own =
        |tag: &str| fields.own("ris").iter().find(|(known, _)| known == tag).and_then(|(_, value)| value.as_str());
    let own_type = own("TY").filter(|_| kind == "document");
    let record_type = own_type.or_else(|| record_type(kind));
    if record_type.is_some() || kind.is_empty() {
        fields.take("type");
    }
    if own_type.is_some() {
        fields.take("custom.ris.TY");
    }
    let mut lines = vec![("TY", record_type.unwrap_or("GEN").to_owned()), ("ID", fields.source.id().to_owned())];
    for (tag, role) in ROLES {
        lines.extend(names(fields, role).into_iter().map(|name| (tag, name)));
    }
    for (tag, field) in TEXTS {
        let is_marked = matches!(field, "title" | "container-title" | "publisher" | "publisher-place");
        let text = fields.text(field).map(|text| if is_marked { plain(&text) } else { text });
        lines.extend(text.map(|text| (tag, text)));
    }
    let standard: Vec<String> = ["ISBN", "ISSN"].into_iter().filter_map(|field| fields.text(field)).collect();
    if kind == "report" && standard.is_empty() {
        lines.extend(fields.text("number").map(|number| ("SN", number)));
    }
    lines.extend(standard.into_iter().map(|number| ("SN", number)));
    if let Some((date, beside)) = fields.date("issued") {
        let year = date.start.map(|start| start.year).filter(|year| (0..10_000).contains(year));
        lines.extend(year.map(|year| ("PY", format!("{year:04}"))));
        lines.push(("DA", slashed(&date, beside)));
    }
    if let Some(pages) = fields.text("page") {
        let (first, last) = page_range(&pages).map_or((&*pages, None), |(first, last)| (first, Some(last)));
        lines.push(("SP", first.to_owned()));
        lines.extend(last.map(|last| ("EP", last.to_owned())));
    }
    if let Some((date, beside)) = fields.date("accessed") {
        lines.push(("Y2", slashed(&date, beside)));
    }
    lines.extend(fields.text("note").map(|note| ("N1", note)));
    let own: Vec<(&str, String)> = own_lines(fields);
    lines.extend(own);
    lines.push(("ER", String::new()));
    let line = |(tag, text): (&str, String)| format!("{tag}  - {}\r\n", text.replace(['\r', '\n'], " "));
    lines.into_iter().map(line).collect()
}

/// What an earlier RIS file had that CSL has no place for.
fn own_lines<'a>(fields: &mut Fields<'a>) -> Vec<(&'a str, String)> {
    let mut lines = Vec::new();
    for (tag, value) in fields.own("ris") {
        let is_tag = tag.len() == 2
            && tag.starts_with(|c: char| c.is_ascii_uppercase())
            && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && !matches!(tag.as_str(), "TY" | "ER" | "ID");
        let values: Vec<String> = match value {
            Csl::List(items) => items.iter().filter_map(text_of).collect(),
            Csl::Null | Csl::Bool(_) | Csl::Number(_) | Csl::Text(_) | Csl::Object(_) => {
                text_of(value).into_iter().collect()
            }
        };
        if is_tag && !values.is_empty() {
            fields.take(&format!("custom.ris.{tag}"));
            lines.extend(values.into_iter().map(|value| (tag.as_str(), value)));
        }
    }
    lines
}

/// Names: family name, given names, suffix.
fn names(fields: &mut Fields<'_>, role: &str) -> Vec<String> {
    let names = fields.names(role);
    let mut written = Vec::new();
    for name in names {
        written.push(match name {
            Name::Whole(name) => {
                if name.contains(',') {
                    // It would be taken for a family name and given names.
                    fields.lose(format!("{role} with a comma in one name"));
                }
                name
            }
            Name::Parts { particle, family, given, suffix } => {
                if let Some(particle) = &particle {
                    let kind = if particle.is_dropping { "dropping-particle" } else { "non-dropping-particle" };
                    fields.lose(format!("{role}.{kind}"));
                }
                let particle = particle.map(|particle| format!("{} ", particle.text)).unwrap_or_default();
                let suffix = suffix.map(|suffix| format!(", {suffix}")).unwrap_or_default();
                format!("{particle}{family}, {given}{suffix}")
            }
        });
    }
    written
}

/// A date as RIS has it: `2013/10/20/`, with what is not known left empty and what has no place in it as words behind.
fn slashed(date: &CslDate, beside: Option<&str>) -> String {
    let is_plain = date.end.is_none() && date.season.is_none() && !date.is_circa;
    let parts = date.start.filter(|start| (0..10_000).contains(&start.year));
    let part = |part: Option<u8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    let (year, month, day) = match parts {
        Some(parts) => (format!("{:04}", parts.year), part(parts.month), part(parts.day)),
        None => Default::default(),
    };
    let words = beside.map(str::to_owned).or_else(|| date.in_words().filter(|_| !is_plain || parts.is_none()));
    format!("{year}/{month}/{day}{}", words.map(|words| format!("/{words}")).unwrap_or_default())
}
