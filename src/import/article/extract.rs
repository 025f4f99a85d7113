//! An article as plain text, with the marks that stand in it.

use std::ops::Range;

use crate::edit::Json;

/// What was made of an article, whichever form it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// The title, where the text has one.
    pub title: Option<String>,
    /// The address of the page that it was saved from, where the page says it.
    pub address: Option<String>,
    /// The text that passages point into; markers stand in it.
    pub text: String,
    /// Its paragraphs and headings, in order.
    pub blocks: Vec<Block>,
    /// The markers of references and the flags of editors in it, in order.
    pub marks: Vec<Mark>,
    /// What the markers refer to, as far as the text has it.
    pub references: Vec<Reference>,
    /// What was not read, such as tables and infoboxes.
    pub opaque: Vec<Opaque>,
}

/// A heading, a paragraph, or an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// Whether it is a heading.
    pub is_heading: bool,
}

/// A mark in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: MarkKind,
}

/// What a mark is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A reference by its marker, `[15]`.
    Cites(String),
    /// An editor's doubt.
    Flag {
        /// Its word, such as `needs-update`.
        kind: String,
        /// Since when, in EDTF.
        since: Option<String>,
        /// Why.
        reason: Option<String>,
    },
}

/// What a marker refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The marker, `[15]`.
    pub marker: String,
    /// The source as a CSL item, without `id`.
    pub fields: Vec<(String, Json)>,
}

/// A part of the article that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opaque {
    /// What it is.
    pub what: String,
    /// How it begins.
    pub excerpt: String,
    /// Where it stands in what was given, in bytes.
    pub range: Range<usize>,
}

/// The flag that an editor's words mean: Wikipedia's inline vocabulary, and any other as it stands.
pub(super) fn flag_kind(words: &str) -> Option<String> {
    const KNOWN: [(&str, &str); 34] = [
        ("needs update", "needs-update"),
        ("update inline", "needs-update"),
        ("update after", "needs-update"),
        ("dubious", "dubious"),
        ("disputed", "disputed"),
        ("disputed inline", "disputed"),
        ("unbalanced opinion", "unbalanced-opinion"),
        ("citation needed", "citation-needed"),
        ("cn", "citation-needed"),
        ("fact", "citation-needed"),
        ("clarification needed", "clarification-needed"),
        ("clarify", "clarification-needed"),
        ("when", "when"),
        ("who", "who"),
        ("by whom", "by-whom"),
        ("according to whom", "according-to-whom"),
        ("where", "where"),
        ("which", "which"),
        ("better source", "better-source-needed"),
        ("better source needed", "better-source-needed"),
        ("unreliable source", "unreliable-source"),
        ("unreliable source inline", "unreliable-source"),
        ("failed verification", "failed-verification"),
        ("not in citation given", "failed-verification"),
        ("verification needed", "verification-needed"),
        ("verify source", "verification-needed"),
        ("dead link", "dead-link"),
        ("permanent dead link", "dead-link"),
        ("original research", "original-research"),
        ("original research inline", "original-research"),
        ("vague", "vague"),
        ("specify", "specify"),
        ("page needed", "page-needed"),
        ("neutrality is disputed", "neutrality-disputed"),
    ];
    let plain = words.trim().trim_end_matches('?').trim().to_lowercase().replace(['_', '-'], " ");
    let plain = plain.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    // "dubious – discuss" names the page where it is discussed.
    let plain = plain.split(['–', '—']).next().unwrap_or("").trim().trim_end_matches(" discuss").to_owned();
    KNOWN.iter().find(|(known, _)| *known == plain).map(|(_, kind)| (*kind).to_owned())
}

/// Whether a heading begins the part of an article that states nothing.
pub(super) fn ends_article(heading: &str) -> bool {
    let plain = heading.trim_matches(['=', '#', ' ', ':']).to_lowercase();
    let plain = plain.trim_end_matches("[edit]").trim();
    matches!(
        plain,
        "references"
            | "notes"
            | "external links"
            | "see also"
            | "further reading"
            | "bibliography"
            | "footnotes"
            | "sources"
            | "citations"
            | "notes and references"
            | "referensi"
            | "pranala luar"
            | "lihat pula"
            | "catatan kaki"
            | "각주"
            | "같이 보기"
            | "외부 링크"
            | "참고 문헌"
            | "주석"
    )
}
