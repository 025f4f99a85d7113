//! The dossier with everything that can be made of it, in one ZIP archive that is a research object (RO-Crate).

use super::super::bundle::{LICENCE, packed};
use super::super::chart::{ExportError, render_chart};
use super::super::png::RenderError;
use super::{Crate, CrateFile, Document, DocumentFormat, crate_metadata, document};
use crate::app::{ChartKind, ExportRequest, FileFormat, OpenFile};
use crate::cite::{Style, left_out_words, references};
use crate::dossier::{Date, Source};

/// What the dossier is called in the archive.
const DOSSIER: &str = "dossier.dossier.json";

/// The archive.
pub(super) fn archive(file: &OpenFile, published: Option<&Date>) -> Result<Document, ExportError> {
    let dossier = &file.dossier;
    let sources: Vec<&Source> = dossier.sources().iter().collect();
    let cite = |style| references(&sources, style).map(String::into_bytes).map_err(ExportError::Citing);
    let chart = |kind| render_chart(file, &ExportRequest::new(kind, FileFormat::Svg, std::path::PathBuf::new()));
    let mut notes = Vec::new();
    let mut made = |format| {
        let Document { bytes, notes: more } = document(file, format, published)?;
        notes.extend(more);
        Ok::<_, ExportError>(bytes)
    };
    let mut files = vec![
        (DOSSIER, "The dossier: everything else was made from it.", file.text.as_bytes().to_vec()),
        ("dossier.html", "The dossier as a web page, to read and to print.", made(DocumentFormat::Html)?),
        ("dossier.md", "The same as Markdown with footnotes.", made(DocumentFormat::Markdown)?),
        ("facts.csv", "The facts and their figures, a row for each.", made(DocumentFormat::Csv)?),
        ("timeline.ics", "The facts that say their days, for a calendar.", made(DocumentFormat::Calendar)?),
        ("timeline.json", "The facts for TimelineJS.", made(DocumentFormat::TimelineJs)?),
        ("passages.jsonld", "The passages as Web Annotations.", made(DocumentFormat::Annotations)?),
        ("timeline.svg", "The timeline.", chart(ChartKind::Timeline)?),
        ("chart.svg", "The chart of trade.", chart(ChartKind::Trade)?),
        ("citations.bib", "The sources, for LaTeX.", cite(Style::Bibtex)?),
        ("citations.csl.json", "The sources, for Zotero and other programs.", cite(Style::CslJson)?),
        ("LICENCE.txt", "Who has a say in what.", LICENCE.as_bytes().to_vec()),
    ];
    notes.extend(left_out_words(&sources, Style::Bibtex).map(|words| format!("citations.bib: {words}")));
    if published.is_none() {
        notes.push(UNPUBLISHED.to_owned());
    }
    let described = Crate {
        name: dossier.title().to_owned(),
        description: dossier.summary().unwrap_or("A dossier of cited facts about two countries.").to_owned(),
        published,
        files: files
            .iter()
            .map(|(name, what, bytes)| CrateFile {
                name: (*name).to_owned(),
                what: (*what).to_owned(),
                bytes: bytes.len() as u64,
                is_dossier: *name == DOSSIER,
            })
            .collect(),
        sources,
    };
    files.push((crate_metadata::NAME, "", described.metadata(file)));
    let files: Vec<(String, Vec<u8>)> = files.into_iter().map(|(name, _, bytes)| (name.to_owned(), bytes)).collect();
    let bytes = packed(&files).map_err(|error| ExportError::Rendering(RenderError::Unpackable(error.to_string())))?;
    Ok(Document { bytes, notes })
}

/// What is said of an archive whose metadata have no day.
const UNPUBLISHED: &str =
    "the metadata of the archive have no day of publication, which RO-Crate wants; give one with --date";
