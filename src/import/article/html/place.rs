//! What an element of a page is to an article.

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing but its content.
    Inline,
    /// A paragraph, an item, or anything else that stands by itself.
    Block,
    /// A heading, and of which rank.
    Heading(u8),
    /// The title of the window.
    Title,
    /// No part of the text: scripts, menus, buttons for editing.
    Skipped,
    /// A part that is listed as not read, and what it is.
    Opaque(&'static str),
    /// What pages call their menus, their links to share, and the like: listed as not read where it stands beside the text, since
    /// a part of the text may be called so as well.
    Surroundings,
    /// The mark of a reference.
    Cites,
    /// An editor's doubt, or another note between the words.
    Flag,
    /// An item of the list of references.
    Reference,
    /// The metadata of a reference.
    Metadata,
    /// What holds the text of the article: of a wiki's own page, or of any page that says so.
    Content(Holds),
    /// An end of a line.
    Break,
}

/// How sure it is that an element holds the text of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    /// Any page has a body.
    Body,
    /// `<main>`, `<article>`
    Main,
    /// What the wiki's software made of the article.
    Article,
}

/// Classes of what is no part of the text.
const SKIPPED_CLASSES: [&str; 26] = [
    "mw-editsection",
    "mw-cite-backlink",
    "mw-jump-link",
    "mw-indicators",
    "mw-empty-elt",
    "mw-authority-control",
    "navbox",
    "navbox-styles",
    "vertical-navbox",
    "sidebar",
    "toc",
    "catlinks",
    "printfooter",
    "hatnote",
    "shortdescription",
    "metadata",
    "ambox",
    "sistersitebox",
    "side-box",
    "portalbox",
    "portal-bar",
    "reflist-columns-toggle",
    "vector-menu",
    "vector-dropdown",
    "mw-portlet",
    "navigation-not-searchable",
];

/// Identifiers of what is no part of the text.
const SKIPPED_IDS: [&str; 9] =
    ["toc", "siteSub", "contentSub", "jump-to-nav", "catlinks", "mw-navigation", "footer", "mw-panel", "p-lang-btn"];

/// What pages of all kinds call what surrounds their text, as an identifier or a class.
const SURROUNDINGS: [&str; 22] = [
    "nav",
    "navigation",
    "navbar",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "promo",
    "newsletter",
    "cookie-banner",
    "comments",
    "share",
    "social",
    "related",
    "byline",
    "page-footer",
    "site-footer",
    "skip-link",
    "copyright",
];

/// Elements within a line.
const IN_LINES: [&str; 9] = ["a", "b", "em", "i", "small", "span", "strong", "sub", "sup"];

impl Place {
    /// What an element with these attributes is.
    pub(super) fn of(tag: &str, attribute: &dyn Fn(&str) -> String) -> Self {
        let class = attribute("class");
        let has = |wanted: &str| class.split_ascii_whitespace().any(|one| one == wanted);
        let has_any = |wanted: &[&str]| class.split_ascii_whitespace().any(|one| wanted.contains(&one));
        let id = attribute("id");
        match tag {
            "script" | "style" | "noscript" | "template" | "nav" | "form" | "button" | "select" | "textarea"
            | "iframe" | "object" | "audio" | "video" | "svg" | "footer" | "aside" => return Self::Skipped,
            "title" => return Self::Title,
            "br" | "hr" => return Self::Break,
            "math" => return Self::Opaque("formula"),
            _ => {}
        }
        if tag == "span" && has("Z3988") {
            return Self::Metadata;
        }
        let style = attribute("style").replace(' ', "").to_ascii_lowercase();
        let is_hidden = style.contains("display:none") || !attribute("hidden").is_empty();
        if is_hidden
            || has_any(&SKIPPED_CLASSES)
            || SKIPPED_IDS.contains(&id.as_str())
            || attribute("aria-hidden") == "true"
            || matches!(attribute("role").as_str(), "navigation" | "banner" | "contentinfo" | "complementary")
        {
            return Self::Skipped;
        }
        if let "h1" | "h2" | "h3" | "h4" | "h5" | "h6" = tag {
            return Self::Heading(tag.as_bytes()[1] - b'0');
        }
        // What stands within a line has an identifier to be led to; the page as a whole surrounds nothing.
        let is_called_so = has_any(&SURROUNDINGS) || SURROUNDINGS.contains(&id.as_str()) && !IN_LINES.contains(&tag);
        if is_called_so && !matches!(tag, "html" | "body" | "main") {
            return Self::Surroundings;
        }
        if tag == "sup" && has("reference") {
            return Self::Cites;
        }
        if tag == "sup" && (class.contains("Inline-Template") || has("noprint")) {
            return Self::Flag;
        }
        if has("mw-parser-output") || id == "mw-content-text" {
            return Self::Content(Holds::Article);
        }
        match tag {
            "table" if class.contains("infobox") => Self::Opaque("infobox"),
            "table" if class.contains("wikitable") => Self::Opaque("table"),
            "figure" | "figcaption" => Self::Opaque("picture"),
            "div" | "ul" if has_any(&["thumb", "gallery", "mod-gallery", "tmulti"]) => Self::Opaque("picture"),
            "li" if id.starts_with("cite_note") => Self::Reference,
            "main" | "article" => Self::Content(Holds::Main),
            "body" => Self::Content(Holds::Body),
            "p" | "li" | "dd" | "dt" | "dl" | "ul" | "ol" | "div" | "section" | "blockquote" | "table" | "tr"
            | "td" | "th" | "caption" | "header" | "pre" | "address" | "details" | "summary" => Self::Block,
            _ => Self::Inline,
        }
    }
}
