//! What is fuzzed: each function takes any bytes, and panics where a promise is broken.
//!
//! A new input (a patch, a journal, an importer) gets a function here, its name in [`TARGETS`], a file in `fuzz_targets` and some
//! files in `corpus`.

use attache::analysis::AuditOptions;
use attache::app::{ChartKind, ExportRequest, FileFormat, OpenFile};
use attache::cite::{Style, references};
use attache::dossier::{Date, ReportedValue, Source};
use attache::edit::{Document, Journal};
use attache::export::{Provenance, render_chart};
use attache::format::date::{date_label, date_text, date_years};
use attache::import::article::extract;
use attache::import::{Evidence, ImportContext, Kind, Recipe, import};
use attache::load::{Progress, load_bytes};

/// A target by its name, which is that of its folder of the corpus.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All of them.
pub(crate) const TARGETS: [Target; 14] = [
    ("loader", loader),
    ("edtf", edtf),
    ("number", number),
    ("citations", citations),
    ("figure", figure),
    ("drawing", drawing),
    ("journal", journal),
    ("comtrade", comtrade),
    ("sdmx", sdmx),
    ("table", table),
    ("events", events),
    ("bibliography", bibliography),
    ("article", article),
    ("page", page),
];

/// What edits are made in.
const DOSSIER: &str = include_str!("corpus/loader/good.json");

/// Whatever a file holds, it becomes a dossier or diagnostics; a dossier can be audited and its text is its file.
pub(crate) fn loader(bytes: &[u8]) {
    match load_bytes(bytes) {
        Ok(loaded) => {
            assert_eq!(loaded.text.as_bytes(), bytes);
            let file = OpenFile::new(loaded, None, AuditOptions::default());
            assert_eq!(file.dossier.facts().len(), file.dossier.facts_by_date().len());
        }
        Err(diagnostics) => assert!(!diagnostics.is_empty(), "a refusal says why"),
    }
}

/// Whatever a date is, it can be said in words, and its stretches do not run backwards.
pub(crate) fn edtf(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(date) = Date::parse(text) else { return };
    assert_eq!(date.text(), text);
    assert!(!date_text(&date).is_empty() && !date_label(&date).is_empty() && !date_years(&date).is_empty());
    for extent in date.extents() {
        if let (Some(start), Some(end)) = (extent.start.day(), extent.end.day()) {
            assert!(start <= end, "{text}");
        }
    }
}

/// A printed number is kept as it was printed.
pub(crate) fn number(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(value) = ReportedValue::parse(text) {
        assert_eq!(value.text(), text);
    }
}

/// Any CSL item has references in every style.
pub(crate) fn citations(bytes: &[u8]) {
    let Ok(csl) = serde_json::from_slice(bytes) else { return };
    let source = Source::new("s".into(), csl);
    for style in Style::ALL.iter().copied() {
        let text = references(&[&source], style).unwrap_or_default();
        assert!(!text.is_empty(), "{style:?}");
    }
}

/// Whatever a figure carries, it is read or not.
pub(crate) fn figure(bytes: &[u8]) {
    if let Some(provenance) = Provenance::read(bytes) {
        assert!(!provenance.to_text().is_empty());
    }
}

/// Whatever a dossier holds, its charts can be drawn, and a figure says what it was drawn from.
pub(crate) fn drawing(bytes: &[u8]) {
    let Ok(loaded) = load_bytes(bytes) else { return };
    let file = OpenFile::new(loaded, None, AuditOptions::default());
    for kind in [ChartKind::Trade, ChartKind::Timeline] {
        let request = ExportRequest::new(kind, FileFormat::Svg, std::path::PathBuf::new());
        let svg = render_chart(&file, &request);
        let provenance = svg.ok().and_then(|svg| Provenance::read(&svg));
        assert!(provenance.is_some_and(|provenance| provenance.differences(&file).is_empty()), "{kind:?}");
    }
}

/// Whatever a journal holds, each of its edits is refused or leads to a sound text, and its inverse back to the byte.
pub(crate) fn journal(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(journal) = Journal::parse(text) else { return };
    let Ok(mut document) = Document::parse(DOSSIER) else { return };
    for (line, edit) in &journal.edits {
        let Ok((edited, patch)) = document.edited(edit) else { continue };
        assert!(edited.is_consistent(), "line {line}: {edit:?}");
        let back = edited.patched(&patch.inverse());
        assert!(back.is_ok_and(|back| back.text() == document.text()), "line {line}: {edit:?}");
        document = edited;
    }
}

pub(crate) fn comtrade(bytes: &[u8]) {
    imported(Kind::Comtrade, bytes);
}

pub(crate) fn sdmx(bytes: &[u8]) {
    imported(Kind::Sdmx, bytes);
}

pub(crate) fn table(bytes: &[u8]) {
    imported(Kind::Table, bytes);
}

pub(crate) fn events(bytes: &[u8]) {
    imported(Kind::Events, bytes);
}

pub(crate) fn bibliography(bytes: &[u8]) {
    imported(Kind::Bibliography, bytes);
}

pub(crate) fn article(bytes: &[u8]) {
    imported(Kind::Article, bytes);
}

/// Whatever a web page holds, its blocks and marks are in its text, in their order, and nothing in that steers a terminal.
pub(crate) fn page(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    // Whatever comes is read as a page.
    let page = if text.starts_with("<html") { text.to_owned() } else { format!("<html>{text}") };
    let extract = extract(&page);
    let mut end = 0;
    for block in &extract.blocks {
        assert!(block.range.start >= end && block.range.start < block.range.end, "{block:?}");
        assert!(extract.text.get(block.range.clone()).is_some(), "{block:?}");
        end = block.range.end;
    }
    assert!(extract.marks.iter().all(|mark| extract.text.get(mark.range.clone()).is_some()), "{:?}", extract.marks);
    assert!(!extract.text.contains(|c: char| c.is_control() && c != '\n'), "{:?}", extract.text);
    imported(Kind::Article, page.as_bytes());
}

/// Whatever a file holds, it becomes proposals, each with its evidence, or a message; the same file the same ones.
fn imported(kind: Kind, bytes: &[u8]) {
    let recipe = Recipe { kind, ..Recipe::default() };
    let parties = vec![("NLD".into(), "Netherlands".into()), ("SUR".into(), "Suriname".into())];
    let context =
        ImportContext { file_name: "file".into(), import_id: "import-1".into(), parties, ..ImportContext::default() };
    let read = || import(bytes, &recipe, &context, &Progress::default());
    match read() {
        Ok(proposals) => {
            assert_eq!(read().as_ref(), Ok(&proposals), "twice the same");
            for item in &proposals.items {
                assert!(
                    item.group < proposals.groups.len() && !item.title.is_empty() && !item.why.is_empty(),
                    "{item:?}"
                );
            }
            let evidence = proposals.items.iter().map(|item| &item.evidence);
            for evidence in evidence.chain(proposals.not_understood.iter().map(|part| &part.evidence)) {
                if let Evidence::Text(range) = evidence {
                    assert!(range.start <= range.end && range.end <= bytes.len(), "{range:?} of {}", bytes.len());
                }
            }
        }
        Err(error) => assert!(!error.to_string().is_empty(), "a refusal says why"),
    }
}
